"""The exception of regular expressions, under its old address.

The engine here has opcodes of its own, so that none are listed.
"""

from re import error

MAXREPEAT = 4294967295
MAXGROUPS = 2147483647

SRE_FLAG_TEMPLATE = 1
SRE_FLAG_IGNORECASE = 2
SRE_FLAG_LOCALE = 4
SRE_FLAG_MULTILINE = 8
SRE_FLAG_DOTALL = 16
SRE_FLAG_UNICODE = 32
SRE_FLAG_VERBOSE = 64
SRE_FLAG_DEBUG = 128
SRE_FLAG_ASCII = 256
