"""The weighted loss of sequences of scores."""

import tensorflow as tf
from _scopelint import at_least


def checked_rank(tensor, rank, said):
    if tensor.get_shape().ndims is not None and tensor.get_shape().ndims != rank:
        raise ValueError(said)


def ratio(total, size):
    """Safe where the size is zero: by an addition until 1.13."""
    if at_least("1.15"):
        return tf.div_no_nan(total, size)
    size += 1e-12
    return total / size


def counted(weights, loss, axis=None):
    return tf.cast(tf.count_nonzero(weights, axis=axis), loss.dtype)


def sequence_loss(
    logits, targets, weights, average_across_timesteps=True, average_across_batch=True, sum_over_timesteps=False,
    sum_over_batch=False, softmax_loss_function=None, name=None
):
    checked_rank(logits, 3, "Logits must be a [batch_size x sequence_length x logits] tensor")
    checked_rank(targets, 2, "Targets must be a [batch_size x sequence_length] tensor")
    checked_rank(weights, 2, "Weights must be a [batch_size x sequence_length] tensor")
    if average_across_timesteps and sum_over_timesteps:
        raise ValueError("average_across_timesteps and sum_over_timesteps cannot be set to True at same time.")
    if average_across_batch and sum_over_batch:
        raise ValueError("average_across_batch and sum_over_batch cannot be set to True at same time.")
    with tf.name_scope(name, "sequence_loss", [logits, targets, weights]):
        flat = tf.reshape(logits, [-1, tf.shape(logits)[2]])
        targets = tf.reshape(targets, [-1])
        if softmax_loss_function is None:
            loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=flat)
        elif at_least("1.4"):
            loss = softmax_loss_function(labels=targets, logits=flat)
        else:
            loss = softmax_loss_function(flat, targets)
        if at_least("1.4"):
            loss *= tf.reshape(weights, [-1])
        else:
            loss = loss * tf.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            loss = tf.reduce_sum(loss)
            return ratio(loss, tf.reduce_sum(weights))
        if sum_over_timesteps and sum_over_batch:
            loss = tf.reduce_sum(loss)
            return ratio(loss, counted(weights, loss))
        if at_least("1.15"):
            loss = tf.reshape(loss, tf.shape(logits)[0:2])
            return over_one_axis(loss, weights, average_across_timesteps, average_across_batch, sum_over_timesteps,
                                 sum_over_batch)
        batch = tf.shape(logits)[0]
        loss = tf.reshape(loss, [batch, tf.shape(logits)[1]])
        if average_across_timesteps and not average_across_batch:
            loss = tf.reduce_sum(loss, axis=[1])
            return ratio(loss, tf.reduce_sum(weights, axis=[1]))
        if not average_across_timesteps and average_across_batch:
            loss = tf.reduce_sum(loss, axis=[0])
            return ratio(loss, tf.reduce_sum(weights, axis=[0]))
        return loss


def over_one_axis(loss, weights, average_time, average_batch, sum_time, sum_batch):
    if average_time or average_batch:
        axis = [0] if average_batch else [1]
        loss = tf.reduce_sum(loss, axis=axis)
        return ratio(loss, tf.reduce_sum(weights, axis=axis))
    if sum_time or sum_batch:
        axis = [0] if sum_batch else [1]
        loss = tf.reduce_sum(loss, axis=axis)
        return ratio(loss, counted(weights, loss, axis))
    return loss
