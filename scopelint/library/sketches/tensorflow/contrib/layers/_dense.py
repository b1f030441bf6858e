"""fully_connected and its kin (SPEC 14)."""

import functools

import tensorflow as tf
from _scopelint import at_least

from ...layers.core import Dense
from ...layers.parts import ZEROS
from ..framework._arg_scope import add_arg_scope
from ..framework._variables import model_variable
from ._initializers import xavier_initializer
from .common import check_format, collect_output, collect_variable, collections_of, finished, variable_getter


@add_arg_scope
def fully_connected(
    inputs, num_outputs, activation_fn=tf.nn.relu, normalizer_fn=None, normalizer_params=None,
    weights_initializer=xavier_initializer(), weights_regularizer=None, biases_initializer=ZEROS,
    biases_regularizer=None, reuse=None, variables_collections=None, outputs_collections=None, trainable=True,
    scope=None
):
    if isinstance(num_outputs, (float, str)):
        if at_least("1.13"):
            raise ValueError("num_outputs type should be one of %s, got %s." % ([int], type(num_outputs)))
        if at_least("1.4"):
            raise ValueError("num_outputs should be int or long, got %s." % (num_outputs,))
        raise ValueError("num_outputs should be int or long, got %s.", num_outputs)
    if not at_least("1.0"):
        return old_fully_connected(
            inputs, num_outputs, activation_fn, normalizer_fn, normalizer_params, weights_initializer,
            weights_regularizer, biases_initializer, biases_regularizer, reuse, variables_collections,
            outputs_collections, trainable, scope
        )
    getter = variable_getter({"bias": "biases", "kernel": "weights"})
    with tf.variable_scope(scope, "fully_connected", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = tf.convert_to_tensor(inputs)
        layer = Dense(
            units=num_outputs, activation=None, use_bias=not normalizer_fn and bool(biases_initializer),
            kernel_initializer=weights_initializer, bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, activity_regularizer=None,
            trainable=trainable, name=sc.name, dtype=inputs.dtype.base_dtype, _scope=sc, _reuse=reuse
        )
        outputs = layer.apply(inputs)
        collect_variable(layer.kernel, variables_collections, "weights")
        collect_variable(layer.bias, variables_collections, "biases")
        return finished(outputs, normalizer_fn, normalizer_params, activation_fn, outputs_collections, sc.name)


def old_fully_connected(
    inputs, num_outputs, activation_fn, normalizer_fn, normalizer_params, weights_initializer, weights_regularizer,
    biases_initializer, biases_regularizer, reuse, variables_collections, outputs_collections, trainable, scope
):
    """0.12 makes the variables itself, and flattens inputs of more dimensions."""
    with tf.variable_scope(scope, "fully_connected", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dtype = inputs.dtype.base_dtype
        if inputs.get_shape().ndims is None:
            raise ValueError("dims of shape must be known but is None")
        known = inputs.get_shape().as_list()
        if len(known) < 2:
            raise ValueError("rank of shape must be at least 2 not: %d" % len(known))
        depth = known[-1]
        if depth is None:
            raise ValueError("last dimension shape must be known but is None")
        parts = tf.unpack(tf.shape(inputs))
        weights = model_variable(
            "weights", shape=[depth, num_outputs], dtype=dtype, initializer=weights_initializer,
            regularizer=weights_regularizer, collections=collections_of(variables_collections, "weights"),
            trainable=trainable
        )
        wide = len(known) > 2
        if wide:
            parts[-1] = num_outputs
            inputs = tf.reshape(inputs, [-1, depth])
        outputs = tf.matmul(inputs, weights)
        if normalizer_fn is None and biases_initializer is not None:
            biases = model_variable(
                "biases", shape=[num_outputs], dtype=dtype, initializer=biases_initializer,
                regularizer=biases_regularizer, collections=collections_of(variables_collections, "biases"),
                trainable=trainable
            )
            outputs = tf.nn.bias_add(outputs, biases)
        elif normalizer_fn is not None:
            outputs = normalizer_fn(outputs, **(normalizer_params or {}))
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        if wide:
            outputs = tf.reshape(outputs, tf.pack(parts))
            outputs.set_shape(known[:-1] + [num_outputs])
        return collect_output(outputs_collections, sc.name, outputs)


relu = functools.partial(fully_connected, activation_fn=tf.nn.relu)
relu6 = functools.partial(fully_connected, activation_fn=tf.nn.relu6)
elu = functools.partial(fully_connected, activation_fn=tf.nn.elu)
linear = functools.partial(fully_connected, activation_fn=None)


@add_arg_scope
def bias_add(
    inputs, activation_fn=None, initializer=ZEROS, regularizer=None, reuse=None, variables_collections=None,
    outputs_collections=None, trainable=True, data_format="NHWC", scope=None
):
    check_format(data_format, may_be_none=True)
    with tf.variable_scope(scope, "BiasAdd", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        rank = inputs.get_shape().ndims
        if rank is None:
            raise ValueError("Dims of shape must be known but is None")
        if rank != 4 and data_format == "NCHW":
            raise ValueError("Data format NCHW only supports 4D Tensor")
        size = inputs.get_shape().as_list()[1 if data_format == "NCHW" else -1]
        if size is None:
            raise ValueError("`C` dimension must be known but is None")
        biases = model_variable(
            "biases", shape=[size], dtype=inputs.dtype.base_dtype, initializer=initializer, regularizer=regularizer,
            collections=collections_of(variables_collections, "biases"), trainable=trainable
        )
        outputs = tf.nn.bias_add(inputs, biases, data_format=data_format)
        return finished(outputs, None, None, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def legacy_fully_connected(
    x, num_output_units, activation_fn=None, weight_init=xavier_initializer(), bias_init=ZEROS, name=None,
    weight_collections=(tf.GraphKeys.WEIGHTS,), bias_collections=(tf.GraphKeys.BIASES,),
    output_collections=(tf.GraphKeys.ACTIVATIONS,), trainable=True, weight_regularizer=None, bias_regularizer=None
):
    with tf.variable_scope(name, "fully_connected", [x]):
        x = tf.convert_to_tensor(x)
        depth = x.get_shape().as_list()[-1]
        kind = x.dtype.base_dtype
        weights = tf.get_variable(
            "weights", shape=[depth, num_output_units], dtype=kind, initializer=weight_init,
            collections=list(weight_collections) + [tf.GraphKeys.GLOBAL_VARIABLES], regularizer=weight_regularizer,
            trainable=trainable
        )
        y = tf.matmul(x, weights)
        if bias_init is not None:
            bias = tf.get_variable(
                "bias", shape=[num_output_units], dtype=kind, initializer=bias_init,
                collections=list(bias_collections) + [tf.GraphKeys.GLOBAL_VARIABLES], regularizer=bias_regularizer,
                trainable=trainable
            )
            y = tf.nn.bias_add(y, bias)
        if activation_fn:
            y = activation_fn(y)
        for key in set(output_collections or ()) | {tf.GraphKeys.ACTIVATIONS}:
            tf.add_to_collection(key, y)
        return y


legacy_relu = functools.partial(legacy_fully_connected, activation_fn=tf.nn.relu)
legacy_linear = legacy_fully_connected
