"""Decoders and the loop that runs them: everything stands in a variable scope ``decoder``."""

import collections

import tensorflow as tf
from _scopelint import at_least, constant_value, is_tensor, is_unknown

from ...layers.base import Layer
from ...nn.rnn_cell.structures import flatten as leaves
from ...nn.rnn_cell.structures import map_structure as mapped
from ...python.ops.rnn_cell_impl import assert_like_rnncell as check_cell
from ._attention import zeros_of
from ._helpers import Helper

BasicDecoderOutput = collections.namedtuple("BasicDecoderOutput", ("rnn_output", "sample_id"))


class Decoder(object):
    @property
    def batch_size(self):
        raise NotImplementedError

    @property
    def output_size(self):
        raise NotImplementedError

    @property
    def output_dtype(self):
        raise NotImplementedError

    def initialize(self, name=None):
        raise NotImplementedError

    def step(self, time, inputs, state, name=None):
        raise NotImplementedError

    def finalize(self, outputs, final_state, sequence_lengths):
        raise NotImplementedError

    @property
    def tracks_own_finished(self):
        return False


def projected_size(size, layer):
    """The size of a cell's outputs after the output layer, without the batch."""
    if layer is None:
        return size
    full = [None] + (tf.TensorShape(size).as_list() if not isinstance(size, int) else [size])
    made = layer.compute_output_shape(tf.TensorShape(full))
    return tf.TensorShape(tf.TensorShape(made).as_list()[1:])


class BasicDecoder(Decoder):
    def __init__(self, cell, helper, initial_state, output_layer=None):
        if at_least("1.8"):
            check_cell("cell", cell)
        if not isinstance(helper, Helper):
            raise TypeError("helper must be a Helper, received: %s" % type(helper))
        if output_layer is not None and not isinstance(output_layer, Layer):
            raise TypeError("output_layer must be a Layer, received: %s" % type(output_layer))
        self._cell = cell
        self._helper = helper
        self._initial_state = initial_state
        self._output_layer = output_layer

    @property
    def batch_size(self):
        return self._helper.batch_size

    def _rnn_output_size(self):
        return projected_size(self._cell.output_size, self._output_layer)

    @property
    def output_size(self):
        return BasicDecoderOutput(rnn_output=self._rnn_output_size(), sample_id=self._helper.sample_ids_shape)

    @property
    def output_dtype(self):
        dtype = leaves(self._initial_state)[0].dtype
        return BasicDecoderOutput(mapped(lambda _: dtype, self._rnn_output_size()), self._helper.sample_ids_dtype)

    def initialize(self, name=None):
        return self._helper.initialize() + (self._initial_state,)

    def step(self, time, inputs, state, name=None):
        with tf.name_scope(name, "BasicDecoderStep", (time, inputs, state)):
            cell_outputs, cell_state = self._cell(inputs, state)
            if self._output_layer is not None:
                cell_outputs = self._output_layer(cell_outputs)
            sample_ids = self._helper.sample(time=time, outputs=cell_outputs, state=cell_state)
            finished, next_inputs, next_state = self._helper.next_inputs(
                time=time, outputs=cell_outputs, state=cell_state, sample_ids=sample_ids)
        return BasicDecoderOutput(cell_outputs, sample_ids), next_state, next_inputs, finished


def zero_outputs_of(decoder):
    """What stands in for the outputs of finished sequences."""

    def zeros(size, dtype):
        if at_least("1.8"):
            return zeros_of(size, decoder.batch_size, dtype)
        sizes = tf.TensorShape(size).as_list() if not isinstance(size, int) else [size]
        suffix = size if is_tensor(size) else tf.constant(sizes, dtype=tf.int32, name="zero_suffix_shape")
        return tf.zeros(tf.concat(([decoder.batch_size], suffix), axis=0), dtype=dtype)

    return mapped(zeros, decoder.output_size, decoder.output_dtype)


def output_array(decoder, size, dtype):
    shape = None
    if isinstance(size, tf.TensorShape) and (size.ndims != 0 or not at_least("1.8")):
        batch = constant_value(tf.convert_to_tensor(decoder.batch_size, name="batch_size"))
        shape = tf.TensorShape([batch] + size.as_list())
    return tf.TensorArray(dtype=dtype, size=0, dynamic_size=True, element_shape=shape)


def imputed(finished, new, old):
    """A finished sequence keeps its state."""
    if isinstance(old, tf.TensorArray):
        return new
    new.set_shape(old.get_shape())
    return new if new.get_shape().ndims == 0 else tf.where(finished, old, new)


def dynamic_decode(
    decoder, output_time_major=False, impute_finished=False, maximum_iterations=None, parallel_iterations=32,
    swap_memory=False, scope=None, **kwargs
):
    if not isinstance(decoder, Decoder):
        raise TypeError("Expected decoder to be type Decoder, but saw: %s" % type(decoder))
    with tf.variable_scope(scope, "decoder") as varscope:
        if varscope.caching_device is None:
            varscope.set_caching_device("op.device")
        if maximum_iterations is not None:
            maximum_iterations = tf.convert_to_tensor(maximum_iterations, dtype=tf.int32, name="maximum_iterations")
            if maximum_iterations.get_shape().ndims != 0:
                raise ValueError("maximum_iterations must be a scalar")
        finished, inputs, state = decoder.initialize()
        zero_outputs = zero_outputs_of(decoder)
        if maximum_iterations is not None:
            finished = tf.logical_or(finished, 0 >= maximum_iterations)
        lengths = tf.zeros_like(finished, dtype=tf.int32)
        start = tf.constant(0, dtype=tf.int32)
        arrays = mapped(lambda size, dtype: output_array(decoder, size, dtype), decoder.output_size,
                        decoder.output_dtype)

        def condition(time, arrays, state, inputs, finished, lengths):
            return tf.logical_not(tf.reduce_all(finished))

        def body(time, arrays, state, inputs, finished, lengths):
            outputs, next_state, next_inputs, done = decoder.step(time, inputs, state)
            if not (at_least("1.8") and decoder.tracks_own_finished):
                done = tf.logical_or(done, finished)
            if maximum_iterations is not None and not at_least("1.13"):
                done = tf.logical_or(done, time + 1 >= maximum_iterations)
            going = tf.logical_not(finished)
            if not at_least("1.13"):
                going = tf.logical_and(going, done)
            lengths = tf.where(going, tf.fill(tf.shape(lengths), time + 1), lengths)
            if impute_finished:
                outputs = mapped(lambda out, zero: tf.where(finished, zero, out), outputs, zero_outputs)
                next_state = mapped(lambda new, old: imputed(finished, new, old), next_state, state)
            arrays = mapped(lambda array, out: array.write(time, out), arrays, outputs)
            return time + 1, arrays, next_state, next_inputs, done, lengths

        extra = {"maximum_iterations": maximum_iterations} if at_least("1.13") else {}
        result = tf.while_loop(
            condition, body, loop_vars=(start, arrays, state, inputs, finished, lengths),
            parallel_iterations=parallel_iterations, swap_memory=swap_memory, **extra)
        outputs, state, lengths = mapped(lambda array: array.stack(), result[1]), result[2], result[5]
        try:
            outputs, state = decoder.finalize(outputs, state, lengths)
        except NotImplementedError:
            pass
        if not output_time_major:
            outputs = mapped(transposed_time, outputs)
    return outputs, state, lengths


def transposed_time(value):
    """Batch and time swapped, where the rank is known to be enough."""
    value = tf.convert_to_tensor(value)
    rank = value.get_shape().ndims
    known = value.get_shape().as_list() if not is_unknown(rank) and rank is not None else None
    if known is not None and len(known) < 2:
        return value
    made = tf.transpose(value, tf.concat(([1, 0], tf.range(2, tf.rank(value))), axis=0))
    if known is not None:
        made.set_shape([known[1], known[0]] + known[2:])
    return made
