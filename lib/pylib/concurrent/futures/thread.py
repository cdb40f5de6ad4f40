"""An executor of threads."""

import atexit
import itertools
import os
import queue
import threading
import weakref
from concurrent.futures import _base

# the threads are daemons that are joined at exit, so that the interpreter
# ends when their executor has been forgotten
_threads_queues = weakref.WeakKeyDictionary()
_shutdown = False


def _python_exit():
    global _shutdown
    _shutdown = True
    items = list(_threads_queues.items())
    for thread, q in items:
        q.put(None)
    for thread, q in items:
        thread.join()


atexit.register(_python_exit)


class _WorkItem(object):
    """A call to be made."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as exc:
            self.future.set_exception(exc)
            # or the exception's frames would keep this one
            self = None
        else:
            self.future.set_result(result)


def _worker(executor_reference, work_queue):
    try:
        while True:
            item = work_queue.get(block=True)
            if item is not None:
                item.run()
                del item
                continue
            executor = executor_reference()
            if _shutdown or executor is None or executor._shutdown:
                work_queue.put(None)    # for the next thread
                return
            del executor
    except BaseException:
        _base.LOGGER.critical("Exception in worker", exc_info=True)


class ThreadPoolExecutor(_base.Executor):
    """Makes calls in up to max_workers threads."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix=""):
        if max_workers is None:
            max_workers = (os.cpu_count() or 1) * 5
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers
        self._work_queue = queue.Queue()
        self._threads = set()
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = (
            thread_name_prefix or "ThreadPoolExecutor-%d" % self._counter())

    def submit(self, fn, *args, **kwargs):
        with self._shutdown_lock:
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after "
                                   "shutdown")
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        n = len(self._threads)
        if n >= self._max_workers:
            return
        q = self._work_queue

        def gone(_):
            q.put(None)

        thread = threading.Thread(
            name="%s_%d" % (self._thread_name_prefix or self, n),
            target=_worker, args=(weakref.ref(self, gone), q))
        thread.daemon = True
        thread.start()
        self._threads.add(thread)
        _threads_queues[thread] = q

    def shutdown(self, wait=True):
        with self._shutdown_lock:
            self._shutdown = True
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
