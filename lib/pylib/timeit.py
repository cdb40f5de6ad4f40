"""How long small pieces of code take.

python -m timeit [-n N] [-r N] [-s S] [-p] [-u U] [-v] [-h] [statement ...]

-n, --number    how many runs; without it, as many as take 0.2 seconds
-r, --repeat    how many times to measure (3)
-s, --setup     a statement that is run once before
-p, --process   measure the process's time, not the clock's
-u, --unit      usec, msec or sec
-v, --verbose   show each measurement; again for more digits
"""

import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 3
default_timer = time.perf_counter

_globals = globals

template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """A text whose later lines are indented."""
    return src.replace("\n", "\n" + " " * indent)


class Timer:
    """Runs a statement many times."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer,
                 globals=None):
        self.timer = timer
        ns = {}
        variables = _globals() if globals is None else globals
        init = prefix = ""
        if isinstance(setup, str):
            compile(setup, dummy_src_name, "exec")
            prefix = setup + "\n"
            setup = reindent(setup, 4)
        elif callable(setup):
            ns["_setup"] = setup
            init += ", _setup=_setup"
            setup = "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            # alone first: its errors are to be in its own lines
            compile(prefix + stmt, dummy_src_name, "exec")
            stmt = reindent(stmt, 8)
        elif callable(stmt):
            ns["_stmt"] = stmt
            init += ", _stmt=_stmt"
            stmt = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        self.src = template.format(stmt=stmt, setup=setup, init=init)
        exec(compile(self.src, dummy_src_name, "exec"), variables, ns)
        self.inner = ns["inner"]

    def print_exc(self, file=None):
        """Show a traceback with the lines of the statement."""
        import linecache
        import traceback
        linecache.cache[dummy_src_name] = (
            len(self.src), None, self.src.split("\n"), dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The seconds that number runs take."""
        it = itertools.repeat(None, number)
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(it, self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """timeit() several times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """As many runs (a power of ten) as take 0.2 seconds."""
        for i in range(1, 10):
            number = 10 ** i
            taken = self.timeit(number)
            if callback:
                callback(number, taken)
            if taken >= 0.2:
                break
        return number, taken


def timeit(stmt="pass", setup="pass", timer=default_timer,
           number=default_number, globals=None):
    """The seconds that number runs of a statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer,
           repeat=default_repeat, number=default_number, globals=None):
    """timeit() several times."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


def main(args=None, *, _wrap_timer=None):
    """The command line: python -m timeit [options] [statement ...]"""
    import getopt
    if args is None:
        args = sys.argv[1:]
    try:
        opts, args = getopt.getopt(
            args, "n:u:s:r:tcpvh",
            ["number=", "setup=", "repeat=", "time", "clock", "process",
             "verbose", "unit=", "help"])
    except getopt.error as err:
        print(err)
        print("use -h/--help for command line help")
        return 2
    timer = default_timer
    number, times, verbose, precision = 0, default_repeat, 0, 3
    setup, wanted = [], None
    units = {"usec": 1, "msec": 1e3, "sec": 1e6}
    for o, a in opts:
        if o in ("-n", "--number"):
            number = int(a)
        elif o in ("-s", "--setup"):
            setup.append(a)
        elif o in ("-u", "--unit"):
            if a not in units:
                print("Unrecognized unit. Please select usec, msec, or sec.",
                      file=sys.stderr)
                return 2
            wanted = a
        elif o in ("-r", "--repeat"):
            times = max(int(a), 1)
        elif o in ("-t", "--time"):
            timer = time.time
        elif o in ("-c", "--clock"):
            timer = time.clock
        elif o in ("-p", "--process"):
            timer = time.process_time
        elif o in ("-v", "--verbose"):
            if verbose:
                precision += 1
            verbose += 1
        elif o in ("-h", "--help"):
            print(__doc__, end=" ")
            return 0
    # the statement may import from the current directory
    import os
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    t = Timer("\n".join(args) or "pass", "\n".join(setup) or "pass", timer)
    try:
        if number == 0:
            callback = None
            if verbose:
                def callback(number, taken):
                    print("{num} loops -> {secs:.{prec}g} secs".format(
                        num=number, secs=taken, prec=precision))
            number, _ = t.autorange(callback)
        results = t.repeat(times, number)
    except:
        t.print_exc()
        return 1
    if verbose:
        print("raw times:", " ".join("%.*g" % (precision, x)
                                     for x in results))
    print("%d loops," % number, end=" ")
    usec = min(results) * 1e6 / number
    if wanted is None:
        wanted = ("usec" if usec < 1000 else
                  "msec" if usec < 1e6 else "sec")
    print("best of %d: %.*g %s per loop" % (times, precision,
                                            usec / units[wanted], wanted))
    worst = max(results) * 1e6 / number
    if worst >= usec * 4:
        import warnings
        warnings.warn_explicit(
            "The test results are likely unreliable. The worst time (%.*g "
            "%s) was more than four times slower than the best time."
            % (precision, worst / units[wanted], wanted), UserWarning, "", 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
