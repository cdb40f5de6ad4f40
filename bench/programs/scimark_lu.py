# LU factorisation with partial pivoting.
def factor(a):
    n = len(a)
    for j in range(n):
        p = max(range(j, n), key=lambda i: abs(a[i][j]))
        if p != j:
            a[p], a[j] = a[j], a[p]
        inverse = 1.0 / a[j][j]
        row = a[j]
        for i in range(j + 1, n):
            other = a[i]
            f = other[j] * inverse
            other[j] = f
            for k in range(j + 1, n):
                other[k] -= f * row[k]


LOOPS = 70


def main():
    n = 55
    a = [[((i * 31 + j * 17) % 101) / 101.0 + (2.0 if i == j else 0.0) for j in range(n)] for i in range(n)]
    factor(a)
    return "%.9f" % sum(a[i][i] for i in range(n))
