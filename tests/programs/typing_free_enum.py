# needs: enum, contextlib, string, textwrap, math, random, copy, datetime
import contextlib
import copy
import enum
import math
import string
import textwrap


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()


class Flags(enum.IntFlag):
    R = 4
    W = 2
    X = 1


print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.CRIMSON is Color.RED, list(Color), Color.RED.pretty, len(Color), Color.RED in Color)
print(Flags.R | Flags.W, int(Flags.R | Flags.X), Flags.R & 6, Flags(7))
try:
    Color(9)
except ValueError as e:
    print(e)


@contextlib.contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except KeyError as e:
        print("swallowed", e)
    finally:
        print("</%s>" % name)


with tag("a") as x, tag("b"):
    print(x)
    raise KeyError("k")
with contextlib.suppress(ZeroDivisionError):
    1 / 0
with contextlib.ExitStack() as stack:
    for n in "xy":
        stack.enter_context(tag(n))
    stack.callback(print, "callback")
print(string.Template("$a and ${b}c $$").substitute(a=1, b="x"), string.ascii_lowercase[:5], string.capwords("the end"))
print(textwrap.fill("the quick brown fox jumps over the lazy dog", 18), textwrap.dedent("  a\n    b\n").splitlines(), textwrap.shorten("hello big world", 12))
print(math.sqrt(2), math.gcd(12, 18), math.factorial(20), math.floor(-1.5), math.ceil(1.2), math.hypot(3, 4), math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.log(8, 2), math.pi)
a = [1, [2, {"k": [3]}]]
b, c = copy.copy(a), copy.deepcopy(a)
a[1][1]["k"].append(4)
print(b, c)
