"""Helpers of contrib's layers that programs use too."""

import collections

import tensorflow as tf
from _scopelint import at_least, is_variable

from .....layers.parts import constant_flag
from ....layers.common import collect_output, collections_of

NamedOutputs = collections.namedtuple("NamedOutputs", ["name", "outputs"])


def collect_named_outputs(collections, alias, outputs):
    return collect_output(collections, alias, outputs)


def append_tensor_alias(tensor, alias):
    tensor.aliases = getattr(tensor, "aliases", []) + [alias[:-1] if alias[-1] == "/" else alias]
    return tensor


def get_tensor_aliases(tensor):
    if hasattr(tensor, "aliases"):
        return tensor.aliases
    return [tensor.op.name if tensor.name[-2:] == ":0" else tensor.name]


def gather_tensors_aliases(tensors):
    return [alias for tensor in tensors for alias in get_tensor_aliases(tensor)]


def convert_collection_to_dict(collection, clear_collection=False):
    found = collections.OrderedDict()
    for tensor in tf.get_collection(collection):
        for name in get_tensor_aliases(tensor):
            found[name] = tensor
    if clear_collection:
        tf.get_default_graph().clear_collection(collection)
    return found


def get_variable_collections(variables_collections, name):
    return collections_of(variables_collections, name)


def constant_value(value_or_tensor_or_var, dtype=None):
    value = value_or_tensor_or_var
    if value is None:
        raise ValueError("value_or_tensor_or_var cannot be None")
    if is_variable(value):
        return None
    return tf.contrib.util.constant_value(value) if isinstance(value, tf.Tensor) else value


def static_cond(pred, fn1, fn2):
    if not callable(fn1):
        raise TypeError("fn1 must be callable.")
    if not callable(fn2):
        raise TypeError("fn2 must be callable.")
    return fn1() if pred else fn2()


def smart_cond(pred, fn1, fn2, name=None):
    known = None if is_variable(pred) else constant_flag(pred)
    if known is None:
        # From 1.4 the name is passed where tf.cond takes another argument: it names nothing.
        return tf.cond(pred, fn1, fn2) if at_least("1.4") else tf.cond(pred, fn1, fn2, name=name)
    return static_cond(known, fn1, fn2)


def dimension(shape, at, min_rank):
    if shape.ndims is None:
        raise ValueError("dims of shape must be known but is None")
    known = shape.as_list()
    if len(known) < min_rank:
        raise ValueError("rank of shape must be at least %d not: %d" % (min_rank, len(known)))
    if known[at] is None:
        raise ValueError("dimension %d of shape must be known but is None: %s" % (at, shape))
    return known[at]


def channel_dimension(shape, data_format, min_rank=1):
    return dimension(shape, 1 if data_format == "channels_first" else -1, min_rank)


def first_dimension(shape, min_rank=1):
    return dimension(shape, 0, min_rank)


def last_dimension(shape, min_rank=1):
    return dimension(shape, -1, min_rank)


def two_element_tuple(int_or_tuple):
    if isinstance(int_or_tuple, (list, tuple)):
        if len(int_or_tuple) != 2:
            raise ValueError("Must be a list with 2 elements: %s" % (int_or_tuple,))
        return int(int_or_tuple[0]), int(int_or_tuple[1])
    if isinstance(int_or_tuple, int):
        return int_or_tuple, int_or_tuple
    if isinstance(int_or_tuple, tf.TensorShape) and len(int_or_tuple) == 2:
        return int_or_tuple[0], int_or_tuple[1]
    raise ValueError("Must be an int, a list with 2 elements or a TensorShape of length 2")


def n_positive_integers(n, value):
    if n < 1:
        raise ValueError("n must be a positive integer")
    values = tuple(int(x) for x in value) if isinstance(value, (list, tuple)) else (int(value),) * n
    if len(values) != n:
        raise ValueError("Expected sequence of %d positive integers, but received %r" % (n, value))
    for one in values:
        if one < 1:
            raise ValueError("expected positive integer, but received %d" % one)
    return values
