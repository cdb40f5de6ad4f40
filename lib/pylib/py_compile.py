"""Compile a Python source file to its bytecode cache."""
import _wordcode_import
import os
import sys

__all__ = ["compile", "main", "PyCompileError"]


class PyCompileError(Exception):
    """What a file that does not compile raises.

    exc_type_name is the exception's name, exc_value the exception, file the
    name of the file, and msg the text that is printed.
    """

    def __init__(self, exc_type, exc_value, file, msg=''):
        name = exc_type.__name__
        if exc_type is SyntaxError:
            text = _wordcode_import.format_exception_only(exc_value)
            message = text.replace('File "<string>"', 'File "%s"' % file)
        else:
            message = "Sorry: %s: %s" % (name, exc_value)
        Exception.__init__(self, msg or message, name, exc_value, file)
        self.exc_type_name = name
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or message

    def __str__(self):
        return self.msg


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1):
    """Compile a source file and write the bytecode file, whose name is returned.

    cfile is where to write, the file's place in __pycache__ unless given;
    dfile is the name that error messages and the code object have; with doraise an error
    is raised as PyCompileError rather than printed to sys.stderr; optimize
    is compile()'s.  The target must be a regular file if it exists
    (FileExistsError otherwise).
    """
    if cfile is None:
        if optimize >= 0:
            level = optimize if optimize >= 1 else ''
            cfile = _wordcode_import.cache_from_source(file, optimization=level)
        else:
            cfile = _wordcode_import.cache_from_source(file)
    for test, what in ((os.path.islink(cfile), 'is a symlink and will be changed into a regular '
                                               'file if import writes a byte-compiled file to it'),
                       (os.path.exists(cfile) and not os.path.isfile(cfile),
                        'is a non-regular file and will be changed into a regular one if import '
                        'writes a byte-compiled file to it')):
        if test:
            raise FileExistsError('%s %s' % (cfile, what))
    with open(file, 'rb') as stream:
        source = stream.read()
    try:
        code = __builtins_compile(source, dfile or file, 'exec', 0, True, optimize)
    except Exception as err:
        error = PyCompileError(err.__class__, err, dfile or file)
        if doraise:
            raise error
        sys.stderr.write(error.msg + '\n')
        return None
    _wordcode_import.write_bytecode(cfile, code, file)
    return cfile


from builtins import compile as __builtins_compile


def main(args=None):
    """Compile the files that are named, or with '-' those named on standard input.

    Returns 1 when one of them did not compile, else 0.
    """
    if args is None:
        args = sys.argv[1:]
    result = 0
    if args == ['-']:
        names = []
        for line in sys.stdin:
            names.append(line.rstrip('\n'))
        quiet = False
    else:
        names = args
        quiet = True
    for name in names:
        try:
            compile(name, doraise=True)
        except PyCompileError as error:
            result = 1
            if quiet:
                sys.stderr.write("%s\n" % error.msg)
            else:
                sys.stderr.write("%s\n" % error.msg)
        except OSError as error:
            result = 1
            sys.stderr.write("%s\n" % error)
    return result


if __name__ == "__main__":
    sys.exit(main())
