"""Sending mail: SMTP (RFC 5321) with its extensions, and LMTP.

    with smtplib.SMTP('localhost') as server:
        server.sendmail(sender, recipients, text)
"""

import base64
import copy
import datetime
import email.base64mime
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys
from email.base64mime import body_encode as encode_base64

__all__ = ["SMTPException", "SMTPServerDisconnected", "SMTPResponseException",
           "SMTPSenderRefused", "SMTPRecipientsRefused", "SMTPDataError",
           "SMTPConnectError", "SMTPHeloError", "SMTPAuthenticationError",
           "quoteaddr", "quotedata", "SMTP"]

SMTP_PORT = 25
SMTP_SSL_PORT = 465
LMTP_PORT = 2003
CRLF = "\r\n"
bCRLF = b"\r\n"
# more than the RFC's 512, since some servers send more
_MAXLINE = 8192

# how servers said AUTH before there was an RFC
OLDSTYLE_AUTH = re.compile(r"auth=(.*)", re.I)


class SMTPException(OSError):
    """The base of this module's exceptions."""


class SMTPNotSupportedError(SMTPException):
    """The server lacks an extension."""


class SMTPServerDisconnected(SMTPException):
    """No connection, or not any more."""


class SMTPResponseException(SMTPException):
    """An error that the server has told: smtp_code and smtp_error."""

    def __init__(self, code, msg):
        self.smtp_code = code
        self.smtp_error = msg
        self.args = (code, msg)


class SMTPSenderRefused(SMTPResponseException):
    """The server does not take mail of this sender."""

    def __init__(self, code, msg, sender):
        self.smtp_code = code
        self.smtp_error = msg
        self.sender = sender
        self.args = (code, msg, sender)


class SMTPRecipientsRefused(SMTPException):
    """No recipient was taken: recipients is {address: (code, text)}."""

    def __init__(self, recipients):
        self.recipients = recipients
        self.args = (recipients,)


class SMTPDataError(SMTPResponseException):
    """The server did not take the message."""


class SMTPConnectError(SMTPResponseException):
    """The server does not talk to us."""


class SMTPHeloError(SMTPResponseException):
    """The server did not take HELO."""


class SMTPAuthenticationError(SMTPResponseException):
    """Most likely name or password is wrong."""


def quoteaddr(addrstring):
    """The address of a text in angle brackets."""
    displayname, addr = email.utils.parseaddr(addrstring)
    if (displayname, addr) == ('', ''):
        # not one that could be parsed: it goes out as it is
        if addrstring.strip().startswith('<'):
            return addrstring
        return "<%s>" % addrstring
    return "<%s>" % addr


def _addr_only(addrstring):
    displayname, addr = email.utils.parseaddr(addrstring)
    return addrstring if (displayname, addr) == ('', '') else addr


def _fix_eols(data):
    return re.sub(r'\r\n|\n|\r(?!\n)', CRLF, data)


def _quote_periods(bindata):
    return re.sub(br'(?m)^\.', b'..', bindata)


def quotedata(data):
    """A text with CRLF line ends, and with a dot before lines that begin with one."""
    return re.sub(r'(?m)^\.', '..', _fix_eols(data))


class SMTP:
    """A connection to a server.

    Methods are named after SMTP's commands and return (code, text) of the
    answer; sendmail() and send_message() do a whole transaction.
    """

    debuglevel = 0
    file = None
    helo_resp = None
    ehlo_msg = "ehlo"
    ehlo_resp = None
    does_esmtp = 0
    default_port = SMTP_PORT

    def __init__(self, host='', port=0, local_hostname=None,
                 timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self._host = host
        self.timeout = timeout
        self.esmtp_features = {}
        self.command_encoding = 'ascii'
        self.source_address = source_address
        if host:
            code, msg = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, msg)
        self.local_hostname = local_hostname
        if local_hostname is None:
            # a name with a domain, or else an address literal
            fqdn = socket.getfqdn()
            if '.' not in fqdn:
                addr = '127.0.0.1'
                try:
                    addr = socket.gethostbyname(socket.gethostname())
                except socket.gaierror:
                    pass
                fqdn = '[%s]' % addr
            self.local_hostname = fqdn

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            code, message = self.docmd("QUIT")
            if code != 221:
                raise SMTPResponseException(code, message)
        except SMTPServerDisconnected:
            pass
        finally:
            self.close()

    def set_debuglevel(self, debuglevel):
        """1 shows what is said on stderr, 2 with the time."""
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        if self.debuglevel > 1:
            args = (datetime.datetime.now().time(),) + args
        print(*args, file=sys.stderr)

    def _get_socket(self, host, port, timeout):
        if self.debuglevel > 0:
            self._print_debug('connect: to', (host, port), self.source_address)
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect; the port may stand behind a colon in host."""
        if source_address:
            self.source_address = source_address
        if not port and host.count(':') == 1:
            host, _, port = host.partition(':')
            try:
                port = int(port)
            except ValueError:
                raise OSError("nonnumeric port")
        if not port:
            port = self.default_port
        if self.debuglevel > 0:
            self._print_debug('connect:', (host, port))
        self.sock = self._get_socket(host, port, self.timeout)
        self.file = None
        code, msg = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('connect:', repr(msg))
        return code, msg

    def send(self, s):
        """Send a str or bytes to the server."""
        if self.debuglevel > 0:
            self._print_debug('send:', repr(s))
        if not (hasattr(self, 'sock') and self.sock):
            raise SMTPServerDisconnected('please run connect() first')
        if isinstance(s, str):
            # commands; the text of messages comes as bytes
            s = s.encode(self.command_encoding)
        try:
            self.sock.sendall(s)
        except OSError:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=""):
        """Send a command."""
        line = '%s %s' % (cmd, args) if args != "" else cmd
        if '\r' in line or '\n' in line:
            shown = line.replace('\n', '\\n').replace('\r', '\\r')
            raise ValueError('command and arguments contain prohibited newline characters: '
                             + shown)
        self.send(line + CRLF)

    def getreply(self):
        """(code, text) of an answer; the lines of a long one are joined."""
        if self.file is None:
            self.file = self.sock.makefile('rb')
        texts = []
        while True:
            try:
                line = self.file.readline(_MAXLINE + 1)
            except OSError as e:
                self.close()
                raise SMTPServerDisconnected("Connection unexpectedly closed: " + str(e))
            if not line:
                self.close()
                raise SMTPServerDisconnected("Connection unexpectedly closed")
            if self.debuglevel > 0:
                self._print_debug('reply:', repr(line))
            if len(line) > _MAXLINE:
                self.close()
                raise SMTPResponseException(500, "Line too long.")
            texts.append(line[4:].strip(b' \t\r\n'))
            try:
                errcode = int(line[:3])
            except ValueError:
                errcode = -1
                break
            if line[3:4] != b"-":
                break
        errmsg = b"\n".join(texts)
        if self.debuglevel > 0:
            self._print_debug('reply: retcode (%s); Msg: %a' % (errcode, errmsg))
        return errcode, errmsg

    def docmd(self, cmd, args=""):
        """Send a command and wait for the answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    # the commands

    def helo(self, name=''):
        self.putcmd("helo", name or self.local_hostname)
        code, msg = self.getreply()
        self.helo_resp = msg
        return code, msg

    def ehlo(self, name=''):
        """Say EHLO, and keep in esmtp_features what the server can do."""
        self.esmtp_features = {}
        self.putcmd(self.ehlo_msg, name or self.local_hostname)
        code, msg = self.getreply()
        if code == -1 and len(msg) == 0:
            # some servers hang up on EHLO
            self.close()
            raise SMTPServerDisconnected("Server not connected")
        self.ehlo_resp = msg
        if code != 250:
            return code, msg
        self.does_esmtp = 1
        for line in self.ehlo_resp.decode("latin-1").split('\n')[1:]:
            old = OLDSTYLE_AUTH.match(line)
            if old:
                self.esmtp_features["auth"] = (self.esmtp_features.get("auth", "") + " " +
                                               old.group(1))
                continue
            m = re.match(r'([A-Za-z0-9][A-Za-z0-9\-]*) ?', line)
            if not m:
                continue
            feature = m.group(1).lower()
            params = line[m.end(1):].strip()
            if feature == "auth":
                params = self.esmtp_features.get(feature, "") + " " + params
            self.esmtp_features[feature] = params
        return code, msg

    def has_extn(self, opt):
        """Whether the server has an extension."""
        return opt.lower() in self.esmtp_features

    def help(self, args=''):
        self.putcmd("help", args)
        return self.getreply()[1]

    def rset(self):
        self.command_encoding = 'ascii'
        return self.docmd("rset")

    def _rset(self):
        """Give up a transaction, wherever the server is."""
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass

    def noop(self):
        return self.docmd("noop")

    def mail(self, sender, options=()):
        """Begin a transaction."""
        optionlist = ''
        if options and self.does_esmtp:
            if any(x.lower() == 'smtputf8' for x in options):
                if not self.has_extn('smtputf8'):
                    raise SMTPNotSupportedError('SMTPUTF8 not supported by server')
                self.command_encoding = 'utf-8'
            optionlist = ' ' + ' '.join(options)
        self.putcmd("mail", "FROM:%s%s" % (quoteaddr(sender), optionlist))
        return self.getreply()

    def rcpt(self, recip, options=()):
        """Name a recipient."""
        optionlist = ''
        if options and self.does_esmtp:
            optionlist = ' ' + ' '.join(options)
        self.putcmd("rcpt", "TO:%s%s" % (quoteaddr(recip), optionlist))
        return self.getreply()

    def data(self, msg):
        """Send the message: a str's line ends are made CRLF, bytes stay as they are."""
        self.putcmd("data")
        code, repl = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('data:', (code, repl))
        if code != 354:
            raise SMTPDataError(code, repl)
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        q = _quote_periods(msg)
        if q[-2:] != bCRLF:
            q += bCRLF
        self.send(q + b"." + bCRLF)
        code, msg = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('data:', (code, msg))
        return code, msg

    def verify(self, address):
        self.putcmd("vrfy", _addr_only(address))
        return self.getreply()

    vrfy = verify

    def expn(self, address):
        self.putcmd("expn", _addr_only(address))
        return self.getreply()

    # more than a command

    def ehlo_or_helo_if_needed(self):
        """Say EHLO, or HELO if that fails, unless it was said."""
        if self.helo_resp is None and self.ehlo_resp is None:
            if not 200 <= self.ehlo()[0] <= 299:
                code, resp = self.helo()
                if not 200 <= code <= 299:
                    raise SMTPHeloError(code, resp)

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Log in by a mechanism; authobject(challenge or None) gives the answers."""
        mechanism = mechanism.upper()
        initial = authobject() if initial_response_ok else None
        if initial is not None:
            response = encode_base64(initial.encode('ascii'), eol='')
            code, resp = self.docmd("AUTH", mechanism + " " + response)
        else:
            code, resp = self.docmd("AUTH", mechanism)
        if code == 334:
            challenge = base64.decodebytes(resp)
            response = encode_base64(authobject(challenge).encode('ascii'), eol='')
            code, resp = self.docmd(response)
        if code in (235, 503):
            return code, resp
        raise SMTPAuthenticationError(code, resp)

    def auth_cram_md5(self, challenge=None):
        """The answer of CRAM-MD5, which never begins."""
        if challenge is None:
            return None
        return self.user + " " + hmac.HMAC(
            self.password.encode('ascii'), challenge, 'md5').hexdigest()

    def auth_plain(self, challenge=None):
        """The answer of PLAIN."""
        return "\0%s\0%s" % (self.user, self.password)

    def auth_login(self, challenge=None):
        """The answers of LOGIN: the name, then the password."""
        return self.user if challenge is None else self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Log in by what the server and this module both know."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("auth"):
            raise SMTPNotSupportedError("SMTP AUTH extension not supported by server.")
        advertised = self.esmtp_features["auth"].split()
        usable = [auth for auth in ('CRAM-MD5', 'PLAIN', 'LOGIN') if auth in advertised]
        if not usable:
            raise SMTPException("No suitable authentication method found.")
        self.user, self.password = user, password
        for mechanism in usable:
            method = getattr(self, 'auth_' + mechanism.lower().replace('-', '_'))
            try:
                code, resp = self.auth(mechanism, method,
                                       initial_response_ok=initial_response_ok)
                # 503: it was done before
                if code in (235, 503):
                    return code, resp
            except SMTPAuthenticationError as e:
                # another may do
                problem = e
        raise problem

    def starttls(self, keyfile=None, certfile=None, context=None):
        """Ask for TLS; there is no ssl module to do it with."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("starttls"):
            raise SMTPNotSupportedError("STARTTLS extension not supported by server.")
        resp, reply = self.docmd("STARTTLS")
        if resp == 220:
            raise RuntimeError("No SSL support included in this Python")
        raise SMTPResponseException(resp, reply)

    def _give_up(self, code):
        """After a refusal: 421 means that the server is leaving."""
        if code == 421:
            self.close()
        else:
            self._rset()

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a message (str of ASCII, or bytes) to an address or to several.

        The result is {address: (code, text)} of those that were refused, while
        some were not.
        """
        self.ehlo_or_helo_if_needed()
        options = []
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        if self.does_esmtp:
            if self.has_extn('size'):
                options.append("size=%d" % len(msg))
            options.extend(mail_options)
        code, resp = self.mail(from_addr, options)
        if code != 250:
            self._give_up(code)
            raise SMTPSenderRefused(code, resp, from_addr)
        if isinstance(to_addrs, str):
            to_addrs = [to_addrs]
        refused = {}
        for address in to_addrs:
            code, resp = self.rcpt(address, rcpt_options)
            if code not in (250, 251):
                refused[address] = (code, resp)
            if code == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        if len(refused) == len(to_addrs):
            self._rset()
            raise SMTPRecipientsRefused(refused)
        code, resp = self.data(msg)
        if code != 250:
            self._give_up(code)
            raise SMTPDataError(code, resp)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(),
                     rcpt_options=()):
        """Send a Message object; the addresses are its own unless they are given."""
        self.ehlo_or_helo_if_needed()
        resent = msg.get_all('Resent-Date')
        if resent is None:
            prefix = ''
        elif len(resent) == 1:
            prefix = 'Resent-'
        else:
            raise ValueError("message has more than one 'Resent-' header block")
        if from_addr is None:
            # Sender is who has really sent it
            name = prefix + 'Sender' if prefix + 'Sender' in msg else prefix + 'From'
            from_addr = email.utils.getaddresses([msg[name]])[0][1]
        if to_addrs is None:
            fields = [msg[prefix + name] for name in ('To', 'Bcc', 'Cc')]
            to_addrs = [a[1] for a in email.utils.getaddresses(
                [f for f in fields if f is not None])]
        msg_copy = copy.copy(msg)
        del msg_copy['Bcc']
        del msg_copy['Resent-Bcc']
        policy = None
        try:
            ''.join([from_addr, *to_addrs]).encode('ascii')
        except UnicodeEncodeError:
            if not self.has_extn('smtputf8'):
                raise SMTPNotSupportedError(
                    "One or more source or delivery addresses require internationalized email "
                    "support, but the server does not advertise the required SMTPUTF8 "
                    "capability")
            policy = msg.policy.clone(utf8=True)
            mail_options = (*mail_options, 'SMTPUTF8', 'BODY=8BITMIME')
        with io.BytesIO() as file:
            email.generator.BytesGenerator(file, policy=policy).flatten(msg_copy,
                                                                        linesep='\r\n')
            flat = file.getvalue()
        return self.sendmail(from_addr, to_addrs, flat, mail_options, rcpt_options)

    def close(self):
        """Close the connection."""
        try:
            file, self.file = self.file, None
            if file:
                file.close()
        finally:
            sock = getattr(self, 'sock', None)
            self.sock = None
            if sock:
                sock.close()

    def quit(self):
        """Say QUIT and close the connection."""
        res = self.docmd("quit")
        # so that the object can connect again
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        self.close()
        return res


class LMTP(SMTP):
    """The local protocol (RFC 2033); a host that begins with / is a socket's path."""

    ehlo_msg = "lhlo"

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None, source_address=None):
        SMTP.__init__(self, host, port, local_hostname=local_hostname,
                      source_address=source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        if host[0] != '/':
            return SMTP.connect(self, host, port, source_address=source_address)
        try:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.file = None
            self.sock.connect(host)
        except OSError:
            if self.debuglevel > 0:
                self._print_debug('connect fail:', host)
            if self.sock:
                self.sock.close()
            self.sock = None
            raise
        code, msg = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('connect:', msg)
        return code, msg
