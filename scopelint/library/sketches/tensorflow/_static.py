"""The value of a tensor as far as building a graph knows it."""

import numpy as np
import tensorflow as tf
from _scopelint import at_least, constant_value, is_tensor, is_unknown, unknown

EVALUATED = ("Const", "Shape", "Size", "Rank", "Range", "Cast", "Concat", "ConcatV2", "Pack", "ConcatOffset") + (
    ("Fill", "Equal", "NotEqual") if at_least("1.4") else ()
) + (("Unpack", "Split", "StopGradient", "Identity", "CheckNumericsV2") if at_least("2.15") else ())


def get_static_value(tensor, partial=False):
    """TensorFlow evaluates only a few kinds of ops; of all others the value is None."""
    if is_unknown(tensor) or not hasattr(tensor, "op"):
        return unknown("constant_value()") if is_unknown(tensor) or is_tensor(tensor) else tensor
    if tensor.op.type not in EVALUATED:
        return None
    held = constant_value(tensor)
    if held is None:
        return unknown("constant_value()")
    return np.array(held) if isinstance(held, list) else held


def dimension_value(dimension):
    return dimension.value if isinstance(dimension, tf.Dimension) else dimension


def dimension_at_index(shape, index):
    return tf.Dimension(None) if shape.ndims is None else shape.dims[index]
