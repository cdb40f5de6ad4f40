"""Tests put together."""

import sys
from . import case, util

__unittest = True


def _call_if_exists(parent, attr):
    getattr(parent, attr, lambda: None)()


class BaseTestSuite(object):
    """Tests and suites, without fixtures of classes and modules."""

    _cleanup = True         # whether tests are let go once they have run

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return "<%s tests=%s>" % (util.strclass(self.__class__), list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(
            test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%s is not callable" % repr(test))
        if isinstance(test, type) and issubclass(test, (case.TestCase,
                                                        TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated "
                            "before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a "
                            "string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        try:
            test = self._tests[index]
        except TypeError:       # _tests of another kind
            return
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests and suites, with the fixtures of classes and modules."""

    def run(self, result, debug=False):
        outermost = not getattr(result, "_testRunEntered", False)
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if _isnotsuite(test):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if (getattr(test.__class__, "_classSetupFailed", False)
                        or getattr(result, "_moduleSetUpFailed", False)):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _fixture(self, function, result, name, on_failure=None):
        # runs a fixture; an exception becomes an error of the result
        _call_if_exists(result, "_setupStdout")
        try:
            function()
        except Exception as e:
            if isinstance(result, _DebugResult):
                raise
            if on_failure is not None:
                on_failure()
            self._addClassOrModuleLevelException(result, e, name)
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _handleClassSetUp(self, test, result):
        cls = test.__class__
        if cls == getattr(result, "_previousTestClass", None):
            return
        if getattr(result, "_moduleSetUpFailed", False):
            return
        if getattr(cls, "__unittest_skip__", False):
            return
        try:
            cls._classSetupFailed = False
        except TypeError:       # not a class of Python
            pass
        setUpClass = getattr(cls, "setUpClass", None)
        if setUpClass is None:
            return

        def failed():
            cls._classSetupFailed = True

        self._fixture(setUpClass, result,
                      "setUpClass (%s)" % util.strclass(cls), failed)

    def _get_previous_module(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return None if previous is None else previous.__module__

    def _handleModuleFixture(self, test, result):
        current = test.__class__.__module__
        if current == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        try:
            module = sys.modules[current]
        except KeyError:
            return
        setUpModule = getattr(module, "setUpModule", None)
        if setUpModule is None:
            return

        def failed():
            result._moduleSetUpFailed = True

        self._fixture(setUpModule, result, "setUpModule (%s)" % current,
                      failed)

    def _addClassOrModuleLevelException(self, result, exception, errorName):
        error = _ErrorHolder(errorName)
        addSkip = getattr(result, "addSkip", None)
        if addSkip is not None and isinstance(exception, case.SkipTest):
            addSkip(error, str(exception))
        else:
            result.addError(error, sys.exc_info())

    def _handleModuleTearDown(self, result):
        previous = self._get_previous_module(result)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        try:
            module = sys.modules[previous]
        except KeyError:
            return
        tearDownModule = getattr(module, "tearDownModule", None)
        if tearDownModule is not None:
            self._fixture(tearDownModule, result,
                          "tearDownModule (%s)" % previous)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if test.__class__ == previous:
            return
        if (getattr(previous, "_classSetupFailed", False)
                or getattr(result, "_moduleSetUpFailed", False)
                or getattr(previous, "__unittest_skip__", False)):
            return
        tearDownClass = getattr(previous, "tearDownClass", None)
        if tearDownClass is not None:
            self._fixture(tearDownClass, result,
                          "tearDownClass (%s)" % util.strclass(previous))


class _ErrorHolder(object):
    """Stands for a fixture in a result."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult(object):
    """For debug(): exceptions go on to the caller."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
