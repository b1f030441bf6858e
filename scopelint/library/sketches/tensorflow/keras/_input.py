"""tf.keras.Input: a placeholder that models start from."""

import tensorflow as tf
from _scopelint import layer_uid


def Input(shape=None, batch_size=None, name=None, dtype=None, sparse=False, tensor=None, batch_shape=None, **kwargs):
    if tensor is None:
        number = layer_uid("input")
        sizes = batch_shape if batch_shape is not None else (batch_size,) + tuple(shape)
        tensor = tf.placeholder(dtype or tf.float32, sizes, name=name or "input_%d" % number)
    tensor._keras_history = (None, None)
    return tensor
