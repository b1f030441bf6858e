"""Cells whose step is one op: the variables of LSTMCell and GRUCell, named after those."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...nn.rnn_cell.base import LayerRNNCell, LSTMSizes, LSTMStateTuple, OneState, RNNCell
from ...nn.rnn_cell.linear import BIAS, WEIGHT


def lstm_step(cell, inputs):
    shape = [inputs.get_shape().as_list()[0], cell._num_units]
    made = raw_op("LSTMBlockCell", "LSTMBlockCell", [(inputs.dtype, shape)] * 7)
    return made[6], LSTMStateTuple(made[1], made[6])


def gru_step(cell, inputs):
    shape = [inputs.get_shape().as_list()[0], cell._num_units]
    made = raw_op("GRUBlockCell", "GRUBlockCell", [(inputs.dtype, shape)] * 4)
    return made[3], made[3]


class LSTMBlockCell(LSTMSizes, LayerRNNCell):
    """``lstm_cell/kernel`` and ``bias``, whatever the class is called."""

    def __init__(
        self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, dtype=None, reuse=None, name="lstm_cell"
    ):
        super(LSTMBlockCell, self).__init__(_reuse=reuse, dtype=dtype, name=name)
        self._num_units = num_units
        self._use_peephole = use_peephole

    def build(self, inputs_shape):
        depth = tf.TensorShape(inputs_shape).as_list()[-1]
        self._kernel = self.add_variable("kernel", [depth + self._num_units, self._num_units * 4])
        self._bias = self.add_variable("bias", [self._num_units * 4], initializer=tf.constant_initializer(0.0))
        if self._use_peephole:
            for name in ("w_i_diag", "w_f_diag", "w_o_diag"):
                self.add_variable(name, [self._num_units])
        self.built = True

    def call(self, inputs, state):
        return lstm_step(self, inputs)


class GRUBlockCell(OneState, LayerRNNCell):
    scope_names = ("w_ru", "b_ru", "w_c", "b_c")

    def __init__(self, num_units=None, cell_size=None, reuse=None, name="gru_cell"):
        super(GRUBlockCell, self).__init__(_reuse=reuse, name=name)
        self._num_units = num_units if num_units is not None else cell_size

    def build(self, inputs_shape):
        depth, units = tf.TensorShape(inputs_shape).as_list()[-1], self._num_units
        names = self.scope_names
        self.add_variable(names[0], [depth + units, units * 2])
        self.add_variable(names[1], [units * 2], initializer=tf.constant_initializer(1.0))
        self.add_variable(names[2], [depth + units, units])
        self.add_variable(names[3], [units], initializer=tf.constant_initializer(0.0))
        self.built = True

    def call(self, inputs, h_prev):
        return gru_step(self, inputs)


class GRUBlockCellV2(GRUBlockCell):
    scope_names = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")


class OldBlockCell(RNNCell):
    """Before 1.8 a cell of one op opens a scope of its own at each call."""

    def __call__(self, inputs, state, scope=None):
        given = {"reuse": self._reuse} if at_least("1.0") else {}
        with tf.variable_scope(scope or self.scope_name, **given):
            return self._step(inputs, state)


class OldLSTMBlockCell(LSTMSizes, OldBlockCell):
    scope_name = "lstm_cell" if at_least("1.0") else "LSTMBlockCell"

    def __init__(self, num_units, forget_bias=1.0, clip_cell=True, use_peephole=False, reuse=None):
        self._num_units = num_units
        self._use_peephole = use_peephole
        self._reuse = reuse

    def _step(self, inputs, state):
        depth, units = inputs.get_shape().as_list()[1], self._num_units
        new = at_least("1.0")
        tf.get_variable(WEIGHT if new else "W", [depth + units, units * 4])
        tf.get_variable(BIAS if new else "b", [units * 4], initializer=tf.constant_initializer(0.0))
        if self._use_peephole:
            for gate in "iof":
                tf.get_variable(("w_%s_diag" if new else "wc%s") % gate, [units])
        return lstm_step(self, inputs)


class OldGRUBlockCell(OneState, OldBlockCell):
    scope_name = "GRUBlockCell"

    def __init__(self, cell_size):
        self._num_units = cell_size
        self._reuse = None

    def _step(self, inputs, state):
        depth, units = inputs.get_shape().as_list()[1], self._num_units
        tf.get_variable("w_ru", [depth + units, units * 2])
        tf.get_variable("b_ru", [units * 2], initializer=tf.constant_initializer(1.0))
        tf.get_variable("w_c", [depth + units, units])
        tf.get_variable("b_c", [units], initializer=tf.constant_initializer(0.0))
        return gru_step(self, inputs)


if not at_least("1.8"):
    del GRUBlockCellV2
    LSTMBlockCell, GRUBlockCell = OldLSTMBlockCell, OldGRUBlockCell
    LSTMBlockCell.__name__, GRUBlockCell.__name__ = "LSTMBlockCell", "GRUBlockCell"
