"""Layers that make one tensor of several, and the functions of the same names in small letters."""

import tensorflow as tf
from _scopelint import at_least

from ._core import Merge


class Average(Merge):
    def _merge(self, a, b):
        return a + b

    def call(self, inputs):
        return super(Average, self).call(inputs) / len(inputs)


class Minimum(Merge):
    def _merge(self, a, b):
        return tf.minimum(a, b)


class Subtract(Merge):
    def _merge(self, a, b):
        return a - b


class Dot(Merge):
    def __init__(self, axes, normalize=False, **kwargs):
        super(Dot, self).__init__(**kwargs)
        self.axes = axes
        self.normalize = normalize

    def call(self, inputs):
        first, second = inputs
        axes = [self.axes] * 2 if isinstance(self.axes, int) else list(self.axes)
        ranks = [x.get_shape().ndims for x in inputs]
        axes = [axis % rank if axis < 0 else axis for axis, rank in zip(axes, ranks)]
        if self.normalize:
            first, second = tf.nn.l2_normalize(first, axes[0]), tf.nn.l2_normalize(second, axes[1])
        if ranks == [2, 2]:
            if at_least("2.15"):
                product = tf.matmul(tf.expand_dims(first, 1), tf.expand_dims(second, axes[1] + 1))
                return tf.squeeze(product, [1])
            return tf.expand_dims(tf.reduce_sum(tf.multiply(first, second), axes[0]), 1)
        turn = axes[0] != ranks[0] - 1
        return tf.matmul(first, second, transpose_a=turn, transpose_b=axes[1] == ranks[1] - 1)


def average(inputs, **kwargs):
    return Average(**kwargs)(inputs)


def maximum(inputs, **kwargs):
    return tf.keras.layers.Maximum(**kwargs)(inputs)


def minimum(inputs, **kwargs):
    return Minimum(**kwargs)(inputs)


def subtract(inputs, **kwargs):
    return Subtract(**kwargs)(inputs)


def dot(inputs, axes, normalize=False, **kwargs):
    return Dot(axes=axes, normalize=normalize, **kwargs)(inputs)
