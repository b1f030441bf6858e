"""The convolution op of a layer, with the names each version gives its parts."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from .parts import short_format, window_size


def output_sizes(known, layer, filters):
    """The static shape a convolution gives."""
    first = 2 if layer.data_format == "channels_first" else 1
    result = [known[0]] + [None] * (layer.rank + 1)
    for i in range(layer.rank):
        result[first + i] = window_size(
            known[first + i], layer.kernel_size[i], layer.strides[i], layer.padding, layer.dilation_rate[i]
        )
    result[1 if first == 2 else -1] = filters
    return result


def convolve(inputs, kernel, layer):
    """1.0 goes through ``tf.nn.convolution``, later versions straight to the op."""
    dilated = max(layer.dilation_rate) > 1
    shape = output_sizes(inputs.get_shape().as_list(), layer, layer.filters)
    if layer.padding == "causal":
        left = layer.dilation_rate[0] * (layer.kernel_size[0] - 1)
        inputs = tf.pad(inputs, [[0, 0], [left, 0], [0, 0]])
    if not at_least("1.4"):
        outputs = old_convolution(inputs, kernel, layer)
    elif dilated:
        outputs = spread_convolution(inputs, kernel, shape)
    else:
        outputs = plain_convolution(inputs, kernel, layer)
    outputs.set_shape(shape)
    return outputs


def old_convolution(inputs, kernel, layer):
    if max(layer.strides) > 1 and max(layer.dilation_rate) > 1:
        raise ValueError("strides > 1 not supported in conjunction with dilation_rate > 1")
    form = short_format(layer.data_format, layer.rank) if layer.data_format == "channels_first" else None
    return tf.nn.convolution(
        input=inputs, filter=kernel, dilation_rate=layer.dilation_rate, strides=layer.strides,
        padding=layer.padding.upper(), data_format=form
    )


def plain_convolution(inputs, kernel, layer):
    form = short_format(layer.data_format, layer.rank)
    padding = "VALID" if layer.padding == "causal" else layer.padding.upper()
    if layer.rank == 1:
        name = "Conv1D" if at_least("2.15") else None
        return tf.nn.conv1d(inputs, kernel, layer.strides[0], padding, data_format=form, name=name)
    around = [1, 1] + list(layer.strides) if layer.data_format == "channels_first" else [1] + list(layer.strides) + [1]
    if layer.rank == 2:
        return tf.nn.conv2d(inputs, kernel, strides=around, padding=padding, data_format=form)
    return tf.nn.conv3d(inputs, kernel, strides=around, padding=padding, data_format=form)


def spread_convolution(inputs, kernel, shape):
    """A dilated one: the batch is split, convolved and put together again."""
    kind = inputs.dtype.base_dtype
    inner = "Conv2D" if len(shape) == 4 else "Conv3D" if len(shape) == 5 else "conv1d/Conv2D"

    def parts():
        if at_least("1.4") and not at_least("2.15") and len(shape) != 3:
            raw_op("Const", "required_space_to_batch_paddings/input_shape", [(tf.int32, [len(shape) - 2])])
        raw_op("SpaceToBatchND", "SpaceToBatchND", [(kind, None)])
        raw_op("Conv2D", inner, [(kind, None)])
        return raw_op("BatchToSpaceND", "BatchToSpaceND", [(kind, shape)])[0]

    if not at_least("2.15"):
        return parts()
    with tf.name_scope("Conv%dD" % (len(shape) - 2)):
        return parts()
