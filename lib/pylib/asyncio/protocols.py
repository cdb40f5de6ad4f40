"""Base classes of protocols: what transports call when something happens."""

__all__ = ["BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol"]


class BaseProtocol:
    """What all kinds of protocols have."""

    def connection_made(self, transport):
        """Called once the transport is ready."""

    def connection_lost(self, exc):
        """Called when the connection is over: with an exception, or None at a regular end."""

    def pause_writing(self):
        """Called when the transport's buffer has grown above its high mark."""

    def resume_writing(self):
        """Called when the transport's buffer has drained below its low mark."""


class Protocol(BaseProtocol):
    """The protocol of a stream of bytes."""

    def data_received(self, data):
        """Called with the bytes that have come."""

    def eof_received(self):
        """Called when the other end will send no more; true keeps the transport open."""


class DatagramProtocol(BaseProtocol):
    """The protocol of datagrams."""

    def datagram_received(self, data, addr):
        """Called with each datagram and its sender."""

    def error_received(self, exc):
        """Called with an OSError of a send or receive."""


class SubprocessProtocol(BaseProtocol):
    """The protocol of a subprocess."""

    def pipe_data_received(self, fd, data):
        """Called with bytes that the process has written to its descriptor fd."""

    def pipe_connection_lost(self, fd, exc):
        """Called when a pipe of the process is closed."""

    def process_exited(self):
        """Called when the process is over."""
