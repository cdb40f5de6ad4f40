"""Tools for those who write importers, and for caches of bytecode."""
import _wordcode_import
import sys
import types

from _wordcode_import import (
    MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache)


def resolve_name(name, package):
    """The absolute name of a name that may start with dots."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ValueError('no package specified for {!r} (required for relative module '
                         'names)'.format(name))
    level = len(name) - len(name.lstrip('.'))
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ValueError('attempted relative import beyond top-level package')
    base = bits[0]
    rest = name[level:]
    return '{}.{}'.format(base, rest) if rest else base


def find_spec(name, package=None):
    """The spec of a module: of the one in sys.modules, else by the finders; None when not found."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError('{}.__spec__ is not set'.format(name)) from None
        if spec is None:
            raise ValueError('{}.__spec__ is None'.format(name))
        return spec
    parent_name = fullname.rpartition('.')[0]
    path = None
    if parent_name:
        parent = _wordcode_import.import_by_name(parent_name)
        path = parent.__path__
    return _wordcode_import.find_spec(fullname, path)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    """The spec of a module in a file."""
    return _wordcode_import.spec_from_file(name, location)


def module_from_spec(spec):
    """A new module made after a spec; its code has not run."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    if module is None:
        module = types.ModuleType(spec.name)
    module.__name__ = spec.name
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
        if spec.cached is not None:
            module.__cached__ = spec.cached
    return module
