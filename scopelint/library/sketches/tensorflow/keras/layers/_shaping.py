"""Layers that only move values: padding, cropping, repetition, permutation, pooling over everything."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...layers import pooling
from ._core import GlobalPooling, pooling_init
from .base import Layer as BaseLayer


class Permute(BaseLayer):
    def __init__(self, dims, **kwargs):
        super(Permute, self).__init__(**kwargs)
        self.dims = tuple(dims)

    def call(self, inputs):
        return tf.transpose(inputs, perm=(0,) + self.dims)


class RepeatVector(BaseLayer):
    def __init__(self, n, **kwargs):
        super(RepeatVector, self).__init__(**kwargs)
        self.n = n

    def call(self, inputs):
        return tf.tile(tf.expand_dims(inputs, 1), tf.stack([1, self.n, 1]))


def pairs(given, count):
    """``((before, after), ...)`` for each dimension, from one number, one for each, or two for each."""
    if isinstance(given, int):
        return [(given, given)] * count
    return [(item, item) if isinstance(item, int) else tuple(item) for item in given]


class Framed(BaseLayer):
    rank = 2
    fallback = 1

    def __init__(self, size=None, data_format=None, **kwargs):
        for word in ("padding", "cropping"):
            size = kwargs.pop(word, size)
        super(Framed, self).__init__(**kwargs)
        if size is None:
            size = self.fallback
        if self.rank == 1:
            size = [(size, size) if isinstance(size, int) else tuple(size)]
        self.frame = pairs(size, self.rank)
        self.data_format = data_format or "channels_last"

    def _first(self):
        return 2 if self.data_format == "channels_first" else 1


class Padding(Framed):
    def call(self, inputs):
        frame = [list(pair) for pair in self.frame]
        if self._first() == 2:
            return tf.pad(inputs, [[0, 0], [0, 0]] + frame)
        return tf.pad(inputs, [[0, 0]] + frame + [[0, 0]])


class ZeroPadding1D(Padding):
    rank = 1


class ZeroPadding2D(Padding):
    pass


class ZeroPadding3D(Padding):
    rank = 3


class Cropping(Framed):
    def call(self, inputs):
        cut = [slice(before, -after if after else None) for before, after in self.frame]
        keep = slice(None)
        around = [keep, keep] + cut if self._first() == 2 else [keep] + cut + [keep]
        return inputs[tuple(around)]


class Cropping1D(Cropping):
    rank = 1


class Cropping2D(Cropping):
    fallback = 0


class Cropping3D(Cropping):
    rank = 3


def repeated(value, times, axis):
    parts = tf.split(value, value.get_shape().as_list()[axis], axis)
    return tf.concat([part for part in parts for _ in range(times)], axis)


class UpSampling1D(BaseLayer):
    def __init__(self, size=2, **kwargs):
        super(UpSampling1D, self).__init__(**kwargs)
        self.size = size

    def call(self, inputs):
        return repeated(inputs, self.size, 1)


class UpSampling2D(BaseLayer):
    def __init__(self, size=(2, 2), data_format=None, interpolation="nearest", **kwargs):
        super(UpSampling2D, self).__init__(**kwargs)
        self.size = (size, size) if isinstance(size, int) else tuple(size)
        self.data_format = data_format or "channels_last"
        self.interpolation = interpolation

    def call(self, inputs):
        first = self.data_format == "channels_first"
        axes = (2, 3) if first else (1, 2)
        known = inputs.get_shape().as_list()
        for axis, times in zip(axes, self.size):
            known[axis] = None if known[axis] is None else known[axis] * times
        kind = "ResizeBilinear" if self.interpolation == "bilinear" else "ResizeNearestNeighbor"
        name = "transpose_1" if first else "resize/" + kind if at_least("1.15") else kind
        return raw_op(kind, name, [(inputs.dtype, known)])[0]


class UpSampling3D(BaseLayer):
    def __init__(self, size=(2, 2, 2), data_format=None, **kwargs):
        super(UpSampling3D, self).__init__(**kwargs)
        self.size = (size,) * 3 if isinstance(size, int) else tuple(size)
        self.first = 2 if data_format == "channels_first" else 1

    def call(self, inputs):
        for at, times in enumerate(self.size):
            inputs = repeated(inputs, times, self.first + at)
        return inputs


class AveragePooling3D(BaseLayer, pooling.AveragePooling3D):
    def __init__(self, pool_size=(2, 2, 2), strides=None, padding="valid", data_format=None, **kwargs):
        pooling_init(self, pooling.AveragePooling3D, pool_size, strides, padding, data_format, kwargs)


class GlobalAveragePooling3D(GlobalPooling):
    def _reduced(self, inputs, axes):
        return tf.reduce_mean(inputs, axes)


class GlobalMaxPooling3D(GlobalPooling):
    def _reduced(self, inputs, axes):
        return tf.reduce_max(inputs, axes)
