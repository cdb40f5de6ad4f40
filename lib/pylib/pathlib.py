"""Paths as objects: pure ones, and ones that ask the file system."""

import fnmatch
import io
import os
import re
import sys
from collections.abc import Sequence
from errno import EINVAL, ENOENT, ENOTDIR
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]

supports_symlinks = hasattr(os, "symlink")
nt = None

_URI_SAFE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/")


def urlquote_from_bytes(data):
    return "".join([chr(byte) if byte in _URI_SAFE else "%%%02X" % byte for byte in data])


class _Flavour(object):
    """How the paths of a system are written."""

    def __init__(self):
        self.join = self.sep.join

    def parse_parts(self, parts):
        """The drive, the root and the parts of strings, the first part being drive and root."""
        parsed = []
        sep, altsep = self.sep, self.altsep
        drv = root = ""
        todo = [part for part in parts if part]
        while todo:
            part = todo.pop()
            if altsep:
                part = part.replace(altsep, sep)
            drv, root, rel = self.splitroot(part)
            if sep in rel:
                parsed += [sys.intern(name) for name in reversed(rel.split(sep))
                           if name and name != "."]
            elif rel and rel != ".":
                parsed.append(sys.intern(rel))
            if drv or root:
                # what is further left has nothing to say but its drive
                while todo and not drv:
                    part = todo.pop()
                    drv = self.splitroot(part.replace(altsep, sep) if altsep else part)[0]
                break
        if drv or root:
            parsed.append(drv + root)
        parsed.reverse()
        return drv, root, parsed

    def join_parsed_parts(self, drv, root, parts, drv2, root2, parts2):
        """The same of a path and another after it."""
        if root2:
            if not drv2 and drv:
                return drv, root2, [drv + root2] + parts2[1:]
        elif drv2:
            if self.casefold(drv2) == self.casefold(drv):
                return drv, root, parts + parts2[1:]
        else:
            return drv, root, parts + parts2
        return drv2, root2, parts2


class _WindowsFlavour(_Flavour):

    sep = "\\"
    altsep = "/"
    has_drv = True
    is_supported = os.name == "nt"
    drive_letters = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    ext_namespace_prefix = "\\\\?\\"
    reserved_names = ({"CON", "PRN", "AUX", "NUL"}
                      | {"COM%d" % i for i in range(1, 10)}
                      | {"LPT%d" % i for i in range(1, 10)})

    def splitroot(self, part, sep=sep):
        prefix = ""
        if part.startswith(self.ext_namespace_prefix):
            prefix, part = part[:4], part[4:]
            if part.startswith("UNC\\"):
                prefix += part[:3]
                part = "\\" + part[3:]
        if part[:2] == sep * 2 and part[2:3] != sep:
            # \\server\share
            end = part.find(sep, 2)
            if end != -1 and part[end + 1:end + 2] != sep:
                end = part.find(sep, end + 1)
                if end == -1:
                    end = len(part)
                return prefix + part[1 if prefix else 0:end], sep, part[end + 1:]
        drv = root = ""
        if part[1:2] == ":" and part[0] in self.drive_letters:
            drv, part = part[:2], part[2:]
        if part[:1] == sep:
            root = sep
            part = part.lstrip(sep)
        return prefix + drv, root, part

    def casefold(self, s):
        return s.lower()

    def casefold_parts(self, parts):
        return [part.lower() for part in parts]

    def resolve(self, path, strict=False):
        return os.path.realpath(str(path))

    def is_reserved(self, parts):
        if not parts or parts[0].startswith("\\\\"):
            return False
        return parts[-1].partition(".")[0].upper() in self.reserved_names

    def make_uri(self, path):
        drive = path.drive
        if len(drive) == 2 and drive[1] == ":":
            rest = path.as_posix()[2:].lstrip("/")
            return "file:///%s/%s" % (drive, urlquote_from_bytes(rest.encode("utf-8")))
        return "file:" + urlquote_from_bytes(path.as_posix().encode("utf-8"))

    def gethomedir(self, username):
        env = os.environ
        if "HOME" in env:
            home = env["HOME"]
        elif "USERPROFILE" in env:
            home = env["USERPROFILE"]
        elif "HOMEPATH" in env:
            home = env.get("HOMEDRIVE", "") + env["HOMEPATH"]
        else:
            raise RuntimeError("Can't determine home directory")
        if username and env["USERNAME"] != username:
            drv, root, parts = self.parse_parts((home,))
            if parts[-1] != env["USERNAME"]:
                raise RuntimeError("Can't determine home directory for %r" % username)
            parts[-1] = username
            home = drv + root + self.join(parts[1:] if drv or root else parts)
        return home


class _PosixFlavour(_Flavour):

    sep = "/"
    altsep = ""
    has_drv = False
    is_supported = os.name != "nt"

    def splitroot(self, part, sep=sep):
        if part[:1] != sep:
            return "", "", part
        rest = part.lstrip(sep)
        # POSIX leaves open what just two slashes mean
        return "", sep * 2 if len(part) - len(rest) == 2 else sep, rest

    def casefold(self, s):
        return s

    def casefold_parts(self, parts):
        return parts

    def resolve(self, path, strict=False):
        sep = self.sep
        readlink = path._accessor.readlink
        # the links that were met: None while they are being followed
        seen = {}

        def follow(base, rest):
            if rest.startswith(sep):
                base = ""
            for name in rest.split(sep):
                if not name or name == ".":
                    continue
                if name == "..":
                    base = base.rpartition(sep)[0]
                    continue
                here = base + name if base.endswith(sep) else base + sep + name
                if here in seen:
                    base = seen[here]
                    if base is None:
                        raise RuntimeError("Symlink loop from %r" % here)
                    continue
                try:
                    target = readlink(here)
                except OSError as e:
                    if e.errno != EINVAL and strict:
                        raise
                    base = here
                else:
                    seen[here] = None
                    base = follow(base, target)
                    seen[here] = base
            return base

        base = "" if path.is_absolute() else os.getcwd()
        return follow(base, str(path)) or sep

    def is_reserved(self, parts):
        return False

    def make_uri(self, path):
        return "file://" + urlquote_from_bytes(bytes(path))

    def gethomedir(self, username):
        if not username:
            try:
                return os.environ["HOME"]
            except KeyError:
                import pwd
                return pwd.getpwuid(os.getuid()).pw_dir
        import pwd
        try:
            return pwd.getpwnam(username).pw_dir
        except KeyError:
            raise RuntimeError("Can't determine home directory for %r" % username)


_windows_flavour = _WindowsFlavour()
_posix_flavour = _PosixFlavour()


class _Accessor:
    """How the file system is reached."""


class _NormalAccessor(_Accessor):

    for _name in ("stat", "lstat", "open", "listdir", "scandir", "chmod", "mkdir", "unlink",
                  "rmdir", "rename", "replace", "utime"):
        locals()[_name] = staticmethod(getattr(os, _name))
    del _name

    if hasattr(os, "lchmod"):
        lchmod = staticmethod(os.lchmod)
    else:
        def lchmod(self, pathobj, mode):
            raise NotImplementedError("lchmod() not available on this system")

    def symlink(self, a, b, target_is_directory):
        os.symlink(a, b, target_is_directory)

    def readlink(self, path):
        return os.readlink(path)


_normal_accessor = _NormalAccessor()


def _select(parent, parts):
    """The paths below a folder that match the parts of a pattern."""
    if not parent.is_dir():
        return
    found = _select_below(parent, parts)
    if parts.count("**") > 1 or parts.count("**") and len(parts) > 1:
        # several ways may lead to a path
        seen = set()
        for path in found:
            if path not in seen:
                seen.add(path)
                yield path
    else:
        yield from found


def _select_below(parent, parts):
    if not parts:
        yield parent
        return
    pattern, rest = parts[0], parts[1:]
    accessor = parent._accessor
    if pattern == "**":
        for folder in _folders(parent):
            yield from _select_below(folder, rest)
        return
    try:
        if "*" in pattern or "?" in pattern or "[" in pattern:
            match = re.compile(fnmatch.translate(pattern)).fullmatch
            casefold = parent._flavour.casefold
            with_rest = bool(rest)
            for entry in list(accessor.scandir(str(parent))):
                if match(casefold(entry.name)) and (not with_rest or entry.is_dir()):
                    yield from _select_below(parent._make_child_relpath(entry.name), rest)
        else:
            path = parent._make_child_relpath(pattern)
            if path.is_dir() if rest else path.exists():
                yield from _select_below(path, rest)
    except PermissionError:
        return


def _folders(parent):
    yield parent
    try:
        entries = list(parent._accessor.scandir(str(parent)))
    except PermissionError:
        return
    for entry in entries:
        try:
            if not entry.is_dir() or entry.is_symlink():
                continue
        except PermissionError:
            continue
        yield from _folders(parent._make_child_relpath(entry.name))


class _PathParents(Sequence):
    """The folders above a path, nearest first."""

    __slots__ = ("_pathcls", "_drv", "_root", "_parts")

    def __init__(self, path):
        self._pathcls = type(path)
        self._drv = path._drv
        self._root = path._root
        self._parts = path._parts

    def __len__(self):
        return len(self._parts) - (1 if self._drv or self._root else 0)

    def __getitem__(self, idx):
        if idx < 0 or idx >= len(self):
            raise IndexError(idx)
        return self._pathcls._from_parsed_parts(self._drv, self._root, self._parts[:-idx - 1])

    def __repr__(self):
        return "<{}.parents>".format(self._pathcls.__name__)


def _comparison(name):
    def compare(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return getattr(self._cparts, name)(other._cparts)

    compare.__name__ = name
    compare.__qualname__ = "PurePath." + name
    return compare


class PurePath(object):
    """A path that never touches the file system."""

    __slots__ = ("_drv", "_root", "_parts", "_str", "_hash", "_pparts", "_cached_cparts")

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PureWindowsPath if os.name == "nt" else PurePosixPath
        return cls._from_parts(args)

    def __reduce__(self):
        return self.__class__, tuple(self._parts)

    @classmethod
    def _parse_args(cls, args):
        parts = []
        for arg in args:
            if isinstance(arg, PurePath):
                parts += arg._parts
                continue
            arg = os.fspath(arg)
            if not isinstance(arg, str):
                raise TypeError("argument should be a str object or an os.PathLike object "
                                "returning str, not %r" % type(arg))
            parts.append(str(arg))
        return cls._flavour.parse_parts(parts)

    @classmethod
    def _from_parts(cls, args, init=True):
        drv, root, parts = cls._parse_args(args)
        return cls._from_parsed_parts(drv, root, parts, init)

    @classmethod
    def _from_parsed_parts(cls, drv, root, parts, init=True):
        self = object.__new__(cls)
        self._drv = drv
        self._root = root
        self._parts = parts
        if init:
            self._init()
        return self

    @classmethod
    def _format_parsed_parts(cls, drv, root, parts):
        if drv or root:
            return drv + root + cls._flavour.join(parts[1:])
        return cls._flavour.join(parts)

    def _init(self):
        # a hook of concrete paths
        pass

    def _make_child(self, args):
        joined = self._flavour.join_parsed_parts(self._drv, self._root, self._parts,
                                                 *self._parse_args(args))
        return self._from_parsed_parts(*joined)

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            self._str = self._format_parsed_parts(self._drv, self._root, self._parts) or "."
            return self._str

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        """The path with slashes."""
        return str(self).replace(self._flavour.sep, "/")

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return self._flavour.make_uri(self)

    @property
    def _cparts(self):
        # what comparisons look at
        try:
            return self._cached_cparts
        except AttributeError:
            self._cached_cparts = self._flavour.casefold_parts(self._parts)
            return self._cached_cparts

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._cparts == other._cparts and self._flavour is other._flavour

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(tuple(self._cparts))
            return self._hash

    __lt__ = _comparison("__lt__")
    __le__ = _comparison("__le__")
    __gt__ = _comparison("__gt__")
    __ge__ = _comparison("__ge__")

    @property
    def drive(self):
        """The drive, as in c:, or the server and share."""
        return self._drv

    @property
    def root(self):
        """The root, or ''."""
        return self._root

    @property
    def anchor(self):
        """The drive and the root."""
        return self._drv + self._root

    @property
    def name(self):
        """The last part, or ''."""
        start = 1 if self._drv or self._root else 0
        return self._parts[-1] if len(self._parts) > start else ""

    def _split_name(self):
        name = self.name
        dot = name.rfind(".")
        return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")

    @property
    def suffix(self):
        """The last suffix of the name, with its dot."""
        return self._split_name()[1]

    @property
    def suffixes(self):
        """All suffixes of the name."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The name without its last suffix."""
        return self._split_name()[0]

    def with_name(self, name):
        """The path with another name."""
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        drv, root, parts = self._flavour.parse_parts((name,))
        if not name or name[-1] in (self._flavour.sep, self._flavour.altsep) or drv or root or \
           len(parts) != 1:
            raise ValueError("Invalid name %r" % name)
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name])

    def with_suffix(self, suffix):
        """The path with another suffix, or none."""
        f = self._flavour
        if f.sep in suffix or f.altsep and f.altsep in suffix or suffix == "." or \
           suffix and not suffix.startswith("."):
            raise ValueError("Invalid suffix %r" % suffix)
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        name = self._split_name()[0] + suffix
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name])

    def relative_to(self, *other):
        """The path as seen from another."""
        if not other:
            raise TypeError("need at least one argument")

        def split(drv, root, parts):
            return [drv, root] + parts[1:] if root else parts

        to = self._parse_args(other)
        mine, theirs = split(self._drv, self._root, self._parts), split(*to)
        n = len(theirs)
        fold = self._flavour.casefold_parts
        if self._root or self._drv if n == 0 else fold(mine[:n]) != fold(theirs):
            raise ValueError("{!r} does not start with {!r}"
                             .format(str(self), self._format_parsed_parts(*to)))
        return self._from_parsed_parts("", self._root if n == 1 else "", mine[n:])

    @property
    def parts(self):
        """The parts as a tuple, the first being drive and root."""
        try:
            return self._pparts
        except AttributeError:
            self._pparts = tuple(self._parts)
            return self._pparts

    def joinpath(self, *args):
        """The path with others after it."""
        return self._make_child(args)

    def __truediv__(self, key):
        return self._make_child((key,))

    def __rtruediv__(self, key):
        return self._from_parts([key] + self._parts)

    @property
    def parent(self):
        """The folder of the path."""
        if len(self._parts) == (1 if self._drv or self._root else 0):
            return self
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1])

    @property
    def parents(self):
        """All folders above the path."""
        return _PathParents(self)

    def is_absolute(self):
        """Whether the path has a root, and a drive where there are drives."""
        return bool(self._root) and (not self._flavour.has_drv or bool(self._drv))

    def is_reserved(self):
        """Whether the name means something else to the system."""
        return self._flavour.is_reserved(self._parts)

    def match(self, path_pattern):
        """Whether the path matches a pattern, from the right unless that is absolute."""
        fold = self._flavour.casefold
        drv, root, patterns = self._flavour.parse_parts((fold(path_pattern),))
        if not patterns:
            raise ValueError("empty pattern")
        if drv and drv != fold(self._drv) or root and root != fold(self._root):
            return False
        parts = self._cparts
        if drv or root:
            if len(patterns) != len(parts):
                return False
            patterns = patterns[1:]
        elif len(patterns) > len(parts):
            return False
        return all(fnmatch.fnmatchcase(part, pattern)
                   for part, pattern in zip(reversed(parts), reversed(patterns)))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A pure path as Unix writes it."""

    _flavour = _posix_flavour
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A pure path as Windows writes it."""

    _flavour = _windows_flavour
    __slots__ = ()


class Path(PurePath):
    """A path that can ask and change the file system."""

    __slots__ = ("_accessor", "_closed")

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == "nt" else PosixPath
        self = cls._from_parts(args, init=False)
        if not self._flavour.is_supported:
            raise NotImplementedError("cannot instantiate %r on your system" % (cls.__name__,))
        self._init()
        return self

    def _init(self, template=None):
        self._closed = False
        self._accessor = _normal_accessor if template is None else template._accessor

    def _make_child_relpath(self, part):
        return self._from_parsed_parts(self._drv, self._root, self._parts + [part])

    def __enter__(self):
        if self._closed:
            self._raise_closed()
        return self

    def __exit__(self, t, v, tb):
        self._closed = True

    def _raise_closed(self):
        raise ValueError("I/O operation on closed path")

    def _opener(self, name, flags, mode=0o666):
        return self._accessor.open(str(self), flags, mode)

    def _raw_open(self, flags, mode=0o777):
        if self._closed:
            self._raise_closed()
        return self._accessor.open(str(self), flags, mode)

    @classmethod
    def cwd(cls):
        """The current folder."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's folder."""
        return cls(cls()._flavour.gethomedir(None))

    def samefile(self, other_path):
        """Whether another path leads to the same file."""
        st = self.stat()
        try:
            other = other_path.stat()
        except AttributeError:
            other = os.stat(other_path)
        return os.path.samestat(st, other)

    def iterdir(self):
        """The paths in the folder."""
        if self._closed:
            self._raise_closed()
        for name in self._accessor.listdir(str(self)):
            if name not in (".", ".."):
                yield self._make_child_relpath(name)
                if self._closed:
                    self._raise_closed()

    def _glob(self, pattern, before):
        drv, root, parts = self._flavour.parse_parts((self._flavour.casefold(pattern),))
        if drv or root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        for part in parts:
            if "**" in part and part != "**":
                raise ValueError("Invalid pattern: '**' can only be an entire path component")
        return _select(self, before + parts)

    def glob(self, pattern):
        """The paths below that match a pattern; ** is any number of folders."""
        if not pattern:
            raise ValueError("Unacceptable pattern: {!r}".format(pattern))
        yield from self._glob(pattern, [])

    def rglob(self, pattern):
        """The paths below that match a pattern at any depth."""
        yield from self._glob(pattern, ["**"])

    def absolute(self):
        """The path from the root; nothing is resolved."""
        if self._closed:
            self._raise_closed()
        if self.is_absolute():
            return self
        path = self._from_parts([os.getcwd()] + self._parts, init=False)
        path._init(template=self)
        return path

    def resolve(self, strict=False):
        """The path from the root without links; with strict it must exist."""
        if self._closed:
            self._raise_closed()
        text = self._flavour.resolve(self, strict=strict)
        if text is None:
            self.stat()
            text = str(self.absolute())
        path = self._from_parts((os.path.normpath(text),), init=False)
        path._init(template=self)
        return path

    def stat(self):
        """What os.stat() says."""
        return self._accessor.stat(str(self))

    def owner(self):
        """The name of the owner."""
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name

    def group(self):
        """The name of the group."""
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file."""
        if self._closed:
            self._raise_closed()
        return io.open(str(self), mode, buffering, encoding, errors, newline,
                       opener=self._opener)

    def read_bytes(self):
        """What is in the file, as bytes."""
        with self.open(mode="rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None):
        """What is in the file, as a text."""
        with self.open(mode="r", encoding=encoding, errors=errors) as f:
            return f.read()

    def write_bytes(self, data):
        """Write the file."""
        # what is not bytes must fail before the file is emptied
        view = memoryview(data)
        with self.open(mode="wb") as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None):
        """Write the file."""
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open(mode="w", encoding=encoding, errors=errors) as f:
            return f.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file, or renew its times."""
        if self._closed:
            self._raise_closed()
        if exist_ok:
            try:
                self._accessor.utime(str(self), None)
            except OSError:
                # it is not there, most likely
                pass
            else:
                return
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(self._raw_open(flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a folder."""
        if self._closed:
            self._raise_closed()
        try:
            self._accessor.mkdir(str(self), mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            # systems differ in the error for what is there already
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode):
        """Change the permissions."""
        if self._closed:
            self._raise_closed()
        self._accessor.chmod(str(self), mode)

    def lchmod(self, mode):
        """Change the permissions of a link itself."""
        if self._closed:
            self._raise_closed()
        self._accessor.lchmod(str(self), mode)

    def unlink(self):
        """Delete the file or link."""
        if self._closed:
            self._raise_closed()
        self._accessor.unlink(str(self))

    def rmdir(self):
        """Delete the empty folder."""
        if self._closed:
            self._raise_closed()
        self._accessor.rmdir(str(self))

    def lstat(self):
        """What os.lstat() says."""
        if self._closed:
            self._raise_closed()
        return self._accessor.lstat(str(self))

    def rename(self, target):
        """Give the file another path."""
        if self._closed:
            self._raise_closed()
        self._accessor.rename(str(self), target)

    def replace(self, target):
        """Give the file another path, in place of what is there."""
        if self._closed:
            self._raise_closed()
        self._accessor.replace(str(self), target)

    def symlink_to(self, target, target_is_directory=False):
        """Make the path a link to another."""
        if self._closed:
            self._raise_closed()
        self._accessor.symlink(target, str(self), target_is_directory)

    def _mode(self, stat):
        # of what is not there: 0, which is of no kind
        try:
            return stat().st_mode
        except OSError as e:
            if e.errno not in (ENOENT, ENOTDIR):
                raise
            return 0

    def exists(self):
        """Whether something is there."""
        return self._mode(self.stat) != 0

    def is_dir(self):
        """Whether it is a folder."""
        return S_ISDIR(self._mode(self.stat))

    def is_file(self):
        """Whether it is a file."""
        return S_ISREG(self._mode(self.stat))

    def is_symlink(self):
        """Whether it is a link."""
        return S_ISLNK(self._mode(self.lstat))

    def is_block_device(self):
        """Whether it is a block device."""
        return S_ISBLK(self._mode(self.stat))

    def is_char_device(self):
        """Whether it is a character device."""
        return S_ISCHR(self._mode(self.stat))

    def is_fifo(self):
        """Whether it is a named pipe."""
        return S_ISFIFO(self._mode(self.stat))

    def is_socket(self):
        """Whether it is a socket."""
        return S_ISSOCK(self._mode(self.stat))

    def expanduser(self):
        """The path with ~ and ~user replaced."""
        if not (self._drv or self._root) and self._parts and self._parts[0][:1] == "~":
            home = self._flavour.gethomedir(self._parts[0][1:])
            return self._from_parts([home] + self._parts[1:])
        return self


class PosixPath(Path, PurePosixPath):
    """A path on Unix."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path on Windows."""

    __slots__ = ()

    def owner(self):
        raise NotImplementedError("Path.owner() is unsupported on this system")

    def group(self):
        raise NotImplementedError("Path.group() is unsupported on this system")
