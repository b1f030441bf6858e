"""Helpers of the layers that programs use too."""

import tensorflow as tf
from _scopelint import at_least, is_unknown, is_variable, unknown

from ...layers.parts import constant_flag, short_format, sizes, spread_size


def smart_cond(pred, fn1=None, fn2=None, name=None):
    known = constant_value(pred)
    if is_unknown(known) or known is None:
        return tf.cond(pred, true_fn=fn1, false_fn=fn2, name=name) if at_least("1.4") else tf.cond(pred, fn1, fn2, name)
    return fn1() if known else fn2()


def constant_value(pred):
    if is_unknown(pred):
        return unknown("constant_value()")
    if is_variable(pred):
        return None
    if not isinstance(pred, (bool, tf.Tensor)) and pred not in (0, 1):
        raise TypeError("`pred` must be a Tensor, or a Python bool, or 1 or 0. Found instead: %s" % type(pred)
                        if at_least("1.8") else "`pred` must be a Tensor, a Variable, or a Python bool.")
    return constant_flag(pred)


def normalize_tuple(value, n, name):
    try:
        return sizes(value, n, name)
    except TypeError:
        raise ValueError("The `%s` argument must be a tuple of %d integers. Received: %s" % (name, n, value))


def convert_data_format(data_format, ndim):
    if data_format not in ("channels_last", "channels_first"):
        raise ValueError("Invalid data_format: " + data_format if at_least("1.13") else data_format)
    if ndim not in (3, 4, 5):
        raise ValueError("Input rank not supported: " + str(ndim) if at_least("1.13") else ndim)
    return short_format(data_format, ndim - 2)


def deconv_output_length(input_length, filter_size, padding, stride):
    if padding == "full" and input_length is not None:
        return input_length * stride - (stride + filter_size - 2)
    return spread_size(input_length, filter_size, stride, padding)


def conv_output_length(input_length, filter_size, padding, stride, dilation=1):
    if input_length is None:
        return None
    reach = filter_size + (filter_size - 1) * (dilation - 1)
    less = {"same": 0, "valid": reach - 1, "full": 1 - reach}[padding]
    return (input_length - less + stride - 1) // stride
