"""The finders, loaders and specs that import uses."""
from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import (
    BYTECODE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, ExtensionFileLoader,
    FileFinder, OPTIMIZED_BYTECODE_SUFFIXES, PathFinder, SOURCE_SUFFIXES, SourceFileLoader,
    SourcelessFileLoader, WindowsRegistryFinder)


def all_suffixes():
    """The suffixes of all files that can be modules."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
