"""Bytes in base64, with line ends."""

import base64

from ._transform import fill


def base64_encode(input, errors='strict'):
    assert errors == 'strict'
    return base64.encodebytes(input), len(input)


def base64_decode(input, errors='strict'):
    assert errors == 'strict'
    return base64.decodebytes(input), len(input)


fill(globals(), 'base64', base64_encode, base64_decode)
