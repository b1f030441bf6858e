"""The structure of a dataset's elements: nested tuples and dicts; a list is a leaf, it is stacked into a tensor."""

import tensorflow as tf
from _scopelint import at_least, convert, dtype_of, is_unknown, unknown


class Leaf(object):
    """One component: its dtype, static shape and class, each unknown where we do not know it.

    ``element`` is the structure of the elements where the component is a dataset itself.
    """

    def __init__(self, dtype, shape, kind=None, element=None):
        self.dtype = dtype
        self.shape = shape
        self.kind = tf.Tensor if kind is None else kind
        self.element = element

    def with_shape(self, shape):
        return Leaf(self.dtype, shape, self.kind, self.element)


def is_nested(value):
    return isinstance(value, (tuple, dict))


def rebuilt(like, items):
    """The items in a structure of the same kind: a tuple, a named tuple."""
    return type(like)(*items) if hasattr(like, "_fields") else tuple(items)


def map_structure(fn, first, *rest):
    """The structure of what ``fn`` gives of each leaf, and of what stands at the same place in the others."""
    if is_unknown(first):
        return fn(first, *rest)
    if isinstance(first, dict):
        made = {}
        for key in sorted(first):
            made[key] = map_structure(fn, first[key], *[other[key] for other in rest])
        if type(first) is dict:
            return {key: made[key] for key in first}
        return type(first)([(key, made[key]) for key in first])
    if isinstance(first, tuple):
        return rebuilt(first, [map_structure(fn, *items) for items in zip(first, *rest)])
    return fn(first, *rest)


def flatten(structure):
    """The leaves in order; dicts by their sorted keys."""
    found = []
    map_structure(found.append, structure)
    return found


def up_to(fn, guide, given):
    """Like ``map_structure``, but ``given`` may have lists and tuples where ``guide`` has a leaf."""
    if is_unknown(given):
        return map_structure(lambda leaf: fn(leaf, given), guide)
    if is_unknown(guide):
        return fn(guide, given)
    if isinstance(guide, dict):
        made = {}
        for key in sorted(guide):
            made[key] = up_to(fn, guide[key], given[key])
        if type(guide) is dict:
            return {key: made[key] for key in guide}
        return type(guide)([(key, made[key]) for key in guide])
    if isinstance(guide, tuple):
        if isinstance(given, (list, tuple)) and len(given) != len(guide):
            raise ValueError(
                "The two structures don't have the same sequence length. Input structure has length %s, while shallow "
                "structure has length %s." % (len(given), len(guide)))
        return rebuilt(guide, [up_to(fn, inner, one) for inner, one in zip(guide, given)])
    return fn(guide, given)


def types_of(element):
    return map_structure(lambda leaf: leaf.dtype if leaf.element is None else DatasetStructure(leaf.element), element)


def shapes_of(element):
    return map_structure(lambda leaf: leaf.shape if leaf.element is None else DatasetStructure(leaf.element), element)


def classes_of(element):
    return map_structure(lambda leaf: leaf.kind if leaf.element is None else DatasetStructure(leaf.element), element)


class DatasetStructure(object):
    """What stands for a component that is a dataset."""

    def __init__(self, element_spec, dataset_shape=()):
        self._element = element_spec
        self._element_spec = element_spec


class Described(object):
    """What has elements, and tells of their structure."""

    @property
    def output_types(self):
        return types_of(self._element)

    @property
    def output_shapes(self):
        return shapes_of(self._element)

    if at_least("1.8"):

        @property
        def output_classes(self):
            return classes_of(self._element)


def leaf_of(value):
    """What a tensor is like."""
    if is_unknown(value):
        return value
    if isinstance(value, tf.SparseTensor):
        return Leaf(value.dtype, value.get_shape(), tf.SparseTensor)
    return Leaf(dtype_of(value), value.get_shape())


def as_component(value, at):
    """A value given for a component, as a tensor; what is unknown may be a structure of its own and stays so."""
    if is_unknown(value) or isinstance(value, tf.SparseTensor):
        return value
    return convert(value, "component_%d" % at)


def components(values, scope):
    """The values as tensors ``component_<i>``."""
    counter = []

    def one(value):
        counter.append(value)
        return as_component(value, len(counter) - 1)

    with tf.name_scope(scope):
        return map_structure(one, values)


def normalized(values):
    """The values given to make a dataset of, converted in the scope of the version."""
    return components(values, "normalize_element" if at_least("1.15") else "tensors")


def shape_of(value):
    return unknown("shape") if is_unknown(value) else tf.TensorShape(value)


def batched(element, size):
    """Elements with one dimension more in front."""

    def one(leaf):
        if is_unknown(leaf) or leaf.element is not None:
            return leaf
        if is_unknown(leaf.shape):
            return leaf.with_shape(unknown("shape"))
        return leaf.with_shape(tf.TensorShape([size]).concatenate(leaf.shape))

    return map_structure(one, element)


def unbatched(element):
    """Elements without their first dimension."""
    return map_structure(lambda leaf: leaf if is_unknown(leaf) else leaf.with_shape(rest_of(leaf.shape)), element)


def rest_of(shape):
    if is_unknown(shape) or shape.ndims is None:
        return shape
    return shape[1:]


def common_shape(one, other):
    """The most specific shape that both have."""
    if is_unknown(one) or is_unknown(other):
        return unknown("shape")
    if one.ndims is None or other.ndims is None or one.ndims != other.ndims:
        return tf.TensorShape(None)
    return tf.TensorShape([a if a == b else None for a, b in zip(one.as_list(), other.as_list())])


def common(one, other):
    """What two structures of elements have in common."""

    def both(a, b):
        if is_unknown(a) or is_unknown(b):
            return unknown("component")
        return a.with_shape(common_shape(a.shape, b.shape))

    return map_structure(both, one, other)


def from_legacy(output_types, output_shapes=None, output_classes=None):
    """The structure that types, shapes and classes describe."""
    if output_shapes is None:
        return map_structure(lambda kind: declared(kind, tf.TensorShape(None)), output_types)
    made = up_to(lambda kind, shape: declared(kind, shape_of(shape)), output_types, output_shapes)
    if output_classes is None:
        return made
    return map_structure(with_class, made, output_classes)


def with_class(leaf, kind):
    return leaf if is_unknown(leaf) else Leaf(leaf.dtype, leaf.shape, kind)


def declared(kind, shape):
    return kind if is_unknown(kind) else Leaf(tf.as_dtype(kind), shape)
