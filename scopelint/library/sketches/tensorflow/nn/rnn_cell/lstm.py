"""LSTMCell: peepholes, projection, and in old versions weights in shards."""

import tensorflow as tf
from _scopelint import at_least

from ...layers.base import keras_initializer
from ...layers.parts import activation_of
from .base import LSTMStateTuple, state_halves
from .cells import BUILT, Cell, split
from .linear import BIAS, WEIGHT, Linear, joined, linear

DIAGONALS = ("w_f_diag", "w_i_diag", "w_o_diag")


class LSTMCell(Cell):
    scope_names = ("LSTMCell", "lstm_cell")

    if at_least("1.4"):
        def __init__(
            self, num_units, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None, proj_clip=None,
            num_unit_shards=None, num_proj_shards=None, forget_bias=1.0, state_is_tuple=True, activation=None,
            reuse=None, name=None, dtype=None, **kwargs
        ):
            super(LSTMCell, self).__init__(reuse, name, dtype, **kwargs)
            self._settle(num_units, use_peepholes, cell_clip, initializer, num_proj, proj_clip, num_unit_shards,
                         num_proj_shards, forget_bias, state_is_tuple, activation)
    else:
        def __init__(
            self, num_units, input_size=None, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None,
            proj_clip=None, num_unit_shards=None, num_proj_shards=None, forget_bias=1.0, state_is_tuple=True,
            activation=tf.tanh
        ):
            super(LSTMCell, self).__init__()
            self._settle(num_units, use_peepholes, cell_clip, initializer, num_proj, proj_clip, num_unit_shards,
                         num_proj_shards, forget_bias, state_is_tuple, activation)

    def _settle(self, num_units, use_peepholes, cell_clip, initializer, num_proj, proj_clip, num_unit_shards,
                num_proj_shards, forget_bias, state_is_tuple, activation):
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._initializer = keras_initializer(initializer)
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._num_unit_shards = num_unit_shards
        self._num_proj_shards = num_proj_shards
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation_of(activation) or tf.tanh
        self._output_size = num_proj if num_proj else num_units
        if state_is_tuple:
            self._state_size = LSTMStateTuple(num_units, self._output_size)
        else:
            self._state_size = num_units + self._output_size

    @property
    def state_size(self):
        return self._state_size

    @property
    def output_size(self):
        return self._output_size

    def _scope_settings(self):
        return {"initializer": self._initializer}

    def build(self, inputs_shape):
        if not BUILT:
            return
        depth, units = self._depth(inputs_shape), self._num_units
        width = units if self._num_proj is None else self._num_proj
        self._kernel = self.add_variable(
            WEIGHT, shape=[depth + width, 4 * units], initializer=self._initializer,
            partitioner=self._sharded(self._num_unit_shards)
        )
        self._bias = self.add_variable(BIAS, shape=[4 * units], initializer=self._zeros())
        if self._use_peepholes:
            self._diagonals = [self.add_variable(n, shape=[units], initializer=self._initializer) for n in DIAGONALS]
        if self._num_proj is not None:
            self._proj_kernel = self.add_variable(
                "projection/" + WEIGHT, shape=[units, self._num_proj], initializer=self._initializer,
                partitioner=self._sharded(self._num_proj_shards)
            )
        self.built = True

    def _sharded(self, shards):
        return tf.fixed_size_partitioner(shards) if shards is not None else None

    def call(self, inputs, state):
        c_prev, m_prev = state_halves(state, self._num_units, self._state_is_tuple)
        i, j, f, o = split(self._gates(inputs, m_prev), 4)
        if self._use_peepholes:
            w_f, w_i, w_o = self._peepholes(inputs.dtype)
            c = tf.sigmoid(f + self._forget_bias + w_f * c_prev) * c_prev
            c += tf.sigmoid(i + w_i * c_prev) * self._activation(j)
        else:
            c = tf.sigmoid(f + self._forget_bias) * c_prev + tf.sigmoid(i) * self._activation(j)
        if self._cell_clip is not None:
            c = tf.clip_by_value(c, -self._cell_clip, self._cell_clip)
        if self._use_peepholes:
            m = tf.sigmoid(o + w_o * c) * self._activation(c)
        else:
            m = tf.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            m = self._projected(m)
            if self._proj_clip is not None:
                m = tf.clip_by_value(m, -self._proj_clip, self._proj_clip)
        return m, LSTMStateTuple(c, m) if self._state_is_tuple else joined([c, m])

    def _gates(self, inputs, m_prev):
        if BUILT:
            return tf.nn.bias_add(tf.matmul(joined([inputs, m_prev]), self._kernel), self._bias)
        if not at_least("1.0"):
            depth = inputs.get_shape().as_list()[1]
            if depth is None:
                raise ValueError("Could not infer input size from inputs.get_shape()[-1]")
            width = self._num_units if self._num_proj is None else self._num_proj
            weight = sharded("W", [depth + width, 4 * self._num_units], inputs.dtype, self._num_unit_shards or 1)
            bias = tf.get_variable(
                "B", shape=[4 * self._num_units], initializer=tf.zeros_initializer, dtype=inputs.dtype
            )
            return tf.nn.bias_add(tf.matmul(joined([inputs, m_prev]), weight), bias)
        if not at_least("1.4"):
            scope = tf.get_variable_scope()
            if self._num_unit_shards is not None:
                scope.set_partitioner(self._sharded(self._num_unit_shards))
            return linear([inputs, m_prev], 4 * self._num_units, True)
        if "gates" not in self._maps:
            with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer) as scope:
                if self._num_unit_shards is not None:
                    scope.set_partitioner(self._sharded(self._num_unit_shards))
                self._maps["gates"] = Linear([inputs, m_prev], 4 * self._num_units, True)
        return self._maps["gates"]([inputs, m_prev])

    def _peepholes(self, dtype):
        if BUILT:
            return self._diagonals
        names = DIAGONALS if at_least("1.0") else ("W_F_diag", "W_I_diag", "W_O_diag")
        if at_least("1.4") and "diagonals" in self._maps:
            return self._maps["diagonals"]
        if at_least("1.0"):
            with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer) as scope:
                if not at_least("1.4") and self._num_unit_shards is not None:
                    scope.set_partitioner(None)
                found = [tf.get_variable(name, shape=[self._num_units], dtype=dtype) for name in names]
        else:
            found = [tf.get_variable(name, shape=[self._num_units], dtype=dtype) for name in names]
        self._maps["diagonals"] = found
        return found

    def _projected(self, m):
        if BUILT:
            return tf.matmul(m, self._proj_kernel)
        if not at_least("1.0"):
            return tf.matmul(m, sharded("W_P", [self._num_units, self._num_proj], m.dtype, self._num_proj_shards or 1))
        if at_least("1.4"):
            if "projection" not in self._maps:
                with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
                    with tf.variable_scope("projection") as scope:
                        if self._num_proj_shards is not None:
                            scope.set_partitioner(self._sharded(self._num_proj_shards))
                        self._maps["projection"] = Linear(m, self._num_proj, False)
            return self._maps["projection"](m)
        with tf.variable_scope("projection") as scope:
            if self._num_proj_shards is not None:
                scope.set_partitioner(self._sharded(self._num_proj_shards))
            return linear(m, self._num_proj, False)


def sharded(name, shape, dtype, shards):
    """0.12: a weight in numbered shards, joined when there are several."""
    size, rest = shape[0] // shards, shape[0] % shards
    parts = []
    for i in range(shards):
        rows = size + 1 if i < rest else size
        parts.append(tf.get_variable(name + "_%d" % i, [rows] + shape[1:], dtype=dtype))
    return parts[0] if len(parts) == 1 else tf.concat(0, parts, name=name + "/concat")
