"""For CGI scripts: the form that was sent, and what helps to find errors.

    form = cgi.FieldStorage()
    name = form.getvalue('name')
"""

from collections import Mapping
from email.message import Message
from email.parser import FeedParser
from io import BytesIO, StringIO, TextIOWrapper
import html
import locale
import os
import sys
import tempfile
import urllib.parse
from warnings import warn

__version__ = "2.6"

__all__ = ["MiniFieldStorage", "FieldStorage",
           "parse", "parse_qs", "parse_qsl", "parse_multipart",
           "parse_header", "test", "print_exception", "print_environ",
           "print_form", "print_directory", "print_arguments",
           "print_environ_usage", "escape"]

# a file's name, and the file; scripts set the first before they call log()
logfile = ""
logfp = None


def initlog(*allargs):
    """What log() is at first: opens the file, and becomes dolog() or nolog()."""
    global log, logfile, logfp
    if logfile and not logfp:
        try:
            logfp = open(logfile, "a")
        except OSError:
            pass
    log = dolog if logfp else nolog
    log(*allargs)


def dolog(fmt, *args):
    """Write a line to the log."""
    logfp.write(fmt % args + "\n")


def nolog(*allargs):
    """What log() is without a log."""


def closelog():
    """Close the log."""
    global log, logfile, logfp
    logfile = ''
    if logfp:
        logfp.close()
        logfp = None
    log = initlog


log = initlog

# the most that is read of a form, or 0 for any size
maxlen = 0


def parse(fp=None, environ=os.environ, keep_blank_values=0, strict_parsing=0, separator='&'):
    """{name: [value]} of a query, in the environment or in a file."""
    if fp is None:
        fp = sys.stdin
    encoding = getattr(fp, 'encoding', 'latin-1')
    if isinstance(fp, TextIOWrapper):
        fp = fp.buffer
    if 'REQUEST_METHOD' not in environ:
        environ['REQUEST_METHOD'] = 'GET'
    more = environ.get('QUERY_STRING')
    if more is None and sys.argv[1:]:
        more = sys.argv[1]
    if environ['REQUEST_METHOD'] == 'POST':
        ctype, pdict = parse_header(environ['CONTENT_TYPE'])
        if ctype == 'multipart/form-data':
            return parse_multipart(fp, pdict)
        qs = ''
        if ctype == 'application/x-www-form-urlencoded':
            clength = int(environ['CONTENT_LENGTH'])
            if maxlen and clength > maxlen:
                raise ValueError('Maximum content length exceeded')
            qs = fp.read(clength).decode(encoding)
        if more is not None:
            qs = qs + '&' + more if qs else more
        # so that others see what was read
        environ['QUERY_STRING'] = qs
    else:
        qs = more or ""
        environ['QUERY_STRING'] = qs
    return urllib.parse.parse_qs(qs, keep_blank_values, strict_parsing, encoding=encoding,
                                 separator=separator)


def parse_qs(qs, keep_blank_values=0, strict_parsing=0):
    """Deprecated: urllib.parse.parse_qs()."""
    warn("cgi.parse_qs is deprecated, use urllib.parse.parse_qs instead", DeprecationWarning, 2)
    return urllib.parse.parse_qs(qs, keep_blank_values, strict_parsing)


def parse_qsl(qs, keep_blank_values=0, strict_parsing=0):
    """Deprecated: urllib.parse.parse_qsl()."""
    warn("cgi.parse_qsl is deprecated, use urllib.parse.parse_qsl instead", DeprecationWarning, 2)
    return urllib.parse.parse_qsl(qs, keep_blank_values, strict_parsing)


def parse_multipart(fp, pdict):
    """{name: [bytes]} of multipart/form-data; pdict has the boundary, as bytes.

    Everything is kept in memory, and parts within parts are not read: that is
    what FieldStorage is for.
    """
    import http.client
    boundary = pdict.get('boundary', b"")
    if not valid_boundary(boundary):
        raise ValueError('Invalid boundary in multipart form: %r' % (boundary,))
    nextpart = b"--" + boundary
    lastpart = nextpart + b"--"
    found = {}
    terminator = b""
    while terminator != lastpart:
        data = None
        length = -1
        if terminator:
            # behind a boundary: a part
            headers = http.client.parse_headers(fp)
            data = b""
            clength = headers.get('content-length')
            if clength:
                try:
                    length = int(clength)
                except ValueError:
                    pass
            if length > 0:
                if maxlen and length > maxlen:
                    raise ValueError('Maximum content length exceeded')
                data = fp.read(length)
        lines = []
        while True:
            line = fp.readline()
            if not line:
                terminator = lastpart
                break
            if line.startswith(b"--"):
                terminator = line.rstrip()
                if terminator in (nextpart, lastpart):
                    break
            lines.append(line)
        if data is None:
            continue
        if length < 0 and lines:
            # the last line end belongs to the boundary
            last = lines[-1]
            if last[-2:] == b"\r\n":
                last = last[:-2]
            elif last[-1:] == b"\n":
                last = last[:-1]
            data = b"".join(lines[:-1] + [last])
        disposition = headers['content-disposition']
        if not disposition:
            continue
        key, params = parse_header(disposition)
        if key == 'form-data' and 'name' in params:
            found.setdefault(params['name'], []).append(data)
    return found


def _parseparam(s):
    """The parts between semicolons that are in no quotes, but for the first."""
    while s[:1] == ';':
        s = s[1:]
        end = s.find(';')
        while end > 0 and (s.count('"', 0, end) - s.count('\\"', 0, end)) % 2:
            end = s.find(';', end + 1)
        if end < 0:
            end = len(s)
        yield s[:end].strip()
        s = s[end:]


def parse_header(line):
    """(value, {parameter: value}) of a header like Content-type."""
    parts = _parseparam(';' + line)
    key = next(parts)
    pdict = {}
    for p in parts:
        name, sep, value = p.partition('=')
        if not sep:
            continue
        value = value.strip()
        if len(value) >= 2 and value[0] == value[-1] == '"':
            value = value[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        pdict[name.strip().lower()] = value
    return key, pdict


class MiniFieldStorage:
    """A field of a form that was sent as a query: name and value."""

    # as FieldStorage has them
    filename = None
    list = None
    type = None
    file = None
    type_options = {}
    disposition = None
    disposition_options = {}
    headers = {}

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        return "MiniFieldStorage(%r, %r)" % (self.name, self.value)


class FieldStorage:
    """A form, or a part of one.

    A form is like a dict: form[name] is a field, or a list of fields. A field has
    name, value, filename (None unless it is a file), file, type and headers. A
    file that is long is kept in a temporary file, not in memory.
    """

    def __init__(self, fp=None, headers=None, outerboundary=b'', environ=os.environ,
                 keep_blank_values=0, strict_parsing=0, limit=None, encoding='utf-8',
                 errors='replace', max_num_fields=None, separator='&'):
        method = 'GET'
        self.keep_blank_values = keep_blank_values
        self.strict_parsing = strict_parsing
        self.max_num_fields = max_num_fields
        self.separator = separator
        if 'REQUEST_METHOD' in environ:
            method = environ['REQUEST_METHOD'].upper()
        self.qs_on_post = None
        if method in ('GET', 'HEAD'):
            fp, headers = self._query(environ, headers)
        if headers is None:
            headers = self._headers_of_environ(environ, method)
        elif not isinstance(headers, (Mapping, Message)):
            raise TypeError("headers must be mapping or an instance of email.message.Message")
        self.headers = headers
        if fp is None:
            self.fp = sys.stdin.buffer
        elif isinstance(fp, TextIOWrapper):
            self.fp = fp.buffer
        else:
            if not (hasattr(fp, 'read') and hasattr(fp, 'readline')):
                raise TypeError("fp must be file pointer")
            self.fp = fp
        self.encoding = encoding
        self.errors = errors
        if not isinstance(outerboundary, bytes):
            raise TypeError('outerboundary must be bytes, not %s' % type(outerboundary).__name__)
        self.outerboundary = outerboundary
        self.bytes_read = 0
        self.limit = limit
        cdisp, pdict = "", {}
        if 'content-disposition' in self.headers:
            cdisp, pdict = parse_header(self.headers['content-disposition'])
        self.disposition = cdisp
        self.disposition_options = pdict
        self.name = pdict.get('name')
        self.filename = pdict.get('filename')
        self._binary_file = self.filename is not None
        # what comes without a type is text in a part, and a query elsewhere
        if 'content-type' in self.headers:
            ctype, pdict = parse_header(self.headers['content-type'])
        elif self.outerboundary or method != 'POST':
            ctype, pdict = "text/plain", {}
        else:
            ctype, pdict = 'application/x-www-form-urlencoded', {}
        self.type = ctype
        self.type_options = pdict
        self.innerboundary = b""
        if 'boundary' in pdict:
            self.innerboundary = pdict['boundary'].encode(self.encoding, self.errors)
        clen = -1
        if 'content-length' in self.headers:
            try:
                clen = int(self.headers['content-length'])
            except ValueError:
                pass
            if maxlen and clen > maxlen:
                raise ValueError('Maximum content length exceeded')
        self.length = clen
        if self.limit is None and clen >= 0:
            self.limit = clen
        self.list = self.file = None
        self.done = 0
        if ctype == 'application/x-www-form-urlencoded':
            self.read_urlencoded()
        elif ctype[:10] == 'multipart/':
            self.read_multi(environ, keep_blank_values, strict_parsing)
        else:
            self.read_single()

    def _query(self, environ, headers):
        """(file, headers) of a query in the environment or the command line."""
        if 'QUERY_STRING' in environ:
            qs = environ['QUERY_STRING']
        elif sys.argv[1:]:
            qs = sys.argv[1]
        else:
            qs = ""
        qs = qs.encode(locale.getpreferredencoding(), 'surrogateescape')
        if headers is None:
            headers = {'content-type': "application/x-www-form-urlencoded"}
        return BytesIO(qs), headers

    def _headers_of_environ(self, environ, method):
        headers = {}
        if method == 'POST':
            # if the type is not known
            headers['content-type'] = "application/x-www-form-urlencoded"
        if 'CONTENT_TYPE' in environ:
            headers['content-type'] = environ['CONTENT_TYPE']
        if 'QUERY_STRING' in environ:
            self.qs_on_post = environ['QUERY_STRING']
        if 'CONTENT_LENGTH' in environ:
            headers['content-length'] = environ['CONTENT_LENGTH']
        return headers

    def __del__(self):
        try:
            self.file.close()
        except AttributeError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.file.close()

    def __repr__(self):
        return "FieldStorage(%r, %r, %r)" % (self.name, self.filename, self.value)

    def __iter__(self):
        return iter(self.keys())

    def __getattr__(self, name):
        if name != 'value':
            raise AttributeError(name)
        if self.file:
            self.file.seek(0)
            value = self.file.read()
            self.file.seek(0)
            return value
        return self.list

    def _fields(self):
        if self.list is None:
            raise TypeError("not indexable")
        return self.list

    def __getitem__(self, key):
        """The field of a name, or a list of them."""
        found = [item for item in self._fields() if item.name == key]
        if not found:
            raise KeyError(key)
        return found[0] if len(found) == 1 else found

    def getvalue(self, key, default=None):
        """The value of a field, a list of values, or the default."""
        if key not in self:
            return default
        value = self[key]
        if isinstance(value, list):
            return [x.value for x in value]
        return value.value

    def getfirst(self, key, default=None):
        """The first value of a field, or the default."""
        if key not in self:
            return default
        value = self[key]
        return value[0].value if isinstance(value, list) else value.value

    def getlist(self, key):
        """A list of the values of a field."""
        if key not in self:
            return []
        value = self[key]
        return [x.value for x in value] if isinstance(value, list) else [value.value]

    def keys(self):
        """The fields' names."""
        return [*set(item.name for item in self._fields())]

    def __contains__(self, key):
        return any(item.name == key for item in self._fields())

    def __len__(self):
        return len(self.keys())

    def __bool__(self):
        if self.list is None:
            raise TypeError("Cannot be converted to bool.")
        return bool(self.list)

    # reading

    def _parsed_query(self, qs):
        query = urllib.parse.parse_qsl(
            qs, self.keep_blank_values, self.strict_parsing, encoding=self.encoding,
            errors=self.errors, max_num_fields=self.max_num_fields, separator=self.separator)
        return [MiniFieldStorage(key, value) for key, value in query]

    def _check_bytes(self, data):
        if not isinstance(data, bytes):
            raise ValueError("%s should return bytes, got %s" % (self.fp, type(data).__name__))
        return data

    def read_urlencoded(self):
        """A query."""
        qs = self._check_bytes(self.fp.read(self.length)).decode(self.encoding, self.errors)
        if self.qs_on_post:
            qs += self.separator + self.qs_on_post
        self.list = self._parsed_query(qs)
        self.skip_lines()

    # another class for the parts, if it is set
    FieldStorageClass = None

    def read_multi(self, environ, keep_blank_values, strict_parsing):
        """A form of several parts."""
        boundary = self.innerboundary
        if not valid_boundary(boundary):
            raise ValueError('Invalid boundary in multipart form: %r' % (boundary,))
        self.list = []
        if self.qs_on_post:
            self.list.extend(self._parsed_query(self.qs_on_post))
        klass = self.FieldStorageClass or self.__class__
        # what stands before the first boundary is for no one
        while True:
            line = self._check_bytes(self.fp.readline())
            self.bytes_read += len(line)
            if not line or line.strip() == b"--" + boundary:
                break
        fields_left = self.max_num_fields
        if fields_left is not None:
            fields_left -= len(self.list)
        while True:
            headers = self._part_headers()
            if headers is None:
                break
            limit = None if self.limit is None else self.limit - self.bytes_read
            part = klass(self.fp, headers, boundary, environ, keep_blank_values, strict_parsing,
                         limit, self.encoding, self.errors, fields_left, self.separator)
            if fields_left is not None:
                fields_left -= 1 + len(part.list or ())
                if fields_left < 0:
                    raise ValueError('Max number of fields exceeded')
            self.bytes_read += part.bytes_read
            self.list.append(part)
            if part.done or self.bytes_read >= self.length > 0:
                break
        self.skip_lines()

    def _part_headers(self):
        """The headers of a part, or None at the end."""
        text = b""
        while True:
            data = self.fp.readline()
            text += data
            if not data.strip():
                break
        if not text:
            return None
        self.bytes_read += len(text)
        parser = FeedParser()
        parser.feed(text.decode(self.encoding, self.errors))
        headers = parser.close()
        # the boundary says where the part ends, and it cannot be wrong
        if 'content-length' in headers:
            del headers['content-length']
        return headers

    def read_single(self):
        """A part that is no form."""
        if self.length >= 0:
            self.read_binary()
            self.skip_lines()
        else:
            self.read_lines()
        self.file.seek(0)

    bufsize = 8 * 1024

    def read_binary(self):
        """As many bytes as were announced."""
        self.file = self.make_file()
        todo = self.length
        while todo > 0:
            data = self._check_bytes(self.fp.read(min(todo, self.bufsize)))
            self.bytes_read += len(data)
            if not data:
                self.done = -1
                break
            self.file.write(data)
            todo -= len(data)

    def read_lines(self):
        """Lines up to the boundary, or to the end."""
        self.file = self.__file = BytesIO() if self._binary_file else StringIO()
        if self.outerboundary:
            self.read_lines_to_outerboundary()
        else:
            self.read_lines_to_eof()

    def __write(self, line):
        if self.__file is not None and self.__file.tell() + len(line) > 1000:
            # too much for memory
            self.file = self.make_file()
            self.file.write(self.__file.getvalue())
            self.__file = None
        self.file.write(line if self._binary_file else line.decode(self.encoding, self.errors))

    def read_lines_to_eof(self):
        while True:
            line = self.fp.readline(1 << 16)
            self.bytes_read += len(line)
            if not line:
                self.done = -1
                break
            self.__write(line)

    def read_lines_to_outerboundary(self):
        """The line end before the boundary is not of the data."""
        pending = b""
        at_line_start = True
        taken = 0
        # a limit that was passed already is none
        while self.limit is None or not 0 <= self.limit <= taken:
            line = self.fp.readline(1 << 16)
            self.bytes_read += len(line)
            taken += len(line)
            if not line:
                self.done = -1
                break
            if pending == b"\r":
                # the piece ended between the two
                line = pending + line
                pending = b""
            if at_line_start and self._is_boundary(line):
                break
            before = pending
            if line.endswith(b"\r\n"):
                pending, line, at_line_start = b"\r\n", line[:-2], True
            elif line.endswith(b"\n"):
                pending, line, at_line_start = b"\n", line[:-1], True
            elif line.endswith(b"\r"):
                pending, line, at_line_start = b"\r", line[:-1], False
            else:
                pending, at_line_start = b"", False
            self.__write(before + line)

    def _is_boundary(self, line):
        """Whether a line is the outer boundary; the last one says that all is done."""
        if not line.startswith(b"--"):
            return False
        line = line.rstrip()
        if line == b"--" + self.outerboundary + b"--":
            self.done = 1
            return True
        return line == b"--" + self.outerboundary

    def skip_lines(self):
        """Go on to the outer boundary."""
        if not self.outerboundary or self.done:
            return
        at_line_start = True
        while True:
            line = self.fp.readline(1 << 16)
            self.bytes_read += len(line)
            if not line:
                self.done = -1
                break
            if at_line_start and self._is_boundary(line):
                break
            at_line_start = line.endswith(b'\n')

    def make_file(self):
        """The file for what is long; for reading and writing, bytes if it has a filename."""
        if self._binary_file:
            return tempfile.TemporaryFile("wb+")
        return tempfile.TemporaryFile("w+", encoding=self.encoding, newline='\n')


# --- for trying out ------------------------------------------------------------------------

def test(environ=os.environ):
    """A script that shows all that it knows."""
    print("Content-type: text/html")
    print()
    sys.stderr = sys.stdout
    try:
        form = FieldStorage()
        print_directory()
        print_arguments()
        print_form(form)
        print_environ(environ)
        print_environ_usage()

        def f():
            exec("testing print_exception() -- <I>italics?</I>")
        print("<H3>What follows is a test, not an actual exception:</H3>")
        f()
    except:
        print_exception()
    print("<H1>Second try with a small maxlen...</H1>")
    global maxlen
    maxlen = 50
    try:
        form = FieldStorage()
        print_directory()
        print_arguments()
        print_form(form)
        print_environ(environ)
    except:
        print_exception()


def print_exception(type=None, value=None, tb=None, limit=None):
    """Print an exception as HTML."""
    if type is None:
        type, value, tb = sys.exc_info()
    import traceback
    print()
    print("<H3>Traceback (most recent call last):</H3>")
    lines = traceback.format_tb(tb, limit) + traceback.format_exception_only(type, value)
    print("<PRE>%s<B>%s</B></PRE>" % (html.escape("".join(lines[:-1])), html.escape(lines[-1])))
    del tb


def _print_list(title, pairs):
    print()
    print("<H3>%s</H3>" % title)
    print("<DL>")
    for name, value in pairs:
        print("<DT>", html.escape(name), "<DD>", html.escape(value))
    print("</DL>")
    print()


def print_environ(environ=os.environ):
    """Print the environment as HTML."""
    _print_list("Shell Environment:", sorted(environ.items()))


def print_form(form):
    """Print a form as HTML."""
    keys = sorted(form.keys())
    print()
    print("<H3>Form Contents:</H3>")
    if not keys:
        print("<P>No form fields.")
    print("<DL>")
    for key in keys:
        print("<DT>" + html.escape(key) + ":", end=' ')
        value = form[key]
        print("<i>" + html.escape(repr(type(value))) + "</i>")
        print("<DD>" + html.escape(repr(value)))
    print("</DL>")
    print()


def print_directory():
    """Print the current folder as HTML."""
    print()
    print("<H3>Current Working Directory:</H3>")
    try:
        pwd = os.getcwd()
    except OSError as msg:
        print("OSError:", html.escape(str(msg)))
    else:
        print(html.escape(pwd))
    print()


def print_arguments():
    """Print the command line as HTML."""
    print()
    print("<H3>Command Line Arguments:</H3>")
    print()
    print(sys.argv)
    print()


def print_environ_usage():
    """Print as HTML which variables a script may find."""
    print()
    print("<H3>These environment variables could have been set:</H3>")
    print("<UL>")
    for name in ("AUTH_TYPE", "CONTENT_LENGTH", "CONTENT_TYPE", "DATE_GMT", "DATE_LOCAL",
                 "DOCUMENT_NAME", "DOCUMENT_ROOT", "DOCUMENT_URI", "GATEWAY_INTERFACE",
                 "LAST_MODIFIED", "PATH", "PATH_INFO", "PATH_TRANSLATED", "QUERY_STRING",
                 "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_IDENT", "REMOTE_USER", "REQUEST_METHOD",
                 "SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SERVER_ROOT",
                 "SERVER_SOFTWARE"):
        print("<LI>" + name)
    print("</UL>")
    print("And HTTP headers, as HTTP_ACCEPT, HTTP_HOST, HTTP_REFERER and HTTP_USER_AGENT.")
    print()


def escape(s, quote=None):
    """Deprecated: html.escape()."""
    warn("cgi.escape is deprecated, use html.escape instead", DeprecationWarning, stacklevel=2)
    for raw, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        s = s.replace(raw, written)
    return s.replace('"', "&quot;") if quote else s


def valid_boundary(s):
    import re
    if isinstance(s, bytes):
        return re.match(b"^[ -~]{0,200}[!-~]$", s)
    return re.match("^[ -~]{0,200}[!-~]$", s)


if __name__ == '__main__':
    test()
