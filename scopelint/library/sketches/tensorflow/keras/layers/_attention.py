"""Attention and layer normalization of Keras (from 1.15)."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from .base import Layer as BaseLayer


class BaseAttention(BaseLayer):
    def __init__(self, causal=False, **kwargs):
        kwargs.pop("dropout", None)
        super(BaseAttention, self).__init__(**kwargs)
        self.causal = causal
        self.scale = None

    def call(self, inputs, mask=None, training=None):
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        weights = tf.nn.softmax(self._scores(query, key))
        return tf.matmul(weights, value)


class Attention(BaseAttention):
    def __init__(self, use_scale=False, **kwargs):
        super(Attention, self).__init__(**kwargs)
        self.use_scale = use_scale

    def build(self, input_shape):
        if self.use_scale:
            self.scale = self.add_weight(name="scale", shape=(), initializer="ones", trainable=True)
        self.built = True

    def _scores(self, query, key):
        scores = tf.matmul(query, key, transpose_b=True)
        return scores if self.scale is None else scores * self.scale


class AdditiveAttention(BaseAttention):
    def __init__(self, use_scale=True, **kwargs):
        super(AdditiveAttention, self).__init__(**kwargs)
        self.use_scale = use_scale

    def build(self, input_shape):
        if self.use_scale:
            size = tf.TensorShape(input_shape[1]).as_list()[-1]
            self.scale = self.add_weight(name="scale", shape=[size], initializer="glorot_uniform", trainable=True)
        self.built = True

    def _scores(self, query, key):
        both = tf.tanh(tf.expand_dims(query, -2) + tf.expand_dims(key, -3))
        return tf.reduce_sum(both if self.scale is None else self.scale * both, -1)


class LayerNormalization(BaseLayer):
    def __init__(
        self, axis=-1, epsilon=1e-3, center=True, scale=True, beta_initializer="zeros", gamma_initializer="ones",
        beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, trainable=True,
        name=None, **kwargs
    ):
        super(LayerNormalization, self).__init__(name=name, trainable=trainable, **kwargs)
        self.axis = list(axis) if isinstance(axis, (list, tuple)) else [axis]
        self.center = center
        self.scale = scale
        self.beta_initializer = beta_initializer
        self.gamma_initializer = gamma_initializer
        self.beta_regularizer = beta_regularizer
        self.gamma_regularizer = gamma_regularizer
        self.gamma = self.beta = None

    def build(self, input_shape):
        known = tf.TensorShape(input_shape).as_list()
        shape = [known[axis] for axis in self.axis]
        if self.scale:
            self.gamma = self.add_weight(
                name="gamma", shape=shape, initializer=self.gamma_initializer, regularizer=self.gamma_regularizer
            )
        if self.center:
            self.beta = self.add_weight(
                name="beta", shape=shape, initializer=self.beta_initializer, regularizer=self.beta_regularizer
            )
        self.built = True

    def call(self, inputs):
        last = "add" if at_least("2.15") else "batchnorm/add_1"
        return raw_op("AddV2", last, [(inputs.dtype, inputs.get_shape())])[0]
