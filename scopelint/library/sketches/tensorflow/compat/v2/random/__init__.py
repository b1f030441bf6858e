"""Random numbers."""

import tensorflow as tf
from _scopelint import convert, op


def set_seed(seed):
    tf.set_random_seed(seed)


def poisson(shape, lam, dtype=tf.float32, seed=None, name=None):
    with tf.name_scope(name, "random_poisson", [lam, shape]):
        return op("RandomPoissonV2", shape=convert(shape, "shape", tf.int32), rate=lam, dtype=dtype, seed=seed)
