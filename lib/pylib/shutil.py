"""Files and folders: copy, move, delete; archives."""

import collections
import errno
import fnmatch
import os
import stat
import sys

try:
    import zlib
    del zlib
    _ZLIB_SUPPORTED = True
except ImportError:
    _ZLIB_SUPPORTED = False

try:
    import bz2
    del bz2
    _BZ2_SUPPORTED = True
except ImportError:
    _BZ2_SUPPORTED = False

try:
    import lzma
    del lzma
    _LZMA_SUPPORTED = True
except ImportError:
    _LZMA_SUPPORTED = False

try:
    from pwd import getpwnam
except ImportError:
    getpwnam = None

try:
    from grp import getgrnam
except ImportError:
    getgrnam = None

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree",
           "move", "rmtree", "Error", "SpecialFileError", "ExecError", "make_archive",
           "get_archive_formats", "register_archive_format", "unregister_archive_format",
           "get_unpack_formats", "register_unpack_format", "unregister_unpack_format",
           "unpack_archive", "ignore_patterns", "chown", "which", "get_terminal_size",
           "SameFileError", "disk_usage"]


class Error(OSError):
    """The base of the errors of copying."""


class SameFileError(Error):
    """The source is the destination."""


class SpecialFileError(OSError):
    """What cannot be done with a named pipe."""


class ExecError(OSError):
    """A command that could not be run."""


class ReadError(OSError):
    """An archive that cannot be read."""


class RegistryError(Exception):
    """A format that cannot be registered."""


def copyfileobj(fsrc, fdst, length=16 * 1024):
    """Copy from one file object to another."""
    while True:
        data = fsrc.read(length)
        if not data:
            break
        fdst.write(data)


def _samefile(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy what is in a file; dst."""
    if _samefile(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    for path in (src, dst):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            # dst need not exist, and open() complains of src
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError("`%s` is a named pipe" % path)
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
    else:
        with open(src, "rb") as fsrc:
            with open(dst, "wb") as fdst:
                copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permissions."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        if not hasattr(os, "lchmod"):
            return
        get, set_ = os.lstat, os.lchmod
    else:
        get, set_ = os.stat, os.chmod
    set_(dst, stat.S_IMODE(get(src).st_mode))


if hasattr(os, "listxattr"):
    def _copyxattr(src, dst, *, follow_symlinks=True):
        try:
            names = os.listxattr(src, follow_symlinks=follow_symlinks)
        except OSError as e:
            if e.errno not in (errno.ENOTSUP, errno.ENODATA, errno.EINVAL):
                raise
            return
        for name in names:
            try:
                value = os.getxattr(src, name, follow_symlinks=follow_symlinks)
                os.setxattr(dst, name, value, follow_symlinks=follow_symlinks)
            except OSError as e:
                if e.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENODATA, errno.EINVAL):
                    raise
else:
    def _copyxattr(*args, **kwargs):
        pass


def copystat(src, dst, *, follow_symlinks=True):
    """Copy the permissions, times, flags and extended attributes."""
    follow = follow_symlinks or not (os.path.islink(src) and os.path.islink(dst))

    def call(name, *args, **kwargs):
        # a function that cannot keep to the link itself must not touch its target
        function = getattr(os, name, None)
        if function is None or not follow and function not in os.supports_follow_symlinks:
            return None
        return function(*args, follow_symlinks=follow, **kwargs)

    found = call("stat", src)
    call("utime", dst, ns=(found.st_atime_ns, found.st_mtime_ns))
    _copyxattr(src, dst, follow_symlinks=follow)
    try:
        call("chmod", dst, stat.S_IMODE(found.st_mode))
    except NotImplementedError:
        # chmod() may know the argument, and the system not
        pass
    if hasattr(found, "st_flags"):
        try:
            call("chflags", dst, found.st_flags)
        except OSError as why:
            if why.errno not in (getattr(errno, "EOPNOTSUPP", None),
                                 getattr(errno, "ENOTSUP", None)):
                raise


def copy(src, dst, *, follow_symlinks=True):
    """Copy a file and its permissions; dst may be a folder. The path of the copy."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy a file and all that copystat() copies; dst may be a folder. The path of the copy."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """An ignore function for copytree()."""

    def _ignore_patterns(path, names):
        ignored = set()
        for pattern in patterns:
            ignored.update(fnmatch.filter(names, pattern))
        return ignored

    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False):
    """Copy a folder and all in it; dst must not exist. dst."""
    names = os.listdir(src)
    ignored = set() if ignore is None else ignore(src, names)
    os.makedirs(dst)
    errors = []
    for name in names:
        if name in ignored:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        try:
            if os.path.islink(source):
                place = os.readlink(source)
                if symlinks:
                    os.symlink(place, target)
                    copystat(source, target, follow_symlinks=False)
                    continue
                if ignore_dangling_symlinks and not os.path.exists(place):
                    continue
            if os.path.isdir(source):
                copytree(source, target, symlinks, ignore, copy_function)
            else:
                copy_function(source, target)
        except Error as err:
            errors.extend(err.args[0])
        except OSError as why:
            errors.append((source, target, str(why)))
    try:
        copystat(src, dst)
    except OSError as why:
        # Windows does not take the times of folders
        if getattr(why, "winerror", None) is None:
            errors.append((src, dst, str(why)))
    if errors:
        raise Error(errors)
    return dst


def _rmtree_unsafe(path, onerror):
    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
    except OSError:
        onerror(os.path.islink, path, sys.exc_info())
        return
    names = []
    try:
        names = os.listdir(path)
    except OSError:
        onerror(os.listdir, path, sys.exc_info())
    for name in names:
        inner = os.path.join(path, name)
        try:
            mode = os.lstat(inner).st_mode
        except OSError:
            mode = 0
        if stat.S_ISDIR(mode):
            _rmtree_unsafe(inner, onerror)
        else:
            try:
                os.unlink(inner)
            except OSError:
                onerror(os.unlink, inner, sys.exc_info())
    try:
        os.rmdir(path)
    except OSError:
        onerror(os.rmdir, path, sys.exc_info())


def _rmtree_safe_fd(topfd, path, onerror):
    # by descriptors, so that nobody can put a link in a folder's place meanwhile
    names = []
    try:
        names = os.listdir(topfd)
    except OSError as err:
        err.filename = path
        onerror(os.listdir, path, sys.exc_info())
    for name in names:
        inner = os.path.join(path, name)
        try:
            before = os.stat(name, dir_fd=topfd, follow_symlinks=False)
            is_dir = stat.S_ISDIR(before.st_mode)
        except OSError:
            is_dir = False
        if not is_dir:
            try:
                os.unlink(name, dir_fd=topfd)
            except OSError:
                onerror(os.unlink, inner, sys.exc_info())
            continue
        try:
            fd = os.open(name, os.O_RDONLY, dir_fd=topfd)
        except OSError:
            onerror(os.open, inner, sys.exc_info())
            continue
        try:
            if os.path.samestat(before, os.fstat(fd)):
                _rmtree_safe_fd(fd, inner, onerror)
                try:
                    os.rmdir(name, dir_fd=topfd)
                except OSError:
                    onerror(os.rmdir, inner, sys.exc_info())
            else:
                try:
                    raise OSError("Cannot call rmtree on a symbolic link")
                except OSError:
                    onerror(os.path.islink, inner, sys.exc_info())
        finally:
            os.close(fd)


_use_fd_functions = ({os.open, os.stat, os.unlink, os.rmdir} <= os.supports_dir_fd
                     and os.listdir in os.supports_fd and os.stat in os.supports_follow_symlinks)


def rmtree(path, ignore_errors=False, onerror=None):
    """Delete a folder and all in it; onerror(function, path, excinfo) may take the errors."""
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    if not _use_fd_functions:
        return _rmtree_unsafe(path, onerror)
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    try:
        before = os.lstat(path)
    except Exception:
        onerror(os.lstat, path, sys.exc_info())
        return
    try:
        fd = os.open(path, os.O_RDONLY)
    except Exception:
        onerror(os.lstat, path, sys.exc_info())
        return
    try:
        if os.path.samestat(before, os.fstat(fd)):
            _rmtree_safe_fd(fd, path, onerror)
            try:
                os.rmdir(path)
            except OSError:
                onerror(os.rmdir, path, sys.exc_info())
        else:
            try:
                raise OSError("Cannot call rmtree on a symbolic link")
            except OSError:
                onerror(os.path.islink, path, sys.exc_info())
    finally:
        os.close(fd)


# tests of programs look at this to know whether links can play tricks
rmtree.avoids_symlink_attacks = _use_fd_functions


def _basename(path):
    # the last part also of a path that ends with a slash
    return os.path.basename(path.rstrip(os.path.sep + (os.path.altsep or "")))


def move(src, dst, copy_function=copy2):
    """Move a file or folder, into dst if that is a folder; the new path."""
    target = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            # a change of upper and lower case on a file system that does not tell them apart
            os.rename(src, dst)
            return
        target = os.path.join(dst, _basename(src))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            if _destinsrc(src, dst):
                raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def _destinsrc(src, dst):
    src, dst = [path if path.endswith(os.path.sep) else path + os.path.sep
                for path in (os.path.abspath(src), os.path.abspath(dst))]
    return dst.startswith(src)


def _get_gid(name):
    if getgrnam is None or name is None:
        return None
    try:
        return getgrnam(name)[2]
    except KeyError:
        return None


def _get_uid(name):
    if getpwnam is None or name is None:
        return None
    try:
        return getpwnam(name)[2]
    except KeyError:
        return None


def _make_folder_of(path, dry_run, logger):
    folder = os.path.dirname(path)
    if folder and not os.path.exists(folder):
        if logger is not None:
            logger.info("creating %s", folder)
        if not dry_run:
            os.makedirs(folder)


def _make_tarball(base_name, base_dir, compress="gzip", verbose=0, dry_run=0, owner=None,
                  group=None, logger=None):
    suffixes = {None: ("", "")}
    if _ZLIB_SUPPORTED:
        suffixes["gzip"] = ("gz", ".gz")
    if _BZ2_SUPPORTED:
        suffixes["bzip2"] = ("bz2", ".bz2")
    if _LZMA_SUPPORTED:
        suffixes["xz"] = ("xz", ".xz")
    if compress not in suffixes:
        raise ValueError("bad value for 'compress', or compression format not supported : {0}"
                         .format(compress))
    mode, suffix = suffixes[compress]
    import tarfile
    archive_name = base_name + ".tar" + suffix
    _make_folder_of(archive_name, dry_run, logger)
    if logger is not None:
        logger.info("Creating tar archive")
    uid, gid = _get_uid(owner), _get_gid(group)

    def owned(tarinfo):
        if gid is not None:
            tarinfo.gid, tarinfo.gname = gid, group
        if uid is not None:
            tarinfo.uid, tarinfo.uname = uid, owner
        return tarinfo

    if not dry_run:
        with tarfile.open(archive_name, "w|" + mode) as tar:
            tar.add(base_dir, filter=owned)
    return archive_name


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None):
    import zipfile
    zip_filename = base_name + ".zip"
    _make_folder_of(base_name, dry_run, logger)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", zip_filename, base_dir)
    if dry_run:
        return zip_filename
    with zipfile.ZipFile(zip_filename, "w", compression=zipfile.ZIP_DEFLATED) as zf:

        def add(path):
            zf.write(path, path)
            if logger is not None:
                logger.info("adding '%s'", path)

        top = os.path.normpath(base_dir)
        if top != os.curdir:
            add(top)
        for folder, dirnames, filenames in os.walk(base_dir):
            for name in sorted(dirnames):
                add(os.path.normpath(os.path.join(folder, name)))
            for name in filenames:
                path = os.path.normpath(os.path.join(folder, name))
                if os.path.isfile(path):
                    add(path)
    return zip_filename


_ARCHIVE_FORMATS = {"tar": (_make_tarball, [("compress", None)], "uncompressed tar file")}
if _ZLIB_SUPPORTED:
    _ARCHIVE_FORMATS["gztar"] = (_make_tarball, [("compress", "gzip")], "gzip'ed tar-file")
    _ARCHIVE_FORMATS["zip"] = (_make_zipfile, [], "ZIP file")
if _BZ2_SUPPORTED:
    _ARCHIVE_FORMATS["bztar"] = (_make_tarball, [("compress", "bzip2")], "bzip2'ed tar-file")
if _LZMA_SUPPORTED:
    _ARCHIVE_FORMATS["xztar"] = (_make_tarball, [("compress", "xz")], "xz'ed tar-file")


def get_archive_formats():
    """Pairs of names and descriptions of what make_archive() can make."""
    return sorted([(name, entry[2]) for name, entry in _ARCHIVE_FORMATS.items()])


def register_archive_format(name, function, extra_args=None, description=""):
    """Teach make_archive() a format."""
    if extra_args is None:
        extra_args = []
    if not callable(function):
        raise TypeError("The %s object is not callable" % function)
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError("extra_args needs to be a sequence")
    for element in extra_args:
        if not isinstance(element, (tuple, list)) or len(element) != 2:
            raise TypeError("extra_args elements are : (arg_name, value)")
    _ARCHIVE_FORMATS[name] = (function, extra_args, description)


def unregister_archive_format(name):
    """Forget a format."""
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0,
                 owner=None, group=None, logger=None):
    """Make an archive of base_dir as seen from root_dir; its name."""
    back = os.getcwd()
    if root_dir is not None:
        if logger is not None:
            logger.debug("changing into '%s'", root_dir)
        base_name = os.path.abspath(base_name)
        if not dry_run:
            os.chdir(root_dir)
    kwargs = {"dry_run": dry_run, "logger": logger}
    try:
        function, extra_args, _description = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError("unknown archive format '%s'" % format) from None
    kwargs.update(extra_args)
    if format != "zip":
        kwargs["owner"] = owner
        kwargs["group"] = group
    try:
        return function(base_name, os.curdir if base_dir is None else base_dir, **kwargs)
    finally:
        if root_dir is not None:
            if logger is not None:
                logger.debug("changing back to '%s'", back)
            os.chdir(back)


def get_unpack_formats():
    """Triples of names, extensions and descriptions of what unpack_archive() can read."""
    return sorted([(name, entry[0], entry[3]) for name, entry in _UNPACK_FORMATS.items()])


def _check_unpack_options(extensions, function, extra_args):
    known = {}
    for name, entry in _UNPACK_FORMATS.items():
        for extension in entry[0]:
            known[extension] = name
    for extension in extensions:
        if extension in known:
            raise RegistryError('%s is already registered for "%s"'
                                % (extension, known[extension]))
    if not callable(function):
        raise TypeError("The registered function must be a callable")


def register_unpack_format(name, extensions, function, extra_args=None, description=""):
    """Teach unpack_archive() a format."""
    if extra_args is None:
        extra_args = []
    _check_unpack_options(extensions, function, extra_args)
    _UNPACK_FORMATS[name] = extensions, function, extra_args, description


def unregister_unpack_format(name):
    """Forget a format."""
    del _UNPACK_FORMATS[name]


def _ensure_directory(path):
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError("%s is not a zip file" % filename)
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            name = info.filename
            # nothing may get out of the folder
            if name.startswith("/") or ".." in name:
                continue
            target = os.path.join(extract_dir, *name.split("/"))
            if not target:
                continue
            _ensure_directory(target)
            if not name.endswith("/"):
                with open(target, "wb") as f:
                    f.write(archive.read(info.filename))


def _unpack_tarfile(filename, extract_dir):
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError("%s is not a compressed or uncompressed tar file" % filename)
    try:
        archive.extractall(extract_dir)
    finally:
        archive.close()


_UNPACK_FORMATS = {"tar": ([".tar"], _unpack_tarfile, [], "uncompressed tar file"),
                   "zip": ([".zip"], _unpack_zipfile, [], "ZIP file")}
if _ZLIB_SUPPORTED:
    _UNPACK_FORMATS["gztar"] = ([".tar.gz", ".tgz"], _unpack_tarfile, [], "gzip'ed tar-file")
if _BZ2_SUPPORTED:
    _UNPACK_FORMATS["bztar"] = ([".tar.bz2", ".tbz2"], _unpack_tarfile, [], "bzip2'ed tar-file")
if _LZMA_SUPPORTED:
    _UNPACK_FORMATS["xztar"] = ([".tar.xz", ".txz"], _unpack_tarfile, [], "xz'ed tar-file")


def _find_unpack_format(filename):
    for name, entry in _UNPACK_FORMATS.items():
        for extension in entry[0]:
            if filename.endswith(extension):
                return name
    return None


def unpack_archive(filename, extract_dir=None, format=None):
    """Unpack an archive, into the current folder by default."""
    if extract_dir is None:
        extract_dir = os.getcwd()
    if format is None:
        format = _find_unpack_format(filename)
        if format is None:
            raise ReadError("Unknown archive format '{0}'".format(filename))
    elif format not in _UNPACK_FORMATS:
        raise ValueError("Unknown unpack format '{0}'".format(format)) from None
    _extensions, function, extra_args, _description = _UNPACK_FORMATS[format]
    function(filename, extract_dir, **dict(extra_args))


if hasattr(os, "statvfs"):
    _ntuple_diskusage = collections.namedtuple("usage", "total used free")
    _ntuple_diskusage.total.__doc__ = "Total space in bytes"
    _ntuple_diskusage.used.__doc__ = "Used space in bytes"
    _ntuple_diskusage.free.__doc__ = "Free space in bytes"

    def disk_usage(path):
        """The total, used and free bytes of the file system of a path."""
        st = os.statvfs(path)
        return _ntuple_diskusage(st.f_blocks * st.f_frsize,
                                 (st.f_blocks - st.f_bfree) * st.f_frsize,
                                 st.f_bavail * st.f_frsize)


def chown(path, user=None, group=None):
    """Change the owner and the group of a path, by name or number."""
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    uid = gid = -1
    if user is not None:
        uid = user if isinstance(user, int) else _get_uid(user)
        if uid is None:
            raise LookupError("no such user: {!r}".format(user))
    if group is not None:
        gid = group if isinstance(group, int) else _get_gid(group)
        if gid is None:
            raise LookupError("no such group: {!r}".format(group))
    os.chown(path, uid, gid)


def get_terminal_size(fallback=(80, 24)):
    """The size of the terminal, from COLUMNS and LINES or the terminal itself."""
    sizes = []
    for name in ("COLUMNS", "LINES"):
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    columns, lines = sizes
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            # closed, replaced, or no terminal
            size = os.terminal_size(fallback)
        columns = columns if columns > 0 else size.columns
        lines = lines if lines > 0 else size.lines
    return os.terminal_size((columns, lines))


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of a command, or None."""

    def usable(name):
        return os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)

    if os.path.dirname(cmd):
        return cmd if usable(cmd) else None
    if path is None:
        path = os.environ.get("PATH", os.defpath)
    if not path:
        return None
    tried = set()
    for folder in path.split(os.pathsep):
        key = os.path.normcase(folder)
        if key not in tried:
            tried.add(key)
            name = os.path.join(folder, cmd)
            if usable(name):
                return name
    return None
