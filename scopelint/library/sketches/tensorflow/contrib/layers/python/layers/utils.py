"""Helpers of contrib's layers that programs use too."""

import collections

import tensorflow as tf

from .....layers.parts import constant_flag
from ....layers.common import collect_output


def collect_named_outputs(collections, alias, outputs):
    return collect_output(collections, alias, outputs)


def append_tensor_alias(tensor, alias):
    tensor.aliases = getattr(tensor, "aliases", []) + [alias[:-1] if alias[-1] == "/" else alias]
    return tensor


def convert_collection_to_dict(collection, clear_collection=False):
    found = collections.OrderedDict()
    for tensor in tf.get_collection(collection):
        for name in getattr(tensor, "aliases", None) or [getattr(tensor, "alias", None) or tensor.op.name]:
            found[name] = tensor
    return found


def constant_value(pred):
    return constant_flag(pred)


def last_dimension(shape, min_rank=1):
    known = shape.as_list()
    if len(known) < min_rank:
        raise ValueError("rank of shape must be at least %d not: %d" % (min_rank, len(known)))
    if known[-1] is None:
        raise ValueError("last dimension shape must be known but is None")
    return known[-1]


def two_element_tuple(int_or_tuple):
    if isinstance(int_or_tuple, int):
        return int_or_tuple, int_or_tuple
    return int_or_tuple[0], int_or_tuple[1]
