"""Documentation of objects as text: what help() shows."""

import builtins
import importlib
import inspect
import re
import sys
from reprlib import Repr

__all__ = ["help"]


class ErrorDuringImport(Exception):
    """A module was found, and raised something while it was imported."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return "problem in %s - %s: %s" % (self.filename, self.exc.__name__, self.value)


def getdoc(object):
    """An object's docstring, or the comments before its source."""
    text = inspect.getdoc(object)
    if not text:
        try:
            text = inspect.getcomments(object)
        except Exception:
            # there is no source
            text = None
    return re.sub("^ *\n", "", text.rstrip()) if text else ""


def splitdoc(doc):
    """A docstring's first line and the rest."""
    lines = doc.strip().split("\n")
    if len(lines) == 1:
        return lines[0], ""
    if len(lines) >= 2 and not lines[1].rstrip():
        return lines[0], "\n".join(lines[2:])
    return "", "\n".join(lines)


def classname(object, modname):
    """A class's name, with its module unless it is that one."""
    name = object.__name__
    if object.__module__ != modname:
        name = object.__module__ + "." + name
    return name


def visiblename(name, all=None, obj=None):
    """Whether a name belongs into the documentation."""
    if name in {"__author__", "__builtins__", "__cached__", "__credits__", "__date__",
                "__doc__", "__docformat__", "__file__", "__loader__", "__module__",
                "__name__", "__package__", "__path__", "__qualname__", "__slots__",
                "__spec__", "__version__", "__dict__", "__weakref__"}:
        return name in ("__dict__", "__weakref__") and not inspect.ismodule(obj)
    if name.startswith("__") and name.endswith("__"):
        return True
    if all is not None:
        return name in all
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True
    return not name.startswith("_")


def plain(text):
    """A text without the overstrikes that print it bold."""
    return re.sub(".\b", "", text)


def describe(thing):
    """What kind of thing something is, in a few words."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return "built-in module " + thing.__name__
        return ("package " if hasattr(thing, "__path__") else "module ") + thing.__name__
    if inspect.isbuiltin(thing):
        return "built-in function " + thing.__name__
    for test, kind in ((inspect.isgetsetdescriptor, "getset descriptor"),
                       (inspect.ismemberdescriptor, "member descriptor")):
        if test(thing):
            owner = thing.__objclass__
            return "%s %s.%s.%s" % (kind, owner.__module__, owner.__name__, thing.__name__)
    if inspect.isclass(thing):
        return "class " + thing.__name__
    if inspect.isfunction(thing):
        return "function " + thing.__name__
    if inspect.ismethod(thing):
        return "method " + thing.__name__
    return type(thing).__name__


def safeimport(path, forceload=0, cache={}):
    """A module, or None where there is none of the name."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError as e:
        if e.name and (path == e.name or path.startswith(e.name + ".")):
            return None
        raise ErrorDuringImport(path, sys.exc_info())
    except Exception:
        raise ErrorDuringImport(path, sys.exc_info())


def locate(path, forceload=0):
    """An object by its dotted name: as much as can be is taken for modules."""
    parts = [part for part in path.split(".") if part]
    module, n = None, 0
    while n < len(parts):
        following = safeimport(".".join(parts[:n + 1]), forceload)
        if not following:
            break
        module, n = following, n + 1
    found = module if module else builtins
    for part in parts[n:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """An object of a name, and the name; or of an object."""
    if isinstance(thing, str):
        found = locate(thing, forceload)
        if found is None:
            raise ImportError("No Python documentation found for %r.\n"
                              "Use help() to get the interactive help utility.\n"
                              "Use help(str) for help on the str class." % thing)
        return found, thing
    name = getattr(thing, "__name__", None)
    return thing, name if isinstance(name, str) else None


class TextDoc:
    """Writes documentation as text."""

    def __init__(self):
        shorten = Repr()
        shorten.maxlist = shorten.maxtuple = 20
        shorten.maxdict = 10
        shorten.maxstring = shorten.maxother = 100
        self.repr = shorten.repr

    def bold(self, text):
        return "".join(c + "\b" + c for c in text)

    def indent(self, text, prefix="    "):
        if not text:
            return ""
        lines = [prefix + line for line in text.split("\n")]
        lines[-1] = lines[-1].rstrip()
        return "\n".join(lines)

    def section(self, title, contents):
        return self.bold(title) + "\n" + self.indent(contents).rstrip() + "\n\n"

    def document(self, object, name=None, *args):
        if inspect.ismodule(object):
            return self.docmodule(object, name)
        if inspect.isclass(object):
            return self.docclass(object, name, *args)
        if inspect.isroutine(object):
            return self.docroutine(object, name)
        if isinstance(object, property) or inspect.isdatadescriptor(object):
            return self.docdata(object, name)
        return self.docother(object, name)

    def docmodule(self, object, name=None, mod=None):
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        result = self.section("NAME", name + (synopsis and " - " + synopsis))
        if description:
            result += self.section("DESCRIPTION", description)
        all = getattr(object, "__all__", None)
        classes, functions, data = [], [], []
        for key, value in inspect.getmembers(object):
            if not visiblename(key, all, object):
                continue
            mine = all is not None or (inspect.getmodule(value) or object) is object
            if inspect.isclass(value):
                if mine:
                    classes.append((key, value))
            elif inspect.isroutine(value):
                if mine or inspect.isbuiltin(value):
                    functions.append((key, value))
            elif not inspect.ismodule(value):
                data.append((key, value))
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], True)
            contents = [self.formattree(tree, name)]
            contents += [self.document(value, key, name) for key, value in classes]
            result += self.section("CLASSES", "\n".join(contents))
        if functions:
            result += self.section(
                "FUNCTIONS", "\n".join(self.document(v, k) for k, v in functions))
        if data:
            result += self.section(
                "DATA", "\n".join(self.docother(v, k, 70) for k, v in data))
        for title, attribute in (("VERSION", "__version__"), ("DATE", "__date__"),
                                 ("AUTHOR", "__author__"), ("CREDITS", "__credits__")):
            if hasattr(object, attribute):
                result += self.section(title, str(getattr(object, attribute)))
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = "(built-in)"
        return result + self.section("FILE", file)

    def formattree(self, tree, modname, parent=None, prefix=""):
        result = ""
        for entry in tree:
            if type(entry) is tuple:
                c, bases = entry
                result += prefix + classname(c, modname)
                if bases and bases != (parent,):
                    result += "(%s)" % ", ".join(classname(b, modname) for b in bases)
                result += "\n"
            elif type(entry) is list:
                result += self.formattree(entry, modname, c, prefix + "    ")
        return result

    def docclass(self, object, name=None, mod=None):
        realname = object.__name__
        name = name or realname
        title = "class " + self.bold(name) if name == realname else \
            self.bold(name) + " = class " + realname
        bases = object.__bases__
        here = mod or object.__module__
        if bases and bases != (builtins.object,):
            title += "(%s)" % ", ".join(classname(b, here) for b in bases)
        elif bases:
            title += "(%s)" % classname(builtins.object, here)
        contents = []
        doc = getdoc(object)
        if doc:
            contents += [doc, ""]
        mro = list(inspect.getmro(object))
        if len(mro) > 2:
            contents.append("Method resolution order:")
            contents += ["    " + classname(b, here) for b in mro] + [""]
        attributes = [a for a in inspect.classify_class_attrs(object)
                      if visiblename(a.name, obj=object)]
        first = True
        for base in [object] + [b for b in mro if b is not object]:
            if base is builtins.object and object is not builtins.object:
                continue
            mine = sorted((a for a in attributes if a.defining_class is base),
                          key=lambda a: a.name)
            tag = "defined here" if base is object else \
                "inherited from " + classname(base, here)
            for kinds, heading in ((("method",), "Methods"),
                                   (("class method",), "Class methods"),
                                   (("static method",), "Static methods"),
                                   (("property", "descriptor"), "Data descriptors"),
                                   (("data",), "Data and other attributes")):
                chosen = [a for a in mine if self.kind(a) in kinds]
                if not chosen:
                    continue
                if not first:
                    contents += ["-" * 70]
                first = False
                contents += ["%s %s:" % (heading, tag), ""]
                for a in chosen:
                    contents += self.attribute(object, a).rstrip("\n").split("\n") + [""]
        while contents and not contents[-1]:
            contents.pop()
        if not contents:
            return title + "\n"
        return title + "\n" + self.indent("\n".join(contents).rstrip(), " |  ") + "\n"

    def kind(self, attribute):
        if attribute.kind == "data" and inspect.isdatadescriptor(attribute.object):
            return "descriptor"
        return attribute.kind

    def attribute(self, owner, a):
        kind = self.kind(a)
        if kind in ("property", "descriptor"):
            return self.docdata(a.object, a.name)
        if kind == "data":
            return self.docother(a.object, a.name, 70)
        return self.docroutine(getattr(owner, a.name, a.object), a.name)

    def docroutine(self, object, name=None, mod=None, cl=None):
        realname = getattr(object, "__name__", name)
        name = name or realname
        title = self.bold(name)
        if name != realname:
            title += " = " + realname
        try:
            arguments = str(inspect.signature(object))
        except (TypeError, ValueError):
            arguments = "(...)"
        if realname == "<lambda>":
            title, arguments = self.bold(name) + " lambda ", arguments[1:-1]
        text = title + arguments
        if inspect.ismethod(object):
            owner = object.__self__
            text += " from " + classname(type(owner), None) if inspect.isclass(owner) else \
                " method of %s instance" % classname(type(owner), None)
        doc = getdoc(object)
        return text + "\n" + (doc and self.indent(doc).rstrip() + "\n")

    def docdata(self, object, name=None, mod=None, cl=None):
        doc = getdoc(object)
        return self.bold(name or "") + "\n" + (self.indent(doc) + "\n" if doc else "")

    def docother(self, object, name=None, maxlen=None):
        shown = self.repr(object)
        line = (name + " = " if name else "") + shown
        if maxlen and len(line) > maxlen:
            line = line[:maxlen - 3] + "..."
        return (self.bold(name) + " = " if name else "") + line[len(name) + 3 if name else 0:]


text = TextDoc()
plaintext = text


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    """The documentation of an object, or of a name's."""
    renderer = renderer or text
    object, name = resolve(thing, forceload)
    description = describe(object)
    module = inspect.getmodule(object)
    if name and "." in name:
        description += " in " + name[:name.rfind(".")]
    elif module and module is not object:
        description += " in module " + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object) or
            inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object) or
            isinstance(object, property)):
        # an instance is documented by its class
        object = type(object)
        description += " object"
    return title % description + "\n\n" + renderer.document(object, name)


def pager(text):
    """Show a text, a screen at a time where there is one."""
    text = plain(text)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stdout.write(text)
        return
    import shutil
    size = shutil.get_terminal_size()[1] - 2
    lines = text.split("\n")
    while len(lines) > size > 0:
        sys.stdout.write("\n".join(lines[:size]) + "\n")
        lines = lines[size:]
        try:
            if input("-- more -- (Enter, or q to stop) ").strip().lower().startswith("q"):
                return
        except EOFError:
            return
    sys.stdout.write("\n".join(lines))


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None):
    """Show the documentation of an object, or of a name's."""
    try:
        shown = render_doc(thing, title, forceload)
    except (ImportError, ErrorDuringImport) as e:
        (output or sys.stdout).write("%s\n" % e)
        return
    if output is None:
        pager(shown)
    else:
        output.write(plain(shown))


class Helper:
    """help: documentation of an object, or a conversation."""

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    input = property(lambda self: self._input or sys.stdin)
    output = property(lambda self: self._output or sys.stdout)

    def __repr__(self):
        return "<pydoc.Helper instance>"

    _nothing = object()

    def __call__(self, request=_nothing):
        if request is not self._nothing:
            self.help(request)
            return
        self.intro()
        self.interact()
        self.output.write("""
You are now leaving help and returning to the Python interpreter.
If you want to ask for help on a particular object directly from the
interpreter, you can type "help(object)".  Executing "help('string')"
has the same effect as typing a particular string at the help> prompt.
""")

    def intro(self):
        self.output.write("""
Welcome to Python %d.%d's help utility (wordcode)!

Enter the name of a module, class, function or keyword's object; "modules"
lists what can be imported, "quit" goes back to the interpreter.

""" % sys.version_info[:2])

    def interact(self):
        while True:
            try:
                request = self.getline("help> ")
            except (KeyboardInterrupt, EOFError):
                break
            request = request.strip()
            if request.lower() in ("q", "quit"):
                break
            if request:
                self.help(request)

    def getline(self, prompt):
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        line = self.input.readline()
        if not line:
            raise EOFError
        return line

    def help(self, request):
        if isinstance(request, str):
            request = request.strip()
            if request == "help":
                self.intro()
            elif request == "modules":
                self.listmodules()
            elif request in ("True", "False", "None"):
                doc(eval(request), "Help on %s:")
            else:
                doc(request, "Help on %s:", output=self._output)
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, "Help on %s:", output=self._output)
        self.output.write("\n")

    def listmodules(self):
        names = set(sys.builtin_module_names)
        try:
            import pkgutil
        except ImportError:
            pass
        else:
            names.update(m.name for m in pkgutil.iter_modules())
        self.output.write("\n".join(sorted(names)) + "\n")


help = Helper()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print("usage: pydoc name ...")
        sys.exit(2)
    for argument in sys.argv[1:]:
        help.help(argument)
