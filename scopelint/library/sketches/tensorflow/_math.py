"""Arithmetic (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, is_tensor, op, raw_op, settle, unknown


def add(x, y, name=None):
    if at_least("2.15"):
        with tf.name_scope(name, "Add", [x]) as name:
            x = convert(x, "x")
            y = convert(y, "y", dtype_of(x)) if not is_tensor(y) else y
            return op("Add" if dtype_of(x) == tf.string else "AddV2", name=name, x=x, y=y)
    return op("Add", name=name, x=x, y=y)


def add_v2(x, y, name=None):
    return op("AddV2", name=name, x=x, y=y)


def subtract(x, y, name=None):
    return op("Sub", name=name, x=x, y=y)


sub = subtract


def multiply(x, y, name=None):
    return op("Mul", name=name, x=x, y=y)


mul = multiply


def negative(x, name=None):
    return op("Neg", name=name, x=x)


neg = negative


def divide(x, y, name=None):
    if not at_least("1.0"):
        with tf.name_scope(name, "Divide", [x, y]) as name:
            return x / y
    if at_least("1.4") and name is not None:
        return convert(x, name) / y if not is_tensor(x) else DivideDelegate(x, name) / y
    if name is not None:
        return tf.truediv(x, y, name)
    if at_least("2.15") and not is_tensor(x) and not is_tensor(y):
        x = tf.convert_to_tensor(x)
    return x / y


class DivideDelegate:
    """The quotient under a name of its own."""

    def __init__(self, x, name):
        self.x = x
        self.name = name

    def __truediv__(self, y):
        return tf.truediv(self.x, y, self.name)


def div(x, y, name=None):
    if not at_least("1.0"):
        return op("Div", name=name, x=x, y=y)
    with tf.name_scope(name, "div", [x, y]) as name:
        x = convert(x, "x")
        y = convert(y, "y", dtype_of(x)) if not is_tensor(y) else y
        if dtype_of(x).is_floating or dtype_of(x).is_complex:
            return op("RealDiv", name=name, x=x, y=y)
        return op("FloorDiv", name=name, x=x, y=y)


def div_no_nan(x, y, name=None):
    with tf.name_scope(name, "div_no_nan", [x, y]) as name:
        x = convert(x, "x")
        y = convert(y, "y", dtype_of(x)) if not is_tensor(y) else y
        return op("DivNoNan", name=name, x=x, y=y)


def mod(x, y, name=None):
    return op("FloorMod" if at_least("1.0") else "Mod", name=name, x=x, y=y)


floormod = mod


def square(x, name=None):
    return op("Square", name=name, x=x)


def sqrt(x, name=None):
    return op("Sqrt", name=name, x=x)


def sign(x, name=None):
    return op("Sign", name=name, x=x)


def sigmoid(x, name=None):
    return op("Sigmoid", name=name, x=x)


def tanh(x, name=None):
    return op("Tanh", name=name, x=x)


def log_sigmoid(x, name=None):
    with tf.name_scope(name, "LogSigmoid", [x]) as name:
        return op("Neg", name=name, x=tf.nn.softplus(-convert(x, "x")))


def round(x, name=None):
    x = convert(x, "x")
    if dtype_of(x).is_integer:
        return x
    return op("Round", name=name, x=x)


def scalar_mul(scalar, x, name=None):
    scalar = convert(scalar, "scalar", dtype_of(x.values if isinstance(x, tf.IndexedSlices) else x))
    if isinstance(x, tf.IndexedSlices):
        values = tf.multiply(scalar, x.values, name) if at_least("1.13") else scalar * x.values
        return tf.IndexedSlices(values, x.indices, x.dense_shape)
    return tf.multiply(scalar, x, name) if at_least("1.13") else scalar * x


def complex(real, imag, name=None):
    with tf.name_scope(name, "Complex", [real, imag]) as name:
        return op("Complex", name=name, real=real, imag=imag,
                  Tout=tf.complex128 if dtype_of(real) == tf.float64 else tf.complex64)


def angle(input, name=None):
    with tf.name_scope(name, "Angle", [input]) as name:
        if at_least("1.8"):
            input = convert(input, "input")
            if not dtype_of(input).is_complex:
                if at_least("2.15"):
                    return tf.where(input < 0, 3.14 * tf.ones_like(input), tf.zeros_like(input))
                return tf.zeros_like(input)
        return op("Angle", name=name, input=input, Tout=tf.float64 if dtype_of(input) == tf.complex128 else tf.float32)


def conj(x, name=None):
    if is_tensor(x) and not dtype_of(x).is_complex and at_least("1.4"):
        return x
    with tf.name_scope(name, "Conj", [x]) as name:
        x = convert(x, "x")
        if dtype_of(x).is_complex:
            return op("Conj", name=name, input=x)
        return x


def real(input, name=None):
    with tf.name_scope(name, "Real", [input]) as name:
        if dtype_of(input).is_complex:
            return op("Real", name=name, input=input, Tout=tf.float64 if dtype_of(input) == tf.complex128 else tf.float32)
        return input


def imag(input, name=None):
    with tf.name_scope(name, "Imag", [input]) as name:
        if dtype_of(input).is_complex:
            return op("Imag", name=name, input=input, Tout=tf.float64 if dtype_of(input) == tf.complex128 else tf.float32)
        return tf.zeros_like(input)


def saturate_cast(value, dtype, name=None):
    with tf.name_scope(name, "saturate_cast", [value]) as name:
        value = convert(value, "value")
        value = tf.maximum(value, convert(0, "min", dtype_of(value)))
        value = tf.minimum(value, convert(0, "max", dtype_of(value)))
        return tf.cast(value, dtype, name=name)


def reduce_logsumexp(input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None):
    axis = axis if axis is not None else reduction_indices
    keep = keepdims if keepdims is not None else keep_dims
    with tf.name_scope(name, "ReduceLogSumExp", [input_tensor]) as scope:
        raw = tf.reduce_max(input_tensor, axis, True)
        if at_least("1.4"):
            raw = tf.where(tf.is_finite(raw), raw, tf.zeros_like(raw))
        most = tf.stop_gradient(raw)
        shifted = tf.subtract(input_tensor, most) if at_least("1.13") else input_tensor - most
        total = tf.reduce_sum(tf.exp(shifted), axis, True if not at_least("1.8") else bool(keep))
        result = tf.log(total)
        if not at_least("1.8"):
            result = result + most
            if not keep:
                result = tf.squeeze(result, axis)
            return result
        if not keep:
            most = tf.reshape(most, tf.shape(result))
        if at_least("2.15"):
            return tf.add(result, most, name=scope)
        return tf.add(result, most) if at_least("1.13") else result + most


def reduce_variance(input_tensor, axis=None, keepdims=False, name=None):
    with tf.name_scope(name or "reduce_variance"):
        means = tf.reduce_mean(input_tensor, axis, True)
        return tf.reduce_mean(tf.square(input_tensor - means), axis, keepdims)


def reduce_std(input_tensor, axis=None, keepdims=False, name=None):
    with tf.name_scope(name or "reduce_std"):
        return tf.sqrt(reduce_variance(input_tensor, axis, keepdims))


def count_nonzero(input_tensor=None, axis=None, keepdims=None, dtype=tf.int64, name=None, reduction_indices=None,
                  keep_dims=None, input=None):
    axis = axis if axis is not None else reduction_indices
    tensor = input_tensor if input_tensor is not None else input
    with tf.name_scope(name, "count_nonzero", [tensor]):
        tensor = convert(tensor, "input") if at_least("1.13") else convert(tensor, "input_tensor")
        if at_least("2.15") and dtype_of(tensor) == tf.bool:
            return tf.cast(tf.reduce_sum(tf.cast(tensor, tf.int64), axis, keepdims if keepdims is not None else keep_dims), dtype)
        # Until 1.8 the zero is a constant made by the comparison.
        zero = tf.zeros([], dtype_of(tensor)) if at_least("1.13") else dtype_of(tensor).as_numpy_dtype()
        found = tf.not_equal(tensor, zero)
        found = tf.cast(found, tf.int64) if at_least("1.13") else tf.to_int64(found)
        return tf.cast(tf.reduce_sum(found, axis, keepdims if keepdims is not None else keep_dims), dtype)


def cumsum(x, axis=0, exclusive=False, reverse=False, name=None):
    with tf.name_scope(name, "Cumsum", [x]) as name:
        return op("Cumsum", name=name, x=convert(x, "x"), axis=axis, exclusive=exclusive, reverse=reverse)


def cumprod(x, axis=0, exclusive=False, reverse=False, name=None):
    with tf.name_scope(name, "Cumprod", [x]) as name:
        return op("Cumprod", name=name, x=convert(x, "x"), axis=axis, exclusive=exclusive, reverse=reverse)


def add_n(inputs, name=None):
    if isinstance(inputs, (list, tuple)) and len(inputs) == 0:
        if at_least("2.15"):
            raise ValueError("Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape.")
        raise ValueError("inputs must be a list of at least one Tensor with the same dtype and shape" if not at_least("1.4") else
                         "inputs must be a list of at least one Tensor/IndexedSlices with the same dtype and shape")
    if isinstance(inputs, (list, tuple)) and len(inputs) == 1:
        only = convert(inputs[0])
        if name:
            return tf.identity(only, name=name)
        return only
    if isinstance(inputs, (list, tuple)):
        inputs = [convert(x) for x in inputs]
    return op("AddN", name=name, inputs=inputs)


def accumulate_n(inputs, shape=None, tensor_dtype=None, name=None):
    if at_least("1.8"):
        if len(inputs) == 1 and name is None:
            return inputs[0]
        if len(inputs) == 1:
            return tf.identity(inputs[0], name=name)
        if at_least("2.15"):
            return add_n(inputs, name=name)
        return op("AccumulateNV2", name=name, inputs=inputs, shape=inputs[0].get_shape())
    with tf.name_scope(name, "AccumulateN", inputs) as name:
        tf.zeros_like(inputs[0])
        return op("AddN", name=name, inputs=inputs)


def trace(x, name=None):
    with tf.name_scope(name, "Trace", [x]) as name:
        return tf.reduce_sum(tf.matrix_diag_part(convert(x, "x")), [-1], name=name)


def tensordot(a, b, axes, name=None):
    with tf.name_scope(name, "Tensordot", [a, b, axes]) as name:
        a, b = convert(a, "a"), convert(b, "b")
        if a.get_shape().ndims is None or b.get_shape().ndims is None:
            approximate()
            made = raw_op("Reshape", name, [(dtype_of(a), unknown("shape"))], [a, b])[0]
            return made
        a_axes, b_axes = contracted(a, axes)
        size_a, size_b = a.get_shape().as_list(), b.get_shape().as_list()
        a_axes = [i if i >= 0 else i + len(size_a) for i in a_axes]
        b_axes = [i if i >= 0 else i + len(size_b) for i in b_axes]
        free_a = [i for i in indices(len(size_a)) if i not in a_axes]
        free_b = [i for i in indices(len(size_b)) if i not in b_axes]
        result_dims = [size_a[i] for i in free_a] + [size_b[i] for i in free_b]
        known = None not in size_a and None not in size_b
        a2, b2 = flattened(a, free_a + a_axes, len(free_a), True), flattened(b, b_axes + free_b, len(b_axes), False)
        if not known or not at_least("1.8"):
            approximate()
        product = tf.matmul(a2, b2)
        if isinstance(axes, int) and not at_least("1.8"):
            # A number of axes hides the static shape.
            return raw_op("Reshape", name, [(dtype_of(product), None)], [product])[0]
        if not known and not at_least("1.4"):
            return raw_op("Reshape", name, [(dtype_of(product), None)], [product])[0]
        if known and at_least("2.15") and len(free_a) == 1 and len(free_b) == 1:
            return product
        if known:
            return tf.reshape(product, tf.constant(result_dims, tf.int32, name="shape") if result_dims else [], name=name)
        sizes = []
        for tensor, free in ((a, free_a), (b, free_b)):
            dims = tensor.get_shape().as_list()
            for i in free:
                sizes.append(dims[i] if dims[i] is not None else tf.shape(tensor)[i])
        return tf.reshape(product, tf.stack(sizes), name=name)


def contracted(a, axes):
    if isinstance(axes, int):
        size = a.get_shape().ndims
        return [size - axes + i for i in indices(axes)], indices(axes)
    first, second = axes
    return [first] if isinstance(first, int) else list(first), [second] if isinstance(second, int) else list(second)


def flattened(tensor, order, split, left):
    if not (at_least("2.15") and order == indices(len(order))):
        tensor = tf.transpose(tensor, order)
    dims = tensor.get_shape().as_list()
    if at_least("2.15") and len(dims) == 2 and split == 1:
        return tensor
    if None in dims:
        last = dims[split:] if left else dims[:split]
        size = 1
        for d in last:
            size = None if d is None or size is None else size * d
        return tf.reshape(tensor, [-1, -1 if size is None else size] if left else [-1 if size is None else size, -1])
    sizes = [1, 1]
    for i, d in enumerate(dims):
        sizes[0 if i < split else 1] *= d
    return tf.reshape(tensor, sizes)


def indices(count):
    found = []
    while len(found) < count:
        found.append(len(found))
    return found


def bincount(arr, weights=None, minlength=None, maxlength=None, dtype=tf.int32, name=None, axis=None,
             binary_output=False):
    if not at_least("1.4"):
        return op("Bincount", name=name, arr=arr, size=0, weights=[])
    if not at_least("1.13"):
        return counted_bins(arr, weights, minlength, maxlength, dtype)
    with tf.name_scope(name, "bincount"):
        return counted_bins(arr, weights, minlength, maxlength, dtype)


def counted_bins(arr, weights, minlength, maxlength, dtype):
    arr = convert(arr, "arr", tf.int32)
    positive = tf.reduce_prod(tf.shape(arr)) > 0
    size = tf.cast(positive, tf.int32) * (tf.reduce_max(arr) + 1)
    if minlength is not None:
        size = tf.maximum(convert(minlength, "minlength", tf.int32), size)
    if maxlength is not None:
        size = tf.minimum(convert(maxlength, "maxlength", tf.int32), size)
    if at_least("2.15"):
        weights = tf.constant([], dtype) if weights is None else weights
        return op("DenseBincount", input=arr, size=size, weights=weights)
    if weights is not None and at_least("1.8"):
        return tf.unsorted_segment_sum(weights, arr, size)
    weights = tf.constant([], dtype) if weights is None else weights
    if not at_least("1.13"):
        return raw_op("Bincount", "Bincount", [(dtype_of(weights), [None])], [arr, size, weights])[0]
    return op("Bincount", arr=arr, size=size, weights=weights)


def confusion_matrix(labels, predictions, num_classes=None, dtype=tf.int32, name=None, weights=None):
    with tf.name_scope(name, "confusion_matrix", [predictions, labels, num_classes, weights]):
        labels = tf.cast(convert(labels), tf.int64)
        predictions = tf.cast(convert(predictions), tf.int64)
        if num_classes is None:
            num_classes = tf.maximum(tf.reduce_max(predictions), tf.reduce_max(labels)) + 1
        else:
            num_classes = tf.cast(num_classes, tf.int64)
        shape = tf.stack([num_classes, num_classes])
        found = tf.stack([labels, predictions], axis=1) if at_least("1.0") else tf.transpose(tf.stack([labels, predictions]))
        values = tf.ones_like(predictions, dtype) if weights is None else tf.cast(weights, dtype)
        if at_least("2.15"):
            return tf.scatter_nd(indices=found, updates=values, shape=tf.cast(shape, tf.int64))
        with tf.name_scope("SparseTensor"):
            pass
        zero = tf.zeros(tf.cast(shape, tf.int32), dtype)
        return op("SparseTensorDenseAdd", a_indices=found, a_values=values, a_shape=tf.cast(shape, tf.int64), b=zero)


def squared_difference(x, y, name=None):
    return op("SquaredDifference", name=name, x=x, y=y)


def maximum(x, y, name=None):
    return op("Maximum", name=name, x=x, y=y)


def minimum(x, y, name=None):
    return op("Minimum", name=name, x=x, y=y)




def equal(x, y, name=None):
    return op("Equal", name=name, x=x, y=y)


def not_equal(x, y, name=None):
    return op("NotEqual", name=name, x=x, y=y)


def erf(x, name=None):
    return op("Erf", name=name, x=x)


def lbeta(x, name="lbeta"):
    if not at_least("1.4"):
        approximate()
    with tf.name_scope(name, "lbeta", [x]):
        if not at_least("1.13"):
            x = convert(x, "x")
        if not at_least("1.4") and x.get_shape().num_elements() is None:
            dims = x.get_shape().as_list() if x.get_shape().ndims is not None else None
            return raw_op("Merge", "cond/Merge", [(dtype_of(x), dims[:-1] if dims else None)], [x])[0]
        each = tf.reduce_sum(tf.lgamma(x), [-1])
        return each - tf.lgamma(tf.reduce_sum(x, [-1]))


def sort(values, axis=-1, direction="ASCENDING", name=None):
    with tf.name_scope(name or "sort"):
        return sorted_by(values, axis, direction, 0)


def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    with tf.name_scope(name or "argsort"):
        return sorted_by(values, axis, direction, 1)


def sorted_by(values, axis, direction, which):
    """The values in order, or where they were: the largest of all, of negated values for the other direction."""
    given = values
    convert(axis, "axis")
    values = convert(values, "values")
    up = direction == "ASCENDING"
    if up:
        approximate()
        values = -values
    rank = values.get_shape().ndims
    last = axis == -1 or (rank is not None and (axis + 1 == rank or axis == rank - 1))
    if last:
        found = tf.nn.top_k(values, tf.shape(values)[-1])
        made = found[which]
    else:
        axis = rank + axis if axis < 0 else axis
        order = list(indices(axis)) + [rank - 1] + [axis + 1 + i for i in indices(rank - axis - 2)] + [axis]
        turned = tf.transpose(values, order)
        found = tf.nn.top_k(turned, tf.shape(values)[axis])
        dims = given.get_shape().as_list() if is_tensor(given) else None
        made = tf.transpose(found[which], order)
        if dims is not None:
            made.set_shape(dims)
            settle(made, given)
    return -made if up and which == 0 else made


def where_v2(condition, x=None, y=None, name=None):
    if x is None and y is None:
        return op("Where", name=name, input=condition)
    return op("SelectV2", name=name, condition=condition, t=x, e=y)


def matrix_diag_part(input, name="diag_part", k=0, padding_value=0, align=None):
    if at_least("2.15"):
        return op("MatrixDiagPartV3", name=name, input=input, k=k, padding_value=0.0)
    return op("MatrixDiagPart", name=name if name != "diag_part" or at_least("1.15") else None, input=input)


def matrix_set_diag(input, diagonal, name="set_diag", k=0, align=None):
    if at_least("2.15"):
        return op("MatrixSetDiagV3", name=name, input=input, diagonal=diagonal, k=k)
    return op("MatrixSetDiag", name=name if name != "set_diag" or at_least("1.15") else None, input=input, diagonal=diagonal)


def ensure_shape(x, shape, name=None):
    made = op("EnsureShape", name=name, input=x, shape=shape)
    made.set_shape(shape)
    return made


def string_to_number(string_tensor=None, out_type=None, name=None, input=None):
    return op("StringToNumber", name=name, string_tensor=string_tensor if string_tensor is not None else input,
              out_type=tf.float32 if out_type is None else out_type)


def decode_raw(input_bytes=None, out_type=None, little_endian=True, name=None, bytes=None):
    return op("DecodeRaw", name=name, bytes=input_bytes if input_bytes is not None else bytes, out_type=out_type)


def unique_with_counts(x, out_idx=None, name=None):
    return op("UniqueWithCounts", name=name, x=x, out_idx=tf.int32 if out_idx is None else out_idx)


def reduce_join(inputs, axis=None, keep_dims=None, separator="", name=None, reduction_indices=None, keepdims=None):
    where = axis if axis is not None else reduction_indices
    keep = bool(keep_dims if keep_dims is not None else keepdims)
    given = {"keep_dims": keep, "separator": separator}
    if at_least("1.15"):
        with tf.name_scope(None, "ReduceJoin", [inputs]):
            inputs = convert(inputs)
            if where is None:
                where = all_axes(inputs)
            return op("ReduceJoin", name=name, inputs=inputs, reduction_indices=where, **given)
    inputs = convert(inputs)
    if where is None:
        where = all_axes(inputs)
    return op("ReduceJoin", name=name, inputs=inputs, reduction_indices=where, **given)


def all_axes(tensor):
    """All axes from the last to the first, as a constant where the rank is known."""
    rank = tensor.get_shape().ndims
    if rank is None:
        return tf.range(tf.rank(tensor) - 1, -1, -1)
    return tf.constant([rank - 1 - i for i in indices(rank)], tf.int32)


def exp(x, name=None):
    return op("Exp", name=name, x=x)


def rsqrt(x, name=None):
    return op("Rsqrt", name=name, x=x)


def floor(x, name=None):
    return op("Floor", name=name, x=x)


def ceil(x, name=None):
    return op("Ceil", name=name, x=x)


def acos(x, name=None):
    return op("Acos", name=name, x=x)


def diag_part(input, name=None):
    return op("DiagPart", name=name, input=input)
