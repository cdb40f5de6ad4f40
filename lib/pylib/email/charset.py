"""Character sets, and how headers and bodies in them are encoded."""

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

from functools import partial

import email.base64mime
import email.quoprimime

from email import errors
from email.encoders import encode_7or8bit

QP = 1
BASE64 = 2
SHORTEST = 3

# what "=?", "?q?" and "?=" take
RFC2047_CHROME_LEN = 7

DEFAULT_CHARSET = 'us-ascii'
UNKNOWN8BIT = 'unknown-8bit'
EMPTYSTRING = ''

# header encoding, body encoding, output charset
CHARSETS = {
    'us-ascii': (None, None, None),
    'viscii': (QP, QP, None),
    'big5': (BASE64, BASE64, None),
    'gb2312': (BASE64, BASE64, None),
    'euc-jp': (BASE64, None, 'iso-2022-jp'),
    'shift_jis': (BASE64, None, 'iso-2022-jp'),
    'iso-2022-jp': (BASE64, None, None),
    'koi8-r': (BASE64, BASE64, None),
    'utf-8': (SHORTEST, BASE64, 'utf-8'),
}
for _n in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16):
    CHARSETS['iso-8859-%d' % _n] = (QP, QP, None)
for _n in (1252,):
    CHARSETS['windows-%d' % _n] = (QP, QP, None)
del _n

ALIASES = {
    'latin_1': 'iso-8859-1', 'latin-1': 'iso-8859-1',
    'latin_2': 'iso-8859-2', 'latin-2': 'iso-8859-2',
    'latin_3': 'iso-8859-3', 'latin-3': 'iso-8859-3',
    'latin_4': 'iso-8859-4', 'latin-4': 'iso-8859-4',
    'latin_5': 'iso-8859-9', 'latin-5': 'iso-8859-9',
    'latin_6': 'iso-8859-10', 'latin-6': 'iso-8859-10',
    'latin_7': 'iso-8859-13', 'latin-7': 'iso-8859-13',
    'latin_8': 'iso-8859-14', 'latin-8': 'iso-8859-14',
    'latin_9': 'iso-8859-15', 'latin-9': 'iso-8859-15',
    'latin_10': 'iso-8859-16', 'latin-10': 'iso-8859-16',
    'cp949': 'ks_c_5601-1987',
    'euc_jp': 'euc-jp',
    'euc_kr': 'euc-kr',
    'ascii': 'us-ascii',
}

# charsets whose codec has another name
CODEC_MAP = {
    'gb2312': 'eucgb2312_cn',
    'big5': 'big5_tw',
    'us-ascii': None,
}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Says how a charset is encoded in headers and bodies."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS[charset] = (header_enc, body_enc, output_charset)


def add_alias(alias, canonical):
    """Gives a charset another name."""
    ALIASES[alias] = canonical


def add_codec(charset, codecname):
    """Says which codec a charset has."""
    CODEC_MAP[charset] = codecname


def _encode(string, codec):
    if codec == UNKNOWN8BIT:
        return string.encode('ascii', 'surrogateescape')
    return string.encode(codec)


class Charset:
    """A character set and its ways in email."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        try:
            if isinstance(input_charset, str):
                input_charset.encode('ascii')
            else:
                input_charset = str(input_charset, 'ascii')
        except UnicodeError:
            raise errors.CharsetError(input_charset)
        input_charset = input_charset.lower()
        self.input_charset = ALIASES.get(input_charset, input_charset)
        header, body, conv = CHARSETS.get(self.input_charset, (SHORTEST, BASE64, None))
        if not conv:
            conv = self.input_charset
        self.header_encoding = header
        self.body_encoding = body
        self.output_charset = ALIASES.get(conv, conv)
        self.input_codec = CODEC_MAP.get(self.input_charset, self.input_charset)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __str__(self):
        return self.input_charset.lower()

    __repr__ = __str__

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def get_body_encoding(self):
        """The transfer encoding of bodies: a name, or a function of a message."""
        assert self.body_encoding != SHORTEST
        if self.body_encoding == QP:
            return 'quoted-printable'
        if self.body_encoding == BASE64:
            return 'base64'
        return encode_7or8bit

    def get_output_charset(self):
        """The charset that text leaves in."""
        return self.output_charset or self.input_charset

    def header_encode(self, string):
        """A text as one encoded word."""
        data = _encode(string, self.output_codec or 'us-ascii')
        module = self._get_encoder(data)
        if module is None:
            return string
        return module.header_encode(data, self.get_output_charset())

    def header_encode_lines(self, string, maxlengths):
        """A text as encoded words that fit lines of the given lengths.

        None stands for a line that nothing fits into.
        """
        codec = self.output_codec or 'us-ascii'
        module = self._get_encoder(_encode(string, codec))
        encoder = partial(module.header_encode, charset=self.get_output_charset())
        length = module.header_length
        chrome = len(self.get_output_charset()) + RFC2047_CHROME_LEN
        lines = []
        current = []
        room = next(maxlengths) - chrome
        for character in string:
            current.append(character)
            if length(_encode(EMPTYSTRING.join(current), codec)) > room:
                current.pop()
                if not lines and not current:
                    # not even one character fits the first line
                    lines.append(None)
                else:
                    lines.append(encoder(_encode(EMPTYSTRING.join(current), codec)))
                current = [character]
                room = next(maxlengths) - chrome
        lines.append(encoder(_encode(EMPTYSTRING.join(current), codec)))
        return lines

    def _get_encoder(self, header_bytes):
        kind = self.header_encoding
        if kind == BASE64:
            module = email.base64mime
        elif kind == QP:
            module = email.quoprimime
        elif kind == SHORTEST:
            if (email.base64mime.header_length(header_bytes)
                    < email.quoprimime.header_length(header_bytes)):
                module = email.base64mime
            else:
                module = email.quoprimime
        else:
            return None
        return module

    def body_encode(self, string):
        """A body (str or bytes) in the charset's transfer encoding."""
        if not string:
            return string
        if self.body_encoding is BASE64:
            if isinstance(string, str):
                string = string.encode(self.output_charset)
            return email.base64mime.body_encode(string)
        if self.body_encoding is QP:
            # quoprimime wants octets as characters
            if isinstance(string, str):
                string = string.encode(self.output_charset)
            return email.quoprimime.body_encode(string.decode('latin1'))
        if isinstance(string, str):
            string = string.encode(self.output_charset).decode('ascii')
        return string
