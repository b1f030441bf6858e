"""tf.contrib.crf: everything is made in the scope of the call."""

import tensorflow as tf
from _scopelint import at_least, dtype_of, op, unknown

if at_least("1.0") and not at_least("1.4"):
    Cell = tf.contrib.rnn.RNNCell
else:
    Cell = tf.nn.rnn_cell.RNNCell


def at_length_one(inputs, single, several):
    """What fits the number of steps, which is decided in the graph where it is not known."""
    steps = inputs.get_shape()[1].value
    one = tf.equal(steps or tf.shape(inputs)[1], 1)
    if steps:
        return single() if steps == 1 else several()
    return tf.cond(one, single, several)


def zero_where_empty(lengths, value):
    if not at_least("1.13"):
        return value
    return tf.where(tf.less_equal(lengths, 0), tf.zeros_like(value), value)


def one_less(lengths):
    if not at_least("1.13"):
        return lengths - 1
    return tf.maximum(tf.constant(0, dtype=dtype_of(lengths)), lengths - 1)


def masks_of(lengths, count):
    if at_least("1.8"):
        return tf.sequence_mask(lengths, maxlen=count, dtype=tf.float32)
    ranges = tf.tile(tf.expand_dims(tf.range(count), 0), [tf.shape(lengths)[0], 1])
    lengths = tf.expand_dims(lengths, 1)
    return tf.to_float(tf.to_int64(ranges) < tf.to_int64(lengths))


def crf_unary_score(tag_indices, sequence_lengths, inputs):
    batch, steps, tags = tf.shape(inputs)[0], tf.shape(inputs)[1], tf.shape(inputs)[2]
    flat = tf.reshape(inputs, [-1])
    offsets = tf.expand_dims(tf.range(batch) * steps * tags, 1)
    offsets = offsets + tf.expand_dims(tf.range(steps) * tags, 0)
    if at_least("1.8") and dtype_of(tag_indices) == tf.int64:
        offsets = tf.cast(offsets, tf.int64) if at_least("1.15") else tf.to_int64(offsets)
    at = tf.reshape(offsets + tag_indices, [-1])
    scores = tf.reshape(tf.gather(flat, at), [batch, steps])
    masks = masks_of(sequence_lengths, tf.shape(tag_indices)[1])
    return tf.reduce_sum(scores * masks, 1)


def crf_binary_score(tag_indices, sequence_lengths, transition_params):
    tags = transition_params.get_shape()[0]
    count = tf.shape(tag_indices)[1] - 1
    start = tf.slice(tag_indices, [0, 0], [-1, count])
    end = tf.slice(tag_indices, [0, 1], [-1, count])
    at = start * tags + end
    scores = tf.gather(tf.reshape(transition_params, [-1]), at)
    masks = masks_of(sequence_lengths, tf.shape(tag_indices)[1])
    return tf.reduce_sum(scores * tf.slice(masks, [0, 1], [-1, -1]), 1)


def crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params):
    def single():
        batch = tf.shape(inputs, out_type=dtype_of(tag_indices))[0]
        examples = tf.reshape(tf.range(batch, dtype=dtype_of(tag_indices)), [-1, 1])
        scores = tf.gather_nd(tf.squeeze(inputs, [1]), tf.concat([examples, tag_indices], axis=1))
        return zero_where_empty(sequence_lengths, scores)

    def several():
        unary = crf_unary_score(tag_indices, sequence_lengths, inputs)
        return unary + crf_binary_score(tag_indices, sequence_lengths, transition_params)

    return at_length_one(inputs, single, several) if at_least("1.8") else several()


def crf_multitag_sequence_score(inputs, tag_bitmap, sequence_lengths, transition_params):
    def filtered():
        return tf.where(tag_bitmap, inputs, tf.fill(tf.shape(inputs), float("-inf")))

    def single():
        return tf.reduce_logsumexp(filtered(), axis=[1, 2], keepdims=False)

    def several():
        return crf_log_norm(filtered(), sequence_lengths, transition_params)

    return at_length_one(inputs, single, several)


def crf_log_norm(inputs, sequence_lengths, transition_params):
    first = tf.squeeze(tf.slice(inputs, [0, 0, 0], [-1, 1, -1]), [1])

    def single():
        return zero_where_empty(sequence_lengths, tf.reduce_logsumexp(first, [1]))

    def several():
        rest = tf.slice(inputs, [0, 1, 0], [-1, -1, -1])
        cell = CrfForwardRnnCell(transition_params)
        alphas = tf.nn.dynamic_rnn(cell=cell, inputs=rest, sequence_length=one_less(sequence_lengths),
                                   initial_state=first, dtype=tf.float32)[1]
        return zero_where_empty(sequence_lengths, tf.reduce_logsumexp(alphas, [1]))

    if at_least("1.13"):
        return at_length_one(inputs, single, several)
    return tf.cond(tf.equal(tf.shape(inputs)[1], 1), single, several) if at_least("1.8") else several()


def crf_log_likelihood(inputs, tag_indices, sequence_lengths, transition_params=None):
    tags = inputs.get_shape()[2].value
    if transition_params is None:
        transition_params = tf.get_variable("transitions", [tags, tags])
    scores = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    return scores - crf_log_norm(inputs, sequence_lengths, transition_params), transition_params


class Walking(Cell):
    """A cell over the tags whose state is one score for each."""

    def __init__(self, transition_params):
        self._transition_params = tf.expand_dims(transition_params, 0)
        self._num_tags = transition_params.get_shape()[0].value

    @property
    def state_size(self):
        return self._num_tags

    @property
    def output_size(self):
        return self._num_tags


class CrfForwardRnnCell(Walking):
    def __call__(self, inputs, state, scope=None):
        scores = tf.expand_dims(state, 2) + self._transition_params
        alphas = inputs + tf.reduce_logsumexp(scores, [1])
        return alphas, alphas


class CrfDecodeForwardRnnCell(Walking):
    def __call__(self, inputs, state, scope=None):
        scores = tf.expand_dims(state, 2) + self._transition_params
        best = inputs + tf.reduce_max(scores, [1])
        return tf.cast(tf.argmax(scores, 1), dtype=tf.int32), best


class CrfDecodeBackwardRnnCell(Cell):
    def __init__(self, num_tags):
        self._num_tags = num_tags

    @property
    def state_size(self):
        return 1

    @property
    def output_size(self):
        return 1

    def __call__(self, inputs, state, scope=None):
        state = tf.squeeze(state, axis=[1])
        at = tf.stack([tf.range(tf.shape(inputs)[0]), state], axis=1)
        tags = tf.expand_dims(op("GatherNd", params=inputs, indices=at), axis=-1)
        return tags, tags


def crf_decode(potentials, transition_params, sequence_length):
    def single():
        squeezed = tf.squeeze(potentials, [1])
        tags = tf.expand_dims(tf.argmax(squeezed, axis=1), 1)
        best = tf.reduce_max(squeezed, axis=1)
        return tf.cast(tags, dtype=tf.int32), best

    def several():
        cell = CrfDecodeForwardRnnCell(transition_params)
        first = tf.squeeze(tf.slice(potentials, [0, 0, 0], [-1, 1, -1]), axis=[1])
        rest = tf.slice(potentials, [0, 1, 0], [-1, -1, -1])
        less = one_less(sequence_length)
        pointers, last = tf.nn.dynamic_rnn(cell, inputs=rest, sequence_length=less, initial_state=first,
                                           time_major=False, dtype=tf.int32)
        less = less if at_least("1.13") else one_less(sequence_length)
        pointers = op("ReverseSequence", input=pointers, seq_lengths=less, seq_dim=1)
        back = CrfDecodeBackwardRnnCell(potentials.get_shape()[2].value)
        first = tf.expand_dims(tf.cast(tf.argmax(last, axis=1), dtype=tf.int32), axis=-1)
        less = less if at_least("1.13") else one_less(sequence_length)
        tags = tf.nn.dynamic_rnn(back, inputs=pointers, sequence_length=less, initial_state=first,
                                 time_major=False, dtype=tf.int32)[0]
        tags = tf.concat([first, tf.squeeze(tags, axis=[2])], axis=1)
        tags = op("ReverseSequence", input=tags, seq_lengths=sequence_length, seq_dim=1)
        return tags, tf.reduce_max(last, axis=1)

    return at_length_one(potentials, single, several) if at_least("1.8") else several()


def viterbi_decode(score, transition_params):
    return unknown("decoded tags"), unknown("decoded score")
