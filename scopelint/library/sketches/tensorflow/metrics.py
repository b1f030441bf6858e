"""Metrics: local variables under a scope of the metric's name, ``value`` and ``update_op`` (SPEC 10).

What is made outside of that scope is exact; the ops inside are not all listed.
"""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, raw_op, silent


def metric_variable(shape, dtype, name=None, validate_shape=True):
    collections = ["local_variables", "metric_variables"] if at_least("1.4") else ["local_variables"]
    if not at_least("1.4"):
        return tf.Variable(tf.zeros(shape, dtype), trainable=False, collections=collections, validate_shape=validate_shape, name=name)
    return tf.Variable(lambda: tf.zeros(shape, dtype), trainable=False, collections=collections, validate_shape=validate_shape, name=name)


def finish(value, update, metrics_collections, updates_collections):
    for collections, tensor in ((metrics_collections, value), (updates_collections, update)):
        if collections:
            for key in [collections] if isinstance(collections, str) else collections:
                tf.add_to_collection(key, tensor)
    return value, update


def to_float(x):
    return tf.cast(x, tf.float32) if at_least("1.15") else tf.to_float(x)


def quotient(total, count, name):
    if at_least("1.13"):
        return tf.div_no_nan(total, tf.maximum(count, 0), name=name)
    if at_least("1.8"):
        made = tf.truediv(total, count)
        zero = tf.zeros_like(made)
        return tf.where(tf.greater(count, zero), made, zero, name=name)
    return tf.where(tf.greater(count, 0), tf.truediv(total, count), 0, name=name)


def squeezed(labels, predictions, weights):
    """Labels, predictions and weights of fitting ranks."""
    predictions = tf.convert_to_tensor(predictions)
    if labels is not None:
        with tf.name_scope("remove_squeezable_dimensions") if at_least("1.0") else silent():
            labels, predictions = convert(labels, None), convert(predictions)
            a, b = labels.get_shape().ndims, predictions.get_shape().ndims
            if a is not None and b is not None:
                if b - a == 1:
                    predictions = tf.squeeze(predictions, [-1])
                elif a - b == 1:
                    labels = tf.squeeze(labels, [-1])
            else:
                approximate()
                raw_op("Sub", "sub", [(tf.int32, [])])
                kind = dtype_of(predictions)
                predictions = raw_op("Merge", "cond/Merge", [(kind, None)], [predictions])[0]
                labels = raw_op("Merge", "cond_1/Merge", [(dtype_of(labels), None)], [labels])[0]
    if weights is None:
        return labels, predictions, None
    weights = tf.convert_to_tensor(weights)
    a, b = weights.get_shape().ndims, predictions.get_shape().ndims
    if a == 0:
        return labels, predictions, weights
    if a is not None and b is not None:
        if a - b == 1:
            weights = tf.squeeze(weights, [-1])
        elif b - a == 1:
            weights = tf.expand_dims(weights, [-1])
        return labels, predictions, weights
    approximate()
    for title in ("Rank", "Rank_1", "sub", "Equal", "cond/Merge"):
        weights = raw_op("Merge", title, [(dtype_of(weights), None)])[0]
    return labels, predictions, weights


def spread(weights, values):
    """Weights as large as the values."""
    approximate()
    weights = to_float(weights)
    with tf.name_scope(None, "broadcast_weights", (weights, values)):
        return weights * tf.ones_like(values)


def mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "mean", (values, weights)):
        values = to_float(values)
        total = metric_variable([], tf.float32, name="total")
        count = metric_variable([], tf.float32, name="count")
        if weights is None:
            many = to_float(tf.size(values))
        else:
            _, values, weights = squeezed(None, values, weights)
            weights = spread(weights, values)
            values = tf.multiply(values, weights)
            many = tf.reduce_sum(weights)
        more = tf.assign_add(total, tf.reduce_sum(values))
        counted = tf.assign_add(count, many)
        value = quotient(total, count, "value")
        update = quotient(more, counted, "update_op")
        return finish(value, update, metrics_collections, updates_collections)


def accuracy(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions, weights = squeezed(labels, predictions, weights)
    if dtype_of(labels) != dtype_of(predictions):
        predictions = tf.cast(predictions, dtype_of(labels))
    correct = to_float(tf.equal(predictions, labels))
    return mean(correct, weights, metrics_collections, updates_collections, name or "accuracy")


def mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions, weights = squeezed(labels, predictions, weights)
    error = tf.squared_difference(labels, predictions) if at_least("1.15") else tf.square(labels - predictions)
    return mean(error, weights, metrics_collections, updates_collections, name or "mean_squared_error")


def mean_absolute_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions, weights = squeezed(labels, predictions, weights)
    return mean(tf.abs(predictions - labels), weights, metrics_collections, updates_collections, name or "mean_absolute_error")


def root_mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions, weights = squeezed(labels, predictions, weights)
    value, update = mean_squared_error(labels, predictions, weights, None, None, name or "root_mean_squared_error")
    value, update = tf.sqrt(value), tf.sqrt(update)
    return finish(value, update, metrics_collections, updates_collections)


def mean_cosine_distance(labels, predictions, dim, weights=None, metrics_collections=None, updates_collections=None,
                         name=None):
    labels, predictions, weights = squeezed(labels, predictions, weights)
    products = tf.reduce_sum(tf.multiply(predictions, labels), [dim], True)
    value, update = mean(products, weights, None, None, name or "mean_cosine_distance")
    return finish(tf.subtract(1.0, value), tf.subtract(1.0, update), metrics_collections, updates_collections)


def mean_relative_error(labels, predictions, normalizer, weights=None, metrics_collections=None,
                        updates_collections=None, name=None):
    labels, predictions, weights = squeezed(labels, predictions, weights)
    normalizer, predictions, _ = squeezed(normalizer, predictions, None)
    zero = tf.equal(normalizer, 0.0)
    nothing = tf.zeros_like(labels)
    off = tf.abs(labels - predictions)
    error = tf.where(zero, nothing, tf.truediv(off, normalizer) if at_least("2.15") else tf.div(off, normalizer))
    return mean(error, weights, metrics_collections, updates_collections, name or "mean_relative_error")


def percentage_below(values, threshold, weights=None, metrics_collections=None, updates_collections=None, name=None):
    below = to_float(tf.less(values, threshold))
    return mean(below, weights, metrics_collections, updates_collections, name or "percentage_below_threshold")


def counted(title, labels, predictions, wanted, weights, metrics_collections, updates_collections, name):
    approximate()
    with tf.variable_scope(name, title, (predictions, labels, weights)):
        labels, predictions, weights = squeezed(tf.cast(labels, tf.bool), tf.cast(predictions, tf.bool), weights)
        hit = tf.logical_and(tf.equal(labels, wanted[0]), tf.equal(predictions, wanted[1]))
        count = metric_variable([], tf.float32, name="count")
        values = tf.cast(hit, tf.float32)
        if weights is not None:
            values = tf.multiply(values, tf.cast(weights, tf.float32))
        value = tf.identity(count)
        return finish(value, tf.assign_add(count, tf.reduce_sum(values)), metrics_collections, updates_collections)


def true_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return counted("true_positives", labels, predictions, (True, True), weights, metrics_collections,
                   updates_collections, name)


def false_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return counted("false_positives", labels, predictions, (False, True), weights, metrics_collections,
                   updates_collections, name)


def false_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return counted("false_negatives", labels, predictions, (True, False), weights, metrics_collections,
                   updates_collections, name)


def true_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return counted("true_negatives", labels, predictions, (False, False), weights, metrics_collections,
                   updates_collections, name)


def ratio(a, b, name):
    return tf.where(tf.greater(a + b, 0), tf.div(a, a + b), 0.0, name=name)


def precision(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "precision", (predictions, labels, weights)):
        labels, predictions, weights = squeezed(tf.cast(labels, tf.bool), tf.cast(predictions, tf.bool), weights)
        a, more_a = true_positives(labels, predictions, weights)
        b, more_b = false_positives(labels, predictions, weights)
        return finish(ratio(a, b, "value"), ratio(more_a, more_b, "update_op"), metrics_collections, updates_collections)


def recall(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "recall", (predictions, labels, weights)):
        labels, predictions, weights = squeezed(tf.cast(labels, tf.bool), tf.cast(predictions, tf.bool), weights)
        a, more_a = true_positives(labels, predictions, weights)
        b, more_b = false_negatives(labels, predictions, weights)
        return finish(ratio(a, b, "value"), ratio(more_a, more_b, "update_op"), metrics_collections, updates_collections)


def at_thresholds(titles, count):
    """A vector of counts for each of the titles: the variables and what adds to them."""
    approximate()
    made = []
    for title in titles:
        total = metric_variable([count], tf.float32, name=title)
        made.append((total, tf.assign_add(total, tf.zeros([count], name="Sum"))))
    return made


FOUR = ("true_positives", "false_negatives", "true_negatives", "false_positives")


def auc(labels, predictions, weights=None, num_thresholds=200, metrics_collections=None, updates_collections=None,
        curve="ROC", name=None, summation_method="trapezoidal", thresholds=None):
    with tf.variable_scope(name, "auc", (labels, predictions, weights)):
        if curve != "ROC" and curve != "PR":
            raise ValueError("curve must be either ROC or PR, %s unknown" % curve)
        count = num_thresholds if thresholds is None else len(thresholds) + 2
        made = at_thresholds(FOUR, count)
        value, update = tf.reduce_sum(made[0][0], name="value"), tf.reduce_sum(made[0][1], name="update_op")
        return finish(value, update, metrics_collections, updates_collections)


def at_rate(title, labels, predictions, weights, num_thresholds, metrics_collections, updates_collections, name):
    with tf.variable_scope(name, title, (predictions, labels, weights)):
        made = at_thresholds(FOUR, num_thresholds)
        value, update = tf.reduce_sum(made[0][0], name="value"), tf.reduce_sum(made[0][1], name="update_op")
        return finish(value, update, metrics_collections, updates_collections)


def sensitivity_at_specificity(labels, predictions, specificity, weights=None, num_thresholds=200,
                               metrics_collections=None, updates_collections=None, name=None):
    if specificity < 0 or specificity > 1:
        raise ValueError("`specificity` must be in the range [0, 1].")
    return at_rate("sensitivity_at_specificity", labels, predictions, weights, num_thresholds, metrics_collections,
                   updates_collections, name)


def specificity_at_sensitivity(labels, predictions, sensitivity, weights=None, num_thresholds=200,
                               metrics_collections=None, updates_collections=None, name=None):
    if sensitivity < 0 or sensitivity > 1:
        raise ValueError("`sensitivity` must be in the range [0, 1].")
    return at_rate("specificity_at_sensitivity", labels, predictions, weights, num_thresholds, metrics_collections,
                   updates_collections, name)


def quotients(title, second, labels, predictions, thresholds, weights, metrics_collections, updates_collections, name):
    with tf.variable_scope(name, title + "_at_thresholds", (predictions, labels, weights)):
        (hit, more), (other, others) = at_thresholds(("true_positives", second), len(thresholds))
        value = tf.div(hit, 1e-7 + hit + other, name=title + "_value")
        update = tf.div(more, 1e-7 + more + others, name=title + "_update_op")
        return finish(value, update, metrics_collections, updates_collections)


def precision_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                            updates_collections=None, name=None):
    return quotients("precision", "false_positives", labels, predictions, thresholds, weights, metrics_collections,
                     updates_collections, name)


def recall_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                         updates_collections=None, name=None):
    return quotients("recall", "false_negatives", labels, predictions, thresholds, weights, metrics_collections,
                     updates_collections, name)


def counts_at(title, labels, predictions, thresholds, weights, metrics_collections, updates_collections, name):
    with tf.variable_scope(name, title, (predictions, labels, weights)):
        ((total, update),) = at_thresholds((title,), len(thresholds))
        value = tf.identity(total) if at_least("1.13") else total
        return finish(value, update, metrics_collections, updates_collections)


def true_positives_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                                 updates_collections=None, name=None):
    return counts_at("true_positives", labels, predictions, thresholds, weights, metrics_collections,
                     updates_collections, name)


def true_negatives_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                                 updates_collections=None, name=None):
    return counts_at("true_negatives", labels, predictions, thresholds, weights, metrics_collections,
                     updates_collections, name)


def false_positives_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                                  updates_collections=None, name=None):
    return counts_at("false_positives", labels, predictions, thresholds, weights, metrics_collections,
                     updates_collections, name)


def false_negatives_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                                  updates_collections=None, name=None):
    return counts_at("false_negatives", labels, predictions, thresholds, weights, metrics_collections,
                     updates_collections, name)


def at_k(title, second, k, class_id, metrics_collections, updates_collections, name):
    """The quotient of two counts of labels among the k best predictions."""
    approximate()
    ending = "_at_%d" % k if class_id is None else "_at_%d_class%d" % (k, class_id)
    with tf.name_scope(name, title + ending) as scope:
        hits = metric_variable([], tf.float64, name="true_positive" + ending)
        more = tf.assign_add(hits, tf.zeros([], tf.float64, name="Sum"))
        others = metric_variable([], tf.float64, name=second + ending)
        other = tf.assign_add(others, tf.zeros([], tf.float64, name="Sum"))
        value = tf.div(hits, tf.add(hits, others), name=scope)
        update = tf.div(more, tf.add(more, other), name="update")
        return finish(value, update, metrics_collections, updates_collections)


def recall_at_k(labels, predictions, k, class_id=None, weights=None, metrics_collections=None,
                updates_collections=None, name=None):
    return at_k("recall", "false_negative", k, class_id, metrics_collections, updates_collections, name)


def recall_at_top_k(labels, predictions_idx, k=None, class_id=None, weights=None, metrics_collections=None,
                    updates_collections=None, name=None):
    if k is None:
        k = predictions_idx.get_shape().as_list()[-1]
    return at_k("recall", "false_negative", k, class_id, metrics_collections, updates_collections, name)


def precision_at_k(labels, predictions, k, class_id=None, weights=None, metrics_collections=None,
                   updates_collections=None, name=None):
    return at_k("precision", "false_positive", k, class_id, metrics_collections, updates_collections, name)


def precision_at_top_k(labels, predictions_idx, k=None, class_id=None, weights=None, metrics_collections=None,
                       updates_collections=None, name=None):
    if k is None:
        k = predictions_idx.get_shape().as_list()[-1]
    return at_k("precision", "false_positive", k, class_id, metrics_collections, updates_collections, name)


def sparse_precision_at_k(labels, predictions, k, class_id=None, weights=None, metrics_collections=None,
                          updates_collections=None, name=None):
    return precision_at_k(labels, predictions, k, class_id, weights, metrics_collections, updates_collections, name)


def average_precision_at_k(labels, predictions, k, weights=None, metrics_collections=None, updates_collections=None,
                           name=None):
    approximate()
    with tf.name_scope(name, "average_precision_at_%d" % k) as scope:
        tf.no_op(name="max")
        most = metric_variable([], tf.float64, name="max")
        more = tf.assign_add(most, tf.zeros([], tf.float64, name="batch_max"), name="update_max")
        total = metric_variable([], tf.float64, name="total")
        added = tf.assign_add(total, tf.zeros([], tf.float64, name="batch_total"), name="update_total")
        value = tf.div(total, most, name="mean")
        update = tf.div(added, more, name=scope)
        return finish(value, update, metrics_collections, updates_collections)


sparse_average_precision_at_k = average_precision_at_k


def confusion(labels, predictions, num_classes, weights):
    """The matrix of counts, as a variable and as what adds to it."""
    approximate()
    kind = tf.float64 if at_least("1.4") or weights is None else tf.int64
    total = metric_variable([num_classes, num_classes], kind, name="total_confusion_matrix")
    with tf.name_scope("confusion_matrix"):
        current = tf.zeros([num_classes, num_classes], kind)
    return total, tf.assign_add(total, current)


def mean_iou(labels, predictions, num_classes, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "mean_iou", (predictions, labels, weights)):
        total, update = confusion(labels, predictions, num_classes, weights)
        value = tf.reduce_mean(tf.cast(total, tf.float32), name="mean_iou")
        if at_least("1.8"):
            value = raw_op("Select", "Select_1", [(tf.float32, [])], [value])[0]
        return finish(value, update, metrics_collections, updates_collections)


def mean_per_class_accuracy(labels, predictions, num_classes, weights=None, metrics_collections=None,
                            updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "mean_accuracy", (predictions, labels, weights)):
        if not at_least("1.8"):
            total, update = confusion(labels, predictions, num_classes, weights)
            value = tf.reduce_mean(tf.cast(total, tf.float32), name="mean_accuracy")
            return finish(value, update, metrics_collections, updates_collections)
        total = metric_variable([num_classes], tf.float32, name="total")
        count = metric_variable([num_classes], tf.float32, name="count")
        value = tf.reduce_mean(quotient(count, total, None), name="mean_accuracy")
        update = quotient(tf.assign_add(count, tf.zeros([num_classes])), total, "update_op")
        return finish(value, update, metrics_collections, updates_collections)


def mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "mean", (values, weights)):
        values = to_float(values)
        shape = values.get_shape()
        total = metric_variable(shape, tf.float32, name="total_tensor")
        count = metric_variable(shape, tf.float32, name="count_tensor")
        many = tf.ones_like(values)
        if weights is not None:
            _, values, weights = squeezed(None, values, weights)
            weights = spread(weights, values)
            values = tf.multiply(values, weights)
            many = tf.multiply(many, weights)
        more = tf.assign_add(total, values)
        counted_ = tf.assign_add(count, many)
        if at_least("1.8"):
            value, update = quotient(total, count, "value"), quotient(more, counted_, "update_op")
        else:
            value = tf.truediv(total, tf.maximum(count, tf.ones_like(count), name="value"), name="value")
            update = tf.truediv(more, tf.maximum(counted_, tf.ones_like(counted_), name="update_op"), name="update_op")
        return finish(value, update, metrics_collections, updates_collections)
