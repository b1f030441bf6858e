"""Initializers by TensorFlow 2's names. They are Keras's from 2.x: drawn by stateless ops."""

import tensorflow as tf
from _scopelint import approximate, at_least, raw_op

from ._initializers import Initializer, constant_initializer, ones_initializer, random_normal_initializer
from ._initializers import random_uniform_initializer, zeros_initializer

STATELESS = {"uniform": "stateless_random_uniform", "untruncated_normal": "stateless_random_normal",
             "normal": "stateless_truncated_normal", "truncated_normal": "stateless_truncated_normal"}


def drawn(distribution, shape, dtype):
    approximate()
    with tf.name_scope(STATELESS[distribution]) as name:
        return raw_op("AddV2", name, [(dtype, shape)])[0]


class Zeros(zeros_initializer):
    pass


class Ones(ones_initializer):
    pass


class Constant(constant_initializer):
    def __call__(self, shape, dtype=tf.float32):
        return tf.constant(self.value, dtype=dtype, shape=shape)


class RandomUniform(random_uniform_initializer):
    def __call__(self, shape, dtype=tf.float32):
        return drawn("uniform", shape, dtype)


class RandomNormal(random_normal_initializer):
    def __call__(self, shape, dtype=tf.float32):
        return drawn("untruncated_normal", shape, dtype)


class TruncatedNormal(random_normal_initializer):
    def __call__(self, shape, dtype=tf.float32):
        if at_least("2.15"):
            return drawn("truncated_normal", shape, dtype)
        return tf.truncated_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)


class VarianceScaling(Initializer):
    def __init__(self, scale=1.0, mode="fan_in", distribution="truncated_normal", seed=None):
        self._given = {"scale": scale, "mode": mode, "distribution": distribution, "seed": seed}

    def __call__(self, shape, dtype=tf.float32):
        if at_least("2.15"):
            return drawn(self._given["distribution"], shape, dtype)
        return tf.variance_scaling_initializer(**self._given)(shape, dtype=dtype)


class Orthogonal(Initializer):
    def __init__(self, gain=1.0, seed=None):
        self._given = {"gain": gain, "seed": seed}

    def __call__(self, shape, dtype=tf.float32):
        return tf.orthogonal_initializer(**self._given)(shape, dtype=dtype)


class Identity(Initializer):
    def __init__(self, gain=1.0):
        self._given = {"gain": gain}

    def __call__(self, shape, dtype=tf.float32):
        return tf.initializers.identity(**self._given)(shape, dtype=dtype)


class GlorotUniform(VarianceScaling):
    def __init__(self, seed=None):
        super(GlorotUniform, self).__init__(1.0, "fan_avg", "uniform", seed)


class GlorotNormal(VarianceScaling):
    def __init__(self, seed=None):
        super(GlorotNormal, self).__init__(1.0, "fan_avg", "truncated_normal", seed)


def he_normal(seed=None):
    return VarianceScaling(2.0, "fan_in", "truncated_normal", seed)


def he_uniform(seed=None):
    return VarianceScaling(2.0, "fan_in", "uniform", seed)


def lecun_normal(seed=None):
    return VarianceScaling(1.0, "fan_in", "truncated_normal", seed)


def lecun_uniform(seed=None):
    return VarianceScaling(1.0, "fan_in", "uniform", seed)
