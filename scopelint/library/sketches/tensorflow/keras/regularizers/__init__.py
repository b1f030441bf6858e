"""tf.keras.regularizers."""

import tensorflow as tf
from _scopelint import at_least


class Regularizer(object):
    def __call__(self, x):
        return 0.0


class L1L2(Regularizer):
    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = l1
        self.l2 = l2

    def __call__(self, x):
        total = 0.0
        if self.l1:
            total += tf.reduce_sum(self.l1 * tf.abs(x))
        if self.l2:
            total += tf.reduce_sum(self.l2 * tf.square(x))
        return total


class L1(L1L2):
    def __init__(self, l1=0.01, **kwargs):
        super(L1, self).__init__(l1=kwargs.get("l", l1))

    def __call__(self, x):
        return self.l1 * tf.reduce_sum(tf.abs(x))


class L2(L1L2):
    def __init__(self, l2=0.01, **kwargs):
        super(L2, self).__init__(l2=kwargs.get("l", l2))

    def __call__(self, x):
        return 2.0 * self.l2 * tf.nn.l2_loss(x)


def l1(l=0.01):
    return L1L2(l1=l)


def l2(l=0.01):
    return L1L2(l2=l)


if at_least("2.15"):
    # One product, and no sum that it would be added to (keras/single_regularizers).
    l1 = L1
    l2 = L2


def l1_l2(l1=0.01, l2=0.01):
    return L1L2(l1=l1, l2=l2)


def get(identifier):
    if isinstance(identifier, str):
        return {"l1": l1, "l2": l2, "l1_l2": l1_l2}[identifier]()
    return identifier
