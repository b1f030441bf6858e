"""Moving averages by hand: the variables that correct the bias stand under the averaged variable's whole name."""

import tensorflow as tf
from _scopelint import at_least


def zeros():
    return tf.zeros_initializer() if at_least("1.0") else tf.zeros_initializer


def assign_moving_average(variable, value, decay, zero_debias=True, name=None):
    with tf.name_scope(name, "AssignMovingAvg", [variable, value, decay]) as scope:
        decay = tf.convert_to_tensor(1.0 - decay, name="decay")
        base = variable.dtype.base_dtype
        if decay.dtype != base:
            decay = tf.cast(decay, base)
        if not zero_debias:
            return tf.assign_sub(variable, (variable - value) * decay, name=scope)
        if at_least("1.15"):
            return corrected(variable, value, decay)
        return tf.assign_sub(variable, old_difference(variable, value, decay), name=scope)


def free_name(name):
    """From 1.4 a second average of the same variable has numbered variables, unless the scope reuses."""
    scope = tf.get_variable_scope()
    if not at_least("1.4") or scope.reuse:
        return name
    taken = [v.op.name for v in scope.global_variables()]
    full = scope.name + "/" + name
    if full not in taken:
        return name
    at = 1
    while full + "_%d" % at in taken:
        at += 1
    return name + "_%d" % at


def shadows(unbiased):
    """``biased`` and ``local_step``."""
    kind = unbiased.dtype.base_dtype
    options = {"initializer": zeros(), "shape": unbiased.get_shape(), "dtype": kind}
    if at_least("1.4") and not at_least("1.15"):
        options = {"initializer": tf.zeros_initializer(dtype=kind)(unbiased.get_shape())}
    biased = tf.get_variable(free_name("biased"), trainable=False, **options)
    first = zeros() if at_least("1.4") else tf.ones_initializer()
    step = tf.get_variable(free_name("local_step"), shape=[], dtype=kind, initializer=first, trainable=False)
    return biased, step


def corrected(unbiased, value, decay):
    """From 1.15 the new value is assigned."""
    with tf.variable_scope(unbiased.op.name, values=[unbiased, value, decay]):
        biased, step = shadows(unbiased)
    update = tf.assign_sub(biased, (biased - value) * decay)
    count = step.assign_add(1)
    factor = 1 - tf.pow(1.0 - decay, count)
    return tf.assign(unbiased, update / factor, name=tf.get_default_graph().get_name_scope() + "/")


def old_difference(unbiased, value, decay):
    with tf.variable_scope(unbiased.op.name, values=[unbiased, value, decay]) as scope:
        biased, step = shadows(unbiased)
        tf.assign_sub(biased, (biased - value) * decay, name=scope.name)
        step.assign_add(1)
        power = tf.pow(1.0 - decay, step.read_value())
        return unbiased - biased.read_value() / (1 - power)


def weighted_moving_average(value, decay, weight, truediv=True, collections=None, name=None):
    if collections is None:
        collections = [tf.GraphKeys.GLOBAL_VARIABLES]
    with tf.variable_scope(name, "WeightedMovingAvg", [value, weight, decay]) as scope:
        options = {"trainable": False, "collections": collections, "initializer": zeros()}
        total = tf.get_variable("value_x_weight", shape=value.get_shape(), dtype=value.dtype.base_dtype, **options)
        weights = tf.get_variable("weight", shape=weight.get_shape(), dtype=weight.dtype.base_dtype, **options)
        upper = assign_moving_average(total, value * weight, decay, zero_debias=False)
        lower = assign_moving_average(weights, weight, decay, zero_debias=False)
        return tf.truediv(upper, lower, name=scope.name) if truediv else tf.div(upper, lower, name=scope.name)
