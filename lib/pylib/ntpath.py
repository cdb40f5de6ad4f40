"""Paths as Windows writes them, on every system."""

import genericpath
import os
import stat
from genericpath import *

curdir = "."
pardir = ".."
extsep = "."
sep = "\\"
pathsep = ";"
altsep = "/"
defpath = ".;C:\\bin"
devnull = "nul"

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext",
           "basename", "dirname", "commonprefix", "getsize", "getmtime",
           "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
           "ismount", "expanduser", "expandvars", "normpath", "abspath",
           "splitunc", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep",
           "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath",
           "samefile", "sameopenfile", "samestat", "commonpath"]

supports_unicode_filenames = False


def _text(path, text):
    """text as bytes where the path is bytes."""
    return text.encode("ascii") if isinstance(path, bytes) else text


def _get_bothseps(path):
    return _text(path, "\\/")


def _backslashed(path):
    return path.replace(_text(path, altsep), _text(path, sep))


def normcase(s):
    """In lower case and with backslashes."""
    s = os.fspath(s)
    if not isinstance(s, (bytes, str)):
        raise TypeError("normcase() argument must be str or bytes, "
                        "not '{}'".format(s.__class__.__name__))
    return _backslashed(s).lower()


def isabs(s):
    """Whether what is after the drive begins with a separator."""
    rest = splitdrive(os.fspath(s))[1]
    return len(rest) > 0 and rest[0] in _get_bothseps(rest)


def join(path, *paths):
    """The paths one after the other; a rooted one drops what is before it."""
    path = os.fspath(path)
    backslash, seps, colon = _text(path, sep), _get_bothseps(path), _text(path, ":")
    try:
        if not paths:
            path[:0] + backslash
        drive, rest = splitdrive(path)
        for other in map(os.fspath, paths):
            other_drive, other_rest = splitdrive(other)
            if other_rest and other_rest[0] in seps:
                drive, rest = other_drive or drive, other_rest
                continue
            if other_drive and other_drive != drive:
                if other_drive.lower() != drive.lower():
                    drive, rest = other_drive, other_rest
                    continue
                drive = other_drive
            if rest and rest[-1] not in seps:
                rest += backslash
            rest += other_rest
        # a share and a relative path need a separator between them
        if rest and rest[0] not in seps and drive and drive[-1:] != colon:
            return drive + backslash + rest
        return drive + rest
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", path, *paths)
        raise


def splitdrive(p):
    """(drive or share, rest)."""
    p = os.fspath(p)
    if len(p) < 2:
        return p[:0], p
    backslash = _text(p, sep)
    plain = _backslashed(p)
    if plain[:2] == backslash * 2 and plain[2:3] != backslash:
        server_end = plain.find(backslash, 2)
        if server_end < 0:
            return p[:0], p
        share_end = plain.find(backslash, server_end + 1)
        if share_end == server_end + 1:
            return p[:0], p
        if share_end < 0:
            share_end = len(p)
        return p[:share_end], p[share_end:]
    if plain[1:2] == _text(p, ":"):
        return p[:2], p[2:]
    return p[:0], p


def splitunc(p):
    """Deprecated: (share, rest), with an empty share where there is a drive letter."""
    import warnings
    warnings.warn("ntpath.splitunc is deprecated, use ntpath.splitdrive instead",
                  DeprecationWarning, 2)
    drive, rest = splitdrive(p)
    if len(drive) == 2:
        return p[:0], p
    return drive, rest


def split(p):
    """(all before the last part, the last part)."""
    p = os.fspath(p)
    seps = _get_bothseps(p)
    drive, rest = splitdrive(p)
    at = len(rest)
    while at and rest[at - 1] not in seps:
        at -= 1
    head, tail = rest[:at], rest[at:]
    return drive + (head.rstrip(seps) or head), tail


def splitext(p):
    p = os.fspath(p)
    return genericpath._splitext(p, _text(p, sep), _text(p, altsep), _text(p, extsep))


splitext.__doc__ = genericpath._splitext.__doc__


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def islink(path):
    """Whether the path is a symbolic link."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, AttributeError):
        return False


def lexists(path):
    """Whether the path is there, even as a broken link."""
    try:
        os.lstat(path)
    except OSError:
        return False
    return True


def ismount(path):
    """Whether the path is the root of a drive or of a share."""
    path = os.fspath(path)
    seps = _get_bothseps(path)
    path = abspath(path)
    root, rest = splitdrive(path)
    if root and root[0] in seps:
        return not rest or rest in seps
    return rest in seps


def expanduser(path):
    """~ and ~user as the home folder; unchanged where it is not known."""
    path = os.fspath(path)
    tilde = _text(path, "~")
    if not path.startswith(tilde):
        return path
    seps = _get_bothseps(path)
    end = 1
    while end < len(path) and path[end] not in seps:
        end += 1
    env = os.environ
    if "HOME" in env:
        home = env["HOME"]
    elif "USERPROFILE" in env:
        home = env["USERPROFILE"]
    elif "HOMEPATH" in env:
        home = join(env.get("HOMEDRIVE", ""), env["HOMEPATH"])
    else:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    if end != 1:
        home = join(dirname(home), path[1:end])
    return home + path[end:]


_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def expandvars(path):
    """$name, ${name} and %name% as the environment says; nothing inside of ''."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        if b"$" not in path and b"%" not in path:
            return path
        return os.fsencode(_expandvars(os.fsdecode(path), getattr(os, "environb", None)))
    if "$" not in path and "%" not in path:
        return path
    return _expandvars(path, None)


def _expandvars(path, environb):
    def value(name, otherwise):
        try:
            if environb is None:
                return os.environ[name]
            return os.fsdecode(environb[os.fsencode(name)])
        except KeyError:
            return otherwise

    out = []
    at, size = 0, len(path)
    while at < size:
        c = path[at]
        end = at + 1
        if c == "'":
            close = path.find("'", end)
            end = size if close < 0 else close + 1
            out.append(path[at:end])
        elif c in "%$" and path[end:end + 1] == c:
            out.append(c)
            end += 1
        elif c == "%":
            close = path.find("%", end)
            if close < 0:
                end = size
                out.append(path[at:])
            else:
                end = close + 1
                out.append(value(path[at + 1:close], path[at:end]))
        elif c == "$" and path[end:end + 1] == "{":
            close = path.find("}", end)
            if close < 0:
                end = size
                out.append(path[at:])
            else:
                end = close + 1
                out.append(value(path[at + 2:close], path[at:end]))
        elif c == "$":
            while end < size and path[end] in _NAME:
                end += 1
            out.append(value(path[at + 1:end], path[at:end]) if end > at + 1 else c)
        else:
            out.append(c)
        at = end
    return "".join(out)


def normpath(path):
    """Without doubled separators, "." and what ".." takes back."""
    path = os.fspath(path)
    if path.startswith((_text(path, "\\\\.\\"), _text(path, "\\\\?\\"))):
        # names of devices are taken literally
        return path
    backslash, dot, dots = _text(path, sep), _text(path, curdir), _text(path, pardir)
    prefix, rest = splitdrive(_backslashed(path))
    if rest.startswith(backslash):
        prefix += backslash
        rest = rest.lstrip(backslash)
    parts = []
    for part in rest.split(backslash):
        if not part or part == dot:
            continue
        if part == dots:
            if parts and parts[-1] != dots:
                parts.pop()
                continue
            if prefix.endswith(backslash):
                continue
        parts.append(part)
    if not prefix and not parts:
        parts.append(dot)
    return prefix + backslash.join(parts)


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


realpath = abspath


def _parts(path, backslash, dot):
    return [p for p in path.split(backslash) if p and p != dot]


def relpath(path, start=None):
    """The way from start to the path."""
    path = os.fspath(path)
    backslash, dot, dots = _text(path, sep), _text(path, curdir), _text(path, pardir)
    if start is None:
        start = dot
    if not path:
        raise ValueError("no path specified")
    start = os.fspath(start)
    try:
        start_drive, start_rest = splitdrive(abspath(normpath(start)))
        path_drive, path_rest = splitdrive(abspath(normpath(path)))
        if normcase(start_drive) != normcase(path_drive):
            raise ValueError("path is on mount %r, start on mount %r"
                             % (path_drive, start_drive))
        source = [p for p in start_rest.split(backslash) if p]
        target = [p for p in path_rest.split(backslash) if p]
        same = 0
        for a, b in zip(source, target):
            if normcase(a) != normcase(b):
                break
            same += 1
        way = [dots] * (len(source) - same) + target[same:]
        return join(*way) if way else dot
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all the paths begin with."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    backslash, dot = _text(paths[0], sep), _text(paths[0], curdir)
    try:
        # of a mixture of text and bytes the types are the first thing to complain about
        paths[0][:0].join(paths)
        lower = [splitdrive(_backslashed(p).lower()) for p in paths]
        if len({rest[:1] == backslash for _, rest in lower}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        if len({drive for drive, _ in lower}) != 1:
            raise ValueError("Paths don't have the same drive")
        drive, rest = splitdrive(_backslashed(paths[0]))
        shared = _parts(rest, backslash, dot)
        split_paths = [_parts(r, backslash, dot) for _, r in lower]
        low, high = min(split_paths), max(split_paths)
        same = 0
        for a, b in zip(low, high):
            if a != b:
                break
            same += 1
        root = drive + backslash if rest.startswith(backslash) else drive
        return root + backslash.join(shared[:same])
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise


try:
    from nt import _isdir as isdir
except ImportError:
    pass
