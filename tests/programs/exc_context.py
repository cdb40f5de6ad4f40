"""Exceptions while others are handled: implicit context, from None, finally, re-raise."""
import sys


def context():
    try:
        1 / 0
    except ZeroDivisionError:
        [][5]


def suppressed():
    try:
        {}["k"]
    except KeyError:
        raise ValueError("clean") from None


def in_finally():
    try:
        raise TypeError("first")
    finally:
        raise OSError(2, "second", "some.txt")


def reraise():
    try:
        int("x")
    except ValueError as e:
        e.args = e.args + ("more",)
        raise


def cleared():
    try:
        context()
    except IndexError as e:
        e.__context__ = None
        raise e


for f in (context, suppressed, in_finally, reraise, cleared):
    try:
        f()
    except Exception as e:
        tb = e.__traceback__
        where = []
        while tb:
            where.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        print(f.__name__, repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__, where)
print(sys.exc_info())
try:
    raise
except RuntimeError as e:
    print(e)
for bad in ("raise 5", "raise ValueError from 5", "raise int", "raise KeyError('a') from KeyError"):
    try:
        exec(bad)
    except Exception as e:
        print(bad, "!", type(e).__name__, e, repr(e.__cause__))
try:
    try:
        raise KeyError("x")
    except 5:
        pass
except TypeError as e:
    print(e, repr(e.__context__))


def name_deleted():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e


try:
    name_deleted()
except UnboundLocalError as e:
    print(e)
print([str(e) for e in (KeyError("k"), KeyError(1, 2), OSError(2, "m"), OSError("m"), Exception(), Exception(1), Exception(1, "b"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why"), StopIteration(3), SyntaxError("s", ("f", 1, 2, "t")), SystemExit(4), ImportError("i", name="n"))])
print([repr(e) for e in (KeyError("k"), OSError(2, "m"), Exception(), Exception(1, "b"), ValueError("it's"), ValueError("x",))])
print(OSError(2, "m").__class__.__name__, OSError(17, "x", "f").filename, StopIteration(3).value, ImportError("i", name="n").name, SystemExit(4).code, issubclass(KeyError, LookupError), FileNotFoundError.__mro__[1:3])
try:
    context()
except IndexError:
    cleared()
