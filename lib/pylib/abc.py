"""Abstract base classes."""

import _abc


def abstractmethod(funcobj):
    """Mark a method that subclasses must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """An abstract class method (better: classmethod of abstractmethod)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """An abstract static method (better: staticmethod of abstractmethod)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """An abstract property (better: property of abstractmethod)."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """The metaclass of abstract base classes. Unrelated classes can be
    registered as subclasses with register()."""

    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc.init(cls, namespace)
        return cls

    def register(cls, subclass):
        """Make a class a virtual subclass; returns it, so that it can be a
        decorator."""
        return _abc.register(cls, subclass)

    def __instancecheck__(cls, instance):
        return _abc.instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        return _abc.subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        print("Class: %s.%s" % (cls.__module__, cls.__qualname__), file=file)
        print("Inv.counter: %s" % get_cache_token(), file=file)
        print("_abc_registry: %r" % (_abc.registry(cls),), file=file)


class ABC(metaclass=ABCMeta):
    """A base class whose metaclass is ABCMeta."""


def get_cache_token():
    """A token that changes with every call of register()."""
    return _abc.get_cache_token()
