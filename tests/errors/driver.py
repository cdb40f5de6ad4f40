"""Runs scripts that end in an exception, each in a namespace of its own, and has
sys.excepthook print what the interpreter prints where nobody catches it."""
import sys

for name in sys.argv[1:]:
    sys.stderr.write("== %s\n" % name)
    try:
        with open(name, "rb") as f:
            source = f.read()
        exec(compile(source, name, "exec", dont_inherit=True), {"__name__": "__main__"})
    except BaseException as e:
        e.__traceback__ = e.__traceback__.tb_next
        sys.excepthook(type(e), e, e.__traceback__)
