"""Big integers: digits of pi, factorials, Fibonacci, a toy RSA, bases, roots."""


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while n:
        if 4 * q + r - t < m * t:
            yield m
            n -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


def isqrt(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


print("".join(map(str, pi_digits(120))))
f = 1
for i in range(1, 201):
    f *= i
print(f, len(str(f)), f % (10 ** 9 + 7), f.bit_length())
p, q, e = 2 ** 89 - 1, 2 ** 107 - 1, 65537
n, phi = p * q, (p - 1) * (q - 1)
d = egcd(e, phi)[1] % phi
message = int.from_bytes(b"attack at dawn", "big")
cipher = pow(message, e, n)
print(d, cipher, pow(cipher, d, n).to_bytes(14, "big"))
print(isqrt(2 * 10 ** 80), isqrt(f) ** 2 <= f < (isqrt(f) + 1) ** 2)
a, b = -(7 ** 50), 3 ** 40
print(a // b, a % b, divmod(a, b), divmod(a, -b), -a // b, a >> 33, a << 7, a & b, a | b, a ^ b, ~a)
print(hex(b), oct(b), bin(b)[:20], int("zz" * 8, 36), int("-0b1011", 0), int("1_000_000"), f"{b:,}", a == float(a))
print(float(b), b / 7 ** 30, 10 ** 400 // 10 ** 398, 2 ** 64 - 1 == 0xFFFFFFFFFFFFFFFF, hash(2 ** 61 - 1), hash(2 ** 100), hash(-2))
print(2 ** 53 + 1, 2 ** 53 + 1.0, (2 ** 53 + 1) * 3, -2 ** 63, 9007199254740993 - 9007199254740992, 94906267 * 94906267)
for bad in ("1 << -1", "2 ** 10000 * 1.0", "10 ** 400 / 3", "int('12x')", "pow(2, 3, 0)", "(300).to_bytes(1, 'big')", "1 // 0", "0 ** -1"):
    try:
        print(eval(bad))
    except Exception as ex:
        print(type(ex).__name__, ex)
print(pow(3, -2), 2 ** -1, (-8) ** (1 / 3) == complex((-8) ** (1 / 3)), (-3) ** 3, round(12345678901234567890, -5), round(-25, -1), round(35, -1))
