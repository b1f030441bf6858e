"""tf.feature_column: the input layer and the linear model, in scopes of their columns."""

import tensorflow as tf
from _scopelint import approximate, at_least, in_converted_code

from ..layers.base import Layer
from .kinds import NOT_KNOWN, Builder, Column, flattened, sized


def checked(feature_columns):
    """The columns as a list, each once."""
    if isinstance(feature_columns, Column):
        feature_columns = [feature_columns]
    if isinstance(feature_columns, dict):
        raise ValueError("Expected feature_columns to be iterable, found dict.")
    feature_columns = list(feature_columns)
    names = {}
    for column in feature_columns:
        if not isinstance(column, Column):
            raise ValueError("Items of feature_columns must be a %s. Given (type %s): %s." % (
                "_FeatureColumn", type(column), column))
    if not feature_columns:
        raise ValueError("feature_columns must not be empty.")
    for column in feature_columns:
        if column.name in names:
            raise ValueError(
                "Duplicate feature column name found for columns: %s and %s. This usually means that these columns "
                "refer to same base feature. Either one must be discarded or a duplicated but renamed item must be "
                "inserted in features dict." % (column, names[column.name]))
        names[column.name] = column
    return feature_columns


def by_name(columns):
    return sorted(columns, key=lambda column: column.name)


def all_collections(weight_collections):
    found = list(weight_collections or [])
    for key in (tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.MODEL_VARIABLES):
        if key not in found:
            found.append(key)
    return found


def made_here():
    """The variables of the current variable scope."""
    return tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope=tf.get_variable_scope().name)


def check_dense(columns):
    for column in columns:
        if not column.is_dense:
            raise ValueError("Items of feature_columns must be a _DenseColumn. You can wrap a categorical column with "
                             "an embedding_column or indicator_column. Given: %s" % (column,))


def joined(features, columns, collections, trainable, cols_to_vars, cols_to_output_tensors):
    builder = Builder(features)
    outputs = []
    for column in by_name(columns):
        with tf.variable_scope(None, default_name=column._var_scope_name):
            outputs.append(flattened(column, builder, collections, trainable))
            if cols_to_vars is not None:
                cols_to_vars[column] = made_here()
            if cols_to_output_tensors is not None:
                cols_to_output_tensors[column] = outputs[-1]
    return tf.concat(outputs, 1)


def input_layer(features, feature_columns, weight_collections=None, trainable=True, cols_to_vars=None,
                cols_to_output_tensors=None):
    columns = checked(feature_columns)
    check_dense(columns)
    collections = all_collections(weight_collections)
    with tf.variable_scope(None, default_name="input_layer", values=features.values()):
        return joined(features, columns, collections, trainable, cols_to_vars, cols_to_output_tensors)


def weighted(column, builder, units, collections, trainable, weights):
    """The weighted sum of a column; ``weights`` makes the variable, before the column's own or after them."""
    approximate()
    if column.is_categorical:
        column.source(builder)
        weights(column._num_buckets)
        return sized("SparseSegmentSum", "weighted_sum", NOT_KNOWN, units)
    value = flattened(column, builder, collections, trainable)
    return tf.matmul(value, weights(column.elements), name="weighted_sum")


def linear_in_scopes(features, columns, units, collections, trainable, cols_to_vars):
    """Up to 1.8: get_variable in a scope for each column."""

    def weights(rows):
        return tf.get_variable("weights", shape=[rows, units], initializer=tf.zeros_initializer(),
                               trainable=trainable, collections=collections)

    with tf.variable_scope(None, default_name="linear_model", values=features.values()):
        builder = Builder(features)
        sums = []
        for column in by_name(columns):
            with tf.variable_scope(None, default_name=column._var_scope_name):
                sums.append(weighted(column, builder, units, collections, trainable, weights))
                if cols_to_vars is not None:
                    cols_to_vars[column] = made_here()
        total = tf.add_n(sums, name="weighted_sum_no_bias")
        bias = tf.get_variable("bias_weights", shape=[units], initializer=tf.zeros_initializer(), trainable=trainable,
                               collections=collections)
        if cols_to_vars is not None:
            cols_to_vars["bias"] = [bias]
        return tf.nn.bias_add(total, bias, name="weighted_sum")


def collect(variable, collections):
    for key in collections:
        if key != tf.GraphKeys.GLOBAL_VARIABLES:
            for part in list(variable) if not hasattr(variable, "op") else [variable]:
                tf.add_to_collection(key, part)


class Weights(Layer):
    """The layer of one column."""

    # As layers in a Keras model.
    _use_resource = not at_least("2.15")

    def __init__(self, column, units, collections, trainable, name):
        super(Weights, self).__init__(trainable=trainable, name=name)
        self._column = column
        self._units = units
        self._collections = collections

    def _run(self, inputs, args, kwargs):
        column = self._column
        size = column._num_buckets if column.is_categorical else column.elements
        made = self.add_variable("weights", shape=[size, self._units], initializer=tf.zeros_initializer(),
                                 trainable=self.trainable)
        collect(made, self._collections)
        self.built = True
        return weighted(column, inputs, self._units, self._collections, self.trainable, lambda rows: made)


class Bias(Layer):
    _use_resource = not at_least("2.15")

    def __init__(self, units, collections, trainable):
        super(Bias, self).__init__(trainable=trainable, name="bias_layer")
        self._units = units
        self._collections = collections

    def _run(self, inputs, args, kwargs):
        made = self.add_variable("bias_weights", shape=[self._units], initializer=tf.zeros_initializer(),
                                 trainable=self.trainable)
        collect(made, self._collections)
        self.built = True
        return made


def last_part(scope):
    return scope.name.rsplit("/", 1)[-1]


def linear_of_layers(features, columns, units, collections, trainable, cols_to_vars):
    """From 1.13: a Keras model of layers. Their names are taken in scopes that are opened beside the model's."""
    with tf.variable_scope(None, "linear_model") as scope:
        name = last_part(scope)
    layers = []
    for column in by_name(columns):
        with tf.variable_scope(None, default_name=column._var_scope_name) as scope:
            layers.append(Weights(column, units, collections, trainable, last_part(scope)))
    bias_layer = Bias(units, collections, trainable)

    def total():
        builder = Builder(features)
        sums = []
        for layer in sorted(layers, key=lambda layer: layer.name):
            sums.append(layer(builder))
            if cols_to_vars is not None:
                cols_to_vars[layer._column] = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope=layer.scope_name)
        total = tf.add_n(sums, name="weighted_sum_no_bias")
        bias = bias_layer(builder, scope=tf.get_variable_scope())
        if cols_to_vars is not None:
            cols_to_vars["bias"] = [bias] if hasattr(bias, "op") else list(bias)
        return tf.nn.bias_add(total, bias, name="weighted_sum")

    with tf.name_scope(name):
        with tf.variable_scope(name):
            return in_converted_code(total)


def linear_model(features, feature_columns, units=1, sparse_combiner="sum", weight_collections=None, trainable=True,
                 cols_to_vars=None):
    build = linear_of_layers if at_least("1.13") else linear_in_scopes
    return build(
        features, checked(feature_columns), units, all_collections(weight_collections), trainable, cols_to_vars
    )


def make_parse_example_spec(feature_columns):
    result = {}
    for column in feature_columns:
        if not isinstance(column, Column):
            raise ValueError("All feature_columns must be _FeatureColumn instances. Given: %s" % (column,))
        config = column._parse_example_spec
        for key in config:
            if key in result and config[key] != result[key]:
                raise ValueError("feature_columns contain different parse_spec for key %s. Given %s and %s" % (
                    key, config[key], result[key]))
        result.update(config)
    return result
