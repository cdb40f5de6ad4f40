"""A server for SMTP (RFC 5321) over asyncore: what comes goes to process_message().

    python -m smtpd -n -c DebuggingServer localhost:1025

shows the mail of programs that are being tested.
"""

import asynchat
import asyncore
import collections
import errno
import getopt
import os
import socket
import sys
import time
from email._header_value_parser import get_addr_spec, get_angle_addr
from warnings import warn

__all__ = ["SMTPChannel", "SMTPServer", "DebuggingServer", "PureProxy", "MailmanProxy"]

program = sys.argv[0]
__version__ = 'Python SMTP proxy version 0.3'


class Devnull:
    """Where messages go that nobody wants."""

    def write(self, msg):
        pass

    def flush(self):
        pass


DEBUGSTREAM = Devnull()
NEWLINE = '\n'
COMMASPACE = ', '
DATA_SIZE_DEFAULT = 33554432


def _renamed(old, new):
    """A property for an attribute's name of earlier times."""
    text = "%s __%s attribute on SMTPChannel is deprecated, %s '%s' instead"

    def get(self):
        warn(text % ("Access to", old, "use", new), DeprecationWarning, 2)
        return getattr(self, new)

    def set(self, value):
        warn(text % ("Setting", old, "set", new), DeprecationWarning, 2)
        setattr(self, new, value)
    return property(get, set)


_MAIL_PARAMETERS = ' [SP <mail-parameters>]'
_COMMANDS = 'EHLO HELO MAIL RCPT DATA RSET NOOP QUIT VRFY'
# what HELP says, and what answers a command that is not written so
_SYNTAX = {
    'EHLO': 'EHLO hostname',
    'HELO': 'HELO hostname',
    'MAIL': 'MAIL FROM: <address>',
    'RCPT': 'RCPT TO: <address>',
    'DATA': 'DATA',
    'RSET': 'RSET',
    'NOOP': 'NOOP',
    'QUIT': 'QUIT',
    'VRFY': 'VRFY <address>',
}


class SMTPChannel(asynchat.async_chat):
    """One connection. A subclass adds a command by a method smtp_NAME(arg)."""

    COMMAND = 0
    DATA = 1

    command_size_limit = 512
    command_size_limits = collections.defaultdict(lambda x=command_size_limit: x)

    @property
    def max_command_size_limit(self):
        return max(self.command_size_limits.values(), default=self.command_size_limit)

    def __init__(self, server, conn, addr, data_size_limit=DATA_SIZE_DEFAULT, map=None,
                 enable_SMTPUTF8=False, decode_data=False):
        asynchat.async_chat.__init__(self, conn, map=map)
        self.smtp_server = server
        self.conn = conn
        self.addr = addr
        self.data_size_limit = data_size_limit
        self.enable_SMTPUTF8 = enable_SMTPUTF8
        self._decode_data = decode_data
        if enable_SMTPUTF8 and decode_data:
            raise ValueError("decode_data and enable_SMTPUTF8 cannot be set to True at the "
                             "same time")
        self._emptystring, self._linesep, self._dot, self._newline = (
            ('', '\r\n', '.', NEWLINE) if decode_data else (b'', b'\r\n', b'.', b'\n'))
        self._set_rset_state()
        self.seen_greeting = ''
        self.extended_smtp = False
        self.command_size_limits.clear()
        self.fqdn = socket.getfqdn()
        try:
            self.peer = conn.getpeername()
        except OSError as err:
            # the client may be gone before it was asked
            self.close()
            if err.args[0] != errno.ENOTCONN:
                raise
            return
        print('Peer:', repr(self.peer), file=DEBUGSTREAM)
        self.push('220 %s %s' % (self.fqdn, __version__))

    def _set_post_data_state(self):
        """Between messages."""
        self.smtp_state = self.COMMAND
        self.mailfrom = None
        self.rcpttos = []
        self.require_SMTPUTF8 = False
        self.num_bytes = 0
        self.set_terminator(b'\r\n')

    def _set_rset_state(self):
        """As at the start, but for the greeting."""
        self._set_post_data_state()
        self.received_data = ''
        self.received_lines = []

    # the names that these attributes had
    _SMTPChannel__server = _renamed('server', 'smtp_server')
    _SMTPChannel__line = _renamed('line', 'received_lines')
    _SMTPChannel__state = _renamed('state', 'smtp_state')
    _SMTPChannel__greeting = _renamed('greeting', 'seen_greeting')
    _SMTPChannel__mailfrom = _renamed('mailfrom', 'mailfrom')
    _SMTPChannel__rcpttos = _renamed('rcpttos', 'rcpttos')
    _SMTPChannel__data = _renamed('data', 'received_data')
    _SMTPChannel__fqdn = _renamed('fqdn', 'fqdn')
    _SMTPChannel__peer = _renamed('peer', 'peer')
    _SMTPChannel__conn = _renamed('conn', 'conn')
    _SMTPChannel__addr = _renamed('addr', 'addr')

    # what asynchat calls

    def push(self, msg):
        asynchat.async_chat.push(
            self, bytes(msg + '\r\n', 'utf-8' if self.require_SMTPUTF8 else 'ascii'))

    def collect_incoming_data(self, data):
        limit = None
        if self.smtp_state == self.COMMAND:
            limit = self.max_command_size_limit
        elif self.smtp_state == self.DATA:
            limit = self.data_size_limit
        if limit:
            if self.num_bytes > limit:
                return
            self.num_bytes += len(data)
        self.received_lines.append(str(data, 'utf-8') if self._decode_data else data)

    def found_terminator(self):
        line = self._emptystring.join(self.received_lines)
        print('Data:', repr(line), file=DEBUGSTREAM)
        self.received_lines = []
        if self.smtp_state == self.COMMAND:
            self._command(line)
        elif self.smtp_state == self.DATA:
            self._message(line)
        else:
            self.push('451 Internal confusion')
            self.num_bytes = 0

    def _command(self, line):
        size, self.num_bytes = self.num_bytes, 0
        if not line:
            self.push('500 Error: bad syntax')
            return
        if not self._decode_data:
            line = str(line, 'utf-8')
        command, sep, arg = line.partition(' ')
        command = command.upper()
        arg = arg.strip() if sep else None
        limit = (self.command_size_limits[command] if self.extended_smtp
                 else self.command_size_limit)
        if size > limit:
            self.push('500 Error: line too long')
            return
        method = getattr(self, 'smtp_' + command, None)
        if not method:
            self.push('500 Error: command "%s" not recognized' % command)
            return
        method(arg)

    def _message(self, text):
        if self.data_size_limit and self.num_bytes > self.data_size_limit:
            self.push('552 Error: Too much mail data')
            self.num_bytes = 0
            return
        # a dot was put before lines that began with one
        lines = [line[1:] if line.startswith(self._dot) else line
                 for line in text.split(self._linesep)]
        self.received_data = self._newline.join(lines)
        kwargs = {}
        if not self._decode_data:
            kwargs = {'mail_options': self.mail_options, 'rcpt_options': self.rcpt_options}
        status = self.smtp_server.process_message(
            self.peer, self.mailfrom, self.rcpttos, self.received_data, **kwargs)
        self._set_post_data_state()
        self.push(status or '250 OK')

    # commands

    def smtp_HELO(self, arg):
        if not arg:
            self.push('501 Syntax: HELO hostname')
        elif self.seen_greeting:
            self.push('503 Duplicate HELO/EHLO')
        else:
            self._set_rset_state()
            self.seen_greeting = arg
            self.push('250 %s' % self.fqdn)

    def smtp_EHLO(self, arg):
        if not arg:
            self.push('501 Syntax: EHLO hostname')
            return
        if self.seen_greeting:
            self.push('503 Duplicate HELO/EHLO')
            return
        self._set_rset_state()
        self.seen_greeting = arg
        self.extended_smtp = True
        self.push('250-%s' % self.fqdn)
        if self.data_size_limit:
            self.push('250-SIZE %s' % self.data_size_limit)
            # room for the parameter
            self.command_size_limits['MAIL'] += 26
        if not self._decode_data:
            self.push('250-8BITMIME')
        if self.enable_SMTPUTF8:
            self.push('250-SMTPUTF8')
            self.command_size_limits['MAIL'] += 10
        self.push('250 HELP')

    def smtp_NOOP(self, arg):
        self.push('501 Syntax: NOOP' if arg else '250 OK')

    def smtp_QUIT(self, arg):
        # args are ignored
        self.push('221 Bye')
        self.close_when_done()

    def _strip_command_keyword(self, keyword, arg):
        """What stands behind FROM: or TO:, or ''."""
        n = len(keyword)
        return arg[n:].strip() if arg[:n].upper() == keyword else ''

    def _getaddr(self, arg):
        """(address, what follows)"""
        if not arg:
            return '', ''
        if arg.lstrip().startswith('<'):
            address, rest = get_angle_addr(arg)
        else:
            address, rest = get_addr_spec(arg)
        return (address.addr_spec, rest) if address else (address, rest)

    def _getparams(self, params):
        """{name: value or True} of parameters, or None for what are none."""
        result = {}
        for param in params:
            name, eq, value = param.partition('=')
            if not name.isalnum() or eq and not value:
                return None
            result[name] = value if eq else True
        return result

    def _syntax(self, command):
        text = 'Syntax: ' + _SYNTAX[command]
        if self.extended_smtp and command in ('MAIL', 'RCPT'):
            text += _MAIL_PARAMETERS
        return text

    def smtp_HELP(self, arg):
        if not arg:
            self.push('250 Supported commands: ' + _COMMANDS)
        elif arg.upper() in _SYNTAX:
            self.push('250 ' + self._syntax(arg.upper()))
        else:
            self.push('501 Supported commands: ' + _COMMANDS)

    def smtp_VRFY(self, arg):
        if not arg:
            self.push('501 Syntax: VRFY <address>')
        elif self._getaddr(arg)[0]:
            self.push('252 Cannot VRFY user, but will accept message and attempt delivery')
        else:
            self.push('502 Could not VRFY %s' % arg)

    def _address_and_params(self, command, keyword, arg):
        """(address, text of the parameters), or None after a complaint."""
        if arg is not None:
            address, params = self._getaddr(self._strip_command_keyword(keyword, arg))
            if address and (self.extended_smtp or not params):
                return address, params
        self.push('501 ' + self._syntax(command))
        return None

    def smtp_MAIL(self, arg):
        if not self.seen_greeting:
            self.push('503 Error: send HELO first')
            return
        print('===> MAIL', arg, file=DEBUGSTREAM)
        found = self._address_and_params('MAIL', 'FROM:', arg)
        if found is None:
            return
        address, params = found
        if self.mailfrom:
            self.push('503 Error: nested MAIL command')
            return
        self.mail_options = params.upper().split()
        params = self._getparams(self.mail_options)
        problem = ('501 ' + self._syntax('MAIL') if params is None
                   else self._take_mail_params(params))
        if problem:
            self.push(problem)
            return
        self.mailfrom = address
        print('sender:', self.mailfrom, file=DEBUGSTREAM)
        self.push('250 OK')

    def _take_mail_params(self, params):
        """Follow MAIL's parameters; a complaint or None."""
        if not self._decode_data:
            if params.pop('BODY', '7BIT') not in ('7BIT', '8BITMIME'):
                return '501 Error: BODY can only be one of 7BIT, 8BITMIME'
        if self.enable_SMTPUTF8:
            smtputf8 = params.pop('SMTPUTF8', False)
            if smtputf8 is True:
                self.require_SMTPUTF8 = True
            elif smtputf8 is not False:
                return '501 Error: SMTPUTF8 takes no arguments'
        size = params.pop('SIZE', None)
        if size:
            if size is True or not size.isdigit():
                return '501 ' + self._syntax('MAIL')
            if self.data_size_limit and int(size) > self.data_size_limit:
                return '552 Error: message size exceeds fixed maximum message size'
        if params:
            return '555 MAIL FROM parameters not recognized or not implemented'
        return None

    def smtp_RCPT(self, arg):
        if not self.seen_greeting:
            self.push('503 Error: send HELO first')
            return
        print('===> RCPT', arg, file=DEBUGSTREAM)
        if not self.mailfrom:
            self.push('503 Error: need MAIL command')
            return
        found = self._address_and_params('RCPT', 'TO:', arg)
        if found is None:
            return
        address, params = found
        self.rcpt_options = params.upper().split()
        params = self._getparams(self.rcpt_options)
        if params is None:
            self.push('501 ' + self._syntax('RCPT'))
            return
        if params:
            self.push('555 RCPT TO parameters not recognized or not implemented')
            return
        self.rcpttos.append(address)
        print('recips:', self.rcpttos, file=DEBUGSTREAM)
        self.push('250 OK')

    def smtp_RSET(self, arg):
        if arg:
            self.push('501 Syntax: RSET')
            return
        self._set_rset_state()
        self.push('250 OK')

    def smtp_DATA(self, arg):
        if not self.seen_greeting:
            self.push('503 Error: send HELO first')
        elif not self.rcpttos:
            self.push('503 Error: need RCPT command')
        elif arg:
            self.push('501 Syntax: DATA')
        else:
            self.smtp_state = self.DATA
            self.set_terminator(b'\r\n.\r\n')
            self.push('354 End data with <CR><LF>.<CR><LF>')

    def smtp_EXPN(self, arg):
        self.push('502 EXPN not implemented')


class SMTPServer(asyncore.dispatcher):
    """Listens at localaddr; subclasses have process_message()."""

    channel_class = SMTPChannel

    def __init__(self, localaddr, remoteaddr, data_size_limit=DATA_SIZE_DEFAULT, map=None,
                 enable_SMTPUTF8=False, decode_data=False):
        self._localaddr = localaddr
        self._remoteaddr = remoteaddr
        self.data_size_limit = data_size_limit
        self.enable_SMTPUTF8 = enable_SMTPUTF8
        self._decode_data = decode_data
        if enable_SMTPUTF8 and decode_data:
            raise ValueError("decode_data and enable_SMTPUTF8 cannot be set to True at the "
                             "same time")
        asyncore.dispatcher.__init__(self, map=map)
        try:
            family, kind = socket.getaddrinfo(*localaddr, type=socket.SOCK_STREAM)[0][:2]
            self.create_socket(family, kind)
            self.set_reuse_addr()
            self.bind(localaddr)
            self.listen(5)
        except:
            self.close()
            raise
        print('%s started at %s\n\tLocal addr: %s\n\tRemote addr:%s' % (
            self.__class__.__name__, time.ctime(time.time()), localaddr, remoteaddr),
            file=DEBUGSTREAM)

    def handle_accepted(self, conn, addr):
        print('Incoming connection from %s' % repr(addr), file=DEBUGSTREAM)
        self.channel_class(self, conn, addr, self.data_size_limit, self._map,
                           self.enable_SMTPUTF8, self._decode_data)

    def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
        """Take a message; return None, or an answer as '550 Requested action not taken'.

        peer is (address, port), data the text: bytes, or str with decode_data.
        kwargs are mail_options and rcpt_options.
        """
        raise NotImplementedError


class DebuggingServer(SMTPServer):
    """Prints what it gets."""

    def _print_message_content(self, peer, data):
        in_headers = True
        for line in data.splitlines():
            if in_headers and not line:
                added = 'X-Peer: ' + peer[0]
                print(added if isinstance(data, str) else repr(added.encode('utf-8')))
                in_headers = False
            print(line if isinstance(data, str) else repr(line))

    def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
        print('---------- MESSAGE FOLLOWS ----------')
        if kwargs:
            if kwargs.get('mail_options'):
                print('mail options: %s' % kwargs['mail_options'])
            if kwargs.get('rcpt_options'):
                print('rcpt options: %s\n' % kwargs['rcpt_options'])
        self._print_message_content(peer, data)
        print('------------ END MESSAGE ------------')


class PureProxy(SMTPServer):
    """Hands everything on to the remote address."""

    def __init__(self, *args, **kwargs):
        if kwargs.get('enable_SMTPUTF8'):
            raise ValueError("PureProxy does not support SMTPUTF8.")
        super().__init__(*args, **kwargs)

    def process_message(self, peer, mailfrom, rcpttos, data):
        lines = data.split('\n')
        # behind the headers
        lines.insert(lines.index('') if '' in lines else len(lines) - 1, 'X-Peer: %s' % peer[0])
        refused = self._deliver(mailfrom, rcpttos, NEWLINE.join(lines))
        # there is nobody to tell
        print('we got some refusals:', refused, file=DEBUGSTREAM)

    def _deliver(self, mailfrom, rcpttos, data):
        import smtplib
        refused = {}
        try:
            s = smtplib.SMTP()
            s.connect(self._remoteaddr[0], self._remoteaddr[1])
            try:
                refused = s.sendmail(mailfrom, rcpttos, data)
            finally:
                s.quit()
        except smtplib.SMTPRecipientsRefused as e:
            print('got SMTPRecipientsRefused', file=DEBUGSTREAM)
            refused = e.recipients
        except (OSError, smtplib.SMTPException) as e:
            print('got', e.__class__, file=DEBUGSTREAM)
            # all of them, with the exception's code if it has one
            problem = getattr(e, 'smtp_code', -1), getattr(e, 'smtp_error', 'ignore')
            refused = dict.fromkeys(rcpttos, problem)
        return refused


class MailmanProxy(PureProxy):
    """Gives mail for lists to GNU Mailman 2, which has to be there, and hands the rest on."""

    def __init__(self, *args, **kwargs):
        if kwargs.get('enable_SMTPUTF8'):
            raise ValueError("MailmanProxy does not support SMTPUTF8.")
        super(PureProxy, self).__init__(*args, **kwargs)

    def process_message(self, peer, mailfrom, rcpttos, data):
        from io import StringIO
        from Mailman import Utils
        from Mailman import Message
        from Mailman import MailList
        listnames, others = [], []
        for rcpt in rcpttos:
            # LIST-request@host is for the list too
            name, _, command = rcpt.lower().partition('@')[0].partition('-')
            if Utils.list_exists(name) and command in ('', 'admin', 'owner', 'request', 'join',
                                                       'leave'):
                listnames.append((rcpt, name, command))
            else:
                others.append(rcpt)
        print('forwarding recips:', ' '.join(others), file=DEBUGSTREAM)
        if others:
            refused = self._deliver(mailfrom, others, data)
            print('we got refusals:', refused, file=DEBUGSTREAM)
        lists = {}
        message = Message.Message(StringIO(data))
        if not message.get('from'):
            message['From'] = mailfrom
        if not message.get('date'):
            message['Date'] = time.ctime(time.time())
        for rcpt, name, command in listnames:
            print('sending message to', rcpt, file=DEBUGSTREAM)
            if name not in lists:
                lists[name] = MailList.MailList(name, lock=0)
            if command == '':
                message.Enqueue(lists[name], tolist=1)
            elif command in ('admin', 'owner'):
                message.Enqueue(lists[name], toadmin=1)
            else:
                if command != 'request':
                    message['Subject'] = command
                message.Enqueue(lists[name], torequest=1)


class Options:
    setuid = True
    classname = 'PureProxy'
    size_limit = None
    enable_SMTPUTF8 = False


_USAGE = """\
Usage: %(program)s [options] [localhost:localport [remotehost:remoteport]]

A server that takes mail and hands it to a class.

    -n, --nosetuid          do not become the user `nobody'
    -V, --version           print the version and exit
    -c, --class CLASSNAME   the class that takes the mail (PureProxy)
    -s, --size LIMIT        the largest message, in bytes (33554432)
    -u, --smtputf8          take addresses beyond ASCII (RFC 6531)
    -d, --debug             show what goes on
    -h, --help              print this and exit

Without addresses they are localhost:8025 and localhost:25.
"""


def usage(code, msg=''):
    print(_USAGE % globals(), file=sys.stderr)
    if msg:
        print(msg, file=sys.stderr)
    sys.exit(code)


def _address(text, what):
    host, sep, port = text.partition(':')
    try:
        if not sep:
            raise ValueError
        return host, int(port)
    except ValueError:
        usage(1, 'Bad %s spec: %s' % (what, text))


def parseargs():
    """The Options of the command line."""
    global DEBUGSTREAM
    try:
        opts, args = getopt.getopt(
            sys.argv[1:], 'nVhc:s:du',
            ['class=', 'nosetuid', 'version', 'help', 'size=', 'debug', 'smtputf8'])
    except getopt.error as e:
        usage(1, e)
    options = Options()
    for opt, arg in opts:
        if opt in ('-h', '--help'):
            usage(0)
        elif opt in ('-V', '--version'):
            print(__version__)
            sys.exit(0)
        elif opt in ('-n', '--nosetuid'):
            options.setuid = False
        elif opt in ('-c', '--class'):
            options.classname = arg
        elif opt in ('-d', '--debug'):
            DEBUGSTREAM = sys.stderr
        elif opt in ('-u', '--smtputf8'):
            options.enable_SMTPUTF8 = True
        elif opt in ('-s', '--size'):
            try:
                options.size_limit = int(arg)
            except ValueError:
                print('Invalid size: ' + arg, file=sys.stderr)
                sys.exit(1)
    if len(args) > 2:
        usage(1, 'Invalid arguments: %s' % COMMASPACE.join(args))
    options.localhost, options.localport = _address(
        args[0] if args else 'localhost:8025', 'local')
    options.remotehost, options.remoteport = _address(
        args[1] if len(args) > 1 else 'localhost:25', 'remote')
    return options


def _main():
    options = parseargs()
    classname = options.classname
    if "." in classname:
        modname, _, classname = classname.rpartition(".")
        module = __import__(modname, globals(), locals(), [1])
    else:
        module = sys.modules[__name__]
    getattr(module, classname)((options.localhost, options.localport),
                               (options.remotehost, options.remoteport),
                               options.size_limit, enable_SMTPUTF8=options.enable_SMTPUTF8)
    if options.setuid:
        try:
            import pwd
        except ImportError:
            print('Cannot import module "pwd"; try running with -n option.', file=sys.stderr)
            sys.exit(1)
        try:
            os.setuid(pwd.getpwnam('nobody')[2])
        except PermissionError:
            print('Cannot setuid "nobody"; try running with -n option.', file=sys.stderr)
            sys.exit(1)
    try:
        asyncore.loop()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    _main()
