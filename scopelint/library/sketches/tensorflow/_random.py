"""Random tensors, clipping and norms (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, is_tensor, op, surely


def shape_tensor(shape):
    return convert(shape, "shape", None if is_tensor(shape) else tf.int32)


def random_normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None):
    with tf.name_scope(name, "random_normal", [shape, mean, stddev]) as name:
        shape = shape_tensor(shape)
        mean = convert(mean, "mean", dtype)
        stddev = convert(stddev, "stddev", dtype)
        made = op("RandomStandardNormal", shape=shape, dtype=dtype)
        made = made * stddev
        return last_add(made, mean, name)


def last_add(x, y, name):
    return op("AddV2" if at_least("2.15") else "Add", name=name, x=x, y=y)


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None):
    with tf.name_scope(name, "truncated_normal", [shape, mean, stddev]) as name:
        shape = shape_tensor(shape)
        mean = convert(mean, "mean", dtype)
        stddev = convert(stddev, "stddev", dtype)
        made = op("TruncatedNormal", shape=shape, dtype=dtype)
        made = made * stddev
        return last_add(made, mean, name)


def random_uniform(shape, minval=0, maxval=None, dtype=tf.float32, seed=None, name=None):
    kind = tf.as_dtype(dtype)
    if at_least("1.4") and surely(kind not in (tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.int64)):
        raise ValueError(
            "Argument `dtype` got invalid value %s. Accepted dtypes are (tf.float16, tf.bfloat16, tf.float32, tf.float64,"
            " tf.int32, tf.int64)." % kind if at_least("2.15") else "Invalid dtype %r" % kind
        )
    if maxval is None:
        if surely(kind.is_integer):
            raise ValueError("Must specify maxval for integer dtype %r" % kind)
        maxval = 1
    with tf.name_scope(name, "random_uniform", [shape, minval, maxval]) as name:
        shape = shape_tensor(shape)
        if at_least("2.15") and kind.is_floating and not is_tensor(minval) and not is_tensor(maxval):
            if minval == 0 and maxval == 1:
                return op("RandomUniform", shape=shape, dtype=dtype)
        minval = convert(minval, "min", dtype)
        maxval = convert(maxval, "max", dtype)
        if surely(kind.is_integer):
            return op("RandomUniformInt", name=name, shape=shape, minval=minval, maxval=maxval)
        made = op("RandomUniform", shape=shape, dtype=dtype)
        return last_add(made * (maxval - minval), minval, name)


def random_shuffle(value, seed=None, name=None):
    return op("RandomShuffle", name=name, value=value)


def random_crop(value, size, seed=None, name=None):
    with tf.name_scope(name, "random_crop", [value, size]) as name:
        value = convert(value, "value")
        size = convert(size, "size", tf.int32)
        shape = tf.shape(value)
        check = tf.Assert(tf.reduce_all(shape >= size), ["Need value.shape >= size, got ", shape, size])
        with tf.control_dependencies([check]):
            shape = tf.identity(shape)
        limit = shape - size + 1
        offset = tf.random_uniform(tf.shape(shape), dtype=dtype_of(size), maxval=dtype_of(size).max, seed=seed) % limit
        return tf.slice(value, offset, size, name=name)


def random_gamma(shape, alpha, beta=None, dtype=tf.float32, seed=None, name=None):
    with tf.name_scope(name, "random_gamma", [shape, alpha, beta]):
        shape = convert(shape, "shape", tf.int32)
        alpha = convert(alpha, "alpha", dtype)
        beta = convert(beta if beta is not None else 1, "beta", dtype)
        alpha = alpha + tf.zeros_like(beta)
        made = op("RandomGamma", shape=shape, alpha=alpha)
        if at_least("1.4"):
            return tf.maximum(1e-38, made / beta)
        return made / beta


def multinomial(logits, num_samples, seed=None, name=None, output_dtype=None):
    with tf.name_scope(name, "multinomial", [logits]):
        return classes_drawn(logits, num_samples, output_dtype)


def classes_drawn(logits, num_samples, output_dtype):
    logits = convert(logits, "logits")
    if at_least("1.8"):
        return op("Multinomial", logits=logits, num_samples=num_samples,
                  output_dtype=tf.int64 if output_dtype is None else output_dtype)
    return op("Multinomial", logits=logits, num_samples=num_samples)


def categorical(logits, num_samples, dtype=None, seed=None, name=None):
    with tf.name_scope(name, "categorical", [logits]):
        return classes_drawn(logits, num_samples, dtype)


def clip_by_value(t, clip_value_min, clip_value_max, name=None):
    with tf.name_scope(name, "clip_by_value", [t, clip_value_min, clip_value_max]) as name:
        slices = t if isinstance(t, tf.IndexedSlices) and at_least("1.15") else None
        if slices is not None:
            small = tf.minimum(slices.values, clip_value_max)
            return tf.IndexedSlices(tf.maximum(small, clip_value_min, name=name), slices.indices, slices.dense_shape)
        t = convert(t, "t")
        if at_least("1.8") and not at_least("1.13"):
            lower, upper = convert(clip_value_min, "clip_value_min", dtype_of(t)), convert(
                clip_value_max, "clip_value_max", dtype_of(t))
            return op("ClipByValue", name=name, t=t, clip_value_min=lower, clip_value_max=upper)
        small = tf.minimum(t, clip_value_max)
        return tf.maximum(small, clip_value_min, name=name)


def clip_by_norm(t, clip_norm, axes=None, name=None):
    with tf.name_scope(name, "clip_by_norm", [t, clip_norm]) as name:
        slices = t if isinstance(t, tf.IndexedSlices) and at_least("1.13") else None
        t = convert(t if slices is None else slices.values, "t")
        if not at_least("1.4") or at_least("1.13"):
            pass
        else:
            inverse = tf.rsqrt(tf.reduce_sum(t * t, axes, True))
            return tf.identity(t * clip_norm * tf.minimum(inverse, tf.constant(1.0, dtype=dtype_of(t)) / clip_norm),
                               name=name) if not at_least("1.8") else rooted(t, clip_norm, axes, name)
        if at_least("1.13"):
            square = tf.reduce_sum(t * t, axes, True)
            positive = square > 0
            safe = tf.where(positive, square, tf.ones_like(square))
            norm = tf.where(positive, tf.sqrt(safe), square)
            middle = t * clip_norm
            clipped = tf.identity(middle / tf.maximum(norm, clip_norm), name=name)
            if slices is None:
                return clipped
            return tf.IndexedSlices(clipped, slices.indices, slices.dense_shape)
        inverse = tf.rsqrt(tf.reduce_sum(t * t, axes, True))
        return tf.identity(t * clip_norm * tf.minimum(inverse, tf.constant(1.0, dtype=dtype_of(t)) / clip_norm), name=name)


def rooted(t, clip_norm, axes, name):
    norm = tf.sqrt(tf.reduce_sum(t * t, axes, True))
    middle = t * clip_norm
    return tf.identity(middle / tf.maximum(norm, clip_norm), name=name)


def clip_by_average_norm(t, clip_norm, name=None):
    with tf.name_scope(name, "clip_by_average_norm", [t, clip_norm]) as name:
        t = convert(t, "t")
        count = tf.cast(tf.size(t), tf.float32)
        inverse = tf.rsqrt(tf.reduce_sum(t * t, [0] if False else None))
        return tf.identity(t * clip_norm * tf.minimum(inverse * count, tf.constant(1.0) / clip_norm), name=name)


def global_norm(t_list, name=None):
    with tf.name_scope(name, "global_norm", t_list) as name:
        halves = []
        for v in t_list:
            if v is not None:
                halves.append(op("L2Loss", t=v.values if isinstance(v, tf.IndexedSlices) else v))
        half = tf.reduce_sum(tf.stack(halves))
        return tf.sqrt(half * tf.constant(2.0, dtype=dtype_of(half)), name="global_norm")


def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    if use_norm is None:
        use_norm = global_norm(t_list, name)
    if at_least("1.13") and not at_least("1.15"):
        approximate()
        use_norm = tf.verify_tensor_all_finite(use_norm, "Found Inf or NaN global norm.")
    with tf.name_scope(name, "clip_by_global_norm", list(t_list) + [clip_norm]) as name:
        one = tf.constant(1.0, dtype=dtype_of(use_norm))
        if at_least("1.13"):
            finite = tf.minimum(1.0 / use_norm, one / clip_norm)
            scale = clip_norm * finite
            if at_least("1.15"):
                scale = scale + (use_norm - use_norm)
            else:
                scale = tf.where(tf.is_finite(use_norm), scale, tf.constant(float("nan")))
        else:
            scale = clip_norm * tf.minimum(1.0 / use_norm, one / clip_norm)
        clipped = []
        for i, v in enumerate(t_list):
            if v is None:
                clipped.append(None)
            elif isinstance(v, tf.IndexedSlices):
                values = tf.identity(v.values * scale, name="%s_%d" % (name, i))
                clipped.append(tf.IndexedSlices(values, v.indices, v.dense_shape))
            else:
                clipped.append(tf.identity(v * scale, name="%s_%d" % (name, i)))
        return clipped, use_norm


def norm(tensor, ord="euclidean", axis=None, keepdims=None, name=None, keep_dims=None):
    keep = keepdims if keepdims is not None else keep_dims
    with tf.name_scope(name, "norm", [tensor]):
        tensor = convert(tensor)
        if ord in ("fro", "euclidean", 2, 2.0):
            if at_least("1.13"):
                result = tf.sqrt(tf.reduce_sum(tensor * tf.conj(tensor), axis, True))
            else:
                result = tf.sqrt(tf.reduce_sum(tensor * tensor, axis, True))
        else:
            result = tf.abs(tensor)
            if ord == 1:
                result = tf.reduce_sum(result, axis, True)
            elif ord == float("inf"):
                result = tf.reduce_max(result, axis, True)
            else:
                result = tf.pow(tf.reduce_sum(tf.pow(result, ord), axis, True), 1.0 / ord)
        if not keep:
            result = tf.squeeze(result, axis)
        return result
