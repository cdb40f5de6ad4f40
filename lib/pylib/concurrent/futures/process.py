"""A pool of processes: it raises, since there are no semaphores between processes."""

from concurrent.futures import _base

EXTRA_QUEUED_CALLS = 1


class BrokenProcessPool(RuntimeError):
    """A process of a pool ended while there was something to do."""


class ProcessPoolExecutor(_base.Executor):
    """Needs processes that can be forked; ThreadPoolExecutor is there."""

    def __init__(self, max_workers=None):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        from multiprocessing.context import _no_semaphores
        _no_semaphores()
