"""File names by patterns: glob, iglob, escape."""

import fnmatch
import os
import re

__all__ = ["glob", "iglob", "escape"]

magic_check = re.compile("([*?[])")
magic_check_bytes = re.compile(b"([*?[])")


def glob(pathname, *, recursive=False):
    """The paths that match; with recursive, ** stands for any number of folders."""
    return list(iglob(pathname, recursive=recursive))


def iglob(pathname, *, recursive=False):
    """The paths that match, one by one."""
    found = _iglob(pathname, recursive, False)
    if recursive and _isrecursive(pathname):
        # ** matches nothing too, which is no path
        assert not next(found)
    return found


def _iglob(pathname, recursive, dironly):
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        assert not dironly
        # a path that ends with a slash must be a folder
        if os.path.lexists(pathname) if basename else os.path.isdir(dirname):
            yield pathname
        return
    if recursive and _isrecursive(basename):
        inside = _glob2
    elif has_magic(basename):
        inside = _glob1
    else:
        inside = _glob0
    if not dirname:
        yield from inside(dirname, basename, dironly)
        return
    # split() leaves a root as it is
    if dirname != pathname and has_magic(dirname):
        folders = _iglob(dirname, recursive, True)
    else:
        folders = [dirname]
    for folder in folders:
        for name in inside(folder, basename, dironly):
            yield os.path.join(folder, name)


def _glob1(dirname, pattern, dironly):
    names = list(_iterdir(dirname, dironly))
    if not _ishidden(pattern):
        names = [name for name in names if not _ishidden(name)]
    return fnmatch.filter(names, pattern)


def _glob0(dirname, basename, dironly):
    if basename:
        found = os.path.lexists(os.path.join(dirname, basename))
    else:
        found = os.path.isdir(dirname)
    return [basename] if found else []


def glob0(dirname, pattern):
    return _glob0(dirname, pattern, False)


def glob1(dirname, pattern):
    return _glob1(dirname, pattern, False)


def _glob2(dirname, pattern, dironly):
    assert _isrecursive(pattern)
    yield pattern[:0]
    yield from _rlistdir(dirname, dironly)


def _iterdir(dirname, dironly):
    if not dirname:
        dirname = os.curdir if isinstance(dirname, str) else bytes(os.curdir, "ASCII")
    try:
        with os.scandir(dirname) as entries:
            for entry in entries:
                try:
                    if not dironly or entry.is_dir():
                        yield entry.name
                except OSError:
                    pass
    except OSError:
        return


def _rlistdir(dirname, dironly):
    for name in list(_iterdir(dirname, dironly)):
        if not _ishidden(name):
            yield name
            path = os.path.join(dirname, name) if dirname else name
            for inner in _rlistdir(path, dironly):
                yield os.path.join(name, inner)


def has_magic(s):
    """Whether a path has a wildcard."""
    check = magic_check_bytes if isinstance(s, bytes) else magic_check
    return check.search(s) is not None


def _ishidden(path):
    return path[0] in (".", b"."[0])


def _isrecursive(pattern):
    return pattern == (b"**" if isinstance(pattern, bytes) else "**")


def escape(pathname):
    """A pattern that matches just this path."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + magic_check_bytes.sub(rb"[\1]", pathname)
    return drive + magic_check.sub(r"[\1]", pathname)
