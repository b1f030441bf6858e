"""tf.contrib.crf: one variable, ``transitions``, in the current scope."""

import tensorflow as tf
from _scopelint import approximate, raw_op


def batch_of(tensor):
    return tensor.get_shape().as_list()[0]


def crf_log_likelihood(inputs, tag_indices, sequence_lengths, transition_params=None):
    count = inputs.get_shape().as_list()[2]
    if transition_params is None:
        transition_params = tf.get_variable("transitions", [count, count])
    sequence_scores = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    log_norm = crf_log_norm(inputs, sequence_lengths, transition_params)
    return sequence_scores - log_norm, transition_params


def crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params):
    return scored(inputs)


def crf_log_norm(inputs, sequence_lengths, transition_params):
    return scored(inputs)


def crf_unary_score(tag_indices, sequence_lengths, inputs):
    return scored(inputs)


def crf_binary_score(tag_indices, sequence_lengths, transition_params):
    return scored(tag_indices, transition_params.dtype.base_dtype)


def scored(like, kind=None):
    approximate()
    return raw_op("Sum", "Sum", [(kind or like.dtype, [batch_of(like)])])[0]


def crf_decode(potentials, transition_params, sequence_length):
    approximate()
    known = potentials.get_shape().as_list()
    tags = raw_op("ReverseSequence", "ReverseSequence", [(tf.int32, known[:2])])[0]
    return tags, raw_op("Max", "Max", [(potentials.dtype, known[:1])])[0]
