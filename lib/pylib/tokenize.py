"""The tokens of Python source, with comments and positions."""

import collections
import itertools as _itertools
import re
import sys
from builtins import open as _builtin_open
from codecs import lookup, BOM_UTF8
from io import TextIOWrapper
from itertools import chain
from token import *
import token

cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)

COMMENT = N_TOKENS
tok_name[COMMENT] = "COMMENT"
NL = N_TOKENS + 1
tok_name[NL] = "NL"
ENCODING = N_TOKENS + 2
tok_name[ENCODING] = "ENCODING"
N_TOKENS += 3

__all__ = token.__all__ + ["COMMENT", "tokenize", "detect_encoding", "NL",
                           "untokenize", "ENCODING", "TokenInfo"]

EXACT_TOKEN_TYPES = {
    "(": LPAR, ")": RPAR, "[": LSQB, "]": RSQB, ":": COLON, ",": COMMA,
    ";": SEMI, "+": PLUS, "-": MINUS, "*": STAR, "/": SLASH, "|": VBAR,
    "&": AMPER, "<": LESS, ">": GREATER, "=": EQUAL, ".": DOT,
    "%": PERCENT, "{": LBRACE, "}": RBRACE, "==": EQEQUAL,
    "!=": NOTEQUAL, "<=": LESSEQUAL, ">=": GREATEREQUAL, "~": TILDE,
    "^": CIRCUMFLEX, "<<": LEFTSHIFT, ">>": RIGHTSHIFT, "**": DOUBLESTAR,
    "+=": PLUSEQUAL, "-=": MINEQUAL, "*=": STAREQUAL, "/=": SLASHEQUAL,
    "%=": PERCENTEQUAL, "&=": AMPEREQUAL, "|=": VBAREQUAL,
    "^=": CIRCUMFLEXEQUAL, "<<=": LEFTSHIFTEQUAL, ">>=": RIGHTSHIFTEQUAL,
    "**=": DOUBLESTAREQUAL, "//": DOUBLESLASH, "//=": DOUBLESLASHEQUAL,
    "@": AT, "@=": ATEQUAL,
}


class TokenInfo(collections.namedtuple("TokenInfo",
                                       "type string start end line")):
    """A token: its type, text, position and line."""

    def __repr__(self):
        return ("TokenInfo(type=%s, string=%r, start=%r, end=%r, line=%r)"
                % self._replace(type="%d (%s)" % (self.type,
                                                  tok_name[self.type])))

    @property
    def exact_type(self):
        """The type, which for an operator says which one."""
        if self.type == OP:
            return EXACT_TOKEN_TYPES.get(self.string, OP)
        return self.type


def group(*choices):
    return "(" + "|".join(choices) + ")"


def any(*choices):
    return group(*choices) + "*"


def maybe(*choices):
    return group(*choices) + "?"


Whitespace = r"[ \f\t]*"
Comment = r"#[^\r\n]*"
Ignore = Whitespace + any(r"\\\r?\n" + Whitespace) + maybe(Comment)
Name = r"\w+"

Hexnumber = r"0[xX](?:_?[0-9a-fA-F])+"
Binnumber = r"0[bB](?:_?[01])+"
Octnumber = r"0[oO](?:_?[0-7])+"
Decnumber = r"(?:0(?:_?0)*|[1-9](?:_?[0-9])*)"
Intnumber = group(Hexnumber, Binnumber, Octnumber, Decnumber)
_digits = r"[0-9](?:_?[0-9])*"
Exponent = r"[eE][-+]?" + _digits
Pointfloat = (group(_digits + r"\.(?:" + _digits + ")?", r"\." + _digits)
              + maybe(Exponent))
Expfloat = _digits + Exponent
Floatnumber = group(Pointfloat, Expfloat)
Imagnumber = group(_digits + "[jJ]", Floatnumber + "[jJ]")
Number = group(Imagnumber, Floatnumber, Intnumber)


def _all_string_prefixes():
    # every spelling of b, r, u, f, br and fr, and none
    result = {""}
    for letters in "b", "r", "u", "f", "br", "fr":
        for order in _itertools.permutations(letters):
            result.update(map("".join, _itertools.product(
                *[(c, c.upper()) for c in order])))
    return result


StringPrefix = group(*sorted(_all_string_prefixes()))

# what ends a string, after its opening quotes
Single = r"[^'\\]*(?:\\.[^'\\]*)*'"
Double = r'[^"\\]*(?:\\.[^"\\]*)*"'
Single3 = r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
Double3 = r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
Triple = group(StringPrefix + "'''", StringPrefix + '"""')
_body1 = r"'[^\n'\\]*(?:\\.[^\n'\\]*)*"
_body2 = r'"[^\n"\\]*(?:\\.[^\n"\\]*)*'
String = group(StringPrefix + _body1 + "'", StringPrefix + _body2 + '"')

Operator = group(r"\*\*=?", r">>=?", r"<<=?", r"!=", r"//=?", r"->",
                 r"[+\-*/%&@|^=<>]=?", r"~")
Bracket = "[][(){}]"
Special = group(r"\r?\n", r"\.\.\.", r"[:;.,@]")
Funny = group(Operator, Bracket, Special)
PlainToken = group(Number, Funny, String, Name)
Token = Ignore + PlainToken

# the first line of a string, or all of it
ContStr = group(StringPrefix + _body1 + group("'", r"\\\r?\n"),
                StringPrefix + _body2 + group('"', r"\\\r?\n"))
PseudoExtras = group(r"\\\r?\n|\Z", Comment, Triple)
PseudoToken = Whitespace + group(PseudoExtras, Number, Funny, ContStr, Name)

endpats = {}
single_quoted = set()
triple_quoted = set()
for _prefix in _all_string_prefixes():
    for _quote, _one, _three in (("'", Single, Single3),
                                 ('"', Double, Double3)):
        endpats[_prefix + _quote] = _one
        endpats[_prefix + _quote * 3] = _three
        single_quoted.add(_prefix + _quote)
        triple_quoted.add(_prefix + _quote * 3)
del _prefix, _quote, _one, _three

tabsize = 8


def _compile(expr):
    return re.compile(expr, re.UNICODE)     # re keeps what it compiled


class TokenError(Exception):
    """The source ends where it cannot."""


class StopTokenizing(Exception):
    """To be raised by who has seen enough."""


class Untokenizer:
    """Makes source of tokens."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.encoding = None

    def add_whitespace(self, start):
        row, col = start
        if start < (self.prev_row, self.prev_col):
            raise ValueError(
                "start ({},{}) precedes previous end ({},{})"
                .format(row, col, self.prev_row, self.prev_col))
        if row > self.prev_row:
            self.tokens.append("\\\n" * (row - self.prev_row))
            self.prev_col = 0
        if col > self.prev_col:
            self.tokens.append(" " * (col - self.prev_col))

    def untokenize(self, iterable):
        it = iter(iterable)
        indents = []
        line_start = False
        for t in it:
            if len(t) == 2:
                # without positions there is only compat()
                self.compat(t, it)
                break
            kind, text, start, end, line = t
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            newline = kind in (NEWLINE, NL)
            if newline:
                line_start = True
            elif line_start and indents:
                # kept as it was: it may have tabs in it
                indent = indents[-1]
                if start[1] >= len(indent):
                    self.tokens.append(indent)
                    self.prev_col = len(indent)
                line_start = False
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if newline:
                self.prev_row += 1
                self.prev_col = 0
        return "".join(self.tokens)

    def compat(self, token, iterable):
        indents = []
        add = self.tokens.append
        line_start = token[0] in (NEWLINE, NL)
        after_string = False
        for kind, text in (t[:2] for t in chain([token], iterable)):
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER, ASYNC, AWAIT):
                text += " "
            # two strings must not become one
            if kind == STRING:
                if after_string:
                    text = " " + text
                after_string = True
            else:
                after_string = False
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                line_start = True
            elif line_start and indents:
                add(indents[-1])
                line_start = False
            add(text)


def untokenize(iterable):
    """The source of tokens: bytes if the first one tells the encoding."""
    ut = Untokenizer()
    out = ut.untokenize(iterable)
    if ut.encoding is not None:
        out = out.encode(ut.encoding)
    return out


def _get_normal_name(orig_enc):
    # the names that the compiler knows in all their spellings
    name = orig_enc[:12].lower().replace("_", "-")
    if name == "utf-8" or name.startswith("utf-8-"):
        return "utf-8"
    latin = "latin-1", "iso-8859-1", "iso-latin-1"
    if name in latin or name.startswith(tuple(n + "-" for n in latin)):
        return "iso-8859-1"
    return orig_enc


def detect_encoding(readline):
    """The encoding of a file, and the lines read to find it."""
    filename = getattr(getattr(readline, "__self__", None), "name", None)

    def problem(text, more=""):
        if filename is not None:
            text += " for " + repr(filename)
        return SyntaxError(text + more)

    def read():
        try:
            return readline()
        except StopIteration:
            return b""

    def cookie(line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise problem("invalid or missing encoding declaration")
        match = cookie_re.match(text)
        if not match:
            return None
        encoding = _get_normal_name(match.group(1))
        try:
            lookup(encoding)
        except LookupError:
            raise problem("unknown encoding", ": " + encoding)
        if bom:
            if encoding != "utf-8":
                raise problem("encoding problem", ": utf-8")
            encoding += "-sig"
        return encoding

    first = read()
    bom = first.startswith(BOM_UTF8)
    default = "utf-8"
    if bom:
        first = first[3:]
        default = "utf-8-sig"
    if not first:
        return default, []
    encoding = cookie(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = read()
    if not second:
        return default, [first]
    return cookie(second) or default, [first, second]


def open(filename):
    """Open a source file with its own encoding."""
    buffer = _builtin_open(filename, "rb")
    try:
        encoding, lines = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        buffer.close()
        raise


def tokenize(readline):
    """The tokens of the lines (bytes) that readline returns."""
    encoding, consumed = detect_encoding(readline)
    rest = iter(readline, b"")
    lines = chain(consumed, rest, _itertools.repeat(b""))
    return _tokenize(lines.__next__, encoding)


def generate_tokens(readline):
    """The same for lines of str."""
    return _tokenize(readline, None)


def _tokenize(readline, encoding):
    row = depth = 0
    continued = False
    string = None               # the part so far of one over several lines
    indents = [0]
    # async and await are keywords in an async function only
    held = None                 # an async that may begin one
    in_async = async_body = False
    async_indent = 0
    line = last = ""

    if encoding is not None:
        if encoding == "utf-8-sig":
            encoding = "utf-8"
        yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    while True:
        last = line
        try:
            line = readline()
        except StopIteration:
            line = b"" if encoding is not None else ""
        if encoding is not None:
            line = line.decode(encoding)
        row += 1
        pos, size = 0, len(line)

        if string is not None:
            if not line:
                raise TokenError("EOF in multi-line string", string_start)
            match = string_end.match(line)
            if match:
                pos = end = match.end(0)
                yield TokenInfo(STRING, string + line[:end], string_start,
                                (row, end), string_line + line)
                string = None
            elif needs_backslash and line[-2:] != "\\\n" \
                    and line[-3:] != "\\\r\n":
                yield TokenInfo(ERRORTOKEN, string + line, string_start,
                                (row, len(line)), string_line)
                string = None
                continue
            else:
                string += line
                string_line += line
                continue
        elif depth == 0 and not continued:
            if not line:
                break
            column = 0
            while pos < size:
                c = line[pos]
                if c == " ":
                    column += 1
                elif c == "\t":
                    column = (column // tabsize + 1) * tabsize
                elif c == "\f":
                    column = 0
                else:
                    break
                pos += 1
            if pos == size:
                break
            if line[pos] in "#\r\n":
                if line[pos] == "#":
                    comment = line[pos:].rstrip("\r\n")
                    yield TokenInfo(COMMENT, comment, (row, pos),
                                    (row, pos + len(comment)), line)
                    pos += len(comment)
                yield TokenInfo(NL, line[pos:], (row, pos), (row, size), line)
                continue
            if column > indents[-1]:
                indents.append(column)
                yield TokenInfo(INDENT, line[:pos], (row, 0), (row, pos),
                                line)
            while column < indents[-1]:
                if column not in indents:
                    raise IndentationError(
                        "unindent does not match any outer indentation "
                        "level", ("<tokenize>", row, pos, line))
                indents.pop()
                if in_async and async_indent >= indents[-1]:
                    in_async = async_body = False
                    async_indent = 0
                yield TokenInfo(DEDENT, "", (row, pos), (row, pos), line)
            if in_async and async_body and async_indent >= indents[-1]:
                in_async = async_body = False
                async_indent = 0
        else:
            if not line:
                raise TokenError("EOF in multi-line statement", (row, 0))
            continued = False

        while pos < size:
            match = _compile(PseudoToken).match(line, pos)
            if not match:
                yield TokenInfo(ERRORTOKEN, line[pos], (row, pos),
                                (row, pos + 1), line)
                pos += 1
                continue
            start, end = match.span(1)
            pos = end
            if start == end:
                continue
            text = line[start:end]
            first = text[0]
            found = None        # a token to come, after one that is held
            if first in "0123456789" or (first == "." and text != "."
                                         and text != "..."):
                found = NUMBER
            elif first in "\r\n":
                found = NL if depth > 0 else NEWLINE
                if found == NEWLINE and in_async:
                    async_body = True
            elif first == "#":
                assert not text.endswith("\n")
                found = COMMENT
            elif text in triple_quoted:
                string_end = _compile(endpats[text])
                match = string_end.match(line, pos)
                if match:
                    pos = end = match.end(0)
                    text = line[start:pos]
                    found = STRING
                else:
                    string_start = row, start
                    string = line[start:]
                    string_line = line
                    needs_backslash = False
                    break
            elif (first in single_quoted or text[:2] in single_quoted
                    or text[:3] in single_quoted):
                if text[-1] == "\n":
                    string_start = row, start
                    for opening in first, text[:2], text[:3]:
                        if opening in endpats:
                            string_end = _compile(endpats[opening])
                            break
                    string = line[start:]
                    string_line = line
                    needs_backslash = True
                    break
                found = STRING
            elif first.isidentifier():
                info = TokenInfo(NAME, text, (row, start), (row, end), line)
                if text in ("async", "await"):
                    if in_async:
                        yield info._replace(type=ASYNC if text == "async"
                                            else AWAIT)
                        continue
                    if text == "async" and held is None:
                        held = info
                        continue
                if text == "def" and held is not None and \
                        held.string == "async":
                    in_async = True
                    async_indent = indents[-1]
                    yield held._replace(type=ASYNC)
                    held = None
                found = NAME
            elif first == "\\":
                continued = True
                continue
            else:
                if first in "([{":
                    depth += 1
                elif first in ")]}":
                    depth -= 1
                found = OP
            if held is not None:
                yield held
                held = None
            yield TokenInfo(found, text, (row, start), (row, end), line)

    if held is not None:
        yield held
    # the last line may lack its newline
    if last and last[-1] not in "\r\n" and not last.strip().startswith("#"):
        yield TokenInfo(NEWLINE, "", (row - 1, len(last)),
                        (row - 1, len(last) + 1), "")
    for _ in indents[1:]:
        yield TokenInfo(DEDENT, "", (row, 0), (row, 0), "")
    yield TokenInfo(ENDMARKER, "", (row, 0), (row, 0), "")


def main():
    import argparse

    def fail(message, filename=None, location=None):
        where = ""
        if filename:
            where = filename + ":"
            if location:
                where = "%s:%d:%d:" % ((filename,) + tuple(location))
            where += " "
        print("%serror: %s" % (where, message), file=sys.stderr)
        sys.exit(1)

    parser = argparse.ArgumentParser(prog="python -m tokenize")
    parser.add_argument(dest="filename", nargs="?", metavar="filename.py",
                        help="the file to tokenize; defaults to stdin")
    parser.add_argument("-e", "--exact", dest="exact", action="store_true",
                        help="display token names using the exact type")
    args = parser.parse_args()
    filename = args.filename or "<stdin>"
    try:
        if args.filename:
            with _builtin_open(filename, "rb") as f:
                tokens = list(tokenize(f.readline))
        else:
            tokens = _tokenize(sys.stdin.readline, None)
        for t in tokens:
            kind = t.exact_type if args.exact else t.type
            print("%-20s%-15s%-15r" % ("%d,%d-%d,%d:" % (t.start + t.end),
                                       tok_name[kind], t.string))
    except IndentationError as e:
        line, column = e.args[1][1:3]
        fail(e.args[0], filename, (line, column))
    except TokenError as e:
        fail(e.args[0], filename, e.args[1])
    except (SyntaxError, OSError) as e:
        fail(e, filename if isinstance(e, SyntaxError) else None)
    except KeyboardInterrupt:
        print("interrupted\n")


if __name__ == "__main__":
    main()
