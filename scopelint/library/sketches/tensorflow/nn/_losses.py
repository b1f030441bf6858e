"""Dropout, moments, batch normalization, embeddings and losses of tf.nn (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, is_partitioned, is_resource, op, raw_op, settle


def dropout(x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    given = keep_prob
    if at_least("1.13"):
        if rate is None and keep_prob is None:
            raise ValueError("You must provide a rate to dropout." if at_least("2.15") or True else "")
        if rate is None:
            rate = 1 - keep_prob
        with tf.name_scope(name, "dropout", [x]):
            return new_dropout(x, rate, noise_shape)
    with tf.name_scope(name, "dropout", [x]):
        x = convert(x, "x")
        if isinstance(given, (int, float)) and not 0 < given <= 1:
            raise ValueError("keep_prob must be a scalar tensor or a float in the range (0, 1], got %g" % given)
        keep = convert(given, "keep_prob", dtype_of(x))
        if isinstance(given, (int, float)) and given == 1:
            return x
        noise_shape = noise_shape if noise_shape is not None else tf.shape(x)
        random = tf.random_uniform(noise_shape, dtype=dtype_of(x))
        binary = tf.floor(keep + random)
        scaled = tf.div(x, keep) if at_least("1.0") else op("Div", x=x, y=keep)
        return shaped(scaled * binary, x)


def new_dropout(x, rate, noise_shape):
    x = convert(x, "x")
    known = isinstance(rate, (int, float))
    if known and not 0 <= rate < 1:
        if at_least("2.15"):
            raise ValueError("`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=%s" % rate)
        raise ValueError("rate must be a scalar tensor or a float in the range [0, 1), got %g" % rate)
    if at_least("2.15"):
        if known and rate == 0:
            return x
        if known:
            scaled = multiplied(x, tf.constant(1.0 / (1 - rate), dtype_of(x)))
        else:
            one = tf.constant(1.0, dtype_of(x))
            scaled = op("RealDiv", x=x, y=op("Sub", x=one, y=rate))
        noise = noise_shape if noise_shape is not None else tf.shape(x)
        keep = tf.random_uniform(noise, dtype=dtype_of(x)) >= rate
        return shaped(op("SelectV2", condition=keep, t=scaled, e=tf.constant(0.0, dtype_of(x))), x)
    if known and rate == 0 and not at_least("1.15"):
        convert(rate, "rate", dtype_of(x))
        return x
    if known and rate == 0:
        return x
    rate = convert(rate, "rate", dtype_of(x))
    noise = noise_shape if noise_shape is not None else tf.shape(x)
    if not at_least("1.15"):
        keep = 1 - rate
        random = tf.random_uniform(noise, dtype=dtype_of(x))
        binary = tf.floor(keep + random)
        return shaped((x / keep) * binary, x)
    random = tf.random_uniform(noise, dtype=dtype_of(x))
    keep = 1 - rate
    scale = 1 / keep
    mask = random >= rate
    return shaped(x * scale * tf.cast(mask, dtype_of(x)), x)


def shaped(tensor, like):
    tensor.set_shape(like.get_shape())
    return settle(tensor, like)


def moments(x, axes, shift=None, name=None, keep_dims=None, keepdims=None):
    keep = keepdims if keepdims is not None else keep_dims
    if not at_least("1.4"):
        return old_moments(x, axes, shift, name, keep)
    with tf.name_scope(name, "moments", [x, axes]):
        half = dtype_of(x) == tf.float16
        y = tf.cast(x, tf.float32) if half else x
        mean = tf.reduce_mean(y, axes, True, name="mean")
        variance = tf.reduce_mean(tf.squared_difference(y, tf.stop_gradient(mean)), axes, True, name="variance")
        if not keep:
            mean = tf.squeeze(mean, axes)
            variance = tf.squeeze(variance, axes)
        if half:
            return tf.cast(mean, tf.float16), tf.cast(variance, tf.float16)
        return mean, variance


def old_moments(x, axes, shift, name, keep):
    with tf.name_scope(name, "moments", [x, axes]):
        half = dtype_of(x) == tf.float16
        y = tf.cast(x, tf.float32) if half else convert(x)
        if at_least("1.0"):
            if shift is None:
                shift = tf.stop_gradient(tf.reduce_mean(y, axes, True))
            else:
                shift = tf.cast(shift, dtype_of(y))
        counts, mean_ss, variance_ss, shift = sufficient_statistics(y, axes, shift=shift, keep_dims=keep, name=name)
        if at_least("1.0"):
            shift = tf.reshape(shift, tf.shape(mean_ss))
            shift.set_shape(mean_ss.get_shape())
        mean, variance = normalize_moments(counts, mean_ss, variance_ss, shift, name)
        if half:
            return tf.cast(mean, tf.float16), tf.cast(variance, tf.float16)
        return mean, variance


def sufficient_statistics(x, axes, shift=None, keep_dims=None, name=None, keepdims=None):
    axes = list(axes) if isinstance(axes, (list, type(()))) else [axes]
    keep = keepdims if keepdims is not None else keep_dims
    with tf.name_scope(name, "sufficient_statistics", [x, shift]):
        x = convert(x, "x")
        counts = 1
        dims = x.get_shape().as_list() if x.get_shape().ndims is not None else None
        if dims is not None:
            for axis in axes:
                counts = None if counts is None or dims[axis] is None else counts * dims[axis]
        if dims is not None and counts is not None:
            counts = tf.constant(float(counts), dtype=dtype_of(x))
        else:
            sizes = tf.gather(tf.shape(x), axes)
            counts = tf.cast(tf.reduce_prod(sizes), dtype_of(x), name="count")
        if shift is not None:
            mean_ss = tf.subtract(x, shift) if at_least("1.0") else tf.sub(x, shift)
            variance_ss = tf.squared_difference(x, shift)
        else:
            mean_ss = x
            variance_ss = tf.square(x)
        mean_ss = tf.reduce_sum(mean_ss, axes, bool(keep), name="mean_ss")
        variance_ss = tf.reduce_sum(variance_ss, axes, bool(keep), name="var_ss")
        return counts, mean_ss, variance_ss, shift


def weighted_moments(x, axes, frequency_weights, name=None, keep_dims=None, keepdims=None):
    keep = keepdims if keepdims is not None else keep_dims
    with tf.name_scope(name, "weighted_moments", [x, frequency_weights, axes]):
        x = convert(x, "x")
        weights = convert(frequency_weights, "frequency_weights")
        total = tf.reduce_sum(weights * x, axes, True, name="weighted_input_sum")
        counts = tf.reduce_sum(weights + tf.zeros_like(x), axes, True, name="sum_of_weights")
        if at_least("2.15"):
            return divided_moments(x, weights, total, counts, axes, keep)
        mean = multiplied(total, tf.reciprocal(counts, name="inv_weight_sum"))
        distance = tf.squared_difference(x, mean)
        spread = tf.reduce_sum(weights * distance, axes, True, name="weighted_distsq")
        variance = multiplied(spread, tf.reciprocal(counts))
        if not keep:
            mean = tf.squeeze(mean, axes)
            variance = tf.squeeze(variance, axes)
        return mean, variance


def divided_moments(x, weights, total, counts, axes, keep):
    mean = tf.div_no_nan(total, counts)
    spread = tf.reduce_sum(weights * tf.squared_difference(x, mean), axes, True, name="weighted_distsq")
    variance = tf.div_no_nan(spread, counts)
    if not keep:
        mean, variance = tf.squeeze(mean, axes), tf.squeeze(variance, axes)
    return mean, variance


def multiplied(x, y, name=None):
    return op("Mul", name=name, x=x, y=y)


def normalize_moments(counts, mean_ss, variance_ss, shift, name=None):
    with tf.name_scope(name, "normalize", [counts, mean_ss, variance_ss, shift]):
        divisor = op("Reciprocal", name="divisor", x=counts)
        if shift is not None:
            shifted = multiplied(mean_ss, divisor, name="shifted_mean")
            mean = tf.add(shifted, shift, name="mean")
        else:
            shifted = multiplied(mean_ss, divisor, name="mean")
            mean = shifted
        variance = op("Sub", name="variance", x=multiplied(variance_ss, divisor), y=tf.square(shifted))
        return mean, variance


def batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None):
    with tf.name_scope(name, "batchnorm", [x, mean, variance, scale, offset]):
        inverse = tf.rsqrt(variance + variance_epsilon)
        if scale is not None:
            inverse = inverse * scale
        first = x * inverse
        return first + (offset - mean * inverse if offset is not None else -mean * inverse)


def batch_norm_with_global_normalization(t=None, m=None, v=None, beta=None, gamma=None, variance_epsilon=None,
                                         scale_after_normalization=None, name=None, input=None, mean=None, variance=None):
    return batch_normalization(t if t is not None else input, m if m is not None else mean, v if v is not None else variance,
                               beta, gamma if scale_after_normalization else None, variance_epsilon, name)


def fused_batch_norm(x, scale, offset, mean=None, variance=None, epsilon=0.001, data_format="NHWC", is_training=True,
                     name=None, exponential_avg_factor=1.0):
    x = convert(x, "input")
    scale = convert(scale, "scale")
    offset = convert(offset, "offset")
    if mean is None:
        mean = tf.constant([])
    if variance is None:
        variance = tf.constant([])
    kind = "FusedBatchNormV3" if at_least("1.15") else ("FusedBatchNormV2" if dtype_of(x) == tf.float16 and at_least("1.4") else "FusedBatchNorm")
    made = op(kind, name=name, x=x, scale=scale, offset=offset, mean=mean, variance=variance, epsilon=epsilon,
              data_format=data_format, is_training=is_training)
    return made[0], made[1], made[2]


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    with tf.name_scope(name, "l2_normalize", [x]) as name:
        x = convert(x, "x")
        total = tf.reduce_sum(tf.square(x), axis if axis is not None else dim, True)
        inverse = tf.rsqrt(tf.maximum(total, epsilon))
        return op("Mul", name=name, x=x, y=inverse)


def normalize(tensor, ord="euclidean", axis=None, name=None):
    with tf.name_scope(name, "normalize", [tensor]):
        size = tf.norm(tensor, ord, axis, True)
        return tensor / size, size


def zero_fraction(value, name=None):
    approximate()
    with tf.name_scope(name, "zero_fraction", [value]):
        value = convert(value, "value")
        if not at_least("1.13"):
            zero = tf.constant(0, dtype=dtype_of(value), name="zero")
            return tf.reduce_mean(tf.cast(tf.equal(value, zero), tf.float32))
        size = tf.size(value, out_type=tf.int64)
        small = tf.less_equal(size, 2147483647)
        nonzero = tf.cond(small, lambda: tf.cast(tf.count_nonzero(value), tf.int64), lambda: tf.count_nonzero(value))
        with tf.name_scope("counts_to_fraction"):
            zeros = size - nonzero
            result = tf.cast(zeros, tf.float32) / tf.cast(size, tf.float32)
        return tf.identity(result, "fraction")


def embedding_lookup(params, ids, partition_strategy="mod", name=None, validate_indices=True, max_norm=None):
    if isinstance(params, (list, type(()))) and len(params) == 1:
        params = params[0]
    if is_partitioned(params):
        params = list(params)
        if len(params) == 1:
            params = params[0]
    with tf.name_scope(name, "embedding_lookup", [ids]) as name:
        if not isinstance(params, (list, type(()))):
            made = looked_up(params, ids, name)
            if max_norm is not None:
                made = tf.clip_by_norm(made, max_norm, axes=counts_from(1, made.get_shape().ndims))
            return tf.identity(made) if at_least("1.13") else made
        return partitioned_lookup(params, ids, partition_strategy, name, max_norm)


def counts_from(start, stop):
    found = []
    while start + len(found) < stop:
        found.append(start + len(found))
    return found


def looked_up(params, ids, name=None):
    if is_resource(params):
        ids = convert(ids, "ids")
        dims = params.get_shape().as_list()[1:]
        made = raw_op("ResourceGather", name, [(dtype_of(params), list(ids.get_shape().as_list()) + dims)])[0]
        # A resource is read sparsely, through one more identity (keras/embedding).
        return tf.identity(made) if at_least("1.13") and not at_least("2.15") else made
    return gather_op(params, ids, name)


def gather_op(params, ids, name):
    if at_least("1.8"):
        return op("GatherV2", name=name, params=params, indices=ids, axis=0)
    return op("Gather", name=name, params=params, indices=ids)


def partitioned_lookup(params, ids, strategy, name, max_norm):
    count = len(params)
    ids = convert(ids, "ids")
    flat = tf.reshape(ids, [-1])
    original = tf.range(tf.size(flat))
    if strategy == "mod":
        assignments = flat % count
        new_ids = flat // count
    else:
        sizes = params[0].get_shape().as_list()[0]
        assignments = tf.maximum(flat // sizes, flat % sizes)
        new_ids = flat % sizes
    assignments = tf.cast(assignments, tf.int32)
    gathered = op("DynamicPartition", data=new_ids, partitions=assignments, num_partitions=count)
    places = op("DynamicPartition", data=original, partitions=assignments, num_partitions=count)
    found = [looked_up(params[i], gathered[i]) for i in counts_from(0, count)]
    made = op("ParallelDynamicStitch" if at_least("1.8") else "DynamicStitch", name=name, indices=places, data=found)
    rest = params[0].get_shape().as_list()[1:]
    sizes = [tf.shape(ids), rest]
    made = tf.reshape(made, tf.concat(sizes, 0) if at_least("1.0") else tf.concat(0, sizes))
    if ids.get_shape().ndims is not None:
        made.set_shape(ids.get_shape().as_list() + rest)
    if max_norm is not None:
        made = tf.clip_by_norm(made, max_norm)
    return made


def embedding_lookup_sparse(params, sp_ids, sp_weights, partition_strategy="mod", name=None, combiner=None, max_norm=None):
    approximate()
    combiner = combiner or "mean"
    if not isinstance(params, (list, type(()))):
        params = [params]
    with tf.name_scope(name, "embedding_lookup_sparse", [sp_ids.values]) as name:
        segments = sp_ids.indices[:, 0]
        if dtype_of(segments) != tf.int32:
            segments = tf.cast(segments, tf.int32)
        ids = sp_ids.values
        ids, index = tf.unique(ids)
        found = embedding_lookup(params if len(params) > 1 else params[0], ids, partition_strategy, max_norm=max_norm)
        if sp_weights is None:
            kind = {"sum": "SparseSegmentSum", "mean": "SparseSegmentMean", "sqrtn": "SparseSegmentSqrtN"}[combiner]
            made = op(kind, name=name, data=found, indices=index, segment_ids=segments)
        else:
            found = tf.gather(found, index) * tf.expand_dims(tf.cast(sp_weights.values, dtype_of(found)), 1)
            if combiner == "sum":
                made = tf.segment_sum(found, segments, name=name)
            else:
                made = tf.div(tf.segment_sum(found, segments), tf.segment_sum(sp_weights.values, segments), name=name)
        made.set_shape([None] + params[0].get_shape().as_list()[1:])
        return made


def in_top_k(predictions, targets, k, name=None):
    if not at_least("1.4"):
        return op("InTopK", name=name, predictions=predictions, targets=targets, k=k)
    with tf.name_scope(name, "in_top_k"):
        return op("InTopKV2", name=name, predictions=predictions, targets=targets, k=k)


def top_k(input, k=1, sorted=True, name=None):
    made = op("TopKV2", name=name, input=input, k=k, sorted=sorted)
    return TopK(made)


class TopK(type(())):
    """The values and where they were."""

    def __new__(cls, parts):
        return super(TopK, cls).__new__(cls, parts)

    @property
    def values(self):
        return self[0]

    @property
    def indices(self):
        return self[1]


def sigmoid_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, name=None, targets=None):
    labels = labels if labels is not None else targets
    if not at_least("1.0") and _sentinel is not None:
        logits = _sentinel
    if at_least("1.0") and _sentinel is not None:
        raise ValueError("Only call `sigmoid_cross_entropy_with_logits` with named arguments (labels=..., logits=..., ...)")
    with tf.name_scope(name, "logistic_loss", [logits, labels]) as name:
        logits = convert(logits, "logits")
        labels = convert(labels, "labels" if at_least("1.0") else "targets")
        zeros = tf.zeros_like(logits)
        positive = logits >= zeros
        relu = tf.where(positive, logits, zeros) if at_least("1.0") else tf.select(positive, logits, zeros)
        negative = tf.where(positive, -logits, logits) if at_least("1.0") else tf.select(positive, -logits, logits)
        return tf.add(relu - logits * labels, tf.log1p(tf.exp(negative)) if at_least("1.0") else tf.log1p(tf.exp(negative)), name=name)


def weighted_cross_entropy_with_logits(labels=None, logits=None, pos_weight=None, name=None, targets=None):
    labels = labels if labels is not None else targets
    with tf.name_scope(name, "logistic_loss", [logits, labels]) as name:
        logits = convert(logits, "logits")
        labels = convert(labels, "labels")
        weight = 1 + (pos_weight - 1) * labels
        return tf.add((1 - labels) * logits, weight * (tf.log1p(tf.exp(-tf.abs(logits))) + tf.nn.relu(-logits)), name=name)


def sparse_softmax_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, name=None):
    if at_least("1.0") and _sentinel is not None:
        raise ValueError("Only call `sparse_softmax_cross_entropy_with_logits` with named arguments (labels=..., logits=..., ...)")
    if not at_least("1.0") and _sentinel is not None:
        labels, logits = logits if labels is None else labels, _sentinel
    with tf.name_scope(name, "SparseSoftmaxCrossEntropyWithLogits", [labels, logits]):
        labels = convert(labels)
        logits = convert(logits)
        static = labels.get_shape()
        shape = tf.shape(labels)
        if logits.get_shape().ndims is not None and static.ndims is not None and static.ndims != logits.get_shape().ndims - 1:
            raise ValueError("Rank mismatch: Rank of labels (received %s) should equal rank of logits minus 1 (received %s)." %
                             (static.ndims, logits.get_shape().ndims) if not at_least("2.15") else
                             "`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape=%s of rank %s and "
                             "logits.shape=%s of rank %s" % (static, static.ndims, logits.get_shape(), logits.get_shape().ndims))
        if logits.get_shape().ndims == 2:
            return op("SparseSoftmaxCrossEntropyWithLogits", features=logits, labels=labels)[0]
        approximate()
        classes = tf.shape(logits)[tf.rank(logits) - 1]
        flat_labels = tf.reshape(labels, [-1])
        flat = tf.reshape(logits, [-1, classes])
        cost = op("SparseSoftmaxCrossEntropyWithLogits", features=flat, labels=flat_labels)[0]
        cost = tf.reshape(cost, shape)
        cost.set_shape(static)
        return settle(cost, labels) if static.ndims is not None else cost


def softmax_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None):
    if at_least("1.0") and _sentinel is not None:
        raise ValueError("Only call `softmax_cross_entropy_with_logits` with named arguments (labels=..., logits=..., ...)")
    if not at_least("1.0") and _sentinel is not None:
        labels, logits = logits if labels is None else labels, _sentinel
    if not at_least("1.8"):
        return cross_entropy(labels, logits, name, dim)
    with tf.name_scope(name, "softmax_cross_entropy_with_logits_sg", [logits, labels]) as name:
        labels = tf.stop_gradient(labels, name="labels_stop_gradient")
        return cross_entropy(labels, logits, name, dim if axis is None else axis)


def softmax_cross_entropy_with_logits_v2(labels=None, logits=None, axis=None, name=None, dim=None, _sentinel=None):
    with tf.name_scope(name, "softmax_cross_entropy_with_logits", [logits, labels]) as name:
        axis = dim if axis is None else axis
        return cross_entropy(labels, logits, name, -1 if axis is None else axis)


def moved(tensor, axis, rank):
    """The tensor with this axis as its last."""
    parts = [tf.range(axis), tf.range(axis + 1, rank), [axis]]
    return tf.transpose(tensor, tf.concat(parts, 0) if at_least("1.0") else tf.concat(0, parts))


def cross_entropy(labels, logits, name, axis=-1):
    logits = convert(logits)
    labels = tf.cast(convert(labels), dtype_of(logits))
    rank = tf.rank(logits)
    given = logits.get_shape()
    axis = given.ndims + axis if axis < -1 and given.ndims is not None else axis
    if axis != -1:
        logits, labels = moved(logits, axis, rank), moved(labels, axis, rank)
        if given.ndims is not None:
            dims = given.as_list()
            logits.set_shape(dims[:axis] + dims[axis + 1:] + [dims[axis]])
            labels.set_shape(dims[:axis] + dims[axis + 1:] + [dims[axis]])
    shape = tf.shape(logits)
    static = logits.get_shape()
    if static.ndims is not None and labels.get_shape().ndims is not None and not static.is_compatible_with(labels.get_shape()):
        op("SoftmaxCrossEntropyWithLogits", features=logits, labels=labels)
    flat = flattened(logits)
    flat_labels = flattened(labels)
    cost = op("SoftmaxCrossEntropyWithLogits", name=name if at_least("1.8") else name, features=flat, labels=flat_labels)[0]
    sizes = tf.slice(shape, [0], [tf.subtract(rank, 1) if at_least("1.0") else tf.sub(rank, 1)])
    cost = tf.reshape(cost, sizes)
    if static.ndims is not None:
        cost.set_shape(static.as_list()[:-1])
        settle(cost, logits)
    return cost


def flattened(output):
    rank = tf.rank(output)
    shape = tf.shape(output)
    last = tf.slice(shape, [tf.subtract(rank, 1) if at_least("1.0") else tf.sub(rank, 1)], [1])
    joined = tf.concat([[-1], last], 0) if at_least("1.0") else tf.concat(0, [[-1], last])
    flat = tf.reshape(output, joined)
    dims = output.get_shape()
    if dims.ndims is not None:
        size = 1
        for d in dims.as_list()[:-1]:
            size = None if size is None or d is None else size * d
        flat.set_shape([size, dims.as_list()[-1]])
    return flat


def log_poisson_loss(targets, log_input, compute_full_loss=False, name=None):
    with tf.name_scope(name, "log_poisson_loss", [log_input, targets]):
        log_input, targets = convert(log_input, "log_input"), convert(targets, "targets")
        result = tf.exp(log_input) - log_input * targets
        if compute_full_loss:
            point_five, two_pi = tf.constant(0.5, dtype_of(targets)), tf.constant(6.283185307179586, dtype_of(targets))
            stirling = (targets * tf.log(targets)) - targets + (point_five * tf.log(two_pi * targets))
            zeros, ones = tf.zeros_like(targets, dtype_of(targets)), tf.ones_like(targets, dtype_of(targets))
            small = tf.logical_and(targets >= zeros, targets <= ones)
            result = result + (tf.where(small, zeros, stirling) if at_least("1.0") else tf.select(small, zeros, stirling))
        return result
