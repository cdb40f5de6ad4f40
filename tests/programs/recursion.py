"""Hanoi, Ackermann, permutations, n-queens, partitions, flood fill, the recursion limit."""
import sys


def hanoi(n, a="A", b="B", c="C"):
    return hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c) if n else []


def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def permutations(xs):
    if not xs:
        yield []
    for i, x in enumerate(xs):
        for rest in permutations(xs[:i] + xs[i + 1:]):
            yield [x] + rest


def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2:
            yield from queens(n, row + 1, cols + (c,), d1 + (row + c,), d2 + (row - c,))


def partitions(n, most):
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(1, min(n, most) + 1))


def flood(grid, r, c):
    if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] != ".":
        return 0
    grid[r][c] = "o"
    return 1 + sum(flood(grid, r + dr, c + dc) for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def forever(n):
    return forever(n + 1)


print(len(hanoi(10)), hanoi(3), ackermann(2, 9), ["".join(p) for p in permutations("abc")])
solutions = list(queens(6))
print(len(list(queens(7))), solutions)
for row in solutions[0]:
    print("." * row + "Q" + "." * (5 - row))
print([partitions(n, n) for n in range(1, 25)])
grid = [list(r) for r in ["..#..", ".##.#", "#...."]]
print(flood(grid, 0, 0), flood(grid, 2, 4), ["".join(r) for r in grid])
print(depth(900), even(801), sys.getrecursionlimit())
for f in (lambda: forever(0), lambda: depth(5000), lambda: even(3000)):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32])
sys.setrecursionlimit(3000)
print(depth(2500))


class Node:
    def __repr__(self):
        return "%r" % (self,)


try:
    repr(Node())
except RecursionError:
    print("repr recursed")
nested = []
for _ in range(500):
    nested = [nested]
print(len(repr(nested)), nested == nested)
