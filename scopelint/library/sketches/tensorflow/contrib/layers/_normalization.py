"""batch_norm, layer_norm and their kin (SPEC 14)."""

import tensorflow as tf
from _scopelint import at_least
from tensorflow.python.training.moving_averages import assign_moving_average

from ...layers.normalization import BatchNormalization
from ...layers.parts import ONES, ZEROS, constant_flag, smart_cond
from ..framework._arg_scope import add_arg_scope
from ..framework._variables import model_variable
from .common import collect_output, collect_variable, collections_of, variable_getter


@add_arg_scope
def batch_norm(
    inputs, decay=0.999, center=True, scale=False, epsilon=0.001, activation_fn=None, param_initializers=None,
    param_regularizers=None, updates_collections=tf.GraphKeys.UPDATE_OPS, is_training=True, reuse=None,
    variables_collections=None, outputs_collections=None, trainable=True, batch_weights=None, fused=None,
    data_format="NHWC", zero_debias_moving_mean=False, scope=None, renorm=False, renorm_clipping=None,
    renorm_decay=0.99, adjustment=None
):
    inputs = tf.convert_to_tensor(inputs)
    rank = inputs.get_shape().ndims
    wants_fused = fused if fused is not None else at_least("1.4")
    fusable = batch_weights is None and not renorm and rank in (2, 4) and adjustment is None
    plain_updates = updates_collections == tf.GraphKeys.UPDATE_OPS
    if at_least("1.4"):
        alone = wants_fused and fusable and (zero_debias_moving_mean or rank == 2 or not plain_updates)
    else:
        alone = bool(wants_fused)
    core = at_least("1.0") and not alone and batch_weights is None and plain_updates and not zero_debias_moving_mean
    options = {} if alone or not at_least("1.0") else {"custom_getter": variable_getter()}
    with tf.variable_scope(scope, "BatchNorm", [inputs], reuse=reuse, **options) as sc:
        inputs = tf.convert_to_tensor(inputs)
        initializers = param_initializers or {}
        regularizers = param_regularizers or {}
        if core:
            outputs = core_batch_norm(
                inputs, sc, decay, center, scale, epsilon, initializers, regularizers, is_training, reuse,
                variables_collections, trainable, fused, data_format, renorm, renorm_clipping, renorm_decay, adjustment
            )
        else:
            outputs = own_batch_norm(
                inputs, decay, center, scale, epsilon, initializers, regularizers, updates_collections, is_training,
                variables_collections, trainable, alone, data_format, zero_debias_moving_mean
            )
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_output(outputs_collections, sc.name, outputs)


def core_batch_norm(
    inputs, scope, decay, center, scale, epsilon, initializers, regularizers, is_training, reuse,
    variables_collections, trainable, fused, data_format, renorm, renorm_clipping, renorm_decay, adjustment
):
    """Through the layer class."""
    layer = BatchNormalization(
        axis=1 if data_format == "NCHW" else -1, momentum=decay, epsilon=epsilon, center=center, scale=scale,
        beta_initializer=initializers.get("beta", ZEROS), gamma_initializer=initializers.get("gamma", ONES),
        moving_mean_initializer=initializers.get("moving_mean", ZEROS),
        moving_variance_initializer=initializers.get("moving_variance", ONES),
        beta_regularizer=regularizers.get("beta"), gamma_regularizer=regularizers.get("gamma"), trainable=trainable,
        renorm=renorm, renorm_clipping=renorm_clipping, renorm_momentum=renorm_decay, adjustment=adjustment,
        name=scope.name, _scope=scope, _reuse=reuse, fused=fused
    )
    outputs = layer.apply(inputs, training=is_training)
    collect_variable(layer.moving_mean, variables_collections, "moving_mean")
    collect_variable(layer.moving_variance, variables_collections, "moving_variance")
    collect_variable(layer.beta, variables_collections, "beta")
    collect_variable(layer.gamma, variables_collections, "gamma")
    return outputs


def own_batch_norm(
    inputs, decay, center, scale, epsilon, initializers, regularizers, updates_collections, is_training,
    variables_collections, trainable, fused, data_format, zero_debias
):
    """With variables made here: beta, gamma, moving mean, moving variance."""
    known = inputs.get_shape().as_list()
    count = len(known)
    size = [known[1 if data_format == "NCHW" else -1]]
    if size[0] is None:
        raise ValueError("Inputs %s has undefined `C` dimension %s." % (inputs.name, size))
    dtype = inputs.dtype.base_dtype

    def parameter(name, initializer, trained, regularizer=None):
        return model_variable(
            name, shape=size, dtype=dtype, initializer=initializers.get(name, initializer), regularizer=regularizer,
            collections=collections_of(variables_collections, name), trainable=trained
        )

    beta = parameter("beta", ZEROS, trainable, regularizers.get("beta")) if center else None
    gamma = parameter("gamma", ONES, trainable, regularizers.get("gamma")) if scale else None
    with tf.variable_scope(tf.get_variable_scope()) as local_scope:
        local_scope.set_partitioner(None)
        moving_mean = parameter("moving_mean", ZEROS, False)
        moving_variance = parameter("moving_variance", ONES, False)
    axes = [i for i in range(count) if i != (1 if data_format == "NCHW" else count - 1)]
    known_flag = constant_flag(is_training)
    if fused:
        outputs, mean, variance = fused_outputs(
            inputs, gamma, beta, moving_mean, moving_variance, epsilon, data_format, is_training, size
        )
    elif known_flag is not False:
        mean, variance = tf.nn.moments(inputs, axes)
    else:
        mean, variance = moving_mean, moving_variance
    if fused and updates_collections is None and known_flag is not False and at_least("1.4"):
        outputs = forced_outputs(
            outputs, mean, variance, moving_mean, moving_variance, decay, zero_debias, is_training
        )
    elif known_flag is not False:
        mean, variance = updated(
            mean, variance, moving_mean, moving_variance, decay, zero_debias, updates_collections, is_training
        )
    if not fused:
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon)
    outputs.set_shape(inputs.get_shape())
    return outputs


def fused_outputs(inputs, gamma, beta, moving_mean, moving_variance, epsilon, data_format, is_training, size):
    """The fused op takes images only: two dimensions are made four and back."""
    flat = inputs.get_shape().ndims == 2
    images = inputs
    if flat:
        images = tf.reshape(inputs, [-1] + (size + [1, 1] if data_format == "NCHW" else [1, 1] + size))
    scale = gamma if gamma is not None else tf.constant(1.0, shape=size)
    offset = beta if beta is not None else tf.constant(0.0, shape=size)

    def train():
        return tf.nn.fused_batch_norm(images, scale, offset, epsilon=epsilon, data_format=data_format)

    def infer():
        return tf.nn.fused_batch_norm(
            images, scale, offset, mean=moving_mean, variance=moving_variance, epsilon=epsilon, is_training=False,
            data_format=data_format
        )

    outputs, mean, variance = smart_cond(is_training, train, infer)
    if flat:
        outputs = tf.reshape(outputs, tf.shape(inputs))
    return outputs, mean, variance


def forced_outputs(outputs, mean, variance, moving_mean, moving_variance, decay, zero_debias, is_training):
    """The result of the fused op depends on the updates."""

    def forced():
        updates = [
            assign_moving_average(moving_mean, mean, decay, zero_debias=zero_debias),
            assign_moving_average(moving_variance, variance, decay, zero_debias=False),
        ]
        with tf.control_dependencies(updates):
            return tf.identity(outputs)

    return smart_cond(is_training, forced, lambda: outputs)


def updated(mean, variance, moving_mean, moving_variance, decay, zero_debias, updates_collections, is_training):
    """Make the update ops; without a collection for them they become dependencies of the result."""

    def updates():
        return (
            assign_moving_average(moving_mean, mean, decay, zero_debias=zero_debias),
            assign_moving_average(moving_variance, variance, decay, zero_debias=False),
        )

    if updates_collections is None:
        def forced():
            with tf.control_dependencies(list(updates())):
                return tf.identity(mean), tf.identity(variance)

        return smart_cond(is_training, forced, lambda: (moving_mean, moving_variance))
    update_mean, update_variance = smart_cond(is_training, updates, lambda: (moving_mean, moving_variance))
    keys = [updates_collections] if isinstance(updates_collections, str) else updates_collections
    for key in keys:
        tf.add_to_collection(key, update_mean)
        tf.add_to_collection(key, update_variance)
    return smart_cond(is_training, lambda: (mean, variance), lambda: (moving_mean, moving_variance))


@add_arg_scope
def layer_norm(
    inputs, center=True, scale=True, activation_fn=None, reuse=None, variables_collections=None,
    outputs_collections=None, trainable=True, begin_norm_axis=1, begin_params_axis=-1, scope=None
):
    with tf.variable_scope(scope, "LayerNorm", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        known = inputs.get_shape().as_list()
        count = len(known)
        if begin_norm_axis < 0:
            begin_norm_axis = count + begin_norm_axis
        if begin_params_axis >= count or begin_norm_axis >= count:
            raise ValueError("begin_params_axis (%d) and begin_norm_axis (%d) must be < rank(inputs) (%d)"
                             % (begin_params_axis, begin_norm_axis, count))
        if not at_least("1.4"):
            axes, size = list(range(1, count)), known[-1:]
        else:
            axes, size = list(range(begin_norm_axis, count)), known[begin_params_axis:]
        beta, gamma = affine(inputs, size, center, scale, variables_collections, trainable)
        mean, variance = tf.nn.moments(inputs, axes, keep_dims=True)
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, 1e-12)
        outputs.set_shape(inputs.get_shape())
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_output(outputs_collections, sc.name, outputs)


def affine(inputs, size, center, scale, variables_collections, trainable, initializers=None, regularizers=None):
    """The offset and the factor."""
    initializers, regularizers = initializers or {}, regularizers or {}
    dtype = inputs.dtype.base_dtype
    beta = gamma = None
    if center:
        beta = model_variable(
            "beta", shape=size, dtype=dtype, initializer=initializers.get("beta", ZEROS),
            regularizer=regularizers.get("beta"), collections=collections_of(variables_collections, "beta"),
            trainable=trainable
        )
    if scale:
        gamma = model_variable(
            "gamma", shape=size, dtype=dtype, initializer=initializers.get("gamma", ONES),
            regularizer=regularizers.get("gamma"), collections=collections_of(variables_collections, "gamma"),
            trainable=trainable
        )
    return beta, gamma


@add_arg_scope
def instance_norm(
    inputs, center=True, scale=True, epsilon=1e-6, activation_fn=None, param_initializers=None, reuse=None,
    variables_collections=None, outputs_collections=None, trainable=True, data_format="NHWC", scope=None
):
    with tf.variable_scope(scope, "InstanceNorm", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        known = inputs.get_shape().as_list()
        count = len(known)
        axis = 1 if data_format == "NCHW" else count - 1
        beta, gamma = affine(
            inputs, [known[axis]], center, scale, variables_collections, trainable, param_initializers
        )
        mean, variance = tf.nn.moments(inputs, [i for i in range(1, count) if i != axis], keep_dims=True)
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon, name="instancenorm")
        outputs.set_shape(inputs.get_shape())
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_output(outputs_collections, sc.name, outputs)


@add_arg_scope
def group_norm(
    inputs, groups=32, channels_axis=-1, reduction_axes=(-3, -2), center=True, scale=True, epsilon=1e-6,
    activation_fn=None, param_initializers=None, reuse=None, variables_collections=None, outputs_collections=None,
    trainable=True, scope=None, mean_close_to_zero=False
):
    with tf.variable_scope(scope, "GroupNorm", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        size = [inputs.get_shape().as_list()[channels_axis]]
        beta, gamma = affine(inputs, size, center, scale, variables_collections, trainable, param_initializers)
        mean, variance = tf.nn.moments(inputs, [0], keep_dims=True)
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon)
        outputs.set_shape(inputs.get_shape())
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_output(outputs_collections, sc.name, outputs)


def unit_norm(inputs, dim, epsilon=1e-7, scope=None):
    with tf.variable_scope(scope, "UnitNorm", [inputs]):
        rank = inputs.get_shape().ndims
        if not rank:
            raise ValueError("The input rank must be known.")
        if dim < 0 or dim >= rank:
            raise ValueError("dim must be positive but smaller than the input rank.")
        lengths = tf.sqrt(epsilon + tf.reduce_sum(tf.square(inputs), dim, True))
        return tf.div(inputs, lengths)
