"""The operators as functions."""

__all__ = ["abs", "add", "and_", "attrgetter", "concat", "contains", "countOf",
           "delitem", "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand",
           "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul",
           "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift",
           "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le",
           "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod",
           "mul", "ne", "neg", "not_", "or_", "pos", "pow", "rshift",
           "setitem", "sub", "truediv", "truth", "xor"]

from _operator import *
from _operator import _compare_digest, __doc__

__lt__, __le__, __eq__, __ne__, __ge__, __gt__ = lt, le, eq, ne, ge, gt
__not__, __abs__, __index__ = not_, abs, index
__inv__ = __invert__ = invert
__neg__, __pos__ = neg, pos
__add__, __sub__, __mul__, __matmul__ = add, sub, mul, matmul
__truediv__, __floordiv__, __mod__, __pow__ = truediv, floordiv, mod, pow
__and__, __or__, __xor__, __lshift__, __rshift__ = and_, or_, xor, lshift, rshift
__concat__, __contains__ = concat, contains
__delitem__, __getitem__, __setitem__ = delitem, getitem, setitem
__iadd__, __isub__, __imul__, __imatmul__ = iadd, isub, imul, imatmul
__itruediv__, __ifloordiv__, __imod__, __ipow__ = itruediv, ifloordiv, imod, ipow
__iand__, __ior__, __ixor__ = iand, ior, ixor
__ilshift__, __irshift__, __iconcat__ = ilshift, irshift, iconcat
