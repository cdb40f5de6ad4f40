# Ints beyond the machine's words.
LOOPS = 240


def main():
    a, b = 0, 1
    for _ in range(4000):
        a, b = b, a + b
    f = 1
    for i in range(1, 500):
        f *= i
    x = 88172645463325252
    mask = (1 << 64) - 1
    for _ in range(6000):
        x ^= (x << 13) & mask
        x ^= x >> 7
        x ^= (x << 17) & mask
    return len(str(a)), len(str(f)), pow(3, 10 ** 40, 10 ** 40 + 37) % 10 ** 9, x, (a * f) // (f + 7) % 10 ** 9
