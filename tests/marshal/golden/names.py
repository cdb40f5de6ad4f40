"""Names, constants and closures."""
a = 1
b = 1.5, -0.0, 1e100, 2.5e-9, 1j, -2 + 3j, 1e16
c = "spam", "two words", "caf\xe9", "\u20ac", "\U0001f40d", "\ud800", "'", '"', "'\"", "\x7f\n\t\\"
d = b"bytes", b"\x00\xff'", b""
e = 2 ** 31, -2 ** 31, 2 ** 63, 10 ** 40, -10 ** 40, 0, -1, 2 ** 15, 2 ** 30
f = None, True, False, ..., ()
g = a in {1}, a in (1, (2, (3, "x y", ("z",))))


def outer(x, y=(1, 2), *args, z: int = 3, w=None, **kw) -> "result":
    """Docstring."""
    cell = x

    def inner(q=cell):
        nonlocal cell
        cell += q
        return cell, x, lambda: (cell, y, __class__)

    class Local(object, metaclass=type):
        """A class."""
        attr: "annotation" = cell
        __slots__ = ("one", "two")

        def method(self):
            return super().method(**kw, **{"k": cell}), __class__
    return inner, Local, f"{x!r:>{y}} {z} {w!s} {w!a} literal {{}}"


def calls(f, *a, **k):
    f(1, b=2)
    f(*a, 1, *a, k=1, **k)
    f(*a)
    f(**k, **k)
    return [*a, 1], {*a}, {**k, "x": 1}, (*a, 1), a[1:2, ::3], {1: 2, "x": a}


café = global_ = lambda *, p=1: p
from os import path as p, sep
import os.path
from os import *
print(*[i for i in range(3)], {i: i for i in a}, {i for i in a if i})
assert a, "message"
del a
