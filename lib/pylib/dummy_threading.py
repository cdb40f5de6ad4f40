"""threading's names; there are always threads here."""

import threading as _threading
from threading import *

__all__ = _threading.__all__
