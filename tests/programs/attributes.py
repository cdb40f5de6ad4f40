"""__slots__, __getattr__, __setattr__, __getattribute__, __delattr__, __dir__, properties, class attributes, proxies."""


class Point:
    __slots__ = ("x", "y", "__weakref__")
    dims = 2

    def __init__(self, x, y=0):
        self.x, self.y = x, y

    @property
    def total(self):
        return self.x + self.y

    @total.setter
    def total(self, value):
        self.x = value - self.y


class Point3(Point):
    __slots__ = ["z"]


class Open(Point):
    pass


p, q, o = Point(1, 2), Point3(3), Open(5)
p.total = 10
q.z = 7
o.extra = "yes"
print(p.x, p.total, q.z, o.__dict__, hasattr(p, "__dict__"), hasattr(q, "__dict__"), Point.x, Point.__slots__, getattr(q, "w", "none"))
for text in ["p.z = 1", "del p.x, p.x", "p.x", "del q.z\nq.z", "p.dims = 3", "del p.total", "q.w = 1", "Point.nope", "object().a = 1", "int.x = 5", "p.__class__ = 3", "(5).x", "len.x = 1", "p.__dict__", "None.x",
             "type('T', (), {'__slots__': 'a', 'a': 1})", "type('T', (), {'__slots__': ['1a']})"]:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "!", type(e).__name__ + ":", e)


class Record:
    def __init__(self, **kw):
        object.__setattr__(self, "_data", dict(kw))
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append("get " + name)
        try:
            return self._data[name]
        except KeyError:
            raise AttributeError("no %s here" % name) from None

    def __setattr__(self, name, value):
        self.log.append("set " + name)
        self._data[name] = value

    def __delattr__(self, name):
        self.log.append("del " + name)
        del self._data[name]

    def __dir__(self):
        return list(self._data)


r = Record(a=1)
r.b = r.a + 1
r.a += 10
del r.b
print(r.a, dir(r), r.log, getattr(r, "zz", None), hasattr(r, "a"), vars(r)["_data"])
try:
    r.missing
except AttributeError as e:
    print(e, e.__suppress_context__)


class Loud:
    name = "class"

    def __getattribute__(self, name):
        if name == "secret":
            return "intercepted"
        return super().__getattribute__(name)


loud = Loud()
loud.secret, loud.name = 1, "instance"
print(loud.secret, loud.name, Loud.name, loud.__dict__, loud.__class__ is Loud)


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        value = getattr(self._target, name)
        if callable(value):
            def call(*args):
                print("->", name, args)
                return value(*args)
            return call
        return value

    def __len__(self):
        return len(self._target)


proxy = Proxy([3, 1])
proxy.append(2)
proxy.sort()
print(len(proxy), proxy.index(3), proxy._target)
try:
    proxy[0]
except TypeError as e:
    print(e)


class Counted:
    instances = []
    total = 0

    def __new__(cls, *args):
        self = super().__new__(cls)
        cls.instances.append(self)
        return self

    def bump(self):
        self.total += 1
        type(self).total -= 1
        return self


a, b = Counted(), Counted()
a.bump().bump()
print(a.total, b.total, Counted.total, len(Counted.instances), "total" in vars(a), "total" in vars(b))
setattr(Counted, "late", lambda self, n=1: (type(self).__name__, n))
print(a.late(), b.late(5), Counted.late(a, n=2), a.bump.__self__ is a, a.bump == a.bump, a.bump is a.bump, Counted.bump.__name__)
a.__dict__["injected"] = 42
a.__class__ = type("Other", (Counted,), {"kind": "other"})
print(a.injected, a.kind, isinstance(a, Counted), sorted(vars(a)))
