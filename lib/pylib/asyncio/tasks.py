"""Tasks, which run coroutines, and functions that wait for several of them."""

import concurrent.futures
import functools
import inspect
import warnings
import weakref

from . import base_tasks, coroutines, events, futures
from .coroutines import coroutine

__all__ = [
    "Task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED",
    "wait", "wait_for", "as_completed", "sleep", "async",
    "gather", "shield", "ensure_future", "run_coroutine_threadsafe",
]


class Task(futures.Future):
    """A coroutine that an event loop runs."""

    # all tasks there are
    _all_tasks = weakref.WeakSet()

    # the running task of each loop
    _current_tasks = {}

    # the watcher of a task that ends on its own, such as run_until_complete()'s
    _log_destroy_pending = True

    @classmethod
    def current_task(cls, loop=None):
        """The task that runs in a loop now, or None."""
        if loop is None:
            loop = events.get_event_loop()
        return cls._current_tasks.get(loop)

    @classmethod
    def all_tasks(cls, loop=None):
        """The set of all tasks of a loop."""
        if loop is None:
            loop = events.get_event_loop()
        return {t for t in cls._all_tasks if t._loop is loop}

    def __init__(self, coro, *, loop=None):
        assert coroutines.iscoroutine(coro), repr(coro)
        super().__init__(loop=loop)
        if self._source_traceback:
            del self._source_traceback[-1]
        self._coro = coro
        # what it waits for
        self._fut_waiter = None
        # whether CancelledError is to be thrown in at the next step
        self._must_cancel = False
        self._loop.call_soon(self._step)
        self.__class__._all_tasks.add(self)

    def __del__(self):
        if self._state == futures._PENDING and self._log_destroy_pending:
            context = {
                "task": self,
                "message": "Task was destroyed but it is pending!",
            }
            if self._source_traceback:
                context["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(context)
        futures.Future.__del__(self)

    def _repr_info(self):
        return base_tasks._task_repr_info(self)

    def get_stack(self, *, limit=None):
        """The frames where the coroutine is suspended; those of the traceback if it failed."""
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        """Print what get_stack() gives, like a traceback."""
        return base_tasks._task_print_stack(self, limit, file)

    def cancel(self):
        """Have CancelledError raised in the coroutine; False when it is done.

        The coroutine can catch it, so that nothing is certain.
        """
        self._log_traceback = False
        if self.done():
            return False
        if self._fut_waiter is not None and self._fut_waiter.cancel():
            # its end will wake the task; a task there may refuse in turn
            return True
        self._must_cancel = True
        return True

    def _step(self, exc=None):
        """Run the coroutine up to where it waits next."""
        assert not self.done(), "_step(): already done: {!r}, {!r}".format(self, exc)
        if self._must_cancel:
            if not isinstance(exc, futures.CancelledError):
                exc = futures.CancelledError()
            self._must_cancel = False
        coro = self._coro
        self._fut_waiter = None
        tasks = self.__class__._current_tasks
        tasks[self._loop] = self
        try:
            result = coro.send(None) if exc is None else coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                # it was cancelled while it ran to its end
                self._must_cancel = False
                self.set_exception(futures.CancelledError())
            else:
                self.set_result(stop.value)
        except futures.CancelledError:
            super().cancel()
        except Exception as err:
            self.set_exception(err)
        except BaseException as err:
            self.set_exception(err)
            raise
        else:
            self._wait_for(result)
        finally:
            tasks.pop(self._loop)
            # no cycle by a traceback
            self = None

    def _wait_for(self, result):
        """Wait for what the coroutine has yielded."""
        blocking = getattr(result, "_asyncio_future_blocking", None)
        if blocking is None:
            if result is None:
                # a bare yield gives way to others
                self._loop.call_soon(self._step)
            elif inspect.isgenerator(result):
                self._fail(
                    "yield was used instead of yield from for "
                    "generator in task {!r} with {!r}".format(self, result))
            else:
                self._fail("Task got bad yield: {!r}".format(result))
        elif result._loop is not self._loop:
            self._fail("Task {!r} got Future {!r} attached to a different loop".format(self, result))
        elif not blocking:
            self._fail(
                "yield was used instead of yield from "
                "in task {!r} with {!r}".format(self, result))
        elif result is self:
            self._fail("Task cannot await on itself: {!r}".format(self))
        else:
            result._asyncio_future_blocking = False
            result.add_done_callback(self._wakeup)
            self._fut_waiter = result
            if self._must_cancel and result.cancel():
                self._must_cancel = False

    def _fail(self, message):
        self._loop.call_soon(self._step, RuntimeError(message))

    def _wakeup(self, future):
        try:
            future.result()
        except Exception as exc:
            # CancelledError as well
            self._step(exc)
        else:
            # the coroutine asks the future itself
            self._step()
        self = None


# there is one version of it
_PyTask = _CTask = Task

FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED


@coroutine
def wait(fs, *, loop=None, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures or coroutines; the set of those that are done, and the others.

    Raises no TimeoutError: what is not done in time is in the second set.
    """
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError("expect a list of futures, not %s" % type(fs).__name__)
    if not fs:
        raise ValueError("Set of coroutines/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError("Invalid return_when value: {}".format(return_when))
    if loop is None:
        loop = events.get_event_loop()
    fs = {ensure_future(f, loop=loop) for f in set(fs)}
    return (yield from _wait(fs, timeout, return_when, loop))


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


@coroutine
def wait_for(fut, timeout, *, loop=None):
    """The result of a future or coroutine; cancels it and raises TimeoutError if it is late."""
    if loop is None:
        loop = events.get_event_loop()
    if timeout is None:
        return (yield from fut)

    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter)
    done = functools.partial(_release_waiter, waiter)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(done)
    try:
        try:
            yield from waiter
        except futures.CancelledError:
            fut.remove_done_callback(done)
            fut.cancel()
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(done)
        fut.cancel()
        raise futures.TimeoutError()
    finally:
        timer.cancel()


@coroutine
def _wait(fs, timeout, return_when, loop):
    """wait() for a set of futures."""
    assert fs, "Set of Futures is empty."
    waiter = loop.create_future()
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def on_completion(f):
        nonlocal left
        left -= 1
        if (
            left <= 0
            or return_when == FIRST_COMPLETED
            or return_when == FIRST_EXCEPTION and not f.cancelled() and f.exception() is not None
        ):
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    for f in fs:
        f.add_done_callback(on_completion)
    try:
        yield from waiter
    finally:
        if timer is not None:
            timer.cancel()

    done, pending = set(), set()
    for f in fs:
        f.remove_done_callback(on_completion)
        (done if f.done() else pending).add(f)
    return done, pending


def as_completed(fs, *, loop=None, timeout=None):
    """An iterator of coroutines; each one waits for the next future that gets done."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError("expect a list of futures, not %s" % type(fs).__name__)
    if loop is None:
        loop = events.get_event_loop()
    todo = {ensure_future(f, loop=loop) for f in set(fs)}
    # imported late: queues needs this module's neighbours
    from .queues import Queue
    done = Queue(loop=loop)
    timer = None

    def on_timeout():
        for f in todo:
            f.remove_done_callback(on_completion)
            # None says that time is over
            done.put_nowait(None)
        todo.clear()

    def on_completion(f):
        if not todo:
            # on_timeout() was here first
            return
        todo.remove(f)
        done.put_nowait(f)
        if not todo and timer is not None:
            timer.cancel()

    @coroutine
    def wait_for_one():
        f = yield from done.get()
        if f is None:
            raise futures.TimeoutError
        return f.result()

    for f in todo:
        f.add_done_callback(on_completion)
    if todo and timeout is not None:
        timer = loop.call_later(timeout, on_timeout)
    for _ in range(len(todo)):
        yield wait_for_one()


@coroutine
def sleep(delay, result=None, *, loop=None):
    """A coroutine that is over after some seconds."""
    if delay == 0:
        yield
        return result
    if loop is None:
        loop = events.get_event_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return (yield from future)
    finally:
        timer.cancel()


def async_(coro_or_future, *, loop=None):
    """The old name of ensure_future()."""
    warnings.warn(
        "asyncio.async() function is deprecated, use ensure_future()",
        DeprecationWarning, stacklevel=2)
    return ensure_future(coro_or_future, loop=loop)


# 'async' is on its way to becoming a keyword
async_.__name__ = "async"
globals()["async"] = async_
del async_


def ensure_future(coro_or_future, *, loop=None):
    """A future for a future, a coroutine or another awaitable object."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future._loop:
            raise ValueError("loop argument must agree with Future")
        return coro_or_future
    if coroutines.iscoroutine(coro_or_future):
        if loop is None:
            loop = events.get_event_loop()
        task = loop.create_task(coro_or_future)
        if task._source_traceback:
            del task._source_traceback[-1]
        return task
    if inspect.isawaitable(coro_or_future):
        return ensure_future(_wrap_awaitable(coro_or_future), loop=loop)
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


@coroutine
def _wrap_awaitable(awaitable):
    return (yield from awaitable.__await__())


class _GatheringFuture(futures.Future):
    """gather()'s future: to cancel it is to cancel the children."""

    def __init__(self, children, *, loop=None):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel():
                cancelled = True
        if cancelled:
            # it ends as cancelled even where exceptions are results
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, loop=None, return_exceptions=False):
    """A future for the list of results of several futures or coroutines.

    The first exception is passed on, and the others go on running; with
    return_exceptions exceptions are results.
    """
    if not coros_or_futures:
        if loop is None:
            loop = events.get_event_loop()
        outer = loop.create_future()
        outer.set_result([])
        return outer

    future_of = {}
    for arg in set(coros_or_futures):
        if not futures.isfuture(arg):
            fut = ensure_future(arg, loop=loop)
            if loop is None:
                loop = fut._loop
            # nobody else has it: its destruction says nothing
            fut._log_destroy_pending = False
        else:
            fut = arg
            if loop is None:
                loop = fut._loop
            elif fut._loop is not loop:
                raise ValueError("futures are tied to different event loops")
        future_of[arg] = fut

    children = [future_of[arg] for arg in coros_or_futures]
    n_children = len(children)
    outer = _GatheringFuture(children, loop=loop)
    n_done = 0
    results = [None] * n_children

    def on_done(i, fut):
        nonlocal n_done
        if outer.done():
            if not fut.cancelled():
                # it counts as seen
                fut.exception()
            return
        if fut.cancelled():
            res = futures.CancelledError()
            if not return_exceptions:
                outer.set_exception(res)
                return
        elif fut._exception is not None:
            res = fut.exception()
            if not return_exceptions:
                outer.set_exception(res)
                return
        else:
            res = fut._result
        results[i] = res
        n_done += 1
        if n_done == n_children:
            if outer._cancel_requested:
                outer.set_exception(futures.CancelledError())
            else:
                outer.set_result(results)

    for i, fut in enumerate(children):
        fut.add_done_callback(functools.partial(on_done, i))
    return outer


def shield(arg, *, loop=None):
    """A future for another one that is not cancelled with it."""
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def on_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                # it counts as seen
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    inner.add_done_callback(on_done)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine in a loop of another thread; a concurrent.futures.Future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def callback():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except Exception as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future
