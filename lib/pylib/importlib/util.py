"""Tools for those who write importers, and for caches of bytecode."""
import functools
import sys
import types
import warnings

from contextlib import contextmanager
from . import abc
from ._bootstrap import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from ._bootstrap_external import (
    MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location)


def resolve_name(name, package):
    """The absolute name of a name that may start with dots."""
    level = len(name) - len(name.lstrip('.'))
    if not level:
        return name
    if not package:
        raise ValueError('no package specified for {!r} '
                         '(required for relative module names)'.format(name))
    return _resolve_name(name[level:], package, level)


def _spec_of_loaded(name, shown):
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError('{}.__spec__ is not set'.format(shown)) from None
    if spec is None:
        raise ValueError('{}.__spec__ is None'.format(shown))
    return spec


def _find_spec_from_path(name, path=None):
    """The spec of a module on a path, without importing parents."""
    return _spec_of_loaded(name, name) if name in sys.modules else _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module: of the one in sys.modules, else by the finders; None when not found.

    Parents of a dotted name are imported.
    """
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        return _spec_of_loaded(fullname, name)
    parent_name = fullname.rpartition('.')[0]
    if not parent_name:
        return _find_spec(fullname, None)
    parent = __import__(parent_name, fromlist=['__path__'])
    return _find_spec(fullname, parent.__path__)


@contextmanager
def _module_to_load(name):
    fresh = name not in sys.modules
    module = sys.modules.get(name)
    if fresh:
        module = sys.modules[name] = types.ModuleType(name)
        # only importlib may know: a module that has it is being loaded
        module.__initializing__ = True
    try:
        yield module
    except Exception:
        if fresh:
            sys.modules.pop(name, None)
    finally:
        module.__initializing__ = False


def _deprecated(fxn, instead=''):
    warnings.warn('The import system now takes care of this automatically.',
                  DeprecationWarning, stacklevel=3)


def set_package(fxn):
    """For load_module(): sets __package__.  Deprecated."""

    @functools.wraps(fxn)
    def set_package_wrapper(*args, **kwargs):
        _deprecated(fxn)
        module = fxn(*args, **kwargs)
        if getattr(module, '__package__', None) is None:
            module.__package__ = module.__name__
            if not hasattr(module, '__path__'):
                module.__package__ = module.__package__.rpartition('.')[0]
        return module

    return set_package_wrapper


def set_loader(fxn):
    """For load_module(): sets __loader__.  Deprecated."""

    @functools.wraps(fxn)
    def set_loader_wrapper(self, *args, **kwargs):
        _deprecated(fxn)
        module = fxn(self, *args, **kwargs)
        if getattr(module, '__loader__', None) is None:
            module.__loader__ = self
        return module

    return set_loader_wrapper


def module_for_loader(fxn):
    """For load_module(): hands over the module instead of its name.  Deprecated."""
    warnings.warn('The import system now takes care of this automatically.',
                  DeprecationWarning, stacklevel=2)

    @functools.wraps(fxn)
    def module_for_loader_wrapper(self, fullname, *args, **kwargs):
        with _module_to_load(fullname) as module:
            module.__loader__ = self
            try:
                package = self.is_package(fullname)
            except (ImportError, AttributeError):
                pass
            else:
                module.__package__ = fullname if package else fullname.rpartition('.')[0]
            return fxn(self, module, *args, **kwargs)

    return module_for_loader_wrapper


class _LazyModule(types.ModuleType):
    """A module that is run when an attribute is first asked for."""

    def __getattribute__(self, attr):
        # from here on it is an ordinary module
        self.__class__ = types.ModuleType
        spec = self.__spec__
        before = spec.loader_state['__dict__']
        changed = {k: v for k, v in self.__dict__.items()
                   if k not in before or before[k] is not v}
        spec.loader.exec_module(self)
        name = spec.name
        if name in sys.modules and sys.modules[name] is not self:
            raise ValueError('module object for {!r} substituted in sys.modules during a lazy '
                             'load'.format(name))
        # what was set before wins over what the code sets
        self.__dict__.update(changed)
        return getattr(self, attr)

    def __delattr__(self, attr):
        # it has to be there to be deleted
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(abc.Loader):
    """A loader that puts off exec_module() until the module is used."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')

    @classmethod
    def factory(cls, loader):
        """A function that makes lazy loaders of what a loader class makes."""
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {'__dict__': module.__dict__.copy(),
                                        '__class__': module.__class__}
        module.__class__ = _LazyModule
