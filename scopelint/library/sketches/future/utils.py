"""future.utils."""

from six import (
    PY2, PY3, add_metaclass, binary_type, iteritems, iterkeys, itervalues, python_2_unicode_compatible, string_types,
    text_type, with_metaclass,
)


def raise_from(exc, cause):
    raise exc


def viewitems(d):
    return d.items()


def listitems(d):
    return list(d.items())
