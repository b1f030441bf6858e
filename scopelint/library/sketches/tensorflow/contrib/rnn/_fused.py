"""Whole recurrent layers as one op, and cells in their place."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...layers.base import Layer
from ...nn._rnn import dynamic_rnn, static_rnn
from ...nn.rnn_cell.base import LSTMStateTuple
from ...nn.rnn_cell.linear import BIAS, WEIGHT


class LSTMBlockFusedCell(Layer if at_least("1.8") else object):
    """From 1.8 a layer; before, a scope by name at each call."""

    def __init__(
        self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, reuse=None, dtype=None,
        name="lstm_fused_cell"
    ):
        if at_least("1.8"):
            super(LSTMBlockFusedCell, self).__init__(_reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._use_peephole = use_peephole

    @property
    def num_units(self):
        return self._num_units

    if not at_least("1.8"):
        def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
            with tf.variable_scope(scope or "lstm_block_wrapper"):
                self._make(tf.get_variable, inputs.get_shape().as_list()[2])
                return self._given(inputs)

    def build(self, input_shape):
        self._make(self.add_variable, tf.TensorShape(input_shape).as_list()[2])
        self.built = True

    def _make(self, make, depth):
        units = self._num_units
        make(WEIGHT, [depth + units, units * 4])
        make(BIAS, [units * 4], initializer=tf.constant_initializer(0.0))
        if self._use_peephole:
            for gate in "ifo" if at_least("1.8") else "iof":
                make("w_%s_diag" % gate, [units])

    def call(self, inputs, initial_state=None, dtype=None, sequence_length=None):
        return self._given(inputs)

    def _given(self, inputs):
        time, batch = inputs.get_shape().as_list()[:2]
        made = raw_op("BlockLSTM", "BlockLSTM", [(inputs.dtype, [time, batch, self._num_units])] * 7)
        last = [raw_op("StridedSlice", "strided_slice", [(inputs.dtype, [batch, self._num_units])])[0]
                for _ in range(2)]
        return made[6], LSTMStateTuple(last[0], last[1])


class FusedRNNCellAdaptor(object):
    def __init__(self, cell, use_dynamic_rnn=False):
        self._cell = cell
        self._use_dynamic_rnn = use_dynamic_rnn

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        listed = isinstance(inputs, list)
        if self._use_dynamic_rnn:
            if listed:
                inputs = tf.stack(inputs)
            outputs, state = dynamic_rnn(
                self._cell, inputs, sequence_length=sequence_length, initial_state=initial_state, dtype=dtype,
                time_major=True, scope=scope
            )
            return tf.unstack(outputs) if listed else outputs, state
        if not listed:
            inputs = tf.unstack(inputs)
        outputs, state = static_rnn(
            self._cell, inputs, initial_state=initial_state, dtype=dtype, sequence_length=sequence_length, scope=scope
        )
        return outputs if listed else tf.stack(outputs), state


class TimeReversedFusedRNN(object):
    def __init__(self, cell):
        self._cell = cell

    def _turned(self, inputs, lengths):
        if isinstance(inputs, list):
            return list(reversed(inputs))
        if lengths is None:
            return tf.reverse(inputs, [0])
        return tf.reverse_sequence(inputs, lengths, 0, 1)

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        inputs = self._turned(inputs, sequence_length)
        outputs, state = self._cell(
            inputs, initial_state=initial_state, dtype=dtype, sequence_length=sequence_length, scope=scope
        )
        return self._turned(outputs, sequence_length), state
