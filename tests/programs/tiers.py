"""What the compiled tier must not change: frames, tracebacks, patches in mid-loop, tracing, hostile names."""
import sys, traceback
def inner(x):
    return sys._getframe(1).f_lineno, sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name
def outer(x):
    y = x + 1
    z = inner(y)
    return z
def top():
    r = None
    for i in range(2000):
        r = outer(i)
    return r
print(top())
def bad(n):
    v = n * 2
    if n > 1500: raise KeyError(n)
    return v
def run():
    for i in range(2000):
        bad(i)
try: run()
except KeyError as e:
    tb = e.__traceback__
    while tb: print(tb.tb_frame.f_code.co_name, tb.tb_lineno, sorted((k, v) for k, v in tb.tb_frame.f_locals.items() if not k.startswith('_') and isinstance(v, int))); tb = tb.tb_next
def clo():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    for i in range(1000): inc()
    return n
print(clo())
class P:
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v
p = P()
for i in range(1000): p.x = i
print(p.x)
def patch():
    global g
    def g1(): return 1
    def g2(): return 2
    g = g1; s = 0
    for i in range(2000):
        if i == 1000: g = g2
        s += g()
    return s
print(patch())
class C:
    def m(self): return 1
def meth():
    c = C(); s = 0
    for i in range(2000):
        if i == 1000: C.m = lambda self: 5
        if i == 1500: c.m = lambda: 7
        s += c.m()
    return s
print(meth())
def ov(n):
    x = 1
    for i in range(n): x = x * 3 + 1
    return x
print(ov(500) % 1000007, ov(10))
import builtins
def bl():
    s = 0
    for i in range(2000):
        if i == 1000: builtins.len = lambda x: 100
        s += len([1, 2])
    return s
ol = len
try: print(bl())
finally: builtins.len = ol
def tr():
    hits = []
    def tracer(f, ev, arg):
        if f.f_code.co_name == 'leaf': hits.append((ev, f.f_lineno))
        return tracer
    def leaf(): return 1
    for i in range(1500):
        if i == 1400: sys.settrace(tracer)
        if i == 1402: sys.settrace(None)
        leaf()
    return hits
print(tr())
def f(*a, k=3, **kw): return len(a) + k + len(kw)
print(sum(f(1, 2, k=i, z=1) for i in range(500)), sum(f(*[1] * (i % 4)) for i in range(500)))
# names that would be JavaScript
import types
c = (lambda a: a.__proto__ if a is None else a + 1).__code__
evil = types.CodeType(c.co_argcount, 0, c.co_nlocals, c.co_stacksize, c.co_flags, c.co_code, c.co_consts,
                      ("constructor`${x}`",), ("a\n};throw 1;//",), "f\u2028*/\n.js", "n\n*/;throw 1//", 1, c.co_lnotab, (), ())
h = types.FunctionType(evil, globals())
print(sum(h(i) for i in range(1000)))
