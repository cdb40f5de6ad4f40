"""Python values as bytes laid out like C structs, and back."""

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from",
           "iter_unpack", "Struct", "error"]

from _struct import *
from _struct import _clearcache, __doc__
from _struct import (calcsize, pack, pack_into, unpack, unpack_from, iter_unpack, Struct, error)
