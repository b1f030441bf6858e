"""Losses: each a scope of its own, the result ``value``, in the losses collection (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, op


class Reduction(object):
    NONE = "none"
    SUM = "weighted_sum"
    SUM_OVER_BATCH_SIZE = "weighted_sum_over_batch_size"
    MEAN = "weighted_mean"
    SUM_OVER_NONZERO_WEIGHTS = "weighted_sum_by_nonzero_weights"
    SUM_BY_NONZERO_WEIGHTS = "weighted_sum_by_nonzero_weights"

    @classmethod
    def all(cls):
        return (cls.NONE, cls.SUM, cls.MEAN, cls.SUM_OVER_BATCH_SIZE, cls.SUM_BY_NONZERO_WEIGHTS)

    @classmethod
    def validate(cls, key):
        if key not in cls.all():
            raise ValueError("Invalid ReductionKey %s." % key)


def broadcastable(weights, values):
    with tf.name_scope("assert_broadcastable"):
        weights = convert(weights, "weights")
        values = convert(values, "values")
        with tf.name_scope("weights/"):
            pass
        w, v = weights.get_shape(), values.get_shape()
        if w.ndims is not None and v.ndims is not None and w.ndims != 0:
            if w.ndims != v.ndims:
                raise ValueError("weights can not be broadcast to values. values.rank=%s. weights.rank=%s. values.shape=%s. "
                                 "weights.shape=%s." % (v.ndims, w.ndims, v, w))
        return tf.no_op(name="static_scalar_check_success" if w.ndims == 0 else "static_dims_check_success")


def num_present(losses, weights, per_batch=False):
    with tf.name_scope(None, "num_present", (losses, weights)) as scope:
        present = tf.where(tf.equal(weights, 0.0), tf.zeros_like(weights), tf.ones_like(weights))
        with tf.name_scope("broadcast_weights"):
            with tf.name_scope("assert_broadcastable"):
                pass
            spread = op("Mul", name="" if False else None, x=present, y=tf.ones_like(losses))
        if per_batch:
            return tf.reduce_sum(spread, counts_from(1, spread.get_shape().ndims or 1), True, name=scope)
        return tf.reduce_sum(spread, name=scope)


def counts_from(start, stop):
    found = []
    while start + len(found) < stop:
        found.append(start + len(found))
    return found


def safe_mean(losses, present):
    total = tf.reduce_sum(losses)
    if at_least("1.13"):
        return tf.div_no_nan(total, present, name="value")
    return tf.where(tf.greater(present, 0), tf.div(total, tf.where(tf.equal(present, 0), tf.ones_like(present), present)),
                    tf.zeros_like(total), name="value")


def compute_weighted_loss(losses, weights=1.0, scope=None, loss_collection="losses",
                          reduction="weighted_sum_by_nonzero_weights"):
    approximate()
    if reduction is None:
        reduction = "weighted_sum_by_nonzero_weights"
    with tf.name_scope(scope, "weighted_loss", (losses, weights)):
        broadcastable(weights, losses)
        losses = convert(losses)
        kind = dtype_of(losses)
        losses = tf.cast(losses, tf.float32) if at_least("1.15") else tf.to_float(losses)
        weights = tf.cast(weights, tf.float32) if at_least("1.15") else tf.to_float(weights)
        losses = tf.multiply(losses, weights)
        if reduction == "none":
            loss = losses
        elif reduction == "weighted_sum":
            loss = tf.reduce_sum(losses)
        elif reduction == "weighted_mean":
            loss = safe_mean(losses, tf.reduce_sum(tf.ones_like(losses) * weights))
        elif reduction == "weighted_sum_over_batch_size":
            total = tf.reduce_sum(losses)
            with tf.name_scope(None, "num_elements", (losses,)) as scope:
                count = tf.cast(tf.size(losses, name=scope), dtype=tf.float32)
            loss = tf.div_no_nan(total, count, name="value") if at_least("1.13") else tf.div(total, count, name="value")
        else:
            if not at_least("1.15"):
                total = tf.reduce_sum(losses)
                loss = value_of(total, num_present(losses, weights))
            else:
                loss = safe_mean(losses, num_present(losses, weights))
        loss = tf.cast(loss, kind)
        add_loss(loss, loss_collection)
        return loss


def value_of(total, present):
    if at_least("1.13"):
        return tf.div_no_nan(tf.reduce_sum(total), present, name="value")
    zero = tf.equal(present, 0)
    return tf.where(tf.greater(present, 0), tf.div(tf.reduce_sum(total), tf.where(zero, tf.ones_like(present), present)),
                    tf.zeros_like(total), name="value")


def add_loss(loss, loss_collection="losses"):
    if loss_collection:
        tf.add_to_collection(loss_collection, loss)


def get_losses(scope=None, loss_collection="losses"):
    return tf.get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    return tf.get_collection("regularization_losses", scope)


def get_regularization_loss(scope=None, name="total_regularization_loss"):
    found = get_regularization_losses(scope)
    if found:
        return tf.add_n(found, name=name)
    return tf.constant(0.0)


def get_total_loss(add_regularization_losses=True, name="total_loss", scope=None):
    found = get_losses(scope=scope) if at_least("1.15") else get_losses()
    if add_regularization_losses:
        found = found + (get_regularization_losses(scope=scope) if at_least("1.15") else get_regularization_losses())
    return tf.add_n(found, name=name)


def check(labels, predictions):
    a, b = predictions.get_shape(), labels.get_shape()
    if not a.is_compatible_with(b):
        raise ValueError("Shapes %s and %s are incompatible" % (a, b))


def prepared(labels, predictions):
    if labels is None:
        raise ValueError("labels must not be None.")
    if predictions is None:
        raise ValueError("predictions must not be None.")
    if at_least("1.15"):
        return tf.cast(labels, tf.float32), tf.cast(predictions, tf.float32)
    return tf.to_float(labels), tf.to_float(predictions)


def absolute_difference(labels=None, predictions=None, weights=1.0, scope=None, loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "absolute_difference", (predictions, labels, weights)) as scope:
        labels, predictions = prepared(labels, predictions)
        check(labels, predictions)
        return compute_weighted_loss(tf.abs(tf.subtract(predictions, labels)), weights, scope, loss_collection, reduction)


def mean_squared_error(labels=None, predictions=None, weights=1.0, scope=None, loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "mean_squared_error", (predictions, labels, weights)) as scope:
        labels, predictions = prepared(labels, predictions)
        check(labels, predictions)
        return compute_weighted_loss(tf.squared_difference(predictions, labels), weights, scope, loss_collection, reduction)


def huber_loss(labels=None, predictions=None, weights=1.0, delta=1.0, scope=None, loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "huber_loss", (predictions, labels, weights)) as scope:
        labels, predictions = prepared(labels, predictions)
        check(labels, predictions)
        error = tf.abs(tf.subtract(predictions, labels))
        quadratic = tf.minimum(error, delta)
        linear = tf.subtract(error, quadratic)
        return compute_weighted_loss(tf.add(tf.multiply(0.5, tf.multiply(quadratic, quadratic)), tf.multiply(delta, linear)),
                                     weights, scope, loss_collection, reduction)


def log_loss(labels=None, predictions=None, weights=1.0, epsilon=1e-7, scope=None, loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "log_loss", (predictions, labels, weights)) as scope:
        labels, predictions = prepared(labels, predictions)
        check(labels, predictions)
        found = -tf.multiply(labels, tf.log(predictions + epsilon)) - tf.multiply((1 - labels), tf.log(1 - predictions + epsilon))
        return compute_weighted_loss(found, weights, scope, loss_collection, reduction)


def hinge_loss(labels=None, logits=None, weights=1.0, scope=None, loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "hinge_loss", (logits, labels, weights)) as scope:
        labels, logits = prepared(labels, logits)
        check(labels, logits)
        ones = tf.ones_like(labels)
        labels = tf.subtract(2 * labels, ones)
        return compute_weighted_loss(tf.nn.relu(tf.subtract(ones, tf.multiply(labels, logits))), weights, scope,
                                     loss_collection, reduction)


def cosine_distance(labels=None, predictions=None, axis=None, weights=1.0, scope=None, loss_collection="losses",
                    reduction=None, dim=None):
    axis = axis if axis is not None else dim
    if axis is None:
        raise ValueError("You must specify 'axis'." if at_least("1.8") else "`dim` cannot be None.")
    with tf.name_scope(scope, "cosine_distance_loss", (predictions, labels, weights)) as scope:
        labels, predictions = prepared(labels, predictions)
        check(labels, predictions)
        diffs = tf.multiply(predictions, labels)
        return compute_weighted_loss(1 - tf.reduce_sum(diffs, [axis], True), weights, scope, loss_collection, reduction)


def mean_pairwise_squared_error(labels=None, predictions=None, weights=1.0, scope=None, loss_collection="losses"):
    approximate()
    with tf.name_scope(scope, "mean_pairwise_squared_error", (predictions, labels, weights)) as scope:
        labels, predictions = prepared(labels, predictions)
        check(labels, predictions)
        diffs = tf.subtract(predictions, labels)
        loss = tf.where(True, tf.reduce_sum(diffs), tf.zeros([]), name="value_2") if at_least("1.0") else diffs
        add_loss(loss, loss_collection)
        return loss


def sigmoid_cross_entropy(multi_class_labels=None, logits=None, weights=1.0, label_smoothing=0, scope=None,
                          loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "sigmoid_cross_entropy_loss", (logits, multi_class_labels, weights)) as scope:
        logits = convert(logits)
        labels = tf.cast(multi_class_labels, dtype_of(logits))
        check(labels, logits)
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def softmax_cross_entropy(onehot_labels=None, logits=None, weights=1.0, label_smoothing=0, scope=None,
                          loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "softmax_cross_entropy_loss", (logits, onehot_labels, weights)) as scope:
        logits = convert(logits)
        labels = tf.cast(onehot_labels, dtype_of(logits))
        check(labels, logits)
        if label_smoothing > 0:
            classes = tf.cast(tf.shape(labels)[1 if at_least("1.13") else 1], dtype_of(logits))
            positives = 1.0 - label_smoothing
            labels = labels * positives + label_smoothing / classes
        if at_least("1.8"):
            labels = tf.stop_gradient(labels, name="labels_stop_gradient")
            losses = tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits, name="xentropy")
        else:
            losses = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def sparse_softmax_cross_entropy(labels=None, logits=None, weights=1.0, scope=None, loss_collection="losses", reduction=None):
    with tf.name_scope(scope, "sparse_softmax_cross_entropy_loss", (logits, labels, weights)) as scope:
        logits = convert(logits)
        labels = convert(labels)
        rank = logits.get_shape().ndims
        if rank is not None and labels.get_shape().ndims == rank and labels.get_shape().as_list()[-1] == 1:
            labels = tf.squeeze(labels, [-1])
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)
