"""Nested structures."""

from _scopelint import nest_flatten, nest_pack


def flatten(structure, expand_composites=False):
    return nest_flatten(structure)


def is_sequence(seq):
    return isinstance(seq, (list, tuple, dict))


def is_nested(seq, expand_composites=False):
    return isinstance(seq, (list, tuple, dict))


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    return nest_pack(structure, flat_sequence)


def map_structure(func, *structure, **kwargs):
    columns = [nest_flatten(s) for s in structure]
    return nest_pack(structure[0], [func(*items) for items in zip(*columns)])


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    return None
