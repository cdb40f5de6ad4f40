"""Base classes of transports: what protocols are given to talk through."""

from asyncio import compat

__all__ = [
    "BaseTransport", "ReadTransport", "WriteTransport",
    "Transport", "DatagramTransport", "SubprocessTransport",
]


class BaseTransport:
    """What all kinds of transports have."""

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        """A piece of information about the transport, by name."""
        return self._extra.get(name, default)

    def is_closing(self):
        """Whether the transport is closed or about to be."""
        raise NotImplementedError

    def close(self):
        """Close after what is buffered has been sent; connection_lost(None) follows."""
        raise NotImplementedError

    def set_protocol(self, protocol):
        """Talk to another protocol from now on."""
        raise NotImplementedError

    def get_protocol(self):
        """The present protocol."""
        raise NotImplementedError


class ReadTransport(BaseTransport):
    """A transport that is read from."""

    def pause_reading(self):
        """Pass no data on until resume_reading()."""
        raise NotImplementedError

    def resume_reading(self):
        """Pass data on again."""
        raise NotImplementedError


class WriteTransport(BaseTransport):
    """A transport that is written to."""

    def set_write_buffer_limits(self, high=None, low=None):
        """Set the sizes of the buffer at which the protocol is paused and resumed."""
        raise NotImplementedError

    def get_write_buffer_size(self):
        """How many bytes are buffered."""
        raise NotImplementedError

    def write(self, data):
        """Send bytes, now or later; never blocks."""
        raise NotImplementedError

    def writelines(self, list_of_data):
        """Send several pieces of bytes."""
        self.write(compat.flatten_list_bytes(list_of_data))

    def write_eof(self):
        """Send no more after what is buffered."""
        raise NotImplementedError

    def can_write_eof(self):
        """Whether there is write_eof()."""
        raise NotImplementedError

    def abort(self):
        """Close at once; what is buffered is lost."""
        raise NotImplementedError


class Transport(ReadTransport, WriteTransport):
    """A stream of bytes in both directions."""


class DatagramTransport(BaseTransport):
    """A transport of datagrams."""

    def sendto(self, data, addr=None):
        """Send a datagram, now or later; never blocks."""
        raise NotImplementedError

    def abort(self):
        """Close at once; what is buffered is lost."""
        raise NotImplementedError


class SubprocessTransport(BaseTransport):
    """A subprocess with its pipes."""

    def get_pid(self):
        """The process's id."""
        raise NotImplementedError

    def get_returncode(self):
        """The process's return code, None while it runs."""
        raise NotImplementedError

    def get_pipe_transport(self, fd):
        """The transport of the pipe at the process's descriptor fd."""
        raise NotImplementedError

    def send_signal(self, signal):
        """Send the process a signal."""
        raise NotImplementedError

    def terminate(self):
        """Ask the process to stop (SIGTERM)."""
        raise NotImplementedError

    def kill(self):
        """Kill the process (SIGKILL)."""
        raise NotImplementedError


class _FlowControlMixin(Transport):
    """Pauses and resumes the protocol by the size of the buffer."""

    def __init__(self, extra=None, loop=None):
        super().__init__(extra)
        assert loop is not None
        self._loop = loop
        self._protocol_paused = False
        self._set_write_buffer_limits()

    def _tell_protocol(self, what):
        try:
            getattr(self._protocol, what)()
        except Exception as exc:
            self._loop.call_exception_handler({
                "message": "protocol.{}() failed".format(what),
                "exception": exc,
                "transport": self,
                "protocol": self._protocol,
            })

    def _maybe_pause_protocol(self):
        if self._protocol_paused or self.get_write_buffer_size() <= self._high_water:
            return
        self._protocol_paused = True
        self._tell_protocol("pause_writing")

    def _maybe_resume_protocol(self):
        if not self._protocol_paused or self.get_write_buffer_size() > self._low_water:
            return
        self._protocol_paused = False
        self._tell_protocol("resume_writing")

    def get_write_buffer_limits(self):
        return (self._low_water, self._high_water)

    def _set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if low < 0 or high < low:
            raise ValueError("high (%r) must be >= low (%r) must be >= 0" % (high, low))
        self._high_water = high
        self._low_water = low

    def set_write_buffer_limits(self, high=None, low=None):
        self._set_write_buffer_limits(high=high, low=low)
        self._maybe_pause_protocol()

    def get_write_buffer_size(self):
        raise NotImplementedError
