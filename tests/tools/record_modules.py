"""Records the public names of each module of CPython 3.6's library, for tests/tools/modules.ts.

Run it with python3.6 in this folder: `python3.6 record_modules.py > modules.json`.
"""
import importlib
import io
import json
import os
import pkgutil
import sys
import types
import warnings

warnings.simplefilter("ignore")
LIB = os.path.dirname(os.__file__)
# its tests, and what draws windows or belongs to installing packages
SKIP = {"test", "tests", "idlelib", "lib2to3", "turtledemo", "site-packages", "ensurepip", "pip",
        "setuptools", "antigravity", "this", "__main__", "__phello__", "pkg_resources",
        "easy_install", "wheel"}
# how a package is cut inside
HIDDEN = ("encodings.", "distutils.", "ctypes.macholib", "asyncio.test_utils", "lib2to3.",
          "multiprocessing.popen", "multiprocessing.dummy.")


def names():
    found = set(n for n in sys.builtin_module_names if not n.startswith("_"))
    def walk(path, prefix):
        for m in pkgutil.iter_modules(path):
            full = prefix + m.name
            if m.name in SKIP or m.name.startswith("_") or full.startswith(HIDDEN):
                continue
            found.add(full)
            if m.ispkg:
                spec = importlib.util.find_spec(full)
                walk(spec.submodule_search_locations, full + ".")
    import importlib.util
    walk([LIB, os.path.join(LIB, "lib-dynload")], "")
    return sorted(found)


def public(module):
    if hasattr(module, "__all__"):
        return sorted(set(n for n in module.__all__ if hasattr(module, n) and not n.endswith("CAPI")))
    return sorted(n for n, v in vars(module).items()
                  if not n.startswith("_") and not isinstance(v, types.ModuleType) and
                  # what a loop of the module's left behind, and what is for C
                  not (len(n) == 1 and n.islower()) and not n.endswith("CAPI") and
                  not borrowed(module.__name__, v))


def borrowed(name, v):
    """Whether a module has a function or class from another one."""
    home = getattr(v, "__module__", None)
    if not isinstance(home, str) or not isinstance(v, (type, types.FunctionType)):
        return False
    return home != name and home in sys.modules and home[0] != "_" and home != "builtins"


out = {}
stdout, sys.stdout = sys.stdout, io.StringIO()
for name in names():
    try:
        out[name] = public(importlib.import_module(name))
    except BaseException as e:
        # not of this platform
        print(name, repr(e), file=sys.stderr)
sys.stdout = stdout
lines = ("%s: %s" % (json.dumps(k), json.dumps(" ".join(out[k]))) for k in sorted(out))
print("{", ",\n".join(lines), "}", sep="\n")
