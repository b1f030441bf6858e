"""tf.keras.activations."""

import tensorflow as tf


def linear(x):
    return x


def relu(x, alpha=0.0, max_value=None, threshold=0):
    return tf.nn.relu(x)


def softmax(x, axis=-1):
    return tf.nn.softmax(x)


def sigmoid(x):
    return tf.sigmoid(x)


def tanh(x):
    return tf.tanh(x)


def elu(x, alpha=1.0):
    return tf.nn.elu(x)


def selu(x):
    return tf.nn.selu(x)


def softplus(x):
    return tf.nn.softplus(x)


def softsign(x):
    return tf.nn.softsign(x)


def exponential(x):
    return tf.exp(x)


def hard_sigmoid(x):
    return tf.clip_by_value(x * 0.2 + 0.5, 0.0, 1.0)


def swish(x):
    return x * tf.sigmoid(x)


NAMES = {
    "linear": linear, "relu": relu, "softmax": softmax, "sigmoid": sigmoid, "tanh": tanh, "elu": elu, "selu": selu,
    "softplus": softplus, "softsign": softsign, "exponential": exponential, "hard_sigmoid": hard_sigmoid,
    "swish": swish,
}


def get(identifier):
    if identifier is None:
        return linear
    if isinstance(identifier, str):
        if identifier not in NAMES:
            raise ValueError("Unknown activation function:" + identifier)
        return NAMES[identifier]
    if callable(identifier):
        return identifier
    raise ValueError("Could not interpret activation function identifier: %r" % (identifier,))
