"""Text and bytes, and the kinds of numbers."""

import numbers

import numpy as np
from _scopelint import at_least, is_unknown, unknown


def as_bytes(bytes_or_text, encoding="utf-8"):
    if is_unknown(bytes_or_text):
        return unknown("bytes")
    # Python 2's text of one byte each is bytes.
    if isinstance(bytes_or_text, bytes) or (isinstance(bytes_or_text, str) and not at_least("1.0")):
        return bytes_or_text
    if isinstance(bytes_or_text, str):
        return bytes_or_text.encode(encoding)
    raise TypeError("Expected binary or unicode string, got %r" % (bytes_or_text,))


def as_text(bytes_or_text, encoding="utf-8"):
    if is_unknown(bytes_or_text):
        return unknown("text")
    if isinstance(bytes_or_text, str):
        return bytes_or_text
    if isinstance(bytes_or_text, bytes):
        return bytes_or_text.decode(encoding)
    raise TypeError("Expected binary or unicode string, got %r" % (bytes_or_text,))


as_str = as_text if at_least("1.0") else as_bytes


def as_str_any(value):
    if is_unknown(value):
        return unknown("text")
    return as_str(value) if isinstance(value, bytes) else str(value)


def path_to_str(path):
    return path


integral_types = (numbers.Integral, np.integer)
real_types = (numbers.Real, np.integer, np.floating)
complex_types = (numbers.Complex, np.number)
bytes_or_text_types = (bytes, str)


def forward_compatible(year, month, day):
    return unknown("forward_compatible()")
