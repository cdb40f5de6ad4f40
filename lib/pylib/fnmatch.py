"""File names and shell patterns: *, ?, [seq] and [!seq]."""

import functools
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a name matches, as the system sees upper and lower case."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        return re.compile(bytes(translate(str(pat, "ISO-8859-1")), "ISO-8859-1")).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """The names that match."""
    match = _compile_pattern(os.path.normcase(pat))
    if os.path is posixpath:
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Whether a name matches, upper and lower case apart."""
    return _compile_pattern(pat)(name) is not None


def translate(pat):
    """The regular expression of a pattern."""
    parts = []
    i, n = 0, len(pat)
    while i < n:
        char = pat[i]
        i += 1
        if char == "*":
            parts.append(".*")
        elif char == "?":
            parts.append(".")
        elif char == "[":
            # a ] right after the start is one of the characters
            j = i + (pat[i:i + 1] == "!")
            end = pat.find("]", j + (pat[j:j + 1] == "]"))
            if end < 0:
                parts.append("\\[")
                continue
            chars = pat[i:end].replace("\\", "\\\\")
            if chars[0] == "!":
                chars = "^" + chars[1:]
            elif chars[0] == "^":
                chars = "\\" + chars
            parts.append("[%s]" % chars)
            i = end + 1
        else:
            parts.append(re.escape(char))
    return "(?s:%s)\\Z" % "".join(parts)
