"""Processes with the interface of threads, as far as there can be any.

A JavaScript engine cannot be forked, and there are no semaphores between processes: what
needs them raises, as it does where CPython lacks them. Pools and queues of threads
(multiprocessing.pool.ThreadPool, multiprocessing.dummy) are all there.
"""

import os as _os
import sys as _sys

from .context import (AuthenticationError, BufferTooShort, ProcessError, TimeoutError,
                      _no_semaphores)
from .process import BaseProcess as Process, active_children, current_process

__all__ = [
    "Array", "AuthenticationError", "Barrier", "BoundedSemaphore", "BufferTooShort",
    "Condition", "Event", "JoinableQueue", "Lock", "Manager", "Pipe", "Pool", "Process",
    "ProcessError", "Queue", "RLock", "RawArray", "RawValue", "Semaphore", "SimpleQueue",
    "TimeoutError", "Value", "active_children", "allow_connection_pickling", "cpu_count",
    "current_process", "freeze_support", "get_all_start_methods", "get_context",
    "get_logger", "get_start_method", "log_to_stderr", "set_executable",
    "set_forkserver_preload", "set_start_method",
]

SUBDEBUG = 5
SUBWARNING = 25


def cpu_count():
    """How many processors there are."""
    count = _os.cpu_count()
    if count is None:
        raise NotImplementedError("cannot determine number of cpus")
    return count


def freeze_support():
    """Nothing: no frozen executable starts another one."""


def get_all_start_methods():
    """The ways to start a process: none."""
    return []


def get_start_method(allow_none=False):
    """None: there is no way to start a process."""
    if not allow_none:
        raise RuntimeError("there is no way to start a process")
    return None


def set_start_method(method, force=False):
    raise ValueError("cannot find context for %r" % method)


def get_context(method=None):
    """This module, for what asks for a context."""
    if method is not None:
        raise ValueError("cannot find context for %r" % method)
    return _sys.modules[__name__]


def set_executable(executable):
    """Nothing is started, so it does not matter what."""


def set_forkserver_preload(module_names):
    """There is no fork server."""


def allow_connection_pickling():
    """There are no connections to be pickled."""


def get_logger():
    """The logger of this package."""
    from .util import get_logger
    return get_logger()


def log_to_stderr(level=None):
    """Have the package's messages written to sys.stderr."""
    from .util import log_to_stderr
    return log_to_stderr(level)


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    """A pool of processes: not to be had; ThreadPool of multiprocessing.pool is."""
    from .pool import Pool
    return Pool(processes, initializer, initargs, maxtasksperchild)


def _lacking(name):
    def lacking(*args, **kwds):
        _no_semaphores()

    lacking.__name__ = lacking.__qualname__ = name
    lacking.__doc__ = "Needs semaphores between processes: raises ImportError."
    return lacking


for _name in ("Array", "Barrier", "BoundedSemaphore", "Condition", "Event", "JoinableQueue",
              "Lock", "Manager", "Pipe", "Queue", "RLock", "RawArray", "RawValue", "Semaphore",
              "SimpleQueue", "Value"):
    globals()[_name] = _lacking(_name)
del _name
