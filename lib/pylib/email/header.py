"""Headers with characters beyond ASCII (RFC 2047)."""

__all__ = ['Header', 'decode_header', 'make_header']

import binascii
import re

import email.base64mime
import email.quoprimime

from email import charset as _charset
from email.errors import HeaderParseError

Charset = _charset.Charset

NL = '\n'
SPACE = ' '
BSPACE = b' '
SPACE8 = ' ' * 8
EMPTYSTRING = ''
MAXLINELEN = 78
FWS = ' \t'

USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')

ecre = re.compile(
    r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qQbB])\?(?P<encoded>.*?)\?=',
    re.VERBOSE | re.MULTILINE)

# a name and a colon; RFC 2822 allows every printable character but the colon
fcre = re.compile(r'[\041-\176]+:$')

# what looks like a header on a line of its own
_embedded_header = re.compile(r'\n[^ \t]+:')

_max_append = email.quoprimime._max_append


def decode_header(header):
    """A header as pairs of text and charset; (str, None) alone if nothing is encoded."""
    if hasattr(header, '_chunks'):
        return [(_charset._encode(string, str(charset)), str(charset))
                for string, charset in header._chunks]
    if not ecre.search(header):
        return [(header, None)]
    # (text, encoding, charset)
    words = []
    for line in header.splitlines():
        parts = ecre.split(line)
        first = True
        while parts:
            plain = parts.pop(0)
            if first:
                plain = plain.lstrip()
                first = False
            if plain:
                words.append((plain, None, None))
            if parts:
                charset = parts.pop(0).lower()
                encoding = parts.pop(0).lower()
                encoded = parts.pop(0)
                words.append((encoded, encoding, charset))
    # space between two encoded words does not count
    kept = [w for n, w in enumerate(words)
            if not (n > 0 and n + 1 < len(words) and w[0].isspace()
                    and words[n - 1][1] and words[n + 1][1])]
    decoded = []
    for text, encoding, charset in kept:
        if encoding is None:
            decoded.append((text, charset))
        elif encoding == 'q':
            decoded.append((email.quoprimime.header_decode(text), charset))
        elif encoding == 'b':
            missing = len(text) % 4
            if missing:
                text += '==='[:4 - missing]
            try:
                decoded.append((email.base64mime.decode(text), charset))
            except binascii.Error:
                raise HeaderParseError('Base64 decoding error')
    # neighbours of one charset are one text
    collapsed = []
    last_word = last_charset = None
    for word, charset in decoded:
        if isinstance(word, str):
            word = bytes(word, 'raw-unicode-escape')
        if last_word is None:
            last_word, last_charset = word, charset
        elif charset != last_charset:
            collapsed.append((last_word, last_charset))
            last_word, last_charset = word, charset
        elif last_charset is None:
            last_word += BSPACE + word
        else:
            last_word += word
    collapsed.append((last_word, last_charset))
    return collapsed


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """The Header of pairs that decode_header() returned."""
    h = Header(maxlinelen=maxlinelen, header_name=header_name,
               continuation_ws=continuation_ws)
    for s, charset in decoded_seq:
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        h.append(s, charset)
    return h


class Header:
    """A header's value, of texts in several charsets."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None,
                 continuation_ws=' ', errors='strict'):
        if charset is None:
            charset = USASCII
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        # ": " comes after the name
        self._headerlen = 0 if header_name is None else len(header_name) + 2

    def __str__(self):
        """The text, with the spaces that belong between its chunks."""
        self._normalize()
        uchunks = []
        lastcs = None
        lastspace = None
        for string, charset in self._chunks:
            nextcs = charset
            if nextcs == _charset.UNKNOWN8BIT:
                raw = string.encode('ascii', 'surrogateescape')
                string = raw.decode('ascii', 'replace')
            if uchunks:
                hasspace = string and self._nonctext(string[0])
                if lastcs not in (None, 'us-ascii'):
                    if nextcs in (None, 'us-ascii') and not hasspace:
                        uchunks.append(SPACE)
                        nextcs = None
                elif nextcs not in (None, 'us-ascii') and not lastspace:
                    uchunks.append(SPACE)
            lastspace = string and self._nonctext(string[-1])
            lastcs = nextcs
            uchunks.append(string)
        return EMPTYSTRING.join(uchunks)

    def __eq__(self, other):
        # other may be a str
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """Adds a text; bytes are decoded in `charset`."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        if not isinstance(s, str):
            input_charset = charset.input_codec or 'us-ascii'
            if input_charset == _charset.UNKNOWN8BIT:
                s = s.decode('us-ascii', 'surrogateescape')
            else:
                s = s.decode(input_charset, errors)
        output_charset = charset.output_codec or 'us-ascii'
        if output_charset != _charset.UNKNOWN8BIT:
            try:
                s.encode(output_charset, errors)
            except UnicodeEncodeError:
                if output_charset != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def _nonctext(self, s):
        """Whether a character is neither of a comment's nor a word's text."""
        return s.isspace() or s in ('(', ')', '\\')

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        r"""The header's lines, as ASCII; folded where `splitchars` stand."""
        self._normalize()
        if maxlinelen is None:
            maxlinelen = self._maxlinelen
        # no limit is the same as a very high one
        if maxlinelen == 0:
            maxlinelen = 1000000
        formatter = _ValueFormatter(self._headerlen, maxlinelen,
                                    self._continuation_ws, splitchars)
        lastcs = None
        hasspace = lastspace = None
        for string, charset in self._chunks:
            if hasspace is not None:
                hasspace = string and self._nonctext(string[0])
                if lastcs not in (None, 'us-ascii'):
                    if not hasspace or charset not in (None, 'us-ascii'):
                        formatter.add_transition()
                elif charset not in (None, 'us-ascii') and not lastspace:
                    formatter.add_transition()
            lastspace = string and self._nonctext(string[-1])
            lastcs = charset
            hasspace = False
            lines = string.splitlines()
            if lines:
                formatter.feed('', lines[0], charset)
            else:
                formatter.feed('', '', charset)
            for line in lines[1:]:
                formatter.newline()
                if charset.header_encoding is not None:
                    formatter.feed(self._continuation_ws, ' ' + line.lstrip(), charset)
                else:
                    sline = line.lstrip()
                    fws = line[:len(line) - len(sline)]
                    formatter.feed(fws, sline, charset)
            if len(lines) > 1:
                formatter.newline()
        if self._chunks:
            formatter.add_transition()
        value = formatter._str(linesep)
        if _embedded_header.search(value):
            raise HeaderParseError(
                "header value appears to contain an embedded header: {!r}".format(value))
        return value

    def _normalize(self):
        """Puts neighbours of one charset together."""
        chunks = []
        last_charset = None
        last_chunk = []
        for string, charset in self._chunks:
            if charset == last_charset:
                last_chunk.append(string)
            else:
                if last_charset is not None:
                    chunks.append((SPACE.join(last_chunk), last_charset))
                last_chunk = [string]
                last_charset = charset
        if last_chunk:
            chunks.append((SPACE.join(last_chunk), last_charset))
        self._chunks = chunks


class _ValueFormatter:
    """Puts chunks into lines."""

    def __init__(self, headerlen, maxlen, continuation_ws, splitchars):
        self._maxlen = maxlen
        self._continuation_ws = continuation_ws
        self._continuation_ws_len = len(continuation_ws)
        self._splitchars = splitchars
        self._lines = []
        self._current_line = _Accumulator(headerlen)

    def _str(self, linesep):
        self.newline()
        return linesep.join(self._lines)

    def __str__(self):
        return self._str(NL)

    def newline(self):
        end = self._current_line.pop()
        if end != (' ', ''):
            self._current_line.push(*end)
        if len(self._current_line) > 0:
            if self._current_line.is_onlyws() and self._lines:
                self._lines[-1] += str(self._current_line)
            else:
                self._lines.append(str(self._current_line))
        self._current_line.reset()

    def add_transition(self):
        self._current_line.push(' ', '')

    def feed(self, fws, string, charset):
        if charset.header_encoding is None:
            self._ascii_split(fws, string, self._splitchars)
            return
        # the first line may be partly used, the others are new
        encoded = charset.header_encode_lines(string, self._maxlengths())
        first = encoded.pop(0) if encoded else None
        if first is not None:
            self._append_chunk(fws, first)
        if not encoded:
            return
        last = encoded.pop()
        self.newline()
        for line in encoded:
            self._lines.append(self._continuation_ws + line)
        self._current_line.push(self._continuation_ws, last)

    def _maxlengths(self):
        yield self._maxlen - len(self._current_line)
        while True:
            yield self._maxlen - self._continuation_ws_len

    def _ascii_split(self, fws, string, splitchars):
        # pieces of white space and of what is none, in turns
        parts = re.split("([" + FWS + "]+)", fws + string)
        if parts[0]:
            parts[:0] = ['']
        else:
            parts.pop(0)
        for fws, part in zip(*[iter(parts)] * 2):
            self._append_chunk(fws, part)

    def _append_chunk(self, fws, string):
        self._current_line.push(fws, string)
        if len(self._current_line) <= self._maxlen:
            return
        # the best place to break: behind a character of splitchars
        for ch in self._splitchars:
            for i in range(self._current_line.part_count() - 1, 0, -1):
                if ch.isspace():
                    fws = self._current_line[i][0]
                    if fws and fws[0] == ch:
                        break
                prevpart = self._current_line[i - 1][1]
                if prevpart and prevpart[-1] == ch:
                    break
            else:
                continue
            break
        else:
            fws, part = self._current_line.pop()
            if self._current_line._initial_size > 0:
                # a break behind the name, if that helps
                self.newline()
                if not fws:
                    fws = " "
            self._current_line.push(fws, part)
            return
        remainder = self._current_line.pop_from(i)
        self._lines.append(str(self._current_line))
        self._current_line.reset(remainder)


class _Accumulator(list):
    """The pieces of a line, each with the space before it."""

    def __init__(self, initial_size=0):
        self._initial_size = initial_size
        super().__init__()

    def push(self, fws, string):
        self.append((fws, string))

    def pop_from(self, i=0):
        popped = self[i:]
        self[i:] = []
        return popped

    def pop(self):
        if self.part_count() == 0:
            return ('', '')
        return super().pop()

    def __len__(self):
        return sum((len(fws) + len(part) for fws, part in self), self._initial_size)

    def __str__(self):
        return EMPTYSTRING.join([EMPTYSTRING.join((fws, part)) for fws, part in self])

    def reset(self, startval=None):
        self[:] = startval if startval is not None else []
        self._initial_size = 0

    def is_onlyws(self):
        return self._initial_size == 0 and (not self or str(self).isspace())

    def part_count(self):
        return super().__len__()
