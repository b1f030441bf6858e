"""The functions that datasets call: once, with tensors that stand for an element, in a graph of their own."""

import tensorflow as tf
from _scopelint import (
    convert,
    is_unknown,
    parameter_names,
    traced,
    unknown,
)

from .structure import flatten, leaf_of, map_structure


class Traced(object):
    """What calling a function gave: the value, the structure of what it is, the outer tensors it uses."""

    def __init__(self, value, element, captured):
        self.value = value
        self.element = element
        self.captured = captured


def specs_of(element):
    found = []
    for leaf in flatten(element):
        if is_unknown(leaf):
            found.append(leaf)
        elif leaf.element is not None or leaf.kind is tf.SparseTensor:
            found.append((tf.variant, []))
        else:
            found.append((leaf.dtype, leaf.shape))
    return found


def arguments(element, tensors, inner):
    """The element that a function is called with."""
    rest = list(tensors)

    def one(leaf):
        tensor = rest.pop(0)
        if is_unknown(leaf):
            return leaf
        if leaf.element is not None:
            return inner(leaf.element, tensor)
        if leaf.kind is tf.SparseTensor:
            return sparse(leaf)
        return tensor

    return map_structure(one, element)


def sparse(leaf):
    """A sparse tensor again, from the one tensor it travels as."""
    from _scopelint import approximate, raw_op

    approximate()
    rank = leaf.shape.ndims if not is_unknown(leaf.shape) else None
    made = raw_op("DeserializeSparse", "DeserializeSparse", [
        (tf.int64, [None, rank]), (leaf.dtype, [None]), (tf.int64, [rank])])
    return tf.SparseTensor(made[0], made[1], made[2])


def spread(fn, element, value):
    """How the function gets the element: the items of a plain tuple one by one."""
    if is_unknown(value):
        # How many arguments that are is not known: as many as the function has.
        return [unknown("component") for _ in parameter_names(fn)]
    return list(value) if type(value) is tuple else [value]


def call_traced(fn, element, finish, more=()):
    """Call the program's function with an element; ``finish(result)`` gives ``Traced``, inside of the graph."""
    from ._dataset import from_variant

    if is_unknown(fn):
        return Traced(unknown("value"), unknown("component"), [])

    def inside(tensors):
        value = arguments(element, tensors, from_variant)
        made = finish(fn(*spread(fn, element, value)))
        return made, made.captured

    made, captured = traced(inside, specs_of(element))
    return Traced(made.value, made.element, captured)


def returned_tensors(result):
    """What ``map`` makes of a function's result: tensors; a list becomes a tuple."""
    if isinstance(result, list):
        result = tuple(result)
    if is_unknown(result):
        return Traced(result, result, [])
    from ._dataset import Dataset

    def one(value):
        if is_unknown(value) or isinstance(value, (tf.SparseTensor, Dataset)):
            return value
        return convert(value)

    tensors = map_structure(one, result)
    captured = []

    def leaf(value):
        if isinstance(value, Dataset):
            from .structure import Leaf

            captured.extend(value._captured)
            return Leaf(tf.variant, tf.TensorShape([]), Dataset, value._element)
        if not is_unknown(value):
            captured.append(value)
        return leaf_of(value)

    element = map_structure(leaf, tensors)
    return Traced(tensors, element, captured)


def returned_dataset(result):
    """What ``flat_map`` needs of a function's result: a dataset, whose ops are made in the function's graph."""
    from ._dataset import Dataset

    if is_unknown(result):
        return Traced(result, result, [])
    if not isinstance(result, Dataset):
        raise TypeError("`map_func` must return a `Dataset` object.")
    result._as_variant_tensor()
    return Traced(result, result._element, result._captured)


def returned_condition(result):
    """What ``filter`` needs: a scalar bool."""
    if is_unknown(result):
        return Traced(result, result, [])
    result = convert(result, dtype=tf.bool)
    if not is_unknown(result) and not is_unknown(result.get_shape()) and result.get_shape().ndims not in (None, 0):
        raise ValueError("`predicate` must return a scalar boolean tensor.")
    return Traced(result, leaf_of(result), [result])


def reduced(fn, state, element):
    """Trace a reducing function until the shapes of its state hold."""
    from .structure import common

    for _ in range(10):
        result = call_traced(fn, (state, element), returned_tensors)
        if is_unknown(result.element):
            return result.element, result.captured
        weaker = common(state, result.element)
        if same_shapes(state, weaker):
            return state, result.captured
        state = weaker
    return state, result.captured


def same_shapes(one, other):
    for a, b in zip(flatten(one), flatten(other)):
        if is_unknown(a) or is_unknown(b) or is_unknown(a.shape) or is_unknown(b.shape):
            continue
        if a.shape.ndims != b.shape.ndims or (a.shape.ndims is not None and a.shape.as_list() != b.shape.as_list()):
            return False
    return True
