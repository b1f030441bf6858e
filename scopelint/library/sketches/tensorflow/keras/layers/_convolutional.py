"""The rarer convolutions of Keras."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...layers import convolutional
from ...layers.parts import sizes, window_size
from ..activations import get as get_activation
from ._core import conv_options
from .base import Layer as BaseLayer


def separable_options(kwargs):
    kwargs.setdefault("depthwise_initializer", "glorot_uniform")
    kwargs.setdefault("pointwise_initializer", "glorot_uniform")
    return conv_options(kwargs)


class SeparableConv1D(BaseLayer, convolutional.SeparableConv1D):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=1, padding="valid", **kwargs):
        convolutional.SeparableConv1D.__init__(
            self, filters, kernel_size, strides, padding, **separable_options(kwargs)
        )


class SeparableConv2D(BaseLayer, convolutional.SeparableConv2D):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", **kwargs):
        convolutional.SeparableConv2D.__init__(
            self, filters, kernel_size, strides, padding, **separable_options(kwargs)
        )


class Conv3DTranspose(BaseLayer, convolutional.Conv3DTranspose):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", **kwargs):
        convolutional.Conv3DTranspose.__init__(self, filters, kernel_size, strides, padding, **conv_options(kwargs))


class DepthwiseConv2D(BaseLayer, convolutional.Conv2D):
    """Each channel by itself."""

    _built_in = True

    def __init__(
        self, kernel_size, strides=(1, 1), padding="valid", depth_multiplier=1, data_format=None, activation=None,
        use_bias=True, depthwise_initializer="glorot_uniform", bias_initializer="zeros", depthwise_regularizer=None,
        bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, bias_constraint=None, **kwargs
    ):
        convolutional.Conv2D.__init__(
            self, 1, kernel_size, strides, padding, data_format or "channels_last", use_bias=use_bias,
            activation=get_activation(activation) if activation is not None else None,
            bias_initializer=bias_initializer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, bias_constraint=bias_constraint, **kwargs
        )
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer = depthwise_initializer
        self.depthwise_regularizer = depthwise_regularizer
        self.depthwise_constraint = depthwise_constraint

    def build(self, input_shape):
        found = self._input_channels(input_shape)
        self.filters = found * self.depth_multiplier
        self.depthwise_kernel = self.add_weight(
            name="depthwise_kernel", shape=self.kernel_size + (found, self.depth_multiplier),
            initializer=self.depthwise_initializer, regularizer=self.depthwise_regularizer,
            constraint=self.depthwise_constraint
        )
        self._add_bias()
        self.built = True

    def call(self, inputs):
        first = self.data_format == "channels_first"
        around = (1, 1) + self.strides if first else (1,) + self.strides + (1,)
        outputs = tf.nn.depthwise_conv2d(
            inputs, self.depthwise_kernel, around, self.padding.upper(), data_format="NCHW" if first else "NHWC"
        )
        return self._finish(outputs)


class LocallyConnected(BaseLayer):
    """A convolution with weights of its own at each place."""

    _built_in = True
    rank = 2

    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", data_format=None, activation=None, use_bias=True,
        kernel_initializer="glorot_uniform", bias_initializer="zeros", kernel_regularizer=None, bias_regularizer=None,
        activity_regularizer=None, kernel_constraint=None, bias_constraint=None, implementation=1, **kwargs
    ):
        super(LocallyConnected, self).__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = filters
        self.kernel_size = sizes(kernel_size, self.rank, "kernel_size")
        self.strides = sizes(strides, self.rank, "strides")
        self.first = 2 if data_format == "channels_first" else 1
        self.activation = get_activation(activation)
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer

    def build(self, input_shape):
        known = tf.TensorShape(input_shape).as_list()
        self.places = [
            window_size(known[self.first + i], self.kernel_size[i], self.strides[i], "valid")
            for i in range(self.rank)
        ]
        count, window = 1, known[1 if self.first == 2 else -1]
        for i in range(self.rank):
            count *= self.places[i]
            window *= self.kernel_size[i]
        self.kernel = self.add_weight(
            name="kernel", shape=(count, window, self.filters), initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer
        )
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias", shape=tuple(self.places) + (self.filters,), initializer=self.bias_initializer,
                regularizer=self.bias_regularizer
            )
        self.built = True

    def call(self, inputs):
        batch = inputs.get_shape().as_list()[0]
        shape = [batch, self.filters] + self.places if self.first == 2 else [batch] + self.places + [self.filters]
        outputs = raw_op("Transpose", "transpose", [(inputs.dtype, shape)])[0]
        if self.use_bias:
            outputs = raw_op("Add" if not at_least("1.15") else "AddV2", "add", [(inputs.dtype, shape)])[0]
        return self.activation(outputs)


class LocallyConnected1D(LocallyConnected):
    rank = 1


class LocallyConnected2D(LocallyConnected):
    pass
