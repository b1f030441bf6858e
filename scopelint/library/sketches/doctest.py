"""doctest: nothing is run."""


def testmod(*args, **kwargs):
    return (0, 0)


run_docstring_examples = testfile = testmod
ELLIPSIS = NORMALIZE_WHITESPACE = 0
