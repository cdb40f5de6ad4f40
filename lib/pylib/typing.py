"""Type hints: what can be written in annotations, and generic classes.

A subscripted generic class is a class of its own that leads to the original by
__origin__ and has its arguments in __args__; instances are always made of the
original. A chain of subscripts (List[T][int]) is compared by its tree: the
outermost origin with all substitutions done (_subs_tree()).
"""

import abc
import collections
import collections.abc as collections_abc
import contextlib
import functools
import re as stdlib_re
import sys
import types
from abc import abstractmethod, abstractproperty
from types import MethodType

try:
    from types import MethodDescriptorType, MethodWrapperType, WrapperDescriptorType
except ImportError:
    WrapperDescriptorType = type(object.__init__)
    MethodWrapperType = type(object().__str__)
    MethodDescriptorType = type(str.join)

try:
    from _abc import registry as _registry
except ImportError:
    def _registry(cls):
        return list(cls._abc_registry)

__all__ = [
    # special forms
    "Any", "Callable", "ClassVar", "Generic", "Optional", "Tuple", "Type", "TypeVar", "Union",
    # abstract base classes of collections.abc
    "AbstractSet", "GenericMeta", "ByteString", "Container", "ContextManager", "Hashable",
    "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView",
    # protocols
    "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat",
    "SupportsInt", "SupportsRound",
    # concrete collections
    "Counter", "Deque", "Dict", "DefaultDict", "List", "Set", "FrozenSet", "NamedTuple",
    "Generator",
    # the rest
    "AnyStr", "cast", "get_type_hints", "NewType", "no_type_check",
    "no_type_check_decorator", "overload", "Text", "TYPE_CHECKING",
    # what depended on the version of collections.abc
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "Collection",
    "AsyncContextManager", "ChainMap", "AsyncGenerator",
]

# the names 're' and 'io' are taken by pseudo-modules at the end


def _qualname(x):
    return x.__qualname__


def _trim_name(nm):
    # the names of special forms' classes begin with '_'
    whitelist = ("_TypeAlias", "_ForwardRef", "_TypingBase", "_FinalTypingBase")
    return nm[1:] if nm.startswith("_") and nm not in whitelist else nm


class TypingMeta(type):
    """The metaclass of most types here: they can only be subclassed with _root=True."""

    _is_protocol = False

    def __new__(cls, name, bases, namespace, *, _root=False):
        if not _root:
            raise TypeError("Cannot subclass %s" % (", ".join(map(_type_repr, bases)) or "()"))
        return super().__new__(cls, name, bases, namespace)

    def __init__(self, *args, **kwds):
        pass

    def _eval_type(self, globalns, localns):
        """Forward references replaced by what they mean."""
        return self

    def _get_type_vars(self, tvars):
        pass

    def __repr__(self):
        return "%s.%s" % (self.__module__, _trim_name(_qualname(self)))


class _TypingBase(metaclass=TypingMeta, _root=True):
    """The base of special forms that are instances."""

    __slots__ = ("__weakref__",)

    def __init__(self, *args, **kwds):
        pass

    def __new__(cls, *args, **kwds):
        # class C(Any) calls the class of Any with a name, bases and a namespace
        if (
            len(args) == 3 and isinstance(args[0], str) and isinstance(args[1], tuple)
        ):
            raise TypeError("Cannot subclass %r" % cls)
        return super().__new__(cls)

    def _eval_type(self, globalns, localns):
        return self

    def _get_type_vars(self, tvars):
        pass

    def __repr__(self):
        cls = type(self)
        return "%s.%s" % (cls.__module__, _trim_name(_qualname(cls)))

    def __call__(self, *args, **kwds):
        raise TypeError("Cannot instantiate %r" % type(self))


class _FinalTypingBase(_TypingBase, _root=True):
    """The base of those that there is one instance of."""

    __slots__ = ()

    def __new__(cls, *args, _root=False, **kwds):
        self = super().__new__(cls, *args, **kwds)
        if _root is True:
            return self
        raise TypeError("Cannot instantiate %r" % cls)

    def __reduce__(self):
        return _trim_name(type(self).__name__)


class _ForwardRef(_TypingBase, _root=True):
    """A name in quotes that is to mean a type later."""

    __slots__ = (
        "__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__",
    )

    def __init__(self, arg):
        super().__init__(arg)
        if not isinstance(arg, str):
            raise TypeError("Forward reference must be a string -- got %r" % (arg,))
        try:
            code = compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(
                "Forward reference must be an expression -- got %r" % (arg,))
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None

    def _eval_type(self, globalns, localns):
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None and localns is None:
                globalns = localns = {}
            elif globalns is None:
                globalns = localns
            elif localns is None:
                localns = globalns
            self.__forward_value__ = _type_check(
                eval(self.__forward_code__, globalns, localns),
                "Forward references must evaluate to types.")
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, _ForwardRef):
            return NotImplemented
        return (
            self.__forward_arg__ == other.__forward_arg__
            and self.__forward_value__ == other.__forward_value__
        )

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_value__))

    def __instancecheck__(self, obj):
        raise TypeError("Forward references cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        raise TypeError("Forward references cannot be used with issubclass().")

    def __repr__(self):
        return "_ForwardRef(%r)" % (self.__forward_arg__,)


class _TypeAlias(_TypingBase, _root=True):
    """A name with one parameter for a class that is not generic itself (Pattern, Match)."""

    __slots__ = ("name", "type_var", "impl_type", "type_checker")

    def __init__(self, name, type_var, impl_type, type_checker):
        """impl_type is the class at run time; type_checker(obj) gives an instance's argument."""
        assert isinstance(name, str), repr(name)
        assert isinstance(impl_type, type), repr(impl_type)
        assert not isinstance(impl_type, TypingMeta), repr(impl_type)
        assert isinstance(type_var, (type, _TypingBase)), repr(type_var)
        self.name = name
        self.type_var = type_var
        self.impl_type = impl_type
        self.type_checker = type_checker

    def __repr__(self):
        return "%s[%s]" % (self.name, _type_repr(self.type_var))

    def __getitem__(self, parameter):
        if not isinstance(self.type_var, TypeVar):
            raise TypeError("%s cannot be further parameterized." % self)
        if self.type_var.__constraints__ and isinstance(parameter, type):
            if not issubclass(parameter, self.type_var.__constraints__):
                raise TypeError("%s is not a valid substitution for %s." % (
                    parameter, self.type_var))
        if isinstance(parameter, TypeVar) and parameter is not self.type_var:
            raise TypeError("%s cannot be re-parameterized." % self)
        return self.__class__(self.name, parameter, self.impl_type, self.type_checker)

    def __eq__(self, other):
        if not isinstance(other, _TypeAlias):
            return NotImplemented
        return self.name == other.name and self.type_var == other.type_var

    def __hash__(self):
        return hash((self.name, self.type_var))

    def __instancecheck__(self, obj):
        if not isinstance(self.type_var, TypeVar):
            raise TypeError("Parameterized type aliases cannot be used with isinstance().")
        return isinstance(obj, self.impl_type)

    def __subclasscheck__(self, cls):
        if not isinstance(self.type_var, TypeVar):
            raise TypeError("Parameterized type aliases cannot be used with issubclass().")
        return issubclass(cls, self.impl_type)


def _get_type_vars(types, tvars):
    for t in types:
        if isinstance(t, (TypingMeta, _TypingBase)):
            t._get_type_vars(tvars)


def _type_vars(types):
    """The type variables of several types, in the order of their coming."""
    tvars = []
    _get_type_vars(types, tvars)
    return tuple(tvars)


def _eval_type(t, globalns, localns):
    return t._eval_type(globalns, localns) if isinstance(t, (TypingMeta, _TypingBase)) else t


def _type_check(arg, msg):
    """The type that an argument means: None is its type, a str a forward reference.

    TypeError for what is no type, and for special forms without their brackets.
    """
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        arg = _ForwardRef(arg)
    if (
        isinstance(arg, _TypingBase) and type(arg).__name__ == "_ClassVar"
        or not isinstance(arg, (type, _TypingBase)) and not callable(arg)
    ):
        raise TypeError(msg + " Got %.100r." % (arg,))
    if (
        type(arg).__name__ in ("_Union", "_Optional") and not getattr(arg, "__origin__", None)
        or isinstance(arg, TypingMeta) and arg._gorg in (Generic, _Protocol)
    ):
        raise TypeError("Plain %s is not valid as type argument" % arg)
    return arg


def _type_repr(obj):
    """How a type is shown inside of another one's repr."""
    if isinstance(obj, type) and not isinstance(obj, TypingMeta):
        if obj.__module__ == "builtins":
            return _qualname(obj)
        return "%s.%s" % (obj.__module__, _qualname(obj))
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


class _Any(_FinalTypingBase, _root=True):
    """Any type at all. It is no class: isinstance() with it is an error."""

    __slots__ = ()

    def __instancecheck__(self, obj):
        raise TypeError("Any cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        raise TypeError("Any cannot be used with issubclass().")


Any = _Any(_root=True)


class _NoReturn(_FinalTypingBase, _root=True):
    """The result of functions that never return."""

    __slots__ = ()

    def __instancecheck__(self, obj):
        raise TypeError("NoReturn cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        raise TypeError("NoReturn cannot be used with issubclass().")


NoReturn = _NoReturn(_root=True)


class TypeVar(_TypingBase, _root=True):
    """A type variable: any type, one of some, or with a bound a subclass of one."""

    __slots__ = ("__name__", "__bound__", "__constraints__", "__covariant__",
                 "__contravariant__")

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        super().__init__(name, *constraints, bound=bound, covariant=covariant,
                         contravariant=contravariant)
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        msg = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple(_type_check(t, msg) for t in constraints)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")

    def _get_type_vars(self, tvars):
        if self not in tvars:
            tvars.append(self)

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __instancecheck__(self, instance):
        raise TypeError("Type variables cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        raise TypeError("Type variables cannot be used with issubclass().")


# for use here; other modules make their own

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)

# str or bytes, but not both in one signature
AnyStr = TypeVar("AnyStr", bytes, str)


# substitution

def _replace_arg(arg, tvars, args):
    """An argument with type variables replaced; generic ones become trees."""
    if tvars is None:
        tvars = []
    if hasattr(arg, "_subs_tree") and isinstance(arg, (GenericMeta, _TypingBase)):
        return arg._subs_tree(tvars, args)
    if isinstance(arg, TypeVar):
        for i, tvar in enumerate(tvars):
            if arg == tvar:
                return args[i]
    return arg


def _subs_tree(cls, tvars=None, args=None):
    """A subscripted type's arguments, as those of the outermost origin."""
    if cls.__origin__ is None:
        return cls
    done = [_replace_arg(arg, tvars, args) for arg in cls.__args__]
    origin = cls.__origin__
    while origin.__origin__ is not None:
        done = [_replace_arg(arg, origin.__parameters__, done) for arg in origin.__args__]
        origin = origin.__origin__
    return done


def _remove_dups_flatten(parameters):
    """A Union's arguments: of nested ones theirs, without repetitions and subclasses."""
    flat = []
    for p in parameters:
        if isinstance(p, _Union) and p.__origin__ is Union:
            flat.extend(p.__args__)
        elif isinstance(p, tuple) and p and p[0] is Union:
            flat.extend(p[1:])
        else:
            flat.append(p)
    unique = []
    for p in flat:
        if p not in unique:
            unique.append(p)

    # a class says nothing beside its base; generic ones are not compared
    kept = set(unique)
    for t1 in unique:
        if not isinstance(t1, type):
            continue
        if any(
            isinstance(t2, type) and issubclass(t1, t2)
            for t2 in kept - {t1}
            if not (isinstance(t2, GenericMeta) and t2.__origin__ is not None)
        ):
            kept.remove(t1)
    return tuple(t for t in unique if t in kept)


def _check_generic(cls, parameters):
    if not cls.__parameters__:
        raise TypeError("%s is not a generic class" % repr(cls))
    actual = len(parameters)
    expected = len(cls.__parameters__)
    if actual != expected:
        raise TypeError("Too %s parameters for %s; actual %s, expected %s" % (
            "many" if actual > expected else "few", repr(cls), actual, expected))


# to be called to empty all caches
_cleanups = []


def _tp_cache(func):
    """A cache for __getitem__; arguments that cannot be hashed pass by it."""
    cached = functools.lru_cache()(func)
    _cleanups.append(cached.cache_clear)

    @functools.wraps(func)
    def inner(*args, **kwds):
        try:
            return cached(*args, **kwds)
        except TypeError:
            # or it is a real one, which comes again
            pass
        return func(*args, **kwds)
    return inner


class _Union(_FinalTypingBase, _root=True):
    """One of several types. Union[X] is X, the order does not matter."""

    __slots__ = ("__parameters__", "__args__", "__origin__", "__tree_hash__")

    def __new__(cls, parameters=None, origin=None, *args, _root=False):
        self = super().__new__(cls, parameters, origin, *args, _root=_root)
        if origin is None:
            self.__parameters__ = None
            self.__args__ = None
            self.__origin__ = None
            self.__tree_hash__ = hash(frozenset(("Union",)))
            return self
        if not isinstance(parameters, tuple):
            raise TypeError("Expected parameters=<tuple>")
        if origin is Union:
            parameters = _remove_dups_flatten(parameters)
            if len(parameters) == 1:
                return parameters[0]
        self.__parameters__ = _type_vars(parameters)
        self.__args__ = parameters
        self.__origin__ = origin
        # the tree of the arguments before; a list is no set
        tree = self._subs_tree()
        if isinstance(tree, tuple):
            self.__tree_hash__ = hash(frozenset(tree))
        else:
            self.__tree_hash__ = hash(tree)
        return self

    def _eval_type(self, globalns, localns):
        if self.__args__ is None:
            return self
        ev_args = tuple(_eval_type(t, globalns, localns) for t in self.__args__)
        ev_origin = _eval_type(self.__origin__, globalns, localns)
        if ev_args == self.__args__ and ev_origin == self.__origin__:
            # there was nothing to do
            return self
        return self.__class__(ev_args, ev_origin, _root=True)

    def _get_type_vars(self, tvars):
        if self.__origin__ and self.__parameters__:
            _get_type_vars(self.__parameters__, tvars)

    def __repr__(self):
        if self.__origin__ is None:
            return super().__repr__()
        tree = self._subs_tree()
        if not isinstance(tree, tuple):
            return repr(tree)
        return tree[0]._tree_repr(tree)

    def _tree_repr(self, tree):
        return super().__repr__() + "[%s]" % ", ".join(map(_arg_repr, tree[1:]))

    @_tp_cache
    def __getitem__(self, parameters):
        if parameters == ():
            raise TypeError("Cannot take a Union of no types.")
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if self.__origin__ is None:
            msg = "Union[arg, ...]: each arg must be a type."
        else:
            msg = "Parameters to generic types must be types."
        parameters = tuple(_type_check(p, msg) for p in parameters)
        if self is not Union:
            _check_generic(self, parameters)
        return self.__class__(parameters, origin=self, _root=True)

    def _subs_tree(self, tvars=None, args=None):
        if self is Union:
            return Union
        tree_args = _remove_dups_flatten(_subs_tree(self, tvars, args))
        return tree_args[0] if len(tree_args) == 1 else (Union,) + tree_args

    def __eq__(self, other):
        if isinstance(other, _Union):
            return self.__tree_hash__ == other.__tree_hash__
        if self is not Union:
            return self._subs_tree() == other
        return self is other

    def __hash__(self):
        return self.__tree_hash__

    def __instancecheck__(self, obj):
        raise TypeError("Unions cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        raise TypeError("Unions cannot be used with issubclass().")


def _arg_repr(arg):
    return arg[0]._tree_repr(arg) if isinstance(arg, tuple) and arg else _type_repr(arg)


Union = _Union(_root=True)


class _Optional(_FinalTypingBase, _root=True):
    """Optional[X] is Union[X, None]."""

    __slots__ = ()

    @_tp_cache
    def __getitem__(self, arg):
        arg = _type_check(arg, "Optional[t] requires a single type.")
        return Union[arg, type(None)]


Optional = _Optional(_root=True)


# generic classes

def _next_in_mro(cls):
    """What stands in the mro behind the last Generic: whose __new__ makes instances."""
    next_in_mro = object
    for i, c in enumerate(cls.__mro__[:-1]):
        if isinstance(c, GenericMeta) and c._gorg is Generic:
            next_in_mro = cls.__mro__[i + 1]
    return next_in_mro


def _make_subclasshook(cls):
    """A __subclasshook__ that asks the class that a generic one stands for (__extra__)."""
    if isinstance(cls.__extra__, abc.ABCMeta):
        def __extrahook__(subclass):
            extra = cls.__extra__
            res = extra.__subclasshook__(subclass)
            if res is not NotImplemented:
                return res
            if extra in subclass.__mro__:
                return True
            for registered in _registry(extra):
                if issubclass(subclass, registered):
                    return True
            for scls in extra.__subclasses__():
                # the generic ones would ask again
                if not isinstance(scls, GenericMeta) and issubclass(subclass, scls):
                    return True
            return NotImplemented
    else:
        def __extrahook__(subclass):
            if cls.__extra__ and issubclass(subclass, cls.__extra__):
                return True
            return NotImplemented
    return staticmethod(__extrahook__)


def _no_slots_copy(dct):
    """A class's namespace without what its slots have put there."""
    copy = dict(dct)
    slots = copy.get("__slots__", ())
    if isinstance(slots, str):
        slots = (slots,)
    for slot in slots:
        copy.pop(slot, None)
    copy.pop("__dict__", None)
    copy.pop("__weakref__", None)
    return copy


class GenericMeta(TypingMeta, abc.ABCMeta):
    """The metaclass of generic classes."""

    def __new__(cls, name, bases, namespace, tvars=None, args=None, origin=None, extra=None,
                orig_bases=None):
        if tvars is not None:
            # a subscript
            assert origin is not None
            assert all(isinstance(t, TypeVar) for t in tvars), tvars
        else:
            assert args is None, args
            assert origin is None, origin
            tvars = cls._parameters_of(bases)

        initial_bases = bases
        if extra is not None and type(extra) is abc.ABCMeta and extra not in bases:
            bases = (extra,) + bases
        bases = tuple(b._gorg if isinstance(b, GenericMeta) else b for b in bases)
        # Generic itself is only wanted as the last resort
        if any(isinstance(b, GenericMeta) and b is not Generic for b in bases):
            bases = tuple(b for b in bases if b is not Generic)
        namespace.update({
            "__origin__": origin,
            "__extra__": extra,
            "_gorg": None if not origin else origin._gorg,
        })
        self = super().__new__(cls, name, bases, namespace, _root=True)
        super(GenericMeta, self).__setattr__("_gorg", self if not origin else origin._gorg)

        self.__parameters__ = tvars
        # arguments cannot be '...' or () themselves
        self.__args__ = tuple(
            ... if a is _TypingEllipsis else () if a is _TypingEmpty else a for a in args
        ) if args else None
        self.__next_in_mro__ = _next_in_mro(self)
        if orig_bases is None:
            self.__orig_bases__ = initial_bases

        # a class's own hook stays; that of a base is not for this one
        if (
            "__subclasshook__" not in namespace and extra
            or getattr(self.__subclasshook__, "__name__", "") == "__extrahook__"
        ):
            self.__subclasshook__ = _make_subclasshook(self)

        if origin and hasattr(origin, "__qualname__"):
            self.__qualname__ = origin.__qualname__
        self.__tree_hash__ = (
            hash(self._subs_tree()) if origin else super(GenericMeta, self).__hash__())
        return self

    @staticmethod
    def _parameters_of(bases):
        """The type variables of a new class: Generic[...]'s, or all of the bases'."""
        tvars = _type_vars(bases)
        gvars = None
        for base in bases:
            if base is Generic:
                raise TypeError("Cannot inherit from plain Generic")
            if isinstance(base, GenericMeta) and base.__origin__ is Generic:
                if gvars is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple types.")
                gvars = base.__parameters__
        if gvars is None:
            return tvars
        missing = [t for t in tvars if t not in gvars]
        if missing:
            raise TypeError("Some type variables (%s) are not listed in Generic[%s]" % (
                ", ".join(str(t) for t in missing), ", ".join(str(g) for g in gvars)))
        return gvars

    def _get_type_vars(self, tvars):
        if self.__origin__ and self.__parameters__:
            _get_type_vars(self.__parameters__, tvars)

    def _eval_type(self, globalns, localns):
        ev_origin = (
            self.__origin__._eval_type(globalns, localns) if self.__origin__ else None)
        ev_args = (
            tuple(_eval_type(a, globalns, localns) for a in self.__args__)
            if self.__args__ else None)
        if ev_origin == self.__origin__ and ev_args == self.__args__:
            return self
        return self.__class__(
            self.__name__, self.__bases__, _no_slots_copy(self.__dict__),
            tvars=_type_vars(ev_args) if ev_args else None,
            args=ev_args, origin=ev_origin, extra=self.__extra__,
            orig_bases=self.__orig_bases__)

    def __repr__(self):
        if self.__origin__ is None:
            return super().__repr__()
        return self._tree_repr(self._subs_tree())

    def _tree_repr(self, tree):
        # () is the one argument of Tuple[()]
        args = ["()" if arg == () else _arg_repr(arg) for arg in tree[1:]]
        return super().__repr__() + "[%s]" % ", ".join(args)

    def _subs_tree(self, tvars=None, args=None):
        if self.__origin__ is None:
            return self
        return (self._gorg,) + tuple(_subs_tree(self, tvars, args))

    def __eq__(self, other):
        if not isinstance(other, GenericMeta):
            return NotImplemented
        if self.__origin__ is None or other.__origin__ is None:
            return self is other
        return self.__tree_hash__ == other.__tree_hash__

    def __hash__(self):
        return self.__tree_hash__

    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if not params and self._gorg is not Tuple:
            raise TypeError("Parameter list to %s[...] cannot be empty" % _qualname(self))
        msg = "Parameters to generic types must be types."
        params = tuple(_type_check(p, msg) for p in params)
        if self is Generic:
            # only new variables
            if not all(isinstance(p, TypeVar) for p in params):
                raise TypeError("Parameters to Generic[...] must all be type variables")
            if len(set(params)) != len(params):
                raise TypeError("Parameters to Generic[...] must all be unique")
            tvars = params
            args = params
        elif self in (Tuple, Callable):
            tvars = _type_vars(params)
            args = params
        elif self is _Protocol:
            tvars = params
            args = params
        elif self.__origin__ in (Generic, _Protocol):
            raise TypeError("Cannot subscript already-subscripted %s" % repr(self))
        else:
            _check_generic(self, params)
            tvars = _type_vars(params)
            args = params

        prepend = (self,) if self.__origin__ is None else ()
        return self.__class__(
            self.__name__, prepend + self.__bases__, _no_slots_copy(self.__dict__),
            tvars=tvars, args=args, origin=self, extra=self.__extra__,
            orig_bases=self.__orig_bases__)

    def __subclasscheck__(self, cls):
        if self.__origin__ is not None:
            # abc and functools ask in passing
            if sys._getframe(1).f_globals.get("__name__") not in ("abc", "functools"):
                raise TypeError(
                    "Parameterized generics cannot be used with class or instance checks")
            return False
        if self is Generic:
            raise TypeError(
                "Class %r cannot be used with class or instance checks" % self)
        return super().__subclasscheck__(cls)

    def __instancecheck__(self, instance):
        # by the class: __class__ of subscripted instances is the original anyway
        return issubclass(instance.__class__, self)

    def __setattr__(self, attr, value):
        # a subscripted class passes on what is set, but what is its own
        if (
            attr.startswith("__") and attr.endswith("__")
            or attr.startswith("_abc_")
            # while it is being made
            or self._gorg is None
        ):
            super(GenericMeta, self).__setattr__(attr, value)
        else:
            super(GenericMeta, self._gorg).__setattr__(attr, value)


# it is looked at while it is made
Generic = None


def _generic_new(base_cls, cls, *args, **kwds):
    """Make an instance; of a subscripted class one of the original that remembers it."""
    if cls.__origin__ is None:
        if (
            base_cls.__new__ is object.__new__ and cls.__init__ is not object.__init__
        ):
            return base_cls.__new__(cls)
        return base_cls.__new__(cls, *args, **kwds)
    origin = cls._gorg
    obj = base_cls.__new__(origin, *args, **kwds) if (
        base_cls.__new__ is not object.__new__ or origin.__init__ is object.__init__
    ) else base_cls.__new__(origin)
    try:
        obj.__orig_class__ = cls
    except AttributeError:
        # slots
        pass
    obj.__init__(*args, **kwds)
    return obj


class Generic(metaclass=GenericMeta):
    """The base of generic classes: class C(Generic[K, V]) has the parameters K and V."""

    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Generic:
            raise TypeError(
                "Type Generic cannot be instantiated; it can be used only as a base class")
        return _generic_new(cls.__next_in_mro__, cls, *args, **kwds)


class _TypingEmpty:
    """Stands for () among arguments while a class is made."""


class _TypingEllipsis:
    """Stands for ... among arguments while a class is made."""


class TupleMeta(GenericMeta):
    """Tuple has any number of parameters."""

    @_tp_cache
    def __getitem__(self, parameters):
        if self.__origin__ is not None or self._gorg is not Tuple:
            # a subclass of it, or one with arguments
            return super().__getitem__(parameters)
        if parameters == ():
            return super().__getitem__((_TypingEmpty,))
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if len(parameters) == 2 and parameters[1] is ...:
            p = _type_check(parameters[0], "Tuple[t, ...]: t must be a type.")
            return super().__getitem__((p, _TypingEllipsis))
        msg = "Tuple[t0, t1, ...]: each t must be a type."
        return super().__getitem__(tuple(_type_check(p, msg) for p in parameters))

    def __instancecheck__(self, obj):
        if self.__args__ is None:
            return isinstance(obj, tuple)
        raise TypeError("Parameterized Tuple cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        if self.__args__ is None:
            return issubclass(cls, tuple)
        raise TypeError("Parameterized Tuple cannot be used with issubclass().")


class Tuple(tuple, extra=tuple, metaclass=TupleMeta):
    """Tuple[X, Y] has two items; Tuple[X, ...] any number, Tuple[()] none."""

    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Tuple:
            raise TypeError("Type Tuple cannot be instantiated; use tuple() instead")
        return _generic_new(tuple, cls, *args, **kwds)


class CallableMeta(GenericMeta):
    """Callable's first argument is a list of types or an ellipsis."""

    def _tree_repr(self, tree):
        if self._gorg is not Callable:
            return super()._tree_repr(tree)
        # the last argument is the result
        args = [_arg_repr(arg) for arg in tree[1:]]
        if tree[1] is ...:
            return "typing.Callable[..., %s]" % args[1]
        return "typing.Callable[[%s], %s]" % (", ".join(args[:-1]), args[-1])

    def __getitem__(self, parameters):
        # lists cannot be hashed, and the cache needs that
        if self.__origin__ is not None or self._gorg is not Callable:
            return super().__getitem__(parameters)
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = parameters
        if args is Ellipsis:
            parameters = (Ellipsis, result)
        else:
            if not isinstance(args, list):
                raise TypeError(
                    "Callable[args, result]: args must be a list. Got %.100r." % (args,))
            parameters = (tuple(args), result)
        return self.__getitem_inner__(parameters)

    @_tp_cache
    def __getitem_inner__(self, parameters):
        args, result = parameters
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is Ellipsis:
            return super().__getitem__((_TypingEllipsis, result))
        msg = "Callable[[arg, ...], result]: each arg must be a type."
        return super().__getitem__(tuple(_type_check(arg, msg) for arg in args) + (result,))


class Callable(extra=collections_abc.Callable, metaclass=CallableMeta):
    """Callable[[int], str] takes an int and gives a str; Callable[..., str] takes anything."""

    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Callable:
            raise TypeError(
                "Type Callable cannot be instantiated; use a non-abstract subclass instead")
        return _generic_new(cls.__next_in_mro__, cls, *args, **kwds)


class _ClassVar(_FinalTypingBase, _root=True):
    """ClassVar[X] marks an attribute of the class, not of its instances."""

    __slots__ = ("__type__",)

    def __init__(self, tp=None, **kwds):
        self.__type__ = tp

    def __getitem__(self, item):
        cls = type(self)
        if self.__type__ is None:
            return cls(
                _type_check(item, "{} accepts only single type.".format(cls.__name__[1:])),
                _root=True)
        raise TypeError("{} cannot be further subscripted".format(cls.__name__[1:]))

    def _eval_type(self, globalns, localns):
        new_tp = _eval_type(self.__type__, globalns, localns)
        if new_tp == self.__type__:
            return self
        return type(self)(new_tp, _root=True)

    def __repr__(self):
        r = super().__repr__()
        if self.__type__ is not None:
            r += "[{}]".format(_type_repr(self.__type__))
        return r

    def __hash__(self):
        return hash((type(self).__name__, self.__type__))

    def __eq__(self, other):
        if not isinstance(other, _ClassVar):
            return NotImplemented
        if self.__type__ is not None:
            return self.__type__ == other.__type__
        return self is other


ClassVar = _ClassVar(_root=True)


# functions

def cast(typ, val):
    """Tell a type checker that a value has a type; the value."""
    return val


def _get_defaults(func):
    """A function's parameters that have defaults."""
    try:
        code = func.__code__
    except AttributeError:
        # a built-in one
        return {}
    names = code.co_varnames[:code.co_argcount]
    defaults = func.__defaults__ or ()
    res = dict(func.__kwdefaults__ or {})
    if defaults:
        for name, value in zip(names[-len(defaults):], defaults):
            assert name not in res
            res[name] = value
    return res


_allowed_types = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
    WrapperDescriptorType, MethodWrapperType, MethodDescriptorType,
)


def get_type_hints(obj, globalns=None, localns=None):
    """The annotations of a function, class or module, with forward references resolved.

    A default of None makes a hint Optional. Of classes those of the bases count too.
    """
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            base_globals = sys.modules[base.__module__].__dict__ if globalns is None else globalns
            for name, value in base.__dict__.get("__annotations__", {}).items():
                if value is None:
                    value = type(None)
                if isinstance(value, str):
                    value = _ForwardRef(value)
                hints[name] = _eval_type(value, base_globals, localns)
        return hints

    if globalns is None:
        globalns = obj.__dict__ if isinstance(obj, types.ModuleType) else getattr(
            obj, "__globals__", {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        # there may be none, but of some things there cannot be any
        if isinstance(obj, _allowed_types):
            return {}
        raise TypeError("{!r} is not a module, class, method, or function.".format(obj))
    defaults = _get_defaults(obj)
    hints = dict(hints)
    for name, value in hints.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = _ForwardRef(value)
        value = _eval_type(value, globalns, localns)
        if name in defaults and defaults[name] is None:
            value = Optional[value]
        hints[name] = value
    return hints


def no_type_check(arg):
    """Say that a function's or class's annotations are no type hints."""
    if isinstance(arg, type):
        arg_attrs = arg.__dict__.copy()
        for attr, val in arg.__dict__.items():
            # bases are not this class's to mark
            if val in arg.__bases__ + (arg,):
                arg_attrs.pop(attr)
        for obj in arg_attrs.values():
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        # a built-in class
        pass
    return arg


def no_type_check_decorator(decorator):
    """A decorator that has the effect of no_type_check() as well."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    """What an overloaded function is until its implementation comes."""
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed.")


def overload(func):
    """One of several signatures of a function, for type checkers."""
    return _overload_dummy


# protocols

class _ProtocolMeta(GenericMeta):
    """Classes that say what others have to have; the methods decide, not the bases."""

    def __instancecheck__(self, obj):
        if _Protocol not in self.__bases__:
            return super().__instancecheck__(obj)
        raise TypeError("Protocols cannot be used with isinstance().")

    def __subclasscheck__(self, cls):
        if not self._is_protocol:
            # a class that says of itself that it is one
            return NotImplemented
        if self is _Protocol:
            return True
        for attr in self._get_protocol_attrs():
            if not any(attr in d.__dict__ for d in cls.__mro__):
                return False
        return True

    def _get_protocol_attrs(self):
        protocol_bases = [
            c for c in self.__mro__
            if getattr(c, "_is_protocol", False) and c.__name__ != "_Protocol"
        ]
        boring = (
            "__abstractmethods__", "__annotations__", "__weakref__", "_is_protocol", "_gorg",
            "__dict__", "__args__", "__slots__", "_get_protocol_attrs", "__next_in_mro__",
            "__parameters__", "__origin__", "__orig_bases__", "__extra__", "__tree_hash__",
            "__module__", "__doc__", "__subclasshook__",
        )
        attrs = set()
        for base in protocol_bases:
            for attr in base.__dict__:
                # not what only repeats another class's
                if any(
                    c is not base and attr in c.__dict__ and not getattr(c, "_is_protocol", False)
                    and c is not object
                    for c in self.__mro__
                ):
                    continue
                if not attr.startswith("_abc_") and attr not in boring:
                    attrs.add(attr)
        return attrs


class _Protocol(metaclass=_ProtocolMeta):
    """The base of protocols; for use here only."""

    __slots__ = ()

    _is_protocol = True


# abstract base classes

# not generic
Hashable = collections_abc.Hashable


class Awaitable(Generic[T_co], extra=collections_abc.Awaitable):
    __slots__ = ()


class Coroutine(Awaitable[V_co], Generic[T_co, T_contra, V_co],
                extra=collections_abc.Coroutine):
    __slots__ = ()


class AsyncIterable(Generic[T_co], extra=collections_abc.AsyncIterable):
    __slots__ = ()


class AsyncIterator(AsyncIterable[T_co], extra=collections_abc.AsyncIterator):
    __slots__ = ()


class Iterable(Generic[T_co], extra=collections_abc.Iterable):
    __slots__ = ()


class Iterator(Iterable[T_co], extra=collections_abc.Iterator):
    __slots__ = ()


class SupportsInt(_Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


class SupportsFloat(_Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


class SupportsComplex(_Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


class SupportsBytes(_Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


class SupportsAbs(_Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


class SupportsRound(_Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


class Reversible(Iterable[T_co], extra=collections_abc.Reversible):
    __slots__ = ()


# not generic
Sized = collections_abc.Sized


class Container(Generic[T_co], extra=collections_abc.Container):
    __slots__ = ()


class Collection(Sized, Iterable[T_co], Container[T_co], extra=collections_abc.Collection):
    __slots__ = ()


class AbstractSet(Collection[T_co], extra=collections_abc.Set):
    __slots__ = ()


class MutableSet(AbstractSet[T], extra=collections_abc.MutableSet):
    __slots__ = ()


# the values are covariant, keys are not
class Mapping(Collection[KT], Generic[KT, VT_co], extra=collections_abc.Mapping):
    __slots__ = ()


class MutableMapping(Mapping[KT, VT], extra=collections_abc.MutableMapping):
    __slots__ = ()


class Sequence(Reversible[T_co], Collection[T_co], extra=collections_abc.Sequence):
    __slots__ = ()


class MutableSequence(Sequence[T], extra=collections_abc.MutableSequence):
    __slots__ = ()


class ByteString(Sequence[int], extra=collections_abc.ByteString):
    __slots__ = ()


# concrete classes

def _refuse(name, advice):
    return TypeError("Type %s cannot be instantiated; %s" % (name, advice))


class List(list, MutableSequence[T], extra=list):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is List:
            raise _refuse("List", "use list() instead")
        return _generic_new(list, cls, *args, **kwds)


class Deque(collections.deque, MutableSequence[T], extra=collections.deque):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Deque:
            return collections.deque(*args, **kwds)
        return _generic_new(collections.deque, cls, *args, **kwds)


class Set(set, MutableSet[T], extra=set):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Set:
            raise _refuse("Set", "use set() instead")
        return _generic_new(set, cls, *args, **kwds)


class FrozenSet(frozenset, AbstractSet[T_co], extra=frozenset):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is FrozenSet:
            raise _refuse("FrozenSet", "use frozenset() instead")
        return _generic_new(frozenset, cls, *args, **kwds)


class MappingView(Sized, Iterable[T_co], extra=collections_abc.MappingView):
    __slots__ = ()


class KeysView(MappingView[KT], AbstractSet[KT], extra=collections_abc.KeysView):
    __slots__ = ()


class ItemsView(MappingView[Tuple[KT, VT_co]], AbstractSet[Tuple[KT, VT_co]],
                Generic[KT, VT_co], extra=collections_abc.ItemsView):
    __slots__ = ()


class ValuesView(MappingView[VT_co], extra=collections_abc.ValuesView):
    __slots__ = ()


class ContextManager(Generic[T_co], extra=contextlib.AbstractContextManager):
    __slots__ = ()


class AsyncContextManager(Generic[T_co]):
    __slots__ = ()

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AsyncContextManager:
            return collections_abc._check_methods(C, "__aenter__", "__aexit__") if hasattr(
                collections_abc, "_check_methods") else _has_methods(
                    C, "__aenter__", "__aexit__")
        return NotImplemented


def _has_methods(C, *methods):
    """True when a class has all of these and none is set to None, else NotImplemented."""
    for method in methods:
        for B in C.__mro__:
            if method in B.__dict__:
                if B.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class Dict(dict, MutableMapping[KT, VT], extra=dict):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Dict:
            raise _refuse("Dict", "use dict() instead")
        return _generic_new(dict, cls, *args, **kwds)


class DefaultDict(collections.defaultdict, MutableMapping[KT, VT],
                  extra=collections.defaultdict):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is DefaultDict:
            return collections.defaultdict(*args, **kwds)
        return _generic_new(collections.defaultdict, cls, *args, **kwds)


class Counter(collections.Counter, Dict[T, int], extra=collections.Counter):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Counter:
            return collections.Counter(*args, **kwds)
        return _generic_new(collections.Counter, cls, *args, **kwds)


class ChainMap(collections.ChainMap, MutableMapping[KT, VT], extra=collections.ChainMap):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is ChainMap:
            return collections.ChainMap(*args, **kwds)
        return _generic_new(collections.ChainMap, cls, *args, **kwds)


class Generator(Iterator[T_co], Generic[T_co, T_contra, V_co],
                extra=collections_abc.Generator):
    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls._gorg is Generator:
            raise _refuse("Generator", "create a subclass instead")
        return _generic_new(collections_abc.Generator, cls, *args, **kwds)


class AsyncGenerator(AsyncIterator[T_co], Generic[T_co, T_contra],
                     extra=collections_abc.AsyncGenerator):
    __slots__ = ()


# for Type
CT_co = TypeVar("CT_co", covariant=True, bound=type)


class Type(Generic[CT_co], extra=type):
    """Type[C] is C or a subclass of it: the class itself, not its instances."""

    __slots__ = ()


# named tuples

def _make_nmtuple(name, types):
    msg = "NamedTuple('Name', [(f0, t0), (f1, t1), ...]); each t must be a type"
    types = [(n, _type_check(t, msg)) for n, t in types]
    nm_tpl = collections.namedtuple(name, [n for n, t in types])
    # both attributes, the first one is older than annotations of variables
    nm_tpl.__annotations__ = nm_tpl._field_types = collections.OrderedDict(types)
    try:
        nm_tpl.__module__ = sys._getframe(2).f_globals.get("__name__", "__main__")
    except (AttributeError, ValueError):
        pass
    return nm_tpl


_PY36 = sys.version_info[:2] >= (3, 6)

# attributes that a class with annotated fields must not define
_prohibited = (
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
    "_field_types", "_make", "_replace", "_asdict", "_source",
)

_special = ("__module__", "__name__", "__qualname__", "__annotations__")


class NamedTupleMeta(type):

    def __new__(cls, typename, bases, ns):
        if ns.get("_root", False):
            return super().__new__(cls, typename, bases, ns)
        types = ns.get("__annotations__", {})
        nm_tpl = _make_nmtuple(typename, types.items())
        defaults = []
        defaults_dict = {}
        for field_name in types:
            if field_name in ns:
                default_value = ns[field_name]
                defaults.append(default_value)
                defaults_dict[field_name] = default_value
            elif defaults:
                raise TypeError(
                    "Non-default namedtuple field {field_name} cannot follow default "
                    "field(s) {default_names}".format(
                        field_name=field_name, default_names=", ".join(defaults_dict)))
        nm_tpl.__new__.__annotations__ = collections.OrderedDict(types)
        nm_tpl.__new__.__defaults__ = tuple(defaults)
        nm_tpl._field_defaults = defaults_dict
        for key in ns:
            if key in _prohibited:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _special and key not in nm_tpl._fields:
                setattr(nm_tpl, key, ns[key])
        return nm_tpl


class NamedTuple(metaclass=NamedTupleMeta):
    """A named tuple with types: class C(NamedTuple) with annotated fields that may have
    defaults, NamedTuple('C', [('field', type), ...]) or NamedTuple('C', field=type)."""

    _root = True

    def __new__(self, typename, fields=None, **kwargs):
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError(
                "Either list of fields or keywords can be provided to NamedTuple, not both")
        return _make_nmtuple(typename, fields)


def NewType(name, tp):
    """A name for a type that type checkers tell from it; at run time it gives its argument."""
    def new_type(x):
        return x

    new_type.__name__ = name
    new_type.__supertype__ = tp
    return new_type


# another name of str
Text = str

# type checkers take it for True
TYPE_CHECKING = False


# files

class IO(Generic[AnyStr]):
    """What open() returns, in the broadest sense."""

    __slots__ = ()

    @abstractproperty
    def mode(self) -> str:
        pass

    @abstractproperty
    def name(self) -> str:
        pass

    @abstractmethod
    def close(self) -> None:
        pass

    @abstractmethod
    def closed(self) -> bool:
        pass

    @abstractmethod
    def fileno(self) -> int:
        pass

    @abstractmethod
    def flush(self) -> None:
        pass

    @abstractmethod
    def isatty(self) -> bool:
        pass

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readable(self) -> bool:
        pass

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readlines(self, hint: int = -1) -> List[AnyStr]:
        pass

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int:
        pass

    @abstractmethod
    def seekable(self) -> bool:
        pass

    @abstractmethod
    def tell(self) -> int:
        pass

    @abstractmethod
    def truncate(self, size: int = None) -> int:
        pass

    @abstractmethod
    def writable(self) -> bool:
        pass

    @abstractmethod
    def write(self, s: AnyStr) -> int:
        pass

    @abstractmethod
    def writelines(self, lines: List[AnyStr]) -> None:
        pass

    @abstractmethod
    def __enter__(self) -> "IO[AnyStr]":
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None:
        pass


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()

    @abstractmethod
    def write(self, s: Union[bytes, bytearray]) -> int:
        pass

    @abstractmethod
    def __enter__(self) -> "BinaryIO":
        pass


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()

    @abstractproperty
    def buffer(self) -> BinaryIO:
        pass

    @abstractproperty
    def encoding(self) -> str:
        pass

    @abstractproperty
    def errors(self) -> Optional[str]:
        pass

    @abstractproperty
    def line_buffering(self) -> bool:
        pass

    @abstractproperty
    def newlines(self) -> Any:
        pass

    @abstractmethod
    def __enter__(self) -> "TextIO":
        pass


class io:
    """The names of files' types, as a module of its own."""

    __all__ = ["IO", "TextIO", "BinaryIO"]
    IO = IO
    TextIO = TextIO
    BinaryIO = BinaryIO


io.__name__ = __name__ + ".io"
sys.modules[io.__name__] = io

Pattern = _TypeAlias("Pattern", AnyStr, type(stdlib_re.compile("")), lambda p: p.pattern)
Match = _TypeAlias("Match", AnyStr, type(stdlib_re.match("", "")), lambda m: m.re.pattern)


class re:
    """The names of regular expressions' types, as a module of its own."""

    __all__ = ["Pattern", "Match"]
    Pattern = Pattern
    Match = Match


re.__name__ = __name__ + ".re"
sys.modules[re.__name__] = re
