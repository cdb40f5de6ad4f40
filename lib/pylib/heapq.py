"""Heaps as lists: heap[0] is the smallest."""

__about__ = "A heap is a list where heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."
__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge",
           "nlargest", "nsmallest", "heappushpop"]


# Each function has a twin for heaps whose first item is the largest; what they
# differ in is which of two items belongs nearer to the front.

def _sink(heap, start, pos, before):
    """Move the item at pos towards start until its parent belongs before it."""
    item = heap[pos]
    while pos > start:
        parent = (pos - 1) >> 1
        above = heap[parent]
        if not before(item, above):
            break
        heap[pos] = above
        pos = parent
    heap[pos] = item


def _rise(heap, pos, before):
    """Fill the place at pos from below, then put its item where it belongs."""
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not before(heap[child], heap[right]):
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _sink(heap, start, pos, before)


def _less(a, b):
    return a < b


def _greater(a, b):
    return b < a


def _siftdown(heap, startpos, pos):
    _sink(heap, startpos, pos, _less)


def _siftup(heap, pos):
    _rise(heap, pos, _less)


def _siftdown_max(heap, startpos, pos):
    _sink(heap, startpos, pos, _greater)


def _siftup_max(heap, pos):
    _rise(heap, pos, _greater)


def _take_first(heap, sift):
    last = heap.pop()
    if not heap:
        return last
    return _exchange_first(heap, last, sift)


def _exchange_first(heap, item, sift):
    first = heap[0]
    heap[0] = item
    sift(heap, 0)
    return first


def heappush(heap, item):
    """Push item onto the heap."""
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    """Pop the smallest item off the heap."""
    return _take_first(heap, _siftup)


def _heappop_max(heap):
    return _take_first(heap, _siftup_max)


def heapreplace(heap, item):
    """Pop the smallest item, then push item."""
    return _exchange_first(heap, item, _siftup)


def _heapreplace_max(heap, item):
    return _exchange_first(heap, item, _siftup_max)


def heappushpop(heap, item):
    """Push item, then pop the smallest."""
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapify(x):
    """Make a heap of a list, in linear time."""
    for i in range(len(x) // 2 - 1, -1, -1):
        _siftup(x, i)


def _heapify_max(x):
    for i in range(len(x) // 2 - 1, -1, -1):
        _siftup_max(x, i)


# the built-in ones are faster
try:
    from _heapq import *
    from _heapq import _heappop_max, _heapreplace_max, _heapify_max
except ImportError:
    pass


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
