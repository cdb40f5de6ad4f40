"""What came out of a run."""

import io
import sys
import traceback
from functools import wraps
from . import util

__unittest = True

STDOUT_LINE = "\nStdout:\n%s"
STDERR_LINE = "\nStderr:\n%s"


def failfast(method):
    """A decorator: stop the run after this where that is wanted."""

    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, "failfast", False):
            self.stop()
        return method(self, *args, **kw)

    return inner


class TestResult(object):
    """Collects the outcome of each test."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._stdout_buffer = None
        self._stderr_buffer = None
        self._original_stdout = sys.stdout
        self._original_stderr = sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if self.buffer:
            if self._stderr_buffer is None:
                self._stderr_buffer = io.StringIO()
                self._stdout_buffer = io.StringIO()
            sys.stdout = self._stdout_buffer
            sys.stderr = self._stderr_buffer

    def startTestRun(self):
        pass

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def _restoreStdout(self):
        if not self.buffer:
            return
        streams = ((sys.stdout, self._original_stdout, STDOUT_LINE),
                   (sys.stderr, self._original_stderr, STDERR_LINE))
        if self._mirrorOutput:
            for captured, original, line in streams:
                text = captured.getvalue()
                if text:
                    if not text.endswith("\n"):
                        text += "\n"
                    original.write(line % text)
        sys.stdout = self._original_stdout
        sys.stderr = self._original_stderr
        for buffer in (self._stdout_buffer, self._stderr_buffer):
            buffer.seek(0)
            buffer.truncate()

    def stopTestRun(self):
        pass

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        # err is None where the subtest passed
        if err is None:
            return
        if getattr(self, "failfast", False):
            self.stop()
        failed = issubclass(err[0], test.failureException)
        where = self.failures if failed else self.errors
        where.append((subtest, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append(
            (test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        # results of older make may lack unexpectedSuccesses
        return (len(self.failures) == len(self.errors) == 0
                and not getattr(self, "unexpectedSuccesses", ()))

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        exctype, value, tb = err
        # the frames of this package are of no interest
        while tb and self._is_relevant_tb_level(tb):
            tb = tb.tb_next
        limit = None
        if exctype is test.failureException:
            limit = self._count_relevant_tb_levels(tb)
        shown = traceback.TracebackException(
            exctype, value, tb, limit=limit, capture_locals=self.tb_locals)
        lines = list(shown.format())
        if self.buffer:
            for stream, line in ((sys.stdout, STDOUT_LINE),
                                 (sys.stderr, STDERR_LINE)):
                text = stream.getvalue()
                if text:
                    if not text.endswith("\n"):
                        text += "\n"
                    lines.append(line % text)
        return "".join(lines)

    def _is_relevant_tb_level(self, tb):
        return "__unittest" in tb.tb_frame.f_globals

    def _count_relevant_tb_levels(self, tb):
        n = 0
        while tb and not self._is_relevant_tb_level(tb):
            n += 1
            tb = tb.tb_next
        return n

    def __repr__(self):
        return "<%s run=%i errors=%i failures=%i>" % (
            util.strclass(self.__class__), self.testsRun, len(self.errors),
            len(self.failures))
