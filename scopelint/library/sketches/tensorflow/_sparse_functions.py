"""What functions of dense tensors do with a sparse one: most work on its values."""

import tensorflow as tf
from _scopelint import at_least, op

from ._sparse import sizes

KINDS = {"abs": "Abs", "negative": "Neg", "neg": "Neg", "square": "Square", "sqrt": "Sqrt", "sign": "Sign", "tanh": "Tanh",
         "erf": "Erf"}  # fmt: skip


def of_sparse_unary(title, x, name=None):
    kind = KINDS[title]
    if at_least("1.13"):
        if not (title == "sign" and at_least("2.15")):
            # The dense function is tried first, and leaves its name scope behind.
            with tf.name_scope(name, kind, [x]):
                pass
        values = op(kind, name=name, x=x.values)
        return tf.SparseTensor(x.indices, values, sizes(x))
    with tf.name_scope(name, kind, [x]) as name:
        values = op(kind, name=name, x=x.values)
        return tf.SparseTensor(x.indices, values, sizes(x))


def of_sparse_rank(input, name=None):
    with tf.name_scope(name, "Rank", [input]) as name:
        return op("Size", name=name, input=sizes(input))


def of_sparse_size(input, name=None, out_type=tf.int32):
    with tf.name_scope(name, "Size", [input]) as name:
        return tf.reduce_prod(tf.cast(sizes(input), out_type), 0, name=name)


def of_sparse_shape(input, name=None, out_type=tf.int32):
    with tf.name_scope(name, "Shape", [input]):
        return tf.cast(sizes(input), out_type)


def of_sparse_identity(input, name=None):
    return tf.SparseTensor(tf.identity(input.indices), tf.identity(input.values), tf.identity(sizes(input)))


def of_sparse_product(kind, title, sparse, dense):
    with tf.name_scope(None, title, [sparse.indices, sparse.values, sizes(sparse), dense]) as name:
        dense = tf.convert_to_tensor(dense, dtype=sparse.dtype, name="y")
        values = op(kind, name=name, sp_indices=sparse.indices, sp_values=sparse.values, sp_shape=sizes(sparse),
                    dense=dense)
        return tf.SparseTensor(sparse.indices, values, sizes(sparse))
