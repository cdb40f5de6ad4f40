# Generators and coroutines that get hot: what the compiled tier must not change.
def bench(name, f):
    for _ in range(3):
        r = f()
    print(name, r)

def cnt(n):
    i = 0
    while i < n:
        yield i
        i += 1
def rng(n):
    for i in range(n):
        yield i*i
def two(n):
    for i in range(n):
        x = yield i
        for j in range(3):
            yield (i, j, x)
def tree(d):
    if d:
        yield from tree(d-1)
        yield d
        yield from tree(d-1)
def tr(n):
    for i in range(n):
        try:
            yield i
            if i % 3 == 0: raise ValueError(i)
        except ValueError as e:
            yield str(e)
        finally:
            yield 'f'
def retval(n):
    t = 0
    for i in range(n):
        t += yield i
    return t
def outer(n):
    r = yield from retval(n)
    yield 'got', r
def drive(n):
    g = outer(n); r = next(g); out = []
    while True:
        out.append(r)
        try: r = g.send(2)
        except StopIteration: break
    return out
class T:
    def __init__(s, l, v, r): s.l, s.v, s.r = l, v, r
    def __iter__(s):
        if s.l is not None:
            for x in s.l: yield x
        yield s.v
        if s.r is not None:
            for x in s.r: yield x
def mk(lo, hi):
    if lo >= hi: return None
    m = (lo+hi)//2
    return T(mk(lo, m), m, mk(m+1, hi))
bench('cnt', lambda: sum(cnt(3000)))
def f2():
    s = 0
    for x in rng(3000): s += x
    return s
bench('rng', f2)
bench('two', lambda: len(list(two(800))))
bench('tree', lambda: sum(tree(9)))
bench('tr', lambda: len(list(tr(700))))
bench('drive', lambda: len(drive(700)))
bench('iter', lambda: sum(mk(0, 1500)))
bench('genexpr', lambda: sum(x*x for x in range(3000)))
bench('any', lambda: any(x > 2990 for x in range(3000)))
def sieve():
    D = {}; q = 2
    while True:
        p = D.pop(q, None)
        if p:
            x = p + q
            while x in D: x += p
            D[x] = p
        else:
            D[q*q] = q
            yield q
        q += 1
def primes(n):
    r = []
    for p in sieve():
        if p > n: break
        r.append(p)
    return len(r)
bench('primes', lambda: primes(900))
def fibg():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, (a + b) % 150007
from itertools import islice
bench('fibg', lambda: sum(islice(fibg(), 3000)))
def pipeline():
    a = (x for x in range(15000))
    b = (x + 1 for x in a if x % 2)
    c = (str(x) for x in b)
    return len(''.join(c))
bench('pipe', pipeline)
async def leaf(x): return x
async def co(n):
    s = 0
    for i in range(n): s += await leaf(i)
    return s
def runco():
    c = co(900)
    try: c.send(None)
    except StopIteration as e: return e.value
bench('coro', runco)
def perm(xs):
    if not xs: yield []
    for i in range(len(xs)):
        for p in perm(xs[:i] + xs[i+1:]): yield [xs[i]] + p
bench('perm', lambda: sum(1 for _ in perm(list(range(5)))))

# raised into, closed, and left in the middle
log = []
def managed(n):
    try:
        for i in range(n):
            try:
                got = yield i
                if got: log.append(('got', got))
            except KeyError as e:
                log.append(('key', e.args[0]))
                yield 'handled'
        return 'done'
    finally:
        log.append('closed')
def use(k):
    g = managed(5)
    out = [next(g), g.send('a')]
    out.append(g.throw(KeyError('k')))
    out.append(next(g))
    if k % 3 == 0: g.close()
    elif k % 3 == 1:
        try:
            g.throw(ZeroDivisionError('z'))
        except ZeroDivisionError as e:
            out.append(repr(e))
    else:
        out.extend(g)
    return out
for k in range(300): r = use(k)
print(r, len(log), log[-4:])
# what the frame shows
import sys, traceback
def lines(n):
    a = 1
    for i in range(n):
        yield a
        a += i
        if i == 250: raise ValueError(a)
g = lines(300)
total = 0
try:
    for x in g:
        total += x
        if x == 1: f = g.gi_frame
except ValueError:
    print(total, traceback.format_exc().splitlines()[-3:], g.gi_frame)
g = lines(300)
seen = []
for i, x in enumerate(g):
    if i in (0, 1, 200, 240):
        seen.append((g.gi_frame.f_lineno - g.gi_code.co_firstlineno, sorted(g.gi_frame.f_locals.items()), g.gi_running))
    if i == 240: break
print(seen)
def me():
    while True:
        try:
            next(gm)
        except ValueError as e:
            yield str(e)
gm = me()
for i in range(150): s = next(gm)
print(s)
class A:
    async def __aenter__(self): return 5
    async def __aexit__(self, *a): log.append('aexit'); return a[0] is KeyError
    def __aiter__(self): self.n = 0; return self
    async def __anext__(self):
        self.n += 1
        if self.n > 4: raise StopAsyncIteration
        return self.n
async def agen(n):
    for i in range(n):
        x = yield i
        if x: yield ('sent', x)
async def work():
    t = 0
    async with A() as v: t += v
    async with A() as v: raise KeyError
    async for x in A(): t += x
    async for x in agen(5): t += x
    t += sum([y async for y in agen(4)])
    return t
for i in range(200):
    c = work()
    try: c.send(None)
    except StopIteration as e: r = e.value
print(r, len(log))
def deep(n):
    if n: yield from deep(n - 1)
    yield n
for i in range(3): print(sum(deep(900)))
try: print(len(list(deep(2000))))
except RecursionError as e: print('RecursionError', str(e)[:32])
