"""What a layer checks of its inputs before it builds."""

import tensorflow as tf
from _scopelint import at_least, rank


class InputSpec(object):
    """What a layer requires of one input."""

    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.dtype = dtype
        self.shape = shape
        self.ndim = len(shape) if shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = axes or {}


def flatten(value):
    """Lists, tuples and dictionaries as one flat list."""
    if isinstance(value, (list, tuple)):
        found = []
        for item in value:
            found += flatten(item)
        return found
    if isinstance(value, dict):
        found = []
        for key in sorted(value):
            found += flatten(value[key])
        return found
    return [value]


def shape_of(value):
    if hasattr(value, "get_shape"):
        return value.get_shape()
    return tf.convert_to_tensor(value).get_shape()


def input_shapes(inputs):
    """What ``build`` is given: the shape of one input, or the shapes in the structure of the inputs."""
    if at_least("1.8") and not at_least("1.13"):
        pass
    if isinstance(inputs, (list, tuple)):
        shapes = [shape_of(x) for x in flatten(inputs)]
        return shapes[0] if len(shapes) == 1 and not at_least("1.13") else shapes
    if isinstance(inputs, dict):
        return {key: shape_of(inputs[key]) for key in inputs}
    return shape_of(inputs)


def check_inputs(layer, inputs):
    """Raise what TensorFlow raises for an input of wrong rank (layers/input_rank_unknown)."""
    spec = layer.input_spec
    if not spec:
        return
    specs = list(spec) if isinstance(spec, (list, tuple)) else [spec]
    listed = flatten(inputs)
    if len(specs) != len(listed):
        raise ValueError(
            "Layer " + str(layer.name) + " expects " + str(len(specs)) + " inputs, but it received "
            + str(len(listed)) + " input tensors. Inputs received: " + str(inputs)
        )
    for index in range(len(listed)):
        if specs[index] is not None:
            check_input(layer, index, listed[index], specs[index])


def check_input(layer, index, tensor, spec):
    if spec.ndim is None and spec.min_ndim is None and spec.max_ndim is None:
        return
    found = rank(tensor)
    who = "Input " + str(index) + " of layer " + str(layer.name) + " is incompatible with the layer: "
    if at_least("2.15"):
        who = "Input " + str(index) + ' of layer "' + str(layer.name) + '" is incompatible with the layer: '
    if found is None:
        raise ValueError(who + "its rank is undefined, but the layer requires a defined rank.")
    shown = str(tensor.get_shape().as_list()) if not at_least("2.15") else str(tuple(tensor.get_shape().as_list()))
    said = " Full shape received: " if not at_least("1.4") or at_least("1.13") else " Full shape received: "
    if spec.ndim is not None and found != spec.ndim:
        raise ValueError(who + "expected ndim=" + str(spec.ndim) + ", found ndim=" + str(found) + "." + said + shown)
    if spec.max_ndim is not None and found > spec.max_ndim:
        raise ValueError(who + "expected max_ndim=" + str(spec.max_ndim) + ", found ndim=" + str(found))
    if spec.min_ndim is not None and found < spec.min_ndim:
        words = ": expected min_ndim=" if not at_least("2.15") else "expected min_ndim="
        raise ValueError(who + words + str(spec.min_ndim) + ", found ndim=" + str(found) + "." + said + shown)
    if spec.axes:
        sizes = tensor.get_shape().as_list()
        for axis in spec.axes:
            wanted = spec.axes[axis]
            if wanted is not None and sizes[axis] is not None and sizes[axis] != wanted:
                raise ValueError(
                    who + "expected axis " + str(axis) + " of input shape to have value " + str(wanted)
                    + " but received input with shape " + shown
                )
