"""Shows or counts the lines that a program runs, and the functions that it calls.

    python -m trace --count --missing program.py

Trace does it for parts of a program; its results() is a CoverageResults.
"""

__all__ = ['Trace', 'CoverageResults']

import argparse
import dis
import gc
import inspect
import linecache
import os
import pickle
import sys
import token
import tokenize
import types
from time import monotonic as _time

try:
    import threading
except ImportError:
    threading = None

# a line with this is not told as missing
PRAGMA_NOCOVER = "#pragma NO COVER"


def _settrace(func):
    if threading is not None:
        threading.settrace(func)
    sys.settrace(func)


def _unsettrace():
    sys.settrace(None)
    if threading is not None:
        threading.settrace(None)


class _Ignore:
    """Which modules are passed over: some with what is in them, and folders."""

    def __init__(self, modules=None, dirs=None):
        self._mods = set(modules or ())
        self._dirs = [os.path.normpath(d) for d in dirs or ()]
        # what was decided, by the module's name
        self._ignore = {'<string>': 1}

    def names(self, filename, modulename):
        """1 or 0 for a module of a file."""
        decided = self._ignore.get(modulename)
        if decided is None:
            decided = self._ignore[modulename] = int(self._decide(filename, modulename))
        return decided

    def _decide(self, filename, modulename):
        if any(modulename == mod or modulename.startswith(mod + '.') for mod in self._mods):
            return True
        # no file: a built-in module
        return filename is None or any(filename.startswith(d + os.sep) for d in self._dirs)


def _modname(path):
    """A module's name by its file."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """The same with the packages that it is in, by the longest fitting entry of sys.path."""
    wanted = os.path.normcase(path)
    folders = [os.path.normcase(folder) for folder in sys.path]
    fitting = [folder for folder in folders
               if folder and wanted.startswith(folder) and wanted[len(folder)] == os.sep]
    start = max(map(len, fitting), default=None)
    base = path if start is None else path[start + 1:]
    base = os.path.splitdrive(base)[1]
    for separator in filter(None, (os.sep, os.altsep)):
        base = base.replace(separator, ".")
    return os.path.splitext(base)[0].lstrip(".")


class CoverageResults:
    """What was counted: counts {(file, line): n}, calledfuncs and callers."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = dict(calledfuncs or {})
        self.callers = dict(callers or {})
        self.infile = infile
        self.outfile = outfile
        if infile:
            # what was counted before is added
            try:
                with open(infile, 'rb') as f:
                    counts, calledfuncs, callers = pickle.load(f)
                self.update(self.__class__(counts, calledfuncs, callers=callers))
            except (OSError, EOFError, ValueError) as err:
                print("Skipping counts file %r: %s" % (infile, err), file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Whether a name is of no file, as <string> is and what is built in."""
        return filename.startswith('<') and (
            filename.endswith('>') or filename.startswith('<wordcode>'))

    def update(self, other):
        """Add what another one has counted."""
        for key, count in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None):
        """Print functions and callers, and write a .cover file for each source.

        They go beside the sources, or to coverdir. show_missing marks the lines
        that were never run, summary prints a line for each module.
        """
        if self.calledfuncs:
            print()
            print("functions called:")
            for where in sorted(self.calledfuncs):
                print("filename: %s, modulename: %s, funcname: %s" % where)
        if self.callers:
            self._print_callers()
        by_file = {}
        for (filename, lineno), count in self.counts.items():
            by_file.setdefault(filename, {})[lineno] = count
        sums = {}
        for filename, lines_hit in by_file.items():
            if not self.is_ignored_filename(filename):
                self._write_cover(filename, lines_hit, show_missing, coverdir, sums)
        if summary and sums:
            print("lines   cov%   module   (path)")
            for modulename in sorted(sums):
                print("%5d   %3d%%   %s   (%s)" % sums[modulename])
        if self.outfile:
            try:
                with open(self.outfile, 'wb') as f:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), f, 1)
            except OSError as err:
                print("Can't save counts files because %s" % err, file=sys.stderr)

    def _print_callers(self):
        print()
        print("calling relationships:")
        shown = shown_called = ""
        for (file, module, function), (called_file, called_module, called) in sorted(
                self.callers):
            if file != shown:
                print()
                print("***", file, "***")
                shown = file
                shown_called = ""
            if called_file not in (file, shown_called):
                print("  -->", called_file)
                shown_called = called_file
            print("    %s.%s -> %s.%s" % (module, function, called_module, called))

    def _write_cover(self, filename, lines_hit, show_missing, coverdir, sums):
        if filename.endswith(".pyc"):
            filename = filename[:-1]
        if coverdir is None:
            folder = os.path.dirname(os.path.abspath(filename))
            modulename = _modname(filename)
        else:
            folder = coverdir
            os.makedirs(folder, exist_ok=True)
            modulename = _fullmodname(filename)
        lnotab = _find_executable_linenos(filename) if show_missing else {}
        with open(filename, 'rb') as fp:
            encoding = tokenize.detect_encoding(fp.readline)[0]
        n_hits, n_lines = self.write_results_file(
            os.path.join(folder, modulename + ".cover"), linecache.getlines(filename), lnotab,
            lines_hit, encoding)
        if n_lines:
            sums[modulename] = n_lines, int(100 * n_hits / n_lines), modulename, filename

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write a .cover file; (lines that were run, lines that could be)."""
        try:
            outfile = open(path, "w", encoding=encoding)
        except OSError as err:
            print("trace: Could not open %r for writing: %s - skipping" % (path, err),
                  file=sys.stderr)
            return 0, 0
        n_lines = n_hits = 0
        with outfile:
            for lineno, line in enumerate(lines, 1):
                if lineno in lines_hit:
                    mark = "%5d: " % lines_hit[lineno]
                    n_hits += 1
                    n_lines += 1
                elif lineno in lnotab and PRAGMA_NOCOVER not in line:
                    mark = ">>>>>> "
                    n_lines += 1
                else:
                    mark = "       "
                outfile.write(mark + line.expandtabs(8))
        return n_hits, n_lines


def _find_lines_from_code(code, strs):
    """{line: 1} of a code object's own lines, without those of strs."""
    return {lineno: 1 for _, lineno in dis.findlinestarts(code) if lineno not in strs}


def _find_lines(code, strs):
    """The same with the code objects inside."""
    found = _find_lines_from_code(code, strs)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            found.update(_find_lines(const, strs))
    return found


def _find_strings(filename, encoding=None):
    """{line: 1} of strings that are statements, as docstrings are."""
    found = {}
    before = token.INDENT
    with open(filename, encoding=encoding) as f:
        for kind, text, start, end, line in tokenize.generate_tokens(f.readline):
            if kind == token.STRING and before == token.INDENT:
                found.update(dict.fromkeys(range(start[0], end[0] + 1), 1))
            before = kind
    return found


def _find_executable_linenos(filename):
    """{line: 1} of the lines that can be run."""
    try:
        with tokenize.open(filename) as f:
            source = f.read()
            encoding = f.encoding
    except OSError as err:
        print("Not printing coverage data for %r: %s" % (filename, err), file=sys.stderr)
        return {}
    return _find_lines(compile(source, filename, "exec"), _find_strings(filename, encoding))


class Trace:
    """Runs something, and shows (trace) or counts its lines, or notes its calls.

    countfuncs notes the functions, countcallers who called whom. Modules of
    ignoremods and folders of ignoredirs are passed over.
    """

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(),
                 ignoredirs=(), infile=None, outfile=None, timing=False):
        self.infile = infile
        self.outfile = outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts = {}
        self.pathtobasename = {}
        self.donothing = 0
        self.trace = trace
        self._calledfuncs = {}
        self._callers = {}
        self._caller_cache = {}
        self.start_time = _time() if timing else None
        local = None
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace and count:
            self.globaltrace = self.globaltrace_lt
            local = self.localtrace_trace_and_count
        elif trace:
            self.globaltrace = self.globaltrace_lt
            local = self.localtrace_trace
        elif count:
            self.globaltrace = self.globaltrace_lt
            local = self.localtrace_count
        else:
            self.donothing = 1
        if local is not None:
            self.localtrace = local

    def run(self, cmd):
        """Run a statement in __main__."""
        import __main__
        self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals=None, locals=None):
        """Run a statement with these globals and locals."""
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if not self.donothing:
            _settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            if not self.donothing:
                _unsettrace()

    def runfunc(self, func, *args, **kw):
        """The result of a call."""
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            return func(*args, **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)

    def file_module_function_of(self, frame):
        """(file, module, function), the function with its class where that can be found."""
        code = frame.f_code
        if code not in self._caller_cache:
            self._caller_cache[code] = self._class_of(code, frame)
        classname = self._caller_cache[code]
        name = code.co_name if classname is None else "%s.%s" % (classname, code.co_name)
        filename = code.co_filename
        return filename, _modname(filename) if filename else None, name

    def _class_of(self, code, frame):
        """The name of the class that has the function of a code object."""
        functions = [f for f in gc.get_referrers(code) if inspect.isfunction(f)]
        if len(functions) == 1:
            # a class's dict, and who has that
            dicts = [d for d in gc.get_referrers(functions[0]) if isinstance(d, dict)]
            if len(dicts) == 1:
                classes = [c for c in gc.get_referrers(dicts[0]) if hasattr(c, "__bases__")]
                if len(classes) == 1:
                    return classes[0].__name__
        # who refers to what may not be known: the first argument's classes tell as well
        if code.co_argcount and code.co_varnames[0] in frame.f_locals:
            first = frame.f_locals[code.co_varnames[0]]
            for cls in getattr(type(first), '__mro__', ()):
                if getattr(vars(cls).get(code.co_name), '__code__', None) is code:
                    return cls.__name__
        return None

    def globaltrace_trackcallers(self, frame, why, arg):
        """Notes who calls whom."""
        if why == 'call':
            pair = (self.file_module_function_of(frame.f_back),
                    self.file_module_function_of(frame))
            self._callers[pair] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Notes what is called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Decides at a call whether the function's lines are of interest."""
        if why != 'call':
            return None
        filename = frame.f_globals.get('__file__', None)
        if not filename:
            return None
        modulename = _modname(filename)
        if modulename is None or self.ignore.names(filename, modulename):
            return None
        if self.trace:
            print(" --- modulename: %s, funcname: %s" % (modulename, frame.f_code.co_name))
        return self.localtrace

    def _count(self, frame):
        key = frame.f_code.co_filename, frame.f_lineno
        self.counts[key] = self.counts.get(key, 0) + 1

    def _show(self, frame):
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        if self.start_time:
            print('%.2f' % (_time() - self.start_time), end=' ')
        print("%s(%d): %s" % (os.path.basename(filename), lineno,
                              linecache.getline(filename, lineno)), end='')

    def localtrace_trace_and_count(self, frame, why, arg):
        if why == "line":
            self._count(frame)
            self._show(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        if why == "line":
            self._show(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        if why == "line":
            self._count(frame)
        return self.localtrace

    def results(self):
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile,
                               calledfuncs=self._calledfuncs, callers=self._callers)


def _parser():
    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')
    group = parser.add_argument_group('Main options', 'One of these (or --report) must be given')
    add = group.add_argument
    add('-c', '--count', action='store_true',
        help='count how often each line is run, and write that to <module>.cover')
    add('-t', '--trace', action='store_true', help='print each line before it is run')
    add('-l', '--listfuncs', action='store_true',
        help='print the functions that were called at the end; not with --trace or --count')
    add('-T', '--trackcalls', action='store_true', help='print who called whom at the end')
    group = parser.add_argument_group('Modifiers')
    only_one = group.add_mutually_exclusive_group()
    only_one.add_argument('-r', '--report', action='store_true',
                          help='report what --file has; runs nothing')
    only_one.add_argument('-R', '--no-report', action='store_true',
                          help='write no .cover files')
    add = group.add_argument
    add('-f', '--file', help='a file that keeps the counts of several runs')
    add('-C', '--coverdir', help='where the .cover files go')
    add('-m', '--missing', action='store_true',
        help='mark lines that were never run with ">>>>>> "')
    add('-s', '--summary', action='store_true',
        help='print a line for each file; with --count or --report')
    add('-g', '--timing', action='store_true',
        help='print the time since the start before each line')
    group = parser.add_argument_group('Filters', 'Can be specified multiple times')
    group.add_argument('--ignore-module', action='append', default=[],
                       help='modules to pass over, with commas in between')
    group.add_argument('--ignore-dir', action='append', default=[],
                       help='folders to pass over, with os.pathsep in between; $prefix and '
                            '$exec_prefix are the library\'s')
    parser.add_argument('filename', nargs='?', help='the program')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='its arguments')
    return parser


def _ignored_folder(text):
    library = 'lib', 'python%d.%d' % sys.version_info[:2]
    text = os.path.expanduser(os.path.expandvars(text))
    text = text.replace('$prefix', os.path.join(sys.base_prefix, *library))
    text = text.replace('$exec_prefix', os.path.join(sys.base_exec_prefix, *library))
    return os.path.normpath(text)


def main():
    parser = _parser()
    opts = parser.parse_args()
    if opts.report:
        if not opts.file:
            parser.error('-r/--report requires -f/--file')
        results = CoverageResults(infile=opts.file, outfile=opts.file)
        return results.write_results(opts.missing, opts.summary, opts.coverdir)
    if not (opts.trace or opts.count or opts.listfuncs or opts.trackcalls):
        parser.error('must specify one of --trace, --count, --report, '
                     '--listfuncs, or --trackcalls')
    if opts.listfuncs and (opts.count or opts.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if opts.summary and not opts.count:
        parser.error('--summary can only be used with --count or --report')
    if opts.filename is None:
        parser.error('filename is missing: required with the main options')
    modules = [name.strip() for text in opts.ignore_module for name in text.split(',')]
    folders = [_ignored_folder(part) for text in opts.ignore_dir
               for part in text.split(os.pathsep)]
    t = Trace(opts.count, opts.trace, countfuncs=opts.listfuncs, countcallers=opts.trackcalls,
              ignoremods=modules, ignoredirs=folders, infile=opts.file, outfile=opts.file,
              timing=opts.timing)
    sys.argv = [opts.filename, *opts.arguments]
    # there may be nothing to take the place of
    sys.path[:1] = [os.path.dirname(opts.filename)]
    namespace = {'__file__': opts.filename, '__name__': '__main__', '__package__': None,
                 '__cached__': None}
    try:
        with open(opts.filename) as fp:
            code = compile(fp.read(), opts.filename, 'exec')
        t.runctx(code, namespace, namespace)
    except OSError as err:
        sys.exit("Cannot run file %r because: %s" % (sys.argv[0], err))
    except SystemExit:
        pass
    if not opts.no_report:
        t.results().write_results(opts.missing, opts.summary, opts.coverdir)
    return None


if __name__ == '__main__':
    main()
