"""Completion of names for readline."""

import atexit
import builtins
import keyword
import re

__all__ = ["Completer"]


class Completer:
    """Completes names of a namespace (that of __main__ by default), and attributes."""

    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError("namespace must be a dictionary")
        # __main__'s is looked up at each completion
        if namespace is None:
            self.use_main_ns = 1
        else:
            self.use_main_ns = 0
            self.namespace = namespace

    def complete(self, text, state):
        """The state-th completion of a text, or None."""
        if self.use_main_ns:
            import __main__
            self.namespace = __main__.__dict__
        if not text.strip():
            if state != 0:
                return None
            if _readline_available:
                readline.insert_text("\t")
                readline.redisplay()
                return ""
            return "\t"
        if state == 0:
            self.matches = self.attr_matches(text) if "." in text else self.global_matches(text)
        try:
            return self.matches[state]
        except IndexError:
            return None

    def _callable_postfix(self, val, word):
        return word + "(" if callable(val) else word

    def global_matches(self, text):
        """Keywords, built-in names and those of the namespace."""
        matches = []
        seen = {"__builtins__"}
        n = len(text)
        for word in keyword.kwlist:
            if word[:n] == text:
                seen.add(word)
                if word in ("finally", "try"):
                    word += ":"
                elif word not in (
                    "False", "None", "True", "break", "continue", "pass", "else",
                ):
                    word += " "
                matches.append(word)
        for namespace in (self.namespace, builtins.__dict__):
            for word, val in namespace.items():
                if word[:n] == text and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(val, word))
        return matches

    def attr_matches(self, text):
        """Attributes of an expression of names and dots, which is evaluated."""
        m = re.match(r"(\w+(\.\w+)*)\.(\w*)", text)
        if not m:
            return []
        expr, attr = m.group(1, 3)
        try:
            thisobject = eval(expr, self.namespace)
        except Exception:
            return []
        words = set(dir(thisobject))
        words.discard("__builtins__")
        if hasattr(thisobject, "__class__"):
            words.add("__class__")
            words.update(get_class_members(thisobject.__class__))
        matches = []
        n = len(attr)
        # private names only when nothing else fits
        noprefix = "_" if attr == "" else "__" if attr == "_" else None
        while True:
            for word in words:
                if word[:n] == attr and not (noprefix and word[:n + 1] == noprefix):
                    match = "%s.%s" % (expr, word)
                    try:
                        val = getattr(thisobject, word)
                    except Exception:
                        # properties may fail
                        pass
                    else:
                        match = self._callable_postfix(val, match)
                    matches.append(match)
            if matches or not noprefix:
                break
            noprefix = "__" if noprefix == "_" else None
        matches.sort()
        return matches


def get_class_members(klass):
    """Names of a class and its bases."""
    names = dir(klass)
    for base in getattr(klass, "__bases__", ()):
        names = names + get_class_members(base)
    return names


try:
    import readline
except ImportError:
    _readline_available = False
else:
    readline.set_completer(Completer().complete)
    # while the interpreter ends its namespace is no more to be looked at
    atexit.register(lambda: readline.set_completer(None))
    _readline_available = True
