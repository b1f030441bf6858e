"""tf.feature_column: the functions that make columns. They build nothing."""

import math

import tensorflow as tf
from _scopelint import at_least, is_unknown, surely, unknown

from .kinds import (
    BucketizedColumn,
    Categorical,
    CrossedColumn,
    EmbeddingColumn,
    HashedCategoricalColumn,
    IdentityCategoricalColumn,
    IndicatorColumn,
    NumericColumn,
    SharedEmbeddingColumn,
    VocabularyFileCategoricalColumn,
    VocabularyListCategoricalColumn,
    WeightedCategoricalColumn,
)


def check_key(key):
    # 1.4 takes any key.
    if at_least("1.8") and not isinstance(key, str) and not is_unknown(key):
        raise ValueError("key must be a string. Got: type %s. Given key: %s." % (type(key), key))


def check_ids(dtype, prefix):
    if dtype != tf.string and not dtype.is_integer:
        raise ValueError("%s dtype must be string or integer. dtype: %s." % (prefix, dtype))


def numeric_column(key, shape=(1,), default_value=None, dtype=tf.float32, normalizer_fn=None):
    check_key(key)
    shape = tuple(shape) if isinstance(shape, (list, tuple)) else (shape,)
    for size in shape:
        if not isinstance(size, int) and not is_unknown(size):
            raise TypeError("shape dimensions must be integer. shape: %s, key: %s" % (shape, key))
        if size < 1:
            raise ValueError("shape dimensions must be greater than 0. shape: %s, key: %s" % (shape, key))
    if not (dtype.is_integer or dtype.is_floating):
        raise ValueError("dtype must be convertible to float. dtype: %s, key: %s" % (dtype, key))
    if default_value is not None and not isinstance(default_value, (list, tuple)) and shape == (1,):
        default_value = (float(default_value) if dtype.is_floating else default_value,)
    if isinstance(default_value, list):
        default_value = tuple(default_value)
    if normalizer_fn is not None and not callable(normalizer_fn):
        raise TypeError("normalizer_fn must be a callable. Given: %s" % (normalizer_fn,))
    return NumericColumn(key, shape, default_value, dtype, normalizer_fn)


def bucketized_column(source_column, boundaries):
    if not isinstance(source_column, NumericColumn):
        raise ValueError("source_column must be a column generated with numeric_column(). Given: %s" % (source_column,))
    if len(source_column.shape) > 1:
        raise ValueError("source_column must be one-dimensional column. Given: %s" % (source_column,))
    if not at_least("1.13") and not boundaries or not isinstance(boundaries, (list, tuple)):
        raise ValueError("boundaries must be a sorted list.")
    for i in range(len(boundaries) - 1):
        if boundaries[i] >= boundaries[i + 1]:
            raise ValueError("boundaries must be a sorted list.")
    return BucketizedColumn(source_column, tuple(boundaries))


def categorical_column_with_hash_bucket(key, hash_bucket_size, dtype=tf.string):
    if hash_bucket_size is None:
        raise ValueError("hash_bucket_size must be set. key: %s" % (key,))
    if hash_bucket_size < 1:
        raise ValueError("hash_bucket_size must be at least 1. hash_bucket_size: %s, key: %s" % (hash_bucket_size, key))
    check_key(key)
    check_ids(dtype, "column_name: %s" % (key,))
    return HashedCategoricalColumn(key, hash_bucket_size, dtype)


def categorical_column_with_vocabulary_file(
    key, vocabulary_file, vocabulary_size=None, num_oov_buckets=0, default_value=None, dtype=tf.string
):
    if not vocabulary_file:
        raise ValueError("Missing vocabulary_file in %s." % (key,))
    if vocabulary_size is None and at_least("1.8"):
        # The lines of the file are counted.
        vocabulary_size = unknown("vocabulary_size")
    elif vocabulary_size is None or vocabulary_size < 1:
        raise ValueError("Invalid vocabulary_size in %s." % (key,))
    if num_oov_buckets and default_value is not None:
        raise ValueError("Can't specify both num_oov_buckets and default_value in %s." % (key,))
    check_key(key)
    check_ids(dtype, "column_name: %s" % (key,))
    if default_value is None:
        default_value = -1
    return VocabularyFileCategoricalColumn(
        key, vocabulary_file, vocabulary_size, num_oov_buckets or 0, dtype, default_value
    )


def categorical_column_with_vocabulary_list(key, vocabulary_list, dtype=None, default_value=-1, num_oov_buckets=0):
    if vocabulary_list is None or not is_unknown(vocabulary_list) and len(vocabulary_list) < 1:
        raise ValueError("vocabulary_list %s must be non-empty, column_name: %s" % (vocabulary_list, key))
    if surely(len(set(vocabulary_list)) != len(vocabulary_list)):
        raise ValueError("Duplicate keys in vocabulary_list %s, column_name: %s" % (vocabulary_list, key))
    if num_oov_buckets and default_value != -1:
        raise ValueError("Can't specify both num_oov_buckets and default_value in %s." % (key,))
    check_key(key)
    if dtype is None:
        dtype = tf.string if isinstance(vocabulary_list[0], str) else tf.int64
    return VocabularyListCategoricalColumn(key, tuple(vocabulary_list), dtype, default_value, num_oov_buckets or 0)


def categorical_column_with_identity(key, num_buckets, default_value=None):
    if num_buckets < 1:
        raise ValueError("num_buckets %s < 1, column_name %s" % (num_buckets, key))
    if default_value is not None and (default_value < 0 or default_value >= num_buckets):
        raise ValueError("default_value %s not in range [0, %s), column_name %s" % (default_value, num_buckets, key))
    check_key(key)
    return IdentityCategoricalColumn(key, num_buckets, default_value)


def weighted_categorical_column(categorical_column, weight_feature_key, dtype=tf.float32):
    if dtype is None or not (dtype.is_integer or dtype.is_floating):
        raise ValueError("dtype %s is not convertible to float." % (dtype,))
    return WeightedCategoricalColumn(categorical_column, weight_feature_key, dtype)


def crossed_column(keys, hash_bucket_size, hash_key=None):
    if not hash_bucket_size or hash_bucket_size < 1:
        raise ValueError("hash_bucket_size must be > 1. hash_bucket_size: %s" % (hash_bucket_size,))
    if not keys or len(keys) < 2:
        raise ValueError("keys must be a list with length > 1. Given: %s" % (keys,))
    for key in keys:
        if not isinstance(key, (str, Categorical)) and not is_unknown(key):
            raise ValueError("Unsupported key type. All keys must be either string, or categorical column except "
                             "%s. Given: %s" % (HashedCategoricalColumn.__name__, key))
        if isinstance(key, HashedCategoricalColumn):
            raise ValueError("categorical_column_with_hash_bucket is not supported for crossing. Hashing before "
                             "crossing will increase probability of collision. Instead, use the feature name as a "
                             "string. Given: %s" % (key,))
    return CrossedColumn(tuple(keys), hash_bucket_size, hash_key)


def indicator_column(categorical_column):
    return IndicatorColumn(categorical_column)


def check_embedding(dimension, ckpt_to_load_from, tensor_name_in_ckpt, initializer):
    if dimension is None or dimension < 1:
        raise ValueError("Invalid dimension %s." % (dimension,))
    if (ckpt_to_load_from is None) != (tensor_name_in_ckpt is None):
        raise ValueError("Must specify both `ckpt_to_load_from` and `tensor_name_in_ckpt` or none of them.")
    if initializer is not None and not callable(initializer):
        raise ValueError("initializer must be callable if specified. ")
    if initializer is not None:
        return initializer
    return tf.truncated_normal_initializer(mean=0.0, stddev=1 / math.sqrt(dimension))


def embedding_column(
    categorical_column, dimension, combiner="mean", initializer=None, ckpt_to_load_from=None, tensor_name_in_ckpt=None,
    max_norm=None, trainable=True, use_safe_embedding_lookup=True
):
    initializer = check_embedding(dimension, ckpt_to_load_from, tensor_name_in_ckpt, initializer)
    return EmbeddingColumn(
        categorical_column, dimension, combiner, initializer, ckpt_to_load_from, tensor_name_in_ckpt, max_norm,
        trainable
    )


def unweighted(column):
    return column.categorical_column if isinstance(column, WeightedCategoricalColumn) else column


def shared_embedding_columns(
    categorical_columns, dimension, combiner="mean", initializer=None, shared_embedding_collection_name=None,
    ckpt_to_load_from=None, tensor_name_in_ckpt=None, max_norm=None, trainable=True, use_safe_embedding_lookup=True
):
    initializer = check_embedding(dimension, ckpt_to_load_from, tensor_name_in_ckpt, initializer)
    ordered = sorted(categorical_columns, key=lambda column: column.name)
    first = unweighted(ordered[0])
    for column in ordered[1:]:
        column = unweighted(column)
        if column._num_buckets != first._num_buckets:
            raise ValueError(
                "To use shared_embedding_column, all categorical_columns must have the same number of buckets. Given "
                "column: %s with buckets: %s does  not match column: %s with buckets: %s" % (
                    first, first._num_buckets, column, column._num_buckets))
    if not shared_embedding_collection_name:
        shared_embedding_collection_name = "_".join([column.name for column in ordered]) + "_shared_embedding"
    return [
        SharedEmbeddingColumn(
            column, dimension, combiner, initializer, shared_embedding_collection_name, ckpt_to_load_from,
            tensor_name_in_ckpt, max_norm, trainable
        )
        for column in categorical_columns
    ]
