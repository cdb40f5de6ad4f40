"""Chunks of IFF-like files: a name of four bytes, a size, and that many bytes."""


class Chunk:
    """A chunk that begins where the file stands, read as a file of its own."""

    def __init__(self, file, align=True, bigendian=True, inclheader=False):
        self.closed = False
        self.align = align
        self.file = file
        self.chunkname = file.read(4)
        if len(self.chunkname) < 4:
            raise EOFError
        size = file.read(4)
        if len(size) < 4:
            raise EOFError
        self.chunksize = int.from_bytes(size, "big" if bigendian else "little")
        if inclheader:
            self.chunksize -= 8
        self.size_read = 0
        try:
            self.offset = file.tell()
        except (AttributeError, OSError):
            self.seekable = False
        else:
            self.seekable = True

    def getname(self):
        return self.chunkname

    def getsize(self):
        return self.chunksize

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def close(self):
        if not self.closed:
            try:
                self.skip()
            finally:
                self.closed = True

    def isatty(self):
        self._check()
        return False

    def seek(self, pos, whence=0):
        self._check()
        if not self.seekable:
            raise OSError("cannot seek")
        if whence == 1:
            pos += self.size_read
        elif whence == 2:
            pos += self.chunksize
        if not 0 <= pos <= self.chunksize:
            raise RuntimeError
        self.file.seek(self.offset + pos, 0)
        self.size_read = pos

    def tell(self):
        self._check()
        return self.size_read

    def _padded(self):
        """Whether a byte of padding comes after the chunk."""
        return self.align and self.chunksize & 1

    def read(self, size=-1):
        self._check()
        left = self.chunksize - self.size_read
        if left <= 0:
            return b""
        data = self.file.read(left if size < 0 else min(size, left))
        self.size_read += len(data)
        if self.size_read == self.chunksize and self._padded():
            self.size_read += len(self.file.read(1))
        return data

    def skip(self):
        """Go to what is after the chunk."""
        self._check()
        if self.seekable:
            try:
                left = self.chunksize - self.size_read
                if self._padded():
                    left += 1
                self.file.seek(left, 1)
                self.size_read += left
                return
            except OSError:
                pass
        while self.size_read < self.chunksize:
            if not self.read(min(8192, self.chunksize - self.size_read)):
                raise EOFError
