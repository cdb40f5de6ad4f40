"""Folders of installed packages, .pth files, and the names that site adds to builtins.

The machine adds exit, quit, copyright, credits, license and help itself, and
nothing to sys.path: it never runs this module. main() does all of it.
"""

import builtins
import os
import sys

PREFIXES = [sys.prefix, sys.exec_prefix]
# None until main() has run, as with -S
ENABLE_USER_SITE = None
USER_SITE = None
USER_BASE = None


def makepath(*paths):
    """(an absolute path, the same with its letters' case made normal)"""
    folder = os.path.join(*paths)
    try:
        folder = os.path.abspath(folder)
    except OSError:
        pass
    return folder, os.path.normcase(folder)


def abs_paths():
    """Make the __file__ and __cached__ of the modules that are there absolute."""
    for m in set(sys.modules.values()):
        module = getattr(getattr(m, '__loader__', None), '__module__', None)
        if module not in ('_frozen_importlib', '_frozen_importlib_external'):
            # what other loaders write there is theirs
            continue
        for name in ('__file__', '__cached__'):
            try:
                setattr(m, name, os.path.abspath(getattr(m, name)))
            except (AttributeError, OSError, TypeError):
                pass


def removeduppaths():
    """Make the entries of sys.path absolute and drop those that come again."""
    kept = []
    known_paths = set()
    for entry in sys.path:
        folder, normal = makepath(entry)
        if normal not in known_paths:
            kept.append(folder)
            known_paths.add(normal)
    sys.path[:] = kept
    return known_paths


def _init_pathinfo():
    """The entries of sys.path that exist."""
    found = set()
    for item in sys.path:
        try:
            if os.path.exists(item):
                found.add(makepath(item)[1])
        except TypeError:
            continue
    return found


def addpackage(sitedir, name, known_paths):
    """Read a .pth file: folders for sys.path, and lines with import to run."""
    reset = known_paths is None
    if reset:
        known_paths = _init_pathinfo()
    fullname = os.path.join(sitedir, name)
    try:
        f = open(fullname, "r")
    except OSError:
        return None
    with f:
        for n, line in enumerate(f, 1):
            if line.startswith("#"):
                continue
            try:
                if line.startswith(("import ", "import\t")):
                    exec(line)
                    continue
                line = line.rstrip()
                folder, normal = makepath(sitedir, line)
                if normal not in known_paths and os.path.exists(folder):
                    sys.path.append(folder)
                    known_paths.add(normal)
            except Exception:
                _report(n, fullname)
                break
    return None if reset else known_paths


def _report(n, fullname):
    import traceback
    print("Error processing line {:d} of {}:\n".format(n, fullname), file=sys.stderr)
    for record in traceback.format_exception(*sys.exc_info()):
        for line in record.splitlines():
            print('  ' + line, file=sys.stderr)
    print("\nRemainder of file ignored", file=sys.stderr)


def addsitedir(sitedir, known_paths=None):
    """Put a folder on sys.path, and read its .pth files."""
    reset = known_paths is None
    if reset:
        known_paths = _init_pathinfo()
    sitedir, normal = makepath(sitedir)
    if normal not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(normal)
    try:
        names = os.listdir(sitedir)
    except OSError:
        return None
    for name in sorted(n for n in names if n.endswith(".pth")):
        addpackage(sitedir, name, known_paths)
    return None if reset else known_paths


def check_enableusersite():
    """Whether the user's own folder is used: None for security, False if it was refused."""
    if sys.flags.no_user_site:
        return False
    # a program with the rights of somebody else must not load from here
    for real, effective in (("getuid", "geteuid"), ("getgid", "getegid")):
        if hasattr(os, real) and hasattr(os, effective):
            if getattr(os, effective)() != getattr(os, real)():
                return None
    return True


def getuserbase():
    """The folder of what a user has installed."""
    global USER_BASE
    if USER_BASE is None:
        from sysconfig import get_config_var
        USER_BASE = get_config_var('userbase')
    return USER_BASE


def getusersitepackages():
    """The user's own site-packages."""
    global USER_SITE
    getuserbase()
    if USER_SITE is None:
        from sysconfig import get_path
        USER_SITE = get_path('purelib', '%s_user' % os.name)
    return USER_SITE


def addusersitepackages(known_paths):
    """Put the user's site-packages on sys.path."""
    user_site = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(user_site):
        addsitedir(user_site, known_paths)
    return known_paths


def getsitepackages(prefixes=None):
    """The site-packages of all users."""
    found = []
    for prefix in dict.fromkeys(PREFIXES if prefixes is None else prefixes):
        if not prefix:
            continue
        if os.sep == '/':
            found.append(os.path.join(prefix, "lib", "python%d.%d" % sys.version_info[:2],
                                      "site-packages"))
        else:
            found.append(prefix)
            found.append(os.path.join(prefix, "lib", "site-packages"))
    return found


def addsitepackages(known_paths, prefixes=None):
    """Put the site-packages of all users on sys.path."""
    for folder in getsitepackages(prefixes):
        if os.path.isdir(folder):
            addsitedir(folder, known_paths)
    return known_paths


def _add(*names):
    import _sitebuiltins
    for name in names:
        if not hasattr(builtins, name):
            setattr(builtins, name, getattr(_sitebuiltins, name))


def setquit():
    """exit and quit."""
    _add('quit', 'exit')


def setcopyright():
    """copyright, credits and license."""
    _add('copyright', 'credits', 'license')


def sethelper():
    """help."""
    _add('help')


def enablerlcompleter():
    """Have the shell complete names; the one here always does."""


def venv(known_paths):
    """Look for the pyvenv.cfg of a virtual environment beside or above the program."""
    global PREFIXES, ENABLE_USER_SITE
    env = os.environ
    program = sys.executable
    if sys.platform == 'darwin' and '__PYVENV_LAUNCHER__' in env:
        program = os.environ['__PYVENV_LAUNCHER__']
    folder = os.path.dirname(os.path.abspath(program))
    prefix = os.path.dirname(folder)
    sys._home = None
    candidates = [os.path.join(place, 'pyvenv.cfg') for place in (folder, prefix)]
    config = next((name for name in candidates if os.path.isfile(name)), None)
    if config is None:
        return known_paths
    system_site = "true"
    with open(config, encoding='utf-8') as f:
        for line in f:
            key, sep, value = line.partition('=')
            key, value = key.strip().lower(), value.strip()
            if not sep:
                continue
            if key == 'include-system-site-packages':
                system_site = value.lower()
            elif key == 'home':
                sys._home = value
    sys.prefix = sys.exec_prefix = prefix
    addsitepackages(known_paths, [sys.prefix])
    if system_site == "true":
        PREFIXES.insert(0, sys.prefix)
    else:
        PREFIXES = [sys.prefix]
        ENABLE_USER_SITE = False
    return known_paths


def _customize(name):
    try:
        try:
            __import__(name)
        except ImportError as exc:
            if exc.name != name:
                raise
    except Exception as err:
        if sys.flags.verbose:
            sys.excepthook(*sys.exc_info())
        else:
            sys.stderr.write("Error in %s; set PYTHONVERBOSE for traceback:\n%s: %s\n"
                             % (name, err.__class__.__name__, err))


def execsitecustomize():
    """Import sitecustomize, if there is one."""
    _customize('sitecustomize')


def execusercustomize():
    """Import usercustomize, if there is one."""
    _customize('usercustomize')


def main():
    """All that site does at the start of CPython."""
    global ENABLE_USER_SITE
    before = sys.path[:]
    known_paths = removeduppaths()
    if before != sys.path:
        # other entries than the machine's: those may be relative
        abs_paths()
    known_paths = venv(known_paths)
    if ENABLE_USER_SITE is None:
        ENABLE_USER_SITE = check_enableusersite()
    known_paths = addusersitepackages(known_paths)
    addsitepackages(known_paths)
    setquit()
    setcopyright()
    sethelper()
    if not sys.flags.isolated:
        enablerlcompleter()
    execsitecustomize()
    if ENABLE_USER_SITE:
        execusercustomize()


def _script():
    """The command line: `python -m site` shows the paths."""
    args = sys.argv[1:]
    if not args:
        user_base = getuserbase()
        user_site = getusersitepackages()
        print("sys.path = [")
        for folder in sys.path:
            print("    %r," % (folder,))
        print("]")
        for name, folder in (("USER_BASE", user_base), ("USER_SITE", user_site)):
            there = "exists" if os.path.isdir(folder) else "doesn't exist"
            print("%s: %r (%s)" % (name, folder, there))
        print("ENABLE_USER_SITE: %r" % ENABLE_USER_SITE)
        sys.exit(0)
    shown = []
    if '--user-base' in args:
        shown.append(USER_BASE if USER_BASE is not None else getuserbase())
    if '--user-site' in args:
        shown.append(USER_SITE if USER_SITE is not None else getusersitepackages())
    if not shown:
        print("%s [--user-base] [--user-site]\n" % sys.argv[0])
        print("Shows USER_BASE and USER_SITE, joined by %r. The exit status is 0 if the\n"
              "user's folder is used, 1 if the user has refused it, 2 if it is refused for\n"
              "security." % os.pathsep)
        sys.exit(10)
    print(os.pathsep.join(shown))
    if ENABLE_USER_SITE:
        sys.exit(0)
    sys.exit(1 if ENABLE_USER_SITE is False else 2)


if __name__ == '__main__':
    _script()
