"""Layers around a layer: at each step of a sequence, and in both directions of it."""

import copy

import tensorflow as tf
from _scopelint import at_least

from ._recurrent import Holder, build_inner


class Wrapper(Holder):
    def __init__(self, layer, **kwargs):
        super(Wrapper, self).__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        self.built = True


class TimeDistributed(Wrapper):
    def build(self, input_shape):
        known = tf.TensorShape(input_shape).as_list()
        if not self.layer.built:
            self.layer.build(tf.TensorShape([known[0]] + known[2:]))
            self.layer.built = True
        self.built = True

    def call(self, inputs, training=None, mask=None):
        known = inputs.get_shape().as_list()
        length = known[1] if known[1] is not None else tf.shape(inputs)[1]
        flat = tf.reshape(inputs, [-1] + [-1 if size is None else size for size in known[2:]])
        flat = self.layer.call(flat) if not at_least("1.15") else self.layer(flat)
        inner = flat.get_shape().as_list()[1:]
        outputs = tf.reshape(flat, [-1, length] + [-1 if size is None else size for size in inner])
        outputs.set_shape([known[0], known[1] if at_least("1.8") or known[0] is not None else known[1]] + inner)
        return outputs


class Bidirectional(Wrapper):
    def __init__(self, layer, merge_mode="concat", weights=None, backward_layer=None, **kwargs):
        if merge_mode not in ("sum", "mul", "ave", "concat", None):
            raise ValueError("Invalid merge mode. Merge mode should be one of {\"sum\", \"mul\", \"ave\", \"concat\", None}")
        super(Bidirectional, self).__init__(layer, **kwargs)
        self.merge_mode = merge_mode
        if at_least("1.15"):
            self.forward_layer = layer.cloned("forward_" + layer.name, layer.go_backwards)
        else:
            self.forward_layer = copy.copy(layer)
        if at_least("1.13"):
            self.backward_layer = backward_layer or layer.cloned("backward_" + layer.name, not layer.go_backwards)
        else:
            self.backward_layer = layer.cloned(layer.name, not layer.go_backwards)
            self.backward_layer._name = "backward_" + layer.name
        self.forward_layer._name = "forward_" + layer.name
        self.layer = None
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state

    def build(self, input_shape):
        for layer in (self.forward_layer, self.backward_layer):
            build_inner(layer, input_shape, at_least("1.13"))
        self.built = True

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        return super(Bidirectional, self).__call__(inputs, **kwargs)

    def call(self, inputs, training=None, mask=None):
        if at_least("1.15"):
            forward, backward = self.forward_layer(inputs), self.backward_layer(inputs)
        else:
            forward, backward = self.forward_layer.call(inputs), self.backward_layer.call(inputs)
        states = []
        if self.return_state:
            states = list(forward[1:]) + list(backward[1:])
            forward, backward = forward[0], backward[0]
        if self.return_sequences:
            backward = tf.reverse(backward, [1])
        if self.merge_mode is None:
            output = [forward, backward]
        else:
            output = self._merged(forward, backward)
        if not states:
            return output
        return (output if self.merge_mode is None else [output]) + states

    def _merged(self, forward, backward):
        if self.merge_mode == "concat":
            return tf.concat([forward, backward], -1)
        if self.merge_mode == "mul":
            return forward * backward
        if self.merge_mode == "ave":
            return (forward + backward) / 2
        return forward + backward
