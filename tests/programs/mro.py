"""Inheritance, super() in all its uses, MRO, mixins, abstract methods by hand, operators by reflection."""


class Base:
    def __init__(self, **kw):
        print("Base", sorted(kw))

    def who(self):
        return ["Base"]


class A(Base):
    def __init__(self, a=1, **kw):
        super().__init__(**kw)
        self.a = a
        print("A", a)

    def who(self):
        return ["A"] + super().who()


class B(Base):
    def __init__(self, b=2, **kw):
        super().__init__(**kw)
        self.b = b
        print("B", b)

    def who(self):
        return ["B"] + super(B, self).who()


class C(A, B):
    def who(self):
        return ["C"] + super().who()

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @property
    def both(self):
        return self.a, self.b


class D(C):
    @classmethod
    def make(cls, *args):
        d = super().make(*args)
        d.made = True
        return d

    @property
    def both(self):
        return ("D",) + super().both

    def __getattr__(self, name):
        if name.startswith("x_"):
            return name[2:]
        return super().__getattribute__(name)


c = C(b=5, z=9)
d = D.make(7)
print(c.who(), c.both, d.both, d.made, d.x_hello, [k.__name__ for k in D.__mro__])
try:
    d.nothing
except AttributeError as e:
    print(e)
try:
    class Bad(Base, A):
        pass
except TypeError as e:
    print(e)
try:
    type("Twice", (A, A), {})
except TypeError as e:
    print(e)
for bad in (lambda: super().x, lambda: super(A, 5), lambda: super(C, c).nope, lambda: Base.who(), lambda: A.who(3), lambda: D(1, 2)):
    try:
        print(bad())
    except (TypeError, RuntimeError, AttributeError) as e:
        print(type(e).__name__, e)


class Num:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return "Num+%s" % type(other).__name__ if isinstance(other, Num) else NotImplemented

    def __radd__(self, other):
        return "%s+%s" % (type(other).__name__, type(self).__name__)

    def __iadd__(self, other):
        self.n += 10
        return self

    def __eq__(self, other):
        return NotImplemented if not isinstance(other, Num) else self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __contains__(self, x):
        return x == self.n

    def __call__(self, *a, **k):
        return a, k

    def __len__(self):
        return self.n

    def __index__(self):
        return self.n


class Sub(Num):
    def __radd__(self, other):
        return "Sub first"


n, s = Num(1), Sub(2)
print(n + n, 5 + n, n + s, s + n, n < s, n > s, n == Num(1), n != s, n == 1, 1 in n, n(1, k=2), bool(Num(0)), [1, 2, 3][s], "ab" * s)
n += 5
print(n.n, hash(n) if Num.__hash__ else "unhashable", isinstance(s, Num), Num.__subclasses__(), Sub.__bases__, s.__class__.__qualname__)
for bad in ("n + 'x'", "n - n", "n <= s", "{n: 1}", "n[0]", "-n", "n.who", "del n.who", "n()()", "len(Num)", "Num(-1) and 1", "n @ n", "'x' % n % n"):
    try:
        print(eval(bad))
    except Exception as e:
        print(bad, "!", type(e).__name__, e)
class Priv:
    def __init__(self): self.__x = 1
    def _Priv__get(self): return self.__x
    def show(self): return self.__get(), self.__dict__
print(Priv().show(), issubclass(bool, int), int.__mro__, type(type), object.__bases__, type(None)() is None)
