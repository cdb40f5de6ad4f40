"""Pools of workers. Those of threads are here; those of processes cannot be had."""

import itertools
import os
import queue
import threading

from .context import TimeoutError, _no_semaphores

__all__ = ["Pool", "ThreadPool"]


class MaybeEncodingError(Exception):
    """A result that cannot be sent; threads need not send any."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)


class ApplyResult(object):
    """What a call in a worker is going to give."""

    def __init__(self, pool, callback, error_callback):
        self._done = threading.Event()
        self._callback = callback
        self._error_callback = error_callback
        self._success = None
        self._value = None

    def ready(self):
        """Whether it is through."""
        return self._done.is_set()

    def successful(self):
        """Whether it is through without an exception."""
        assert self.ready()
        return self._success

    def wait(self, timeout=None):
        self._done.wait(timeout)

    def get(self, timeout=None):
        """The value, or the exception raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, success, value):
        self._success, self._value = success, value
        callback = self._callback if success else self._error_callback
        if callback:
            callback(value)
        self._done.set()


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """What calls for the items of an iterable are going to give: a list."""

    def __init__(self, pool, length, chunksize, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._chunksize = chunksize
        self._lock = threading.Lock()
        self._left = -(-length // chunksize) if length else 0
        self._success = True
        self._value = [None] * length
        if not self._left:
            self._done.set()

    def _set_chunk(self, index, success, value):
        with self._lock:
            if self.ready():
                return
            if not success:
                self._left = 0
                self._set(False, value)
                return
            start = index * self._chunksize
            self._value[start:start + len(value)] = value
            self._left -= 1
            if not self._left:
                self._set(True, self._value)


class IMapIterator(object):
    """The results one after another, in order."""

    def __init__(self, pool):
        self._condition = threading.Condition()
        self._results = {}
        self._next = 0
        self._length = None

    def __iter__(self):
        return self

    def _take(self):
        result = self._results.pop(self._next, None)
        if result is not None:
            self._next += 1
        return result

    def _over(self):
        return self._length is not None and self._next >= self._length

    def next(self, timeout=None):
        """The next result; TimeoutError when it takes too long."""
        with self._condition:
            result = self._take()
            if result is None and not self._over():
                self._condition.wait_for(
                    lambda: self._over() or self._ready(), timeout)
                result = self._take()
            if result is None:
                if self._over():
                    raise StopIteration
                raise TimeoutError
        success, value = result
        if success:
            return value
        raise value

    def __next__(self):
        return self.next()

    def _ready(self):
        return self._next in self._results

    def _set_item(self, index, success, value):
        with self._condition:
            self._results[self._place(index)] = success, value
            self._condition.notify_all()

    def _place(self, index):
        return index

    def _set_length(self, length):
        with self._condition:
            self._length = length
            self._condition.notify_all()


class IMapUnorderedIterator(IMapIterator):
    """The results as they come."""

    def __init__(self, pool):
        super().__init__(pool)
        self._came = itertools.count()

    def _place(self, index):
        return next(self._came)


def _star(func):
    return lambda args: func(*args)


RUN, CLOSE, TERMINATE = 0, 1, 2


class ThreadPool(object):
    """Threads that wait for calls."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._tasks = queue.Queue()
        self._state = RUN
        self._processes = processes
        self._pool = []
        for _ in range(processes):
            worker = threading.Thread(target=self._work, args=(initializer, initargs))
            worker.daemon = True
            self._pool.append(worker)
            worker.start()

    def _work(self, initializer, initargs):
        if initializer is not None:
            initializer(*initargs)
        while True:
            task = self._tasks.get()
            if task is None:
                return
            if self._state != TERMINATE:
                task()

    def _submit(self, func, args, kwds, put):
        """Have a function called and its outcome put somewhere."""

        def task():
            try:
                outcome = True, func(*args, **kwds)
            except Exception as error:
                outcome = False, error
            put(*outcome)

        self._tasks.put(task)

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        """Call a function in a worker and wait for it."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """Call a function in a worker."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._submit(func, args, kwds, result._set)
        return result

    def map(self, func, iterable, chunksize=None):
        """The list of func(item) for all items."""
        return self.map_async(func, iterable, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        """The list of func(*item) for all items."""
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self.map_async(_star(func), iterable, chunksize, callback, error_callback)

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """map() without waiting."""
        self._check_running()
        items = list(iterable)
        if chunksize is None:
            chunksize = -(-len(items) // (len(self._pool) * 4))
        chunksize = max(chunksize, 1)
        result = MapResult(self, len(items), chunksize, callback, error_callback)

        def chunk(part):
            return [func(item) for item in part]

        for index, start in enumerate(range(0, len(items), chunksize)):
            self._submit(chunk, (items[start:start + chunksize],), {},
                         lambda success, value, index=index:
                         result._set_chunk(index, success, value))
        return result

    def imap(self, func, iterable, chunksize=1):
        """An iterator of func(item), in order."""
        return self._imap(IMapIterator(self), func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """An iterator of func(item), as they come."""
        return self._imap(IMapUnorderedIterator(self), func, iterable, chunksize)

    def _imap(self, result, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError("Chunksize must be 1+, not %d" % chunksize)

        def feed():
            count = 0
            try:
                for item in iterable:
                    self._submit(func, (item,), {},
                                 lambda success, value, index=count:
                                 result._set_item(index, success, value))
                    count += 1
            except Exception as error:
                result._set_item(count, False, error)
                count += 1
            result._set_length(count)

        feeder = threading.Thread(target=feed)
        feeder.daemon = True
        feeder.start()
        return result

    def close(self):
        """Take no more calls."""
        if self._state == RUN:
            self._state = CLOSE
            self._stop()

    def terminate(self):
        """Drop the calls that have not begun."""
        if self._state == RUN:
            self._stop()
        self._state = TERMINATE

    def _stop(self):
        for _ in self._pool:
            self._tasks.put(None)

    def join(self):
        """Wait for the workers to end."""
        assert self._state in (CLOSE, TERMINATE)
        for worker in self._pool:
            worker.join()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")


class Pool(ThreadPool):
    """A pool of processes: raises, since there are no semaphores between processes."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None,
                 context=None):
        _no_semaphores()
