"""unittest: the tests of a case run in order; each assertion is told."""

from contextlib import contextmanager as _contextmanager
from unittest import _asserted


class SkipTest(Exception):
    pass


class _Raises(object):
    def __init__(self, case, expected, pattern=None):
        self._case = case
        self._expected = expected
        self._pattern = pattern
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._case._check(False, "%s not raised" % (self._expected,))
            return False
        if not issubclass(exc_type, self._expected):
            return False
        self.exception = exc_value
        if self._pattern is None:
            self._case._check(True)
        else:
            import re

            self._case._check(re.search(self._pattern, str(exc_value)) is not None)
        return True


class TestCase(object):
    failureException = AssertionError
    longMessage = True
    maxDiff = None

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

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

    def id(self):
        return "%s.%s" % (type(self).__name__, self._testMethodName)

    def addCleanup(self, function, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def _check(self, answer, message=None):
        if _asserted(answer, message):
            raise self.failureException(message)

    def fail(self, msg=None):
        self._check(False, msg)

    def skipTest(self, reason):
        raise SkipTest(reason)

    @_contextmanager
    def subTest(self, msg=None, **params):
        yield

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg or "%r is not true" % (expr,))

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg or "%r is not false" % (expr,))

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, msg or "%r != %r" % (first, second))

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg or "%r == %r" % (first, second))

    assertEquals = assert_ = failUnlessEqual = assertEqual
    assert_ = failUnless = assertTrue
    assertNotEquals = assertNotEqual
    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertEqual
    assertMultiLineEqual = assertSequenceEqual = assertEqual

    def assertItemsEqual(self, first, second, msg=None):
        self._check(sorted(first) == sorted(second), msg or "Element counts were not equal")

    assertCountEqual = assertItemsEqual

    def assertIs(self, a, b, msg=None):
        self._check(a is b, msg or "%r is not %r" % (a, b))

    def assertIsNot(self, a, b, msg=None):
        self._check(a is not b, msg or "unexpectedly identical: %r" % (a,))

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg or "%r is not None" % (obj,))

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg or "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg or "%r not found in %r" % (member, container))

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg or "%r unexpectedly found in %r" % (member, container))

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg or "%r is not an instance of %r" % (obj, cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg or "%r is an instance of %r" % (obj, cls))

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg or "%r not greater than %r" % (a, b))

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg or "%r not greater than or equal to %r" % (a, b))

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg or "%r not less than %r" % (a, b))

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg or "%r not less than or equal to %r" % (a, b))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None:
            self._check(abs(first - second) <= delta, msg)
        else:
            self._check(round(abs(second - first), 7 if places is None else places) == 0, msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._check(round(abs(second - first), 7 if places is None else places) != 0, msg)

    assertAlmostEquals = assertAlmostEqual

    def assertRegex(self, text, expected_regex, msg=None):
        import re

        self._check(re.search(expected_regex, text) is not None, msg)

    assertRegexpMatches = assertRegex

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re

        self._check(re.search(unexpected_regex, text) is None, msg)

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    failUnlessRaises = assertRaises

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, expected_regex)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    assertRaisesRegexp = assertRaisesRegex

    @_contextmanager
    def assertWarns(self, *args, **kwargs):
        yield

    @_contextmanager
    def assertLogs(self, *args, **kwargs):
        yield

    def run(self, result=None):
        try:
            self.setUp()
            try:
                getattr(self, self._testMethodName)()
            finally:
                self.tearDown()
        except SkipTest:
            pass
        finally:
            self.doCleanups()

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        self.run()


class TestSuite(object):
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        self._tests.extend(tests)

    def __iter__(self):
        return iter(self._tests)

    def run(self, result=None):
        for test in self._tests:
            test.run(result)


def _cases(module):
    found = []
    for name in sorted(vars(module)):
        value = getattr(module, name)
        if isinstance(value, type) and issubclass(value, TestCase) and value.__module__ == module.__name__:
            found.append(value)
    return found


def _names(case):
    return [n for n in dir(case) if n.startswith("test") and callable(getattr(case, n))]


class TestLoader(object):
    def loadTestsFromTestCase(self, case):
        return TestSuite([case(name) for name in _names(case)])

    def loadTestsFromModule(self, module):
        return TestSuite([self.loadTestsFromTestCase(c) for c in _cases(module)])


defaultTestLoader = TestLoader()


def makeSuite(case, prefix="test"):
    return defaultTestLoader.loadTestsFromTestCase(case)


class _Result(object):
    errors = ()
    failures = ()

    def wasSuccessful(self):
        return True


class TextTestRunner(object):
    def __init__(self, *args, **kwargs):
        pass

    def run(self, suite):
        suite.run()
        return _Result()


def _run_case(case):
    case.setUpClass()
    for name in _names(case):
        try:
            case(name).run()
        except Exception:
            pass
    case.tearDownClass()


def main(module="__main__", *args, **kwargs):
    import sys

    for case in _cases(sys.modules[module] if isinstance(module, str) else module):
        _run_case(case)
    if kwargs.get("exit", True):
        sys.exit(0)


def skip(reason):
    def decorate(item):
        if isinstance(item, type):
            return item

        def skipped(self, *args, **kwargs):
            raise SkipTest(reason)

        return skipped

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(test):
    return test


from six import _unknown

mock = _unknown("mock")
