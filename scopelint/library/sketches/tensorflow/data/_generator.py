"""Datasets of what a Python generator gives. It only runs in a session: nothing but what is stated is known of it."""

import tensorflow as tf
from _scopelint import at_least, convert, is_unknown

from .making import dataset, unary, variant
from .structure import Leaf, from_legacy, map_structure, normalized


def from_generator(generator, output_types, output_shapes, args, output_signature):
    if not callable(generator):
        raise TypeError("`generator` must be callable.")
    if output_signature is not None:
        element = map_structure(
            lambda spec: spec if is_unknown(spec) else Leaf(spec.dtype, tf.TensorShape(spec.shape)), output_signature)
    else:
        element = from_legacy(output_types, output_shapes)
    captured = []
    if args is not None:
        for at, value in enumerate(args):
            captured.append(convert(value, "args_%d" % at))
    tensors = normalized(0)
    ids = dataset("TensorDataset", element, captured, lambda: variant("TensorDataset", [tensors]))
    if not at_least("1.8"):
        ids = unary(ids, "MapDataset")
    return unary(ids, "FlatMapDataset", element)
