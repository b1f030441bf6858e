"""Cells made of cells. Dropout, Residual and Device only pass the call on; MultiRNNCell numbers its cells' scopes."""

import tensorflow as tf
from _scopelint import at_least, is_tensor

from .base import LSTMStateTuple, RNNCell
from .structures import flatten, is_sequence, map_structure


class Wrapper(RNNCell):
    """A cell that has the sizes of the one it wraps."""

    def __init__(self, cell):
        if at_least("1.13"):
            super(Wrapper, self).__init__()
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        if not at_least("1.4"):
            return super(Wrapper, self).zero_state(batch_size, dtype)
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)

    @property
    def trainable_weights(self):
        return self._cell.trainable_weights

    @property
    def non_trainable_weights(self):
        return self._cell.non_trainable_weights

    @property
    def weights(self):
        return self._cell.weights

    def _inner(self, inputs, state, scope):
        """The wrapped cell's call. In 1.13 its variables are resources (rnn/dropout_wrapper)."""
        cell = self._cell
        if at_least("1.13") and not at_least("1.15") and hasattr(cell, "_use_resource"):
            cell._use_resource = True
        return cell(inputs, state, scope=scope)


class DropoutWrapper(Wrapper):
    def __init__(
        self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0, variational_recurrent=False,
        input_size=None, dtype=None, seed=None, dropout_state_filter_visitor=None
    ):
        super(DropoutWrapper, self).__init__(cell)
        self._seed = seed
        if at_least("1.4"):
            with tf.name_scope("DropoutWrapperInit"):
                for keep in (input_keep_prob, state_keep_prob, output_keep_prob):
                    tf.convert_to_tensor(keep)
        self._input_keep_prob = input_keep_prob
        self._output_keep_prob = output_keep_prob
        self._state_keep_prob = state_keep_prob

    def _drops(self, keep):
        return is_tensor(keep) or keep < 1

    def __call__(self, inputs, state, scope=None):
        if self._drops(self._input_keep_prob):
            inputs = self._dropped(inputs, self._input_keep_prob)
        output, new_state = self._inner(inputs, state, scope)
        if self._drops(self._state_keep_prob):
            new_state = self._dropped_state(new_state)
        if self._drops(self._output_keep_prob):
            output = self._dropped(output, self._output_keep_prob)
        return output, new_state

    def _dropped(self, value, keep):
        return map_structure(lambda tensor: tf.nn.dropout(tensor, keep_prob=keep, seed=self._seed), value)

    def _dropped_state(self, state):
        if isinstance(state, LSTMStateTuple):
            return LSTMStateTuple(state.c, self._dropped(state.h, self._state_keep_prob))
        if is_sequence(state):
            return tuple(self._dropped_state(part) for part in state)
        return self._dropped(state, self._state_keep_prob)


class ResidualWrapper(Wrapper):
    def __init__(self, cell, residual_fn=None):
        super(ResidualWrapper, self).__init__(cell)
        self._residual_fn = residual_fn

    def __call__(self, inputs, state, scope=None):
        outputs, new_state = self._inner(inputs, state, scope)
        if self._residual_fn is not None:
            return self._residual_fn(inputs, outputs), new_state
        return map_structure(lambda a, b: a + b, inputs, outputs), new_state


class DeviceWrapper(Wrapper):
    def __init__(self, cell, device):
        super(DeviceWrapper, self).__init__(cell)
        self._device = device

    def __call__(self, inputs, state, scope=None):
        return self._inner(inputs, state, scope)


class MultiRNNCell(RNNCell):
    def __init__(self, cells, state_is_tuple=True):
        if at_least("1.4"):
            super(MultiRNNCell, self).__init__()
        if not cells:
            raise ValueError("Must specify at least one cell for MultiRNNCell.")
        if at_least("1.4") and not is_sequence(cells):
            raise TypeError("cells must be a list or tuple, but saw: %s." % cells)
        self._cells = cells
        self._state_is_tuple = state_is_tuple
        if not state_is_tuple and any(is_sequence(cell.state_size) for cell in cells):
            sizes = str([cell.state_size for cell in cells])
            raise ValueError(
                "Some cells return tuples of states, but the flag state_is_tuple is not set.  State sizes are: " + sizes
            )

    @property
    def state_size(self):
        if self._state_is_tuple:
            return tuple(cell.state_size for cell in self._cells)
        return sum([cell.state_size for cell in self._cells])

    @property
    def output_size(self):
        return self._cells[-1].output_size

    def zero_state(self, batch_size, dtype):
        if not at_least("1.4"):
            return super(MultiRNNCell, self).zero_state(batch_size, dtype)
        if not self._state_is_tuple:
            return super(MultiRNNCell, self).zero_state(batch_size, dtype)
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return tuple(cell.zero_state(batch_size, dtype) for cell in self._cells)

    @property
    def trainable_weights(self):
        return [weight for cell in self._cells for weight in cell.trainable_weights]

    @property
    def non_trainable_weights(self):
        return [weight for cell in self._cells for weight in cell.non_trainable_weights]

    if not at_least("1.4"):
        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or ("multi_rnn_cell" if at_least("1.0") else type(self).__name__)):
                return self.call(inputs, state)

    def call(self, inputs, state):
        at = 0
        current = inputs
        new_states = []
        if self._state_is_tuple:
            state = list(state) if is_sequence(state) else state
        for i, cell in enumerate(self._cells):
            with tf.variable_scope(("cell_%d" if at_least("1.0") else "Cell%d") % i):
                if self._state_is_tuple:
                    if not is_sequence(state):
                        raise ValueError("Expected state to be a tuple of length %d, but received: %s"
                                         % (len(self.state_size), state))
                    part = state[i]
                else:
                    part = tf.slice(state, [0, at], [-1, cell.state_size])
                    at += cell.state_size
                current, new_state = cell(current, part)
                new_states.append(new_state)
        if self._state_is_tuple:
            return current, tuple(new_states)
        return current, tf.concat(new_states, 1) if at_least("1.0") else tf.concat(1, new_states)


__all__ = ["DeviceWrapper", "DropoutWrapper", "MultiRNNCell", "ResidualWrapper", "flatten"]
