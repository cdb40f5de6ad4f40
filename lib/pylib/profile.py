"""A profiler on sys.setprofile(), and what cProfile builds on."""

import sys
import time

__all__ = ["run", "runctx", "Profile"]


class _Utils:
    """run() and runctx() for a class of profilers."""

    def __init__(self, profiler):
        self.profiler = profiler

    def run(self, statement, filename, sort):
        prof = self.profiler()
        try:
            prof.run(statement)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def runctx(self, statement, globals, locals, filename, sort):
        prof = self.profiler()
        try:
            prof.runctx(statement, globals, locals)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def _show(self, prof, filename, sort):
        if filename is not None:
            prof.dump_stats(filename)
        else:
            prof.print_stats(sort)


def run(statement, filename=None, sort=-1):
    """Run a statement under a profiler; its figures go to a file or are printed."""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """run() with names of the caller's own."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class _Call:
    """A call under way: its own time, and the time of what it called."""

    __slots__ = ("fn", "frame", "own", "below", "parent")

    def __init__(self, fn, frame, parent):
        self.fn = fn
        self.frame = frame
        self.parent = parent
        self.own = self.below = 0


class Profile:
    """Counts calls and their time by function."""

    bias = 0

    def __init__(self, timer=None, bias=None):
        # function: [calls that were not recursive, calls open, own time, whole time, callers]
        self.timings = {}
        self.cur = None
        self.cmd = ""
        self.c_func_name = ""
        self.bias = self.bias if bias is None else bias
        timer = timer or time.process_time
        first = timer()
        # a timer may give several times, as os.times() does
        self.get_time = timer if isinstance(first, (int, float)) else lambda: sum(timer())
        self.timer = timer
        self.dispatcher = self.trace_dispatch
        self.t = self.get_time()
        self.simulate_call("profiler")

    def trace_dispatch(self, frame, event, arg):
        spent = self.get_time() - self.t - self.bias
        if event == "c_call":
            self.c_func_name = arg.__name__
            self._enter(("", 0, arg.__name__), frame, spent)
        elif event == "call":
            code = frame.f_code
            self._enter((code.co_filename, code.co_firstlineno, code.co_name), frame, spent)
        else:
            self._leave(frame, event, spent)
        self.t = self.get_time()

    def _enter(self, fn, frame, spent):
        if self.cur is not None:
            self.cur.own += spent
        self.cur = _Call(fn, frame, self.cur)
        self.timings.setdefault(fn, [0, 0, 0, 0, {}])[1] += 1

    def _leave(self, frame, event, spent):
        # a frame that was entered before the profiler has nothing open here
        if event == "return" and frame is not self.cur.frame:
            if self.cur.parent is None or frame is not self.cur.parent.frame:
                self.cur.own += spent
                return
            self._close(0)
        if self.cur.parent is not None:
            self._close(spent)

    def _close(self, spent):
        call = self.cur
        call.own += spent
        whole = call.own + call.below
        parent = self.cur = call.parent
        parent.below += whole
        figures = self.timings[call.fn]
        figures[1] -= 1
        if not figures[1]:
            figures[0] += 1
            figures[3] += whole
        figures[2] += call.own
        callers = figures[4]
        callers[parent.fn] = callers.get(parent.fn, 0) + 1

    def set_cmd(self, cmd):
        if self.cur.parent is None:
            self.cmd = cmd
            self.simulate_call(cmd)

    def simulate_call(self, name):
        self._enter(("profile", 0, name), None, 0)

    def simulate_cmd_complete(self):
        """Close what is still open, up to the profiler itself."""
        spent = self.get_time() - self.t
        while self.cur.parent is not None:
            self._close(spent)
            spent = 0
        self.t = self.get_time() - spent

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        import marshal
        with open(file, "wb") as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def create_stats(self):
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {}
        for func, (cc, _, tt, ct, callers) in self.timings.items():
            self.stats[func] = cc, sum(callers.values()), tt, ct, callers.copy()

    def run(self, cmd):
        import __main__
        names = __main__.__dict__
        return self.runctx(cmd, names, names)

    def runctx(self, cmd, globals, locals):
        self.set_cmd(cmd)
        sys.setprofile(self.dispatcher)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, *args, **kw):
        self.set_cmd(repr(func))
        sys.setprofile(self.dispatcher)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def calibrate(self, m, verbose=0):
        """What an event costs, in seconds: the best value for bias."""
        if self.__class__ is not Profile:
            raise TypeError("Subclasses must override .calibrate().")
        saved, self.bias = self.bias, 0
        try:
            return self._calibrate_inner(m, verbose)
        finally:
            self.bias = saved

    def _calibrate_inner(self, m, verbose):
        def leaf(n):
            for i in range(n):
                x = 1

        def work(m):
            for i in range(m):
                leaf(100)

        start = self.get_time()
        work(m)
        plain = self.get_time() - start
        prof = Profile(self.timer, 0)
        start = self.get_time()
        prof.runctx("work(m)", {"work": work, "m": m}, {})
        slow = self.get_time() - start
        if verbose:
            print("elapsed time without profiling =", plain)
            print("elapsed time with profiling =", slow)
        # a call and a return each
        return max(0.0, slow - plain) / (2 * (m + 1))


def main(program="profile.py", runctx=runctx):
    import os
    from optparse import OptionParser
    parser = OptionParser(
        usage=program + " [-o output_file_path] [-s sort] scriptfile [arg] ...")
    parser.allow_interspersed_args = False
    parser.add_option("-o", "--outfile", dest="outfile", default=None,
                      help="Save stats to <outfile>")
    parser.add_option("-s", "--sort", dest="sort", default=-1,
                      help="Sort order when printing to stdout, based on pstats.Stats class")
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if not args:
        parser.print_usage()
        return parser
    script = args[0]
    sys.path.insert(0, os.path.dirname(script))
    with open(script, "rb") as f:
        code = compile(f.read(), script, "exec")
    names = {"__file__": script, "__name__": "__main__",
             "__package__": None, "__cached__": None}
    runctx(code, names, None, options.outfile, options.sort)
    return parser


if __name__ == "__main__":
    main()
