"""Regular expressions: matching, searching and replacing with patterns."""

import _sre

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall",
    "finditer", "compile", "purge", "template", "escape", "error", "A", "I",
    "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE",
]

__version__ = "2.2.1"


class _FlagType(type):
    """What makes RegexFlag look like an enumeration."""

    def __call__(cls, value):
        if type(value) is cls:
            return value
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__name__))
        value = int(value)
        found = _by_value.get(value)
        if found is None:
            found = _by_value[value] = int.__new__(cls, value)
            found._name_ = None
            found._value_ = value
        return found

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, member):
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        from types import MappingProxyType
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return "<enum %r>" % cls.__name__


_by_value = {}


class RegexFlag(int, metaclass=_FlagType):
    """The options of a pattern."""

    _member_map_ = {}
    _member_names_ = []

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def _parts(self):
        value = self._value_
        bits = [f for f in RegexFlag if f._value_ & value]
        rest = value
        for flag in bits:
            rest &= ~flag._value_
        if value < 0:
            rest = 0
        extra = []
        while rest > 0:
            bit = 1 << (rest.bit_length() - 1)
            extra.append(bit)
            rest &= ~bit
        parts = [(f._value_, f._name_) for f in bits]
        parts += [(bit, str(bit)) for bit in extra]
        parts.sort(reverse=True)
        return "|".join(name for _, name in parts) or "0"

    def __repr__(self):
        return "<RegexFlag.%s: %r>" % (self._name_ or self._parts(), self._value_)

    def __str__(self):
        return "RegexFlag." + (self._name_ or self._parts())

    def __format__(self, spec):
        return format(self._value_, spec)

    def __hash__(self):
        return hash(self._name_)

    def __or__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(self._value_ | int(other))

    def __and__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(self._value_ & int(other))

    def __xor__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(self._value_ ^ int(other))

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(~self._value_)

    def __reduce_ex__(self, proto):
        return RegexFlag, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _add_flags():
    for names, value in (("ASCII A", 256), ("IGNORECASE I", 2), ("LOCALE L", 4),
                         ("UNICODE U", 32), ("MULTILINE M", 8), ("DOTALL S", 16),
                         ("VERBOSE X", 64), ("TEMPLATE T", 1), ("DEBUG", 128)):
        names = names.split()
        flag = int.__new__(RegexFlag, value)
        flag._name_ = names[0]
        flag._value_ = value
        _by_value[value] = flag
        RegexFlag._member_names_.append(names[0])
        for name in names:
            RegexFlag._member_map_[name] = flag
            setattr(RegexFlag, name, flag)
            globals()[name] = flag


_add_flags()


class error(Exception):
    """Raised for an invalid regular expression: `msg` says what is wrong,
    `pattern` is the expression, `pos` the index where it went wrong with
    `lineno` and `colno` (each may be None)."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = "%s at position %d" % (msg, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


error.__module__ = "sre_constants"


def match(pattern, string, flags=0):
    """Match at the start of the string; a match object or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match all of the string; a match object or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Look for the first match in the string; a match object or None."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with the leftmost matches replaced by repl: a template text,
    or a function of the match object."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """Like sub(), but a tuple of the new string and the number of
    replacements."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The parts of the string between the matches, with the groups."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """The texts of all matches, or of their groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the match objects of all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A pattern object."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns compiled so far."""
    _cache.clear()


def template(pattern, flags=0):
    """A pattern object without backtracking."""
    return _compile(pattern, flags | T)


_safe_text = frozenset(
    "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567890")
_safe_bytes = frozenset(
    b"_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567890")


def escape(pattern):
    """Escape what is no ASCII letter, digit or underscore."""
    if isinstance(pattern, str):
        return "".join([c if c in _safe_text else "\\000" if c == "\0" else "\\" + c
                        for c in pattern])
    out = bytearray()
    for c in pattern:
        if c in _safe_bytes:
            out.append(c)
        elif c == 0:
            out += b"\\000"
        else:
            out.append(92)
            out.append(c)
    return bytes(out)


_cache = {}
_MAXCACHE = 512
_pattern_type = Pattern = type(_sre.compile_pattern("", 0))
del Pattern


def _compile(pattern, flags):
    if flags.__class__ is RegexFlag:
        flags = flags._value_
    try:
        return _cache[pattern.__class__, pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, _pattern_type):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        try:
            memoryview(pattern)
        except TypeError:
            raise TypeError("first argument must be string or compiled pattern") from None
    made = _sre.compile_pattern(pattern, flags)
    if flags & 128:
        import sre_parse
        sre_parse.parse(pattern, flags)
    else:
        if len(_cache) >= _MAXCACHE:
            _cache.clear()
        _cache[pattern.__class__, pattern, flags] = made
    return made


def _expand(pattern, match, template):
    return match.expand(template)


def _pickle(p):
    return _compile, (p.pattern, p.flags)


def _register():
    try:
        import copyreg
    except ImportError:
        return
    copyreg.pickle(_pattern_type, _pickle, _compile)


_register()


class Scanner:
    """Splits a text by a lexicon: pairs of a pattern and what to do with what
    it matched (a function of scanner and text, a value, or None to drop it)."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        parts = []
        self._actions = {}
        number = 1
        for phrase, action in lexicon:
            parts.append("(%s)" % phrase)
            self._actions[number] = action
            number += 1 + _compile(phrase, flags).groups
        self.scanner = _compile("|".join(parts), flags)

    def scan(self, string):
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while True:
            m = match()
            if not m or m.end() == end:
                break
            action = self._actions[m.lastindex]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            end = m.end()
        return result, string[end:]
