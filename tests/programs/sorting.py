"""Sorting: stability, keys, reverse, algorithms of our own, errors."""


def rand(seed):
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield seed >> 33


def quicksort(xs):
    if len(xs) < 2:
        return xs
    pivot, *rest = xs
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if not x < pivot])


def merge_sort(xs):
    if len(xs) < 2:
        return xs[:]
    mid = len(xs) // 2
    a, b, out = merge_sort(xs[:mid]), merge_sort(xs[mid:]), []
    i = j = 0
    while i < len(a) and j < len(b):
        if b[j] < a[i]:
            out.append(b[j])
            j += 1
        else:
            out.append(a[i])
            i += 1
    return out + a[i:] + b[j:]


def heap_sort(xs):
    xs = xs[:]

    def sift(start, end):
        root = start
        while 2 * root + 1 < end:
            child = 2 * root + 1
            if child + 1 < end and xs[child] < xs[child + 1]:
                child += 1
            if not xs[root] < xs[child]:
                return
            xs[root], xs[child] = xs[child], xs[root]
            root = child

    for start in range(len(xs) // 2 - 1, -1, -1):
        sift(start, len(xs))
    for end in range(len(xs) - 1, 0, -1):
        xs[0], xs[end] = xs[end], xs[0]
        sift(0, end)
    return xs


def shell_sort(xs):
    xs, gap = list(xs), len(xs) // 2
    while gap:
        for i in range(gap, len(xs)):
            x, j = xs[i], i
            while j >= gap and x < xs[j - gap]:
                xs[j] = xs[j - gap]
                j -= gap
            xs[j] = x
        gap //= 2
    return xs


source = rand(2024)
data = [next(source) % 1000 for _ in range(400)]
expected = sorted(data)
for f in (quicksort, merge_sort, heap_sort, shell_sort):
    print(f.__name__, f(data) == expected)
print(expected[:10], expected[-5:], sum(data))

words = "the quick brown Fox jumps over The lazy dog".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sep="\n")
pairs = [(next(source) % 5, i) for i in range(30)]
by_first = sorted(pairs, key=lambda p: p[0])
print(all(a < b for a, b in zip(by_first, by_first[1:])), by_first[:8])
back = sorted(pairs, key=lambda p: p[0], reverse=True)
print(back[:8])

mixed = [3, 1.5, True, 2 ** 70, -0.0, False, float("inf"), -3]
mixed.sort()
print(mixed)
for bad in ([1, "a"], [None, 1], [(1, 2), (1, "x")], [1j, 2j], [{}, {}]):
    try:
        bad.sort()
    except TypeError as e:
        print(e)


class Item:
    compared = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Item.compared += 1
        return self.n < other.n

    def __repr__(self):
        return "I%d" % self.n


items = [Item(n) for n in (3, 1, 2)]
print(sorted(items), min(items), max([Item(1)], key=lambda i: -i.n), Item.compared)
ordered = sorted(map(Item, range(100)))
print(Item.compared)


def fail(x):
    if x == 3:
        raise KeyError("three")
    return -x


xs = [1, 2, 3, 4]
try:
    xs.sort(key=fail)
except KeyError as e:
    print(e, xs)


def meddle(x):
    ys.append(x)
    return x


ys = [2, 1]
try:
    ys.sort(key=meddle)
except ValueError as e:
    print(e, ys)
print(sorted("hello"), sorted({"b": 1, "a": 2}), list(reversed(sorted([3, 1, 2]))), sorted([[2], [1, 5], []]))
print(max("abc", "abd"), min([], default="none"), max([3, 1], [3, 0]), min(4, 2, 8, key=lambda x: x % 4))
