"""The import system's side of files."""
import _frozen_importlib
import sys

_external = _frozen_importlib._bootstrap_external
_external.__name__ = 'importlib._bootstrap_external'
_external.__package__ = 'importlib'
sys.modules['importlib._bootstrap_external'] = _external
