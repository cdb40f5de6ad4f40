# Instructions that generated code does together: slices, pairs, comprehensions, lists that grow.
import collections


class L(list):
    def __getitem__(self, i):
        return ("L", i) if isinstance(i, slice) else list.__getitem__(self, i)

    def __iadd__(self, o):
        return ("iadd", list(o))


class S:
    def __getitem__(self, i):
        return i

    def __index__(self):
        return 2


def cut(o, a, b):
    return o[a:b]


def text(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def pairs(it):
    out = []
    for a, b in it:
        out.append((b, a))
    return out


def grow(a, b):
    a += b
    return a


def four(v):
    a, b, c, d = v
    return d, c, b, a


def outer(n):
    k = n
    rows = [[k * i + j for j in range(3)] for i in range(3)]
    seen = {x: [k, x] for row in rows for x in row if x % 2}
    return rows, seen, {k + x for x in range(3)}, sum(k * x for x in range(4))


def recursive(n):
    k = n
    return [k, [recursive(x) for x in range(n - 1)], k] if n > 0 else [x + k for x in range(2)]


def changing():
    d = {1: 2, 3: 4}
    for k, v in d.items():
        d[k + v] = v
    return d


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        if self.n == 3:
            return [self.n, 9]
        return (self.n, str(self.n))


SEQS = [list(range(6)), tuple(range(6)), "abcdef", "a\U0001f600bcd", b"abcdef", bytearray(b"abc"), range(9), L([1, 2, 3]), S(),
        collections.deque([1, 2]), 5, None]
BOUNDS = [(None, None), (1, 3), (-2, None), (None, -1), (4, 2), (0, 100), (-100, 2), (S(), None), (1, "x"), (True, 3), (2 ** 70, None)]


def everything():
    out = []
    for o in SEQS:
        if isinstance(o, (S, int, type(None))) or not isinstance(o, S):
            for a, b in BOUNDS:
                if not (isinstance(o, S) and isinstance(a, S)):
                    out.append(text(cut, o, a, b))
    for it in (lambda: enumerate("abc"), lambda: enumerate([5, 6], 2 ** 53 - 1), lambda: zip([1, 2, 3], "ab"), lambda: zip("ab", [1, 2, 3]),
               lambda: {1: "x", 2: "y"}.items(), lambda: [(1, 2), [3, 4], "ab"], lambda: Iter(5), lambda: iter({(1, 2): 3}),
               lambda: zip([1]), lambda: [(1, 2, 3)], lambda: [1], lambda: enumerate(5), lambda: zip([1], [2], [3]), lambda: enumerate(zip("ab", "cd"))):
        out.append(text(lambda: pairs(it())))
    for a, b in (([1], [2, 3]), ([1], (2, 3)), ([1], "ab"), (L([1]), [2]), ([1], L([2])), ((1,), (2,)), ((1,), [2]), ("a", "b"), (1, 2), ([1], 5), (1.5, 2)):
        out.append(text(grow, a, b))
    me = [1, 2]
    out.append(text(grow, me, me))
    for v in ([1, 2, 3, 4], (1, 2, 3, 4), "abcd", [1, 2], (1, 2, 3, 4, 5), 7, L([1, 2, 3, 4]), range(4)):
        out.append(text(four, v))
    for n in range(3):
        out.append(text(outer, n))
    out.append(text(recursive, 4))
    out.append(text(changing))
    return out


first = everything()
for i in range(120):
    again = everything()
    if again != first:
        print(i, [(x, y) for x, y in zip(first, again) if x != y])
        break
for line in first:
    print(line if "object at" not in line else "object")
