"""tf.keras.Model and Sequential: layers of layers under one name scope (SPEC 13)."""

import tensorflow as tf
from _scopelint import at_least, doubt, parameter_names, runtime

from ...layers.inputs import flatten
from ..layers.base import Layer


class Model(Layer):
    def __init__(self, *args, **kwargs):
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
            self._chain = []
            for output in flatten(outputs):
                collect(output, self._chain)
            self.built = True

    if not at_least("1.13"):
        def __call__(self, inputs, *args, **kwargs):
            with tf.name_scope(self.name):
                return self.call(inputs, *args, **kwargs)

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
            found = []
            for layer, inputs, output in self._chain:
                if not any(layer is other for other in found):
                    found.append(layer)
            return found
        return self._inner_layers()

    if at_least("1.13"):
        def _inner_layers(self):
            if self._model_inputs is not None:
                return self.layers
            return super(Model, self)._inner_layers()

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
        for layer, given, output in self._chain:
            replaced = replace(given, values)
            if "training" in parameter_names(layer.call) and training is not None:
                values.append((output, layer(replaced, training=training)))
            else:
                values.append((output, layer(replaced)))
        return replace(self._model_outputs, values)

    def summary(self, line_length=None, positions=None, print_fn=None):
        pass

    def compile(self, *args, **kwargs):
        doubt("tf.keras.Model.compile is not modelled")

    def fit(self, *args, **kwargs):
        doubt("tf.keras.Model.fit is not modelled")
        return runtime("history")

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


def replace(given, values):
    """The structure with tensors exchanged for those they stand for now."""
    if isinstance(given, (list, tuple)):
        return [replace(item, values) for item in given]
    for old, new in values:
        if old is given:
            return new
    return given


def collect(output, chain):
    """The layer calls that lead to a tensor, earliest first."""
    history = getattr(output, "_keras_history", None)
    if history is None or any(done is output for layer, inputs, done in chain):
        return
    layer, inputs = history
    if layer is None:
        return
    for value in flatten(inputs):
        collect(value, chain)
    chain.append((layer, inputs, output))


class Sequential(Model):
    def __init__(self, layers=None, name=None):
        super(Sequential, self).__init__(name=name)
        self._stack = []
        self._last = None
        for layer in layers or []:
            self.add(layer)

    @property
    def layers(self):
        return list(self._stack)

    def _inner_layers(self):
        return list(self._stack)

    def add(self, layer):
        if self._last is None and not self._stack:
            shape = getattr(layer, "_batch_input_shape", None)
            if shape is not None:
                name = layer.name + "_input"
                self._model_inputs = tf.placeholder(layer.dtype or tf.float32, shape, name=name)
                self._last = self._model_inputs
        self._stack.append(layer)
        if self._last is not None:
            self._last = layer(self._last)
            self._model_outputs = self._last
            self.built = True

    def pop(self):
        self._stack.pop()

    def call(self, inputs, training=None, mask=None):
        value = inputs
        for layer in self._stack:
            if training is not None and "training" in parameter_names(layer.call):
                value = layer(value, training=training)
            elif layer.built and not at_least("1.13"):
                # 1.8 calls the built layer's body, under a name scope of the layer's name (keras/sequential_model).
                with tf.name_scope(layer.name):
                    value = layer.call(value)
            else:
                value = layer(value)
        return value
