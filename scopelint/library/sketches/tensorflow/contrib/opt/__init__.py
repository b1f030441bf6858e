"""tf.contrib.opt: optimizers with the slots of Adam and Momentum."""

import tensorflow as tf

from _scopelint import at_least

from ...train.averages import ExponentialMovingAverage
from ...train.optimizer import OpOptimizer, Optimizer
from ...train.optimizers import AdamOptimizer, MomentumOptimizer


class LazyAdamOptimizer(AdamOptimizer):
    """Adam whose sparse updates are lazy: the same slots."""


class NadamOptimizer(AdamOptimizer):
    """Adam with Nesterov momentum: the same slots."""


class DecoupledWeightDecayExtension(object):
    """Decays the weights besides; no slots of its own."""

    def __init__(self, weight_decay, **kwargs):
        self._decay_var_list = None
        self._weight_decay = weight_decay
        super(DecoupledWeightDecayExtension, self).__init__(**kwargs)

    def minimize(
        self, loss, global_step=None, var_list=None, gate_gradients=1, aggregation_method=None,
        colocate_gradients_with_ops=False, name=None, grad_loss=None, decay_var_list=None
    ):
        return super(DecoupledWeightDecayExtension, self).minimize(
            loss, global_step, var_list, gate_gradients, aggregation_method, colocate_gradients_with_ops, name,
            grad_loss
        )

    def apply_gradients(self, grads_and_vars, global_step=None, name=None, decay_var_list=None):
        return super(DecoupledWeightDecayExtension, self).apply_gradients(grads_and_vars, global_step, name)

    def _prepare(self):
        tf.convert_to_tensor(self._call_if_callable(self._weight_decay), name="weight_decay")
        super(DecoupledWeightDecayExtension, self)._prepare()


class AdamWOptimizer(DecoupledWeightDecayExtension, AdamOptimizer):
    def __init__(
        self, weight_decay, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="AdamW"
    ):
        super(AdamWOptimizer, self).__init__(
            weight_decay, learning_rate=learning_rate, beta1=beta1, beta2=beta2, epsilon=epsilon,
            use_locking=use_locking, name=name
        )


class MomentumWOptimizer(DecoupledWeightDecayExtension, MomentumOptimizer):
    def __init__(
        self, weight_decay, learning_rate, momentum, use_locking=False, name="MomentumW", use_nesterov=False
    ):
        super(MomentumWOptimizer, self).__init__(
            weight_decay, learning_rate=learning_rate, momentum=momentum, use_locking=use_locking, name=name,
            use_nesterov=use_nesterov
        )


class AdaMaxOptimizer(AdamOptimizer):
    """One power only."""

    kind = "AdaMax"

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="AdaMax"):
        super(AdaMaxOptimizer, self).__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(self._beta1, "beta1_power", first)
        for variable in var_list:
            self._zeros_slot(variable, "m", self._name)
            self._zeros_slot(variable, "v", self._name)

    def _finish(self, update_ops, name_scope):
        with tf.control_dependencies(update_ops):
            power = self._get_non_slot_variable("beta1_power", tf.get_default_graph())
            done = power.assign(power * self._beta1_t, use_locking=self._use_locking)
        return tf.group(*(update_ops + [done]), name=name_scope)


class LARSOptimizer(MomentumOptimizer):
    def __init__(
        self, learning_rate, momentum=0.9, weight_decay=0.0001, eeta=0.001, epsilon=0.0, name="LARSOptimizer",
        skip_list=None, use_nesterov=False
    ):
        if momentum < 0.0:
            raise ValueError("momentum should be positive: %s" % momentum)
        if weight_decay < 0.0:
            raise ValueError("weight_decay should be positive: %s" % weight_decay)
        super(LARSOptimizer, self).__init__(learning_rate, momentum, False, name, use_nesterov)


class SignOptimizer(OpOptimizer):
    """One slot of moving averages of the gradient."""

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, "m", self._name)

    def _prepare(self):
        self._lr_t = self._constant(self._lr, "learning_rate")


class AddSignOptimizer(SignOptimizer):
    kind = "AddSign"

    def __init__(
        self, learning_rate=0.1, alpha=1.0, beta=0.9, sign_decay_fn=None, use_locking=False, name="AddSignOptimizer"
    ):
        super(AddSignOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate


class PowerSignOptimizer(SignOptimizer):
    kind = "PowerSign"

    def __init__(
        self, learning_rate=0.1, base=2.718281828459045, beta=0.9, sign_decay_fn=None, use_locking=False,
        name="PowerSignOptimizer"
    ):
        super(PowerSignOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate


class MovingAverageOptimizer(Optimizer):
    """Averages the variables after another optimizer has changed them."""

    def __init__(self, opt, average_decay=0.9999, num_updates=None, sequential_update=True):
        self._optimizer = opt
        self._ema = ExponentialMovingAverage(average_decay, num_updates=num_updates)

    def compute_gradients(self, *args, **kwargs):
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        done = self._optimizer.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        with tf.control_dependencies([done]):
            averaged = self._ema.apply([variable for gradient, variable in grads_and_vars if gradient is not None])
        return tf.group(done, averaged, name="train_with_avg" if at_least("1.0") else None)


def clip_gradients_by_global_norm(gradients_variables, clip_norm=20.0):
    gradients, variables = zip(*gradients_variables)
    clipped, norm = tf.clip_by_global_norm(list(gradients), clip_norm)
    return list(zip(clipped, variables))


def extend_with_decoupled_weight_decay(base_optimizer):
    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        def __init__(self, weight_decay, *args, **kwargs):
            super(OptimizerWithDecoupledWeightDecay, self).__init__(weight_decay, *args, **kwargs)

    return OptimizerWithDecoupledWeightDecay
