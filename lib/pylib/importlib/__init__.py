"""Importing by name, and the parts of the import system (PEP 302, PEP 451)."""
__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import _wordcode_import
import sys
import types
import warnings

from builtins import __import__

# This module itself needs none of `importlib._bootstrap`: while nobody wants
# to see them, modules are imported by the machine's own finders.


def invalidate_caches():
    """Forget what the finders remember of folders' contents."""
    _wordcode_import.invalidate_caches()
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """The loader of a module, or None.  Deprecated in favour of util.find_spec."""
    warnings.warn('Deprecated since Python 3.4. '
                  'Use importlib.util.find_spec() instead.',
                  DeprecationWarning, stacklevel=2)
    if name in sys.modules and sys.modules[name] is not None:
        try:
            loader = sys.modules[name].__loader__
        except AttributeError:
            raise ValueError('{}.__loader__ is not set'.format(name)) from None
        if loader is None:
            raise ValueError('{}.__loader__ is None'.format(name))
        return loader
    from importlib._bootstrap import _find_spec
    spec = _find_spec(name, path)
    if spec is None:
        return None
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError('spec for {} missing loader'.format(name), name=name)
        raise ImportError('namespace packages do not have loaders', name=name)
    return spec.loader


def import_module(name, package=None):
    """Import a module; a name that starts with dots is relative to the package."""
    level = len(name) - len(name.lstrip('.'))
    if level:
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative "
                            "import for {!r}".format(name))
        from importlib._bootstrap import _resolve_name, _sanity_check
        _sanity_check(name[level:], package, level)
        name = _resolve_name(name[level:], package, level)
    return _wordcode_import.import_by_name(name)


_RELOADING = {}


def reload(module):
    """Run a module's code again in its namespace, and return what sys.modules then has."""
    if not module or not isinstance(module, types.ModuleType):
        raise TypeError('reload() argument must be a module')
    try:
        name = module.__spec__.name
    except AttributeError:
        name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError('module {} not in sys.modules'.format(name), name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    from importlib._bootstrap import _exec, _find_spec
    _RELOADING[name] = module
    try:
        parent = name.rpartition('.')[0]
        path = None
        if parent:
            try:
                path = sys.modules[parent].__path__
            except KeyError:
                raise ImportError('parent {!r} not in sys.modules'.format(parent),
                                  name=parent) from None
        spec = module.__spec__ = _find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError('spec not found for the module {!r}'.format(name), name=name)
        _exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
