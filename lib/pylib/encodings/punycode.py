"""Punycode (RFC 3492): labels of host names with any characters, in ASCII."""

import codecs

# the parameters of the RFC's section 5
_BASE, _TMIN, _TMAX, _SKEW, _DAMP, _BIAS, _FIRST = 36, 1, 26, 38, 700, 72, 0x80
_DIGITS = b"abcdefghijklmnopqrstuvwxyz0123456789"


def _threshold(position, bias):
    return min(max(_BASE * (position + 1) - bias, _TMIN), _TMAX)


def _adapt(delta, first, count):
    delta = delta // _DAMP if first else delta // 2
    delta += delta // count
    steps = 0
    while delta > (_BASE - _TMIN) * _TMAX // 2:
        delta //= _BASE - _TMIN
        steps += _BASE
    return steps + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _number(value, bias):
    """A delta as an integer of variable length."""
    out = bytearray()
    position = 0
    while True:
        t = _threshold(position, bias)
        if value < t:
            out.append(_DIGITS[value])
            return bytes(out)
        value, digit = divmod(value - t, _BASE - t)
        out.append(_DIGITS[t + digit])
        position += 1


def punycode_encode(text):
    """The bytes of a str."""
    basic = bytearray()
    others = set()
    for c in text:
        if ord(c) < 128:
            basic.append(ord(c))
        else:
            others.add(c)
    out = bytearray()
    code, delta, bias, first = _FIRST, 0, _BIAS, True
    done = len(basic)
    for c in sorted(others):
        delta += (ord(c) - code) * (done + 1)
        code = ord(c)
        for other in text:
            if ord(other) < code:
                delta += 1
            elif other == c:
                out += _number(delta, bias)
                bias = _adapt(delta, first, done + 1)
                first = False
                delta = 0
                done += 1
        delta += 1
        code += 1
    return bytes(basic) + b"-" + bytes(out) if basic else bytes(out)


def _read_number(text, at, bias, errors):
    """(the index behind a delta, its value); the value is None where the text is wrong."""
    value, weight, position = 0, 1, 0
    while True:
        if at >= len(text):
            if errors == "strict":
                raise UnicodeError("incomplete punicode string")
            return at + 1, None
        c = text[at]
        at += 1
        if 0x41 <= c <= 0x5A:
            digit = c - 0x41
        elif 0x30 <= c <= 0x39:
            digit = c - 0x30 + 26
        elif errors == "strict":
            raise UnicodeError("Invalid extended code point '%s'" % chr(c))
        else:
            return at, None
        t = _threshold(position, bias)
        value += digit * weight
        if digit < t:
            return at, value
        weight *= _BASE - t
        position += 1


def punycode_decode(text, errors):
    """The str of bytes."""
    if isinstance(text, str):
        text = text.encode("ascii")
    if isinstance(text, memoryview):
        text = bytes(text)
    mark = text.rfind(b"-")
    basic = "" if mark < 0 else str(text[:mark], "ascii", errors)
    extended = str(text[mark + 1:], "ascii", errors).upper().encode("ascii", "replace")
    out = list(basic)
    code, place, bias, first = _FIRST, -1, _BIAS, True
    at = 0
    while at < len(extended):
        at, delta = _read_number(extended, at, bias, errors)
        if delta is None:
            break
        place += delta + 1
        code += place // (len(out) + 1)
        if code > 0x10FFFF:
            if errors == "strict":
                raise UnicodeError("Invalid character U+%x" % code)
            code = ord('?')
        place %= len(out) + 1
        out.insert(place, chr(code))
        bias = _adapt(delta, first, len(out))
        first = False
    return "".join(out)


def _check(errors):
    if errors not in ('strict', 'replace', 'ignore'):
        raise UnicodeError("Unsupported error handling " + errors)


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        return punycode_encode(input), len(input)

    def decode(self, input, errors='strict'):
        _check(errors)
        return punycode_decode(input, errors), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return punycode_encode(input)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        _check(self.errors)
        return punycode_decode(input, self.errors)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(
        name='punycode', encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader)
