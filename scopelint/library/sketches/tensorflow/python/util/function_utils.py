"""What is asked of functions."""

import functools
import inspect

from ..estimator.util import called
from ..estimator.util import fn_args as names
from .tf_decorator import unwrap
from .tf_inspect import getfullargspec

fn_args = names


def has_kwargs(fn):
    if isinstance(fn, functools.partial):
        fn = fn.func
    elif not callable(fn):
        raise TypeError("fn should be a function-like object, but is of type %s." % type(fn))
    return getfullargspec(called(fn)).varkw is not None


def get_func_name(func):
    func = unwrap(func)[1]
    if not callable(func):
        raise ValueError("Argument must be callable")
    if inspect.ismethod(func):
        return "%s.%s" % (func.__self__.__class__.__name__, func.__func__.__name__)
    return func.__name__ if inspect.isfunction(func) else str(type(func))


def get_func_code(func):
    func = unwrap(func)[1]
    if not callable(func):
        raise ValueError("Argument must be callable")
    return getattr(func, "__code__", None)
