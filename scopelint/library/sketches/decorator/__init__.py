"""decorator: from a function that takes the decorated one and its arguments, a decorator that keeps signatures."""

import inspect
from contextlib import contextmanager as _contextmanager
from functools import update_wrapper as _update_wrapper

from _scopelint_run import is_unknown as _is_unknown

__version__ = "4.4.2"

contextmanager = _contextmanager


def decorate(func, caller, extras=(), kwsyntax=False):
    known = inspect.signature(func)
    extras = tuple(extras)

    def fun(*args, **kw):
        if not kwsyntax and not _is_unknown(known):
            # The caller gets all that it can by position, defaults too.
            bound = known.bind(*args, **kw)
            bound.apply_defaults()
            args, kw = bound.args, bound.kwargs
        return caller(func, *(extras + args), **kw)

    if inspect.isgeneratorfunction(caller):
        def made(*args, **kw):
            for item in fun(*args, **kw):
                yield item
    else:
        made = fun
    _update_wrapper(made, func)
    made.__wrapped__ = func
    return made


def decorator(caller, _func=None, kwsyntax=False):
    if _func is not None:
        return decorate(_func, caller, (), kwsyntax)
    if inspect.isclass(caller):
        return lambda func: decorate(func, lambda f, *args, **kw: caller(f)(*args, **kw))
    params = [p for p in inspect.signature(caller).parameters.values() if p.kind in (0, 1)]
    settings = [p for p in params[1:] if p.default is not inspect.Parameter.empty]

    def dec(func=None, *args, **kw):
        extras = []
        given = list(args)
        for param in settings:
            extras.append(given.pop(0) if given else kw.get(param.name, param.default))
        if func is None:
            return lambda f: decorate(f, caller, extras, kwsyntax)
        return decorate(func, caller, extras, kwsyntax)

    _update_wrapper(dec, caller)
    dec.__wrapped__ = caller
    return dec


def decoratorx(caller):
    return decorator(caller)
