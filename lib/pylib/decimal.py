"""Decimal fixed point and floating point arithmetic.

The arithmetic is the built-in module's; everything of it is here.
"""

try:
    from _decimal import *
    from _decimal import __doc__
    from _decimal import __version__
    from _decimal import __libmpdec_version__
except ImportError:
    # the same arithmetic under its other name
    from _pydecimal import *
    from _pydecimal import __doc__
    from _pydecimal import __version__
    from _pydecimal import __libmpdec_version__
