"""Recurrent layers of CuDNN from 1.8 on: one variable, whose shape only a session knows."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...layers.base import Layer


class OpaqueLayer(Layer):
    states = 1

    def __init__(
        self, num_layers, num_units, input_mode="linear_input", direction="unidirectional", dropout=0.0, seed=None,
        dtype=tf.float32, kernel_initializer=None, bias_initializer=None, name=None
    ):
        super(OpaqueLayer, self).__init__(dtype=dtype, name=name)
        if direction not in ("unidirectional", "bidirectional"):
            raise ValueError("Only unidirectional or bidirectional are supported: %s" % direction)
        self.num_layers = num_layers
        self.num_units = num_units
        self.num_dirs = 2 if direction == "bidirectional" else 1

    def build(self, input_shape):
        if tf.TensorShape(input_shape).ndims != 3:
            raise ValueError("Expecting input_shape with 3 dims, got %s" % (tf.TensorShape(input_shape).ndims,))
        start = raw_op("Reshape", "opaque_params", [(tf.float32, None)])[0]
        self.kernel = tf.get_variable("opaque_kernel", initializer=start, validate_shape=False)
        self._trainable_weights.append(self.kernel)
        self.built = True

    def call(self, inputs, initial_state=None, training=True, **kwargs):
        time, batch = inputs.get_shape().as_list()[:2]
        width = self.num_units * self.num_dirs
        state = (inputs.dtype, [self.num_layers * self.num_dirs, batch, self.num_units])
        made = raw_op("CudnnRNN", "CudnnRNN", [(inputs.dtype, [time, batch, width]), state, state])
        return made[0], tuple(made[1 : 1 + self.states])


class CudnnLSTM(OpaqueLayer):
    states = 2


class CudnnGRU(OpaqueLayer):
    pass


class CudnnRNNTanh(OpaqueLayer):
    pass


class CudnnRNNRelu(OpaqueLayer):
    pass


# Before 1.8 these are other classes, without variables.
if not at_least("1.8"):
    del CudnnLSTM, CudnnGRU, CudnnRNNTanh, CudnnRNNRelu
