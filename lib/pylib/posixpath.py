"""Paths of POSIX systems."""

curdir, pardir, extsep = ".", "..", "."
sep, pathsep, altsep = "/", ":", None
defpath = ":/bin:/usr/bin"
devnull = "/dev/null"

import os
import sys
import stat
import genericpath
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext",
           "basename", "dirname", "commonprefix", "getsize", "getmtime",
           "getatime", "getctime", "islink", "exists", "lexists", "isdir",
           "isfile", "ismount", "expanduser", "expandvars", "normpath",
           "abspath", "samefile", "sameopenfile", "samestat", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
           "devnull", "realpath", "supports_unicode_filenames", "relpath",
           "commonpath"]

supports_unicode_filenames = sys.platform == "darwin"


def _of(path, text):
    """A constant in the path's type."""
    return text.encode() if isinstance(path, bytes) else text


def _get_sep(path):
    return _of(path, "/")


def normcase(s):
    """The path: case counts."""
    s = os.fspath(s)
    if not isinstance(s, (bytes, str)):
        raise TypeError("normcase() argument must be str or bytes, "
                        "not '{}'".format(s.__class__.__name__))
    return s


def isabs(s):
    """Whether a path is absolute."""
    s = os.fspath(s)
    return s.startswith(_of(s, "/"))


def join(a, *p):
    """The components joined; an absolute one drops what is before it."""
    a = os.fspath(a)
    slash = _of(a, "/")
    path = a
    try:
        if not p:
            path[:0] + slash
        for b in map(os.fspath, p):
            if b.startswith(slash):
                path = b
            elif not path or path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """What is before the last slash, and what is behind it."""
    p = os.fspath(p)
    slash = _of(p, "/")
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """The path without its extension, and the extension."""
    p = os.fspath(p)
    return genericpath._splitext(p, _of(p, "/"), None, _of(p, "."))


splitext.__doc__ = "The path without its extension, and the extension."


def splitdrive(p):
    """An empty drive, and the path."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """What is behind the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_of(p, "/")) + 1:]


def dirname(p):
    """What is before the last slash."""
    return split(p)[0]


def islink(path):
    """Whether it is a symbolic link."""
    try:
        st = os.lstat(path)
    except (OSError, AttributeError):
        return False
    return stat.S_ISLNK(st.st_mode)


def lexists(path):
    """Whether there is such a name; True for a broken link."""
    try:
        os.lstat(path)
    except OSError:
        return False
    return True


def ismount(path):
    """Whether a file system begins there."""
    try:
        here = os.lstat(path)
    except OSError:
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    try:
        above = os.lstat(realpath(join(path, _of(path, ".."))))
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    """The path with ~ and ~user replaced; unchanged if that is not known."""
    path = os.fspath(path)
    if not path.startswith(_of(path, "~")):
        return path
    slash = _of(path, "/")
    i = path.find(slash, 1)
    if i < 0:
        i = len(path)
    if i == 1:
        home = os.environ.get("HOME")
        if home is None:
            import pwd
            home = pwd.getpwuid(os.getuid()).pw_dir
    else:
        import pwd
        name = path[1:i]
        if isinstance(name, bytes):
            name = str(name, "ASCII")
        try:
            home = pwd.getpwnam(name).pw_dir
        except KeyError:
            return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    home = home.rstrip(slash)
    return (home + path[i:]) or slash


_patterns = {}


def expandvars(path):
    """The path with $name and ${name} replaced; unknown ones stay."""
    path = os.fspath(path)
    if _of(path, "$") not in path:
        return path
    kind = type(path)
    if kind not in _patterns:
        import re
        _patterns[kind] = re.compile(_of(path, r"\$(\w+|\{[^}]*\})"), re.ASCII).search
    environ = os.environ
    if kind is bytes:
        environ = getattr(os, "environb", None)
    i = 0
    while True:
        m = _patterns[kind](path, i)
        if not m:
            return path
        i, j = m.span(0)
        name = m.group(1)
        if name.startswith(_of(path, "{")) and name.endswith(_of(path, "}")):
            name = name[1:-1]
        try:
            value = environ[name]
        except KeyError:
            i = j
        else:
            tail = path[j:]
            path = path[:i] + value
            i = len(path)
            path += tail


def normpath(path):
    """The path without double slashes, '.' and 'name/..'."""
    path = os.fspath(path)
    slash, dot, dotdot = _of(path, "/"), _of(path, "."), _of(path, "..")
    if not path:
        return dot
    slashes = 0
    if path.startswith(slash):
        # two slashes at the start mean something else than one or three
        slashes = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else 1
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dotdot or (not slashes and not parts) or (parts and parts[-1] == dotdot):
            parts.append(part)
        elif parts:
            parts.pop()
    return slash * slashes + slash.join(parts) or dot


def abspath(path):
    """The absolute, normalised path."""
    path = os.fspath(path)
    if not isabs(path):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


def realpath(filename):
    """The path without symbolic links."""
    filename = os.fspath(filename)
    path, ok = _joinrealpath(filename[:0], filename, {})
    return abspath(path)


def _joinrealpath(path, rest, seen):
    slash, dot, dotdot = _of(path, "/"), _of(path, "."), _of(path, "..")
    if isabs(rest):
        rest = rest[1:]
        path = slash
    while rest:
        name, _, rest = rest.partition(slash)
        if not name or name == dot:
            continue
        if name == dotdot:
            if path:
                path, name = split(path)
                if name == dotdot:
                    path = join(path, dotdot, dotdot)
            else:
                path = dotdot
            continue
        newpath = join(path, name)
        if not islink(newpath):
            path = newpath
            continue
        if newpath in seen:
            path = seen[newpath]
            if path is not None:
                continue
            # a link that leads to itself
            return join(newpath, rest), False
        seen[newpath] = None
        path, ok = _joinrealpath(path, os.readlink(newpath), seen)
        if not ok:
            return join(path, rest), False
        seen[newpath] = path
    return path, True


def relpath(path, start=None):
    """The path as seen from a directory."""
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    dot, slash, dotdot = _of(path, "."), _of(path, "/"), _of(path, "..")
    start = dot if start is None else os.fspath(start)
    try:
        start_list = [x for x in abspath(start).split(slash) if x]
        path_list = [x for x in abspath(path).split(slash) if x]
        i = len(commonprefix([start_list, path_list]))
        parts = [dotdot] * (len(start_list) - i) + path_list[i:]
        return join(*parts) if parts else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all begin with."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    slash, dot = _of(paths[0], "/"), _of(paths[0], ".")
    try:
        split_paths = [path.split(slash) for path in paths]
        try:
            isabs, = {p[:1] == slash for p in paths}
        except ValueError:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[c for c in s if c and c != dot] for s in split_paths]
        common = commonprefix(split_paths)
        return (slash if isabs else slash[:0]) + slash.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
