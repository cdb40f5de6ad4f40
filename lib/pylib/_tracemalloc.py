"""What tracemalloc can know here: how large the process is.

Objects belong to the JavaScript engine, which does not tell who has asked for
which memory. So there are no traces, no object has a traceback, and the sizes are
those of the whole process (where /proc tells them), since start().
"""

_limit = 0
_base = 0
_peak = 0


def _resident():
    """The process's memory in bytes, or 0."""
    try:
        with open('/proc/self/statm') as f:
            return int(f.read().split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return 0


def is_tracing():
    """Whether start() was called."""
    return _limit > 0


def start(nframe=1):
    """Begin to look at the process's size; it warns that there are no traces."""
    global _limit, _base, _peak
    if not isinstance(nframe, int):
        raise TypeError("an integer is required (got type %s)" % type(nframe).__name__)
    if not 1 <= nframe <= 65535:
        raise ValueError("the number of frames must be in range [1; 65535]")
    if _limit:
        return
    import warnings
    warnings.warn("tracemalloc knows only the size of the process here: who allocates what is "
                  "not told by the JavaScript engine, so that snapshots are empty",
                  RuntimeWarning, 2)
    _limit = nframe
    _base = _resident()
    _peak = 0


def stop():
    global _limit, _peak
    _limit = _peak = 0


def clear_traces():
    """Begin anew."""
    global _base, _peak
    _base = _resident()
    _peak = 0


def get_traceback_limit():
    return _limit or 1


def get_traced_memory():
    """(growth since start(), the largest that was seen) in bytes, of the whole process."""
    global _peak
    if not _limit:
        return 0, 0
    size = max(0, _resident() - _base)
    _peak = max(_peak, size)
    return size, _peak


def get_tracemalloc_memory():
    """What the module itself uses: nothing."""
    return 0


def _get_traces():
    return []


def _get_object_traceback(obj):
    return None
