"""What programs for TPUs use where there is none."""

import contextlib

import tensorflow as tf
from _scopelint import doubt, op

from ..python.tpu.tpu_function import get_tpu_context
from ..train.optimizer import Optimizer


def cross_replica_sum(x, group_assignment=None, name=None):
    if group_assignment is None:
        group_assignment = [list(range(get_tpu_context().number_of_shards or 1))]
    return op("CrossReplicaSum", name=name, input=x, group_assignment=group_assignment)


class CrossShardOptimizer(Optimizer):
    """Sums the gradients of all shards, then does as the optimizer that it wraps."""

    def __init__(self, opt, reduction="weighted_mean", name="CrossShardOptimizer", group_assignment=None):
        if reduction not in ("weighted_sum", "weighted_mean"):
            raise ValueError("Unsupported reduction: %s." % reduction)
        super(CrossShardOptimizer, self).__init__(False, name)
        self._opt = opt
        self._reduction = reduction
        self._group_assignment = group_assignment

    def compute_gradients(self, loss, var_list=None, **kwargs):
        shards = get_tpu_context().number_of_shards or 1
        if self._group_assignment is not None:
            doubt("how CrossShardOptimizer scales a loss over groups of shards is not followed")
        if shards > 1 and self._reduction == "weighted_mean":
            loss *= 1.0 / shards
        return self._opt.compute_gradients(loss, var_list=var_list, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        summed = [(grad if grad is None else cross_replica_sum(grad, self._group_assignment), variable)
                  for grad, variable in grads_and_vars]
        return self._opt.apply_gradients(summed, global_step, name)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def variables(self):
        return self._opt.variables()


@contextlib.contextmanager
def bfloat16_scope():
    def narrow(getter, *args, **kwargs):
        wanted = kwargs["dtype"] if "dtype" in kwargs else None
        if wanted == tf.bfloat16:
            kwargs["dtype"] = tf.float32
        variable = getter(*args, **kwargs)
        return tf.cast(variable, tf.bfloat16) if wanted == tf.bfloat16 else variable

    with tf.variable_scope("", custom_getter=narrow) as scope:
        yield scope


def outside_compilation(computation, *args, **kwargs):
    return computation(*args, **kwargs)
