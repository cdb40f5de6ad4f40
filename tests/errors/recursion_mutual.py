def f(n):
    g(n)


def g(n):
    if n == 0:
        raise KeyError(n)
    f(n - 1)


f(4)
