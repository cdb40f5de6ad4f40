"""A profiler that knows the figures of each pair of caller and callee."""

__all__ = ["run", "runctx", "Profile"]

import sys
import time
import types

import profile as _pyprofile


def run(statement, filename=None, sort=-1):
    return _pyprofile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    return _pyprofile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


run.__doc__ = _pyprofile.run.__doc__
runctx.__doc__ = _pyprofile.runctx.__doc__


class _Figures:
    """Of a function, or of a function as called by one other."""

    __slots__ = ("code", "calls", "recursive", "own", "whole", "open", "callees")

    def __init__(self, code):
        self.code = code
        self.calls = self.recursive = self.open = 0
        self.own = self.whole = 0
        self.callees = {}

    def add(self, own, whole):
        self.open -= 1
        self.calls += 1
        self.own += own
        if self.open:
            self.recursive += 1
        else:
            self.whole += whole


class _Entry(tuple):
    """A row of getstats()."""

    code = property(lambda self: self[0])
    callcount = property(lambda self: self[1])
    reccallcount = property(lambda self: self[2])
    totaltime = property(lambda self: self[3])
    inlinetime = property(lambda self: self[4])
    calls = property(lambda self: self[5])


def _built_in(function):
    """What a built-in is called in a listing."""
    owner = getattr(function, "__self__", None)
    name = function.__name__
    if owner is None or isinstance(owner, types.ModuleType):
        module = getattr(function, "__module__", None)
        if module is None and owner is not None:
            module = owner.__name__
        return "<built-in method %s%s>" % (module + "." if module else "", name)
    for cls in type(owner).__mro__:
        if name in cls.__dict__:
            return repr(cls.__dict__[name])
    return "<built-in method %s>" % name


class Profile:
    """Profile(timer=None, timeunit=0.0, subcalls=True, builtins=True)"""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.perf_counter
        # a timer that counts units gives ints
        self._unit = timeunit or 1
        self._subcalls = subcalls
        self._builtins = builtins
        self.clear()

    def clear(self):
        self._figures = {}
        # open calls: [figures, figures as a callee, start, time of callees]
        self._stack = []

    def enable(self, subcalls=True, builtins=True):
        self._subcalls = subcalls
        self._builtins = builtins
        sys.setprofile(self._event)

    def disable(self):
        sys.setprofile(None)
        while self._stack:
            self._leave()

    def _event(self, frame, event, arg):
        code = frame.f_code
        if event == "call":
            self._enter(_DISABLE if code is _DISABLE_CODE else code)
        elif event == "return":
            self._leave()
        elif self._builtins and code is not _DISABLE_CODE:
            if event == "c_call":
                self._enter(_built_in(arg))
            else:
                self._leave()

    def _enter(self, key):
        figures = self._figures.get(key)
        if figures is None:
            figures = self._figures[key] = _Figures(key)
        figures.open += 1
        pair = None
        if self._subcalls and self._stack:
            callees = self._stack[-1][0].callees
            pair = callees.get(key)
            if pair is None:
                pair = callees[key] = _Figures(key)
            pair.open += 1
        self._stack.append([figures, pair, self._timer(), 0])

    def _leave(self):
        # the functions that were entered before the profiler are not its own
        if not self._stack:
            return
        now = self._timer()
        figures, pair, start, below = self._stack.pop()
        whole = now - start
        if self._stack:
            self._stack[-1][3] += whole
        figures.add(whole - below, whole)
        if pair is not None:
            pair.add(whole - below, whole)

    def getstats(self):
        """Rows (code, callcount, reccallcount, totaltime, inlinetime, calls)."""
        unit = self._unit

        def row(f):
            return f.code, f.calls, f.recursive, f.whole * unit, f.own * unit
        return [_Entry(row(f) + ([_Entry(row(c)) for c in f.callees.values()] or None,))
                for f in self._figures.values() if f.calls]

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        import marshal
        with open(file, "wb") as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        entries = self.getstats()
        self.stats = {}
        callers = {}
        for code, calls, recursive, whole, own, callees in entries:
            func = label(code)
            mine = callers.setdefault(func, {})
            self.stats[func] = calls - recursive, calls, own, whole, mine
            for sub, n, again, sub_whole, sub_own in callees or ():
                by = callers.setdefault(label(sub), {})
                figures = n, n - again, sub_own, sub_whole
                if func in by:
                    figures = tuple(a + b for a, b in zip(figures, by[func]))
                by[func] = figures

    def run(self, cmd):
        import __main__
        names = __main__.__dict__
        return self.runctx(cmd, names, names)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()


# the profiler's end shows in listings by the name that CPython's has
_DISABLE = "<method 'disable' of '_lsprof.Profiler' objects>"
_DISABLE_CODE = Profile.disable.__code__


def label(code):
    if isinstance(code, str):
        return "~", 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


def main():
    return _pyprofile.main("cProfile.py", runctx)


if __name__ == "__main__":
    main()
