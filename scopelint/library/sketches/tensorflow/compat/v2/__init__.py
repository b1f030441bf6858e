"""TensorFlow 2's own signatures as a graph sees them: the first one's functions with the arguments in another order.

``tensorflow.python.ops`` holds many of them under their plain names: ``math_ops.reduce_mean`` is this one.
"""

import tensorflow as tf
from _scopelint import is_unknown


class name_scope(object):
    """A name scope always has a name here."""

    def __init__(self, name):
        if not is_unknown(name) and not isinstance(name, str):
            raise ValueError("name for name_scope must be a string.")
        self._name = name
        self._opened = []

    @property
    def name(self):
        return self._name

    def __enter__(self):
        opened = tf.get_default_graph().name_scope(self._name)
        self._opened.append(opened)
        return opened.__enter__()

    def __exit__(self, type_arg, value_arg, traceback_arg):
        self._opened.pop().__exit__(type_arg, value_arg, traceback_arg)
        return False


def device(device_name):
    if callable(device_name):
        raise RuntimeError("tf.device does not support functions.")
    return tf.device(device_name)


def variable_creator_scope(variable_creator):
    return tf.variable_creator_scope(variable_creator)


# Arrays


def constant(value, dtype=None, shape=None, name="Const"):
    return tf.constant(value, dtype=dtype, shape=shape, name=name)


def convert_to_tensor(value, dtype=None, dtype_hint=None, name=None):
    return tf.convert_to_tensor(value, dtype=dtype, name=name, preferred_dtype=dtype_hint)


def argmax(input, axis=None, output_type=tf.int64, name=None):
    return tf.argmax(input, 0 if axis is None else axis, name=name, output_type=output_type)


def argmin(input, axis=None, output_type=tf.int64, name=None):
    return tf.argmin(input, 0 if axis is None else axis, name=name, output_type=output_type)


def batch_to_space(input, block_shape, crops, name=None):
    if isinstance(block_shape, int):
        block_shape = [block_shape, block_shape]
    return tf.batch_to_space_nd(input, block_shape, crops, name=name)


def space_to_batch(input, block_shape, paddings, name=None):
    return tf.space_to_batch_nd(input, block_shape, paddings, name=name)


def boolean_mask(tensor, mask, axis=None, name="boolean_mask"):
    return tf.boolean_mask(tensor, mask, name=name, axis=axis)


def expand_dims(input, axis, name=None):
    return tf.expand_dims(input, axis, name=name)


def gather(params, indices, validate_indices=None, axis=None, batch_dims=0, name=None):
    return tf.gather(params, indices, name=name, axis=axis, batch_dims=batch_dims)


def gather_nd(params, indices, batch_dims=0, name=None):
    return tf.gather_nd(params, indices, name=name, batch_dims=batch_dims)


def ones_like(input, dtype=None, name=None):
    return tf.ones_like(input, dtype=dtype, name=name)


def zeros_like(input, dtype=None, name=None):
    return tf.zeros_like(input, dtype=dtype, name=name)


def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    return tf.pad(tensor, paddings, mode, name=name, constant_values=constant_values)


def reverse_sequence(input, seq_lengths, seq_axis=None, batch_axis=None, name=None):
    return tf.reverse_sequence(input, seq_lengths, seq_axis=seq_axis, batch_axis=batch_axis, name=name)


def shape(input, out_type=tf.int32, name=None):
    return tf.shape(input, name=name, out_type=out_type)


def size(input, out_type=tf.int32, name=None):
    return tf.size(input, name=name, out_type=out_type)


def squeeze(input, axis=None, name=None):
    return tf.squeeze(input, axis, name=name)


def transpose(a, perm=None, conjugate=False, name="transpose"):
    return tf.transpose(a, perm, name=name, conjugate=conjugate)


def where(condition, x=None, y=None, name=None):
    return tf.where_v2(condition, x, y, name=name)


# Arithmetic


def reduce_all(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_all(input_tensor, axis, keepdims, name=name)


def reduce_any(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_any(input_tensor, axis, keepdims, name=name)


def reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_logsumexp(input_tensor, axis, keepdims, name=name)


def reduce_max(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_max(input_tensor, axis, keepdims, name=name)


def reduce_mean(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_mean(input_tensor, axis, keepdims, name=name)


def reduce_min(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_min(input_tensor, axis, keepdims, name=name)


def reduce_prod(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_prod(input_tensor, axis, keepdims, name=name)


def reduce_sum(input_tensor, axis=None, keepdims=False, name=None):
    return tf.reduce_sum(input_tensor, axis, keepdims, name=name)


def norm(tensor, ord="euclidean", axis=None, keepdims=None, name=None):
    return tf.norm(tensor, ord, axis, keepdims, name=name)


def scalar_mul(scalar, x, name=None):
    with tf.name_scope(name, "scalar_mul", [x]) as name:
        return tf.scalar_mul(scalar, x, name=name)


# Control


def cond(pred, true_fn=None, false_fn=None, name=None):
    return tf.cond(pred, true_fn=true_fn, false_fn=false_fn, strict=True, name=name)


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name="case"):
    return tf.case(pred_fn_pairs, default=default, exclusive=exclusive, strict=strict, name=name)


def while_loop(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True,
               swap_memory=False, maximum_iterations=None, name=None):
    return tf.while_loop(cond, body, loop_vars, shape_invariants=shape_invariants, maximum_iterations=maximum_iterations,
                         return_same_structure=True, name=name)


def tuple(tensors, control_inputs=None, name=None):
    return tf.tuple(tensors, name=name, control_inputs=control_inputs)


def map_fn(fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True,
           name=None, fn_output_signature=None):
    return tf.map_fn(fn, elems, dtype=fn_output_signature if dtype is None else dtype, infer_shape=infer_shape, name=name)


def foldl(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    return tf.foldl(fn, elems, initializer=initializer, name=name)


def foldr(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    return tf.foldr(fn, elems, initializer=initializer, name=name)


def scan(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True,
         reverse=False, name=None):
    return tf.scan(fn, elems, initializer=initializer, infer_shape=infer_shape, reverse=reverse, name=name)


def gradients(ys, xs, grad_ys=None, name="gradients", gate_gradients=False, aggregation_method=None,
              stop_gradients=None, unconnected_gradients=None):
    return tf.gradients(ys, xs, grad_ys=grad_ys, name=name, gate_gradients=gate_gradients,
                        stop_gradients=stop_gradients)


def hessians(ys, xs, gate_gradients=False, aggregation_method=None, name="hessians"):
    return tf.hessians(ys, xs, name=name)


# Checks


def assert_equal(x, y, message=None, summarize=None, name=None):
    return tf.assert_equal(x, y, summarize=summarize, message=message, name=name)


def assert_greater(x, y, message=None, summarize=None, name=None):
    return tf.assert_greater(x, y, summarize=summarize, message=message, name=name)


def assert_less(x, y, message=None, summarize=None, name=None):
    return tf.assert_less(x, y, summarize=summarize, message=message, name=name)


def assert_rank(x, rank, message=None, name=None):
    return tf.assert_rank(x, rank, message=message, name=name)


# What only later versions have under these names


def executing_eagerly():
    return tf.executing_eagerly()


def get_current_name_scope():
    found = tf.get_default_graph().get_name_scope()
    return found


def inside_function():
    return False
