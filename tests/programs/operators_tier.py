# Operators that classes define, in hot loops: each side, in place, and where nobody answers.


class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x)
        if isinstance(o, (int, float)):
            return V(self.x + o)
        return NotImplemented

    def __radd__(self, o):
        return V(o + self.x) if isinstance(o, (int, float)) else NotImplemented

    def __mul__(self, k):
        if k == 77:
            raise ValueError("77")
        return V(self.x * k) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __sub__(self, o):
        return V(self.x - o.x)

    def __repr__(self):
        return "V(%r)" % self.x


class W(V):
    def __radd__(self, o):
        return "W.__radd__"

    def __iadd__(self, o):
        self.x += 1000
        return self


def add(a, b):
    return a + b


def iadd(a, b):
    a += b
    return a


def mul(a, b):
    return a * b


def text(f, a, b):
    try:
        return repr(f(a, b))
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def run(n):
    v = V(0)
    for i in range(n):
        v = add(v, V(i)) + 1
        v = 2 + v - V(1)
        v = mul(0.5, v * 2)
        v += V(1)
    return v


print(run(400))
PAIRS = [(V(1), V(2)), (V(1), 3), (3, V(1)), (V(1), 2.5), (2.5, V(1)), (V(1), "a"), ("a", V(1)), (V(1), None), (None, V(1)),
         (V(1), W(2)), (W(2), V(1)), (W(1), W(2)), (V(1), [1]), ([1], V(1)), (V(1), True), (True, V(2)), (V(1), 77), (2 ** 70, V(1))]
for f in (add, iadd, mul):
    for a, b in PAIRS:
        print(f.__name__, text(f, a, b))
print(run(400))
V.__add__ = lambda self, o: V(-1)
print(run(5))
del V.__mul__
print(text(mul, V(1), 2), text(mul, 2, V(1)))
for f in (add, iadd, mul):
    print([text(f, a, b) for a, b in PAIRS])
