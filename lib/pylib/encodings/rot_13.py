#!/usr/bin/env python
"""Letters moved by half of the alphabet: a codec from str to str."""

import codecs

rot13_map = {i: i for i in range(256)}
for _first in b'Aa':
    rot13_map.update((_first + i, _first + (i + 13) % 26) for i in range(26))
del _first


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        return input.translate(rot13_map), len(input)

    def decode(self, input, errors='strict'):
        return input.translate(rot13_map), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return input.translate(rot13_map)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return input.translate(rot13_map)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(
        name='rot-13', encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader, _is_text_encoding=False)


def rot13(infile, outfile):
    outfile.write(codecs.encode(infile.read(), 'rot-13'))


if __name__ == '__main__':
    import sys
    rot13(sys.stdin, sys.stdout)
