"""The numbers of CPython's engine of regular expressions, and their exception.

The engine here has opcodes of its own: sre_parse makes its trees of these.
"""

from re import error

# the version of CPython's compiled patterns
MAGIC = 20140917
MAXGROUPS = 2147483647


class _NamedIntConstant(int):
    """An int that shows its name."""

    def __new__(cls, value, name):
        self = super().__new__(cls, value)
        self.name = name
        return self

    def __str__(self):
        return self.name

    __repr__ = __str__


MAXREPEAT = _NamedIntConstant(4294967295, 'MAXREPEAT')


def _numbered(names):
    """Constants with the numbers from 0 on, as names of this module."""
    found = [_NamedIntConstant(i, name) for i, name in enumerate(names.split())]
    globals().update({item.name: item for item in found})
    return found


OPCODES = _numbered(
    'FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CALL CATEGORY CHARSET BIGCHARSET '
    'GROUPREF GROUPREF_EXISTS GROUPREF_IGNORE IN IN_IGNORE INFO JUMP LITERAL LITERAL_IGNORE '
    'MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NOT_LITERAL_IGNORE NEGATE RANGE REPEAT REPEAT_ONE '
    'SUBPATTERN MIN_REPEAT_ONE RANGE_IGNORE MIN_REPEAT MAX_REPEAT')
# these two are only in trees
del OPCODES[-2:]

ATCODES = _numbered(
    'AT_BEGINNING AT_BEGINNING_LINE AT_BEGINNING_STRING AT_BOUNDARY AT_NON_BOUNDARY AT_END '
    'AT_END_LINE AT_END_STRING AT_LOC_BOUNDARY AT_LOC_NON_BOUNDARY AT_UNI_BOUNDARY '
    'AT_UNI_NON_BOUNDARY')

CHCODES = _numbered(
    'CATEGORY_DIGIT CATEGORY_NOT_DIGIT CATEGORY_SPACE CATEGORY_NOT_SPACE CATEGORY_WORD '
    'CATEGORY_NOT_WORD CATEGORY_LINEBREAK CATEGORY_NOT_LINEBREAK CATEGORY_LOC_WORD '
    'CATEGORY_LOC_NOT_WORD CATEGORY_UNI_DIGIT CATEGORY_UNI_NOT_DIGIT CATEGORY_UNI_SPACE '
    'CATEGORY_UNI_NOT_SPACE CATEGORY_UNI_WORD CATEGORY_UNI_NOT_WORD CATEGORY_UNI_LINEBREAK '
    'CATEGORY_UNI_NOT_LINEBREAK')


def _replaced(codes, replace):
    """{code: the code of another flag}"""
    return {code: globals()[replace(code.name)] for code in codes
            if replace(code.name) in globals()}


# what a code becomes with a flag
OP_IGNORE = _replaced([GROUPREF, IN, LITERAL, NOT_LITERAL, RANGE], '{}_IGNORE'.format)
AT_MULTILINE = _replaced([AT_BEGINNING, AT_END], '{}_LINE'.format)
AT_LOCALE = {AT_BOUNDARY: AT_LOC_BOUNDARY, AT_NON_BOUNDARY: AT_LOC_NON_BOUNDARY}
AT_UNICODE = {AT_BOUNDARY: AT_UNI_BOUNDARY, AT_NON_BOUNDARY: AT_UNI_NON_BOUNDARY}
CH_LOCALE = {code: code for code in CHCODES[:8]}
CH_LOCALE[CATEGORY_WORD] = CATEGORY_LOC_WORD
CH_LOCALE[CATEGORY_NOT_WORD] = CATEGORY_LOC_NOT_WORD
CH_UNICODE = _replaced(CHCODES[:8], lambda name: name.replace('CATEGORY_', 'CATEGORY_UNI_'))

SRE_FLAG_TEMPLATE = 1
SRE_FLAG_IGNORECASE = 2
SRE_FLAG_LOCALE = 4
SRE_FLAG_MULTILINE = 8
SRE_FLAG_DOTALL = 16
SRE_FLAG_UNICODE = 32
SRE_FLAG_VERBOSE = 64
SRE_FLAG_DEBUG = 128
SRE_FLAG_ASCII = 256

SRE_INFO_PREFIX = 1
SRE_INFO_LITERAL = 2
SRE_INFO_CHARSET = 4
