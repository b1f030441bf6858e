"""tf.contrib.opt: optimizers with the slots of Adam and Momentum."""

import tensorflow as tf

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
