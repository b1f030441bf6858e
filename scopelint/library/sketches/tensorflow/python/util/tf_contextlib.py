"""TensorFlow's own ``contextmanager``: the standard library's."""

from contextlib import contextmanager as standard


def contextmanager(target):
    return standard(target)
