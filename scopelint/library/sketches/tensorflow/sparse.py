"""tf.sparse: what has no older name in tf itself."""

import tensorflow as tf
from _scopelint import at_least, convert, is_tensor

from ._sparse import crossed, from_dense


def eye(num_rows, num_columns=None, dtype=tf.float32, name=None):
    with tf.name_scope(name, "eye", [num_rows, num_columns]):
        rows = convert(num_rows, "num_rows", tf.int64)
        columns = rows if num_columns is None else convert(num_columns, "num_columns", tf.int64)
        size = tf.minimum(rows, columns)
        at = tf.range(size, dtype=tf.int64)
        indices = tf.stack([at, at], axis=1)
        return tf.SparseTensor(indices, tf.ones(size, dtype=dtype), [rows, columns])


def expand_dims(sp_input, axis=None, name=None):
    rank = sp_input.dense_shape.get_shape()[0]
    axis = -1 if axis is None else axis
    with tf.name_scope(name, "expand_dims", [sp_input]):
        if not is_tensor(axis):
            axis = convert(axis, "axis", tf.int32)
        axis = tf.where_v2(axis >= 0, axis, axis + rank + 1) if at_least("1.15") else tf.where(
            axis >= 0, axis, axis + rank + 1)
        rows = tf.shape(sp_input.indices)[0]
        column = tf.zeros([rows, 1], dtype=tf.int64)
        before = tf.slice(sp_input.indices, [0, 0], [-1, axis])
        after = tf.slice(sp_input.indices, [0, axis], [-1, -1])
        indices = tf.concat([before, column, after], axis=1)
        first = tf.slice(sp_input.dense_shape, [0], [axis])
        last = tf.slice(sp_input.dense_shape, [axis], [-1])
        shape = tf.concat([first, convert([1], "new_shape", tf.int64), last], axis=0)
        return tf.SparseTensor(indices, sp_input.values, shape)


def cross(inputs, name=None, separator=None):
    return crossed(inputs, tf.string, False, 0, name)


def cross_hashed(inputs, num_buckets=0, hash_key=None, name=None):
    return crossed(inputs, tf.int64, True, num_buckets, name)
