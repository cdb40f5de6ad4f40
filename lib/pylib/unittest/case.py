"""Test cases and their assertions."""

import collections
import contextlib
import functools
import logging
import re
import sys
import traceback
import warnings

from . import result
from .util import (strclass, safe_repr, _count_diff_all_purpose,
                   _count_diff_hashable, _common_shorten_repr)

__unittest = True

_subtest_msg_sentinel = object()

DIFF_OMITTED = ("\nDiff is %s characters long. "
                "Set self.maxDiff to None to see it.")


class SkipTest(Exception):
    """The test is to be skipped."""


class _ShouldStop(Exception):
    """The test is over (failfast in a subtest)."""


class _UnexpectedSuccess(Exception):
    """A test passed that was to fail."""


class _Outcome(object):
    """How one test fares."""

    def __init__(self, result=None):
        self.expecting_failure = False
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True
        self.skipped = []
        self.expectedFailure = None
        self.errors = []

    @contextlib.contextmanager
    def testPartExecutor(self, test_case, isTest=False):
        before = self.success
        self.success = True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self.success = False
            self.skipped.append((test_case, str(e)))
        except _ShouldStop:
            pass
        except:
            exc_info = sys.exc_info()
            if self.expecting_failure:
                self.expectedFailure = exc_info
            else:
                self.success = False
                self.errors.append((test_case, exc_info))
            # a traceback that refers to itself would live on
            exc_info = None
        else:
            if self.result_supports_subtests and self.success:
                self.errors.append((test_case, None))
        finally:
            self.success = self.success and before


def _id(obj):
    return obj


def skip(reason):
    """A decorator: skip the test."""

    def decorator(test_item):
        if not isinstance(test_item, type):
            @functools.wraps(test_item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)

            test_item = skip_wrapper
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item

    return decorator


def skipIf(condition, reason):
    """A decorator: skip the test if the condition is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """A decorator: skip the test unless the condition is true."""
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    """A decorator: the test is to fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


def _is_subtype(expected, basetype):
    if isinstance(expected, tuple):
        return all(_is_subtype(e, basetype) for e in expected)
    return isinstance(expected, type) and issubclass(expected, basetype)


class _BaseTestCaseContext:

    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        msg = self.test_case._formatMessage(self.msg, standardMsg)
        raise self.test_case.failureException(msg)


class _AssertRaisesBaseContext(_BaseTestCaseContext):

    def __init__(self, expected, test_case, expected_regex=None):
        _BaseTestCaseContext.__init__(self, test_case)
        self.expected = expected
        if expected_regex is not None:
            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        """Call what is to raise; without that, be the context manager."""
        try:
            if not _is_subtype(self.expected, self._base_type):
                raise TypeError("%s() arg 1 must be %s"
                                % (name, self._base_type_str))
            if args and args[0] is None:
                warnings.warn("callable is None", DeprecationWarning, 3)
                args = ()
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    warnings.warn("%r is an invalid keyword argument for "
                                  "this function" % next(iter(kwargs)),
                                  DeprecationWarning, 3)
                return self
            call, *args = args
            try:
                self.obj_name = call.__name__
            except AttributeError:
                self.obj_name = str(call)
            with self:
                call(*args, **kwargs)
        finally:
            # the exception kept here would refer back to this frame
            self = None

    def _names(self):
        try:
            name = self.expected.__name__
        except AttributeError:
            name = str(self.expected)
        return name

    def _nothing(self, what):
        if self.obj_name:
            self._raiseFailure("{} not {} by {}".format(
                self._names(), what, self.obj_name))
        self._raiseFailure("{} not {}".format(self._names(), what))

    def _mismatch(self, text):
        self._raiseFailure('"{}" does not match "{}"'.format(
            self.expected_regex.pattern, text))


class _AssertRaisesContext(_AssertRaisesBaseContext):
    """assertRaises() and assertRaisesRegex()."""

    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._nothing("raised")
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if (self.expected_regex is not None
                and not self.expected_regex.search(str(exc_value))):
            self._mismatch(str(exc_value))
        return True


class _AssertWarnsContext(_AssertRaisesBaseContext):
    """assertWarns() and assertWarnsRegex()."""

    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        # what has been warned of before is to be warned of again
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for m in self.warnings:
            w = m.message
            if not isinstance(w, self.expected):
                continue
            if first is None:
                first = w
            if (self.expected_regex is not None
                    and not self.expected_regex.search(str(w))):
                continue
            self.warning = w
            self.filename = m.filename
            self.lineno = m.lineno
            return
        if first is not None:
            self._mismatch(str(first))
        self._nothing("triggered")


_LoggingWatcher = collections.namedtuple("_LoggingWatcher",
                                         ["records", "output"])


class _CapturingHandler(logging.Handler):
    """Keeps records and their texts."""

    def __init__(self):
        logging.Handler.__init__(self)
        self.watcher = _LoggingWatcher([], [])

    def flush(self):
        pass

    def emit(self, record):
        self.watcher.records.append(record)
        self.watcher.output.append(self.format(record))


class _AssertLogsContext(_BaseTestCaseContext):
    """assertLogs()."""

    LOGGING_FORMAT = "%(levelname)s:%(name)s:%(message)s"

    def __init__(self, test_case, logger_name, level):
        _BaseTestCaseContext.__init__(self, test_case)
        self.logger_name = logger_name
        self.level = logging.INFO
        if level:
            self.level = logging._nameToLevel.get(level, level)
        self.msg = None

    def __enter__(self):
        logger = self.logger_name
        if not isinstance(logger, logging.Logger):
            logger = logging.getLogger(logger)
        self.logger = logger
        handler = _CapturingHandler()
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        self.watcher = handler.watcher
        self.old = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return handler.watcher

    def __exit__(self, exc_type, exc_value, tb):
        self.logger.handlers, level, self.logger.propagate = self.old
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        if not self.watcher.records:
            self._raiseFailure("no logs of level {} or higher triggered on {}"
                               .format(logging.getLevelName(self.level),
                                       self.logger.name))


def _lines(text):
    import pprint
    return pprint.pformat(text).splitlines()


def _ndiff(a, b):
    import difflib
    return difflib.ndiff(a, b)


class TestCase(object):
    """One test: a method, with setUp() before and tearDown() after it."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    # diffs of longer texts take too long
    _diffThreshold = 2 ** 16
    _classSetupFailed = False

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        try:
            method = getattr(self, methodName)
        except AttributeError:
            # one without runTest serves for its assertions
            if methodName != "runTest":
                raise ValueError("no such test method in %s: %s"
                                 % (self.__class__, methodName))
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {}
        for typeobj, name in ((dict, "assertDictEqual"),
                              (list, "assertListEqual"),
                              (tuple, "assertTupleEqual"),
                              (set, "assertSetEqual"),
                              (frozenset, "assertSetEqual"),
                              (str, "assertMultiLineEqual")):
            self.addTypeEqualityFunc(typeobj, name)

    def addTypeEqualityFunc(self, typeobj, function):
        """Have assertEqual() use function for two objects of a type."""
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, *args, **kwargs):
        """Have function called after the test, last added first."""
        self._cleanups.append((function, args, kwargs))

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """The first line of the method's docstring."""
        doc = self._testMethodDoc
        return doc.split("\n")[0].strip() if doc else None

    def id(self):
        return "%s.%s" % (strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return "%s (%s)" % (self._testMethodName, strclass(self.__class__))

    def __repr__(self):
        return "<%s testMethod=%s>" % (strclass(self.__class__),
                                       self._testMethodName)

    def _addSkip(self, result, test_case, reason):
        addSkip = getattr(result, "addSkip", None)
        if addSkip is not None:
            addSkip(test_case, reason)
        else:
            warnings.warn("TestResult has no addSkip method, skips not "
                          "reported", RuntimeWarning, 2)
            result.addSuccess(test_case)

    @contextlib.contextmanager
    def subTest(self, msg=_subtest_msg_sentinel, **params):
        """A part of the test that may fail without ending it."""
        outcome = self._outcome
        if outcome is None or not outcome.result_supports_subtests:
            yield
            return
        outer = self._subtest
        if outer is None:
            values = collections.ChainMap(params)
        else:
            values = outer.params.new_child(params)
        self._subtest = _SubTest(self, msg, values)
        try:
            with outcome.testPartExecutor(self._subtest, isTest=True):
                yield
            if not outcome.success:
                result = outcome.result
                if result is not None and result.failfast:
                    raise _ShouldStop
            elif outcome.expectedFailure:
                # what was to happen has: the test is over
                raise _ShouldStop
        finally:
            self._subtest = outer

    def _feedErrorsToResult(self, result, errors):
        for test, exc_info in errors:
            if isinstance(test, _SubTest):
                result.addSubTest(test.test_case, test, exc_info)
            elif exc_info is not None:
                if issubclass(exc_info[0], self.failureException):
                    result.addFailure(test, exc_info)
                else:
                    result.addError(test, exc_info)

    def _addExpectedFailure(self, result, exc_info):
        add = getattr(result, "addExpectedFailure", None)
        if add is not None:
            add(self, exc_info)
        else:
            warnings.warn("TestResult has no addExpectedFailure method, "
                          "reporting as passes", RuntimeWarning)
            result.addSuccess(self)

    def _addUnexpectedSuccess(self, result):
        add = getattr(result, "addUnexpectedSuccess", None)
        if add is not None:
            add(self)
            return
        warnings.warn("TestResult has no addUnexpectedSuccess method, "
                      "reporting as failure", RuntimeWarning)
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(self, sys.exc_info())

    def run(self, result=None):
        """Run the test; the result, which is made if there is none."""
        given = result
        if result is None:
            result = self.defaultTestResult()
            start = getattr(result, "startTestRun", None)
            if start is not None:
                start()
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        if (getattr(self.__class__, "__unittest_skip__", False)
                or getattr(method, "__unittest_skip__", False)):
            try:
                why = (getattr(self.__class__, "__unittest_skip_why__", "")
                       or getattr(method, "__unittest_skip_why__", ""))
                self._addSkip(result, self, why)
            finally:
                result.stopTest(self)
            return
        expected = (getattr(self, "__unittest_expecting_failure__", False)
                    or getattr(method, "__unittest_expecting_failure__",
                               False))
        outcome = _Outcome(result)
        try:
            self._outcome = outcome
            with outcome.testPartExecutor(self):
                self.setUp()
            if outcome.success:
                outcome.expecting_failure = expected
                with outcome.testPartExecutor(self, isTest=True):
                    method()
                outcome.expecting_failure = False
                with outcome.testPartExecutor(self):
                    self.tearDown()
            self.doCleanups()
            for test, reason in outcome.skipped:
                self._addSkip(result, test, reason)
            self._feedErrorsToResult(result, outcome.errors)
            if outcome.success:
                if not expected:
                    result.addSuccess(self)
                elif outcome.expectedFailure:
                    self._addExpectedFailure(result, outcome.expectedFailure)
                else:
                    self._addUnexpectedSuccess(result)
            return result
        finally:
            result.stopTest(self)
            if given is None:
                stop = getattr(result, "stopTestRun", None)
                if stop is not None:
                    stop()
            # tracebacks keep frames alive, which keep the test alive
            outcome.errors.clear()
            outcome.expectedFailure = None
            self._outcome = None

    def doCleanups(self):
        """Call what addCleanup() was given."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                function(*args, **kwargs)
        return outcome.success

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test and let exceptions through."""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop(-1)
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _fail(self, msg, standardMsg):
        raise self.failureException(self._formatMessage(msg, standardMsg))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, "%s is not false" % safe_repr(expr))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, "%s is not true" % safe_repr(expr))

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return "%s : %s" % (standardMsg, msg)
        except UnicodeDecodeError:
            return "%s : %s" % (safe_repr(standardMsg), safe_repr(msg))

    def assertRaises(self, expected_exception, *args, **kwargs):
        """A call raises an exception; or a context manager for that."""
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None

    def assertWarns(self, expected_warning, *args, **kwargs):
        """A call warns; or a context manager for that."""
        context = _AssertWarnsContext(expected_warning, self)
        return context.handle("assertWarns", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """A context manager: something of that level is logged."""
        return _AssertLogsContext(self, logger, level)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                if isinstance(function, str):
                    function = getattr(self, function)
                return function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, "%s != %s" % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, "%s == %s" % (safe_repr(first),
                                          safe_repr(second)))

    def assertAlmostEqual(self, first, second, places=None, msg=None,
                          delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if delta is not None:
            if abs(first - second) <= delta:
                return
            how = "%s delta" % safe_repr(delta)
        else:
            if places is None:
                places = 7
            if round(abs(second - first), places) == 0:
                return
            how = "%r places" % places
        self._fail(msg, "%s != %s within %s" % (safe_repr(first),
                                                safe_repr(second), how))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None,
                             delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if delta is not None:
            if not (first == second) and abs(first - second) > delta:
                return
            how = "%s delta" % safe_repr(delta)
        else:
            if places is None:
                places = 7
            if (not (first == second)
                    and round(abs(second - first), places) != 0):
                return
            how = "%r places" % places
        self._fail(msg, "%s == %s within %s" % (safe_repr(first),
                                                safe_repr(second), how))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            name = seq_type.__name__
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(
                        "%s sequence is not a %s: %s"
                        % (which, name, safe_repr(seq)))
        else:
            name = "sequence"
        text = self._sequence_difference(seq1, seq2, name, seq_type)
        if text is None:
            return
        diff = "\n" + "\n".join(_ndiff(_lines(seq1), _lines(seq2)))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def _sequence_difference(self, seq1, seq2, name, seq_type):
        # where they differ, in words; None where they do not
        lengths = []
        for which, seq in (("First", seq1), ("Second", seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                return "%s %s has no length.    Non-sequence?" % (which, name)
        if seq1 == seq2:
            return None
        text = "%ss differ: %s != %s\n" % (
            (name.capitalize(),) + _common_shorten_repr(seq1, seq2))
        len1, len2 = lengths
        for i in range(min(len1, len2)):
            items = []
            for which, seq in (("first", seq1), ("second", seq2)):
                try:
                    items.append(seq[i])
                except (TypeError, IndexError, NotImplementedError):
                    text += ("\nUnable to index element %d of %s %s\n"
                             % (i, which, name))
                    break
            if len(items) < 2:
                break
            if items[0] != items[1]:
                text += ("\nFirst differing element %d:\n%s\n%s\n"
                         % ((i,) + _common_shorten_repr(*items)))
                break
        else:
            if len1 == len2 and seq_type is None and type(seq1) != type(seq2):
                # equal but for their types
                return None
        if len1 != len2:
            which, seq, i, n = (("First", seq1, len2, len1 - len2)
                                if len1 > len2 else
                                ("Second", seq2, len1, len2 - len1))
            text += ("\n%s %s contains %d additional elements.\n"
                     % (which, name, n))
            try:
                text += ("First extra element %d:\n%s\n"
                         % (i, safe_repr(seq[i])))
            except (TypeError, IndexError, NotImplementedError):
                text += ("Unable to index element %d of %s %s\n"
                         % (i, which.lower(), name))
        return text

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + (DIFF_OMITTED % len(diff))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        sides = (("first", set1, set2), ("second", set2, set1))
        differences = []
        for which, a, b in sides:
            try:
                differences.append(a.difference(b))
            except TypeError as e:
                self.fail("invalid type when attempting set difference: %s"
                          % e)
            except AttributeError as e:
                self.fail("%s argument does not support set difference: %s"
                          % (which, e))
        if not (differences[0] or differences[1]):
            return
        lines = []
        for which, other, items in (("first", "second", differences[0]),
                                    ("second", "first", differences[1])):
            if items:
                lines.append("Items in the %s set but not the %s:"
                             % (which, other))
                lines.extend(repr(item) for item in items)
        self._fail(msg, "\n".join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, "%s not found in %s" % (safe_repr(member),
                                                    safe_repr(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, "%s unexpectedly found in %s"
                       % (safe_repr(member), safe_repr(container)))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, "%s is not %s" % (safe_repr(expr1),
                                              safe_repr(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, "unexpectedly identical: %s" % safe_repr(expr1))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            diff = "\n" + "\n".join(_ndiff(_lines(d1), _lines(d2)))
            text = "%s != %s" % _common_shorten_repr(d1, d2)
            self._fail(msg, self._truncateMessage(text, diff))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        warnings.warn("assertDictContainsSubset is deprecated",
                      DeprecationWarning)
        missing, mismatched = [], []
        for key, value in subset.items():
            if key not in dictionary:
                missing.append(key)
            elif value != dictionary[key]:
                mismatched.append("%s, expected: %s, actual: %s"
                                  % (safe_repr(key), safe_repr(value),
                                     safe_repr(dictionary[key])))
        parts = []
        if missing:
            parts.append("Missing: %s" % ",".join(map(safe_repr, missing)))
        if mismatched:
            parts.append("Mismatched values: %s" % ",".join(mismatched))
        if parts:
            self._fail(msg, "; ".join(parts))

    def assertCountEqual(self, first, second, msg=None):
        """The same elements as often, in any order."""
        a, b = list(first), list(second)
        try:
            counts = collections.Counter(a), collections.Counter(b)
        except TypeError:
            differences = _count_diff_all_purpose(a, b)
        else:
            if counts[0] == counts[1]:
                return
            differences = _count_diff_hashable(a, b)
        if differences:
            lines = ["Element counts were not equal:"]
            lines += ["First has %d, Second has %d:  %r" % d
                      for d in differences]
            self.fail(self._formatMessage(
                msg, self._truncateMessage(lines[0] + "\n",
                                           "\n".join(lines[1:]))))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        limit = self._diffThreshold
        if len(first) > limit or len(second) > limit:
            self._baseAssertEqual(first, second, msg)
        a = first.splitlines(keepends=True)
        b = second.splitlines(keepends=True)
        if len(a) == 1 and first.strip("\r\n") == first:
            a = [first + "\n"]
            b = [second + "\n"]
        text = "%s != %s" % _common_shorten_repr(first, second)
        diff = "\n" + "".join(_ndiff(a, b))
        self._fail(msg, self._truncateMessage(text, diff))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, "%s not less than %s" % (safe_repr(a),
                                                     safe_repr(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, "%s not less than or equal to %s"
                       % (safe_repr(a), safe_repr(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, "%s not greater than %s" % (safe_repr(a),
                                                        safe_repr(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, "%s not greater than or equal to %s"
                       % (safe_repr(a), safe_repr(b)))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, "%s is not None" % safe_repr(obj))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, "%s is not an instance of %r" % (safe_repr(obj),
                                                             cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, "%s is an instance of %r" % (safe_repr(obj), cls))

    def assertRaisesRegex(self, expected_exception, expected_regex,
                          *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self,
                                       expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex,
                         *args, **kwargs):
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, "expected_regex must not be empty."
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._fail(msg, "Regex didn't match: %r not found in %r"
                       % (expected_regex.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            self._fail(msg, "Regex matched: %r matches %r in %r"
                       % (match.group(), unexpected_regex.pattern, text))

    def _deprecate(original_func):
        def deprecated_func(*args, **kwargs):
            warnings.warn("Please use {0} instead."
                          .format(original_func.__name__),
                          DeprecationWarning, 2)
            return original_func(*args, **kwargs)

        return deprecated_func

    failUnlessEqual = assertEquals = _deprecate(assertEqual)
    failIfEqual = assertNotEquals = _deprecate(assertNotEqual)
    failUnlessAlmostEqual = assertAlmostEquals = _deprecate(assertAlmostEqual)
    failIfAlmostEqual = assertNotAlmostEquals = \
        _deprecate(assertNotAlmostEqual)
    failUnless = assert_ = _deprecate(assertTrue)
    failUnlessRaises = _deprecate(assertRaises)
    failIf = _deprecate(assertFalse)
    assertRaisesRegexp = _deprecate(assertRaisesRegex)
    assertRegexpMatches = _deprecate(assertRegex)
    assertNotRegexpMatches = _deprecate(assertNotRegex)


class FunctionTestCase(TestCase):
    """A test case made of functions."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super(FunctionTestCase, self).__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def _parts(self):
        return (self._setUpFunc, self._tearDownFunc, self._testFunc,
                self._description)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        return hash((type(self),) + self._parts())

    def __str__(self):
        return "%s (%s)" % (strclass(self.__class__), self._testFunc.__name__)

    def __repr__(self):
        return "<%s tec=%s>" % (strclass(self.__class__), self._testFunc)

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None


class _SubTest(TestCase):
    """A subtest, for the result."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not _subtest_msg_sentinel:
            parts.append("[{}]".format(self._message))
        if self.params:
            parts.append("({})".format(", ".join(
                "{}={!r}".format(k, v)
                for k, v in sorted(self.params.items()))))
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return "{} {}".format(self.test_case.id(), self._subDescription())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return "{} {}".format(self.test_case, self._subDescription())
