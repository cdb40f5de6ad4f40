"""Bisection algorithms."""


def _bounds(a, lo, hi):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    return lo, len(a) if hi is None else hi


def bisect_right(a, x, lo=0, hi=None):
    """The index behind all items of the sorted list a that are <= x."""
    lo, hi = _bounds(a, lo, hi)
    while lo < hi:
        mid = (lo + hi) // 2
        if x < a[mid]:
            hi = mid
        else:
            lo = mid + 1
    return lo


def bisect_left(a, x, lo=0, hi=None):
    """The index before all items of the sorted list a that are >= x."""
    lo, hi = _bounds(a, lo, hi)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def insort_right(a, x, lo=0, hi=None):
    """Put x into the sorted list a, behind what is equal."""
    i = bisect_right(a, x, lo, hi)
    a.insert(i, x)


def insort_left(a, x, lo=0, hi=None):
    """Put x into the sorted list a, before what is equal."""
    i = bisect_left(a, x, lo, hi)
    a.insert(i, x)


# the built-in ones are faster
try:
    from _bisect import *
except ImportError:
    pass

bisect = bisect_right
insort = insort_right
