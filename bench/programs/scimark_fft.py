# A fast Fourier transform over a flat list, there and back.
from math import pi, sin


def transform(data, direction):
    n = len(data) // 2
    bits = n.bit_length() - 1
    j = 0
    for i in range(n - 1):
        if i < j:
            data[2 * i], data[2 * j] = data[2 * j], data[2 * i]
            data[2 * i + 1], data[2 * j + 1] = data[2 * j + 1], data[2 * i + 1]
        k = n >> 1
        while k <= j:
            j -= k
            k >>= 1
        j += k
    dual = 1
    for _ in range(bits):
        wr, wi = 1.0, 0.0
        theta = direction * pi / dual
        s = sin(theta)
        t = sin(theta / 2.0)
        s2 = 2.0 * t * t
        for a in range(dual):
            if a:
                wr, wi = wr - s * wi - s2 * wr, wi + s * wr - s2 * wi
            for b in range(0, n, 2 * dual):
                i = 2 * (b + a)
                j = 2 * (b + a + dual)
                zr, zi = data[j], data[j + 1]
                dr = wr * zr - wi * zi
                di = wr * zi + wi * zr
                data[j] = data[i] - dr
                data[j + 1] = data[i + 1] - di
                data[i] += dr
                data[i + 1] += di
        dual *= 2


LOOPS = 60


def main():
    data = [((i * 7919) % 1000) / 1000.0 for i in range(2048)]
    old = data[:]
    transform(data, -1)
    transform(data, 1)
    n = len(data) // 2
    return "%.6e" % sum(abs(a / n - b) for a, b in zip(data, old)) < "1"
