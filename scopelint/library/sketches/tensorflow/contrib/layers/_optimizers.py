"""optimize_loss (SPEC 14)."""

import tensorflow as tf
from _scopelint import at_least

from ...train.optimizers import (
    AdagradOptimizer,
    AdamOptimizer,
    FtrlOptimizer,
    GradientDescentOptimizer,
    MomentumOptimizer,
    RMSPropOptimizer,
)

OPTIMIZER_CLS_NAMES = {
    "Adagrad": AdagradOptimizer,
    "Adam": AdamOptimizer,
    "Ftrl": FtrlOptimizer,
    "Momentum": lambda learning_rate: MomentumOptimizer(learning_rate, momentum=0.9),
    "RMSProp": RMSPropOptimizer,
    "SGD": GradientDescentOptimizer,
}


def optimize_loss(
    loss, global_step, learning_rate, optimizer, gradient_noise_scale=None, gradient_multipliers=None,
    clip_gradients=None, learning_rate_decay_fn=None, update_ops=None, variables=None, name=None, summaries=None,
    colocate_gradients_with_ops=False, increment_global_step=True
):
    loss = tf.convert_to_tensor(loss)
    if at_least("1.0"):
        with tf.name_scope("assert_scalar"):
            pass
    with tf.variable_scope(name, "OptimizeLoss", [loss, global_step]):
        updates = update_ops if update_ops is not None else tf.get_collection(tf.GraphKeys.UPDATE_OPS)
        if updates:
            with tf.control_dependencies(list(updates)):
                tf.no_op(name="update_barrier")
        rate = learning_rate
        if rate is not None:
            if isinstance(rate, (int, float)):
                rate = tf.get_variable(
                    "learning_rate", [], trainable=False, initializer=tf.constant_initializer(rate)
                )
            if learning_rate_decay_fn is not None:
                rate = learning_rate_decay_fn(rate, global_step)
        chosen = optimizer_of(optimizer, rate)
        pairs = chosen.compute_gradients(
            loss, tf.trainable_variables() if variables is None else variables,
            colocate_gradients_with_ops=colocate_gradients_with_ops
        )
        if clip_gradients is not None:
            if callable(clip_gradients):
                pairs = clip_gradients(pairs)
            else:
                pairs = clipped(pairs, clip_gradients)
        step = global_step if increment_global_step else None
        train = chosen.apply_gradients(pairs, global_step=step, name="train")
        with tf.name_scope(None, "control_dependency", [loss]) as title:
            return tf.identity(loss, name=title)


def optimizer_of(optimizer, rate):
    if isinstance(optimizer, str):
        if optimizer not in OPTIMIZER_CLS_NAMES:
            raise ValueError("Optimizer name should be one of [%s], you provided %s."
                             % (", ".join(OPTIMIZER_CLS_NAMES), optimizer))
        return OPTIMIZER_CLS_NAMES[optimizer](learning_rate=rate)
    if isinstance(optimizer, type):
        return optimizer(learning_rate=rate)
    if callable(optimizer):
        return optimizer(rate) if rate is not None else optimizer()
    return optimizer


def clipped(pairs, limit):
    gradients = [gradient for gradient, variable in pairs]
    variables = [variable for gradient, variable in pairs]
    changed, norm = tf.clip_by_global_norm(gradients, limit)
    return list(zip(changed, variables))
