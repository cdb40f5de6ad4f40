"""Locales: choosing one, asking what it says, and numbers written its way."""

import encodings
import encodings.aliases
import functools
import re
import sys
from builtins import str as _builtin_str
from collections.abc import Mapping

import _locale
from _locale import *
from _locale import localeconv as _localeconv
from _locale import setlocale as _setlocale
from _locale import strcoll, strxfrm

import _locale_aliases

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error",
           "setlocale", "resetlocale", "localeconv", "strcoll", "strxfrm",
           "str", "atof", "atoi", "format", "format_string", "currency",
           "normalize", "LC_CTYPE", "LC_COLLATE", "LC_TIME", "LC_MONETARY",
           "LC_NUMERIC", "LC_ALL", "CHAR_MAX"]

if "LC_MESSAGES" in globals():
    __all__.append("LC_MESSAGES")

locale_alias = _locale_aliases.aliases()
locale_encoding_alias = _locale_aliases.encodings()
windows_locale = {}

# what tests put over the C library's answer
_override_localeconv = {}


@functools.wraps(_localeconv)
def localeconv():
    conv = _localeconv()
    conv.update(_override_localeconv)
    return conv


# Numbers ----------------------------------------------------------------------------------

def _grouping_intervals(grouping):
    """The sizes of the groups of digits, from the right; a 0 repeats the last for ever."""
    last = None
    for size in grouping:
        if size == CHAR_MAX:
            return
        if size == 0:
            if last is None:
                raise ValueError("invalid grouping")
            while True:
                yield last
        last = size
        yield size


def _group(s, monetary=False):
    """s with separators between its groups of digits, and how many characters were added."""
    conv = localeconv()
    prefix = "mon_" if monetary else ""
    separator = conv[prefix + "thousands_sep"]
    grouping = conv[prefix + "grouping"]
    if not grouping:
        return s, 0
    body = s.rstrip(" ")
    padding = s[len(body):]
    head = ""
    groups = []
    for size in _grouping_intervals(grouping):
        if not body or body[-1] not in "0123456789":
            head, body = body, ""
            break
        groups.insert(0, body[-size:])
        body = body[:-size]
    if body:
        groups.insert(0, body)
    return (head + separator.join(groups) + padding,
            len(separator) * (len(groups) - 1))


def _strip_padding(s, amount):
    """s without `amount` of its padding, the left side's first."""
    left = min(amount, len(s) - len(s.lstrip(" ")))
    s = s[left:]
    right = min(amount - left, len(s) - len(s.rstrip(" ")))
    return s[:len(s) - right]


_percent_re = re.compile(r"%(?:\((?P<key>.*?)\))?"
                         r"(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]")


def format(percent, value, grouping=False, monetary=False, *additional):
    """The value as the one % specifier says, with the locale's point and groups."""
    if not _percent_re.fullmatch(percent):
        raise ValueError("format() must be given exactly one %%char "
                         "format specifier, %s not valid" % repr(percent))
    return _format(percent, value, grouping, monetary, *additional)


def _format(percent, value, grouping=False, monetary=False, *additional):
    text = percent % ((value,) + additional if additional else value)
    kind = percent[-1]
    added = 0
    if kind in "eEfFgG":
        parts = text.split(".")
        if grouping:
            parts[0], added = _group(parts[0], monetary)
        text = localeconv()["mon_decimal_point" if monetary else "decimal_point"].join(parts)
    elif kind in "diu" and grouping:
        text, added = _group(text, monetary)
    return _strip_padding(text, added) if added else text


def format_string(f, val, grouping=False):
    """f % val, with each specifier done as format() does."""
    specs = list(_percent_re.finditer(f))
    frame = _percent_re.sub("%s", f)
    done = []
    if isinstance(val, Mapping):
        for spec in specs:
            done.append("%" if spec.group()[-1] == "%"
                        else format(spec.group(), val, grouping))
        return frame % tuple(done)
    if not isinstance(val, tuple):
        val = (val,)
    at = 0
    for spec in specs:
        if spec.group()[-1] == "%":
            done.append("%")
            continue
        after = at + 1 + spec.group("modifiers").count("*")
        done.append(_format(spec.group(), val[at], grouping, False, *val[at + 1:after]))
        at = after
    return frame % tuple(done)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money as the locale writes it."""
    conv = localeconv()
    digits = conv["int_frac_digits" if international else "frac_digits"]
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using "
                         "the 'C' locale.")
    side = "n" if val < 0 else "p"
    amount = format("%%.%if" % digits, abs(val), grouping, monetary=True)
    before = after = ""
    if symbol:
        name = conv["int_curr_symbol" if international else "currency_symbol"]
        blank = " " if conv[side + "_sep_by_space"] else ""
        if conv[side + "_cs_precedes"]:
            before = name + blank
        else:
            after = blank + name
    position = conv[side + "_sign_posn"]
    sign = conv["negative_sign" if val < 0 else "positive_sign"]
    if position == 0:
        return "(" + before + amount + after + ")"
    if position == 2:
        return before + amount + after + sign
    if position == 3:
        return before + sign + amount + after
    if position == 4:
        return before + amount + sign + after
    # 1, and what the locale leaves open
    return sign + before + amount + after


def str(val):
    """A float, with the locale's decimal point."""
    return _format("%.12g", val)


def delocalize(string):
    """A number written the locale's way, as Python writes it."""
    conv = localeconv()
    if conv["thousands_sep"]:
        string = string.replace(conv["thousands_sep"], "")
    if conv["decimal_point"]:
        string = string.replace(conv["decimal_point"], ".")
    return string


def atof(string, func=float):
    """A float of text written the locale's way."""
    return func(delocalize(string))


def atoi(string):
    """An int of text written the locale's way."""
    return int(delocalize(string))


# Names ------------------------------------------------------------------------------------

def _replace_encoding(code, encoding):
    """code with this encoding, spelled as the C library spells it."""
    name = encodings.normalize_encoding(encoding)
    name = encodings.aliases.aliases.get(name.lower(), name)
    for key in (name.lower(), name.lower().replace("_", "").replace("-", "")):
        if key in locale_encoding_alias:
            name = locale_encoding_alias[key]
            break
    return code.partition(".")[0] + "." + name


def _append_modifier(code, modifier):
    """code with this modifier; the euro is a matter of the encoding."""
    if modifier == "euro":
        language, dot, encoding = code.partition(".")
        if not dot or encoding == "ISO8859-1":
            return language + ".ISO8859-15"
        if encoding in ("ISO8859-15", "UTF-8"):
            return code
    return code + "@" + modifier


def _with_modifier(code, modifier):
    """code with the modifier asked for, or None where its own is another."""
    if "@" not in code:
        return _append_modifier(code, modifier)
    return code if code.partition("@")[2].lower() == modifier else None


def _with_encoding(code, encoding):
    code, at, modifier = code.partition("@")
    return _replace_encoding(code, encoding) + at + modifier


def normalize(localename):
    """The full name of a locale for setlocale(); a name nobody knows comes back as it is."""
    name, at, modifier = localename.lower().replace(":", ".").partition("@")
    language, dot, encoding = name.partition(".")
    encoding = encoding.partition(".")[0]
    full = language
    if encoding:
        full += "." + encoding.replace("-", "").replace("_", "")
    suffix = "@" + modifier if modifier else ""

    code = locale_alias.get(full + suffix)
    if code is not None:
        return code
    if modifier:
        code = locale_alias.get(full)
        code = code and _with_modifier(code, modifier)
        if code:
            return code
    if encoding:
        code = locale_alias.get(language + suffix)
        if code is not None:
            return _with_encoding(code, encoding)
        if modifier:
            code = locale_alias.get(language)
            code = code and _with_modifier(_with_encoding(code, encoding), modifier)
            if code:
                return code
    return localename


def _parse_localename(localename):
    """(language, encoding) of a locale's name; each may be None."""
    code = normalize(localename)
    if "@" in code:
        code, modifier = code.split("@", 1)
        if modifier == "euro" and "." not in code:
            return code, "iso-8859-15"
    if "." in code:
        return tuple(code.split(".")[:2])
    if code == "C":
        return None, None
    raise ValueError("unknown locale: %s" % localename)


def _build_localename(localetuple):
    """The inverse of _parse_localename()."""
    try:
        language, encoding = localetuple
        if language is None:
            language = "C"
        return language if encoding is None else language + "." + encoding
    except (TypeError, ValueError):
        raise TypeError("Locale must be None, a string, or an iterable of "
                        "two strings -- language code, encoding.")


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """(language, encoding) that the environment asks for."""
    import os
    found = "C"
    for variable in envvars:
        value = os.environ.get(variable)
        if value:
            found = value.split(":")[0] if variable == "LANGUAGE" else value
            break
    return _parse_localename(found)


def getlocale(category=LC_CTYPE):
    """(language, encoding) of the locale in force."""
    name = _setlocale(category)
    if category == LC_ALL and ";" in name:
        raise TypeError("category LC_ALL is not supported")
    return _parse_localename(name)


def setlocale(category, locale=None):
    """Set (or, with None, ask for) a category's locale; its name is returned."""
    if locale and not isinstance(locale, _builtin_str):
        locale = normalize(_build_localename(locale))
    return _setlocale(category, locale)


def resetlocale(category=LC_ALL):
    """Set a category to what the environment asks for."""
    _setlocale(category, _build_localename(getdefaultlocale()))


def getpreferredencoding(do_setlocale=True):
    """The encoding of text, by the user's settings."""
    if not do_setlocale:
        return nl_langinfo(CODESET) or "UTF-8"
    before = _setlocale(LC_CTYPE)
    try:
        try:
            _setlocale(LC_CTYPE, "")
        except Error:
            pass
        return nl_langinfo(CODESET) or "UTF-8"
    finally:
        _setlocale(LC_CTYPE, before)
