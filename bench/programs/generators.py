def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


def accumulator():
    total = 0
    while True:
        total += yield total


LOOPS = 6


def main():
    total = sum(x * x for x in count(200000) if x % 3)
    total += sum(tree(14))
    acc = accumulator()
    next(acc)
    for i in range(100000):
        total += acc.send(i) & 7
    return total
