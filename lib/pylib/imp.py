"""The old way to ask the import system. Deprecated: importlib is what to use.

Each function goes through importlib's loaders.
"""

from _imp import (acquire_lock, get_frozen_object, init_frozen, is_builtin, is_frozen,
                  is_frozen_package, lock_held, release_lock)
try:
    from _imp import create_dynamic
except ImportError:
    create_dynamic = None
from _imp import _fix_co_filename
from importlib._bootstrap import _builtin_from_name, _ERR_MSG, _exec, _load
from importlib._bootstrap_external import SourcelessFileLoader

from importlib import machinery
from importlib import util
import importlib
import os
import sys
import tokenize
import types
import warnings

warnings.warn("the imp module is deprecated in favour of importlib; "
              "see the module's documentation for alternative uses",
              DeprecationWarning, stacklevel=2)

# how a module can be found; some have no use any more
SEARCH_ERROR = 0
PY_SOURCE = 1
PY_COMPILED = 2
C_EXTENSION = 3
PY_RESOURCE = 4
PKG_DIRECTORY = 5
C_BUILTIN = 6
PY_FROZEN = 7
PY_CODERESOURCE = 8
IMP_HOOK = 9


def new_module(name):
    """A new empty module, that is not in sys.modules."""
    return types.ModuleType(name)


def get_magic():
    """The first bytes of a .pyc file."""
    return util.MAGIC_NUMBER


def get_tag():
    """What stands in the names of .pyc files."""
    return sys.implementation.cache_tag


def cache_from_source(path, debug_override=None):
    """Where the .pyc file of a source file is."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return util.cache_from_source(path, debug_override)


def source_from_cache(path):
    """The source file of a .pyc file in __pycache__."""
    return util.source_from_cache(path)


def get_suffixes():
    """[(suffix, mode to open the file, kind)]"""
    return ([(s, 'rb', C_EXTENSION) for s in machinery.EXTENSION_SUFFIXES] +
            [(s, 'r', PY_SOURCE) for s in machinery.SOURCE_SUFFIXES] +
            [(s, 'rb', PY_COMPILED) for s in machinery.BYTECODE_SUFFIXES])


class NullImporter:
    """A finder that finds nothing."""

    def __init__(self, path):
        if path == '':
            raise ImportError('empty pathname', path='')
        if os.path.isdir(path):
            raise ImportError('existing directory', path=path)

    def find_module(self, fullname):
        return None


class _HackedGetData:
    """A loader that reads its own file from the one that is open already."""

    def __init__(self, fullname, path, file=None):
        super().__init__(fullname, path)
        self.file = file

    def get_data(self, path):
        if not self.file or path != self.path:
            return super().get_data(path)
        # opened as text, perhaps
        if self.file.closed or 'b' not in self.file.mode:
            if not self.file.closed:
                self.file.close()
            self.file = open(self.path, 'rb')
        with self.file:
            return self.file.read()


class _LoadSourceCompatibility(_HackedGetData, machinery.SourceFileLoader):
    """The loader of load_source()."""


class _LoadCompiledCompatibility(_HackedGetData, SourcelessFileLoader):
    """The loader of load_compiled()."""


def _load_with(loader, plain_loader, name, pathname):
    spec = util.spec_from_file_location(name, pathname, loader=loader)
    module = _exec(spec, sys.modules[name]) if name in sys.modules else _load(spec)
    # so that reload() does not want the file of this call
    module.__loader__ = module.__spec__.loader = plain_loader(name, pathname)
    return module


def load_source(name, pathname, file=None):
    """Load a module of a source file, anew if it is there already."""
    return _load_with(_LoadSourceCompatibility(name, pathname, file),
                      machinery.SourceFileLoader, name, pathname)


def load_compiled(name, pathname, file=None):
    """Load a module of a .pyc file; deprecated."""
    return _load_with(_LoadCompiledCompatibility(name, pathname, file),
                      SourcelessFileLoader, name, pathname)


def load_package(name, path):
    """Load a package of a folder; deprecated."""
    if os.path.isdir(path):
        for extension in machinery.SOURCE_SUFFIXES + machinery.BYTECODE_SUFFIXES:
            init = os.path.join(path, '__init__' + extension)
            if os.path.exists(init):
                path = init
                break
        else:
            raise ValueError('{!r} is not a package'.format(path))
    spec = util.spec_from_file_location(name, path, submodule_search_locations=[])
    if name in sys.modules:
        return _exec(spec, sys.modules[name])
    return _load(spec)


def load_module(name, file, filename, details):
    """Load what find_module() found; deprecated."""
    suffix, mode, kind = details
    if mode and (not mode.startswith(('r', 'U')) or '+' in mode):
        raise ValueError('invalid file open mode {!r}'.format(mode))
    if file is None and kind in (PY_SOURCE, PY_COMPILED):
        raise ValueError('file object required for import (type code {})'.format(kind))
    if kind == PY_SOURCE:
        return load_source(name, filename, file)
    if kind == PY_COMPILED:
        return load_compiled(name, filename, file)
    if kind == C_EXTENSION and load_dynamic is not None:
        if file is not None:
            return load_dynamic(name, filename, file)
        with open(filename, 'rb') as opened:
            return load_dynamic(name, filename, opened)
    if kind == PKG_DIRECTORY:
        return load_package(name, filename)
    if kind == C_BUILTIN:
        return init_builtin(name)
    if kind == PY_FROZEN:
        return init_frozen(name)
    raise ImportError("Don't know how to import {} (type code {})".format(name, kind), name=name)


def find_module(name, path=None):
    """(open file, path, (suffix, mode, kind)) of a module; deprecated.

    Dotted names are not handled.
    """
    if not isinstance(name, str):
        raise TypeError("'name' must be a str, not {}".format(type(name)))
    if not isinstance(path, (type(None), list)):
        raise RuntimeError("'path' must be None or a list, not {}".format(type(path)))
    if path is None:
        if is_builtin(name):
            return None, None, ('', '', C_BUILTIN)
        if is_frozen(name):
            return None, None, ('', '', PY_FROZEN)
        path = sys.path
    for entry in path:
        folder = os.path.join(entry, name)
        if any(os.path.isfile(os.path.join(folder, '__init__' + suffix))
               for suffix in ('.py', machinery.BYTECODE_SUFFIXES[0])):
            return None, folder, ('', '', PKG_DIRECTORY)
        for suffix, mode, kind in get_suffixes():
            file_path = os.path.join(entry, name + suffix)
            if os.path.isfile(file_path):
                return _opened(file_path, mode), file_path, (suffix, mode, kind)
    raise ImportError(_ERR_MSG.format(name), name=name)


def _opened(path, mode):
    if 'b' in mode:
        return open(path, mode)
    with open(path, 'rb') as file:
        encoding = tokenize.detect_encoding(file.readline)[0]
    return open(path, mode, encoding=encoding)


def reload(module):
    """Run a module's code again; importlib.reload() is what to use."""
    return importlib.reload(module)


def init_builtin(name):
    """A built-in module by its name, or None; deprecated."""
    try:
        return _builtin_from_name(name)
    except ImportError:
        return None


if create_dynamic:
    def load_dynamic(name, path, file=None):
        """Load an extension module; deprecated."""
        loader = machinery.ExtensionFileLoader(name, path)
        return _load(machinery.ModuleSpec(name=name, loader=loader, origin=path))
else:
    load_dynamic = None
