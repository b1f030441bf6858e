"""Functions on sparse tensors, whose outputs are mostly sparse tensors again."""

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, convert, dtype_of, is_tensor, nest_flatten, op, surely

from ._control import with_dependencies


def sizes(sparse):
    return sparse.dense_shape if at_least("1.0") else sparse.shape


def parts(sparse):
    return {"input_indices": sparse.indices, "input_values": sparse.values, "input_shape": sizes(sparse)}


def is_sparse(value):
    return isinstance(value, tf.SparseTensor)


def static(sparse):
    """The shape as a list where all of it is known, else None."""
    shape = sparse.get_shape()
    return shape.as_list() if surely(shape.is_fully_defined()) else None


def sparse_reorder(sp_input, name=None):
    made = op("SparseReorder", name=name, **parts(sp_input))
    known = static(sp_input) if at_least("1.4") else None
    return tf.SparseTensor(made[0], made[1], tf.identity(sizes(sp_input)) if known is None else known)


def sparse_softmax(sp_input, name=None):
    with tf.name_scope(name, "SparseSoftmax", [sp_input.indices, sp_input.values]):
        values = op("SparseSoftmax", sp_indices=sp_input.indices, sp_values=sp_input.values,
                    sp_shape=sizes(sp_input))
        return tf.SparseTensor(sp_input.indices, values, sizes(sp_input))


def sparse_transpose(sp_input, perm=None, name=None):
    with tf.name_scope(name, "SparseTranspose", [sp_input]):
        # The order that is worked out from the rank is no constant to TensorFlow.
        order = constant_value(perm) if is_tensor(perm) else perm
        known = static(sp_input) if at_least("1.8") else None
        if perm is None and at_least("2.15") and known is not None:
            perm = order = [len(known) - 1 - at for at in range(len(known))]
        elif perm is None:
            rank = tf.rank(sp_input)
            perm = (rank - 1) - tf.range(0, rank, 1)
        indices = tf.transpose(tf.gather(tf.transpose(sp_input.indices), perm))
        if known is not None and order is not None:
            shape = [known[at] for at in order]
            if at_least("1.8"):
                tf.constant(shape, tf.int64)
        else:
            shape = tf.gather(sizes(sp_input), perm)
            if at_least("1.8"):
                made = op("SparseReorder", **parts(tf.SparseTensor(indices, sp_input.values, shape)))
                return tf.SparseTensor(made[0], made[1], tf.identity(shape))
        return sparse_reorder(tf.SparseTensor(indices, sp_input.values, shape))


def either(kind, sp_a, sp_b, name):
    made = op(kind, name=name, a_indices=sp_a.indices, a_values=sp_a.values, a_shape=sizes(sp_a),
              b_indices=sp_b.indices, b_values=sp_b.values, b_shape=sizes(sp_b))
    return tf.SparseTensor(made[0], made[1], sizes(sp_a))


def sparse_maximum(sp_a, sp_b, name=None):
    with tf.name_scope(name, "SparseSparseMaximum", [sp_a.indices]) as name:
        pass
    return either("SparseSparseMaximum", sp_a, sp_b, name)


def sparse_minimum(sp_a, sp_b, name=None):
    with tf.name_scope(name, "SparseSparseMinimum", [sp_a.indices]) as name:
        pass
    return either("SparseSparseMinimum", sp_a, sp_b, name)


def convert_to_tensor_or_sparse_tensor(value, dtype=None, name=None):
    return value if is_sparse(value) else tf.convert_to_tensor(value, dtype=dtype, name=name)


def convert_to_tensor_or_indexed_slices(value, dtype=None, name=None):
    return value if isinstance(value, tf.IndexedSlices) else tf.convert_to_tensor(value, dtype=dtype, name=name)


def segmented(kind, data, indices, segment_ids, name, count):
    given = {"data": data, "indices": indices, "segment_ids": segment_ids}
    if count is not None:
        return op(kind + "WithNumSegments", name=name, num_segments=count, **given)
    return op(kind, name=name, **given)


def sparse_segment_sum(data, indices, segment_ids, name=None, num_segments=None):
    return segmented("SparseSegmentSum", data, indices, segment_ids, name, num_segments)


def sparse_segment_mean(data, indices, segment_ids, name=None, num_segments=None):
    return segmented("SparseSegmentMean", data, indices, segment_ids, name, num_segments)


def sparse_segment_sqrt_n(data, indices, segment_ids, name=None, num_segments=None):
    return segmented("SparseSegmentSqrtN", data, indices, segment_ids, name, num_segments)


def sparse_add(a, b, thresh=0, threshold=None):
    if not is_sparse(a) and not is_sparse(b):
        raise TypeError("At least one input should be SparseTensor; do you mean to use tf.add()?")
    if is_sparse(a) and is_sparse(b):
        thresh = convert(thresh if threshold is None else threshold, "threshold" if at_least("1.13") else "thresh",
                         dtype_of(a.values))
        made = op("SparseAdd", a_indices=a.indices, a_values=a.values, a_shape=sizes(a), b_indices=b.indices,
                  b_values=b.values, b_shape=sizes(b), thresh=thresh)
        known = static(a) if at_least("1.4") and static(b) is not None else None
        if known is not None and static(b) != known:
            known = tf.broadcast_static_shape(a.get_shape(), b.get_shape()).as_list()
        return tf.SparseTensor(made[0], made[1], made[2] if known is None else known)
    if is_sparse(b):
        a, b = b, a
    return op("SparseTensorDenseAdd", a_indices=a.indices, a_values=a.values, a_shape=sizes(a), b=b)


def sparse_reshape(sp_input, shape, name=None):
    if at_least("1.4"):
        shape = tf.cast(shape, tf.int64)
    with tf.name_scope(name, "SparseReshape", [sp_input.indices] if not at_least("1.4") else [sp_input]) as name:
        made = op("SparseReshape", name=name, input_indices=sp_input.indices, input_shape=sizes(sp_input),
                  new_shape=shape)
        wanted = constant_value(shape) if is_tensor(shape) else None
        known = static(sp_input)
        result = made[1]
        if at_least("1.4") and known is not None and wanted is not None:
            total = 1
            for size in known:
                total = total * size
            count = wanted.count(-1)
            if count == 1 and at_least("1.8"):
                rest = 1
                for size in wanted:
                    rest = rest * size if size != -1 else rest
                wanted = [total // rest if size == -1 else size for size in wanted]
                count = 0
            if count == 0:
                result = tf.constant(wanted, tf.int64) if at_least("1.15") else wanted
        return tf.SparseTensor(made[0], tf.identity(sp_input.values), result)


def sparse_concat(axis=None, sp_inputs=None, name=None, expand_nonconcat_dim=False, concat_dim=None,
                  expand_nonconcat_dims=None):
    axis = concat_dim if axis is None else axis
    if is_sparse(sp_inputs):
        sp_inputs = [sp_inputs]
    found = list(sp_inputs)
    if len(found) == 1:
        return found[0]
    shapes = [sizes(p) for p in found]
    widened = expand_nonconcat_dim or expand_nonconcat_dims
    if widened:
        rows = [tf.reshape(shape, [1, -1]) for shape in shapes]
        most = tf.reduce_max(tf.concat(rows, 0) if at_least("1.0") else tf.concat(0, rows), 0)
        spread = []
        for shape in shapes:
            pieces = [most[:axis], shape[-1:] if axis == -1 else shape[axis:axis + 1],
                      [] if axis == -1 else most[axis + 1:]]
            spread.append(tf.concat(pieces, 0) if at_least("1.0") else tf.concat(0, pieces))
        shapes = spread
    made = op("SparseConcat", name=name, indices=[p.indices for p in found], values=[p.values for p in found],
              shapes=shapes, concat_dim=axis)
    result = made[2]
    known = [static(p) for p in found]
    if at_least("1.15") and all(shape is not None for shape in known) and (not widened or at_least("2.15")):
        total = list(known[0])
        if widened:
            total = [max(shape[i] for shape in known) for i in range(len(total))]
        total[axis] = sum(shape[axis] for shape in known)
        result = tf.convert_to_tensor(total, tf.int64)
    return tf.SparseTensor(made[0], made[1], result)


def sparse_split(keyword_required=None, sp_input=None, num_split=None, axis=None, name=None, split_dim=None):
    # In 0.12 the arguments come as (split_dim, num_split, sp_input); later as keywords only.
    if keyword_required is not None and at_least("1.0"):
        raise ValueError("Keyword arguments are required for this function.")
    axis = split_dim if axis is None else axis
    made = op("SparseSplit", name=name, split_dim=axis, indices=sp_input.indices, values=sp_input.values,
              shape=sizes(sp_input), num_split=num_split)
    made = nest_flatten(made)
    return [tf.SparseTensor(made[i], made[num_split + i], made[2 * num_split + i]) for i in range(num_split)]


def sparse_slice(sp_input, start, size, name=None):
    start, size = convert(start, None, tf.int64), convert(size, None, tf.int64)
    with tf.name_scope(name, "SparseSlice", [sp_input]) as name:
        made = op("SparseSlice", name=name, indices=sp_input.indices, values=sp_input.values, shape=sizes(sp_input),
                  start=start, size=size)
        return tf.SparseTensor(made[0], made[1], made[2])


def sparse_retain(sp_input, to_retain):
    kept = tf.reshape(tf.where(tf.convert_to_tensor(to_retain)), [-1])
    indices, values = tf.gather(sp_input.indices, kept), tf.gather(sp_input.values, kept)
    return tf.SparseTensor(indices, values, tf.identity(sizes(sp_input)))


def sparse_reset_shape(sp_input, new_shape=None):
    indices, values = tf.identity(sp_input.indices), tf.identity(sp_input.values)
    old = tf.identity(sizes(sp_input))
    if new_shape is None:
        least = tf.reduce_max(indices, 0)
        if at_least("1.4"):
            zero = tf.constant(0, dtype=tf.int64)
            shape = tf.maximum(zero, tf.add(least, tf.ones_like(old)))
        else:
            shape = tf.add(least, tf.ones_like(old))
        return tf.SparseTensor(indices, values, shape)
    shape = tf.cast(tf.convert_to_tensor(new_shape), tf.int64)
    wanted = constant_value(shape)
    if at_least("1.4") and wanted is not None and static(sp_input) is not None:
        return tf.SparseTensor(indices, values, wanted)
    shape = with_dependencies([tf.assert_equal(tf.shape(old), tf.shape(shape))], shape)
    shape = with_dependencies([tf.assert_less_equal(old, shape)], shape)
    return tf.SparseTensor(indices, values, shape)


def sparse_fill_empty_rows(sp_input, default_value, name=None):
    with tf.name_scope(name, "SparseFillEmptyRows", [sp_input]):
        default_value = convert(default_value, None, dtype_of(sp_input.values))
        if at_least("1.4"):
            made = op("SparseFillEmptyRows", indices=sp_input.indices, values=sp_input.values,
                      dense_shape=sizes(sp_input), default_value=default_value)
            return tf.SparseTensor(made[0], made[1], sizes(sp_input)), made[2]
        count = tf.cast(sizes(sp_input)[0], tf.int32)
        rows = tf.cast(tf.range(count), tf.int64)
        empty = tf.setdiff1d(rows, sp_input.indices[:, 0])[0]
        indicator = tf.sparse_to_dense(empty, tf.expand_dims(sizes(sp_input)[0], -1), True, False)
        column = tf.reshape(empty, [-1, 1])
        join = tf.concat if at_least("1.0") else lambda values, axis: tf.concat(axis, values)
        more = join([column, tf.zeros_like(column)], 1)
        filled = tf.fill(tf.shape(empty), default_value)
        indices = join([sp_input.indices, more], 0)
        values = join([sp_input.values, filled], 0)
        return sparse_reorder(tf.SparseTensor(indices, values, sizes(sp_input))), indicator


def sparse_merge(sp_ids, sp_values, vocab_size, name=None, already_sorted=False):
    join = tf.concat if at_least("1.0") else lambda values, axis: tf.concat(axis, values)
    stack = tf.stack if at_least("1.0") else tf.pack
    if not at_least("1.4"):
        with tf.name_scope(name, "SparseMerge", [sp_ids, sp_values]):
            rank = tf.shape(sp_ids.indices)[1]
            ids = sp_ids.values
            if dtype_of(ids) != tf.int64:
                ids = tf.cast(ids, tf.int64)
            kept = tf.slice(sp_ids.indices, [0, 0], stack([-1, rank - 1]))
            indices = join([kept, tf.reshape(ids, [-1, 1])], 1)
            first = tf.slice(sizes(sp_ids), [0], tf.expand_dims(rank - 1, 0))
            shape = join([first, tf.cast(stack([vocab_size]), tf.int64)], 0)
            made = tf.SparseTensor(indices, sp_values.values, shape)
            return made if already_sorted else sparse_reorder(made)
    if is_sparse(sp_ids):
        sp_ids, vocab_size = [sp_ids], [vocab_size]
    with tf.name_scope(name, "SparseMerge", [sp_ids, sp_values]):
        columns = []
        for sparse in sp_ids:
            ids = sparse.values
            if dtype_of(ids) != tf.int64:
                ids = tf.cast(ids, tf.int64)
            columns.append(tf.expand_dims(ids, axis=1))
        vocab_size = [tf.cast(size, tf.int64) for size in vocab_size]
        kept = sp_ids[0].indices[:, :-1]
        indices = tf.concat([kept] + columns, 1)
        shape = tf.concat([sp_ids[0].dense_shape[:-1], vocab_size], 0)
        made = tf.SparseTensor(indices, sp_values.values, shape)
        if already_sorted:
            return made
        made = sparse_reorder(made)
        return tf.SparseTensor(made.indices, made.values, shape) if at_least("1.13") else made


def sparse_to_indicator(sp_input, vocab_size, name=None):
    with tf.name_scope(name, "SparseToIndicator", [sp_input]) as name:
        count = tf.shape(sp_input.indices)[0]
        values = tf.fill(tf.expand_dims(count, 0), True)
        values = tf.SparseTensor(sp_input.indices, values, sizes(sp_input))
        made = sparse_merge(sp_input, values, vocab_size, name)
        return tf.sparse_tensor_to_dense(made, default_value=False, validate_indices=False, name=name)


def sparse_mask(a, mask_indices, name=None):
    with tf.name_scope(name, "sparse_mask", [a, mask_indices]) as name:
        kept, picked = tf.setdiff1d(a.indices, mask_indices)
        return tf.IndexedSlices(tf.gather(a.values, picked, name=name), kept, a.dense_shape)


def reduced_sparse(kind, sp_input, axis, keep):
    axes = tf.range(0, tf.rank(sp_input)) if axis is None else axis
    made = op(kind, reduction_axes=axes, keep_dims=keep, **parts(sp_input))
    return tf.SparseTensor(made[0], made[1], made[2])


def sparse_reduce_sum_sparse(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    return reduced_sparse("SparseReduceSumSparse", sp_input, axis if axis is not None else reduction_axes,
                          bool(keepdims or keep_dims))


def sparse_reduce_max_sparse(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    return reduced_sparse("SparseReduceMaxSparse", sp_input, axis if axis is not None else reduction_axes,
                          bool(keepdims or keep_dims))


def serialize_sparse(sp_input, name=None, out_type=None):
    return op("SerializeSparse", name=name, sparse_indices=sp_input.indices, sparse_values=sp_input.values,
              sparse_shape=sizes(sp_input))


def serialize_many_sparse(sp_input, name=None, out_type=None):
    return op("SerializeManySparse", name=name, sparse_indices=sp_input.indices, sparse_values=sp_input.values,
              sparse_shape=sizes(sp_input))


def deserialize_many_sparse(serialized_sparse, dtype, rank=None, name=None):
    made = op("DeserializeManySparse", name=name, serialized_sparse=serialized_sparse, dtype=dtype)
    made[0].set_shape([None, rank])
    made[2].set_shape([rank])
    return tf.SparseTensor(made[0], made[1], made[2])


def from_dense(tensor, name=None):
    with tf.name_scope(name, "dense_to_sparse"):
        tensor = tf.convert_to_tensor(tensor)
        if at_least("2.15"):
            zero = tf.zeros_like(tensor)
        else:
            zero = tf.constant(0, tensor.dtype)
        if not at_least("1.15"):
            approximate()
        indices = tf.where(tf.not_equal(tensor, zero))
        values = tf.gather_nd(tensor, indices)
        return tf.SparseTensor(indices, values, tf.shape(tensor, out_type=tf.int64))


def crossed(inputs, kind, hashed, buckets, name):
    found = [sparse for sparse in inputs if is_sparse(sparse)]
    dense = [tensor for tensor in inputs if not is_sparse(tensor)]
    values = [sparse.values if dtype_of(sparse.values) == tf.string else tf.cast(sparse.values, tf.int64)
              for sparse in found]
    dense = [tensor if dtype_of(tensor) == tf.string else tf.cast(tensor, tf.int64) for tensor in dense]
    given = {"indices": [sparse.indices for sparse in found], "values": values,
             "shapes": [sparse.dense_shape for sparse in found], "dense_inputs": dense}
    if at_least("2.15") and not hashed:
        made = op("SparseCrossV2", name=name, sep=convert("_X_"), **given)
    else:
        made = op("SparseCross", name=name, out_type=kind, hashed_output=hashed, num_buckets=buckets, **given)
    return tf.SparseTensor(made[0], made[1], made[2])


def edit_distance(hypothesis, truth, normalize=True, name="edit_distance"):
    return op("EditDistance", name=name, hypothesis_indices=hypothesis.indices, hypothesis_values=hypothesis.values,
              hypothesis_shape=sizes(hypothesis), truth_indices=truth.indices, truth_values=truth.values,
              truth_shape=sizes(truth), normalize=normalize)
