"""The built-in cells."""

import tensorflow as tf
from _scopelint import at_least

from ...layers.base import keras_initializer
from ...layers.inputs import InputSpec
from ...layers.parts import activation_of
from .base import LayerRNNCell, LSTMStateTuple, OneState, state_halves
from .linear import BIAS, WEIGHT, Linear, joined, linear

BUILT = at_least("1.8")
"""Whether cells make their variables in ``build``."""


def split(value, parts):
    return tf.split(value=value, num_or_size_splits=parts, axis=1) if at_least("1.0") else tf.split(1, parts, value)


class Cell(LayerRNNCell):
    """What the four cells share: how they are opened, and an affine map of their inputs."""

    scope_names = ("Cell", "cell")

    def __init__(self, reuse=None, name=None, dtype=None, **kwargs):
        if at_least("1.4"):
            super(Cell, self).__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        if BUILT:
            self.input_spec = InputSpec(ndim=2)
        self._maps = {}

    if not at_least("1.4"):
        def __call__(self, inputs, state, scope=None):
            default = self.scope_names[1] if at_least("1.0") else type(self).__name__
            with tf.variable_scope(scope or default, **self._scope_settings()):
                return self.call(inputs, state)

    def _scope_settings(self):
        return {}

    def _depth(self, inputs_shape):
        depth = tf.TensorShape(inputs_shape).as_list()[-1]
        if depth is None:
            raise ValueError("Expected inputs.shape[-1] to be known, saw shape: %s" % inputs_shape)
        return depth

    def _affine(self, parts, size, bias_start=0.0, bias_initializer=None, kernel_initializer=None, key=""):
        """Until 1.4; ``key`` tells the maps of one cell apart."""
        if not at_least("1.4"):
            return linear(parts, size, True, bias_start)
        if key not in self._maps:
            self._maps[key] = Linear(parts, size, True, bias_initializer, kernel_initializer)
        return self._maps[key](parts)

    def _zeros(self):
        return tf.zeros_initializer(dtype=self.dtype) if self.dtype is not None else tf.zeros_initializer()


class BasicRNNCell(OneState, Cell):
    scope_names = ("BasicRNNCell", "basic_rnn_cell")

    if at_least("1.8"):
        def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, **kwargs):
            super(BasicRNNCell, self).__init__(reuse, name, dtype, **kwargs)
            self._settle(num_units, activation)
    elif at_least("1.4"):
        def __init__(self, num_units, activation=None, reuse=None):
            super(BasicRNNCell, self).__init__(reuse)
            self._settle(num_units, activation)
    else:
        def __init__(self, num_units, input_size=None, activation=tf.tanh):
            super(BasicRNNCell, self).__init__()
            self._settle(num_units, activation)

    def _settle(self, num_units, activation):
        self._num_units = num_units
        self._activation = activation_of(activation) or tf.tanh

    def build(self, inputs_shape):
        if BUILT:
            depth = self._depth(inputs_shape)
            self._kernel = self.add_variable(WEIGHT, shape=[depth + self._num_units, self._num_units])
            self._bias = self.add_variable(BIAS, shape=[self._num_units], initializer=self._zeros())
            self.built = True

    def call(self, inputs, state):
        if BUILT:
            mapped = tf.nn.bias_add(tf.matmul(joined([inputs, state]), self._kernel), self._bias)
        else:
            mapped = self._affine([inputs, state], self._num_units)
        output = self._activation(mapped)
        return output, output


class GRUCell(OneState, Cell):
    scope_names = ("GRUCell", "gru_cell")

    if at_least("1.8"):
        def __init__(
            self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None, name=None,
            dtype=None, **kwargs
        ):
            super(GRUCell, self).__init__(reuse, name, dtype, **kwargs)
            self._settle(num_units, activation, kernel_initializer, bias_initializer)
    elif at_least("1.4"):
        def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None):
            super(GRUCell, self).__init__(reuse)
            self._settle(num_units, activation, kernel_initializer, bias_initializer)
    else:
        def __init__(self, num_units, input_size=None, activation=tf.tanh):
            super(GRUCell, self).__init__()
            self._settle(num_units, activation, None, None)

    def _settle(self, num_units, activation, kernel_initializer, bias_initializer):
        self._num_units = num_units
        self._activation = activation_of(activation) or tf.tanh
        self._kernel_initializer = keras_initializer(kernel_initializer)
        self._bias_initializer = keras_initializer(bias_initializer)

    def build(self, inputs_shape):
        if not BUILT:
            return
        depth, units = self._depth(inputs_shape), self._num_units
        ones = self._bias_initializer
        if ones is None:
            ones = tf.constant_initializer(1.0, dtype=self.dtype) if self.dtype else tf.constant_initializer(1.0)
        zeros = self._bias_initializer if self._bias_initializer is not None else self._zeros()
        self._gate_kernel = self.add_variable(
            "gates/" + WEIGHT, shape=[depth + units, 2 * units], initializer=self._kernel_initializer
        )
        self._gate_bias = self.add_variable("gates/" + BIAS, shape=[2 * units], initializer=ones)
        self._candidate_kernel = self.add_variable(
            "candidate/" + WEIGHT, shape=[depth + units, units], initializer=self._kernel_initializer
        )
        self._candidate_bias = self.add_variable("candidate/" + BIAS, shape=[units], initializer=zeros)
        self.built = True

    def _gates(self, inputs, state):
        if BUILT:
            return tf.nn.bias_add(tf.matmul(joined([inputs, state]), self._gate_kernel), self._gate_bias)
        if at_least("1.4"):
            if "gates" not in self._maps:
                ones = self._bias_initializer
                if ones is None:
                    ones = tf.constant_initializer(1.0, dtype=inputs.dtype)
                with tf.variable_scope("gates"):
                    self._maps["gates"] = Linear(
                        [inputs, state], 2 * self._num_units, True, ones, self._kernel_initializer
                    )
            return self._maps["gates"]([inputs, state])
        with tf.variable_scope("gates" if at_least("1.0") else "Gates"):
            return linear([inputs, state], 2 * self._num_units, True, 1.0)

    def _candidate(self, inputs, state):
        if BUILT:
            return tf.nn.bias_add(tf.matmul(joined([inputs, state]), self._candidate_kernel), self._candidate_bias)
        if at_least("1.4"):
            if "candidate" not in self._maps:
                with tf.variable_scope("candidate"):
                    self._maps["candidate"] = Linear(
                        [inputs, state], self._num_units, True, self._bias_initializer, self._kernel_initializer
                    )
            return self._maps["candidate"]([inputs, state])
        with tf.variable_scope("candidate" if at_least("1.0") else "Candidate"):
            return linear([inputs, state], self._num_units, True)

    def call(self, inputs, state):
        reset, update = split(tf.sigmoid(self._gates(inputs, state)), 2)
        candidate = self._activation(self._candidate(inputs, reset * state))
        new = update * state + (1 - update) * candidate
        return new, new


class BasicLSTMCell(Cell):
    scope_names = ("BasicLSTMCell", "basic_lstm_cell")

    if at_least("1.4"):
        def __init__(
            self, num_units, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, name=None, dtype=None,
            **kwargs
        ):
            super(BasicLSTMCell, self).__init__(reuse, name, dtype, **kwargs)
            self._settle(num_units, forget_bias, state_is_tuple, activation)
    else:
        def __init__(self, num_units, forget_bias=1.0, input_size=None, state_is_tuple=True, activation=tf.tanh):
            super(BasicLSTMCell, self).__init__()
            self._settle(num_units, forget_bias, state_is_tuple, activation)

    def _settle(self, num_units, forget_bias, state_is_tuple, activation):
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation_of(activation) or tf.tanh

    @property
    def state_size(self):
        if self._state_is_tuple:
            return LSTMStateTuple(self._num_units, self._num_units)
        return 2 * self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        if BUILT:
            depth = self._depth(inputs_shape)
            self._kernel = self.add_variable(WEIGHT, shape=[depth + self._num_units, 4 * self._num_units])
            self._bias = self.add_variable(BIAS, shape=[4 * self._num_units], initializer=self._zeros())
            self.built = True

    def call(self, inputs, state):
        c, h = state_halves(state, self._num_units, self._state_is_tuple)
        if BUILT:
            gates = tf.nn.bias_add(tf.matmul(joined([inputs, h]), self._kernel), self._bias)
        else:
            gates = self._affine([inputs, h], 4 * self._num_units)
        i, j, f, o = split(gates, 4)
        if BUILT:
            # From 1.8 by the functions, whose ops are called otherwise than the operators' (rnn/manual_unroll).
            bias = tf.constant(self._forget_bias, dtype=f.dtype)
            new_c = tf.add(
                tf.multiply(c, tf.sigmoid(tf.add(f, bias))), tf.multiply(tf.sigmoid(i), self._activation(j))
            )
            new_h = tf.multiply(self._activation(new_c), tf.sigmoid(o))
        else:
            new_c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
            new_h = self._activation(new_c) * tf.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h) if self._state_is_tuple else joined([new_c, new_h])
