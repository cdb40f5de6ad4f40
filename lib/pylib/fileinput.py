"""Lines of several files, or of standard input."""

import os
import sys

__all__ = ["input", "close", "nextfile", "filename", "lineno", "filelineno", "fileno",
           "isfirstline", "isstdin", "FileInput", "hook_compressed", "hook_encoded"]

_state = None


def input(files=None, inplace=False, backup="", bufsize=0, mode="r", openhook=None):
    """Start to read files, those of sys.argv by default; an iterator of lines."""
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, bufsize, mode, openhook)
    return _state


def close():
    """Stop."""
    global _state
    state, _state = _state, None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError("no active input()")
    return _state


def nextfile():
    """Skip the rest of the file."""
    return _active().nextfile()


def filename():
    """The name of the file."""
    return _active().filename()


def lineno():
    """The number of the line, over all files."""
    return _active().lineno()


def filelineno():
    """The number of the line in its file."""
    return _active().filelineno()


def fileno():
    """The descriptor of the file, or -1."""
    return _active().fileno()


def isfirstline():
    """Whether the line is the first of its file."""
    return _active().isfirstline()


def isstdin():
    """Whether the line came from standard input."""
    return _active().isstdin()


class FileInput:
    """Reads lines of several files; with inplace, print() goes to the file."""

    def __init__(self, files=None, inplace=False, backup="", bufsize=0, mode="r",
                 openhook=None):
        if isinstance(files, str):
            files = (files,)
        else:
            files = tuple(sys.argv[1:] if files is None else files) or ("-",)
        self._files = files
        self._inplace = inplace
        self._backup = backup
        if bufsize:
            import warnings
            warnings.warn("bufsize is deprecated and ignored", DeprecationWarning, stacklevel=2)
        self._savestdout = None
        self._output = None
        self._filename = None
        self._startlineno = 0
        self._filelineno = 0
        self._file = None
        self._isstdin = False
        self._backupfilename = None
        if mode not in ("r", "rU", "U", "rb"):
            raise ValueError("FileInput opening mode must be one of 'r', 'rU', 'U' and 'rb'")
        if "U" in mode:
            import warnings
            warnings.warn("'U' mode is deprecated", DeprecationWarning, 2)
        self._mode = mode
        if openhook:
            if inplace:
                raise ValueError("FileInput cannot use an opening hook in inplace mode")
            if not callable(openhook):
                raise ValueError("FileInput openhook must be callable")
        self._openhook = openhook

    def __del__(self):
        self.close()

    def close(self):
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self._next_line()
        if not line:
            raise StopIteration
        return line

    def __getitem__(self, i):
        if i != self.lineno():
            raise RuntimeError("accessing lines out of order")
        try:
            return self.__next__()
        except StopIteration:
            raise IndexError("end of input reached")

    def nextfile(self):
        savestdout, self._savestdout = self._savestdout, None
        if savestdout:
            sys.stdout = savestdout
        output, self._output = self._output, None
        try:
            if output:
                output.close()
        finally:
            file, self._file = self._file, None
            try:
                # what _readline was bound to
                del self._readline
            except AttributeError:
                pass
            try:
                if file and not self._isstdin:
                    file.close()
            finally:
                backup, self._backupfilename = self._backupfilename, None
                if backup and not self._backup:
                    try:
                        os.unlink(backup)
                    except OSError:
                        pass
                self._isstdin = False

    def _next_line(self):
        while True:
            line = self._readline()
            if line:
                self._filelineno += 1
                return line
            if not self._file:
                return line
            self.nextfile()

    def readline(self):
        """The next line, or an empty one at the end."""
        return self._next_line()

    def _readline(self):
        # opens the next file, and is then hidden by that file's readline
        if not self._files:
            return b"" if "b" in self._mode else ""
        self._filename, self._files = self._files[0], self._files[1:]
        self._startlineno = self.lineno()
        self._filelineno = 0
        self._file = None
        self._isstdin = False
        self._backupfilename = 0
        if self._filename == "-":
            self._filename = "<stdin>"
            self._file = getattr(sys.stdin, "buffer", sys.stdin) if "b" in self._mode else sys.stdin
            self._isstdin = True
        elif self._inplace:
            self._open_inplace()
        elif self._openhook:
            self._file = self._openhook(self._filename, self._mode)
        else:
            self._file = open(self._filename, self._mode)
        self._readline = self._file.readline
        return self._readline()

    def _open_inplace(self):
        self._backupfilename = self._filename + (self._backup or ".bak")
        try:
            os.unlink(self._backupfilename)
        except OSError:
            pass
        os.rename(self._filename, self._backupfilename)
        self._file = open(self._backupfilename, self._mode)
        try:
            perm = os.fstat(self._file.fileno()).st_mode
        except OSError:
            self._output = open(self._filename, "w")
        else:
            flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            self._output = os.fdopen(os.open(self._filename, flags, perm), "w")
            try:
                os.chmod(self._filename, perm)
            except (AttributeError, OSError):
                pass
        self._savestdout = sys.stdout
        sys.stdout = self._output

    def filename(self):
        return self._filename

    def lineno(self):
        return self._startlineno + self._filelineno

    def filelineno(self):
        return self._filelineno

    def fileno(self):
        if self._file:
            try:
                return self._file.fileno()
            except ValueError:
                pass
        return -1

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._isstdin


def hook_compressed(filename, mode):
    """An opening hook for .gz and .bz2 files."""
    ext = os.path.splitext(filename)[1]
    if ext == ".gz":
        import gzip
        return gzip.open(filename, mode)
    if ext == ".bz2":
        import bz2
        return bz2.BZ2File(filename, mode)
    return open(filename, mode)


def hook_encoded(encoding, errors=None):
    """An opening hook for files in an encoding."""

    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)

    return openhook


if __name__ == "__main__":
    for _line in input():
        print("%d: %s[%d] %s" % (lineno(), filename(), filelineno(), _line), end="")
    close()
