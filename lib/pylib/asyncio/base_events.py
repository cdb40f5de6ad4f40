"""The event loop, but for what depends on how it waits for descriptors.

A turn of the loop (_run_once): wait as long as nothing is ready and no timer is
due, take the timers that are due, and run what was ready before; what gets ready
meanwhile has to wait for the next turn.
"""

import collections
import concurrent.futures
import heapq
import inspect
import itertools
import logging
import os
import socket
import subprocess
import sys
import threading
import time
import traceback
import warnings
import weakref

from . import coroutines, events, futures, tasks
from .coroutines import coroutine
from .log import logger

__all__ = ["BaseEventLoop"]

# cancelled timers are thrown out when there are many and enough of them are
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5

# what the other end's going away looks like
_FATAL_ERROR_IGNORE = (BrokenPipeError, ConnectionResetError, ConnectionAbortedError)

_HAS_IPv6 = hasattr(socket, "AF_INET6")

# seconds: longer waits overflow on some systems
MAXIMUM_SELECT_TIMEOUT = 24 * 3600

# for reuse_address, whose being given at all matters
_unset = object()


def _format_handle(handle):
    cb = handle._callback
    if isinstance(getattr(cb, "__self__", None), tasks.Task):
        # the task says more than its method _step
        return repr(cb.__self__)
    return str(handle)


def _format_pipe(fd):
    if fd == subprocess.PIPE:
        return "<pipe>"
    if fd == subprocess.STDOUT:
        return "<stdout>"
    return repr(fd)


def _set_reuseport(sock):
    if not hasattr(socket, "SO_REUSEPORT"):
        raise ValueError("reuse_port not supported by socket module")
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    except OSError:
        raise ValueError(
            "reuse_port not supported by socket module, "
            "SO_REUSEPORT defined but not implemented.")


def _plain_type(sock_type):
    # Linux's sockets show their flags with the type; these are the type's bits
    return sock_type & 0xF if hasattr(socket, "SOCK_NONBLOCK") else sock_type


def _is_stream_socket(sock_type):
    return _plain_type(sock_type) == socket.SOCK_STREAM


def _is_dgram_socket(sock_type):
    return _plain_type(sock_type) == socket.SOCK_DGRAM


def _ipaddr_info(host, port, family, type, proto):
    """What getaddrinfo() would say about a numeric address; None if it has to be asked."""
    if not hasattr(socket, "inet_pton") or host is None:
        return None
    if proto not in (0, socket.IPPROTO_TCP, socket.IPPROTO_UDP):
        return None
    if _is_stream_socket(type):
        proto = socket.IPPROTO_TCP
    elif _is_dgram_socket(type):
        proto = socket.IPPROTO_UDP
    else:
        return None
    if port is None or port in ("", b""):
        port = 0
    else:
        try:
            # names of services are for getaddrinfo()
            port = int(port)
        except (TypeError, ValueError):
            return None
    if isinstance(host, bytes):
        host = host.decode("idna")
    if "%" in host:
        # a zone
        return None
    families = [family]
    if family == socket.AF_UNSPEC:
        families = [socket.AF_INET] + ([socket.AF_INET6] if _HAS_IPv6 else [])
    for af in families:
        try:
            socket.inet_pton(af, host)
        except OSError:
            continue
        if _HAS_IPv6 and af == socket.AF_INET6:
            return af, type, proto, "", (host, port, 0, 0)
        return af, type, proto, "", (host, port)
    return None


def _ensure_resolved(address, *, family=0, type=socket.SOCK_STREAM, proto=0, flags=0, loop):
    host, port = address[:2]
    info = _ipaddr_info(host, port, family, type, proto)
    if info is None:
        return loop.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)
    fut = loop.create_future()
    fut.set_result([info])
    return fut


if hasattr(socket, "TCP_NODELAY"):
    def _set_nodelay(sock):
        if (
            sock.family in {socket.AF_INET, getattr(socket, "AF_INET6", None)}
            and _is_stream_socket(sock.type)
            and sock.proto == socket.IPPROTO_TCP
        ):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
else:
    def _set_nodelay(sock):
        pass


def _run_until_complete_cb(fut):
    exc = fut._exception
    if isinstance(exc, BaseException) and not isinstance(exc, Exception):
        # it goes through run_forever() already, and a stop would meet the next run
        return
    fut._loop.stop()


class Server(events.AbstractServer):
    """Listening sockets, and how many connections of theirs there are."""

    def __init__(self, loop, sockets):
        self._loop = loop
        self.sockets = sockets
        self._active_count = 0
        self._waiters = []

    def __repr__(self):
        return "<%s sockets=%r>" % (self.__class__.__name__, self.sockets)

    def _attach(self):
        assert self.sockets is not None
        self._active_count += 1

    def _detach(self):
        assert self._active_count > 0
        self._active_count -= 1
        if self._active_count == 0 and self.sockets is None:
            self._wakeup()

    def close(self):
        sockets = self.sockets
        if sockets is None:
            return
        self.sockets = None
        for sock in sockets:
            self._loop._stop_serving(sock)
        if self._active_count == 0:
            self._wakeup()

    def _wakeup(self):
        waiters = self._waiters
        self._waiters = None
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(waiter)

    @coroutine
    def wait_closed(self):
        if self.sockets is None or self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        yield from waiter


class BaseEventLoop(events.AbstractEventLoop):

    def __init__(self):
        self._timer_cancelled_count = 0
        self._closed = False
        self._stopping = False
        self._ready = collections.deque()
        # a heap
        self._scheduled = []
        self._default_executor = None
        self._internal_fds = 0
        # the thread that runs the loop
        self._thread_id = None
        self._clock_resolution = time.get_clock_info("monotonic").resolution
        self._exception_handler = None
        self.set_debug(
            not sys.flags.ignore_environment and bool(os.environ.get("PYTHONASYNCIODEBUG")))
        # seconds; debug mode complains about callbacks that take longer
        self.slow_callback_duration = 0.1
        self._current_handle = None
        self._task_factory = None
        self._coroutine_wrapper_set = False
        # the asynchronous generators that this loop has begun
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shutdown_called = False

    def __repr__(self):
        return "<%s running=%s closed=%s debug=%s>" % (
            self.__class__.__name__, self.is_running(), self.is_closed(), self.get_debug())

    # futures and tasks

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro):
        self._check_closed()
        if self._task_factory is not None:
            return self._task_factory(self, coro)
        task = tasks.Task(coro, loop=self)
        if task._source_traceback:
            del task._source_traceback[-1]
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # for subclasses

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        raise NotImplementedError

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *,
                            server_side=False, server_hostname=None, extra=None, server=None):
        raise NotImplementedError

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        raise NotImplementedError

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    @coroutine
    def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                   extra=None, **kwargs):
        raise NotImplementedError

    def _write_to_self(self):
        """Wake the loop's wait; may be called by other threads and signal handlers."""
        raise NotImplementedError

    def _process_events(self, event_list):
        raise NotImplementedError

    # running

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.create_task(agen.aclose())
            # the collector may run in any thread
            self._write_to_self()

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(
                "asynchronous generator {!r} was scheduled after "
                "loop.shutdown_asyncgens() call".format(agen),
                ResourceWarning, source=self)
        self._asyncgens.add(agen)

    @coroutine
    def shutdown_asyncgens(self):
        """Close all asynchronous generators that have not come to their end."""
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = yield from tasks.gather(
            *[agen.aclose() for agen in closing], return_exceptions=True, loop=self)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": "an error occurred during closing of "
                               "asynchronous generator {!r}".format(agen),
                    "exception": result,
                    "asyncgen": agen,
                })

    def run_forever(self):
        self._check_closed()
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        self._set_coroutine_wrapper(self._debug)
        self._thread_id = threading.get_ident()
        old_hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook,
            finalizer=self._asyncgen_finalizer_hook)
        try:
            events._set_running_loop(self)
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)
            self._set_coroutine_wrapper(False)
            sys.set_asyncgen_hooks(*old_hooks)

    def run_until_complete(self, future):
        self._check_closed()
        is_new = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if is_new:
            # nobody else has it
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if is_new and future.done() and not future.cancelled():
                # the exception goes on from here; it counts as seen
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        """Stop at the end of this turn."""
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self._debug:
            logger.debug("Close %r", self)
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    def is_closed(self):
        return self._closed

    def __del__(self):
        if not self.is_closed():
            warnings.warn("unclosed event loop %r" % self, ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    def is_running(self):
        return self._thread_id is not None

    def time(self):
        """The loop's clock, in seconds from some point of time."""
        return time.monotonic()

    # callbacks

    def call_later(self, delay, callback, *args):
        """Call callback(*args) after some seconds; the handle can cancel it."""
        timer = self.call_at(self.time() + delay, callback, *args)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def call_at(self, when, callback, *args):
        """Call callback(*args) at a time of the loop's clock."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def call_soon(self, callback, *args):
        """Call callback(*args) in the next turn, in the order of the calls."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
        handle = self._call_soon(callback, args)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        return handle

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with {}()".format(method))
        if not callable(callback):
            raise TypeError("a callable object was expected by {}(), got {!r}".format(
                method, callback))

    def _call_soon(self, callback, args):
        handle = events.Handle(callback, args, self)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        return handle

    def _check_thread(self):
        """Debug mode: only the thread that runs the loop may call most methods."""
        if self._thread_id is not None and self._thread_id != threading.get_ident():
            raise RuntimeError(
                "Non-thread-safe operation invoked on an event loop other "
                "than the current one")

    def call_soon_threadsafe(self, callback, *args):
        """call_soon() for other threads."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = self._call_soon(callback, args)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._write_to_self()
        return handle

    def run_in_executor(self, executor, func, *args):
        """Run func(*args) in a pool of threads; a future."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        if executor is None:
            executor = self._default_executor
            if executor is None:
                executor = concurrent.futures.ThreadPoolExecutor()
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        self._default_executor = executor

    # names of hosts

    def _getaddrinfo_debug(self, host, port, family, type, proto, flags):
        msg = ["%s:%r" % (host, port)]
        for name, value in (
            ("family", family), ("type", type), ("proto", proto), ("flags", flags),
        ):
            if value:
                msg.append("%s=%r" % (name, value))
        msg = ", ".join(msg)
        logger.debug("Get address info %s", msg)
        t0 = self.time()
        addrinfo = socket.getaddrinfo(host, port, family, type, proto, flags)
        dt = self.time() - t0
        msg = "Getting address info %s took %.3f ms: %r" % (msg, dt * 1e3, addrinfo)
        if dt >= self.slow_callback_duration:
            logger.info(msg)
        else:
            logger.debug(msg)
        return addrinfo

    def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        ask = self._getaddrinfo_debug if self._debug else socket.getaddrinfo
        return self.run_in_executor(None, ask, host, port, family, type, proto, flags)

    def getnameinfo(self, sockaddr, flags=0):
        return self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    # connections

    @coroutine
    def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0,
                          proto=0, flags=0, sock=None, local_addr=None, server_hostname=None):
        """Connect to host and port, or use a connected socket; (transport, protocol)."""
        if server_hostname is not None and not ssl:
            raise ValueError("server_hostname is only meaningful with ssl")
        if server_hostname is None and ssl:
            # it is what the certificate is compared with: without a host it has to
            # be said, though it may be empty
            if not host:
                raise ValueError("You must set server_hostname when using ssl without a host")
            server_hostname = host

        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            sock = yield from self._connect_socket(host, port, family, proto, flags, local_addr)
        else:
            if sock is None:
                raise ValueError("host and port was not specified and no sock specified")
            if not _is_stream_socket(sock.type):
                # other families may have streams too
                raise ValueError("A Stream Socket was expected, got {!r}".format(sock))

        transport, protocol = yield from self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname)
        if self._debug:
            # the socket that the transport has
            sock = transport.get_extra_info("socket")
            logger.debug(
                "%r connected to %s:%r: (%r, %r)", sock, host, port, transport, protocol)
        return transport, protocol

    @coroutine
    def _connect_socket(self, host, port, family, proto, flags, local_addr):
        """A socket connected to the first address of a host that answers."""
        kind = dict(family=family, type=socket.SOCK_STREAM, proto=proto, flags=flags, loop=self)
        remote = _ensure_resolved((host, port), **kind)
        waits = [remote]
        local = None
        if local_addr is not None:
            local = _ensure_resolved(local_addr, **kind)
            waits.append(local)
        yield from tasks.wait(waits, loop=self)
        infos = remote.result()
        if not infos:
            raise OSError("getaddrinfo() returned empty list")
        local_infos = None
        if local is not None:
            local_infos = local.result()
            if not local_infos:
                raise OSError("getaddrinfo() returned empty list")

        exceptions = []
        for family, type, proto, cname, address in infos:
            sock = None
            try:
                sock = socket.socket(family=family, type=type, proto=proto)
                sock.setblocking(False)
                if local_infos is not None and not self._bind_any(sock, local_infos, exceptions):
                    sock.close()
                    continue
                if self._debug:
                    logger.debug("connect %r to %r", sock, address)
                yield from self.sock_connect(sock, address)
                return sock
            except OSError as exc:
                if sock is not None:
                    sock.close()
                exceptions.append(exc)
            except:
                if sock is not None:
                    sock.close()
                raise

        if len(exceptions) == 1:
            raise exceptions[0]
        texts = [str(exc) for exc in exceptions]
        if all(text == texts[0] for text in texts):
            raise exceptions[0]
        raise OSError("Multiple exceptions: {}".format(", ".join(texts)))

    @staticmethod
    def _bind_any(sock, infos, exceptions):
        for _, _, _, _, address in infos:
            try:
                sock.bind(address)
                return True
            except OSError as exc:
                exceptions.append(OSError(
                    exc.errno,
                    "error while attempting to bind on address {!r}: {}".format(
                        address, exc.strerror.lower())))
        return False

    @coroutine
    def _create_connection_transport(self, sock, protocol_factory, ssl, server_hostname,
                                     server_side=False):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        if ssl:
            sslcontext = None if isinstance(ssl, bool) else ssl
            transport = self._make_ssl_transport(
                sock, protocol, sslcontext, waiter,
                server_side=server_side, server_hostname=server_hostname)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        try:
            yield from waiter
        except:
            transport.close()
            raise
        return transport, protocol

    @coroutine
    def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *,
                                 family=0, proto=0, flags=0, reuse_address=_unset,
                                 reuse_port=None, allow_broadcast=None, sock=None):
        """A datagram endpoint, bound, connected or both; (transport, protocol)."""
        if sock is not None:
            if not _is_dgram_socket(sock.type):
                raise ValueError("A UDP Socket was expected, got {!r}".format(sock))
            given = (
                ("local_addr", local_addr), ("remote_addr", remote_addr), ("family", family),
                ("proto", proto), ("flags", flags), ("reuse_port", reuse_port),
                ("allow_broadcast", allow_broadcast),
            )
            problems = ", ".join("{}={}".format(k, v) for k, v in given if v)
            if problems:
                raise ValueError(
                    "socket modifier keyword arguments can not be used "
                    "when sock is specified. ({})".format(problems))
            sock.setblocking(False)
            r_addr = None
        else:
            addr_pairs = yield from self._datagram_addresses(
                local_addr, remote_addr, family, proto, flags)
            if reuse_address is not _unset:
                if reuse_address:
                    raise ValueError(
                        "Passing `reuse_address=True` is no longer supported, as the "
                        "usage of SO_REUSEPORT in UDP poses a significant security concern.")
                warnings.warn(
                    "The *reuse_address* parameter has been deprecated as of 3.6.10 and is "
                    "scheduled for removal in 3.11.", DeprecationWarning, stacklevel=2)

            exceptions = []
            for (af, pr), (local, remote) in addr_pairs:
                sock = None
                r_addr = None
                try:
                    sock = socket.socket(family=af, type=socket.SOCK_DGRAM, proto=pr)
                    if reuse_port:
                        _set_reuseport(sock)
                    if allow_broadcast:
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                    sock.setblocking(False)
                    if local_addr:
                        sock.bind(local)
                    if remote_addr:
                        yield from self.sock_connect(sock, remote)
                        r_addr = remote
                except OSError as exc:
                    if sock is not None:
                        sock.close()
                    exceptions.append(exc)
                except:
                    if sock is not None:
                        sock.close()
                    raise
                else:
                    break
            else:
                raise exceptions[0]

        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, r_addr, waiter)
        if self._debug:
            if local_addr:
                logger.info(
                    "Datagram endpoint local_addr=%r remote_addr=%r created: (%r, %r)",
                    local_addr, remote_addr, transport, protocol)
            else:
                logger.debug(
                    "Datagram endpoint remote_addr=%r created: (%r, %r)",
                    remote_addr, transport, protocol)
        try:
            yield from waiter
        except:
            transport.close()
            raise
        return transport, protocol

    @coroutine
    def _datagram_addresses(self, local_addr, remote_addr, family, proto, flags):
        """[((family, proto), (local, remote))] that can be tried."""
        if not (local_addr or remote_addr):
            if family == 0:
                raise ValueError("unexpected address family")
            return [((family, proto), (None, None))]
        # in the order of their coming
        pairs = collections.OrderedDict()
        for i, addr in enumerate((local_addr, remote_addr)):
            if addr is None:
                continue
            assert isinstance(addr, tuple) and len(addr) == 2, "2-tuple is expected"
            infos = yield from _ensure_resolved(
                addr, family=family, type=socket.SOCK_DGRAM, proto=proto, flags=flags, loop=self)
            if not infos:
                raise OSError("getaddrinfo() returned empty list")
            for fam, _, pro, _, address in infos:
                pairs.setdefault((fam, pro), [None, None])[i] = address
        usable = [
            (key, pair) for key, pair in pairs.items()
            if not (local_addr and pair[0] is None or remote_addr and pair[1] is None)
        ]
        if not usable:
            raise ValueError("can not get address information")
        return usable

    @coroutine
    def _create_server_getaddrinfo(self, host, port, family, flags):
        infos = yield from _ensure_resolved(
            (host, port), family=family, type=socket.SOCK_STREAM, flags=flags, loop=self)
        if not infos:
            raise OSError("getaddrinfo({!r}) returned empty list".format(host))
        return infos

    @coroutine
    def create_server(self, protocol_factory, host=None, port=None, *,
                      family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None, backlog=100,
                      ssl=None, reuse_address=None, reuse_port=None):
        """A server that listens at all addresses of a host, of several, or at a bound socket."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            if reuse_address is None:
                reuse_address = os.name == "posix" and sys.platform != "cygwin"
            if host == "":
                hosts = [None]
            elif isinstance(host, str) or not hasattr(host, "__iter__"):
                hosts = [host]
            else:
                hosts = host
            fs = [self._create_server_getaddrinfo(h, port, family=family, flags=flags)
                  for h in hosts]
            infos = yield from tasks.gather(*fs, loop=self)
            sockets = self._listening_sockets(
                set(itertools.chain.from_iterable(infos)), reuse_address, reuse_port)
        else:
            if sock is None:
                raise ValueError("Neither host/port nor sock were specified")
            if not _is_stream_socket(sock.type):
                raise ValueError("A Stream Socket was expected, got {!r}".format(sock))
            sockets = [sock]

        server = Server(self, sockets)
        for sock in sockets:
            sock.listen(backlog)
            sock.setblocking(False)
            self._start_serving(protocol_factory, sock, ssl, server, backlog)
        if self._debug:
            logger.info("%r is serving", server)
        return server

    def _listening_sockets(self, infos, reuse_address, reuse_port):
        sockets = []
        try:
            for af, socktype, proto, canonname, sa in infos:
                try:
                    sock = socket.socket(af, socktype, proto)
                except socket.error:
                    # the family may be unknown to the system
                    if self._debug:
                        logger.warning(
                            "create_server() failed to create socket.socket(%r, %r, %r)",
                            af, socktype, proto, exc_info=True)
                    continue
                sockets.append(sock)
                if reuse_address:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
                if reuse_port:
                    _set_reuseport(sock)
                # IPv4 has a socket of its own
                if _HAS_IPv6 and af == socket.AF_INET6 and hasattr(socket, "IPPROTO_IPV6"):
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
                try:
                    sock.bind(sa)
                except OSError as err:
                    raise OSError(
                        err.errno,
                        "error while attempting to bind on address %r: %s"
                        % (sa, err.strerror.lower()))
        except:
            for sock in sockets:
                sock.close()
            raise
        return sockets

    @coroutine
    def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None):
        """The transport of a connection that somebody else has accepted."""
        if not _is_stream_socket(sock.type):
            raise ValueError("A Stream Socket was expected, got {!r}".format(sock))
        transport, protocol = yield from self._create_connection_transport(
            sock, protocol_factory, ssl, "", server_side=True)
        if self._debug:
            sock = transport.get_extra_info("socket")
            logger.debug("%r handled: (%r, %r)", sock, transport, protocol)
        return transport, protocol

    # pipes and subprocesses

    @coroutine
    def _connect_pipe(self, make, text, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(pipe, protocol, waiter)
        try:
            yield from waiter
        except:
            transport.close()
            raise
        if self._debug:
            logger.debug(text, pipe.fileno(), transport, protocol)
        return transport, protocol

    @coroutine
    def connect_read_pipe(self, protocol_factory, pipe):
        return (yield from self._connect_pipe(
            self._make_read_pipe_transport, "Read pipe %r connected: (%r, %r)",
            protocol_factory, pipe))

    @coroutine
    def connect_write_pipe(self, protocol_factory, pipe):
        return (yield from self._connect_pipe(
            self._make_write_pipe_transport, "Write pipe %r connected: (%r, %r)",
            protocol_factory, pipe))

    def _log_subprocess(self, msg, stdin, stdout, stderr):
        info = [msg]
        if stdin is not None:
            info.append("stdin=%s" % _format_pipe(stdin))
        if stdout is not None and stderr == subprocess.STDOUT:
            info.append("stdout=stderr=%s" % _format_pipe(stdout))
        else:
            if stdout is not None:
                info.append("stdout=%s" % _format_pipe(stdout))
            if stderr is not None:
                info.append("stderr=%s" % _format_pipe(stderr))
        logger.debug(" ".join(info))

    @coroutine
    def _subprocess(self, protocol, what, args, shell, stdin, stdout, stderr, bufsize, kwargs):
        if self._debug:
            # how the process ends is said with the same words
            self._log_subprocess(what, stdin, stdout, stderr)
        transport = yield from self._make_subprocess_transport(
            protocol, args, shell, stdin, stdout, stderr, bufsize, **kwargs)
        if self._debug:
            logger.info("%s: %r", what, transport)
        return transport, protocol

    @coroutine
    def subprocess_shell(self, protocol_factory, cmd, *, stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         universal_newlines=False, shell=True, bufsize=0, **kwargs):
        """Start a command of the shell; (transport, protocol)."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        if universal_newlines:
            raise ValueError("universal_newlines must be False")
        if not shell:
            raise ValueError("shell must be True")
        if bufsize != 0:
            raise ValueError("bufsize must be 0")
        return (yield from self._subprocess(
            protocol_factory(), "run shell command %r" % cmd, cmd, True,
            stdin, stdout, stderr, bufsize, kwargs))

    @coroutine
    def subprocess_exec(self, protocol_factory, program, *args, stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                        universal_newlines=False, shell=False, bufsize=0, **kwargs):
        """Start a program; (transport, protocol)."""
        if universal_newlines:
            raise ValueError("universal_newlines must be False")
        if shell:
            raise ValueError("shell must be False")
        if bufsize != 0:
            raise ValueError("bufsize must be 0")
        popen_args = (program,) + args
        for arg in popen_args:
            if not isinstance(arg, (str, bytes)):
                raise TypeError(
                    "program arguments must be a bytes or text string, not %s"
                    % type(arg).__name__)
        return (yield from self._subprocess(
            protocol_factory(), "execute program %r" % program, popen_args, False,
            stdin, stdout, stderr, bufsize, kwargs))

    # errors

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Have handler(loop, context) called with errors; None for the default."""
        if handler is not None and not callable(handler):
            raise TypeError("A callable object or None is expected, got {!r}".format(handler))
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log an error: its message, then what else the context has."""
        message = context.get("message")
        if not message:
            message = "Unhandled exception in event loop"
        exception = context.get("exception")
        exc_info = False
        if exception is not None:
            exc_info = (type(exception), exception, exception.__traceback__)
        if (
            "source_traceback" not in context
            and self._current_handle is not None
            and self._current_handle._source_traceback
        ):
            context["handle_traceback"] = self._current_handle._source_traceback

        lines = [message]
        for key in sorted(context):
            if key in ("message", "exception"):
                continue
            value = context[key]
            if key == "source_traceback":
                tb = "".join(traceback.format_list(value))
                value = "Object created at (most recent call last):\n" + tb.rstrip()
            elif key == "handle_traceback":
                tb = "".join(traceback.format_list(value))
                value = "Handle created at (most recent call last):\n" + tb.rstrip()
            else:
                value = repr(value)
            lines.append("{}: {}".format(key, value))
        logger.error("\n".join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Have the handler look at an error. 'context' has a 'message' and may have more."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except Exception:
                # a subclass's, since ours does not fail
                logger.error("Exception in default exception handler", exc_info=True)
            return
        try:
            self._exception_handler(self, context)
        except Exception as exc:
            try:
                self.default_exception_handler({
                    "message": "Unhandled error in exception handler",
                    "exception": exc,
                    "context": context,
                })
            except Exception:
                logger.error(
                    "Exception in default exception handler "
                    "while handling an unexpected error in custom exception handler",
                    exc_info=True)

    # turns

    def _add_callback(self, handle):
        assert isinstance(handle, events.Handle), "A Handle is required here"
        if not handle._cancelled:
            assert not isinstance(handle, events.TimerHandle)
            self._ready.append(handle)

    def _add_callback_signalsafe(self, handle):
        self._add_callback(handle)
        self._write_to_self()

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _drop_cancelled_timers(self):
        count = len(self._scheduled)
        if (
            count > _MIN_SCHEDULED_TIMER_HANDLES
            and self._timer_cancelled_count / count > _MIN_CANCELLED_TIMER_HANDLES_FRACTION
        ):
            kept = []
            for handle in self._scheduled:
                if handle._cancelled:
                    handle._scheduled = False
                else:
                    kept.append(handle)
            heapq.heapify(kept)
            self._scheduled = kept
            self._timer_cancelled_count = 0
        else:
            while self._scheduled and self._scheduled[0]._cancelled:
                self._timer_cancelled_count -= 1
                heapq.heappop(self._scheduled)._scheduled = False

    def _select(self, timeout):
        """Wait for descriptors; debug mode says how long it took."""
        if not self._debug or timeout == 0:
            return self._selector.select(timeout)
        t0 = self.time()
        event_list = self._selector.select(timeout)
        dt = self.time() - t0
        level = logging.INFO if dt >= 1.0 else logging.DEBUG
        nevent = len(event_list)
        if timeout is None:
            logger.log(level, "poll took %.3f ms: %s events", dt * 1e3, nevent)
        elif nevent:
            logger.log(level, "poll %.3f ms took %.3f ms: %s events",
                       timeout * 1e3, dt * 1e3, nevent)
        elif dt >= 1.0:
            logger.log(level, "poll %.3f ms took %.3f ms: timeout", timeout * 1e3, dt * 1e3)
        return event_list

    def _run_once(self):
        """One turn."""
        self._drop_cancelled_timers()
        timeout = None
        if self._ready or self._stopping:
            timeout = 0
        elif self._scheduled:
            timeout = min(max(0, self._scheduled[0]._when - self.time()), MAXIMUM_SELECT_TIMEOUT)
        self._process_events(self._select(timeout))

        # timers that are due within the clock's resolution
        end_time = self.time() + self._clock_resolution
        while self._scheduled and self._scheduled[0]._when < end_time:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)

        # callbacks made meanwhile come in the next turn
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            if not self._debug:
                handle._run()
                continue
            try:
                self._current_handle = handle
                t0 = self.time()
                handle._run()
                dt = self.time() - t0
                if dt >= self.slow_callback_duration:
                    logger.warning(
                        "Executing %s took %.3f seconds", _format_handle(handle), dt)
            finally:
                self._current_handle = None
        # no cycle by a traceback
        handle = None

    # debug mode

    def _set_coroutine_wrapper(self, enabled):
        if not hasattr(sys, "set_coroutine_wrapper"):
            return
        enabled = bool(enabled)
        if self._coroutine_wrapper_set == enabled:
            return
        wrapper = coroutines.debug_wrapper
        current = sys.get_coroutine_wrapper()
        if enabled:
            if current not in (None, wrapper):
                warnings.warn(
                    "loop.set_debug(True): cannot set debug coroutine wrapper; "
                    "another wrapper is already set %r" % current, RuntimeWarning)
            else:
                sys.set_coroutine_wrapper(wrapper)
                self._coroutine_wrapper_set = True
        else:
            if current not in (None, wrapper):
                warnings.warn(
                    "loop.set_debug(False): cannot unset debug coroutine wrapper; "
                    "another wrapper was set %r" % current, RuntimeWarning)
            else:
                sys.set_coroutine_wrapper(None)
                self._coroutine_wrapper_set = False

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled
        if self.is_running():
            self._set_coroutine_wrapper(enabled)
