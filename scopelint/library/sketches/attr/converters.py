"""attr.converters."""

from attr import NOTHING, Factory, _one_after_another


def optional(converter):
    return lambda value: None if value is None else converter(value)


def default_if_none(default=NOTHING, factory=None):
    if isinstance(default, Factory):
        factory = default.factory
    return lambda value: value if value is not None else factory() if factory is not None else default


def pipe(*converters):
    return _one_after_another(list(converters))


def to_bool(val):
    if isinstance(val, str):
        val = val.lower()
    if val in (True, "true", "t", "yes", "y", "on", "1", 1):
        return True
    if val in (False, "false", "f", "no", "n", "off", "0", 0):
        return False
    raise ValueError("Cannot convert value to bool: %s" % (val,))
