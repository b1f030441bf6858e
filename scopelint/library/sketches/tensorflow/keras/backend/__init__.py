"""tf.keras.backend: what programs call of it, and the learning phase."""

import tensorflow as tf
from _scopelint import at_least, is_tensor, layer_uid, raw_op, reset_layer_uids, runtime


def learning_phase():
    """One placeholder for each graph, made when it is first needed: at the root, in 1.13 in the current name scope."""
    found = tf.get_collection("keras learning phase")
    if found:
        return found[0]
    if at_least("1.13") and not at_least("1.15"):
        phase = phase_placeholder()
    else:
        with tf.name_scope(None):
            phase = phase_placeholder()
    tf.add_to_collection("keras learning phase", phase)
    return phase


def phase_placeholder():
    raw_op("Const", "keras_learning_phase/input", [(tf.bool, [])])
    return raw_op("PlaceholderWithDefault", "keras_learning_phase", [(tf.bool, [])])[0]


def clear_session():
    tf.reset_default_graph()
    reset_layer_uids()


def get_uid(prefix=""):
    return layer_uid(prefix)


def reset_uids():
    reset_layer_uids()


def variable(value, dtype=None, name=None, constraint=None):
    if dtype is None:
        dtype = floatx()
    given = {"constraint": constraint} if at_least("1.4") else {}
    if at_least("1.13"):
        given["use_resource"] = True
        return tf.Variable(value, dtype=tf.as_dtype(dtype), name=name, **given)
    if at_least("1.8"):
        with tf.variable_scope("", use_resource=True, auxiliary_name_scope=False):
            return tf.Variable(value, dtype=tf.as_dtype(dtype), name=name)
    return tf.Variable(value, dtype=tf.as_dtype(dtype), name=name)


def constant(value, dtype=None, shape=None, name=None):
    return tf.constant(value, dtype=dtype or floatx(), shape=shape, name=name or "Const")


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None):
    if shape is None and ndim is not None:
        shape = [None] * ndim
    return tf.placeholder(dtype or floatx(), shape=shape, name=name)


def floatx():
    return "float32"


def epsilon():
    return 1e-7


def image_data_format():
    return "channels_last"


def int_shape(x):
    shape = x.get_shape()
    return None if shape.ndims is None else tuple(shape.as_list())


def ndim(x):
    return x.get_shape().ndims


def shape(x):
    return tf.shape(x)


def dtype(x):
    return x.dtype.base_dtype.name


def zeros(shape, dtype=None, name=None):
    return filled(0.0, shape, dtype, name)


def ones(shape, dtype=None, name=None):
    return filled(1.0, shape, dtype, name)


def filled(value, shape, dtype, name):
    """From 1.8 the constant takes the name first."""
    kind = tf.as_dtype(dtype or floatx())
    make = tf.ones if value else tf.zeros
    return variable(make(shape, kind, name=name) if at_least("1.8") else make(shape, kind), dtype, name)


def zeros_like(x, dtype=None, name=None):
    return tf.zeros_like(x, dtype=dtype, name=name)


def ones_like(x, dtype=None, name=None):
    return tf.ones_like(x, dtype=dtype, name=name)


def dot(x, y):
    return tf.matmul(x, y)


def concatenate(tensors, axis=-1):
    return tf.concat(tensors, axis)


def reshape(x, shape):
    return tf.reshape(x, shape)


def expand_dims(x, axis=-1):
    return tf.expand_dims(x, axis)


def squeeze(x, axis):
    return tf.squeeze(x, [axis])


def mean(x, axis=None, keepdims=False):
    return tf.reduce_mean(x, axis, keepdims)


def sum(x, axis=None, keepdims=False):
    return tf.reduce_sum(x, axis, keepdims)


def max(x, axis=None, keepdims=False):
    return tf.reduce_max(x, axis, keepdims)


def square(x):
    return tf.square(x)


def sqrt(x):
    return tf.sqrt(x)


def exp(x):
    return tf.exp(x)


def log(x):
    return tf.log(x)


def relu(x, alpha=0.0, max_value=None, threshold=0):
    return tf.nn.relu(x)


def softmax(x, axis=-1):
    return tf.nn.softmax(x)


def sigmoid(x):
    return tf.sigmoid(x)


def tanh(x):
    return tf.tanh(x)


def cast(x, dtype):
    return tf.cast(x, dtype)


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return tf.random_normal(shape, mean, stddev, dtype or floatx(), seed)


def abs(x):
    return tf.abs(x)


def min(x, axis=None, keepdims=False):
    return tf.reduce_min(x, axis, keepdims)


def prod(x, axis=None, keepdims=False):
    return tf.reduce_prod(x, axis, keepdims)


def any(x, axis=None, keepdims=False):
    return tf.reduce_any(tf.cast(x, tf.bool), axis, keepdims)


def all(x, axis=None, keepdims=False):
    return tf.reduce_all(tf.cast(x, tf.bool), axis, keepdims)


def argmax(x, axis=-1):
    return tf.argmax(x, axis)


def argmin(x, axis=-1):
    return tf.argmin(x, axis)


def pow(x, a):
    return tf.pow(x, a)


def clip(x, min_value, max_value):
    return tf.clip_by_value(x, min_value, max_value)


def sign(x):
    return tf.sign(x)


def round(x):
    return tf.round(x)


def sin(x):
    return tf.sin(x)


def cos(x):
    return tf.cos(x)


def equal(x, y):
    return tf.equal(x, y)


def not_equal(x, y):
    return tf.not_equal(x, y)


def greater(x, y):
    return tf.greater(x, y)


def greater_equal(x, y):
    return tf.greater_equal(x, y)


def less(x, y):
    return tf.less(x, y)


def less_equal(x, y):
    return tf.less_equal(x, y)


def maximum(x, y):
    return tf.maximum(x, y)


def minimum(x, y):
    return tf.minimum(x, y)


def transpose(x):
    return tf.transpose(x)


def permute_dimensions(x, pattern):
    return tf.transpose(x, perm=pattern)


def gather(reference, indices):
    return tf.gather(reference, indices)


def flatten(x):
    return tf.reshape(x, [-1])


def batch_flatten(x):
    return tf.reshape(x, tf.stack([-1, tf.reduce_prod(tf.shape(x)[1:])]))


def repeat(x, n):
    return tf.tile(tf.expand_dims(x, 1), tf.stack([1, n, 1]))


def stack(x, axis=0):
    return tf.stack(x, axis=axis)


def one_hot(indices, num_classes):
    return tf.one_hot(indices, depth=num_classes, axis=-1)


def tile(x, n):
    return tf.tile(x, [n] if isinstance(n, int) else n)


def stop_gradient(variables):
    if isinstance(variables, (list, tuple)):
        return [tf.stop_gradient(value) for value in variables]
    return tf.stop_gradient(variables)


def gradients(loss, variables):
    return tf.gradients(loss, variables)


def l2_normalize(x, axis=None):
    return tf.nn.l2_normalize(x, axis)


def softplus(x):
    return tf.nn.softplus(x)


def softsign(x):
    return tf.nn.softsign(x)


def elu(x, alpha=1.0):
    return tf.nn.elu(x)


def hard_sigmoid(x):
    return tf.keras.activations.hard_sigmoid(x)


def bias_add(x, bias, data_format=None):
    return tf.nn.bias_add(x, bias)


def update(x, new_x):
    return tf.assign(x, new_x)


def update_add(x, increment):
    return tf.assign_add(x, increment)


def update_sub(x, decrement):
    return tf.assign_sub(x, decrement)


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return tf.random_uniform(shape, minval, maxval, dtype or floatx(), seed)


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return tf.truncated_normal(shape, mean, stddev, dtype or floatx(), seed)


def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    return variable(tf.random_normal(shape, mean, scale, dtype or floatx()), dtype, name)


def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    return variable(tf.random_uniform(shape, low, high, dtype or floatx()), dtype, name)


def in_train_phase(x, alt, training=None):
    if training is None:
        training = learning_phase()
    if not is_tensor(training):
        chosen = x if training else alt
        return chosen() if callable(chosen) else chosen
    return switch(training, x, alt)


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training)


def switch(condition, then_expression, else_expression):
    then = then_expression if callable(then_expression) else lambda: then_expression
    otherwise = else_expression if callable(else_expression) else lambda: else_expression
    return tf.cond(tf.cast(condition, tf.bool), then, otherwise)


def set_learning_phase(value):
    if value not in (0, 1):
        raise ValueError("Expected learning phase to be 0 or 1.")
    known = tf.get_collection_ref("keras learning phase")
    del known[:]
    known.append(value)


def is_sparse(tensor):
    return isinstance(tensor, tf.SparseTensor)


def eval(x):
    return runtime("value")


def get_value(x):
    return runtime("value")


def batch_get_value(tensors):
    return [runtime("value") for tensor in tensors]


def count_params(x):
    total = 1
    for size in x.get_shape().as_list():
        total *= size
    return total


def get_session(op_input_list=()):
    return tf.get_default_session() or tf.Session()


def set_session(session):
    pass


def set_floatx(value):
    pass


def set_epsilon(value):
    pass


def set_image_data_format(data_format):
    pass


def cast_to_floatx(x):
    return tf.cast(x, floatx()) if is_tensor(x) else runtime("array")


def backend():
    return "tensorflow"


def map_fn(fn, elems, name=None, dtype=None):
    return tf.map_fn(fn, elems, name=name, dtype=dtype)


def var(x, axis=None, keepdims=False):
    if at_least("1.13"):
        with tf.name_scope("reduce_variance"):
            mean_of = tf.reduce_mean(x, axis, True)
            return tf.reduce_mean(tf.square(x - mean_of), axis, keepdims)
    mean_of = tf.reduce_mean(x, axis, True)
    return tf.reduce_mean(tf.square(x - mean_of), axis, keepdims)


def std(x, axis=None, keepdims=False):
    if at_least("1.13"):
        with tf.name_scope("reduce_std"):
            return tf.sqrt(var(x, axis, keepdims))
    return tf.sqrt(var(x, axis, keepdims))
