"""tf.contrib.losses: tf.losses with predictions before labels."""

from _scopelint import approximate

from ...losses import absolute_difference as core_absolute_difference
from ...losses import add_loss as core_add_loss
from ...losses import compute_weighted_loss as core_compute_weighted_loss
from ...losses import get_losses as core_get_losses
from ...losses import get_regularization_losses as core_get_regularization_losses
from ...losses import get_total_loss as core_get_total_loss
from ...losses import log_loss as core_log_loss
from ...losses import mean_squared_error as core_mean_squared_error
from ...losses import sigmoid_cross_entropy as core_sigmoid_cross_entropy
from ...losses import softmax_cross_entropy as core_softmax_cross_entropy
from ...losses import sparse_softmax_cross_entropy as core_sparse_softmax_cross_entropy


def compute_weighted_loss(losses, weights=1.0, scope=None):
    approximate()
    return core_compute_weighted_loss(losses, weights, scope=scope)


def add_loss(loss, loss_collection="losses"):
    core_add_loss(loss, loss_collection)


def get_losses(scope=None, loss_collection="losses"):
    return core_get_losses(scope, loss_collection)


def get_regularization_losses(scope=None):
    return core_get_regularization_losses(scope)


def get_total_loss(add_regularization_losses=True, name="total_loss"):
    return core_get_total_loss(add_regularization_losses, name)


def absolute_difference(predictions, labels=None, weights=1.0, scope=None):
    approximate()
    return core_absolute_difference(labels, predictions, weights, scope)


def mean_squared_error(predictions, labels=None, weights=1.0, scope=None):
    approximate()
    return core_mean_squared_error(labels, predictions, weights, scope)


def log_loss(predictions, labels=None, weights=1.0, epsilon=1e-7, scope=None):
    approximate()
    return core_log_loss(labels, predictions, weights, epsilon, scope)


def sigmoid_cross_entropy(logits, multi_class_labels, weights=1.0, label_smoothing=0, scope=None):
    approximate()
    return core_sigmoid_cross_entropy(multi_class_labels, logits, weights, label_smoothing, scope)


def softmax_cross_entropy(logits, onehot_labels, weights=1.0, label_smoothing=0, scope=None):
    approximate()
    return core_softmax_cross_entropy(onehot_labels, logits, weights, label_smoothing, scope)


def sparse_softmax_cross_entropy(logits, labels, weights=1.0, scope=None):
    approximate()
    return core_sparse_softmax_cross_entropy(labels, logits, weights, scope)
