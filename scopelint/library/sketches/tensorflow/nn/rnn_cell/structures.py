"""Nested states: tuples, named tuples, lists and dictionaries of tensors."""


def is_sequence(value):
    return isinstance(value, (list, tuple, dict))


def map_structure(fn, first, *others):
    """The same structure with the function's results in place of its leaves."""
    if isinstance(first, dict):
        return {key: map_structure(fn, first[key], *[other[key] for other in others]) for key in first}
    if isinstance(first, (list, tuple)):
        rest = [list(other) for other in others]
        made = [map_structure(fn, item, *[other[i] for other in rest]) for i, item in enumerate(first)]
        if hasattr(first, "_fields"):
            return type(first)(*made)
        return made if isinstance(first, list) else tuple(made)
    return fn(first, *others)


def flatten(value):
    if isinstance(value, dict):
        found = []
        for key in sorted(value):
            found += flatten(value[key])
        return found
    if isinstance(value, (list, tuple)):
        found = []
        for item in value:
            found += flatten(item)
        return found
    return [value]
