"""What compile and fit add to a graph: targets, losses, metrics, the optimizer and its variables."""

import tensorflow as tf
from _scopelint import approximate, at_least, doubt

from ...layers.inputs import flatten
from ...train.optimizer import Optimizer as TrainOptimizer
from ..layers.base import history
from ..optimizers import TFOptimizer
from ..optimizers import get as get_optimizer


def compile_model(model, optimizer, loss, metrics):
    if isinstance(optimizer, TrainOptimizer):
        optimizer = TFOptimizer(optimizer)
    else:
        optimizer = get_optimizer(optimizer)
    model.optimizer = optimizer
    model.loss = loss
    model._train_built = False
    if model._model_inputs is None:
        return
    approximate()
    model._total_loss = []
    for output in flatten(model._model_outputs):
        name = history(output).layer.name
        model._total_loss.append(output)
        tf.placeholder(tf.float32, [None] * output.get_shape().ndims, name=name + "_target")
        if not at_least("1.15"):
            tf.placeholder(tf.float32, [None], name=name + "_sample_weights")
    add_metrics(metrics)
    with tf.name_scope("loss"):
        pass
    if metrics or not at_least("1.15"):
        with tf.name_scope("metrics"):
            pass


def add_metrics(metrics):
    """From 1.13 each metric keeps a total and a count."""
    if not metrics or not at_least("1.13"):
        return
    if isinstance(metrics, dict):
        metrics = list(metrics.values())
    for metric in flatten(metrics):
        if not isinstance(metric, str):
            doubt("metrics of tf.keras.Model.compile are modelled by name only")
            continue
        for name in ("total", "count"):
            tf.Variable(
                lambda: tf.zeros([]), name=name, dtype=tf.float32, trainable=False, collections=[], use_resource=True
            )


def train_model(model):
    """The train function is made when it is first needed."""
    if getattr(model, "optimizer", None) is None:
        raise RuntimeError("You must compile your model before using it.")
    if model._model_inputs is None:
        doubt("tf.keras.Model.fit of a subclassed model is not modelled")
        return
    if model._train_built:
        return
    model._train_built = True
    approximate()
    weights = model.trainable_weights
    if model._total_loss and weights:
        loss = tf.add_n([tf.reduce_sum(part) for part in model._total_loss], name="total_loss_of_model")
        with tf.name_scope("training"):
            if at_least("1.15"):
                model.optimizer.get_updates(loss=loss, params=weights)
            else:
                with tf.name_scope(type(model.optimizer).__name__):
                    model.optimizer.get_updates(loss=loss, params=weights)
