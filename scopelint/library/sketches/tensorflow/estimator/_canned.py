"""Canned estimators: the variables of their networks and of what trains them. What they measure is not modelled."""

import math

import tensorflow as tf
from _scopelint import at_least, doubt, is_unknown, raw_op, silent

from ._estimator import Estimator

DNN_RATE = 0.05


def whole(size=256 << 10):
    """How variables are partitioned without parameter servers: into one part."""
    return tf.min_max_variable_partitioner(max_partitions=1, min_slice_size=size)


def optimizer_of(given, rate):
    """The optimizer that a name, a function or an object stands for."""
    if isinstance(given, str):
        kinds = {
            "Adagrad": tf.train.AdagradOptimizer, "Adam": tf.train.AdamOptimizer, "Ftrl": tf.train.FtrlOptimizer,
            "RMSProp": tf.train.RMSPropOptimizer, "SGD": tf.train.GradientDescentOptimizer,
        }
        if given not in kinds:
            raise ValueError("Unsupported optimizer name: %s. Supported names are: %s" % (given, tuple(sorted(kinds))))
        return kinds[given](learning_rate=rate)
    if at_least("1.8") and not is_unknown(given) and not isinstance(given, tf.train.Optimizer) and callable(given):
        given = given()
    if not is_unknown(given) and not isinstance(given, tf.train.Optimizer):
        raise ValueError("The given object is not an Optimizer instance. Given: %s" % (given,))
    return given


def loss_of(logits):
    """What the head makes of the logits; every variable of the network has a part in it."""
    return raw_op("Sum", "loss", [(tf.float32, [])], inputs=[logits])[0]


def in_head():
    """From 1.8 the head has a name scope of its own."""
    return tf.name_scope("head") if at_least("1.8") else silent()


def linear_rate(columns):
    return min(0.2, 1.0 / math.sqrt(len(columns)))


def dnn_logits(features, mode, units, sizes, columns, activation, dropout, input_partitioner, batch_norm):
    with tf.variable_scope("input_from_feature_columns", values=tuple(features.values()),
                           partitioner=input_partitioner or whole(64 << 20)):
        net = tf.feature_column.input_layer(features, columns)
    for at, size in enumerate(sizes):
        with tf.variable_scope("hiddenlayer_%d" % at, values=(net,)) as scope:
            net = tf.layers.dense(net, size, activation, kernel_initializer=tf.glorot_uniform_initializer(), name=scope)
            if dropout is not None and mode == "train":
                net = tf.layers.dropout(net, rate=dropout, training=True)
        if batch_norm:
            doubt("batch normalization in a canned estimator is not modelled")
    with tf.variable_scope("logits", values=(net,)) as scope:
        return tf.layers.dense(net, units, kernel_initializer=tf.glorot_uniform_initializer(), name=scope)


class Canned(Estimator):
    """An estimator whose model function is given."""

    def _begin(self, model_dir, config, build):
        def model_fn(features, labels, mode):
            if not isinstance(features, dict) and not is_unknown(features):
                raise ValueError("features should be a dictionary of `Tensor`s. Given type: %s" % (type(features),))
            if mode == "eval":
                doubt("what a canned estimator measures is not modelled")
            return build(features, mode)

        Estimator.__init__(self, model_fn, model_dir, config)


def spec_of(mode, logits, train):
    """The head's part: a loss, and the op that trains."""
    if mode == "infer":
        return tf.estimator.EstimatorSpec(mode, predictions={"logits": logits})
    with in_head():
        loss = loss_of(logits)
        return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train(loss) if mode == "train" else None)


def logits_of_classes(count):
    return 1 if count == 2 else count


class DNN(Canned):
    def _network(self, units, sizes, columns, optimizer, activation, dropout, partitioner, batch_norm):
        def build(features, mode):
            trained_by = optimizer_of(optimizer, DNN_RATE)
            with tf.variable_scope("dnn", values=tuple(features.values()), partitioner=whole()):
                logits = dnn_logits(
                    features, mode, units, sizes, columns, activation, dropout, partitioner, batch_norm)
                return spec_of(mode, logits,
                               lambda loss: trained_by.minimize(loss, global_step=tf.train.get_global_step()))

        return build


class DNNClassifier(DNN):
    def __init__(self, hidden_units, feature_columns, model_dir=None, n_classes=2, weight_column=None,
                 label_vocabulary=None, optimizer="Adagrad", activation_fn=tf.nn.relu, dropout=None,
                 input_layer_partitioner=None, config=None, warm_start_from=None, loss_reduction=None,
                 batch_norm=False):
        self._begin(model_dir, config, self._network(
            logits_of_classes(n_classes), hidden_units, feature_columns, optimizer, activation_fn, dropout,
            input_layer_partitioner, batch_norm))


class DNNRegressor(DNN):
    def __init__(self, hidden_units, feature_columns, model_dir=None, label_dimension=1, weight_column=None,
                 optimizer="Adagrad", activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None,
                 config=None, warm_start_from=None, loss_reduction=None, batch_norm=False):
        self._begin(model_dir, config, self._network(
            label_dimension, hidden_units, feature_columns, optimizer, activation_fn, dropout,
            input_layer_partitioner, batch_norm))


class Linear(Canned):
    def _network(self, units, columns, optimizer, partitioner):
        def build(features, mode):
            trained_by = optimizer_of(optimizer, linear_rate(columns))
            with tf.variable_scope("linear", values=tuple(features.values()),
                                   partitioner=partitioner or whole(64 << 20)):
                logits = tf.feature_column.linear_model(features, columns, units=units)
                return spec_of(mode, logits,
                               lambda loss: trained_by.minimize(loss, global_step=tf.train.get_global_step()))

        return build


class LinearClassifier(Linear):
    def __init__(self, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None,
                 optimizer="Ftrl", config=None, partitioner=None, warm_start_from=None, loss_reduction=None,
                 sparse_combiner="sum"):
        self._begin(model_dir, config, self._network(
            logits_of_classes(n_classes), feature_columns, optimizer, partitioner))


class LinearRegressor(Linear):
    def __init__(self, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer="Ftrl",
                 config=None, partitioner=None, warm_start_from=None, loss_reduction=None, sparse_combiner="sum"):
        self._begin(model_dir, config, self._network(label_dimension, feature_columns, optimizer, partitioner))


class Combined(Canned):
    def _network(self, units, linear_columns, linear_optimizer, dnn_columns, dnn_optimizer, sizes, activation, dropout,
                 partitioner, batch_norm):
        if not (linear_columns or []) and not (dnn_columns or []):
            raise ValueError("Either linear_feature_columns or dnn_feature_columns must be defined.")

        def build(features, mode):
            parts = []
            trained = []
            if dnn_columns:
                if not sizes:
                    raise ValueError("dnn_hidden_units must be defined when dnn_feature_columns is specified.")
                trained.append((optimizer_of(dnn_optimizer, DNN_RATE), "dnn"))
                with tf.variable_scope("dnn", values=tuple(features.values()), partitioner=whole()):
                    parts.append(dnn_logits(
                        features, mode, units, sizes, dnn_columns, activation, dropout, partitioner, batch_norm))
            if linear_columns:
                trained.append((optimizer_of(linear_optimizer, linear_rate(linear_columns)), "linear"))
                with tf.variable_scope("linear", values=tuple(features.values()),
                                       partitioner=partitioner or whole(64 << 20)):
                    parts.append(tf.feature_column.linear_model(features, linear_columns, units=units))

            def train(loss):
                done = [
                    optimizer.minimize(
                        loss, var_list=tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=scope))
                    for optimizer, scope in trained
                ]
                with tf.control_dependencies([tf.group(*done)]):
                    return tf.assign_add(tf.train.get_global_step(), 1).op

            return spec_of(mode, parts[0] + parts[1] if len(parts) == 2 else parts[0], train)

        return build


class DNNLinearCombinedClassifier(Combined):
    def __init__(self, model_dir=None, linear_feature_columns=None, linear_optimizer="Ftrl", dnn_feature_columns=None,
                 dnn_optimizer="Adagrad", dnn_hidden_units=None, dnn_activation_fn=tf.nn.relu, dnn_dropout=None,
                 n_classes=2, weight_column=None, label_vocabulary=None, input_layer_partitioner=None, config=None,
                 warm_start_from=None, loss_reduction=None, batch_norm=False, linear_sparse_combiner="sum"):
        self._begin(model_dir, config, self._network(
            logits_of_classes(n_classes), linear_feature_columns, linear_optimizer, dnn_feature_columns,
            dnn_optimizer, dnn_hidden_units, dnn_activation_fn, dnn_dropout, input_layer_partitioner, batch_norm))


class DNNLinearCombinedRegressor(Combined):
    def __init__(self, model_dir=None, linear_feature_columns=None, linear_optimizer="Ftrl", dnn_feature_columns=None,
                 dnn_optimizer="Adagrad", dnn_hidden_units=None, dnn_activation_fn=tf.nn.relu, dnn_dropout=None,
                 label_dimension=1, weight_column=None, input_layer_partitioner=None, config=None,
                 warm_start_from=None, loss_reduction=None, batch_norm=False, linear_sparse_combiner="sum"):
        self._begin(model_dir, config, self._network(
            label_dimension, linear_feature_columns, linear_optimizer, dnn_feature_columns, dnn_optimizer,
            dnn_hidden_units, dnn_activation_fn, dnn_dropout, input_layer_partitioner, batch_norm))
