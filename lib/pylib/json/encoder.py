"""Writes JSON texts."""

import re

try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
except ImportError:
    c_encode_basestring_ascii = None
try:
    from _json import encode_basestring as c_encode_basestring
except ImportError:
    c_encode_basestring = None
try:
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_make_encoder = None

ESCAPE = re.compile(r'[\x00-\x1f\\"\b\f\n\r\t]')
ESCAPE_ASCII = re.compile(r'([\\"]|[^\ -~])')
HAS_UTF8 = re.compile(b"[\x80-\xff]")
ESCAPE_DCT = {chr(code): "\\u{0:04x}".format(code) for code in range(0x20)}
ESCAPE_DCT.update({"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f",
                   "\n": "\\n", "\r": "\\r", "\t": "\\t"})

INFINITY = float("inf")


def py_encode_basestring(s):
    """A string in quotes, other scripts left as they are."""
    return '"' + ESCAPE.sub(lambda found: ESCAPE_DCT[found.group()], s) + '"'


def _ascii_escape(found):
    char = found.group()
    if char in ESCAPE_DCT:
        return ESCAPE_DCT[char]
    code = ord(char)
    if code < 0x10000:
        return "\\u%04x" % code
    code -= 0x10000
    return "\\u%04x\\u%04x" % (0xd800 | code >> 10, 0xdc00 | code & 0x3ff)


def py_encode_basestring_ascii(s):
    """A string in quotes, in ASCII only."""
    return '"' + ESCAPE_ASCII.sub(_ascii_escape, s) + '"'


encode_basestring = c_encode_basestring or py_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


class JSONEncoder(object):
    """Writes JSON texts; override default() for further types."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to write in place of an object of another type."""
        raise TypeError("Object of type '%s' is not JSON serializable" % o.__class__.__name__)

    def encode(self, o):
        """The JSON text of an object."""
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        chunks = self.iterencode(o, _one_shot=True)
        return "".join(chunks if isinstance(chunks, (list, tuple)) else list(chunks))

    def iterencode(self, o, _one_shot=False):
        """The JSON text of an object in pieces."""
        markers = {} if self.check_circular else None
        encoder = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        if _one_shot and c_make_encoder is not None:
            indent = self.indent
            if indent is not None and not isinstance(indent, str):
                indent = " " * indent
            iterencode = c_make_encoder(markers, self.default, encoder, indent,
                                        self.key_separator, self.item_separator,
                                        self.sort_keys, self.skipkeys, self.allow_nan)
            return iterencode(o, 0)

        def floatstr(value, allow_nan=self.allow_nan):
            if value != value:
                text = "NaN"
            elif value == INFINITY:
                text = "Infinity"
            elif value == -INFINITY:
                text = "-Infinity"
            else:
                return float.__repr__(value)
            if not allow_nan:
                raise ValueError("Out of range float values are not JSON compliant: "
                                 + repr(value))
            return text

        iterencode = _make_iterencode(markers, self.default, encoder, self.indent, floatstr,
                                      self.key_separator, self.item_separator,
                                      self.sort_keys, self.skipkeys, _one_shot)
        return iterencode(o, 0)


def _make_iterencode(markers, _default, _encoder, _indent, _floatstr, _key_separator,
                     _item_separator, _sort_keys, _skipkeys, _one_shot):
    if _indent is not None and not isinstance(_indent, str):
        _indent = " " * _indent

    def atom(o):
        # the text of what has no parts, else None
        if isinstance(o, str):
            return _encoder(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            # enums and the like would otherwise write their own names
            return int.__str__(o)
        if isinstance(o, float):
            return _floatstr(o)
        return None

    def enter(o):
        if markers is not None:
            key = id(o)
            if key in markers:
                raise ValueError("Circular reference detected")
            markers[key] = o

    def leave(o):
        if markers is not None:
            del markers[id(o)]

    def parts(o, level):
        if isinstance(o, (list, tuple)):
            return array(o, level)
        if isinstance(o, dict):
            return object_(o, level)
        return other(o, level)

    def array(values, level):
        if not values:
            yield "[]"
            return
        enter(values)
        opening, separator, closing = "[", _item_separator, "]"
        level += 1
        if _indent is not None:
            newline = "\n" + _indent * level
            opening += newline
            separator += newline
            closing = "\n" + _indent * (level - 1) + closing
        before = opening
        for value in values:
            text = atom(value)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from parts(value, level)
            before = separator
        yield closing
        leave(values)

    def object_(mapping, level):
        if not mapping:
            yield "{}"
            return
        enter(mapping)
        yield "{"
        separator, closing = _item_separator, "}"
        level += 1
        before = ""
        if _indent is not None:
            newline = "\n" + _indent * level
            yield newline
            separator += newline
            closing = "\n" + _indent * (level - 1) + closing
        items = mapping.items()
        if _sort_keys:
            items = sorted(items, key=lambda item: item[0])
        for key, value in items:
            if isinstance(key, str):
                name = key
            elif key is None or isinstance(key, (int, float)):
                name = atom(key)
            elif _skipkeys:
                continue
            else:
                raise TypeError("key " + repr(key) + " is not a string")
            if before:
                yield before
            before = separator
            yield _encoder(name)
            yield _key_separator
            text = atom(value)
            if text is not None:
                yield text
            else:
                yield from parts(value, level)
        yield closing
        leave(mapping)

    def other(o, level):
        enter(o)
        yield from iterencode(_default(o), level)
        leave(o)

    def iterencode(o, level):
        text = atom(o)
        if text is not None:
            yield text
        else:
            yield from parts(o, level)

    return iterencode
