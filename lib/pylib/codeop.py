"""Whether a source text is complete."""

import __future__

_features = [getattr(__future__, name)
             for name in __future__.all_feature_names]

__all__ = ["compile_command", "Compile", "CommandCompiler"]

PyCF_DONT_IMPLY_DEDENT = 0x200


def _maybe_compile(compiler, source, filename, symbol):
    for line in source.split("\n"):
        line = line.strip()
        if line and line[0] != "#":
            break               # there is some code
    else:
        if symbol != "eval":
            source = "pass"

    def attempt(text):
        try:
            return compiler(text, filename, symbol), None
        except SyntaxError as e:
            return None, e

    code, _ = attempt(source)
    # what more lines would mend fails in another way with each of them
    one, error1 = attempt(source + "\n")
    two, error2 = attempt(source + "\n\n")
    if code:
        return code
    if not one and repr(error1) == repr(error2):
        raise error1
    return None


def _compile(source, filename, symbol):
    return compile(source, filename, symbol, PyCF_DONT_IMPLY_DEDENT)


def compile_command(source, filename="<input>", symbol="single"):
    """The code of a complete text, None for one that goes on."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """compile() that remembers __future__ statements."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT

    def __call__(self, source, filename, symbol):
        code = compile(source, filename, symbol, self.flags, 1)
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return code


class CommandCompiler:
    """compile_command() that remembers __future__ statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return _maybe_compile(self.compiler, source, filename, symbol)
