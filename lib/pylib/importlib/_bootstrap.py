"""The core of the import system."""
import _frozen_importlib
import sys

_frozen_importlib.__name__ = 'importlib._bootstrap'
_frozen_importlib.__package__ = 'importlib'
sys.modules['importlib._bootstrap'] = _frozen_importlib
