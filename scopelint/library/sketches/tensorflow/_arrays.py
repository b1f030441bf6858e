"""Functions that build, cut and turn tensors (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, is_tensor, op, raw_op


def fill(dims, value, name=None):
    return op("Fill", name=name, dims=dims, value=value)


def identity(input, name=None):
    return op("Identity", name=name, input=input)


def reshape(tensor, shape, name=None):
    return op("Reshape", name=name, tensor=tensor, shape=shape)


def expand_dims(input, axis=None, name=None, dim=None):
    return op("ExpandDims", name=name, input=input, dim=axis if axis is not None else dim)


def squeeze(input, axis=None, name=None, squeeze_dims=None):
    if axis is None:
        axis = squeeze_dims
    if isinstance(axis, int):
        axis = [axis]
    return op("Squeeze", name=name, input=input, squeeze_dims=axis if axis is not None else [])


def range(start, limit=None, delta=1, dtype=None, name="range"):
    if limit is None:
        start, limit = 0, start
    with tf.name_scope(name, "range", [start, limit, delta]) as name:
        start = convert(start, "start", dtype)
        limit = convert(limit, "limit", dtype)
        delta = convert(delta, "delta", dtype)
        if dtype is None:
            kinds = [start.dtype.base_dtype, limit.dtype.base_dtype, delta.dtype.base_dtype]
            for kind in (tf.float64, tf.float32, tf.int64, tf.int32):
                if kind in kinds:
                    start, limit, delta = tf.cast(start, kind), tf.cast(limit, kind), tf.cast(delta, kind)
                    break
        return op("Range", name=name, start=start, limit=limit, delta=delta)


def linspace(start, stop, num, name=None):
    if not at_least("2.15"):
        return op("LinSpace", name=name, start=start, stop=stop, num=num)
    with tf.name_scope(name, "linspace", [start, stop]):
        start, stop = convert(start, "start"), convert(stop, "stop")
        num = convert(num, "num")
        return op("Slice", name="Slice", input=op("LinSpace", name="LinSpace", start=start, stop=stop, num=num), begin=[0], size=[-1])


lin_space = linspace


def one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    with tf.name_scope(name, "one_hot", [indices, depth]) as name:
        kind = None
        if dtype is not None:
            kind = tf.as_dtype(dtype)
        if on_value is not None:
            on_value = convert(on_value, None, kind) if not at_least("1.14") or True else on_value
        if off_value is not None:
            off_value = convert(off_value, None, kind)
        if kind is None:
            if on_value is not None:
                kind = dtype_of(on_value)
            elif off_value is not None:
                kind = dtype_of(off_value)
            else:
                kind = tf.float32
        given_on, given_off = on_value is not None, off_value is not None
        if on_value is None:
            on_value = convert(1, "on_value", kind)
        if off_value is None:
            off_value = convert(0, "off_value", kind)
        indices = convert(indices, "indices")
        depth = convert(depth, "depth", tf.int32)
        if not at_least("2.15"):
            if given_on:
                tf.constant(1, name="on_value")
            if given_off:
                tf.constant(0, name="off_value")
        return op("OneHot", name=name, indices=indices, depth=depth, on_value=on_value, off_value=off_value,
                  axis=-1 if axis is None else axis)


def eye(num_rows, num_columns=None, batch_shape=None, dtype=tf.float32, name=None):
    with tf.name_scope(name, "eye", [num_rows, num_columns, batch_shape]):
        square = num_columns is None or num_columns is num_rows
        if num_columns is None:
            num_columns = num_rows
        if not at_least("1.4"):
            shape = [] if batch_shape is None else batch_shape
            shape = convert(shape, "shape", tf.int32)
            small = num_rows if square else op("Minimum", x=num_rows, y=num_columns)
            diagonal = tf.ones(tf.concat([shape, [small]], 0) if at_least("1.0") else tf.concat(0, [shape, [small]]), dtype=dtype)
            if square:
                return op("MatrixDiag", diagonal=diagonal)
            whole = tf.zeros(tf.concat([shape, [num_rows, num_columns]], 0) if at_least("1.0") else tf.concat(0, [shape, [num_rows, num_columns]]), dtype=dtype)
            return op("MatrixSetDiag", input=whole, diagonal=diagonal)
        if is_tensor(num_rows) or is_tensor(num_columns) or is_tensor(batch_shape):
            if at_least("1.13"):
                small = op("Minimum", x=num_rows, y=num_columns)
                shape = convert([] if batch_shape is None else batch_shape, "shape", tf.int32)
            else:
                shape = convert([] if batch_shape is None else batch_shape, "shape", tf.int32)
                small = op("Minimum", x=num_rows, y=num_columns)
            diagonal = tf.ones(tf.concat([shape, [small]], 0), dtype=dtype)
            whole_shape = tf.concat([shape, [num_rows, num_columns]], 0) if not square else None
        else:
            batch = [] if batch_shape is None else list(batch_shape)
            diagonal = tf.ones(batch + [min(num_rows, num_columns)], dtype=dtype)
            whole_shape = batch + [num_rows, num_columns]
        if square:
            return diag_of(diagonal, "diag")
        whole = tf.zeros(whole_shape, dtype=dtype)
        if at_least("2.15"):
            return op("MatrixSetDiagV3", name="set_diag", input=whole, diagonal=diagonal, k=0)
        return op("MatrixSetDiag", name="set_diag" if at_least("1.15") else None, input=whole, diagonal=diagonal)


def diag_of(diagonal, name):
    if at_least("2.15"):
        return op("MatrixDiagV3", name=name, diagonal=diagonal, k=0, num_rows=-1, num_cols=-1,
                  padding_value=0 if dtype_of(diagonal).is_integer else 0.0)
    return op("MatrixDiag", name=name if at_least("1.15") else None, diagonal=diagonal)


def matrix_diag(diagonal, name="diag", k=0, num_rows=-1, num_cols=-1, padding_value=0, align=None):
    if at_least("2.15"):
        return op("MatrixDiagV3", name=name, diagonal=diagonal, k=k, num_rows=num_rows, num_cols=num_cols,
                  padding_value=padding_value)
    return op("MatrixDiag", name=name if name != "diag" or at_least("1.15") else None, diagonal=diagonal)


def matrix_transpose(a, name="matrix_transpose", conjugate=False):
    with tf.name_scope(name, values=[a]):
        size = a.get_shape().ndims
        if size is not None:
            order = list(__builtins_range(size - 2)) + [size - 1, size - 2]
        else:
            total = tf.rank(a)
            first = tf.range(total - 2)
            order = tf.concat([first, [total - 1, total - 2]], 0)
        return tf.transpose(a, perm=order)


def __builtins_range(count):
    found = []
    while len(found) < count:
        found.append(len(found))
    return found


def gather(params, indices, validate_indices=None, name=None, axis=None, batch_dims=0):
    if not at_least("1.4") or (not at_least("1.8") and (axis is None or axis is 0)):
        return op("Gather", name=name, params=params, indices=indices)
    return op("GatherV2", name=name, params=params, indices=indices, axis=0 if axis is None else axis, batch_dims=batch_dims)


def gather_nd(params, indices, name=None, batch_dims=0):
    if batch_dims != 0:
        approximate()
        with tf.name_scope(name, "BatchGatherND", [params, indices]):
            params, indices = convert(params, "params"), convert(indices, "indices")
            left, right = indices.get_shape().as_list(), params.get_shape().as_list()
            dims = left[:-1] + right[batch_dims + left[-1]:]
            return raw_op("Reshape", "Reshape_3", [(dtype_of(params), dims)], [params])[0]
    return op("GatherNd", name=name, params=params, indices=indices)


def slice(input_, begin, size, name=None):
    return op("Slice", name=name, input=input_, begin=begin, size=size)


def strided_slice(input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0,
                  shrink_axis_mask=0, var=None, name=None):
    if strides is None:
        if not at_least("1.0"):
            raise TypeError("strided_slice() missing 1 required positional argument: 'strides'")
        strides = tf.ones_like(begin)
        if not at_least("1.4"):
            # These steps are no constant then, and nothing is known of the shape.
            approximate()
            return raw_op("StridedSlice", name, [(dtype_of(input_), None)], [input_, strides])[0]
    return op("StridedSlice", name=name, input=input_, begin=begin, end=end, strides=strides, begin_mask=begin_mask,
              end_mask=end_mask, ellipsis_mask=ellipsis_mask, new_axis_mask=new_axis_mask,
              shrink_axis_mask=shrink_axis_mask)


def tile(input, multiples, name=None):
    return op("Tile", name=name, input=input, multiples=multiples)


def pad(tensor, paddings, mode="CONSTANT", name=None, constant_values=0):
    mode = mode.upper()
    if mode == "CONSTANT":
        if is_tensor(constant_values) or constant_values != 0:
            return op("PadV2", name=name, input=tensor, paddings=paddings, constant_values=constant_values)
        return op("Pad", name=name, input=tensor, paddings=paddings)
    return op("MirrorPad", name=name, input=tensor, paddings=paddings, mode=mode)


def where(condition, x=None, y=None, name=None):
    if x is None and y is None:
        return op("Where", name=name, input=condition)
    if x is None or y is None:
        raise ValueError("x and y must both be non-None or both be None.")
    return op("Select", name=name, condition=condition, t=x, e=y)


def boolean_mask(tensor, mask, name="boolean_mask", axis=None):
    with tf.name_scope(name, values=[tensor, mask]):
        tensor = convert(tensor, "tensor")
        mask = convert(mask, "mask", tf.bool)
        shape_mask = mask.get_shape()
        ndims = shape_mask.ndims
        if ndims == 0:
            raise ValueError("mask cannot be scalar.")
        if ndims is None:
            raise ValueError("Number of mask dimensions must be specified, even if some dimensions are None.  "
                             "E.g. shape=[None] is ok, but shape=None is not.")
        at = 0 if axis is None else axis
        if at_least("1.0"):
            size = tf.reduce_prod(tf.shape(tensor)[at : at + ndims], [0])
            if at_least("1.8"):
                rest = tf.shape(tensor)[:at], tf.shape(tensor)[at + ndims :]
                joined = tf.concat([rest[0], [size], rest[1]], 0)
            else:
                joined = tf.concat([[size], tf.shape(tensor)[ndims:]], 0)
        else:
            joined = tf.concat(0, [[-1], tf.shape(tensor)[ndims:]])
        shape_tensor = tensor.get_shape()
        tensor = tf.reshape(tensor, joined)
        flat = tf.reshape(mask, [-1])
        if at_least("1.8"):
            indices = tf.squeeze(tf.where(flat), axis=[1])
            result = tf.gather(tensor, indices, axis=at)
        else:
            indices = tf.squeeze(tf.where(flat), [1])
            result = tf.gather(tensor, indices)
        if shape_tensor.ndims is not None:
            dims = shape_tensor.as_list()
            result.set_shape(dims[:at] + [None] + dims[at + ndims :])
        return result


def reverse(tensor, axis=None, name=None, dims=None):
    if at_least("1.0"):
        return op("ReverseV2", name=name, tensor=tensor, axis=axis)
    return op("Reverse", name=name, tensor=tensor, dims=dims if dims is not None else axis)


def reverse_v2(tensor, axis, name=None):
    return op("ReverseV2", name=name, tensor=tensor, axis=axis)


def reverse_sequence(input, seq_lengths, seq_axis=None, batch_axis=None, name=None, seq_dim=None, batch_dim=None):
    return op("ReverseSequence", name=name, input=input, seq_lengths=seq_lengths,
              seq_dim=seq_axis if seq_axis is not None else seq_dim,
              batch_dim=batch_axis if batch_axis is not None else (batch_dim if batch_dim is not None else 0))


def sequence_mask(lengths, maxlen=None, dtype=tf.bool, name=None):
    approximate()
    with tf.name_scope(name, "SequenceMask", [lengths, maxlen]):
        lengths = convert(lengths, "lengths") if at_least("1.4") else convert(lengths)
        if not at_least("1.4") and lengths.get_shape().ndims not in (None, 1):
            raise ValueError("lengths must be 1D for sequence_mask")
        if maxlen is None:
            maxlen = tf.reduce_max(lengths)
            if at_least("1.8"):
                maxlen = op("Maximum", x=0, y=maxlen)
        maxlen = convert(maxlen)
        row = op("Range", start=tf.constant(0, dtype=dtype_of(maxlen)), limit=maxlen,
                 delta=tf.constant(1, dtype=dtype_of(maxlen)))
        column = tf.expand_dims(lengths, -1)
        if at_least("1.0"):
            column = op("Cast", x=column, DstT=dtype_of(maxlen))
        result = row < column
        if dtype is None or tf.as_dtype(dtype) == tf.bool:
            return result
        return tf.cast(result, dtype)


def meshgrid(*args, **kwargs):
    indexing = kwargs.pop("indexing", "xy")
    name = kwargs.pop("name", "meshgrid")
    with tf.name_scope(name, "meshgrid", args):
        count = len(args)
        output = []
        for i, x in enumerate(args):
            output.append(tf.reshape(tf.stack(x), [1] * i + [-1] + [1] * (count - i - 1)))
        shapes = [tf.size(x) for x in args]
        kind = dtype_of(convert(args[0]))
        if indexing == "xy" and count > 1:
            output[0] = tf.reshape(output[0], [1, -1] + [1] * (count - 2))
            output[1] = tf.reshape(output[1], [-1, 1] + [1] * (count - 2))
            shapes[0], shapes[1] = shapes[1], shapes[0]
        if at_least("1.4"):
            factors = tf.fill(shapes, tf.cast(1, kind)) if False else tf.ones(shapes, kind)
        else:
            factors = tf.fill(shapes, tf.cast(1, kind))
        return [x * factors for x in output]


def parallel_stack(values, name="parallel_stack"):
    with tf.name_scope(name):
        first = tf.convert_to_tensor(values[0])
        shape = [len(values)] + first.get_shape().as_list()
        return op("ParallelConcat", values=[tf.expand_dims(value, 0) for value in values], shape=shape)


def unique(x, out_idx=tf.int32, name=None):
    return op("Unique", name=name, x=x, out_idx=out_idx)


def setdiff1d(x, y, index_dtype=tf.int32, name=None):
    return op("ListDiff", name=name, x=x, y=y, out_idx=index_dtype)


def placeholder_with_default(input, shape, name=None):
    return op("PlaceholderWithDefault", name=name, input=input, shape=shape)


def stop_gradient(input, name=None):
    return op("StopGradient", name=name, input=input)


def shape_n(input, out_type=tf.int32, name=None):
    return op("ShapeN", name=name, input=input, out_type=out_type)


def space_to_batch(input, paddings, block_size, name=None):
    result = space_to_batch_nd(input, [block_size, block_size], paddings, name)
    return result


def space_to_batch_nd(input, block_shape, paddings, name=None):
    return op("SpaceToBatchND", name=name, input=input, block_shape=block_shape, paddings=paddings)


def batch_to_space_nd(input, block_shape, crops, name=None):
    return op("BatchToSpaceND", name=name, input=input, block_shape=block_shape, crops=crops)


def space_to_depth(input, block_size, name=None, data_format="NHWC"):
    return op("SpaceToDepth", name=name, input=input, block_size=block_size)


def depth_to_space(input, block_size, name=None, data_format="NHWC"):
    return op("DepthToSpace", name=name, input=input, block_size=block_size)


def edit_distance(hypothesis, truth, normalize=True, name="edit_distance"):
    return op("EditDistance", name=name, hypothesis_indices=hypothesis.indices, hypothesis_values=hypothesis.values,
              hypothesis_shape=hypothesis.dense_shape if at_least("1.0") else hypothesis.shape,
              truth_indices=truth.indices, truth_values=truth.values,
              truth_shape=truth.dense_shape if at_least("1.0") else truth.shape)


def invert_permutation(x, name=None):
    return op("InvertPermutation", name=name, x=x)


def bitcast(input, type, name=None):
    return op("Bitcast", name=name, input=input, type=type)


