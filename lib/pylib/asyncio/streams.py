"""Streams: reading and writing with coroutines instead of callbacks."""

import socket

from . import events, protocols
from .coroutines import coroutine, iscoroutine
from .log import logger

__all__ = [
    "StreamReader", "StreamWriter", "StreamReaderProtocol",
    "open_connection", "start_server",
    "IncompleteReadError", "LimitOverrunError",
]

if hasattr(socket, "AF_UNIX"):
    __all__.extend(["open_unix_connection", "start_unix_server"])

# bytes that a reader holds at most before it is paused (at twice as many)
_DEFAULT_LIMIT = 2 ** 16


class IncompleteReadError(EOFError):
    """The stream ended early; 'partial' is what came and 'expected' how much was wanted."""

    def __init__(self, partial, expected):
        super().__init__("%d bytes read on a total of %r expected bytes" % (len(partial), expected))
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The separator did not come within the limit; 'consumed' bytes can be read."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


def _client_streams(loop, limit):
    reader = StreamReader(limit=limit, loop=loop)
    return reader, StreamReaderProtocol(reader, loop=loop)


def _server_factory(callback, loop, limit):
    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, callback, loop=loop)
    return factory


@coroutine
def open_connection(host=None, port=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to host and port; (reader, writer)."""
    if loop is None:
        loop = events.get_event_loop()
    reader, protocol = _client_streams(loop, limit)
    transport, _ = yield from loop.create_connection(lambda: protocol, host, port, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


@coroutine
def start_server(client_connected_cb, host=None, port=None, *, loop=None,
                 limit=_DEFAULT_LIMIT, **kwds):
    """Listen at host and port; the callback gets (reader, writer) of each connection."""
    if loop is None:
        loop = events.get_event_loop()
    factory = _server_factory(client_connected_cb, loop, limit)
    return (yield from loop.create_server(factory, host, port, **kwds))


if hasattr(socket, "AF_UNIX"):

    @coroutine
    def open_unix_connection(path=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
        """open_connection() for a Unix domain socket."""
        if loop is None:
            loop = events.get_event_loop()
        reader, protocol = _client_streams(loop, limit)
        transport, _ = yield from loop.create_unix_connection(lambda: protocol, path, **kwds)
        return reader, StreamWriter(transport, protocol, reader, loop)

    @coroutine
    def start_unix_server(client_connected_cb, path=None, *, loop=None,
                          limit=_DEFAULT_LIMIT, **kwds):
        """start_server() for a Unix domain socket."""
        if loop is None:
            loop = events.get_event_loop()
        factory = _server_factory(client_connected_cb, loop, limit)
        return (yield from loop.create_unix_server(factory, path, **kwds))


class FlowControlMixin(protocols.Protocol):
    """The part of a protocol that lets a writer wait for the transport's buffer."""

    def __init__(self, loop=None):
        # the loop is only given where it is not the current one
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = False
        self._drain_waiter = None
        self._connection_lost = False

    def pause_writing(self):
        assert not self._paused
        self._paused = True
        if self._loop.get_debug():
            logger.debug("%r pauses writing", self)

    def _wake_drain(self, exc=None):
        waiter = self._drain_waiter
        if waiter is None:
            return
        self._drain_waiter = None
        if waiter.done():
            return
        if exc is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(exc)

    def resume_writing(self):
        assert self._paused
        self._paused = False
        if self._loop.get_debug():
            logger.debug("%r resumes writing", self)
        self._wake_drain()

    def connection_lost(self, exc):
        self._connection_lost = True
        if self._paused:
            self._wake_drain(exc)

    @coroutine
    def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError("Connection lost")
        if not self._paused:
            return
        waiter = self._drain_waiter
        assert waiter is None or waiter.cancelled()
        waiter = self._loop.create_future()
        self._drain_waiter = waiter
        yield from waiter


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """Feeds a StreamReader. For servers it makes the writer too and calls the callback."""

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._stream_reader = stream_reader
        self._stream_writer = None
        self._client_connected_cb = client_connected_cb
        self._over_ssl = False

    def connection_made(self, transport):
        self._stream_reader.set_transport(transport)
        self._over_ssl = transport.get_extra_info("sslcontext") is not None
        if self._client_connected_cb is None:
            return
        self._stream_writer = StreamWriter(transport, self, self._stream_reader, self._loop)
        res = self._client_connected_cb(self._stream_reader, self._stream_writer)
        if iscoroutine(res):
            self._loop.create_task(res)

    def connection_lost(self, exc):
        if self._stream_reader is not None:
            if exc is None:
                self._stream_reader.feed_eof()
            else:
                self._stream_reader.set_exception(exc)
        super().connection_lost(exc)
        self._stream_reader = None
        self._stream_writer = None

    def data_received(self, data):
        self._stream_reader.feed_data(data)

    def eof_received(self):
        self._stream_reader.feed_eof()
        # TLS cannot be closed half; else the transport stays open for writing
        return not self._over_ssl


class StreamWriter:
    """Writes to a transport."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport = transport
        self._protocol = protocol
        # drain() raises the reader's exception
        assert reader is None or isinstance(reader, StreamReader)
        self._reader = reader
        self._loop = loop

    def __repr__(self):
        info = [self.__class__.__name__, "transport=%r" % self._transport]
        if self._reader is not None:
            info.append("reader=%r" % self._reader)
        return "<%s>" % " ".join(info)

    @property
    def transport(self):
        return self._transport

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def write_eof(self):
        return self._transport.write_eof()

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def close(self):
        return self._transport.close()

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    @coroutine
    def drain(self):
        """Wait until the transport wants more data."""
        if self._reader is not None:
            exc = self._reader.exception()
            if exc is not None:
                raise exc
        if self._transport is not None and self._transport.is_closing():
            # connection_lost() comes by the loop: give it its turn, so that who
            # writes in a loop learns of the end
            yield
        yield from self._protocol._drain_helper()


class StreamReader:
    """Reads what a protocol feeds it."""

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError("Limit cannot be <= 0")
        self._limit = limit
        self._loop = events.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = False
        # what the one coroutine waits for that reads now
        self._waiter = None
        self._exception = None
        self._transport = None
        self._paused = False

    def __repr__(self):
        info = ["StreamReader"]
        if self._buffer:
            info.append("%d bytes" % len(self._buffer))
        if self._eof:
            info.append("eof")
        if self._limit != _DEFAULT_LIMIT:
            info.append("l=%d" % self._limit)
        if self._waiter:
            info.append("w=%r" % self._waiter)
        if self._exception:
            info.append("e=%r" % self._exception)
        if self._transport:
            info.append("t=%r" % self._transport)
        if self._paused:
            info.append("paused")
        return "<%s>" % " ".join(info)

    def exception(self):
        return self._exception

    def set_exception(self, exc):
        self._exception = exc
        waiter = self._waiter
        if waiter is not None:
            self._waiter = None
            if not waiter.cancelled():
                waiter.set_exception(exc)

    def _wakeup_waiter(self):
        waiter = self._waiter
        if waiter is not None:
            self._waiter = None
            if not waiter.cancelled():
                waiter.set_result(None)

    def set_transport(self, transport):
        assert self._transport is None, "Transport already set"
        self._transport = transport

    def _maybe_resume_transport(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    def feed_eof(self):
        self._eof = True
        self._wakeup_waiter()

    def at_eof(self):
        """Whether everything has been read."""
        return self._eof and not self._buffer

    def feed_data(self, data):
        assert not self._eof, "feed_data after feed_eof"
        if not data:
            return
        self._buffer.extend(data)
        self._wakeup_waiter()
        if (
            self._transport is not None
            and not self._paused
            and len(self._buffer) > 2 * self._limit
        ):
            try:
                self._transport.pause_reading()
            except NotImplementedError:
                # this transport cannot be paused: ask no more
                self._transport = None
            else:
                self._paused = True

    @coroutine
    def _wait_for_data(self, func_name):
        """Wait until there is more, or the end."""
        if self._waiter is not None:
            raise RuntimeError(
                "%s() called while another coroutine is already waiting for incoming data"
                % func_name)
        assert not self._eof, "_wait_for_data after EOF"
        if self._paused:
            # the caller wants more than the limit
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            yield from self._waiter
        finally:
            self._waiter = None

    def _take(self, n):
        data = bytes(self._buffer[:n])
        del self._buffer[:n]
        self._maybe_resume_transport()
        return data

    @coroutine
    def readline(self):
        """Read up to a newline, or to the end; ValueError when the line is above the limit."""
        sep = b"\n"
        try:
            return (yield from self.readuntil(sep))
        except IncompleteReadError as e:
            return e.partial
        except LimitOverrunError as e:
            # the line is lost, with its newline if that has come
            if self._buffer.startswith(sep, e.consumed):
                del self._buffer[:e.consumed + len(sep)]
            else:
                self._buffer.clear()
            self._maybe_resume_transport()
            raise ValueError(e.args[0])

    @coroutine
    def readuntil(self, separator=b"\n"):
        """Read up to a separator, which is included."""
        seplen = len(separator)
        if seplen == 0:
            raise ValueError("Separator should be at least one-byte string")
        if self._exception is not None:
            raise self._exception
        # no separator begins before here
        offset = 0
        while True:
            buflen = len(self._buffer)
            if buflen - offset >= seplen:
                isep = self._buffer.find(separator, offset)
                if isep != -1:
                    break
                # its first bytes may be there
                offset = buflen + 1 - seplen
                if offset > self._limit:
                    raise LimitOverrunError(
                        "Separator is not found, and chunk exceed the limit", offset)
            if self._eof:
                chunk = bytes(self._buffer)
                self._buffer.clear()
                raise IncompleteReadError(chunk, None)
            yield from self._wait_for_data("readuntil")
        if isep > self._limit:
            raise LimitOverrunError("Separator is found, but chunk is longer than limit", isep)
        return self._take(isep + seplen)

    @coroutine
    def read(self, n=-1):
        """Read up to n bytes, as they come; all up to the end if n is negative."""
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b""
        if n < 0:
            # in blocks, since a reader is paused when it holds much
            blocks = []
            while True:
                block = yield from self.read(self._limit)
                if not block:
                    return b"".join(blocks)
                blocks.append(block)
        if not self._buffer and not self._eof:
            yield from self._wait_for_data("read")
        return self._take(n)

    @coroutine
    def readexactly(self, n):
        """Read n bytes; IncompleteReadError if the end comes before."""
        if n < 0:
            raise ValueError("readexactly size can not be less than zero")
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b""
        while len(self._buffer) < n:
            if self._eof:
                incomplete = bytes(self._buffer)
                self._buffer.clear()
                raise IncompleteReadError(incomplete, n)
            yield from self._wait_for_data("readexactly")
        return self._take(n)

    def __aiter__(self):
        return self

    @coroutine
    def __anext__(self):
        line = yield from self.readline()
        if line == b"":
            raise StopAsyncIteration
        return line
