"""Disassembler of Python bytecode."""

import sys
import types
import collections
import _dis

from opcode import *
from opcode import __all__ as _opcode_names

__all__ = ["code_info", "dis", "disassemble", "distb", "disco",
           "findlinestarts", "findlabels", "show_code", "get_instructions",
           "Instruction", "Bytecode"] + _opcode_names

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED",
    2: "NEWLOCALS",
    4: "VARARGS",
    8: "VARKEYWORDS",
    16: "NESTED",
    32: "GENERATOR",
    64: "NOFREE",
    128: "COROUTINE",
    256: "ITERABLE_COROUTINE",
    512: "ASYNC_GENERATOR",
}

FORMAT_VALUE = opmap["FORMAT_VALUE"]

_HOLDERS = (types.MethodType, types.FunctionType, types.CodeType,
            classmethod, staticmethod, type)
_have_code = _HOLDERS


def pretty_flags(flags):
    """The bits of co_flags in words."""
    return _dis.pretty_flags(flags)


def _try_compile(source, name):
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        return compile(source, name, "exec")


def _unwrap(x):
    """The code object behind a function, method or generator, else x."""
    for attribute in ("__func__", "__code__", "gi_code"):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
    return x


def _get_code_object(x):
    x = _unwrap(x)
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if not hasattr(x, "co_code"):
        raise TypeError("don't know how to disassemble %s objects"
                        % type(x).__name__)
    return x


def dis(x=None, *, file=None):
    """Print the instructions of a class, method, function, generator, code
    object, source text or raw bytecode; without argument, of the last
    traceback."""
    if x is None:
        distb(file=file)
        return
    x = _unwrap(x)
    if hasattr(x, "__dict__"):
        for name, member in sorted(x.__dict__.items()):
            if not isinstance(member, _HOLDERS):
                continue
            print("Disassembly of %s:" % name, file=file)
            try:
                dis(member, file=file)
            except TypeError as problem:
                print("Sorry:", problem, file=file)
            print(file=file)
    elif hasattr(x, "co_code"):
        disassemble(x, file=file)
    elif isinstance(x, (bytes, bytearray)):
        _disassemble_bytes(x, file=file)
    elif isinstance(x, str):
        disassemble(_try_compile(x, "<dis>"), file=file)
    else:
        raise TypeError("don't know how to disassemble %s objects"
                        % type(x).__name__)


def distb(tb=None, *, file=None):
    """Print the instructions of a traceback's last frame."""
    if tb is None:
        try:
            tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble")
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def code_info(x):
    """What there is to say about a code object, as text."""
    return _code_info(_get_code_object(x))


def _code_info(co):
    return _dis.code_info(co)


def show_code(co, *, file=None):
    """Print what there is to say about a code object."""
    print(code_info(co), file=file)


_Instruction = collections.namedtuple(
    "_Instruction",
    "opname opcode arg argval argrepr offset starts_line is_jump_target")

_Instruction.opname.__doc__ = "Human readable name for operation"
_Instruction.opcode.__doc__ = "Numeric code for operation"
_Instruction.arg.__doc__ = "Numeric argument to operation (if any), otherwise None"
_Instruction.argval.__doc__ = "Resolved arg value (if known), otherwise same as arg"
_Instruction.argrepr.__doc__ = "Human readable description of operation argument"
_Instruction.offset.__doc__ = "Start index of operation within bytecode sequence"
_Instruction.starts_line.__doc__ = "Line started by this opcode (if any), otherwise None"
_Instruction.is_jump_target.__doc__ = "True if other code jumps to here, otherwise False"


class Instruction(_Instruction):
    """One instruction with what its argument means."""

    def _disassemble(self, lineno_width=3, mark_as_current=False):
        line = ""
        if lineno_width:
            if self.starts_line is not None:
                line = "%*d " % (lineno_width, self.starts_line)
            else:
                line = " " * (lineno_width + 1)
        line += "--> " if mark_as_current else "    "
        line += ">> " if self.is_jump_target else "   "
        line += "%4r %-20s" % (self.offset, self.opname)
        if self.arg is not None:
            line += " %5r" % self.arg
            if self.argrepr:
                line += " (" + self.argrepr + ")"
        return line.rstrip()


def get_instructions(x, *, first_line=None):
    """The instructions of a function, method, source text or code object."""
    co = _get_code_object(x)
    offset = 0 if first_line is None else first_line - co.co_firstlineno
    return map(Instruction._make, _dis.instructions_of(co, offset))


def _get_instructions_bytes(code, varnames=None, names=None, constants=None,
                            cells=None, linestarts=None, line_offset=0):
    return map(Instruction._make,
               _dis.instructions(code, varnames, names, constants, cells,
                                 linestarts, line_offset))


def disassemble(co, lasti=-1, *, file=None):
    """Print the instructions of a code object."""
    print(_dis.listing_of(co, lasti), end="", file=file)


def _disassemble_bytes(code, lasti=-1, varnames=None, names=None,
                       constants=None, cells=None, linestarts=None,
                       *, file=None, line_offset=0):
    print(_dis.listing(code, lasti, varnames, names, constants, cells,
                       linestarts, line_offset), end="", file=file)


def _disassemble_str(source, *, file=None):
    disassemble(_try_compile(source, "<dis>"), file=file)


disco = disassemble


def _unpack_opargs(code):
    for entry in _dis.instructions(code, None, None, None, None, None, 0):
        yield entry[5], entry[1], entry[2]


def findlabels(code):
    """The offsets that are jumped to."""
    return _dis.labels(code)


def findlinestarts(code):
    """Pairs of offset and line where the lines of a code object begin."""
    yield from _dis.line_starts(code.co_lnotab, code.co_firstlineno)


class Bytecode:
    """The bytecode of something that can be disassembled; iterating gives
    Instruction objects."""

    def __init__(self, x, *, first_line=None, current_offset=None):
        self.codeobj = co = _get_code_object(x)
        if first_line is None:
            self.first_line = co.co_firstlineno
            self._line_offset = 0
        else:
            self.first_line = first_line
            self._line_offset = first_line - co.co_firstlineno
        self._cell_names = co.co_cellvars + co.co_freevars
        self._linestarts = dict(findlinestarts(co))
        self._original_object = x
        self.current_offset = current_offset

    def __iter__(self):
        return map(Instruction._make,
                   _dis.instructions_of(self.codeobj, self._line_offset))

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self._original_object)

    @classmethod
    def from_traceback(cls, tb):
        """The bytecode of a traceback's last frame."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What code_info() says."""
        return _code_info(self.codeobj)

    def dis(self):
        """The listing as text."""
        co = self.codeobj
        lasti = -1 if self.current_offset is None else self.current_offset
        return _dis.listing(co.co_code, lasti, co.co_varnames, co.co_names,
                            co.co_consts, self._cell_names, self._linestarts,
                            self._line_offset)


def _test():
    arguments = sys.argv[1:]
    if arguments and arguments[0] in ("-h", "--help"):
        print("usage: dis.py [-h] [infile]\n\npositional arguments:\n  infile\n\n"
              "optional arguments:\n  -h, --help  show this help message and exit")
        return
    if len(arguments) > 1:
        print("usage: dis.py [-h] [infile]\ndis.py: error: unrecognized arguments: "
              + " ".join(arguments[1:]), file=sys.stderr)
        sys.exit(2)
    if not arguments or arguments[0] == "-":
        source, name = sys.stdin.read(), sys.stdin.name
    else:
        name = arguments[0]
        try:
            with open(name) as stream:
                source = stream.read()
        except OSError as problem:
            print("usage: dis.py [-h] [infile]\ndis.py: error: argument infile: can't open "
                  "'%s': %s" % (name, problem), file=sys.stderr)
            sys.exit(2)
    dis(compile(source, name, "exec"))


if __name__ == "__main__":
    _test()
