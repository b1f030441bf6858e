"""RNNCell: from 1.4 a layer, before a callable that opens a scope by its class's name at each call (SPEC 15)."""

import collections

import tensorflow as tf
from _scopelint import at_least, executing_eagerly, is_unknown

from ...layers.base import Layer, is_among
from .structures import map_structure

_LSTMStateTuple = collections.namedtuple("LSTMStateTuple", ("c", "h"))


class LSTMStateTuple(_LSTMStateTuple):
    @property
    def dtype(self):
        return self.c.dtype


def zero_state_of(cell, batch_size, dtype):
    """Zeros of the state's structure; from 1.0 their ops have a name scope of the cell's class (rnn/zero_state_names)."""

    def zeros(size):
        sizes = tf.TensorShape(size).as_list()
        made = tf.zeros(
            [batch_size] + sizes if isinstance(batch_size, int) else tf.stack([batch_size] + sizes), dtype=dtype
        )
        made.set_shape([batch_size if isinstance(batch_size, int) else None] + sizes)
        return made

    if not at_least("1.0"):
        return map_structure(zeros, cell.state_size)
    with tf.name_scope(type(cell).__name__ + "ZeroState", values=[batch_size]):
        return map_structure(zeros, cell.state_size)


class OneState(object):
    """The sizes of a cell whose state is as wide as its output."""

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units


class LSTMSizes(object):
    """The sizes of an LSTM, whose output may be projected."""

    _num_proj = None

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_proj or self._num_units)

    @property
    def output_size(self):
        return self._num_proj or self._num_units


class OldRNNCell(object):
    """Until 1.0."""

    def __call__(self, inputs, state, scope=None):
        raise NotImplementedError("Abstract method")

    @property
    def state_size(self):
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self):
        raise NotImplementedError("Abstract method")

    def zero_state(self, batch_size, dtype):
        return zero_state_of(self, batch_size, dtype)


class NewRNNCell(Layer):
    """From 1.4: the current scope is re-entered by object, inside it the cell takes a layer's scope."""

    _entered = None

    def __call__(self, inputs, state, scope=None):
        if scope is not None:
            with tf.variable_scope(scope, custom_getter=self._rnn_get_variable) as scope:
                return super(NewRNNCell, self).__call__(inputs, state, scope=scope)
        context = self._entered
        if context is None:
            context = tf.variable_scope(tf.get_variable_scope(), custom_getter=self._rnn_get_variable)
            if at_least("1.8"):
                self._entered = context
        with context:
            return super(NewRNNCell, self).__call__(inputs, state)

    def _rnn_get_variable(self, getter, *args, **kwargs):
        variable = getter(*args, **kwargs)
        trainable = executing_eagerly() or is_among(variable, tf.trainable_variables())
        kept = self._trainable_weights if trainable else self._non_trainable_weights
        if not any(variable is other for other in kept):
            kept.append(variable)
        return variable

    @property
    def state_size(self):
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self):
        raise NotImplementedError("Abstract method")

    def build(self, inputs_shape):
        pass

    def zero_state(self, batch_size, dtype):
        return zero_state_of(self, batch_size, dtype)

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        if inputs is not None:
            known = inputs.get_shape().as_list()[0]
            batch_size = known if known is not None else tf.shape(inputs)[0]
            dtype = inputs.dtype
        return self.zero_state(batch_size, dtype)


RNNCell = NewRNNCell if at_least("1.4") else OldRNNCell


class LayerRNNCell(RNNCell):
    """The built-in cells: from 1.8 straight to the layer's rule."""

    if at_least("1.8"):
        def __call__(self, inputs, state, scope=None, *args, **kwargs):
            return Layer.__call__(self, inputs, state, scope=scope, *args, **kwargs)


def state_halves(state, size, is_tuple):
    """The two parts of an LSTM state."""
    if is_tuple:
        first, second = state
        return first, second
    known = state.get_shape().as_list()[1]
    rest = None if known is None or is_unknown(known) else known - size
    return tf.slice(state, [0, 0], [-1, size]), tf.slice(state, [0, size], [-1, rest if rest is not None else -1])
