"""The affine maps of cells, with each version's names for weight and bias (SPEC 15)."""

import tensorflow as tf
from _scopelint import at_least

if at_least("1.4"):
    WEIGHT, BIAS = "kernel", "bias"
else:
    WEIGHT, BIAS = "weights", "biases"


def total_depth(parts):
    total = 0
    for part in parts:
        shape = part.get_shape()
        if shape.ndims is not None and shape.ndims != 2:
            raise ValueError("linear is expecting 2D arguments: %s" % [p.get_shape() for p in parts])
        depth = shape.as_list()[1]
        if depth is None:
            raise ValueError("linear expects shape[1] to be provided for shape %s, but saw %s" % (shape, depth))
        total += depth
    return total


def joined(parts):
    if len(parts) == 1:
        return parts[0]
    return tf.concat(parts, 1) if at_least("1.0") else tf.concat(1, parts)


def linear(args, output_size, bias, bias_start=0.0, scope=None):
    """Until 1.0: the variables are asked for at every call."""
    parts = list(args) if isinstance(args, (list, tuple)) else [args]
    total = total_depth(parts)
    dtype = parts[0].dtype
    if not at_least("1.0"):
        with tf.variable_scope(scope or "Linear"):
            matrix = tf.get_variable("Matrix", [total, output_size], dtype=dtype)
            result = tf.matmul(joined(parts), matrix)
            if not bias:
                return result
            added = tf.get_variable(
                "Bias", [output_size], dtype=dtype, initializer=tf.constant_initializer(bias_start, dtype=dtype)
            )
        return result + added
    with tf.variable_scope(tf.get_variable_scope()) as outer:
        weights = tf.get_variable(WEIGHT, [total, output_size], dtype=dtype)
        result = tf.matmul(joined(parts), weights)
        if not bias:
            return result
        with tf.variable_scope(outer) as inner:
            inner.set_partitioner(None)
            biases = tf.get_variable(
                BIAS, [output_size], dtype=dtype, initializer=tf.constant_initializer(bias_start, dtype=dtype)
            )
    return tf.nn.bias_add(result, biases)


class Linear(object):
    """From 1.4: the variables are made once, in the scope that is current when it is made."""

    def __init__(self, args, output_size, build_bias, bias_initializer=None, kernel_initializer=None):
        parts = list(args) if isinstance(args, (list, tuple)) else [args]
        total = total_depth(parts)
        dtype = parts[0].dtype
        self._build_bias = build_bias
        with tf.variable_scope(tf.get_variable_scope()) as outer:
            self._weights = tf.get_variable(WEIGHT, [total, output_size], dtype=dtype, initializer=kernel_initializer)
            if build_bias:
                with tf.variable_scope(outer) as inner:
                    inner.set_partitioner(None)
                    if bias_initializer is None:
                        bias_initializer = tf.constant_initializer(0.0, dtype=dtype)
                    self._biases = tf.get_variable(BIAS, [output_size], dtype=dtype, initializer=bias_initializer)

    def __call__(self, args):
        parts = list(args) if isinstance(args, (list, tuple)) else [args]
        result = tf.matmul(joined(parts), self._weights)
        return tf.nn.bias_add(result, self._biases) if self._build_bias else result
