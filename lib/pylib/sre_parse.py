"""Parse trees of regular expressions.

The engine's own parser makes them; here they become CPython's SubPattern
objects, for those who look into patterns.
"""

import _sre
from sre_constants import *
from sre_constants import MAXREPEAT, error

SPECIAL_CHARS = ".\\[{()*+?^$|"
REPEAT_CHARS = "*+?{"

DIGITS = frozenset("0123456789")
OCTDIGITS = frozenset("01234567")
HEXDIGITS = frozenset("0123456789abcdefABCDEF")
ASCIILETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
WHITESPACE = frozenset(" \t\n\r\v\f")

_REPEATCODES = frozenset({MIN_REPEAT, MAX_REPEAT})
_UNITCODES = frozenset({ANY, RANGE, IN, LITERAL, NOT_LITERAL, CATEGORY})

ESCAPES = {"\\" + letter: (LITERAL, ord(char))
           for letter, char in zip("abfnrtv\\", "\a\b\f\n\r\t\v\\")}

CATEGORIES = {
    r"\A": (AT, AT_BEGINNING_STRING),
    r"\b": (AT, AT_BOUNDARY),
    r"\B": (AT, AT_NON_BOUNDARY),
    r"\d": (IN, [(CATEGORY, CATEGORY_DIGIT)]),
    r"\D": (IN, [(CATEGORY, CATEGORY_NOT_DIGIT)]),
    r"\s": (IN, [(CATEGORY, CATEGORY_SPACE)]),
    r"\S": (IN, [(CATEGORY, CATEGORY_NOT_SPACE)]),
    r"\w": (IN, [(CATEGORY, CATEGORY_WORD)]),
    r"\W": (IN, [(CATEGORY, CATEGORY_NOT_WORD)]),
    r"\Z": (AT, AT_END_STRING),
}

FLAGS = {
    "i": SRE_FLAG_IGNORECASE,
    "L": SRE_FLAG_LOCALE,
    "m": SRE_FLAG_MULTILINE,
    "s": SRE_FLAG_DOTALL,
    "x": SRE_FLAG_VERBOSE,
    "a": SRE_FLAG_ASCII,
    "t": SRE_FLAG_TEMPLATE,
    "u": SRE_FLAG_UNICODE,
}

GLOBAL_FLAGS = (SRE_FLAG_ASCII | SRE_FLAG_LOCALE | SRE_FLAG_UNICODE |
                SRE_FLAG_TEMPLATE | SRE_FLAG_DEBUG)


class Verbose(Exception):
    """A pattern that says in its midst that it is verbose."""


class Pattern:
    """What is known of a whole pattern: flags and groups."""

    def __init__(self):
        self.flags = 0
        self.groupdict = {}
        # of group 0 and of open groups: None
        self.groupwidths = [None]
        self.lookbehindgroups = None

    @property
    def groups(self):
        return len(self.groupwidths)

    def opengroup(self, name=None):
        gid = self.groups
        self.groupwidths.append(None)
        if self.groups > MAXGROUPS:
            raise error("too many groups")
        if name is not None:
            other = self.groupdict.get(name)
            if other is not None:
                raise error("redefinition of group name %r as group %d; was group %d"
                            % (name, gid, other))
            self.groupdict[name] = gid
        return gid

    def closegroup(self, gid, p):
        self.groupwidths[gid] = p.getwidth()

    def checkgroup(self, gid):
        return gid < self.groups and self.groupwidths[gid] is not None

    def checklookbehindgroup(self, gid, source):
        if self.lookbehindgroups is None:
            return
        if not self.checkgroup(gid):
            raise source.error('cannot refer to an open group')
        if gid >= self.lookbehindgroups:
            raise source.error('cannot refer to group defined in the same lookbehind subpattern')


class SubPattern:
    """Items one after another: (opcode, argument)."""

    def __init__(self, pattern, data=None):
        self.pattern = pattern
        self.data = [] if data is None else data
        self.width = None

    def dump(self, level=0):
        """Print the tree."""
        for op, av in self.data:
            indent = level * "  "
            if op is IN:
                print(indent + str(op))
                for member, value in av:
                    print(indent + "  " + str(member), value)
            elif op is BRANCH:
                print(indent + str(op))
                for i, item in enumerate(av[1]):
                    if i:
                        print(indent + "OR")
                    item.dump(level + 1)
            elif op is GROUPREF_EXISTS:
                group, yes, no = av
                print(indent + str(op), group)
                yes.dump(level + 1)
                if no:
                    print(indent + "ELSE")
                    no.dump(level + 1)
            elif isinstance(av, (tuple, list)):
                plain = [a for a in av if not isinstance(a, SubPattern)]
                print(indent + str(op), *plain)
                for a in av:
                    if isinstance(a, SubPattern):
                        a.dump(level + 1)
            else:
                print(indent + str(op), av)

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __delitem__(self, index):
        del self.data[index]

    def __getitem__(self, index):
        if isinstance(index, slice):
            return SubPattern(self.pattern, self.data[index])
        return self.data[index]

    def __setitem__(self, index, code):
        self.data[index] = code

    def insert(self, index, code):
        self.data.insert(index, code)

    def append(self, code):
        self.data.append(code)

    def getwidth(self):
        """How short and how long the texts are that this matches."""
        if self.width is None:
            widths = [self._item_width(op, av) for op, av in self.data]
            self.width = (min(sum(lo for lo, hi in widths), MAXREPEAT - 1),
                          min(sum(hi for lo, hi in widths), MAXREPEAT))
        return self.width

    def _item_width(self, op, av):
        if op is BRANCH:
            widths = [item.getwidth() for item in av[1]]
            return (min([MAXREPEAT - 1] + [lo for lo, hi in widths]),
                    max([0] + [hi for lo, hi in widths]))
        if op is CALL:
            return av.getwidth()
        if op is SUBPATTERN:
            return av[-1].getwidth()
        if op in _REPEATCODES:
            lo, hi = av[2].getwidth()
            return lo * av[0], hi * av[1]
        if op in _UNITCODES:
            return 1, 1
        if op is GROUPREF:
            return self.pattern.groupwidths[av]
        if op is GROUPREF_EXISTS:
            lo, hi = av[1].getwidth()
            if av[2] is None:
                return 0, hi
            other_lo, other_hi = av[2].getwidth()
            return min(lo, other_lo), max(hi, other_hi)
        return 0, 0


class Tokenizer:
    """The characters of a pattern, those behind a backslash together with it."""

    def __init__(self, string):
        self.istext = isinstance(string, str)
        self.string = string
        # of bytes the tokens are str as well
        self.decoded_string = string if self.istext else str(string, 'latin1')
        self.index = 0
        self.next = None
        self._advance()

    def _advance(self):
        char = self.decoded_string[self.index:self.index + 1]
        if char == "\\":
            char = self.decoded_string[self.index:self.index + 2]
            if len(char) == 1:
                raise error("bad escape (end of pattern)", self.string, len(self.string) - 1)
        self.index += len(char)
        self.next = char or None

    def match(self, char):
        """Go on if that is the next token."""
        if char != self.next:
            return False
        self._advance()
        return True

    def get(self):
        token = self.next
        self._advance()
        return token

    def getwhile(self, n, charset):
        """Up to n tokens out of charset."""
        found = ''
        for _ in range(n):
            if self.next not in charset:
                break
            found += self.get()
        return found

    def getuntil(self, terminator):
        """A name, with what ends it taken and left out."""
        found = ''
        while True:
            token = self.get()
            if token is None:
                if not found:
                    raise self.error("missing group name")
                raise self.error("missing %s, unterminated name" % terminator, len(found))
            if token == terminator:
                if not found:
                    raise self.error("missing group name", 1)
                return found
            found += token

    @property
    def pos(self):
        return self.index - len(self.next or '')

    def tell(self):
        return self.pos

    def seek(self, index):
        self.index = index
        self._advance()

    def error(self, msg, offset=0):
        return error(msg, self.string, self.tell() - offset)


def fix_flags(src, flags):
    """The flags of a pattern, with UNICODE where it is meant."""
    if isinstance(src, str):
        if flags & SRE_FLAG_LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if not flags & SRE_FLAG_ASCII:
            flags |= SRE_FLAG_UNICODE
        elif flags & SRE_FLAG_UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
    else:
        if flags & SRE_FLAG_UNICODE:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")
        if flags & SRE_FLAG_LOCALE and flags & SRE_FLAG_ASCII:
            raise ValueError("ASCII and LOCALE flags are incompatible")
    return flags


_AT = {code: code for code in ATCODES}
_CATEGORY = {code: code for code in CHCODES}
_OP = {code: code for code in OPCODES + [MIN_REPEAT, MAX_REPEAT]}


def _repeat_count(n):
    return MAXREPEAT if n == MAXREPEAT else n


class _Builder:
    """Makes SubPattern objects of what the engine's parser gives."""

    def __init__(self, state):
        self.state = state

    def sequence(self, items):
        out = SubPattern(self.state)
        for number, av in items:
            op = _OP[number]
            out.append((op, self.argument(op, av)))
        return out

    def argument(self, op, av):
        if op is IN:
            return [(_OP[n], _CATEGORY[v] if n == CATEGORY else v) for n, v in av]
        if op is AT:
            return _AT[av]
        if op is BRANCH:
            return None, [self.sequence(item) for item in av[1]]
        if op is SUBPATTERN:
            return av[:3] + (self.sequence(av[3]),)
        if op in _REPEATCODES:
            return av[0], _repeat_count(av[1]), self.sequence(av[2])
        if op is ASSERT or op is ASSERT_NOT:
            return av[0], self.sequence(av[1])
        if op is GROUPREF_EXISTS:
            return av[0], self.sequence(av[1]), None if av[2] is None else self.sequence(av[2])
        return av


def parse(str, flags=0, pattern=None):
    """The tree of a pattern."""
    state = Pattern() if pattern is None else pattern
    state.flags, state.groupdict, state.groupwidths, items = _sre.parse_pattern(str, int(flags))
    state.str = str
    p = _Builder(state).sequence(items)
    if flags & SRE_FLAG_DEBUG:
        p.dump()
    return p


def _group_reference(s, name, pattern):
    """The group that \\g<name> means."""
    if name.isidentifier():
        try:
            return pattern.groupindex[name]
        except KeyError:
            raise IndexError("unknown group name %r" % name)
    try:
        index = int(name)
        if index < 0:
            raise ValueError
    except ValueError:
        raise s.error("bad character in group name %r" % name, len(name) + 1) from None
    if index >= MAXGROUPS:
        raise s.error("invalid group reference %d" % index, len(name) + 1)
    return index


def parse_template(source, pattern):
    """([(place, group)], [text, or None for a group]) of a replacement."""
    s = Tokenizer(source)
    groups, literals = [], []
    text = []

    def flush():
        if text:
            literals.append(''.join(text))
            del text[:]

    def add_group(index, at):
        if index > pattern.groups:
            raise s.error("invalid group reference %d" % index, at)
        flush()
        groups.append((len(literals), index))
        literals.append(None)

    while True:
        this = s.get()
        if this is None:
            break
        if this[0] != "\\":
            text.append(this)
            continue
        c = this[1]
        if c == "g":
            if not s.match("<"):
                raise s.error("missing <")
            name = s.getuntil(">")
            add_group(_group_reference(s, name, pattern), len(name) + 1)
        elif c == "0":
            text.append(chr(int(c + s.getwhile(2, OCTDIGITS), 8) & 0xff))
        elif c in DIGITS:
            digits = c + s.getwhile(1, DIGITS)
            if len(digits) == 2 and OCTDIGITS.issuperset(digits) and s.next in OCTDIGITS:
                digits += s.get()
                if int(digits, 8) > 0o377:
                    raise s.error("octal escape value \\%s outside of range 0-0o377" % digits, 4)
                text.append(chr(int(digits, 8)))
            else:
                add_group(int(digits), len(digits))
        else:
            try:
                this = chr(ESCAPES[this][1])
            except KeyError:
                if c in ASCIILETTERS:
                    import warnings
                    warnings.warn('bad escape %s' % this, DeprecationWarning, stacklevel=4)
            text.append(this)
    flush()
    if not isinstance(source, str):
        literals = [None if part is None else part.encode('latin-1') for part in literals]
    return groups, literals


def expand_template(template, match):
    """A replacement's text for a match."""
    groups, literals = template
    parts = literals[:]
    empty = match.string[:0]
    for place, group in groups:
        parts[place] = match.group(group) or empty
    return empty.join(parts)
