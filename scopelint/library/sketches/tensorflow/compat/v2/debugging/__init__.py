"""Checks with the message before the name."""

import tensorflow as tf


def assert_all_finite(x, message, name=None):
    return tf.verify_tensor_all_finite(x, message, name=name)


def assert_greater_equal(x, y, message=None, summarize=None, name=None):
    return tf.assert_greater_equal(x, y, summarize=summarize, message=message, name=name)


def assert_less_equal(x, y, message=None, summarize=None, name=None):
    return tf.assert_less_equal(x, y, summarize=summarize, message=message, name=name)


def assert_none_equal(x, y, summarize=None, message=None, name=None):
    return tf.assert_none_equal(x, y, summarize=summarize, message=message, name=name)


def assert_positive(x, message=None, summarize=None, name=None):
    return tf.assert_positive(x, summarize=summarize, message=message, name=name)


def assert_negative(x, message=None, summarize=None, name=None):
    return tf.assert_negative(x, summarize=summarize, message=message, name=name)


def assert_non_negative(x, message=None, summarize=None, name=None):
    return tf.assert_non_negative(x, summarize=summarize, message=message, name=name)


def assert_non_positive(x, message=None, summarize=None, name=None):
    return tf.assert_non_positive(x, summarize=summarize, message=message, name=name)


def assert_rank_at_least(x, rank, message=None, name=None):
    return tf.assert_rank_at_least(x, rank, message=message, name=name)


def assert_rank_in(x, ranks, message=None, name=None):
    return tf.assert_rank_in(x, ranks, message=message, name=name)


def assert_integer(x, message=None, name=None):
    tf.assert_integer(x, message=message, name=name)


def assert_scalar(tensor, message=None, name=None):
    return tf.assert_scalar(tensor, name=name, message=message)


def assert_type(tensor, tf_type, message=None, name=None):
    tf.assert_type(tensor, tf_type, message=message, name=name)
