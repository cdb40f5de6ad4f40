"""Running modules, files, folders and zip archives as scripts (PEP 338, PEP 366)."""
import importlib.machinery
import importlib.util
import io
import os
import sys
import types

__all__ = ['run_module', 'run_path']


class _Error(Exception):
    """What -m and run_path() complain of before any code has run."""


class _TempModule:
    """A new module in sys.modules for the time of a block."""

    def __init__(self, mod_name):
        self.mod_name = mod_name
        self.module = types.ModuleType(mod_name)
        self._saved_module = []

    def __enter__(self):
        if self.mod_name in sys.modules:
            self._saved_module.append(sys.modules[self.mod_name])
        sys.modules[self.mod_name] = self.module
        return self

    def __exit__(self, *args):
        if self._saved_module:
            sys.modules[self.mod_name] = self._saved_module.pop()
        else:
            del sys.modules[self.mod_name]


class _ModifiedArgv0:
    """Another sys.argv[0] for the time of a block."""

    def __init__(self, value):
        self.value = value
        self._saved_value = self._sentinel = object()

    def __enter__(self):
        if self._saved_value is not self._sentinel:
            raise RuntimeError('Already preserving saved value')
        self._saved_value = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        self.value = self._sentinel
        sys.argv[0] = self._saved_value


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None,
              pkg_name=None, script_name=None):
    """Run code in a namespace that looks like a module's."""
    if init_globals is not None:
        run_globals.update(init_globals)
    loader = cached = None
    file = script_name
    if mod_spec is not None:
        loader, file, cached = mod_spec.loader, mod_spec.origin, mod_spec.cached
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=file, __cached__=cached, __doc__=None,
                       __loader__=loader, __package__=pkg_name, __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None,
                     pkg_name=None, script_name=None):
    """Run code in a module that is in sys.modules meanwhile; returns a copy of its namespace."""
    argv0 = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temp, _ModifiedArgv0(argv0):
        run_globals = temp.module.__dict__
        _run_code(code, run_globals, init_globals, mod_name, mod_spec, pkg_name, script_name)
        # the module goes, and might take its names along
        return run_globals.copy()


def _get_module_details(mod_name, error=ImportError):
    """(name, spec, code) of the module to run: for a package that of its __main__."""
    if mod_name.startswith('.'):
        raise error('Relative module names not supported')
    package = mod_name.rpartition('.')[0]
    if package:
        try:
            __import__(package)
        except ImportError as e:
            # only the package itself missing is the caller's mistake
            if e.name is None or e.name != package and not package.startswith(e.name + '.'):
                raise
        existing = sys.modules.get(mod_name)
        if existing is not None and not hasattr(existing, '__path__'):
            from warnings import warn
            warn('{mod_name!r} found in sys.modules after import of package {pkg_name!r}, but '
                 'prior to execution of {mod_name!r}; this may result in unpredictable '
                 'behaviour'.format(mod_name=mod_name, pkg_name=package), RuntimeWarning)
    try:
        spec = importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        text = 'Error while finding module specification for {!r} ({}: {})'
        raise error(text.format(mod_name, type(e).__name__, e)) from e
    if spec is None:
        raise error('No module named %s' % mod_name)
    if spec.submodule_search_locations is not None:
        if mod_name == '__main__' or mod_name.endswith('.__main__'):
            raise error('Cannot use package as __main__ module')
        try:
            return _get_module_details(mod_name + '.__main__', error)
        except error as e:
            if mod_name not in sys.modules:
                # the package could not even be imported
                raise
            raise error(('%s; %r is a package and cannot be directly executed') % (
                e, mod_name)) from None
    loader = spec.loader
    if loader is None:
        raise error('%r is a namespace package and cannot be executed' % mod_name)
    try:
        code = loader.get_code(mod_name)
    except ImportError as e:
        raise error(format(e)) from e
    if code is None:
        raise error('No code object available for %s' % mod_name)
    return mod_name, spec, code


def _run_module_as_main(mod_name, alter_argv=True):
    """Run a module in the namespace of __main__: what -m does, and folders and archives as scripts."""
    try:
        if alter_argv or mod_name != '__main__':
            mod_name, spec, code = _get_module_details(mod_name, _Error)
        else:
            mod_name, spec, code = _get_main_module_details(_Error)
    except _Error as e:
        sys.exit('%s: %s' % (sys.executable, e))
    main_globals = sys.modules['__main__'].__dict__
    if alter_argv:
        sys.argv[0] = spec.origin
    return _run_code(code, main_globals, None, '__main__', spec)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code without importing it; returns the namespace.

    With alter_sys, sys.argv[0] and sys.modules[run_name] are as for a script.
    """
    mod_name, spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, spec)
    return _run_code(code, {}, init_globals, run_name, spec)


def _get_main_module_details(error=ImportError):
    """The details of __main__ on sys.path, whatever runs as __main__ now."""
    saved = sys.modules.pop('__main__')
    try:
        return _get_module_details('__main__')
    except ImportError as e:
        if '__main__' in str(e):
            raise error("can't find '__main__' module in %r" % sys.path[0]) from e
        raise
    finally:
        sys.modules['__main__'] = saved


def _get_code_from_file(run_name, fname):
    """The code of a file: bytecode or source."""
    with io.open(fname, 'rb') as file:
        data = file.read()
    if data[:4] == importlib.util.MAGIC_NUMBER:
        loader = importlib.machinery.SourcelessFileLoader(run_name, fname)
        return loader.get_code(run_name), fname
    return compile(data, fname, 'exec'), fname


def _importer_of(path):
    """The finder for a path, None when it is no folder and no archive."""
    for hook in sys.path_hooks:
        try:
            return hook(path)
        except ImportError:
            continue
    return None


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file's code, or __main__ of a folder or an archive; returns the namespace."""
    if run_name is None:
        run_name = '<run_path>'
    package = run_name.rpartition('.')[0]
    path_name = os.fspath(path_name)
    importer = sys.path_importer_cache.get(path_name)
    if importer is None:
        importer = _importer_of(path_name)
    if importer is None:
        code, fname = _get_code_from_file(run_name, path_name)
        return _run_module_code(code, init_globals, run_name, pkg_name=package, script_name=fname)
    sys.path.insert(0, path_name)
    try:
        mod_name, spec, code = _get_main_module_details()
        with _TempModule(run_name) as temp, _ModifiedArgv0(path_name):
            mod_globals = temp.module.__dict__
            return _run_code(code, mod_globals, init_globals, run_name, spec, package).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass


if __name__ == '__main__':
    if len(sys.argv) < 2:
        print('No module specified for execution', file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
