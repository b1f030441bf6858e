"""Beam search: the cell runs over all beams of the batch at once."""

import collections

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, is_unknown, raw_op

from ...layers.base import Layer
from ...nn.rnn_cell.structures import flatten as leaves
from ...nn.rnn_cell.structures import map_structure as mapped
from ...python.ops.rnn_cell_impl import assert_like_rnncell as check_cell
from ._decoder import Decoder, projected_size
from ._helpers import embedder

FIELDS_OF_STATE = ("cell_state", "log_probs", "finished", "lengths") + (
    ("accumulated_attention_probs",) if at_least("1.13") else ())

BeamSearchDecoderState = collections.namedtuple("BeamSearchDecoderState", FIELDS_OF_STATE)
BeamSearchDecoderOutput = collections.namedtuple(
    "BeamSearchDecoderOutput", ("scores", "predicted_ids", "parent_ids"))
FinalBeamSearchDecoderOutput = collections.namedtuple(
    "FinalBeamSearchDecoderOutput", ["predicted_ids", "beam_search_decoder_output"])


def tiled(value, multiplier):
    value = tf.convert_to_tensor(value, name="t")
    shape = tf.shape(value)
    if value.get_shape().ndims is None or value.get_shape().ndims < 1:
        raise ValueError("t must have statically known rank")
    known = value.get_shape().as_list()
    tiling = [1] * (len(known) + 1)
    tiling[1] = multiplier
    made = tf.tile(tf.expand_dims(value, 1), tiling)
    made = tf.reshape(made, tf.concat(([shape[0] * multiplier], shape[1:]), 0))
    made.set_shape([None if known[0] is None else known[0] * multiplier] + known[1:])
    return made


def tile_batch(t, multiplier, name=None):
    with tf.name_scope(name, "tile_batch", leaves(t) + [multiplier]):
        return mapped(lambda one: tiled(one, multiplier), t)


def gather_tree(step_ids, parent_ids, max_sequence_lengths=None, end_token=None, name=None, sequence_length=None):
    """The whole sentences of the beams."""
    approximate()
    return raw_op("GatherTree", name or "GatherTree", [(step_ids.dtype, step_ids.get_shape())])[0]


def sizes_of(size):
    return [size] if isinstance(size, int) else tf.TensorShape(size).as_list()


class BeamSearchDecoder(Decoder):
    def __init__(
        self, cell, embedding, start_tokens, end_token, initial_state, beam_width, output_layer=None,
        length_penalty_weight=0.0, coverage_penalty_weight=0.0, reorder_tensor_arrays=True
    ):
        if at_least("1.8"):
            check_cell("cell", cell)
        if output_layer is not None and not at_least("1.15") and not isinstance(output_layer, Layer):
            raise TypeError("output_layer must be a Layer, received: %s" % type(output_layer))
        self._cell = cell
        self._output_layer = output_layer
        self._reorder_tensor_arrays = reorder_tensor_arrays
        self._embedding_fn = embedder(embedding)
        self._start_tokens = tf.convert_to_tensor(start_tokens, dtype=tf.int32, name="start_tokens")
        if self._start_tokens.get_shape().ndims != 1:
            raise ValueError("start_tokens must be a vector")
        self._end_token = tf.convert_to_tensor(end_token, dtype=tf.int32, name="end_token")
        if self._end_token.get_shape().ndims != 0:
            raise ValueError("end_token must be a scalar")
        self._batch_size = tf.size(start_tokens)
        self._beam_width = beam_width
        self._initial_cell_state = mapped(self._split_if_ranked, initial_state, self._cell.state_size)
        self._start_tokens = tf.tile(tf.expand_dims(self._start_tokens, 1), [1, beam_width])
        self._start_inputs = self._embedding_fn(self._start_tokens)
        if at_least("1.8"):
            self._finished = tf.one_hot(tf.zeros([self._batch_size], dtype=tf.int32), depth=beam_width,
                                        on_value=False, off_value=True, dtype=tf.bool)
        else:
            self._finished = tf.zeros([self._batch_size, beam_width], dtype=tf.bool)

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def tracks_own_finished(self):
        return True

    @property
    def output_size(self):
        width = tf.TensorShape([self._beam_width])
        return BeamSearchDecoderOutput(scores=width, predicted_ids=width, parent_ids=width)

    @property
    def output_dtype(self):
        dtype = leaves(self._initial_cell_state)[0].dtype
        size = projected_size(self._cell.output_size, self._output_layer)
        return BeamSearchDecoderOutput(scores=mapped(lambda _: dtype, size), predicted_ids=tf.int32,
                                       parent_ids=tf.int32)

    def _known_batch(self):
        return constant_value(self._batch_size)

    def _merge(self, value, size):
        """Batch and beams as one dimension."""
        shape = tf.shape(value)
        made = tf.reshape(value, tf.concat(([self._batch_size * self._beam_width], shape[2:]), 0))
        batch = self._known_batch()
        made.set_shape([None if batch is None else batch * self._beam_width] + sizes_of(size))
        return made

    def _split(self, value, size):
        shape = tf.shape(value)
        made = tf.reshape(value, tf.concat(([self._batch_size, self._beam_width], shape[1:]), 0))
        made.set_shape([self._known_batch(), self._beam_width] + sizes_of(size))
        return made

    def _split_if_ranked(self, value, size):
        if isinstance(value, tf.TensorArray) or is_unknown(value):
            return value
        return self._split(value, size) if value.get_shape().ndims >= 1 else value

    def _merge_if_ranked(self, value, size):
        if isinstance(value, tf.TensorArray) or is_unknown(value):
            return value
        return self._merge(value, size) if value.get_shape().ndims >= 2 else value

    def initialize(self, name=None):
        dtype = leaves(self._initial_cell_state)[0].dtype
        if at_least("1.8"):
            probs = tf.one_hot(
                tf.zeros([self._batch_size], dtype=tf.int32), depth=self._beam_width,
                on_value=tf.convert_to_tensor(0.0, dtype=dtype),
                off_value=tf.convert_to_tensor(float("-inf"), dtype=dtype), dtype=dtype)
        else:
            probs = tf.zeros([self._batch_size, self._beam_width], dtype=dtype)
        lengths = tf.zeros([self._batch_size, self._beam_width], dtype=tf.int64)
        return self._finished, self._start_inputs, self._state(self._initial_cell_state, probs, self._finished, lengths)

    def _state(self, cell_state, probs, finished, lengths):
        given = {"cell_state": cell_state, "log_probs": probs, "finished": finished, "lengths": lengths}
        if at_least("1.13"):
            given["accumulated_attention_probs"] = ()
        return BeamSearchDecoderState(**given)

    def step(self, time, inputs, state, name=None):
        # The ops that choose the beams are not made one by one: no variable is among them.
        approximate()
        with tf.name_scope(name, "BeamSearchDecoderStep", (time, inputs, state)):
            inputs = mapped(lambda one: self._merge(one, one.get_shape()[2:]), inputs)
            merged = mapped(self._merge_if_ranked, state.cell_state, self._cell.state_size)
            outputs, next_cell_state = self._cell(inputs, merged)
            outputs = mapped(lambda one: self._split(one, one.get_shape()[1:]), outputs)
            next_cell_state = mapped(self._split_if_ranked, next_cell_state, self._cell.state_size)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            beams = [self._known_batch(), self._beam_width]
            scores, ids, parents, finished, lengths = raw_op("TopKV2", "TopKV2", [
                (outputs.dtype, beams), (tf.int32, beams), (tf.int32, beams), (tf.bool, beams), (tf.int64, beams)])
            next_state = self._state(next_cell_state, scores, finished, lengths)
            next_inputs = tf.cond(
                tf.reduce_all(finished), lambda: self._start_inputs, lambda: self._embedding_fn(ids))
        return BeamSearchDecoderOutput(scores, ids, parents), next_state, next_inputs, finished

    def finalize(self, outputs, final_state, sequence_lengths):
        if at_least("1.8"):
            tf.cast(tf.reduce_max(final_state.lengths, axis=1), tf.int32)
        predicted = gather_tree(outputs.predicted_ids, outputs.parent_ids)
        return FinalBeamSearchDecoderOutput(beam_search_decoder_output=outputs, predicted_ids=predicted), final_state
