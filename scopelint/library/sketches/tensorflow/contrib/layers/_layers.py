"""The layers of contrib without a kind of their own: pooling, dropout, repeat, stack, embeddings (SPEC 14)."""

import tensorflow as tf
from _scopelint import at_least

from ...layers.base import Layer
from ...layers.core import Dropout
from ...layers.core import flatten as core_flatten
from ...layers.parts import smart_cond
from ...layers.pooling import AveragePooling2D, AveragePooling3D, MaxPooling2D, MaxPooling3D
from ..framework._arg_scope import add_arg_scope
from ..framework._variables import model_variable
from .common import channel_format, check_format, collect_output, collections_of, variable_getter


def pooled(layer_class, default, inputs, kernel_size, stride, padding, data_format, outputs_collections, scope):
    """A name scope only: pooling takes no variable scope."""
    check_format(data_format, 3 if default.endswith("3D") else 2)
    with tf.name_scope(scope, default, [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        if not at_least("1.0"):
            window = [kernel_size] * 2 if isinstance(kernel_size, int) else list(kernel_size)
            steps = [stride] * 2 if isinstance(stride, int) else list(stride)
            pool = tf.nn.max_pool if default == "MaxPool2D" else tf.nn.avg_pool
            around = ([1, 1] + window, [1, 1] + steps) if data_format == "NCHW" else (
                [1] + window + [1], [1] + steps + [1]
            )
            outputs = pool(inputs, around[0], around[1], padding, data_format=data_format)
        else:
            layer = layer_class(
                pool_size=kernel_size, strides=stride, padding=padding, data_format=channel_format(data_format),
                _scope=sc
            )
            outputs = layer.apply(inputs)
        return collect_output(outputs_collections, sc, outputs)


@add_arg_scope
def avg_pool2d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NHWC", outputs_collections=None, scope=None
):
    return pooled(
        AveragePooling2D, "AvgPool2D", inputs, kernel_size, stride, padding, data_format, outputs_collections, scope
    )


@add_arg_scope
def max_pool2d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NHWC", outputs_collections=None, scope=None
):
    return pooled(
        MaxPooling2D, "MaxPool2D", inputs, kernel_size, stride, padding, data_format, outputs_collections, scope
    )


@add_arg_scope
def avg_pool3d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NDHWC", outputs_collections=None, scope=None
):
    return pooled(
        AveragePooling3D, "AvgPool3D", inputs, kernel_size, stride, padding, data_format, outputs_collections, scope
    )


@add_arg_scope
def max_pool3d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NDHWC", outputs_collections=None, scope=None
):
    return pooled(
        MaxPooling3D, "MaxPool3D", inputs, kernel_size, stride, padding, data_format, outputs_collections, scope
    )


@add_arg_scope
def dropout(
    inputs, keep_prob=0.5, noise_shape=None, is_training=True, outputs_collections=None, scope=None, seed=None
):
    with tf.variable_scope(scope, "Dropout", [inputs], custom_getter=variable_getter()) as sc:
        inputs = tf.convert_to_tensor(inputs)
        if not at_least("1.0"):
            outputs = smart_cond(
                is_training, lambda: tf.nn.dropout(inputs, keep_prob, noise_shape), lambda: tf.identity(inputs)
            )
        else:
            layer = Dropout(rate=1 - keep_prob, noise_shape=noise_shape, seed=seed, name=sc.name, _scope=sc)
            outputs = layer.apply(inputs, training=is_training)
        return collect_output(outputs_collections, sc.name, outputs)


@add_arg_scope
def flatten(inputs, outputs_collections=None, scope=None):
    with tf.name_scope(scope, "Flatten", [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        if at_least("1.4"):
            outputs = core_flatten(inputs)
        else:
            shape = inputs.get_shape()
            if shape.ndims is None or shape.ndims < 2:
                raise ValueError("Inputs must have a least 2 dimensions.")
            total = 1
            for size in shape.as_list()[1:]:
                if size is None:
                    raise ValueError("Inputs 2nd dimension must be defined.")
                total *= size
            outputs = tf.reshape(inputs, [-1, total])
        return collect_output(outputs_collections, sc, outputs)


@add_arg_scope
def repeat(inputs, repetitions, layer, *args, **kwargs):
    scope = kwargs.pop("scope", None)
    with tf.variable_scope(scope, "Repeat", [inputs]):
        outputs = tf.convert_to_tensor(inputs)
        if scope is None:
            scope = name_of(layer, "repeat")
        for i in range(repetitions):
            kwargs["scope"] = scope + "_" + str(i + 1)
            outputs = layer(outputs, *args, **kwargs)
        return outputs


@add_arg_scope
def stack(inputs, layer, stack_args, **kwargs):
    scope = kwargs.pop("scope", None)
    if not isinstance(stack_args, (list, tuple)):
        raise ValueError("stack_args need to be a list or tuple")
    with tf.variable_scope(scope, "Stack", [inputs]):
        outputs = tf.convert_to_tensor(inputs)
        if scope is None:
            scope = name_of(layer, "stack")
        for i in range(len(stack_args)):
            kwargs["scope"] = scope + "_" + str(i + 1)
            given = stack_args[i]
            if not isinstance(given, (list, tuple)):
                given = [given]
            outputs = layer(outputs, *given, **kwargs)
        return outputs


def name_of(layer, otherwise):
    """A function's name, also through ``functools.partial``."""
    if hasattr(layer, "__name__"):
        return layer.__name__
    if hasattr(layer, "func") and hasattr(layer.func, "__name__"):
        return layer.func.__name__
    return otherwise


@add_arg_scope
def one_hot_encoding(labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None, scope=None):
    with tf.name_scope(scope, "OneHotEncoding", [labels, num_classes]) as sc:
        labels = tf.convert_to_tensor(labels)
        if labels.dtype == tf.int32:
            labels = tf.to_int64(labels)
        outputs = tf.one_hot(labels, num_classes, on_value=on_value, off_value=off_value)
        return collect_output(outputs_collections, sc, outputs)


@add_arg_scope
def softmax(logits, scope=None):
    with tf.variable_scope(scope, "softmax", [logits]):
        classes = logits.get_shape().as_list()[-1]
        flat = tf.reshape(logits, [-1, classes])
        predictions = tf.reshape(tf.nn.softmax(flat), tf.shape(logits))
        predictions.set_shape(logits.get_shape())
        return predictions


def maxout(inputs, num_units, axis=-1, scope=None):
    if at_least("1.4") and not at_least("1.8"):
        return MaxOut(name=scope, num_units=num_units, axis=axis).apply(inputs)
    with tf.variable_scope(scope, "MaxOut" if at_least("1.8") else "max_out", [inputs]):
        return largest(tf.convert_to_tensor(inputs), num_units, axis)


def largest(inputs, num_units, axis):
    shape = inputs.get_shape().as_list()
    features = shape[axis]
    if features % num_units:
        raise ValueError("number of features(%s) is not a multiple of num_units(%s)" % (features, num_units))
    # 1.8 leaves this size to the reshape (contrib_layers/refusals).
    shape[axis] = -1 if at_least("1.8") and not at_least("1.13") else num_units
    shape.append(features // num_units)
    for i in range(len(shape)):
        if shape[i] is None:
            shape[i] = tf.shape(inputs)[i] if at_least("1.8") else -1
    return tf.reduce_max(tf.reshape(inputs, shape), -1)


class MaxOut(Layer):
    """In 1.4 it is a layer, with a layer's names."""

    def __init__(self, num_units, axis=-1, name=None, **kwargs):
        super(MaxOut, self).__init__(name=name, trainable=False, **kwargs)
        self.num_units = num_units
        self.axis = axis

    def call(self, inputs):
        return largest(tf.convert_to_tensor(inputs), self.num_units, self.axis)


@add_arg_scope
def spatial_softmax(
    features, temperature=None, name=None, variables_collections=None, trainable=True, data_format="NHWC"
):
    """The expected place of each channel's softmax."""
    with tf.variable_scope(name, "spatial_softmax") if at_least("1.8") else tf.name_scope(name, "spatial_softmax"):
        check_format(data_format)
        first = data_format == "NCHW"
        known = features.get_shape().as_list()
        channels = known[1 if first else 3]
        if channels is None:
            raise ValueError("The num_channels dimension of the inputs to `spatial_softmax` should be defined. Found "
                             "`None`.")
        across, down = (2, 3) if first else (1, 2)
        height = known[across] if known[across] is not None and at_least("1.13") else tf.shape(features)[across]
        width = known[down] if known[down] is not None and at_least("1.13") else tf.shape(features)[down]
        inner = "spatial_softmax_op" if at_least("1.8") else None
        with tf.name_scope(inner) if inner else tf.name_scope(tf.get_default_graph().get_name_scope() + "/"):
            return expected_places(features, temperature, channels, height, width, first, variables_collections,
                                   trainable)


def expected_places(features, temperature, channels, height, width, first, variables_collections, trainable):
    pos_x, pos_y = tf.meshgrid(tf.lin_space(-1.0, 1.0, num=height), tf.lin_space(-1.0, 1.0, num=width), indexing="ij")
    pos_x = tf.reshape(pos_x, [height * width])
    pos_y = tf.reshape(pos_y, [height * width])
    initial = tf.ones_initializer() if temperature is None else tf.constant_initializer(temperature)
    temperature = model_variable(
        "temperature", shape=(), dtype=tf.float32, initializer=initial,
        collections=collections_of(variables_collections, "temperature") if trainable else None, trainable=trainable
    )
    if not first:
        features = tf.transpose(features, [0, 3, 1, 2])
    features = tf.reshape(features, [-1, height * width])
    attention = tf.nn.softmax(features / temperature)
    expected_x = tf.reduce_sum(pos_x * attention, [1], keep_dims=True)
    expected_y = tf.reduce_sum(pos_y * attention, [1], keep_dims=True)
    outputs = tf.reshape(tf.concat([expected_x, expected_y], 1), [-1, channels * 2])
    outputs.set_shape([None, channels * 2])
    return outputs


def embed_sequence(
    ids, vocab_size=None, embed_dim=None, unique=False, initializer=None, regularizer=None, trainable=True,
    scope=None, reuse=None
):
    if not (reuse or (vocab_size and embed_dim)):
        raise ValueError("Must specify vocab size and embedding dimension when not reusing. Got vocab_size=%s and "
                         "embed_dim=%s" % (vocab_size, embed_dim))
    with tf.variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        shape = [vocab_size, embed_dim]
        if reuse and (vocab_size is None or embed_dim is None):
            shape = None
        embeddings = model_variable(
            "embeddings", shape=shape, initializer=initializer, regularizer=regularizer, trainable=trainable
        )
        return tf.nn.embedding_lookup(embeddings, ids)


def bow_encoder(
    ids, vocab_size, embed_dim, sparse_lookup=True, initializer=None, regularizer=None, trainable=True, scope=None,
    reuse=None
):
    with tf.variable_scope(scope, "bow_encoder", [ids], reuse=reuse):
        embeddings = model_variable(
            "embeddings", shape=[vocab_size, embed_dim], initializer=initializer, regularizer=regularizer,
            trainable=trainable
        )
        return tf.reduce_mean(tf.nn.embedding_lookup(embeddings, ids), axis=1)


