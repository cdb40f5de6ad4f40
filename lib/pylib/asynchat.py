"""Protocols of commands and answers over asyncore: input cut at terminators, output queued."""

import asyncore
from collections import deque


class async_chat(asyncore.dispatcher):
    """A dispatcher that collects input until a terminator comes.

    Subclasses have collect_incoming_data() and found_terminator().
    """

    ac_in_buffer_size = 65536
    ac_out_buffer_size = 65536

    # subclasses that work with str set use_encoding
    use_encoding = 0
    encoding = 'latin-1'

    def __init__(self, sock=None, map=None):
        self.ac_in_buffer = b''
        # for those who use _collect_incoming_data()
        self.incoming = []
        # bytes, objects with more(), and None for the end
        self.producer_fifo = deque()
        asyncore.dispatcher.__init__(self, sock, map)

    def collect_incoming_data(self, data):
        raise NotImplementedError("must be implemented in subclass")

    def _collect_incoming_data(self, data):
        self.incoming.append(data)

    def _get_data(self):
        data = b''.join(self.incoming)
        del self.incoming[:]
        return data

    def found_terminator(self):
        raise NotImplementedError("must be implemented in subclass")

    def _encoded(self, data):
        if isinstance(data, str) and self.use_encoding:
            return bytes(data, self.encoding)
        return data

    def set_terminator(self, term):
        """Bytes that end the input, a number of bytes, or None for all that comes."""
        if isinstance(term, int) and term < 0:
            raise ValueError('the number of received bytes must be positive')
        self.terminator = self._encoded(term)

    def get_terminator(self):
        return self.terminator

    def handle_read(self):
        try:
            data = self.recv(self.ac_in_buffer_size)
        except BlockingIOError:
            return
        except OSError:
            self.handle_error()
            return
        self.ac_in_buffer = self.ac_in_buffer + self._encoded(data)
        # found_terminator() may change the terminator, and drop the buffer
        while self.ac_in_buffer:
            terminator = self.get_terminator()
            if not terminator:
                self._collect(len(self.ac_in_buffer))
            elif isinstance(terminator, int):
                self._take_count(terminator)
            elif not self._take_until(terminator):
                break

    def _collect(self, n):
        """Hand on the first n bytes; before that they leave the buffer."""
        data, self.ac_in_buffer = self.ac_in_buffer[:n], self.ac_in_buffer[n:]
        self.collect_incoming_data(data)

    def _take_count(self, n):
        there = len(self.ac_in_buffer)
        if there < n:
            self._collect(there)
            self.terminator = self.terminator - there
        else:
            self._collect(n)
            self.terminator = 0
            self.found_terminator()

    def _take_until(self, terminator):
        """Whether there is more to do."""
        at = self.ac_in_buffer.find(terminator)
        if at != -1:
            data = self.ac_in_buffer[:at]
            self.ac_in_buffer = self.ac_in_buffer[at + len(terminator):]
            if data:
                self.collect_incoming_data(data)
            self.found_terminator()
            return True
        # the buffer may end in the terminator's start
        kept = find_prefix_at_end(self.ac_in_buffer, terminator)
        if not kept:
            self._collect(len(self.ac_in_buffer))
            return True
        if kept != len(self.ac_in_buffer):
            self._collect(len(self.ac_in_buffer) - kept)
        return False

    def handle_write(self):
        self.initiate_send()

    def handle_close(self):
        self.close()

    def push(self, data):
        """Send bytes, after what is queued."""
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError('data argument must be byte-ish (%r)', type(data))
        size = self.ac_out_buffer_size
        if len(data) > size:
            for i in range(0, len(data), size):
                self.producer_fifo.append(data[i:i + size])
        else:
            self.producer_fifo.append(data)
        self.initiate_send()

    def push_with_producer(self, producer):
        """Send what an object's more() gives, after what is queued."""
        self.producer_fifo.append(producer)
        self.initiate_send()

    def readable(self):
        return 1

    def writable(self):
        return self.producer_fifo or not self.connected

    def close_when_done(self):
        """Close once all is sent."""
        self.producer_fifo.append(None)

    def initiate_send(self):
        while self.producer_fifo and self.connected:
            first = self.producer_fifo[0]
            if not first:
                del self.producer_fifo[0]
                if first is None:
                    self.handle_close()
                    return
            size = self.ac_out_buffer_size
            try:
                data = first[:size]
            except TypeError:
                data = first.more()
                if data:
                    self.producer_fifo.appendleft(data)
                else:
                    del self.producer_fifo[0]
                continue
            try:
                sent = self.send(self._encoded(data))
            except OSError:
                self.handle_error()
                return
            if sent:
                if sent < len(data) or size < len(first):
                    self.producer_fifo[0] = first[sent:]
                else:
                    del self.producer_fifo[0]
            # one piece at a time, so that others get their turn
            return

    def discard_buffers(self):
        """Drop what came and what was to go."""
        self.ac_in_buffer = b''
        del self.incoming[:]
        self.producer_fifo.clear()


class simple_producer:
    """A producer of bytes in pieces."""

    def __init__(self, data, buffer_size=512):
        self.data = data
        self.buffer_size = buffer_size

    def more(self):
        data, self.data = self.data[:self.buffer_size], self.data[self.buffer_size:]
        return data


def find_prefix_at_end(haystack, needle):
    """How long the longest start of needle is that haystack ends with (not all of it)."""
    length = len(needle) - 1
    while length and not haystack.endswith(needle[:length]):
        length -= 1
    return length
