"""Ints, floats and complex numbers: divmod, pow, rounding, repr, conversions, errors."""
for a in (7, -7, 7.5, -7.5):
    for b in (3, -3, 2.5):
        print(a, b, a // b, a % b, divmod(a, b), a / b, a - b, a * b, a ** 2, sep=" ; ")
print(0.1 + 0.2, 1e16, 1e15 + 0.5, 123456789012345680.0, 1e-5, 0.0001, 1.0, -0.0, 1e22, 5e-324, 1.7976931348623157e308, 1e309)
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 1e20)], round(2.675, 2), round(1234.5678, -2), round(5, 2), round(-1.25, 1), round(1e300, 5))
print(int(3.99), int(-3.99), int("  42 "), int("ff", 16), int("0x1f", 0), float("1e3"), float(" -inf "), float("nan"), int(True), float("1_0.5"))
print(2 ** 0.5, 4 ** -1, (-2) ** 3, (-8) ** 0.5, 0 ** 0, 0.0 ** 0, 2 ** -1074, pow(2, 10, 1000), 10 ** -2, (-1) ** -1, 1e200 * 1e200)
inf, nan = float("inf"), float("nan")
print(inf - inf, inf > 10 ** 400, nan == nan, nan != nan, nan in [nan], [nan] == [nan], max(1, nan), min(nan, 1), inf // 1, -inf % 3, 5 % inf, -5 % inf)
print(1 == 1.0 == True, hash(1) == hash(1.0), 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 30 > 1e30, 0.5 < 1, 3 <= 3.0, 1e308 < 10 ** 308)
print((0.1).as_integer_ratio(), (2.5).is_integer(), (3.0).is_integer(), (255.5).hex(), float.fromhex("0x1.8p3"), (1.5).__int__(), (10).__truediv__(4))
c = 3 + 4j
print(c, abs(c), c.conjugate(), c * c, c / (1 - 2j), c ** 2, c ** 0.5, -c, c.real, c.imag, c == 3 + 4j, complex(1), complex("1-2j"), 1j ** 2, complex(-0.0, 1))
print(repr(1e100), str(0.1), repr(100.0), repr(1e-7), 1.1 * 3, 1 / 3, 2 / 3, 1e23, 9007199254740993.0, 4.35 * 100, 1.005 * 1000, 3.0 * 1.1)
print(5 // 0.3, 5 % 0.3, -5 // 0.3, 1 // 0.1, 1 % 0.1, 3 % -0.0 if False else "skip", 0.0 % 1, -0.0 % 1, 1e17 % 3, divmod(-1e-20, 1.0))
print(abs(-5), abs(-2.5), abs(True), +True, -True, bool(0.0), bool(1e-300), bool(0j), not -1, int.bit_length(-255), (5).real, (5).denominator)
print(0xFF, 0o17, 0b101, 1_000, 1_0.0_1, 1e+5, .5, 5., 0xdead_beef, 00, 0e0)
print(sum([0.1] * 10), sum([1, 2.5, True]), sum([], 5), sum([[1], [2]], []), max([3, 1, 2]), min(2, 1.0), max("a", "b"), sorted([2, 1.5, True]))
for text in ["1 / 0", "1.0 // 0", "1 % 0.0", "0.0 ** -1", "int('1.5')", "float('x')", "int(inf)", "int(nan)", "round(inf)", "1 + 'a'", "1j < 2j", "1j // 1",
             "int([])", "complex('1 + 2j')", "2 ** 'x'", "-'a'", "~1.5", "1.5 & 1", "1 << 1.0", "float(10 ** 400)", "chr(-1)", "ord('ab')", "int('9' * 3, 40)",
             "round('x')", "pow(2, -1, 5)", "divmod(1, 0)", "(1.5).as_integer_ratio(1)", "int(x=1)", "float.fromhex('zz')", "10 ** 400 * 1.5", "abs('x')"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "!", type(e).__name__ + ":", e)
x = 1.0
for i in range(60):
    x = x * 3.7 * (1 - x) if 0 < x < 1 else 0.3
print(x, sum(1 / n ** 2 for n in range(1, 2000)), sum((-1) ** k / (2 * k + 1) for k in range(3000)) * 4)
i = 1
while i * 3 > i and i < 10 ** 25:
    i *= 3
print(i, i % 1000003, i // 7, float(i), i / 3, -i // 10, i - 1 + 1 == i, 4611686018427387904 * 2, 9007199254740991 + 2, -9007199254740991 - 5)
