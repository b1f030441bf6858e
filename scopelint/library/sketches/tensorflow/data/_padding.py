"""Batches of elements that are padded to one shape."""

import tensorflow as tf
from _scopelint import at_least, convert, is_tensor, is_unknown, unknown

from .making import dataset, fixed_size, flag, int64, unary, variant_of
from .structure import flatten, shapes_of, up_to


def padded(source, batch_size, padded_shapes, padding_values, drop_remainder):
    if at_least("1.8"):
        int64(batch_size, "batch_size")
    if padded_shapes is None:
        padded_shapes = shapes_of(source._element)
    size = fixed_size(batch_size, drop_remainder)
    if is_unknown(source._element):
        element = source._element
    else:
        element = up_to(lambda leaf, shape: widened(leaf, shape, size), source._element, padded_shapes)
        pad(source._element, padding_values)
    if at_least("1.13"):
        flag(drop_remainder, "drop_remainder")
    if not at_least("1.8"):

        def emit():
            source._as_variant_tensor()
            return variant_of("PaddedBatchDataset", [("batch_size", batch_size)])

        return dataset("PaddedBatchDataset", element, source._captured, emit)
    kind = "PaddedBatchDatasetV2" if at_least("1.13") else "PaddedBatchDataset"
    return unary(source, kind, element, shown="PaddedBatchDataset")


def widened(leaf, given, size):
    """The component in a batch: its shape as padded."""
    if is_unknown(leaf):
        return leaf
    if is_unknown(given) or is_tensor(given):
        return leaf.with_shape(unknown("shape"))
    shape = tf.TensorShape(given)
    int64([-1 if d is None else d for d in shape.as_list()], None)
    return leaf.with_shape(tf.TensorShape([size]).concatenate(shape))


def pad(element, padding_values):
    """The constants that stand in the padded places."""
    if padding_values is None:
        for leaf in flatten(element):
            if is_unknown(leaf) or is_unknown(leaf.dtype):
                tf.constant(0, name="padding_value")
            else:
                tf.constant("" if leaf.dtype == tf.string else False if leaf.dtype == tf.bool else 0, dtype=leaf.dtype,
                            name="padding_value")
        return
    up_to(lambda leaf, value: convert(value, "padding_value"), element, padding_values)
