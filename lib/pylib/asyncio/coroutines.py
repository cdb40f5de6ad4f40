"""Coroutines: the decorator for those made of generators, and debug mode's wrapper."""

import collections.abc
import functools
import inspect
import os
import sys
import traceback
import types

from . import base_futures, constants, events
from .log import logger

__all__ = ["coroutine", "iscoroutinefunction", "iscoroutine"]

# PYTHONASYNCIODEBUG and -X dev like switches are looked at once, at import
_DEBUG = not sys.flags.ignore_environment and bool(os.environ.get("PYTHONASYNCIODEBUG"))

# a marker: functions that have it as _is_coroutine are coroutine functions
_is_coroutine = object()


def debug_wrapper(gen):
    """Debug mode's sys.set_coroutine_wrapper(): coroutines remember where they were made."""
    return CoroWrapper(gen, None)


class CoroWrapper:
    """A coroutine object that complains when nobody has ever waited for it."""

    def __init__(self, gen, func=None):
        assert inspect.isgenerator(gen) or inspect.iscoroutine(gen), gen
        self.gen = gen
        self.func = func
        self._source_traceback = events.extract_stack(sys._getframe(1))
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def __repr__(self):
        text = _format_coroutine(self)
        if self._source_traceback:
            text += ", created at %s:%s" % tuple(self._source_traceback[-1][:2])
        return "<%s %s>" % (self.__class__.__name__, text)

    def __iter__(self):
        return self

    def __next__(self):
        return self.gen.send(None)

    def send(self, value):
        return self.gen.send(value)

    def throw(self, type, value=None, traceback=None):
        return self.gen.throw(type, value, traceback)

    def close(self):
        return self.gen.close()

    @property
    def gi_frame(self):
        return self.gen.gi_frame

    @property
    def gi_running(self):
        return self.gen.gi_running

    @property
    def gi_code(self):
        return self.gen.gi_code

    def __await__(self):
        waits_for = getattr(self.gen, "cr_await", None)
        if waits_for is not None:
            raise RuntimeError("Cannot await on coroutine {!r} while it's awaiting for {!r}".format(
                self.gen, waits_for))
        return self

    @property
    def gi_yieldfrom(self):
        return self.gen.gi_yieldfrom

    @property
    def cr_await(self):
        return self.gen.cr_await

    @property
    def cr_running(self):
        return self.gen.cr_running

    @property
    def cr_code(self):
        return self.gen.cr_code

    @property
    def cr_frame(self):
        return self.gen.cr_frame

    def __del__(self):
        # __init__ may have failed
        gen = getattr(self, "gen", None)
        frame = getattr(gen, "gi_frame", None)
        if frame is None:
            frame = getattr(gen, "cr_frame", None)
        if frame is None or frame.f_lasti != -1:
            return
        msg = "%r was never yielded from" % self
        tb = getattr(self, "_source_traceback", ())
        if tb:
            lines = "".join(traceback.format_list(tb))
            msg += (
                "\nCoroutine object created at (most recent call last, truncated to "
                "%d last lines):\n" % constants.DEBUG_STACK_DEPTH
            ) + lines.rstrip()
        logger.error(msg)


def coroutine(func):
    """Make a function a coroutine function; one that is no generator may return a future."""
    if inspect.iscoroutinefunction(func):
        # 'async def' needs nothing
        return func

    if inspect.isgeneratorfunction(func):
        coro = func
    else:
        @functools.wraps(func)
        def coro(*args, **kw):
            res = func(*args, **kw)
            if (
                base_futures.isfuture(res)
                or inspect.isgenerator(res)
                or isinstance(res, CoroWrapper)
            ):
                res = yield from res
            elif isinstance(res, collections.abc.Awaitable):
                # only its __await__ can be delegated to from here
                res = yield from res.__await__()
            return res

    coro = types.coroutine(coro)
    if not _DEBUG:
        wrapper = coro
    else:
        @functools.wraps(func)
        def wrapper(*args, **kwds):
            w = CoroWrapper(coro(*args, **kwds), func=func)
            if w._source_traceback:
                # this very frame says nothing
                del w._source_traceback[-1]
            w.__name__ = getattr(func, "__name__", None)
            w.__qualname__ = getattr(func, "__qualname__", None)
            return w

    wrapper._is_coroutine = _is_coroutine
    return wrapper


def iscoroutinefunction(func):
    """Whether a function is one that makes coroutines."""
    return getattr(func, "_is_coroutine", None) is _is_coroutine or inspect.iscoroutinefunction(func)


_COROUTINE_TYPES = (
    types.CoroutineType, types.GeneratorType, CoroWrapper, collections.abc.Coroutine,
)


def iscoroutine(obj):
    """Whether an object is a coroutine."""
    return isinstance(obj, _COROUTINE_TYPES)


def _format_coroutine(coro):
    assert iscoroutine(coro)

    if not hasattr(coro, "cr_code") and not hasattr(coro, "gi_code"):
        # one of another compiler, such as Cython
        name = getattr(coro, "__qualname__", getattr(coro, "__name__", type(coro).__name__))
        name = "{}()".format(name)
        running = getattr(coro, "cr_running", None)
        if running is None:
            running = getattr(coro, "gi_running", False)
        return "{} running".format(name) if running else name

    name = None
    if isinstance(coro, CoroWrapper):
        func = coro.func
        name = coro.__qualname__
        if name is not None:
            name = "{}()".format(name)
    else:
        func = coro
    if name is None:
        name = events._format_callback(func, (), {})

    code = frame = None
    for prefix in ("cr", "gi"):
        try:
            code = getattr(coro, prefix + "_code")
        except AttributeError:
            continue
        frame = getattr(coro, prefix + "_frame", None)
        break
    filename = code.co_filename if code and code.co_filename else "<empty co_filename>"

    source = None
    if (
        isinstance(coro, CoroWrapper)
        and coro.func is not None
        and not inspect.isgeneratorfunction(coro.func)
    ):
        source = events._get_function_source(coro.func)
    if source is not None:
        state = "running" if frame is not None else "done"
        return "%s %s, defined at %s:%s" % ((name, state) + tuple(source))
    if frame is not None:
        return "%s running at %s:%s" % (name, filename, frame.f_lineno)
    lineno = code.co_firstlineno if code else 0
    return "%s done, defined at %s:%s" % (name, filename, lineno)
