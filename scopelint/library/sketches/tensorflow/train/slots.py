"""Slots: the variables an optimizer or moving average keeps beside each variable (SPEC 16)."""

import tensorflow as tf
from _scopelint import at_least, is_variable


def slot_variable(primary, value, name, shape=None, dtype=None):
    """A slot through the variable store: under the current variable scope, stored under a name that ends in a slash."""
    with tf.variable_scope(None, primary.op.name + "/" + name) as scope:
        partitioner = scope.partitioner
        scope.set_partitioner(None)
        given = {}
        if at_least("1.4"):
            given["use_resource"] = is_variable(primary) == "resource"
            if callable(value):
                given["shape"] = shape
                given["dtype"] = dtype
            elif not value.get_shape().is_fully_defined():
                given["validate_shape"] = False
        slot = tf.get_variable("", initializer=value, trainable=False, **given)
        scope.set_partitioner(partitioner)
    return slot


def create_slot(primary, val, name, colocate_with_primary=True):
    """A slot with this initial value. In 0.12 it is a plain variable under the current name scope."""
    if at_least("1.0"):
        return slot_variable(primary, val, name)
    with tf.name_scope(primary.op.name + "/" + name) as scope:
        return tf.Variable(val, name=scope, trainable=False)


def create_slot_with_initializer(primary, initializer, shape, dtype, name, colocate_with_primary=True):
    return slot_variable(primary, initializer, name, shape, dtype)


def create_zeros_slot(primary, name, dtype=None, colocate_with_primary=True):
    if dtype is None:
        dtype = primary.dtype.base_dtype
    shape = primary.get_shape()
    if at_least("1.4") and shape.is_fully_defined():
        return create_slot_with_initializer(primary, tf.zeros_initializer(dtype=dtype), shape, dtype, name)
    if at_least("1.4"):
        value = primary.initialized_value() if is_variable(primary) else primary
        return create_slot(primary, tf.zeros(tf.shape(value), dtype=dtype), name)
    return create_slot(primary, tf.zeros(shape.as_list(), dtype=dtype), name)
