"""Heaps as lists: heap[0] is the smallest."""

from _heapq import (heappush, heappop, heapify, heapreplace, heappushpop,
                    _heappop_max, _heapreplace_max, _heapify_max)

__about__ = "A heap is a list where heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."
__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge",
           "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """One sorted iterator of several sorted iterables."""
    if reverse:
        _heapify, _pop, _replace, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        _heapify, _pop, _replace, direction = heapify, heappop, heapreplace, 1
    heap = []
    for order, it in enumerate(map(iter, iterables)):
        try:
            value = next(it)
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), order * direction, value, it])
    _heapify(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        try:
            value = next(entry[3])
        except StopIteration:
            _pop(heap)
            continue
        entry[0] = value if key is None else key(value)
        entry[2] = value
        _replace(heap, entry)


def nsmallest(n, iterable, key=None):
    """The n smallest values, sorted."""
    return _best(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest values, the largest first."""
    return _best(n, iterable, key, True)


def _best(n, iterable, key, largest):
    if n == 1:
        it = iter(iterable)
        sentinel = object()
        found = (max if largest else min)(it, default=sentinel, key=key)
        return [] if found is sentinel else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=largest)[:n]
    it = iter(iterable)
    # entries keep the order of arrival among equals
    step = -1 if largest else 1
    heap = []
    order = 0
    for value in it:
        if len(heap) >= n:
            break
        heap.append((value if key is None else key(value), order, value))
        order += step
        if len(heap) >= n:
            break
    if not heap:
        return []
    if largest:
        heapify(heap)
        replace = heapreplace
    else:
        _heapify_max(heap)
        replace = _heapreplace_max
    limit = heap[0][0]
    for value in it:
        k = value if key is None else key(value)
        if (limit < k) if largest else (k < limit):
            replace(heap, (k, order, value))
            limit = heap[0][0]
            order += step
    heap.sort(reverse=largest)
    return [entry[2] for entry in heap]
