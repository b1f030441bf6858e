"""Connectionist temporal classification: one op each, with sparse labels and results."""

import tensorflow as tf
from _scopelint import at_least, op


def ctc_loss(
    labels=None, inputs=None, sequence_length=None, preprocess_collapse_repeated=False, ctc_merge_repeated=True,
    ignore_longer_outputs_than_inputs=False, time_major=True, logits=None
):
    inputs = inputs if inputs is not None else logits
    if not isinstance(labels, tf.SparseTensor):
        raise TypeError("Expected labels (first argument) to be a SparseTensor")
    if not time_major:
        inputs = tf.transpose(inputs, [1, 0, 2])
    made = op("CTCLoss", inputs=inputs, labels_indices=labels.indices, labels_values=labels.values,
              sequence_length=sequence_length, preprocess_collapse_repeated=preprocess_collapse_repeated,
              ctc_merge_repeated=ctc_merge_repeated,
              **({"ignore_longer_outputs_than_inputs": ignore_longer_outputs_than_inputs} if at_least("1.4") else {}))
    return made[0]


def ctc_greedy_decoder(inputs, sequence_length, merge_repeated=True):
    made = op("CTCGreedyDecoder", inputs=inputs, sequence_length=sequence_length, merge_repeated=merge_repeated)
    return [tf.SparseTensor(made[0], made[1], made[2])], made[3]


def ctc_beam_search_decoder(inputs, sequence_length, beam_width=100, top_paths=1, merge_repeated=True):
    made = op("CTCBeamSearchDecoder", inputs=inputs, sequence_length=sequence_length, beam_width=beam_width,
              top_paths=top_paths, merge_repeated=merge_repeated)
    n = top_paths
    return [tf.SparseTensor(made[i], made[n + i], made[2 * n + i]) for i in range(n)], made[3 * n]
