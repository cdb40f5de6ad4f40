"""The server's side of XML-RPC.

    server = SimpleXMLRPCServer(('localhost', 8000))
    server.register_function(pow)
    server.serve_forever()

CGIXMLRPCRequestHandler does the same in a CGI script, and the Doc* classes show a
page about the methods to those who come with a browser.
"""

import html
import http.server
import inspect
import os
import re
import socketserver
import sys
import traceback
from http.server import BaseHTTPRequestHandler
from inspect import signature
from xmlrpc._html import ServerHTMLDoc
from xmlrpc.client import Fault, dumps, gzip_decode, gzip_encode, loads
try:
    import fcntl
except ImportError:
    fcntl = None


def resolve_dotted_attribute(obj, attr, allow_dotted_names=True):
    """An attribute by a name that may have dots; names with an underscore are private."""
    for part in attr.split('.') if allow_dotted_names else [attr]:
        if part.startswith('_'):
            raise AttributeError('attempt to access private attribute "%s"' % part)
        obj = getattr(obj, part)
    return obj


def list_public_methods(obj):
    """The names of what can be called and does not begin with an underscore."""
    return [member for member in dir(obj)
            if not member.startswith('_') and callable(getattr(obj, member))]


class SimpleXMLRPCDispatcher:
    """Finds the function of a name, calls it, and makes an answer of the result."""

    def __init__(self, allow_none=False, encoding=None, use_builtin_types=False):
        self.funcs = {}
        self.instance = None
        self.allow_none = allow_none
        self.encoding = encoding or 'utf-8'
        self.use_builtin_types = use_builtin_types

    def register_instance(self, instance, allow_dotted_names=False):
        """Make an object's methods callable, or what its _dispatch(method, params) knows.

        allow_dotted_names lets callers go through attributes, to whatever can be
        reached from the object.
        """
        self.instance = instance
        self.allow_dotted_names = allow_dotted_names

    def register_function(self, function, name=None):
        """Make a function callable, under another name if that is given."""
        self.funcs[function.__name__ if name is None else name] = function

    def register_introspection_functions(self):
        """Make system.listMethods, methodHelp and methodSignature callable."""
        self.funcs.update({'system.listMethods': self.system_listMethods,
                           'system.methodSignature': self.system_methodSignature,
                           'system.methodHelp': self.system_methodHelp})

    def register_multicall_functions(self):
        """Make system.multicall callable: several calls in one."""
        self.funcs['system.multicall'] = self.system_multicall

    def _fault(self, fault):
        return dumps(fault, encoding=self.encoding, allow_none=self.allow_none)

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        """The answer, as bytes of XML, to a call in XML."""
        try:
            params, method = loads(data, use_builtin_types=self.use_builtin_types)
            if dispatch_method is not None:
                response = dispatch_method(method, params)
            else:
                response = self._dispatch(method, params)
            response = dumps((response,), methodresponse=1, allow_none=self.allow_none,
                             encoding=self.encoding)
        except Fault as fault:
            response = self._fault(fault)
        except:
            exc_type, exc_value = sys.exc_info()[:2]
            response = self._fault(Fault(1, "%s:%s" % (exc_type, exc_value)))
        return response.encode(self.encoding, 'xmlcharrefreplace')

    def system_listMethods(self):
        """system.listMethods() => ['add', 'subtract', 'multiple']

        The names of the methods."""
        methods = set(self.funcs)
        if self.instance is not None:
            if hasattr(self.instance, '_listMethods'):
                methods |= set(self.instance._listMethods())
            elif not hasattr(self.instance, '_dispatch'):
                methods |= set(list_public_methods(self.instance))
        return sorted(methods)

    def system_methodSignature(self, method_name):
        """system.methodSignature('add') => [double, int, int]

        The types of a method's result and parameters; they are not known here."""
        return 'signatures not supported'

    def system_methodHelp(self, method_name):
        """system.methodHelp('add') => "Adds two integers together"

        What a method does."""
        method = self.funcs.get(method_name)
        if method is None and self.instance is not None:
            if hasattr(self.instance, '_methodHelp'):
                return self.instance._methodHelp(method_name)
            if not hasattr(self.instance, '_dispatch'):
                try:
                    method = resolve_dotted_attribute(self.instance, method_name,
                                                      self.allow_dotted_names)
                except AttributeError:
                    pass
        return "" if method is None else inspect.getdoc(method) or ""

    def system_multicall(self, call_list):
        """system.multicall([{'methodName': 'add', 'params': [2, 2]}, ...]) => [[4], ...]

        Several calls in one; a fault stands in its result's place."""
        results = []
        for call in call_list:
            try:
                results.append([self._dispatch(call['methodName'], call['params'])])
            except Fault as fault:
                results.append({'faultCode': fault.faultCode,
                                'faultString': fault.faultString})
            except:
                exc_type, exc_value = sys.exc_info()[:2]
                results.append({'faultCode': 1,
                                'faultString': "%s:%s" % (exc_type, exc_value)})
        return results

    def _dispatch(self, method, params):
        """Call a function of the registered ones, or of the instance."""
        func = self.funcs.get(method)
        if method in self.funcs:
            if func is not None:
                return func(*params)
            raise Exception('method "%s" is not supported' % method)
        if self.instance is not None:
            if hasattr(self.instance, '_dispatch'):
                return self.instance._dispatch(method, params)
            try:
                func = resolve_dotted_attribute(self.instance, method, self.allow_dotted_names)
            except AttributeError:
                pass
            else:
                if func is not None:
                    return func(*params)
        raise Exception('method "%s" is not supported' % method)


class SimpleXMLRPCRequestHandler(BaseHTTPRequestHandler):
    """Takes calls by POST."""

    # where calls may go; an empty tuple means anywhere
    rpc_paths = ('/', '/RPC2')

    # answers that are longer are compressed, where the client knows of that
    encode_threshold = 1400

    # one packet for headers and text
    wbufsize = -1
    disable_nagle_algorithm = True

    aepattern = re.compile(r"\s*([^\s;]+)\s*(?:;\s*q\s*=\s*([0-9\.]+))?", re.I)

    def accept_encodings(self):
        """{encoding: how much the client wants it}"""
        found = {}
        for part in self.headers.get("Accept-Encoding", "").split(","):
            match = self.aepattern.match(part)
            if match:
                weight = match.group(2)
                found[match.group(1)] = float(weight) if weight else 1.0
        return found

    def is_rpc_path_valid(self):
        return not self.rpc_paths or self.path in self.rpc_paths

    def _read_body(self):
        # in pieces: some systems cannot read very much at once
        remaining = int(self.headers["content-length"])
        parts = []
        while remaining:
            chunk = self.rfile.read(min(remaining, 10 * 1024 * 1024))
            if not chunk:
                break
            parts.append(chunk)
            remaining -= len(chunk)
        return b''.join(parts)

    def do_POST(self):
        if not self.is_rpc_path_valid():
            self.report_404()
            return
        try:
            data = self.decode_request_content(self._read_body())
            if data is None:
                # it was told
                return
            # a handler with _dispatch() of its own comes first
            response = self.server._marshaled_dispatch(data, getattr(self, '_dispatch', None),
                                                       self.path)
        except Exception as e:
            # not by XML: the server itself is at fault
            self.send_response(500)
            if getattr(self.server, '_send_traceback_header', False):
                self.send_header("X-exception", str(e))
                trace = str(traceback.format_exc().encode('ASCII', 'backslashreplace'), 'ASCII')
                self.send_header("X-traceback", trace)
            self.send_header("Content-length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-type", "text/xml")
        if self.encode_threshold is not None and len(response) > self.encode_threshold:
            if self.accept_encodings().get("gzip", 0):
                try:
                    response = gzip_encode(response)
                    self.send_header("Content-Encoding", "gzip")
                except NotImplementedError:
                    pass
        self.send_header("Content-length", str(len(response)))
        self.end_headers()
        self.wfile.write(response)

    def decode_request_content(self, data):
        """The call without compression; None after an error was sent."""
        encoding = self.headers.get("content-encoding", "identity").lower()
        if encoding == "identity":
            return data
        if encoding == "gzip":
            try:
                return gzip_decode(data)
            except NotImplementedError:
                self.send_response(501, "encoding %r not supported" % encoding)
            except ValueError:
                self.send_response(400, "error decoding gzip content")
        else:
            self.send_response(501, "encoding %r not supported" % encoding)
        self.send_header("Content-length", "0")
        self.end_headers()
        return None

    def report_404(self):
        self.send_response(404)
        response = b'No such page'
        self.send_header("Content-type", "text/plain")
        self.send_header("Content-length", str(len(response)))
        self.end_headers()
        self.wfile.write(response)

    def log_request(self, code='-', size='-'):
        if self.server.logRequests:
            BaseHTTPRequestHandler.log_request(self, code, size)


class SimpleXMLRPCServer(socketserver.TCPServer, SimpleXMLRPCDispatcher):
    """A server of its own."""

    allow_reuse_address = True

    # for debugging: tells clients more than they should know
    _send_traceback_header = False

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True,
                 use_builtin_types=False):
        self.logRequests = logRequests
        SimpleXMLRPCDispatcher.__init__(self, allow_none, encoding, use_builtin_types)
        socketserver.TCPServer.__init__(self, addr, requestHandler, bind_and_activate)


class MultiPathXMLRPCServer(SimpleXMLRPCServer):
    """A server with a dispatcher for each path."""

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True,
                 use_builtin_types=False):
        SimpleXMLRPCServer.__init__(self, addr, requestHandler, logRequests, allow_none,
                                    encoding, bind_and_activate, use_builtin_types)
        self.dispatchers = {}
        self.allow_none = allow_none
        self.encoding = encoding or 'utf-8'

    def add_dispatcher(self, path, dispatcher):
        self.dispatchers[path] = dispatcher
        return dispatcher

    def get_dispatcher(self, path):
        return self.dispatchers[path]

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        try:
            return self.dispatchers[path]._marshaled_dispatch(data, dispatch_method, path)
        except:
            exc_type, exc_value = sys.exc_info()[:2]
            fault = self._fault(Fault(1, "%s:%s" % (exc_type, exc_value)))
            return fault.encode(self.encoding, 'xmlcharrefreplace')


class CGIXMLRPCRequestHandler(SimpleXMLRPCDispatcher):
    """Takes one call in a CGI script: handle_request()."""

    def __init__(self, allow_none=False, encoding=None, use_builtin_types=False):
        SimpleXMLRPCDispatcher.__init__(self, allow_none, encoding, use_builtin_types)

    def _send(self, headers, response):
        for name, value in headers:
            print('%s: %s' % (name, value))
        print('Content-Length: %d' % len(response))
        print()
        sys.stdout.flush()
        sys.stdout.buffer.write(response)
        sys.stdout.buffer.flush()

    def handle_xmlrpc(self, request_text):
        """Answer a call."""
        self._send([('Content-Type', 'text/xml')], self._marshaled_dispatch(request_text))

    def handle_get(self):
        """Answer who comes without one."""
        code = 400
        message, explain = BaseHTTPRequestHandler.responses[code]
        response = http.server.DEFAULT_ERROR_MESSAGE % {
            'code': code, 'message': message, 'explain': explain}
        self._send([('Status', '%d %s' % (code, message)),
                    ('Content-Type', http.server.DEFAULT_ERROR_CONTENT_TYPE)],
                   response.encode('utf-8'))

    def handle_request(self, request_text=None):
        """Answer the text, or what stands on stdin."""
        if request_text is None and os.environ.get('REQUEST_METHOD', None) == 'GET':
            self.handle_get()
            return
        if request_text is None:
            try:
                length = int(os.environ.get('CONTENT_LENGTH', None))
            except (ValueError, TypeError):
                length = -1
            request_text = sys.stdin.read(length)
        self.handle_xmlrpc(request_text)


class XMLRPCDocGenerator:
    """Makes a page about a dispatcher's methods."""

    def __init__(self):
        self.server_name = "XML-RPC Server Documentation"
        self.server_documentation = ("This server exports the following methods through the "
                                     "XML-RPC protocol.")
        self.server_title = "XML-RPC Server Documentation"

    def set_server_title(self, server_title):
        """Set the page's title."""
        self.server_title = server_title

    def set_server_name(self, server_name):
        """Set the page's heading."""
        self.server_name = server_name

    def set_server_documentation(self, server_documentation):
        """Set what stands above the methods."""
        self.server_documentation = server_documentation

    def generate_html_documentation(self):
        """The page."""
        methods = {name: self._documented(name) for name in self.system_listMethods()}
        documenter = ServerHTMLDoc()
        text = documenter.docserver(self.server_name, self.server_documentation, methods)
        return documenter.page(html.escape(self.server_title), text)

    def _documented(self, name):
        """A function, or (arguments or None, documentation or None)."""
        if name in self.funcs:
            return self.funcs[name]
        if self.instance is None:
            raise AssertionError("Could not find method in self.functions and no instance "
                                 "installed")
        info = [None, None]
        if hasattr(self.instance, '_get_method_argstring'):
            info[0] = self.instance._get_method_argstring(name)
        if hasattr(self.instance, '_methodHelp'):
            info[1] = self.instance._methodHelp(name)
        info = tuple(info)
        if info != (None, None):
            return info
        if not hasattr(self.instance, '_dispatch'):
            try:
                return resolve_dotted_attribute(self.instance, name)
            except AttributeError:
                pass
        return info


class DocXMLRPCRequestHandler(SimpleXMLRPCRequestHandler):
    """Shows the page to those who come by GET."""

    def do_GET(self):
        if not self.is_rpc_path_valid():
            self.report_404()
            return
        response = self.server.generate_html_documentation().encode('utf-8')
        self.send_response(200)
        self.send_header("Content-type", "text/html")
        self.send_header("Content-length", str(len(response)))
        self.end_headers()
        self.wfile.write(response)


class DocXMLRPCServer(SimpleXMLRPCServer, XMLRPCDocGenerator):
    """A server with a page."""

    def __init__(self, addr, requestHandler=DocXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True,
                 use_builtin_types=False):
        SimpleXMLRPCServer.__init__(self, addr, requestHandler, logRequests, allow_none,
                                    encoding, bind_and_activate, use_builtin_types)
        XMLRPCDocGenerator.__init__(self)


class DocCGIXMLRPCRequestHandler(CGIXMLRPCRequestHandler, XMLRPCDocGenerator):
    """A CGI script with a page."""

    def handle_get(self):
        self._send([('Content-Type', 'text/html')],
                   self.generate_html_documentation().encode('utf-8'))

    def __init__(self):
        CGIXMLRPCRequestHandler.__init__(self)
        XMLRPCDocGenerator.__init__(self)


if __name__ == '__main__':
    import datetime

    class ExampleService:
        def getData(self):
            return '42'

        class currentTime:
            @staticmethod
            def getCurrentTime():
                return datetime.datetime.now()

    with SimpleXMLRPCServer(("localhost", 8000)) as server:
        server.register_function(pow)
        server.register_function(lambda x, y: x + y, 'add')
        server.register_instance(ExampleService(), allow_dotted_names=True)
        server.register_multicall_functions()
        print('Serving XML-RPC on localhost port 8000')
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nKeyboard interrupt received, exiting.")
            sys.exit(0)
