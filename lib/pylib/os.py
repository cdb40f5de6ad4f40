"""The operating system: files, processes, the environment."""

import abc
import sys
import stat as st
import posixpath as path
import posix
from posix import *

sys.modules["os.path"] = path
from os.path import (curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull)

name = "posix"
linesep = "\n"

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep",
           "defpath", "name", "path", "devnull", "SEEK_SET", "SEEK_CUR",
           "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen",
           "popen", "extsep", "makedirs", "removedirs", "renames", "walk",
           "environ", "environb", "getenv", "getenvb", "supports_bytes_environ",
           "PathLike", "supports_dir_fd", "supports_effective_ids",
           "supports_fd", "supports_follow_symlinks"]
__all__ += [n for n in dir(posix) if n[:1] != "_"]

try:
    from posix import _exit
    __all__.append("_exit")
except ImportError:
    pass

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


def _supporting(*names):
    return {globals()[n] for n in names if n in globals()}


supports_dir_fd = _supporting("access", "chmod", "chown", "stat", "link", "mkdir", "mkfifo",
                              "mknod", "open", "readlink", "rename", "symlink", "unlink",
                              "rmdir", "utime")
supports_effective_ids = _supporting("access")
supports_fd = _supporting("chdir", "chmod", "chown", "listdir", "execve", "stat", "statvfs",
                          "truncate", "utime", "pathconf", "scandir")
supports_follow_symlinks = _supporting("access", "chown", "stat", "link", "utime")
if "HAVE_OPENAT" not in posix._have_functions:
    # a host without a kernel takes paths
    supports_dir_fd = supports_effective_ids = set()
    supports_fd = _supporting("stat", "truncate")
    supports_follow_symlinks = _supporting("stat")


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory with all that lead to it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        here = bytes(curdir, "ASCII") if isinstance(tail, bytes) else curdir
        if tail == here:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a directory, and those that lead to it while they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making and removing directories as needed."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Triples of a directory, its directories and its files, for a whole
    tree."""
    top = fspath(top)
    dirs, nondirs, below = [], [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        try:
            is_dir = entry.is_dir()
        except OSError:
            is_dir = False
        (dirs if is_dir else nondirs).append(entry.name)
        if not topdown and is_dir:
            try:
                link = entry.is_symlink()
            except OSError:
                link = False
            if followlinks or not link:
                below.append(entry.path)
    if topdown:
        yield top, dirs, nondirs
        for name in dirs:
            sub = path.join(top, name)
            if followlinks or not path.islink(sub):
                yield from walk(sub, topdown, onerror, followlinks)
    else:
        for sub in below:
            yield from walk(sub, topdown, onerror, followlinks)
        yield top, dirs, nondirs


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """Like walk(), with a descriptor of the folder as a fourth item: (path, folders, files, fd).

    The descriptor is closed when the next tuple is asked for. Folders are
    opened by their parent's descriptor, so that what changes above them does
    not matter.
    """
    if not isinstance(top, int) or not hasattr(top, "__index__"):
        top = fspath(top)
    # a symbolic link put in the folder's place in between is not followed
    seen = stat(top, follow_symlinks=False, dir_fd=dir_fd)
    top_fd = open(top, O_RDONLY, dir_fd=dir_fd)
    try:
        if follow_symlinks or (st.S_ISDIR(seen.st_mode) and path.samestat(seen, stat(top_fd))):
            yield from _fwalk(top_fd, top, topdown, onerror, follow_symlinks)
    finally:
        close(top_fd)


def _fwalk(top_fd, top, topdown, onerror, follow_symlinks):
    dirs, nondirs = [], []
    for name in listdir(top_fd):
        try:
            is_dir = st.S_ISDIR(stat(name, dir_fd=top_fd).st_mode)
        except OSError:
            # a link to nothing is a file
            try:
                if not st.S_ISLNK(stat(name, dir_fd=top_fd, follow_symlinks=False).st_mode):
                    continue
            except OSError:
                continue
            is_dir = False
        (dirs if is_dir else nondirs).append(name)
    if topdown:
        yield top, dirs, nondirs, top_fd
    for name in dirs:
        try:
            seen = stat(name, dir_fd=top_fd, follow_symlinks=follow_symlinks)
            fd = open(name, O_RDONLY, dir_fd=top_fd)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        try:
            if follow_symlinks or path.samestat(seen, stat(fd)):
                yield from _fwalk(fd, path.join(top, name), topdown, onerror, follow_symlinks)
        finally:
            close(fd)
    if not topdown:
        yield top, dirs, nondirs, top_fd


__all__.append("fwalk")


def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    _execvpe(file, args)


def execvpe(file, args, env):
    _execvpe(file, args, env)


__all__ += ["execl", "execle", "execlp", "execlpe", "execvp", "execvpe"]


def _execvpe(file, args, env=None):
    run, rest = (execv, (args,)) if env is None else (execve, (args, env))
    if path.dirname(file):
        run(file, *rest)
        return
    problem = None
    for directory in get_exec_path(env):
        try:
            run(path.join(directory, file), *rest)
        except (FileNotFoundError, NotADirectoryError) as e:
            last = e
        except OSError as e:
            last = e
            problem = problem or e
    raise problem or last


def get_exec_path(env=None):
    """The directories of PATH."""
    if env is None:
        env = environ
    found = env.get("PATH")
    if found is None and b"PATH" in env:
        found = env[b"PATH"]
    if isinstance(found, bytes):
        found = fsdecode(found)
    return (defpath if found is None else found).split(pathsep)


from _collections_abc import MutableMapping


class _Environ(MutableMapping):
    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue, putenv, unsetenv):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self.putenv = putenv
        self.unsetenv = unsetenv
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        self.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        self.unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return "environ({{{}}})".format(", ".join(
            ["{!r}: {!r}".format(self.decodekey(k), self.decodevalue(v))
             for k, v in self._data.items()]))

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]


def _nothing(*args):
    return None


_putenv = globals().get("putenv", _nothing)
_unsetenv = globals().get("unsetenv", _nothing)


def _encode(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode(sys.getfilesystemencoding(), "surrogateescape")


def _decode(value):
    return value.decode(sys.getfilesystemencoding(), "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _encode, _decode, _encode, _decode, _putenv, _unsetenv)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes, _putenv, _unsetenv)
supports_bytes_environ = True
del _nothing


def getenv(key, default=None):
    """A variable of the environment, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """A variable of the environment as bytes, or the default."""
    return environb.get(key, default)


def fsencode(filename):
    """A file name as bytes."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode(sys.getfilesystemencoding(), "surrogateescape")
    return filename


def fsdecode(filename):
    """A file name as str."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode(sys.getfilesystemencoding(), "surrogateescape")
    return filename


P_WAIT, P_NOWAIT = 0, 1
P_NOWAITO = P_NOWAIT
__all__ += ["P_WAIT", "P_NOWAIT", "P_NOWAITO"]


def _spawn(mode, candidates, args, env):
    """Start the first file of candidates that can be started.

    With P_WAIT its exit status (or minus its signal), else its process id.
    """
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    import _posixsubprocess
    env_list = None
    if env is not None:
        env_list = []
        for key, value in env.items():
            key, value = fsencode(key), fsencode(value)
            if b"=" in key:
                raise ValueError("illegal environment variable name")
            env_list.append(key + b"=" + value)
    problem_read, problem_write = pipe()
    try:
        try:
            pid = _posixsubprocess.fork_exec(
                [fsencode(arg) for arg in args], tuple(map(fsencode, candidates)), False,
                (problem_write,), None, env_list, -1, -1, -1, -1, -1, -1,
                problem_read, problem_write, False, False, None)
        finally:
            close(problem_write)
        failed = read(problem_read, 1000)
    finally:
        close(problem_read)
    if failed:
        # in CPython a child ends like this that cannot execute the file
        if mode == P_WAIT:
            return 127
        return _spawn(mode, ["/bin/sh"], ["sh", "-c", "exit 127"], None)
    while mode == P_WAIT:
        status = waitpid(pid, 0)[1]
        if WIFSIGNALED(status):
            return -WTERMSIG(status)
        if WIFEXITED(status):
            return WEXITSTATUS(status)
    return pid


def _on_path(file, env):
    """Where a program may be."""
    file = fsdecode(file)
    if path.dirname(file):
        return [file]
    return [path.join(directory, file) for directory in get_exec_path(env)]


def spawnv(mode, file, args):
    """Run a program with these arguments, as a new process."""
    return _spawn(mode, [file], args, None)


def spawnve(mode, file, args, env):
    """The same with an environment."""
    return _spawn(mode, [file], args, env)


def spawnvp(mode, file, args):
    """The same, of a program that is looked for in PATH."""
    return _spawn(mode, _on_path(file, None), args, None)


def spawnvpe(mode, file, args, env):
    """The same with an environment, of a program that is looked for in PATH."""
    return _spawn(mode, _on_path(file, env), args, env)


def spawnl(mode, file, *args):
    """spawnv() with the arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnve() with the arguments one by one, and the environment last."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnvp() with the arguments one by one."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnvpe() with the arguments one by one, and the environment last."""
    return spawnvpe(mode, file, args[:-1], args[-1])


__all__ += ["spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp",
            "spawnlpe"]


def popen(cmd, mode="r", buffering=-1):
    """A pipe to or from a command."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    import io
    if mode == "r":
        proc = subprocess.Popen(cmd, shell=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(io.TextIOWrapper(proc.stdout), proc)
    proc = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(io.TextIOWrapper(proc.stdin), proc)


class _wrap_close:
    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        return status << 8 if status else None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def fdopen(fd, *args, **kwargs):
    """A file object of a descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, *args, **kwargs)


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        text = kind.__fspath__(path)
    except AttributeError:
        if hasattr(kind, "__fspath__"):
            raise
        raise TypeError("expected str, bytes or os.PathLike object, not " + kind.__name__)
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError("expected {}.__fspath__() to return str or bytes, not {}"
                    .format(kind.__name__, type(text).__name__))


if "fspath" not in globals():
    fspath = _fspath
    fspath.__name__ = "fspath"


class PathLike(abc.ABC):
    """What stands for a path in the file system."""

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "__fspath__")
