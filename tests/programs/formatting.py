"""A gallery of %-formatting, str.format and f-strings."""
import sys


class P:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "P(%r)" % self.x

    def __str__(self):
        return "p%s" % self.x

    def __format__(self, spec):
        return "[%s|%s]" % (spec, self.x)


p = P(7)
for fmt, arg in [("%d", 42), ("%5d|", 42), ("%-5d|", 42), ("%05d", -42), ("%+d", 42), ("% d", 42), ("%x", 255),
                 ("%#x", 255), ("%X", 255), ("%#o", 8), ("%i", 3.99), ("%f", 3.14159), ("%.2f", 2.675), ("%10.3f|", -1.5),
                 ("%e", 12345.678), ("%.3E", 0.00012), ("%g", 1e-5), ("%g", 123456789.0), ("%#g", 1.0), ("%s", p),
                 ("%r", p), ("%a", "é"), ("%c", 65), ("%c", "z"), ("%10s|", "right"), ("%-10s|", "left"), ("%.2s", "cut"),
                 ("%%%d%%", 5), ("%s %s", (1, 2)), ("%(a)s-%(b)04d", {"a": "x", "b": 7}), ("%*d", (6, 3)),
                 ("%.*f", (2, 3.14159)), ("%s", (None,)), ("%d", True), ("%s", float("nan")), ("%06.2f", -3.14159),
                 ("%x", -255), ("%f", float("inf")), ("%5.1f%%", 99.55)]:
    print(fmt, "->", fmt % arg)
for fmt, arg in [("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), ("%q", 1), ("%", 1), ("%c", 300000000), ("%(a)s", 1),
                 ("%(b)s", {"a": 1}), ("%x", 1.5)]:
    try:
        print(fmt % arg)
    except Exception as e:
        print(fmt, "!", type(e).__name__, e)
for fmt, args, kwargs in [("{} {}", (1, 2), {}), ("{1} {0}", (1, 2), {}), ("{a}{b!r}", (), {"a": 1, "b": "x"}),
                          ("{0.x} {0!s} {0!r} {0:spec}", (p,), {}), ("{0[1]}{1[k]}", ([1, 2], {"k": 3}), {}),
                          ("{:>8}|{:<8}|{:^8}|{:*^9}|", ("a", "b", "c", "d"), {}), ("{:,} {:_}", (1234567, 1234567), {}),
                          ("{:08.3f} {:+.1e} {:.0%}", (3.14159, 12345.6, 0.256), {}), ("{:#b} {:#o} {:#x} {:b}", (10,) * 4, {}),
                          ("{{}} {}", ("x",), {}), ("{:{w}.{p}}", (3.14159,), {"w": 10, "p": 3}), ("{:=+8}", (42,), {}),
                          ("{:c}", (97,), {}), ("{:n}", (1234,), {}), ("{:g} {:g}", (1e20, 0.1), {}),
                          ("{:.3}", ("abcdef",), {}), ("{:,.2f}", (-9876543.215,), {}), ("{!a}", ("ü",), {})]:
    print(fmt, "->", fmt.format(*args, **kwargs))
for fmt in ["{", "}", "{0} {}", "{x}", "{5}", "{0.nope}", "{0:d}", "{!z}", "{0[}", "{:10000000000000000000}"]:
    try:
        print(fmt.format("s"))
    except Exception as e:
        print(fmt, "!", type(e).__name__, e)
name, value, width, d = "wordcode", 12.3456, 10, {"key": [1, 2]}
print(f"{name} {value:.2f} {value:{width}.1f}| {name!r:>12} {d['key'][0]} {'nested ' + f'{value:>{width}}'}")
print(f"{{literal}} {p} {p!s} {p!r:>6} {p:{name[0]}} {(lambda x: x * 2)(21)} {[c for c in 'abc']}"
      f" {3 if value > 3 else 4}" " and {plain}")
print(f'''{
    value
    :.1f}''', rf"\d{name}", f"{1:03}{'x':>3}", F"{None} {True!r} {1e3} {2 ** 70:,}")
print(repr("%s" % "a'b"), "%r" % 'a"b\'c', "%a" % "\U0001F600\x80\n", "tab\t\x00\x7f\xa0".__repr__())
print(format(255, "x"), format(1.5), format("s", ">4"), format(10 ** 20, ",d"), format(True, "d"), format(3, ".2f"))
print(str.format_map("{a}", {"a": 5}), "{:>+9,.1f}|".format(1234.56), "{:<05}".format(12), "{:e}".format(0))
print(*[1, "a", None], sep=", ", end=".\n", file=sys.stdout)
