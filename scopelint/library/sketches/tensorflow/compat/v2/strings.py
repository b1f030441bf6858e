"""Texts."""

import tensorflow as tf
from _scopelint import op


def length(input, unit="BYTE", name=None):
    return op("StringLength", name=name, input=input, unit=unit)


def substr(input, pos, len, unit="BYTE", name=None):
    return op("Substr", name=name, input=input, pos=pos, len=len, unit=unit)


def to_number(input, out_type=tf.float32, name=None):
    return op("StringToNumber", name=name, string_tensor=input, out_type=out_type)


def to_hash_bucket(input, num_buckets, name=None):
    return op("StringToHashBucket", name=name, string_tensor=input, num_buckets=num_buckets)


def reduce_join(inputs, axis=None, keepdims=False, separator="", name=None):
    with tf.name_scope(name, "ReduceJoin", [inputs]):
        return op("ReduceJoin", inputs=inputs, reduction_indices=axis, keep_dims=keepdims, separator=separator)
