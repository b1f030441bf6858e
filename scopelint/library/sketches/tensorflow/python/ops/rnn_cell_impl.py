"""What programs take from the cells' own module: the affine map, shapes of states, tests of cells."""

import tensorflow as tf
from _scopelint import at_least, is_tensor

from ...nn.rnn_cell.linear import BIAS, WEIGHT, Linear, joined, total_depth

_Linear = Linear
_WEIGHTS_VARIABLE_NAME = WEIGHT
_BIAS_VARIABLE_NAME = BIAS


def _linear(args, output_size, bias, bias_initializer=None, kernel_initializer=None):
    """From 1.4 the initializers are arguments; the variables are asked for at every call."""
    if args is None or (isinstance(args, (list, tuple)) and not args):
        raise ValueError("`args` must be specified")
    parts = list(args) if isinstance(args, (list, tuple)) else [args]
    total = total_depth(parts)
    dtype = parts[0].dtype
    with tf.variable_scope(tf.get_variable_scope()) as outer:
        weights = tf.get_variable(WEIGHT, [total, output_size], dtype=dtype, initializer=kernel_initializer)
        made = tf.matmul(joined(parts), weights)
        if not bias:
            return made
        with tf.variable_scope(outer) as inner:
            inner.set_partitioner(None)
            if bias_initializer is None:
                bias_initializer = tf.constant_initializer(0.0, dtype=dtype)
            biases = tf.get_variable(BIAS, [output_size], dtype=dtype, initializer=bias_initializer)
        return tf.nn.bias_add(made, biases)


def _concat(prefix, suffix, static=False):
    """Two parts of a shape as one."""
    if static:
        before, after = tf.TensorShape(prefix).as_list() if not isinstance(prefix, int) else [prefix], (
            tf.TensorShape(suffix).as_list() if not isinstance(suffix, int) else [suffix])
        return before + after
    return tf.concat([vector(prefix, "prefix"), vector(suffix, "suffix")], 0)


def vector(part, title):
    if is_tensor(part):
        if part.get_shape().ndims == 0:
            return tf.expand_dims(part, 0)
        if part.get_shape().ndims != 1:
            raise ValueError("%s tensor must be either a scalar or vector, but saw tensor: %s" % (title, part))
        return part
    known = [part] if isinstance(part, int) else tf.TensorShape(part).as_list()
    return tf.constant(known, dtype=tf.int32) if None not in known else None


def _zero_state_tensors(state_size, batch_size, dtype):
    """Zeros in the structure of a state's sizes."""
    def zeros(size):
        made = tf.zeros(_concat(batch_size, size), dtype=dtype)
        made.set_shape(_concat(batch_size if isinstance(batch_size, int) else None, size, static=True))
        return made

    return tf.contrib.framework.nest.map_structure(zeros, state_size)


def _hasattr(obj, attr_name):
    return hasattr(obj, attr_name)


def assert_like_rnncell(cell_name, cell):
    wanted = [("'output_size' property is missing", hasattr(cell, "output_size")),
              ("'state_size' property is missing", hasattr(cell, "state_size")),
              ("is not callable", callable(cell))]
    if at_least("1.13"):
        has = hasattr(cell, "zero_state") or hasattr(cell, "get_initial_state")
        wanted.insert(2, ("either 'zero_state' or 'get_initial_state' method is required", has))
    else:
        wanted.insert(2, ("'zero_state' method is missing", hasattr(cell, "zero_state")))
    missing = [said for said, held in wanted if not held]
    if missing:
        raise TypeError("The argument %r (%s) is not an RNNCell: %s." % (cell_name, cell, ", ".join(missing)))


def _like_rnncell(cell):
    return hasattr(cell, "output_size") and hasattr(cell, "state_size") and hasattr(cell, "zero_state") and callable(cell)
