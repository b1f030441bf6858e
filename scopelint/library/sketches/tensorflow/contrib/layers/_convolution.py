"""Convolutions of contrib (SPEC 14)."""

import tensorflow as tf
from _scopelint import at_least

from ...layers.convolutional import Conv1D, Conv2D, Conv2DTranspose, Conv3D, Conv3DTranspose, SeparableConv2D
from ...layers.parts import ZEROS
from ..framework._arg_scope import add_arg_scope
from ..framework._variables import model_variable
from ._initializers import xavier_initializer
from .common import channel_format, check_format, collect_variable, collections_of, finished, variable_getter

RENAMED = {"bias": "biases", "kernel": "weights"}


def convolve(
    inputs, num_outputs, kernel_size, stride=1, padding="SAME", data_format=None, rate=1, activation_fn=tf.nn.relu,
    normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(), weights_regularizer=None,
    biases_initializer=ZEROS, biases_regularizer=None, reuse=None, variables_collections=None,
    outputs_collections=None, trainable=True, scope=None, conv_dims=None
):
    if data_format not in [None, "NWC", "NCW", "NHWC", "NCHW", "NDHWC", "NCDHW"]:
        raise ValueError("Invalid data_format: %r" % (data_format,))
    if not at_least("1.0"):
        return old_convolve(
            inputs, num_outputs, kernel_size, stride, padding, data_format, rate, activation_fn, normalizer_fn,
            normalizer_params, weights_initializer, weights_regularizer, biases_initializer, biases_regularizer, reuse,
            variables_collections, outputs_collections, trainable, scope
        )
    getter = variable_getter(RENAMED)
    with tf.variable_scope(scope, "Conv", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = tf.convert_to_tensor(inputs)
        rank = inputs.get_shape().ndims
        if conv_dims is not None and conv_dims + 2 != rank:
            raise ValueError("Convolution expects input with rank %d, got %d" % (conv_dims + 2, rank))
        if rank not in (3, 4, 5):
            raise ValueError("Convolution not supported for input with rank", rank)
        layer_class = {3: Conv1D, 4: Conv2D, 5: Conv3D}[rank]
        layer = layer_class(
            filters=num_outputs, kernel_size=kernel_size, strides=stride, padding=padding,
            data_format=channel_format(data_format), dilation_rate=rate, activation=None,
            use_bias=not normalizer_fn and bool(biases_initializer), kernel_initializer=weights_initializer,
            bias_initializer=biases_initializer, kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer, activity_regularizer=None, trainable=trainable, name=sc.name,
            dtype=inputs.dtype.base_dtype, _scope=sc, _reuse=reuse
        )
        outputs = layer.apply(inputs)
        collect_variable(layer.kernel, variables_collections, "weights")
        if layer.use_bias:
            collect_variable(layer.bias, variables_collections, "biases")
        return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)


def old_convolve(
    inputs, num_outputs, kernel_size, stride, padding, data_format, rate, activation_fn, normalizer_fn,
    normalizer_params, weights_initializer, weights_regularizer, biases_initializer, biases_regularizer, reuse,
    variables_collections, outputs_collections, trainable, scope
):
    """0.12 makes the variables itself."""
    with tf.variable_scope(scope, "Conv", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dtype = inputs.dtype.base_dtype
        known = inputs.get_shape().as_list()
        count = len(known) - 2
        window = [kernel_size] * count if isinstance(kernel_size, int) else list(kernel_size)
        if not 3 <= len(known) <= 5:
            raise ValueError("Rank of inputs is %d, which is not >= 3 and <= 5" % len(known))
        strides = [stride] * count if isinstance(stride, int) else list(stride)
        rates = [rate] * count if isinstance(rate, int) else list(rate)
        if max(strides) > 1 and max(rates) > 1:
            raise ValueError("strides > 1 not supported in conjunction with dilation_rate > 1")
        depth = known[1] if data_format and data_format.startswith("NC") else known[-1]
        if depth is None:
            raise ValueError("Number of in_channels must be known.")
        weights = model_variable(
            "weights", shape=window + [depth, num_outputs], dtype=dtype, initializer=weights_initializer,
            regularizer=weights_regularizer, collections=collections_of(variables_collections, "weights"),
            trainable=trainable
        )
        outputs = tf.nn.convolution(
            input=inputs, filter=weights, dilation_rate=rates, strides=strides, padding=padding, data_format=data_format
        )
        if normalizer_fn is None and biases_initializer is not None:
            biases = model_variable(
                "biases", shape=[num_outputs], dtype=dtype, initializer=biases_initializer,
                regularizer=biases_regularizer, collections=collections_of(variables_collections, "biases"),
                trainable=trainable
            )
            outputs = tf.nn.bias_add(outputs, biases, data_format=data_format)
        return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)


def named(name, dims):
    """The public function: ``repeat`` and ``stack`` call their scopes after its name (contrib_layers/repeat)."""

    def convolution(*args, **kwargs):
        if dims is not None:
            kwargs["conv_dims"] = dims
        return convolve(*args, **kwargs)

    convolution.__name__ = name
    return add_arg_scope(convolution)


convolution = named("convolution", None)
conv1d = named("convolution1d", 1)
conv2d = named("convolution2d", 2) if at_least("1.13") else convolution
conv3d = named("convolution3d", 3) if at_least("1.13") else convolution


@add_arg_scope
def convolution2d_in_plane(
    inputs, kernel_size, stride=1, padding="SAME", activation_fn=tf.nn.relu, normalizer_fn=None,
    normalizer_params=None, weights_initializer=xavier_initializer(), weights_regularizer=None,
    biases_initializer=ZEROS, biases_regularizer=None, reuse=None, variables_collections=None,
    outputs_collections=None, trainable=True, scope=None
):
    with tf.variable_scope(scope, "ConvInPlane", [inputs], reuse=reuse) as sc:
        dtype = inputs.dtype.base_dtype
        height, width = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
        down, across = (stride, stride) if isinstance(stride, int) else stride
        depth = inputs.get_shape().as_list()[-1]
        weights = model_variable(
            "weights", shape=[height, width, 1, 1], dtype=dtype, initializer=weights_initializer,
            regularizer=weights_regularizer, collections=collections_of(variables_collections, "weights"),
            trainable=trainable
        )
        spread = tf.tile(weights, [1, 1, depth, 1])
        outputs = tf.nn.depthwise_conv2d(inputs, spread, [1, down, across, 1], padding)
        if normalizer_fn is None and biases_initializer is not None:
            biases = model_variable(
                "biases", shape=[depth], dtype=dtype, initializer=biases_initializer, regularizer=biases_regularizer,
                collections=collections_of(variables_collections, "biases"), trainable=trainable
            )
            outputs = tf.nn.bias_add(outputs, biases)
        return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)


conv2d_in_plane = convolution2d_in_plane


def transpose(
    layer_class, default, inputs, num_outputs, kernel_size, stride=1, padding="SAME", data_format="NHWC",
    activation_fn=tf.nn.relu, normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(),
    weights_regularizer=None, biases_initializer=ZEROS, biases_regularizer=None, reuse=None,
    variables_collections=None, outputs_collections=None, trainable=True, scope=None
):
    getter = variable_getter(RENAMED)
    with tf.variable_scope(scope, default, [inputs], reuse=reuse, custom_getter=getter) as sc:
        check_format(data_format, 3 if layer_class is Conv3DTranspose else 2)
        inputs = tf.convert_to_tensor(inputs)
        layer = layer_class(
            filters=num_outputs, kernel_size=kernel_size, strides=stride, padding=padding,
            data_format=channel_format(data_format), activation=None,
            use_bias=not normalizer_fn and bool(biases_initializer), kernel_initializer=weights_initializer,
            bias_initializer=biases_initializer, kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer, activity_regularizer=None, trainable=trainable, name=sc.name,
            dtype=inputs.dtype.base_dtype, _scope=sc, _reuse=reuse
        )
        outputs = layer.apply(inputs)
        collect_variable(layer.kernel, variables_collections, "weights")
        collect_variable(layer.bias, variables_collections, "biases")
        return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def convolution2d_transpose(inputs, num_outputs, kernel_size, *args, **kwargs):
    return transpose(Conv2DTranspose, "Conv2d_transpose", inputs, num_outputs, kernel_size, *args, **kwargs)


@add_arg_scope
def convolution3d_transpose(inputs, num_outputs, kernel_size, *args, **kwargs):
    kwargs.setdefault("data_format", "NDHWC")
    return transpose(Conv3DTranspose, "Conv3d_transpose", inputs, num_outputs, kernel_size, *args, **kwargs)


conv2d_transpose = convolution2d_transpose
conv3d_transpose = convolution3d_transpose


@add_arg_scope
def separable_convolution2d(
    inputs, num_outputs, kernel_size, depth_multiplier=1, stride=1, padding="SAME", data_format="NHWC", rate=1,
    activation_fn=tf.nn.relu, normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(),
    pointwise_initializer=None, weights_regularizer=None, biases_initializer=ZEROS, biases_regularizer=None,
    reuse=None, variables_collections=None, outputs_collections=None, trainable=True, scope=None
):
    check_format(data_format)
    if pointwise_initializer is None:
        pointwise_initializer = weights_initializer
    renamed = {"bias": "biases", "depthwise_kernel": "depthwise_weights", "pointwise_kernel": "pointwise_weights"}
    with tf.variable_scope(
        scope, "SeparableConv2d", [inputs], reuse=reuse, custom_getter=variable_getter(renamed)
    ) as sc:
        inputs = tf.convert_to_tensor(inputs)
        if num_outputs is not None:
            layer = SeparableConv2D(
                filters=num_outputs, kernel_size=kernel_size, strides=stride, padding=padding,
                data_format=channel_format(data_format), dilation_rate=rate, activation=None,
                depth_multiplier=depth_multiplier, use_bias=not normalizer_fn and bool(biases_initializer),
                depthwise_initializer=weights_initializer, pointwise_initializer=pointwise_initializer,
                bias_initializer=biases_initializer, depthwise_regularizer=weights_regularizer,
                pointwise_regularizer=weights_regularizer, bias_regularizer=biases_regularizer,
                activity_regularizer=None, trainable=trainable, name=sc.name, dtype=inputs.dtype.base_dtype, _scope=sc,
                _reuse=reuse
            )
            outputs = layer.apply(inputs)
            collect_variable(layer.depthwise_kernel, variables_collections, "weights")
            collect_variable(layer.pointwise_kernel, variables_collections, "weights")
            collect_variable(layer.bias, variables_collections, "biases")
            return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)
        outputs = depthwise_only(
            inputs, kernel_size, depth_multiplier, stride, padding, data_format, rate, normalizer_fn,
            weights_initializer, weights_regularizer, biases_initializer, biases_regularizer, variables_collections,
            trainable
        )
        return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)


separable_conv2d = separable_convolution2d


def depthwise_only(
    inputs, kernel_size, depth_multiplier, stride, padding, data_format, rate, normalizer_fn, weights_initializer,
    weights_regularizer, biases_initializer, biases_regularizer, variables_collections, trainable
):
    """``num_outputs=None``: no pointwise step."""
    dtype = inputs.dtype.base_dtype
    first = bool(data_format and data_format.startswith("NC"))
    height, width = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    down, across = (stride, stride) if isinstance(stride, int) else stride
    rates = (rate, rate) if isinstance(rate, int) else rate
    depth = inputs.get_shape().as_list()[1 if first else -1]
    weights = model_variable(
        "depthwise_weights", shape=[height, width, depth, depth_multiplier], dtype=dtype,
        initializer=weights_initializer, regularizer=weights_regularizer, trainable=trainable,
        collections=collections_of(variables_collections, "weights")
    )
    strides = [1, 1, down, across] if first else [1, down, across, 1]
    more = {}
    if at_least("1.0"):
        more["rate"] = rates
    if at_least("1.4"):
        more["data_format"] = data_format
    outputs = tf.nn.depthwise_conv2d(inputs, weights, strides, padding, **more)
    if normalizer_fn is None and biases_initializer is not None:
        biases = model_variable(
            "biases", shape=[depth * depth_multiplier], dtype=dtype, initializer=biases_initializer,
            regularizer=biases_regularizer, trainable=trainable,
            collections=collections_of(variables_collections, "biases")
        )
        outputs = tf.nn.bias_add(outputs, biases, data_format=data_format)
    return outputs


