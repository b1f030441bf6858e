"""tf.sets: operations on the last dimension as a set."""

import tensorflow as tf
from _scopelint import op

from ._sparse import is_sparse, sizes


def operation(a, b, name, invert=False):
    if is_sparse(b) and not is_sparse(a):
        made = op("DenseToSparseSetOperation", set1=a, set2_indices=b.indices, set2_values=b.values,
                  set2_shape=sizes(b), set_operation=name)
    elif is_sparse(a) and is_sparse(b):
        made = op("SparseToSparseSetOperation", set1_indices=a.indices, set1_values=a.values, set1_shape=sizes(a),
                  set2_indices=b.indices, set2_values=b.values, set2_shape=sizes(b), set_operation=name)
    elif is_sparse(a):
        # The dense one comes first; a difference is turned round with them.
        return operation(b, a, {"a-b": "b-a", "b-a": "a-b"}.get(name, name))
    else:
        made = op("DenseToDenseSetOperation", set1=tf.convert_to_tensor(a), set2=tf.convert_to_tensor(b),
                  set_operation=name)
    return tf.SparseTensor(made[0], made[1], made[2])


def set_intersection(a, b, validate_indices=True):
    return operation(a, b, "intersection")


def set_union(a, b, validate_indices=True):
    return operation(a, b, "union")


def set_difference(a, b, aminusb=True, validate_indices=True):
    return operation(a, b, "a-b" if aminusb else "b-a")


def set_size(a, validate_indices=True):
    return op("SetSize", set_indices=a.indices, set_values=a.values, set_shape=sizes(a),
              validate_indices=validate_indices)
