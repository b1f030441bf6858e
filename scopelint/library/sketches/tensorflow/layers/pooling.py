"""Pooling layers, which have no variables but take a scope like all layers."""

import tensorflow as tf
from _scopelint import at_least

from .base import Layer
from .inputs import InputSpec
from .parts import data_format_of, padding_of, short_format, sizes


class Pooling(Layer):
    rank = 2
    kind = "max"

    def __init__(self, pool_size, strides, padding="valid", data_format="channels_last", name=None, **kwargs):
        super(Pooling, self).__init__(name=name, **kwargs)
        self.pool_size = sizes(pool_size, self.rank, "pool_size")
        self.strides = sizes(strides if strides is not None else pool_size, self.rank, "strides")
        self.padding = padding_of(padding)
        self.data_format = data_format_of(data_format)
        if at_least("1.4"):
            self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs):
        if self.rank == 1:
            return self._pool_line(inputs)
        if self.rank == 3:
            return self._pool_volume(inputs)
        window, strides = self._window(self.pool_size), self._window(self.strides)
        pool = tf.nn.max_pool if self.kind == "max" else tf.nn.avg_pool
        return pool(inputs, window, strides, self.padding.upper(), data_format=short_format(self.data_format, 2))

    def _window(self, given):
        if self.data_format == "channels_last":
            return [1] + list(given) + [1]
        return [1, 1] + list(given)

    def _pool_line(self, inputs):
        axis = 2 if self.data_format == "channels_last" else 3
        wide = tf.expand_dims(inputs, axis)
        pool = tf.nn.max_pool if self.kind == "max" else tf.nn.avg_pool
        window, strides = self._window(self.pool_size + (1,)), self._window(self.strides + (1,))
        outputs = pool(wide, window, strides, self.padding.upper(), data_format=short_format(self.data_format, 2))
        return tf.squeeze(outputs, [axis])

    def _pool_volume(self, inputs):
        first = self.data_format == "channels_first"
        if first:
            inputs = tf.transpose(inputs, (0, 2, 3, 4, 1))
        pool = tf.nn.max_pool3d if self.kind == "max" else tf.nn.avg_pool3d
        outputs = pool(inputs, [1] + list(self.pool_size) + [1], [1] + list(self.strides) + [1], self.padding.upper())
        return tf.transpose(outputs, (0, 4, 1, 2, 3)) if first else outputs


class MaxPooling1D(Pooling):
    rank, kind = 1, "max"


class MaxPooling2D(Pooling):
    rank, kind = 2, "max"


class MaxPooling3D(Pooling):
    rank, kind = 3, "max"


class AveragePooling1D(Pooling):
    rank, kind = 1, "average"


class AveragePooling2D(Pooling):
    rank, kind = 2, "average"


class AveragePooling3D(Pooling):
    rank, kind = 3, "average"


def max_pooling1d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling1D(pool_size, strides, padding, data_format, name).apply(inputs)


def max_pooling2d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling2D(pool_size, strides, padding, data_format, name).apply(inputs)


def max_pooling3d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling3D(pool_size, strides, padding, data_format, name).apply(inputs)


def average_pooling1d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling1D(pool_size, strides, padding, data_format, name).apply(inputs)


def average_pooling2d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling2D(pool_size, strides, padding, data_format, name).apply(inputs)


def average_pooling3d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling3D(pool_size, strides, padding, data_format, name).apply(inputs)
