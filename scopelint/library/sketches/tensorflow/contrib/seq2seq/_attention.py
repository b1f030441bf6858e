"""Attention mechanisms: the memory's layer is built when one is made, the rest of the variables when it is called."""

import math

import tensorflow as tf
from _scopelint import at_least, is_tensor

from ...layers.base import Layer
from ...layers.core import Dense
from ...nn.rnn_cell.structures import flatten as leaves
from ...nn.rnn_cell.structures import map_structure as mapped

NEGATIVE = float("-inf")


class AttentionMechanism(object):
    @property
    def alignments_size(self):
        raise NotImplementedError

    @property
    def state_size(self):
        raise NotImplementedError


def size_or_op(tensor, axis):
    """A dimension, as a number where it is known."""
    known = tensor.get_shape().as_list()[axis]
    return known if known else tf.shape(tensor)[axis]


def masked_memory(memory, lengths, check):
    """The memory, zero beyond each sequence's length."""
    memory = mapped(lambda m: tf.convert_to_tensor(m, name="memory"), memory)
    if lengths is not None:
        lengths = tf.convert_to_tensor(lengths, name="memory_sequence_length")
    for m in leaves(memory) if check else ():
        if m.get_shape().ndims is not None and None in m.get_shape().as_list()[2:]:
            raise ValueError("Expected memory %s to have fully defined inner dims, but saw shape: %s"
                             % (m.name, m.get_shape()))
    if lengths is None:
        if at_least("1.15"):
            return memory
        return mapped(lambda m: unmasked(m), memory)
    first = leaves(memory)[0]
    mask = tf.sequence_mask(lengths, maxlen=tf.shape(first)[1], dtype=first.dtype)
    batch = None if at_least("1.15") else size_or_op(lengths, 0)

    def multiplied(m):
        rank = m.get_shape().ndims
        ones = tf.ones(rank - 2 if rank is not None else tf.rank(m) - 2, dtype=tf.int32)
        if batch is not None:
            tf.assert_equal(batch, size_or_op(m, 0), message="memory_sequence_length and memory tensor batch sizes do "
                            "not match.")
        return m * tf.reshape(mask, tf.concat((tf.shape(mask), ones), 0))

    return mapped(multiplied, memory)


def unmasked(m):
    """Until 1.13 ops for the mask are made even without one."""
    rank = m.get_shape().ndims
    tf.ones(rank - 2 if rank is not None else tf.rank(m) - 2, dtype=tf.int32)
    size_or_op(m, 0)
    return m


def masked_score(score, lengths, value):
    if lengths is None:
        return score
    tf.assert_positive(lengths, message="All values in memory_sequence_length must greater than zero.")
    mask = tf.sequence_mask(lengths, maxlen=tf.shape(score)[1])
    return tf.where(mask, score, value * tf.ones_like(score))


class _BaseAttentionMechanism(AttentionMechanism):
    def __init__(
        self, query_layer, memory, probability_fn, memory_sequence_length=None, memory_layer=None,
        check_inner_dims_defined=True, score_mask_value=None, custom_key_value_fn=None, name=None
    ):
        for title, layer in (("query_layer", query_layer), ("memory_layer", memory_layer)):
            if layer is not None and not isinstance(layer, Layer):
                raise TypeError("%s is not a Layer: %s" % (title, type(layer).__name__))
        if not callable(probability_fn):
            raise TypeError("probability_fn must be callable, saw type: %s" % type(probability_fn).__name__)
        self._query_layer = query_layer
        self._memory_layer = memory_layer
        self.dtype = memory_layer.dtype if memory_layer is not None else tf.float32
        mask_value = NEGATIVE if score_mask_value is None else score_mask_value
        self._probability_fn = lambda score, before: probability_fn(
            masked_score(score, memory_sequence_length, mask_value), before)
        with tf.name_scope(name, "BaseAttentionMechanismInit", leaves(memory)):
            self._values = masked_memory(memory, memory_sequence_length, check_inner_dims_defined)
            self._keys = self._memory_layer(self._values) if self._memory_layer else self._values
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            self._batch_size = size_or_op(self._keys, 0)
            self._alignments_size = size_or_op(self._keys, 1)

    @property
    def memory_layer(self):
        return self._memory_layer

    @property
    def query_layer(self):
        return self._query_layer

    @property
    def values(self):
        return self._values

    @property
    def keys(self):
        return self._keys

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def alignments_size(self):
        return self._alignments_size

    @property
    def state_size(self):
        return self._alignments_size

    def initial_alignments(self, batch_size, dtype):
        return zeros_of(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size, dtype):
        return self.initial_alignments(batch_size, dtype)

    def _answer(self, alignments):
        """From 1.8 the next state is given too."""
        return (alignments, alignments) if at_least("1.8") else alignments


def zeros_of(size, batch_size, dtype):
    """Zeros for a state whose sizes may be tensors."""

    def zeros(one):
        if is_tensor(one):
            sizes, known = [tf.expand_dims(one, 0) if one.get_shape().ndims == 0 else one], [None]
        else:
            known = tf.TensorShape(one).as_list() if not isinstance(one, int) else [one]
            sizes = [tf.constant(known, dtype=tf.int32)]
        if is_tensor(batch_size):
            first, batch = tf.expand_dims(batch_size, 0), None
        else:
            first, batch = tf.constant([batch_size], dtype=tf.int32), batch_size
        made = tf.zeros(tf.concat([first] + sizes, 0), dtype=dtype)
        made.set_shape([batch] + known)
        return made

    return mapped(zeros, size)


def luong_score(query, keys, scale):
    depth, units = query.get_shape().as_list()[-1], keys.get_shape().as_list()[-1]
    if depth != units:
        raise ValueError(
            "Incompatible or unknown inner dimensions between query and keys.  Query (%s) has units: %s.  Keys (%s) "
            "have units: %s.  Perhaps you need to set num_units to the keys' dimension (%s)?"
            % (query, depth, keys, units, units))
    score = tf.squeeze(tf.matmul(tf.expand_dims(query, 1), keys, transpose_b=True), [1])
    return score if scale is None else scale * score


def luong_variables_and_score(query, keys, scaled):
    factor = None
    if scaled:
        if at_least("1.8"):
            factor = tf.get_variable("attention_g", dtype=query.dtype, initializer=tf.ones_initializer, shape=())
        else:
            factor = tf.get_variable("attention_g", dtype=query.dtype, initializer=1.0)
    return luong_score(query, keys, factor)


def bahdanau_variables_and_score(query, keys, normalize, units):
    """``attention_v``, and two more when it is normalized. Until 1.13 the units are those of the keys."""
    if not at_least("1.15"):
        query = tf.expand_dims(query, 1)
        units = size_or_op(keys, 2)
    v = tf.get_variable("attention_v", [units], dtype=query.dtype)
    if not normalize:
        if at_least("1.15"):
            query = tf.expand_dims(query, 1)
        return tf.reduce_sum(v * tf.tanh(keys + query), [2])
    start = math.sqrt(1.0 / units)
    if at_least("1.13"):
        g = tf.get_variable("attention_g", dtype=query.dtype, initializer=tf.constant_initializer(start), shape=())
    else:
        g = tf.get_variable("attention_g", dtype=query.dtype, initializer=start)
    b = tf.get_variable("attention_b", [units], dtype=query.dtype, initializer=tf.zeros_initializer())
    if at_least("1.15"):
        query = tf.expand_dims(query, 1)
    normed = g * v * tf.rsqrt(tf.reduce_sum(tf.square(v)))
    return tf.reduce_sum(normed * tf.tanh(keys + query + b), [2])


def without_bias(units, name, dtype):
    """A layer's dtype is told from 1.8; before it takes that of its input."""
    if at_least("1.8"):
        return Dense(units, name=name, use_bias=False, dtype=dtype or tf.float32)
    return Dense(units, name=name, use_bias=False)


class LuongAttention(_BaseAttentionMechanism):
    def __init__(
        self, num_units, memory, memory_sequence_length=None, scale=False, probability_fn=None, score_mask_value=None,
        dtype=None, custom_key_value_fn=None, name="LuongAttention"
    ):
        chosen = probability_fn if probability_fn is not None else tf.nn.softmax
        super(LuongAttention, self).__init__(
            query_layer=None, memory_layer=without_bias(num_units, "memory_layer", dtype), memory=memory,
            probability_fn=lambda score, _: chosen(score), memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value, custom_key_value_fn=custom_key_value_fn, name=name
        )
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query, state=None, previous_alignments=None):
        with tf.variable_scope(None, "luong_attention", [query]):
            score = luong_variables_and_score(query, self._keys, self._scale)
        return self._answer(self._probability_fn(score, state if state is not None else previous_alignments))


class BahdanauAttention(_BaseAttentionMechanism):
    def __init__(
        self, num_units, memory, memory_sequence_length=None, normalize=False, probability_fn=None,
        score_mask_value=None, dtype=None, custom_key_value_fn=None, name="BahdanauAttention"
    ):
        chosen = probability_fn if probability_fn is not None else tf.nn.softmax
        super(BahdanauAttention, self).__init__(
            query_layer=without_bias(num_units, "query_layer", dtype),
            memory_layer=without_bias(num_units, "memory_layer", dtype), memory=memory,
            probability_fn=lambda score, _: chosen(score), memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value, custom_key_value_fn=custom_key_value_fn, name=name
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query, state=None, previous_alignments=None):
        with tf.variable_scope(None, "bahdanau_attention", [query]):
            processed = self._query_layer(query) if self._query_layer else query
            score = bahdanau_variables_and_score(processed, self._keys, self._normalize, self._num_units)
        return self._answer(self._probability_fn(score, state if state is not None else previous_alignments))


def hardmax(logits, name=None):
    with tf.name_scope(name, "Hardmax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        return tf.one_hot(tf.argmax(logits, -1), size_or_op(logits, -1), dtype=logits.dtype)
