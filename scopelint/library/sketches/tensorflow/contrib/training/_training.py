"""The train op of contrib and slim, and what is done to gradients."""

import tensorflow as tf
from _scopelint import approximate, at_least, is_unknown

USE_GLOBAL_STEP = object()


def multiply_gradients(grads_and_vars, gradient_multipliers):
    if not gradient_multipliers:
        raise ValueError("`gradient_multipliers` is empty.")
    if not isinstance(gradient_multipliers, dict):
        raise ValueError("`gradient_multipliers` must be a dict.")
    found = []
    for gradient, variable in grads_and_vars:
        if variable in gradient_multipliers or variable.op.name in gradient_multipliers:
            key = variable if variable in gradient_multipliers else variable.op.name
            if gradient is None:
                raise ValueError("Requested multiple of `None` gradient.")
            gradient = gradient * gradient_multipliers[key]
        found.append((gradient, variable))
    return found


def clip_gradient_norms(gradients_to_variables, max_norm):
    return [
        (gradient if gradient is None else tf.clip_by_norm(gradient, max_norm), variable)
        for gradient, variable in gradients_to_variables
    ]


def add_gradients_summaries(grads_and_vars):
    found = []
    for gradient, variable in grads_and_vars:
        if gradient is not None:
            found.append(tf.summary.histogram(variable.op.name + "_gradient", gradient))
            found.append(tf.summary.scalar(variable.op.name + "_gradient_norm", tf.global_norm([gradient])))
    return found


def create_train_op(
    total_loss, optimizer, global_step=USE_GLOBAL_STEP, update_ops=None, variables_to_train=None,
    transform_grads_fn=None, summarize_gradients=False, gate_gradients=1, aggregation_method=None,
    colocate_gradients_with_ops=False, check_numerics=True
):
    """It makes the global step when there is none, and adds what it gives to the train ops."""
    approximate()
    if global_step is USE_GLOBAL_STEP:
        global_step = tf.contrib.framework.get_or_create_global_step()
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS) if update_ops is None else update_ops
    if updates:
        with tf.control_dependencies(list(updates)):
            tf.no_op(name="update_barrier")
    if variables_to_train is None:
        variables_to_train = tf.trainable_variables()
    assert variables_to_train
    pairs = optimizer.compute_gradients(
        total_loss, variables_to_train, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops
    )
    if transform_grads_fn:
        pairs = transform_grads_fn(pairs)
    if summarize_gradients:
        with tf.name_scope("summarize_grads"):
            add_gradients_summaries(pairs)
    done = optimizer.apply_gradients(pairs, global_step=global_step)
    with tf.name_scope("train_op"):
        if check_numerics:
            total_loss = tf.check_numerics(total_loss, "LossTensor is inf or nan")
        with tf.control_dependencies([done]):
            train_op = tf.identity(total_loss, name="control_dependency")
    known = tf.get_collection_ref(tf.GraphKeys.TRAIN_OP)
    if at_least("1.4") or is_unknown(known):
        known.append(train_op)
    return train_op
