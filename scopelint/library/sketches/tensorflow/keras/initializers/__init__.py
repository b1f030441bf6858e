"""tf.keras.initializers: ``get`` takes a name, a configuration or a callable."""

import tensorflow as tf

NAMES = {
    "zeros": lambda: tf.zeros_initializer(), "Zeros": lambda: tf.zeros_initializer(),
    "zero": lambda: tf.zeros_initializer(), "ones": lambda: tf.ones_initializer(),
    "Ones": lambda: tf.ones_initializer(), "one": lambda: tf.ones_initializer(),
    "constant": lambda: tf.constant_initializer(0.0), "Constant": lambda: tf.constant_initializer(0.0),
    "uniform": lambda: tf.random_uniform_initializer(-0.05, 0.05),
    "random_uniform": lambda: tf.random_uniform_initializer(-0.05, 0.05),
    "RandomUniform": lambda: tf.random_uniform_initializer(-0.05, 0.05),
    "normal": lambda: tf.random_normal_initializer(0.0, 0.05),
    "random_normal": lambda: tf.random_normal_initializer(0.0, 0.05),
    "RandomNormal": lambda: tf.random_normal_initializer(0.0, 0.05),
    "truncated_normal": lambda: tf.truncated_normal_initializer(0.0, 0.05),
    "TruncatedNormal": lambda: tf.truncated_normal_initializer(0.0, 0.05),
    "glorot_uniform": lambda: scaled(1.0, "fan_avg", "uniform"),
    "GlorotUniform": lambda: scaled(1.0, "fan_avg", "uniform"),
    "glorot_normal": lambda: scaled(1.0, "fan_avg", "normal"),
    "GlorotNormal": lambda: scaled(1.0, "fan_avg", "normal"),
    "he_normal": lambda: scaled(2.0, "fan_in", "normal"),
    "he_uniform": lambda: scaled(2.0, "fan_in", "uniform"),
    "lecun_normal": lambda: scaled(1.0, "fan_in", "normal"),
    "lecun_uniform": lambda: scaled(1.0, "fan_in", "uniform"),
    "orthogonal": lambda: tf.orthogonal_initializer(), "Orthogonal": lambda: tf.orthogonal_initializer(),
    "identity": lambda: identity_initializer, "Identity": lambda: identity_initializer,
}


def scaled(scale, mode, distribution):
    return tf.variance_scaling_initializer(scale=scale, mode=mode, distribution=distribution)


def identity_initializer(shape, dtype=tf.float32, partition_info=None):
    return tf.eye(shape[0], shape[1], dtype=dtype)


def get(identifier):
    if identifier is None:
        return None
    if isinstance(identifier, dict):
        identifier = identifier["class_name"]
    if isinstance(identifier, str):
        if identifier not in NAMES:
            raise ValueError("Unknown initializer: " + identifier)
        return NAMES[identifier]()
    if callable(identifier):
        return identifier
    raise ValueError("Could not interpret initializer identifier: " + str(identifier))


def he_normal(seed=None):
    return scaled(2.0, "fan_in", "normal")


def he_uniform(seed=None):
    return scaled(2.0, "fan_in", "uniform")


def lecun_normal(seed=None):
    return scaled(1.0, "fan_in", "normal")


def lecun_uniform(seed=None):
    return scaled(1.0, "fan_in", "uniform")


def glorot_uniform(seed=None):
    return scaled(1.0, "fan_avg", "uniform")


def glorot_normal(seed=None):
    return scaled(1.0, "fan_avg", "normal")
