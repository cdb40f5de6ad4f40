"""What the path modules of all systems have in common."""

import os
import stat

__all__ = ["commonprefix", "exists", "getatime", "getctime", "getmtime",
           "getsize", "isdir", "isfile", "samefile", "sameopenfile",
           "samestat"]


def exists(path):
    """Whether there is such a file; False for a broken link."""
    try:
        os.stat(path)
    except OSError:
        return False
    return True


def isfile(path):
    """Whether it is a regular file."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def isdir(s):
    """Whether it is a directory."""
    try:
        return stat.S_ISDIR(os.stat(s).st_mode)
    except OSError:
        return False


def getsize(filename):
    """The size of a file."""
    return os.stat(filename).st_size


def getmtime(filename):
    """When a file was changed."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """When a file was read."""
    return os.stat(filename).st_atime


def getctime(filename):
    """When a file's metadata were changed."""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """The longest prefix that all have."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def samestat(s1, s2):
    """Whether two stat results are of one file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Whether two names are of one file."""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Whether two descriptors are of one file."""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    start = p.rfind(sep)
    if altsep:
        start = max(start, p.rfind(altsep))
    dot = p.rfind(extsep)
    if dot > start and p[start + 1:dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    kinds = set()
    for s in args:
        if isinstance(s, str):
            kinds.add(str)
        elif isinstance(s, bytes):
            kinds.add(bytes)
        else:
            raise TypeError("%s() argument must be str or bytes, not %r"
                            % (funcname, s.__class__.__name__)) from None
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None
