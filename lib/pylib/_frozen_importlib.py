"""The import system's core: specs, locks, and finding and loading by them (PEP 302, PEP 451).

The machine imports by itself until somebody wants to see or change how that is
done.  This module then takes over; `importlib` shows it as `importlib._bootstrap`.
"""
import _imp
import _thread
import _warnings
import _weakref
import _wordcode_import
import builtins
import sys

_bootstrap_external = None

_ERR_MSG_PREFIX = 'No module named '
_ERR_MSG = _ERR_MSG_PREFIX + '{!r}'


def _call_with_frames_removed(f, *args, **kwds):
    """Call f; tracebacks leave out this frame and importlib's before it."""
    return f(*args, **kwds)


def _wrap(new, old):
    """Make a function look like another one."""
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        if hasattr(old, name):
            setattr(new, name, getattr(old, name))
    new.__dict__.update(old.__dict__)


def _new_module(name):
    return type(sys)(name)


def _verbose_message(message, *args, verbosity=1):
    """Tell of an import when -v was given."""
    if sys.flags.verbose >= verbosity:
        if not message.startswith(('#', 'import ')):
            message = '# ' + message
        print(message.format(*args), file=sys.stderr)


# Locks: one a module being imported

_module_locks = {}
_blocking_on = {}


class _DeadlockError(RuntimeError):
    pass


class _ModuleLock:
    """A reentrant lock that refuses to wait in a circle."""

    def __init__(self, name):
        self.lock = _thread.allocate_lock()
        self.wakeup = _thread.allocate_lock()
        self.name = name
        self.owner = None
        self.count = 0
        self.waiters = 0

    def has_deadlock(self):
        me = _thread.get_ident()
        lock = self
        seen = set()
        while True:
            owner = lock.owner
            if owner == me:
                return True
            lock = _blocking_on.get(owner)
            if lock is None or owner in seen:
                return False
            seen.add(owner)

    def acquire(self):
        me = _thread.get_ident()
        _blocking_on[me] = self
        try:
            while True:
                with self.lock:
                    if self.count == 0 or self.owner == me:
                        self.owner = me
                        self.count += 1
                        return True
                    if self.has_deadlock():
                        raise _DeadlockError('deadlock detected by %r' % self)
                    if self.wakeup.acquire(False):
                        self.waiters += 1
                # whoever lets go of the lock lets go of this one
                self.wakeup.acquire()
                self.wakeup.release()
        finally:
            del _blocking_on[me]

    def release(self):
        me = _thread.get_ident()
        with self.lock:
            if self.owner != me:
                raise RuntimeError('cannot release un-acquired lock')
            assert self.count > 0
            self.count -= 1
            if self.count == 0:
                self.owner = None
                if self.waiters:
                    self.waiters -= 1
                    self.wakeup.release()

    def __repr__(self):
        return '_ModuleLock({!r}) at {}'.format(self.name, id(self))


class _DummyModuleLock:
    """Counts only: for builds without threads."""

    def __init__(self, name):
        self.name = name
        self.count = 0

    def acquire(self):
        self.count += 1
        return True

    def release(self):
        if self.count == 0:
            raise RuntimeError('cannot release un-acquired lock')
        self.count -= 1

    def __repr__(self):
        return '_DummyModuleLock({!r}) at {}'.format(self.name, id(self))


class _ModuleLockManager:

    def __init__(self, name):
        self._name = name
        self._lock = None

    def __enter__(self):
        self._lock = _get_module_lock(self._name)
        self._lock.acquire()

    def __exit__(self, *args):
        self._lock.release()


class _ImportLockContext:
    """The import lock for the time of a block."""

    def __enter__(self):
        _imp.acquire_lock()

    def __exit__(self, exc_type, exc_value, exc_traceback):
        _imp.release_lock()


def _get_module_lock(name):
    """The lock of a module name; it lives as long as somebody holds on to it."""
    with _ImportLockContext():
        ref = _module_locks.get(name)
        lock = None if ref is None else ref()
        if lock is None:
            lock = _ModuleLock(name)

            def forget(ref, name=name):
                with _ImportLockContext():
                    if _module_locks.get(name) is ref:
                        del _module_locks[name]

            _module_locks[name] = _weakref.ref(lock, forget)
        return lock


def _lock_unlock_module(name):
    """Wait until nobody imports a module any more, unless that would be for ever."""
    lock = _get_module_lock(name)
    try:
        lock.acquire()
    except _DeadlockError:
        return
    lock.release()


# Specs

class ModuleSpec:
    """What is known of a module before it is made: name, loader, and where it comes from.

    `submodule_search_locations` is a list for packages and None otherwise.
    `origin` says where the loader takes it from; when `has_location` is true
    that is a file, and `cached` the name of its bytecode.
    """

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        shown = ['name={!r}'.format(self.name), 'loader={!r}'.format(self.loader)]
        if self.origin is not None:
            shown.append('origin={!r}'.format(self.origin))
        if self.submodule_search_locations is not None:
            shown.append('submodule_search_locations={}'.format(self.submodule_search_locations))
        return '{}({})'.format(type(self).__name__, ', '.join(shown))

    def __eq__(self, other):
        try:
            return all(getattr(self, a) == getattr(other, a) for a in (
                'name', 'loader', 'origin', 'submodule_search_locations', 'cached',
                'has_location'))
        except AttributeError:
            return False

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            if _bootstrap_external is None:
                raise NotImplementedError
            self._cached = _bootstrap_external._get_cached(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the package: of the module itself when it is one."""
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def _is_package_of(loader, name):
    """What a loader says about a module being a package; None when it does not know."""
    if hasattr(loader, 'is_package'):
        try:
            return loader.is_package(name)
        except ImportError:
            pass
    return None


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec made of what a loader tells."""
    if hasattr(loader, 'get_filename'):
        from_file = _bootstrap_external.spec_from_file_location
        if is_package is None:
            return from_file(name, loader=loader)
        return from_file(name, loader=loader,
                         submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = bool(_is_package_of(loader, name))
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    """The spec of a module: its own, or one made of its attributes."""
    spec = getattr(module, '__spec__', None)
    if spec is not None:
        return spec
    name = module.__name__
    if loader is None:
        loader = getattr(module, '__loader__', None)
    location = getattr(module, '__file__', None)
    if origin is None:
        origin = location if location is not None else getattr(loader, '_ORIGIN', None)
    spec = ModuleSpec(name, loader, origin=origin)
    spec._set_fileattr = location is not None
    spec.cached = getattr(module, '__cached__', None)
    try:
        spec.submodule_search_locations = list(module.__path__)
    except AttributeError:
        spec.submodule_search_locations = None
    return spec


def _init_module_attrs(spec, module, *, override=False):
    """Give a module the attributes that its spec implies."""

    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value())
            except AttributeError:
                pass

    def loader():
        if spec.loader is None and spec.submodule_search_locations is not None:
            if _bootstrap_external is None:
                raise NotImplementedError
            made = _bootstrap_external._NamespaceLoader.__new__(_bootstrap_external._NamespaceLoader)
            made._path = spec.submodule_search_locations
            # a namespace package is in no file, whatever was said before
            module.__file__ = None
            return made
        return spec.loader

    try:
        if override or module.__name__ is None:
            module.__name__ = spec.name
    except AttributeError:
        try:
            module.__name__ = spec.name
        except AttributeError:
            pass
    put('__loader__', loader)
    put('__package__', lambda: spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None:
        put('__path__', lambda: spec.submodule_search_locations)
    if spec.has_location:
        put('__file__', lambda: spec.origin)
        if spec.cached is not None:
            put('__cached__', lambda: spec.cached)
    return module


def module_from_spec(spec):
    """A new module of a spec; its code has not run."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = _new_module(spec.name)
    _init_module_attrs(spec, module)
    return module


def _module_repr_from_spec(spec):
    name = '?' if spec.name is None else spec.name
    if spec.origin is None:
        if spec.loader is None:
            return '<module {!r}>'.format(name)
        return '<module {!r} ({!r})>'.format(name, spec.loader)
    if spec.has_location:
        return '<module {!r} from {!r}>'.format(name, spec.origin)
    return '<module {!r} ({})>'.format(spec.name, spec.origin)


def _module_repr(module):
    """repr() of a module: its loader's, its spec's, or what its attributes give."""
    loader = getattr(module, '__loader__', None)
    if hasattr(loader, 'module_repr'):
        try:
            return loader.module_repr(module)
        except Exception:
            pass
    spec = getattr(module, '__spec__', None)
    if spec is not None:
        return _module_repr_from_spec(spec)
    name = getattr(module, '__name__', '?')
    try:
        return '<module {!r} from {!r}>'.format(name, module.__file__)
    except AttributeError:
        pass
    if loader is None:
        return '<module {!r}>'.format(name)
    return '<module {!r} ({!r})>'.format(name, loader)


# Loading

def _exec(spec, module):
    """Run a spec's code in a module that is in sys.modules (reload())."""
    name = spec.name
    with _ModuleLockManager(name):
        if sys.modules.get(name) is not module:
            raise ImportError('module {!r} not in sys.modules'.format(name), name=name)
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=spec.name)
            _init_module_attrs(spec, module, override=True)
            return module
        _init_module_attrs(spec, module, override=True)
        if hasattr(spec.loader, 'exec_module'):
            spec.loader.exec_module(module)
        else:
            spec.loader.load_module(name)
    return sys.modules[name]


def _load_backward_compatible(spec):
    """Load by load_module(), which does everything itself but may forget attributes."""
    spec.loader.load_module(spec.name)
    module = sys.modules[spec.name]
    for name, value in (('__loader__', lambda: spec.loader),
                        ('__package__', lambda: module.__name__ if hasattr(module, '__path__')
                         else spec.name.rpartition('.')[0]),
                        ('__spec__', lambda: spec)):
        if getattr(module, name, None) is None:
            try:
                setattr(module, name, value())
            except AttributeError:
                pass
    return module


class _installed_safely:
    """A module in sys.modules while its code runs; it stays there only when that went well."""

    def __init__(self, module):
        self._module = module
        self._spec = module.__spec__

    def __enter__(self):
        self._spec._initializing = True
        sys.modules[self._spec.name] = self._module

    def __exit__(self, *args):
        try:
            if args[0] is not None:
                sys.modules.pop(self._spec.name, None)
            else:
                _verbose_message('import {!r} # {!r}', self._spec.name, self._spec.loader)
        finally:
            self._spec._initializing = False


def _load_unlocked(spec):
    """Make and run the module of a spec; the caller has its lock."""
    loader = spec.loader
    if loader is not None and not hasattr(loader, 'exec_module'):
        return _load_backward_compatible(spec)
    module = module_from_spec(spec)
    with _installed_safely(module):
        if loader is not None:
            loader.exec_module(module)
        elif spec.submodule_search_locations is None:
            raise ImportError('missing loader', name=spec.name)
    # the code may have put something else there
    return sys.modules[spec.name]


def _load(spec):
    """Load a spec; a module already in sys.modules is run again."""
    with _ModuleLockManager(spec.name):
        return _load_unlocked(spec)


def _load_module_shim(self, fullname):
    """load_module() in terms of exec_module().  Deprecated."""
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


def _requires_builtin(fxn):
    """For methods that take a built-in module's name."""

    def _requires_builtin_wrapper(self, fullname):
        if fullname not in sys.builtin_module_names:
            raise ImportError('{!r} is not a built-in module'.format(fullname), name=fullname)
        return fxn(self, fullname)

    _wrap(_requires_builtin_wrapper, fxn)
    return _requires_builtin_wrapper


def _requires_frozen(fxn):
    """For methods that take a frozen module's name."""

    def _requires_frozen_wrapper(self, fullname):
        if not _imp.is_frozen(fullname):
            raise ImportError('{!r} is not a frozen module'.format(fullname), name=fullname)
        return fxn(self, fullname)

    _wrap(_requires_frozen_wrapper, fxn)
    return _requires_frozen_wrapper


class BuiltinImporter:
    """Finds and loads the modules that the machine is made of.  All methods are the class's."""

    @staticmethod
    def module_repr(module):
        """repr() of a module.  Deprecated."""
        return '<module {!r} (built-in)>'.format(module.__name__)

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _imp.is_builtin(fullname):
            return spec_from_loader(fullname, cls, origin='built-in')
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        """The loader of a module.  Deprecated."""
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @classmethod
    def create_module(self, spec):
        if spec.name not in sys.builtin_module_names:
            raise ImportError('{!r} is not a built-in module'.format(spec.name), name=spec.name)
        return _call_with_frames_removed(_imp.create_builtin, spec)

    @classmethod
    def exec_module(self, module):
        _call_with_frames_removed(_imp.exec_builtin, module)

    @classmethod
    @_requires_builtin
    def get_code(cls, fullname):
        """None: there is no Python code."""
        return None

    @classmethod
    @_requires_builtin
    def get_source(cls, fullname):
        """None: there is no Python source."""
        return None

    @classmethod
    @_requires_builtin
    def is_package(cls, fullname):
        """False: built-in modules are no packages."""
        return False

    load_module = classmethod(_load_module_shim)


class FrozenImporter:
    """Finds and loads frozen modules.  All methods are the class's."""

    @staticmethod
    def module_repr(m):
        """repr() of a module.  Deprecated."""
        file = getattr(m, '__file__', None)
        if file is not None:
            return '<module {!r} from {!r}>'.format(m.__name__, file)
        return '<module {!r} (frozen)>'.format(m.__name__)

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if not _imp.is_frozen(fullname):
            return None
        # the library's modules are where a traceback says, the others nowhere
        origin = _wordcode_import.frozen_origin(fullname)
        spec = ModuleSpec(fullname, cls, origin=origin or 'frozen',
                          is_package=_imp.is_frozen_package(fullname))
        if origin is not None:
            spec.has_location = True
            spec.cached = None
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        """The loader of a module.  Deprecated."""
        return cls if _imp.is_frozen(fullname) else None

    @classmethod
    def create_module(cls, spec):
        """Nothing special."""

    @staticmethod
    def exec_module(module):
        name = module.__spec__.name
        if not _imp.is_frozen(name):
            raise ImportError('{!r} is not a frozen module'.format(name), name=name)
        code = _call_with_frames_removed(_imp.get_frozen_object, name)
        exec(code, module.__dict__)

    @classmethod
    def load_module(cls, fullname):
        """Load a frozen module.  Deprecated."""
        return _load_module_shim(cls, fullname)

    @classmethod
    @_requires_frozen
    def get_code(cls, fullname):
        return _imp.get_frozen_object(fullname)

    @classmethod
    @_requires_frozen
    def get_source(cls, fullname):
        """The source of a module of the library; None for others."""
        return _wordcode_import.frozen_source(fullname)

    @classmethod
    @_requires_frozen
    def is_package(cls, fullname):
        return _imp.is_frozen_package(fullname)


# Finding

def _resolve_name(name, package, level):
    """The absolute name of a relative one."""
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ValueError('attempted relative import beyond top-level package')
    return '{}.{}'.format(bits[0], name) if name else bits[0]


def _find_spec_legacy(finder, name, path):
    loader = finder.find_module(name, path)
    return None if loader is None else spec_from_loader(name, loader)


def _find_spec(name, path, target=None):
    """Ask the finders of sys.meta_path, in order."""
    meta_path = sys.meta_path
    if meta_path is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if not meta_path:
        _warnings.warn('sys.meta_path is empty', ImportWarning)
    if not _wordcode_import.permitted(name):
        return None
    loaded = name in sys.modules
    for finder in meta_path:
        with _ImportLockContext():
            try:
                find_spec = finder.find_spec
            except AttributeError:
                spec = _find_spec_legacy(finder, name, path)
            else:
                spec = find_spec(name, path, target)
        if spec is None:
            continue
        # importing a parent in find_spec() may have loaded the module itself
        if not loaded and name in sys.modules:
            own = getattr(sys.modules[name], '__spec__', None)
            return spec if own is None else own
        return spec
    return None


def _sanity_check(name, package, level):
    """Complain of arguments that __import__() cannot use."""
    if not isinstance(name, str):
        raise TypeError('module name must be str, not {}'.format(type(name)))
    if level < 0:
        raise ValueError('level must be >= 0')
    if level > 0:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
    if not name and level == 0:
        raise ValueError('Empty module name')


def _find_and_load_unlocked(name, import_):
    path = None
    parent = name.rpartition('.')[0]
    if parent:
        if parent not in sys.modules:
            _call_with_frames_removed(import_, parent)
        # the parent's import may have brought the module along
        if name in sys.modules:
            return sys.modules[name]
        try:
            path = sys.modules[parent].__path__
        except AttributeError:
            text = (_ERR_MSG + '; {!r} is not a package').format(name, parent)
            raise ModuleNotFoundError(text, name=name) from None
    spec = _find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError(_ERR_MSG.format(name), name=name)
    module = _load_unlocked(spec)
    if parent:
        setattr(sys.modules[parent], name.rpartition('.')[2], module)
    return module


def _find_and_load(name, import_):
    """A module by its absolute name, imported if need be."""
    with _ModuleLockManager(name):
        if name not in sys.modules:
            return _find_and_load_unlocked(name, import_)
        module = sys.modules[name]
    if module is None:
        raise ModuleNotFoundError('import of {} halted; None in sys.modules'.format(name), name=name)
    return module


def _gcd_import(name, package=None, level=0):
    """Import a module by name, package and level: what import statements and import_module() share."""
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    if name in sys.modules:
        module = sys.modules[name]
        if module is not None and not getattr(getattr(module, '__spec__', None),
                                              '_initializing', False):
            return module
    return _find_and_load(name, _gcd_import)


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    """Import the submodules that a fromlist names."""
    if not hasattr(module, '__path__'):
        return module
    for x in fromlist:
        if not isinstance(x, str):
            where = module.__name__ + '.__all__' if recursive else "``from list''"
            raise TypeError('Item in {} must be str, not {}'.format(where, type(x).__name__))
        if x == '*':
            if not recursive and hasattr(module, '__all__'):
                _handle_fromlist(module, module.__all__, import_, recursive=True)
        elif not hasattr(module, x):
            name = '{}.{}'.format(module.__name__, x)
            try:
                _call_with_frames_removed(import_, name)
            except ModuleNotFoundError as e:
                # "from package import x" says itself that there is no x
                if e.name != name or sys.modules.get(name, module) is None:
                    raise
    return module


def _calc___package__(globals):
    """The package that relative imports start from."""
    package = globals.get('__package__')
    spec = globals.get('__spec__')
    if package is not None:
        if spec is not None and package != spec.parent:
            _warnings.warn('__package__ != __spec__.parent ({!r} != {!r})'.format(
                package, spec.parent), ImportWarning, stacklevel=3)
        return package
    if spec is not None:
        return spec.parent
    _warnings.warn("can't resolve package from __spec__ or __package__, "
                   'falling back on __name__ and __path__', ImportWarning, stacklevel=3)
    package = globals['__name__']
    return package if '__path__' in globals else package.rpartition('.')[0]


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """What the import statement calls; see importlib.import_module() for programs."""
    if level == 0:
        module = _gcd_import(name)
    else:
        package = _calc___package__(globals if globals is not None else {})
        module = _gcd_import(name, package, level)
    if fromlist:
        return _handle_fromlist(module, fromlist, _gcd_import)
    if level == 0:
        return _gcd_import(name.partition('.')[0])
    if not name:
        return module
    # "from . import a.b" without a list: the package of the first part
    cut = len(name) - len(name.partition('.')[0])
    return sys.modules[module.__name__[:len(module.__name__) - cut]]


def _builtin_from_name(name):
    spec = BuiltinImporter.find_spec(name)
    if spec is None:
        raise ImportError('no built-in module named ' + name)
    return _load_unlocked(spec)


def _adopt():
    """Modules that the machine loaded get specs and loaders of these modules' classes."""
    external = _bootstrap_external
    kinds = {
        'builtin': lambda loader: BuiltinImporter,
        'frozen': lambda loader: FrozenImporter,
        'source': lambda loader: external.SourceFileLoader(loader.name, loader.path),
        'sourceless': lambda loader: external.SourcelessFileLoader(loader.name, loader.path),
    }
    for module in list(sys.modules.values()):
        loader = getattr(module, '__loader__', None)
        kind = _wordcode_import.loader_kind(loader)
        if kind is not None:
            loader = kinds[kind](loader)
            module.__loader__ = loader
        old = getattr(module, '__spec__', None)
        if type(old) is not _wordcode_import.ModuleSpec:
            continue
        spec = ModuleSpec(old.name, loader, origin=old.origin)
        spec.submodule_search_locations = old.submodule_search_locations
        spec._set_fileattr = old.has_location
        spec._cached = old._cached
        if getattr(old, '_initializing', False):
            spec._initializing = True
        if loader is None and spec.submodule_search_locations is not None:
            path = external._NamespacePath(spec.name, spec.submodule_search_locations,
                                           external.PathFinder._get_spec)
            spec.submodule_search_locations = module.__path__ = path
            module.__loader__ = external._namespace_loader(path)
        module.__spec__ = spec


def _setup(sys_module, _imp_module):
    """For copies of this module made from a file."""
    global sys, _imp
    sys = sys_module
    _imp = _imp_module


def _install(sys_module, _imp_module):
    """Take over from the machine's own finders."""
    global _bootstrap_external
    _setup(sys_module, _imp_module)
    import _frozen_importlib_external
    _bootstrap_external = _frozen_importlib_external
    _frozen_importlib_external._install(sys.modules[__name__])
    _adopt()
    _wordcode_import.hand_over(_find_and_load, _gcd_import, _module_repr)


_install(sys, _imp)
