"""compile() of regular expressions, under its old address."""

import re
import sre_parse
from sre_constants import *
from sre_constants import MAXGROUPS, MAXREPEAT, error

MAXCODE = 2 ** 32 - 1


def isstring(obj):
    return isinstance(obj, (str, bytes))


def compile(p, flags=0):
    if not isstring(p):
        raise TypeError("trees of sre_parse cannot be compiled here, only patterns")
    return re.compile(p, flags)
