"""The search for codecs by name: those that the machine has, as CodecInfo objects."""
import _codecs
import codecs
import sys

_cache = {}

# names with functions in _codecs, and whether decoding keeps state between steps
_NATIVE = {
    'utf_8': ('utf_8', True), 'utf8': ('utf_8', True), 'u8': ('utf_8', True),
    'utf_16': ('utf_16', True), 'utf16': ('utf_16', True), 'u16': ('utf_16', True),
    'utf_16_le': ('utf_16_le', True), 'utf_16le': ('utf_16_le', True),
    'utf_16_be': ('utf_16_be', True), 'utf_16be': ('utf_16_be', True),
    'utf_32': ('utf_32', True), 'utf32': ('utf_32', True), 'u32': ('utf_32', True),
    'utf_32_le': ('utf_32_le', True), 'utf_32le': ('utf_32_le', True),
    'utf_32_be': ('utf_32_be', True), 'utf_32be': ('utf_32_be', True),
    'utf_7': ('utf_7', True), 'utf7': ('utf_7', True), 'u7': ('utf_7', True),
    'latin_1': ('latin_1', False), 'latin1': ('latin_1', False), 'latin': ('latin_1', False),
    'iso_8859_1': ('latin_1', False), 'iso8859_1': ('latin_1', False), 'l1': ('latin_1', False),
    '8859': ('latin_1', False), 'cp819': ('latin_1', False),
    'ascii': ('ascii', False), 'us_ascii': ('ascii', False), '646': ('ascii', False),
    'unicode_escape': ('unicode_escape', False),
    'raw_unicode_escape': ('raw_unicode_escape', False),
}
_SHOWN = {'utf_8': 'utf-8', 'utf_16': 'utf-16', 'utf_16_le': 'utf-16-le',
          'utf_16_be': 'utf-16-be', 'utf_32': 'utf-32', 'utf_32_le': 'utf-32-le',
          'utf_32_be': 'utf-32-be', 'utf_7': 'utf-7', 'latin_1': 'iso8859-1', 'ascii': 'ascii',
          'unicode_escape': 'unicode-escape', 'raw_unicode_escape': 'raw-unicode-escape'}


class CodecRegistryError(LookupError, SystemError):
    """What a broken codec module raises."""


def normalize_encoding(encoding):
    """A name with every run of other characters than letters, digits and dots as one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    out = []
    gap = False
    for c in encoding:
        if c.isalnum() or c == '.':
            if gap and out:
                out.append('_')
            out.append(c)
            gap = False
        else:
            gap = True
    return ''.join(out)


def _make(name, encode, decode, stateful):
    """The CodecInfo of a pair of functions."""

    def encode_at_once(input, errors='strict'):
        return encode(input, errors)

    def decode_at_once(input, errors='strict'):
        return decode(input, errors, True) if stateful else decode(input, errors)

    class Encoder(codecs.IncrementalEncoder):
        started = False

        def encode(self, input, final=False):
            # a byte order mark is written once
            if self.started and name in ('utf-16', 'utf-32'):
                return _codecs_encoder(name + '-le')(input, self.errors)[0]
            if input:
                self.started = True
            elif name in ('utf-16', 'utf-32'):
                return b''
            return encode(input, self.errors)[0]

        def reset(self):
            self.started = False

        def getstate(self):
            return 0 if self.started else 2

        def setstate(self, state):
            self.started = not state

    class Decoder(codecs.BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            return decode(input, errors, final) if stateful else decode(input, errors)

    class Writer(codecs.StreamWriter):
        encode = staticmethod(encode_at_once)
        decode = staticmethod(decode_at_once)

    class Reader(codecs.StreamReader):
        encode = staticmethod(encode_at_once)

        @staticmethod
        def decode(input, errors='strict'):
            return decode(input, errors, False) if stateful else decode(input, errors)

    if name in ('utf-16', 'utf-32'):
        Decoder, Reader, Writer = _marked(name, encode_at_once)
    return codecs.CodecInfo(encode_at_once, decode_at_once, Reader, Writer, Encoder, Decoder, name)


def _marked(name, encode_at_once):
    """Decoder, reader and writer of an encoding whose first bytes say the order."""
    detect = getattr(_codecs, name.replace('-', '_') + '_ex_decode')
    width = 2 if name == 'utf-16' else 4
    missing = '%s stream does not start with BOM' % name.upper()
    other = '-be' if sys.byteorder == 'little' else '-le'
    native = '-le' if sys.byteorder == 'little' else '-be'

    def decode_first(input, errors, final):
        """(text, bytes used, '-le', '-be' or None) of the beginning of a stream."""
        text, used, order = detect(input, errors, 0, final)
        if order == 0 and used >= width:
            raise UnicodeError(missing)
        return text, used, {-1: '-le', 1: '-be'}.get(order)

    class Decoder(codecs.BufferedIncrementalDecoder):
        order = None

        def _buffer_decode(self, input, errors, final):
            if self.order is not None:
                return _codecs_decoder(name + self.order)(input, errors, final)
            text, used, self.order = decode_first(input, errors, final)
            return text, used

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.order = None

        def getstate(self):
            kept = codecs.BufferedIncrementalDecoder.getstate(self)[0]
            return kept, 2 if self.order is None else int(self.order == other)

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            self.order = {0: native, 1: other}.get(state[1])

    class Writer(codecs.StreamWriter):
        started = False

        def encode(self, input, errors='strict'):
            if self.started:
                return _codecs_encoder(name + native)(input, errors)
            self.started = True
            return encode_at_once(input, errors)

        def reset(self):
            codecs.StreamWriter.reset(self)
            self.started = False

    class Reader(codecs.StreamReader):
        order = None

        def decode(self, input, errors='strict'):
            if self.order is not None:
                return _codecs_decoder(name + self.order)(input, errors)
            text, used, self.order = decode_first(input, errors, False)
            return text, used

        def reset(self):
            codecs.StreamReader.reset(self)
            self.order = None

    return Decoder, Reader, Writer


def _codecs_encoder(name):
    return getattr(_codecs, name.replace('-', '_') + '_encode')


def _codecs_decoder(name):
    return getattr(_codecs, name.replace('-', '_') + '_decode')


def _by_machine(encoding):
    """A charmap that the machine knows by itself."""
    try:
        b''.decode(encoding)
    except LookupError:
        return None

    def encode(input, errors='strict'):
        return input.encode(encoding, errors), len(input)

    def decode(input, errors='strict'):
        data = bytes(input)
        return data.decode(encoding, errors), len(data)

    return _make(encoding.replace('_', '-'), encode, decode, False)


def _by_module(name):
    """The codec of a module of this package."""
    if '.' in name or name.startswith('_') or name == 'aliases':
        return None
    try:
        module = __import__('encodings.' + name, fromlist=['getregentry'])
    except ImportError:
        return None
    getregentry = getattr(module, 'getregentry', None)
    return None if getregentry is None else getregentry()


# the East Asian codecs, by the modules that have them
_MULTIBYTE = {
    '_codecs_cn': 'gb2312 gbk gb18030 hz',
    '_codecs_hk': 'big5hkscs',
    '_codecs_iso2022': 'iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3'
                       ' iso2022_jp_ext iso2022_kr',
    '_codecs_jp': 'shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004 euc_jisx0213 shift_jisx0213',
    '_codecs_kr': 'cp949 euc_kr johab',
    '_codecs_tw': 'big5 cp950',
}


def _multibyte(key):
    """The CodecInfo of an East Asian codec, or None."""
    from encodings.aliases import aliases
    name = aliases.get(key) or aliases.get(key.replace('.', '_')) or key
    for module, names in _MULTIBYTE.items():
        if name in names.split():
            break
    else:
        return None
    import _multibytecodec
    multibyte = __import__(module).getcodec(name)

    class Codec(codecs.Codec):
        encode = multibyte.encode
        decode = multibyte.decode

    class IncrementalEncoder(_multibytecodec.MultibyteIncrementalEncoder, codecs.IncrementalEncoder):
        codec = multibyte

    class IncrementalDecoder(_multibytecodec.MultibyteIncrementalDecoder, codecs.IncrementalDecoder):
        codec = multibyte

    class StreamReader(Codec, _multibytecodec.MultibyteStreamReader, codecs.StreamReader):
        codec = multibyte

    class StreamWriter(Codec, _multibytecodec.MultibyteStreamWriter, codecs.StreamWriter):
        codec = multibyte

    return codecs.CodecInfo(Codec().encode, Codec().decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name)


_searching = set()


def search_function(encoding):
    """The CodecInfo of a name, or None."""
    if encoding in _cache:
        return _cache[encoding]
    if encoding in _searching:
        return None
    key = normalize_encoding(encoding).lower()
    native = _NATIVE.get(key)
    if native is not None:
        base, stateful = native
        info = _make(_SHOWN[base], getattr(_codecs, base + '_encode'),
                     getattr(_codecs, base + '_decode'), stateful)
    else:
        _searching.add(encoding)
        try:
            info = _by_machine(encoding)
            if info is None:
                from .aliases import aliases
                info = _by_module(aliases.get(key, key))
        finally:
            _searching.discard(encoding)
        if info is None:
            info = _multibyte(key)
    _cache[encoding] = info
    return info


codecs.register(search_function)
