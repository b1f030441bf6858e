"""Transformations of datasets that need more than a line: concatenation, batches, reductions."""

import tensorflow as tf
from _scopelint import at_least, convert, is_unknown, raw_op, unknown

from .functions import reduced
from .making import dataset, fixed_size, flag, int64, unary, variant, variant_of
from .structure import batched, common, components, flatten, leaf_of, map_structure, normalized


def concatenated(first, second):
    if is_unknown(second):
        return unary(first, "ConcatenateDataset", unknown("element"))
    if is_unknown(first._element) or is_unknown(second._element):
        element = unknown("element")
    else:
        same = len(flatten(first._element)) == len(flatten(second._element))
        if not same or any(different(a, b) for a, b in zip(flatten(first._element), flatten(second._element))):
            raise TypeError("Two datasets to concatenate have different types %s and %s" % (
                first.output_types, second.output_types))
        element = common(first._element, second._element)

    def emit():
        return variant("ConcatenateDataset", [first._as_variant_tensor(), second._as_variant_tensor()])

    return dataset("ConcatenateDataset", element, first._captured + second._captured, emit)


def different(a, b):
    """Whether two components surely have other dtypes."""
    if is_unknown(a) or is_unknown(b) or is_unknown(a.dtype) or is_unknown(b.dtype):
        return False
    return a.dtype != b.dtype


def batch_of(source, size, drop_remainder, parallel):
    element = batched(source._element, fixed_size(size, drop_remainder))
    if not at_least("1.8"):

        def emit():
            source._as_variant_tensor()
            return variant_of("BatchDataset", [("batch_size", size)])

        return dataset("BatchDataset", element, source._captured, emit)
    int64(size, "batch_size")
    if at_least("1.13"):
        flag(drop_remainder, "drop_remainder")
    kind = "BatchDatasetV2" if at_least("1.13") else "BatchDataset"
    if parallel is not None:
        int64(parallel, "num_parallel_calls")
        kind = "ParallelBatchDataset"
    return unary(source, kind, element, shown="BatchDataset")


def rewritten(source):
    """2.15 marks what distribution may rewrite."""

    def emit():
        before = source._as_variant_tensor()
        with tf.name_scope(None, "RewriteDataset") as scope:
            convert("replicate_on_split", "rewrite_name")
            return raw_op("RewriteDataset", scope, [(tf.variant, [])], [before])[0]

    return dataset("RewriteDataset", source._element, source._captured, emit)


def reduction(source, initial_state, reduce_func):
    if at_least("1.15"):
        with tf.name_scope("initial_state"):
            state = normalized(initial_state)
    else:
        state = components(initial_state, "initial_state")
    element, _ = reduced(reduce_func, map_structure(leaf_of, state), source._element)
    source._as_variant_tensor()
    if is_unknown(element):
        return element
    leaves = flatten(element)
    made = raw_op("ReduceDataset", "ReduceDataset",
                  [(tf.float32, None) if is_unknown(leaf) else (leaf.dtype, leaf.shape) for leaf in leaves])
    return map_structure(lambda leaf: made.pop(0), element)
