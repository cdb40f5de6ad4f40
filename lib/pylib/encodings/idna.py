"""Host names with any characters (RFC 3490 and 3491)."""

import codecs
import re
from unicodedata import ucd_3_2_0 as unicodedata

# what separates labels (RFC 3490, section 3.1)
dots = re.compile("[\u002E\u3002\uFF0E\uFF61]")

ace_prefix = b"xn--"
sace_prefix = "xn--"


def nameprep(label):
    """A label in the form that is compared."""
    import stringprep as prep
    mapped = "".join([prep.map_table_b2(c) for c in label if not prep.in_table_b1(c)])
    label = unicodedata.normalize("NFKC", mapped)
    prohibited = (prep.in_table_c12, prep.in_table_c22, prep.in_table_c3, prep.in_table_c4,
                  prep.in_table_c5, prep.in_table_c6, prep.in_table_c7, prep.in_table_c8,
                  prep.in_table_c9)
    for c in label:
        if any(table(c) for table in prohibited):
            raise UnicodeError("Invalid character %r" % c)
    # text from right to left may not be mixed with other text
    right = [prep.in_table_d1(c) for c in label]
    if any(right):
        if any(prep.in_table_d2(c) for c in label):
            raise UnicodeError("Violation of BIDI requirement 2")
        if not right[0] or not right[-1]:
            raise UnicodeError("Violation of BIDI requirement 3")
    return label


def _sized(label):
    if 0 < len(label) < 64:
        return label
    raise UnicodeError("label empty or too long")


def _ascii(label):
    try:
        return label.encode("ascii")
    except UnicodeError:
        return None


def ToASCII(label):
    """The bytes of one label."""
    data = _ascii(label)
    if data is not None:
        return _sized(data)
    label = nameprep(label)
    data = _ascii(label)
    if data is not None:
        return _sized(data)
    if label.startswith(sace_prefix):
        raise UnicodeError("Label starts with ACE prefix")
    return _sized(ace_prefix + label.encode("punycode"))


def ToUnicode(label):
    """The str of one label."""
    if isinstance(label, bytes):
        data = label
    else:
        data = _ascii(label)
        if data is None:
            label = nameprep(label)
            try:
                data = label.encode("ascii")
            except UnicodeError:
                raise UnicodeError("Invalid character in IDN label")
    if not data.startswith(ace_prefix):
        return str(data, "ascii")
    result = data[len(ace_prefix):].decode("punycode")
    # it must be what encoding gives
    back = ToASCII(result)
    if str(data, "ascii").lower() != str(back, "ascii"):
        raise UnicodeError("IDNA does not round-trip", data, back)
    return result


def _needs_strict(errors):
    if errors != 'strict':
        raise UnicodeError("Unsupported error handling: " + errors)


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        if errors != 'strict':
            raise UnicodeError("unsupported error handling " + errors)
        if not input:
            return b'', 0
        data = _ascii(input)
        if data is not None:
            # names in ASCII stay what they are, in letters of any case
            labels = data.split(b'.')
            for label in labels[:-1]:
                _sized(label)
            if len(labels[-1]) >= 64:
                raise UnicodeError("label too long")
            return data, len(input)
        labels = dots.split(input)
        last = b''
        if not labels[-1]:
            last = b'.'
            del labels[-1]
        return b'.'.join([ToASCII(label) for label in labels]) + last, len(input)

    def decode(self, input, errors='strict'):
        _needs_strict(errors)
        if not input:
            return "", 0
        if not isinstance(input, bytes):
            input = bytes(input)
        if ace_prefix not in input:
            try:
                return input.decode('ascii'), len(input)
            except UnicodeDecodeError:
                pass
        labels = input.split(b".")
        last = ''
        if len(labels[-1]) == 0:
            last = '.'
            del labels[-1]
        return ".".join([ToUnicode(label) for label in labels]) + last, len(input)


def _step(labels, final, convert, dot):
    """(converted labels, how much they took): the last one may not be complete."""
    last = dot[:0]
    if labels and not labels[-1]:
        last = dot
        del labels[-1]
    elif labels and not final:
        del labels[-1]
        if labels:
            last = dot
    used = sum(len(label) for label in labels) + max(len(labels) - 1, 0) + len(last)
    return [convert(label) for label in labels], last, used


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        if errors != 'strict':
            raise UnicodeError("unsupported error handling " + errors)
        if not input:
            return b'', 0
        out, last, used = _step(dots.split(input), final, ToASCII, '.')
        return b'.'.join(out) + last.encode('ascii'), used


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        _needs_strict(errors)
        if not input:
            return "", 0
        if isinstance(input, str):
            labels = dots.split(input)
        else:
            labels = str(input, "ascii").split(".")
        out, last, used = _step(labels, final, ToUnicode, '.')
        return ".".join(out) + last, used


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(
        name='idna', encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader)
