"""Bytes compressed by bzip2."""

import bz2

from ._transform import fill


def bz2_encode(input, errors='strict'):
    assert errors == 'strict'
    return bz2.compress(input), len(input)


def bz2_decode(input, errors='strict'):
    assert errors == 'strict'
    return bz2.decompress(input), len(input)


fill(globals(), 'bz2', bz2_encode, bz2_decode, (bz2.BZ2Compressor, bz2.BZ2Decompressor))
