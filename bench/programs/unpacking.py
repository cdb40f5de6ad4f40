# Tuples taken apart and put together.
LOOPS = 110


def main():
    total = 0
    data = [(i, (i + 1, [i + 2, i + 3])) for i in range(800)]
    for _ in range(12):
        for a, (b, (c, d)) in data:
            a, b, c, d = d, c, b, a
            first, *rest = (a, b, c, d)
            total += first - rest[-1] + len(rest)
            x = y = total % 5
            (x, y), z = (y, x), x + y
            total += z
    return total
