"""The abstract base classes of numbers (PEP 3141)."""

from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


def _abstract(namespace, **methods):
    """Put abstract methods, by name and parameters, into a class body."""
    for name, doc in methods.items():
        namespace[name] = _stub(name, doc)


def _stub(name, doc):
    unary = name in ("__neg__", "__pos__", "__abs__", "__complex__", "__float__",
                     "__trunc__", "__floor__", "__ceil__", "__int__", "__invert__",
                     "conjugate")
    if unary:
        def method(self):
            raise NotImplementedError
    else:
        def method(self, other):
            raise NotImplementedError
    method.__name__ = name
    method.__doc__ = doc
    return abstractmethod(method)


class Number(metaclass=ABCMeta):
    """What all numbers are."""

    __slots__ = ()
    # concrete kinds say how they are hashed
    __hash__ = None


class Complex(Number):
    """What has the operations of complex."""

    __slots__ = ()
    _abstract(
        locals(), __complex__="complex(self)", __add__="self + other",
        __radd__="other + self", __neg__="-self", __pos__="+self",
        __mul__="self * other", __rmul__="other * self",
        __truediv__="self / other", __rtruediv__="other / self",
        __pow__="self ** other", __rpow__="other ** self", __abs__="abs(self)",
        conjugate="(x + y*i).conjugate() is (x - y*i)", __eq__="self == other")

    def __bool__(self):
        """self != 0"""
        return self != 0

    @property
    @abstractmethod
    def real(self):
        """The real part."""
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        """The imaginary part."""
        raise NotImplementedError

    def __sub__(self, other):
        """self - other"""
        return self + -other

    def __rsub__(self, other):
        """other - self"""
        return -self + other


Complex.register(complex)


class Real(Complex):
    """What has the operations of float too."""

    __slots__ = ()
    _abstract(
        locals(), __float__="float(self)", __trunc__="trunc(self)",
        __floor__="floor(self)", __ceil__="ceil(self)",
        __floordiv__="self // other", __rfloordiv__="other // self",
        __mod__="self % other", __rmod__="other % self",
        __lt__="self < other", __le__="self <= other")

    @abstractmethod
    def __round__(self, ndigits=None):
        """round(self, ndigits)"""
        raise NotImplementedError

    def __divmod__(self, other):
        """divmod(self, other)"""
        return self // other, self % other

    def __rdivmod__(self, other):
        """divmod(other, self)"""
        return other // self, other % self

    def __complex__(self):
        """complex(self)"""
        return complex(float(self))

    @property
    def real(self):
        """The number itself."""
        return +self

    @property
    def imag(self):
        """0."""
        return 0

    def conjugate(self):
        """The number itself."""
        return +self


Real.register(float)


class Rational(Real):
    """What has a numerator and a denominator in lowest terms."""

    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        """float(self)"""
        return self.numerator / self.denominator


class Integral(Rational):
    """What has the operations of int too."""

    __slots__ = ()
    _abstract(
        locals(), __int__="int(self)", __lshift__="self << other",
        __rlshift__="other << self", __rshift__="self >> other",
        __rrshift__="other >> self", __and__="self & other",
        __rand__="other & self", __xor__="self ^ other", __rxor__="other ^ self",
        __or__="self | other", __ror__="other | self", __invert__="~self")

    def __index__(self):
        """int(self), for slices and the like"""
        return int(self)

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        """self ** exponent % modulus"""
        raise NotImplementedError

    def __float__(self):
        """float(self)"""
        return float(int(self))

    @property
    def numerator(self):
        """The number itself."""
        return +self

    @property
    def denominator(self):
        """1."""
        return 1


Integral.register(int)
