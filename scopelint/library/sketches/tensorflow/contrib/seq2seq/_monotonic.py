"""Monotonic attention: one more variable, the bias of the score."""

import tensorflow as tf
from _scopelint import at_least

from ._attention import (
    _BaseAttentionMechanism,
    bahdanau_variables_and_score,
    luong_variables_and_score,
    size_or_op,
    without_bias,
)


def safe_cumprod(x, *args, **kwargs):
    with tf.name_scope(None, "SafeCumprod", [x]):
        x = tf.convert_to_tensor(x, name="x")
        return tf.exp(tf.cumsum(tf.log(tf.clip_by_value(x, 1.1754944e-38, 1)), *args, **kwargs))


def monotonic_attention(p_choose_i, previous_attention, mode):
    chosen = tf.convert_to_tensor(p_choose_i, name="p_choose_i")
    before = tf.convert_to_tensor(previous_attention, name="previous_attention")
    if mode == "recursive":
        batch = size_or_op(chosen, 0)
        shifted = tf.concat([tf.ones((batch, 1)), 1 - chosen[:, :-1]], 1)
        return chosen * tf.transpose(tf.scan(
            lambda x, yz: tf.reshape(yz[0] * x + yz[1], (batch,)), [tf.transpose(shifted), tf.transpose(before)],
            tf.zeros((batch,))))
    if mode == "parallel":
        product = safe_cumprod(1 - chosen, axis=1, exclusive=True)
        return chosen * product * tf.cumsum(before / tf.clip_by_value(product, 1e-10, 1.0), axis=1)
    if mode == "hard":
        chosen *= tf.cumsum(before, axis=1)
        return chosen * tf.cumprod(1 - chosen, axis=1, exclusive=True)
    raise ValueError("mode must be 'recursive', 'parallel', or 'hard'.")


def chooser(noise_size, mode, seed):
    """The probability function of a mode."""

    def choose(score, before):
        if noise_size > 0:
            score = score + noise_size * tf.random_normal(tf.shape(score), dtype=score.dtype, seed=seed)
        if mode == "hard" and at_least("1.8"):
            return monotonic_attention(tf.cast(score > 0, score.dtype), before, mode)
        return monotonic_attention(tf.sigmoid(score), before, mode)

    return choose


class _BaseMonotonicAttentionMechanism(_BaseAttentionMechanism):
    def initial_alignments(self, batch_size, dtype):
        return tf.one_hot(tf.zeros((batch_size,), dtype=tf.int32), self._alignments_size, dtype=dtype)


class BahdanauMonotonicAttention(_BaseMonotonicAttentionMechanism):
    def __init__(
        self, num_units, memory, memory_sequence_length=None, normalize=False, score_mask_value=None,
        sigmoid_noise=0.0, sigmoid_noise_seed=None, score_bias_init=0.0, mode="parallel", dtype=None,
        name="BahdanauMonotonicAttention"
    ):
        super(BahdanauMonotonicAttention, self).__init__(
            query_layer=without_bias(num_units, "query_layer", dtype),
            memory_layer=without_bias(num_units, "memory_layer", dtype), memory=memory,
            probability_fn=chooser(sigmoid_noise, mode, sigmoid_noise_seed),
            memory_sequence_length=memory_sequence_length, score_mask_value=score_mask_value, name=name
        )
        self._num_units = num_units
        self._normalize = normalize
        self._score_bias_init = score_bias_init
        self._name = name

    def __call__(self, query, state=None, previous_alignments=None):
        with tf.variable_scope(None, "bahdanau_monotonic_attention", [query]):
            processed = self._query_layer(query) if self._query_layer else query
            score = bahdanau_variables_and_score(processed, self._keys, self._normalize, self._num_units)
            score += tf.get_variable("attention_score_bias", dtype=processed.dtype, initializer=self._score_bias_init)
        return self._answer(self._probability_fn(score, state if state is not None else previous_alignments))


class LuongMonotonicAttention(_BaseMonotonicAttentionMechanism):
    def __init__(
        self, num_units, memory, memory_sequence_length=None, scale=False, score_mask_value=None, sigmoid_noise=0.0,
        sigmoid_noise_seed=None, score_bias_init=0.0, mode="parallel", dtype=None, name="LuongMonotonicAttention"
    ):
        super(LuongMonotonicAttention, self).__init__(
            query_layer=None if at_least("1.8") else without_bias(num_units, "query_layer", dtype),
            memory_layer=without_bias(num_units, "memory_layer", dtype), memory=memory,
            probability_fn=chooser(sigmoid_noise, mode, sigmoid_noise_seed),
            memory_sequence_length=memory_sequence_length, score_mask_value=score_mask_value, name=name
        )
        self._num_units = num_units
        self._scale = scale
        self._score_bias_init = score_bias_init
        self._name = name

    def __call__(self, query, state=None, previous_alignments=None):
        with tf.variable_scope(None, "luong_monotonic_attention", [query]):
            score = luong_variables_and_score(query, self._keys, self._scale)
            score += tf.get_variable("attention_score_bias", dtype=query.dtype, initializer=self._score_bias_init)
        return self._answer(self._probability_fn(score, state if state is not None else previous_alignments))
