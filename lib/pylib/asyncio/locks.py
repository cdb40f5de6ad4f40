"""Locks, events, conditions and semaphores for coroutines."""

import collections

from . import events, futures
from .coroutines import coroutine

__all__ = ["Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore"]


class _ContextManager:
    """What `with (yield from lock):` is given."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        # an "as" would only get in the way
        return None

    def __exit__(self, *args):
        try:
            self._lock.release()
        finally:
            # it must not be used twice
            self._lock = None


class _ContextManagerMixin:
    """The ways of holding a lock for a while."""

    def __enter__(self):
        raise RuntimeError('"yield from" should be used as context manager expression')

    def __exit__(self, *args):
        # 'with' looks for it before it calls __enter__
        pass

    @coroutine
    def __iter__(self):
        # with (yield from lock):
        yield from self.acquire()
        return _ContextManager(self)

    def __await__(self):
        # with await lock:
        yield from self.acquire()
        return _ContextManager(self)

    @coroutine
    def __aenter__(self):
        yield from self.acquire()
        # an "as" would only get in the way
        return None

    @coroutine
    def __aexit__(self, exc_type, exc, tb):
        self.release()




def _describe(obj, state):
    """A repr with the state, and the number of those who wait."""
    if obj._waiters:
        state = "{},waiters:{}".format(state, len(obj._waiters))
    return "<{} [{}]>".format(object.__repr__(obj)[1:-1], state)


class Lock(_ContextManagerMixin):
    """A lock; those who wait get it in the order of their coming."""

    def __init__(self, *, loop=None):
        self._waiters = collections.deque()
        self._locked = False
        self._loop = events.get_event_loop() if loop is None else loop

    def __repr__(self):
        return _describe(self, "locked" if self._locked else "unlocked")

    def locked(self):
        """Whether somebody holds it."""
        return self._locked

    @coroutine
    def acquire(self):
        """Wait until it is free, and take it."""
        if not self._locked and all(w.cancelled() for w in self._waiters):
            self._locked = True
            return True
        fut = self._loop.create_future()
        self._waiters.append(fut)
        # the future goes before anybody else is woken
        try:
            try:
                yield from fut
            finally:
                self._waiters.remove(fut)
        except futures.CancelledError:
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        """Free it, and wake the first one who waits."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        # one that is done has been woken and not run yet
        if self._waiters:
            fut = next(iter(self._waiters))
            if not fut.done():
                fut.set_result(True)


class Event:
    """A flag to wait for."""

    def __init__(self, *, loop=None):
        self._waiters = collections.deque()
        self._value = False
        self._loop = events.get_event_loop() if loop is None else loop

    def __repr__(self):
        return _describe(self, "set" if self._value else "unset")

    def is_set(self):
        """Whether the flag is set."""
        return self._value

    def set(self):
        """Set the flag and wake all who wait."""
        if self._value:
            return
        self._value = True
        for fut in self._waiters:
            if not fut.done():
                fut.set_result(True)

    def clear(self):
        """Take the flag away."""
        self._value = False

    @coroutine
    def wait(self):
        """Wait until the flag is set."""
        if self._value:
            return True
        fut = self._loop.create_future()
        self._waiters.append(fut)
        try:
            yield from fut
            return True
        finally:
            self._waiters.remove(fut)


class Condition(_ContextManagerMixin):
    """A lock with notifications."""

    def __init__(self, lock=None, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        if lock is None:
            lock = Lock(loop=self._loop)
        elif lock._loop is not self._loop:
            raise ValueError("loop argument must agree with lock")
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = collections.deque()

    def __repr__(self):
        return _describe(self, "locked" if self.locked() else "unlocked")

    @coroutine
    def wait(self):
        """Free the lock, wait to be notified, and take the lock again."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            fut = self._loop.create_future()
            self._waiters.append(fut)
            try:
                yield from fut
                return True
            finally:
                self._waiters.remove(fut)
        finally:
            # the lock has to be held again, whatever comes
            cancelled = False
            while True:
                try:
                    yield from self.acquire()
                    break
                except futures.CancelledError:
                    cancelled = True
            if cancelled:
                raise futures.CancelledError

    @coroutine
    def wait_for(self, predicate):
        """Wait until predicate() is true; its value."""
        result = predicate()
        while not result:
            yield from self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake n of those who wait; they go on when the lock is theirs."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        woken = 0
        for fut in self._waiters:
            if woken >= n:
                break
            if not fut.done():
                woken += 1
                fut.set_result(False)

    def notify_all(self):
        """Wake all who wait."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin):
    """A counter that never goes below zero."""

    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._waiters = collections.deque()
        self._loop = events.get_event_loop() if loop is None else loop

    def __repr__(self):
        return _describe(
            self, "locked" if self.locked() else "unlocked,value:{}".format(self._value))

    def _wake_up_next(self):
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    def locked(self):
        """Whether acquire() would have to wait."""
        return self._value == 0

    @coroutine
    def acquire(self):
        """Count down, after waiting while the counter is zero."""
        while self._value <= 0:
            fut = self._loop.create_future()
            self._waiters.append(fut)
            try:
                yield from fut
            except BaseException:
                fut.cancel()
                if self._value > 0 and not fut.cancelled():
                    # it was our turn: the next one's now
                    self._wake_up_next()
                raise
        self._value -= 1
        return True

    def release(self):
        """Count up, and wake one who waits."""
        self._value += 1
        self._wake_up_next()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never released more often than acquired."""

    def __init__(self, value=1, *, loop=None):
        self._bound_value = value
        super().__init__(value, loop=loop)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()
