# Pi by chance, with a lagged Fibonacci generator.
class Random:
    def __init__(self, seed):
        self.m = []
        for _ in range(17):
            seed = (seed * 9069 + 1) % 65536
            self.m.append(seed * 32768 + (seed * 31) % 32768)
        self.i, self.j = 4, 16

    def next(self):
        i, j = self.i, self.j
        k = self.m[i] - self.m[j]
        if k < 0:
            k += 2147483647
        self.m[j] = k
        self.i = 16 if i == 0 else i - 1
        self.j = 16 if j == 0 else j - 1
        return k / 2147483647.0


LOOPS = 10


def main():
    r = Random(113)
    under = 0
    for _ in range(40000):
        x = r.next()
        y = r.next()
        if x * x + y * y <= 1.0:
            under += 1
    return under
