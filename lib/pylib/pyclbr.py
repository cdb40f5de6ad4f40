"""The classes and functions of a module, by its source, without running it.

readmodule_ex() gives {name: Class or Function}; readmodule() only the classes.
A package's dict has its path at '__path__' as well.
"""

import importlib.util
import io
import sys
import tokenize
from token import DEDENT, NAME, OP

__all__ = ["readmodule", "readmodule_ex", "Class", "Function"]

# the modules that were read
_modules = {}


class Class:
    """A class: methods is {name: line}, super a list of Class objects and of names."""

    def __init__(self, module, name, super, file, lineno):
        self.module = module
        self.name = name
        self.super = [] if super is None else super
        self.methods = {}
        self.file = file
        self.lineno = lineno

    def _addmethod(self, name, lineno):
        self.methods[name] = lineno


class Function:
    """A function at a module's top."""

    def __init__(self, module, name, file, lineno):
        self.module = module
        self.name = name
        self.file = file
        self.lineno = lineno


def readmodule(module, path=None):
    """{name: Class} of a module, looked for in the folders of path first."""
    return {key: value for key, value in _readmodule(module, path or []).items()
            if isinstance(value, Class)}


def readmodule_ex(module, path=None):
    """{name: Class or Function} of a module."""
    return _readmodule(module, path or [])


def _readmodule(module, path, inpackage=None):
    fullmodule = module if inpackage is None else "%s.%s" % (inpackage, module)
    if fullmodule in _modules:
        return _modules[fullmodule]
    found = {}
    if module in sys.builtin_module_names and inpackage is None:
        _modules[module] = found
        return found
    package, dot, submodule = module.rpartition('.')
    if dot:
        parent = _readmodule(package, path, inpackage)
        if inpackage is not None:
            package = "%s.%s" % (inpackage, package)
        if '__path__' not in parent:
            raise ImportError('No package named {}'.format(package))
        return _readmodule(submodule, parent['__path__'], package)
    spec = importlib.util._find_spec_from_path(
        fullmodule, path if inpackage is not None else path + sys.path)
    _modules[fullmodule] = found
    if spec.submodule_search_locations is not None:
        found['__path__'] = spec.submodule_search_locations
    try:
        source = spec.loader.get_source(fullmodule)
    except (AttributeError, ImportError):
        # no source text: nothing can be told
        return found
    if source is None:
        return found
    if hasattr(spec.loader, 'get_filename'):
        file = spec.loader.get_filename(fullmodule)
    else:
        file = spec.origin
    _Reader(found, fullmodule, file, path, inpackage).read(source)
    return found


class _Reader:
    """Goes through a source's tokens; what is at the start of a line is what counts."""

    def __init__(self, found, module, file, path, inpackage):
        self.found = found
        self.module = module
        self.file = file
        self.path = path
        self.inpackage = inpackage

    def read(self, source):
        # (Class, or None for a function or an inner class; column) of what is open
        stack = []
        self.tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        try:
            for tokentype, token, start, _end, _line in self.tokens:
                lineno, column = start
                if tokentype == DEDENT:
                    while stack and stack[-1][1] >= column:
                        del stack[-1]
                elif token in ('def', 'class') and tokentype == NAME:
                    while stack and stack[-1][1] >= column:
                        del stack[-1]
                    opened = (self._def if token == 'def' else self._class)(stack, lineno)
                    if opened is not False:
                        stack.append((opened, column))
                elif token == 'import' and column == 0:
                    self._import()
                elif token == 'from' and column == 0:
                    self._from()
        except StopIteration:
            pass

    def _def(self, stack, lineno):
        tokentype, name = next(self.tokens)[0:2]
        if tokentype != NAME:
            return False
        if not stack:
            self.found[name] = Function(self.module, name, self.file, lineno)
        elif isinstance(stack[-1][0], Class):
            stack[-1][0]._addmethod(name, lineno)
        return None

    def _class(self, stack, lineno):
        tokentype, name = next(self.tokens)[0:2]
        if tokentype != NAME:
            return False
        made = Class(self.module, name, self._bases(), self.file, lineno)
        if stack:
            return None
        self.found[name] = made
        return made

    def _bases(self):
        """The list in parentheses behind a class's name, or None."""
        if next(self.tokens)[1] != '(':
            return None
        bases = []
        text = ''
        level = 1
        while True:
            tokentype, token = next(self.tokens)[0:2]
            if token == '(':
                level += 1
            elif token == ')':
                level -= 1
                if level == 0:
                    return bases + [self._base(text)]
            elif level == 1 and token == ',':
                bases.append(self._base(text))
                text = ''
            elif level == 1 and tokentype in (NAME, OP):
                # keywords as metaclass= stay, as a name that no class has
                text += token

    def _base(self, name):
        if name in self.found:
            return self.found[name]
        parts = name.split('.')
        if len(parts) > 1:
            # of a module that was imported
            known = _modules.get(parts[-2], {})
            if parts[-1] in known:
                return known[parts[-1]]
        return name

    def _import(self):
        # read now, for the base classes to come
        for name, _ in self._names():
            try:
                if not self.inpackage:
                    _readmodule(name, self.path)
                else:
                    try:
                        _readmodule(name, self.path, self.inpackage)
                    except ImportError:
                        _readmodule(name, [])
            except Exception:
                # a module that is not there, or cannot be read, is of no interest
                pass

    def _from(self):
        module, token = self._name()
        if not module or token != "import":
            return
        names = self._names()
        try:
            known = _readmodule(module, self.path, self.inpackage)
        except Exception:
            return
        for name, shown in names:
            if name in known:
                self.found[shown or name] = known[name]
            elif name == '*':
                for key, value in known.items():
                    if key[0] != '_':
                        self.found[key] = value

    def _name(self):
        """(dotted name or None, the token behind it)"""
        tokentype, token = next(self.tokens)[0:2]
        if tokentype != NAME and token != '*':
            return None, token
        parts = [token]
        while True:
            token = next(self.tokens)[1]
            if token != '.':
                break
            tokentype, token = next(self.tokens)[0:2]
            if tokentype != NAME:
                break
            parts.append(token)
        return ".".join(parts), token

    def _names(self):
        """[(name, name behind as or None)]"""
        names = []
        while True:
            name, token = self._name()
            if not name:
                # a list in parentheses is not read
                return names
            shown = None
            if token == 'as':
                shown, token = self._name()
            names.append((name, shown))
            if token != ",":
                return names


def _main():
    # what a module has, in the order of its lines
    import os
    mod = sys.argv[1] if len(sys.argv) > 1 else __file__
    if os.path.exists(mod):
        path = [os.path.dirname(mod)]
        mod = os.path.basename(mod)
        if mod.lower().endswith(".py"):
            mod = mod[:-3]
    else:
        path = []
    found = readmodule_ex(mod, path)
    for item in sorted(found.values(), key=lambda a: getattr(a, 'lineno', 0)):
        if isinstance(item, Class):
            print("class", item.name, item.super, item.lineno)
            for name, lineno in sorted(item.methods.items(), key=lambda pair: pair[1]):
                if name != "__path__":
                    print("  def", name, lineno)
        elif isinstance(item, Function):
            print("def", item.name, item.lineno)


if __name__ == "__main__":
    _main()
