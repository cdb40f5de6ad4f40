"""Queues for coroutines."""

import collections
import heapq

from . import events, locks
from .coroutines import coroutine

__all__ = ["Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty"]


class QueueEmpty(Exception):
    """get_nowait() of an empty queue."""


class QueueFull(Exception):
    """put_nowait() to a full queue."""


class Queue:
    """First in, first out. maxsize 0 or less is no limit."""

    def __init__(self, maxsize=0, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._maxsize = maxsize
        # those who wait for an item, and for room
        self._getters = collections.deque()
        self._putters = collections.deque()
        self._unfinished_tasks = 0
        self._finished = locks.Event(loop=self._loop)
        self._finished.set()
        self._init(maxsize)

    # for other orders to override

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return "<{} at {:#x} {}>".format(type(self).__name__, id(self), self._format())

    def __str__(self):
        return "<{} {}>".format(type(self).__name__, self._format())

    def _format(self):
        text = "maxsize={!r}".format(self._maxsize)
        if getattr(self, "_queue", None):
            text += " _queue={!r}".format(list(self._queue))
        if self._getters:
            text += " _getters[{}]".format(len(self._getters))
        if self._putters:
            text += " _putters[{}]".format(len(self._putters))
        if self._unfinished_tasks:
            text += " tasks={}".format(self._unfinished_tasks)
        return text

    def qsize(self):
        """How many items there are."""
        return len(self._queue)

    @property
    def maxsize(self):
        """How many items there can be."""
        return self._maxsize

    def empty(self):
        """Whether there are no items."""
        return not self._queue

    def full(self):
        """Whether there is no room."""
        return 0 < self._maxsize <= self.qsize()

    @coroutine
    def _wait_in(self, waiters, can_go_on):
        """Wait for a turn; whoever is cancelled in theirs hands it on."""
        waiter = self._loop.create_future()
        waiters.append(waiter)
        try:
            yield from waiter
        except BaseException:
            waiter.cancel()
            try:
                # a cancelled one only gets in the way; woken ones are out already
                waiters.remove(waiter)
            except ValueError:
                pass
            if can_go_on() and not waiter.cancelled():
                self._wakeup_next(waiters)
            raise

    @coroutine
    def put(self, item):
        """Put an item in, after waiting while there is no room."""
        while self.full():
            yield from self._wait_in(self._putters, lambda: not self.full())
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Put an item in; QueueFull if there is no room."""
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wakeup_next(self._getters)

    @coroutine
    def get(self):
        """Take an item out, after waiting while there is none."""
        while self.empty():
            yield from self._wait_in(self._getters, lambda: not self.empty())
        return self.get_nowait()

    def get_nowait(self):
        """Take an item out; QueueEmpty if there is none."""
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """Say that the work for an item taken out is done."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    @coroutine
    def join(self):
        """Wait until the work for all items is done."""
        if self._unfinished_tasks > 0:
            yield from self._finished.wait()


class PriorityQueue(Queue):
    """The lowest item comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item, heappush=heapq.heappush):
        heappush(self._queue, item)

    def _get(self, heappop=heapq.heappop):
        return heappop(self._queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
