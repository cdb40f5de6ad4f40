"""Bytes as quoted-printable text."""

import quopri
from io import BytesIO

from ._transform import fill


def quopri_encode(input, errors='strict'):
    assert errors == 'strict'
    out = BytesIO()
    quopri.encode(BytesIO(input), out, quotetabs=True)
    return out.getvalue(), len(input)


def quopri_decode(input, errors='strict'):
    assert errors == 'strict'
    out = BytesIO()
    quopri.decode(BytesIO(input), out)
    return out.getvalue(), len(input)


fill(globals(), 'quopri', quopri_encode, quopri_decode)
