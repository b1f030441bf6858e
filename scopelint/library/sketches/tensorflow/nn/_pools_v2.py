"""Pools of any rank, under TensorFlow 2's names."""

import tensorflow as tf
from _scopelint import at_least, op

from ._layers import four


def max_pool_v2(input, ksize, strides, padding, data_format=None, name=None):
    size = rank_of(input) - 2
    if size == 1:
        return tf.nn.max_pool1d(input, ksize, strides, padding, name=name)
    if size == 2 and at_least("2.15"):
        return tf.nn.max_pool2d(input, ksize, strides, padding, data_format or "NHWC", name=name)
    return pooled("MaxPool" if size == 2 else "MaxPool3D", "input", input, ksize, strides, padding, data_format, name, size)


def avg_pool_v2(input, ksize, strides, padding, data_format=None, name=None):
    size = rank_of(input) - 2
    if size == 1:
        return tf.nn.avg_pool1d(input, ksize, strides, padding, name=name)
    return pooled("AvgPool" if size == 2 else "AvgPool3D", "value" if size == 2 else "input", input, ksize, strides,
                  padding, data_format, name, size)


def rank_of(input):
    rank = tf.convert_to_tensor(input).get_shape().ndims
    return 4 if rank is None else rank


def pooled(kind, argument, value, ksize, strides, padding, data_format, name, size):
    data_format = data_format or ("NHWC" if size == 2 else "NDHWC")
    return op(kind, name=name, ksize=four(ksize, data_format, size), strides=four(strides, data_format, size),
              padding=padding, data_format=data_format, **{argument: value})
