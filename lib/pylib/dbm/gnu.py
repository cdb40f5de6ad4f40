"""The library of this name is not here: importing raises ImportError."""

from _gdbm import *
