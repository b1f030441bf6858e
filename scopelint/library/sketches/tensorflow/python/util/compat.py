"""The kinds of numbers under the names of later versions."""

from ...compat import bytes_or_text_types, complex_types, integral_types, real_types
