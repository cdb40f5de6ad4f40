"""The names that site adds to builtins: exit, quit, copyright, credits, license and help."""
import sys


class Quitter(object):
    """What exit and quit are: shown, they tell how to leave; called, they leave."""

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return 'Use %s() or %s to exit' % (self.name, self.eof)

    def __call__(self, code=None):
        # programs that read standard input to its end do not wait for more
        try:
            sys.stdin.close()
        except Exception:
            pass
        raise SystemExit(code)


class _Printer(object):
    """A text that shows itself when it is called or its repr is taken."""

    def __init__(self, name, data):
        self.__name = name
        self.__data = data

    def __repr__(self):
        return self.__data

    def __call__(self):
        print(self.__data)


class _Helper(object):
    """What help is: pydoc's help, imported when it is first called."""

    def __repr__(self):
        return "Type help() for interactive help, " \
               "or help(object) for help about object."

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)
