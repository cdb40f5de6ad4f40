"""unittest.main() and the command line."""

import os
import sys
from . import loader, runner
from .signals import installHandler

__unittest = True

MAIN_EXAMPLES = """\
Examples:
  %(prog)s test_module               - run tests from test_module
  %(prog)s module.TestClass          - run tests from module.TestClass
  %(prog)s module.Class.test_method  - run specified test method
  %(prog)s path/to/test_file.py      - run tests from test_file.py
"""

MODULE_EXAMPLES = """\
Examples:
  %(prog)s                           - run default set of tests
  %(prog)s MyTestSuite               - run suite 'MyTestSuite'
  %(prog)s MyTestCase.testSomething  - run MyTestCase.testSomething
  %(prog)s MyTestCase                - run all 'test*' test methods
                                       in MyTestCase
"""


def _convert_name(name):
    # a path of a file means the module in it
    if os.path.isfile(name) and name.lower().endswith(".py"):
        if os.path.isabs(name):
            relative = os.path.relpath(name, os.getcwd())
            if os.path.isabs(relative) or relative.startswith(os.pardir):
                return name
            name = relative
        return name[:-3].replace("\\", ".").replace("/", ".")
    return name


def _convert_names(names):
    return [_convert_name(name) for name in names]


class TestProgram(object):
    """Loads tests as the command line says, and runs them."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = None
    _discovery_parser = None

    def __init__(self, module="__main__", defaultTest=None, argv=None,
                 testRunner=None, testLoader=loader.defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        if warnings is None and not sys.warnoptions:
            self.warnings = "default"
        else:
            self.warnings = warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print(msg)
        if self._discovery_parser is None:
            self._initArgParsers()
        self._print_help()
        sys.exit(2)

    def _print_help(self, *args, **kwargs):
        if self.module is None:
            print(self._main_parser.format_help())
            print(MAIN_EXAMPLES % {"prog": self.progName})
            self._discovery_parser.print_help()
        else:
            print(self._main_parser.format_help())
            print(MODULE_EXAMPLES % {"prog": self.progName})

    def parseArgs(self, argv):
        if self.module is None:
            if len(argv) > 1 and argv[1].lower() == "discover":
                self._do_discovery(argv[2:])
                return
            self._parse_main(argv[1:])
            if not self.tests:
                # without names, discovery with what the options say
                self._do_discovery([])
                return
        else:
            self._parse_main(argv[1:])
        if self.tests:
            self.testNames = _convert_names(self.tests)
            if __name__ == "__main__":
                # the name of the module that is to be tested
                self.module = None
        elif self.defaultTest is None:
            self.testNames = None       # everything in the module
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _parse_main(self, args):
        if not args and type(self)._initArgParsers is \
                TestProgram._initArgParsers:
            # nothing to parse: the parsers are not needed
            self.tests = []
            for name in "failfast", "catchbreak", "buffer":
                if getattr(self, name) is None:
                    setattr(self, name, False)
            return
        self._initArgParsers()
        self._main_parser.parse_args(args, self)

    def createTests(self):
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames,
                                                           self.module)

    def _initArgParsers(self):
        parent = self._getParentArgParser()
        self._main_parser = self._getMainArgParser(parent)
        self._discovery_parser = self._getDiscoveryArgParser(parent)

    def _getParentArgParser(self):
        import argparse
        parser = argparse.ArgumentParser(add_help=False)
        add = parser.add_argument
        add("-v", "--verbose", dest="verbosity", action="store_const",
            const=2, help="Verbose output")
        add("-q", "--quiet", dest="verbosity", action="store_const", const=0,
            help="Quiet output")
        add("--locals", dest="tb_locals", action="store_true",
            help="Show local variables in tracebacks")
        flags = (("failfast", "-f", "--failfast",
                  "Stop on first fail or error"),
                 ("catchbreak", "-c", "--catch",
                  "Catch Ctrl-C and display results so far"),
                 ("buffer", "-b", "--buffer",
                  "Buffer stdout and stderr during tests"))
        for name, short, long, help in flags:
            # what the caller has decided is no option any more
            if getattr(self, name) is None:
                add(short, long, dest=name, action="store_true", help=help)
                setattr(self, name, False)
        return parser

    def _getMainArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(parents=[parent])
        parser.prog = self.progName
        parser.print_help = self._print_help
        parser.add_argument("tests", nargs="*",
                            help="a list of any number of test modules, "
                                 "classes and test methods.")
        return parser

    def _getDiscoveryArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(parents=[parent])
        parser.prog = "%s discover" % self.progName
        parser.epilog = ("For test discovery all test modules must be "
                         "importable from the top level directory of the "
                         "project.")
        add = parser.add_argument
        add("-s", "--start-directory", dest="start",
            help="Directory to start discovery ('.' default)")
        add("-p", "--pattern", dest="pattern",
            help="Pattern to match tests ('test*.py' default)")
        add("-t", "--top-level-directory", dest="top",
            help="Top level directory of project (defaults to start "
                 "directory)")
        # the same three by position
        for name in "start", "pattern", "top":
            add(name, nargs="?", default=argparse.SUPPRESS,
                help=argparse.SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start = "."
        self.pattern = "test*.py"
        self.top = None
        if argv is not None and argv:
            if self._discovery_parser is None:
                self._initArgParsers()
            self._discovery_parser.parse_args(argv, self)
        load = self.testLoader if Loader is None else Loader()
        self.test = load.discover(self.start, self.pattern, self.top)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            options = dict(verbosity=self.verbosity, failfast=self.failfast,
                           buffer=self.buffer, warnings=self.warnings)
            try:
                try:
                    made = self.testRunner(tb_locals=self.tb_locals,
                                           **options)
                except TypeError:
                    # one that does not know tb_locals
                    made = self.testRunner(**options)
            except TypeError:
                made = self.testRunner()
        else:
            made = self.testRunner
        self.result = made.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
