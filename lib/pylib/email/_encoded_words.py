"""Encoded words (RFC 2047, with the languages of RFC 2231)."""

import base64
import binascii
import functools
import re

from email import errors
from string import ascii_letters, digits

__all__ = ['decode_q', 'encode_q', 'decode_b', 'encode_b', 'len_q', 'len_b',
           'decode', 'encode']

_q_byte_subber = functools.partial(
    re.compile(br'=([a-fA-F0-9]{2})').sub,
    lambda m: bytes([int(m.group(1), 16)]))


def decode_q(encoded):
    return _q_byte_subber(encoded.replace(b'_', b' ')), []


class _QByteMap(dict):
    """The text of each byte in the "q" encoding."""

    safe = b'-!*+/' + ascii_letters.encode('ascii') + digits.encode('ascii')

    def __missing__(self, key):
        text = chr(key) if key in self.safe else "={:02X}".format(key)
        self[key] = text
        return text


_q_byte_map = _QByteMap()
_q_byte_map[ord(' ')] = '_'


def encode_q(bstring):
    return ''.join(_q_byte_map[x] for x in bstring)


def len_q(bstring):
    return sum(len(_q_byte_map[x]) for x in bstring)


def decode_b(encoded):
    missing = len(encoded) % 4
    padded = encoded + b'==='[:4 - missing] if missing else encoded
    try:
        return (base64.b64decode(padded, validate=True),
                [errors.InvalidBase64PaddingDefect()] if missing else [])
    except binascii.Error:
        # characters that do not belong, or a length that cannot be: take what there is
        defects = [errors.InvalidBase64CharactersDefect()]
        for n in range(4):
            try:
                data = base64.b64decode(encoded + b'=' * n, validate=False)
            except binascii.Error:
                continue
            if n:
                defects.append(errors.InvalidBase64PaddingDefect())
            return data, defects
        # one character more than a multiple of four: no padding helps
        return encoded, [errors.InvalidBase64LengthDefect()]


def encode_b(bstring):
    return base64.b64encode(bstring).decode('ascii')


def len_b(bstring):
    return (len(bstring) + 2) // 3 * 4


_cte_decoders = {
    'q': decode_q,
    'b': decode_b,
}


def decode(ew):
    """(text, charset, language, defects) of an encoded word."""
    _, charset, cte, cte_string, _ = ew.split('?')
    charset, _, lang = charset.partition('*')
    cte = cte.lower()
    bstring = cte_string.encode('ascii', 'surrogateescape')
    bstring, defects = _cte_decoders[cte](bstring)
    try:
        string = bstring.decode(charset)
    except UnicodeError:
        defects.append(errors.UndecodableBytesDefect(
            "Encoded word contains bytes not decodable using {} charset".format(charset)))
        string = bstring.decode(charset, 'surrogateescape')
    except LookupError:
        string = bstring.decode('ascii', 'surrogateescape')
        if charset.lower() != 'unknown-8bit':
            defects.append(errors.CharsetError(
                "Unknown charset {} in encoded word; decoded as unknown bytes".format(charset)))
    return string, charset, lang, defects


_cte_encoders = {
    'q': encode_q,
    'b': encode_b,
}

_cte_encode_length = {
    'q': len_q,
    'b': len_b,
}


def encode(string, charset='utf-8', encoding=None, lang=''):
    """An encoded word; the shorter encoding, unless told."""
    if charset == 'unknown-8bit':
        bstring = string.encode('ascii', 'surrogateescape')
    else:
        bstring = string.encode(charset)
    if encoding is None:
        # "q" may be a little longer, since people can read it
        encoding = 'q' if len_q(bstring) - len_b(bstring) < 5 else 'b'
    if lang:
        lang = '*' + lang
    return "=?{}{}?{}?{}?=".format(charset, lang, encoding, _cte_encoders[encoding](bstring))
