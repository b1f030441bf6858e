"""tf.keras.Model and Sequential: layers of layers under one name scope (SPEC 13)."""

import tensorflow as tf
from _scopelint import at_least, parameter_names, runtime

from ...layers.inputs import flatten
from .._input import Input
from ..layers._input import InputLayer
from ..layers.base import Layer, shape_tuple
from ._chain import Chain
from ._training import compile_model, train_model


class Model(Layer):
    def __init__(self, *args, **kwargs):
        if not at_least("1.8") and not args and "inputs" not in kwargs and not isinstance(self, Sequential):
            raise TypeError("__init__() missing 2 required positional arguments: 'inputs' and 'outputs'")
        name = kwargs.pop("name", None)
        inputs = kwargs.pop("inputs", args[0] if args else None)
        outputs = kwargs.pop("outputs", args[1] if len(args) > 1 else None)
        if len(args) > 2:
            name = args[2]
        super(Model, self).__init__(name=name, **kwargs)
        self._model_inputs = None
        if inputs is not None and outputs is not None:
            self._model_inputs = inputs
            self._model_outputs = outputs
            self._chain = Chain(inputs, outputs)
            self.built = True

    if not at_least("1.13"):
        def __call__(self, inputs, *args, **kwargs):
            if self._model_inputs is None or at_least("1.8") and not isinstance(self, Sequential):
                return super(Model, self).__call__(inputs, *args, **kwargs)
            with tf.name_scope(self.name):
                outputs = self.call(inputs, *args, **kwargs)
            return self._remember(inputs, outputs)

        @property
        def trainable_weights(self):
            return [weight for layer in self.layers for weight in layer.trainable_weights]

        @property
        def non_trainable_weights(self):
            return [weight for layer in self.layers for weight in layer.non_trainable_weights]

        def _inner_layers(self):
            found = [self.__dict__[name] for name in list(self.__dict__)]
            return [value for value in flatten(found) if isinstance(value, Layer)]

    @property
    def layers(self):
        if self._model_inputs is not None:
            return list(self._chain.layers)
        return self._inner_layers()

    if at_least("1.13"):
        def _inner_layers(self):
            if self._model_inputs is not None:
                return self.layers
            return super(Model, self)._inner_layers()

    if at_least("1.15"):
        @property
        def weights(self):
            found = []
            for layer in self.layers:
                found += [weight for weight in layer.weights if not any(weight is other for other in found)]
            own = self._trainable_weights + self._non_trainable_weights
            return found + own

    @property
    def updates(self):
        return list(self._updates) + [update for layer in self.layers for update in layer.updates]

    @property
    def input_shape(self):
        return shapes_of(self._model_inputs)

    @property
    def output_shape(self):
        return shapes_of(self._model_outputs)

    @property
    def inputs(self):
        return flatten(self._model_inputs)

    @property
    def outputs(self):
        return flatten(self._model_outputs)

    @property
    def input(self):
        return self._model_inputs

    @property
    def output(self):
        return self._model_outputs

    def get_layer(self, name=None, index=None):
        if index is not None:
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise ValueError("No such layer: " + str(name))

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, training=None, mask=None):
        """Run the same layers on other inputs."""
        values = list(zip(flatten(self._model_inputs), flatten(inputs)))
        for node in self._chain.nodes:
            if node.inputs is None or any(output is old for output in flatten(node.outputs) for old, new in values):
                continue
            given = replace(node.inputs, values)
            if not at_least("1.13"):
                with tf.name_scope(node.layer.name):
                    outputs = node.layer.call(given)
            elif "training" in parameter_names(node.layer.call) and training is not None:
                outputs = node.layer(given, training=training)
            else:
                outputs = node.layer(given)
            values += list(zip(flatten(node.outputs), flatten(outputs)))
        return replace(self._model_outputs, values)

    def summary(self, line_length=None, positions=None, print_fn=None):
        pass

    def compile(self, optimizer="rmsprop", loss=None, metrics=None, *args, **kwargs):
        compile_model(self, optimizer, loss, metrics)

    def fit(self, *args, **kwargs):
        train_model(self)
        return runtime("history")

    def fit_generator(self, *args, **kwargs):
        train_model(self)
        return runtime("history")

    def train_on_batch(self, *args, **kwargs):
        train_model(self)
        return runtime("loss")

    def _make_train_function(self):
        if not at_least("1.8") and isinstance(self, Sequential):
            # The model that was compiled is another one, inside this.
            raise RuntimeError("You must compile your model before using it.")
        train_model(self)

    def evaluate(self, *args, **kwargs):
        return runtime("evaluation")

    def predict(self, *args, **kwargs):
        return runtime("predictions")

    def load_weights(self, *args, **kwargs):
        pass

    def save_weights(self, *args, **kwargs):
        pass

    def get_weights(self):
        return [runtime("weight") for weight in self.weights]

    def set_weights(self, weights):
        pass


def shapes_of(tensors):
    if isinstance(tensors, (list, tuple)):
        return [shape_tuple(tensor) for tensor in tensors] if len(tensors) > 1 else shape_tuple(tensors[0])
    return shape_tuple(tensors)


def replace(given, values):
    """The structure with tensors exchanged for those they stand for now."""
    if isinstance(given, (list, tuple)):
        return [replace(item, values) for item in given]
    for old, new in values:
        if old is given:
            return new
    return given


class Sequential(Model):
    def __init__(self, layers=None, name=None):
        super(Sequential, self).__init__(name=name)
        self._stack = []
        self._last = None
        self._ran = False
        for layer in layers or []:
            self.add(layer)

    @property
    def layers(self):
        return list(self._stack)

    def _inner_layers(self):
        return list(self._stack)

    def add(self, layer):
        if not self._stack and self._last is None:
            if isinstance(layer, InputLayer):
                self._model_inputs = self._last = layer.output
                return
            shape = getattr(layer, "_batch_input_shape", None)
            if isinstance(layer, Model) and layer._model_inputs is not None:
                shape = flatten(layer._model_inputs)[0].get_shape().as_list()
            if shape is None and not at_least("1.8"):
                raise ValueError(
                    "The first layer in a Sequential model must get an `input_shape` or `batch_input_shape` argument."
                )
            if shape is not None:
                self._model_inputs = self._last = Input(
                    batch_shape=tuple(shape), dtype=layer.dtype, name=layer.name + "_input"
                )
        self._stack.append(layer)
        if self._last is not None:
            self._last = layer(self._last)
            self._model_outputs = self._last
            self._chain = Chain(self._model_inputs, self._last)
            self.built = True

    def _step(self, layer, value):
        """1.13 builds under the layer's name and then calls its body under none (keras/sequential_without_shape)."""
        if not layer.built:
            with tf.name_scope(layer._name_scope()):
                layer._build_for(value)
        return layer.call(value)

    def pop(self):
        self._stack.pop()

    def call(self, inputs, training=None, mask=None):
        if at_least("1.13") and self._last is not None:
            return super(Sequential, self).call(inputs, training, mask)
        value = inputs
        if not at_least("1.13") and not self._ran:
            # 1.8 runs the layers once to make a model of them, and then once more (keras/sequential_without_shape).
            self._ran = True
            for layer in self._stack:
                value = layer(value)
            value = inputs
            self._scope = None
        for layer in self._stack:
            if training is not None and "training" in parameter_names(layer.call):
                value = layer(value, training=training)
            elif layer.built and not at_least("1.13"):
                # 1.8 calls the built layer's body, under a name scope of the layer's name (keras/sequential_model).
                with tf.name_scope(layer.name):
                    value = layer.call(value)
            elif at_least("1.13") and not at_least("1.15") and not isinstance(layer, Model):
                value = self._step(layer, value)
            else:
                value = layer(value)
        return value
