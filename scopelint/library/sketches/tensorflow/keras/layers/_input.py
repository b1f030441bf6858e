"""The layer that stands for a model's input, and what tensors remember of the layers they come from."""

import tensorflow as tf
from _scopelint import layer_uid

from .base import Layer as BaseLayer
from .base import Node, connect


class InputLayer(BaseLayer):
    def __init__(self, input_shape=None, batch_size=None, dtype=None, input_tensor=None, sparse=False, name=None,
                 batch_input_shape=None, **kwargs):
        super(InputLayer, self).__init__(name=name or "input_%d" % layer_uid("input"), dtype=dtype)
        self.built = True
        if batch_input_shape is None and input_shape is not None:
            batch_input_shape = (batch_size,) + tuple(input_shape)
        if input_tensor is None:
            self._batch_input_shape = tuple(batch_input_shape)
            kind = tf.as_dtype(dtype or "float32")
            if sparse:
                input_tensor = tf.sparse_placeholder(kind, batch_input_shape, name=self.name)
            else:
                input_tensor = tf.placeholder(kind, batch_input_shape, name=self.name)
        node = Node(self, None, input_tensor)
        self._nodes.append(node)
        connect(input_tensor, node)
