"""The import system's side of files: paths, bytecode caches, loaders and finders.

`importlib` shows this module as `importlib._bootstrap_external`.
"""
import _imp
import _io
import _warnings
import _wordcode_import
import marshal
import posix as _os
import sys

_bootstrap = sys.modules['_frozen_importlib']
_thread = _bootstrap._thread
_weakref = _bootstrap._weakref

path_sep = '/'
path_separators = '/'

_PYCACHE = '__pycache__'
_OPT = 'opt-'
SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
# none: there are no extension modules
EXTENSION_SUFFIXES = _imp.extension_suffixes()

MAGIC_NUMBER = _wordcode_import.MAGIC_NUMBER
_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, 'little')

_POPULATE = object()

_CASE_INSENSITIVE_PLATFORMS = ('win', 'cygwin', 'darwin')


def _make_relax_case():
    if not sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS):
        return lambda: False
    return lambda: b'PYTHONCASEOK' in _os.environ


_relax_case = _make_relax_case()


# Bytes and paths

def _w_long(x):
    """A number as four bytes, little end first."""
    return (int(x) & 0xFFFFFFFF).to_bytes(4, 'little')


def _r_long(int_bytes):
    """The number of four bytes, little end first."""
    return int.from_bytes(int_bytes, 'little')


def _path_join(*path_parts):
    return path_sep.join([part.rstrip(path_separators) for part in path_parts if part])


def _path_split(path):
    """A path as folder and last name."""
    front, _, tail = path.rpartition(path_sep)
    return front, tail


def _path_stat(path):
    return _os.stat(path)


def _path_is_mode_type(path, mode):
    try:
        found = _path_stat(path)
    except OSError:
        return False
    return (found.st_mode & 0o170000) == mode


def _path_isfile(path):
    return _path_is_mode_type(path, 0o100000)


def _path_isdir(path):
    """Whether a path, '' being the current folder, is a folder."""
    return _path_is_mode_type(path or _os.getcwd(), 0o040000)


def _write_atomic(path, data, mode=0o666):
    """Write a file under another name first, so that nobody ever reads half of it."""
    temporary = '{}.{}'.format(path, id(path))
    fd = _os.open(temporary, _os.O_EXCL | _os.O_CREAT | _os.O_WRONLY, mode & 0o666)
    try:
        with _io.FileIO(fd, 'wb') as file:
            file.write(data)
        _os.replace(temporary, path)
    except OSError:
        try:
            _os.unlink(temporary)
        except OSError:
            pass
        raise


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the .pyc file of a source file lies; neither of them need exist.

    `optimization` names a level, '' being none and None the interpreter's own.
    `debug_override` is the deprecated way to say the same.
    """
    if debug_override is not None:
        _warnings.warn('the debug_override parameter is deprecated; use '
                       "'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = '' if debug_override else 1
    path = _os.fspath(path)
    head, tail = _path_split(path)
    base, sep, rest = tail.rpartition('.')
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    name = (base or rest) + sep + tag
    if optimization is None:
        level = sys.flags.optimize
        optimization = '' if level == 0 else level
    optimization = str(optimization)
    if optimization != '':
        if not optimization.isalnum():
            raise ValueError('{!r} is not alphanumeric'.format(optimization))
        name = '{}.{}{}'.format(name, _OPT, optimization)
    return _path_join(head, _PYCACHE, name + BYTECODE_SUFFIXES[0])


def source_from_cache(path):
    """The source file whose bytecode a .pyc file in a __pycache__ folder is."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    path = _os.fspath(path)
    head, filename = _path_split(path)
    head, folder = _path_split(head)
    if folder != _PYCACHE:
        raise ValueError('{} not bottom-level directory in {!r}'.format(_PYCACHE, path))
    dots = filename.count('.')
    if dots not in (2, 3):
        raise ValueError('expected only 2 or 3 dots in {!r}'.format(filename))
    if dots == 3:
        level = filename.rsplit('.', 2)[-2]
        if not level.startswith(_OPT):
            raise ValueError("optimization portion of filename does not start with {!r}".format(_OPT))
        if not level[len(_OPT):].isalnum():
            raise ValueError("optimization level {!r} is not an alphanumeric value".format(level))
    return _path_join(head, filename.partition('.')[0] + SOURCE_SUFFIXES[0])


def _get_sourcefile(bytecode_path):
    """The source of a .pyc file where there is one, else the .pyc file itself."""
    if not bytecode_path:
        return None
    rest, _, extension = bytecode_path.rpartition('.')
    if not rest or extension.lower()[-3:-1] != 'py':
        return bytecode_path
    try:
        source = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source = bytecode_path[:-1]
    return source if _path_isfile(source) else bytecode_path


def _get_cached(filename):
    """The .pyc file that belongs to a file name; None for what is no module."""
    if filename.endswith(tuple(SOURCE_SUFFIXES)):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    return filename if filename.endswith(tuple(BYTECODE_SUFFIXES)) else None


def _calc_mode(path):
    """The permissions of a source's bytecode file: the source's, and writable."""
    try:
        mode = _path_stat(path).st_mode
    except OSError:
        mode = 0o666
    return mode | 0o200


def _check_name(method):
    """For loaders' methods: the name must be the loader's own, and may be missing."""

    def _check_name_wrapper(self, name=None, *args, **kwargs):
        if name is None:
            name = self.name
        elif self.name != name:
            raise ImportError('loader for %s cannot handle %s' % (self.name, name), name=name)
        return method(self, name, *args, **kwargs)

    _bootstrap._wrap(_check_name_wrapper, method)
    return _check_name_wrapper


def _find_module_shim(self, fullname):
    """find_module() in terms of find_loader().  Deprecated."""
    loader, portions = self.find_loader(fullname)
    if loader is None and portions:
        _warnings.warn('Not importing directory {}: missing __init__'.format(portions[0]),
                       ImportWarning)
    return loader


# Bytecode

def _validate_bytecode_header(data, source_stats=None, name=None, path=None):
    """The marshalled part of a .pyc file's bytes, when its head is right and not out of date."""
    details = {}
    if name is not None:
        details['name'] = name
    else:
        name = '<bytecode>'
    if path is not None:
        details['path'] = path

    def refuse(error, text, *args):
        _bootstrap._verbose_message('{}', text)
        return error(text, **details) if error is ImportError else error(text)

    magic, time, size = data[:4], data[4:8], data[8:12]
    if magic != MAGIC_NUMBER:
        raise refuse(ImportError, 'bad magic number in {!r}: {!r}'.format(name, magic))
    if len(time) != 4:
        raise refuse(EOFError, 'reached EOF while reading timestamp in {!r}'.format(name))
    if len(size) != 4:
        raise refuse(EOFError, 'reached EOF while reading size of source in {!r}'.format(name))
    if source_stats is not None:
        if 'mtime' in source_stats and _r_long(time) != int(source_stats['mtime']) & 0xFFFFFFFF:
            raise refuse(ImportError, 'bytecode is stale for {!r}'.format(name))
        if 'size' in source_stats and _r_long(size) != source_stats['size'] & 0xFFFFFFFF:
            raise refuse(ImportError, 'bytecode is stale for {!r}'.format(name))
    return data[12:]


def _compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
    """The code object of marshalled bytes."""
    code = marshal.loads(data)
    if not isinstance(code, _code_type):
        raise ImportError('Non-code object in {!r}'.format(bytecode_path),
                          name=name, path=bytecode_path)
    _bootstrap._verbose_message('code object from {!r}', bytecode_path)
    if source_path is not None:
        _imp._fix_co_filename(code, source_path)
    return code


_code_type = type(_write_atomic.__code__)


def _code_to_bytecode(code, mtime=0, source_size=0):
    """What a .pyc file has for a code object."""
    return bytearray(MAGIC_NUMBER + _w_long(mtime) + _w_long(source_size) + marshal.dumps(code))


def decode_source(source_bytes):
    """The text of a source file's bytes, by its encoding declaration, with newlines only."""
    return _wordcode_import.decode_source(source_bytes)


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=_POPULATE):
    """The spec of a module in a file.

    The file's suffix decides on the loader when none is given, and the loader
    on whether it is a package when no locations are.
    """
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _os.fspath(location)
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                loader = loader_class(name, location)
                spec.loader = loader
                break
        else:
            return None
    if submodule_search_locations is _POPULATE:
        if _bootstrap._is_package_of(loader, name):
            spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


# Loaders

class WindowsRegistryFinder:
    """Finds modules that Windows' registry names: there are none here."""

    REGISTRY_KEY = 'Software\\Python\\PythonCore\\{sys_version}\\Modules\\{fullname}'
    REGISTRY_KEY_DEBUG = REGISTRY_KEY + '\\Debug'
    DEBUG_BUILD = False

    @classmethod
    def _search_registry(cls, fullname):
        return None

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        """The loader of a module.  Deprecated."""
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader


class _LoaderBasics:
    """What SourceLoader and SourcelessFileLoader share."""

    def is_package(self, fullname):
        """Whether the file is an __init__ and the module's own name something else."""
        stem = _path_split(self.get_filename(fullname))[1].rsplit('.', 1)[0]
        return stem == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """The usual module."""

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError('cannot load module {!r} when get_code() returns None'.format(
                module.__name__))
        _bootstrap._call_with_frames_removed(exec, code, module.__dict__)

    def load_module(self, fullname):
        """Load a module.  Deprecated."""
        return _bootstrap._load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    """Loads from source, by get_filename() and get_data(), with caches if the rest is there too."""

    def path_mtime(self, path):
        """When a file was changed.  Deprecated in favour of path_stats()."""
        raise OSError

    def path_stats(self, path):
        """What is known of a file: {'mtime': ..., 'size': ...}."""
        return {'mtime': self.path_mtime(path)}

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        """Write a file.  Loaders that cannot leave this out."""

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            source_bytes = self.get_data(path)
        except OSError as e:
            raise ImportError('source not available through get_data()', name=fullname) from e
        return decode_source(source_bytes)

    def source_to_code(self, data, path, *, _optimize=-1):
        """The code object of a source."""
        return _bootstrap._call_with_frames_removed(compile, data, path, 'exec',
                                                    dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """The code of a module: its cache's when that is fresh, else compiled and cached."""
        source_path = self.get_filename(fullname)
        mtime = None
        try:
            cache = cache_from_source(source_path)
        except NotImplementedError:
            cache = None
        if cache is not None:
            try:
                stats = self.path_stats(source_path)
            except OSError:
                pass
            else:
                mtime = int(stats['mtime'])
                code = self._cached_code(fullname, cache, stats, source_path)
                if code is not None:
                    return code
        source_bytes = self.get_data(source_path)
        code = self.source_to_code(source_bytes, source_path)
        _bootstrap._verbose_message('code object from {}', source_path)
        if mtime is not None and cache is not None and not sys.dont_write_bytecode:
            data = _code_to_bytecode(code, mtime, len(source_bytes))
            try:
                self._cache_bytecode(source_path, cache, data)
                _bootstrap._verbose_message('wrote {!r}', cache)
            except NotImplementedError:
                pass
        return code

    def _cached_code(self, fullname, cache, stats, source_path):
        try:
            data = self.get_data(cache)
            found = _validate_bytecode_header(data, source_stats=stats, name=fullname, path=cache)
        except (OSError, ImportError, EOFError):
            return None
        _bootstrap._verbose_message('{} matches {}', cache, source_path)
        return _compile_bytecode(found, name=fullname, bytecode_path=cache,
                                 source_path=source_path)


class FileLoader:
    """A loader that knows its module's name and its file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    @_check_name
    def load_module(self, fullname):
        """Load a module.  Deprecated."""
        return super(FileLoader, self).load_module(fullname)

    @_check_name
    def get_filename(self, fullname):
        return self.path

    def get_data(self, path):
        with _io.FileIO(path, 'r') as file:
            return file.read()


class SourceFileLoader(FileLoader, SourceLoader):
    """Loads a source file, with a bytecode cache beside it."""

    def path_stats(self, path):
        found = _path_stat(path)
        return {'mtime': found.st_mtime, 'size': found.st_size}

    def _cache_bytecode(self, source_path, bytecode_path, data):
        return self.set_data(bytecode_path, data, _mode=_calc_mode(source_path))

    def set_data(self, path, data, *, _mode=0o666):
        """Write a file, and the folders on the way; failing is no error."""
        parent, filename = _path_split(path)
        missing = []
        while parent and not _path_isdir(parent):
            parent, part = _path_split(parent)
            missing.append(part)
        for part in reversed(missing):
            parent = _path_join(parent, part)
            try:
                _os.mkdir(parent)
            except FileExistsError:
                continue
            except OSError as e:
                _bootstrap._verbose_message('could not create {!r}: {!r}', parent, e)
                return
        try:
            _write_atomic(path, data, _mode)
            _bootstrap._verbose_message('created {!r}', path)
        except OSError as e:
            _bootstrap._verbose_message('could not create {!r}: {!r}', path, e)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loads a .pyc file that has no source."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        data = _validate_bytecode_header(self.get_data(path), name=fullname, path=path)
        return _compile_bytecode(data, name=fullname, bytecode_path=path)

    def get_source(self, fullname):
        """None: there is no source."""
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Would load machine code; no file is taken for such here."""

    def __init__(self, name, path):
        self.name = name
        self.path = path

    def create_module(self, spec):
        return _bootstrap._call_with_frames_removed(_imp.create_dynamic, spec)

    def exec_module(self, module):
        _bootstrap._call_with_frames_removed(_imp.exec_dynamic, module)

    def is_package(self, fullname):
        name = _path_split(self.path)[1]
        return any(name == '__init__' + suffix for suffix in EXTENSION_SUFFIXES)

    def get_code(self, fullname):
        """None: there is no Python code."""
        return None

    def get_source(self, fullname):
        """None: there is no Python source."""
        return None

    @_check_name
    def get_filename(self, fullname):
        return self.path


class _NamespacePath:
    """The folders of a namespace package, found anew when its parent's path has changed."""

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._last_parent_path = tuple(self._get_parent_path())
        self._path_finder = path_finder

    def _find_parent_path_names(self):
        parent, dot, me = self._name.rpartition('.')
        return (parent, '__path__') if dot else ('sys', 'path')

    def _get_parent_path(self):
        module, attribute = self._find_parent_path_names()
        return getattr(sys.modules[module], attribute)

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._last_parent_path = parent_path
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return '_NamespacePath({!r})'.format(self._path)

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class _NamespaceLoader:
    """The loader of packages without a file."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    @classmethod
    def module_repr(cls, module):
        """repr() of a module.  Deprecated."""
        return '<module {!r} (namespace)>'.format(module.__name__)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """The usual module."""

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        """Load a namespace package.  Deprecated."""
        _bootstrap._verbose_message('namespace module loaded with path {!r}', self._path)
        return _bootstrap._load_module_shim(self, fullname)


def _namespace_loader(path):
    loader = _NamespaceLoader.__new__(_NamespaceLoader)
    loader._path = path
    return loader


# Finders

class PathFinder:
    """Finds modules on sys.path and packages' __path__, by sys.path_hooks.  All methods are the class's."""

    @classmethod
    def invalidate_caches(cls):
        """Have every finder in sys.path_importer_cache forget what it knows."""
        for finder in sys.path_importer_cache.values():
            if hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()

    @classmethod
    def _path_hooks(cls, path):
        """A finder for a path entry by the first hook that takes it, or None."""
        if sys.path_hooks is not None and not sys.path_hooks:
            _warnings.warn('sys.path_hooks is empty', ImportWarning)
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        """The finder of a path entry, kept in sys.path_importer_cache; '' is the current folder."""
        if path == '':
            try:
                path = _os.getcwd()
            except FileNotFoundError:
                # the folder is gone; it may come back
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            finder = cls._path_hooks(path)
            sys.path_importer_cache[path] = finder
            return finder

    @classmethod
    def _legacy_get_spec(cls, fullname, finder):
        if hasattr(finder, 'find_loader'):
            loader, portions = finder.find_loader(fullname)
        else:
            loader, portions = finder.find_module(fullname), []
        if loader is not None:
            return _bootstrap.spec_from_loader(fullname, loader)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    @classmethod
    def _get_spec(cls, fullname, path, target=None):
        """The spec of a module, or one with the folders that make up a namespace package, or None."""
        folders = []
        for entry in path:
            if not isinstance(entry, (str, bytes)):
                continue
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            if hasattr(finder, 'find_spec'):
                spec = finder.find_spec(fullname, target)
            else:
                spec = cls._legacy_get_spec(fullname, finder)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError('spec missing loader')
            folders.extend(spec.submodule_search_locations)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = folders
        return spec

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None:
            path = sys.path
        spec = cls._get_spec(fullname, path, target)
        if spec is None or spec.loader is not None:
            return spec
        folders = spec.submodule_search_locations
        if not folders:
            return None
        spec.origin = 'namespace'
        spec.submodule_search_locations = _NamespacePath(fullname, folders, cls._get_spec)
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        """The loader of a module.  Deprecated."""
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader


class FileFinder:
    """Finds modules in one folder, whose contents it remembers while the folder does not change."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details
                         for suffix in suffixes]
        self.path = path or '.'
        self._path_mtime = -1
        self._path_cache = set()
        self._relaxed_path_cache = set()

    def invalidate_caches(self):
        self._path_mtime = -1

    find_module = _find_module_shim

    def find_loader(self, fullname):
        """The loader of a module, and the folders it adds to a namespace package.  Deprecated."""
        spec = self.find_spec(fullname)
        if spec is None:
            return None, []
        return spec.loader, spec.submodule_search_locations or []

    def _get_spec(self, loader_class, fullname, path, smsl, target):
        loader = loader_class(fullname, path)
        return spec_from_file_location(fullname, path, loader=loader,
                                       submodule_search_locations=smsl)

    def find_spec(self, fullname, target=None):
        tail = fullname.rpartition('.')[2]
        try:
            mtime = _path_stat(self.path or _os.getcwd()).st_mtime
        except OSError:
            mtime = -1
        if mtime != self._path_mtime:
            self._fill_cache()
            self._path_mtime = mtime
        if _relax_case():
            names, wanted = self._relaxed_path_cache, tail.lower()
        else:
            names, wanted = self._path_cache, tail
        folder = None
        if wanted in names:
            folder = _path_join(self.path, tail)
            for suffix, loader_class in self._loaders:
                full = _path_join(folder, '__init__' + suffix)
                if _path_isfile(full):
                    return self._get_spec(loader_class, fullname, full, [folder], target)
            if not _path_isdir(folder):
                folder = None
        for suffix, loader_class in self._loaders:
            full = _path_join(self.path, tail + suffix)
            _bootstrap._verbose_message('trying {}', full, verbosity=2)
            if wanted + suffix in names and _path_isfile(full):
                return self._get_spec(loader_class, fullname, full, None, target)
        if folder is None:
            return None
        _bootstrap._verbose_message('possible namespace for {}', folder)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = [folder]
        return spec

    def _fill_cache(self):
        """Read the folder; one that cannot be read is empty."""
        try:
            names = _os.listdir(self.path or _os.getcwd())
        except (FileNotFoundError, PermissionError, NotADirectoryError):
            names = []
        self._path_cache = set(names)
        if sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS):
            self._relaxed_path_cache = {name.lower() for name in names}

    @classmethod
    def path_hook(cls, *loader_details):
        """A function for sys.path_hooks: it makes finders of this class for folders."""

        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)

        return path_hook_for_FileFinder

    def __repr__(self):
        return 'FileFinder({!r})'.format(self.path)


def _fix_up_module(ns, name, pathname, cpathname=None):
    """Give a namespace that code is run in the attributes of a module."""
    loader = ns.get('__loader__')
    spec = ns.get('__spec__')
    if not loader:
        if spec:
            loader = spec.loader
        elif pathname == cpathname:
            loader = SourcelessFileLoader(name, pathname)
        else:
            loader = SourceFileLoader(name, pathname)
    if not spec:
        spec = spec_from_file_location(name, pathname, loader=loader)
    try:
        ns['__spec__'] = spec
        ns['__loader__'] = loader
        ns['__file__'] = pathname
        ns['__cached__'] = cpathname
    except Exception:
        # as good as it gets
        pass


def _get_supported_file_loaders():
    """Pairs of a loader and the suffixes of its files."""
    return [(ExtensionFileLoader, _imp.extension_suffixes()),
            (SourceFileLoader, SOURCE_SUFFIXES),
            (SourcelessFileLoader, BYTECODE_SUFFIXES)]


def _setup(_bootstrap_module):
    """For copies of this module made from a file."""
    global _bootstrap
    _bootstrap = _bootstrap_module


def _install(_bootstrap_module):
    """Put the finders where the machine's own one is."""
    _setup(_bootstrap_module)
    import zipimport
    sys.path_hooks.extend([zipimport.zipimporter,
                           FileFinder.path_hook(*_get_supported_file_loaders())])
    finders = [_bootstrap.BuiltinImporter, _bootstrap.FrozenImporter, PathFinder]
    for i, finder in enumerate(sys.meta_path):
        if finder is _wordcode_import.native_finder:
            sys.meta_path[i:i + 1] = finders
            break
