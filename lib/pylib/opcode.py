"""The tables of the bytecode's instructions."""

from _dis import (cmp_op, hasconst, hasname, hasjrel, hasjabs, haslocal,
                  hascompare, hasfree, opname, opmap, HAVE_ARGUMENT,
                  EXTENDED_ARG)
from _opcode import stack_effect

hasnargs = []

__all__ = ["cmp_op", "hasconst", "hasname", "hasjrel", "hasjabs", "haslocal",
           "hascompare", "hasfree", "opname", "opmap", "HAVE_ARGUMENT",
           "EXTENDED_ARG", "hasnargs", "stack_effect"]
