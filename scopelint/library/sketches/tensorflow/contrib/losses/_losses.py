"""tf.contrib.losses: predictions come first, and the mean is over weights that are not 0."""

import tensorflow as tf
from _scopelint import at_least, dtype_of, silent

from ...losses import counts_from


def add_loss(loss, loss_collection="losses"):
    if loss_collection:
        tf.add_to_collection(loss_collection, loss)


def get_losses(scope=None, loss_collection="losses"):
    return tf.get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    return tf.get_collection("regularization_losses", scope)


def get_total_loss(add_regularization_losses=True, name="total_loss"):
    found = get_losses()
    if add_regularization_losses:
        found += get_regularization_losses()
    return tf.add_n(found, name=name)


def times(x, y):
    return tf.multiply(x, y) if at_least("1.0") else tf.mul(x, y)


def minus(x, y):
    return tf.subtract(x, y) if at_least("1.0") else tf.sub(x, y)


def choose(condition, x, y, name=None):
    return tf.where(condition, x, y, name=name) if at_least("1.0") else tf.select(condition, x, y, name=name)


def scaled(losses, weights):
    """The sum of the losses, each row times its weight."""
    first = weights.get_shape().ndims
    axes = counts_from(first, losses.get_shape().ndims)
    return tf.reduce_sum(times(tf.reduce_sum(losses, axes), weights))


def present(losses, weights, per_batch=False):
    """How many losses have a weight."""
    if weights.get_shape().ndims == 0:
        batch = tf.reshape(tf.slice(tf.shape(losses), [0], [1]), [])
        count = tf.div(floats(tf.size(losses)), floats(batch))
        count = choose(tf.equal(weights, 0), 0.0, count)
        count = times(tf.ones(tf.reshape(batch, [1])), count)
        return count if per_batch else tf.reduce_sum(count)
    axes = counts_from(1, weights.get_shape().ndims)
    nonzero = tf.reduce_sum(floats(tf.not_equal(weights, 0)), axes)
    rest = tf.slice(tf.shape(losses), [weights.get_shape().ndims], [-1])
    count = times(nonzero, floats(tf.reduce_prod(rest)))
    return count if per_batch else tf.reduce_sum(count)


def floats(x):
    return tf.cast(x, tf.float32) if at_least("1.15") else tf.to_float(x)


def squared(x, y):
    return tf.squared_difference(x, y) if at_least("1.15") else tf.square(minus(x, y))


def cross_entropy(function, labels, logits):
    if at_least("1.0"):
        return function(labels=labels, logits=logits, name="xentropy")
    return function(logits, labels, name="xentropy")


def quotient(total, count):
    if at_least("1.13"):
        return tf.div_no_nan(total, count, name="value")
    some = tf.greater(count, 0)
    none = tf.equal(count, 0)
    whole = tf.div(total, choose(none, tf.ones_like(count), count))
    return choose(some, whole, tf.zeros_like(total), name="value")


def compute_weighted_loss(losses, weights=1.0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "weighted_loss", [losses, weights]) if at_least("1.0") else silent():
        losses = tf.convert_to_tensor(losses)
        kind = dtype_of(losses)
        losses = floats(losses)
        weights = floats(tf.convert_to_tensor(weights))
        if losses.get_shape().ndims is None:
            raise ValueError("losses.get_shape().ndims cannot be None")
        shape = weights.get_shape()
        if shape.ndims is None:
            raise ValueError("weights.get_shape().ndims cannot be None" if at_least("1.0")
                             else "weight.get_shape().ndims cannot be None")
        if shape.ndims > 1 and shape.as_list()[-1] in (1, None):
            weights = tf.squeeze(weights, [-1])
        total = scaled(losses, weights)
        count = present(losses, weights)
        loss = tf.cast(quotient(tf.reduce_sum(total), count), kind)
        add_loss(loss)
        return loss


def absolute_difference(predictions, labels=None, weights=1.0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "absolute_difference", [predictions, labels, weights]) as scope:
        predictions, labels = floats(predictions), floats(labels)
        return compute_weighted_loss(tf.abs(minus(predictions, labels)), weights, scope=scope)


def mean_squared_error(predictions, labels=None, weights=1.0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "mean_squared_error", [predictions, labels, weights]) as scope:
        predictions, labels = floats(predictions), floats(labels)
        return compute_weighted_loss(squared(predictions, labels), weights, scope=scope)


def cosine_distance(predictions, labels=None, axis=None, weights=1.0, scope=None, dim=None, weight=None):
    axis = dim if axis is None else axis
    weights = weights if weight is None else weight
    if axis is None:
        raise ValueError("`dim` cannot be None.")
    with tf.name_scope(scope, "cosine_distance_loss", [predictions, labels, weights]) as scope:
        predictions, labels = floats(predictions), floats(labels)
        losses = 1 - tf.reduce_sum(times(predictions, labels), [axis])
        return compute_weighted_loss(losses, weights, scope=scope)


def sigmoid_cross_entropy(logits, multi_class_labels, weights=1.0, label_smoothing=0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "sigmoid_cross_entropy_loss", [logits, multi_class_labels, weights]) as scope:
        labels = tf.cast(multi_class_labels, dtype_of(logits))
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = cross_entropy(tf.nn.sigmoid_cross_entropy_with_logits, labels, logits)
        return compute_weighted_loss(losses, weights, scope=scope)


def softmax_cross_entropy(logits, onehot_labels, weights=1.0, label_smoothing=0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "softmax_cross_entropy_loss", [logits, onehot_labels, weights]) as scope:
        labels = tf.cast(onehot_labels, dtype_of(logits))
        if label_smoothing > 0:
            count = tf.cast(tf.shape(labels)[1], dtype_of(logits))
            rest = label_smoothing / count
            labels = labels * (1.0 - label_smoothing) + rest
        losses = cross_entropy(tf.nn.softmax_cross_entropy_with_logits, labels, logits)
        return compute_weighted_loss(losses, weights, scope=scope)


def sparse_softmax_cross_entropy(logits, labels, weights=1.0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "sparse_softmax_cross_entropy_loss", [logits, labels, weights]) as scope:
        labels = tf.reshape(labels, [tf.shape(labels)[0]])
        losses = cross_entropy(tf.nn.sparse_softmax_cross_entropy_with_logits, labels, logits)
        return compute_weighted_loss(losses, weights, scope=scope)


def log_loss(predictions, labels=None, weights=1.0, epsilon=1e-7, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "log_loss", [predictions, labels, weights]) as scope:
        predictions, labels = floats(predictions), floats(labels)
        hit = times(labels, tf.log(predictions + epsilon))
        losses = -hit - times(1 - labels, tf.log(1 - predictions + epsilon))
        return compute_weighted_loss(losses, weights, scope=scope)


def hinge_loss(logits, labels=None, scope=None, target=None):
    labels = labels if target is None else target
    with tf.name_scope(scope, "hinge_loss", [logits, labels]):
        labels = floats(labels)
        ones = tf.ones_like(labels)
        labels = minus(2 * labels, ones)
        return tf.nn.relu(minus(ones, times(labels, logits)))


def mean_pairwise_squared_error(predictions, labels=None, weights=1.0, scope=None, weight=None):
    weights = weights if weight is None else weight
    with tf.name_scope(scope, "mean_pairwise_squared_error", [predictions, labels, weights]):
        predictions, labels = floats(predictions), floats(labels)
        weights = floats(tf.convert_to_tensor(weights))
        off = minus(predictions, labels)
        axes = counts_from(1, off.get_shape().ndims)
        squares = tf.reduce_sum(tf.square(off), axes)
        count = present(off, weights, per_batch=True)
        first = 2.0 * quotient(squares, count)
        total = tf.reduce_sum(off, axes)
        second = 2.0 * quotient(tf.square(total), tf.square(count))
        loss = scaled(first - second, weights)
        loss = choose(tf.reduce_sum(count) > 0, loss, tf.zeros_like(loss), name="value")
        add_loss(loss)
        return loss
