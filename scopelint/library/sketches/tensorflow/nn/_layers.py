"""Convolutions, pools, activations and normalizing (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, is_tensor, op, raw_op, settle


def conv2d(input, filter=None, strides=None, padding=None, use_cudnn_on_gpu=True, data_format="NHWC",
           dilations=[1, 1, 1, 1], name=None, filters=None):
    filter = filter if filter is not None else filters
    if isinstance(padding, (list, tuple)) and not at_least("1.15"):
        raise TypeError("Expected string for argument 'padding' not %r." % (padding,))
    if at_least("1.15"):
        strides = four(strides, data_format or "NHWC")
        dilations = four(dilations, data_format or "NHWC")
    return op("Conv2D", name=name, input=input, filter=filter, strides=strides, padding=padding,
              data_format=data_format or "NHWC", dilations=dilations)


def four(value, data_format, size=2):
    if value is None:
        value = 1
    if isinstance(value, int):
        value = [value]
    value = list(value)
    if len(value) == size + 2:
        return value
    if len(value) == 1:
        value = value * size
    if data_format.startswith("NC"):
        return [1, 1] + value
    return [1] + value + [1]


def conv3d(input, filter=None, strides=None, padding=None, data_format="NDHWC", dilations=[1, 1, 1, 1, 1], name=None,
           filters=None):
    return op("Conv3D", name=name, input=input, filter=filter if filter is not None else filters, strides=strides,
              padding=padding, data_format=data_format, dilations=dilations)


def conv1d(value=None, filters=None, stride=None, padding=None, use_cudnn_on_gpu=None, data_format=None, name=None,
           input=None, dilations=None):
    value = value if value is not None else input
    with tf.name_scope(name, "conv1d", [value, filters]) as name:
        channels_last = data_format is None or data_format in ("NHWC", "NWC")
        at = 1 if channels_last else 2
        value = tf.expand_dims(value, at)
        filters = tf.expand_dims(filters, 0)
        if isinstance(stride, (list, type(()))):
            stride = stride[0] if len(stride) == 1 else (stride[1] if channels_last else stride[2])
        strides = [1, 1, stride, 1] if channels_last else [1, 1, 1, stride]
        result = op("Conv2D", name=name if at_least("1.15") else None, input=value, filter=filters, strides=strides,
                    padding=padding, data_format="NHWC" if channels_last else "NCHW")
        return tf.squeeze(result, [at])


def conv2d_transpose(value=None, filter=None, output_shape=None, strides=None, padding="SAME", data_format="NHWC",
                     name=None, input=None, filters=None, dilations=None):
    value = value if value is not None else input
    filter = filter if filter is not None else filters
    with tf.name_scope(name, "conv2d_transpose", [value, filter, output_shape]) as name:
        if at_least("1.15"):
            strides = four(strides, data_format or "NHWC")
            sizes = convert(output_shape, "input_sizes")
        else:
            sizes = convert(output_shape, "output_shape")
        return op("Conv2DBackpropInput", name=name, input_sizes=sizes, filter=filter, out_backprop=value, strides=strides,
                  padding=padding, data_format=data_format)


def conv3d_transpose(value=None, filter=None, output_shape=None, strides=None, padding="SAME", data_format="NDHWC",
                     name=None, input=None, filters=None, dilations=None):
    value = value if value is not None else input
    filter = filter if filter is not None else filters
    with tf.name_scope(name, "conv3d_transpose", [value, filter, output_shape]) as name:
        sizes = convert(output_shape, "input_sizes" if at_least("1.15") else "output_shape")
        return op("Conv3DBackpropInputV2", name=name, input_sizes=sizes, filter=filter, out_backprop=value,
                  strides=strides, padding=padding, data_format=data_format)


def conv1d_transpose(input=None, filters=None, output_shape=None, strides=None, padding="SAME", data_format="NWC",
                     dilations=None, name=None, value=None, filter=None, stride=None):
    # Until 1.13, in tf.contrib.nn, with other names.
    input, filters = value if input is None else input, filter if filters is None else filters
    strides = stride if strides is None else strides
    with tf.name_scope(name, "conv1d_transpose", [input, filters, output_shape]) as name:
        value = tf.expand_dims(input, 1)
        kernel = tf.expand_dims(filters, 0)
        sizes = tf.concat([[output_shape[0]], [1], list(output_shape[1:])], 0) if not is_tensor(output_shape) else output_shape
        result = op("Conv2DBackpropInput", name=name, input_sizes=sizes, filter=kernel, out_backprop=value,
                    strides=[1, 1, strides, 1], padding=padding)
        return tf.squeeze(result, [1])


def depthwise_conv2d(input, filter, strides, padding, rate=None, name=None, data_format=None, dilations=None):
    with tf.name_scope(name, "depthwise", [input, filter]) as name:
        if at_least("1.0"):
            tf.shape(convert(input))
            tf.constant(rate if rate is not None else [1, 1], name="dilation_rate")
        rate = rate if rate is not None else dilations
        if rate is not None and max(rate) > 1:
            return dilated_depthwise(input, filter, padding, rate)
        return op("DepthwiseConv2dNative", name=name, input=input, filter=filter, strides=strides, padding=padding,
                  data_format=data_format or "NHWC")


def refuse_overparameterized(input, depthwise_filter, pointwise_filter):
    """Up to 1.0 the pointwise step may not make fewer channels than it gets."""
    shapes = [convert(tensor).get_shape() for tensor in (input, depthwise_filter, pointwise_filter)]
    if all(shape.ndims == 4 for shape in shapes):
        known, multiplier, outputs = (shape.as_list()[3] for shape in shapes)
        if None not in (known, multiplier, outputs) and multiplier * known > outputs:
            raise ValueError(
                "Refusing to perform an overparameterized separable convolution: channel_multiplier * in_channels = "
                "%d * %d = %d > %d = out_channels" % (multiplier, known, multiplier * known, outputs)
            )


def separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, rate=None, name=None,
                     data_format=None, dilations=None):
    with tf.name_scope(name, "separable_conv2d", [input, depthwise_filter, pointwise_filter]) as name:
        if not at_least("1.4"):
            refuse_overparameterized(input, depthwise_filter, pointwise_filter)
        if at_least("1.0"):
            tf.shape(convert(input), name="Shape")
            tf.constant(rate if rate is not None else [1, 1], name="dilation_rate")
        rate = rate if rate is not None else dilations
        if rate is not None and max(rate) > 1:
            middle = dilated_depthwise(input, depthwise_filter, padding, rate)
        else:
            middle = op("DepthwiseConv2dNative", name="depthwise", input=input, filter=depthwise_filter, strides=strides,
                        padding=padding, data_format=data_format or "NHWC")
        return op("Conv2D", name=name, input=middle, filter=pointwise_filter, strides=[1, 1, 1, 1], padding="VALID",
                  data_format=data_format or "NHWC")


def dilated_depthwise(input, filter, padding, rate):
    """Through space and batch; the ops between are not made one by one."""
    approximate()
    known, kernel = convert(input).get_shape().as_list(), convert(filter).get_shape().as_list()
    sizes = []
    for size, width, step in zip(known[1:3], kernel[:2], rate):
        known_size = size is not None and width is not None
        sizes.append(size if padding == "SAME" else size - (width - 1) * step if known_size else None)
    depth = None if known[3] is None or kernel[3] is None else known[3] * kernel[3]
    return raw_op("BatchToSpaceND", "BatchToSpaceND", [(input.dtype, [known[0]] + sizes + [depth])])[0]


def convolution(input, filter=None, padding=None, strides=None, dilation_rate=None, name=None, data_format=None,
                filters=None, dilations=None):
    filter = filter if filter is not None else filters
    rate = dilation_rate if dilation_rate is not None else dilations
    with tf.name_scope(name, "convolution", [input, filter]) as name:
        input, filter = convert(input, "input"), convert(filter, "filter")
        ndims = input.get_shape().ndims
        spatial = (ndims if ndims is not None else filter.get_shape().ndims) - 2
        channels_last = data_format is None or not data_format.startswith("NC")
        strides = [1] * spatial if strides is None else ([strides] * spatial if isinstance(strides, int) else list(strides))
        rate = [1] * spatial if rate is None else ([rate] * spatial if isinstance(rate, int) else list(rate))
        dilated = max(rate) > 1
        if not at_least("1.4"):
            tf.shape(input)
        if not at_least("1.15") or dilated:
            tf.constant(rate, tf.int32, name="dilation_rate")
        result_name = name
        kernel, value = filter, input
        if dilated:
            before = input.get_shape().as_list()
            sizes = filter.get_shape().as_list()
            block = [r for r in rate]
            paddings, crops = batch_paddings(before[1:-1] if channels_last else before[2:], sizes, rate, padding)
            if not channels_last or None in before[1:-1]:
                return through_batches(value, before, sizes, rate, padding, channels_last)
            value = tf.space_to_batch_nd(value, block, paddings)
            value = direct(value, kernel, spatial, "VALID", strides, [1] * spatial, channels_last, name)
            return tf.batch_to_space_nd(value, block, crops)
        return direct(value, kernel, spatial, padding, strides, rate, channels_last, result_name)


def through_batches(value, dims, kernel, rate, padding, channels_last):
    """Where a side is not known, paddings are worked out by ops, which are not made one by one here."""
    approximate()
    sides = []
    for size, width, step in zip(dims[1:-1] if channels_last else dims[2:], kernel, rate):
        known = size is not None and width is not None
        sides.append(size if padding == "SAME" else size - (width - 1) * step if known else None)
    shape = [dims[0]] + sides + [kernel[-1]] if channels_last else [dims[0], kernel[-1]] + sides
    return settle(raw_op("BatchToSpaceND", "BatchToSpaceND", [(dtype_of(value), shape)], [value])[0], value)


def batch_paddings(sizes, kernel, rate, padding):
    paddings, crops = [], []
    for i, r in enumerate(rate):
        reach = (kernel[i] - 1) * r
        low = reach // 2 if padding == "SAME" else 0
        high = reach - low if padding == "SAME" else 0
        total = (sizes[i] or 0) + low + high
        more = (-total) % r
        paddings.append([low, high + more])
        crops.append([0, more])
    return paddings, crops


def direct(value, kernel, spatial, padding, strides, rate, channels_last, name):
    if spatial == 1:
        at = 1 if channels_last else 2
        value = tf.expand_dims(value, at)
        kernel = tf.expand_dims(kernel, 0)
        steps = [1, 1, strides[0], 1] if channels_last else [1, 1, 1, strides[0]]
        made = op("Conv2D", name=name if at_least("1.15") else None, input=value, filter=kernel, strides=steps,
                  padding=padding, data_format="NHWC" if channels_last else "NCHW")
        return tf.squeeze(made, [at])
    steps = [1] + strides + [1] if channels_last else [1, 1] + strides
    dilations = [1] + rate + [1] if channels_last else [1, 1] + rate
    if spatial == 3:
        return op("Conv3D", name=name, input=value, filter=kernel, strides=steps, padding=padding,
                  data_format="NDHWC" if channels_last else "NCDHW", dilations=dilations)
    return op("Conv2D", name=name, input=value, filter=kernel, strides=steps, padding=padding,
              data_format="NHWC" if channels_last else "NCHW", dilations=dilations)


def atrous_conv2d(value, filters, rate, padding, name=None):
    if not at_least("1.4"):
        with tf.name_scope(name, "atrous_conv2d", [value, filters]) as name:
            if rate == 1:
                return op("Conv2D", input=value, filter=filters, strides=[1, 1, 1, 1], padding=padding)
            sizes = value.get_shape().as_list()
            if None in sizes:
                value = convert(value)
                return through_batches(value, [None] * 3 + [sizes[3]], filters.get_shape().as_list(), [rate, rate],
                                       padding, True)
            paddings, crops = batch_paddings(sizes[1:3], filters.get_shape().as_list(), [rate, rate], padding)
            value = tf.space_to_batch_nd(value, [rate, rate], paddings)
            value = op("Conv2D", name=name, input=value, filter=filters, strides=[1, 1, 1, 1], padding="VALID")
            return tf.batch_to_space_nd(value, [rate, rate], crops)
    return convolution(input=value, filter=filters, padding=padding, dilation_rate=[rate, rate], name=name)


def atrous_conv2d_transpose(value, filters, output_shape, rate, padding, name=None):
    with tf.name_scope(name, "atrous_conv2d_transpose", [value, filters, output_shape]):
        value = convert(value, "value")
        if rate == 1:
            return conv2d_transpose(value, filters, output_shape, [1, 1, 1, 1], padding)
        approximate()
        shape = None if is_tensor(output_shape) else [None if is_tensor(size) else size for size in output_shape]
        return raw_op("BatchToSpaceND", "BatchToSpaceND", [(dtype_of(value), shape)], [value])[0]


def max_pool(value=None, ksize=None, strides=None, padding=None, data_format="NHWC", name=None, input=None):
    return pooled("MaxPool", "input", value if value is not None else input, ksize, strides, padding, data_format, name)


def max_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):
    return pooled("MaxPool", "input", input, ksize, strides, padding, data_format, name, "MaxPool2d")


def avg_pool(value=None, ksize=None, strides=None, padding=None, data_format="NHWC", name=None, input=None):
    return pooled("AvgPool", "value", value if value is not None else input, ksize, strides, padding, data_format, name)


def pooled(kind, argument, value, ksize, strides, padding, data_format, name, title=None):
    with tf.name_scope(name, title or kind, [value]) as name:
        value = convert(value, "input" if at_least("1.15") else "value")
        if at_least("1.15"):
            ksize, strides = four(ksize, data_format), four(strides, data_format)
        return op(kind, name=name, ksize=ksize, strides=strides, padding=padding, data_format=data_format, **{argument: value})


def max_pool1d(input, ksize, strides, padding, data_format="NWC", name=None):
    return pool1d("MaxPool", "input", input, ksize, strides, padding, name, "MaxPool1d")


def avg_pool1d(input, ksize, strides, padding, data_format="NWC", name=None):
    return pool1d("AvgPool", "value", input, ksize, strides, padding, name, "AvgPool1D")


def pool1d(kind, argument, input, ksize, strides, padding, name, title):
    with tf.name_scope(name, title, [input]) as name:
        ksize = [1, 1, ksize if isinstance(ksize, int) else ksize[0], 1]
        strides = [1, 1, strides if isinstance(strides, int) else strides[0], 1]
        value = tf.expand_dims(input, 1)
        made = op(kind, name=name, ksize=ksize, strides=strides, padding=padding, **{argument: value})
        return tf.squeeze(made, [1])


def pool(input, window_shape, pooling_type, padding, dilation_rate=None, strides=None, name=None, data_format=None, dilations=None):
    with tf.name_scope(name, "%s_pool" % pooling_type.lower(), [input]) as name:
        tf.constant([1] * len(window_shape), name="dilation_rate")
        strides = [1] * len(window_shape) if strides is None else list(strides)
        size = len(window_shape)
        if size == 1:
            value = tf.expand_dims(input, 1)
            made = op("MaxPool" if pooling_type == "MAX" else "AvgPool", ksize=[1, 1] + list(window_shape) + [1],
                      strides=[1, 1] + strides + [1], padding=padding, **{"input" if pooling_type == "MAX" else "value": value})
            return tf.squeeze(made, [1])
        kind = ("MaxPool" if pooling_type == "MAX" else "AvgPool") + ("3D" if size == 3 else "")
        argument = "input" if pooling_type == "MAX" or size == 3 else "value"
        return op(kind, name=name, ksize=[1] + list(window_shape) + [1], strides=[1] + strides + [1], padding=padding,
                  **{argument: input})


def bias_add(value, bias, data_format=None, name=None):
    with tf.name_scope(name, "BiasAdd", [value, bias]) as name:
        value = convert(value, "input" if at_least("1.4") else None)
        bias = convert(bias, "bias", dtype_of(value)) if not is_tensor(bias) or True else bias
        return op("BiasAdd", name=name, value=value, bias=bias, data_format="NHWC" if data_format in (None, "N...C", "NWC", "NDHWC") else (
            "NCHW" if data_format.startswith("NC") else data_format))


def xw_plus_b(x, weights, biases, name=None):
    with tf.name_scope(name, "xw_plus_b", [x, weights, biases]) as name:
        x = convert(x, "x")
        weights = convert(weights, "weights")
        biases = convert(biases, "biases")
        return op("BiasAdd", name=name, value=tf.matmul(x, weights), bias=biases)


def relu_layer(x, weights, biases, name=None):
    with tf.name_scope(name, "relu_layer", [x, weights, biases]) as name:
        x = convert(x, "x")
        weights = convert(weights, "weights")
        biases = convert(biases, "biases")
        return op("Relu", name=name, features=op("BiasAdd", value=tf.matmul(x, weights), bias=biases))


def crelu(features, name=None, axis=-1):
    with tf.name_scope(name, "CRelu", [features]) as name:
        features = convert(features, "features")
        if at_least("1.0"):
            joined = tf.concat([features, -features], axis, name=name)
        else:
            joined = tf.concat(tf.rank(features) - 1, [features, -features], name=name)
        return tf.nn.relu(joined)


def relu6(features, name=None):
    with tf.name_scope(name, "Relu6", [features]) as name:
        return op("Relu6", name=name, features=convert(features, "features"))


def leaky_relu(features, alpha=0.2, name=None):
    with tf.name_scope(name, "LeakyRelu", [features, alpha]) as name:
        features = convert(features, "features")
        if dtype_of(features).is_integer:
            features = tf.cast(features, tf.float32)
        if at_least("1.13"):
            return op("LeakyRelu", name=name, features=features, alpha=alpha)
        alpha = convert(alpha, "alpha", dtype_of(features))
        return tf.maximum(alpha * features, features)


def swish(features, beta=None, name=None):
    if not at_least("1.15"):
        return op("Mul", name="swish_f32", x=features, y=features)
    if at_least("2.15"):
        beta = tf.constant(1.0, name="beta")
        value = tf.sigmoid(features * beta)
        made = features * value
    else:
        value = tf.sigmoid(features)
        made = features * value
    tf.identity(made)
    return op("IdentityN", input=[made])[0]


silu = swish


def softmax(logits, axis=None, name=None, dim=None):
    return soft("Softmax", logits, axis if axis is not None else dim, name)


def log_softmax(logits, axis=None, name=None, dim=None):
    return soft("LogSoftmax", logits, axis if axis is not None else dim, name)


def soft(kind, logits, axis, name):
    logits = convert(logits)
    axis = -1 if axis is None else axis
    rank = logits.get_shape().ndims
    last = axis == -1 or (rank is not None and axis == rank - 1)
    if last and (at_least("1.13") or rank == 2):
        return op(kind, name=name, logits=logits)
    if last:
        shape = tf.shape(logits)
        return shaped(tf.reshape(op(kind, logits=flattened(logits)), shape, name=name), logits)
    return turned(kind, logits, axis % rank if rank is not None else axis, name)


def turned(kind, logits, axis, name):
    """Along another axis than the last: the two change places, and back."""
    if at_least("1.13"):
        tf.rank(logits)
        rank = tf.rank(logits)
    else:
        rank = tf.rank(logits)
    moved = swapped(logits, axis, minus_one(rank))
    if at_least("1.13"):
        made = op(kind, logits=moved)
    else:
        shape = tf.shape(moved)
        # Until 1.0 the name is the inner operation's.
        made = tf.reshape(op(kind, name=None if at_least("1.4") else name, logits=flattened(moved)), shape)
        name = name if at_least("1.4") else None
    return shaped(swapped(made, axis, minus_one(rank), name), logits)


def minus_one(rank):
    return tf.subtract(rank, 1) if at_least("1.0") else tf.sub(rank, 1)


def swapped(tensor, axis, last, name=None):
    """The tensor with an axis and the last one in each other's place."""
    order = [tf.range(axis), [last], tf.range(axis + 1, last), [axis]]
    return tf.transpose(tensor, tf.concat(order, 0) if at_least("1.0") else tf.concat(0, order), name=name)


def flattened(logits):
    rank = tf.rank(logits)
    last = tf.slice(tf.shape(logits), [minus_one(rank)], [1])
    joined = tf.concat([[-1], last], 0) if at_least("1.0") else tf.concat(0, [[-1], last])
    return tf.reshape(logits, joined)


def shaped(tensor, like):
    if like.get_shape().ndims is not None:
        tensor.set_shape(like.get_shape())
        return settle(tensor, like)
    return tensor


def counts(size):
    found = []
    while len(found) < size:
        found.append(len(found))
    return found


def local_response_normalization(input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None):
    return op("LRN", name=name, input=input)


def lrn(input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None):
    return op("LRN", name=name, input=input)


def with_space_to_batch(input, dilation_rate, padding, op, filter_shape=None, spatial_dims=None, data_format=None):
    tf.constant(dilation_rate, name="dilation_rate")
    return op(input, counts(len(dilation_rate)), padding)


def l2_loss(t, name=None):
    return op("L2Loss", name=name, t=t)
