"""Property lists, Apple's files of settings: as XML and in the binary form.

load() and dump() (and loads(), dumps()) are the functions to use; the older ones
are deprecated.
"""

__all__ = [
    "readPlist", "writePlist", "readPlistFromBytes", "writePlistToBytes",
    "Plist", "Data", "Dict", "InvalidFileException", "FMT_XML", "FMT_BINARY",
    "load", "dump", "loads", "dumps"
]

import binascii
import codecs
import contextlib
import datetime
import enum
from io import BytesIO
import itertools
import os
import re
import struct
from warnings import warn
from xml.parsers.expat import ParserCreate

PlistFormat = enum.Enum('PlistFormat', 'FMT_XML FMT_BINARY', module=__name__)
globals().update(PlistFormat.__members__)


# --- what is deprecated ------------------------------------------------------------------

class _InternalDict(dict):
    """A dict whose items are attributes as well, as the old functions made it."""

    def __getattr__(self, attr):
        try:
            value = self[attr]
        except KeyError:
            raise AttributeError(attr)
        self._warn()
        return value

    def __setattr__(self, attr, value):
        self._warn()
        self[attr] = value

    def __delattr__(self, attr):
        try:
            del self[attr]
        except KeyError:
            raise AttributeError(attr)
        self._warn()

    @staticmethod
    def _warn():
        warn("Attribute access from plist dicts is deprecated, use d[key] notation instead",
             DeprecationWarning, 3)


class Dict(_InternalDict):
    """Deprecated."""

    def __init__(self, **kwargs):
        warn("The plistlib.Dict class is deprecated, use builtin dict instead",
             DeprecationWarning, 2)
        super().__init__(**kwargs)


@contextlib.contextmanager
def _maybe_open(pathOrFile, mode):
    if isinstance(pathOrFile, str):
        with open(pathOrFile, mode) as fp:
            yield fp
    else:
        yield pathOrFile


class Plist(_InternalDict):
    """Deprecated."""

    def __init__(self, **kwargs):
        warn("The Plist class is deprecated, use the load() and dump() functions instead",
             DeprecationWarning, 2)
        super().__init__(**kwargs)

    @classmethod
    def fromFile(cls, pathOrFile):
        """Like load(), into a Plist."""
        with _maybe_open(pathOrFile, 'rb') as fp:
            value = load(fp)
        plist = cls()
        plist.update(value)
        return plist

    def write(self, pathOrFile):
        """Like dump()."""
        with _maybe_open(pathOrFile, 'wb') as fp:
            dump(self, fp)


def readPlist(pathOrFile):
    """Deprecated: load()."""
    warn("The readPlist function is deprecated, use load() instead", DeprecationWarning, 2)
    with _maybe_open(pathOrFile, 'rb') as fp:
        return load(fp, fmt=None, use_builtin_types=False, dict_type=_InternalDict)


def writePlist(value, pathOrFile):
    """Deprecated: dump()."""
    warn("The writePlist function is deprecated, use dump() instead", DeprecationWarning, 2)
    with _maybe_open(pathOrFile, 'wb') as fp:
        dump(value, fp, fmt=FMT_XML, sort_keys=True, skipkeys=False)


def readPlistFromBytes(data):
    """Deprecated: loads()."""
    warn("The readPlistFromBytes function is deprecated, use loads() instead",
         DeprecationWarning, 2)
    return load(BytesIO(data), fmt=None, use_builtin_types=False, dict_type=_InternalDict)


def writePlistToBytes(value):
    """Deprecated: dumps()."""
    warn("The writePlistToBytes function is deprecated, use dumps() instead",
         DeprecationWarning, 2)
    f = BytesIO()
    dump(value, f, fmt=FMT_XML, sort_keys=True, skipkeys=False)
    return f.getvalue()


class Data:
    """Bytes in a property list, of the time when str and bytes were one."""

    def __init__(self, data):
        if not isinstance(data, bytes):
            raise TypeError("data must be as bytes")
        self.data = data

    @classmethod
    def fromBase64(cls, data):
        return cls(_decode_base64(data))

    def asBase64(self, maxlinelength=76):
        return _encode_base64(self.data, maxlinelength)

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.data == other.data
        if isinstance(other, bytes):
            return self.data == other
        return NotImplemented

    def __repr__(self):
        return "%s(%s)" % (self.__class__.__name__, repr(self.data))


# --- XML -----------------------------------------------------------------------------------

PLISTHEADER = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
"""

# all but tab, line feed and carriage return
_controlCharPat = re.compile("[%s]" % "".join(
    chr(n) for n in range(32) if n not in (9, 10, 13)))

_DATE_PARTS = ('year', 'month', 'day', 'hour', 'minute', 'second')
_dateParser = re.compile(
    r"(?P<year>\d\d\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d)"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)?)?)?Z", re.ASCII)


def _encode_base64(s, maxlinelength=76):
    step = maxlinelength // 4 * 3
    return b''.join(binascii.b2a_base64(s[i:i + step]) for i in range(0, len(s), step))


def _decode_base64(s):
    return binascii.a2b_base64(s.encode("utf-8") if isinstance(s, str) else s)


def _date_from_string(s):
    found = _dateParser.match(s).groupdict()
    return datetime.datetime(*[int(found[part]) for part in _DATE_PARTS
                               if found[part] is not None])


def _date_to_string(d):
    return '%04d-%02d-%02dT%02d:%02d:%02dZ' % (
        d.year, d.month, d.day, d.hour, d.minute, d.second)


def _escape(text):
    if _controlCharPat.search(text) is not None:
        raise ValueError("strings can't contains control characters; use bytes instead")
    for raw, written in (("\r\n", "\n"), ("\r", "\n"), ("&", "&amp;"), ("<", "&lt;"),
                         (">", "&gt;")):
        text = text.replace(raw, written)
    return text


class _PlistParser:
    """Makes values of expat's events."""

    def __init__(self, use_builtin_types, dict_type):
        self.stack = []
        self.current_key = None
        self.root = None
        self.data = []
        self._use_builtin_types = use_builtin_types
        self._dict_type = dict_type

    def parse(self, fileobj):
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self.handle_begin_element
        self.parser.EndElementHandler = self.handle_end_element
        self.parser.CharacterDataHandler = self.data.append
        self.parser.EntityDeclHandler = self.handle_entity_decl
        self.parser.ParseFile(fileobj)
        return self.root

    def handle_entity_decl(self, entity_name, is_parameter_entity, value, base, system_id,
                           public_id, notation_name):
        # a few of them could grow to any size, and plists have no use for them
        raise InvalidFileException(
            "XML entity declarations are not supported in plist files")

    def handle_begin_element(self, element, attrs):
        del self.data[:]
        handler = getattr(self, "begin_" + element, None)
        if handler is not None:
            handler(attrs)

    def handle_end_element(self, element):
        handler = getattr(self, "end_" + element, None)
        if handler is not None:
            handler()

    def _trouble(self, text):
        return ValueError("%s at line %d" % (text, self.parser.CurrentLineNumber))

    def add_object(self, value):
        if self.current_key is not None:
            if not isinstance(self.stack[-1], dict):
                raise self._trouble("unexpected element")
            self.stack[-1][self.current_key] = value
            self.current_key = None
        elif not self.stack:
            self.root = value
        elif isinstance(self.stack[-1], list):
            self.stack[-1].append(value)
        else:
            raise self._trouble("unexpected element")

    def get_data(self):
        data = ''.join(self.data)
        del self.data[:]
        return data

    def begin_dict(self, attrs):
        d = self._dict_type()
        self.add_object(d)
        self.stack.append(d)

    def end_dict(self):
        if self.current_key:
            raise self._trouble("missing value for key %r" % (self.current_key,))
        self.stack.pop()

    def end_key(self):
        if self.current_key or not (self.stack and isinstance(self.stack[-1], dict)):
            raise self._trouble("unexpected key")
        self.current_key = self.get_data()

    def begin_array(self, attrs):
        a = []
        self.add_object(a)
        self.stack.append(a)

    def end_array(self):
        self.stack.pop()

    def end_true(self):
        self.add_object(True)

    def end_false(self):
        self.add_object(False)

    def end_integer(self):
        self.add_object(int(self.get_data()))

    def end_real(self):
        self.add_object(float(self.get_data()))

    def end_string(self):
        self.add_object(self.get_data())

    def end_data(self):
        data = _decode_base64(self.get_data())
        self.add_object(data if self._use_builtin_types else Data(data))

    def end_date(self):
        self.add_object(_date_from_string(self.get_data()))


class _DumbXMLWriter:
    """Writes elements a line each, indented by tabs."""

    def __init__(self, file, indent_level=0, indent="\t"):
        self.file = file
        self.stack = []
        self._indent_level = indent_level
        self.indent = indent

    def begin_element(self, element):
        self.stack.append(element)
        self.writeln("<%s>" % element)
        self._indent_level += 1

    def end_element(self, element):
        assert self._indent_level > 0
        assert self.stack.pop() == element
        self._indent_level -= 1
        self.writeln("</%s>" % element)

    def simple_element(self, element, value=None):
        if value is None:
            self.writeln("<%s/>" % element)
        else:
            self.writeln("<%s>%s</%s>" % (element, _escape(value), element))

    def writeln(self, line):
        if line:
            if isinstance(line, str):
                line = line.encode('utf-8')
            indent = self.indent.encode() if isinstance(self.indent, str) else self.indent
            self.file.write(indent * self._indent_level)
            self.file.write(line)
        self.file.write(b'\n')


class _PlistWriter(_DumbXMLWriter):
    """Writes a value as XML."""

    def __init__(self, file, indent_level=0, indent=b"\t", writeHeader=1, sort_keys=True,
                 skipkeys=False):
        if writeHeader:
            file.write(PLISTHEADER)
        super().__init__(file, indent_level, indent)
        self._sort_keys = sort_keys
        self._skipkeys = skipkeys

    def write(self, value):
        self.writeln("<plist version=\"1.0\">")
        self.write_value(value)
        self.writeln("</plist>")

    def write_value(self, value):
        if isinstance(value, str):
            self.simple_element("string", value)
        elif value is True:
            self.simple_element("true")
        elif value is False:
            self.simple_element("false")
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.simple_element("integer", "%d" % value)
        elif isinstance(value, float):
            self.simple_element("real", repr(value))
        elif isinstance(value, dict):
            self.write_dict(value)
        elif isinstance(value, Data):
            self.write_bytes(value.data)
        elif isinstance(value, (bytes, bytearray)):
            self.write_bytes(value)
        elif isinstance(value, datetime.datetime):
            self.simple_element("date", _date_to_string(value))
        elif isinstance(value, (tuple, list)):
            self.write_array(value)
        else:
            raise TypeError("unsupported type: %s" % type(value))

    def write_data(self, data):
        self.write_bytes(data.data)

    def write_bytes(self, data):
        self.begin_element("data")
        self._indent_level -= 1
        width = max(16, 76 - 8 * self._indent_level)
        for line in _encode_base64(data, width).split(b"\n"):
            if line:
                self.writeln(line)
        self._indent_level += 1
        self.end_element("data")

    def write_dict(self, d):
        if not d:
            self.simple_element("dict")
            return
        self.begin_element("dict")
        for key, value in sorted(d.items()) if self._sort_keys else d.items():
            if not isinstance(key, str):
                if self._skipkeys:
                    continue
                raise TypeError("keys must be strings")
            self.simple_element("key", key)
            self.write_value(value)
        self.end_element("dict")

    def write_array(self, array):
        if not array:
            self.simple_element("array")
            return
        self.begin_element("array")
        for value in array:
            self.write_value(value)
        self.end_element("array")


def _is_fmt_xml(header):
    prefixes = (b'<?xml', b'<plist')
    if header.startswith(prefixes):
        return True
    # other encodings, by their byte order marks
    for bom, encoding in ((codecs.BOM_UTF8, 'utf-8'),
                          (codecs.BOM_UTF16_BE, 'utf-16-be'),
                          (codecs.BOM_UTF16_LE, 'utf-16-le')):
        for start in prefixes:
            written = bom + start.decode('ascii').encode(encoding)
            if header[:len(written)] == written:
                return True
    return False


# --- binary --------------------------------------------------------------------------------

class InvalidFileException(ValueError):
    """Not a property list."""

    def __init__(self, message="Invalid file"):
        ValueError.__init__(self, message)


_undefined = object()


class _BinaryPlistParser:
    """Reads the binary form: objects, a table of their offsets, and a trailer."""

    def __init__(self, use_builtin_types, dict_type):
        self._use_builtin_types = use_builtin_types
        self._dict_type = dict_type

    def parse(self, fp):
        try:
            self._fp = fp
            fp.seek(-32, os.SEEK_END)
            trailer = fp.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            (offset_size, self._ref_size, num_objects, top_object,
             offset_table_offset) = struct.unpack('>6xBBQQQ', trailer)
            fp.seek(offset_table_offset)
            self._object_offsets = self._read_ints(num_objects, offset_size)
            self._objects = [_undefined] * num_objects
            return self._read_object(top_object)
        except (OSError, IndexError, struct.error, OverflowError, ValueError):
            raise InvalidFileException()

    def _read(self, n):
        """Exactly n bytes."""
        data = self._fp.read(n)
        if len(data) != n:
            raise InvalidFileException()
        return data

    def _get_size(self, token_low):
        """A container's size: in the token, or an int behind it."""
        if token_low != 0xF:
            return token_low
        width = 1 << (self._fp.read(1)[0] & 3)
        return int.from_bytes(self._read(width), 'big')

    def _read_ints(self, n, size):
        data = self._fp.read(size * n)
        if not size or len(data) != size * n:
            raise InvalidFileException()
        return tuple(int.from_bytes(data[i:i + size], 'big') for i in range(0, size * n, size))

    def _read_refs(self, n):
        return self._read_ints(n, self._ref_size)

    def _read_object(self, ref):
        result = self._objects[ref]
        if result is not _undefined:
            return result
        self._fp.seek(self._object_offsets[ref])
        token = self._fp.read(1)[0]
        high, low = token & 0xF0, token & 0x0F
        if high == 0xA0:
            result = self._objects[ref] = []
            # by now it can hold itself
            result.extend([self._read_object(r) for r in self._read_refs(self._get_size(low))])
            return result
        if high == 0xD0:
            return self._read_dict(ref, low)
        result = self._objects[ref] = self._read_scalar(token, high, low)
        return result

    def _read_dict(self, ref, low):
        size = self._get_size(low)
        keys = self._read_refs(size)
        values = self._read_refs(size)
        result = self._objects[ref] = self._dict_type()
        try:
            for k, v in zip(keys, values):
                result[self._read_object(k)] = self._read_object(v)
        except TypeError:
            raise InvalidFileException()
        return result

    def _read_scalar(self, token, high, low):
        if token == 0x00:
            return None
        if token == 0x08:
            return False
        if token == 0x09:
            return True
        if token == 0x0F:
            return b''
        if high == 0x10:
            # 8 and 16 bytes have a sign
            return int.from_bytes(self._fp.read(1 << low), 'big', signed=low >= 3)
        if token == 0x22:
            return struct.unpack('>f', self._fp.read(4))[0]
        if token == 0x23:
            return struct.unpack('>d', self._fp.read(8))[0]
        if token == 0x33:
            seconds = struct.unpack('>d', self._fp.read(8))[0]
            return datetime.datetime(2001, 1, 1) + datetime.timedelta(seconds=seconds)
        if high == 0x40:
            data = self._read(self._get_size(low))
            return data if self._use_builtin_types else Data(data)
        if high == 0x50:
            return self._read(self._get_size(low)).decode('ascii')
        if high == 0x60:
            return self._read(2 * self._get_size(low)).decode('utf-16be')
        raise InvalidFileException()


def _count_to_size(count):
    """How many bytes say a number: 1, 2, 4 or 8."""
    for size in (1, 2, 4):
        if count < 1 << 8 * size:
            return size
    return 8


_scalars = (str, int, float, datetime.datetime, bytes)


class _BinaryPlistWriter:
    """Writes the binary form; equal scalars are written once."""

    def __init__(self, fp, sort_keys, skipkeys):
        self._fp = fp
        self._sort_keys = sort_keys
        self._skipkeys = skipkeys

    def write(self, value):
        self._objlist = []
        # numbers of scalars by type and value, of others by id()
        self._objtable = {}
        self._objidtable = {}
        self._flatten(value)
        count = len(self._objlist)
        self._object_offsets = [0] * count
        self._ref_size = _count_to_size(count)
        self._ref_format = _BINARY_FORMAT[self._ref_size]
        self._fp.write(b'bplist00')
        for obj in self._objlist:
            self._write_object(obj)
        top_object = self._getrefnum(value)
        offset_table_offset = self._fp.tell()
        offset_size = _count_to_size(offset_table_offset)
        for offset in self._object_offsets:
            self._fp.write(offset.to_bytes(offset_size, 'big'))
        self._fp.write(struct.pack('>5xBBBQQQ', 0, offset_size, self._ref_size, count,
                                   top_object, offset_table_offset))

    def _table_and_key(self, value):
        if isinstance(value, _scalars):
            return self._objtable, (type(value), value)
        if isinstance(value, Data):
            return self._objtable, (type(value.data), value.data)
        return self._objidtable, id(value)

    def _flatten(self, value):
        table, key = self._table_and_key(value)
        if key in table:
            return
        table[key] = len(self._objlist)
        self._objlist.append(value.data if isinstance(value, Data) else value)
        if isinstance(value, dict):
            keys, values = self._items(value)
            for part in itertools.chain(keys, values):
                self._flatten(part)
        elif isinstance(value, (list, tuple)):
            for part in value:
                self._flatten(part)

    def _items(self, d):
        """A dict's keys and values, in the order in which they are written."""
        items = sorted(d.items()) if self._sort_keys else list(d.items())
        kept = []
        for k, v in items:
            if isinstance(k, str):
                kept.append((k, v))
            elif not self._skipkeys:
                raise TypeError("keys must be strings")
        return [k for k, v in kept], [v for k, v in kept]

    def _getrefnum(self, value):
        table, key = self._table_and_key(value)
        return table[key]

    def _write_size(self, token, size):
        if size < 15:
            self._fp.write(struct.pack('>B', token | size))
            return
        width = _count_to_size(size)
        self._fp.write(struct.pack('>BB', token | 0xF, 0x10 | width.bit_length() - 1))
        self._fp.write(size.to_bytes(width, 'big'))

    def _write_refs(self, values):
        refs = [self._getrefnum(value) for value in values]
        self._fp.write(struct.pack('>' + self._ref_format * len(refs), *refs))

    def _write_object(self, value):
        ref = self._getrefnum(value)
        self._object_offsets[ref] = self._fp.tell()
        write = self._fp.write
        if value is None:
            write(b'\x00')
        elif value is False:
            write(b'\x08')
        elif value is True:
            write(b'\x09')
        elif isinstance(value, int):
            self._write_int(value)
        elif isinstance(value, float):
            write(struct.pack('>Bd', 0x23, value))
        elif isinstance(value, datetime.datetime):
            write(struct.pack('>Bd', 0x33,
                              (value - datetime.datetime(2001, 1, 1)).total_seconds()))
        elif isinstance(value, (bytes, bytearray)):
            self._write_size(0x40, len(value))
            write(value)
        elif isinstance(value, str):
            try:
                data = value.encode('ascii')
                self._write_size(0x50, len(value))
            except UnicodeEncodeError:
                data = value.encode('utf-16be')
                self._write_size(0x60, len(data) // 2)
            write(data)
        elif isinstance(value, (list, tuple)):
            self._write_size(0xA0, len(value))
            self._write_refs(value)
        elif isinstance(value, dict):
            keys, values = self._items(value)
            self._write_size(0xD0, len(keys))
            self._write_refs(keys)
            self._write_refs(values)
        else:
            raise TypeError(value)

    def _write_int(self, value):
        if value < 0:
            try:
                data = struct.pack('>Bq', 0x13, value)
            except struct.error:
                raise OverflowError(value) from None
            self._fp.write(data)
            return
        for token, size in ((0x10, 1), (0x11, 2), (0x12, 4)):
            if value < 1 << 8 * size:
                break
        else:
            # 8 bytes have a sign
            token, size = (0x13, 8) if value < 1 << 63 else (0x14, 16)
        if value >= 1 << 64:
            raise OverflowError(value)
        self._fp.write(bytes([token]) + value.to_bytes(size, 'big'))


def _is_fmt_binary(header):
    return header[:8] == b'bplist00'


_BINARY_FORMAT = {1: 'B', 2: 'H', 4: 'L', 8: 'Q'}

_FORMATS = {
    FMT_XML: dict(detect=_is_fmt_xml, parser=_PlistParser, writer=_PlistWriter),
    FMT_BINARY: dict(detect=_is_fmt_binary, parser=_BinaryPlistParser,
                     writer=_BinaryPlistWriter),
}


def load(fp, *, fmt=None, use_builtin_types=True, dict_type=dict):
    """Read a property list from a binary file."""
    if fmt is None:
        header = fp.read(32)
        fp.seek(0)
        for info in _FORMATS.values():
            if info['detect'](header):
                parser = info['parser']
                break
        else:
            raise InvalidFileException()
    else:
        parser = _FORMATS[fmt]['parser']
    return parser(use_builtin_types=use_builtin_types, dict_type=dict_type).parse(fp)


def loads(value, *, fmt=None, use_builtin_types=True, dict_type=dict):
    """Read a property list from bytes."""
    return load(BytesIO(value), fmt=fmt, use_builtin_types=use_builtin_types,
                dict_type=dict_type)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False):
    """Write a property list to a binary file.

    skipkeys leaves out keys that are no str, instead of raising TypeError.
    """
    if fmt not in _FORMATS:
        raise ValueError("Unsupported format: %r" % (fmt,))
    _FORMATS[fmt]["writer"](fp, sort_keys=sort_keys, skipkeys=skipkeys).write(value)


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True):
    """A property list as bytes."""
    fp = BytesIO()
    dump(value, fp, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys)
    return fp.getvalue()
