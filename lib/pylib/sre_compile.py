"""compile() of regular expressions, under its old address."""

import re
from sre_constants import *
from sre_constants import MAXGROUPS, MAXREPEAT, error


def isstring(obj):
    return isinstance(obj, (str, bytes))


def compile(p, flags=0):
    return re.compile(p, flags)
