# needs: collections, itertools, functools, operator
import functools
import itertools
import operator
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple, ChainMap

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x + p[1], p._replace(x=5), p._asdict(), Point._fields, Point._make([3, 4]), p == (1, 2), *p)
c = Counter("mississippi")
print(c, c.most_common(2), c["z"], sorted((c - Counter("miss")).items()), sum(c.values()), sorted(c.elements())[:3])
dd = defaultdict(list)
for w in "one two three four".split():
    dd[len(w)].append(w)
print(dd, dict(dd), dd[9])
d = deque(range(5), maxlen=4)
d.append(9)
d.appendleft(0)
d.rotate(1)
print(d, d[1], list(reversed(d)), d.pop(), d.popleft(), len(d))
od = OrderedDict([("b", 1), ("a", 2)])
od.move_to_end("b")
print(od, od.popitem(last=False), od == {"b": 1})
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 4
print(cm["a"], cm["b"], cm.maps, sorted(cm))
print(list(itertools.islice(itertools.count(5, 3), 4)), list(itertools.chain("ab", [1])), list(itertools.permutations("abc", 2)), list(itertools.combinations(range(4), 3)))
print([(k, list(g)) for k, g in itertools.groupby("aabbca")], list(itertools.product("ab", repeat=2)), list(itertools.accumulate([1, 2, 3, 4], operator.mul)), list(itertools.zip_longest("ab", "c", fillvalue="-")))
print(list(itertools.takewhile(lambda x: x < 3, itertools.count())), list(itertools.compress("abcd", [1, 0, 1])), [list(t) for t in itertools.tee("xy")], list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.islice(itertools.cycle("ab"), 5)))
print(functools.reduce(operator.add, [1, 2, 3], 10), functools.partial(int, base=2)("101"), sorted("bca", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


@functools.singledispatch
def show(x):
    return "object"


@show.register(int)
def _(x):
    return "int"


print(fib(60), fib.cache_info(), V(1) >= V(1), V(2) > V(3), show(1), show("a"), show(True), operator.itemgetter(1, 0)("ab"), operator.attrgetter("x")(p), operator.methodcaller("upper")("q"))
