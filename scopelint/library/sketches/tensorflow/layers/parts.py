"""What the layer classes share: activations, switches on ``training``, sizes of windows."""

import tensorflow as tf
from _scopelint import at_least, constant_value, is_tensor

# Initializers are classes from 1.0, functions before (contrib's layers share these files in 0.12).
ZEROS = tf.zeros_initializer() if at_least("1.0") else tf.zeros_initializer
ONES = tf.ones_initializer()


def activation_of(activation):
    """A callable, or None. From 1.13 a name will do."""
    if isinstance(activation, str) and at_least("1.13"):
        return tf.keras.activations.get(activation)
    return activation


def constant_flag(flag):
    """True or False where the switch is a Python value or a constant; None where only a session knows."""
    if is_tensor(flag):
        held = constant_value(flag)
        return None if held is None else bool(held)
    return True if flag else False


def smart_cond(flag, when_true, when_false):
    """One of two functions where the switch is known, else ``tf.cond``."""
    known = constant_flag(flag)
    if known is None:
        return tf.cond(flag, when_true, when_false)
    return when_true() if known else when_false()


def sizes(value, count, name):
    """One number for all dimensions, or a number for each (layers/kernel_size_wrong_length)."""
    if isinstance(value, int):
        return (value,) * count
    found = tuple(value)
    if len(found) != count:
        said = "The `%s` argument must be a tuple of %d integers. Received: %s" % (name, count, value)
        raise ValueError(said)
    return found


def padding_of(value):
    lowered = value.lower()
    if lowered not in (("valid", "same", "causal") if at_least("1.13") else ("valid", "same")):
        said = 'The `padding` argument must be one of "valid", "same"'
        if at_least("1.15"):
            said = 'The `padding` argument must be a list/tuple or one of "valid", "same"'
        if at_least("1.13"):
            said += ' (or "causal", only for `Conv1D)'
        raise ValueError(said + ". Received: " + str(lowered))
    return lowered


def data_format_of(value):
    lowered = value.lower()
    if lowered not in ("channels_first", "channels_last"):
        raise ValueError('The `data_format` argument must be one of "channels_first", "channels_last". Received: '
                         + str(value))
    return lowered


def short_format(data_format, rank):
    """``NHWC`` and its kin."""
    letters = {1: "W", 2: "HW", 3: "DHW"}[rank]
    return "N" + letters + "C" if data_format == "channels_last" else "NC" + letters


def window_size(size, kernel, stride, padding, dilation=1):
    """What a convolution or pooling leaves of one dimension."""
    if size is None:
        return None
    if padding in ("same", "causal"):
        return -(-size // stride)
    return -(-(size - (kernel - 1) * dilation) // stride)


def spread_size(size, kernel, stride, padding):
    """What a transposed convolution makes of one dimension."""
    if size is None:
        return None
    size *= stride
    if padding == "valid":
        size += max(kernel - stride, 0)
    return size


def channels(shape, axis):
    """The static size of the channels, or TensorFlow's complaint."""
    if shape.ndims is None:
        return None
    size = shape.as_list()[axis]
    if size is None and at_least("2.15"):
        raise ValueError("The channel dimension of the inputs should be defined. The input_shape received is %s, where "
                         "axis %d (0-based) is the channel dimension, which found to be `None`." % (shape, axis))
    if size is None:
        raise ValueError("The channel dimension of the inputs should be defined. Found `None`.")
    return size

