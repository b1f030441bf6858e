"""AttentionWrapper: a cell that is fed the attention of the step before; its layers are ``attention_layer``."""

import collections

import tensorflow as tf
from _scopelint import at_least

from ...layers.core import Dense
from ...nn.rnn_cell.base import RNNCell
from ...nn.rnn_cell.structures import flatten as leaves
from ...nn.rnn_cell.structures import map_structure as mapped
from ...python.ops.rnn_cell_impl import assert_like_rnncell as check_cell
from ._attention import AttentionMechanism, size_or_op, zeros_of

FIELDS = ("cell_state", "attention", "time", "alignments", "alignment_history")
_State = collections.namedtuple("AttentionWrapperState", FIELDS + (("attention_state",) if at_least("1.8") else ()))


class AttentionWrapperState(_State):
    def clone(self, **kwargs):
        return self._replace(**kwargs)


def attended(mechanism, cell_output, state, layer):
    """One step of one mechanism: the attention, the alignments, the next state."""
    if at_least("1.8"):
        alignments, next_state = mechanism(cell_output, state=state)
    else:
        alignments = next_state = mechanism(cell_output, previous_alignments=state)
    context = tf.squeeze(tf.matmul(tf.expand_dims(alignments, 1), mechanism.values), [1])
    if layer is not None:
        return layer(tf.concat([cell_output, context], 1)), alignments, next_state
    return context, alignments, next_state


class AttentionWrapper(RNNCell):
    def __init__(
        self, cell, attention_mechanism, attention_layer_size=None, alignment_history=False, cell_input_fn=None,
        output_attention=True, initial_cell_state=None, name=None, attention_layer=None, attention_fn=None, dtype=None
    ):
        if at_least("1.15"):
            super(AttentionWrapper, self).__init__(name=name, dtype=dtype)
        else:
            super(AttentionWrapper, self).__init__(name=name)
        if at_least("1.8"):
            check_cell("cell", cell)
        self._is_multi = isinstance(attention_mechanism, (list, tuple))
        mechanisms = tuple(attention_mechanism) if self._is_multi else (attention_mechanism,)
        for one in mechanisms:
            if not isinstance(one, AttentionMechanism):
                raise TypeError("attention_mechanism must be an AttentionMechanism or list of multiple "
                                "AttentionMechanism instances, saw type: %s" % type(one).__name__)
        if cell_input_fn is not None and not callable(cell_input_fn):
            raise TypeError("cell_input_fn must be callable, saw type: %s" % type(cell_input_fn).__name__)
        if cell_input_fn is None:
            cell_input_fn = lambda inputs, attention: tf.concat([inputs, attention], -1)
        if attention_layer_size is not None and attention_layer is not None:
            raise ValueError("Only one of attention_layer_size and attention_layer should be set")
        self._settle_layers(cell, mechanisms, attention_layer_size, attention_layer)
        self._attention_fn = attention_fn if attention_fn is not None else attended
        self._cell = cell
        self._attention_mechanisms = mechanisms
        self._cell_input_fn = cell_input_fn
        self._output_attention = output_attention
        self._alignment_history = alignment_history
        with tf.name_scope(name, "AttentionWrapperInit"):
            self._initial_cell_state = None
            if initial_cell_state is not None:
                self._check_batch(size_or_op(leaves(initial_cell_state)[-1], 0))
                self._initial_cell_state = mapped(
                    lambda s: tf.identity(s, name="check_initial_cell_state"), initial_cell_state)

    def _settle_layers(self, cell, mechanisms, sizes, layers):
        depths = [m.values.get_shape().as_list()[-1] for m in mechanisms]
        self._attention_layers = None
        if sizes is not None:
            sizes = tuple(sizes) if isinstance(sizes, (list, tuple)) else (sizes,)
            if len(sizes) != len(mechanisms):
                raise ValueError("If provided, attention_layer_size must contain exactly one integer per "
                                 "attention_mechanism, saw: %d vs %d" % (len(sizes), len(mechanisms)))
            made = []
            for size, mechanism in zip(sizes, mechanisms):
                typed = {"dtype": mechanism.dtype} if at_least("1.8") else {}
                made.append(Dense(size, name="attention_layer", use_bias=False, **typed))
            self._attention_layers = tuple(made)
            self._attention_layer_size = sum(sizes)
        elif layers is not None:
            self._attention_layers = tuple(layers) if isinstance(layers, (list, tuple)) else (layers,)
            if len(self._attention_layers) != len(mechanisms):
                raise ValueError("If provided, attention_layer must contain exactly one layer per attention_mechanism, "
                                 "saw: %d vs %d" % (len(self._attention_layers), len(mechanisms)))
            self._attention_layer_size = sum(
                tf.TensorShape(layer.compute_output_shape([None, cell.output_size + depth])).as_list()[-1]
                for layer, depth in zip(self._attention_layers, depths))
        else:
            self._attention_layer_size = sum(depths)

    def _check_batch(self, batch_size):
        for mechanism in self._attention_mechanisms:
            tf.assert_equal(batch_size, mechanism.batch_size, message="Non-matching batch sizes between the memory "
                            "(encoder output) and the requested batch size.")

    def _item_or_tuple(self, seq):
        found = tuple(seq)
        return found if self._is_multi else found[0]

    @property
    def output_size(self):
        return self._attention_layer_size if self._output_attention else self._cell.output_size

    def _state(self, cell_state, attention, time, alignments, history, states):
        given = {"cell_state": cell_state, "attention": attention, "time": time,
                 "alignments": self._item_or_tuple(alignments), "alignment_history": self._item_or_tuple(history)}
        if at_least("1.8"):
            given["attention_state"] = self._item_or_tuple(states)
        return AttentionWrapperState(**given)

    @property
    def state_size(self):
        sizes = [m.alignments_size for m in self._attention_mechanisms]
        kept = sizes if self._alignment_history and at_least("1.8") else [() for _ in sizes]
        return self._state(self._cell.state_size, self._attention_layer_size, tf.TensorShape([]), sizes, kept,
                           [m.state_size for m in self._attention_mechanisms])

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            cell_state = self._initial_cell_state
            if cell_state is None:
                if at_least("1.15"):
                    cell_state = self._cell.get_initial_state(batch_size=batch_size, dtype=dtype)
                else:
                    cell_state = self._cell.zero_state(batch_size, dtype)
            self._check_batch(batch_size)
            cell_state = mapped(lambda s: tf.identity(s, name="checked_cell_state"), cell_state)
            first = [m.initial_alignments(batch_size, dtype) for m in self._attention_mechanisms] if (
                at_least("1.8")) else None
            time = tf.zeros([], dtype=tf.int32)
            attention = zeros_of(self._attention_layer_size, batch_size, dtype)
            if first is None:
                first = [m.initial_alignments(batch_size, dtype) for m in self._attention_mechanisms]
                states = first
            else:
                states = [m.initial_state(batch_size, dtype) for m in self._attention_mechanisms]
            history = [self._history(dtype, one) for one in first]
            return self._state(cell_state, attention, time, first, history, states)

    def _history(self, dtype, alignment):
        if not self._alignment_history:
            return ()
        if at_least("1.8"):
            return tf.TensorArray(dtype, size=0, dynamic_size=True, element_shape=alignment.get_shape())
        return tf.TensorArray(dtype, size=0, dynamic_size=True)

    def call(self, inputs, state):
        if not isinstance(state, AttentionWrapperState):
            raise TypeError("Expected state to be instance of AttentionWrapperState. Received type %s instead."
                            % type(state))
        cell_output, next_cell_state = self._cell(self._cell_input_fn(inputs, state.attention), state.cell_state)
        self._check_batch(size_or_op(cell_output, 0))
        cell_output = tf.identity(cell_output, name="checked_cell_output")
        before = state.attention_state if at_least("1.8") else state.alignments
        histories = state.alignment_history
        if not self._is_multi:
            before, histories = [before], [histories]
        attentions, alignments, states, written = [], [], [], []
        for i, mechanism in enumerate(self._attention_mechanisms):
            layer = self._attention_layers[i] if self._attention_layers else None
            attention, alignment, next_state = self._attention_fn(mechanism, cell_output, before[i], layer)
            written.append(histories[i].write(state.time, alignment) if self._alignment_history else ())
            states.append(next_state)
            alignments.append(alignment)
            attentions.append(attention)
        attention = tf.concat(attentions, 1)
        made = self._state(next_cell_state, attention, state.time + 1, alignments, written, states)
        return (attention, made) if self._output_attention else (cell_output, made)
