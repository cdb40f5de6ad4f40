"""Calls that are to happen at their time."""

import heapq
import threading
import time
from collections import namedtuple
from time import monotonic as _time

__all__ = ["scheduler"]


class Event(namedtuple("Event", "time, priority, action, argument, kwargs")):
    """A call to come; ordered by time, then priority."""

    __slots__ = ()

    def _key(self):
        return self.time, self.priority

    def __eq__(s, o):
        return s._key() == o._key()

    def __lt__(s, o):
        return s._key() < o._key()

    def __le__(s, o):
        return s._key() <= o._key()

    def __gt__(s, o):
        return s._key() > o._key()

    def __ge__(s, o):
        return s._key() >= o._key()


Event.time.__doc__ = "When to call, as the scheduler's clock has it."
Event.priority.__doc__ = "Of events at one time, the lowest comes first."
Event.action.__doc__ = "The function."
Event.argument.__doc__ = "Its positional arguments."
Event.kwargs.__doc__ = "Its keyword arguments."

_sentinel = object()


class scheduler:
    """Runs events in order; timefunc tells the time, delayfunc waits."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_sentinel):
        """Have action called at a time; the event, to cancel it by."""
        if kwargs is _sentinel:
            kwargs = {}
        event = Event(time, priority, action, argument, kwargs)
        with self._lock:
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_sentinel):
        """Have action called after a delay."""
        return self.enterabs(self.timefunc() + delay, priority, action,
                             argument, kwargs)

    def cancel(self, event):
        """Take an event out; ValueError if it is not there."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Run the events; without blocking, those that are due.

        The result is then the time until the next one.
        """
        queue = self._queue
        while True:
            with self._lock:
                if not queue:
                    return None
                event = queue[0]
                now = self.timefunc()
                late = event.time <= now
                if late:
                    heapq.heappop(queue)
            if late:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)       # others may want to run
            elif not blocking:
                return event.time - now
            else:
                self.delayfunc(event.time - now)

    @property
    def queue(self):
        """The events to come, in order."""
        with self._lock:
            return sorted(self._queue)
