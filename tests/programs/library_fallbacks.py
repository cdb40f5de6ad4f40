# The library's functions in Python, for when a built-in module is blocked.
import sys


def fresh(name, blocked):
    saved = {n: sys.modules.pop(n) for n in (name, blocked) if n in sys.modules}
    sys.modules[blocked] = None
    try:
        return __import__(name)
    finally:
        sys.modules.pop(name, None)
        sys.modules.pop(blocked, None)
        sys.modules.update(saved)


def show(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


bisect = fresh("bisect", "_bisect")
print(bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([1, 2, 2, 3], 2))
xs = []
for i in (5, 3, 8, 1, 3):
    bisect.insort(xs, i)
print(xs)
show(bisect.bisect_left, [1], 1, -1)

heapq = fresh("heapq", "_heapq")
h = [5, 2, 9, 1, 7, 3]
heapq.heapify(h)
heapq.heappush(h, 0)
print([heapq.heappop(h) for _ in range(len(h))])
print(heapq.nsmallest(2, [4, 1, 3]), heapq.nlargest(2, [4, 1, 3]), heapq.heappushpop([2], 1))
print(list(heapq.merge([1, 4], [2, 3], [0])), heapq.heappush.__module__)
show(heapq.heappop, [])

operator = fresh("operator", "_operator")
print(operator.add(2, 3), operator.iadd([1], [2]), operator.not_(0), operator.truth(""))
print(operator.itemgetter(1)("abc"), operator.attrgetter("real", "imag")(3))
print(operator.methodcaller("split", ",")("a,b"), operator.itemgetter(0, 2))
print(operator.length_hint(iter([1, 2])), operator.countOf("abcab", "a"), operator.indexOf("abc", "c"))
show(operator.attrgetter, 3)
show(operator.concat, 1, 2)

functools = fresh("functools", "_functools")
p = functools.partial(functools.partial(print, 1, sep="-"), 2)
p(3)
print(p.args, p.keywords, p.func is print)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


@functools.lru_cache(maxsize=2)
def square(n):
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2)], square.cache_info())
show(functools.partial)

collections = fresh("collections", "_collections")
od = collections.OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
od.move_to_end("c", last=False)
print(od, list(reversed(od)), od.popitem(), od.popitem(False), od == {"b": 2})
print(collections.Counter("abca").most_common(1))
show(od.move_to_end, "z")

decimal = fresh("decimal", "_decimal")
print(decimal.Decimal("1.10") + 2, decimal.getcontext().prec)
