"""TensorFlow's own optimizers: their slots, and the constants they make."""

import tensorflow as tf
from _scopelint import at_least, executing_eagerly

from .optimizer import OpOptimizer


class GradientDescentOptimizer(OpOptimizer):
    kind = "GradientDescent"

    def __init__(self, learning_rate, use_locking=False, name="GradientDescent"):
        super(GradientDescentOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")


class MomentumOptimizer(OpOptimizer):
    kind = "Momentum"

    def __init__(self, learning_rate, momentum, use_locking=False, name="Momentum", use_nesterov=False):
        super(MomentumOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._momentum = momentum
        self._use_nesterov = use_nesterov

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, "momentum", self._name)

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")
        self._momentum_tensor = self._constant(self._momentum, "momentum")


class AdamOptimizer(OpOptimizer):
    """Two slots, and two powers made once for each optimizer and graph, before the slots."""

    kind = "Adam"

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="Adam"):
        super(AdamOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._beta1 = beta1
        self._beta2 = beta2
        self._epsilon = epsilon

    def _get_beta_accumulators(self):
        graph = None if executing_eagerly() else tf.get_default_graph()
        return self._get_non_slot_variable("beta1_power", graph), self._get_non_slot_variable("beta2_power", graph)

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda variable: variable.name) if at_least("1.4") else var_list[0]
        self._create_non_slot_variable(self._call_if_callable(self._beta1), "beta1_power", first)
        self._create_non_slot_variable(self._call_if_callable(self._beta2), "beta2_power", first)
        for variable in var_list:
            self._zeros_slot(variable, "m", self._name)
            self._zeros_slot(variable, "v", self._name)

    def _prepare(self):
        self._lr_t = self._constant(self._lr, "learning_rate")
        self._beta1_t = self._constant(self._beta1, "beta1")
        self._beta2_t = self._constant(self._beta2, "beta2")
        self._epsilon_t = self._constant(self._epsilon, "epsilon")

    def _finish(self, update_ops, name_scope):
        with tf.control_dependencies(update_ops):
            beta1_power, beta2_power = self._get_beta_accumulators()
            done = []
            if beta1_power is not None:
                done.append(beta1_power.assign(beta1_power * self._beta1_t, use_locking=self._use_locking))
                done.append(beta2_power.assign(beta2_power * self._beta2_t, use_locking=self._use_locking))
        return tf.group(*(update_ops + done), name=name_scope)


class AdadeltaOptimizer(OpOptimizer):
    kind = "Adadelta"

    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False, name="Adadelta"):
        super(AdadeltaOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._rho = rho
        self._epsilon = epsilon

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, "accum", self._name)
            self._zeros_slot(variable, "accum_update", self._name)

    def _prepare(self):
        self._lr_t = self._constant(self._lr, "lr")
        self._rho_t = self._constant(self._rho, "rho")
        self._epsilon_t = self._constant(self._epsilon, "epsilon")


class AdagradOptimizer(OpOptimizer):
    kind = "Adagrad"

    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False, name="Adagrad"):
        if initial_accumulator_value <= 0.0:
            raise ValueError("initial_accumulator_value must be positive: %s" % initial_accumulator_value)
        super(AdagradOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._initial_accumulator_value = initial_accumulator_value

    def _create_slots(self, var_list):
        for variable in var_list:
            filled_slot(self, variable, self._initial_accumulator_value, "accumulator", self._name)

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")


class ProximalAdagradOptimizer(AdagradOptimizer):
    kind = "ProximalAdagrad"

    def __init__(
        self, learning_rate, initial_accumulator_value=0.1, l1_regularization_strength=0.0,
        l2_regularization_strength=0.0, use_locking=False, name="ProximalAdagrad"
    ):
        super(ProximalAdagradOptimizer, self).__init__(learning_rate, initial_accumulator_value, use_locking, name)

    def _create_slots(self, var_list):
        for variable in var_list:
            value = tf.constant(
                self._initial_accumulator_value, shape=variable.get_shape(), dtype=variable.dtype.base_dtype
            )
            self._get_or_make_slot(variable, value, "accumulator", self._name)


class ProximalGradientDescentOptimizer(OpOptimizer):
    kind = "ProximalGradientDescent"

    def __init__(
        self, learning_rate, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False,
        name="ProximalGradientDescent"
    ):
        super(ProximalGradientDescentOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")


class AdagradDAOptimizer(OpOptimizer):
    kind = "AdagradDA"

    def __init__(
        self, learning_rate, global_step, initial_gradient_squared_accumulator_value=0.1,
        l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name="AdagradDA"
    ):
        super(AdagradDAOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._initial = initial_gradient_squared_accumulator_value

    def _create_slots(self, var_list):
        for variable in var_list:
            shape, kind = variable.get_shape(), variable.dtype.base_dtype
            value = tf.constant(0.0, shape=shape, dtype=kind)
            squared = tf.constant(self._initial, shape=shape, dtype=kind)
            self._get_or_make_slot(variable, value, "gradient_accumulator", self._name)
            self._get_or_make_slot(variable, squared, "gradient_squared_accumulator", self._name)

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")


class FtrlOptimizer(OpOptimizer):
    kind = "Ftrl"

    def __init__(
        self, learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1, l1_regularization_strength=0.0,
        l2_regularization_strength=0.0, use_locking=False, name="Ftrl", accum_name=None, linear_name=None,
        l2_shrinkage_regularization_strength=0.0
    ):
        super(FtrlOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._learning_rate_power = learning_rate_power
        self._initial_accumulator_value = initial_accumulator_value
        self._l1 = l1_regularization_strength
        self._l2 = l2_regularization_strength
        self._accum_name = accum_name
        self._linear_name = linear_name

    def _create_slots(self, var_list):
        for variable in var_list:
            value = tf.constant(
                self._initial_accumulator_value, dtype=variable.dtype.base_dtype, shape=variable.get_shape()
            )
            self._get_or_make_slot(variable, value, "accum", self._accum_name or self._name)
            self._zeros_slot(variable, "linear", self._linear_name or self._name)

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")
        self._constant(self._l1, "l1_regularization_strength")
        self._constant(self._l2, "l2_regularization_strength")
        self._constant(self._learning_rate_power, "learning_rate_power")


class RMSPropOptimizer(OpOptimizer):
    kind = "RMSProp"

    def __init__(
        self, learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False, name="RMSProp"
    ):
        super(RMSPropOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._decay = decay
        self._momentum = momentum
        self._epsilon = epsilon
        self._centered = centered
        if centered:
            self.kind = "CenteredRMSProp"

    def _create_slots(self, var_list):
        for variable in var_list:
            filled_slot(self, variable, 1.0, "rms", self._name)
            if self._centered:
                if at_least("1.4"):
                    self._zeros_slot(variable, "mg", self._name)
                else:
                    value = tf.constant(0.0, dtype=variable.dtype.base_dtype, shape=variable.get_shape())
                    self._get_or_make_slot(variable, value, "mg", self._name)
            self._zeros_slot(variable, "momentum", self._name)

    def _prepare(self):
        self._learning_rate_tensor = self._constant(self._learning_rate, "learning_rate")
        self._decay_tensor = self._constant(self._decay, "decay")
        self._momentum_tensor = self._constant(self._momentum, "momentum")
        self._epsilon_tensor = self._constant(self._epsilon, "epsilon")


def filled_slot(optimizer, variable, value, slot_name, op_name):
    """A slot that starts with one number everywhere: from 1.4 by an initializer, before from a constant."""
    kind, shape = variable.dtype.base_dtype, variable.get_shape()
    if not at_least("1.4"):
        constant = tf.constant(value, dtype=kind, shape=shape)
        return optimizer._get_or_make_slot(variable, constant, slot_name, op_name)
    initializer = tf.ones_initializer(dtype=kind) if value == 1.0 else tf.constant_initializer(value, dtype=kind)
    return optimizer._get_or_make_slot_with_initializer(variable, initializer, shape, kind, slot_name, op_name)
