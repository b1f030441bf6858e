"""SimpleRNN, GRU and LSTM of Keras: their variables, and the tensor they give."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ..activations import get as get_activation
from .base import Layer as BaseLayer


class Recurrent(BaseLayer):
    """The variables are the cell's; from 2.15, and in 1.8, the cell is a scope of its own (keras/lstm)."""

    gates = 1
    cell_name = "simple_rnn_cell"

    def __init__(
        self, units, activation="tanh", use_bias=True, kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal", bias_initializer="zeros", return_sequences=False, return_state=False,
        go_backwards=False, stateful=False, unroll=False, recurrent_activation="hard_sigmoid", unit_forget_bias=True,
        dropout=0.0, recurrent_dropout=0.0, implementation=1, kernel_regularizer=None, recurrent_regularizer=None,
        bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None,
        bias_constraint=None, reset_after=False, time_major=False, **kwargs
    ):
        super(Recurrent, self).__init__(**kwargs)
        self.units = units
        self.activation = get_activation(activation)
        self.use_bias = use_bias
        self.kernel_initializer = tf.keras.initializers.get(kernel_initializer)
        self.recurrent_initializer = tf.keras.initializers.get(recurrent_initializer)
        self.bias_initializer = tf.keras.initializers.get(bias_initializer)
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.reset_after = reset_after

    def build(self, input_shape):
        depth = tf.TensorShape(input_shape).as_list()[-1]
        if at_least("2.15"):
            with tf.name_scope(self.cell_name):
                self._add_weights(depth, "")
        else:
            self._add_weights(depth, self.cell_name + "/" if at_least("1.8") and not at_least("1.13") else "")
        self.built = True

    def _add_weights(self, depth, prefix):
        width = self.units * self.gates
        self.kernel = self.add_weight(
            name=prefix + "kernel", shape=(depth, width), initializer=self.kernel_initializer
        )
        self.recurrent_kernel = self.add_weight(
            name=prefix + "recurrent_kernel", shape=(self.units, width), initializer=self.recurrent_initializer
        )
        if self.use_bias:
            shape = (2, width) if self.reset_after and self.gates == 3 else (width,)
            self.bias = self.add_weight(name=prefix + "bias", shape=shape, initializer=self.bias_initializer)

    def call(self, inputs, mask=None, training=None, initial_state=None):
        known = inputs.get_shape().as_list()
        shape = [known[0], known[1], self.units] if self.return_sequences else [known[0], self.units]
        name = "transpose_1" if self.return_sequences else "strided_slice"
        output = raw_op("StridedSlice", name, [(inputs.dtype, shape)])[0]
        if not self.return_state:
            return output
        count = 2 if self.gates == 4 else 1
        exits = [raw_op("Exit", "while/Exit", [(inputs.dtype, [known[0], self.units])])[0] for _ in range(count)]
        return [output] + exits


class SimpleRNN(Recurrent):
    pass


class GRU(Recurrent):
    gates = 3
    cell_name = "gru_cell"


class LSTM(Recurrent):
    gates = 4
    cell_name = "lstm_cell"
