"""Futures, and waiting for them."""

import collections
import logging
import threading
import time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"         # by the user
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"   # and waiters know
FINISHED = "FINISHED"

_STATE_TO_DESCRIPTION_MAP = {
    PENDING: "pending",
    RUNNING: "running",
    CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled",
    FINISHED: "finished",
}

_OVER = CANCELLED_AND_NOTIFIED, FINISHED

LOGGER = logging.getLogger("concurrent.futures")


class Error(Exception):
    """What goes wrong with futures."""


class CancelledError(Error):
    """The future was cancelled."""


class TimeoutError(Error):
    """It took too long."""


class _Waiter(object):
    """An event, and the futures that are over since one looked last."""

    def __init__(self, enough):
        self.event = threading.Event()
        self.lock = threading.Lock()
        self.finished_futures = []
        self.enough = enough

    def add(self, future):
        with self.lock:
            self.finished_futures.append(future)
            if self.enough(future):
                self.event.set()


class _Locked(object):
    """Holds the conditions of several futures, in a fixed order."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def as_completed(fs, timeout=None):
    """The futures in the order in which they are over."""
    end = None if timeout is None else time.time() + timeout
    fs = set(fs)
    total = len(fs)
    waiter = _Waiter(lambda future: True)
    with _Locked(fs):
        finished = [f for f in fs if f._state in _OVER]
        pending = fs - set(finished)
        for f in pending:
            f._waiters.append(waiter)
    try:
        while True:
            while finished:
                # not kept here, so that results can be let go
                yield finished.pop()
            if not pending:
                return
            left = None
            if end is not None:
                left = end - time.time()
                if left < 0:
                    raise TimeoutError("%d (of %d) futures unfinished"
                                       % (len(pending), total))
            waiter.event.wait(left)
            with waiter.lock:
                finished = waiter.finished_futures[::-1]
                waiter.finished_futures = []
                waiter.event.clear()
            pending.difference_update(finished)
    finally:
        for f in pending:
            with f._condition:
                if waiter in f._waiters:
                    f._waiters.remove(waiter)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures",
                                               "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for all futures, or the first; the sets (done, not_done)."""
    with _Locked(fs):
        done = set(f for f in fs if f._state in _OVER)
        not_done = set(fs) - done
        if done and return_when == FIRST_COMPLETED:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and any(
                f._state == FINISHED and f._exception is not None
                for f in done):
            return DoneAndNotDoneFutures(done, not_done)
        if not not_done:
            return DoneAndNotDoneFutures(done, not_done)
        left = len(not_done)

        def enough(future):
            nonlocal left
            left -= 1
            return (left == 0 or return_when == FIRST_COMPLETED
                    or return_when == FIRST_EXCEPTION
                    and future._state == FINISHED
                    and future._exception is not None)

        if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION,
                               ALL_COMPLETED):
            raise ValueError("Invalid return condition: %r" % return_when)
        waiter = _Waiter(enough)
        for f in not_done:
            f._waiters.append(waiter)
    waiter.event.wait(timeout)
    for f in not_done:
        with f._condition:
            f._waiters.remove(waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, set(fs) - done)


class Future(object):
    """The result of a call, once there is one."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            LOGGER.exception("exception calling callback for %r", self)

    def __repr__(self):
        with self._condition:
            more = ""
            if self._state == FINISHED:
                if self._exception:
                    more = " raised " + self._exception.__class__.__name__
                else:
                    more = " returned " + self._result.__class__.__name__
            return "<%s at %#x state=%s%s>" % (
                self.__class__.__name__, id(self),
                _STATE_TO_DESCRIPTION_MAP[self._state], more)

    def cancel(self):
        """Cancel the call if it does not run yet; whether it is."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in (CANCELLED,) + _OVER

    def add_done_callback(self, fn):
        """Have fn(future) called when it is over."""
        with self._condition:
            if self._state not in (CANCELLED,) + _OVER:
                self._done_callbacks.append(fn)
                return
        fn(self)

    def _over(self, timeout):
        # with the condition held; waits until there is a result
        for again in True, False:
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                raise CancelledError()
            if self._state == FINISHED:
                return
            if again:
                self._condition.wait(timeout)
        raise TimeoutError()

    def result(self, timeout=None):
        """The result; the exception of the call is raised."""
        with self._condition:
            self._over(timeout)
            if self._exception:
                raise self._exception
            return self._result

    def exception(self, timeout=None):
        """The exception of the call, or None."""
        with self._condition:
            self._over(timeout)
            return self._exception

    # for executors

    def set_running_or_notify_cancel(self):
        """Whether the call is to be made."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            LOGGER.critical("Future %s in unexpected state: %s", id(self),
                            self._state)
            raise RuntimeError("Future in unexpected state")

    def _finish(self):
        self._state = FINISHED
        for waiter in self._waiters:
            waiter.add(self)
        self._condition.notify_all()

    def set_result(self, result):
        with self._condition:
            self._result = result
            self._finish()
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            self._exception = exception
            self._finish()
        self._invoke_callbacks()


class Executor(object):
    """Makes calls."""

    def submit(self, fn, *args, **kwargs):
        """Have fn(*args, **kwargs) called; a future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of fn over the iterables, in their order."""
        end = None if timeout is None else timeout + time.time()
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        # the calls are made at once, not when the first result is asked for
        def results():
            try:
                fs.reverse()
                while fs:
                    if end is None:
                        yield fs.pop().result()
                    else:
                        yield fs.pop().result(end - time.time())
            finally:
                for future in fs:
                    future.cancel()

        return results()

    def shutdown(self, wait=True):
        """Take no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
