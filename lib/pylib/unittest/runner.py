"""Runs tests and shows how they fare."""

import sys
import time
import warnings
from . import result
from .signals import registerResult

__unittest = True


class _WritelnDecorator(object):
    """A stream with writeln()."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr in ("stream", "__getstate__"):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write("\n")


class TextTestResult(result.TestResult):
    """Writes a letter or a line for each test."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super(TextTestResult, self).__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions

    def getDescription(self, test):
        first = test.shortDescription()
        if self.descriptions and first:
            return "\n".join((str(test), first))
        return str(test)

    def _show(self, word, letter):
        if self.showAll:
            self.stream.writeln(word)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def startTest(self, test):
        super(TextTestResult, self).startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
            self.stream.flush()

    def addSuccess(self, test):
        super(TextTestResult, self).addSuccess(test)
        self._show("ok", ".")

    def addError(self, test, err):
        super(TextTestResult, self).addError(test, err)
        self._show("ERROR", "E")

    def addFailure(self, test, err):
        super(TextTestResult, self).addFailure(test, err)
        self._show("FAIL", "F")

    def addSkip(self, test, reason):
        super(TextTestResult, self).addSkip(test, reason)
        self._show("skipped {0!r}".format(reason), "s")

    def addExpectedFailure(self, test, err):
        super(TextTestResult, self).addExpectedFailure(test, err)
        self._show("expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super(TextTestResult, self).addUnexpectedSuccess(test)
        self._show("unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln("%s: %s"
                                % (flavour, self.getDescription(test)))
            self.stream.writeln(self.separator2)
            self.stream.writeln("%s" % err)


class TextTestRunner(object):
    """Runs a test or suite and sums it up."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1,
                 failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        if stream is None:
            stream = sys.stderr
        self.stream = _WritelnDecorator(stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions,
                                self.verbosity)

    def run(self, test):
        result = self._makeResult()
        registerResult(result)
        result.failfast = self.failfast
        result.buffer = self.buffer
        result.tb_locals = self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
                if self.warnings in ("default", "always"):
                    # old names of assertions: once a module is enough
                    warnings.filterwarnings(
                        "module", category=DeprecationWarning,
                        message=r"Please use assert\w+ instead.")
            start = time.time()
            begin = getattr(result, "startTestRun", None)
            if begin is not None:
                begin()
            try:
                test(result)
            finally:
                end = getattr(result, "stopTestRun", None)
                if end is not None:
                    end()
            taken = time.time() - start
        result.printErrors()
        self._sum_up(result, taken)
        return result

    def _sum_up(self, result, taken):
        writeln, write = self.stream.writeln, self.stream.write
        if hasattr(result, "separator2"):
            writeln(result.separator2)
        run = result.testsRun
        writeln("Ran %d test%s in %.3fs" % (run, run != 1 and "s" or "",
                                            taken))
        writeln()
        infos = []
        if result.wasSuccessful():
            write("OK")
        else:
            write("FAILED")
            for name in "failures", "errors":
                n = len(getattr(result, name))
                if n:
                    infos.append("%s=%d" % (name, n))
        for attr, name in (("skipped", "skipped"),
                           ("expectedFailures", "expected failures"),
                           ("unexpectedSuccesses", "unexpected successes")):
            n = len(getattr(result, attr, ()))
            if n:
                infos.append("%s=%d" % (name, n))
        if infos:
            writeln(" (%s)" % (", ".join(infos),))
        else:
            write("\n")
