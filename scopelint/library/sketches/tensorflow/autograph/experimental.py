"""Marks for AutoGraph, which change nothing here."""


def do_not_convert(func=None, run_as=None, return_dtypes=None):
    if func is None:
        return lambda inner: inner
    return func


def set_loop_options(**kwargs):
    pass
