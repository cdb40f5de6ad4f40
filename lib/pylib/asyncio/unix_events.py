"""The event loop of Unix: signals, pipes, Unix domain sockets and subprocesses."""

import errno
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import threading
import warnings

from . import (
    base_events, base_subprocess, constants, coroutines, events, futures, selector_events,
    transports,
)
from .coroutines import coroutine
from .log import logger

__all__ = [
    "SelectorEventLoop", "AbstractChildWatcher", "SafeChildWatcher", "FastChildWatcher",
    "DefaultEventLoopPolicy",
]


def _sighandler_noop(signum, frame):
    """The handler of signals that the loop learns of by the wakeup descriptor."""


class _SleepingSelector(selectors.BaseSelector):
    """Where the system has no descriptors to wait for (no permission): only time passes.

    Other threads wake it by an event instead of a pipe.
    """

    def __init__(self):
        self._woken = threading.Event()

    def register(self, fileobj, events, data=None):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    def unregister(self, fileobj):
        raise KeyError("{!r} is not registered".format(fileobj))

    def select(self, timeout=None):
        if timeout is None or timeout > 0:
            self._woken.wait(timeout)
        self._woken.clear()
        return []

    def wake(self):
        self._woken.set()

    def get_map(self):
        return {}


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):

    def __init__(self, selector=None):
        self._ssock = self._csock = None
        if selector is None:
            try:
                selector = selectors.DefaultSelector()
            except OSError as exc:
                if exc.errno != errno.ENOSYS:
                    raise
                selector = _SleepingSelector()
        super().__init__(selector)
        self._signal_handlers = {}

    def _socketpair(self):
        return socket.socketpair()

    def _make_self_pipe(self):
        if not isinstance(self._selector, _SleepingSelector):
            super()._make_self_pipe()

    def _close_self_pipe(self):
        if self._ssock is not None:
            super()._close_self_pipe()

    def _write_to_self(self):
        if isinstance(self._selector, _SleepingSelector):
            self._selector.wake()
        else:
            super()._write_to_self()

    def close(self):
        super().close()
        if not sys.is_finalizing():
            for sig in list(self._signal_handlers):
                self.remove_signal_handler(sig)
        elif self._signal_handlers:
            warnings.warn(
                "Closing the loop {!r} on interpreter shutdown stage, "
                "skipping signal handlers removal".format(self),
                ResourceWarning, source=self)
            self._signal_handlers.clear()

    # signals

    def _process_self_data(self, data):
        for signum in data:
            # zeros come from _write_to_self()
            if signum:
                self._handle_signal(signum)

    def add_signal_handler(self, sig, callback, *args):
        """Call callback(*args) in the loop at a signal."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            # it fails outside of the main thread
            signal.set_wakeup_fd(self._csock.fileno())
        except (ValueError, OSError) as exc:
            raise RuntimeError(str(exc))

        self._signal_handlers[sig] = events.Handle(callback, args, self)
        try:
            # only a signal with a handler of Python's writes to the descriptor
            signal.signal(sig, _sighandler_noop)
            # system calls are to go on
            signal.siginterrupt(sig, False)
        except OSError as exc:
            del self._signal_handlers[sig]
            if not self._signal_handlers:
                try:
                    signal.set_wakeup_fd(-1)
                except (ValueError, OSError) as nexc:
                    logger.info("set_wakeup_fd(-1) failed: %s", nexc)
            if exc.errno == errno.EINVAL:
                raise RuntimeError("sig {} cannot be caught".format(sig))
            raise

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            # it came late
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._add_callback_signalsafe(handle)

    def remove_signal_handler(self, sig):
        """Call back no more; whether there was a handler."""
        self._check_signal(sig)
        try:
            del self._signal_handlers[sig]
        except KeyError:
            return False
        handler = signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL
        try:
            signal.signal(sig, handler)
        except OSError as exc:
            if exc.errno == errno.EINVAL:
                raise RuntimeError("sig {} cannot be caught".format(sig))
            raise
        if not self._signal_handlers:
            try:
                signal.set_wakeup_fd(-1)
            except (ValueError, OSError) as exc:
                logger.info("set_wakeup_fd(-1) failed: %s", exc)
        return True

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError("sig must be an int, not {!r}".format(sig))
        if not 1 <= sig < signal.NSIG:
            raise ValueError("sig {} out of range(1, {})".format(sig, signal.NSIG))

    # pipes and subprocesses

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    @coroutine
    def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                   extra=None, **kwargs):
        with events.get_child_watcher() as watcher:
            waiter = self.create_future()
            transp = _UnixSubprocessTransport(
                self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                waiter=waiter, extra=extra, **kwargs)
            watcher.add_child_handler(transp.get_pid(), self._child_watcher_callback, transp)
            try:
                yield from waiter
            except Exception as exc:
                # the 'with' must be left only after the process is over
                err = exc
            else:
                err = None
            if err is not None:
                transp.close()
                yield from transp._wait()
                raise err
        return transp

    def _child_watcher_callback(self, pid, returncode, transp):
        self.call_soon_threadsafe(transp._process_exited, returncode)

    # Unix domain sockets

    @coroutine
    def create_unix_connection(self, protocol_factory, path, *, ssl=None, sock=None,
                               server_hostname=None):
        """create_connection() for a Unix domain socket."""
        assert server_hostname is None or isinstance(server_hostname, str)
        if ssl:
            if server_hostname is None:
                raise ValueError("you have to pass server_hostname when using ssl")
        elif server_hostname is not None:
            raise ValueError("server_hostname is only meaningful with ssl")

        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
            try:
                sock.setblocking(False)
                yield from self.sock_connect(sock, path)
            except:
                sock.close()
                raise
        else:
            if sock is None:
                raise ValueError("no path and sock were specified")
            self._check_unix_stream(sock)
            sock.setblocking(False)
        return (yield from self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname))

    @staticmethod
    def _check_unix_stream(sock):
        if sock.family != socket.AF_UNIX or not base_events._is_stream_socket(sock.type):
            raise ValueError("A UNIX Domain Stream Socket was expected, got {!r}".format(sock))

    @coroutine
    def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100,
                           ssl=None):
        """create_server() for a Unix domain socket."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = self._bound_unix_socket(os.fspath(path))
        else:
            if sock is None:
                raise ValueError("path was not specified, and no sock specified")
            self._check_unix_stream(sock)

        server = base_events.Server(self, [sock])
        sock.listen(backlog)
        sock.setblocking(False)
        self._start_serving(protocol_factory, sock, ssl, server)
        return server

    @staticmethod
    def _bound_unix_socket(path):
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        # a socket's file that is left from an earlier run; names of the abstract
        # kind have no file
        if path[0] not in (0, "\x00"):
            try:
                if stat.S_ISSOCK(os.stat(path).st_mode):
                    os.remove(path)
            except FileNotFoundError:
                pass
            except OSError as err:
                # binding will fail
                logger.error("Unable to check or remove stale UNIX socket %r: %r", path, err)
        try:
            sock.bind(path)
        except OSError as exc:
            sock.close()
            if exc.errno == errno.EADDRINUSE:
                # with the name
                raise OSError(
                    errno.EADDRINUSE, "Address {!r} is already in use".format(path)) from None
            raise
        except:
            sock.close()
            raise
        return sock


if hasattr(os, "set_blocking"):
    def _set_nonblocking(fd):
        os.set_blocking(fd, False)
else:
    import fcntl

    def _set_nonblocking(fd):
        flags = fcntl.fcntl(fd, fcntl.F_GETFL)
        fcntl.fcntl(fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)


def _pipe_repr(transport, buffered):
    """A pipe transport's repr; 'buffered' is what it looks for and how, or None."""
    info = [transport.__class__.__name__]
    if transport._pipe is None:
        info.append("closed")
    elif transport._closing:
        info.append("closing")
    info.append("fd=%s" % transport._fileno)
    selector = getattr(transport._loop, "_selector", None)
    if transport._pipe is not None and selector is not None:
        event = selectors.EVENT_WRITE if buffered else selectors.EVENT_READ
        polling = selector_events._test_selector_event(selector, transport._fileno, event)
        info.append("polling" if polling else "idle")
        if buffered:
            info.append("bufsize=%s" % transport.get_write_buffer_size())
    elif transport._pipe is not None:
        info.append("open")
    else:
        info.append("closed")
    return "<%s>" % " ".join(info)


class _PipeTransportMixin:
    """What both kinds of pipe transports do alike."""

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def __del__(self):
        if self._pipe is not None:
            warnings.warn("unclosed transport %r" % self, ResourceWarning, source=self)
            self._pipe.close()

    def _report(self, exc, message, quiet):
        # to be called in an 'except' clause
        if quiet:
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({
                "message": message,
                "exception": exc,
                "transport": self,
                "protocol": self._protocol,
            })
        self._close(exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._pipe.close()
            self._pipe = None
            self._protocol = None
            self._loop = None


class _UnixReadPipeTransport(_PipeTransportMixin, transports.ReadTransport):

    max_size = 256 * 1024

    # for __del__, when __init__ has failed
    _pipe = None

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._extra["pipe"] = pipe
        self._loop = loop
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._closing = False

        mode = os.fstat(self._fileno).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)):
            self._pipe = None
            self._fileno = None
            self._protocol = None
            raise ValueError("Pipe transport is for pipes/sockets only.")
        _set_nonblocking(self._fileno)

        # the protocol is told first, then reading begins
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(loop._add_reader, self._fileno, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        return _pipe_repr(self, False)

    def _read_ready(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as exc:
            self._fatal_error(exc, "Fatal read error on pipe transport")
            return
        if data:
            self._protocol.data_received(data)
            return
        if self._loop.get_debug():
            logger.info("%r was closed by peer", self)
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._protocol.eof_received)
        self._loop.call_soon(self._call_connection_lost, None)

    def pause_reading(self):
        self._loop._remove_reader(self._fileno)

    def resume_reading(self):
        self._loop._add_reader(self._fileno, self._read_ready)

    def close(self):
        if not self._closing:
            self._close(None)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        # EIO is what a terminal's end looks like
        self._report(exc, message, isinstance(exc, OSError) and exc.errno == errno.EIO)

    def _close(self, exc):
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)


class _UnixWritePipeTransport(
    _PipeTransportMixin, transports._FlowControlMixin, transports.WriteTransport,
):

    # for __del__, when __init__ has failed
    _pipe = None

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._extra["pipe"] = pipe
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._buffer = bytearray()
        self._conn_lost = 0
        self._closing = False

        mode = os.fstat(self._fileno).st_mode
        is_fifo = stat.S_ISFIFO(mode)
        is_socket = stat.S_ISSOCK(mode)
        if not (is_fifo or is_socket or stat.S_ISCHR(mode)):
            self._pipe = None
            self._fileno = None
            self._protocol = None
            raise ValueError("Pipe transport is only for pipes, sockets and character devices")
        _set_nonblocking(self._fileno)

        loop.call_soon(protocol.connection_made, self)
        # the other end's closing makes a pipe readable (but not on AIX)
        if is_socket or is_fifo and not sys.platform.startswith("aix"):
            loop.call_soon(loop._add_reader, self._fileno, self._read_ready)
        if waiter is not None:
            loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        return _pipe_repr(self, True)

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        # the other end has closed the pipe
        if self._loop.get_debug():
            logger.info("%r was closed by peer", self)
        if self._buffer:
            self._close(BrokenPipeError())
        else:
            self._close()

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if isinstance(data, bytearray):
            # the caller may change it
            data = memoryview(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning(
                    "pipe closed by peer or os.write(pipe, data) raised exception.")
            self._conn_lost += 1
            return
        if not self._buffer:
            # there may be room
            try:
                n = os.write(self._fileno, data)
            except (BlockingIOError, InterruptedError):
                n = 0
            except Exception as exc:
                self._conn_lost += 1
                self._fatal_error(exc, "Fatal write error on pipe transport")
                return
            if n == len(data):
                return
            if n > 0:
                data = memoryview(data)[n:]
            self._loop._add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, "Data should not be empty"
        try:
            n = os.write(self._fileno, self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except Exception as exc:
            self._buffer.clear()
            self._conn_lost += 1
            # _fatal_error() takes the reader back, if it has not been done
            self._loop._remove_writer(self._fileno)
            self._fatal_error(exc, "Fatal write error on pipe transport")
            return
        if n == len(self._buffer):
            self._buffer.clear()
            self._loop._remove_writer(self._fileno)
            # this may lead to a write()
            self._maybe_resume_protocol()
            if self._closing:
                self._loop._remove_reader(self._fileno)
                self._call_connection_lost(None)
        elif n > 0:
            del self._buffer[:n]

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing:
            return
        assert self._pipe
        self._closing = True
        if not self._buffer:
            self._loop._remove_reader(self._fileno)
            self._loop.call_soon(self._call_connection_lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            # write_eof() is all there is to it
            self.write_eof()

    def abort(self):
        self._close(None)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        self._report(exc, message, isinstance(exc, base_events._FATAL_ERROR_IGNORE))

    def _close(self, exc=None):
        self._closing = True
        if self._buffer:
            self._loop._remove_writer(self._fileno)
        self._buffer.clear()
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)


class _UnixSubprocessTransport(base_subprocess.BaseSubprocessTransport):

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        stdin_w = None
        if stdin == subprocess.PIPE:
            # a pair of sockets: unlike a pipe's, its end tells of the other's closing
            # on all systems
            stdin, stdin_w = self._loop._socketpair()
            os.set_inheritable(stdin.fileno(), True)
        try:
            self._proc = subprocess.Popen(
                args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr,
                universal_newlines=False, bufsize=bufsize, **kwargs)
            if stdin_w is not None:
                stdin.close()
                self._proc.stdin = open(stdin_w.detach(), "wb", buffering=bufsize)
                stdin_w = None
        finally:
            if stdin_w is not None:
                stdin.close()
                stdin_w.close()


class AbstractChildWatcher:
    """Waits for child processes. add_child_handler() is used inside of a 'with'."""

    def add_child_handler(self, pid, callback, *args):
        """Call callback(pid, returncode, *args) when a process is over."""
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        """Call back no more; whether there was a handler."""
        raise NotImplementedError()

    def attach_loop(self, loop):
        """Learn of the ends of processes by a loop, or None for no loop."""
        raise NotImplementedError()

    def close(self):
        """Give up what the watcher holds."""
        raise NotImplementedError()

    def __enter__(self):
        """Processes may be started from here on."""
        raise NotImplementedError()

    def __exit__(self, a, b, c):
        """All processes that were started have their handlers."""
        raise NotImplementedError()


class BaseChildWatcher(AbstractChildWatcher):

    def __init__(self):
        self._loop = None
        self._callbacks = {}

    def close(self):
        self.attach_loop(None)

    def _do_waitpid(self, expected_pid):
        raise NotImplementedError()

    def _do_waitpid_all(self):
        raise NotImplementedError()

    def attach_loop(self, loop):
        assert loop is None or isinstance(loop, events.AbstractEventLoop)
        if self._loop is not None and loop is None and self._callbacks:
            warnings.warn(
                "A loop is being detached from a child watcher with pending handlers",
                RuntimeWarning)
        if self._loop is not None:
            self._loop.remove_signal_handler(signal.SIGCHLD)
        self._loop = loop
        if loop is not None:
            loop.add_signal_handler(signal.SIGCHLD, self._sig_chld)
            # some may have ended meanwhile
            self._do_waitpid_all()

    def _sig_chld(self):
        try:
            self._do_waitpid_all()
        except Exception as exc:
            # the loop's handling of it would look like a callback's failure
            self._loop.call_exception_handler({
                "message": "Unknown exception in SIGCHLD handler",
                "exception": exc,
            })

    def _compute_returncode(self, status):
        if os.WIFSIGNALED(status):
            return -os.WTERMSIG(status)
        if os.WIFEXITED(status):
            return os.WEXITSTATUS(status)
        # stopped processes are not asked for
        return status

    def _check_loop(self):
        if self._loop is None:
            raise RuntimeError(
                "Cannot add child handler, the child watcher does not have a loop attached")


class SafeChildWatcher(BaseChildWatcher):
    """Asks for each process by itself, so that other code's children are left alone."""

    def close(self):
        self._callbacks.clear()
        super().close()

    def __enter__(self):
        return self

    def __exit__(self, a, b, c):
        pass

    def add_child_handler(self, pid, callback, *args):
        self._check_loop()
        self._callbacks[pid] = (callback, args)
        # it may be over already
        self._do_waitpid(pid)

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def _do_waitpid_all(self):
        for pid in list(self._callbacks):
            self._do_waitpid(pid)

    def _do_waitpid(self, expected_pid):
        assert expected_pid > 0
        try:
            pid, status = os.waitpid(expected_pid, os.WNOHANG)
        except ChildProcessError:
            # somebody else has waited for it
            pid = expected_pid
            returncode = 255
            logger.warning("Unknown child process pid %d, will report returncode 255", pid)
        else:
            if pid == 0:
                # it runs
                return
            returncode = self._compute_returncode(status)
            if self._loop.get_debug():
                logger.debug("process %s exited with returncode %s", expected_pid, returncode)
        try:
            callback, args = self._callbacks.pop(pid)
        except KeyError:
            # a handler that was removed while a signal waited
            if self._loop.get_debug():
                logger.warning("Child watcher got an unexpected pid: %r", pid, exc_info=True)
        else:
            callback(pid, returncode, *args)


class FastChildWatcher(BaseChildWatcher):
    """Takes the end of any process, which is faster where there are many."""

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        # those whose end came before their handler
        self._zombies = {}
        # how many 'with' blocks are active
        self._forks = 0

    def close(self):
        self._callbacks.clear()
        self._zombies.clear()
        super().close()

    def __enter__(self):
        with self._lock:
            self._forks += 1
            return self

    def __exit__(self, a, b, c):
        with self._lock:
            self._forks -= 1
            if self._forks or not self._zombies:
                return
            collateral_victims = str(self._zombies)
            self._zombies.clear()
        logger.warning("Caught subprocesses termination from unknown pids: %s", collateral_victims)

    def add_child_handler(self, pid, callback, *args):
        assert self._forks, "Must use the context manager"
        self._check_loop()
        with self._lock:
            try:
                returncode = self._zombies.pop(pid)
            except KeyError:
                self._callbacks[pid] = callback, args
                return
        callback(pid, returncode, *args)

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def _do_waitpid_all(self):
        # one signal may stand for several processes
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                # there are none
                return
            if pid == 0:
                # the rest run
                return
            returncode = self._compute_returncode(status)
            with self._lock:
                try:
                    callback, args = self._callbacks.pop(pid)
                except KeyError:
                    if self._forks:
                        # its handler may be about to come
                        self._zombies[pid] = returncode
                        if self._loop.get_debug():
                            logger.debug(
                                "unknown process %s exited with returncode %s", pid, returncode)
                        continue
                    callback = None
                else:
                    if self._loop.get_debug():
                        logger.debug("process %s exited with returncode %s", pid, returncode)
            if callback is None:
                logger.warning(
                    "Caught subprocess termination from unknown pid: %d -> %d", pid, returncode)
            else:
                callback(pid, returncode, *args)


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The usual policy, with a watcher of child processes for the main thread's loop."""

    _loop_factory = _UnixSelectorEventLoop

    def __init__(self):
        super().__init__()
        self._watcher = None

    def _init_watcher(self):
        with events._lock:
            if self._watcher is None:
                self._watcher = SafeChildWatcher()
                if isinstance(threading.current_thread(), threading._MainThread):
                    self._watcher.attach_loop(self._local._loop)

    def set_event_loop(self, loop):
        super().set_event_loop(loop)
        if self._watcher is not None and isinstance(
            threading.current_thread(), threading._MainThread
        ):
            self._watcher.attach_loop(loop)

    def get_child_watcher(self):
        """The watcher; a SafeChildWatcher is made when none was set."""
        if self._watcher is None:
            self._init_watcher()
        return self._watcher

    def set_child_watcher(self, watcher):
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        if self._watcher is not None:
            self._watcher.close()
        self._watcher = watcher


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
