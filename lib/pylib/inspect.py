"""What can be found out about live objects."""

import abc
import ast
import collections.abc
import dis
import enum
import functools
import itertools
import linecache
import os
import re
import sys
import token
import tokenize
import types
import warnings
import builtins
from collections import namedtuple, OrderedDict
from operator import attrgetter

# CO_OPTIMIZED and the other flags of code objects
mod_dict = globals()
for _flag, _name in dis.COMPILER_FLAG_NAMES.items():
    mod_dict["CO_" + _name] = _flag
del _flag, _name

TPFLAGS_IS_ABSTRACT = 1 << 20


# What kind of object it is

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    """A bound method written in Python."""
    return isinstance(object, types.MethodType)


def ismethoddescriptor(object):
    """Has __get__ but not __set__, and is none of the common kinds."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    t = type(object)
    return hasattr(t, "__get__") and not hasattr(t, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    t = type(object)
    return hasattr(t, "__set__") and hasattr(t, "__get__")


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def _has_flag(object, flag):
    return bool((isfunction(object) or ismethod(object))
                and object.__code__.co_flags & flag)


def isgeneratorfunction(object):
    return _has_flag(object, CO_GENERATOR)


def iscoroutinefunction(object):
    return _has_flag(object, CO_COROUTINE)


def isasyncgenfunction(object):
    return _has_flag(object, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    """Can be used in an await expression."""
    return (isinstance(object, types.CoroutineType)
            or isinstance(object, types.GeneratorType)
            and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or isinstance(object, collections.abc.Awaitable))


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    """Any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object))


def isabstract(object):
    """A class with abstract methods."""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    if not issubclass(type(object), abc.ABCMeta) \
            or hasattr(object, "__abstractmethods__"):
        return False
    # asked for while the class is being made (__init_subclass__)
    for value in object.__dict__.values():
        if getattr(value, "__isabstractmethod__", False):
            return True
    for base in object.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(object, name, None), "__isabstractmethod__",
                       False):
                return True
    return False


# Members

def getmembers(object, predicate=None):
    """The attributes of an object as pairs, sorted by name."""
    mro = (object,) + getmro(object) if isclass(object) else ()
    names = dir(object)
    # dir() does not show DynamicClassAttributes of a class
    try:
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names.append(name)
    except AttributeError:
        pass
    results, seen = [], set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((name, value))
        seen.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """Name, kind, class and object of each attribute of a class."""
    mro = getmro(cls)
    metamro = tuple(c for c in getmro(type(cls)) if c not in (type, object))
    bases = (cls,) + mro
    names = dir(cls)
    for base in mro:
        names += [k for k, v in base.__dict__.items()
                  if isinstance(v, types.DynamicClassAttribute)]
    result, seen = [], set()
    for name in names:
        home = get_obj = dict_obj = None
        if name not in seen:
            try:
                if name == "__dict__":
                    raise Exception("__dict__ is special")
                get_obj = getattr(cls, name)
            except Exception:
                pass
            else:
                home = getattr(get_obj, "__objclass__", home)
                if home not in bases:
                    # said to be from elsewhere, as by a metaclass
                    home = None
                    last = None
                    for c in bases:
                        if getattr(c, name, None) is get_obj:
                            last = c
                    for c in metamro:
                        try:
                            found = c.__getattr__(cls, name)
                        except AttributeError:
                            continue
                        if found is get_obj:
                            last = c
                    if last is not None:
                        home = last
        for base in bases + metamro:
            if name in base.__dict__:
                dict_obj = base.__dict__[name]
                if home not in metamro:
                    home = base
                break
        if home is None:
            continue
        obj = dict_obj if get_obj is None else get_obj
        if isinstance(dict_obj, staticmethod):
            kind, obj = "static method", dict_obj
        elif isinstance(dict_obj, classmethod):
            kind, obj = "class method", dict_obj
        elif isinstance(dict_obj, property):
            kind, obj = "property", dict_obj
        else:
            kind = "method" if isroutine(obj) else "data"
        result.append(Attribute(name, kind, home, obj))
        seen.add(name)
    return result


def getmro(cls):
    """A class and its bases, in the order in which they are searched."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """The function under the wrappers of functools.wraps()."""
    first = func
    # by id as well: a wrapper may compare equal to others
    memo = {id(first): first}
    limit = sys.getrecursionlimit()
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in memo or len(memo) >= limit:
            raise ValueError("wrapper loop when unwrapping {!r}"
                             .format(first))
        memo[id(func)] = func
    return func


# Documentation and source

def indentsize(line):
    """How many columns a line is indented."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _findclass(func):
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _own_class_and_name(obj):
    # where a routine or property without a docstring is at home
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        if isclass(owner) and getattr(getattr(owner, name, None),
                                      "__func__") is obj.__func__:
            return owner, name
        return owner.__class__, name
    if isfunction(obj):
        cls = _findclass(obj)
        if cls is None or getattr(cls, obj.__name__) is not obj:
            return None
        return cls, obj.__name__
    if isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        if isclass(owner) and owner.__qualname__ + "." + name \
                == obj.__qualname__:
            return owner, name
        return owner.__class__, name
    if isinstance(obj, property):
        cls = _findclass(obj.fget)
        if cls is None or getattr(cls, obj.fget.__name__) is not obj:
            return None
        return cls, obj.fget.__name__
    if ismethoddescriptor(obj) or isdatadescriptor(obj):
        cls, name = obj.__objclass__, obj.__name__
        return (cls, name) if getattr(cls, name) is obj else None
    return None


def _finddoc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object:
                try:
                    doc = base.__doc__
                except AttributeError:
                    continue
                if doc is not None:
                    return doc
        return None
    home = _own_class_and_name(obj)
    if home is not None:
        cls, name = home
        for base in cls.__mro__:
            try:
                doc = getattr(base, name).__doc__
            except AttributeError:
                continue
            if doc is not None:
                return doc
    return None


def getdoc(object):
    """The docstring, cleaned; where there is none, an inherited one."""
    try:
        doc = object.__doc__
        if doc is None:
            doc = _finddoc(object)
    except (AttributeError, TypeError):
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """A docstring without the indentation that its place gave it."""
    try:
        lines = doc.expandtabs().split("\n")
    except UnicodeError:
        return None
    margins = [len(line) - len(line.lstrip()) for line in lines[1:]
               if line.lstrip()]
    margin = min(margins) if margins else None
    lines[0] = lines[0].lstrip()
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getfile(object):
    """The file that an object was defined in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            object = module     # CPython 3.6 names the module
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("{!r} is not a module, class, method, function, "
                    "traceback, frame, or code object".format(object))


def _suffixes():
    # of source files, of compiled ones, of extension modules
    try:
        from importlib import machinery
    except ImportError:
        # the import system of this machine knows these
        return [".py"], [".pyc"], []
    return (machinery.SOURCE_SUFFIXES, machinery.BYTECODE_SUFFIXES,
            machinery.EXTENSION_SUFFIXES)


def getmodulename(path):
    """The name of the module in a file, or None."""
    name = os.path.basename(path)
    for suffix in sorted(sum(_suffixes(), []), key=len, reverse=True):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """The source file of an object, or None."""
    filename = getfile(object)
    source, bytecode, extension = _suffixes()
    if filename.endswith(tuple(bytecode)):
        filename = os.path.splitext(filename)[0] + source[0]
    elif filename.endswith(tuple(extension)):
        return None
    if os.path.exists(filename):
        return filename
    # a loader, or linecache, may have it
    if getattr(getmodule(object, filename), "__loader__", None) is not None:
        return filename
    if filename in linecache.cache:
        return filename


def getabsfile(object, _filename=None):
    """The absolute path of an object's file."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


modulesbyfile = {}
_filesbymodname = {}


def getmodule(object, _filename=None):
    """The module that an object was defined in, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except TypeError:
        return None
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    for name, module in list(sys.modules.items()):
        if ismodule(module) and hasattr(module, "__file__"):
            f = module.__file__
            if f == _filesbymodname.get(name, None):
                continue
            _filesbymodname[name] = f
            f = getabsfile(module)
            modulesbyfile[f] = modulesbyfile[os.path.realpath(f)] = \
                module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    main = sys.modules["__main__"]
    if not hasattr(object, "__name__"):
        return None
    for module in (main, sys.modules["builtins"]):
        if getattr(module, object.__name__, None) is object:
            return module


def findsource(object):
    """All lines of an object's file, and the index of its first."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    if module:
        lines = linecache.getlines(file, module.__dict__)
    else:
        lines = linecache.getlines(file)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        pattern = re.compile(r"^(\s*)class\s*" + object.__name__ + r"\b")
        # the least indented one is the likeliest
        candidates = []
        for i, line in enumerate(lines):
            match = pattern.match(line)
            if match:
                if line[0] == "c":
                    return lines, i
                candidates.append((match.group(1), i))
        if candidates:
            return lines, min(candidates)[1]
        raise OSError("could not find class definition")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        if not hasattr(object, "co_firstlineno"):
            raise OSError("could not find function definition")
        n = object.co_firstlineno - 1
        pattern = re.compile(r"^(\s*def\s)|(\s*async\s+def\s)|"
                             r"(.*(?<!\w)lambda(:|\s))|^(\s*@)")
        while n > 0 and not pattern.match(lines[n]):
            n -= 1
        return lines, n
    raise OSError("could not find code object")


def getcomments(object):
    """The comments directly above an object."""
    try:
        lines, n = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == "#":
            end += 1
        found = lines[start:end]
        return "".join(l.expandtabs() for l in found) if found else None
    if n <= 0:
        return None
    indent = indentsize(lines[n])
    start = n
    while start > 0 and lines[start - 1].lstrip()[:1] == "#" \
            and indentsize(lines[start - 1]) == indent:
        start -= 1
    if start == n:
        return None
    found = [l.expandtabs().lstrip() for l in lines[start:n]]
    while found and found[0].strip() == "#":
        found[:1] = []
    while found and found[-1].strip() == "#":
        found[-1:] = []
    return "".join(found)


class EndOfBlock(Exception):
    """The block is over."""


class BlockFinder:
    """Is fed tokens until the block is over."""

    def __init__(self):
        self.indent = 0
        self.islambda = False
        self.started = False
        self.passline = False
        self.indecorator = False
        self.decoratorhasargs = False
        self.last = 1

    def tokeneater(self, type, token, srowcol, erowcol, line):
        if not self.started and not self.indecorator:
            if token == "@":
                self.indecorator = True
            elif token in ("def", "class", "lambda"):
                if token == "lambda":
                    self.islambda = True
                self.started = True
            self.passline = True        # the head goes to its end
        elif token == "(":
            if self.indecorator:
                self.decoratorhasargs = True
        elif token == ")":
            if self.indecorator:
                self.indecorator = False
                self.decoratorhasargs = False
        elif type == tokenize.NEWLINE:
            self.passline = False
            self.last = srowcol[0]
            if self.islambda:
                raise EndOfBlock
            if self.indecorator and not self.decoratorhasargs:
                self.indecorator = False
        elif self.passline:
            pass
        elif type == tokenize.INDENT:
            self.indent += 1
            self.passline = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            if self.indent <= 0:
                raise EndOfBlock
        elif self.indent == 0 and type not in (tokenize.COMMENT,
                                               tokenize.NL):
            raise EndOfBlock


def getblock(lines):
    """The lines of the block at the beginning of lines."""
    finder = BlockFinder()
    try:
        for t in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*t)
    except (EndOfBlock, IndentationError):
        pass
    return lines[:finder.last]


def getsourcelines(object):
    """The lines of an object, and the number of the first."""
    object = unwrap(object)
    lines, n = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) \
            and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[n:]), n + 1


def getsource(object):
    """The source text of an object."""
    return "".join(getsourcelines(object)[0])


def walktree(classes, children, parent):
    results = []
    classes.sort(key=attrgetter("__module__", "__name__"))
    for c in classes:
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=False):
    """Classes as nested lists, those below a class after it."""
    children, roots = {}, []
    for c in classes:
        if c.__bases__:
            for parent in c.__bases__:
                below = children.setdefault(parent, [])
                if c not in below:
                    below.append(c)
                if unique and parent in classes:
                    break
        elif c not in roots:
            roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


# Arguments

Arguments = namedtuple("Arguments", "args, varargs, varkw")
ArgSpec = namedtuple("ArgSpec", "args varargs keywords defaults")
FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, "
                                        "kwonlyargs, kwonlydefaults, "
                                        "annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """The parameters of a code object."""
    args, varargs, kwonly, varkw = _getfullargs(co)
    return Arguments(args + kwonly, varargs, varkw)


def _getfullargs(co):
    if not iscode(co):
        raise TypeError("{!r} is not a code object".format(co))
    names = co.co_varnames
    n, k = co.co_argcount, co.co_kwonlyargcount
    args, kwonly = list(names[:n]), list(names[n:n + k])
    n += k
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[n]
        n += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[n]
    return args, varargs, kwonly, varkw


def getargspec(func):
    """getfullargspec() for functions without newer features."""
    warnings.warn("inspect.getargspec() is deprecated, use "
                  "inspect.signature() or inspect.getfullargspec()",
                  DeprecationWarning, stacklevel=2)
    args, varargs, varkw, defaults, kwonly, _, ann = getfullargspec(func)
    if kwonly or ann:
        raise ValueError("Function has keyword-only parameters or "
                         "annotations, use getfullargspec() API which can "
                         "support them")
    return ArgSpec(args, varargs, varkw, defaults)


def getfullargspec(func):
    """The parameters of a function and their defaults."""
    try:
        sig = _signature_from_callable(func, follow_wrapper_chains=False,
                                       skip_bound_arg=False,
                                       sigcls=Signature)
    except Exception as ex:
        raise TypeError("unsupported callable") from ex
    args, kwonly, defaults = [], [], ()
    varargs = varkw = None
    annotations, kwdefaults = {}, {}
    if sig.return_annotation is not sig.empty:
        annotations["return"] = sig.return_annotation
    for param in sig.parameters.values():
        kind, name = param.kind, param.name
        if kind is _POSITIONAL_ONLY or kind is _POSITIONAL_OR_KEYWORD:
            args.append(name)
            if param.default is not param.empty:
                defaults += (param.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if param.default is not param.empty:
                kwdefaults[name] = param.default
        else:
            varkw = name
        if param.annotation is not param.empty:
            annotations[name] = param.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly,
                       kwdefaults or None, annotations)


def getargvalues(frame):
    """The arguments that a frame was called with."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)

    return _formatannotation


def formatargspec(args, varargs=None, varkw=None, defaults=None,
                  kwonlyargs=(), kwonlydefaults={}, annotations={},
                  formatarg=str, formatvarargs=lambda name: "*" + name,
                  formatvarkw=lambda name: "**" + name,
                  formatvalue=lambda value: "=" + repr(value),
                  formatreturns=lambda text: " -> " + text,
                  formatannotation=formatannotation):
    """What getfullargspec() returns, as text."""

    def show(name):
        text = formatarg(name)
        if name in annotations:
            text += ": " + formatannotation(annotations[name])
        return text

    specs = []
    first = len(args) - len(defaults) if defaults else len(args)
    for i, name in enumerate(args):
        spec = show(name)
        if i >= first:
            spec += formatvalue(defaults[i - first])
        specs.append(spec)
    if varargs is not None:
        specs.append(formatvarargs(show(varargs)))
    elif kwonlyargs:
        specs.append("*")
    for name in kwonlyargs or ():
        spec = show(name)
        if kwonlydefaults and name in kwonlydefaults:
            spec += formatvalue(kwonlydefaults[name])
        specs.append(spec)
    if varkw is not None:
        specs.append(formatvarkw(show(varkw)))
    text = "(" + ", ".join(specs) + ")"
    if "return" in annotations:
        text += formatreturns(formatannotation(annotations["return"]))
    return text


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name,
                    formatvalue=lambda value: "=" + repr(value)):
    """What getargvalues() returns, as text."""
    specs = [formatarg(n) + formatvalue(locals[n]) for n in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(specs) + ")"


def _missing_arguments(f_name, argnames, pos, values):
    names = [repr(name) for name in argnames if name not in values]
    if len(names) == 1:
        text = names[0]
    elif len(names) == 2:
        text = "{} and {}".format(*names)
    else:
        text = ", ".join(names[:-2]) + ", {} and {}".format(*names[-2:])
    raise TypeError("%s() missing %i required %s argument%s: %s"
                    % (f_name, len(names),
                       "positional" if pos else "keyword-only",
                       "" if len(names) == 1 else "s", text))


def _too_many(f_name, args, kwonly, varargs, defcount, given, values):
    atleast = len(args) - defcount
    n_kwonly = len([arg for arg in kwonly if arg in values])
    if varargs:
        plural = atleast != 1
        takes = "at least %d" % (atleast,)
    elif defcount:
        plural = True
        takes = "from %d to %d" % (atleast, len(args))
    else:
        plural = len(args) != 1
        takes = str(len(args))
    more = ""
    if n_kwonly:
        more = " positional argument%s (and %d keyword-only argument%s)" % (
            "s" if given != 1 else "", n_kwonly,
            "s" if n_kwonly != 1 else "")
    raise TypeError("%s() takes %s positional argument%s but %d%s %s given"
                    % (f_name, takes, "s" if plural else "", given, more,
                       "was" if given == 1 and not n_kwonly else "were"))


def getcallargs(*func_and_positional, **named):
    """What the parameters of a function would be in a call."""
    func, *positional = func_and_positional
    args, varargs, varkw, defaults, kwonly, kwdefaults, _ = \
        getfullargspec(func)
    f_name = func.__name__
    values = {}
    if ismethod(func) and func.__self__ is not None:
        positional = [func.__self__] + positional
    n_pos, n_args = len(positional), len(args)
    n_defaults = len(defaults) if defaults else 0
    for name, value in zip(args, positional):
        values[name] = value
    if varargs:
        values[varargs] = tuple(positional[n_args:])
    if varkw:
        values[varkw] = {}
    known = set(args + kwonly)
    for name, value in named.items():
        if name not in known:
            if not varkw:
                raise TypeError("%s() got an unexpected keyword argument %r"
                                % (f_name, name))
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError("%s() got multiple values for argument %r"
                            % (f_name, name))
        values[name] = value
    if n_pos > n_args and not varargs:
        _too_many(f_name, args, kwonly, varargs, n_defaults, n_pos, values)
    if n_pos < n_args:
        required = args[:n_args - n_defaults]
        for name in required:
            if name not in values:
                _missing_arguments(f_name, required, True, values)
        for i, name in enumerate(args[n_args - n_defaults:]):
            values.setdefault(name, defaults[i])
    missing = 0
    for name in kwonly:
        if name not in values:
            if kwdefaults and name in kwdefaults:
                values[name] = kwdefaults[name]
            else:
                missing += 1
    if missing:
        _missing_arguments(f_name, kwonly, False, values)
    return values


def getclosurevars(func):
    """The names a function uses that are not its own, and their values."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    nonlocals = {}
    if func.__closure__ is not None:
        nonlocals = {var: cell.cell_contents for var, cell
                     in zip(code.co_freevars, func.__closure__)}
    ns = func.__globals__
    builtin_ns = ns.get("__builtins__", builtins.__dict__)
    if ismodule(builtin_ns):
        builtin_ns = builtin_ns.__dict__
    found_globals, found_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in ns:
            found_globals[name] = ns[name]
        elif name in builtin_ns:
            found_builtins[name] = builtin_ns[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found_globals, found_builtins, unbound)


# Frames

Traceback = namedtuple("Traceback",
                       "filename lineno function code_context index")
FrameInfo = namedtuple("FrameInfo", ("frame",) + Traceback._fields)


def getframeinfo(frame, context=1):
    """Where a frame or traceback is, with lines around it."""
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
    if not isframe(frame):
        raise TypeError("{!r} is not a frame or traceback object"
                        .format(frame))
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            lines = index = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getlineno(frame):
    return frame.f_lineno


def getouterframes(frame, context=1):
    """A frame and those that called it."""
    result = []
    while frame:
        result.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """The frames of a traceback."""
    result = []
    while tb:
        result.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return result


def currentframe():
    """The caller's frame."""
    return sys._getframe(1) if hasattr(sys, "_getframe") else None


def stack(context=1):
    """The frames from the caller outwards."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames of the exception that is being handled."""
    return getinnerframes(sys.exc_info()[2], context)


# Attributes without running any code

_sentinel = object()


def _static_getmro(klass):
    return type.__dict__["__mro__"].__get__(klass)


def _check_instance(obj, attr):
    try:
        d = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        d = {}
    return dict.get(d, attr, _sentinel)


def _check_class(klass, attr):
    for entry in _static_getmro(klass):
        if _shadowed_dict(type(entry)) is _sentinel:
            try:
                return entry.__dict__[attr]
            except KeyError:
                pass
    return _sentinel


def _is_type(obj):
    try:
        _static_getmro(obj)
    except TypeError:
        return False
    return True


def _shadowed_dict(klass):
    dict_attr = type.__dict__["__dict__"]
    for entry in _static_getmro(klass):
        try:
            found = dict_attr.__get__(entry)["__dict__"]
        except KeyError:
            continue
        if not (type(found) is types.GetSetDescriptorType
                and found.__name__ == "__dict__"
                and found.__objclass__ is entry):
            return found
    return _sentinel


def getattr_static(obj, attr, default=_sentinel):
    """getattr() that calls no descriptor and no __getattr__."""
    in_instance = _sentinel
    if _is_type(obj):
        klass = obj
    else:
        klass = type(obj)
        shadow = _shadowed_dict(klass)
        if shadow is _sentinel or type(shadow) is types.MemberDescriptorType:
            in_instance = _check_instance(obj, attr)
    in_class = _check_class(klass, attr)
    if in_instance is not _sentinel and in_class is not _sentinel:
        if (_check_class(type(in_class), "__get__") is not _sentinel
                and _check_class(type(in_class), "__set__") is not _sentinel):
            return in_class
    for found in in_instance, in_class:
        if found is not _sentinel:
            return found
    if obj is klass:
        for entry in _static_getmro(type(klass)):
            if _shadowed_dict(type(entry)) is _sentinel:
                try:
                    return entry.__dict__[attr]
                except KeyError:
                    pass
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# Generators and coroutines

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"


def _state(running, frame, prefix):
    if running:
        return prefix + "RUNNING"
    if frame is None:
        return prefix + "CLOSED"
    return prefix + ("CREATED" if frame.f_lasti == -1 else "SUSPENDED")


def getgeneratorstate(generator):
    return _state(generator.gi_running, generator.gi_frame, "GEN_")


def getcoroutinestate(coroutine):
    return _state(coroutine.cr_running, coroutine.cr_frame, "CORO_")


def getgeneratorlocals(generator):
    """The local variables of a generator."""
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    frame = getattr(generator, "gi_frame", None)
    return generator.gi_frame.f_locals if frame is not None else {}


def getcoroutinelocals(coroutine):
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}


# Signatures

_WrapperDescriptor = type(type.__call__)
_MethodWrapper = type(all.__call__)
_ClassMethodWrapper = type(int.__dict__["from_bytes"])
_NonUserDefinedCallables = (_WrapperDescriptor, _MethodWrapper,
                            _ClassMethodWrapper, types.BuiltinFunctionType)


class _void:
    """Not given."""


class _empty:
    """No default, no annotation."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return ("positional-only", "positional or keyword",
                "variadic positional", "keyword-only",
                "variadic keyword")[self]


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


class Parameter:
    """One parameter of a signature."""

    __slots__ = "_name", "_kind", "_default", "_annotation"

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError("value {!r} is not a valid Parameter.kind"
                             .format(kind))
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError("{} parameters cannot have default values"
                             .format(kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}"
                            .format(type(name).__name__))
        if name[:1] == "." and name[1:].isdigit():
            # the parameter of a comprehension's function
            if kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(
                    "implicit arguments must be passed as {} arguments, "
                    "not {}".format(_POSITIONAL_OR_KEYWORD.description,
                                    kind.description))
            self._kind = _POSITIONAL_ONLY
            name = "implicit{}".format(name[1:])
        if not name.isidentifier():
            raise ValueError("{!r} is not a valid parameter name"
                             .format(name))
        self._name = name

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {"_default": self._default, "_annotation": self._annotation})

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    name = property(attrgetter("_name"))
    kind = property(attrgetter("_kind"))
    default = property(attrgetter("_default"))
    annotation = property(attrgetter("_annotation"))

    def replace(self, *, name=_void, kind=_void, annotation=_void,
                default=_void):
        """A parameter that differs in something."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void
            else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = "{}:{}".format(text, formatannotation(self._annotation))
        if self._default is not _empty:
            text = "{}={}".format(text, repr(self._default))
        if self._kind == _VAR_POSITIONAL:
            text = "*" + text
        elif self._kind == _VAR_KEYWORD:
            text = "**" + text
        return text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def _parts(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash((self.name, self.kind, self.annotation, self.default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._parts() == other._parts()


class BoundArguments:
    """The arguments of a call, by parameter."""

    __slots__ = "arguments", "_signature", "__weakref__"

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) \
                    or name not in self.arguments:
                break
            if param.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False         # from the first one that is left out
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if param.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Fill in the defaults of what was not given."""
        arguments = OrderedDict()
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                arguments[name] = ()
            elif param.kind is _VAR_KEYWORD:
                arguments[name] = {}
            # what bind_partial() left out stays out
        self.arguments = arguments

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return (self.signature == other.signature
                and self.arguments == other.arguments)

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        return "<{} ({})>".format(self.__class__.__name__, ", ".join(
            "{}={!r}".format(*item) for item in self.arguments.items()))


class Signature:
    """The parameters of a callable and what it returns."""

    __slots__ = "_return_annotation", "_parameters"

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        params = OrderedDict()
        last = _POSITIONAL_ONLY
        defaults = False
        for param in parameters or ():
            if __validate_parameters__:
                kind, name = param.kind, param.name
                if kind < last:
                    raise ValueError(
                        "wrong parameter order: {} parameter before {} "
                        "parameter".format(last.description,
                                           kind.description))
                if kind > last:
                    defaults = False
                    last = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is not _empty:
                        defaults = True
                    elif defaults:
                        raise ValueError("non-default argument follows "
                                         "default argument")
                if name in params:
                    raise ValueError("duplicate parameter name: {!r}"
                                     .format(name))
            params[param.name] = param
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_function(cls, func):
        warnings.warn("inspect.Signature.from_function() is deprecated, use "
                      "Signature.from_callable()", DeprecationWarning,
                      stacklevel=2)
        return _signature_from_function(cls, func)

    @classmethod
    def from_builtin(cls, func):
        warnings.warn("inspect.Signature.from_builtin() is deprecated, use "
                      "Signature.from_callable()", DeprecationWarning,
                      stacklevel=2)
        return _signature_from_builtin(cls, func)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        """The signature of a callable."""
        return _signature_from_callable(obj, sigcls=cls,
                                        follow_wrapper_chains=follow_wrapped)

    parameters = property(attrgetter("_parameters"))
    return_annotation = property(attrgetter("_return_annotation"))

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A signature that differs in something."""
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def _hash_basis(self):
        params = tuple(p for p in self.parameters.values()
                       if p.kind != _KEYWORD_ONLY)
        kwonly = {p.name: p for p in self.parameters.values()
                  if p.kind == _KEYWORD_ONLY}
        return params, kwonly, self.return_annotation

    def __hash__(self):
        params, kwonly, returns = self._hash_basis()
        return hash((params, frozenset(kwonly.values()), returns))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._hash_basis() == other._hash_basis()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = OrderedDict()
        values = list(args)
        params = list(self.parameters.values())
        given = 0
        i = 0
        # positional arguments first
        while i < len(params):
            param = params[i]
            kind = param.kind
            if given == len(values):
                if kind == _VAR_POSITIONAL:
                    i += 1
                    break
                if param.name in kwargs:
                    if kind == _POSITIONAL_ONLY:
                        raise TypeError(
                            "{arg!r} parameter is positional only, but was "
                            "passed as a keyword".format(arg=param.name))
                    break
                if kind == _VAR_KEYWORD or param.default is not _empty:
                    break
                if partial:
                    break
                if kind == _KEYWORD_ONLY:
                    break
                raise TypeError("missing a required argument: {arg!r}"
                                .format(arg=param.name)) from None
            if kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments") from None
            if kind == _VAR_POSITIONAL:
                arguments[param.name] = tuple(values[given:])
                given = len(values)
                i += 1
                break
            if param.name in kwargs:
                raise TypeError("multiple values for argument {arg!r}"
                                .format(arg=param.name)) from None
            arguments[param.name] = values[given]
            given += 1
            i += 1
        if given < len(values):
            raise TypeError("too many positional arguments") from None
        rest = None
        for param in params[i:]:
            kind = param.kind
            if kind == _VAR_KEYWORD:
                rest = param
                continue
            if kind == _VAR_POSITIONAL:
                continue
            name = param.name
            if name in kwargs:
                if kind == _POSITIONAL_ONLY:
                    raise TypeError(
                        "{arg!r} parameter is positional only, but was "
                        "passed as a keyword".format(arg=name))
                arguments[name] = kwargs.pop(name)
            elif not partial and param.default is _empty:
                raise TypeError("missing a required argument: {arg!r}"
                                .format(arg=name)) from None
        if kwargs:
            if rest is None:
                raise TypeError("got an unexpected keyword argument {arg!r}"
                                .format(arg=next(iter(kwargs))))
            arguments[rest.name] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def bind(*args, **kwargs):
        """The parameters that the arguments of a call go to."""
        return args[0]._bind(args[1:], kwargs)

    def bind_partial(*args, **kwargs):
        """The same where some may be missing."""
        return args[0]._bind(args[1:], kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return "<{} {}>".format(self.__class__.__name__, self)

    def __str__(self):
        result = []
        slash, star = False, True
        for param in self.parameters.values():
            text, kind = str(param), param.kind
            if kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                result.append("/")
                slash = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                result.append("*")
                star = False
            result.append(text)
        if slash:
            result.append("/")
        text = "({})".format(", ".join(result))
        if self.return_annotation is not _empty:
            text += " -> " + formatannotation(self.return_annotation)
        return text


def signature(obj, *, follow_wrapped=True):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


def _signature_is_builtin(obj):
    return (isbuiltin(obj) or ismethoddescriptor(obj)
            or isinstance(obj, _NonUserDefinedCallables)
            or obj in (type, object))


def _signature_is_functionlike(obj):
    # as compiled functions of other makes are
    if not callable(obj) or isclass(obj):
        return False
    return (isinstance(getattr(obj, "__name__", None), str)
            and isinstance(getattr(obj, "__code__", None), types.CodeType)
            and isinstance(getattr(obj, "__defaults__", _void),
                           (tuple, type(None)))
            and isinstance(getattr(obj, "__kwdefaults__", _void),
                           (dict, type(None)))
            and isinstance(getattr(obj, "__annotations__", None), dict))


def _user_method(cls, name):
    try:
        method = getattr(cls, name)
    except AttributeError:
        return None
    if isinstance(method, _NonUserDefinedCallables):
        return None
    return method


def _signature_bound_method(sig):
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    elif params[0].kind is not _VAR_POSITIONAL:
        raise ValueError("invalid argument type")
    return sig.replace(parameters=params)


def _signature_get_partial(wrapped, partial, extra_args=()):
    params = OrderedDict(wrapped.parameters.items())
    args, keywords = partial.args or (), partial.keywords or {}
    if extra_args:
        args = extra_args + args
    try:
        bound = wrapped.bind_partial(*args, **keywords)
    except TypeError as ex:
        raise ValueError("partial object {!r} has incorrect arguments"
                         .format(partial)) from ex
    keyword_only = False
    for name, param in wrapped.parameters.items():
        kind = param.kind
        if name in bound.arguments:
            value = bound.arguments[name]
            if kind is _POSITIONAL_ONLY:
                params.pop(name)
                continue
            if kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    # what follows can no longer be given by position
                    keyword_only = True
                    params[name] = param.replace(default=value)
                else:
                    params.pop(name)
                    continue
            if kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=value)
        if keyword_only:
            if kind is _POSITIONAL_OR_KEYWORD:
                new = params[name].replace(kind=_KEYWORD_ONLY)
                params[name] = new
                params.move_to_end(name)
            elif kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif kind is _VAR_POSITIONAL:
                params.pop(name)
    return wrapped.replace(parameters=params.values())


def _signature_from_function(cls, func):
    if not isfunction(func) and not _signature_is_functionlike(func):
        raise TypeError("{!r} is not a Python function".format(func))
    make = cls._parameter_cls
    code = func.__code__
    names = code.co_varnames
    n, k = code.co_argcount, code.co_kwonlyargcount
    annotations = func.__annotations__
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    params = []

    def add(name, kind, default=_empty):
        params.append(make(name, annotation=annotations.get(name, _empty),
                           kind=kind, default=default))

    first = n - len(defaults)
    for i, name in enumerate(names[:n]):
        add(name, _POSITIONAL_OR_KEYWORD,
            defaults[i - first] if i >= first else _empty)
    if code.co_flags & CO_VARARGS:
        add(names[n + k], _VAR_POSITIONAL)
    for name in names[n:n + k]:
        add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[n + k + bool(code.co_flags & CO_VARARGS)], _VAR_KEYWORD)
    return cls(params, return_annotation=annotations.get("return", _empty),
               __validate_parameters__=False)


def _signature_from_builtin(cls, func, skip_bound_arg=True):
    if not _signature_is_builtin(func):
        raise TypeError("{!r} is not a Python builtin function".format(func))
    text = getattr(func, "__text_signature__", None)
    if not text:
        raise ValueError("no signature found for builtin {!r}".format(func))
    return _signature_fromstr(cls, func, text, skip_bound_arg)


def _signature_fromstr(cls, obj, s, skip_bound_arg=True):
    """The signature that a text such as ($self, a, /, b=1) stands for."""
    make = cls._parameter_cls
    bound = None
    # "$" marks what is bound, "/" ends what is positional only
    parts, depth, current, quote = [], 0, "", None
    inner = s.strip()
    error = ValueError("{!r} builtin has invalid signature".format(obj))
    if not (inner.startswith("(") and inner.endswith(")")):
        raise error
    for c in inner[1:-1]:
        if quote:
            quote = None if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(current.strip())
            current = ""
            continue
        current += c
    if current.strip():
        parts.append(current.strip())
    slash = parts.index("/") if "/" in parts else -1
    parts = [p for p in parts if p != "/"]
    for i, part in enumerate(parts):
        if part.startswith("$"):
            bound = i
            parts[i] = part[1:]
    try:
        tree = ast.parse("def f(%s): pass" % ", ".join(parts))
    except SyntaxError:
        raise error
    f = tree.body[0].args
    module_dict = {}
    module_name = getattr(obj, "__module__", None)
    module = sys.modules.get(module_name) if module_name else None
    if module:
        module_dict = module.__dict__

    def value(node):
        code = compile(ast.Expression(node), "", "eval")
        try:
            return eval(code, dict(module_dict))
        except NameError:
            try:
                return eval(code, dict(sys.modules))
            except NameError:
                raise error

    params = []

    def add(arg, kind, default):
        default = _empty if default is None else value(default)
        params.append(make(arg.arg, kind, default=default))

    first = len(f.args) - len(f.defaults)
    for i, arg in enumerate(f.args):
        add(arg, _POSITIONAL_ONLY if i < slash else _POSITIONAL_OR_KEYWORD,
            f.defaults[i - first] if i >= first else None)
    if f.vararg:
        add(f.vararg, _VAR_POSITIONAL, None)
    for arg, default in zip(f.kwonlyargs, f.kw_defaults):
        add(arg, _KEYWORD_ONLY, default)
    if f.kwarg:
        add(f.kwarg, _VAR_KEYWORD, None)
    if bound is not None:
        owner = getattr(obj, "__self__", None)
        if skip_bound_arg and owner is not None and not ismodule(owner):
            params.pop(0)
        elif owner is not None and ismodule(owner):
            params.pop(0)
        else:
            params[0] = params[0].replace(kind=_POSITIONAL_ONLY)
    return cls(params)


def _signature_from_callable(obj, *, follow_wrapper_chains=True,
                             skip_bound_arg=True, sigcls):

    def again(other):
        return _signature_from_callable(
            other, follow_wrapper_chains=follow_wrapper_chains,
            skip_bound_arg=skip_bound_arg, sigcls=sigcls)

    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if isinstance(obj, types.MethodType):
        sig = again(obj.__func__)
        return _signature_bound_method(sig) if skip_bound_arg else sig
    if follow_wrapper_chains:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
        if isinstance(obj, types.MethodType):
            return again(obj)
    sig = getattr(obj, "__signature__", None)
    if sig is not None:
        if not isinstance(sig, Signature):
            raise TypeError("unexpected object {!r} in __signature__ "
                            "attribute".format(sig))
        return sig
    method = getattr(obj, "_partialmethod", None)
    if isinstance(method, functools.partialmethod):
        # its first parameter is self, which the partial knows nothing of
        wrapped = again(method.func)
        sig = _signature_get_partial(wrapped, method, (None,))
        first = tuple(wrapped.parameters.values())[0]
        if first.kind is Parameter.VAR_POSITIONAL:
            return sig
        params = tuple(sig.parameters.values())
        assert not params or first is not params[0]
        return sig.replace(parameters=(first,) + params)
    if isfunction(obj) or _signature_is_functionlike(obj):
        return _signature_from_function(sigcls, obj)
    if _signature_is_builtin(obj):
        return _signature_from_builtin(sigcls, obj,
                                       skip_bound_arg=skip_bound_arg)
    if isinstance(obj, functools.partial):
        return _signature_get_partial(again(obj.func), obj)

    sig = None
    if isinstance(obj, type):
        for owner, name in ((type(obj), "__call__"), (obj, "__new__"),
                            (obj, "__init__")):
            method = _user_method(owner, name)
            if method is not None:
                sig = again(method)
                break
        if sig is None:
            # a class of C may have a text for its calls
            for base in obj.__mro__[:-1]:
                try:
                    text = base.__text_signature__
                except AttributeError:
                    continue
                if text:
                    return _signature_fromstr(sigcls, obj, text)
            if type not in obj.__mro__:
                if (obj.__init__ is object.__init__
                        and obj.__new__ is object.__new__):
                    return sigcls.from_callable(object)
                raise ValueError("no signature found for builtin type {!r}"
                                 .format(obj))
    elif not isinstance(obj, _NonUserDefinedCallables):
        # an object with __call__
        call = _user_method(type(obj), "__call__")
        if call is not None:
            try:
                sig = again(call)
            except ValueError as ex:
                raise ValueError("no signature found for {!r}".format(obj)) \
                    from ex
    if sig is not None:
        return _signature_bound_method(sig) if skip_bound_arg else sig
    if isinstance(obj, types.BuiltinFunctionType):
        raise ValueError("no signature found for builtin function {!r}"
                         .format(obj))
    raise ValueError("callable {!r} is not supported by signature"
                     .format(obj))


def _main():
    import argparse
    import importlib
    parser = argparse.ArgumentParser()
    parser.add_argument("object", help="The object to be analysed. It "
                        "supports the 'module:qualname' syntax")
    parser.add_argument("-d", "--details", action="store_true",
                        help="Display info about the module rather than its "
                             "source code")
    args = parser.parse_args()
    mod_name, has_attrs, attrs = args.object.partition(":")
    try:
        obj = module = importlib.import_module(mod_name)
    except Exception as exc:
        print("Failed to import {} ({}: {})".format(
            mod_name, type(exc).__name__, exc), file=sys.stderr)
        exit(2)
    if has_attrs:
        for part in attrs.split("."):
            obj = getattr(obj, part)
    if module.__name__ in sys.builtin_module_names:
        print("Can't get info for builtin modules.", file=sys.stderr)
        exit(1)
    if not args.details:
        print(getsource(obj))
        return
    print("Target: {}".format(args.object))
    print("Origin: {}".format(getsourcefile(module)))
    print("Cached: {}".format(module.__cached__))
    if obj is module:
        print("Loader: {}".format(repr(module.__loader__)))
        if hasattr(module, "__path__"):
            print("Submodule search path: {}".format(module.__path__))
    else:
        try:
            lineno = findsource(obj)[1]
        except Exception:
            pass
        else:
            print("Line: {}".format(lineno))
    print("\n")


if __name__ == "__main__":
    _main()
