"""What is in a pickle: dis() prints its opcodes, optimize() drops what is not needed.

`opcodes` lists all of them: the argument that follows in the pickle, and what is
on the stack before and after.
"""

import codecs
import io
import pickle
import re
import sys
from pickle import decode_long
from struct import unpack as _unpack

__all__ = ['dis', 'genops', 'optimize']

bytes_types = pickle.bytes_types

# sizes of arguments that are no number of bytes
UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2
TAKEN_FROM_ARGUMENT4 = -3
TAKEN_FROM_ARGUMENT4U = -4
TAKEN_FROM_ARGUMENT8U = -5


class ArgumentDescriptor:
    """An argument that stands behind an opcode: its size, and who reads it."""

    __slots__ = ('name', 'n', 'reader', 'doc')

    def __init__(self, name, n, reader, doc):
        self.name = name
        self.n = n
        self.reader = reader
        self.doc = doc


def _exactly(f, n, what):
    data = f.read(n)
    if len(data) != n:
        raise ValueError("not enough data in stream to read " + what)
    return data


def read_uint1(f):
    return _exactly(f, 1, "uint1")[0]


def read_uint2(f):
    return _unpack("<H", _exactly(f, 2, "uint2"))[0]


def read_int4(f):
    return _unpack("<i", _exactly(f, 4, "int4"))[0]


def read_uint4(f):
    return _unpack("<I", _exactly(f, 4, "uint4"))[0]


def read_uint8(f):
    return _unpack("<Q", _exactly(f, 8, "uint8"))[0]


def _line(f, what):
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError("no newline found when trying to read " + what)
    return data[:-1]


def read_stringnl(f, decode=True, stripquotes=True):
    data = _line(f, "stringnl")
    if stripquotes:
        quote = data[:1]
        if quote not in (b'"', b"'"):
            raise ValueError("no string quotes around %r" % data)
        if not data.endswith(quote):
            raise ValueError("strinq quote %r not found at both ends of %r" % (quote, data))
        data = data[1:-1]
    if decode:
        data = codecs.escape_decode(data)[0].decode("ascii")
    return data


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False)


def read_stringnl_noescape_pair(f):
    return "%s %s" % (read_stringnl_noescape(f), read_stringnl_noescape(f))


def _counted(f, what, read_count):
    """The bytes behind their number."""
    n = read_count(f)
    if n < 0:
        raise ValueError("%s byte count < 0: %d" % (what, n))
    if n > sys.maxsize:
        raise ValueError("%s byte count > sys.maxsize: %d" % (what, n))
    data = f.read(n)
    if len(data) != n:
        raise ValueError("expected %d bytes in a %s, but only %d remain" % (n, what, len(data)))
    return data


def read_string1(f):
    return _counted(f, "string1", read_uint1).decode("latin-1")


def read_string4(f):
    return _counted(f, "string4", read_int4).decode("latin-1")


def read_bytes1(f):
    return _counted(f, "bytes1", read_uint1)


def read_bytes4(f):
    return _counted(f, "bytes4", read_uint4)


def read_bytes8(f):
    return _counted(f, "bytes8", read_uint8)


def read_unicodestringnl(f):
    return str(_line(f, "unicodestringnl"), 'raw-unicode-escape')


def read_unicodestring1(f):
    return str(_counted(f, "unicodestring1", read_uint1), 'utf-8', 'surrogatepass')


def read_unicodestring4(f):
    return str(_counted(f, "unicodestring4", read_uint4), 'utf-8', 'surrogatepass')


def read_unicodestring8(f):
    return str(_counted(f, "unicodestring8", read_uint8), 'utf-8', 'surrogatepass')


def read_decimalnl_short(f):
    s = read_stringnl(f, decode=False, stripquotes=False)
    # how protocol 0 writes bools
    if s in (b"00", b"01"):
        return s == b"01"
    return int(s)


def read_decimalnl_long(f):
    s = read_stringnl(f, decode=False, stripquotes=False)
    return int(s[:-1] if s[-1:] == b'L' else s)


def read_floatnl(f):
    return float(read_stringnl(f, decode=False, stripquotes=False))


def read_float8(f):
    return _unpack(">d", _exactly(f, 8, "float8"))[0]


def read_long1(f):
    return decode_long(_exactly(f, read_uint1(f), "long1"))


def read_long4(f):
    n = read_int4(f)
    if n < 0:
        raise ValueError("long4 byte count < 0: %d" % n)
    return decode_long(_exactly(f, n, "long4"))


uint1 = ArgumentDescriptor('uint1', 1, read_uint1, "A byte.")
uint2 = ArgumentDescriptor('uint2', 2, read_uint2, "Two bytes, the lower first.")
int4 = ArgumentDescriptor('int4', 4, read_int4, "Four bytes with a sign, the lowest first.")
uint4 = ArgumentDescriptor('uint4', 4, read_uint4, "Four bytes, the lowest first.")
uint8 = ArgumentDescriptor('uint8', 8, read_uint8, "Eight bytes, the lowest first.")
stringnl = ArgumentDescriptor('stringnl', UP_TO_NEWLINE, read_stringnl,
                              "A quoted string with escapes, up to a line feed.")
stringnl_noescape = ArgumentDescriptor('stringnl_noescape', UP_TO_NEWLINE,
                                       read_stringnl_noescape,
                                       "A string without quotes, up to a line feed.")
stringnl_noescape_pair = ArgumentDescriptor('stringnl_noescape_pair', UP_TO_NEWLINE,
                                            read_stringnl_noescape_pair,
                                            "Two of those; they are shown with a space between.")
string1 = ArgumentDescriptor("string1", TAKEN_FROM_ARGUMENT1, read_string1,
                             "A byte with the number of bytes that follow.")
string4 = ArgumentDescriptor("string4", TAKEN_FROM_ARGUMENT4, read_string4,
                             "Four bytes with the number of bytes that follow.")
bytes1 = ArgumentDescriptor("bytes1", TAKEN_FROM_ARGUMENT1, read_bytes1,
                            "A byte with the number of bytes that follow.")
bytes4 = ArgumentDescriptor("bytes4", TAKEN_FROM_ARGUMENT4U, read_bytes4,
                            "Four bytes with the number of bytes that follow.")
bytes8 = ArgumentDescriptor("bytes8", TAKEN_FROM_ARGUMENT8U, read_bytes8,
                            "Eight bytes with the number of bytes that follow.")
unicodestringnl = ArgumentDescriptor("unicodestringnl", UP_TO_NEWLINE, read_unicodestringnl,
                                     "Text as raw-unicode-escape, up to a line feed.")
unicodestring1 = ArgumentDescriptor("unicodestring1", TAKEN_FROM_ARGUMENT1, read_unicodestring1,
                                    "A byte with the number of bytes of UTF-8 that follow.")
unicodestring4 = ArgumentDescriptor("unicodestring4", TAKEN_FROM_ARGUMENT4U,
                                    read_unicodestring4,
                                    "Four bytes with the number of bytes of UTF-8 that follow.")
unicodestring8 = ArgumentDescriptor("unicodestring8", TAKEN_FROM_ARGUMENT8U,
                                    read_unicodestring8,
                                    "Eight bytes with the number of bytes of UTF-8 that follow.")
decimalnl_short = ArgumentDescriptor('decimalnl_short', UP_TO_NEWLINE, read_decimalnl_short,
                                     "An int in digits, or 00 or 01 for a bool.")
decimalnl_long = ArgumentDescriptor('decimalnl_long', UP_TO_NEWLINE, read_decimalnl_long,
                                    "An int in digits, with an L at the end.")
floatnl = ArgumentDescriptor('floatnl', UP_TO_NEWLINE, read_floatnl, "A float in digits.")
float8 = ArgumentDescriptor('float8', 8, read_float8, "A float of eight bytes, the highest first.")
long1 = ArgumentDescriptor("long1", TAKEN_FROM_ARGUMENT1, read_long1,
                           "A byte with the number of bytes of an int that follow.")
long4 = ArgumentDescriptor("long4", TAKEN_FROM_ARGUMENT4, read_long4,
                           "Four bytes with the number of bytes of an int that follow.")


class StackObject:
    """A kind of thing on the stack."""

    __slots__ = ('name', 'obtype', 'doc')

    def __init__(self, name, obtype, doc):
        self.name = name
        self.obtype = obtype
        self.doc = doc

    def __repr__(self):
        return self.name


pyint = pylong = StackObject('int', int, "An int.")
pyinteger_or_bool = StackObject('int_or_bool', (int, bool), "An int or a bool.")
pybool = StackObject('bool', bool, "A bool.")
pyfloat = StackObject('float', float, "A float.")
pybytes_or_str = pystring = StackObject('bytes_or_str', (bytes, str), "Bytes or text.")
pybytes = StackObject('bytes', bytes, "Bytes.")
pyunicode = StackObject('str', str, "Text.")
pynone = StackObject("None", type(None), "None.")
pytuple = StackObject("tuple", tuple, "A tuple.")
pylist = StackObject("list", list, "A list.")
pydict = StackObject("dict", dict, "A dict.")
pyset = StackObject("set", set, "A set.")
pyfrozenset = StackObject("frozenset", set, "A frozenset.")
anyobject = StackObject('any', object, "Anything.")
markobject = StackObject('mark', StackObject, "What MARK has put there.")
stackslice = StackObject("stackslice", StackObject, "All that is above the last mark.")


class OpcodeInfo:
    """An opcode: code is its character, proto the protocol that brought it."""

    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        self.name = name
        self.code = code
        self.arg = arg
        self.stack_before = stack_before
        self.stack_after = stack_after
        self.proto = proto
        self.doc = doc


_any = anyobject
_above = [markobject, stackslice]

I = OpcodeInfo
opcodes = [
    I('INT', 'I', decimalnl_short, [], [pyinteger_or_bool], 0, "An int or a bool, in digits."),
    I('BININT', 'J', int4, [], [pyint], 1, "An int of four bytes."),
    I('BININT1', 'K', uint1, [], [pyint], 1, "An int of a byte."),
    I('BININT2', 'M', uint2, [], [pyint], 1, "An int of two bytes."),
    I('LONG', 'L', decimalnl_long, [], [pyint], 0, "An int of any size, in digits."),
    I('LONG1', '\x8a', long1, [], [pyint], 2, "An int of up to 255 bytes."),
    I('LONG4', '\x8b', long4, [], [pyint], 2, "An int of any size."),
    I('STRING', 'S', stringnl, [], [pybytes_or_str], 0, "Python 2's str, with escapes."),
    I('BINSTRING', 'T', string4, [], [pybytes_or_str], 1, "Python 2's str of any size."),
    I('SHORT_BINSTRING', 'U', string1, [], [pybytes_or_str], 1,
      "Python 2's str of up to 255 bytes."),
    I('BINBYTES', 'B', bytes4, [], [pybytes], 3, "Bytes, up to 4 GB."),
    I('SHORT_BINBYTES', 'C', bytes1, [], [pybytes], 3, "Bytes, up to 255."),
    I('BINBYTES8', '\x8e', bytes8, [], [pybytes], 4, "Bytes of any number."),
    I('NONE', 'N', None, [], [pynone], 0, "None."),
    I('NEWTRUE', '\x88', None, [], [pybool], 2, "True."),
    I('NEWFALSE', '\x89', None, [], [pybool], 2, "False."),
    I('UNICODE', 'V', unicodestringnl, [], [pyunicode], 0, "Text, with escapes."),
    I('SHORT_BINUNICODE', '\x8c', unicodestring1, [], [pyunicode], 4,
      "Text of up to 255 bytes of UTF-8."),
    I('BINUNICODE', 'X', unicodestring4, [], [pyunicode], 1, "Text of up to 4 GB of UTF-8."),
    I('BINUNICODE8', '\x8d', unicodestring8, [], [pyunicode], 4, "Text of any length."),
    I('FLOAT', 'F', floatnl, [], [pyfloat], 0, "A float in digits."),
    I('BINFLOAT', 'G', float8, [], [pyfloat], 1, "A float of eight bytes."),
    I('EMPTY_LIST', ']', None, [], [pylist], 1, "A new list."),
    I('APPEND', 'a', None, [pylist, _any], [pylist], 0, "Appends the topmost to the list below."),
    I('APPENDS', 'e', None, [pylist] + _above, [pylist], 1,
      "Appends what is above the mark to the list below it."),
    I('LIST', 'l', None, _above, [pylist], 0, "A list of what is above the mark."),
    I('EMPTY_TUPLE', ')', None, [], [pytuple], 1, "The empty tuple."),
    I('TUPLE', 't', None, _above, [pytuple], 0, "A tuple of what is above the mark."),
    I('TUPLE1', '\x85', None, [_any], [pytuple], 2, "A tuple of the topmost."),
    I('TUPLE2', '\x86', None, [_any] * 2, [pytuple], 2, "A tuple of the two topmost."),
    I('TUPLE3', '\x87', None, [_any] * 3, [pytuple], 2, "A tuple of the three topmost."),
    I('EMPTY_DICT', '}', None, [], [pydict], 1, "A new dict."),
    I('DICT', 'd', None, _above, [pydict], 0,
      "A dict of the keys and values above the mark."),
    I('SETITEM', 's', None, [pydict, _any, _any], [pydict], 0,
      "Puts a key and its value into the dict below."),
    I('SETITEMS', 'u', None, [pydict] + _above, [pydict], 1,
      "Puts the keys and values above the mark into the dict below it."),
    I('EMPTY_SET', '\x8f', None, [], [pyset], 4, "A new set."),
    I('ADDITEMS', '\x90', None, [pyset] + _above, [pyset], 4,
      "Adds what is above the mark to the set below it."),
    I('FROZENSET', '\x91', None, _above, [pyfrozenset], 4,
      "A frozenset of what is above the mark."),
    I('POP', '0', None, [_any], [], 0, "Drops the topmost."),
    I('DUP', '2', None, [_any], [_any, _any], 0, "The topmost once more."),
    I('MARK', '(', None, [], [markobject], 0, "A mark."),
    I('POP_MARK', '1', None, _above, [], 1, "Drops the mark and what is above it."),
    I('GET', 'g', decimalnl_short, [], [_any], 0, "What the memo has; the number in digits."),
    I('BINGET', 'h', uint1, [], [_any], 1, "What the memo has; the number in a byte."),
    I('LONG_BINGET', 'j', uint4, [], [_any], 1, "What the memo has; the number in four bytes."),
    I('PUT', 'p', decimalnl_short, [], [], 0,
      "Puts the topmost into the memo; the number in digits."),
    I('BINPUT', 'q', uint1, [], [], 1, "Puts the topmost into the memo; the number in a byte."),
    I('LONG_BINPUT', 'r', uint4, [], [], 1,
      "Puts the topmost into the memo; the number in four bytes."),
    I('MEMOIZE', '\x94', None, [_any], [_any], 4,
      "Puts the topmost into the memo, by the next number."),
    I('EXT1', '\x82', uint1, [], [_any], 2,
      "An object of copyreg's extension registry; the code in a byte."),
    I('EXT2', '\x83', uint2, [], [_any], 2,
      "An object of copyreg's extension registry; the code in two bytes."),
    I('EXT4', '\x84', int4, [], [_any], 2,
      "An object of copyreg's extension registry; the code in four bytes."),
    I('GLOBAL', 'c', stringnl_noescape_pair, [], [_any], 0,
      "A module's global; both names follow."),
    I('STACK_GLOBAL', '\x93', None, [pyunicode, pyunicode], [_any], 4,
      "A module's global; both names are on the stack."),
    I('REDUCE', 'R', None, [_any, _any], [_any], 0, "Calls a callable with a tuple."),
    I('BUILD', 'b', None, [_any, _any], [_any], 0, "Gives an object its state."),
    I('INST', 'i', stringnl_noescape_pair, _above, [_any], 0,
      "An instance of a class that is named; the arguments are above the mark."),
    I('OBJ', 'o', None, [markobject, _any, stackslice], [_any], 1,
      "An instance; class and arguments are above the mark."),
    I('NEWOBJ', '\x81', None, [_any, _any], [_any], 2, "Calls a class's __new__ with a tuple."),
    I('NEWOBJ_EX', '\x92', None, [_any] * 3, [_any], 4,
      "Calls a class's __new__ with a tuple and a dict."),
    I('PROTO', '\x80', uint1, [], [], 2, "Says the protocol."),
    I('STOP', '.', None, [_any], [], 0, "The end; the topmost is the result."),
    I('FRAME', '\x95', uint8, [], [], 4, "A frame of so many bytes begins."),
    I('PERSID', 'P', stringnl_noescape, [], [_any], 0, "An object by its persistent id."),
    I('BINPERSID', 'Q', None, [_any], [_any], 1,
      "An object by its persistent id, which is the topmost."),
]
del I

code2op = {op.code: op for op in opcodes}


def _genops(data, yield_end_pos=False):
    if isinstance(data, bytes_types):
        data = io.BytesIO(data)
    getpos = data.tell if hasattr(data, "tell") else lambda: None
    while True:
        pos = getpos()
        code = data.read(1)
        opcode = code2op.get(code.decode("latin-1"))
        if opcode is None:
            if code == b"":
                raise ValueError("pickle exhausted before seeing STOP")
            raise ValueError("at position %s, opcode %r unknown"
                             % ("<unknown>" if pos is None else pos, code))
        arg = None if opcode.arg is None else opcode.arg.reader(data)
        if yield_end_pos:
            yield opcode, arg, pos, getpos()
        else:
            yield opcode, arg, pos
        if code == b'.':
            return


def genops(pickle):
    """Yield (opcode, argument or None, position) of a pickle, in bytes or a file.

    The position is None where the file has no tell().
    """
    return _genops(pickle)


# a frame is closed once it has this many bytes
_FRAME_SIZE = 64 * 1024


class _Writer:
    """A pickle that is put together: protocol 4's in frames."""

    def __init__(self, proto, header):
        self.proto = proto
        self.out = [header]
        self.frame = []
        self.size = 0

    def add(self, data):
        if self.proto < 4:
            self.out.append(data)
            return
        if self.size >= _FRAME_SIZE:
            self.end()
        self.frame.append(data)
        self.size += len(data)

    def end(self):
        if self.frame:
            self.out.append(pickle.FRAME + self.size.to_bytes(8, 'little'))
            self.out += self.frame
        self.frame, self.size = [], 0

    def put(self, number):
        if self.proto >= 4:
            return pickle.MEMOIZE
        return self._numbered(number, pickle.PUT, pickle.BINPUT, pickle.LONG_BINPUT)

    def get(self, number):
        return self._numbered(number, pickle.GET, pickle.BINGET, pickle.LONG_BINGET)

    def _numbered(self, number, text, short, long):
        if self.proto < 1:
            return text + repr(number).encode("ascii") + b'\n'
        if number < 256:
            return short + bytes([number])
        return long + number.to_bytes(4, 'little')


def optimize(p):
    """The same pickle without what goes into the memo and is never taken out."""
    # pieces: ("put" or "get", number) and (start, end)
    pieces = []
    stored = set()
    wanted = {}
    proto = 0
    header = b''
    for opcode, arg, pos, end in _genops(p, yield_end_pos=True):
        name = opcode.name
        if name == 'MEMOIZE' or 'PUT' in name:
            number = len(stored) if name == 'MEMOIZE' else arg
            stored.add(number)
            pieces.append(("put", number))
        elif name == 'FRAME':
            pass
        elif 'GET' in name:
            proto = max(proto, opcode.proto)
            wanted[arg] = None
            pieces.append(("get", arg))
        elif name == 'PROTO':
            proto = max(proto, arg)
            if pos == 0:
                header = p[pos:end]
            else:
                pieces.append((pos, end))
        else:
            pieces.append((pos, end))
    if proto > pickle.HIGHEST_PROTOCOL:
        raise ValueError("pickle protocol must be <= %d" % pickle.HIGHEST_PROTOCOL)
    writer = _Writer(proto, header)
    used = 0
    for what, arg in pieces:
        if what == "put":
            if arg in wanted:
                writer.add(writer.put(used))
                wanted[arg] = used
                used += 1
        elif what == "get":
            writer.add(writer.get(wanted[arg]))
        else:
            writer.add(p[what:arg])
    writer.end()
    return b''.join(writer.out)


class _Stack:
    """What a pickle's stack would hold: a check of the opcodes' order."""

    def __init__(self, memo):
        self.items = []
        self.marks = []
        self.memo = memo

    def run(self, opcode, arg):
        """(how many to drop, what comes, a note, a complaint)"""
        before, after = opcode.stack_before, opcode.stack_after
        drop = len(before)
        note = problem = None
        if markobject in before or (opcode.name == "POP" and self.items and
                                    self.items[-1] is markobject):
            if not self.marks:
                note = problem = "no MARK exists on stack"
            else:
                at = self.marks.pop()
                note = ("(MARK at unknown opcode offset)" if at is None
                        else "(MARK at %d)" % at)
                while self.items.pop() is not markobject:
                    pass
                # what is asked for below the mark
                drop = before.index(markobject) if markobject in before else 0
        if opcode.name in ("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"):
            number = arg
            if opcode.name == "MEMOIZE":
                number = len(self.memo)
                note = "(as %d)" % number
            if number in self.memo:
                problem = "memo key %r already defined" % arg
            elif not self.items:
                problem = "stack is empty -- can't store into memo"
            elif self.items[-1] is markobject:
                problem = "can't store markobject in the memo"
            else:
                self.memo[number] = self.items[-1]
        elif opcode.name in ("GET", "BINGET", "LONG_BINGET"):
            if arg in self.memo:
                after = [self.memo[arg]]
            else:
                problem = "memo key %r has never been stored into" % arg
        return drop, after, note, problem

    def change(self, drop, after, pos):
        if len(self.items) < drop:
            raise ValueError("tries to pop %d items from stack with only %d items"
                             % (drop, len(self.items)))
        if drop:
            del self.items[-drop:]
        if markobject in after:
            self.marks.append(pos)
        self.items.extend(after)


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Print a pickle's opcodes, and raise ValueError where they make no sense.

    pickle is bytes or a file, out where it goes. memo can be a dict for several
    pickles of one pickler; annotate is the column where what an opcode does is
    told.
    """
    stack = _Stack({} if memo is None else memo)
    highest = -1
    column = annotate
    for opcode, arg, pos in genops(pickle):
        if pos is not None:
            print("%5d:" % pos, end=' ', file=out)
        line = "%-4s %s%s" % (repr(opcode.code)[1:-1],
                              ' ' * indentlevel * len(stack.marks), opcode.name)
        highest = max(highest, opcode.proto)
        drop, after, note, problem = stack.run(opcode, arg)
        if arg is not None or note:
            # at least one space
            line += ' ' * (10 - len(opcode.name))
            if arg is not None:
                line += ' ' + repr(arg)
            if note:
                line += ' ' + note
        if annotate:
            line = line.ljust(column)
            # one long line does not move all others
            column = len(line) if len(line) <= 50 else annotate
            line += ' ' + opcode.doc.split('\n', 1)[0]
        print(line, file=out)
        if problem:
            raise ValueError(problem)
        stack.change(drop, after, pos)
    print("highest protocol among opcodes =", highest, file=out)
    if stack.items:
        raise ValueError("stack not empty after STOP: %r" % stack.items)


class _Example:
    """Something to pickle."""

    def __init__(self, value):
        self.value = value


def _main():
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files')
    parser.add_argument('pickle_file', type=argparse.FileType('br'), nargs='*',
                        help='the pickle file')
    parser.add_argument('-o', '--output', default=sys.stdout, type=argparse.FileType('w'),
                        help='the file where the output should be written')
    parser.add_argument('-m', '--memo', action='store_true',
                        help='preserve memo between disassemblies')
    parser.add_argument('-l', '--indentlevel', default=4, type=int,
                        help='the number of blanks by which to indent a new MARK level')
    parser.add_argument('-a', '--annotate', action='store_true',
                        help='annotate each line with a short opcode description')
    parser.add_argument('-p', '--preamble', default="==> {name} <==",
                        help='if more than one pickle file is specified, print this before '
                             'each disassembly')
    args = parser.parse_args()
    annotate = 30 if args.annotate else 0
    if not args.pickle_file:
        parser.print_help()
    elif len(args.pickle_file) == 1:
        dis(args.pickle_file[0], args.output, None, args.indentlevel, annotate)
    else:
        memo = {} if args.memo else None
        for f in args.pickle_file:
            args.output.write(args.preamble.format(name=f.name) + '\n')
            dis(f, args.output, memo, args.indentlevel, annotate)


if __name__ == "__main__":
    _main()
