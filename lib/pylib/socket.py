"""Sockets: _socket's, with files, enums and helpers."""

import io
import os
import selectors
from enum import IntEnum, IntFlag

import _socket
from _socket import *

try:
    import errno
except ImportError:
    errno = None
EBADF = getattr(errno, "EBADF", 9)
EAGAIN = getattr(errno, "EAGAIN", 11)
EWOULDBLOCK = getattr(errno, "EWOULDBLOCK", 11)

__all__ = ["fromfd", "getfqdn", "create_connection", "AddressFamily", "SocketKind"]
__all__.extend([name for name in dir(_socket) if name[0] != "_"])

IntEnum._convert("AddressFamily", __name__,
                 lambda name: name.isupper() and name.startswith("AF_"))
IntEnum._convert("SocketKind", __name__,
                 lambda name: name.isupper() and name.startswith("SOCK_"))
IntFlag._convert("MsgFlag", __name__,
                 lambda name: name.isupper() and name.startswith("MSG_"))
IntFlag._convert("AddressInfo", __name__,
                 lambda name: name.isupper() and name.startswith("AI_"))

_LOCALHOST = "127.0.0.1"
_LOCALHOST_V6 = "::1"


def _intenum_converter(value, enum_klass):
    try:
        return enum_klass(value)
    except ValueError:
        return value


_realsocket = socket


class _GiveupOnSendfile(Exception):
    pass


class socket(_socket.socket):
    """A socket; see _socket.socket."""

    __slots__ = ["__weakref__", "_io_refs", "_closed"]

    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        _socket.socket.__init__(self, family, type, proto, fileno)
        # how many files use the socket, which keep it open
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        parts = ["fd=%i" % self.fileno(), "family=%s" % (self.family,), "type=%s" % (self.type,),
                 "proto=%i" % self.proto]
        if not self._closed:
            for label, get in (("laddr", self.getsockname), ("raddr", self.getpeername)):
                try:
                    name = get()
                except error:
                    continue
                if name:
                    parts.append("%s=%s" % (label, str(name)))
        return "<%s.%s%s %s>" % (self.__class__.__module__, self.__class__.__qualname__,
                                 " [closed]" if self._closed else "", ", ".join(parts))

    def __getstate__(self):
        raise TypeError("Cannot serialize socket object")

    def dup(self):
        """A socket of the same connection."""
        sock = self.__class__(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        sock.settimeout(self.gettimeout())
        return sock

    def accept(self):
        """The socket of the next caller, and the caller's address."""
        fd, addr = self._accept()
        sock = socket(self.family, self.type & ~globals().get("SOCK_NONBLOCK", 0), self.proto,
                      fileno=fd)
        # some systems hand the listener's mode on
        if getdefaulttimeout() is None and self.gettimeout():
            sock.setblocking(True)
        return sock, addr

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file over the socket."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError("invalid mode %r (only r, w, b allowed)" % (mode,))
        writing = "w" in mode
        reading = "r" in mode or not writing
        binary = "b" in mode
        raw = SocketIO(self, ("r" if reading else "") + ("w" if writing else ""))
        self._io_refs += 1
        if buffering is None:
            buffering = -1
        if buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if not binary:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if binary:
            return buffer
        text = io.TextIOWrapper(buffer, encoding, errors, newline)
        text.mode = mode
        return text

    if hasattr(os, "sendfile"):
        def _sendfile_use_sendfile(self, file, offset=0, count=None):
            self._check_sendfile_params(file, offset, count)
            sockno = self.fileno()
            try:
                fileno = file.fileno()
                size = os.fstat(fileno).st_size
            except (AttributeError, OSError, io.UnsupportedOperation) as err:
                raise _GiveupOnSendfile(err)
            if not size:
                return 0
            timeout = self.gettimeout()
            if timeout == 0:
                raise ValueError("non-blocking sockets are not supported")
            blocksize = count or size
            total = 0
            with getattr(selectors, "PollSelector", selectors.SelectSelector)() as selector:
                selector.register(sockno, selectors.EVENT_WRITE)
                try:
                    while True:
                        if timeout and not selector.select(timeout):
                            raise _socket.timeout("timed out")
                        if count:
                            blocksize = count - total
                            if blocksize <= 0:
                                break
                        try:
                            sent = os.sendfile(sockno, fileno, offset, blocksize)
                        except BlockingIOError:
                            if not timeout:
                                selector.select()
                            continue
                        except OSError as err:
                            if total == 0:
                                # a file that the kernel cannot send by itself
                                raise _GiveupOnSendfile(err)
                            raise err from None
                        if sent == 0:
                            break
                        offset += sent
                        total += sent
                    return total
                finally:
                    if total > 0 and hasattr(file, "seek"):
                        file.seek(offset)
    else:
        def _sendfile_use_sendfile(self, file, offset=0, count=None):
            raise _GiveupOnSendfile("os.sendfile() not available on this platform")

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        if self.gettimeout() == 0:
            raise ValueError("non-blocking sockets are not supported")
        if offset:
            file.seek(offset)
        total = 0
        try:
            while not count or total < count:
                block = file.read(min(count - total, 8192) if count else 8192)
                if not block:
                    break
                view = memoryview(block)
                while len(view):
                    try:
                        sent = self.send(view)
                    except BlockingIOError:
                        continue
                    total += sent
                    view = view[sent:]
            return total
        finally:
            if total > 0 and hasattr(file, "seek"):
                file.seek(offset + total)

    def _check_sendfile_params(self, file, offset, count):
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not self.type & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if count is not None:
            message = "count must be a positive integer (got {!r})".format(count)
            if not isinstance(count, int):
                raise TypeError(message)
            if count <= 0:
                raise ValueError(message)

    def sendfile(self, file, offset=0, count=None):
        """Send a file; how many bytes were sent."""
        try:
            return self._sendfile_use_sendfile(file, offset, count)
        except _GiveupOnSendfile:
            return self._sendfile_use_send(file, offset, count)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _ss=_socket.socket):
        _ss.close(self)

    def close(self):
        """Close, once the files of the socket are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Close, but leave the descriptor open; the descriptor."""
        self._closed = True
        return super().detach()

    @property
    def family(self):
        """The address family."""
        return _intenum_converter(super().family, AddressFamily)

    @property
    def type(self):
        """The kind of socket."""
        return _intenum_converter(super().type, SocketKind)

    def get_inheritable(self):
        """Whether child processes inherit the socket."""
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Let child processes inherit the socket or not."""
        os.set_inheritable(self.fileno(), inheritable)


def fromfd(fd, family, type, proto=0):
    """A socket of a copy of a descriptor."""
    return socket(family, type, proto, dup(fd))


if hasattr(_socket, "socketpair"):
    def socketpair(family=None, type=SOCK_STREAM, proto=0):
        """Two sockets that are connected."""
        if family is None:
            family = globals().get("AF_UNIX", AF_INET)
        a, b = _socket.socketpair(family, type, proto)
        return (socket(family, type, proto, a.detach()),
                socket(family, type, proto, b.detach()))


class SocketIO(io.RawIOBase):
    """The raw file of a socket."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError("invalid mode: %r" % mode)
        io.RawIOBase.__init__(self)
        self._sock = sock
        self._mode = mode if "b" in mode else mode + "b"
        self._reading = "r" in mode
        self._writing = "w" in mode
        self._timeout_occurred = False

    def readinto(self, b):
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            raise OSError("cannot read from timed out object")
        try:
            return self._sock.recv_into(b)
        except timeout:
            # what the buffer above has lost cannot be had again
            self._timeout_occurred = True
            raise
        except error as e:
            if e.args[0] in (EAGAIN, EWOULDBLOCK):
                return None
            raise

    def write(self, b):
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except error as e:
            if e.args[0] in (EAGAIN, EWOULDBLOCK):
                return None
            raise

    def readable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._reading

    def writable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._writing

    def seekable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return super().seekable()

    def fileno(self):
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    @property
    def mode(self):
        return self._mode

    def close(self):
        if self.closed:
            return
        io.RawIOBase.close(self)
        self._sock._decref_socketios()
        self._sock = None


def getfqdn(name=""):
    """The full name of a host, this one by default."""
    name = name.strip()
    if not name or name == "0.0.0.0":
        name = gethostname()
    try:
        host, aliases, _addresses = gethostbyaddr(name)
    except error:
        return name
    for candidate in [host] + aliases:
        if "." in candidate:
            return candidate
    return host


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
    """A socket connected to a host and port; all addresses of the host are tried."""
    host, port = address
    problem = None
    for family, kind, proto, _name, place in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(place)
            return sock
        except error as e:
            problem = e
            if sock is not None:
                sock.close()
    if problem is None:
        raise error("getaddrinfo returns an empty list")
    try:
        raise problem
    finally:
        # its traceback refers to this frame
        problem = None


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of a host and port: family, kind, protocol, name, address of each."""
    return [(_intenum_converter(entry[0], AddressFamily),
             _intenum_converter(entry[1], SocketKind)) + tuple(entry[2:])
            for entry in _socket.getaddrinfo(host, port, family, type, proto, flags)]
