"""Deprecation: only warnings, which are not printed."""

import contextlib


@contextlib.contextmanager
def silence():
    yield


def deprecated_alias(deprecated_name, name, func_or_class, warn_once=True):
    return func_or_class


def deprecated_endpoints(*args):
    return lambda func: func


def hide_attribute_from_api(*args, **kwargs):
    return lambda func: func


def deprecated_argument_lookup(new_name, new_value, old_name, old_value):
    if old_value is None:
        return new_value
    if new_value is not None:
        raise ValueError("Cannot specify both '%s' and '%s'" % (old_name, new_name))
    return old_value


def rewrite_argument_docstring(old_doc, old_argument, new_argument):
    return old_doc.replace("`%s`" % old_argument, "`%s`" % new_argument).replace(
        "%s:" % old_argument, "%s:" % new_argument)
