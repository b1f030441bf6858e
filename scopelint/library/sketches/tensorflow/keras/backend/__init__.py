"""tf.keras.backend: what programs call of it, and the learning phase."""

import tensorflow as tf
from _scopelint import at_least, layer_uid, raw_op, reset_layer_uids


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
    return variable(tf.zeros(shape, dtype or floatx()), dtype, name)


def ones(shape, dtype=None, name=None):
    return variable(tf.ones(shape, dtype or floatx()), dtype, name)


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
