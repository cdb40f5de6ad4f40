"""Functions that work on functions."""

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
           "total_ordering", "cmp_to_key", "lru_cache", "reduce", "partial",
           "partialmethod", "singledispatch"]

from abc import get_cache_token
from collections import namedtuple
from reprlib import recursive_repr
from types import MappingProxyType
from weakref import WeakKeyDictionary
try:
    from _thread import RLock
except ImportError:
    from dummy_threading import RLock

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__",
                       "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    """Make a wrapper look like what it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# total_ordering: each missing comparison from one that is there. A recipe says
# what the answer is, given the other comparison's result and equality.

def _derived(root, answer):
    root = "__%s__" % root

    def method(self, other, NotImplemented=NotImplemented):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        return answer(result, self, other)

    return method


_recipes = {}
for _op, _root, _answer in (
        ("gt", "lt", lambda result, a, b: not result and a != b),
        ("le", "lt", lambda result, a, b: result or a == b),
        ("ge", "lt", lambda result, a, b: not result),
        ("ge", "le", lambda result, a, b: not result or a == b),
        ("lt", "le", lambda result, a, b: result and a != b),
        ("gt", "le", lambda result, a, b: not result),
        ("lt", "gt", lambda result, a, b: not result and a != b),
        ("ge", "gt", lambda result, a, b: result or a == b),
        ("le", "gt", lambda result, a, b: not result),
        ("le", "ge", lambda result, a, b: not result or a == b),
        ("gt", "ge", lambda result, a, b: result and a != b),
        ("lt", "ge", lambda result, a, b: not result)):
    _method = _derived(_root, _answer)
    # the function is found by this name when it is unpickled
    _name = _method.__qualname__ = "_%s_from_%s" % (_op, _root)
    _method.__name__ = "__%s__" % _op
    _method.__doc__ = getattr(int, _method.__name__).__doc__
    globals()[_name] = _method
    _recipes.setdefault("__%s__" % _root, []).append((_method.__name__, _method))
del _op, _root, _answer, _method, _name


def total_ordering(cls):
    """Add the comparisons that are missing, from the one that is there."""
    roots = [op for op in _recipes
             if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, method in _recipes[root]:
        if name not in roots:
            setattr(cls, name, method)
    return cls


def cmp_to_key(mycmp):
    """A key function that sorts as a comparison function says."""

    class K(object):
        __slots__ = ["obj"]
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


class partial:
    """A callable that calls another one with some arguments given."""

    __slots__ = "func", "args", "keywords", "__dict__", "__weakref__"

    def __new__(*args, **keywords):
        if not args:
            raise TypeError("descriptor '__new__' of partial needs an argument")
        if len(args) < 2:
            raise TypeError("type 'partial' takes at least one argument")
        cls, func, *rest = args
        if not callable(func):
            raise TypeError("the first argument must be callable")
        given = tuple(rest)
        if hasattr(func, "func"):
            # a partial of a partial is one
            given = func.args + given
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super(partial, cls).__new__(cls)
        self.func = func
        self.args = given
        self.keywords = keywords
        return self

    def __call__(*args, **keywords):
        if not args:
            raise TypeError("descriptor '__call__' of partial needs an argument")
        self, *rest = args
        return self.func(*self.args, *rest, **{**self.keywords, **keywords})

    @recursive_repr()
    def __repr__(self):
        cls = type(self)
        name = cls.__qualname__ if cls.__module__ != "functools" else "functools." + cls.__qualname__
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts += ["%s=%r" % item for item in self.keywords.items()]
        return "%s(%s)" % (name, ", ".join(parts))

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None,
                                          self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("argument to __setstate__ must be a tuple")
        if len(state) != 4:
            raise TypeError("expected 4 items in state, got %d" % len(state))
        func, args, keywords, names = state
        if (not callable(func) or not isinstance(args, tuple)
                or keywords is not None and not isinstance(keywords, dict)
                or names is not None and not isinstance(names, dict)):
            raise TypeError("invalid partial state")
        self.__dict__ = {} if names is None else names
        self.func = func
        self.args = tuple(args)
        self.keywords = {} if keywords is None else dict(keywords)


class partialmethod(object):
    """A method that calls another callable with some arguments given."""

    def __init__(self, func, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = dict(func.keywords, **keywords)
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += ["%s=%r" % item for item in self.keywords.items()]
        return "%s.%s(%s)" % (type(self).__module__, type(self).__qualname__, ", ".join(parts))

    def _make_unbound_method(self):
        def _method(*args, **keywords):
            given = dict(self.keywords)
            given.update(keywords)
            first, *rest = args
            return self.func(first, *self.args, *rest, **given)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


class _HashedSeq(list):
    """A list that remembers its hash."""

    __slots__ = "hashvalue"

    def __init__(self, tup, hash=hash):
        self[:] = tup
        self.hashvalue = hash(tup)

    def __hash__(self):
        return self.hashvalue


_kwd_mark = (object(),)


def _make_key(args, kwds, typed, kwd_mark=_kwd_mark, fasttypes={int, str, frozenset, type(None)}):
    """The key of a call: its arguments, and their types if typed."""
    key = args
    if kwds:
        key += kwd_mark
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(map(type, args))
        if kwds:
            key += tuple(map(type, kwds.values()))
    elif len(key) == 1 and type(key[0]) in fasttypes:
        return key[0]
    return _HashedSeq(key)


def _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo):
    cache = {}
    hits = misses = 0
    lock = RLock()
    missing = object()

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return user_function(*args, **kwds)
        key = _make_key(args, kwds, typed)
        with lock:
            # a dict is in order of insertion: what was used last goes to its end
            result = cache.get(key, missing) if maxsize is None else cache.pop(key, missing)
            if result is not missing:
                hits += 1
                if maxsize is not None:
                    cache[key] = result
                return result
        result = user_function(*args, **kwds)
        with lock:
            misses += 1
            if key not in cache:
                # a negative size has room for one
                if maxsize is not None and cache and len(cache) >= maxsize:
                    del cache[next(iter(cache))]
                cache[key] = result
        return result

    def cache_info():
        """Report cache statistics"""
        with lock:
            return _CacheInfo(hits, misses, maxsize, len(cache))

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal hits, misses
        with lock:
            cache.clear()
            hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


def lru_cache(maxsize=128, typed=False):
    """A decorator that remembers the results of the most recent calls."""
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected maxsize to be an integer or None")

    def decorating_function(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        return update_wrapper(wrapper, user_function)

    return decorating_function


# the built-in ones are faster, and reduce() is only there
try:
    from _functools import reduce, cmp_to_key, partial, _lru_cache_wrapper
except ImportError:
    pass


# singledispatch

def _c3_merge(sequences):
    result = []
    while True:
        sequences = [s for s in sequences if s]
        if not sequences:
            return result
        for seq in sequences:
            candidate = seq[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(candidate)
        for seq in sequences:
            if seq[0] == candidate:
                del seq[0]


def _c3_mro(cls, abcs=None):
    """The MRO with abstract base classes put in where they belong."""
    boundary = 0
    for i, base in enumerate(reversed(cls.__bases__)):
        if hasattr(base, "__abstractmethods__"):
            boundary = len(cls.__bases__) - i
            break
    abcs = list(abcs) if abcs else []
    explicit = list(cls.__bases__[:boundary])
    others = list(cls.__bases__[boundary:])
    abstract = [base for base in abcs if issubclass(cls, base)
                and not any(issubclass(b, base) for b in cls.__bases__)]
    for base in abstract:
        abcs.remove(base)
    groups = explicit, abstract, others
    mros = [_c3_mro(base, abcs=abcs) for group in groups for base in group]
    return _c3_merge([[cls]] + mros + [list(group) for group in groups])


def _compose_mro(cls, types):
    """The MRO of a class with the registered types that it implements."""
    bases = set(cls.__mro__)

    def is_related(typ):
        return typ not in bases and hasattr(typ, "__mro__") and issubclass(cls, typ)

    types = [n for n in types if is_related(n)]
    # a type that another one's MRO has comes with that
    types = [n for n in types
             if not any(n != other and n in other.__mro__ for other in types)]
    known = set(types)
    mro = []
    for typ in types:
        found = [[s for s in sub.__mro__ if s in known]
                 for sub in typ.__subclasses__()
                 if sub not in bases and issubclass(cls, sub)]
        if not found:
            mro.append(typ)
            continue
        for sub in sorted(found, key=len, reverse=True):
            for s in sub:
                if s not in mro:
                    mro.append(s)
    return _c3_mro(cls, abcs=mro)


def _find_impl(cls, registry):
    mro = _compose_mro(cls, registry.keys())
    match = None
    for t in mro:
        if match is not None:
            if t in registry and t not in cls.__mro__ and match not in cls.__mro__ \
               and not issubclass(match, t):
                raise RuntimeError("Ambiguous dispatch: {} or {}".format(match, t))
            break
        if t in registry:
            match = t
    return registry.get(match)


def singledispatch(func):
    """A generic function that chooses its implementation by the type of its
    first argument."""
    registry = {}
    cache = WeakKeyDictionary()
    token = None

    def dispatch(cls):
        nonlocal token
        if token is not None:
            current = get_cache_token()
            if token != current:
                cache.clear()
                token = current
        try:
            return cache[cls]
        except KeyError:
            found = registry[cls] if cls in registry else _find_impl(cls, registry)
            cache[cls] = found
            return found

    def register(cls, func=None):
        nonlocal token
        if func is None:
            return lambda f: register(cls, f)
        registry[cls] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % name)
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = cache.clear
    update_wrapper(wrapper, func)
    return wrapper
