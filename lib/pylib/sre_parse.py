"""What could be imported from the parser of regular expressions.

The parser here is not written in Python; parse() has no tree to give.
"""

from sre_constants import *
from sre_constants import MAXREPEAT, error

SPECIAL_CHARS = ".\\[{()*+?^$|"
REPEAT_CHARS = "*+?{"
DIGITS = frozenset("0123456789")
OCTDIGITS = frozenset("01234567")
HEXDIGITS = frozenset("0123456789abcdefABCDEF")
ASCIILETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
WHITESPACE = frozenset(" \t\n\r\v\f")


def parse(str, flags=0, pattern=None):
    raise NotImplementedError("patterns have no parse tree here")
