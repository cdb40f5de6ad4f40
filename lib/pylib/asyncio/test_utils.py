"""Helpers for tests of asyncio and of programs that use it."""

import collections
import contextlib
import io
import logging
import os
import re
import selectors
import socket
import sys
import tempfile
import threading
import time
import unittest
import weakref
from socket import socketpair
from unittest import mock

from . import base_events, events, futures, tasks
from .coroutines import coroutine
from .log import logger

# there is none
ssl = None


def data_file(filename):
    """The path of a data file of the test package."""
    from test import support
    for folder in (getattr(support, "TEST_HOME_DIR", ""), os.path.dirname(support.__file__),
                   os.path.dirname(os.path.dirname(support.__file__))):
        path = os.path.join(folder, filename)
        if os.path.isfile(path):
            return path
    raise FileNotFoundError(filename)


try:
    ONLYCERT = data_file("ssl_cert.pem")
    ONLYKEY = data_file("ssl_key.pem")
except (ImportError, FileNotFoundError):
    # only CPython's own tests have them
    ONLYCERT = ONLYKEY = None


def dummy_ssl_context():
    """A context for TLS; None without an ssl module."""
    return None


def run_briefly(loop):
    """Let a loop run what is ready."""
    @coroutine
    def once():
        pass
    gen = once()
    t = loop.create_task(gen)
    # nobody waits for it
    t._log_destroy_pending = False
    try:
        loop.run_until_complete(t)
    finally:
        gen.close()


def run_until(loop, pred, timeout=30):
    """Run a loop until pred() is true."""
    deadline = time.time() + timeout
    while not pred():
        if timeout is not None:
            timeout = deadline - time.time()
            if timeout <= 0:
                raise futures.TimeoutError()
        loop.run_until_complete(tasks.sleep(0.001, loop=loop))


def run_once(loop):
    """One turn of a loop."""
    loop.call_soon(loop.stop)
    loop.run_forever()


try:
    import socketserver
    from http.server import HTTPServer
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
except ImportError:
    # tests that need a server are skipped
    SilentWSGIServer = SilentUnixWSGIServer = None
else:
    class SilentWSGIRequestHandler(WSGIRequestHandler):

        def get_stderr(self):
            return io.StringIO()

        def log_message(self, format, *args):
            pass


    class SilentWSGIServer(WSGIServer):

        request_timeout = 2

        def get_request(self):
            request, client_addr = super().get_request()
            request.settimeout(self.request_timeout)
            return request, client_addr

        def handle_error(self, request, client_address):
            pass

    class UnixHTTPServer(socketserver.UnixStreamServer, HTTPServer):

        def server_bind(self):
            socketserver.UnixStreamServer.server_bind(self)
            self.server_name = "127.0.0.1"
            self.server_port = 80

    class UnixWSGIServer(UnixHTTPServer, WSGIServer):

        request_timeout = 2

        def server_bind(self):
            UnixHTTPServer.server_bind(self)
            self.setup_environ()

        def get_request(self):
            request, client_addr = super().get_request()
            request.settimeout(self.request_timeout)
            # clients have no address: a made-up one
            return request, ("127.0.0.1", "")

    class SilentUnixWSGIServer(UnixWSGIServer):

        def handle_error(self, request, client_address):
            pass


if hasattr(socket, "AF_UNIX"):

    def gen_unix_socket_path():
        """A name that no file has."""
        with tempfile.NamedTemporaryFile() as file:
            return file.name

    @contextlib.contextmanager
    def unix_socket_path():
        """A name for a socket; the file is removed afterwards."""
        path = gen_unix_socket_path()
        try:
            yield path
        finally:
            try:
                os.unlink(path)
            except OSError:
                pass

    @contextlib.contextmanager
    def run_test_unix_server(*, use_ssl=False):
        """An HTTP server at a Unix domain socket."""
        with unix_socket_path() as path:
            yield from _run_test_server(
                address=path, use_ssl=use_ssl, server_cls=SilentUnixWSGIServer,
                server_ssl_cls=None)


def _run_test_server(*, address, use_ssl=False, server_cls, server_ssl_cls):
    if use_ssl or server_cls is None:
        raise unittest.SkipTest("No ssl module" if use_ssl else "No wsgiref")

    def app(environ, start_response):
        start_response("200 OK", [("Content-type", "text/plain")])
        return [b"Test message"]

    httpd = server_cls(address, SilentWSGIRequestHandler)
    httpd.set_app(app)
    httpd.address = httpd.server_address
    thread = threading.Thread(target=lambda: httpd.serve_forever(poll_interval=0.05))
    thread.start()
    try:
        yield httpd
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


@contextlib.contextmanager
def run_test_server(*, host="127.0.0.1", port=0, use_ssl=False):
    """An HTTP server that says 'Test message'."""
    yield from _run_test_server(
        address=(host, port), use_ssl=use_ssl, server_cls=SilentWSGIServer, server_ssl_cls=None)


def make_test_protocol(base):
    """A protocol whose methods are mocks."""
    dct = {}
    for name in dir(base):
        if not (name.startswith("__") and name.endswith("__")):
            dct[name] = MockCallback(return_value=None)
    return type("TestProtocol", (base,) + base.__bases__, dct)()


class TestSelector(selectors.BaseSelector):
    """A selector in which nothing ever happens."""

    def __init__(self):
        self.keys = {}

    def register(self, fileobj, events, data=None):
        key = selectors.SelectorKey(fileobj, 0, events, data)
        self.keys[fileobj] = key
        return key

    def unregister(self, fileobj):
        return self.keys.pop(fileobj)

    def select(self, timeout):
        return []

    def get_map(self):
        return self.keys


class TestLoop(base_events.BaseEventLoop):
    """A loop whose time a generator controls.

    Each 'when = yield delay' gets the time of the next timer, and moves the clock
    on by the delay that it yields. It has to run to its end before close().
    """

    def __init__(self, gen=None):
        super().__init__()
        if gen is None:
            def gen():
                yield
            self._check_on_close = False
        else:
            self._check_on_close = True
        self._gen = gen()
        next(self._gen)
        self._time = 0
        self._clock_resolution = 1e-9
        self._timers = []
        self._selector = TestSelector()
        self.readers = {}
        self.writers = {}
        self.reset_counters()
        self._transports = weakref.WeakValueDictionary()

    def time(self):
        return self._time

    def advance_time(self, advance):
        """Move the clock on."""
        if advance:
            self._time += advance

    def close(self):
        super().close()
        if self._check_on_close:
            try:
                self._gen.send(0)
            except StopIteration:
                pass
            else:
                raise AssertionError("Time generator is not finished")

    def _add_reader(self, fd, callback, *args):
        self.readers[fd] = events.Handle(callback, args, self)

    def _remove_reader(self, fd):
        self.remove_reader_count[fd] += 1
        return self.readers.pop(fd, None) is not None

    def _assert_handle(self, handles, fd, callback, args):
        assert fd in handles, "fd {} is not registered".format(fd)
        handle = handles[fd]
        assert handle._callback == callback, "{!r} != {!r}".format(handle._callback, callback)
        assert handle._args == args, "{!r} != {!r}".format(handle._args, args)

    def assert_reader(self, fd, callback, *args):
        self._assert_handle(self.readers, fd, callback, args)

    def assert_no_reader(self, fd):
        assert fd not in self.readers, "fd {} is registered".format(fd)

    def _add_writer(self, fd, callback, *args):
        self.writers[fd] = events.Handle(callback, args, self)

    def _remove_writer(self, fd):
        self.remove_writer_count[fd] += 1
        return self.writers.pop(fd, None) is not None

    def assert_writer(self, fd, callback, *args):
        self._assert_handle(self.writers, fd, callback, args)

    def _ensure_fd_no_transport(self, fd):
        if self._transports.get(fd) is not None:
            raise RuntimeError("File descriptor {!r} is used by transport {!r}".format(
                fd, self._transports[fd]))

    def add_reader(self, fd, callback, *args):
        self._ensure_fd_no_transport(fd)
        return self._add_reader(fd, callback, *args)

    def remove_reader(self, fd):
        self._ensure_fd_no_transport(fd)
        return self._remove_reader(fd)

    def add_writer(self, fd, callback, *args):
        self._ensure_fd_no_transport(fd)
        return self._add_writer(fd, callback, *args)

    def remove_writer(self, fd):
        self._ensure_fd_no_transport(fd)
        return self._remove_writer(fd)

    def reset_counters(self):
        self.remove_reader_count = collections.defaultdict(int)
        self.remove_writer_count = collections.defaultdict(int)

    def _run_once(self):
        super()._run_once()
        for when in self._timers:
            self.advance_time(self._gen.send(when))
        self._timers = []

    def call_at(self, when, callback, *args):
        self._timers.append(when)
        return super().call_at(when, callback, *args)

    def _process_events(self, event_list):
        return

    def _write_to_self(self):
        pass


def MockCallback(**kwargs):
    """A mock with nothing but __call__."""
    return mock.Mock(spec=["__call__"], **kwargs)


class MockPattern(str):
    """Equal to all strings in which the regular expression is found."""

    def __eq__(self, other):
        return bool(re.search(str(self), other, re.S))


def get_function_source(func):
    """(file, line) of a function, or ValueError."""
    source = events._get_function_source(func)
    if source is None:
        raise ValueError("unable to get the source of %r" % (func,))
    return source


class TestCase(unittest.TestCase):
    """A test that has no event loop but those it sets."""

    @staticmethod
    def close_loop(loop):
        executor = loop._default_executor
        if executor is not None:
            executor.shutdown(wait=True)
        loop.close()

    def set_event_loop(self, loop, *, cleanup=True):
        assert loop is not None
        # what is tested has to pass the loop on
        events.set_event_loop(None)
        if cleanup:
            self.addCleanup(self.close_loop, loop)

    def new_test_loop(self, gen=None):
        loop = TestLoop(gen)
        self.set_event_loop(loop)
        return loop

    def unpatch_get_running_loop(self):
        events._get_running_loop = self._get_running_loop

    def setUp(self):
        self._get_running_loop = events._get_running_loop
        events._get_running_loop = lambda: None
        from test import support
        self._thread_cleanup = support.threading_setup()

    def tearDown(self):
        self.unpatch_get_running_loop()
        events.set_event_loop(None)
        # nothing may be left of an exception
        self.assertEqual(sys.exc_info(), (None, None, None))
        self.doCleanups()
        from test import support
        support.threading_cleanup(*self._thread_cleanup)
        support.reap_children()


@contextlib.contextmanager
def disable_logger():
    """Log nothing for a while."""
    old_level = logger.level
    try:
        logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        logger.setLevel(old_level)


def mock_nonblocking_socket(proto=socket.IPPROTO_TCP, type=socket.SOCK_STREAM,
                            family=socket.AF_INET):
    """A mock of a socket that does not block."""
    sock = mock.MagicMock(socket.socket)
    sock.proto = proto
    sock.type = type
    sock.family = family
    sock.gettimeout.return_value = 0.0
    return sock


def force_legacy_ssl_support():
    """A patch for code that asks whether TLS is there."""
    return mock.patch("asyncio.sslproto._is_sslproto_available", return_value=False)
