"""Texts and comparisons for the assertions."""

from collections import namedtuple, OrderedDict
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN
                               + _MIN_COMMON_LEN + _PLACEHOLDER_LEN
                               + _MIN_END_LEN)


def _shorten(s, prefixlen, suffixlen):
    left_out = len(s) - prefixlen - suffixlen
    if left_out <= _PLACEHOLDER_LEN:
        return s
    return "%s[%d chars]%s" % (s[:prefixlen], left_out,
                               s[len(s) - suffixlen:])


def _common_shorten_repr(*args):
    # the reprs, cut where they agree so that the difference shows
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = commonprefix(texts)
    n = len(prefix)
    room = _MAX_LENGTH - (longest - n + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + s[n:] for s in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(s[n:], _MIN_DIFF_LEN, _MIN_END_LEN)
                 for s in texts)


def safe_repr(obj, short=False):
    """repr(), also of what has a broken one."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        return text[:_MAX_LENGTH] + " [truncated]..."
    return text


def strclass(cls):
    """A class with its module."""
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def sorted_list_difference(expected, actual):
    """What each of two sorted lists has that the other has not."""
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        e, a = expected[i], actual[j]
        if e == a:
            i = _past(expected, i)
            j = _past(actual, j)
        elif e < a:
            missing.append(e)
            i = _past(expected, i)
        else:
            unexpected.append(a)
            j = _past(actual, j)
    missing.extend(expected[i:])
    unexpected.extend(actual[j:])
    return missing, unexpected


def _past(items, i):
    value = items[i]
    i += 1
    while i < len(items) and items[i] == value:
        i += 1
    return i


def unorderable_list_difference(expected, actual):
    """The same for lists that cannot be sorted; actual is used up."""
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    """-1, 0 or 1."""
    return (x > y) - (x < y)


_Mismatch = namedtuple("Mismatch", "actual expected value")


def _count_diff_all_purpose(actual, expected):
    # for elements without a hash
    s, t = list(actual), list(expected)
    m, n = len(s), len(t)
    gone = object()
    result = []
    for i, elem in enumerate(s):
        if elem is gone:
            continue
        in_s = in_t = 0
        for j in range(i, m):
            if s[j] == elem:
                in_s += 1
                s[j] = gone
        for j, other in enumerate(t):
            if other == elem:
                in_t += 1
                t[j] = gone
        if in_s != in_t:
            result.append(_Mismatch(in_s, in_t, elem))
    for i, elem in enumerate(t):
        if elem is gone:
            continue
        in_t = 0
        for j in range(i, n):
            if t[j] == elem:
                in_t += 1
                t[j] = gone
        result.append(_Mismatch(0, in_t, elem))
    return result


def _ordered_count(iterable):
    counts = OrderedDict()
    for elem in iterable:
        counts[elem] = counts.get(elem, 0) + 1
    return counts


def _count_diff_hashable(actual, expected):
    s, t = _ordered_count(actual), _ordered_count(expected)
    result = [_Mismatch(n, t.get(elem, 0), elem) for elem, n in s.items()
              if n != t.get(elem, 0)]
    result += [_Mismatch(0, n, elem) for elem, n in t.items()
               if elem not in s]
    return result
