"""Pipelines of generators; send, throw, close, yield from, return values."""


def numbers(n):
    print("<start>")
    try:
        for i in range(n):
            yield i
    finally:
        print("<stop>")


def where(f, xs):
    return (x for x in xs if f(x))


def take(n, xs):
    it = iter(xs)
    for _ in range(n):
        try:
            yield next(it)
        except StopIteration:
            return


def window(xs, size):
    buf = []
    for x in xs:
        buf.append(x)
        if len(buf) == size:
            yield tuple(buf)
            del buf[0]


source = numbers(50)
print(list(take(3, window(where(lambda x: x % 3, source), 4))))
source.close()


def averager():
    total, count, average = 0.0, 0, None
    while True:
        try:
            x = yield average
        except ValueError as e:
            print("ignored", e)
            continue
        if x is None:
            return total, count
        total += x
        count += 1
        average = total / count


def collect(results):
    while True:
        result = yield from averager()
        results.append(result)
        print("group", result)


results = []
g = collect(results)
print(next(g), g.send(10), g.send(20), g.throw(ValueError("bad")), g.send(None), g.send(3), g.send(None))
g.close()
print(results, next(g, "exhausted"))


def tree(n):
    if n:
        left = yield from tree(n - 1)
        yield n
        right = yield from tree(n - 1)
        return left + right + 1
    return 1


t = tree(4)
seen = []
while True:
    try:
        seen.append(next(t))
    except StopIteration as stop:
        print(seen, "->", stop.value)
        break


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)


def reentrant():
    yield next(r)


r = reentrant()
try:
    next(r)
except ValueError as e:
    print(e)


def not_started():
    x = yield
    print("got", x)


n = not_started()
try:
    n.send(1)
except TypeError as e:
    print(e)
try:
    n.throw(KeyError, "k")
except KeyError as e:
    print("KeyError", e, n.gi_frame)


def leak():
    raise StopIteration("old style")
    yield


print(list(leak()))
print(sum(x * y for x in range(5) for y in range(x) if (x + y) % 2), type(i for i in ()).__name__)
it = iter([1, 2, 3, 0, 4].pop, 0)
print(list(it), [*take(4, (c for c in "generator"))])
gen = (print("lazy", i) or i for i in range(3))
print(next(gen), 2 in gen, list(gen))
