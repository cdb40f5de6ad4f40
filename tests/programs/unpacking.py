"""Unpacking and argument passing: stars everywhere, keyword-only, defaults, errors."""
a, b = b, a = 1, 2
print(a, b)
(a, *b), c = [1, 2, 3], "c"
*start, last = range(5)
first, (second, *rest), [third] = "x", "yzw", ["q"]
print(a, b, c, start, last, first, second, rest, third)
d = {}
d["k"], (d["l"], *d["m"]) = 1, range(3)
i, d[i] = 7, "seven"
print(d, [*range(3), *"ab", *{}], (*b, *start), {*b, 9}, {**{"x": 1}, "y": 2, **{"x": 3}})
for n, (p, *q) in enumerate(["abc", (1,), [2, 3]]):
    print(n, p, q, end="; ")
print()


def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 5, 6, 7, c=8, z=9), f(*[1, 2, 3], **{"c": 0, "q": 1}), f(*"ab", *"cd", c=1, **{}, **{"e": 2}), f(b=1, a=2, c=3))


def g(x, y=[]):
    y.append(x)
    return y


print(g(1), g(2), g(3, []), g.__defaults__)


def order(tag):
    print(tag, end=" ")
    return tag


f(order("1"), *[order("2")], c=order("3"), **{order("4"): order("5")})
print()
for call in ["f()", "f(1)", "f(1, c=2, a=3)", "f(1, *5, c=1)", "f(1, **5)", "f(1, c=1, **{'c': 2})", "f(c=1, **{1: 2})", "g(1, 2, 3)", "g(z=1)", "g(*[1], x=2)", "(lambda: 0)(1)", "(lambda a, b, *, k, m: 0)(1, 2)",
             "(lambda a, b, c: 0)()", "(lambda a, b=1: 0)(1, 2, 3)", "print(1, nope=2)", "len()", "len(1, 2)", "int('1', bas=2)", "dict(1, 2)", "max()", "isinstance(1)", "'a'.join()", "[].append()", "[].append(1, 2)",
             "sorted()", "object(1)", "g.nope()", "5()", "'x'()", "None()"]:
    try:
        print(call, "=", eval(call))
    except Exception as e:
        print(call, "!", type(e).__name__ + ":", e)
for target, value in [("a, b", "1, 2, 3"), ("a, b", "1,"), ("a, *b, c", "[1]"), ("a, b", "5"), ("a,", "()"), ("*a,", "None"), ("[a, b]", "{1: 2}"), ("(a, b), c", "[1, 2]"), ("a, b", "'xyz'"), ("a, b", "(i for i in 'q')")]:
    try:
        exec("%s = %s\nprint(a)" % (target, value))
    except Exception as e:
        print(target, "=", value, "!", type(e).__name__ + ":", e)


def swap(pair):
    (pair[0], pair[1]) = pair[1], pair[0]
    return pair


def ret():
    return (1, *[2, 3], 4)


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, *, z): return a9 - a0 + z


print(swap([1, 2]), ret(), many(*range(10), z=1), (lambda *, a: a)(a=1), (lambda *a, **k: (a, k))(*(), **{}))
x = y = z = []
x.append(1)
print(x is z, y, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, (lambda a=(1, 2): a)())
