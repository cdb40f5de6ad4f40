"""The client's side of XML-RPC, and how values become XML.

    server = xmlrpc.client.ServerProxy('http://localhost:8000')
    print(server.system.listMethods())
"""

import base64
import errno
import http.client
import sys
import time
import urllib.parse
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat
try:
    import gzip
except ImportError:
    gzip = None

__version__ = '%d.%d' % sys.version_info[:2]

MAXINT = 2 ** 31 - 1
MININT = -2 ** 31

# codes of faults, as a proposal of 2001 has them
PARSE_ERROR = -32700
SERVER_ERROR = -32600
APPLICATION_ERROR = -32500
SYSTEM_ERROR = -32400
TRANSPORT_ERROR = -32300

NOT_WELLFORMED_ERROR = -32700
UNSUPPORTED_ENCODING = -32701
INVALID_ENCODING_CHAR = -32702
INVALID_XMLRPC = -32600
METHOD_NOT_FOUND = -32601
INVALID_METHOD_PARAMS = -32602
INTERNAL_ERROR = -32603


def escape(s):
    """A text for XML."""
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Error(Exception):
    """The base of errors of the client."""

    def __str__(self):
        return repr(self)


class ProtocolError(Error):
    """An answer of HTTP's that is no result."""

    def __init__(self, url, errcode, errmsg, headers):
        Error.__init__(self)
        self.url = url
        self.errcode = errcode
        self.errmsg = errmsg
        self.headers = headers

    def __repr__(self):
        return "<%s for %s: %s %s>" % (self.__class__.__name__, self.url, self.errcode,
                                       self.errmsg)


class ResponseError(Error):
    """An answer that is no XML-RPC."""


class Fault(Error):
    """An error that the server tells of."""

    def __init__(self, faultCode, faultString, **extra):
        Error.__init__(self)
        self.faultCode = faultCode
        self.faultString = faultString

    def __repr__(self):
        return "<%s %s: %r>" % (self.__class__.__name__, self.faultCode, self.faultString)


# --- values that have a class of their own ---------------------------------------------------

def _iso8601_format(value):
    return "%04d%02d%02dT%02d:%02d:%02d" % value.timetuple()[:6]


def _strftime(value):
    if isinstance(value, datetime):
        return _iso8601_format(value)
    if not isinstance(value, (tuple, time.struct_time)):
        value = time.localtime(value if value != 0 else time.time())
    return "%04d%02d%02dT%02d:%02d:%02d" % value[:6]


class DateTime:
    """A time without a zone: of text as 20050210T11:41:23, a tuple, seconds, a datetime."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _strftime(value)

    def make_comparable(self, other):
        """Both as things that can be compared."""
        if isinstance(other, DateTime):
            return self.value, other.value
        if isinstance(other, datetime):
            return self.value, _iso8601_format(other)
        if isinstance(other, str):
            return self.value, other
        if hasattr(other, "timetuple"):
            return self.timetuple(), other.timetuple()
        name = getattr(other, "__class__", type(other)).__name__
        raise TypeError("Can't compare %s and %s" % (self.__class__.__name__, name))

    def __lt__(self, other):
        s, o = self.make_comparable(other)
        return s < o

    def __le__(self, other):
        s, o = self.make_comparable(other)
        return s <= o

    def __gt__(self, other):
        s, o = self.make_comparable(other)
        return s > o

    def __ge__(self, other):
        s, o = self.make_comparable(other)
        return s >= o

    def __eq__(self, other):
        s, o = self.make_comparable(other)
        return s == o

    def timetuple(self):
        return time.strptime(self.value, "%Y%m%dT%H:%M:%S")

    def __str__(self):
        return self.value

    def __repr__(self):
        return "<DateTime %r at %#x>" % (self.value, id(self))

    def decode(self, data):
        self.value = str(data).strip()

    def encode(self, out):
        out.write("<value><dateTime.iso8601>%s</dateTime.iso8601></value>\n" % self.value)


def _datetime(data):
    value = DateTime()
    value.decode(data)
    return value


def _datetime_type(data):
    return datetime.strptime(data, "%Y%m%dT%H:%M:%S")


class Binary:
    """Bytes, as base64 in XML."""

    def __init__(self, data=None):
        if data is None:
            data = b""
        elif not isinstance(data, (bytes, bytearray)):
            raise TypeError("expected bytes or bytearray, not %s" % data.__class__.__name__)
        else:
            data = bytes(data)
        self.data = data

    def __str__(self):
        return str(self.data, "latin-1")

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, Binary) else other)

    def decode(self, data):
        self.data = base64.decodebytes(data)

    def encode(self, out):
        out.write("<value><base64>\n")
        out.write(base64.encodebytes(self.data).decode('ascii'))
        out.write("</base64></value>\n")


def _binary(data):
    value = Binary()
    value.decode(data)
    return value


WRAPPERS = (DateTime, Binary)


# --- from XML and to XML ---------------------------------------------------------------------

class ExpatParser:
    """Feeds an Unmarshaller."""

    def __init__(self, target):
        self._parser = parser = expat.ParserCreate(None, None)
        self._target = target
        parser.StartElementHandler = target.start
        parser.EndElementHandler = target.end
        parser.CharacterDataHandler = target.data
        target.xml(None, None)

    def feed(self, data):
        self._parser.Parse(data, 0)

    def close(self):
        try:
            parser = self._parser
        except AttributeError:
            return
        # the two know each other
        del self._target, self._parser
        parser.Parse(b"", True)


class Marshaller:
    """Makes XML of values: dumps(a tuple of parameters, or a Fault).

    dispatch has a method for each type: dump_x(self, value, write).
    """

    dispatch = {}

    def __init__(self, encoding=None, allow_none=False):
        # containers that are being written
        self.memo = {}
        self.data = None
        self.encoding = encoding
        self.allow_none = allow_none

    def dumps(self, values):
        out = []
        write = out.append
        dump = self.__dump
        if isinstance(values, Fault):
            write("<fault>\n")
            dump({'faultCode': values.faultCode, 'faultString': values.faultString}, write)
            write("</fault>\n")
        else:
            # one pair of tags around each
            write("<params>\n")
            for v in values:
                write("<param>\n")
                dump(v, write)
                write("</param>\n")
            write("</params>\n")
        return "".join(out)

    def __dump(self, value, write):
        try:
            f = self.dispatch[type(value)]
        except KeyError:
            if not hasattr(value, '__dict__'):
                raise TypeError("cannot marshal %s objects" % type(value))
            # a subclass of a type that is known may mean something else
            for cls in type(value).__mro__:
                if cls in self.dispatch:
                    raise TypeError("cannot marshal %s objects" % type(value))
            f = self.dispatch["_arbitrary_instance"]
        f(self, value, write)

    def dump_nil(self, value, write):
        if not self.allow_none:
            raise TypeError("cannot marshal None unless allow_none is enabled")
        write("<value><nil/></value>")
    dispatch[type(None)] = dump_nil

    def dump_bool(self, value, write):
        write("<value><boolean>%s</boolean></value>\n" % ("1" if value else "0"))
    dispatch[bool] = dump_bool

    def dump_long(self, value, write):
        if not MININT <= value <= MAXINT:
            raise OverflowError("int exceeds XML-RPC limits")
        write("<value><int>%d</int></value>\n" % int(value))
    dispatch[int] = dump_long

    dump_int = dump_long

    def dump_double(self, value, write):
        write("<value><double>%s</double></value>\n" % repr(value))
    dispatch[float] = dump_double

    def dump_unicode(self, value, write, escape=escape):
        write("<value><string>%s</string></value>\n" % escape(value))
    dispatch[str] = dump_unicode

    def dump_bytes(self, value, write):
        write("<value><base64>\n%s</base64></value>\n"
              % base64.encodebytes(value).decode('ascii'))
    dispatch[bytes] = dump_bytes
    dispatch[bytearray] = dump_bytes

    def dump_array(self, value, write):
        if id(value) in self.memo:
            raise TypeError("cannot marshal recursive sequences")
        self.memo[id(value)] = None
        write("<value><array><data>\n")
        for v in value:
            self.__dump(v, write)
        write("</data></array></value>\n")
        del self.memo[id(value)]
    dispatch[tuple] = dump_array
    dispatch[list] = dump_array

    def dump_struct(self, value, write, escape=escape):
        if id(value) in self.memo:
            raise TypeError("cannot marshal recursive dictionaries")
        self.memo[id(value)] = None
        write("<value><struct>\n")
        for k, v in value.items():
            if not isinstance(k, str):
                raise TypeError("dictionary key must be string")
            write("<member>\n<name>%s</name>\n" % escape(k))
            self.__dump(v, write)
            write("</member>\n")
        write("</struct></value>\n")
        del self.memo[id(value)]
    dispatch[dict] = dump_struct

    def dump_datetime(self, value, write):
        write("<value><dateTime.iso8601>%s</dateTime.iso8601></value>\n" % _strftime(value))
    dispatch[datetime] = dump_datetime

    def dump_instance(self, value, write):
        if value.__class__ in WRAPPERS:
            self.write = write
            value.encode(self)
            del self.write
        else:
            # what else has attributes
            self.dump_struct(value.__dict__, write)
    dispatch[DateTime] = dump_instance
    dispatch[Binary] = dump_instance
    dispatch["_arbitrary_instance"] = dump_instance


class Unmarshaller:
    """Makes values of the parser's events; close() gives the parameters."""

    dispatch = {}

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._type = None
        self._stack = []
        # where containers begin on the stack
        self._marks = []
        self._data = []
        self._value = False
        self._methodname = None
        self._encoding = "utf-8"
        self.append = self._stack.append
        self._use_datetime = use_builtin_types or use_datetime
        self._use_bytes = use_builtin_types

    def close(self):
        if self._type is None or self._marks:
            raise ResponseError()
        if self._type == "fault":
            raise Fault(**self._stack[0])
        return tuple(self._stack)

    def getmethodname(self):
        return self._methodname

    def xml(self, encoding, standalone):
        self._encoding = encoding

    def start(self, tag, attrs):
        # a prefix of a namespace says nothing here
        tag = tag.split(':')[-1]
        if tag in ("array", "struct"):
            self._marks.append(len(self._stack))
        self._data = []
        if self._value and tag not in self.dispatch:
            raise ResponseError("unknown tag %r" % tag)
        self._value = tag == "value"

    def data(self, text):
        self._data.append(text)

    def end(self, tag):
        f = self.dispatch.get(tag) or self.dispatch.get(tag.split(':')[-1])
        if f is not None:
            f(self, "".join(self._data))

    def end_dispatch(self, tag, data):
        f = self.dispatch.get(tag) or self.dispatch.get(tag.split(':')[-1])
        return None if f is None else f(self, data)

    def end_nil(self, data):
        self.append(None)
        self._value = 0
    dispatch["nil"] = end_nil

    def end_boolean(self, data):
        if data not in ("0", "1"):
            raise TypeError("bad boolean value")
        self.append(data == "1")
        self._value = 0
    dispatch["boolean"] = end_boolean

    def end_int(self, data):
        self.append(int(data))
        self._value = 0
    for _tag in ("i1", "i2", "i4", "i8", "int", "biginteger"):
        dispatch[_tag] = end_int
    del _tag

    def end_double(self, data):
        self.append(float(data))
        self._value = 0
    dispatch["double"] = end_double
    dispatch["float"] = end_double

    def end_bigdecimal(self, data):
        self.append(Decimal(data))
        self._value = 0
    dispatch["bigdecimal"] = end_bigdecimal

    def end_string(self, data):
        if self._encoding:
            data = data.decode(self._encoding)
        self.append(data)
        self._value = 0
    dispatch["string"] = end_string
    # of struct's members
    dispatch["name"] = end_string

    def end_array(self, data):
        mark = self._marks.pop()
        self._stack[mark:] = [self._stack[mark:]]
        self._value = 0
    dispatch["array"] = end_array

    def end_struct(self, data):
        mark = self._marks.pop()
        items = self._stack[mark:]
        self._stack[mark:] = [dict(zip(items[::2], items[1::2]))]
        self._value = 0
    dispatch["struct"] = end_struct

    def end_base64(self, data):
        value = Binary()
        value.decode(data.encode("ascii"))
        self.append(value.data if self._use_bytes else value)
        self._value = 0
    dispatch["base64"] = end_base64

    def end_dateTime(self, data):
        value = DateTime()
        value.decode(data)
        self.append(_datetime_type(data) if self._use_datetime else value)
    dispatch["dateTime.iso8601"] = end_dateTime

    def end_value(self, data):
        # without a type it is text
        if self._value:
            self.end_string(data)
    dispatch["value"] = end_value

    def end_params(self, data):
        self._type = "params"
    dispatch["params"] = end_params

    def end_fault(self, data):
        self._type = "fault"
    dispatch["fault"] = end_fault

    def end_methodName(self, data):
        if self._encoding:
            data = data.decode(self._encoding)
        self._methodname = data
        self._type = "methodName"
    dispatch["methodName"] = end_methodName


# others may put faster ones here
FastMarshaller = FastParser = FastUnmarshaller = None


def getparser(use_datetime=False, use_builtin_types=False):
    """(parser, unmarshaller)"""
    if FastParser and FastUnmarshaller:
        if use_builtin_types:
            mkdatetime, mkbytes = _datetime_type, base64.decodebytes
        else:
            mkdatetime, mkbytes = _datetime_type if use_datetime else _datetime, _binary
        target = FastUnmarshaller(True, False, mkbytes, mkdatetime, Fault)
        return FastParser(target), target
    target = Unmarshaller(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
    if FastParser:
        return FastParser(target), target
    return ExpatParser(target), target


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=False):
    """The XML of a tuple or a Fault.

    With methodname it is a whole call, with methodresponse a whole answer (the
    tuple has one item then), and with neither only the parameters.
    """
    assert isinstance(params, (tuple, Fault)), "argument must be tuple or Fault instance"
    if isinstance(params, Fault):
        methodresponse = 1
    elif methodresponse:
        assert len(params) == 1, "response tuple must be a singleton"
    encoding = encoding or "utf-8"
    marshaller = FastMarshaller(encoding) if FastMarshaller else Marshaller(encoding, allow_none)
    data = marshaller.dumps(params)
    if encoding != "utf-8":
        header = "<?xml version='1.0' encoding='%s'?>\n" % str(encoding)
    else:
        header = "<?xml version='1.0'?>\n"
    if methodname:
        return "".join((header, "<methodCall>\n<methodName>", methodname, "</methodName>\n", data,
                        "</methodCall>\n"))
    if methodresponse:
        return "".join((header, "<methodResponse>\n", data, "</methodResponse>\n"))
    return data


def loads(data, use_datetime=False, use_builtin_types=False):
    """(the tuple of parameters, the method's name or None); a fault is raised."""
    p, u = getparser(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
    p.feed(data)
    p.close()
    return u.close(), u.getmethodname()


# --- gzip --------------------------------------------------------------------------------------

def gzip_encode(data):
    """Bytes compressed by gzip."""
    if not gzip:
        raise NotImplementedError
    f = BytesIO()
    with gzip.GzipFile(mode="wb", fileobj=f, compresslevel=1) as gzf:
        gzf.write(data)
    return f.getvalue()


def gzip_decode(data, max_decode=20971520):
    """The bytes again; ValueError if there are more than max_decode (if that is not negative)."""
    if not gzip:
        raise NotImplementedError
    with gzip.GzipFile(mode="rb", fileobj=BytesIO(data)) as gzf:
        try:
            decoded = gzf.read() if max_decode < 0 else gzf.read(max_decode + 1)
        except OSError:
            raise ValueError("invalid data")
    if 0 <= max_decode < len(decoded):
        raise ValueError("max gzipped payload length exceeded")
    return decoded


class GzipDecodedResponse(gzip.GzipFile if gzip else object):
    """An answer of HTTP's that comes compressed."""

    def __init__(self, response):
        if not gzip:
            raise NotImplementedError
        self.io = BytesIO(response.read())
        gzip.GzipFile.__init__(self, mode="rb", fileobj=self.io)

    def close(self):
        try:
            gzip.GzipFile.close(self)
        finally:
            self.io.close()


# --- the connection ----------------------------------------------------------------------------

class _Method:
    """A method of the server, whose attributes are methods with longer names."""

    def __init__(self, send, name):
        self.__send = send
        self.__name = name

    def __getattr__(self, name):
        return _Method(self.__send, "%s.%s" % (self.__name, name))

    def __call__(self, *args):
        return self.__send(self.__name, args)


class Transport:
    """HTTP; a connection is kept for the next call."""

    user_agent = "Python-xmlrpc/%s" % __version__
    # whether answers may be compressed
    accept_gzip_encoding = True
    # calls that are longer are compressed; None for never
    encode_threshold = None

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._use_datetime = use_datetime
        self._use_builtin_types = use_builtin_types
        self._connection = (None, None)
        self._extra_headers = []

    def request(self, host, handler, request_body, verbose=False):
        """Send a call and return the result; once more if the old connection was closed."""
        for attempt in (0, 1):
            try:
                return self.single_request(host, handler, request_body, verbose)
            except http.client.RemoteDisconnected:
                if attempt:
                    raise
            except OSError as e:
                if attempt or e.errno not in (errno.ECONNRESET, errno.ECONNABORTED,
                                              errno.EPIPE):
                    raise

    def single_request(self, host, handler, request_body, verbose=False):
        try:
            connection = self.send_request(host, handler, request_body, verbose)
            resp = connection.getresponse()
            if resp.status == 200:
                self.verbose = verbose
                return self.parse_response(resp)
        except Fault:
            raise
        except Exception:
            # whatever is left of the answer must not be taken for the next one
            self.close()
            raise
        if resp.getheader("content-length", ""):
            # so that the connection can go on
            resp.read()
        raise ProtocolError(host + handler, resp.status, resp.reason,
                            dict(resp.getheaders()))

    def getparser(self):
        return getparser(use_datetime=self._use_datetime,
                         use_builtin_types=self._use_builtin_types)

    def get_host_info(self, host):
        """(host, headers, x509) of a host, which may have a name and password before an @."""
        x509 = {}
        if isinstance(host, tuple):
            host, x509 = host
        auth, host = urllib.parse.splituser(host)
        extra_headers = []
        if auth:
            auth = base64.encodebytes(urllib.parse.unquote_to_bytes(auth)).decode("utf-8")
            extra_headers = [("Authorization", "Basic " + "".join(auth.split()))]
        return host, extra_headers, x509

    def make_connection(self, host):
        if not (self._connection and host == self._connection[0]):
            chost, self._extra_headers, x509 = self.get_host_info(host)
            self._connection = host, http.client.HTTPConnection(chost)
        return self._connection[1]

    def close(self):
        host, connection = self._connection
        if connection:
            self._connection = (None, None)
            connection.close()

    def send_request(self, host, handler, request_body, debug):
        connection = self.make_connection(host)
        headers = self._extra_headers[:]
        if debug:
            connection.set_debuglevel(1)
        if self.accept_gzip_encoding and gzip:
            connection.putrequest("POST", handler, skip_accept_encoding=True)
            headers.append(("Accept-Encoding", "gzip"))
        else:
            connection.putrequest("POST", handler)
        headers.append(("Content-Type", "text/xml"))
        headers.append(("User-Agent", self.user_agent))
        self.send_headers(connection, headers)
        self.send_content(connection, request_body)
        return connection

    def send_headers(self, connection, headers):
        for key, val in headers:
            connection.putheader(key, val)

    def send_content(self, connection, request_body):
        if self.encode_threshold is not None and gzip and (
                self.encode_threshold < len(request_body)):
            connection.putheader("Content-Encoding", "gzip")
            request_body = gzip_encode(request_body)
        connection.putheader("Content-Length", str(len(request_body)))
        connection.endheaders(request_body)

    def parse_response(self, response):
        """The result in an answer."""
        stream = response
        if hasattr(response, 'getheader') and response.getheader("Content-Encoding",
                                                                 "") == "gzip":
            stream = GzipDecodedResponse(response)
        p, u = self.getparser()
        while True:
            data = stream.read(1024)
            if not data:
                break
            if self.verbose:
                print("body:", repr(data))
            p.feed(data)
        if stream is not response:
            stream.close()
        p.close()
        return u.close()


class SafeTransport(Transport):
    """HTTPS, where there is an ssl module."""

    def __init__(self, use_datetime=False, use_builtin_types=False, *, context=None):
        super().__init__(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
        self.context = context

    def make_connection(self, host):
        if self._connection and host == self._connection[0]:
            return self._connection[1]
        if not hasattr(http.client, "HTTPSConnection"):
            raise NotImplementedError(
                "your version of http.client doesn't support HTTPS")
        chost, self._extra_headers, x509 = self.get_host_info(host)
        self._connection = host, http.client.HTTPSConnection(chost, None, context=self.context,
                                                             **(x509 or {}))
        return self._connection[1]


class ServerProxy:
    """A server: its attributes are the server's methods.

    verbose prints what goes over the wire, allow_none lets None be sent,
    use_builtin_types gives datetime and bytes in place of DateTime and Binary.
    proxy('close')() closes the connection, proxy('transport') is the Transport.
    """

    def __init__(self, uri, transport=None, encoding=None, verbose=False, allow_none=False,
                 use_datetime=False, use_builtin_types=False, *, context=None):
        type, uri = urllib.parse.splittype(uri)
        if type not in ("http", "https"):
            raise OSError("unsupported XML-RPC protocol")
        self.__host, self.__handler = urllib.parse.splithost(uri)
        if not self.__handler:
            self.__handler = "/RPC2"
        if transport is None:
            if type == "https":
                transport = SafeTransport(use_datetime=use_datetime,
                                          use_builtin_types=use_builtin_types, context=context)
            else:
                transport = Transport(use_datetime=use_datetime,
                                      use_builtin_types=use_builtin_types)
        self.__transport = transport
        self.__encoding = encoding or 'utf-8'
        self.__verbose = verbose
        self.__allow_none = allow_none

    def __close(self):
        self.__transport.close()

    def __request(self, methodname, params):
        request = dumps(params, methodname, encoding=self.__encoding,
                        allow_none=self.__allow_none).encode(self.__encoding,
                                                             'xmlcharrefreplace')
        response = self.__transport.request(self.__host, self.__handler, request,
                                            verbose=self.__verbose)
        return response[0] if len(response) == 1 else response

    def __repr__(self):
        return "<%s for %s%s>" % (self.__class__.__name__, self.__host, self.__handler)

    def __getattr__(self, name):
        return _Method(self.__request, name)

    def __call__(self, attr):
        """The proxy's own things, which an attribute could not be."""
        if attr == "close":
            return self.__close
        if attr == "transport":
            return self.__transport
        raise AttributeError("Attribute %r not found" % (attr,))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__close()


Server = ServerProxy


# --- several calls at once -----------------------------------------------------------------------

class _MultiCallMethod:
    """A method of a MultiCall: calling it notes the call."""

    def __init__(self, call_list, name):
        self.__call_list = call_list
        self.__name = name

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, "%s.%s" % (self.__name, name))

    def __call__(self, *args):
        self.__call_list.append((self.__name, args))


class MultiCallIterator:
    """The results; where one is a fault it is raised."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        item = self.results[i]
        if type(item) is dict:
            raise Fault(item['faultCode'], item['faultString'])
        if type(item) is list:
            return item[0]
        raise ValueError("unexpected type in multicall result")


class MultiCall:
    """Calls that are sent together: multi.add(2, 3); for result in multi(): ..."""

    def __init__(self, server):
        self.__server = server
        self.__call_list = []

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, name)

    def __call__(self):
        calls = [{'methodName': name, 'params': args} for name, args in self.__call_list]
        return MultiCallIterator(self.__server.system.multicall(calls))


if __name__ == "__main__":
    # http://localhost:8000 is where the server's own example listens
    server = ServerProxy("http://localhost:8000")
    try:
        print(server.currentTime.getCurrentTime())
    except Error as v:
        print("ERROR", v)
    multi = MultiCall(server)
    multi.getData()
    multi.pow(2, 9)
    multi.add(1, 2)
    try:
        for response in multi():
            print(response)
    except Error as v:
        print("ERROR", v)
