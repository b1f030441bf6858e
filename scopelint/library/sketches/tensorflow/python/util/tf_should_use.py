"""Results that should be used: only a warning."""


def should_use_result(fn=None, warn_in_eager=False, error_in_function=False):
    return fn if fn is not None else lambda inner: inner


def must_use_result_or_fatal(fn):
    return fn
