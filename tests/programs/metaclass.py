"""A registry by metaclass, __prepare__, __init_subclass__, __set_name__, class keywords."""


class OrderedNamespace(dict):
    def __init__(self):
        super().__init__()
        self.order = []

    def __setitem__(self, key, value):
        if not key.startswith("__"):
            self.order.append(key)
        super().__setitem__(key, value)


class Registry(type):
    registry = {}

    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name, [b.__name__ for b in bases], kwargs)
        return OrderedNamespace()

    def __new__(mcs, name, bases, namespace, tag=None, **kwargs):
        cls = super().__new__(mcs, name, bases, dict(namespace))
        cls._order = namespace.order
        cls._tag = tag
        mcs.registry[tag or name.lower()] = cls
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        print("init", name, sorted(kwargs))

    def __call__(cls, *args, **kwargs):
        instance = super().__call__(*args, **kwargs)
        cls.instances = getattr(cls, "instances", 0) + 1
        return instance

    def __getitem__(cls, tag):
        return cls.registry[tag]

    def __iter__(cls):
        return iter(sorted(cls.registry))

    def __len__(cls):
        return len(cls.registry)

    def __contains__(cls, tag):
        return tag in cls.registry

    def __repr__(cls):
        return "<class %s tag=%s>" % (cls.__name__, cls._tag)

    @property
    def shout(cls):
        return cls.__name__.upper()


class Shape(metaclass=Registry):
    sides = 0

    def area(self):
        raise NotImplementedError


class Square(Shape, tag="sq"):
    sides = 4

    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a ** 2

    name = "square"


class Circle(Shape, tag="ci", extra=1):
    def __init__(self, r=1):
        self.r = r

    def area(self):
        return 3 * self.r ** 2


print(Shape["sq"](3).area(), Shape["ci"](r=2).area(), list(Shape), len(Shape), "sq" in Shape, Square.shout)
print(Square, Square._order, type(Square) is Registry, isinstance(Shape, type))
Square(1), Square(2)
print(Square.instances, hasattr(Circle, "instances"))


class Plugin:
    plugins = []

    def __init_subclass__(cls, priority=0, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.priority = priority
        Plugin.plugins.append(cls)
        Plugin.plugins.sort(key=lambda c: -c.priority)


class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, "unset")


class Low(Plugin, priority=1):
    x = Field()


class High(Plugin, priority=9):
    y = z = Field()


print([c.__name__ for c in Plugin.plugins], Low().x, High.y.name)
try:
    class Wrong(Plugin, nope=1):
        pass
except TypeError as e:
    print(e)


class OtherMeta(type):
    pass


try:
    class Clash(Shape, metaclass=OtherMeta):
        pass
except TypeError as e:
    print(e)

Dynamic = type("Dynamic", (Low,), {"hello": lambda self: "hi from " + type(self).__name__}, priority=5)
print(Dynamic().hello(), Dynamic.__mro__, [c.__name__ for c in Plugin.plugins])


def factory(name, bases, namespace):
    return (name, bases, sorted(k for k in namespace if k[0] != "_"))


class NotAClass(metaclass=factory):
    a = 1
    b = 2


print(NotAClass)
