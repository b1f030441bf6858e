"""tf.keras.layers.Layer (SPEC 13): a tf.layers layer up to 1.8, then one with variables in name scopes."""

import tensorflow as tf
from _scopelint import at_least, executing_eagerly, layer_uid, own_attribute, runtime, snake_case

from ...layers.base import Layer as CoreLayer
from ...layers.inputs import check_inputs, flatten, input_shapes
from ..initializers import get as get_initializer
from ..regularizers import get as get_regularizer


class Node(object):
    """One call of a layer: what it was given and what it gave."""

    def __init__(self, layer, inputs, outputs):
        self.layer = layer
        self.inputs = inputs
        self.outputs = outputs


def connect(tensor, node):
    tensor._keras_history = (node.layer, node)


def history(tensor):
    known = own_attribute(tensor, "_keras_history")
    return None if known is None else known[1]


def shape_tuple(tensor):
    shape = tensor.get_shape()
    return None if shape.ndims is None else tuple(shape.as_list())


class Connected(CoreLayer):
    """What a layer tells of its calls."""

    @property
    def _nodes(self):
        if "_kept_nodes" not in self.__dict__:
            self.__dict__["_kept_nodes"] = []
        return self.__dict__["_kept_nodes"]

    def _node(self, index, word):
        if not self._nodes:
            if index is None:
                raise AttributeError("Layer " + self.name + " has no inbound nodes.")
            raise RuntimeError("The layer has never been called and thus has no defined " + word + ".")
        return self._nodes[index or 0]

    @property
    def input(self):
        return self._node(None, "input").inputs

    @property
    def output(self):
        return self._node(None, "output").outputs

    @property
    def input_shape(self):
        shapes = [shape_tuple(tensor) for node in self._asked("input") for tensor in flatten(node.inputs)]
        return shapes[0] if all(shape == shapes[0] for shape in shapes) else shapes

    @property
    def output_shape(self):
        shapes = [shape_tuple(tensor) for node in self._asked("output") for tensor in flatten(node.outputs)]
        return shapes[0] if all(shape == shapes[0] for shape in shapes) else shapes

    def _asked(self, word):
        if not self._nodes:
            raise AttributeError("The layer has never been called and thus has no defined " + word + " shape.")
        return self._nodes

    @property
    def inbound_nodes(self):
        return list(self._nodes)

    def get_input_at(self, node_index):
        return self._node(node_index, "input").inputs

    def get_output_at(self, node_index):
        return self._node(node_index, "output").outputs

    def get_config(self):
        config = {"name": self.name, "trainable": self.trainable, "dtype": self.dtype}
        if self._built_in:
            for word in list(self.__dict__):
                value = self.__dict__[word]
                if word[0] != "_" and isinstance(value, (str, int, float, tuple)):
                    config[word] = value
        return config

    def get_weights(self):
        return [runtime("weight") for weight in self.weights]

    def set_weights(self, weights):
        pass

    def _remember(self, inputs, outputs):
        """From 1.13 only calls on tensors that come from layers are kept."""
        known = [history(tensor) is not None for tensor in flatten(inputs)]
        if at_least("1.13") and not all(known):
            return outputs
        node = Node(self, inputs, outputs)
        self._nodes.append(node)
        for output in flatten(outputs):
            if output is not None:
                connect(output, node)
        return outputs


class ScopedLayer(Connected):
    """Up to 1.8. Built-in layers look their initializers up by name; ``add_weight`` of 1.4 does not."""

    _built_in = False

    def add_variable(self, name, shape, dtype=None, initializer=None, regularizer=None, *args, **kwargs):
        if self._built_in or at_least("1.8"):
            initializer = get_initializer(initializer)
            regularizer = get_regularizer(regularizer)
        return super(ScopedLayer, self).add_variable(name, shape, dtype, initializer, regularizer, *args, **kwargs)

    def add_weight(self, *args, **kwargs):
        return self._add_weight(*args, **kwargs)

    def __call__(self, inputs, *args, **kwargs):
        outputs = super(ScopedLayer, self).__call__(inputs, *args, **kwargs)
        return outputs if executing_eagerly() else self._remember(inputs, outputs)

    def _phase(self, training):
        return learning_phase_if_none(training)


class FreeLayer(Connected):
    """From 1.13. Variables are resources under the current name scope; variable scopes have no say."""

    _built_in = False
    _named = None
    _named_now = None

    def _set_name(self, name):
        base = name
        if not name:
            word = type(self).__name__
            if self._named and not at_least("1.15"):
                word = self._named
            elif self._named_now and at_least("2.15"):
                word = self._named_now
            base = snake_case(word)
            # The same counters as tf.layers, read one lower (keras/default_name_counters_shared_with_tf_layers).
            number = layer_uid(base) - 1
            self._name = base if not number else base + "_" + str(number)
        else:
            self._name = name
        self._base_name = base
        self._callable_losses = []

    @property
    def losses(self):
        for layer in self._inner_layers():
            self._losses += [loss for loss in layer.losses if not any(loss is other for other in self._losses)]
        made = [loss() for loss in self._callable_losses]
        return self._losses + [loss for loss in made if loss is not None]

    def add_loss(self, losses, inputs=None):
        for loss in flatten(losses):
            (self._callable_losses if callable(loss) else self._losses).append(loss)

    def _inner_layers(self):
        """Layers among the attributes: they are tracked (models and layers of layers)."""
        found = []
        for name in list(self.__dict__):
            for value in flatten(self.__dict__[name]):
                if isinstance(value, CoreLayer) and value is not self and not any(value is f for f in found):
                    found.append(value)
        return found

    @property
    def trainable_weights(self):
        if not self.trainable:
            return []
        nested = [weight for layer in self._inner_layers() for weight in layer.trainable_weights]
        return self._trainable_weights + nested

    @property
    def non_trainable_weights(self):
        inner = self._inner_layers()
        nested = [weight for layer in inner for weight in layer.non_trainable_weights]
        if self.trainable:
            return self._non_trainable_weights + nested
        frozen = [weight for layer in inner for weight in layer.trainable_weights]
        return self._trainable_weights + frozen + self._non_trainable_weights + nested

    def add_weight(
        self, name=None, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None, constraint=None,
        partitioner=None, use_resource=None, synchronization=None, aggregation=None, **kwargs
    ):
        if trainable is None:
            trainable = True
        if shape is None:
            shape = ()
        kind = tf.as_dtype(dtype or self.dtype or tf.float32).base_dtype
        initializer = get_initializer(initializer)
        if initializer is None:
            if kind.is_floating:
                initializer = get_initializer("glorot_uniform")
            else:
                initializer = tf.zeros_initializer()
        elif isinstance(initializer, type):
            initializer = initializer(dtype=kind)
        sizes = tf.TensorShape(shape).as_list()
        getter = kwargs.get("getter")
        if getter is not None:
            variable = getter(name, shape=sizes, dtype=kind, initializer=initializer, trainable=trainable)
        else:
            more = {} if at_least("1.15") else {"partition_info": None}
            variable = tf.Variable(
                lambda: initializer(sizes, dtype=kind, **more), name=name, dtype=kind, trainable=trainable,
                constraint=constraint, use_resource=True if use_resource is None else use_resource
            )
        if regularizer is not None:
            full = variable.op.name if at_least("1.15") and not executing_eagerly() else name
            self._regularize_later(full, variable, get_regularizer(regularizer))
        (self._trainable_weights if trainable else self._non_trainable_weights).append(variable)
        return variable

    def _regularize_later(self, name, variable, regularizer):
        def loss():
            with tf.name_scope(name + "/Regularizer"):
                return regularizer(variable)

        self.add_loss(loss)

    def add_variable(self, *args, **kwargs):
        return self.add_weight(*args, **kwargs)

    def _name_scope(self):
        return self.name

    def __call__(self, inputs, *args, **kwargs):
        with tf.name_scope(self._name_scope()):
            if not self.built:
                self._build_for(inputs)
            check_inputs(self, inputs)
            outputs = self.call(inputs, *args, **kwargs)
            if self._activity_regularizer and not executing_eagerly():
                for output in flatten(outputs):
                    with tf.name_scope("ActivityRegularizer"):
                        self._losses.append(self._activity_regularizer(output))
            if executing_eagerly():
                return outputs
            if any(output is given for output in flatten(outputs) for given in flatten(inputs)):
                outputs = self._aside(inputs, outputs)
        return self._remember(inputs, outputs)

    def _aside(self, inputs, outputs):
        """A layer that gives an input back gives a copy, where the input comes from a layer."""
        if isinstance(outputs, (list, tuple)) or not all(history(t) is not None for t in flatten(inputs)):
            return outputs
        with tf.name_scope(self._name_scope()):
            return tf.identity(outputs)

    def _build_for(self, inputs):
        check_inputs(self, inputs)
        listed = flatten(inputs)
        if listed and self._dtype is None and hasattr(listed[0], "dtype"):
            self._dtype = listed[0].dtype.base_dtype.name
        self.build(input_shapes(inputs))
        self.built = True

    def apply(self, inputs, *args, **kwargs):
        return self.__call__(inputs, *args, **kwargs)

    def _phase(self, training):
        return learning_phase_if_none(training)


def learning_phase_if_none(training):
    return tf.keras.backend.learning_phase() if training is None else training


Layer = FreeLayer if at_least("1.13") else ScopedLayer
