"""Compile all the Python files of folders to bytecode."""
import _wordcode_import
import os
import struct
import sys

import py_compile

__all__ = ["compile_dir", "compile_file", "compile_path"]


def _files(folder, levels, quiet):
    if quiet < 2 and isinstance(folder, os.PathLike):
        folder = os.fspath(folder)
    if not quiet:
        print('Listing {!r}...'.format(folder))
    try:
        names = os.listdir(folder)
    except OSError:
        if quiet < 2:
            print("Can't list {!r}".format(folder))
        names = []
    names.sort()
    for name in names:
        if name == '__pycache__':
            continue
        full = os.path.join(folder, name)
        if not os.path.isdir(full):
            yield full
        elif (levels > 0 and name != os.curdir and name != os.pardir
              and not os.path.islink(full)):
            yield from _files(full, levels - 1, quiet)


def compile_dir(dir, maxlevels=10, ddir=None, force=False, rx=None,
                quiet=0, legacy=False, optimize=-1, workers=1):
    """Compile every .py file below a folder; false when one failed.

    maxlevels limits the depth; ddir takes the folder's place in the names
    that code objects have; force compiles what is fresh as well; files whose
    name rx.search() finds are left out; quiet is 1 for errors only and 2 for
    nothing; legacy writes FILE.pyc beside the source; workers is accepted, the
    files are compiled one after another.
    """
    if workers is not None and workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    success = True
    for file in _files(dir, maxlevels, quiet):
        shown = None
        if ddir is not None:
            shown = os.path.join(ddir, os.path.relpath(os.path.dirname(file), dir)) \
                if os.path.dirname(file) != str(dir) else ddir
        if not compile_file(file, shown, force, rx, quiet, legacy, optimize):
            success = False
    return success


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0,
                 legacy=False, optimize=-1):
    """Compile one file unless its bytecode is fresh; false when it failed."""
    success = True
    if quiet < 2 and isinstance(fullname, os.PathLike):
        fullname = os.fspath(fullname)
    name = os.path.basename(fullname)
    dfile = os.path.join(ddir, name) if ddir is not None else None
    if rx is not None and rx.search(fullname):
        return success
    if not os.path.isfile(fullname) or not name.endswith('.py'):
        return success
    if legacy:
        cfile = fullname + 'c'
    elif optimize >= 0:
        cfile = _wordcode_import.cache_from_source(
            fullname, optimization=optimize if optimize >= 1 else '')
    else:
        cfile = _wordcode_import.cache_from_source(fullname)
    if not force:
        try:
            mtime = int(os.stat(fullname).st_mtime)
            expect = struct.pack('<4sl', _wordcode_import.MAGIC_NUMBER, mtime)
            with open(cfile, 'rb') as stream:
                if stream.read(8) == expect:
                    return success
        except OSError:
            pass
    if not quiet:
        print('Compiling {!r}...'.format(fullname))
    try:
        done = py_compile.compile(fullname, cfile, dfile, True, optimize=optimize)
    except py_compile.PyCompileError as error:
        success = False
        if quiet >= 2:
            return success
        if quiet:
            print('*** Error compiling {!r}...'.format(fullname))
        else:
            print('*** ', end='')
        encoding = sys.stdout.encoding or 'ascii'
        print(error.msg.encode(encoding, errors='backslashreplace').decode(encoding))
    except (SyntaxError, UnicodeError, OSError) as error:
        success = False
        if quiet >= 2:
            return success
        if quiet:
            print('*** Error compiling {!r}...'.format(fullname))
        else:
            print('*** ', end='')
        print(error.__class__.__name__ + ':', error)
    else:
        if done == 0:
            success = False
    return success


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0,
                 legacy=False, optimize=-1):
    """Compile the folders of sys.path; the current one is skipped unless told otherwise."""
    success = True
    for folder in sys.path:
        if (not folder or folder == os.curdir) and skip_curdir:
            if quiet < 2:
                print('Skipping current directory')
        elif os.path.isdir(folder):
            success = success and compile_dir(folder, maxlevels, None, force, quiet=quiet,
                                              legacy=legacy, optimize=optimize)
    return success


_USAGE = """usage: compileall.py [-h] [-l] [-r RECURSION] [-f] [-q] [-b] [-d DESTDIR]
                     [-x REGEXP] [-i FILE] [-j WORKERS]
                     [FILE|DIR [FILE|DIR ...]]
"""

_HELP = _USAGE + """
Utilities to support installing Python libraries.

positional arguments:
  FILE|DIR              zero or more file and directory names to compile; if
                        no arguments given, defaults to the equivalent of -l
                        sys.path

optional arguments:
  -h, --help            show this help message and exit
  -l                    don't recurse into subdirectories
  -r RECURSION          control the maximum recursion level
  -f                    force rebuild even if timestamps are up to date
  -q                    output only error messages; -qq will suppress the
                        error messages as well
  -b                    use legacy (pre-PEP3147) compiled file locations
  -d DESTDIR            directory to prepend to file paths for use in compile-
                        time tracebacks and in runtime tracebacks
  -x REGEXP             skip files matching the regular expression
  -i FILE               add all the files and directories listed in FILE to
                        the list considered for compilation; if "-", names are
                        read from stdin
  -j WORKERS, --workers WORKERS
                        Run compileall concurrently
"""


class _Usage(Exception):
    pass


def _parse(args):
    options = {'levels': 10, 'force': False, 'quiet': 0, 'legacy': False, 'ddir': None,
               'rx': None, 'list': None, 'recursion': None, 'places': []}
    args = list(args)
    while args:
        arg = args.pop(0)
        if arg in ('-h', '--help'):
            options['help'] = True
            return options
        if arg == '--':
            options['places'] += args
            break
        if not arg.startswith('-') or arg == '-':
            options['places'].append(arg)
            continue
        if arg.startswith('--workers'):
            value = arg[10:] if arg.startswith('--workers=') else None
            if value is None:
                if not args:
                    raise _Usage('argument -j/--workers: expected one argument')
                value = args.pop(0)
            _number(value, '-j/--workers')
            continue
        letters = arg[1:]
        while letters:
            c, letters = letters[0], letters[1:]
            if c == 'l':
                options['levels'] = 0
            elif c == 'f':
                options['force'] = True
            elif c == 'q':
                options['quiet'] += 1
            elif c == 'b':
                options['legacy'] = True
            elif c in 'rdxij':
                value = letters
                letters = ''
                if not value:
                    if not args:
                        raise _Usage('argument -%s: expected one argument'
                                     % ('j/--workers' if c == 'j' else c))
                    value = args.pop(0)
                if c == 'r':
                    options['recursion'] = _number(value, '-r')
                elif c == 'd':
                    options['ddir'] = value
                elif c == 'x':
                    options['rx'] = value
                elif c == 'i':
                    options['list'] = value
                else:
                    _number(value, '-j/--workers')
            else:
                raise _Usage('unrecognized arguments: -%s' % c)
    return options


def _number(text, option):
    try:
        return int(text)
    except ValueError:
        raise _Usage('argument %s: invalid int value: %r' % (option, text)) from None


def main():
    """The command line: true when everything compiled."""
    try:
        options = _parse(sys.argv[1:])
    except _Usage as error:
        sys.stderr.write(_USAGE + 'compileall.py: error: %s\n' % error)
        sys.exit(2)
    if options.get('help'):
        print(_HELP, end='')
        return True
    rx = options['rx']
    if rx:
        import re
        rx = re.compile(rx)
    levels = options['levels'] if options['recursion'] is None else options['recursion']
    places = options['places']
    if options['list']:
        try:
            stream = sys.stdin if options['list'] == '-' else open(options['list'])
            for line in stream:
                places.append(line.strip())
        except OSError:
            if options['quiet'] < 2:
                print("Error reading file list {}".format(options['list']))
            return False
    success = True
    try:
        if places:
            for place in places:
                if os.path.isfile(place):
                    if not compile_file(place, options['ddir'], options['force'], rx,
                                        options['quiet'], options['legacy']):
                        success = False
                elif not compile_dir(place, levels, options['ddir'], options['force'], rx,
                                     options['quiet'], options['legacy']):
                    success = False
            return success
        return compile_path(legacy=options['legacy'], force=options['force'],
                            quiet=options['quiet'])
    except KeyboardInterrupt:
        if options['quiet'] < 2:
            print("\n[interrupted]")
        return False


if __name__ == '__main__':
    sys.exit(int(not main()))
