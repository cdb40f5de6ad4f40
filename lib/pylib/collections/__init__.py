"""Container types beside dict, list, set and tuple."""

__all__ = ["deque", "defaultdict", "namedtuple", "UserDict", "UserList",
           "UserString", "Counter", "OrderedDict", "ChainMap"]

from _collections_abc import *
import _collections_abc
__all__ += _collections_abc.__all__

from operator import itemgetter as _itemgetter, eq as _eq
from keyword import iskeyword as _iskeyword
import sys as _sys
import heapq as _heapq
from itertools import repeat as _repeat, chain as _chain, starmap as _starmap
from reprlib import recursive_repr as _recursive_repr

# OrderedDict and _count_elements, for when the built-in module is not there

class _ReversibleView:
    # what the views of an OrderedDict have beside those of a dict
    def __reversed__(self):
        return map(self._pick, reversed(self._mapping))


class _OrderedDictKeysView(KeysView):
    def __reversed__(self):
        return reversed(self._mapping)


class _OrderedDictValuesView(_ReversibleView, ValuesView):
    def _pick(self, key):
        return self._mapping[key]


class _OrderedDictItemsView(_ReversibleView, ItemsView):
    def _pick(self, key):
        return key, self._mapping[key]


class OrderedDict(dict):
    """A dict whose order counts when it is compared and can be changed."""

    def __init__(*args, **kwds):
        if not args:
            raise TypeError("descriptor '__init__' of 'OrderedDict' object needs an argument")
        self, *args = args
        if len(args) > 1:
            raise TypeError("expected at most 1 arguments, got %d" % len(args))
        self.__update(*args, **kwds)

    update = __update = MutableMapping.update
    __ne__ = MutableMapping.__ne__
    __missing = object()

    def __reversed__(self):
        # a change on the way is noticed as it is by a dict's own iterator
        size = len(self)
        for key in list(dict.__iter__(self))[::-1]:
            if len(self) != size or key not in self:
                raise RuntimeError("OrderedDict mutated during iteration")
            yield key

    def __sizeof__(self):
        return dict.__sizeof__(self) + _sys.getsizeof(self.__dict__) * 2

    def popitem(self, last=True):
        """Take a pair off the end, or off the beginning."""
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, dict.pop(self, key)

    def move_to_end(self, key, last=True):
        """Move what is there to the end, or to the beginning."""
        value = dict.__getitem__(self, key)
        dict.__delitem__(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        rest = [(k, dict.__getitem__(self, k)) for k in dict.__iter__(self)]
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for k, v in rest:
            dict.__setitem__(self, k, v)

    def keys(self):
        return _OrderedDictKeysView(self)

    def values(self):
        return _OrderedDictValuesView(self)

    def items(self):
        return _OrderedDictItemsView(self)

    def pop(self, key, default=__missing):
        """The value of a key, which goes away; KeyError without a default."""
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is self.__missing:
            raise KeyError(key)
        return default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
            return default
        return self[key]

    @_recursive_repr()
    def __repr__(self):
        return "%s(%s)" % (self.__class__.__name__, list(self.items()) if self else "")

    def __reduce__(self):
        state = vars(self).copy() or None
        return self.__class__, (), state, None, iter(self.items())

    def copy(self):
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(map(_eq, self, other))
        return dict.__eq__(self, other)


def _count_elements(mapping, iterable):
    get = mapping.get
    for element in iterable:
        mapping[element] = get(element, 0) + 1


try:
    from _collections import OrderedDict, _count_elements
except ImportError:
    pass
try:
    from _collections import deque
    MutableSequence.register(deque)
except ImportError:
    pass
try:
    from _collections import defaultdict
except ImportError:
    pass


# namedtuple

class _Source:
    """`_source` of a named tuple: made when it is asked for."""

    def __get__(self, instance, owner):
        fields = owner._fields
        names = ", ".join(fields)
        lines = ["from builtins import property as _property, tuple as _tuple",
                 "from operator import itemgetter as _itemgetter",
                 "from collections import OrderedDict",
                 "",
                 "class %s(tuple):" % owner.__name__,
                 "    %r" % ("%s(%s)" % (owner.__name__, names)),
                 "",
                 "    __slots__ = ()",
                 "",
                 "    _fields = %r" % (fields,),
                 "",
                 "    def __new__(_cls, %s):" % names,
                 "        return _tuple.__new__(_cls, (%s%s))" % (names, "," if len(fields) == 1 else ""),
                 ""]
        for i, name in enumerate(fields):
            lines.append("    %s = _property(_itemgetter(%d), doc='Alias for field number %d')"
                         % (name, i, i))
        return "\n".join(lines) + "\n"


_source = _Source()


def _make(cls, iterable, new=tuple.__new__, len=len):
    "Make a new object from a sequence or iterable"
    result = new(cls, iterable)
    if len(result) != len(cls._fields):
        raise TypeError("Expected %d arguments, got %d" % (len(cls._fields), len(result)))
    return result


def _replace(_self, **kwds):
    "Return a new object replacing specified fields with new values"
    result = _self._make(map(kwds.pop, _self._fields, _self))
    if kwds:
        raise ValueError("Got unexpected field names: %r" % list(kwds))
    return result


def _representation(names):
    """The __repr__ of a named tuple."""
    form = "(" + ", ".join([name + "=%r" for name in names]) + ")"

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + form % tuple(self)
    return __repr__


def _asdict(self):
    "Return a new OrderedDict which maps field names to their values."
    return OrderedDict(zip(self._fields, self))


def _getnewargs(self):
    "Return self as a plain tuple.  Used by copy and pickle."
    return tuple(self)


def _method(function, name, typename):
    """A copy of a function under another name."""
    made = type(function)(function.__code__, function.__globals__, name,
                          function.__defaults__)
    made.__doc__ = function.__doc__
    made.__qualname__ = typename + "." + name
    return made


def namedtuple(typename, field_names, *, verbose=False, rename=False, module=None):
    """A subclass of tuple whose fields can be read as attributes."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = list(map(str, field_names))
    typename = str(typename)
    if rename:
        seen = set()
        for i, name in enumerate(field_names):
            if not name.isidentifier() or _iskeyword(name) or \
               name.startswith("_") or name in seen:
                field_names[i] = "_%d" % i
            seen.add(name)
    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid "
                             "identifiers: %r" % name)
        if _iskeyword(name):
            raise ValueError("Type names and field names cannot be a "
                             "keyword: %r" % name)
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError("Field names cannot start with an underscore: "
                             "%r" % name)
        if name in seen:
            raise ValueError("Encountered duplicate field name: %r" % name)
        seen.add(name)

    fields = tuple(field_names)
    names = ", ".join(fields)
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            module = __name__
    scope = {"_new": tuple.__new__, "__builtins__": {}, "__name__": "namedtuple_" + typename}
    new = eval("lambda _cls, %s: _new(_cls, (%s%s))"
               % (names, names, "," if len(fields) == 1 else ""), scope) if fields \
        else eval("lambda _cls: _new(_cls, ())", scope)
    new.__name__ = "__new__"
    new.__qualname__ = typename + ".__new__"
    new.__module__ = "namedtuple_" + typename
    doc = "%s(%s)" % (typename, names)
    new.__doc__ = "Create new instance of " + doc

    shown = _representation(fields)
    shown.__qualname__ = typename + ".__repr__"
    namespace = {
        "__doc__": doc,
        "__slots__": (),
        "_fields": fields,
        "__new__": new,
        "_make": classmethod(_method(_make, "_make", typename)),
        "_replace": _method(_replace, "_replace", typename),
        "__repr__": shown,
        "_asdict": _method(_asdict, "_asdict", typename),
        "__getnewargs__": _method(_getnewargs, "__getnewargs__", typename),
        "_source": _source,
        "__module__": module,
    }
    for i, name in enumerate(fields):
        namespace[name] = property(_itemgetter(i), doc="Alias for field number %d" % i)
    result = type(typename, (tuple,), namespace)
    if verbose:
        print(result._source)
    return result


# Counter

class Counter(dict):
    """A dict that counts: values are how often its keys were seen."""

    def __init__(*args, **kwds):
        if not args:
            raise TypeError("descriptor '__init__' of 'Counter' object "
                            "needs an argument")
        self, *args = args
        if len(args) > 1:
            raise TypeError("expected at most 1 arguments, got %d" % len(args))
        super(Counter, self).__init__()
        self.update(*args, **kwds)

    def __missing__(self, key):
        return 0

    def most_common(self, n=None):
        """The n most common keys with their counts, all if n is None."""
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        return _heapq.nlargest(n, self.items(), key=_itemgetter(1))

    def elements(self):
        """An iterator that gives each key as often as it was counted."""
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(*args, **kwds):
        """Add the counts of an iterable or a mapping."""
        if not args:
            raise TypeError("descriptor 'update' of 'Counter' object "
                            "needs an argument")
        self, *args = args
        if len(args) > 1:
            raise TypeError("expected at most 1 arguments, got %d" % len(args))
        iterable = args[0] if args else None
        if iterable is not None:
            if not isinstance(iterable, Mapping):
                _count_elements(self, iterable)
            elif self:
                get = self.get
                for key, count in iterable.items():
                    self[key] = count + get(key, 0)
            else:
                super(Counter, self).update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(*args, **kwds):
        """Take off the counts of an iterable or a mapping."""
        if not args:
            raise TypeError("descriptor 'subtract' of 'Counter' object "
                            "needs an argument")
        self, *args = args
        if len(args) > 1:
            raise TypeError("expected at most 1 arguments, got %d" % len(args))
        iterable = args[0] if args else None
        if iterable is not None:
            get = self.get
            if isinstance(iterable, Mapping):
                for key, count in iterable.items():
                    self[key] = get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = get(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, key):
        """Like dict's, but a key that is not there is no error."""
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return "%s()" % name
        try:
            items = ", ".join(map("%r: %r".__mod__, self.most_common()))
            return "%s({%s})" % (name, items)
        except TypeError:
            return "{0}({1!r})".format(name, dict(self))

    def _combined(self, keys, count):
        result = Counter()
        for key in keys:
            n = count(key)
            if n > 0:
                result[key] = n
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = self._combined(self, lambda k: self[k] + other[k])
        for key, count in other.items():
            if key not in self and count > 0:
                result[key] = count
        return result

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = self._combined(self, lambda k: self[k] - other[k])
        for key, count in other.items():
            if key not in self and count < 0:
                result[key] = 0 - count
        return result

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = self._combined(self, lambda k: max(self[k], other[k]))
        for key, count in other.items():
            if key not in self and count > 0:
                result[key] = count
        return result

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(self, lambda k: min(self[k], other[k]))

    def __pos__(self):
        """The counts above zero."""
        return self._combined(self, self.__getitem__)

    def __neg__(self):
        """The counts below zero, with the other sign."""
        return self._combined(self, lambda k: 0 - self[k])

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return self._keep_positive()

    def __iand__(self, other):
        for key, count in self.items():
            if other[key] < count:
                self[key] = other[key]
        return self._keep_positive()


# ChainMap

class ChainMap(MutableMapping):
    """Several mappings seen as one: look-ups search all, changes go to the
    first."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        return iter(set().union(*self.maps))

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_recursive_repr()
    def __repr__(self):
        return "{0.__class__.__name__}({1})".format(self, ", ".join(map(repr, self.maps)))

    @classmethod
    def fromkeys(cls, iterable, *args):
        """A ChainMap with one dict of the keys."""
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        """A new ChainMap with a copy of the first mapping and the others as
        they are."""
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None):
        """A new ChainMap with a mapping in front."""
        return self.__class__({} if m is None else m, *self.maps)

    @property
    def parents(self):
        """A new ChainMap without the first mapping."""
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError("Key not found in the first mapping: {!r}".format(key))

    def popitem(self):
        """Remove some item of the first mapping and return it."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        """Remove a key of the first mapping and return its value."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError("Key not found in the first mapping: {!r}".format(key))

    def clear(self):
        """Remove everything from the first mapping."""
        self.maps[0].clear()


# UserDict, UserList, UserString

class UserDict(MutableMapping):
    """A dict to derive from; its contents are in the attribute data."""

    def __init__(*args, **kwargs):
        if not args:
            raise TypeError("descriptor '__init__' of 'UserDict' object "
                            "needs an argument")
        self, *args = args
        if len(args) > 1:
            raise TypeError("expected at most 1 arguments, got %d" % len(args))
        if args:
            given = args[0]
        elif "dict" in kwargs:
            given = kwargs.pop("dict")
            import warnings
            warnings.warn("Passing 'dict' as keyword argument is deprecated",
                          DeprecationWarning, stacklevel=2)
        else:
            given = None
        self.data = {}
        if given is not None:
            self.update(given)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        import copy
        data = self.data
        try:
            self.data = {}
            made = copy.copy(self)
        finally:
            self.data = data
        made.update(self)
        return made

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


class UserList(MutableSequence):
    """A list to derive from; its contents are in the attribute data."""

    def __init__(self, initlist=None):
        self.data = []
        if initlist is not None:
            if type(initlist) == type(self.data):
                self.data[:] = initlist
            elif isinstance(initlist, UserList):
                self.data[:] = initlist.data[:]
            else:
                self.data = list(initlist)

    def __repr__(self):
        return repr(self.data)

    def __cast(self, other):
        return other.data if isinstance(other, UserList) else other

    def __lt__(self, other):
        return self.data < self.__cast(other)

    def __le__(self, other):
        return self.data <= self.__cast(other)

    def __eq__(self, other):
        return self.data == self.__cast(other)

    def __gt__(self, other):
        return self.data > self.__cast(other)

    def __ge__(self, other):
        return self.data >= self.__cast(other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __plain(self, other):
        if isinstance(other, UserList):
            return other.data
        return other if isinstance(other, type(self.data)) else list(other)

    def __add__(self, other):
        return self.__class__(self.data + self.__plain(other))

    def __radd__(self, other):
        return self.__class__(self.__plain(other) + self.data)

    def __iadd__(self, other):
        self.data += self.__plain(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(self.__cast(other))


class UserString(Sequence):
    """A str to derive from; its text is in the attribute data."""

    def __init__(self, seq):
        self.data = seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, string):
        return self.data == _text(string)

    def __lt__(self, string):
        return self.data < _text(string)

    def __le__(self, string):
        return self.data <= _text(string)

    def __gt__(self, string):
        return self.data > _text(string)

    def __ge__(self, string):
        return self.data >= _text(string)

    def __contains__(self, char):
        return _text(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        other = _text(other)
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, format):
        return self.__class__(format % self.data)

    def encode(self, encoding=None, errors=None):
        if not encoding:
            return self.__class__(self.data.encode())
        if not errors:
            return self.__class__(self.data.encode(encoding))
        return self.__class__(self.data.encode(encoding, errors))

    def find(self, sub, start=0, end=_sys.maxsize):
        return self.data.find(_text(sub), start, end)

    def rfind(self, sub, start=0, end=_sys.maxsize):
        return self.data.rfind(_text(sub), start, end)

    def count(self, sub, start=0, end=_sys.maxsize):
        return self.data.count(_text(sub), start, end)

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_text(old), _text(new), maxsplit))

    maketrans = str.maketrans


def _text(value):
    return value.data if isinstance(value, UserString) else value


def _delegate(name, wraps):
    """A method of UserString that asks its text."""
    if wraps:
        def method(self, *args):
            return self.__class__(getattr(self.data, name)(*args))
    else:
        def method(self, *args):
            return getattr(self.data, name)(*args)
    method.__name__ = name
    method.__qualname__ = "UserString." + name
    setattr(UserString, name, method)


for _name in ("capitalize casefold center expandtabs ljust lower lstrip rjust "
              "rstrip strip swapcase title translate upper zfill").split():
    _delegate(_name, True)
for _name in ("endswith format format_map index isalpha isalnum isdecimal "
              "isdigit isidentifier islower isnumeric isprintable isspace "
              "istitle isupper join partition rindex rpartition rsplit split "
              "splitlines startswith").split():
    _delegate(_name, False)
del _name

import collections.abc
del collections
