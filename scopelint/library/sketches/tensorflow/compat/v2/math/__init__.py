"""Counting."""

import tensorflow as tf

from ...._math import counted_bins


def bincount(arr, weights=None, minlength=None, maxlength=None, dtype=tf.int32, name=None):
    with tf.name_scope(name, "bincount"):
        return counted_bins(arr, weights, minlength, maxlength, dtype)


def confusion_matrix(labels, predictions, num_classes=None, weights=None, dtype=tf.int32, name=None):
    return tf.confusion_matrix(labels, predictions, num_classes, dtype=dtype, name=name, weights=weights)


def count_nonzero(input, axis=None, keepdims=None, dtype=tf.int64, name=None):
    return tf.count_nonzero(input, axis, keepdims=bool(keepdims), dtype=dtype, name=name)
