"""UTF-8 with a byte order mark, which is written first and skipped when it is there."""

import codecs


def encode(input, errors='strict'):
    return codecs.BOM_UTF8 + codecs.utf_8_encode(input, errors)[0], len(input)


def decode(input, errors='strict'):
    skip = 3 if input[:3] == codecs.BOM_UTF8 else 0
    text, used = codecs.utf_8_decode(input[skip:], errors, True)
    return text, used + skip


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors='strict'):
        codecs.IncrementalEncoder.__init__(self, errors)
        self.first = 1

    def encode(self, input, final=False):
        data = codecs.utf_8_encode(input, self.errors)[0]
        if self.first:
            self.first = 0
            return codecs.BOM_UTF8 + data
        return data

    def reset(self):
        codecs.IncrementalEncoder.reset(self)
        self.first = 1

    def getstate(self):
        return self.first

    def setstate(self, state):
        self.first = state


def _maybe_mark(data):
    """Whether data could be the beginning of the mark."""
    return len(data) < 3 and codecs.BOM_UTF8.startswith(data)


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def __init__(self, errors='strict'):
        codecs.BufferedIncrementalDecoder.__init__(self, errors)
        self.first = 1

    def _buffer_decode(self, input, errors, final):
        skip = 0
        if self.first:
            if _maybe_mark(input) and not final:
                return "", 0
            if input:
                self.first = 0
                skip = 3 if input[:3] == codecs.BOM_UTF8 else 0
        text, used = codecs.utf_8_decode(input[skip:], errors, final)
        return text, used + skip

    def reset(self):
        codecs.BufferedIncrementalDecoder.reset(self)
        self.first = 1

    def getstate(self):
        return codecs.BufferedIncrementalDecoder.getstate(self)[0], self.first

    def setstate(self, state):
        codecs.BufferedIncrementalDecoder.setstate(self, state)
        self.first = state[1]


class StreamWriter(codecs.StreamWriter):
    def reset(self):
        codecs.StreamWriter.reset(self)
        try:
            del self.encode
        except AttributeError:
            pass

    def encode(self, input, errors='strict'):
        # the mark is written once
        self.encode = codecs.utf_8_encode
        return encode(input, errors)


class StreamReader(codecs.StreamReader):
    def reset(self):
        codecs.StreamReader.reset(self)
        try:
            del self.decode
        except AttributeError:
            pass

    def decode(self, input, errors='strict'):
        if _maybe_mark(input):
            return "", 0
        self.decode = codecs.utf_8_decode
        skip = 3 if input[:3] == codecs.BOM_UTF8 else 0
        text, used = codecs.utf_8_decode(input[skip:], errors)
        return text, used + skip


def getregentry():
    return codecs.CodecInfo(
        name='utf-8-sig', encode=encode, decode=decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamreader=StreamReader, streamwriter=StreamWriter)
