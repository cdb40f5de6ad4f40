"""Importing by name, and the parts of the import system (PEP 302, PEP 451)."""
__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import _wordcode_import
import sys
import types

from builtins import __import__


def invalidate_caches():
    """Forget what the finders remember of folders' contents."""
    _wordcode_import.invalidate_caches()
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """The loader of a module, or None.  Deprecated in favour of util.find_spec."""
    import warnings
    warnings.warn('Deprecated since Python 3.4. '
                  'Use importlib.util.find_spec() instead.',
                  DeprecationWarning, stacklevel=2)
    if name in sys.modules and sys.modules[name] is not None:
        loader = getattr(sys.modules[name], '__loader__', None)
        if loader is None:
            raise ValueError('{}.__loader__ is not set'.format(name))
        return loader
    spec = _wordcode_import.find_spec(name, path)
    return None if spec is None else spec.loader


def import_module(name, package=None):
    """Import a module; a name that starts with dots is relative to the package."""
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative "
                            "import for {!r}".format(name))
        level = len(name) - len(name.lstrip('.'))
    if level:
        from importlib.util import resolve_name
        name = resolve_name(name, package)
    return _wordcode_import.import_by_name(name)


_reloading = {}


def reload(module):
    """Run a module's code again in its namespace, and return what sys.modules then has."""
    if not module or not isinstance(module, types.ModuleType):
        raise TypeError("reload() argument must be a module")
    try:
        name = module.__spec__.name
    except AttributeError:
        name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError("module {} not in sys.modules".format(name), name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent_name = name.rpartition('.')[0]
        path = None
        if parent_name:
            try:
                path = sys.modules[parent_name].__path__
            except KeyError:
                raise ImportError("parent {!r} not in sys.modules".format(parent_name),
                                  name=parent_name) from None
        spec = module.__spec__ = _wordcode_import.find_spec(name, path)
        if spec is None:
            raise ModuleNotFoundError("spec not found for the module {!r}".format(name), name=name)
        if spec.loader is not None:
            spec.loader.exec_module(module)
        return sys.modules[name]
    finally:
        del _reloading[name]
