"""Tools for packages: what is on a path, data files, and extended paths."""

from collections import namedtuple
from functools import singledispatch as simplegeneric
import importlib
import importlib.util
import importlib.machinery
import os
import os.path
import sys
from types import ModuleType
import warnings

__all__ = [
    'get_importer', 'iter_importers', 'get_loader', 'find_loader',
    'walk_packages', 'iter_modules', 'get_data',
    'ImpImporter', 'ImpLoader', 'read_code', 'extend_path',
    'ModuleInfo',
]

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
ModuleInfo.__doc__ = 'A namedtuple with minimal info about a module.'


def _get_spec(finder, name):
    """The spec that a finder has for a name, by its new or its old method."""
    try:
        find_spec = finder.find_spec
    except AttributeError:
        loader = finder.find_module(name)
        return None if loader is None else importlib.util.spec_from_loader(name, loader)
    return find_spec(name)


def read_code(stream):
    """The code object in a .pyc file, or None if it is of another version."""
    import marshal
    if stream.read(4) != importlib.util.MAGIC_NUMBER:
        return None
    stream.read(8)
    return marshal.load(stream)


def walk_packages(path=None, prefix='', onerror=None):
    """Yield a ModuleInfo for each module below a path, or below sys.path.

    Packages are imported to know their __path__; onerror is called with the
    name of one that fails, and without it only ImportError is passed over.
    """
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            # a folder may come up again under another name
            inside = []
            for entry in getattr(sys.modules[info.name], '__path__', None) or []:
                if entry not in seen:
                    seen.add(entry)
                    inside.append(entry)
            yield from walk_packages(inside, info.name + '.', onerror)


def iter_modules(path=None, prefix=''):
    """Yield a ModuleInfo for each module right on a path, or on sys.path."""
    if path is None:
        importers = iter_importers()
    else:
        importers = map(get_importer, path)
    seen = set()
    for importer in importers:
        for name, ispkg in iter_importer_modules(importer, prefix):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(importer, name, ispkg)


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    """(name, whether it is a package) of what an importer could import."""
    if not hasattr(importer, 'iter_modules'):
        return []
    return importer.iter_modules(prefix)


def _modules_in_folder(folder, prefix):
    """The same for a folder, by the names of its files."""
    import inspect
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        # a path is searched in full, whatever cannot be read
        names = []
    seen = set()
    for file in names:
        name = inspect.getmodulename(file)
        if name == '__init__' or name in seen:
            continue
        path = os.path.join(folder, file)
        ispkg = False
        if not name and os.path.isdir(path) and '.' not in file:
            try:
                inside = os.listdir(path)
            except OSError:
                inside = []
            ispkg = any(inspect.getmodulename(f) == '__init__' for f in inside)
            if not ispkg:
                continue
            name = file
        if name and '.' not in name:
            seen.add(name)
            yield prefix + name, ispkg


def _iter_file_finder_modules(importer, prefix=''):
    if importer.path is None or not os.path.isdir(importer.path):
        return
    yield from _modules_in_folder(importer.path, prefix)


iter_importer_modules.register(importlib.machinery.FileFinder, _iter_file_finder_modules)


def _import_imp():
    global imp
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        imp = importlib.import_module('imp')


class ImpImporter:
    """A finder over imp, of the time before importlib. Deprecated.

    ImpImporter(folder) looks in a folder, ImpImporter() in sys.path.
    """

    def __init__(self, path=None):
        global imp
        warnings.warn("This emulation is deprecated, use 'importlib' instead",
                      DeprecationWarning)
        _import_imp()
        self.path = path

    def find_module(self, fullname, path=None):
        last = fullname.rpartition('.')[2]
        if last != fullname and self.path is None:
            return None
        path = None if self.path is None else [os.path.realpath(self.path)]
        try:
            file, filename, etc = imp.find_module(last, path)
        except ImportError:
            return None
        return ImpLoader(fullname, file, filename, etc)

    def iter_modules(self, prefix=''):
        if self.path is None or not os.path.isdir(self.path):
            return
        yield from _modules_in_folder(self.path, prefix)


class ImpLoader:
    """A loader over imp. Deprecated."""

    code = source = None

    def __init__(self, fullname, file, filename, etc):
        warnings.warn("This emulation is deprecated, use 'importlib' instead",
                      DeprecationWarning)
        _import_imp()
        self.file = file
        self.filename = filename
        self.fullname = fullname
        self.etc = etc

    def load_module(self, fullname):
        self._reopen()
        try:
            # __loader__ stays unset: all of it can be found by ordinary means
            return imp.load_module(fullname, self.file, self.filename, self.etc)
        finally:
            if self.file:
                self.file.close()

    def get_data(self, pathname):
        with open(pathname, 'rb') as file:
            return file.read()

    def _reopen(self):
        if self.file and self.file.closed:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self.file = open(self.filename, 'r')
            elif kind in (imp.PY_COMPILED, imp.C_EXTENSION):
                self.file = open(self.filename, 'rb')

    def _fix_name(self, fullname):
        if fullname is None:
            return self.fullname
        if fullname != self.fullname:
            raise ImportError("Loader for module %s cannot handle module %s"
                              % (self.fullname, fullname))
        return fullname

    def is_package(self, fullname):
        self._fix_name(fullname)
        return self.etc[2] == imp.PKG_DIRECTORY

    def get_code(self, fullname=None):
        fullname = self._fix_name(fullname)
        if self.code is None:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self.code = compile(self.get_source(fullname), self.filename, 'exec')
            elif kind == imp.PY_COMPILED:
                self._reopen()
                try:
                    self.code = read_code(self.file)
                finally:
                    self.file.close()
            elif kind == imp.PKG_DIRECTORY:
                self.code = self._get_delegate().get_code()
        return self.code

    def get_source(self, fullname=None):
        self._fix_name(fullname)
        if self.source is None:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self._reopen()
                try:
                    self.source = self.file.read()
                finally:
                    self.file.close()
            elif kind == imp.PY_COMPILED:
                if os.path.exists(self.filename[:-1]):
                    with open(self.filename[:-1], 'r') as file:
                        self.source = file.read()
            elif kind == imp.PKG_DIRECTORY:
                self.source = self._get_delegate().get_source()
        return self.source

    def _get_delegate(self):
        """The loader of a package's __init__."""
        finder = ImpImporter(self.filename)
        return _get_spec(finder, '__init__').loader

    def get_filename(self, fullname=None):
        self._fix_name(fullname)
        kind = self.etc[2]
        if kind == imp.PKG_DIRECTORY:
            return self._get_delegate().get_filename()
        if kind in (imp.PY_SOURCE, imp.PY_COMPILED, imp.C_EXTENSION):
            return self.filename
        return None


def iter_zipimport_modules(importer, prefix=''):
    """What is right at an archive's (or an archive's folder's) top."""
    import inspect
    start = importer.prefix
    seen = set()
    for path in sorted(zipimport._zip_directory_cache[importer.archive]):
        if not path.startswith(start):
            continue
        parts = path[len(start):].split(os.sep)
        if len(parts) == 2 and parts[1].startswith('__init__.py'):
            name, ispkg = parts[0], True
        elif len(parts) == 1:
            name, ispkg = inspect.getmodulename(parts[0]), False
            if not name or name == '__init__' or '.' in name:
                continue
        else:
            continue
        if name not in seen:
            seen.add(name)
            yield prefix + name, ispkg


try:
    import zipimport
    from zipimport import zipimporter
except ImportError:
    pass
else:
    iter_importer_modules.register(zipimporter, iter_zipimport_modules)


def get_importer(path_item):
    """The finder for an entry of sys.path, or None."""
    try:
        return sys.path_importer_cache[path_item]
    except KeyError:
        pass
    for hook in sys.path_hooks:
        try:
            importer = hook(path_item)
        except ImportError:
            continue
        sys.path_importer_cache.setdefault(path_item, importer)
        return importer
    return None


def iter_importers(fullname=""):
    """Yield the finders that a module's name would go through.

    For a name in a package these are those of the package's path (it is
    imported), else sys.meta_path's and those of sys.path.
    """
    if fullname.startswith('.'):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    if '.' in fullname:
        package = importlib.import_module(fullname.rpartition(".")[0])
        path = getattr(package, '__path__', None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def get_loader(module_or_name):
    """The loader of a module, or of the module of that name (None if there is none)."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, ModuleType):
        loader = getattr(module_or_name, '__loader__', None)
        if loader is not None:
            return loader
        if getattr(module_or_name, '__spec__', None) is None:
            return None
        fullname = module_or_name.__name__
    else:
        fullname = module_or_name
    return find_loader(fullname)


def find_loader(fullname):
    """The loader of the module of a name, or None."""
    if fullname.startswith('.'):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as ex:
        # a parent that is no package, or no spec where one should be
        raise ImportError("Error while finding loader for {!r} ({}: {})".format(
            fullname, type(ex), ex)) from ex
    return spec.loader if spec is not None else None


def extend_path(path, name):
    """A package's path with all folders of its name on sys.path.

    For a package's __init__: __path__ = extend_path(__path__, __name__).
    Files NAME.pkg on the path add the folders that they list.
    """
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, last = name.rpartition('.')
    if parent:
        try:
            search = getattr(sys.modules[parent], '__path__')
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        portions = []
        finder = get_importer(folder)
        if finder is not None:
            if hasattr(finder, 'find_spec'):
                spec = finder.find_spec(last)
                if spec is not None:
                    portions = spec.submodule_search_locations or []
            elif hasattr(finder, 'find_loader'):
                portions = finder.find_loader(last)[1]
        for portion in portions:
            if portion not in path:
                path.append(portion)
        listed = os.path.join(folder, name + ".pkg")
        if os.path.isfile(listed):
            try:
                file = open(listed)
            except OSError as msg:
                sys.stderr.write("Can't open %s: %s\n" % (listed, msg))
            else:
                with file:
                    lines = (line.rstrip('\n') for line in file)
                    path.extend(line for line in lines if line and line[0] != '#')
    return path


def get_data(package, resource):
    """The bytes of a file in a package, or None if its loader has no get_data().

    The resource is a path with '/', relative to the package.
    """
    spec = importlib.util.find_spec(package)
    if spec is None:
        return None
    loader = spec.loader
    if loader is None or not hasattr(loader, 'get_data'):
        return None
    module = sys.modules.get(package)
    if module is None:
        module = importlib._bootstrap._load(spec)
    if module is None or not hasattr(module, '__file__'):
        return None
    parts = [os.path.dirname(module.__file__)] + resource.split('/')
    return loader.get_data(os.path.join(*parts))
