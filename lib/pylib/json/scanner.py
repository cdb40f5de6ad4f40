"""Finds the value at a place of a JSON text."""

import re

try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ["make_scanner"]

NUMBER_RE = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?",
                       re.VERBOSE | re.MULTILINE | re.DOTALL)


def py_make_scanner(context):
    """A function of text and index that gives the value there and the index after it."""
    parse_object = context.parse_object
    parse_array = context.parse_array
    parse_string = context.parse_string
    parse_float = context.parse_float
    parse_int = context.parse_int
    parse_constant = context.parse_constant
    strict = context.strict
    object_hook = context.object_hook
    object_pairs_hook = context.object_pairs_hook
    memo = context.memo
    number = NUMBER_RE.match
    words = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}
    constants = {"N": "NaN", "I": "Infinity", "-": "-Infinity"}

    def scan(string, idx):
        try:
            first = string[idx]
        except IndexError:
            raise StopIteration(idx)
        if first == '"':
            return parse_string(string, idx + 1, strict)
        if first == "{":
            return parse_object((string, idx + 1), strict, scan, object_hook,
                                object_pairs_hook, memo)
        if first == "[":
            return parse_array((string, idx + 1), scan)
        if first in words:
            word, value = words[first]
            if string.startswith(word, idx):
                return value, idx + len(word)
            raise StopIteration(idx)
        found = number(string, idx)
        if found is not None:
            integer, fraction, exponent = found.groups()
            if fraction is None and exponent is None:
                return parse_int(integer), found.end()
            return parse_float(found.group()), found.end()
        word = constants.get(first)
        if word is not None and string.startswith(word, idx):
            return parse_constant(word), idx + len(word)
        raise StopIteration(idx)

    def scan_once(string, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return scan(string, idx)
        finally:
            memo.clear()

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
