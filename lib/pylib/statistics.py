"""Averages and spread, computed exactly where the numbers allow."""

import collections
import math
import numbers
import sys

from fractions import Fraction
from itertools import groupby, chain
from bisect import bisect_left, bisect_right

__all__ = ["StatisticsError",
           "pstdev", "pvariance", "stdev", "variance",
           "median", "median_low", "median_high", "median_grouped",
           "mean", "mode", "harmonic_mean"]


class StatisticsError(ValueError):
    """Too few data, or data that cannot be."""


def _is_decimal(T):
    # there is none before somebody has imported its module
    decimal = sys.modules.get("decimal")
    return decimal is not None and issubclass(T, decimal.Decimal)


def _sum(data, start=0):
    """(type, exact sum as a Fraction, count)."""
    count = 0
    n, d = _exact_ratio(start)
    partials = {d: n}
    get = partials.get
    T = _coerce(int, type(start))
    for kind, values in groupby(data, type):
        T = _coerce(T, kind)
        for n, d in map(_exact_ratio, values):
            count += 1
            partials[d] = get(d, 0) + n
    if None in partials:
        # an infinity or NaN, which ate the rest
        total = partials[None]
    else:
        total = sum(Fraction(n, d) for d, n in sorted(partials.items()))
    return T, total, count


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _coerce(T, S):
    """The type of what has been computed of T and S."""
    assert T is not bool, "initial type T is bool"
    if T is S or S is int or S is bool:
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _exact_ratio(x):
    """x as (numerator, denominator); (x, None) when it is not finite."""
    try:
        if type(x) is float or _is_decimal(type(x)):
            return x.as_integer_ratio()
        try:
            return x.numerator, x.denominator
        except AttributeError:
            return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        assert not _isfinite(x)
        return x, None
    raise TypeError("can't convert type '{}' to numerator/denominator".format(
        type(x).__name__))


def _convert(value, T):
    """value as a T."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if _is_decimal(T):
            return T(value.numerator) / T(value.denominator)
        raise


def _counts(data):
    """The most frequent values with their counts."""
    table = collections.Counter(iter(data)).most_common()
    if not table:
        return table
    most = table[0][1]
    return [pair for pair in table if pair[1] == most]


def _find_lteq(a, x):
    """The first index of x in a sorted list."""
    i = bisect_left(a, x)
    if i != len(a) and a[i] == x:
        return i
    raise ValueError


def _find_rteq(a, l, x):
    """The last index of x in a sorted list, from l."""
    i = bisect_right(a, x, lo=l)
    if i != len(a) + 1 and a[i - 1] == x:
        return i - 1
    raise ValueError


def _fail_neg(values, errmsg="negative value"):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def _listed(data):
    return list(data) if iter(data) is data else data


def mean(data):
    """The arithmetic mean.

    >>> mean([1, 2, 3, 4, 4])
    2.8
    """
    data = _listed(data)
    n = len(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    T, total, count = _sum(data)
    assert count == n
    return _convert(total / n, T)


def harmonic_mean(data):
    """The reciprocal of the mean of the reciprocals."""
    data = _listed(data)
    errmsg = "harmonic mean does not support negative values"
    n = len(data)
    if n < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if n == 1:
        x = data[0]
        if not isinstance(x, numbers.Real) and not _is_decimal(type(x)):
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(errmsg)
        return x
    try:
        T, total, count = _sum(1 / x for x in _fail_neg(data, errmsg))
    except ZeroDivisionError:
        return 0
    assert count == n
    return _convert(n / total, T)


def median(data):
    """The middle value, or the mean of the middle two."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    i = n // 2
    return data[i] if n % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    """The middle value, or the smaller of the middle two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, or the larger of the middle two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    """The median of data that stand for intervals around them."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n == 1:
        return data[0]
    x = data[n // 2]
    for obj in (x, interval):
        if isinstance(obj, (str, bytes)):
            raise TypeError("expected number but got %r" % obj)
    try:
        lower = x - interval / 2
    except TypeError:
        lower = float(x) - float(interval) / 2
    first = _find_lteq(data, x)
    last = _find_rteq(data, first, x)
    return lower + interval * (n / 2 - first) / (last - first + 1)


def mode(data):
    """The most frequent value."""
    table = _counts(data)
    if len(table) == 1:
        return table[0][0]
    if table:
        raise StatisticsError("no unique mode; found %d equally common values" % len(table))
    raise StatisticsError("no mode for empty data")


def _ss(data, c=None):
    """(type, sum of the squared differences to c or the mean, count)."""
    given = c is not None
    if c is None:
        c = mean(data)
    T, total, count = _sum((x - c) ** 2 for x in data)
    if given:
        return T, total, count
    # what the rounded mean is off by
    U, total2, count2 = _sum(x - c for x in data)
    assert T == U and count == count2
    total -= total2 ** 2 / len(data)
    assert not total < 0, "negative sum of square deviations: %f" % total
    return T, total, count


def variance(data, xbar=None):
    """The variance of a sample."""
    data = _listed(data)
    n = len(data)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    T, ss, count = _ss(data, xbar)
    return _convert(ss / (n - 1), T)


def pvariance(data, mu=None):
    """The variance of a population."""
    data = _listed(data)
    n = len(data)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    T, ss, count = _ss(data, mu)
    return _convert(ss / n, T)


def _root(var):
    try:
        return var.sqrt()
    except AttributeError:
        return math.sqrt(var)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    return _root(variance(data, xbar))


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    return _root(pvariance(data, mu))
