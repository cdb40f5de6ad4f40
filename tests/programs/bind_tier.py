def outer():
    def f(a, b=2, *, c=3, d=4): return a + b + c + d
    def g(*args, **kw): return len(args), sorted(kw.items())
    def h(a, *rest): return a, rest
    def k(a, b=[], **kw): return a, b, kw
    class M:
        def m(self, x, y=5, *, z=6): return x, y, z
        def n(self, *a, **k): return a, k
    m = M()
    out = []
    for i in range(150):
        out.append((f(i), f(i, b=3), f(a=1, c=5, b=1), g(1, 2, x=3), g(*(1, 2)), g(*[1], **{'q': 2}),
                    h(1), h(1, 2, 3), k(1), k(1, 2), k(1, z=3), m.m(1), m.m(1, y=2), m.m(x=1, z=9), m.n(1, q=2), m.n(*(1,2))))
    return out[-1]
for _ in range(3): print(outer())
def deco(fn):
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper
@deco
def add(a, b=10): return a + b
t = 0
for i in range(500): t += add(i) + add(i, 1) + add(a=i, b=2)
print(t)
def bad():
    r = []
    for args, kw in [((), {}), ((1, 2, 3), {}), ((1,), {'a': 1}), ((1,), {'zz': 1})]:
        try: add(*args, **kw)
        except TypeError as e: r.append(str(e))
    return r
for i in range(200): x = bad()
print(x)
def need(a, b, c=1): return a
def bad2():
    r = []
    for f in (lambda: need(), lambda: need(1), lambda: need(1, 2, 3, 4), lambda: need(1, c=2)):
        try: f()
        except TypeError as e: r.append(str(e))
    return r
for i in range(200): x = bad2()
print(x, need(1, 2))
def nx(it):
    try: return next(it)
    except StopIteration as e: return 'stop', e.value
def gg():
    yield 1
    return 7
for i in range(200):
    z = iter([1]); a = (nx(z), nx(z)); q = gg(); b = (nx(q), nx(q), nx(q))
print(a, b)
import random
r = random.Random(3)
fl = [r.random() - .5 for _ in range(300)]
print(sorted(fl)[:3], sorted(fl, key=abs)[:3], sorted(fl, reverse=True)[:2])
print(sorted([0.0, -0.0, 1.0, -1.0]), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([(1, None), (0, None)]), sorted(['b', 'a', 'é', '\U0001F600', '\uffff']))
try: sorted([(1, None), (1, 3)])
except TypeError as e: print(e)
print(sorted([(2, 1), (1, 2), (2, 0), (1, 1)], reverse=True), sorted([3, True, 2]), sorted([2**70, 1, -2**70]))
class K:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
print([k.v for k in sorted([K(3), K(1), K(2)])], sorted([(1, K(2)), (0, K(1)), (1, K(1))])[1][1].v)
x = 1 << 70; x <<= 3; x >>= 2; x |= 5; x ^= 2**65; x &= 2**72 - 1; x //= 3; x += 2**66; x -= 1; x *= 3; x %= 10**20
print(x, [1, 2, 3, 4][::-1], [1, 2, 3, 4, 5][::-2], (1, 2, 3)[::2])
