"""What finders and loaders have to do, as abstract base classes."""
import abc
import warnings

from . import _bootstrap, _bootstrap_external, machinery

__all__ = ['Loader', 'Finder', 'MetaPathFinder', 'PathEntryFinder', 'ResourceLoader',
           'InspectLoader', 'ExecutionLoader', 'FileLoader', 'SourceLoader']


class Finder(metaclass=abc.ABCMeta):
    """The old common base of all finders."""

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of a module, or None."""


class MetaPathFinder(Finder):
    """A finder for sys.meta_path."""

    def find_module(self, fullname, path):
        """The loader of a module, by find_spec() where there is one.  Deprecated."""
        if not hasattr(self, 'find_spec'):
            return None
        spec = self.find_spec(fullname, path)
        return None if spec is None else spec.loader

    def invalidate_caches(self):
        """Forget what was found before."""


class PathEntryFinder(Finder):
    """A finder for one entry of sys.path, as functions in sys.path_hooks make them."""

    def find_loader(self, fullname):
        """(loader, folders of a namespace package), by find_spec() where there is one.  Deprecated."""
        if not hasattr(self, 'find_spec'):
            return None, []
        spec = self.find_spec(fullname)
        if spec is None:
            return None, []
        return spec.loader, spec.submodule_search_locations or []

    find_module = _bootstrap_external._find_module_shim

    def invalidate_caches(self):
        """Forget what was found before."""


class Loader(metaclass=abc.ABCMeta):
    """A loader: exec_module(), and create_module() for modules of its own kind."""

    def create_module(self, spec):
        """The module object of a spec; None for the usual one."""
        return None

    def load_module(self, fullname):
        """Make and run a module, by exec_module().  Deprecated."""
        if not hasattr(self, 'exec_module'):
            raise ImportError
        return _bootstrap._load_module_shim(self, fullname)

    def module_repr(self, module):
        """repr() of a module.  Deprecated: specs say enough."""
        raise NotImplementedError


class ResourceLoader(Loader):
    """A loader that reads files from where it loads."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file; OSError when there is none."""
        raise OSError


class InspectLoader(Loader):
    """A loader that tells of modules without running them."""

    def is_package(self, fullname):
        """Whether a module is a package; ImportError when there is no such module."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of a module, None when it has none."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The source text of a module, None when it has none."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        """The code object of a source text or its bytes."""
        return compile(data, path, 'exec', dont_inherit=True)

    exec_module = _bootstrap_external._LoaderBasics.exec_module
    load_module = _bootstrap_external._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    """A loader whose modules can be run as scripts."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """What __file__ is to be."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of a module, with its file name where there is one."""
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_bootstrap_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of a file."""


class SourceLoader(_bootstrap_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source text, with bytecode caches where path_stats() and set_data() are there."""

    def path_mtime(self, path):
        """When a file was changed.  Deprecated in favour of path_stats()."""
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        """What is known of a file: 'mtime', and 'size' perhaps."""
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Write a file."""


for _base, _classes in (
        (MetaPathFinder, (machinery.BuiltinImporter, machinery.FrozenImporter,
                          machinery.PathFinder, machinery.WindowsRegistryFinder)),
        (PathEntryFinder, (machinery.FileFinder,)),
        (InspectLoader, (machinery.BuiltinImporter, machinery.FrozenImporter)),
        (ExecutionLoader, (machinery.ExtensionFileLoader,)),
        (FileLoader, (machinery.SourceFileLoader, machinery.SourcelessFileLoader)),
        (SourceLoader, (machinery.SourceFileLoader,))):
    for _class in _classes:
        _base.register(_class)
