"""Escaping of text for HTML, and back."""

import re as _re
from html.entities import html5 as _html5

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """Replace &, < and >, and with quote also " and '."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# numbers that mean what they mean in windows-1252 (HTML 5)
_invalid_charrefs = {n: bytes((n,)).decode("cp1252", "replace") for n in range(0x80, 0xa0)}
_invalid_charrefs.update({n: chr(n) for n in (0x81, 0x8d, 0x8f, 0x90, 0x9d)})
_invalid_charrefs[0x00] = "\ufffd"
_invalid_charrefs[0x0d] = "\r"

# numbers that mean nothing
_invalid_codepoints = {0xb}
_invalid_codepoints.update(range(0x1, 0x9), range(0xe, 0x20), range(0x7f, 0xa0),
                           range(0xfdd0, 0xfdf0))
for _plane in range(0, 0x110000, 0x10000):
    _invalid_codepoints.update((_plane + 0xfffe, _plane + 0xffff))


def _replace_charref(match):
    s = match.group(1)
    if s[0] == "#":
        num = int(s[2:].rstrip(";"), 16) if s[1] in "xX" else int(s[1:].rstrip(";"))
        if num in _invalid_charrefs:
            return _invalid_charrefs[num]
        if 0xD800 <= num <= 0xDFFF or num > 0x10FFFF:
            return "\uFFFD"
        return "" if num in _invalid_codepoints else chr(num)
    if s in _html5:
        return _html5[s]
    # the longest name that needs no semicolon
    for x in range(len(s) - 1, 1, -1):
        if s[:x] in _html5:
            return _html5[s[:x]] + s[x:]
    return "&" + s


_charref = _re.compile(r"&(#[0-9]+;?"
                       r"|#[xX][0-9a-fA-F]+;?"
                       r"|[^\t\n\f <&#;]{1,32};?)")


def unescape(s):
    """Replace character references as HTML 5 says."""
    return _charref.sub(_replace_charref, s) if "&" in s else s
