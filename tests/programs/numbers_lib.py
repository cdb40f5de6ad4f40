"""numbers, fractions and statistics."""
import math
import numbers
import statistics as st
from fractions import Fraction as F

print([isinstance(x, k) for x in (1, True, 1.5, 1j, F(1, 2), "1")
       for k in (numbers.Integral, numbers.Rational, numbers.Real, numbers.Complex)])


class Modular(numbers.Complex):
    pass


try:
    Modular()
except TypeError as e:
    print(e)
try:
    numbers.Number().x
except AttributeError as e:
    print(e)

for text in ("3/4", " -1.25e-2 ", "7", ".5", "1e3", "1/0", "1/-2", "", "1.2/3", "١/٢"):
    try:
        print(repr(F(text)))
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
a, b = F(22, 7), F(-3, 5)
for op in "+ - * / // % **".split():
    print(op, repr(eval("a %s b" % op)), repr(eval("a %s 2" % op)),
          repr(eval("2 %s b" % op)), repr(eval("a %s 0.5" % op)))
print(divmod(a, b), abs(b), -a, +a, bool(F(0)), round(a), round(a, 3), round(F(5, 2)), round(F(1234), -2))
print(math.floor(b), math.ceil(b), math.trunc(b), int(a), float(a), complex(a))
print(a == 22 / 7, F(1, 2) == 0.5, F(1, 2) < 0.6, F(3) == 3 == 3 + 0j, F(1, 3) < float("inf"))
print(hash(F(1, 2)) == hash(0.5), hash(F(7)) == hash(7), hash(F(-1)), hash(F(1, 3)))
print(F(math.pi).limit_denominator(1000), F("3.14159").limit_denominator(10), F(0.1))
print(F.from_float(0.25), F(1, 3) ** -2, F(-2, 3) ** -3, F(4) ** F(1, 2))
for bad in (lambda: F("x"), lambda: F(1, 0), lambda: F(1.5, 2), lambda: F(None),
            lambda: F.from_float("x"), lambda: F(1) < 1j, lambda: F(1).limit_denominator(0)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)

data = [1, 2, 2, 3, 4, 7, 9]
print(st.mean(data), st.median(data), st.mode(data), st.median_low(data + [1]),
      st.median_high(data + [1]), st.median_grouped(data), st.median_grouped([1, 3, 3, 5, 7], 2))
print(st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data))
print(st.mean([F(1, 3), F(1, 2)]), st.variance([F(1, 3), F(1, 2), 4]), st.harmonic_mean([40, 60]))
print(st.mean([1e50, 1, -1e50] * 100), st.mean([0.1] * 10), st.mean([1, float("inf")]))
for bad in (lambda: st.mean([]), lambda: st.mode([1, 2]), lambda: st.variance([1]),
            lambda: st.median([]), lambda: st.mean(["a"]), lambda: st.mode([]),
            lambda: st.harmonic_mean([-1, 2]), lambda: st.harmonic_mean(["a"])):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
