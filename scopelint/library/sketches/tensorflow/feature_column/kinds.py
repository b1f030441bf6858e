"""Feature columns as objects: what they are called, how large they are, and which variables they make.

What is computed of the features is in scopes of the columns; its ops are not all listed.
"""

from collections import namedtuple

import tensorflow as tf
from _scopelint import approximate, at_least, is_unknown, raw_op, settle, surely, unknown

Rows = namedtuple("Rows", ["size", "like"])
"""How many examples, as far as TensorFlow statically knows; ``like``: a tensor that says whether it knows no more."""

NOT_KNOWN = Rows(None, None)


class Builder(object):
    """Features by key, and what columns make of them, each made once."""

    def __init__(self, features):
        self._features = features
        self._made = {}

    def raw(self, key):
        """The feature as a tensor of at least two dimensions; None where nothing is known of it."""
        if key in self._made:
            return self._made[key]
        if is_unknown(self._features):
            return None
        if surely(key not in self._features):
            raise ValueError("Feature %s is not in features dictionary." % (key,))
        value = self._features[key]
        if is_unknown(value):
            return None
        if not isinstance(value, tf.SparseTensor):
            value = tf.convert_to_tensor(value)
            size = value.get_shape().ndims
            if size == 0:
                raise ValueError("Feature (key: %s) cannot have rank 0. Give: %s" % (key, value))
            if size == 1:
                value = tf.expand_dims(value, -1)
        self._made[key] = value
        return value


def is_sparse(value):
    return isinstance(value, tf.SparseTensor)


def rows_of(value):
    if value is None or is_sparse(value):
        return NOT_KNOWN if is_sparse(value) else Rows(None, unknown("feature"))
    dims = value.get_shape()
    return Rows(None if surely(dims.ndims is None) else dims.as_list()[0], value)


class Column(object):
    is_dense = False
    is_categorical = False

    def __repr__(self):
        shown = super(Column, self).__repr__()
        return shown if at_least("1.13") else "_" + shown

    @property
    def _var_scope_name(self):
        return self.name

    @property
    def parse_example_spec(self):
        return self._parse_example_spec


class Dense(Column):
    """A column that gives a dense tensor."""

    is_dense = True

    @property
    def variable_shape(self):
        return self._variable_shape

    @property
    def elements(self):
        total = 1
        for size in self._variable_shape.as_list():
            total *= size
        return total


class Categorical(Column):
    """A column of ids."""

    is_categorical = True

    @property
    def num_buckets(self):
        return self._num_buckets


class Keyed(Categorical):
    """A categorical column of one feature."""

    @property
    def name(self):
        return self.key

    @property
    def _parse_example_spec(self):
        return {self.key: tf.VarLenFeature(self.dtype)}

    def source(self, builder):
        return rows_of(builder.raw(self.key))


class NumericColumn(Dense, namedtuple("NumericColumn", ["key", "shape", "default_value", "dtype", "normalizer_fn"])):
    @property
    def name(self):
        return self.key

    @property
    def _parse_example_spec(self):
        return {self.key: tf.FixedLenFeature(self.shape, self.dtype, self.default_value)}

    @property
    def _variable_shape(self):
        return tf.TensorShape(self.shape)

    def source(self, builder):
        value = builder.raw(self.key)
        if is_sparse(value):
            raise ValueError("The corresponding Tensor of numerical column must be a Tensor. "
                             "SparseTensor is not supported. key: %s" % (self.key,))
        if value is not None and self.normalizer_fn is not None:
            value = self.normalizer_fn(value)
        return rows_of(value)

    def dense(self, builder, collections, trainable):
        return self.source(builder)


class BucketizedColumn(Dense, Categorical, namedtuple("BucketizedColumn", ["source_column", "boundaries"])):
    @property
    def name(self):
        return self.source_column.name + "_bucketized"

    @property
    def _parse_example_spec(self):
        return self.source_column._parse_example_spec

    @property
    def _variable_shape(self):
        return tf.TensorShape(tuple(self.source_column.shape) + (len(self.boundaries) + 1,))

    @property
    def _num_buckets(self):
        return (len(self.boundaries) + 1) * self.source_column.shape[0]

    def source(self, builder):
        return self.source_column.source(builder)

    def dense(self, builder, collections, trainable):
        return self.source(builder)


class HashedCategoricalColumn(Keyed, namedtuple("HashedCategoricalColumn", ["key", "hash_bucket_size", "dtype"])):
    @property
    def _num_buckets(self):
        return self.hash_bucket_size


class VocabularyFileCategoricalColumn(
    Keyed,
    namedtuple("VocabularyFileCategoricalColumn",
               ["key", "vocabulary_file", "vocabulary_size", "num_oov_buckets", "dtype", "default_value"])
):
    @property
    def _num_buckets(self):
        return self.vocabulary_size + self.num_oov_buckets


class VocabularyListCategoricalColumn(
    Keyed,
    namedtuple("VocabularyListCategoricalColumn",
               ["key", "vocabulary_list", "dtype", "default_value", "num_oov_buckets"])
):
    @property
    def _num_buckets(self):
        return len(self.vocabulary_list) + self.num_oov_buckets


buckets_field = "number_buckets" if at_least("1.13") else "num_buckets"


class IdentityCategoricalColumn(
    Categorical, namedtuple("IdentityCategoricalColumn", ["key", buckets_field, "default_value"])
):
    @property
    def name(self):
        return self.key

    @property
    def _parse_example_spec(self):
        return {self.key: tf.VarLenFeature(tf.int64)}

    @property
    def _num_buckets(self):
        return self[1]

    def source(self, builder):
        return rows_of(builder.raw(self.key))


class WeightedCategoricalColumn(
    Categorical, namedtuple("WeightedCategoricalColumn", ["categorical_column", "weight_feature_key", "dtype"])
):
    @property
    def name(self):
        return "%s_weighted_by_%s" % (self.categorical_column.name, self.weight_feature_key)

    @property
    def _parse_example_spec(self):
        config = dict(self.categorical_column._parse_example_spec)
        if self.weight_feature_key in config:
            raise ValueError("Parse config %s already exists for %s." % (
                config[self.weight_feature_key], self.weight_feature_key))
        config[self.weight_feature_key] = tf.VarLenFeature(self.dtype)
        return config

    @property
    def _num_buckets(self):
        return self.categorical_column._num_buckets

    def source(self, builder):
        builder.raw(self.weight_feature_key)
        return self.categorical_column.source(builder)


class CrossedColumn(Categorical, namedtuple("CrossedColumn", ["keys", "hash_bucket_size", "hash_key"])):
    def _leaves(self):
        found = []
        for key in self.keys:
            found += key._leaves() if isinstance(key, CrossedColumn) else [key]
        return found

    @property
    def name(self):
        return "_X_".join(sorted([key.name if isinstance(key, Column) else key for key in self._leaves()]))

    @property
    def _parse_example_spec(self):
        config = {}
        for key in self.keys:
            config.update(key._parse_example_spec if isinstance(key, Column) else {key: tf.VarLenFeature(tf.string)})
        return config

    @property
    def _num_buckets(self):
        return self.hash_bucket_size

    def source(self, builder):
        for key in self._leaves():
            if isinstance(key, Column):
                key.source(builder)
            else:
                builder.raw(key)
        return NOT_KNOWN


class IndicatorColumn(Dense, namedtuple("IndicatorColumn", ["categorical_column"])):
    @property
    def name(self):
        return self.categorical_column.name + "_indicator"

    @property
    def _parse_example_spec(self):
        return self.categorical_column._parse_example_spec

    @property
    def _variable_shape(self):
        return tf.TensorShape([1, self.categorical_column._num_buckets])

    @property
    def elements(self):
        return self.categorical_column._num_buckets

    def dense(self, builder, collections, trainable):
        return self.categorical_column.source(builder)


class Embedding(Dense):
    @property
    def _parse_example_spec(self):
        return self.categorical_column._parse_example_spec

    @property
    def _variable_shape(self):
        return tf.TensorShape([self.dimension])

    def _table(self, collections, trainable):
        size = self.categorical_column._num_buckets
        return tf.get_variable(
            "embedding_weights", shape=(size, self.dimension), dtype=tf.float32, initializer=self.initializer,
            trainable=self.trainable and trainable, collections=collections
        )

    def _load(self, table):
        if self.ckpt_to_load_from is not None:
            tf.train.init_from_checkpoint(self.ckpt_to_load_from, {self.tensor_name_in_ckpt: table})

    def _looked_up(self, rows):
        # Up to 1.8 a lookup forgets how many examples there are.
        return rows if at_least("1.13") else NOT_KNOWN


class EmbeddingColumn(
    Embedding,
    namedtuple("EmbeddingColumn",
               ["categorical_column", "dimension", "combiner", "initializer", "ckpt_to_load_from",
                "tensor_name_in_ckpt", "max_norm", "trainable"])
):
    @property
    def name(self):
        return self.categorical_column.name + "_embedding"

    def dense(self, builder, collections, trainable):
        rows = self.categorical_column.source(builder)
        self._load(self._table(collections, trainable))
        return self._looked_up(rows)


class SharedEmbeddingColumn(
    Embedding,
    namedtuple("SharedEmbeddingColumn",
               ["categorical_column", "dimension", "combiner", "initializer", "shared_embedding_collection_name",
                "ckpt_to_load_from", "tensor_name_in_ckpt", "max_norm", "trainable"])
):
    @property
    def name(self):
        return self.categorical_column.name + "_shared_embedding"

    @property
    def _var_scope_name(self):
        return self.shared_embedding_collection_name

    def dense(self, builder, collections, trainable):
        with tf.name_scope(None, default_name=self.name):
            rows = self.categorical_column.source(builder)
            shared = tf.get_collection(self.shared_embedding_collection_name)
            if len(shared) > 1:
                raise ValueError("Collection %s can only contain one variable. " % (shared,))
            if shared:
                table = shared[0]
                wanted = [self.categorical_column._num_buckets, self.dimension]
                if surely(table.get_shape().as_list() != wanted):
                    raise ValueError("Shared embedding collection %s contains variable %s of unexpected shape %s. " % (
                        self.shared_embedding_collection_name, table.name, table.get_shape()))
            else:
                table = self._table(collections, trainable)
                tf.add_to_collection(self.shared_embedding_collection_name, table)
            self._load(table)
            return self._looked_up(rows)


def flattened(column, builder, collections, trainable):
    """The dense tensor of a column: batch by elements."""
    approximate()
    rows = column.dense(builder, collections, trainable)
    return sized("Reshape", "Reshape", rows, column.elements)


def sized(type, title, rows, width):
    """What is computed of the rows, so wide."""
    made = raw_op(type, title, [(tf.float32, [rows.size, width])])[0]
    return made if rows.like is None else settle(made, rows.like)
