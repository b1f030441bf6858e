"""Decoders that are unrolled step by step: plain, with an embedding, with attention."""

import tensorflow as tf
from _scopelint import at_least

from ...nn.rnn_cell.linear import Linear
from ...nn.rnn_cell.linear import linear as mapped_by
from ...nn.rnn_cell.structures import flatten as leaves
from ...nn.rnn_cell.structures import is_sequence as nested


def projected(values, size):
    """An affine map of the inputs side by side."""
    return Linear(values, size, True)(values) if at_least("1.4") else mapped_by(values, size, True)


def feeder(embedding, output_projection, update_embedding):
    """What turns an output into the next input: the embedding of the likeliest symbol."""

    def feed(before, _):
        if output_projection is not None:
            before = tf.nn.xw_plus_b(before, output_projection[0], output_projection[1])
        embedded = tf.nn.embedding_lookup(embedding, tf.argmax(before, 1))
        return embedded if update_embedding else tf.stop_gradient(embedded)

    return feed


def fed(loop_function, before, i):
    with tf.variable_scope("loop_function", reuse=True):
        return loop_function(before, i)


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    with tf.variable_scope(scope or "rnn_decoder"):
        state = initial_state
        outputs = []
        before = None
        for i, given in enumerate(decoder_inputs):
            if loop_function is not None and before is not None:
                given = fed(loop_function, before, i)
            if i > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(given, state)
            outputs.append(output)
            if loop_function is not None:
                before = output
    return outputs, state


def check_projection(output_projection, num_symbols, dtype):
    if output_projection is not None:
        tf.convert_to_tensor(output_projection[0], dtype=dtype)
        tf.convert_to_tensor(output_projection[1], dtype=dtype)


def embedding_rnn_decoder(
    decoder_inputs, initial_state, cell, num_symbols, embedding_size, output_projection=None, feed_previous=False,
    update_embedding_for_previous=True, scope=None
):
    with tf.variable_scope(scope or "embedding_rnn_decoder") as scope:
        if output_projection is not None:
            check_projection(output_projection, num_symbols, scope.dtype)
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop = feeder(embedding, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = (tf.nn.embedding_lookup(embedding, ids) for ids in decoder_inputs)
        return rnn_decoder(embedded, initial_state, cell, loop_function=loop)


class Attention(object):
    """The heads of attention over the encoder's states."""

    def __init__(self, states, num_heads, dtype):
        self.length = states.get_shape().as_list()[1]
        if self.length is None:
            self.length = tf.shape(states)[1]
        self.size = states.get_shape().as_list()[2]
        self.heads = num_heads
        self.hidden = tf.reshape(states, [-1, self.length, 1, self.size])
        self.features, self.vectors = [], []
        typed = {"dtype": dtype} if at_least("1.15") else {}
        for a in range(num_heads):
            kernel = tf.get_variable("AttnW_%d" % a, [1, 1, self.size, self.size], **typed)
            self.features.append(tf.nn.conv2d(self.hidden, kernel, [1, 1, 1, 1], "SAME"))
            self.vectors.append(tf.get_variable("AttnV_%d" % a, [self.size], **typed))

    def read(self, query):
        found = []
        if nested(query):
            parts = leaves(query)
            query = tf.concat(parts, 1) if at_least("1.0") else tf.concat(1, parts)
        for a in range(self.heads):
            with tf.variable_scope("Attention_%d" % a):
                y = tf.reshape(projected(query, self.size), [-1, 1, 1, self.size])
                score = tf.reduce_sum(self.vectors[a] * tf.tanh(self.features[a] + y), [2, 3])
                weights = tf.reshape(tf.nn.softmax(score), [-1, self.length, 1, 1])
                found.append(tf.reshape(tf.reduce_sum(weights * self.hidden, [1, 2]), [-1, self.size]))
        return found


def attention_decoder(
    decoder_inputs, initial_state, attention_states, cell, output_size=None, num_heads=1, loop_function=None,
    dtype=None, scope=None, initial_state_attention=False
):
    if not decoder_inputs:
        raise ValueError("Must provide at least 1 input to attention decoder.")
    if num_heads < 1:
        raise ValueError("With less than 1 heads, use a non-attention decoder.")
    if attention_states.get_shape().as_list()[2] is None:
        raise ValueError("Shape[2] of attention_states must be known: %s" % attention_states.get_shape())
    if output_size is None:
        output_size = cell.output_size
    with tf.variable_scope(scope or "attention_decoder", dtype=dtype) as scope:
        dtype = scope.dtype
        batch = tf.shape(decoder_inputs[0])[0]
        attention = Attention(attention_states, num_heads, dtype)
        state = initial_state
        outputs = []
        before = None
        sizes = [batch, attention.size]
        shape = tf.stack(sizes) if at_least("1.0") else tf.pack(sizes)
        attentions = [tf.zeros(shape, dtype=dtype) for _ in range(num_heads)]
        for one in attentions:
            one.set_shape([None, attention.size])
        if initial_state_attention:
            attentions = attention.read(initial_state)
        for i, given in enumerate(decoder_inputs):
            if i > 0:
                tf.get_variable_scope().reuse_variables()
            if loop_function is not None and before is not None:
                given = fed(loop_function, before, i)
            size = given.get_shape().as_list()[1]
            if size is None:
                raise ValueError("Could not infer input size from input: %s" % given.name)
            output, state = cell(projected([given] + attentions, size), state)
            if i == 0 and initial_state_attention:
                with tf.variable_scope(tf.get_variable_scope(), reuse=True):
                    attentions = attention.read(state)
            else:
                attentions = attention.read(state)
            with tf.variable_scope("AttnOutputProjection"):
                output = projected([output] + attentions, output_size)
            if loop_function is not None:
                before = output
            outputs.append(output)
    return outputs, state


def embedding_attention_decoder(
    decoder_inputs, initial_state, attention_states, cell, num_symbols, embedding_size, num_heads=1, output_size=None,
    output_projection=None, feed_previous=False, update_embedding_for_previous=True, dtype=None, scope=None,
    initial_state_attention=False
):
    if output_size is None:
        output_size = cell.output_size
    if output_projection is not None:
        tf.convert_to_tensor(output_projection[1], dtype=dtype)
    with tf.variable_scope(scope or "embedding_attention_decoder", dtype=dtype) as scope:
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop = feeder(embedding, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = [tf.nn.embedding_lookup(embedding, ids) for ids in decoder_inputs]
        return attention_decoder(
            embedded, initial_state, attention_states, cell, output_size=output_size, num_heads=num_heads,
            loop_function=loop, initial_state_attention=initial_state_attention)
