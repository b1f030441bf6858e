"""Conditionals that are decided while the graph is built where they can be."""

import tensorflow as tf
from _scopelint import is_unknown, is_variable, unknown

from ...layers.parts import constant_flag


def smart_cond(pred, true_fn=None, false_fn=None, name=None):
    if not callable(true_fn):
        raise TypeError("`true_fn` must be callable.")
    if not callable(false_fn):
        raise TypeError("`false_fn` must be callable.")
    known = smart_constant_value(pred)
    if is_unknown(known) or known is None:
        return tf.cond(pred, true_fn=true_fn, false_fn=false_fn, name=name)
    return true_fn() if known else false_fn()


def smart_constant_value(pred):
    if is_unknown(pred):
        return unknown("smart_constant_value()")
    if is_variable(pred) or (not isinstance(pred, (bool, tf.Tensor)) and pred not in (0, 1)):
        raise TypeError("`pred` must be a Tensor, or a Python bool, or 1 or 0. Found instead: %s" % type(pred))
    return constant_flag(pred)
