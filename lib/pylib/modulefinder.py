"""Finds the modules that a script imports, by the bytecode, without running it."""

import dis
import importlib._bootstrap_external
import importlib.machinery
import marshal
import os
import struct
import sys
import types
import warnings
with warnings.catch_warnings():
    warnings.simplefilter('ignore', DeprecationWarning)
    import imp

LOAD_CONST = dis.opmap['LOAD_CONST']
IMPORT_NAME = dis.opmap['IMPORT_NAME']
STORE_NAME = dis.opmap['STORE_NAME']
STORE_GLOBAL = dis.opmap['STORE_GLOBAL']
STORE_OPS = STORE_NAME, STORE_GLOBAL
EXTENDED_ARG = dis.EXTENDED_ARG

# folders that packages add to their __path__ while they run: {package: [folder]}
packagePathMap = {}


def AddPackagePath(packagename, path):
    """Say that a package adds a folder to its path."""
    packagePathMap.setdefault(packagename, []).append(path)


replacePackageMap = {}


def ReplacePackage(oldname, newname):
    """Say that a module puts itself in another's place, as _xmlplus did with xml."""
    replacePackageMap[oldname] = newname


class Module:
    """A module: its globals' names, and the modules of which it imports all."""

    def __init__(self, name, file=None, path=None):
        self.__name__ = name
        self.__file__ = file
        self.__path__ = path
        self.__code__ = None
        # what is assigned, or imported with *, to tell names of modules from others
        self.globalnames = {}
        # modules that are imported with * and were not found
        self.starimports = {}

    def __repr__(self):
        args = [repr(self.__name__)]
        if self.__file__ is not None:
            args.append(repr(self.__file__))
        if self.__path__ is not None:
            args.append(repr(self.__path__))
        return "Module(%s)" % ", ".join(args)


class ModuleFinder:
    """modules is {name: Module}, badmodules {name: {who imports it}} of what was not found."""

    def __init__(self, path=None, debug=0, excludes=[], replace_paths=[]):
        self.path = sys.path if path is None else path
        self.modules = {}
        self.badmodules = {}
        self.debug = debug
        self.indent = 0
        self.excludes = excludes
        self.replace_paths = replace_paths
        # names of files that were told to be changed
        self.processed_paths = []

    def msg(self, level, str, *args):
        if level <= self.debug:
            print("   " * self.indent + str, end=' ')
            for arg in args:
                print(repr(arg), end=' ')
            print()

    def msgin(self, *args):
        if args[0] <= self.debug:
            self.indent += 1
            self.msg(*args)

    def msgout(self, *args):
        if args[0] <= self.debug:
            self.indent -= 1
            self.msg(*args)

    def run_script(self, pathname):
        """Look through a script."""
        self.msg(2, "run_script", pathname)
        with open(pathname) as fp:
            self.load_module('__main__', fp, pathname, ("", "r", imp.PY_SOURCE))

    def load_file(self, pathname):
        """Look through a module's file."""
        name, ext = os.path.splitext(os.path.basename(pathname))
        with open(pathname) as fp:
            self.load_module(name, fp, pathname, (ext, "r", imp.PY_SOURCE))

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        """What __import__() does, for a Module as caller."""
        self.msg(3, "import_hook", name, caller, fromlist, level)
        parent = self.determine_parent(caller, level=level)
        q, tail = self.find_head_package(parent, name)
        m = self.load_tail(q, tail)
        if not fromlist:
            return q
        if m.__path__:
            self.ensure_fromlist(m, fromlist)
        return None

    def determine_parent(self, caller, level=-1):
        """The package that a relative import is relative to, or None."""
        self.msgin(4, "determine_parent", caller, level)
        parent = None
        if caller and level != 0:
            parent = self._parent_of(caller, level)
        self.msgout(4, "determine_parent ->", parent)
        return parent

    def _parent_of(self, caller, level):
        name = caller.__name__
        if level >= 1:
            # a package is what one dot means in its own __init__
            if caller.__path__:
                level -= 1
            if level > name.count("."):
                raise ImportError("relative importpath too deep")
            name = ".".join(name.split(".")[:-level]) if level else name
            return self.modules[name]
        if caller.__path__:
            parent = self.modules[name]
            assert caller is parent
            return parent
        if '.' in name:
            name = name.rpartition('.')[0]
            parent = self.modules[name]
            assert parent.__name__ == name
            return parent
        return None

    def find_head_package(self, parent, name):
        """(the module of a dotted name's first part, the other parts)"""
        self.msgin(4, "find_head_package", parent, name)
        head, _, tail = name.partition('.')
        qname = "%s.%s" % (parent.__name__, head) if parent else head
        q = self.import_module(head, qname, parent)
        if not q and parent:
            # not in the package: absolute
            qname = head
            parent = None
            q = self.import_module(head, qname, parent)
        if not q:
            self.msgout(4, "raise ImportError: No module named", qname)
            raise ImportError("No module named " + qname)
        self.msgout(4, "find_head_package ->", (q, tail))
        return q, tail

    def load_tail(self, q, tail):
        """The module that a dotted name means from q on."""
        self.msgin(4, "load_tail", q, tail)
        m = q
        for part in tail.split('.') if tail else ():
            mname = "%s.%s" % (m.__name__, part)
            m = self.import_module(part, mname, m)
            if not m:
                self.msgout(4, "raise ImportError: No module named", mname)
                raise ImportError("No module named " + mname)
        self.msgout(4, "load_tail ->", m)
        return m

    def ensure_fromlist(self, m, fromlist, recursive=0):
        """Import those names that are modules of a package."""
        self.msg(4, "ensure_fromlist", m, fromlist, recursive)
        for sub in fromlist:
            if sub == "*":
                if not recursive:
                    submodules = self.find_all_submodules(m)
                    if submodules:
                        self.ensure_fromlist(m, submodules, 1)
            elif not hasattr(m, sub):
                subname = "%s.%s" % (m.__name__, sub)
                if not self.import_module(sub, subname, m):
                    raise ImportError("No module named " + subname)

    def find_all_submodules(self, m):
        """The names of the modules in a package's folders."""
        if not m.__path__:
            return None
        suffixes = (importlib.machinery.EXTENSION_SUFFIXES +
                    importlib.machinery.SOURCE_SUFFIXES + importlib.machinery.BYTECODE_SUFFIXES)
        modules = {}
        for folder in m.__path__:
            try:
                names = os.listdir(folder)
            except OSError:
                self.msg(2, "can't list directory", folder)
                continue
            for name in names:
                for suffix in suffixes:
                    if name.endswith(suffix):
                        stem = name[:-len(suffix)]
                        if stem != "__init__":
                            modules[stem] = stem
                        break
        return modules.keys()

    def import_module(self, partname, fqname, parent):
        """The Module of a name, or None."""
        self.msgin(3, "import_module", partname, fqname, parent)
        if fqname in self.modules:
            m = self.modules[fqname]
            self.msgout(3, "import_module ->", m)
            return m
        if fqname in self.badmodules or parent and parent.__path__ is None:
            self.msgout(3, "import_module -> None")
            return None
        try:
            fp, pathname, stuff = self.find_module(partname, parent and parent.__path__, parent)
        except ImportError:
            self.msgout(3, "import_module ->", None)
            return None
        try:
            m = self.load_module(fqname, fp, pathname, stuff)
        finally:
            if fp:
                fp.close()
        if parent:
            setattr(parent, partname, m)
        self.msgout(3, "import_module ->", m)
        return m

    def load_module(self, fqname, fp, pathname, file_info):
        """The Module of what find_module() found."""
        kind = file_info[2]
        self.msgin(2, "load_module", fqname, fp and "fp", pathname)
        if kind == imp.PKG_DIRECTORY:
            m = self.load_package(fqname, pathname)
            self.msgout(2, "load_module ->", m)
            return m
        co = None
        path = None
        if kind == imp.PY_SOURCE:
            co = compile(fp.read() + '\n', pathname, 'exec')
        elif kind == imp.PY_COMPILED:
            try:
                data = importlib._bootstrap_external._validate_bytecode_header(fp.read())
            except ImportError as exc:
                self.msgout(2, "raise ImportError: " + str(exc), pathname)
                raise
            co = marshal.loads(data)
        elif kind == imp.PY_FROZEN:
            co = imp.get_frozen_object(fqname)
            if imp.is_frozen_package(fqname):
                path = []
        m = self.add_module(fqname)
        m.__file__ = pathname
        if path is not None:
            m.__path__ = path
        if co:
            if self.replace_paths:
                co = self.replace_paths_in_code(co)
            m.__code__ = co
            self.scan_code(co, m)
        self.msgout(2, "load_module ->", m)
        return m

    def _add_badmodule(self, name, caller):
        self.badmodules.setdefault(name, {})[caller.__name__ if caller else "-"] = 1

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        """import_hook() that notes what is not there."""
        if name in self.badmodules:
            self._add_badmodule(name, caller)
            return
        try:
            self.import_hook(name, caller, level=level)
        except ImportError as msg:
            self.msg(2, "ImportError:", str(msg))
            self._add_badmodule(name, caller)
        else:
            for sub in fromlist or ():
                fullname = name + "." + sub
                if fullname in self.badmodules:
                    self._add_badmodule(fullname, caller)
                    continue
                try:
                    self.import_hook(name, caller, [sub], level=level)
                except ImportError as msg:
                    self.msg(2, "ImportError:", str(msg))
                    self._add_badmodule(fullname, caller)

    def scan_opcodes(self, co):
        """Yield ("store", (name,)), ("absolute_import", (fromlist, name)) and
        ("relative_import", (level, fromlist, name))."""
        ops = [(op, arg) for _, op, arg in dis._unpack_opargs(co.co_code) if op != EXTENDED_ARG]
        for i, (op, arg) in enumerate(ops):
            if op in STORE_OPS:
                yield "store", (co.co_names[arg],)
            elif (op == IMPORT_NAME and i >= 2 and
                    ops[i - 1][0] == ops[i - 2][0] == LOAD_CONST):
                level = co.co_consts[ops[i - 2][1]]
                fromlist = co.co_consts[ops[i - 1][1]]
                name = co.co_names[arg]
                if level == 0:
                    yield "absolute_import", (fromlist, name)
                else:
                    yield "relative_import", (level, fromlist, name)

    def scan_code(self, co, m):
        """Follow the imports of a code object and of those in it."""
        for what, args in self.scan_opcodes(co):
            if what == "store":
                m.globalnames[args[0]] = 1
            elif what == "absolute_import":
                self._import_found(m, args[0], args[1], 0)
            elif what == "relative_import":
                level, fromlist, name = args
                if name:
                    self._safe_import_hook(name, m, fromlist, level=level)
                else:
                    parent = self.determine_parent(m, level=level)
                    self._safe_import_hook(parent.__name__, None, fromlist, level=0)
            else:
                raise RuntimeError(what)
        for c in co.co_consts:
            if isinstance(c, type(co)):
                self.scan_code(c, m)

    def _import_found(self, m, fromlist, name, level):
        names = [f for f in fromlist or () if f != "*"]
        self._safe_import_hook(name, m, names, level=level)
        if fromlist is None or "*" not in fromlist:
            return
        # the other module's names become this one's
        other = None
        if m.__path__:
            other = self.modules.get(m.__name__ + "." + name)
        if other is None:
            other = self.modules.get(name)
        if other is None:
            m.starimports[name] = 1
            return
        m.globalnames.update(other.globalnames)
        m.starimports.update(other.starimports)
        if other.__code__ is None:
            m.starimports[name] = 1

    def load_package(self, fqname, pathname):
        """The Module of a package's folder."""
        self.msgin(2, "load_package", fqname, pathname)
        fqname = replacePackageMap.get(fqname, fqname)
        m = self.add_module(fqname)
        m.__file__ = pathname
        m.__path__ = [pathname] + packagePathMap.get(fqname, [])
        fp, buf, stuff = self.find_module("__init__", m.__path__)
        try:
            self.load_module(fqname, fp, buf, stuff)
        finally:
            if fp:
                fp.close()
        self.msgout(2, "load_package ->", m)
        return m

    def add_module(self, fqname):
        """The Module of a name, made if need be."""
        if fqname not in self.modules:
            self.modules[fqname] = Module(fqname)
        return self.modules[fqname]

    def find_module(self, name, path, parent=None):
        """What imp.find_module() finds, unless the module is excluded."""
        fullname = parent.__name__ + '.' + name if parent is not None else name
        if fullname in self.excludes:
            self.msgout(3, "find_module -> Excluded", fullname)
            raise ImportError(name)
        if path is None:
            if name in sys.builtin_module_names:
                return None, None, ("", "", imp.C_BUILTIN)
            if imp.is_frozen(name):
                return None, None, ("", "", imp.PY_FROZEN)
            path = self.path
        elif imp.is_frozen(fullname):
            return None, None, ("", "", imp.PY_FROZEN)
        return imp.find_module(name, path)

    def report(self):
        """Print the modules, and those that were not found."""
        print()
        print("  %-25s %s" % ("Name", "File"))
        print("  %-25s %s" % ("----", "----"))
        for key in sorted(self.modules):
            m = self.modules[key]
            print("P" if m.__path__ else "m", end=' ')
            print("%-25s" % key, m.__file__ or "")
        missing, maybe = self.any_missing_maybe()
        for title, names in (("Missing modules:", missing),
                             ("Submodules that appear to be missing, but could also be global "
                              "names in the parent package:", maybe)):
            if names:
                print()
                print(title)
                for name in names:
                    mods = sorted(self.badmodules[name].keys())
                    print("?", name, "imported from", ', '.join(mods))

    def any_missing(self):
        """The names of modules that were not found."""
        missing, maybe = self.any_missing_maybe()
        return missing + maybe

    def any_missing_maybe(self):
        """(modules that were not found, those that may be other things in a package)"""
        missing, maybe = [], []
        for name in self.badmodules:
            if name in self.excludes:
                continue
            pkgname, dot, subname = name.rpartition(".")
            if not dot:
                missing.append(name)
                continue
            pkg = self.modules.get(pkgname)
            if pkg is None:
                missing.append(name)
            elif pkgname in self.badmodules[name]:
                # the package itself imports it
                missing.append(name)
            elif subname in pkg.globalnames:
                # a global of the package
                pass
            elif pkg.starimports:
                # it could come from one of those
                maybe.append(name)
            else:
                missing.append(name)
        missing.sort()
        maybe.sort()
        return missing, maybe

    def replace_paths_in_code(self, co):
        """A code object with another beginning of its file's name."""
        old = new = os.path.normpath(co.co_filename)
        for f, r in self.replace_paths:
            if old.startswith(f):
                new = r + old[len(f):]
                break
        if self.debug and old not in self.processed_paths:
            if new != old:
                self.msgout(2, "co_filename %r changed to %r" % (old, new))
            else:
                self.msgout(2, "co_filename %r remains unchanged" % (old,))
            self.processed_paths.append(old)
        consts = tuple(self.replace_paths_in_code(c) if isinstance(c, type(co)) else c
                       for c in co.co_consts)
        return types.CodeType(co.co_argcount, co.co_kwonlyargcount, co.co_nlocals,
                              co.co_stacksize, co.co_flags, co.co_code, consts, co.co_names,
                              co.co_varnames, new, co.co_name, co.co_firstlineno, co.co_lnotab,
                              co.co_freevars, co.co_cellvars)


def test():
    """The command line: [-d] [-m] [-p PATH] [-q] [-x EXCLUDE] SCRIPT [MODULE...]"""
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], "dmp:qx:")
    except getopt.error as msg:
        print(msg)
        return None
    debug = 1
    domods = 0
    addpath = []
    exclude = []
    for o, a in opts:
        if o == '-d':
            debug = debug + 1
        if o == '-m':
            domods = 1
        if o == '-p':
            addpath = addpath + a.split(os.pathsep)
        if o == '-q':
            debug = 0
        if o == '-x':
            exclude.append(a)
    script = args[0] if args else "hello.py"
    # the script's folder takes the place of this one's
    path = [os.path.dirname(script)] + sys.path[1:]
    path = addpath + path
    if debug > 1:
        print("path:")
        for item in path:
            print("   ", repr(item))
    mf = ModuleFinder(path, debug, exclude)
    for arg in args[1:]:
        if arg == '-m':
            domods = 1
        elif domods:
            if arg[-2:] == '.*':
                mf.import_hook(arg[:-2], None, ["*"])
            else:
                mf.import_hook(arg)
        else:
            mf.load_file(arg)
    mf.run_script(script)
    mf.report()
    return mf


if __name__ == '__main__':
    try:
        mf = test()
    except KeyboardInterrupt:
        print("\n[interrupted]")
