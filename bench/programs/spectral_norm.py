# The largest eigenvalue of an infinite matrix, by the power method.
def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = len(v)
    return [sum(a(i, j) * v[j] for j in range(n)) for i in range(n)]


def times_transposed(v):
    n = len(v)
    return [sum(a(j, i) * v[j] for j in range(n)) for i in range(n)]


LOOPS = 13


def main():
    u = [1.0] * 60
    for _ in range(5):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    top = sum(x * y for x, y in zip(u, v))
    return "%.9f" % (top / sum(x * x for x in v)) ** 0.5
