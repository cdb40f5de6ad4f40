"""Lines of files, remembered; also of modules that are no files."""

import sys

__all__ = ["getline", "clearcache", "checkcache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    """The line of a file, or '' if there is none; never an exception."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    """Forget everything."""
    cache.clear()


def getlines(filename, module_globals=None):
    """The lines of a file."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget the files that have changed."""
    import os
    names = list(cache) if filename is None else [filename]
    for name in names:
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue
        size, mtime, lines, fullname = entry
        if mtime is None:
            continue
        try:
            stat = os.stat(fullname)
        except OSError:
            cache.pop(name, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(name, None)


def _split(text):
    lines = [line + "\n" for line in text.splitlines()]
    return lines


def updatecache(filename, module_globals=None):
    """Read a file again; its lines, [] if it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        cache.pop(filename, None)
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return []
    if filename.startswith("<wordcode>/"):
        try:
            import _wordcode_import
            text = _wordcode_import.frozen_source(filename)
        except (ImportError, AttributeError):
            text = None
        if text is not None:
            lines = _split(text)
            cache[filename] = len(text), None, lines, filename
            return lines
    import os
    fullname = filename
    try:
        stat = os.stat(fullname)
    except OSError:
        if lazycache(filename, module_globals):
            try:
                data = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if data is None:
                    return []
                lines = _split(data)
                cache[filename] = len(data), None, lines, fullname
                return lines
        if os.path.isabs(filename):
            return []
        for directory in sys.path:
            try:
                fullname = os.path.join(directory, filename)
            except (TypeError, AttributeError):
                continue
            try:
                stat = os.stat(fullname)
                break
            except OSError:
                pass
        else:
            return []
    try:
        import tokenize
        with tokenize.open(fullname) as stream:
            lines = stream.readlines()
    except ImportError:
        try:
            with open(fullname, encoding="utf-8", errors="replace") as stream:
                lines = stream.readlines()
        except OSError:
            return []
    except OSError:
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = stat.st_size, stat.st_mtime, lines, fullname
    return lines


def lazycache(filename, module_globals):
    """Note how a module's loader gives its source; whether it does."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return False
    if module_globals and "__loader__" in module_globals:
        name = module_globals.get("__name__")
        get_source = getattr(module_globals["__loader__"], "get_source", None)
        if name and get_source:
            import functools
            cache[filename] = (functools.partial(get_source, name),)
            return True
    return False
