"""slim.learning: the train op; training itself adds no variables but the global step."""

import tensorflow as tf
from _scopelint import runtime

from .....contrib.training import _training
from .....contrib.training._training import add_gradients_summaries, clip_gradient_norms, multiply_gradients


def create_train_op(
    total_loss, optimizer, global_step=_training.USE_GLOBAL_STEP, update_ops=None, variables_to_train=None,
    clip_gradient_norm=0, summarize_gradients=False, gate_gradients=1, aggregation_method=None,
    colocate_gradients_with_ops=False, gradient_multipliers=None, check_numerics=True
):
    def transformed(pairs):
        if gradient_multipliers:
            with tf.name_scope("multiply_grads"):
                pairs = multiply_gradients(pairs, gradient_multipliers)
        if clip_gradient_norm > 0:
            with tf.name_scope("clip_grads"):
                pairs = clip_gradient_norms(pairs, clip_gradient_norm)
        return pairs

    return _training.create_train_op(
        total_loss, optimizer, global_step, update_ops, variables_to_train, transformed, summarize_gradients,
        gate_gradients, aggregation_method, colocate_gradients_with_ops, check_numerics
    )


def train(train_op, logdir, *args, **kwargs):
    return runtime("loss")
