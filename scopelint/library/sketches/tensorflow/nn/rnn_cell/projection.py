"""Wrappers with variables of their own: projections of inputs and outputs, an embedding of inputs."""

import tensorflow as tf
from _scopelint import at_least

from .base import RNNCell
from .linear import Linear, linear
from .wrappers import Wrapper


class Projecting(Wrapper):
    """From 1.4 the wrapped cell is called inside the wrapper's scope (rnn/output_projection_and_embedding_wrapper)."""

    scope_name = "wrapper"

    def __init__(self, cell, reuse=None):
        if at_least("1.4"):
            RNNCell.__init__(self, _reuse=reuse)
        self._cell = cell
        self._linear = None

    def _default_scope(self):
        return self.scope_name if at_least("1.0") else type(self).__name__

    def _map(self, value, size):
        if not at_least("1.4"):
            return linear(value, size, True)
        if self._linear is None:
            self._linear = Linear(value, size, True)
        return self._linear(value)


class OutputProjectionWrapper(Projecting):
    scope_name = "output_projection_wrapper"

    def __init__(self, cell, output_size, activation=None, reuse=None):
        super(OutputProjectionWrapper, self).__init__(cell, reuse)
        self._output_size = output_size
        self._activation = activation

    @property
    def output_size(self):
        return self._output_size

    if not at_least("1.4"):
        def __call__(self, inputs, state, scope=None):
            output, new_state = self._cell(inputs, state)
            with tf.variable_scope(scope or self._default_scope()):
                return self._map(output, self._output_size), new_state

    def call(self, inputs, state):
        output, new_state = self._inner(inputs, state, None)
        projected = self._map(output, self._output_size)
        return self._activation(projected) if self._activation else projected, new_state


class InputProjectionWrapper(Projecting):
    scope_name = "input_projection_wrapper"

    def __init__(self, cell, num_proj, activation=None, input_size=None, reuse=None):
        super(InputProjectionWrapper, self).__init__(cell, reuse)
        self._num_proj = num_proj
        self._activation = activation

    if not at_least("1.4"):
        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or self._default_scope()):
                projected = self._map(inputs, self._num_proj)
            return self._cell(projected, state)

    def call(self, inputs, state):
        projected = self._map(inputs, self._num_proj)
        if self._activation:
            projected = self._activation(projected)
        return self._inner(projected, state, None)


class EmbeddingWrapper(Projecting):
    scope_name = "embedding_wrapper"

    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        super(EmbeddingWrapper, self).__init__(cell, reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError("Both embedding_classes and embedding_size must be > 0: %d, %d."
                             % (embedding_classes, embedding_size))
        self._embedding_classes = embedding_classes
        self._embedding_size = embedding_size
        self._initializer = initializer

    if not at_least("1.4"):
        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or self._default_scope()):
                embedded = self._embed(inputs, state)
            return self._cell(embedded, state)

    def _embed(self, inputs, state):
        initializer = self._initializer or tf.get_variable_scope().initializer
        if not initializer:
            initializer = tf.random_uniform_initializer(-1.7320508075688772, 1.7320508075688772)
        dtype = state[0].dtype if type(state) is tuple else state.dtype
        embedding = tf.get_variable(
            "embedding", [self._embedding_classes, self._embedding_size], initializer=initializer, dtype=dtype
        )
        embedded = tf.nn.embedding_lookup(embedding, tf.reshape(inputs, [-1]))
        embedded.set_shape([None, self._embedding_size])
        return embedded

    def call(self, inputs, state):
        return self._inner(self._embed(inputs, state), state, None)
