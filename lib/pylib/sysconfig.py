"""Where Python is installed and how it was built."""

import os
import sys
from os.path import pardir, realpath

__all__ = [
    "get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename",
    "get_path", "get_path_names", "get_paths", "get_platform", "get_python_version",
    "get_scheme_names", "parse_config_h",
]

_INSTALL_SCHEMES = {
    "posix_prefix": {
        "stdlib": "{installed_base}/lib/python{py_version_short}",
        "platstdlib": "{platbase}/lib/python{py_version_short}",
        "purelib": "{base}/lib/python{py_version_short}/site-packages",
        "platlib": "{platbase}/lib/python{py_version_short}/site-packages",
        "include": "{installed_base}/include/python{py_version_short}{abiflags}",
        "platinclude": "{installed_platbase}/include/python{py_version_short}{abiflags}",
        "scripts": "{base}/bin",
        "data": "{base}",
    },
    "posix_home": {
        "stdlib": "{installed_base}/lib/python",
        "platstdlib": "{base}/lib/python",
        "purelib": "{base}/lib/python",
        "platlib": "{base}/lib/python",
        "include": "{installed_base}/include/python",
        "platinclude": "{installed_base}/include/python",
        "scripts": "{base}/bin",
        "data": "{base}",
    },
    "nt": {
        "stdlib": "{installed_base}/Lib",
        "platstdlib": "{base}/Lib",
        "purelib": "{base}/Lib/site-packages",
        "platlib": "{base}/Lib/site-packages",
        "include": "{installed_base}/Include",
        "platinclude": "{installed_base}/Include",
        "scripts": "{base}/Scripts",
        "data": "{base}",
    },
    "nt_user": {
        "stdlib": "{userbase}/Python{py_version_nodot}",
        "platstdlib": "{userbase}/Python{py_version_nodot}",
        "purelib": "{userbase}/Python{py_version_nodot}/site-packages",
        "platlib": "{userbase}/Python{py_version_nodot}/site-packages",
        "include": "{userbase}/Python{py_version_nodot}/Include",
        "scripts": "{userbase}/Python{py_version_nodot}/Scripts",
        "data": "{userbase}",
    },
    "posix_user": {
        "stdlib": "{userbase}/lib/python{py_version_short}",
        "platstdlib": "{userbase}/lib/python{py_version_short}",
        "purelib": "{userbase}/lib/python{py_version_short}/site-packages",
        "platlib": "{userbase}/lib/python{py_version_short}/site-packages",
        "include": "{userbase}/include/python{py_version_short}",
        "scripts": "{userbase}/bin",
        "data": "{userbase}",
    },
    "osx_framework_user": {
        "stdlib": "{userbase}/lib/python",
        "platstdlib": "{userbase}/lib/python",
        "purelib": "{userbase}/lib/python/site-packages",
        "platlib": "{userbase}/lib/python/site-packages",
        "include": "{userbase}/include",
        "scripts": "{userbase}/bin",
        "data": "{userbase}",
    },
}

_SCHEME_KEYS = ("stdlib", "platstdlib", "purelib", "platlib", "include", "scripts", "data")

_PY_VERSION = sys.version.split()[0]
_PY_VERSION_SHORT = "%d.%d" % sys.version_info[:2]
_PY_VERSION_SHORT_NO_DOT = "%d%d" % sys.version_info[:2]
_PREFIX = os.path.normpath(sys.prefix)
_BASE_PREFIX = os.path.normpath(sys.base_prefix)
_EXEC_PREFIX = os.path.normpath(sys.exec_prefix)
_BASE_EXEC_PREFIX = os.path.normpath(sys.base_exec_prefix)
_CONFIG_VARS = None
_USER_BASE = None


def _safe_realpath(path):
    try:
        return realpath(path)
    except OSError:
        return path


if sys.executable:
    _PROJECT_BASE = os.path.dirname(_safe_realpath(sys.executable))
else:
    # there may be none in an embedded interpreter
    _PROJECT_BASE = _safe_realpath(os.getcwd())


def is_python_build(check_home=False):
    """Whether Python runs from where it was built: never."""
    return False


_PYTHON_BUILD = is_python_build(True)


def _getuserbase():
    base = os.environ.get("PYTHONUSERBASE")
    return base if base else os.path.expanduser(os.path.join("~", ".local"))


def _subst_vars(s, local_vars):
    try:
        return s.format(**local_vars)
    except KeyError:
        try:
            return s.format(**os.environ)
        except KeyError as var:
            raise AttributeError("{%s}" % var)


def _expand_vars(scheme, vars):
    local_vars = dict(get_config_vars())
    local_vars.update(vars or {})
    res = {}
    for key, value in _INSTALL_SCHEMES[scheme].items():
        if os.name in ("posix", "nt"):
            value = os.path.expanduser(value)
        res[key] = os.path.normpath(_subst_vars(value, local_vars))
    return res


def _get_default_scheme():
    return "posix_prefix" if os.name == "posix" else os.name


def parse_config_h(fp, vars=None):
    """The values that a pyconfig.h defines."""
    import re
    if vars is None:
        vars = {}
    define = re.compile("#define ([A-Z][A-Za-z0-9_]+) (.*)\n")
    undef = re.compile("/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n")
    for line in fp:
        m = define.match(line)
        if m:
            n, v = m.groups()
            try:
                v = int(v)
            except ValueError:
                pass
            vars[n] = v
            continue
        m = undef.match(line)
        if m:
            vars[m.group(1)] = 0
    return vars


def get_config_h_filename():
    """The path that pyconfig.h would have."""
    return os.path.join(get_path("platinclude"), "pyconfig.h")


def get_makefile_filename():
    """The path that the Makefile would have."""
    return os.path.join(
        get_path("stdlib"), "config-%s%s" % (_PY_VERSION_SHORT, sys.abiflags), "Makefile")


def get_scheme_names():
    """The names of all schemes."""
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    """The names of the paths that a scheme has."""
    return _SCHEME_KEYS


def get_paths(scheme=_get_default_scheme(), vars=None, expand=True):
    """All paths of a scheme."""
    return _expand_vars(scheme, vars) if expand else _INSTALL_SCHEMES[scheme]


def get_path(name, scheme=_get_default_scheme(), vars=None, expand=True):
    """A path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_config_vars(*args):
    """All variables, or a list of the values of some.

    There was no build with make, so that only what can be known is there.
    """
    global _CONFIG_VARS
    if _CONFIG_VARS is None:
        _CONFIG_VARS = {
            "prefix": _PREFIX,
            "exec_prefix": _EXEC_PREFIX,
            "py_version": _PY_VERSION,
            "py_version_short": _PY_VERSION_SHORT,
            "py_version_nodot": _PY_VERSION_SHORT_NO_DOT,
            "installed_base": _BASE_PREFIX,
            "base": _PREFIX,
            "installed_platbase": _BASE_EXEC_PREFIX,
            "platbase": _EXEC_PREFIX,
            "projectbase": _PROJECT_BASE,
            "abiflags": getattr(sys, "abiflags", ""),
            "userbase": _getuserbase(),
            "srcdir": _PROJECT_BASE,
            "VERSION": _PY_VERSION_SHORT,
            "LIBDEST": os.path.join(_PREFIX, "lib", "python" + _PY_VERSION_SHORT),
            "BINDIR": os.path.join(_PREFIX, "bin"),
            "EXE": "",
            "EXT_SUFFIX": None,
            "SO": None,
            "SOABI": None,
            "Py_DEBUG": 0,
            "Py_ENABLE_SHARED": 0,
            "WITH_DOC_STRINGS": 1,
            "WITH_THREAD": 1,
        }
    if args:
        return [_CONFIG_VARS.get(name) for name in args]
    return _CONFIG_VARS


def get_config_var(name):
    """The value of a variable, or None."""
    if name == "SO":
        import warnings
        warnings.warn("SO is deprecated, use EXT_SUFFIX", DeprecationWarning, 2)
    return get_config_vars().get(name)


def get_platform():
    """A str that says what the system is, such as 'linux-x86_64'."""
    if os.name != "posix" or not hasattr(os, "uname"):
        return sys.platform
    osname, host, release, version, machine = os.uname()
    osname = osname.lower().replace("/", "")
    machine = machine.replace(" ", "_").replace("/", "-")
    if osname[:5] == "linux":
        return "%s-%s" % (osname, machine)
    return "%s-%s-%s" % (osname, release, machine)


def get_python_version():
    """'3.6'."""
    return _PY_VERSION_SHORT


def _print_dict(title, data):
    for index, (key, value) in enumerate(sorted(data.items())):
        if index == 0:
            print("%s: " % title)
        print('\t%s = "%s"' % (key, value))


def _main():
    print('Platform: "%s"' % get_platform())
    print('Python version: "%s"' % get_python_version())
    print('Current installation scheme: "%s"' % _get_default_scheme())
    print()
    _print_dict("Paths", get_paths())
    print()
    _print_dict("Variables", get_config_vars())


if __name__ == "__main__":
    _main()
