"""Futures of an event loop."""

import concurrent.futures
import logging
import sys

from . import base_futures, events
from .base_futures import CancelledError, InvalidStateError, TimeoutError, isfuture

__all__ = [
    "CancelledError", "TimeoutError", "InvalidStateError", "Future", "wrap_future", "isfuture",
]

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED

# a level of its own, below DEBUG
STACK_DEBUG = logging.DEBUG - 1


class Future:
    """A result that is not there yet. Not for several threads; callbacks come by the loop."""

    # defaults, which an instance made without __init__ shows as well
    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None

    # True between 'yield from' and the task's having seen the future; None in a
    # class means that it only looks like a future
    _asyncio_future_blocking = False

    # whether an exception is still to be looked at by somebody
    _log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop.get_debug():
            self._source_traceback = events.extract_stack(sys._getframe(1))

    _repr_info = base_futures._future_repr_info

    def __repr__(self):
        return "<%s %s>" % (self.__class__.__name__, " ".join(self._repr_info()))

    def __del__(self):
        if not self._log_traceback:
            return
        exc = self._exception
        context = {
            "message": "%s exception was never retrieved" % self.__class__.__name__,
            "exception": exc,
            "future": self,
        }
        if self._source_traceback:
            context["source_traceback"] = self._source_traceback
        self._loop.call_exception_handler(context)

    def cancel(self):
        """Cancel, unless it is done; whether that was so."""
        self._log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        """Have the loop call all callbacks soon."""
        call_soon = self._loop.call_soon
        callbacks = self._callbacks[:]
        self._callbacks[:] = []
        for callback in callbacks:
            call_soon(callback, self)

    def cancelled(self):
        """Whether it was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """Whether it has a result or an exception, or was cancelled."""
        return self._state != _PENDING

    def result(self):
        """The result; or raises the exception, CancelledError or InvalidStateError."""
        if self._state == _CANCELLED:
            raise CancelledError
        if self._state != _FINISHED:
            raise InvalidStateError("Result is not ready.")
        self._log_traceback = False
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        """The exception, None if there was none; raises CancelledError or InvalidStateError."""
        if self._state == _CANCELLED:
            raise CancelledError
        if self._state != _FINISHED:
            raise InvalidStateError("Exception is not set.")
        self._log_traceback = False
        return self._exception

    def add_done_callback(self, fn):
        """Have the loop call fn(future) when it is done, soon if it is."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        """Forget all callbacks equal to fn; how many they were."""
        kept = [f for f in self._callbacks if f != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        """Make it done, with a result."""
        if self._state != _PENDING:
            raise InvalidStateError("{}: {!r}".format(self._state, self))
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        """Make it done, with an exception."""
        if self._state != _PENDING:
            raise InvalidStateError("{}: {!r}".format(self._state, self))
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError(
                "StopIteration interacts badly with generators "
                "and cannot be raised into a Future")
        self._exception = exception
        self._state = _FINISHED
        self._schedule_callbacks()
        self._log_traceback = True

    def __iter__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            # the task that runs waits for it
            yield self
        assert self.done(), "yield from wasn't used with future"
        return self.result()

    __await__ = __iter__


# there is one version of it
_PyFuture = _CFuture = Future


def _set_result_unless_cancelled(fut, result):
    """For callbacks that may come after a cancellation."""
    if not fut.cancelled():
        fut.set_result(result)


def _set_concurrent_future_state(concurrent, source):
    """Hand the outcome of a future over to a concurrent.futures.Future."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    exception = source.exception()
    if exception is not None:
        concurrent.set_exception(exception)
    else:
        concurrent.set_result(source.result())


def _copy_future_state(source, dest):
    """Hand the outcome of any future over to one of ours."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
        return
    exception = source.exception()
    if exception is not None:
        dest.set_exception(exception)
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """Tie two futures of whatever kind: outcomes go one way, cancellation the other."""
    if not isfuture(source) and not isinstance(source, concurrent.futures.Future):
        raise TypeError("A future is required for source argument")
    if not isfuture(destination) and not isinstance(destination, concurrent.futures.Future):
        raise TypeError("A future is required for destination argument")
    source_loop = source._loop if isfuture(source) else None
    dest_loop = destination._loop if isfuture(destination) else None

    def hand_over(dest, src):
        if isfuture(dest):
            _copy_future_state(src, dest)
        else:
            _set_concurrent_future_state(dest, src)

    def destination_done(dest):
        if not dest.cancelled():
            return
        if source_loop is None or source_loop is dest_loop:
            source.cancel()
        else:
            source_loop.call_soon_threadsafe(source.cancel)

    def source_done(src):
        if destination.cancelled() and dest_loop is not None and dest_loop.is_closed():
            return
        if dest_loop is None or dest_loop is source_loop:
            hand_over(destination, src)
        else:
            dest_loop.call_soon_threadsafe(hand_over, destination, src)

    destination.add_done_callback(destination_done)
    source.add_done_callback(source_done)


def wrap_future(future, *, loop=None):
    """A future of an event loop for a concurrent.futures.Future."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), (
        "concurrent.futures.Future is expected, got {!r}".format(future))
    if loop is None:
        loop = events.get_event_loop()
    wrapped = loop.create_future()
    _chain_future(future, wrapped)
    return wrapped
