"""Data structures printed in a readable layout."""

import collections as _collections
import re
import sys as _sys
import types as _types
from io import StringIO as _StringIO

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr",
           "PrettyPrinter"]

_builtin_scalars = frozenset({str, bytes, bytearray, int, float, complex, bool, type(None)})


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False):
    """Print an object."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth,
                  compact=compact).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False):
    """An object as it would be printed."""
    return PrettyPrinter(indent=indent, width=width, depth=depth,
                         compact=compact).pformat(object)


def saferepr(object):
    """The repr of an object, which may hold itself."""
    return _safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Whether eval() can make the object of its repr."""
    return _safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Whether the object holds itself."""
    return _safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """A key to sort what cannot be compared."""

    __slots__ = ["obj"]

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(t):
    return _safe_key(t[0]), _safe_key(t[1])


class PrettyPrinter:
    """Prints with an indent, a width, a depth, and compactly or not."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)

    def pprint(self, object):
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write("\n")

    def pformat(self, object):
        out = _StringIO()
        self._format(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text, whether readable, whether recursive)"""
        return _safe_repr(object, context, maxlevels, level)

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive = True
            self._readable = False
            return
        rep = self._repr(object, context, level)
        if len(rep) > self._width - indent - allowance:
            printer = self._dispatch.get(type(object).__repr__)
            if printer is not None:
                context[key] = 1
                printer(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(rep)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    _dispatch = {}

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        if len(object):
            self._format_dict_items(sorted(object.items(), key=_safe_tuple), stream,
                                    indent, allowance + 1, context, level)
        stream.write("}")

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1,
                     context, level)
        stream.write(")")

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        if object.__class__ is set:
            start, end = "{", "}"
        else:
            start, end = object.__class__.__name__ + "({", "})"
            indent += len(start) - 1
        stream.write(start)
        self._format_items(sorted(object, key=_safe_key), stream, indent,
                           allowance + len(end), context, level)
        stream.write(end)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        chunks = []
        if level == 1:
            indent += 1
            allowance += 1
        lines = object.splitlines(True)
        room = last_room = self._width - indent
        for i, line in enumerate(lines):
            rep = repr(line)
            if i == len(lines) - 1:
                last_room -= allowance
            if len(rep) <= last_room:
                chunks.append(rep)
                continue
            # a long line is broken after spaces
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            limit = room
            current = ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        self._write_chunks(chunks, stream, indent, level == 1 and len(chunks) > 1)

    def _write_chunks(self, chunks, stream, indent, parens):
        if parens:
            stream.write("(")
        stream.write(("\n" + " " * indent).join(chunks))
        if parens:
            stream.write(")")

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
        chunks = list(_wrap_bytes_repr(object, self._width - indent, allowance))
        self._write_chunks(chunks, stream, indent, parens)

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context,
                           level + 1)
        stream.write(")")

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write("%s(%s,\n%s" % (name, factory, " " * indent))
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "({")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1,
                                allowance + 2, context, level)
        stream.write("})")

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        indent += len(name) + 1
        last = len(object.maps) - 1
        for i, m in enumerate(object.maps):
            self._format(m, stream, indent, allowance + 1 if i == last else 1, context, level)
            stream.write(")" if i == last else ",\n" + " " * indent)

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            maxlen = self._repr(object.maxlen, context, level)
            stream.write("],\n%smaxlen=%s)" % (" " * indent, maxlen))

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            rep = self._repr(key, context, level)
            stream.write(rep + ": ")
            self._format(value, stream, indent + len(rep) + 2,
                         allowance if i == last else 1, context, level)
            if i != last:
                stream.write(",\n" + " " * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        items = list(items)
        newline = ",\n" + " " * indent
        delim = ""
        width = room = self._width - indent + 1
        last = len(items) - 1
        for i, item in enumerate(items):
            if i == last:
                room -= allowance
                width -= allowance
            if self._compact:
                rep = self._repr(item, context, level)
                w = len(rep) + 2
                if width < w:
                    width = room
                    if delim:
                        delim = newline
                if width >= w:
                    width -= w
                    stream.write(delim + rep)
                    delim = ", "
                    continue
            stream.write(delim)
            delim = newline
            self._format(item, stream, indent, allowance if i == last else 1, context, level)

    for _type, _printer in (
            (dict, _pprint_dict), (list, _pprint_list), (tuple, _pprint_tuple),
            (set, _pprint_set), (frozenset, _pprint_set), (str, _pprint_str),
            (bytes, _pprint_bytes), (bytearray, _pprint_bytearray),
            (_collections.OrderedDict, _pprint_ordered_dict),
            (_types.MappingProxyType, _pprint_mappingproxy),
            (_collections.defaultdict, _pprint_default_dict),
            (_collections.Counter, _pprint_counter),
            (_collections.ChainMap, _pprint_chain_map),
            (_collections.deque, _pprint_deque), (_collections.UserDict, _pprint_user),
            (_collections.UserList, _pprint_user), (_collections.UserString, _pprint_user)):
        _dispatch[_type.__repr__] = _printer
    del _type, _printer


def _safe_repr(object, context, maxlevels, level):
    """(text, whether readable, whether recursive)"""
    typ = type(object)
    if typ in _builtin_scalars:
        return repr(object), True, False
    r = getattr(typ, "__repr__", None)
    if issubclass(typ, dict) and r is dict.__repr__:
        if not object:
            return "{}", True, False
        form = "{%s}"
        pairs = sorted(object.items(), key=_safe_tuple)
    elif (issubclass(typ, list) and r is list.__repr__
          or issubclass(typ, tuple) and r is tuple.__repr__):
        if issubclass(typ, list):
            if not object:
                return "[]", True, False
            form = "[%s]"
        elif len(object) == 1:
            form = "(%s,)"
        else:
            if not object:
                return "()", True, False
            form = "(%s)"
        pairs = None
    else:
        rep = repr(object)
        return rep, bool(rep) and not rep.startswith("<"), False
    if maxlevels and level >= maxlevels:
        return form % "...", False, id(object) in context
    key = id(object)
    if key in context:
        return _recursion(object), False, True
    context[key] = 1
    readable, recursive = True, False
    parts = []
    level += 1
    for item in object if pairs is None else pairs:
        texts = []
        for o in (item,) if pairs is None else item:
            text, its_readable, its_recursive = _safe_repr(o, context, maxlevels, level)
            texts.append(text)
            readable = readable and its_readable
            recursive = recursive or its_recursive
        parts.append(": ".join(texts))
    del context[key]
    return form % ", ".join(parts), readable, recursive


def _recursion(object):
    return "<Recursion on %s with id=%s>" % (type(object).__name__, id(object))


def _wrap_bytes_repr(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for i in range(0, len(object), 4):
        part = object[i:i + 4]
        candidate = current + part
        if i == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)
