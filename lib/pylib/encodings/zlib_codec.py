"""Bytes compressed by zlib."""

import zlib

from ._transform import fill


def zlib_encode(input, errors='strict'):
    assert errors == 'strict'
    return zlib.compress(input), len(input)


def zlib_decode(input, errors='strict'):
    assert errors == 'strict'
    return zlib.decompress(input), len(input)


fill(globals(), 'zlib', zlib_encode, zlib_decode, (zlib.compressobj, zlib.decompressobj))
