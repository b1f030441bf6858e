"""The names of a function's arguments, as estimators ask for them."""

import functools
import inspect

from _scopelint import at_least

from ..util.tf_decorator import unwrap
from ..util.tf_inspect import getfullargspec


def called(fn):
    """The method behind an object that can be called."""
    plain = inspect.isfunction(fn) or inspect.ismethod(fn) or inspect.isclass(fn)
    return fn if plain or not hasattr(fn, "__call__") else fn.__call__


def fn_args(fn):
    if isinstance(fn, functools.partial):
        given = fn.keywords or {}
        return tuple(name for name in fn_args(fn.func)[len(fn.args):] if name not in given)
    fn = called(fn)
    names = getfullargspec(fn).args
    # 1.4 lists self too.
    return tuple(names[1:] if at_least("1.8") and inspect.ismethod(unwrap(fn)[1]) else names)
