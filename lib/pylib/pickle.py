"""Pickles: objects as bytes, and back."""

import _compat_pickle
import codecs
import io
import re
import sys
from copyreg import dispatch_table
from copyreg import _extension_registry, _inverted_registry, _extension_cache
from sys import maxsize

from _pickle import (PickleError, PicklingError, UnpicklingError, Pickler, Unpickler,
                     dump, dumps, load, loads)

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler",
           "Unpickler", "dump", "dumps", "load", "loads"]

# CPython's second implementation goes by these names; here there is one
_Pickler, _Unpickler = Pickler, Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads

bytes_types = (bytes, bytearray)
format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0"]
HIGHEST_PROTOCOL = 4
DEFAULT_PROTOCOL = 3
PyStringMap = None

MARK = b'('
EMPTY_TUPLE = b')'
STOP = b'.'
POP = b'0'
POP_MARK = b'1'
DUP = b'2'
BINBYTES = b'B'
SHORT_BINBYTES = b'C'
FLOAT = b'F'
BINFLOAT = b'G'
INT = b'I'
FALSE = b'I00\n'
TRUE = b'I01\n'
BININT = b'J'
BININT1 = b'K'
LONG = b'L'
BININT2 = b'M'
NONE = b'N'
PERSID = b'P'
BINPERSID = b'Q'
REDUCE = b'R'
STRING = b'S'
BINSTRING = b'T'
SHORT_BINSTRING = b'U'
UNICODE = b'V'
BINUNICODE = b'X'
EMPTY_LIST = b']'
APPEND = b'a'
BUILD = b'b'
GLOBAL = b'c'
DICT = b'd'
APPENDS = b'e'
GET = b'g'
BINGET = b'h'
INST = b'i'
LONG_BINGET = b'j'
LIST = b'l'
OBJ = b'o'
PUT = b'p'
BINPUT = b'q'
LONG_BINPUT = b'r'
SETITEM = b's'
TUPLE = b't'
SETITEMS = b'u'
EMPTY_DICT = b'}'
PROTO = b'\x80'
NEWOBJ = b'\x81'
EXT1 = b'\x82'
EXT2 = b'\x83'
EXT4 = b'\x84'
TUPLE1 = b'\x85'
TUPLE2 = b'\x86'
TUPLE3 = b'\x87'
NEWTRUE = b'\x88'
NEWFALSE = b'\x89'
LONG1 = b'\x8a'
LONG4 = b'\x8b'
SHORT_BINUNICODE = b'\x8c'
BINUNICODE8 = b'\x8d'
BINBYTES8 = b'\x8e'
EMPTY_SET = b'\x8f'
ADDITEMS = b'\x90'
FROZENSET = b'\x91'
NEWOBJ_EX = b'\x92'
STACK_GLOBAL = b'\x93'
MEMOIZE = b'\x94'
FRAME = b'\x95'

_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]
__all__.extend(x for x in dir() if re.match("[A-Z][A-Z0-9_]+$", x))


def _getattribute(obj, name):
    """What a dotted name stands for, and the object that holds it."""
    parent = None
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError("Can't get local attribute {!r} on {!r}".format(name, obj))
        try:
            parent, obj = obj, getattr(obj, part)
        except AttributeError:
            raise AttributeError("Can't get attribute {!r} on {!r}".format(
                name, obj if parent is None else parent)) from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that an object is found in."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name, module in list(sys.modules.items()):
        if module_name == "__main__" or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


def encode_long(x):
    """An int as little-endian two's complement, as short as can be.

    >>> decode_long(encode_long(-256))
    -256
    """
    if x == 0:
        return b""
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, byteorder="little", signed=True)
    if x < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    """An int from little-endian two's complement.

    >>> decode_long(b"AB")
    16961
    """
    return int.from_bytes(data, byteorder="little", signed=True)


if __name__ == "__main__":
    import argparse
    import pprint
    parser = argparse.ArgumentParser(description="display contents of the pickle files")
    parser.add_argument("pickle_file", type=argparse.FileType("br"), nargs="*",
                        help="the pickle file")
    for f in parser.parse_args().pickle_file:
        pprint.pprint(load(f))
