"""Bit twiddling: gray codes, popcount, CRC, xorshift, sets as masks, bit boards."""


def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def reverse(n, width):
    out = 0
    for _ in range(width):
        out, n = out << 1 | n & 1, n >> 1
    return out


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def adler(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def xorshift(x, n):
    for _ in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
        yield x


print([format(i ^ i >> 1, "04b") for i in range(16)])
print([popcount(n) for n in (0, 1, 255, 2 ** 40 - 1, 2 ** 100 - 1)], reverse(0b1011, 8), reverse(1, 64))
print(hex(crc32(b"123456789")), hex(adler(b"Wikipedia")), [x % 1000 for x in xorshift(88172645463325252, 6)])
print(-1 >> 5, -1 & 0xFF, ~0, -5 & 3, -5 | 3, -5 ^ 3, 1 << 31, 1 << 32, 1 << 63, (1 << 31) >> 31, -2 ** 31 >> 31, 5 >> 100, -5 >> 100)
print(True & 1, True | False, True ^ True, ~True, type(True & True), type(True & 1), 6 & -6, 0x7FFFFFFF + 1, -0x80000000 - 1)


def subsets(items):
    for mask in range(1 << len(items)):
        yield [x for i, x in enumerate(items) if mask >> i & 1]


print(list(subsets("abc")), sum(1 for s in subsets(range(10)) if sum(s) == 15))
h = 0xCBF29CE484222325
for byte in "wordcode".encode():
    h = (h ^ byte) * 0x100000001B3 & (1 << 64) - 1
print(hex(h), (12345).bit_length(), (-256).bit_length(), (0).bit_length(), int.from_bytes(b"\xff\xfe", "little", signed=True))
x, y = 12, 25
x ^= y
y ^= x
x ^= y
print(x, y, [n for n in range(1, 70) if n & n - 1 == 0], (1 << 200) - 1 & ~(1 << 100) == (1 << 200) - 1 - (1 << 100))
