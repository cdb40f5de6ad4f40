class A:
    def __init__(self, x, *, k=1): self.x = x; self.k = k
    def m(self, a, b=2): return a + b + self.x
    @classmethod
    def c(cls, z=3): return cls.__name__, z
    @staticmethod
    def s(a, b=4): return a * b
    @property
    def p(self): return self.x + 1
class B(A):
    def __init__(self, x, y=5, **kw):
        super().__init__(x, **kw)
        self.y = y
    def m(self, a, b=7):
        return super().m(a, b=b) + super().m(b) + super(B, self).m(1)
    def __new__(cls, *a, **k):
        return super().__new__(cls)
    @classmethod
    def c(cls): return super().c(9)
    @property
    def p(self): return super().p * 2
    def cell(self):
        f = lambda: self
        return super().m(1) + f().x
def run(i):
    b = B(i); b2 = B(i, y=3, k=2); b3 = B(x=1, y=2)
    return b.m(1), b.m(a=1, b=2), b.p, b.c(), B.c(), A.c(z=1), A.s(2), B.s(2, b=3), b2.k, b3.y, b.cell(), A.m(b, 1)
for i in range(400): r = run(i)
print(r)
def bad(i):
    try: A(1, 2)
    except TypeError as e: return str(e)
for i in range(300): r = bad(i)
print(r)
def va(a, b=2, *args, c=3, **kw): return (a, b, args, c, sorted(kw.items()))
def run2(i):
    return va(1), va(1, 2, 3, 4), va(1, c=4), va(1, z=1, b=5), va(*(1, 2, 3)), va(a=1)
for i in range(300): r = run2(i)
print(r)
def oops(i):
    try: va(1, a=2)
    except TypeError as e: return str(e)
for i in range(300): r = oops(i)
print(r)
import math
def mt(i): return math.sqrt(i), math.floor(i / 2), math.pi
for i in range(300): r = mt(i)
print(r)
va.__defaults__ = (77,)
print(run2(1))
math.sqrt = lambda x: 'patched'
print(mt(1))
def fin(n):
    try:
        try:
            if n % 2: raise KeyError(n)
            return [1, 2][n]
        finally:
            n += 1
    except (KeyError, IndexError) as e:
        return repr(e), e.__context__, n
    else: return 'else'
for i in range(300): r = fin(i)
print(r, fin(0), fin(2), fin(3))
def tb(n):
    d = {}
    try: return d[n]
    except KeyError as e:
        import traceback
        return traceback.format_exc().splitlines()[-2:], e.__traceback__.tb_lineno - tb.__code__.co_firstlineno
for i in range(300): r = tb(i)
print(r)
def reraise(n):
    try:
        try: raise ValueError(n)
        except ValueError: raise
    except ValueError as e:
        return len(__import__('traceback').extract_tb(e.__traceback__))
for i in range(300): r = reraise(i)
print(r)
def out(n): raise LookupError(n)
def caller(n):
    try: out(n)
    except LookupError as e: return [f.lineno for f in __import__('traceback').extract_tb(e.__traceback__)]
for i in range(300): r = caller(i)
print(r)
