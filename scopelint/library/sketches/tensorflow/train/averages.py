"""Moving averages (SPEC 16)."""

import tensorflow as tf
from _scopelint import at_least, is_variable
from tensorflow.python.training.moving_averages import assign_moving_average

from .slots import create_slot, create_zeros_slot


class ExponentialMovingAverage(object):
    """A slot for each variable: named like an optimizer's, in the variable scope that ``apply`` is called in."""

    if at_least("1.0"):
        def __init__(self, decay, num_updates=None, zero_debias=False, name="ExponentialMovingAverage"):
            self._settle(decay, num_updates, zero_debias, name)
    else:
        def __init__(self, decay, num_updates=None, name="ExponentialMovingAverage"):
            # 0.12 always corrects the averages of tensors (optimizers/ema_on_tensor).
            self._settle(decay, num_updates, True, name)

    def _settle(self, decay, num_updates, zero_debias, name):
        self._decay = decay
        self._num_updates = num_updates
        self._zero_debias = zero_debias
        self._name = name
        self._averages = {}

    @property
    def name(self):
        return self._name

    def apply(self, var_list=None):
        if var_list is None:
            var_list = tf.trainable_variables()
        debiased = []
        for var in var_list:
            if var.dtype.base_dtype not in (tf.float16, tf.float32, tf.float64):
                raise TypeError("The variables must be half, float, or double: %s" % var.name)
            if var in self._averages:
                if not at_least("1.13"):
                    raise ValueError("Moving average already computed for: %s" % var.name)
                continue
            if is_variable(var):
                with tf.control_dependencies(None):  # also out of a conditional (optimizers/ema_in_cond)
                    average = create_slot(var, var.initialized_value(), self._name)
                tf.add_to_collection(tf.GraphKeys.MOVING_AVERAGE_VARIABLES, var)
            else:
                average = create_zeros_slot(var, self._name)
                if self._zero_debias:
                    debiased.append(average)
            self._averages[var] = average
        with tf.name_scope(self._name) as scope:
            decay = tf.convert_to_tensor(self._decay, name="decay")
            if self._num_updates is not None:
                steps = tf.cast(self._num_updates, tf.float32, name="num_updates")
                decay = tf.minimum(decay, (1.0 + steps) / (10.0 + steps))
            updates = []
            for var in var_list:
                average = self._averages[var]
                updates.append(assign_moving_average(average, var, decay, any(average is other for other in debiased)))
            return tf.group(*updates, name=scope)

    def average(self, var):
        return self._averages.get(var)

    def average_name(self, var):
        if var in self._averages:
            return self._averages[var].op.name
        return tf.get_default_graph().unique_name(var.op.name + "/" + self._name, mark_as_used=False)

    def variables_to_restore(self, moving_avg_variables=None):
        names = {}
        if moving_avg_variables is None:
            moving_avg_variables = tf.trainable_variables() + tf.moving_average_variables()
        averaged = []
        for var in moving_avg_variables:
            if not any(var is other for other in averaged):
                averaged.append(var)
                names[self.average_name(var)] = var
        for var in tf.global_variables():
            if not any(var is other for other in averaged) and var.op.name not in names:
                names[var.op.name] = var
        return names
