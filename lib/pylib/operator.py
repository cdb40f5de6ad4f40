"""The operators as functions."""

__all__ = ["abs", "add", "and_", "attrgetter", "concat", "contains", "countOf",
           "delitem", "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand",
           "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul",
           "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift",
           "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le",
           "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod",
           "mul", "ne", "neg", "not_", "or_", "pos", "pow", "rshift",
           "setitem", "sub", "truediv", "truth", "xor"]

try:
    from _operator import *
    from _operator import _compare_digest, __doc__
except ImportError:
    # without the built-in module the functions are written out of a table

    def _make(name, params, lines, doc):
        scope = {}
        exec("def %s(%s):\n    %s" % (name, params, "\n    ".join(lines)), globals(), scope)
        function = globals()[name] = scope[name]
        function.__doc__ = doc

    for _name, _sign in {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "ge": ">=", "gt": ">"}.items():
        _make(_name, "a, b", ["return a %s b" % _sign], "Same as a %s b." % _sign)

    for _name, _sign in {"not_": "not ", "inv": "~", "invert": "~", "neg": "-", "pos": "+"}.items():
        _make(_name, "a", ["return %sa" % _sign], "Same as %sa." % _sign)

    for _name, _sign in {"add": "+", "and_": "&", "floordiv": "//", "lshift": "<<", "matmul": "@",
                         "mod": "%", "mul": "*", "or_": "|", "pow": "**", "rshift": ">>",
                         "sub": "-", "truediv": "/", "xor": "^"}.items():
        _make(_name, "a, b", ["return a %s b" % _sign], "Same as a %s b." % _sign)
        _make("i" + _name.rstrip("_"), "a, b", ["a %s= b" % _sign, "return a"],
              "Same as a %s= b." % _sign)

    _make("is_", "a, b", ["return a is b"], "Same as a is b.")
    _make("is_not", "a, b", ["return a is not b"], "Same as a is not b.")
    _make("truth", "a", ["return True if a else False"], "Return True if a is true, False otherwise.")
    _make("index", "a", ["return a.__index__()"], "Same as a.__index__().")
    _make("contains", "a, b", ["return b in a"], "Same as b in a (note reversed operands).")
    _make("getitem", "a, b", ["return a[b]"], "Same as a[b].")
    _make("setitem", "a, b, c", ["a[b] = c"], "Same as a[b] = c.")
    _make("delitem", "a, b", ["del a[b]"], "Same as del a[b].")
    del _name, _sign

    from builtins import abs as _abs

    def abs(a):
        "Same as abs(a)."
        return _abs(a)

    def concat(a, b):
        "Same as a + b, for a and b sequences."
        if not hasattr(a, "__getitem__"):
            raise TypeError("'%s' object can't be concatenated" % type(a).__name__)
        return a + b

    def iconcat(a, b):
        "Same as a += b, for a and b sequences."
        if not hasattr(a, "__getitem__"):
            raise TypeError("'%s' object can't be concatenated" % type(a).__name__)
        a += b
        return a

    def countOf(a, b):
        "Return the number of times b occurs in a."
        return sum(1 for item in a if item == b)

    def indexOf(a, b):
        "Return the first index of b in a."
        for i, item in enumerate(a):
            if item == b:
                return i
        raise ValueError("sequence.index(x): x not in sequence")

    def length_hint(obj, default=0):
        "Return an estimate of the number of items in obj."
        if not isinstance(default, int):
            raise TypeError("'%s' object cannot be interpreted as an integer"
                            % type(default).__name__)
        try:
            return len(obj)
        except TypeError:
            pass
        try:
            hint = type(obj).__length_hint__(obj)
        except (AttributeError, TypeError):
            return default
        if hint is NotImplemented:
            return default
        if not isinstance(hint, int):
            raise TypeError("__length_hint__ must be an integer, not %s" % type(hint).__name__)
        if hint < 0:
            raise ValueError("__length_hint__() should return >= 0")
        return hint

    class attrgetter:
        "A callable that fetches the given attributes of its operand."

        __slots__ = "_attrs", "_call"

        def __init__(self, attr, *attrs):
            names = (attr,) + attrs
            if not all(isinstance(name, str) for name in names):
                raise TypeError("attribute name must be a string")
            self._attrs = names
            paths = [name.split(".") for name in names]

            def get(obj, path):
                for name in path:
                    obj = getattr(obj, name)
                return obj

            if attrs:
                self._call = lambda obj: tuple([get(obj, path) for path in paths])
            else:
                self._call = lambda obj: get(obj, paths[0])

        def __call__(self, obj):
            return self._call(obj)

        def __repr__(self):
            return "%s.%s(%s)" % (type(self).__module__, type(self).__qualname__,
                                  ", ".join(map(repr, self._attrs)))

        def __reduce__(self):
            return type(self), self._attrs

    class itemgetter:
        "A callable that fetches the given items of its operand."

        __slots__ = "_items", "_call"

        def __init__(self, item, *items):
            self._items = (item,) + items
            if items:
                self._call = lambda obj: tuple([obj[i] for i in self._items])
            else:
                self._call = lambda obj: obj[item]

        def __call__(self, obj):
            return self._call(obj)

        def __repr__(self):
            return "%s.%s(%s)" % (type(self).__module__, type(self).__name__,
                                  ", ".join(map(repr, self._items)))

        def __reduce__(self):
            return type(self), self._items

    class methodcaller:
        "A callable that calls the given method of its operand."

        __slots__ = "_name", "_args", "_kwargs"

        def __init__(*args, **kwargs):
            if len(args) < 2:
                raise TypeError("methodcaller needs at least one argument, the method name")
            self, name, *rest = args
            if not isinstance(name, str):
                raise TypeError("method name must be a string")
            self._name = name
            self._args = tuple(rest)
            self._kwargs = kwargs

        def __call__(self, obj):
            return getattr(obj, self._name)(*self._args, **self._kwargs)

        def __repr__(self):
            parts = [repr(a) for a in (self._name,) + self._args]
            parts += ["%s=%r" % item for item in self._kwargs.items()]
            return "%s.%s(%s)" % (type(self).__module__, type(self).__name__, ", ".join(parts))

        def __reduce__(self):
            if not self._kwargs:
                return type(self), (self._name,) + self._args
            from functools import partial
            return partial(type(self), self._name, **self._kwargs), self._args

__lt__, __le__, __eq__, __ne__, __ge__, __gt__ = lt, le, eq, ne, ge, gt
__not__, __abs__, __index__ = not_, abs, index
__inv__, __invert__ = inv, invert
__neg__, __pos__ = neg, pos
__add__, __sub__, __mul__, __matmul__ = add, sub, mul, matmul
__truediv__, __floordiv__, __mod__, __pow__ = truediv, floordiv, mod, pow
__and__, __or__, __xor__, __lshift__, __rshift__ = and_, or_, xor, lshift, rshift
__concat__, __contains__ = concat, contains
__delitem__, __getitem__, __setitem__ = delitem, getitem, setitem
__iadd__, __isub__, __imul__, __imatmul__ = iadd, isub, imul, imatmul
__itruediv__, __ifloordiv__, __imod__, __ipow__ = itruediv, ifloordiv, imod, ipow
__iand__, __ior__, __ixor__ = iand, ior, ixor
__ilshift__, __irshift__, __iconcat__ = ilshift, irshift, iconcat
