"""Quoted-printable for headers (the "q" encoding) and bodies."""

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode',
           'decodestring', 'header_decode', 'header_encode', 'header_length',
           'quote', 'unquote']

import re

from string import ascii_letters, digits, hexdigits

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''

_QUOPRI_MAP = ['=%02X' % c for c in range(256)]
_QUOPRI_HEADER_MAP = _QUOPRI_MAP[:]
_QUOPRI_BODY_MAP = _QUOPRI_MAP[:]

for c in b'-!*+/' + ascii_letters.encode('ascii') + digits.encode('ascii'):
    _QUOPRI_HEADER_MAP[c] = chr(c)
_QUOPRI_HEADER_MAP[ord(' ')] = '_'

for c in (b' !"#$%&\'()*+,-./0123456789:;<>?@[\\]^_`{|}~\t'
          + ascii_letters.encode('ascii')):
    _QUOPRI_BODY_MAP[c] = chr(c)

# ends of lines stay as they are
_QUOPRI_BODY_ENCODE_MAP = _QUOPRI_BODY_MAP[:]
for c in b'\r\n':
    _QUOPRI_BODY_ENCODE_MAP[c] = chr(c)


def header_check(octet):
    """Whether an octet must be quoted in a header."""
    return chr(octet) != _QUOPRI_HEADER_MAP[octet]


def body_check(octet):
    """Whether an octet must be quoted in a body."""
    return chr(octet) != _QUOPRI_BODY_MAP[octet]


def header_length(bytearray):
    """How many characters octets take in a header."""
    return sum(len(_QUOPRI_HEADER_MAP[octet]) for octet in bytearray)


def body_length(bytearray):
    """How many characters octets take in a body."""
    return sum(len(_QUOPRI_BODY_MAP[octet]) for octet in bytearray)


def _max_append(L, s, maxlen, extra=''):
    if not isinstance(s, str):
        s = chr(s)
    if not L:
        L.append(s.lstrip())
    elif len(L[-1]) + len(s) <= maxlen:
        L[-1] += extra + s
    else:
        L.append(s.lstrip())


def unquote(s):
    """The character of a text like "=AB"."""
    return chr(int(s[1:3], 16))


def quote(c):
    return _QUOPRI_MAP[ord(c)]


def header_encode(header_bytes, charset='iso-8859-1'):
    """One encoded word of the "q" encoding."""
    if not header_bytes:
        return ''
    encoded = header_bytes.decode('latin1').translate(_QUOPRI_HEADER_MAP)
    return '=?%s?q?%s?=' % (charset, encoded)


def body_encode(body, maxlinelen=76, eol=NL):
    """A body in lines of quoted-printable; its characters are octets."""
    if maxlinelen < 4:
        raise ValueError("maxlinelen must be at least 4")
    if not body:
        return body
    body = body.translate(_QUOPRI_BODY_ENCODE_MAP)
    soft = '=' + eol
    room = maxlinelen - 1
    out = []
    for line in body.splitlines():
        at = 0
        last = len(line) - 1 - maxlinelen
        while at <= last:
            stop = at + room
            # a quoted octet is not broken
            if line[stop - 2] == '=':
                stop -= 2
            elif line[stop - 1] == '=':
                stop -= 1
            out.append(line[at:stop] + '=')
            at = stop
        # a space at the end of a line needs quoting
        if line and line[-1] in ' \t':
            left = at - last
            if left >= 3:
                tail = quote(line[-1])
            elif left == 2:
                tail = line[-1] + soft
            else:
                tail = soft + quote(line[-1])
            out.append(line[at:-1] + tail)
        else:
            out.append(line[at:])
    if body[-1] in CRLF:
        out.append('')
    return eol.join(out)


def decode(encoded, eol=NL):
    """The text that quoted-printable stands for; lines end with `eol`."""
    if not encoded:
        return encoded
    decoded = ''
    for line in encoded.splitlines():
        line = line.rstrip()
        if not line:
            decoded += eol
            continue
        i = 0
        n = len(line)
        while i < n:
            c = line[i]
            if c != '=':
                decoded += c
                i += 1
            elif i + 1 == n:
                # a soft break
                i += 1
                continue
            elif i + 2 < n and line[i + 1] in hexdigits and line[i + 2] in hexdigits:
                decoded += unquote(line[i:i + 3])
                i += 3
            else:
                decoded += c
                i += 1
            if i == n:
                decoded += eol
    if encoded[-1] not in '\r\n' and decoded.endswith(eol):
        decoded = decoded[:-1]
    return decoded


body_decode = decode
decodestring = decode


def _unquote_match(match):
    return unquote(match.group(0))


def header_decode(s):
    """The text of the "q" encoding."""
    return re.sub(r'=[a-fA-F0-9]{2}', _unquote_match, s.replace('_', ' '),
                  flags=re.ASCII)
