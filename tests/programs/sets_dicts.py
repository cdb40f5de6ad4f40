"""Sets and dicts: order, views, methods, errors, keys that compare equal."""
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
del d["a"]
d["a"] = 4
print(d, list(d), d.popitem(), d.pop("zz", None), d.setdefault("n", ()), d.get("q", "-"))
print({1: "int", 1.0: "float", True: "bool"}, {0: 1}[False], {(1, 2): 3}[(1.0, 2)], {2 ** 60: "x"}[2.0 ** 60])
print(d.keys() & {"b", "x"}, d.items() - {("b", 10)}, sorted(d.keys() | {"z"}), d.keys() == {"b", "c", "n"})
print(dict([("k", 1)], z=2), dict(zip("ab", range(2))), dict.fromkeys("aab", 0), {**{"a": 1}, "b": 2, **{"a": 3}})
for bad in ("{}['x']", "{[]: 1}", "{}.popitem()", "dict([1])", "dict([(1, 2, 3)])", "{1: 2}.update(3)", "set([[]])",
            "{1} | [2]", "{1} < [2]", "set().pop()", "{1}.remove(2)", "frozenset().add(1)", "len({}, {})"):
    try:
        print(eval(bad))
    except Exception as e:
        print(bad, type(e).__name__, e)
a, b = set(range(0, 10, 2)), set(range(0, 10, 3))
print(a & b, a | b, a - b, a ^ b, a <= b, {0, 6} <= a, {0, 6} < {0, 6}, a.isdisjoint({1}), len(a), 4 in a)
a &= {2, 4, 6}
a |= {100}
a -= {2}
a ^= {4, 5}
print(a, a.union([1], (2,)), a.intersection([6, 5], {5}), frozenset(a) == a, hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
x = {"self": None}
x["self"] = x
print(x, repr({1: {2: [3, (4,)]}}))
try:
    for k in d:
        d[k + k] = 1
except RuntimeError as e:
    print(e)
try:
    s = {1, 2}
    for i in s:
        s.add(i + 10)
except RuntimeError as e:
    print(e)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return "K%d" % self.n


keys = {Key(i % 10): i for i in range(25)}
print(keys, Key(4) in keys, Key(11) in keys, {Key(1), Key(1), Key(4)})


class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


dd = Default(a=1)
print(dd["a"], dd["xy"], dd, "q" in dd, dd.get("q"), dd == {"a": 1, "xy": "xyxy"})
words = "the cat the dog the end".split()
count = {}
for w in words:
    count[w] = count.get(w, 0) + 1
print(sorted(count.items(), key=lambda kv: (-kv[1], kv[0])), {v: k for k, v in count.items()})
print({i % 3 for i in range(10)}, {c: i for i, c in enumerate("hello")}, d.copy() is d, dict(d) == d, {}.keys(), {1: 2}.values())
