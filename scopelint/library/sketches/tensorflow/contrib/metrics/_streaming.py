"""tf.contrib.metrics: the streaming metrics are those of tf.metrics, predictions first."""

import tensorflow as tf
from _scopelint import approximate, dtype_of, raw_op

from ...metrics import (
    accuracy as plain_accuracy,
    auc as plain_auc,
    average_precision_at_k as plain_average_precision_at_k,
    false_negatives as plain_false_negatives,
    false_positives as plain_false_positives,
    finish as plain_finish,
    mean as plain_mean,
    mean_absolute_error as plain_mean_absolute_error,
    mean_cosine_distance as plain_mean_cosine_distance,
    mean_iou as plain_mean_iou,
    mean_relative_error as plain_mean_relative_error,
    mean_squared_error as plain_mean_squared_error,
    mean_tensor as plain_mean_tensor,
    metric_variable as plain_metric_variable,
    percentage_below as plain_percentage_below,
    precision as plain_precision,
    precision_at_k as plain_precision_at_k,
    precision_at_thresholds as plain_precision_at_thresholds,
    recall as plain_recall,
    recall_at_k as plain_recall_at_k,
    recall_at_thresholds as plain_recall_at_thresholds,
    root_mean_squared_error as plain_root_mean_squared_error,
    sensitivity_at_specificity as plain_sensitivity_at_specificity,
    specificity_at_sensitivity as plain_specificity_at_sensitivity,
    to_float as plain_to_float,
    true_negatives as plain_true_negatives,
    true_positives as plain_true_positives,
)

streaming_mean = plain_mean
streaming_mean_tensor = plain_mean_tensor
streaming_percentage_less = plain_percentage_below


def streaming_accuracy(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                       name=None):
    return plain_accuracy(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_precision(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                        name=None):
    return plain_precision(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_recall(predictions, labels, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return plain_recall(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_true_positives(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                             name=None):
    return plain_true_positives(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_true_negatives(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                             name=None):
    return plain_true_negatives(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_false_positives(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                              name=None):
    return plain_false_positives(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_false_negatives(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                              name=None):
    return plain_false_negatives(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_auc(predictions, labels, weights=None, num_thresholds=200, metrics_collections=None,
                  updates_collections=None, curve="ROC", name=None):
    return plain_auc(labels, predictions, weights, num_thresholds, metrics_collections, updates_collections, curve,
                       name)


def streaming_mean_absolute_error(predictions, labels, weights=None, metrics_collections=None,
                                  updates_collections=None, name=None):
    return plain_mean_absolute_error(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_mean_squared_error(predictions, labels, weights=None, metrics_collections=None,
                                 updates_collections=None, name=None):
    return plain_mean_squared_error(labels, predictions, weights, metrics_collections, updates_collections, name)


def streaming_root_mean_squared_error(predictions, labels, weights=None, metrics_collections=None,
                                      updates_collections=None, name=None):
    return plain_root_mean_squared_error(labels, predictions, weights, metrics_collections, updates_collections,
                                           name)


def streaming_mean_relative_error(predictions, labels, normalizer, weights=None, metrics_collections=None,
                                  updates_collections=None, name=None):
    return plain_mean_relative_error(labels, predictions, normalizer, weights, metrics_collections,
                                       updates_collections, name)


def streaming_mean_cosine_distance(predictions, labels, dim, weights=None, metrics_collections=None,
                                   updates_collections=None, name=None):
    return plain_mean_cosine_distance(labels, predictions, dim, weights, metrics_collections, updates_collections,
                                        name)


def streaming_mean_iou(predictions, labels, num_classes, weights=None, metrics_collections=None,
                       updates_collections=None, name=None):
    return plain_mean_iou(labels, predictions, num_classes, weights, metrics_collections, updates_collections, name)


def streaming_sensitivity_at_specificity(predictions, labels, specificity, weights=None, num_thresholds=200,
                                         metrics_collections=None, updates_collections=None, name=None):
    return plain_sensitivity_at_specificity(labels, predictions, specificity, weights, num_thresholds,
                                              metrics_collections, updates_collections, name)


def streaming_specificity_at_sensitivity(predictions, labels, sensitivity, weights=None, num_thresholds=200,
                                         metrics_collections=None, updates_collections=None, name=None):
    return plain_specificity_at_sensitivity(labels, predictions, sensitivity, weights, num_thresholds,
                                              metrics_collections, updates_collections, name)


def streaming_precision_at_thresholds(predictions, labels, thresholds, weights=None, metrics_collections=None,
                                      updates_collections=None, name=None):
    return plain_precision_at_thresholds(labels, predictions, thresholds, weights, metrics_collections,
                                           updates_collections, name)


def streaming_recall_at_thresholds(predictions, labels, thresholds, weights=None, metrics_collections=None,
                                   updates_collections=None, name=None):
    return plain_recall_at_thresholds(labels, predictions, thresholds, weights, metrics_collections,
                                        updates_collections, name)


def streaming_recall_at_k(predictions, labels, k, weights=None, metrics_collections=None, updates_collections=None,
                          name=None):
    hit = plain_to_float(tf.nn.in_top_k(predictions, labels, k))
    return plain_mean(hit, weights, metrics_collections, updates_collections, name or "recall_at_%d" % k)


def streaming_sparse_recall_at_k(predictions, labels, k, class_id=None, weights=None, metrics_collections=None,
                                 updates_collections=None, name=None):
    return plain_recall_at_k(labels, predictions, k, class_id, weights, metrics_collections, updates_collections,
                               name)


def streaming_sparse_precision_at_k(predictions, labels, k, class_id=None, weights=None, metrics_collections=None,
                                    updates_collections=None, name=None):
    return plain_precision_at_k(labels, predictions, k, class_id, weights, metrics_collections,
                                  updates_collections, name)


def streaming_sparse_average_precision_at_k(predictions, labels, k, weights=None, metrics_collections=None,
                                            updates_collections=None, name=None):
    return plain_average_precision_at_k(labels, predictions, k, weights, metrics_collections, updates_collections,
                                          name)


def streaming_concat(values, axis=0, max_size=None, metrics_collections=None, updates_collections=None, name=None):
    approximate()
    with tf.variable_scope(name, "streaming_concat", (values,)):
        dims = values.get_shape().as_list()
        dims[axis] = None
        start = [0 if size is None else size for size in dims]
        array = plain_metric_variable(start, dtype_of(values), name="array", validate_shape=False)
        size = plain_metric_variable([], tf.int32, name="size")
        value = raw_op("ConcatV2", "concat", [(dtype_of(values), dims)], [array])[0]
        update = tf.assign(size, size + 1)
        return plain_finish(value, update, metrics_collections, updates_collections)


def covariance(name, title):
    """The covariance in a scope: its variables, and what its ops are called."""
    approximate()
    with tf.variable_scope(name, title):
        for part in ("count", "mean_prediction", "mean_label", "comoment"):
            made = plain_metric_variable([], tf.float32, name=part)
        value = tf.identity(made, name=title)
        return value, tf.identity(made, name="update_op")


def streaming_covariance(predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                         name=None):
    value, update = covariance(name, "covariance")
    return plain_finish(value, update, metrics_collections, updates_collections)


def streaming_pearson_correlation(predictions, labels, weights=None, metrics_collections=None,
                                  updates_collections=None, name=None):
    with tf.variable_scope(name, "pearson_r", (predictions, labels, weights)):
        value, update = covariance("covariance", "covariance")
        covariance("variance_predictions", "covariance")
        covariance("variance_labels", "covariance")
        value, update = tf.identity(value, name="pearson_r"), tf.identity(update, name="update_op")
        return plain_finish(value, update, metrics_collections, updates_collections)


def accuracy(predictions, labels, weights=None, name=None):
    with tf.name_scope(name, "accuracy"):
        correct = tf.cast(tf.equal(predictions, labels), tf.float32)
        if weights is None:
            return tf.reduce_mean(correct)
        correct = correct * weights
        count = weights * tf.ones_like(correct)
        return tf.div(tf.reduce_sum(correct), tf.reduce_sum(count))


def aggregate_metrics(*value_update_tuples):
    if not value_update_tuples:
        raise ValueError("Expected at least one value_tensor/update_op pair")
    return [pair[0] for pair in value_update_tuples], [pair[1] for pair in value_update_tuples]


def aggregate_metric_map(names_to_tuples):
    names = list(names_to_tuples)
    return {n: names_to_tuples[n][0] for n in names}, {n: names_to_tuples[n][1] for n in names}


def confusion_matrix(labels, predictions, num_classes=None, dtype=tf.int32, name=None, weights=None):
    return tf.confusion_matrix(labels, predictions, num_classes, dtype=dtype, name=name, weights=weights)
