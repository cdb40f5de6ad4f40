"""The compiled tier, watched and steered from a program.

Code that is called or loops often is translated into JavaScript.  This module
says what happened, shows the translation of a function, and sets when code is
translated.  It is made after PyPy's pypyjit.
"""
import _wordcode_jit
from _wordcode_jit import mode, stats, thresholds

__all__ = ["mode", "stats", "thresholds", "set_param", "compile", "never", "profile",
           "source", "dis", "set_hook", "Hook"]


def set_param(text=None, *, calls=None, edges=None):
    """Sets after how many calls and jumps back code is translated.

    set_param(calls=50), set_param("calls=50,edges=300"), or set_param("default").
    """
    now = thresholds()
    if text is not None:
        if not isinstance(text, str):
            raise TypeError("expected a str, not %s" % type(text).__name__)
        for part in text.split(","):
            name, found, value = part.strip().partition("=")
            if name == "default" and not found:
                now = {"calls": 50, "edges": 250}
            elif name in now and found:
                now[name] = int(value)
            else:
                raise ValueError("no parameter: %r" % part)
    if calls is not None:
        now["calls"] = calls
    if edges is not None:
        now["edges"] = edges
    _wordcode_jit.set_thresholds(now["calls"], now["edges"])


def compile(function):
    """Translates a function now; False where it stays with the interpreter."""
    return _wordcode_jit.compile(function)


def never(function):
    """Leaves a function to the interpreter; also a decorator."""
    return _wordcode_jit.never(function)


def profile(function):
    """A dict of what is known of a function: whether it is compiled, how often it was
    called and left, and why it is never compiled, or None."""
    return _wordcode_jit.profile(function)


def source(function):
    """The JavaScript that a function is translated to with what is known of it now, or
    None where it is not."""
    return _wordcode_jit.source(function)


def dis(function, *, file=None):
    """Prints a function's bytecode and below it its translation."""
    import dis
    dis.dis(function, file=file)
    text = source(function)
    if text is None:
        text = "not compiled: %s" % profile(function)["never"]
    print(text, file=file)


class Hook:
    """Calls a function with a dict for everything that the compiled tier does, as a
    context manager or from start() to stop()."""

    def __init__(self, function):
        if not callable(function):
            raise TypeError("the hook must be callable")
        self._function = function

    def start(self):
        _wordcode_jit.add_hook(self._function)
        return self

    def stop(self):
        _wordcode_jit.remove_hook(self._function)

    __enter__ = start

    def __exit__(self, *exc):
        self.stop()


_hook = None


def set_hook(function):
    """Has a function called with every event, in place of the last one that was set;
    None for no one."""
    global _hook
    if _hook is not None:
        _hook.stop()
        _hook = None
    if function is not None:
        _hook = Hook(function).start()
