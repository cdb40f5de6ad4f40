"""What the codecs from bytes to bytes have in common."""

import codecs


def fill(ns, name, encode, decode, incremental=None):
    """Give a codec's module its classes and getregentry().

    incremental: factories of an object with compress() and flush(), and of one with
    decompress(), for codecs that work through their input piece by piece.
    """

    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode(input, errors)

        def decode(self, input, errors='strict'):
            return decode(input, errors)

    if incremental is None:
        class IncrementalEncoder(codecs.IncrementalEncoder):
            def encode(self, input, final=False):
                assert self.errors == 'strict'
                return encode(input)[0]

        class IncrementalDecoder(codecs.IncrementalDecoder):
            def decode(self, input, final=False):
                assert self.errors == 'strict'
                return decode(input)[0]
    else:
        compressor, decompressor = incremental

        class IncrementalEncoder(codecs.IncrementalEncoder):
            def __init__(self, errors='strict'):
                assert errors == 'strict'
                self.errors = errors
                self.reset()

            def encode(self, input, final=False):
                data = self.compressobj.compress(input)
                return data + self.compressobj.flush() if final else data

            def reset(self):
                self.compressobj = compressor()

        class IncrementalDecoder(codecs.IncrementalDecoder):
            def __init__(self, errors='strict'):
                assert errors == 'strict'
                self.errors = errors
                self.reset()

            def decode(self, input, final=False):
                data = self.decompressobj.decompress(input)
                if final and hasattr(self.decompressobj, "flush"):
                    data += self.decompressobj.flush()
                return data

            def reset(self):
                self.decompressobj = decompressor()

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = bytes

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = bytes

    def getregentry():
        return codecs.CodecInfo(
            name=name, encode=encode, decode=decode, incrementalencoder=IncrementalEncoder,
            incrementaldecoder=IncrementalDecoder, streamwriter=StreamWriter,
            streamreader=StreamReader, _is_text_encoding=False)

    for item in (Codec, IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader,
                 getregentry):
        item.__module__ = ns["__name__"]
        item.__qualname__ = item.__name__
        ns[item.__name__] = item
