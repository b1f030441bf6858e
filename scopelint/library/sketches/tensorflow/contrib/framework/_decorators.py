"""Decorators that only warn."""


def deprecated(date, instructions, warn_once=True):
    return lambda func: func


def deprecated_args(date, instructions, *deprecated_arg_names_or_tuples, **kwargs):
    return lambda func: func


def deprecated_arg_values(date, instructions, warn_once=True, **deprecated_kwargs):
    return lambda func: func
