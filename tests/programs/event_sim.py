"""Customers in a bank, by events in a heap of our own."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2

    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0] = last
            i = 0
            while True:
                small = min((j for j in (i, 2 * i + 1, 2 * i + 2) if j < len(items)), key=items.__getitem__)
                if small == i:
                    break
                items[i], items[small] = items[small], items[i]
                i = small
        return top

    def __bool__(self):
        return bool(self.items)

    __len__ = lambda self: len(self.items)


class Event:
    serial = 0

    def __init__(self, time, action, *args):
        self.time, self.action, self.args = time, action, args
        Event.serial += 1
        self.serial = Event.serial

    def __lt__(self, other):
        return (self.time, self.serial) < (other.time, other.serial)


class Bank:
    def __init__(self, tellers, seed):
        self.events = Heap()
        self.random = Random(seed)
        self.free = list(range(tellers))
        self.line = []
        self.log = []
        self.waits = {}

    def at(self, delay, action, *args):
        self.events.push(Event(self.now + delay, action, *args))

    def run(self, until):
        self.now = 0
        self.at(0, self.arrive, 1)
        while self.events:
            event = self.events.pop()
            if event.time > until:
                break
            self.now = event.time
            event.action(*event.args)

    def arrive(self, n):
        self.line.append((n, self.now))
        self.at(1 + self.random.next(5), self.arrive, n + 1)
        self.serve()

    def serve(self):
        while self.free and self.line:
            teller = self.free.pop(0)
            n, since = self.line.pop(0)
            self.waits[n] = self.now - since
            self.log.append("%4d teller %d takes customer %d" % (self.now, teller, n))
            self.at(2 + self.random.next(9), self.leave, teller)

    def leave(self, teller):
        self.free.append(teller)
        self.serve()


bank = Bank(2, 42)
bank.run(300)
print("\n".join(bank.log[:12]))
print("...")
waits = list(bank.waits.values())
print(len(waits), max(waits), sum(waits) / len(waits), len(bank.line), len(bank.events))
histogram = {}
for w in waits:
    histogram[w // 5 * 5] = histogram.get(w // 5 * 5, 0) + 1
for low in sorted(histogram):
    print("%3d-%-3d %s" % (low, low + 4, "#" * histogram[low]))
