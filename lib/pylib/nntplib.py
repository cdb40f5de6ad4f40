"""The Network News Transfer Protocol, the client's side (RFC 977, 2980, 3977)."""

import collections
import datetime
import re
import socket
import warnings

try:
    import ssl
except ImportError:
    _have_ssl = False
else:
    _have_ssl = True

from email.header import decode_header as _email_decode_header
from socket import _GLOBAL_DEFAULT_TIMEOUT

__all__ = ["NNTP",
           "NNTPError", "NNTPReplyError", "NNTPTemporaryError",
           "NNTPPermanentError", "NNTPProtocolError", "NNTPDataError",
           "decode_header"]

# the longest line taken from a server, so that a bad one cannot fill memory
_MAXLINE = 2048


class NNTPError(Exception):
    """What all errors of this module are."""

    def __init__(self, *args):
        Exception.__init__(self, *args)
        self.response = args[0] if args else 'No response given'


class NNTPReplyError(NNTPError):
    """An answer nobody asked for."""


class NNTPTemporaryError(NNTPError):
    """A 4xx answer."""


class NNTPPermanentError(NNTPError):
    """A 5xx answer."""


class NNTPProtocolError(NNTPError):
    """An answer the protocol does not have."""


class NNTPDataError(NNTPError):
    """Bad data in an answer."""


NNTP_PORT = 119
NNTP_SSL_PORT = 563

# the codes whose answers go on for lines, up to a lone dot
_LONGRESP = {'100', '101', '211', '215', '220', '221', '222', '224', '225',
             '230', '231', '282'}

# what an overview holds when the server cannot say
_DEFAULT_OVERVIEW_FMT = ["subject", "from", "date", "message-id", "references",
                         ":bytes", ":lines"]
_OVERVIEW_FMT_ALTERNATIVES = {'bytes': ':bytes', 'lines': ':lines'}

_CRLF = b'\r\n'

GroupInfo = collections.namedtuple('GroupInfo', ['group', 'last', 'first', 'flag'])
ArticleInfo = collections.namedtuple('ArticleInfo', ['number', 'message_id', 'lines'])


def decode_header(header_str):
    """A header's text with its encoded words decoded."""
    out = []
    for text, charset in _email_decode_header(header_str):
        out.append(text.decode(charset or 'ascii') if isinstance(text, bytes) else text)
    return ''.join(out)


def _parse_overview_fmt(lines):
    """The names of an overview's fields from LIST OVERVIEW.FMT's lines."""
    fmt = []
    for line in lines:
        if line.startswith(':'):
            name = line[1:].partition(':')[0]
            name = ':' + name
        else:
            name = line.partition(':')[0]
        name = name.lower()
        fmt.append(_OVERVIEW_FMT_ALTERNATIVES.get(name, name))
    defaults = _DEFAULT_OVERVIEW_FMT
    if len(fmt) < len(defaults):
        raise NNTPDataError("LIST OVERVIEW.FMT response too short")
    if fmt[:len(defaults)] != defaults:
        raise NNTPDataError("LIST OVERVIEW.FMT redefines default fields")
    return fmt


def _parse_overview(lines, fmt, data_process_func=None):
    """[(article number, {field: value})] from OVER's lines."""
    first_extra = len(_DEFAULT_OVERVIEW_FMT)
    overview = []
    for line in lines:
        number, *tokens = line.split('\t')
        fields = {}
        for i, token in enumerate(tokens):
            if i >= len(fmt):
                # a server may send more than it announced
                continue
            name = fmt[i]
            if i >= first_extra and not name.startswith(':'):
                # these come with the header's name before them
                start = name + ': '
                if token and token[:len(start)].lower() != start:
                    raise NNTPDataError("OVER/XOVER response doesn't include "
                                        "names of additional headers")
                token = token[len(start):] if token else None
            fields[name] = token
        overview.append((int(number), fields))
    return overview


def _parse_datetime(date_str, time_str=None):
    """The datetime of 'YYYYMMDDHHMMSS', or of a date and a time."""
    if time_str is None:
        date_str, time_str = date_str[:-6], date_str[-6:]
    year = int(date_str[:-4])
    # RFC 3977: two digits are of the nearest century
    if year < 70:
        year += 2000
    elif year < 100:
        year += 1900
    return datetime.datetime(year, int(date_str[-4:-2]), int(date_str[-2:]),
                             int(time_str[:2]), int(time_str[2:4]), int(time_str[4:6]))


def _unparse_datetime(dt, legacy=False):
    """(date, time) as NEWGROUPS and NEWNEWS take them; legacy: a two digit year."""
    if isinstance(dt, datetime.datetime):
        time_str = '{:02}{:02}{:02}'.format(dt.hour, dt.minute, dt.second)
    else:
        time_str = '000000'
    if legacy:
        year = '{:02}'.format(dt.year % 100)
    else:
        year = '{:04}'.format(dt.year)
    return '{}{:02}{:02}'.format(year, dt.month, dt.day), time_str


if _have_ssl:

    def _encrypt_on(sock, context, hostname):
        """The socket under TLS."""
        if context is None:
            context = ssl._create_stdlib_context()
        return context.wrap_socket(sock, server_hostname=hostname)


class _NNTPBase:
    """The protocol over a binary file open both ways."""

    encoding = 'utf-8'
    errors = 'surrogateescape'

    def __init__(self, file, host, readermode=None, timeout=_GLOBAL_DEFAULT_TIMEOUT):
        self.host = host
        self.file = file
        self.debugging = 0
        self.welcome = self._getresp()
        self._caps = None
        self.getcapabilities()
        # MODE READER may be answered with 480, and then has to wait for login()
        self.readermode_afterauth = False
        if readermode and 'READER' not in self._caps:
            self._setreadermode()
            if not self.readermode_afterauth:
                self._caps = None
                self.getcapabilities()
        self.tls_on = False
        self.authenticated = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if hasattr(self, 'file'):
            try:
                self.quit()
            except (OSError, EOFError):
                pass
            finally:
                if hasattr(self, 'file'):
                    self._close()

    def getwelcome(self):
        """The greeting."""
        if self.debugging:
            print('*welcome*', repr(self.welcome))
        return self.welcome

    def getcapabilities(self):
        """{capability: words}, asked for once."""
        if self._caps is None:
            self.nntp_version = 1
            self.nntp_implementation = None
            try:
                resp, caps = self.capabilities()
            except (NNTPPermanentError, NNTPTemporaryError):
                self._caps = {}
            else:
                self._caps = caps
                if 'VERSION' in caps:
                    self.nntp_version = max(map(int, caps['VERSION']))
                if 'IMPLEMENTATION' in caps:
                    self.nntp_implementation = ' '.join(caps['IMPLEMENTATION'])
        return self._caps

    def set_debuglevel(self, level):
        """How much to print: 0 nothing, 1 commands and answers, 2 every line."""
        self.debugging = level

    debug = set_debuglevel

    def _putline(self, line):
        self.file.write(line + _CRLF)
        if self.debugging > 1:
            print('*put*', repr(line + _CRLF))
        self.file.flush()

    def _putcmd(self, line):
        if self.debugging:
            print('*cmd*', repr(line))
        self._putline(line.encode(self.encoding, self.errors))

    def _getline(self, strip_crlf=True):
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise NNTPDataError('line too long')
        if self.debugging > 1:
            print('*get*', repr(line))
        if not line:
            raise EOFError
        if strip_crlf:
            if line[-2:] == _CRLF:
                line = line[:-2]
            elif line[-1:] in _CRLF:
                line = line[:-1]
        return line

    def _getresp(self):
        resp = self._getline()
        if self.debugging:
            print('*resp*', repr(resp))
        resp = resp.decode(self.encoding, self.errors)
        kind = resp[:1]
        if kind == '4':
            raise NNTPTemporaryError(resp)
        if kind == '5':
            raise NNTPPermanentError(resp)
        if kind not in '123':
            raise NNTPProtocolError(resp)
        return resp

    def _getlongresp(self, file=None):
        """(answer, lines as bytes); lines go to file (or a name) if one is given."""
        opened = None
        try:
            if isinstance(file, (str, bytes)):
                file = opened = open(file, 'wb')
            resp = self._getresp()
            if resp[:3] not in _LONGRESP:
                raise NNTPReplyError(resp)
            lines = []
            while True:
                # a file gets the lines' ends made plain
                line = self._getline(file is None)
                if line in (b'.', b'.' + _CRLF, b'.\n'):
                    break
                if line.startswith(b'..'):
                    line = line[1:]
                if file is None:
                    lines.append(line)
                else:
                    file.write(line)
        finally:
            if opened:
                opened.close()
        return resp, lines

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line, file=None):
        self._putcmd(line)
        return self._getlongresp(file)

    def _longcmdstring(self, line, file=None):
        resp, lines = self._longcmd(line, file)
        return resp, [one.decode(self.encoding, self.errors) for one in lines]

    def _getoverviewfmt(self):
        try:
            return self._cachedoverviewfmt
        except AttributeError:
            pass
        try:
            resp, lines = self._longcmdstring("LIST OVERVIEW.FMT")
        except NNTPPermanentError:
            fmt = _DEFAULT_OVERVIEW_FMT[:]
        else:
            fmt = _parse_overview_fmt(lines)
        self._cachedoverviewfmt = fmt
        return fmt

    def _grouplist(self, lines):
        return [GroupInfo(*line.split()) for line in lines]

    def capabilities(self):
        """(answer, {capability: words})."""
        resp, lines = self._longcmdstring("CAPABILITIES")
        caps = {}
        for line in lines:
            name, *tokens = line.split()
            caps[name] = tokens
        return resp, caps

    def newgroups(self, date, *, file=None):
        """(answer, groups made since date)."""
        if not isinstance(date, (datetime.date, datetime.date)):
            raise TypeError("the date parameter must be a date or datetime object, "
                            "not '{:40}'".format(date.__class__.__name__))
        day, time = _unparse_datetime(date, self.nntp_version < 2)
        resp, lines = self._longcmdstring('NEWGROUPS {0} {1}'.format(day, time), file)
        return resp, self._grouplist(lines)

    def newnews(self, group, date, *, file=None):
        """(answer, ids of the articles come since date)."""
        if not isinstance(date, (datetime.date, datetime.date)):
            raise TypeError("the date parameter must be a date or datetime object, "
                            "not '{:40}'".format(date.__class__.__name__))
        day, time = _unparse_datetime(date, self.nntp_version < 2)
        return self._longcmdstring('NEWNEWS {0} {1} {2}'.format(group, day, time), file)

    def list(self, group_pattern=None, *, file=None):
        """(answer, groups), of those matching a pattern if one is given."""
        command = 'LIST' if group_pattern is None else 'LIST ACTIVE ' + group_pattern
        resp, lines = self._longcmdstring(command, file)
        return resp, self._grouplist(lines)

    def _getdescriptions(self, group_pattern, return_all):
        entry = re.compile('^(?P<group>[^ \t]+)[ \t]+(.*)$')
        resp, lines = self._longcmdstring('LIST NEWSGROUPS ' + group_pattern)
        if not resp.startswith('215'):
            # an old server; XGTITLE says the same
            resp, lines = self._longcmdstring('XGTITLE ' + group_pattern)
        groups = {}
        for line in lines:
            match = entry.search(line.strip())
            if match:
                name, text = match.group(1, 2)
                if not return_all:
                    return text
                groups[name] = text
        if return_all:
            return resp, groups
        return ''

    def description(self, group):
        """A group's description; '' if there is none."""
        return self._getdescriptions(group, False)

    def descriptions(self, group_pattern):
        """(answer, {group: description})."""
        return self._getdescriptions(group_pattern, True)

    def group(self, name):
        """Choose a group: (answer, count, first, last, name)."""
        resp = self._shortcmd('GROUP ' + name)
        if not resp.startswith('211'):
            raise NNTPReplyError(resp)
        count = first = last = 0
        words = resp.split()
        n = len(words)
        if n > 1:
            count = words[1]
        if n > 2:
            first = words[2]
        if n > 3:
            last = words[3]
        if n > 4:
            name = words[4].lower()
        return resp, int(count), int(first), int(last), name

    def help(self, *, file=None):
        """(answer, lines of help)."""
        return self._longcmdstring('HELP', file)

    def _statparse(self, resp):
        if not resp.startswith('22'):
            raise NNTPReplyError(resp)
        words = resp.split()
        return resp, int(words[1]), words[2]

    def _statcmd(self, line):
        return self._statparse(self._shortcmd(line))

    def stat(self, message_spec=None):
        """(answer, article number, message id)."""
        return self._statcmd('STAT {0}'.format(message_spec) if message_spec else 'STAT')

    def next(self):
        """Go to the next article."""
        return self._statcmd('NEXT')

    def last(self):
        """Go to the article before."""
        return self._statcmd('LAST')

    def _artcmd(self, line, file=None):
        resp, lines = self._longcmd(line, file)
        resp, number, message_id = self._statparse(resp)
        return resp, ArticleInfo(number, message_id, lines)

    def head(self, message_spec=None, *, file=None):
        """(answer, ArticleInfo of the headers)."""
        cmd = 'HEAD {0}'.format(message_spec) if message_spec is not None else 'HEAD'
        return self._artcmd(cmd, file)

    def body(self, message_spec=None, *, file=None):
        """(answer, ArticleInfo of the body)."""
        cmd = 'BODY {0}'.format(message_spec) if message_spec is not None else 'BODY'
        return self._artcmd(cmd, file)

    def article(self, message_spec=None, *, file=None):
        """(answer, ArticleInfo of headers and body)."""
        cmd = 'ARTICLE {0}'.format(message_spec) if message_spec is not None else 'ARTICLE'
        return self._artcmd(cmd, file)

    def slave(self):
        """Say that this is a relay."""
        return self._shortcmd('SLAVE')

    def xhdr(self, hdr, str, *, file=None):
        """(answer, [(article number, the header's text)])."""
        pair = re.compile('^([0-9]+) ?(.*)\n?')
        resp, lines = self._longcmdstring('XHDR {0} {1}'.format(hdr, str), file)

        def split(line):
            match = pair.match(line)
            return match.group(1, 2) if match else line
        return resp, [split(line) for line in lines]

    def xover(self, start, end, *, file=None):
        """(answer, overviews of the articles start to end)."""
        resp, lines = self._longcmdstring('XOVER {0}-{1}'.format(start, end), file)
        return resp, _parse_overview(lines, self._getoverviewfmt())

    def over(self, message_spec, *, file=None):
        """(answer, overviews); of an id, of (start, end or None) or of the current one."""
        cmd = 'OVER' if 'OVER' in self._caps else 'XOVER'
        if isinstance(message_spec, (tuple, list)):
            start, end = message_spec
            cmd += ' {0}-{1}'.format(start, end or '')
        elif message_spec is not None:
            cmd = cmd + ' ' + message_spec
        resp, lines = self._longcmdstring(cmd, file)
        return resp, _parse_overview(lines, self._getoverviewfmt())

    def xgtitle(self, group, *, file=None):
        """(answer, [(group, title)]); out of date."""
        warnings.warn("The XGTITLE extension is not actively used, "
                      "use descriptions() instead",
                      DeprecationWarning, 2)
        entry = re.compile('^([^ \t]+)[ \t]+(.*)$')
        resp, lines = self._longcmdstring('XGTITLE ' + group, file)
        found = (entry.search(line.strip()) for line in lines)
        return resp, [match.group(1, 2) for match in found if match]

    def xpath(self, id):
        """(answer, the article's path on the server); out of date."""
        warnings.warn("The XPATH extension is not actively used",
                      DeprecationWarning, 2)
        resp = self._shortcmd('XPATH {0}'.format(id))
        if not resp.startswith('223'):
            raise NNTPReplyError(resp)
        words = resp.split()
        if len(words) != 2:
            raise NNTPReplyError(resp)
        return resp, words[1]

    def date(self):
        """(answer, the server's time)."""
        resp = self._shortcmd("DATE")
        if not resp.startswith('111'):
            raise NNTPReplyError(resp)
        words = resp.split()
        if len(words) != 2 or len(words[1]) != 14:
            raise NNTPDataError(resp)
        return resp, _parse_datetime(words[1], None)

    def _post(self, command, f):
        resp = self._shortcmd(command)
        if not resp.startswith('3'):
            raise NNTPReplyError(resp)
        if isinstance(f, (bytes, bytearray)):
            f = f.splitlines()
        for line in f:
            line = line.rstrip(b"\r\n") + _CRLF
            if line.startswith(b'.'):
                line = b'.' + line
            self.file.write(line)
        self.file.write(b".\r\n")
        self.file.flush()
        return self._getresp()

    def post(self, data):
        """Post an article: bytes, or something giving lines of them."""
        return self._post('POST', data)

    def ihave(self, message_id, data):
        """Offer an article to the server."""
        return self._post('IHAVE {0}'.format(message_id), data)

    def _close(self):
        self.file.close()
        del self.file

    def quit(self):
        """End the session."""
        try:
            resp = self._shortcmd('QUIT')
        finally:
            self._close()
        return resp

    def login(self, user=None, password=None, usenetrc=True):
        """Log in, with ~/.netrc's name and password if none are given."""
        if self.authenticated:
            raise ValueError("Already logged in.")
        if not user and not usenetrc:
            raise ValueError("At least one of `user` and `usenetrc` must be specified")
        try:
            if usenetrc and not user:
                import netrc
                found = netrc.netrc().authenticators(self.host)
                if found:
                    user, password = found[0], found[2]
        except OSError:
            pass
        if not user:
            return
        resp = self._shortcmd('authinfo user ' + user)
        if resp.startswith('381'):
            if not password:
                raise NNTPReplyError(resp)
            resp = self._shortcmd('authinfo pass ' + password)
            if not resp.startswith('281'):
                raise NNTPPermanentError(resp)
        # a login may change what the server offers
        self._caps = None
        self.getcapabilities()
        if self.readermode_afterauth and 'READER' not in self._caps:
            self._setreadermode()
            self._caps = None
            self.getcapabilities()

    def _setreadermode(self):
        try:
            self.welcome = self._shortcmd('mode reader')
        except NNTPPermanentError:
            # 5xx: it has no such mode
            pass
        except NNTPTemporaryError as e:
            if not e.response.startswith('480'):
                raise
            self.readermode_afterauth = True

    if _have_ssl:
        def starttls(self, context=None):
            """Go on under TLS."""
            if self.tls_on:
                raise ValueError("TLS is already enabled.")
            if self.authenticated:
                raise ValueError("TLS cannot be started after authentication.")
            resp = self._shortcmd('STARTTLS')
            if not resp.startswith('382'):
                raise NNTPError("TLS failed to start.")
            self.file.close()
            self.sock = _encrypt_on(self.sock, context, self.host)
            self.file = self.sock.makefile("rwb")
            self.tls_on = True
            self._caps = None
            self.getcapabilities()


class NNTP(_NNTPBase):
    """A session over TCP."""

    def __init__(self, host, port=NNTP_PORT, user=None, password=None,
                 readermode=None, usenetrc=False,
                 timeout=_GLOBAL_DEFAULT_TIMEOUT):
        self.host = host
        self.port = port
        self.sock = socket.create_connection((host, port), timeout)
        file = None
        try:
            file = self.sock.makefile("rwb")
            _NNTPBase.__init__(self, file, host, readermode, timeout)
            if user or usenetrc:
                self.login(user, password, usenetrc)
        except:
            if file:
                file.close()
            self.sock.close()
            raise

    def _close(self):
        try:
            _NNTPBase._close(self)
        finally:
            self.sock.close()


if _have_ssl:

    class NNTP_SSL(_NNTPBase):
        """A session over TLS from its first byte."""

        def __init__(self, host, port=NNTP_SSL_PORT, user=None, password=None,
                     ssl_context=None, readermode=None, usenetrc=False,
                     timeout=_GLOBAL_DEFAULT_TIMEOUT):
            self.sock = socket.create_connection((host, port), timeout)
            file = None
            try:
                self.sock = _encrypt_on(self.sock, ssl_context, host)
                file = self.sock.makefile("rwb")
                _NNTPBase.__init__(self, file, host, readermode=readermode, timeout=timeout)
                if user or usenetrc:
                    self.login(user, password, usenetrc)
            except:
                if file:
                    file.close()
                self.sock.close()
                raise

        def _close(self):
            try:
                _NNTPBase._close(self)
            finally:
                self.sock.close()

    __all__.append("NNTP_SSL")
