"""Helpers that sample: the model's own answers instead of what it is given."""

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, is_tensor, raw_op

from ...nn.rnn_cell.structures import map_structure as mapped
from ._helpers import GreedyEmbeddingHelper, TrainingHelper, embedder, steps_of, time_first


def several(sample_n, sample_shape):
    """Samples of a shape, drawn as a flat list."""
    with tf.name_scope(None, "call_sampler", values=[sample_shape]):
        sample_shape = tf.convert_to_tensor(sample_shape, dtype=tf.int32, name="sample_shape")
        pad = tf.cast(tf.equal(tf.rank(sample_shape), 0), tf.int32)
        sample_shape = tf.reshape(
            sample_shape, tf.pad(tf.shape(sample_shape), paddings=[[pad, 0]], constant_values=1))
        samples = sample_n(tf.reduce_prod(sample_shape))
        rest = tf.shape(samples)[1:]
        return tf.reshape(samples, tf.concat([sample_shape, rest], 0))


def flips(probs, dtype, sample_shape, seed):
    """Yes or no, each with a probability; at least how many dimensions they have is known."""
    made = drawn(probs, dtype, sample_shape, seed)
    if probs.get_shape().ndims is not None:
        made.set_shape([constant_value(sample_shape)] + probs.get_shape().as_list())
    return made


def drawn(probs, dtype, sample_shape, seed):
    if not at_least("1.15"):
        # A distribution's sample until 1.13, whose ops are not made one by one.
        approximate()
        count = constant_value(sample_shape)
        return raw_op("Cast", "Bernoulli/sample/Cast", [(dtype, [count] + probs.get_shape().as_list())])[0]
    probs = tf.convert_to_tensor(probs, name="probs")
    shape = tf.shape(probs)

    def sample_n(n):
        uniform = tf.random_uniform(tf.concat([[n], shape], 0), seed=seed, dtype=probs.dtype)
        return tf.cast(tf.less(uniform, probs), dtype)

    return several(sample_n, sample_shape)


def classes(logits, seed):
    """One class for each row of scores."""
    if not at_least("1.15"):
        approximate()
        shape = logits.get_shape().as_list()[:-1]
        return raw_op("Cast", "Categorical/sample/Cast", [(tf.int32, shape)])[0]
    logits = tf.convert_to_tensor(logits, name="logits")
    size = tf.shape(logits)[-1]
    shape = tf.shape(logits)[:-1]

    def sample_n(n):
        flat = logits if logits.get_shape().ndims == 2 else tf.reshape(logits, [-1, size])
        draws = tf.multinomial(flat, n, seed=seed, output_dtype=tf.int32 if logits.dtype == tf.float32 else tf.int64)
        draws = tf.reshape(tf.transpose(draws), tf.concat([[n], shape], 0))
        return tf.cast(draws, tf.int32)

    return several(sample_n, ())


def checked_probability(value):
    value = tf.convert_to_tensor(value, name="sampling_probability")
    if value.get_shape().ndims not in (0, 1):
        raise ValueError("sampling_probability must be either a scalar or a vector. saw shape: %s"
                         % (value.get_shape(),))
    return value


def spread(where, sampled, elsewhere, given, base):
    """Two sets of rows put together again."""
    shape = tf.shape(base)
    return tf.scatter_nd(indices=where, updates=sampled, shape=shape) + tf.scatter_nd(
        indices=elsewhere, updates=given, shape=shape)


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    def __init__(
        self, inputs, sequence_length, embedding, sampling_probability, time_major=False, seed=None,
        scheduling_seed=None, name=None
    ):
        with tf.name_scope(name, "ScheduledEmbeddingSamplingWrapper", [embedding, sampling_probability]):
            self._embedding_fn = embedder(embedding)
            self._sampling_probability = checked_probability(sampling_probability)
            self._seed = seed
            self._scheduling_seed = scheduling_seed
            super(ScheduledEmbeddingTrainingHelper, self).__init__(
                inputs=inputs, sequence_length=sequence_length, time_major=time_major, name=name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperSample", [time, outputs, state]):
            chosen = flips(self._sampling_probability, tf.bool, self.batch_size, self._scheduling_seed)
            return tf.where(chosen, classes(outputs, self._seed), tf.fill([self.batch_size], -1))

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperNextInputs", [time, outputs, state, sample_ids]):
            finished, base, state = super(ScheduledEmbeddingTrainingHelper, self).next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name)

            def maybe_sample():
                where = tf.cast(tf.where(sample_ids > -1), tf.int32)
                elsewhere = tf.cast(tf.where(sample_ids <= -1), tf.int32)
                sampled = tf.gather_nd(sample_ids, where)
                given = tf.gather_nd(base, elsewhere)
                return spread(where, self._embedding_fn(sampled), elsewhere, given, base)

            return finished, tf.cond(tf.reduce_all(finished), lambda: base, maybe_sample), state


class ScheduledOutputTrainingHelper(TrainingHelper):
    def __init__(
        self, inputs, sequence_length, sampling_probability, time_major=False, seed=None, next_inputs_fn=None,
        auxiliary_inputs=None, name=None
    ):
        with tf.name_scope(name, "ScheduledOutputTrainingHelper", [inputs, auxiliary_inputs, sampling_probability]):
            self._sampling_probability = checked_probability(sampling_probability)
            joined = inputs
            if auxiliary_inputs is not None:
                inputs = tf.convert_to_tensor(inputs, name="inputs")
                auxiliary_inputs = tf.convert_to_tensor(auxiliary_inputs, name="auxiliary_inputs")
                joined = mapped(lambda x, y: tf.concat((x, y), -1), inputs, auxiliary_inputs)
                if not time_major:
                    auxiliary_inputs = mapped(time_first, auxiliary_inputs)
            self._auxiliary_input_tas = None if auxiliary_inputs is None else mapped(steps_of, auxiliary_inputs)
            self._seed = seed
            self._next_inputs_fn = next_inputs_fn
            super(ScheduledOutputTrainingHelper, self).__init__(
                inputs=joined, sequence_length=sequence_length, time_major=time_major, name=name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperSample", [time, outputs, state]):
            return flips(self._sampling_probability, tf.int32, self.batch_size, self._seed)

    def _with_auxiliary(self, time, outputs, rows=None):
        if self._auxiliary_input_tas is None:
            return outputs
        later = time + 1
        more = mapped(lambda array: array.read(later), self._auxiliary_input_tas)
        if rows is not None:
            more = tf.gather_nd(more, rows)
        return mapped(lambda x, y: tf.concat((x, y), -1), outputs, more)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperNextInputs", [time, outputs, state, sample_ids]):
            finished, base, state = super(ScheduledOutputTrainingHelper, self).next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name)
            chosen = tf.cast(sample_ids, tf.bool)

            def maybe_sample():
                if self._next_inputs_fn is None:
                    return tf.where(chosen, self._with_auxiliary(time, outputs), base)
                where = tf.cast(tf.where(chosen), tf.int32)
                elsewhere = tf.cast(tf.where(tf.logical_not(chosen)), tf.int32)
                sampled = tf.gather_nd(outputs, where)
                given = tf.gather_nd(base, elsewhere)
                fed = self._with_auxiliary(time, self._next_inputs_fn(sampled), where)
                return spread(where, fed, elsewhere, given, base)

            all_finished = tf.reduce_all(finished)
            none_chosen = tf.logical_not(tf.reduce_any(chosen))
            inputs = tf.cond(tf.logical_or(all_finished, none_chosen), lambda: base, maybe_sample)
            return finished, inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    def __init__(self, embedding, start_tokens, end_token, softmax_temperature=None, seed=None):
        super(SampleEmbeddingHelper, self).__init__(embedding, start_tokens, end_token)
        self._softmax_temperature = softmax_temperature
        self._seed = seed

    def sample(self, time, outputs, state, name=None):
        if not is_tensor(outputs):
            raise TypeError("Expected outputs to be a single Tensor, got: %s" % type(outputs))
        logits = outputs if self._softmax_temperature is None else outputs / self._softmax_temperature
        return classes(logits, self._seed)
