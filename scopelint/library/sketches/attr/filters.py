"""attr.filters."""


def _parted(what):
    types = tuple([each for each in what if isinstance(each, type)])
    rest = [each for each in what if not isinstance(each, type)]
    return types, rest


def include(*what):
    types, rest = _parted(what)
    return lambda attribute, value: value.__class__ in types or attribute.name in rest or attribute in rest


def exclude(*what):
    inner = include(*what)
    return lambda attribute, value: not inner(attribute, value)
