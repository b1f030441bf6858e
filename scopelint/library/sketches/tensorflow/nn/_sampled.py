"""Losses over sampled classes: their ops in order, since the gradients follow them to weights and biases."""

import tensorflow as tf
from _scopelint import at_least, op


def sampled_logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, partition_strategy,
                   remove_hits, name, seed):
    """Scores of the true and the sampled classes, and the targets."""
    if is_partitioned_variable(weights):
        weights = list(weights)
    if not isinstance(weights, list):
        weights = [weights]
    with tf.name_scope(name, "compute_sampled_logits", weights + [biases, inputs, labels]):
        if labels.dtype != tf.int64:
            labels = tf.cast(labels, tf.int64)
        flat = tf.reshape(labels, [-1])
        if sampled_values is None:
            sampled_values = tf.nn.log_uniform_candidate_sampler(
                true_classes=labels, num_true=num_true, num_sampled=num_sampled, unique=True, range_max=num_classes, seed=seed)
        sampled, true_count, sampled_count = sampled_values
        if at_least("1.4"):
            sampled, true_count, sampled_count = [tf.stop_gradient(value) for value in sampled_values]
            sampled = tf.cast(sampled, tf.int64)
        ids = joined([flat, sampled], 0)
        every = tf.nn.embedding_lookup(weights, ids, partition_strategy=partition_strategy)
        offsets = None
        if not at_least("1.4"):
            offsets = tf.nn.embedding_lookup(biases, ids)
        elif at_least("1.15") and every.dtype != inputs.dtype:
            every = tf.cast(every, inputs.dtype)
        true_weights = tf.slice(every, [0, 0], stacked([tf.shape(flat)[0], -1]))
        if at_least("1.4"):
            other_weights = tf.slice(every, stacked([tf.shape(flat)[0], 0]), [-1, -1])
            scores = tf.matmul(inputs, other_weights, transpose_b=True)
            offsets = tf.nn.embedding_lookup(biases, ids, partition_strategy=partition_strategy)
            if at_least("1.15") and offsets.dtype != inputs.dtype:
                offsets = tf.cast(offsets, inputs.dtype)
        true_offsets = tf.slice(offsets, [0], tf.shape(flat))
        if at_least("1.4"):
            other_offsets = tf.slice(offsets, tf.shape(flat), [-1])
        true_scores = true_class_scores(true_weights, true_offsets, inputs, num_true)
        if at_least("1.4"):
            scores = scores + other_offsets
        else:
            other_weights = tf.slice(every, stacked([tf.shape(flat)[0], 0]), [-1, -1])
            other_offsets = tf.slice(offsets, tf.shape(flat), [-1])
            scores = tf.matmul(inputs, other_weights, transpose_b=True) + other_offsets
        if remove_hits:
            scores = scores + accidental_hits(labels, sampled, scores, num_true, num_sampled)
        true_scores = true_scores - tf.log(true_count)
        scores = scores - tf.log(sampled_count)
        logits = joined([true_scores, scores], 1)
        return logits, joined([tf.ones_like(true_scores) / num_true, tf.zeros_like(scores)], 1)


def true_class_scores(weights, offsets, inputs, num_true):
    """A score for each true class: its weights times the input, plus its offset."""
    size = tf.shape(weights)[1:2]
    shape = joined([[-1, num_true], size], 0)
    product = tf.multiply if at_least("1.0") else tf.mul
    products = product(tf.expand_dims(inputs, 1), tf.reshape(weights, shape))
    scores = tf.reshape(row_sums(tf.reshape(products, joined([[-1], size], 0))), [-1, num_true])
    return scores + tf.reshape(offsets, [-1, num_true])


def accidental_hits(labels, sampled, scores, num_true, num_sampled):
    """What takes sampled classes out that are true ones."""
    where, which, weights = tf.nn.compute_accidental_hits(labels, sampled, num_true=num_true)
    rows = tf.reshape(where, [-1, 1])
    columns = tf.reshape(tf.cast(which, tf.int32), [-1, 1])
    if at_least("1.0"):
        indices = tf.concat([rows, columns], 1, "sparse_indices")
    else:
        indices = tf.concat(1, [rows, columns], "sparse_indices")
    shape = joined([tf.shape(labels)[:1], tf.expand_dims(num_sampled, 0)], 0)
    if scores.dtype != weights.dtype:
        weights = tf.cast(weights, scores.dtype)
    return op("SparseToDense", sparse_indices=indices, output_shape=shape, sparse_values=weights, default_value=0.0)


def row_sums(x):
    """The sum of each row, by a product with ones."""
    ones = tf.ones(stacked([tf.shape(x)[1], 1]), x.dtype)
    return tf.reshape(tf.matmul(x, ones), [-1])


def joined(values, axis):
    return tf.concat(values, axis) if at_least("1.0") else tf.concat(axis, values)


def stacked(values):
    return tf.stack(values) if at_least("1.0") else tf.pack(values)


def is_partitioned_variable(value):
    return at_least("1.0") and hasattr(value, "_get_variable_list")


def nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
             remove_accidental_hits=False, partition_strategy="mod", name="nce_loss"):
    logits, targets = sampled_logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values,
                                     partition_strategy, remove_accidental_hits, name, None)
    named = {"labels": targets} if at_least("1.0") else {"targets": targets}
    return row_sums(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, name="sampled_losses", **named))


def sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
                         remove_accidental_hits=True, partition_strategy="mod", name="sampled_softmax_loss", seed=None):
    logits, targets = sampled_logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values,
                                     partition_strategy, remove_accidental_hits, name, seed)
    if at_least("1.13"):
        targets = tf.stop_gradient(targets, name="labels_stop_gradient")
        return tf.nn.softmax_cross_entropy_with_logits_v2(labels=targets, logits=logits)
    return tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)


def sampler(kind):
    def sample(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None):
        made = op(kind, name=name, true_classes=true_classes, num_true=num_true, num_sampled=num_sampled, unique=unique,
                  range_max=range_max)
        return made[0], made[1], made[2]

    return sample


uniform_candidate_sampler = sampler("UniformCandidateSampler")
log_uniform_candidate_sampler = sampler("LogUniformCandidateSampler")
learned_unigram_candidate_sampler = sampler("LearnedUnigramCandidateSampler")


def all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None):
    made = op("AllCandidateSampler", name=name, true_classes=true_classes, num_true=num_true, num_sampled=num_sampled,
              unique=unique)
    return made[0], made[1], made[2]


def compute_accidental_hits(true_classes, sampled_candidates, num_true, seed=None, name=None):
    made = op("ComputeAccidentalHits", name=name, true_classes=true_classes, sampled_candidates=sampled_candidates,
              num_true=num_true)
    return made[0], made[1], made[2]
