"""Messages in other languages, from the .mo files of GNU gettext."""

import builtins
import copy
import operator
import os
import re
import struct
import sys
from errno import ENOENT

__all__ = ["NullTranslations", "GNUTranslations", "Catalog",
           "find", "translation", "install", "textdomain", "bindtextdomain",
           "bind_textdomain_codeset", "dgettext", "dngettext", "gettext",
           "lgettext", "ldgettext", "ldngettext", "lngettext", "ngettext"]

_default_localedir = os.path.join(sys.base_prefix, "share", "locale")

# Plural forms -----------------------------------------------------------------------------

_token = re.compile(r"\s*(?:(\d+)\b|(n)\b|([-+*/%?:()]|[=!<>]=|[<>!]|&&|\|\|)|(\w+|.))",
                    re.DOTALL)

# C's binary operators and how tightly each binds; all are grouped from the left
_BINARY = {
    "||": (1, lambda a, b: a or b), "&&": (2, lambda a, b: a and b),
    "==": (3, operator.eq), "!=": (3, operator.ne),
    "<": (4, operator.lt), ">": (4, operator.gt),
    "<=": (4, operator.le), ">=": (4, operator.ge),
    "+": (5, operator.add), "-": (5, operator.sub),
    "*": (6, operator.mul), "/": (6, operator.floordiv), "%": (6, operator.mod),
}
_LONGEST = 1000
_DEEPEST = 50


class _Plural:
    """A parser of a plural expression; parts are functions of n."""

    def __init__(self, text):
        self.tokens = [m.group().strip() for m in _token.finditer(text) if m.group().strip()]
        for m in _token.finditer(text):
            if m.group(4) and not m.group(4).isspace():
                raise ValueError("invalid token in plural form: %s" % m.group(4))
        self.tokens.append("")
        self.at = 0
        self.depth = 0

    def next(self):
        token = self.tokens[self.at]
        self.at += token != ""
        return token

    def peek(self):
        return self.tokens[self.at]

    def error(self, token):
        if token:
            raise ValueError("unexpected token in plural form: %s" % token)
        raise ValueError("unexpected end of plural form")

    def whole(self):
        value = self.condition()
        if self.peek():
            self.error(self.peek())
        return value

    def condition(self):
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError("plural form expression is too complex")
        test = self.binary(1)
        if self.peek() == "?":
            self.next()
            yes = self.condition()
            token = self.next()
            if token != ":":
                self.error(token)
            no = self.condition()
            self.depth -= 1
            return lambda n: yes(n) if test(n) else no(n)
        self.depth -= 1
        return test

    def binary(self, lowest):
        left = self.unary()
        while self.peek() in _BINARY and _BINARY[self.peek()][0] >= lowest:
            token = self.next()
            level, apply = _BINARY[token]
            left = self.join(token, apply, left, self.binary(level + 1))
        return left

    @staticmethod
    def join(token, apply, left, right):
        if token == "||":
            return lambda n: left(n) or right(n)
        if token == "&&":
            return lambda n: left(n) and right(n)
        return lambda n: apply(left(n), right(n))

    def unary(self):
        token = self.next()
        if token == "!":
            self.depth += 1
            if self.depth > _DEEPEST:
                raise ValueError("plural form expression is too complex")
            value = self.unary()
            self.depth -= 1
            return lambda n: not value(n)
        if token == "n":
            return lambda n: n
        if token == "(":
            value = self.condition()
            if self.next() != ")":
                raise ValueError("unbalanced parenthesis in plural form")
            return value
        if token.isdigit():
            number = int(token, 10)
            return lambda n: number
        self.error(token)


def _as_int(n):
    try:
        round(n)
    except TypeError:
        raise TypeError("Plural value must be an integer, got %s"
                        % type(n).__name__) from None
    return n


def c2py(plural):
    """A function of n that computes what the C expression `plural` says."""
    if len(plural) > _LONGEST:
        raise ValueError("plural form expression is too long")
    value = _Plural(plural).whole()

    def func(n):
        if not isinstance(n, int):
            n = _as_int(n)
        return int(value(n))
    return func


# Catalogs ---------------------------------------------------------------------------------

def _expand_lang(loc):
    """The names to look a locale's files up by, the most exact first."""
    # only a language that somebody asked for needs its many tables
    import locale
    name, at, modifier = locale.normalize(loc).partition("@")
    name, dot, codeset = name.partition(".")
    language, bar, territory = name.partition("_")

    def choices(part):
        return (part, "") if part else ("",)
    return [language + t + c + m for m in choices(at + modifier)
            for t in choices(bar + territory) for c in choices(dot + codeset)]


class NullTranslations:
    """No translations at all, but for those of a fallback."""

    def __init__(self, fp=None):
        self._info = {}
        self._charset = None
        self._output_charset = None
        self._fallback = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        pass

    def add_fallback(self, fallback):
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def _encode(self, text):
        import locale
        return text.encode(self._output_charset or locale.getpreferredencoding())

    def gettext(self, message):
        if self._fallback:
            return self._fallback.gettext(message)
        return message

    def lgettext(self, message):
        if self._fallback:
            return self._fallback.lgettext(message)
        return self._encode(message)

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def lngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.lngettext(msgid1, msgid2, n)
        return self._encode(msgid1 if n == 1 else msgid2)

    def info(self):
        return self._info

    def charset(self):
        return self._charset

    def output_charset(self):
        return self._output_charset

    def set_output_charset(self, charset):
        self._output_charset = charset

    def install(self, names=None):
        """Make _() a built-in, and those of the names that there are."""
        builtins._ = self.gettext
        for name in ("gettext", "ngettext", "lgettext", "lngettext"):
            if names is not None and name in names:
                setattr(builtins, name, getattr(self, name))


class GNUTranslations(NullTranslations):
    """The messages of a .mo file."""

    LE_MAGIC = 0x950412de
    BE_MAGIC = 0xde120495
    VERSIONS = (0, 1)

    def _get_versions(self, version):
        return version >> 16, version & 0xffff

    def _parse(self, fp):
        filename = getattr(fp, "name", "")
        self._catalog = catalog = {}
        self.plural = lambda n: int(n != 1)
        data = fp.read()
        magic = struct.unpack("<I", data[:4])[0]
        if magic == self.LE_MAGIC:
            order = "<"
        elif magic == self.BE_MAGIC:
            order = ">"
        else:
            raise OSError(0, "Bad magic number", filename)
        version, count, ids, texts = struct.unpack(order + "4I", data[4:20])
        major, minor = self._get_versions(version)
        if major not in self.VERSIONS:
            raise OSError(0, "Bad version number " + str(major), filename)

        def entry(table, i):
            length, start = struct.unpack_from(order + "II", data, table + 8 * i)
            if start + length >= len(data):
                raise OSError(0, "File is corrupt", filename)
            return data[start:start + length]

        try:
            pairs = [(entry(ids, i), entry(texts, i)) for i in range(count)]
        except struct.error:
            raise OSError(0, "File is corrupt", filename) from None
        for msgid, text in pairs:
            if not msgid:
                self._read_header(text.decode())
            charset = self._charset or "ascii"
            if b"\x00" in msgid:
                key = str(msgid.split(b"\x00")[0], charset)
                for form, part in enumerate(text.split(b"\x00")):
                    catalog[key, form] = str(part, charset)
            else:
                catalog[str(msgid, charset)] = str(text, charset)

    def _read_header(self, text):
        """The translation of "": lines of "key: value", which may be continued."""
        key = None
        for line in text.split("\n"):
            line = line.strip()
            if not line:
                continue
            if ":" in line:
                key, value = line.split(":", 1)
                key, value = key.strip().lower(), value.strip()
                self._info[key] = value
            elif key:
                self._info[key] += "\n" + line
                continue
            else:
                continue
            if key == "content-type":
                self._charset = value.split("charset=")[1]
            elif key == "plural-forms":
                self.plural = c2py(value.split(";")[1].split("plural=")[1])

    def lgettext(self, message):
        text = self._catalog.get(message)
        if text is not None:
            return self._encode(text)
        if self._fallback:
            return self._fallback.lgettext(message)
        return self._encode(message)

    def lngettext(self, msgid1, msgid2, n):
        text = self._catalog.get((msgid1, self.plural(n)))
        if text is None:
            if self._fallback:
                return self._fallback.lngettext(msgid1, msgid2, n)
            text = msgid1 if n == 1 else msgid2
        return self._encode(text)

    def gettext(self, message):
        text = self._catalog.get(message)
        if text is not None:
            return text
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        text = self._catalog.get((msgid1, self.plural(n)))
        if text is not None:
            return text
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2


def _wanted_languages():
    languages = []
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            languages = value.split(":")
            break
    if "C" not in languages:
        languages.append("C")
    return languages


def find(domain, localedir=None, languages=None, all=False):
    """The path of a domain's .mo file, or None; with `all` a list of them all."""
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        languages = _wanted_languages()
    names = []
    for language in languages:
        expanded = ["C"] if language == "C" else _expand_lang(language)
        names += [name for name in expanded if name not in names]
    found = []
    for name in names:
        if name == "C":
            break
        path = os.path.join(localedir, name, "LC_MESSAGES", "%s.mo" % domain)
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


# parsed files, by class and path
_translations = {}


def translation(domain, localedir=None, languages=None,
                class_=None, fallback=False, codeset=None):
    """The translations of a domain; those of further languages are fallbacks."""
    if class_ is None:
        class_ = GNUTranslations
    paths = find(domain, localedir, languages, all=True)
    if not paths:
        if fallback:
            return NullTranslations()
        raise OSError(ENOENT, "No translation file found for domain", domain)
    result = None
    for path in paths:
        key = class_, os.path.abspath(path)
        if key not in _translations:
            with open(path, "rb") as fp:
                _translations.setdefault(key, class_(fp))
        # a copy, since it gets a fallback and a codeset of its own
        one = copy.copy(_translations[key])
        if codeset:
            one.set_output_charset(codeset)
        if result is None:
            result = one
        else:
            result.add_fallback(one)
    return result


def install(domain, localedir=None, codeset=None, names=None):
    """Make _() a built-in, for this domain."""
    translation(domain, localedir, fallback=True, codeset=codeset).install(names)


# The interface of GNU gettext -------------------------------------------------------------

_localedirs = {}
_localecodesets = {}
_current_domain = "messages"


def textdomain(domain=None):
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def bind_textdomain_codeset(domain, codeset=None):
    if codeset is not None:
        _localecodesets[domain] = codeset
    return _localecodesets.get(domain)


def _bound(domain, codeset=None):
    """The translations that a domain is bound to, or None."""
    try:
        return translation(domain, _localedirs.get(domain), codeset=codeset)
    except OSError:
        return None


def _encode_for(domain, text):
    import locale
    return text.encode(_localecodesets.get(domain) or locale.getpreferredencoding())


def dgettext(domain, message):
    found = _bound(domain)
    return message if found is None else found.gettext(message)


def ldgettext(domain, message):
    found = _bound(domain, _localecodesets.get(domain))
    return _encode_for(domain, message) if found is None else found.lgettext(message)


def dngettext(domain, msgid1, msgid2, n):
    found = _bound(domain)
    if found is None:
        return msgid1 if n == 1 else msgid2
    return found.ngettext(msgid1, msgid2, n)


def ldngettext(domain, msgid1, msgid2, n):
    found = _bound(domain, _localecodesets.get(domain))
    if found is None:
        return _encode_for(domain, msgid1 if n == 1 else msgid2)
    return found.lngettext(msgid1, msgid2, n)


def gettext(message):
    return dgettext(_current_domain, message)


def lgettext(message):
    return ldgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    return dngettext(_current_domain, msgid1, msgid2, n)


def lngettext(msgid1, msgid2, n):
    return ldngettext(_current_domain, msgid1, msgid2, n)


# the name it had in a module of others
Catalog = translation
