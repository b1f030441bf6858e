"""Functions on sparse tensors: one op each, whose outputs are a sparse tensor again."""

import tensorflow as tf
from _scopelint import at_least, op, unknown


def sizes(sparse):
    return sparse.dense_shape if at_least("1.0") else sparse.shape


def sparse_reorder(sp_input, name=None):
    made = op("SparseReorder", name=name, input_indices=sp_input.indices, input_values=sp_input.values,
              input_shape=sizes(sp_input))
    return tf.SparseTensor(made[0], made[1], tf.identity(sizes(sp_input)))


def sparse_softmax(sp_input, name=None):
    with tf.name_scope(name, "SparseSoftmax", [sp_input.indices, sp_input.values]) as name:
        values = op("SparseSoftmax", sp_indices=sp_input.indices, sp_values=sp_input.values,
                    sp_shape=sizes(sp_input))
        return tf.SparseTensor(sp_input.indices, values, sizes(sp_input))


def sparse_transpose(sp_input, perm=None, name=None):
    with tf.name_scope(name, "SparseTranspose", [sp_input]):
        if perm is None:
            rank = tf.size(sizes(sp_input), name="Rank")
            perm = (rank - 1) - tf.range(0, rank, 1)
        indices = tf.transpose(tf.gather(tf.transpose(sp_input.indices), perm))
        shape = tf.gather(sizes(sp_input), perm)
        return sparse_reorder(tf.SparseTensor(indices, sp_input.values, shape))


def either(kind, sp_a, sp_b, name):
    made = op(kind, name=name, a_indices=sp_a.indices, a_values=sp_a.values, a_shape=sizes(sp_a),
              b_indices=sp_b.indices, b_values=sp_b.values, b_shape=sizes(sp_b))
    return tf.SparseTensor(made[0], made[1], sizes(sp_a))


def sparse_maximum(sp_a, sp_b, name=None):
    with tf.name_scope(name, "SparseSparseMaximum", [sp_a.indices]) as name:
        return either("SparseSparseMaximum", sp_a, sp_b, name)


def sparse_minimum(sp_a, sp_b, name=None):
    with tf.name_scope(name, "SparseSparseMinimum", [sp_a.indices]) as name:
        return either("SparseSparseMinimum", sp_a, sp_b, name)


def segmented(kind, data, indices, segment_ids, name):
    return op(kind, name=name, data=data, indices=indices, segment_ids=segment_ids)


def sparse_segment_sum(data, indices, segment_ids, name=None, num_segments=None):
    if num_segments is not None:
        return op("SparseSegmentSumWithNumSegments", name=name, data=data, indices=indices, segment_ids=segment_ids,
                  num_segments=num_segments)
    return segmented("SparseSegmentSum", data, indices, segment_ids, name)


def sparse_segment_mean(data, indices, segment_ids, name=None, num_segments=None):
    if num_segments is not None:
        return op("SparseSegmentMeanWithNumSegments", name=name, data=data, indices=indices, segment_ids=segment_ids,
                  num_segments=num_segments)
    return segmented("SparseSegmentMean", data, indices, segment_ids, name)


def sparse_segment_sqrt_n(data, indices, segment_ids, name=None, num_segments=None):
    if num_segments is not None:
        return op("SparseSegmentSqrtNWithNumSegments", name=name, data=data, indices=indices, segment_ids=segment_ids,
                  num_segments=num_segments)
    return segmented("SparseSegmentSqrtN", data, indices, segment_ids, name)


def sparse_add(a, b, thresh=0, threshold=None):
    if not hasattr(a, "indices") and not hasattr(b, "indices"):
        raise TypeError("At least one input should be SparseTensor; do you mean to use tf.add()?")
    if hasattr(a, "indices") and hasattr(b, "indices"):
        made = op("SparseAdd", a_indices=a.indices, a_values=a.values, a_shape=sizes(a), b_indices=b.indices,
                  b_values=b.values, b_shape=sizes(b), thresh=thresh if threshold is None else threshold)
        return tf.SparseTensor(made[0], made[1], made[2])
    if hasattr(b, "indices"):
        a, b = b, a
    return op("SparseTensorDenseAdd", a_indices=a.indices, a_values=a.values, a_shape=sizes(a), b=b)


def sparse_reshape(sp_input, shape, name=None):
    shape = tf.cast(shape, tf.int64)
    with tf.name_scope(name, "SparseReshape", [sp_input.indices]) as name:
        made = op("SparseReshape", name=name, input_indices=sp_input.indices, input_shape=sizes(sp_input),
                  new_shape=shape)
        return tf.SparseTensor(made[0], tf.identity(sp_input.values), made[1])


def sparse_concat(axis=None, sp_inputs=None, name=None, expand_nonconcat_dim=False, concat_dim=None,
                  expand_nonconcat_dims=None):
    if not at_least("1.0"):
        axis = concat_dim if axis is None else axis
    parts = list(sp_inputs)
    if len(parts) == 1:
        return parts[0]
    if expand_nonconcat_dim or expand_nonconcat_dims:
        return unknown("sparse_concat")
    made = op("SparseConcat", name=name, indices=[p.indices for p in parts], values=[p.values for p in parts],
              shapes=[sizes(p) for p in parts], concat_dim=concat_dim if axis is None else axis)
    return tf.SparseTensor(made[0], made[1], made[2])
