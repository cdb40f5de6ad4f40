"""Reads JSON texts."""

import re

from json import scanner

try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ["JSONDecoder", "JSONDecodeError"]

FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")


class JSONDecodeError(ValueError):
    """A text that is not JSON: msg, doc, pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__("%s: line %d column %d (char %d)" % (msg, self.lineno, self.colno, pos))

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


_CONSTANTS = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}

STRINGCHUNK = re.compile(r'([^"\\\x00-\x1f]*)(["\\\x00-\x1f])', FLAGS)
BACKSLASH = {'"': '"', "\\": "\\", "/": "/",
             "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX4 = re.compile("[0-9A-Fa-f]{4}").match


def _decode_uXXXX(s, pos):
    found = _HEX4(s, pos + 1)
    if found is None:
        raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)
    return int(found.group(), 16)


def py_scanstring(s, end, strict=True, _b=BACKSLASH, _m=STRINGCHUNK.match):
    """The string whose text starts at end (after the quote), and the index after it."""
    begin = end - 1
    chunks = []
    while True:
        chunk = _m(s, end)
        if chunk is None:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        content, stop = chunk.groups()
        end = chunk.end()
        if stop == '"':
            if not chunks:
                return content, end
            chunks.append(content)
            return "".join(chunks), end
        chunks.append(content)
        if stop != "\\":
            if strict:
                raise JSONDecodeError("Invalid control character {0!r} at".format(stop),
                                      s, end - 1)
            chunks.append(stop)
            continue
        letter = s[end:end + 1]
        if not letter:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if letter != "u":
            if letter not in _b:
                raise JSONDecodeError("Invalid \\escape: {0!r}".format(letter), s, end - 1)
            chunks.append(_b[letter])
            end += 1
            continue
        unit = _decode_uXXXX(s, end)
        end += 5
        if 0xd800 <= unit <= 0xdbff and s.startswith("\\u", end):
            low = _decode_uXXXX(s, end + 1)
            if 0xdc00 <= low <= 0xdfff:
                unit = 0x10000 + ((unit - 0xd800) << 10 | low - 0xdc00)
                end += 6
        chunks.append(chr(unit))


scanstring = c_scanstring or py_scanstring

WHITESPACE = re.compile(r"[ \t\n\r]*", FLAGS)
WHITESPACE_STR = " \t\n\r"


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None,
               _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """The object whose members start at an index (after the brace)."""
    s, end = s_and_end
    pairs = []
    intern = ({} if memo is None else memo).setdefault
    end = _w(s, end).end()
    mark = s[end:end + 1]
    if mark != "}":
        while True:
            if mark != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, end)
            key, end = scanstring(s, end + 1, strict)
            key = intern(key, key)
            if s[end:end + 1] != ":":
                end = _w(s, end).end()
                if s[end:end + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, end)
            end += 1
            if s[end:end + 1] in _ws:
                end = _w(s, end).end()
            try:
                value, end = scan_once(s, end)
            except StopIteration as err:
                raise JSONDecodeError("Expecting value", s, err.value) from None
            pairs.append((key, value))
            mark = s[end:end + 1]
            if mark in _ws:
                end = _w(s, end).end()
                mark = s[end:end + 1]
            if mark == "}":
                break
            if mark != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, end)
            end = _w(s, end + 1).end()
            mark = s[end:end + 1]
    end += 1
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end
    result = dict(pairs)
    if object_hook is not None:
        result = object_hook(result)
    return result, end


def JSONArray(s_and_end, scan_once, _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """The array whose values start at an index (after the bracket)."""
    s, end = s_and_end
    values = []
    end = _w(s, end).end()
    if s[end:end + 1] == "]":
        return values, end + 1
    while True:
        try:
            value, end = scan_once(s, end)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None
        values.append(value)
        mark = s[end:end + 1]
        if mark in _ws:
            end = _w(s, end).end()
            mark = s[end:end + 1]
        if mark == "]":
            return values, end + 1
        if mark != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, end)
        end += 1
        if s[end:end + 1] in _ws:
            end = _w(s, end).end()


class JSONDecoder(object):
    """Reads JSON texts; hooks say what to make of their parts."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s, _w=WHITESPACE.match):
        """The object of a whole text."""
        obj, end = self.raw_decode(s, idx=_w(s, 0).end())
        end = _w(s, end).end()
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """The object at an index of a text, and the index after it."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None
