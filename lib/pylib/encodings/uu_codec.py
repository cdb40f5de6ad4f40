"""Bytes as uuencoded text."""

import binascii
from io import BytesIO

from ._transform import fill


def uu_encode(input, errors='strict', filename='<data>', mode=0o666):
    assert errors == 'strict'
    source = BytesIO(input)
    out = [('begin %o %s\n' % (mode & 0o777, filename)).encode('ascii')]
    for piece in iter(lambda: source.read(45), b''):
        out.append(binascii.b2a_uu(piece))
    out.append(b' \nend\n')
    return b''.join(out), len(input)


def uu_decode(input, errors='strict'):
    assert errors == 'strict'
    source = BytesIO(input)
    for line in source:
        if line.startswith(b'begin'):
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    out = []
    for line in source:
        if line == b'end\n':
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # some encoders write more than the length says
            out.append(binascii.a2b_uu(line[:(((line[0] - 32) & 63) * 4 + 5) // 3]))
    else:
        raise ValueError('Truncated input data')
    return b''.join(out), len(input)


fill(globals(), 'uu', uu_encode, uu_decode)
