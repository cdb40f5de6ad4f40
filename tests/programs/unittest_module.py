# Cases, suites, fixtures, subtests, and how a run is shown.
import io
import re
import sys
import unittest
import warnings


class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        print("setUp", self._testMethodName)

    def test_a(self):
        "doc string"
        self.addCleanup(print, "cleanup", 1)

    def test_b(self):
        self.fail("xx")

    def test_c(self):
        1 / 0

    @unittest.skip("why")
    def test_d(self):
        pass

    @unittest.expectedFailure
    def test_e(self):
        self.fail()

    @unittest.expectedFailure
    def test_f(self):
        pass

    def test_g(self):
        for i in range(3):
            with self.subTest("m", i=i):
                self.assertEqual(i, 1)

    def test_h(self):
        self.skipTest("now")

    def test_i(self):
        print("out")
        raise KeyError


class X(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        1 / 0

    def test_a(self):
        pass


t = unittest.TestCase()


def warn(n):
    warnings.warn(n, UserWarning)


for f in (lambda: t.assertEqual(1, 2), lambda: t.assertEqual({1, 2}, {2, 3}),
          lambda: t.assertNotEqual(1, 1), lambda: t.assertTrue(0), lambda: t.assertIs(1, 2),
          lambda: t.assertIn(1, [2]), lambda: t.assertIsInstance(1, str),
          lambda: t.assertAlmostEqual(1, 2), lambda: t.assertAlmostEqual(1, 2, delta=.5),
          lambda: t.assertGreater(1, 2), lambda: t.assertRegex("a", "b"),
          lambda: t.assertCountEqual([1, 2, 2], [2, 3]), lambda: t.assertRaises(ValueError, int),
          lambda: t.assertRaisesRegex(ValueError, "xx", int, "a"), lambda: t.assertRaises(1, int),
          lambda: t.assertWarns(UserWarning, int), lambda: t.assertWarns(UserWarning, warn, "x"),
          lambda: t.assertSetEqual(1, {2}), lambda: t.assertTrue(0, "msg"),
          lambda: t.assertLogs("foo", "WARN").__exit__(None, None, None) if 0 else None,
          lambda: unittest.TestCase("zz"), lambda: unittest.TestSuite([1]),
          lambda: unittest.TestSuite().addTests("ab"), lambda: print(t, repr(t), t.id())):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
with t.assertLogs(level="INFO") as cm:
    import logging
    logging.getLogger("x").info("hi")
print(cm.output)
for kw in ({}, {"verbosity": 2}, {"buffer": True}, {"failfast": True}):
    suite = unittest.TestSuite(unittest.makeSuite(c) for c in (T, X))
    stream = io.StringIO()
    r = unittest.TextTestRunner(stream, **kw).run(suite)
    text = re.sub(r"in [\d.]+s", "in Xs", stream.getvalue())
    print(re.sub(r'File ".*?", ', "", text))
    print(r, suite.countTestCases())
print(unittest.defaultTestLoader.loadTestsFromName("__main__.T.test_a"))
print(unittest.defaultTestLoader.loadTestsFromName("__main__.nope"))
sys.stderr = sys.stdout
p = unittest.main(argv=["x"], exit=False, verbosity=0, defaultTest="X.test_b",
                  testRunner=unittest.TextTestRunner(io.StringIO()))
print(p.result)
