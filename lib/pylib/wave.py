"""WAVE files of plain samples, read and written."""

import builtins
import struct
import sys
from collections import namedtuple

from chunk import Chunk

__all__ = ["open", "openfp", "Error", "Wave_read", "Wave_write"]


class Error(Exception):
    pass


WAVE_FORMAT_PCM = 0x0001

_wave_params = namedtuple("_wave_params",
                          "nchannels sampwidth framerate nframes comptype compname")


def _swapped(data, width):
    """Samples in the other order of bytes: files are little-endian."""
    if sys.byteorder == "little" or width == 1:
        return data
    out = bytearray(len(data))
    for i in range(width):
        out[i::width] = data[width - 1 - i::width]
    return bytes(out)


class _Wave:
    """What readers and writers have in common."""

    _own = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __del__(self):
        self.close()

    def getmarkers(self):
        return None


class Wave_read(_Wave):
    """A WAVE file to read."""

    def __init__(self, f):
        self._file = None
        if isinstance(f, str):
            f = self._own = builtins.open(f, "rb")
        try:
            self.initfp(f)
        except BaseException:
            if self._own:
                f.close()
            raise

    def initfp(self, file):
        self._soundpos = 0
        self._file = Chunk(file, bigendian=False)
        if self._file.getname() != b"RIFF":
            raise Error("file does not start with RIFF id")
        if self._file.read(4) != b"WAVE":
            raise Error("not a WAVE file")
        self._data_chunk = None
        known = False
        while True:
            self._data_seek_needed = True
            try:
                chunk = Chunk(self._file, bigendian=False)
            except EOFError:
                break
            if chunk.getname() == b"fmt ":
                self._read_fmt_chunk(chunk)
                known = True
            elif chunk.getname() == b"data":
                if not known:
                    raise Error("data chunk before fmt chunk")
                self._data_chunk = chunk
                self._nframes = chunk.chunksize // self._framesize
                self._data_seek_needed = False
                break
            chunk.skip()
        if not known or not self._data_chunk:
            raise Error("fmt chunk and/or data chunk missing")

    def _read_fmt_chunk(self, chunk):
        try:
            kind, self._nchannels, self._framerate, _, _ = struct.unpack_from(
                "<HHLLH", chunk.read(14))
        except struct.error:
            raise EOFError from None
        if kind != WAVE_FORMAT_PCM:
            raise Error("unknown format: %r" % (kind,))
        try:
            bits = struct.unpack_from("<H", chunk.read(2))[0]
        except struct.error:
            raise EOFError from None
        self._sampwidth = (bits + 7) // 8
        if not self._sampwidth:
            raise Error("bad sample width")
        if not self._nchannels:
            raise Error("bad # of channels")
        self._framesize = self._nchannels * self._sampwidth
        self._comptype = "NONE"
        self._compname = "not compressed"

    def getfp(self):
        return self._file

    def rewind(self):
        self._data_seek_needed = True
        self._soundpos = 0

    def close(self):
        self._file = None
        own, self._own = self._own, None
        if own:
            own.close()

    def tell(self):
        return self._soundpos

    def getnchannels(self):
        return self._nchannels

    def getnframes(self):
        return self._nframes

    def getsampwidth(self):
        return self._sampwidth

    def getframerate(self):
        return self._framerate

    def getcomptype(self):
        return self._comptype

    def getcompname(self):
        return self._compname

    def getparams(self):
        return _wave_params(self._nchannels, self._sampwidth, self._framerate,
                            self._nframes, self._comptype, self._compname)

    def getmark(self, id):
        raise Error("no marks")

    def setpos(self, pos):
        if pos < 0 or pos > self._nframes:
            raise Error("position not in range")
        self._soundpos = pos
        self._data_seek_needed = True

    def readframes(self, nframes):
        if self._data_seek_needed:
            self._data_chunk.seek(0, 0)
            if self._soundpos:
                self._data_chunk.seek(self._soundpos * self._framesize, 0)
            self._data_seek_needed = False
        if nframes == 0:
            return b""
        data = self._data_chunk.read(nframes * self._framesize)
        self._soundpos += len(data) // self._framesize
        return _swapped(data, self._sampwidth)


class Wave_write(_Wave):
    """A WAVE file to write; its parameters are set before the first frames."""

    def __init__(self, f):
        self._file = None
        if isinstance(f, str):
            f = self._own = builtins.open(f, "wb")
        try:
            self.initfp(f)
        except BaseException:
            if self._own:
                f.close()
            raise

    def initfp(self, file):
        self._file = file
        self._nchannels = self._sampwidth = self._framerate = self._nframes = 0
        self._nframeswritten = self._datawritten = self._datalength = 0
        self._headerwritten = False
        self._comptype, self._compname = "NONE", "not compressed"

    def _changeable(self):
        if self._datawritten:
            raise Error("cannot change parameters after starting to write")

    def setnchannels(self, nchannels):
        self._changeable()
        if nchannels < 1:
            raise Error("bad # of channels")
        self._nchannels = nchannels

    def getnchannels(self):
        if not self._nchannels:
            raise Error("number of channels not set")
        return self._nchannels

    def setsampwidth(self, sampwidth):
        self._changeable()
        if sampwidth < 1 or sampwidth > 4:
            raise Error("bad sample width")
        self._sampwidth = sampwidth

    def getsampwidth(self):
        if not self._sampwidth:
            raise Error("sample width not set")
        return self._sampwidth

    def setframerate(self, framerate):
        self._changeable()
        if framerate <= 0:
            raise Error("bad frame rate")
        self._framerate = int(round(framerate))

    def getframerate(self):
        if not self._framerate:
            raise Error("frame rate not set")
        return self._framerate

    def setnframes(self, nframes):
        self._changeable()
        self._nframes = nframes

    def getnframes(self):
        return self._nframeswritten

    def setcomptype(self, comptype, compname):
        self._changeable()
        if comptype not in ("NONE",):
            raise Error("unsupported compression type")
        self._comptype, self._compname = comptype, compname

    def getcomptype(self):
        return self._comptype

    def getcompname(self):
        return self._compname

    def setparams(self, params):
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._changeable()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def getparams(self):
        if not self._nchannels or not self._sampwidth or not self._framerate:
            raise Error("not all parameters set")
        return _wave_params(self._nchannels, self._sampwidth, self._framerate,
                            self._nframes, self._comptype, self._compname)

    def setmark(self, id, pos, name):
        raise Error("setmark() not supported")

    def getmark(self, id):
        raise Error("no marks")

    def tell(self):
        return self._nframeswritten

    def writeframesraw(self, data):
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).cast("B")
        self._ensure_header_written(len(data))
        nframes = len(data) // (self._sampwidth * self._nchannels)
        self._file.write(_swapped(data, self._sampwidth))
        self._datawritten += len(data)
        self._nframeswritten += nframes

    def writeframes(self, data):
        self.writeframesraw(data)
        if self._datalength != self._datawritten:
            self._patchheader()

    def close(self):
        try:
            if self._file:
                self._ensure_header_written(0)
                if self._datalength != self._datawritten:
                    self._patchheader()
                self._file.flush()
        finally:
            self._file = None
            own, self._own = self._own, None
            if own:
                own.close()

    def _ensure_header_written(self, datasize):
        if self._headerwritten:
            return
        if not self._nchannels:
            raise Error("# channels not specified")
        if not self._sampwidth:
            raise Error("sample width not specified")
        if not self._framerate:
            raise Error("sampling rate not specified")
        self._write_header(datasize)

    def _write_header(self, initlength):
        frame = self._nchannels * self._sampwidth
        if not self._nframes:
            self._nframes = initlength // frame
        self._datalength = self._nframes * frame
        try:
            self._start = self._file.tell()
        except (AttributeError, OSError):
            self._start = None
        self._file.write(struct.pack(
            "<4sL4s4sLHHLLHH4sL", b"RIFF", 36 + self._datalength, b"WAVE", b"fmt ", 16,
            WAVE_FORMAT_PCM, self._nchannels, self._framerate, frame * self._framerate,
            frame, self._sampwidth * 8, b"data", self._datalength))
        self._headerwritten = True

    def _patchheader(self):
        """Put the length that it came to into the header."""
        if self._datawritten == self._datalength:
            return
        at = self._file.tell()
        for offset, size in ((4, 36 + self._datawritten), (40, self._datawritten)):
            self._file.seek(self._start + offset, 0)
            self._file.write(struct.pack("<L", size))
        self._file.seek(at, 0)
        self._datalength = self._datawritten


def open(f, mode=None):
    """A Wave_read or a Wave_write, for mode "rb" or "wb"."""
    if mode is None:
        mode = getattr(f, "mode", "rb")
    if mode in ("r", "rb"):
        return Wave_read(f)
    if mode in ("w", "wb"):
        return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")


openfp = open
