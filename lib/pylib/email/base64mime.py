"""Base64 for headers and bodies (RFC 2045)."""

__all__ = ['body_decode', 'body_encode', 'decode', 'decodestring',
           'header_encode', 'header_length']

from base64 import b64encode
from binascii import a2b_base64, b2a_base64

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''

# what "=?", "?b?" and "?=" take
MISC_LEN = 7


def header_length(bytearray):
    """How many characters bytes take in base64."""
    return (len(bytearray) + 2) // 3 * 4


def header_encode(header_bytes, charset='iso-8859-1'):
    """One encoded word of base64."""
    if not header_bytes:
        return ""
    if isinstance(header_bytes, str):
        header_bytes = header_bytes.encode(charset)
    return '=?%s?b?%s?=' % (charset, b64encode(header_bytes).decode("ascii"))


def body_encode(s, maxlinelen=76, eol=NL):
    r"""Bytes in lines of base64 that end with `eol`."""
    if not s:
        return s
    step = maxlinelen * 3 // 4
    lines = []
    for at in range(0, len(s), step):
        line = b2a_base64(s[at:at + step]).decode("ascii")
        lines.append(line[:-1] + eol if eol != NL else line)
    return EMPTYSTRING.join(lines)


def decode(string):
    """The bytes that base64 stands for."""
    if not string:
        return bytes()
    if isinstance(string, str):
        string = string.encode('raw-unicode-escape')
    return a2b_base64(string)


body_decode = decode
decodestring = decode
