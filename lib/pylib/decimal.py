"""Decimal fixed point and floating point arithmetic.

The arithmetic is the built-in module's; everything of it is here.
"""

from _decimal import *
from _decimal import __doc__
from _decimal import __version__
from _decimal import __libmpdec_version__
