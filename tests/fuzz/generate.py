"""Writes a random program for the differential fuzzer: generate.py SEED > program.py

Functions over ints, floats, strings, lists, dicts and small classes, with loops,
try, with, finally, closures and calls, each run often enough to become hot, with
arguments whose types change. What a program prints is the same under every tier.
"""
import random
import sys

R = random.Random(int(sys.argv[1]))
# whether the function being written is a generator
YIELDS = [False]
NAMES = ["a", "b", "c", "d", "e"]
# no shifts: how large an int may be is the machine's affair
OPS = ["+", "-", "*", "//", "%", "&", "|", "^", "/"]
# no identity: CPython shares small ints only
CMP = ["<", "<=", "==", "!=", ">", ">="]


def atom():
    k = R.random()
    if k < 0.55:
        return R.choice(NAMES)
    if k < 0.8:
        return str(R.choice([0, 1, 2, 3, 7, 10, -1, 255, 65537, 2 ** 31, 2 ** 53 - 1]))
    if k < 0.92:
        return R.choice(["0.5", "2.0", "-1.5", "1e10", "True", "False"])
    return R.choice(["len(xs)", "o.v", "o.m(a)", "g(b)", "xs[0]", "abs(c)", "min(a, b)", "int(d)",
                     "o.p", "o.s(c)", "o.c(a)", "h(a)", "h(b, y=c)", "h(c, d, z=1)", "v(a, b)", "v(*xs)",
                     "next(iter(xs))", "adder(a)(b)", "sum(v for v in xs)", "list(gen(3))[1]", "deep(3, a)",
                     "any(x > a for x in xs)", "all(x < b for x in gen(4))", "max(x * 2 for x in xs)",
                     "len(xs[1:3])", "xs[-2:][0]", "(W(a) + W(b)).v", "(W(a) - c).v", "(2 * W(c)).v", "W(d) * e",
                     "len({x for x in gen(5)})", "[x + a for x in xs][0]", "o.missing", "P(a, b).y"])


def expr(depth=2):
    k = R.random()
    if depth == 0 or k < 0.25:
        return atom()
    if k < 0.7:
        return "(%s %s %s)" % (expr(depth - 1), R.choice(OPS), expr(depth - 1))
    if k < 0.78:
        return "(%s if %s else %s)" % (expr(depth - 1), cond(), expr(depth - 1))
    if k < 0.84:
        return "(-%s)" % expr(depth - 1)
    if k < 0.9:
        return "sum([%s for a in range(%d)])" % (expr(1), R.randrange(4))
    if k < 0.95:
        return "(%s %s %s)" % (expr(depth - 1), R.choice(["and", "or"]), expr(depth - 1))
    return "xs[%s %% len(xs)]" % R.choice(NAMES)


def cond():
    return "%s %s %s" % (expr(1), R.choice(CMP), expr(1))


def block(depth, loop, indent):
    out = []
    for _ in range(R.randrange(1, 4)):
        out += stmt(depth, loop, indent)
    return out


def stmt(depth, loop, indent):
    p = "    " * indent
    if YIELDS[0] and R.random() < 0.3:
        kind = R.randrange(4)
        if kind == 0:
            return [p + "yield from gen(%d)" % R.randrange(4)]
        return [p + ("%s = yield %s" % (R.choice(NAMES), expr(1)) if kind == 1 else "yield %s" % expr(1))]
    k = R.random()
    if depth == 0 or k < 0.35:
        return [p + "%s = %s" % (R.choice(NAMES), expr())]
    if k < 0.43:
        return [p + "%s %s= %s" % (R.choice(NAMES), R.choice(OPS[:7]), expr(1))]
    if k < 0.55:
        out = [p + "if %s:" % cond()] + block(depth - 1, loop, indent + 1)
        if R.random() < 0.5:
            out += [p + "else:"] + block(depth - 1, loop, indent + 1)
        return out
    if k < 0.67:
        it = R.choice(["range(%d)" % R.randrange(1, 9), "xs", "range(3, 0, -1)", "(1, 2.5, 3)",
                       "enumerate(xs)", "gen(3)", "zip(xs, gen(4))", "zip(gen(2), xs)",
                       "{1: 2.5, 3: 4}.items()"])
        target = "i, a" if it[:2] in ("en", "zi", "{1") else R.choice(NAMES)
        out = [p + "for %s in %s:" % (target, it)] + block(depth - 1, True, indent + 1)
        if R.random() < 0.2:
            out += [p + "else:"] + block(depth - 1, loop, indent + 1)
        return out
    if k < 0.72:
        return [p + "n = 0", p + "while n < %d:" % R.randrange(1, 6), p + "    n += 1"] + \
            block(depth - 1, True, indent + 1)
    if k < 0.86:
        out = [p + "try:"] + block(depth - 1, loop, indent + 1)
        kind = R.randrange(3)
        if kind != 1:
            out += [p + "except %s:" % R.choice(["ZeroDivisionError", "(TypeError, ValueError)", "Exception as x"])]
            out += block(depth - 1, loop, indent + 1)
        if kind != 0:
            out += [p + "finally:"] + block(0, False, indent + 1)
        return out
    if k < 0.89:
        return [p + "with ctx(%d):" % R.randrange(2)] + block(depth - 1, loop, indent + 1)
    if k < 0.92:
        return [p + "xs.append(%s)" % expr(1), p + "del xs[:-6]"]
    if k < 0.94:
        return [p + R.choice(["o.v = %s", "o.p = %s", "o.w = %s"]) % expr(1)]
    if k < 0.96 and loop:
        return [p + "if %s: %s" % (cond(), R.choice(["break", "continue"]))]
    if k < 0.975:
        return [p + "if %s: return %s" % (cond(), expr(1))]
    if k < 0.985:
        return [p + "if %s: raise ValueError(%s)" % (cond(), R.choice(NAMES))]
    return [p + "a, b = b, a"]


HEAD = '''
from collections import namedtuple
P = namedtuple("P", "x y")
class W:
    def __init__(self, v): self.v = v
    def __add__(self, o): return W(self.v + o.v)
    def __sub__(self, o): return W(self.v - o) if type(o) is int else NotImplemented
    def __mul__(self, o):
        if type(o) is float: raise ValueError("float")
        return self.v
    def __rmul__(self, o): return W(o)
def deep(n, x):
    if n: return deep(n - 1, x)
    if type(x) is not int or x < 0: raise ValueError(x)
    return x
class Base:
    w = 3
    def __init__(self, v): self.v = v
    def m(self, x): return x if x is self else self.v
    @property
    def p(self): return self.v
    @p.setter
    def p(self, x): self.v = x
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.w
class O(Base):
    def __init__(self, v):
        super().__init__(v)
        self.w = v
    def m(self, x): return super().m(x) if x is not None else 0
    def __getattr__(self, name):
        if self.v == 3: raise AttributeError(name)
        return len(name)
def h(x, y=2, *, z=5): return (x, y, z)[z % 3] if type(z) is int else z
def v(*args, **kw): return len(args) + len(kw)
def adder(x):
    k = 0
    def inner(y):
        nonlocal k
        k += 1
        return k if y is None else x
    return inner
def drain(g, i):
    """Takes some of a generator's values, sends and throws."""
    out = []
    try:
        out.append(show(next(g)))
        for k in range(12):
            if i % 7 == 6 and k == 2: out.append(show(g.throw(ZeroDivisionError("thrown"))))
            elif i % 3 == 2: out.append(show(g.send(k)))
            else: out.append(show(next(g)))
        if i % 5 == 4: g.close()
    except StopIteration as x:
        r = x.value
        out.append(",".join(map(show, r)) if isinstance(r, tuple) else show(r))
    return " ".join(out)
class ctx:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return self
    def __exit__(self, t, v, tb): return bool(self.swallow) and t is ZeroDivisionError
def g(x): return x * 2
def gen(n):
    for i in range(n): yield i
def show(v):
    if isinstance(v, float): return repr(v)
    if isinstance(v, int) and abs(v) > 10 ** 40: return "big%d" % (v % 1000003)
    return repr(v)[:60]
'''
print(HEAD)
for f in range(6):
    YIELDS[0] = f in (2, 5)
    print("def f%d(a, b, c, d, e, xs, o):" % f)
    print("\n".join(block(3, False, 1)))
    print("    return (%s)" % ", ".join(NAMES))
print('''
values = [1, 2, 3, 0, -7, 2.5, 1e3, True, 2 ** 40, 0.0]
for f in (f0, f1, f2, f3, f4, f5):
    out = []
    for i in range(160):
        if i == 130: Base.m = lambda self, x: 11
        if i == 145: O.m = Base.m
        # the types stay for a while, then they change
        k = 0 if i < 60 else 5 if i < 100 else i
        args = [values[(k + j * (i // 40)) % len(values)] for j in range(5)]
        try:
            r = f(*args, [1, 2, 3], O(i % 5))
            if f in (f2, f5): r = drain(r, i) if hasattr(r, "send") else r
            out.append(show(r) if not isinstance(r, tuple) else ",".join(map(show, r)))
        except Exception as x:
            tb = x.__traceback__
            while tb.tb_next is not None: tb = tb.tb_next
            out.append("%s %s %d" % (type(x).__name__, str(x)[:40], tb.tb_lineno))
    last = None
    for i, s in enumerate(out):
        if s != last: print(f.__name__, i, s)
        last = s
''')
