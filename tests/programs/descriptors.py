"""Typed fields, lazy properties, descriptors that are and are not data descriptors."""


class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError("%s.%s must be %s, not %s" % (
                type(instance).__name__, self.name, self.kind.__name__, type(value).__name__))
        instance.__dict__[self.name] = self.check(value)

    def __delete__(self, instance):
        if self.name not in instance.__dict__:
            raise AttributeError(self.name)
        del instance.__dict__[self.name]

    def check(self, value):
        return value


class Positive(Typed):
    def check(self, value):
        if value <= 0:
            raise ValueError("%s must be positive, got %r" % (self.name, value))
        return value


class lazy:
    """No __set__: the value put into the instance hides it."""

    def __init__(self, f):
        self.f, self.__doc__ = f, f.__doc__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        print("computing", self.f.__name__)
        value = instance.__dict__[self.f.__name__] = self.f(instance)
        return value


class Product:
    name = Typed(str, "?")
    price = Positive(float, 1.0)
    count = Positive(int)

    def __init__(self, **fields):
        for key in sorted(fields):
            setattr(self, key, fields[key])

    @lazy
    def total(self):
        """price times count"""
        return self.price * self.count


p = Product(name="spam", price=2.5, count=4)
print(p.total, p.total, p.__dict__)
for field, value in [("name", 3), ("price", -1.0), ("count", 2.0), ("price", 9.75)]:
    try:
        setattr(p, field, value)
        print(field, "=", getattr(p, field))
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ":", e)
del p.name
print(p.name, Product.total.__doc__, type(Product.name).__name__)
try:
    del p.name
except AttributeError as e:
    print("AttributeError", e)


class Method:
    def __get__(self, instance, owner):
        return lambda *args: (type(instance).__name__, owner.__name__, args)


class A:
    m = Method()

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @staticmethod
    def s(x):
        return x * 2


class B(A):
    pass


print(A.m(1), B().m(2), A.c(1), B().c(2), A.s("ab"), B().s([1]))
print(A.__dict__["c"].__get__(None, B)(3), A.c.__self__ is A, B().c.__func__ is A.c.__func__)
b = B()
b.m = "own"
print(b.m, b.__dict__)


class ReadOnly:
    def __init__(self):
        self.__x = 10

    @property
    def x(self):
        return self.__x

    area = property(lambda self: self.x ** 2, doc="squared")


r = ReadOnly()
print(r.x, r.area, ReadOnly.area.__doc__, [k for k in r.__dict__])
for action in ("r.x = 1", "del r.area", "r.nothing", "r.__x"):
    try:
        exec(action)
    except AttributeError as e:
        print(e)
f = A.s.__get__(5, int)
print(f(), len.__call__("abc"), str.upper.__get__("abc")(), (3).__add__(4), int.__add__(3, 4))
