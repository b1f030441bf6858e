"""Metrics: local variables under a variable scope of the metric's name, ``value`` and ``update_op`` (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of


def metric_variable(shape, dtype, name=None, validate_shape=True):
    collections = ["local_variables", "metric_variables"] if at_least("1.4") else ["local_variables"]
    if not at_least("1.4"):
        return tf.Variable(tf.zeros(shape, dtype), trainable=False, collections=collections, validate_shape=validate_shape, name=name)
    return tf.Variable(lambda: tf.zeros(shape, dtype), trainable=False, collections=collections, validate_shape=validate_shape, name=name)


def finish(value, update, metrics_collections, updates_collections):
    if metrics_collections:
        tf.add_to_collections(metrics_collections, value)
    if updates_collections:
        tf.add_to_collections(updates_collections, update)
    return value, update


def to_float(x):
    return tf.cast(x, tf.float32) if at_least("1.15") else tf.to_float(x)


def quotient(total, count, name):
    if at_least("1.13"):
        return tf.div_no_nan(total, count, name=name)
    if at_least("1.8"):
        made = tf.truediv(total, count)
        return tf.where(tf.greater(count, tf.zeros_like(count)), made, tf.zeros_like(made) if False else tf.zeros_like(count), name=name)
    return tf.where(tf.greater(count, 0), tf.truediv(total, count), 0, name=name)


def assign_add(v, value):
    return tf.assign_add(v, value)


def mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "mean", (values, weights)):
        values = to_float(values)
        total = metric_variable([], tf.float32, name="total")
        count = metric_variable([], tf.float32, name="count")
        if weights is None:
            many = to_float(tf.size(values))
        else:
            weights = to_float(weights)
            values = tf.multiply(values, weights)
            many = tf.reduce_sum(weights)
        more = assign_add(total, tf.reduce_sum(values))
        counted = assign_add(count, many)
        value = quotient(total, count, "value")
        update = quotient(more, counted, "update_op")
        return finish(value, update, metrics_collections, updates_collections)


def accuracy(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions = convert(labels), convert(predictions)
    if labels.get_shape().ndims is not None and predictions.get_shape().ndims is not None:
        if predictions.get_shape().ndims - labels.get_shape().ndims == 1:
            predictions = tf.squeeze(predictions, [-1])
    if dtype_of(labels) != dtype_of(predictions):
        predictions = tf.cast(predictions, dtype_of(labels))
    correct = to_float(tf.equal(predictions, labels))
    return mean(correct, weights, metrics_collections, updates_collections, name or "accuracy")


def mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    error = tf.square(labels - predictions)
    return mean(error, weights, metrics_collections, updates_collections, name or "mean_squared_error")


def mean_absolute_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return mean(tf.abs(predictions - labels), weights, metrics_collections, updates_collections, name or "mean_absolute_error")


def root_mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    value, update = mean_squared_error(labels, predictions, weights, None, None, name or "root_mean_squared_error")
    value, update = tf.sqrt(value), tf.sqrt(update)
    return finish(value, update, metrics_collections, updates_collections)


def both(labels, predictions, a, b, weights, name):
    approximate()
    with tf.variable_scope(name):
        labels = tf.cast(labels, tf.bool)
        predictions = tf.cast(predictions, tf.bool)
        hit = tf.logical_and(tf.equal(labels, a), tf.equal(predictions, b))
        count = metric_variable([], tf.float32, name="count")
        values = tf.cast(hit, tf.float32)
        if weights is not None:
            values = tf.multiply(values, tf.cast(weights, tf.float32))
        return tf.identity(count), assign_add(count, tf.reduce_sum(values))


def true_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    value, update = both(labels, predictions, True, True, weights, name or "true_positives")
    return finish(value, update, metrics_collections, updates_collections)


def false_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    value, update = both(labels, predictions, False, True, weights, name or "false_positives")
    return finish(value, update, metrics_collections, updates_collections)


def false_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    value, update = both(labels, predictions, True, False, weights, name or "false_negatives")
    return finish(value, update, metrics_collections, updates_collections)


def true_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    value, update = both(labels, predictions, False, False, weights, name or "true_negatives")
    return finish(value, update, metrics_collections, updates_collections)


def ratio(a, b, name):
    approximate()
    with_zero = tf.where(tf.greater(a + b, 0), tf.div(a, a + b), 0.0, name=name)
    return with_zero


def precision(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "precision", (predictions, labels, weights)):
        a, more_a = true_positives(labels, predictions, weights)
        b, more_b = false_positives(labels, predictions, weights)
        return finish(ratio(a, b, "value"), ratio(more_a, more_b, "update_op"), metrics_collections, updates_collections)


def recall(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "recall", (predictions, labels, weights)):
        a, more_a = true_positives(labels, predictions, weights)
        b, more_b = false_negatives(labels, predictions, weights)
        return finish(ratio(a, b, "value"), ratio(more_a, more_b, "update_op"), metrics_collections, updates_collections)


def auc(labels, predictions, weights=None, num_thresholds=200, metrics_collections=None, updates_collections=None,
        curve="ROC", name=None, summation_method="trapezoidal", thresholds=None):
    approximate()
    with tf.variable_scope(name, "auc", (labels, predictions, weights)):
        names = ("true_positives", "false_negatives", "true_negatives", "false_positives")
        if not at_least("1.4"):
            names = ("true_positives", "false_negatives", "true_negatives", "false_positives")
        totals = []
        for title in names:
            v = metric_variable([num_thresholds], tf.float32, name=title)
            totals.append(assign_add(v, tf.zeros([num_thresholds])))
        value = tf.reduce_sum(totals[0], name="value")
        update = tf.reduce_sum(totals[1], name="update_op")
        return finish(value, update, metrics_collections, updates_collections)


def mean_iou(labels, predictions, num_classes, weights=None, metrics_collections=None, updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "mean_iou", (predictions, labels, weights)):
        total = metric_variable([num_classes, num_classes], tf.float64 if at_least("1.4") else tf.float64,
                                name="total_confusion_matrix")
        current = tf.zeros([num_classes, num_classes], tf.float64)
        update = assign_add(total, current)
        value = tf.reduce_mean(tf.cast(total, tf.float32), name="mean_iou")
        return finish(value, update, metrics_collections, updates_collections)


def mean_per_class_accuracy(labels, predictions, num_classes, weights=None, metrics_collections=None,
                            updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "mean_accuracy", (predictions, labels, weights)):
        total = metric_variable([num_classes], tf.float32, name="total")
        count = metric_variable([num_classes], tf.float32, name="count")
        update = assign_add(total, tf.zeros([num_classes]))
        value = tf.reduce_mean(count, name="mean_accuracy")
        return finish(value, update, metrics_collections, updates_collections)


def mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "mean", (values, weights)):
        values = to_float(values)
        shape = values.get_shape().as_list()
        total = metric_variable(shape, tf.float32, name="total_tensor" if at_least("1.4") else "total_tensor")
        count = metric_variable(shape, tf.float32, name="count_tensor" if at_least("1.4") else "count_tensor")
        more = assign_add(total, values)
        counted_ = assign_add(count, tf.ones_like(values))
        value = quotient(total, count, "value")
        update = quotient(more, counted_, "update_op")
        return finish(value, update, metrics_collections, updates_collections)


def percentage_below(values, threshold, weights=None, metrics_collections=None, updates_collections=None, name=None):
    below = to_float(tf.less(values, threshold))
    return mean(below, weights, metrics_collections, updates_collections, name or "percentage_below_threshold")

