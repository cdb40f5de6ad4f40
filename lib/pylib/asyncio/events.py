"""The abstract event loop, its policy, and the handles of its callbacks."""

import functools
import inspect
import os
import reprlib
import socket
import subprocess
import sys
import threading
import traceback

from asyncio import constants

__all__ = [
    "AbstractEventLoopPolicy", "AbstractEventLoop", "AbstractServer",
    "Handle", "TimerHandle",
    "get_event_loop_policy", "set_event_loop_policy",
    "get_event_loop", "set_event_loop", "new_event_loop",
    "get_child_watcher", "set_child_watcher",
    "_set_running_loop", "_get_running_loop",
]


def _get_function_source(func):
    """(file, line) of a function, through wrappers and partials; None if it has none."""
    func = inspect.unwrap(func)
    if inspect.isfunction(func):
        code = func.__code__
        return (code.co_filename, code.co_firstlineno)
    if isinstance(func, (functools.partial, functools.partialmethod)):
        return _get_function_source(func.func)
    return None


def _format_args_and_kwargs(args, kwargs):
    """'(a, b, c=d)'; values are shortened."""
    items = [reprlib.repr(arg) for arg in args or ()]
    items.extend("{}={}".format(k, reprlib.repr(v)) for k, v in (kwargs or {}).items())
    return "(" + ", ".join(items) + ")"


def _format_callback(func, args, kwargs, suffix=""):
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs) + suffix
        return _format_callback(func.func, func.args, func.keywords, suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None)
    return (name or repr(func)) + _format_args_and_kwargs(args, kwargs) + suffix


def _format_callback_source(func, args):
    text = _format_callback(func, args, None)
    source = _get_function_source(func)
    if source:
        text += " at %s:%s" % source
    return text


def extract_stack(f=None, limit=None):
    """The stack of a frame without its source lines, which cost time; for debug mode."""
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack


class Handle:
    """A callback with its arguments, as call_soon() returns it."""

    __slots__ = (
        "_callback", "_args", "_cancelled", "_loop", "_source_traceback", "_repr", "__weakref__",
    )

    def __init__(self, callback, args, loop):
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._repr = None
        self._source_traceback = extract_stack(sys._getframe(1)) if loop.get_debug() else None

    def _repr_info(self):
        info = [self.__class__.__name__]
        if self._cancelled:
            info.append("cancelled")
        if self._callback is not None:
            info.append(_format_callback_source(self._callback, self._args))
        if self._source_traceback:
            info.append("created at %s:%s" % tuple(self._source_traceback[-1][:2]))
        return info

    def __repr__(self):
        # a cancelled one has lost its callback
        if self._repr is not None:
            return self._repr
        return "<%s>" % " ".join(self._repr_info())

    def cancel(self):
        """Do not call it."""
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop.get_debug():
            self._repr = repr(self)
        self._callback = None
        self._args = None

    def _run(self):
        try:
            self._callback(*self._args)
        except Exception as exc:
            context = {
                "message": "Exception in callback {}".format(
                    _format_callback_source(self._callback, self._args)),
                "exception": exc,
                "handle": self,
            }
            if self._source_traceback:
                context["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(context)


class TimerHandle(Handle):
    """A callback with its time, as call_later() and call_at() return it."""

    __slots__ = ["_scheduled", "_when"]

    def __init__(self, when, callback, args, loop):
        assert when is not None
        super().__init__(callback, args, loop)
        if self._source_traceback:
            del self._source_traceback[-1]
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, "when=%s" % self._when)
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when

    def __le__(self, other):
        return self._when < other._when or self.__eq__(other)

    def __gt__(self, other):
        return self._when > other._when

    def __ge__(self, other):
        return self._when > other._when or self.__eq__(other)

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return (
            self._when == other._when
            and self._callback == other._callback
            and self._args == other._args
            and self._cancelled == other._cancelled
        )

    def __ne__(self, other):
        equal = self.__eq__(other)
        return NotImplemented if equal is NotImplemented else not equal

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()


class AbstractServer:
    """What create_server() returns."""

    def close(self):
        """Accept no more connections."""
        return NotImplemented

    def wait_closed(self):
        """A coroutine that waits until the server is closed."""
        return NotImplemented


class AbstractEventLoop:
    """What an event loop has to do."""

    # running

    def run_forever(self):
        """Run until stop()."""
        raise NotImplementedError

    def run_until_complete(self, future):
        """Run until a future is done; its result."""
        raise NotImplementedError

    def stop(self):
        """Stop soon."""
        raise NotImplementedError

    def is_running(self):
        """Whether the loop runs."""
        raise NotImplementedError

    def is_closed(self):
        """Whether the loop is closed."""
        raise NotImplementedError

    def close(self):
        """Give up what the loop holds; it must not run. There is no way back."""
        raise NotImplementedError

    def shutdown_asyncgens(self):
        """A coroutine that closes all asynchronous generators."""
        raise NotImplementedError

    # callbacks

    def _timer_handle_cancelled(self, handle):
        """Take note of a cancelled timer."""
        raise NotImplementedError

    def call_soon(self, callback, *args):
        return self.call_later(0, callback, *args)

    def call_later(self, delay, callback, *args):
        raise NotImplementedError

    def call_at(self, when, callback, *args):
        raise NotImplementedError

    def time(self):
        raise NotImplementedError

    def create_future(self):
        raise NotImplementedError

    # coroutines

    def create_task(self, coro):
        raise NotImplementedError

    # threads

    def call_soon_threadsafe(self, callback, *args):
        raise NotImplementedError

    def run_in_executor(self, executor, func, *args):
        raise NotImplementedError

    def set_default_executor(self, executor):
        raise NotImplementedError

    # network

    def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        raise NotImplementedError

    def getnameinfo(self, sockaddr, flags=0):
        raise NotImplementedError

    def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0,
                          proto=0, flags=0, sock=None, local_addr=None, server_hostname=None):
        raise NotImplementedError

    def create_server(self, protocol_factory, host=None, port=None, *,
                      family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None, backlog=100,
                      ssl=None, reuse_address=None, reuse_port=None):
        """A coroutine that makes a TCP server listening at host and port."""
        raise NotImplementedError

    def create_unix_connection(self, protocol_factory, path, *, ssl=None, sock=None,
                               server_hostname=None):
        raise NotImplementedError

    def create_unix_server(self, protocol_factory, path, *, sock=None, backlog=100, ssl=None):
        """A coroutine that makes a server listening at a Unix domain socket."""
        raise NotImplementedError

    def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *,
                                 family=0, proto=0, flags=0, reuse_address=None,
                                 reuse_port=None, allow_broadcast=None, sock=None):
        """A coroutine that makes a datagram endpoint."""
        raise NotImplementedError

    # pipes and subprocesses

    def connect_read_pipe(self, protocol_factory, pipe):
        """A coroutine that makes a transport of the reading end of a pipe."""
        raise NotImplementedError

    def connect_write_pipe(self, protocol_factory, pipe):
        """A coroutine that makes a transport of the writing end of a pipe."""
        raise NotImplementedError

    def subprocess_shell(self, protocol_factory, cmd, *, stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs):
        raise NotImplementedError

    def subprocess_exec(self, protocol_factory, *args, stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs):
        raise NotImplementedError

    # descriptors

    def add_reader(self, fd, callback, *args):
        raise NotImplementedError

    def remove_reader(self, fd):
        raise NotImplementedError

    def add_writer(self, fd, callback, *args):
        raise NotImplementedError

    def remove_writer(self, fd):
        raise NotImplementedError

    # sockets

    def sock_recv(self, sock, nbytes):
        raise NotImplementedError

    def sock_sendall(self, sock, data):
        raise NotImplementedError

    def sock_connect(self, sock, address):
        raise NotImplementedError

    def sock_accept(self, sock):
        raise NotImplementedError

    # signals

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError

    def remove_signal_handler(self, sig):
        raise NotImplementedError

    # tasks

    def set_task_factory(self, factory):
        raise NotImplementedError

    def get_task_factory(self):
        raise NotImplementedError

    # errors

    def get_exception_handler(self):
        raise NotImplementedError

    def set_exception_handler(self, handler):
        raise NotImplementedError

    def default_exception_handler(self, context):
        raise NotImplementedError

    def call_exception_handler(self, context):
        raise NotImplementedError

    # debug mode

    def get_debug(self):
        raise NotImplementedError

    def set_debug(self, enabled):
        raise NotImplementedError


class AbstractEventLoopPolicy:
    """Decides which event loop belongs to whom."""

    def get_event_loop(self):
        """The event loop of the present context; never None."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Make a loop that of the present context."""
        raise NotImplementedError

    def new_event_loop(self):
        """A new event loop of this policy's kind."""
        raise NotImplementedError

    def get_child_watcher(self):
        """The watcher of child processes."""
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        """Set the watcher of child processes."""
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """One event loop a thread; the main thread gets one when it first asks."""

    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        local = self._local
        if (
            local._loop is None
            and not local._set_called
            and isinstance(threading.current_thread(), threading._MainThread)
        ):
            self.set_event_loop(self.new_event_loop())
        if local._loop is None:
            raise RuntimeError(
                "There is no current event loop in thread %r." % threading.current_thread().name)
        return local._loop

    def set_event_loop(self, loop):
        self._local._set_called = True
        assert loop is None or isinstance(loop, AbstractEventLoop)
        self._local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None
# only for the policy's own making
_lock = threading.Lock()


class _RunningLoop(threading.local):
    # with the process, since a forked child runs nothing
    loop_pid = (None, None)


_running_loop = _RunningLoop()


def _get_running_loop():
    """The event loop that runs in this thread, or None."""
    loop, pid = _running_loop.loop_pid
    return loop if loop is not None and pid == os.getpid() else None


def _set_running_loop(loop):
    """Say which event loop runs in this thread."""
    _running_loop.loop_pid = (loop, os.getpid())


def _init_event_loop_policy():
    global _event_loop_policy
    with _lock:
        if _event_loop_policy is None:
            from . import DefaultEventLoopPolicy
            _event_loop_policy = DefaultEventLoopPolicy()


def get_event_loop_policy():
    """The present policy."""
    if _event_loop_policy is None:
        _init_event_loop_policy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Set the policy; None for the default one."""
    global _event_loop_policy
    assert policy is None or isinstance(policy, AbstractEventLoopPolicy)
    _event_loop_policy = policy


def get_event_loop():
    """The running event loop; where none runs, the policy's."""
    running = _get_running_loop()
    return running if running is not None else get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Short for get_event_loop_policy().set_event_loop(loop)."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """Short for get_event_loop_policy().new_event_loop()."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    """Short for get_event_loop_policy().get_child_watcher()."""
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    """Short for get_event_loop_policy().set_child_watcher(watcher)."""
    return get_event_loop_policy().set_child_watcher(watcher)
