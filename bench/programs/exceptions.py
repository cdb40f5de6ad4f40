class Problem(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


def deep(n, k):
    if n == 0:
        if k % 3 == 0:
            raise Problem(k)
        return k
    return deep(n - 1, k)


LOOPS = 7


def main():
    caught = total = 0
    table = {"a": 1}
    for k in range(60000):
        try:
            total += deep(3, k)
        except Problem as e:
            caught += e.n & 1
        finally:
            total += 1
        try:
            total += table["ab"[k & 1]]
        except KeyError:
            caught += 1
    return caught, total
