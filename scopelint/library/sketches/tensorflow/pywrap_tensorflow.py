"""Which values are sequences: what the library in C++ tells of them."""

from _scopelint import at_least


def IsSequence(o):
    return isinstance(o, (list, tuple)) or (at_least("1.4") and isinstance(o, dict))


def IsMapping(o):
    return isinstance(o, dict)
