"""Cells whose step is one op: the variables of LSTMCell and GRUCell, named after those."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...nn.rnn_cell.base import LayerRNNCell, LSTMStateTuple


class LSTMBlockCell(LayerRNNCell):
    """``lstm_cell/kernel`` and ``bias``, whatever the class is called."""

    def __init__(
        self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, dtype=None, reuse=None, name="lstm_cell"
    ):
        super(LSTMBlockCell, self).__init__(_reuse=reuse, dtype=dtype, name=name)
        self._num_units = num_units
        self._use_peephole = use_peephole

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        depth = tf.TensorShape(inputs_shape).as_list()[-1]
        self._kernel = self.add_variable("kernel", [depth + self._num_units, self._num_units * 4])
        self._bias = self.add_variable("bias", [self._num_units * 4], initializer=tf.constant_initializer(0.0))
        if self._use_peephole:
            for name in ("w_i_diag", "w_f_diag", "w_o_diag"):
                self.add_variable(name, [self._num_units])
        self.built = True

    def call(self, inputs, state):
        shape = [inputs.get_shape().as_list()[0], self._num_units]
        made = raw_op("LSTMBlockCell", "LSTMBlockCell", [(inputs.dtype, shape)] * 7)
        return made[6], LSTMStateTuple(made[1], made[6])


class GRUBlockCell(LayerRNNCell):
    scope_names = ("w_ru", "b_ru", "w_c", "b_c")

    def __init__(self, num_units=None, cell_size=None, reuse=None, name="gru_cell"):
        super(GRUBlockCell, self).__init__(_reuse=reuse, name=name)
        self._num_units = num_units if num_units is not None else cell_size

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        depth, units = tf.TensorShape(inputs_shape).as_list()[-1], self._num_units
        names = self.scope_names
        self.add_variable(names[0], [depth + units, units * 2])
        self.add_variable(names[1], [units * 2], initializer=tf.constant_initializer(1.0))
        self.add_variable(names[2], [depth + units, units])
        self.add_variable(names[3], [units], initializer=tf.constant_initializer(0.0))
        self.built = True

    def call(self, inputs, h_prev):
        shape = [inputs.get_shape().as_list()[0], self._num_units]
        made = raw_op("GRUBlockCell", "GRUBlockCell", [(inputs.dtype, shape)] * 4)
        return made[3], made[3]


class GRUBlockCellV2(GRUBlockCell):
    scope_names = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")


# Before 1.8 these cells open scopes of their own, which is not modelled.
if not at_least("1.8"):
    del LSTMBlockCell, GRUBlockCell, GRUBlockCellV2
