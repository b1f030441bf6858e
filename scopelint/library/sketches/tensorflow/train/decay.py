"""Learning-rate schedules: ops only, each under a name scope of its own."""

import tensorflow as tf
from _scopelint import approximate, at_least, dtype_of, raw_op


def _scheduled(learning_rate, global_step, name, default, what="decay", last=None):
    """The scalar a schedule gives, called after its scope. The ops inside differ by version and name no variable."""
    if global_step is None:
        raise ValueError("global_step is required for " + what + ".")
    approximate()
    with tf.name_scope(name, default, [learning_rate, global_step]) as scope:
        rate = tf.convert_to_tensor(learning_rate, name="learning_rate")
        return raw_op("Mul", last or scope, [(rate.dtype, [])])[0]


def exponential_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    return _scheduled(learning_rate, global_step, name, "ExponentialDecay", "exponential_decay")


def natural_exp_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    if at_least("1.15"):
        return exponential_decay(learning_rate, global_step, decay_steps, tf.exp(tf.negative(decay_rate)), staircase, name)
    return _scheduled(learning_rate, global_step, name, "NaturalExpDecay", "natural_exp_decay")


def inverse_time_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    return _scheduled(learning_rate, global_step, name, "InverseTimeDecay", "inverse_time_decay")


def polynomial_decay(
    learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None
):
    return _scheduled(learning_rate, global_step, name, "PolynomialDecay", "polynomial_decay")


def cosine_decay(learning_rate, global_step, decay_steps, alpha=0.0, name=None):
    last = "Mul_3" if at_least("1.13") else "Mul"
    return _scheduled(learning_rate, global_step, name, "CosineDecay", "cosine decay", last)


def cosine_decay_restarts(
    learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None
):
    return _scheduled(learning_rate, global_step, name, "SGDRDecay", "cosine decay restarts")


def linear_cosine_decay(
    learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0, beta=0.001, name=None
):
    return _scheduled(learning_rate, global_step, name, "LinearCosineDecay", "linear cosine decay")


def noisy_linear_cosine_decay(
    learning_rate, global_step, decay_steps, initial_variance=1.0, variance_decay=0.55, num_periods=0.5, alpha=0.0,
    beta=0.001, name=None
):
    return _scheduled(learning_rate, global_step, name, "NoisyLinearCosineDecay", "noisy linear cosine decay")


def piecewise_constant(x, boundaries, values, name=None):
    if isinstance(boundaries, (list, tuple)) and isinstance(values, (list, tuple)):
        if len(boundaries) != len(values) - 1:
            raise ValueError("The length of boundaries should be 1 less than the length of values")
    approximate()
    if at_least("1.15") and isinstance(values, (list, tuple)):
        x = tf.convert_to_tensor(x)
        bounds = [tf.convert_to_tensor(b) for b in boundaries]
        values = [tf.convert_to_tensor(v) for v in values]
        for bound in bounds:
            if dtype_of(bound) != dtype_of(x):
                tf.cast(bound, dtype_of(x))
    with tf.name_scope(name, "PiecewiseConstant", [x, boundaries, values, name]):
        first = tf.convert_to_tensor(values[0] if isinstance(values, (list, tuple)) else values)
        count = len(values) if isinstance(values, (list, tuple)) else 0
        title = "case/cond/Merge" if at_least("1.8") else "case/If_%d/Merge" % count
        return raw_op("Merge", title, [(dtype_of(first), [])])[0]


piecewise_constant_decay = piecewise_constant
