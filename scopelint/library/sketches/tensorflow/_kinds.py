"""Whether a value is a tensor."""

import tensorflow as tf
from _scopelint import at_least


def is_tensor(x=None, tensor=None):
    x = tensor if x is None else x
    if isinstance(x, (tf.Tensor, tf.SparseTensor, tf.Variable)):
        return True
    return at_least("1.4") and isinstance(x, tf.IndexedSlices)
