"""Modules in zip archives: zipimporter makes finders and loaders for sys.path entries (PEP 273)."""
import _frozen_importlib_external as _external
import _imp
import _io
import marshal
import sys
import time

__all__ = ['ZipImportError', 'zipimporter']

_zip_directory_cache = {}
path_sep = _external.path_sep


class ZipImportError(ImportError):
    pass


ZipImportError.__module__ = 'zipimport'

# suffix, whether it is bytecode, whether it is a package; in the order of search
_searchorder = (
    (path_sep + '__init__.pyc', True, True),
    (path_sep + '__init__.py', False, True),
    ('.pyc', True, False),
    ('.py', False, False),
)


class zipimporter:
    """zipimporter(archivepath) -> finder and loader of an archive's modules

    The path is of an archive, or of a folder in one: archive.zip/folder.
    """

    def __init__(self, path):
        if not isinstance(path, str):
            import posix
            path = posix.fsdecode(path) if hasattr(posix, 'fsdecode') else _fsdecode(path)
        if not path:
            raise ZipImportError('archive path is empty')
        if '\0' in path:
            raise ValueError('embedded null character')
        inner = []
        archive = path
        while True:
            try:
                mode = _external._path_stat(archive).st_mode
            except (OSError, ValueError):
                head, tail = _external._path_split(archive)
                if head == archive or not head:
                    raise ZipImportError('not a Zip file: %r' % path) from None
                archive = head
                inner.append(tail)
                continue
            if mode & 0o170000 != 0o100000:
                raise ZipImportError('not a Zip file: %r' % path)
            break
        try:
            files = _zip_directory_cache[archive]
        except KeyError:
            files = _read_directory(archive)
            _zip_directory_cache[archive] = files
        self._files = files
        self.archive = archive
        self.prefix = ''.join(part + path_sep for part in reversed(inner) if part)

    def __repr__(self):
        where = self.archive + (path_sep + self.prefix if self.prefix else '')
        return '<zipimporter object "{}">'.format(where)

    def _path_of(self, fullname):
        return self.prefix + fullname.rpartition('.')[2]

    def _is_package(self, fullname):
        """True or False for modules, None where there is none."""
        path = self._path_of(fullname)
        for suffix, _, package in _searchorder:
            if path + suffix in self._files:
                return package
        return None

    def find_loader(self, fullname, path=None):
        """(self, []) for a module, (None, [folder]) for a part of a namespace package, else (None, [])."""
        if self._is_package(fullname) is not None:
            return self, []
        folder = self._path_of(fullname)
        if folder + path_sep in self._files:
            return None, [self.archive + path_sep + folder]
        return None, []

    def find_module(self, fullname, path=None):
        """self when the archive has the module, else None."""
        return self.find_loader(fullname, path)[0]

    def get_data(self, pathname):
        """The bytes of a file in the archive; OSError when there is none."""
        if not isinstance(pathname, str):
            raise TypeError('get_data() argument 1 must be str, not {}'.format(
                type(pathname).__name__))
        key = pathname
        if pathname.startswith(self.archive + path_sep):
            key = pathname[len(self.archive) + 1:]
        try:
            entry = self._files[key]
        except KeyError:
            raise OSError(0, 'Error', key) from None
        return _get_data(self.archive, entry)

    def _missing(self, fullname):
        return ZipImportError("can't find module %r" % fullname, name=fullname)

    def _module_code(self, fullname):
        """(code, whether it is a package, file name)"""
        path = self._path_of(fullname)
        for suffix, bytecode, package in _searchorder:
            entry = self._files.get(path + suffix)
            if entry is None:
                continue
            data = _get_data(self.archive, entry)
            if bytecode:
                code = self._unmarshal(entry[0], path + suffix, data)
            else:
                data = data.replace(b'\r\n', b'\n').replace(b'\r', b'\n')
                code = compile(data, entry[0], 'exec', dont_inherit=True)
            if code is not None:
                return code, package, entry[0]
        raise self._missing(fullname)

    def _unmarshal(self, pathname, name, data):
        """The code of a .pyc file; None when it is of another version or older than its source."""
        if len(data) < 12:
            raise ZipImportError('bad pyc data')
        if data[:4] != _external.MAGIC_NUMBER:
            return None
        source = self._files.get(name[:-1])
        if source is not None:
            mtime = _unix_time(source[6], source[5])
            # a DOS time has every other second only
            if mtime != 0 and abs(_external._r_long(data[4:8]) - mtime) > 1:
                return None
        code = marshal.loads(data[12:])
        if not isinstance(code, _external._code_type):
            raise TypeError('compiled module %r is not a code object' % pathname)
        _imp._fix_co_filename(code, pathname)
        return code

    def get_code(self, fullname):
        """The code object of a module."""
        return self._module_code(fullname)[0]

    def get_filename(self, fullname):
        """What __file__ of a module would be."""
        return self._module_code(fullname)[2]

    def get_source(self, fullname):
        """The source text of a module; None when the archive has only its bytecode."""
        package = self._is_package(fullname)
        if package is None:
            raise self._missing(fullname)
        path = self._path_of(fullname)
        entry = self._files.get(path + (path_sep + '__init__.py' if package else '.py'))
        if entry is None:
            return None
        return _get_data(self.archive, entry).decode()

    def is_package(self, fullname):
        """Whether a module is a package."""
        package = self._is_package(fullname)
        if package is None:
            raise self._missing(fullname)
        return package

    def load_module(self, fullname):
        """Load a module; it stays in sys.modules only when that went well."""
        code, package, filename = self._module_code(fullname)
        module = sys.modules.get(fullname)
        if module is None:
            module = sys.modules[fullname] = type(sys)(fullname)
        module.__loader__ = self
        if package:
            module.__path__ = [self.archive + path_sep + self._path_of(fullname)]
        try:
            if not hasattr(module, '__builtins__'):
                module.__builtins__ = __builtins__
            _external._fix_up_module(module.__dict__, fullname, filename)
            exec(code, module.__dict__)
        except BaseException:
            del sys.modules[fullname]
            raise
        return sys.modules[fullname]


def _fsdecode(path):
    import posix
    path = posix.fspath(path)
    if isinstance(path, bytes):
        return path.decode(sys.getfilesystemencoding(), 'surrogateescape')
    return path


def _read_directory(archive):
    """{name in the archive: (file name, method, packed size, size, offset, time, date, crc)}"""
    try:
        file = _io.open(archive, 'rb')
    except OSError:
        raise ZipImportError("can't open Zip file: %r" % archive) from None
    with file:
        try:
            size = file.seek(0, 2)
            # the record of the end, which a comment may follow
            if size < 22:
                raise OSError
            back = min(size, 22 + 65535)
            file.seek(size - back)
            data = file.read(back)
        except OSError:
            raise ZipImportError("can't read Zip file: %r" % archive) from None
        at = len(data) - 22
        if at < 0 or data[at:at + 4] != b'PK\x05\x06':
            at = data.rfind(b'PK\x05\x06')
            if at < 0 or len(data) - at < 22:
                raise ZipImportError('not a Zip file: %r' % archive)
        end = size - back + at

        def number(data, at, width):
            return int.from_bytes(data[at:at + width], 'little')

        header_size = number(data, at + 12, 4)
        header_offset = number(data, at + 16, 4)
        if end < header_size:
            raise ZipImportError('bad central directory size: %r' % archive)
        if end < header_offset:
            raise ZipImportError('bad central directory offset: %r' % archive)
        # something may stand before the archive, such as a line that starts Python
        shift = end - header_size - header_offset
        if shift < 0:
            raise ZipImportError('bad central directory size or offset: %r' % archive)
        file.seek(end - header_size)
        data = file.read(header_size)
    files = {}
    at = 0
    while at + 46 <= len(data) and data[at:at + 4] == b'PK\x01\x02':
        flags = number(data, at + 8, 2)
        name_size, extra_size, comment_size = (number(data, at + i, 2) for i in (28, 30, 32))
        offset = number(data, at + 42, 4)
        if offset > header_offset:
            raise ZipImportError('bad local header offset: %r' % archive)
        name = data[at + 46:at + 46 + name_size]
        name = name.decode('utf-8' if flags & 0x800 else 'cp437')
        name = name.replace('/', path_sep)
        files[name] = (_external._path_join(archive, name) + (path_sep if name.endswith('/') else ''),
                       number(data, at + 10, 2), number(data, at + 20, 4), number(data, at + 24, 4),
                       offset + shift, number(data, at + 12, 2), number(data, at + 14, 2),
                       number(data, at + 16, 4))
        at += 46 + name_size + extra_size + comment_size
    # folders need no entries of their own
    for name in list(files):
        while path_sep in name.rstrip(path_sep):
            name = name.rstrip(path_sep).rpartition(path_sep)[0] + path_sep
            if name in files:
                break
            files[name] = (_external._path_join(archive, name) + path_sep, 0, 0, 0, 0, 0, 0, 0)
    return files


def _get_data(archive, entry):
    """The bytes of an archive's member."""
    pathname, method, packed, size, offset = entry[:5]
    with _io.open(archive, 'rb') as file:
        file.seek(offset)
        header = file.read(30)
        if header[:4] != b'PK\x03\x04':
            raise ZipImportError('bad local file header: %r' % archive)
        file.seek(offset + 30 + int.from_bytes(header[26:28], 'little')
                  + int.from_bytes(header[28:30], 'little'))
        data = file.read(packed)
    if len(data) != packed:
        raise OSError("zipimport: can't read data")
    if method == 0:
        return data
    try:
        import zlib
    except ImportError:
        raise ZipImportError("can't decompress data; zlib not available") from None
    return zlib.decompress(data, -15)


def _unix_time(date, clock):
    """The time of a DOS date and time, in local time."""
    try:
        return int(time.mktime(((date >> 9) + 1980, (date >> 5) & 15, date & 31,
                                clock >> 11, (clock >> 5) & 63, (clock & 31) * 2, -1, -1, -1)))
    except (OverflowError, ValueError):
        return 0
