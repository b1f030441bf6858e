"""Whole models: an encoder that is unrolled, and a decoder."""

import copy

import tensorflow as tf
from _scopelint import at_least

from ...nn._rnn import static_rnn as unrolled
from ...nn.rnn_cell.projection import EmbeddingWrapper, OutputProjectionWrapper
from ...nn.rnn_cell.structures import flatten as leaves
from ...nn.rnn_cell.structures import is_sequence as nested
from ...nest import pack_sequence_as as packed
from ._decoders import (
    check_projection,
    embedding_attention_decoder,
    embedding_rnn_decoder,
    feeder,
    rnn_decoder,
)


def copied(cell):
    """From 1.4 the encoder has a cell of its own."""
    return copy.deepcopy(cell) if at_least("1.4") else cell


def either_way(feed_previous, decode, decoder_inputs, structure):
    """Both decoders, where only a session knows whether the last answer is fed; the second reuses the first's."""

    def branch(feeds):
        with tf.variable_scope(tf.get_variable_scope(), reuse=None if feeds else True):
            outputs, state = decode(feeds)
            return outputs + (leaves(state) if nested(state) else [state])

    made = tf.cond(feed_previous, lambda: branch(True), lambda: branch(False))
    count = len(decoder_inputs)
    rest = made[count:]
    structure = structure()
    return made[:count], packed(structure, rest) if nested(structure) else rest[0]


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=tf.float32, scope=None):
    with tf.variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = unrolled(copied(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=tf.float32, scope=None):
    with tf.variable_scope("combined_tied_rnn_seq2seq"):
        scope = scope or "tied_rnn_seq2seq"
        _, state = unrolled(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf.get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function=loop_function, scope=scope)


def embedding_rnn_seq2seq(
    encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols, embedding_size,
    output_projection=None, feed_previous=False, dtype=None, scope=None
):
    with tf.variable_scope(scope or "embedding_rnn_seq2seq") as scope:
        if dtype is not None:
            scope.set_dtype(dtype)
        else:
            dtype = scope.dtype
        encoder = EmbeddingWrapper(
            copied(cell), embedding_classes=num_encoder_symbols, embedding_size=embedding_size)
        _, encoder_state = unrolled(encoder, encoder_inputs, dtype=dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decode(feeds, update):
            return embedding_rnn_decoder(
                decoder_inputs, encoder_state, cell, num_decoder_symbols, embedding_size,
                output_projection=output_projection, feed_previous=feeds, update_embedding_for_previous=update)

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)
        return either_way(feed_previous, lambda feeds: decode(feeds, False), decoder_inputs, lambda: encoder_state)


def embedding_tied_rnn_seq2seq(
    encoder_inputs, decoder_inputs, cell, num_symbols, embedding_size, num_decoder_symbols=None,
    output_projection=None, feed_previous=False, dtype=None, scope=None
):
    with tf.variable_scope(scope or "embedding_tied_rnn_seq2seq", dtype=dtype) as scope:
        dtype = scope.dtype
        check_projection(output_projection, num_symbols, dtype)
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size], dtype=dtype)
        encoder_embedded = [tf.nn.embedding_lookup(embedding, x) for x in encoder_inputs]
        decoder_embedded = [tf.nn.embedding_lookup(embedding, x) for x in decoder_inputs]
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_symbols if num_decoder_symbols is None else num_decoder_symbols)

        def decode(feeds, update):
            loop = feeder(embedding, output_projection, update) if feeds else None
            return tied_rnn_seq2seq(encoder_embedded, decoder_embedded, cell, loop_function=loop, dtype=dtype)

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)

        def zero_state():
            batch = encoder_inputs[0].get_shape().as_list()[0]
            return cell.zero_state(tf.shape(encoder_inputs[0])[0] if batch is None else batch, dtype)

        return either_way(feed_previous, lambda feeds: decode(feeds, False), decoder_inputs, zero_state)


def embedding_attention_seq2seq(
    encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols, embedding_size, num_heads=1,
    output_projection=None, feed_previous=False, dtype=None, scope=None, initial_state_attention=False
):
    with tf.variable_scope(scope or "embedding_attention_seq2seq", dtype=dtype) as scope:
        dtype = scope.dtype
        encoder = EmbeddingWrapper(
            copied(cell), embedding_classes=num_encoder_symbols, embedding_size=embedding_size)
        encoder_outputs, encoder_state = unrolled(encoder, encoder_inputs, dtype=dtype)
        tops = [tf.reshape(e, [-1, 1, cell.output_size]) for e in encoder_outputs]
        attention_states = tf.concat(tops, 1) if at_least("1.0") else tf.concat(1, tops)
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(feeds, update):
            return embedding_attention_decoder(
                decoder_inputs, encoder_state, attention_states, cell, num_decoder_symbols, embedding_size,
                num_heads=num_heads, output_size=output_size, output_projection=output_projection,
                feed_previous=feeds, update_embedding_for_previous=update,
                initial_state_attention=initial_state_attention)

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)
        return either_way(feed_previous, lambda feeds: decode(feeds, False), decoder_inputs, lambda: encoder_state)


def one2many_rnn_seq2seq(
    encoder_inputs, decoder_inputs_dict, enc_cell, dec_cells_dict, num_encoder_symbols, num_decoder_symbols_dict,
    embedding_size, feed_previous=False, dtype=None, scope=None
):
    """From 1.4 each decoder has a cell of its own."""
    return to_many(encoder_inputs, decoder_inputs_dict, enc_cell, lambda name: dec_cells_dict[name],
                   num_encoder_symbols, num_decoder_symbols_dict, embedding_size, feed_previous, dtype, scope)


if not at_least("1.4"):
    def one2many_rnn_seq2seq(
        encoder_inputs, decoder_inputs_dict, cell, num_encoder_symbols, num_decoder_symbols_dict, embedding_size,
        feed_previous=False, dtype=None, scope=None
    ):
        return to_many(encoder_inputs, decoder_inputs_dict, cell, lambda name: cell, num_encoder_symbols,
                       num_decoder_symbols_dict, embedding_size, feed_previous, dtype, scope)


def to_many(encoder_inputs, inputs_of, enc_cell, cell_of, num_encoder_symbols, symbols_of, embedding_size,
            feed_previous, dtype, scope):
    outputs_dict, state_dict = {}, {}
    with tf.variable_scope(scope or "one2many_rnn_seq2seq", dtype=dtype) as scope:
        encoder = EmbeddingWrapper(enc_cell, embedding_classes=num_encoder_symbols, embedding_size=embedding_size)
        _, encoder_state = unrolled(encoder, encoder_inputs, dtype=scope.dtype)
        for name, decoder_inputs in inputs_of.items():
            with tf.variable_scope("one2many_decoder_" + str(name)):
                cell = OutputProjectionWrapper(cell_of(name), symbols_of[name])

                def decode(feeds):
                    return embedding_rnn_decoder(
                        decoder_inputs, encoder_state, cell, symbols_of[name], embedding_size, feed_previous=feeds)

                if isinstance(feed_previous, bool):
                    outputs, state = decode(feed_previous)
                else:
                    outputs, state = either_way(feed_previous, decode, decoder_inputs, lambda: encoder_state)
            outputs_dict[name] = outputs
            state_dict[name] = state
    return outputs_dict, state_dict


def model_with_buckets(
    encoder_inputs, decoder_inputs, targets, weights, buckets, seq2seq, softmax_loss_function=None,
    per_example_loss=False, name=None
):
    """One model for each length; all but the first reuse the first's variables."""
    for title, given, wanted in (("encoder_inputs", encoder_inputs, buckets[-1][0]), ("targets", targets,
                                 buckets[-1][1]), ("weights", weights, buckets[-1][1])):
        if len(given) < wanted:
            raise ValueError("Length of %s (%d) must be at least that of last bucket (%d)."
                             % (title, len(given), wanted))
    measure = sequence_loss_by_example if per_example_loss else sequence_loss
    losses, outputs = [], []
    with tf.name_scope(name, "model_with_buckets", encoder_inputs + decoder_inputs + targets + weights):
        for j, bucket in enumerate(buckets):
            with tf.variable_scope(tf.get_variable_scope(), reuse=True if j > 0 else None):
                made, _ = seq2seq(encoder_inputs[:bucket[0]], decoder_inputs[:bucket[1]])
                outputs.append(made)
                losses.append(measure(made, targets[:bucket[1]], weights[:bucket[1]],
                                      softmax_loss_function=softmax_loss_function))
    return outputs, losses


def sequence_loss_by_example(
    logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None, name=None
):
    if len(targets) != len(logits) or len(weights) != len(logits):
        raise ValueError("Lengths of logits, weights, and targets must be the same %d, %d, %d."
                         % (len(logits), len(weights), len(targets)))
    with tf.name_scope(name, "sequence_loss_by_example", logits + targets + weights):
        losses = []
        for logit, target, weight in zip(logits, targets, weights):
            if softmax_loss_function is None:
                target = tf.reshape(target, [-1])
                loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=target, logits=logit)
            elif at_least("1.4"):
                loss = softmax_loss_function(labels=target, logits=logit)
            elif at_least("1.0"):
                loss = softmax_loss_function(target, logit)
            else:
                loss = softmax_loss_function(logit, target)
            losses.append(loss * weight)
        total = tf.add_n(losses)
        if average_across_timesteps:
            size = tf.add_n(weights)
            size += 1e-12
            total /= size
    return total


def sequence_loss(
    logits, targets, weights, average_across_timesteps=True, average_across_batch=True, softmax_loss_function=None,
    name=None
):
    with tf.name_scope(name, "sequence_loss", logits + targets + weights):
        cost = tf.reduce_sum(sequence_loss_by_example(
            logits, targets, weights, average_across_timesteps=average_across_timesteps,
            softmax_loss_function=softmax_loss_function))
        if average_across_batch:
            return cost / tf.cast(tf.shape(targets[0])[0], cost.dtype)
        return cost
