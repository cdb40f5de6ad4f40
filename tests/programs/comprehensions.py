"""Scopes of comprehensions, globals, nonlocals, classes, del, exec."""
x = "global"
squares = [x * x for x in range(5)]
print(x, squares, {x: y for x, y in zip("ab", [1, 2])}, sorted({x % 3 for x in range(9)}), tuple(x for x in "gen"))
print([(i, j) for i in range(4) if i % 2 for j in range(i) if j != 1], [[j for j in range(i)] for i in range(4)])
print([f() for f in [lambda i=i: i * 10 for i in range(3)]], [f() for f in [lambda: i for i in range(3)]])


class K:
    n = 3
    items = [n for n in range(n)]
    try:
        bad = [n for _ in range(2) if n]
    except NameError as e:
        bad = str(e)
    m = n
    gen = list(y for y in range(n))

    def method(self):
        return [self.n + i for i in range(2)], __class__.__name__


print(K.items, K.n, K.m, K.gen, K().method(), K.bad)


def outer():
    x = "outer"

    def read():
        return x

    def write():
        nonlocal x
        x = "written"

    def shadow():
        x = "shadow"
        return x

    def to_global():
        global x
        old, x = x, "changed"
        return old

    def deep():
        def deeper():
            nonlocal x
            x += "!"
            return [x for _ in range(2)]
        return deeper()

    out = [read(), shadow(), read()]
    write()
    out += [read(), to_global(), read(), deep(), x]
    return out


print(outer(), x)


def conditional(flag):
    if flag:
        y = 1
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(conditional(True), conditional(False))
namespace = {"y": 10}
exec("z = y + 1\ndef f(): return z * 2\nprint(f(), sorted(k for k in globals() if k[0] != '_'))", namespace)
print(namespace["z"], eval("a + b", {"a": 1}, {"b": 2}), eval("[q for q in r]", {"r": "xy"}))
try:
    eval("[q + s for q in 'a']", {}, {"s": "local"})
except NameError as e:
    print(e)


def local_names(a, *args, b=2, **kw):
    c = 3
    return sorted(locals())


print(local_names(1, 2, z=3), local_names.__code__.co_varnames, local_names.__defaults__, local_names.__kwdefaults__)
del x
try:
    x
except NameError as e:
    print(e)
for i in range(3):
    pass
else:
    print("else", i)
while True:
    break
else:
    print("never")
print([y for x in [[1, 2], [3]] for y in x], any(c == "b" for c in "abc"), [*range(3), *"ab"], {**{"a": 1}, **{"b": 2}})
annotated: int = 5
noted: "str"
print(__annotations__, sum(n for n in range(10) if n & 1), dict((k, v) for k, v in [(1, 2)]))
print(type(lambda: 0).__name__, (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda: (yield))().__class__.__name__)
