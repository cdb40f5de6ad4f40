""".netrc: user names and passwords by host."""

import os
import shlex
import stat

__all__ = ["netrc", "NetrcParseError"]


class NetrcParseError(Exception):
    """A .netrc that does not follow the syntax."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename = filename
        self.lineno = lineno
        self.msg = msg
        Exception.__init__(self, msg)

    def __str__(self):
        return "%s (%s, line %s)" % (self.msg, self.filename, self.lineno)


class netrc:
    """hosts: {name: (login, account, password)}; macros: {name: lines}."""

    def __init__(self, file=None):
        default_netrc = file is None
        if file is None:
            try:
                file = os.path.join(os.environ['HOME'], ".netrc")
            except KeyError:
                raise OSError("Could not find .netrc: $HOME is not set")
        self.hosts = {}
        self.macros = {}
        with open(file) as fp:
            self._parse(file, fp, default_netrc)

    def _parse(self, file, fp, default_netrc):
        lexer = shlex.shlex(fp)
        lexer.wordchars += r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
        lexer.commenters = lexer.commenters.replace('#', '')
        while True:
            before = lexer.lineno
            word = lexer.get_token()
            if not word:
                return
            if word[0] == '#':
                # the line is a comment, if the word did not end it
                if lexer.lineno == before and len(word) == 1:
                    lexer.instream.readline()
                continue
            if word == 'machine':
                host = lexer.get_token()
            elif word == 'default':
                host = 'default'
            elif word == 'macdef':
                self._macro(lexer)
                continue
            else:
                raise NetrcParseError("bad toplevel token %r" % word, file, lexer.lineno)
            self._machine(word, host, lexer, file, fp, default_netrc)

    def _macro(self, lexer):
        lines = self.macros[lexer.get_token()] = []
        lexer.whitespace = ' \t'
        while True:
            line = lexer.instream.readline()
            if not line or line == '\n':
                lexer.whitespace = ' \t\r\n'
                return
            lines.append(line)

    def _machine(self, kind, host, lexer, file, fp, default_netrc):
        login = ''
        account = password = None
        self.hosts[host] = {}
        while True:
            word = lexer.get_token()
            if word.startswith('#') or word in ('', 'machine', 'default', 'macdef'):
                if not password:
                    raise NetrcParseError("malformed %s entry %s terminated by %s"
                                          % (kind, host, repr(word)), file, lexer.lineno)
                self.hosts[host] = (login, account, password)
                lexer.push_token(word)
                return
            if word in ('login', 'user'):
                login = lexer.get_token()
            elif word == 'account':
                account = lexer.get_token()
            elif word == 'password':
                if os.name == 'posix' and default_netrc:
                    self._check(fp, login)
                password = lexer.get_token()
            else:
                raise NetrcParseError("bad follower token %r" % word, file, lexer.lineno)

    def _check(self, fp, login):
        """A file with passwords has to be the user's own."""
        prop = os.fstat(fp.fileno())
        if prop.st_uid != os.getuid():
            import pwd

            def name(uid):
                try:
                    return pwd.getpwuid(uid)[0]
                except KeyError:
                    return 'uid %s' % uid
            raise NetrcParseError("~/.netrc file owner (%s) does not match current user (%s)"
                                  % (name(prop.st_uid), name(os.getuid())),
                                  '.netrc', None)
        if prop.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError("~/.netrc access too permissive: access permissions must "
                                  "restrict access to only the owner", '.netrc', None)

    def authenticators(self, host):
        """(login, account, password), or None."""
        return self.hosts.get(host, self.hosts.get('default'))

    def __repr__(self):
        out = []
        for host, (login, account, password) in self.hosts.items():
            out.append("machine %s\n\tlogin %s\n" % (host, login))
            if account:
                out.append("\taccount %s\n" % account)
            out.append("\tpassword %s\n" % password)
        for name, lines in self.macros.items():
            out.append("macdef %s\n%s\n" % (name, ''.join(lines)))
        return ''.join(out)
