"""Finds tests in classes, modules and folders."""

import functools
import os
import re
import sys
import traceback
import types
import warnings

from . import case, suite, util

__unittest = True

VALID_MODULE_NAME = re.compile(r"[_a-z]\w*\.py$", re.IGNORECASE)


class _FailedTest(case.TestCase):
    """A test whose loading failed: running it raises the exception."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super(_FailedTest, self).__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super(_FailedTest, self).__getattr__(name)

        def testFailure():
            raise self._exception

        return testFailure


def _make_failed_test(methodname, exception, suiteClass, message):
    test = _FailedTest(methodname, exception)
    return suiteClass((test,)), message


def _make_failed_import_test(name, suiteClass):
    message = "Failed to import test module: %s\n%s" % (
        name, traceback.format_exc())
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    message = "Failed to call load_tests:\n%s" % (traceback.format_exc(),)
    return _make_failed_test(name, exception, suiteClass, message)


def _make_skipped_test(methodname, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass

    made = type("ModuleSkipped", (case.TestCase,), {methodname: testSkipped})
    return suiteClass((made(methodname),))


def _jython_aware_splitext(path):
    if path.lower().endswith("$py.class"):
        return path[:-9]
    return os.path.splitext(path)[0]


class TestLoader(object):
    """Makes suites of tests."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        super(TestLoader, self).__init__()
        self.errors = []
        # packages whose load_tests is being called
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        """The tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from "
                            "TestSuite. Maybe you meant to derive from "
                            "TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        """The tests of a module."""
        if len(args) > 0 or "use_load_tests" in kws:
            warnings.warn("use_load_tests is deprecated and ignored",
                          DeprecationWarning)
            kws.pop("use_load_tests", None)
        if len(args) > 1:
            raise TypeError("loadTestsFromModule() takes 1 positional "
                            "argument but {} were given"
                            .format(len(args) + 1))
        if len(kws) != 0:
            raise TypeError("loadTestsFromModule() got an unexpected "
                            "keyword argument '{}'".format(sorted(kws)[0]))
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        tests = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as e:
                tests, message = _make_failed_load_tests(
                    module.__name__, e, self.suiteClass)
                self.errors.append(message)
        return tests

    def _failed(self, made):
        test, message = made
        self.errors.append(message)
        return test

    def _no_attribute(self, name, error):
        return self._failed(_make_failed_test(
            name, error, self.suiteClass,
            "Failed to access attribute:\n%s" % (traceback.format_exc(),)))

    def loadTestsFromName(self, name, module=None):
        """The tests that a dotted name stands for."""
        parts = name.split(".")
        failed = failed_name = None
        if module is None:
            # as much of the name as can be imported is the module
            modules = parts[:]
            while modules:
                try:
                    module = __import__(".".join(modules))
                    break
                except ImportError:
                    failed_name = modules.pop()
                    failed = _make_failed_import_test(failed_name,
                                                      self.suiteClass)
                    if not modules:
                        return self._failed(failed)
            parts = parts[1:]
        obj = module
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as e:
                if (getattr(obj, "__path__", None) is not None
                        and failed is not None):
                    # a module of a package that could not be imported
                    return self._failed(failed)
                return self._no_attribute(part, e)

        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if (isinstance(obj, types.FunctionType) and isinstance(parent, type)
                and issubclass(parent, case.TestCase)):
            name = parts[-1]
            inst = parent(name)
            # a static method is a function that is called for the tests
            if not isinstance(getattr(inst, name), types.FunctionType):
                return self.suiteClass([inst])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError("don't know how to make test from: %s" % obj)
        test = obj()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError("calling %s returned %s, not a test" % (obj, test))

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module)
                                for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's test methods, in order."""
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix)
                 and callable(getattr(testCaseClass, name))]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests in the files below a folder (or of a package)."""
        set_top = False
        if top_level_dir is None and self._top_level_dir is not None:
            top_level_dir = self._top_level_dir
        elif top_level_dir is None:
            set_top = True
            top_level_dir = start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir

        missing = False
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir:
                missing = not os.path.isfile(
                    os.path.join(start_dir, "__init__.py"))
        else:
            try:
                __import__(start_dir)
            except ImportError:
                missing = True
            else:
                module = sys.modules[start_dir]
                top = start_dir.split(".")[0]
                if getattr(module, "__file__", None) is None:
                    return self._discover_unfiled(module, start_dir, pattern)
                start_dir = os.path.abspath(os.path.dirname(module.__file__))
                if set_top:
                    self._top_level_dir = \
                        self._get_directory_containing_module(top)
                    sys.path.remove(top_level_dir)
        if missing:
            raise ImportError("Start directory is not importable: %r"
                              % start_dir)
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _discover_unfiled(self, module, name, pattern):
        # a namespace package has several folders, a built-in module none
        spec = getattr(module, "__spec__", None)
        if spec is not None and spec.loader is None \
                or spec is not None and spec.submodule_search_locations:
            tests = []
            before = self._top_level_dir
            for path in module.__path__:
                self._top_level_dir = path.split(
                    name.replace(".", os.path.sep))[0]
                tests.extend(self._find_tests(path, pattern, namespace=True))
            self._top_level_dir = before
            return self.suiteClass(tests)
        if module.__name__ in sys.builtin_module_names:
            raise TypeError("Can not use builtin modules as dotted module "
                            "names") from None
        raise TypeError("don't know how to discover from {!r}"
                        .format(module)) from None

    def _get_directory_containing_module(self, module_name):
        module = sys.modules[module_name]
        path = os.path.abspath(module.__file__)
        if os.path.basename(path).lower().startswith("__init__.py"):
            return os.path.dirname(os.path.dirname(path))
        return os.path.dirname(path)

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return "."
        path = _jython_aware_splitext(os.path.normpath(path))
        relative = os.path.relpath(path, self._top_level_dir)
        assert not os.path.isabs(relative), "Path must be within the project"
        assert not relative.startswith(".."), \
            "Path must be within the project"
        return relative.replace(os.path.sep, ".")

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        from fnmatch import fnmatch
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern, namespace=False):
        name = self._get_name_from_path(start_dir)
        if name != "." and name not in self._loading_packages:
            tests, recurse = self._find_test_path(start_dir, pattern,
                                                  namespace)
            if tests is not None:
                yield tests
            if not recurse:
                # its load_tests has seen to what is below
                return
        for path in sorted(os.listdir(start_dir)):
            full_path = os.path.join(start_dir, path)
            tests, recurse = self._find_test_path(full_path, pattern,
                                                  namespace)
            if tests is not None:
                yield tests
            if recurse:
                name = self._get_name_from_path(full_path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(full_path, pattern,
                                                namespace)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, full_path, pattern, namespace=False):
        # the tests of one file or folder, and whether to look below
        basename = os.path.basename(full_path)
        if os.path.isfile(full_path):
            if not VALID_MODULE_NAME.match(basename) or \
                    not self._match_path(basename, full_path, pattern):
                return None, False
            return self._load_file(full_path, basename, pattern), False
        if not os.path.isdir(full_path) or not namespace and \
                not os.path.isfile(os.path.join(full_path, "__init__.py")):
            return None, False
        return self._load_package(full_path, pattern)

    def _import(self, name):
        # a module and no tests, or None and the tests to have instead
        try:
            return self._get_module_from_name(name), None
        except case.SkipTest as e:
            return None, _make_skipped_test(name, e, self.suiteClass)
        except:
            return None, self._failed(
                _make_failed_import_test(name, self.suiteClass))

    def _load_file(self, full_path, basename, pattern):
        module, instead = self._import(self._get_name_from_path(full_path))
        if module is None:
            return instead
        found = os.path.abspath(getattr(module, "__file__", full_path))
        real = _jython_aware_splitext(os.path.realpath(found))
        wanted = _jython_aware_splitext(os.path.realpath(full_path))
        if real.lower() != wanted.lower():
            name = _jython_aware_splitext(os.path.basename(full_path))
            raise ImportError(
                "%r module incorrectly imported from %r. Expected %r. Is "
                "this module globally installed?"
                % (name, os.path.dirname(real), os.path.dirname(full_path)))
        return self.loadTestsFromModule(module, pattern=pattern)

    def _load_package(self, full_path, pattern):
        name = self._get_name_from_path(full_path)
        package, instead = self._import(name)
        if package is None:
            return instead, False
        load_tests = getattr(package, "load_tests", None)
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(package, pattern=pattern)
            return tests, load_tests is None
        finally:
            self._loading_packages.discard(name)


defaultTestLoader = TestLoader()


def _makeLoader(prefix, sortUsing, suiteClass=None):
    loader = TestLoader()
    loader.sortTestMethodsUsing = sortUsing
    loader.testMethodPrefix = prefix
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=util.three_way_cmp):
    """The names of a class's methods that begin with prefix."""
    return _makeLoader(prefix, sortUsing).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=util.three_way_cmp,
              suiteClass=suite.TestSuite):
    """The tests of a class."""
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(
        testCaseClass)


def findTestCases(module, prefix="test", sortUsing=util.three_way_cmp,
                  suiteClass=suite.TestSuite):
    """The tests of a module."""
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromModule(
        module)
