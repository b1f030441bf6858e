"""Erosion, and pools by fractions."""

import tensorflow as tf
from _scopelint import at_least, op


def erosion2d(value, kernel, strides, rates, padding, name=None):
    with tf.name_scope(name, "erosion2d", [value, kernel]) as name:
        negative = tf.negative if at_least("1.0") else tf.neg
        turned = tf.reverse(kernel, [0, 1]) if at_least("1.0") else tf.reverse(kernel, [True, True, False])
        return negative(op("Dilation2D", name=name, input=negative(value), filter=turned, strides=strides, rates=rates,
                           padding=padding))


def dilation2d(input, filter=None, strides=None, rates=None, padding=None, name=None, filters=None, dilations=None):
    return op("Dilation2D", name=name, input=input, filter=filter if filter is not None else filters, strides=strides,
              rates=rates if rates is not None else dilations, padding=padding)


def fraction_pool(kind, value, pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2, name):
    made = op(kind, name=name, value=value, pooling_ratio=pooling_ratio, pseudo_random=pseudo_random,
              overlapping=overlapping, deterministic=deterministic, seed=seed, seed2=seed2)
    return made[0], made[1], made[2]


def fractional_max_pool(value, pooling_ratio, pseudo_random=False, overlapping=False, deterministic=False, seed=0,
                        seed2=0, name=None):
    return fraction_pool("FractionalMaxPool", value, pooling_ratio, pseudo_random, overlapping, deterministic, seed,
                         seed2, name)


def fractional_avg_pool(value, pooling_ratio, pseudo_random=False, overlapping=False, deterministic=False, seed=0,
                        seed2=0, name=None):
    return fraction_pool("FractionalAvgPool", value, pooling_ratio, pseudo_random, overlapping, deterministic, seed,
                         seed2, name)
