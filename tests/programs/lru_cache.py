"""An LRU cache with a doubly linked list, and iteration protocols of linked lists."""


class Node:
    __slots__ = "key", "value", "prev", "next"

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self


class LRU:
    def __init__(self, size):
        self.size, self.map, self.head = size, {}, Node()
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _front(self, node):
        head = self.head
        node.next, node.prev = head.next, head
        head.next.prev = node
        head.next = node

    def __getitem__(self, key):
        try:
            node = self.map[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self._unlink(node)
        self._front(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.map:
            self._unlink(self.map[key])
        elif len(self.map) >= self.size:
            oldest = self.head.prev
            self._unlink(oldest)
            del self.map[oldest.key]
        node = self.map[key] = Node(key, value)
        self._front(node)

    def __iter__(self):
        node = self.head.next
        while node is not self.head:
            yield node.key
            node = node.next

    def __reversed__(self):
        node = self.head.prev
        while node is not self.head:
            yield node.key
            node = node.prev

    def __len__(self):
        return len(self.map)

    def __contains__(self, key):
        return key in self.map


lru = LRU(4)
x = 7
for _ in range(300):
    x = x * 37 % 101
    try:
        lru[x % 9]
    except KeyError as e:
        lru[x % 9] = e.args[0] * 2
print(list(lru), list(reversed(lru)), len(lru), lru.hits, lru.misses, 3 in lru)


class Squares:
    """The old protocol: __getitem__ until IndexError."""

    def __getitem__(self, i):
        if i > 5:
            raise IndexError
        return i * i


s = Squares()
print(list(s), 16 in s, 17 in s, max(s), [a for a in zip(s, "abc")], tuple(enumerate(s, 10))[-1])
first, *middle, final = s
print(first, middle, final, list(map(lambda a, b: a + b, s, lru)))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


c = Countdown(5)
print(next(c), list(c), list(c), next(c, "done"), sum(Countdown(100)))
try:
    node = Node()
    node.other = 1
except AttributeError as e:
    print(e)
for bad in (5, object, lru.head):
    try:
        iter(bad)
    except TypeError as e:
        print(e)
