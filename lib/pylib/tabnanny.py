"""Finds indentation whose meaning depends on how wide a tab is.

    python -m tabnanny [-v] [-q] file_or_folder ...
"""

import getopt
import os
import sys
import tokenize

if not hasattr(tokenize, 'NL'):
    raise ValueError("tokenize.NL doesn't exist -- tokenize module too old")

__all__ = ["check", "NannyNag", "process_tokens"]

verbose = 0
filename_only = 0


def errprint(*args):
    sys.stderr.write(" ".join(map(str, args)) + "\n")


def main():
    global verbose, filename_only
    try:
        opts, args = getopt.getopt(sys.argv[1:], "qv")
    except getopt.error as msg:
        errprint(msg)
        return
    for o, a in opts:
        if o == '-q':
            filename_only = filename_only + 1
        if o == '-v':
            verbose = verbose + 1
    if not args:
        errprint("Usage:", sys.argv[0], "[-v] file_or_directory ...")
        return
    for arg in args:
        check(arg)


class NannyNag(Exception):
    """An ambiguous line; process_tokens() raises it and check() tells of it."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        return self.lineno

    def get_msg(self):
        return self.msg

    def get_line(self):
        return self.line


def _is_folder(path):
    return os.path.isdir(path) and not os.path.islink(path)


def check(file):
    """Check a file, or all .py files below a folder, and print what is ambiguous."""
    if _is_folder(file):
        if verbose:
            print("%r: listing directory" % (file,))
        for name in os.listdir(file):
            fullname = os.path.join(file, name)
            if _is_folder(fullname) or os.path.normcase(name[-3:]) == ".py":
                check(fullname)
        return
    try:
        f = tokenize.open(file)
    except OSError as msg:
        errprint("%r: I/O Error: %s" % (file, msg))
        return
    if verbose > 1:
        print("checking %r ..." % file)
    with f:
        try:
            process_tokens(tokenize.generate_tokens(f.readline))
        except tokenize.TokenError as msg:
            errprint("%r: Token Error: %s" % (file, msg))
            return
        except IndentationError as msg:
            errprint("%r: Indentation Error: %s" % (file, msg))
            return
        except NannyNag as nag:
            _tell(file, nag)
            return
    if verbose:
        print("%r: Clean bill of health." % (file,))


def _tell(file, nag):
    if verbose:
        print("%r: *** Line %d: trouble in tab city! ***" % (file, nag.get_lineno()))
        print("offending line: %r" % (nag.get_line(),))
        print(nag.get_msg())
        return
    if ' ' in file:
        file = '"' + file + '"'
    if filename_only:
        print(file)
    else:
        print(file, nag.get_lineno(), repr(nag.get_line()))


class Whitespace:
    """The spaces and tabs at the start of a line.

    A run of k spaces that a tab ends is as wide as k // t + 1 tabs of width t,
    so that the runs' lengths and the spaces at the end say all of it.
    """

    S, T = ' \t'

    def __init__(self, ws):
        self.raw = ws
        indent = ws[:len(ws) - len(ws.lstrip(self.S + self.T))]
        *runs, rest = indent.split(self.T)
        runs = [len(run) for run in runs]
        counts = [0] * (max(runs, default=-1) + 1)
        for run in runs:
            counts[run] += 1
        self.n = len(indent)
        self.nt = len(runs)
        self.norm = tuple(counts), len(rest)
        self.is_simple = len(counts) <= 1

    def longest_run_of_spaces(self):
        counts, trailing = self.norm
        return max(len(counts) - 1, trailing)

    def indent_level(self, tabsize):
        """How wide it is."""
        counts, trailing = self.norm
        tabs = sum((run // tabsize + 1) * count for run, count in enumerate(counts))
        return trailing + tabs * tabsize

    def equal(self, other):
        """Whether both are equally wide with any tabs."""
        return self.norm == other.norm

    def _witnesses(self, other, contradicts):
        sizes = range(1, max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 2)
        levels = ((ts, self.indent_level(ts), other.indent_level(ts)) for ts in sizes)
        return [found for found in levels if contradicts(found[1], found[2])]

    def not_equal_witness(self, other):
        """[(width of tabs, this, the other)] where they differ."""
        return self._witnesses(other, lambda a, b: a != b)

    def less(self, other):
        """Whether this is narrower with any tabs."""
        # tabs that are wider than all runs count by their number alone
        return (self.n < other.n and self.nt <= other.nt and
                not self.not_less_witness(other))

    def not_less_witness(self, other):
        """[(width of tabs, this, the other)] where this is not narrower."""
        return self._witnesses(other, lambda a, b: a >= b)


def format_witnesses(w):
    return "at tab size%s %s" % ("s" if len(w) > 1 else "", ", ".join(str(tup[0]) for tup in w))


def process_tokens(tokens):
    """Check the tokens of tokenize.generate_tokens()."""
    blank = (tokenize.COMMENT, tokenize.NL)
    indents = [Whitespace("")]
    check_equal = 0
    for type, token, start, end, line in tokens:
        if type == tokenize.NEWLINE:
            # the next statement's indent counts
            check_equal = 1
        elif type == tokenize.INDENT:
            check_equal = 0
            this = Whitespace(token)
            if not indents[-1].less(this):
                witness = indents[-1].not_less_witness(this)
                raise NannyNag(start[0], "indent not greater e.g. " + format_witnesses(witness),
                               line)
            indents.append(this)
        elif type == tokenize.DEDENT:
            # several may come before the statement that they belong to
            check_equal = 1
            del indents[-1]
        elif check_equal and type not in blank:
            check_equal = 0
            this = Whitespace(line)
            if not indents[-1].equal(this):
                witness = indents[-1].not_equal_witness(this)
                raise NannyNag(start[0], "indent not equal e.g. " + format_witnesses(witness),
                               line)


if __name__ == '__main__':
    main()
