"""Initializers: functions in 0.12, from 1.0 classes (SPEC 7.12)."""

import math

import tensorflow as tf
from _scopelint import at_least


class Initializer(object):
    def __call__(self, shape, dtype=None, partition_info=None):
        raise NotImplementedError

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def floating(dtype):
    dtype = tf.as_dtype(dtype)
    if not dtype.is_floating:
        raise ValueError("Expected floating point type, got %s." % dtype)
    return dtype


class Zeros(Initializer):
    def __init__(self, dtype=tf.float32):
        self.dtype = tf.as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        if not at_least("1.4"):
            return tf.constant(False if dtype is tf.bool else 0, dtype=dtype, shape=shape)
        return tf.zeros(shape, dtype)

    def get_config(self):
        return {"dtype": self.dtype.name}


class Ones(Initializer):
    def __init__(self, dtype=tf.float32):
        self.dtype = tf.as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        if not at_least("1.4"):
            return tf.constant(1, dtype=dtype, shape=shape)
        return tf.ones(shape, dtype)

    def get_config(self):
        return {"dtype": self.dtype.name}


class Constant(Initializer):
    def __init__(self, value=0, dtype=tf.float32, verify_shape=False):
        if at_least("1.13") and not (isinstance(value, (int, float, bool, str, bytes, list, tuple)) or hasattr(value, "dtype") or
                                     value is None or hasattr(value, "__array__")):
            raise TypeError("Invalid type for initial value: %s (expected Python scalar, list or tuple of values, or "
                            "numpy.ndarray)." % type(value))
        self.value = value
        self.dtype = tf.as_dtype(dtype)
        self._verify_shape = verify_shape

    def __call__(self, shape, dtype=None, partition_info=None, verify_shape=None):
        if dtype is None:
            dtype = self.dtype
        return tf.constant(self.value, dtype=dtype, shape=shape)

    def get_config(self):
        return {"value": self.value, "dtype": self.dtype.name}


class RandomUniform(Initializer):
    def __init__(self, minval=0, maxval=None, seed=None, dtype=tf.float32):
        self.minval = minval
        self.maxval = maxval
        self.seed = seed
        self.dtype = tf.as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        return tf.random_uniform(shape, self.minval, self.maxval, dtype, seed=self.seed)

    def get_config(self):
        return {"minval": self.minval, "maxval": self.maxval, "seed": self.seed, "dtype": self.dtype.name}


class RandomNormal(Initializer):
    def __init__(self, mean=0.0, stddev=1.0, seed=None, dtype=tf.float32):
        self.mean = mean
        self.stddev = stddev
        self.seed = seed
        self.dtype = floating(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        return tf.random_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)

    def get_config(self):
        return {"mean": self.mean, "stddev": self.stddev, "seed": self.seed, "dtype": self.dtype.name}


class TruncatedNormal(RandomNormal):
    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        return tf.truncated_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)


class UniformUnitScaling(Initializer):
    def __init__(self, factor=1.0, seed=None, dtype=tf.float32):
        self.factor = factor
        self.seed = seed
        self.dtype = floating(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        size = 1.0
        for dim in (partition_info.full_shape if partition_info is not None else shape)[:-1]:
            size *= float(dim)
        most = math.sqrt(3 / max(size, 1.0)) * self.factor
        return tf.random_uniform(shape, -most, most, dtype, seed=self.seed)


class VarianceScaling(Initializer):
    def __init__(self, scale=1.0, mode="fan_in", distribution=None, seed=None, dtype=tf.float32):
        if isinstance(scale, (int, float)) and scale <= 0.0:
            raise ValueError("`scale` must be positive float." if not at_least("2.15") else
                             "Argument `scale` must be a positive float. Received: %s" % scale)
        if mode not in ("fan_in", "fan_out", "fan_avg"):
            raise ValueError("Invalid `mode` argument: %s" % mode)
        if distribution is None:
            distribution = "normal" if not at_least("1.13") else "truncated_normal"
        distribution = distribution.lower()
        if distribution not in ("normal", "uniform", "truncated_normal", "untruncated_normal"):
            raise ValueError("Invalid `distribution` argument: %s" % distribution)
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.seed = seed
        self.dtype = floating(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        if self.distribution == "uniform":
            most = self._most(partition_info.full_shape if partition_info is not None else shape)
            return tf.random_uniform(shape, -most, most, dtype, seed=self.seed)
        if self.distribution == "untruncated_normal":
            return tf.random_normal(shape, 0.0, 1.0, dtype, seed=self.seed)
        return tf.truncated_normal(shape, 0.0, 1.0, dtype, seed=self.seed)

    def _most(self, shape):
        """The limit of the uniform distribution: an error tells it where the dtype cannot hold it."""
        shape = [int(size) for size in shape]
        field = 1
        for size in shape[:-2]:
            field *= size
        if len(shape) < 2:
            fans = (shape[0], shape[0]) if shape else (1, 1)
        else:
            fans = (shape[-2] * field, shape[-1] * field)
        fan = {"fan_in": fans[0], "fan_out": fans[1], "fan_avg": (fans[0] + fans[1]) / 2.0}[self.mode]
        return math.sqrt(3.0 * (self.scale / max(1.0, fan)))


class Orthogonal(Initializer):
    def __init__(self, gain=1.0, seed=None, dtype=tf.float32):
        self.gain = gain
        self.seed = seed
        self.dtype = floating(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if dtype is None:
            dtype = self.dtype
        shape = list(shape)
        if len(shape) < 2:
            raise ValueError("The tensor to initialize must be at least two-dimensional" if not at_least("2.15") else
                             "The tensor to initialize, specified by argument `shape` must be at least two-dimensional. "
                             "Received shape=%s" % (shape,))
        rows = 1
        for size in shape[:-1]:
            rows *= size
        columns = shape[-1]
        if at_least("1.13"):
            flat = (max(rows, columns), min(rows, columns))
        else:
            flat = (rows, columns) if rows >= columns else (columns, rows)
            flat = (rows, columns) if not at_least("1.4") else flat
        if not at_least("1.4"):
            values, left, right = tf.svd(tf.random_uniform((rows, columns), dtype=dtype, seed=self.seed))
            return self.gain * tf.reshape(left if rows > columns else tf.transpose(right), shape)
        noise = tf.random_normal(flat, dtype=dtype, seed=self.seed)
        q, r = tf.qr(noise, full_matrices=False)
        d = tf.diag_part(r)
        q = q * (tf.sign(d) if at_least("1.8") else d / tf.abs(d))
        if rows < columns:
            q = tf.matrix_transpose(q)
        return self.gain * tf.reshape(q, shape)


class Identity(Initializer):
    def __init__(self, gain=1.0, dtype=tf.float32):
        self.gain = gain
        self.dtype = floating(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if len(shape) != 2:
            raise ValueError("Identity matrix initializer can only be used for 2D matrices.")
        if dtype is None:
            dtype = self.dtype
        made = tf.eye(shape[0], shape[1], dtype=dtype)
        if at_least("1.15"):
            return self.gain * made
        return self.gain * made


class GlorotUniform(VarianceScaling):
    def __init__(self, seed=None, dtype=tf.float32):
        super(GlorotUniform, self).__init__(1.0, "fan_avg", "uniform", seed, dtype)


class GlorotNormal(VarianceScaling):
    def __init__(self, seed=None, dtype=tf.float32):
        super(GlorotNormal, self).__init__(1.0, "fan_avg", None, seed, dtype)


def glorot(distribution):
    def make(seed=None, dtype=tf.float32):
        return VarianceScaling(1.0, "fan_avg", distribution, seed, dtype)

    return make


def he_normal_initializer(seed=None):
    return VarianceScaling(2.0, "fan_in", None, seed)


def he_uniform_initializer(seed=None):
    return VarianceScaling(2.0, "fan_in", "uniform", seed)


def lecun_normal_initializer(seed=None):
    return VarianceScaling(1.0, "fan_in", None, seed)


def lecun_uniform_initializer(seed=None):
    return VarianceScaling(1.0, "fan_in", "uniform", seed)


def old_zeros_initializer(shape, dtype=tf.float32, partition_info=None):
    return tf.zeros(shape, dtype)


def old_ones_initializer(shape, dtype=tf.float32, partition_info=None):
    return tf.ones(shape, dtype)


def old_ones_factory(dtype=tf.float32, partition_info=None):
    def _initializer(shape, dtype=dtype, partition_info=None):
        return tf.constant(1, dtype=dtype, shape=shape)

    return _initializer


def old_constant_initializer(value=0, dtype=tf.float32):
    def _initializer(shape, dtype=dtype, partition_info=None):
        return tf.constant(value, dtype=dtype, shape=shape)

    return _initializer


def old_random_uniform_initializer(minval=0, maxval=None, seed=None, dtype=tf.float32):
    def _initializer(shape, dtype=dtype, partition_info=None):
        return tf.random_uniform(shape, minval, maxval, dtype, seed=seed)

    return _initializer


def old_random_normal_initializer(mean=0.0, stddev=1.0, seed=None, dtype=tf.float32):
    def _initializer(shape, dtype=floating(dtype), partition_info=None):
        return tf.random_normal(shape, mean, stddev, dtype, seed=seed)

    return _initializer


def old_truncated_normal_initializer(mean=0.0, stddev=1.0, seed=None, dtype=tf.float32):
    def _initializer(shape, dtype=floating(dtype), partition_info=None):
        return tf.truncated_normal(shape, mean, stddev, dtype, seed=seed)

    return _initializer


def old_uniform_unit_scaling_initializer(factor=1.0, seed=None, dtype=tf.float32, full_shape=None):
    def _initializer(shape, dtype=floating(dtype), partition_info=None):
        size = 1.0
        full = partition_info.full_shape if partition_info is not None and hasattr(partition_info, "full_shape") else shape
        for dim in full[:-1]:
            size *= float(dim)
        most = math.sqrt(3 / max(size, 1.0)) * factor
        return tf.random_uniform(shape, -most, most, dtype, seed=seed)

    return _initializer


classes = at_least("1.0")
zeros_initializer = Zeros if classes else old_zeros_initializer
ones_initializer = Ones if classes else old_ones_factory
constant_initializer = Constant if classes else old_constant_initializer
random_uniform_initializer = RandomUniform if classes else old_random_uniform_initializer
random_normal_initializer = RandomNormal if classes else old_random_normal_initializer
truncated_normal_initializer = TruncatedNormal if classes else old_truncated_normal_initializer
uniform_unit_scaling_initializer = UniformUnitScaling if classes else old_uniform_unit_scaling_initializer
orthogonal_initializer = Orthogonal
variance_scaling_initializer = VarianceScaling
glorot_uniform_initializer = GlorotUniform if at_least("1.13") else glorot("uniform")
glorot_normal_initializer = GlorotNormal if at_least("1.13") else glorot("normal")
