"""arg_scope: keyword defaults for decorated functions, kept on a stack (SPEC 14)."""

import contextlib
import functools

from _scopelint import recorded_form

_STACK = [{}]
_DECORATED = {}


def current_arg_scope():
    return _STACK[-1]


def arg_scope_func_key(op):
    return getattr(op, "_key_op", op)


@contextlib.contextmanager
def arg_scope(list_ops_or_scope, **kwargs):
    if isinstance(list_ops_or_scope, dict):
        if kwargs:
            raise ValueError("When attempting to re-use a scope by suppling adictionary, kwargs must be empty.")
        scope = list_ops_or_scope.copy()
    else:
        if not isinstance(list_ops_or_scope, (list, tuple)):
            raise TypeError("list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)")
        scope = current_arg_scope().copy()
        for op in list_ops_or_scope:
            key = arg_scope_func_key(op)
            if not has_arg_scope(op):
                raise ValueError("%s is not decorated with @add_arg_scope", (op.__module__, op.__name__))
            settings = scope[key].copy() if key in scope else {}
            settings.update(kwargs)
            scope[key] = settings
    _STACK.append(scope)
    try:
        yield scope
    finally:
        _STACK.pop()


def add_arg_scope(func):
    key = arg_scope_func_key(func)

    @functools.wraps(func)
    def func_with_args(*args, **kwargs):
        settings = current_arg_scope().get(key)
        if settings:
            given = settings.copy()
            given.update(kwargs)
            kwargs = given
        return recorded_form(func)(*args, **kwargs)

    _DECORATED[key] = True
    func_with_args._key_op = key
    return func_with_args


def has_arg_scope(func):
    return arg_scope_func_key(func) in _DECORATED
