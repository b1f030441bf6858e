"""Convolution layers (SPEC 12)."""

import tensorflow as tf
from _scopelint import at_least

from .base import Layer
from .convolve import convolve, output_sizes
from .inputs import InputSpec
from .parts import ZEROS, activation_of, channels, data_format_of, padding_of, short_format, sizes, spread_size


class Conv(Layer):
    """A convolution over ``rank`` dimensions."""

    def __init__(
        self, rank, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", dilation_rate=1,
        activation=None, use_bias=True, kernel_initializer=None, bias_initializer=ZEROS,
        kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
        bias_constraint=None, trainable=True, name=None, **kwargs
    ):
        if at_least("1.4"):
            kwargs["activity_regularizer"] = activity_regularizer
        super(Conv, self).__init__(trainable=trainable, name=name, **kwargs)
        if not at_least("1.4"):
            self.activity_regularizer = activity_regularizer
        self.rank = rank
        self.filters = filters
        self.kernel_size = sizes(kernel_size, rank, "kernel_size")
        self.strides = sizes(strides, rank, "strides")
        self.padding = padding_of(padding)
        self.data_format = data_format_of(data_format)
        self.dilation_rate = sizes(dilation_rate, rank, "dilation_rate")
        self.activation = activation_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        if at_least("1.4"):
            self.input_spec = InputSpec(ndim=rank + 2)
        if at_least("2.15") and self._strides_and_rates():
            raise ValueError("`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: "
                             "strides=%s and dilation_rate=%s" % (self.strides, self.dilation_rate))

    def _strides_and_rates(self):
        return max(self.strides) > 1 and max(self.dilation_rate) > 1

    @property
    def channel_axis(self):
        return 1 if self.data_format == "channels_first" else -1

    def _input_channels(self, input_shape):
        shape = tf.TensorShape(input_shape)
        found = channels(shape, self.channel_axis)
        if at_least("1.4"):
            self.input_spec = InputSpec(ndim=self.rank + 2, axes={self.channel_axis: found})
        return found

    def build(self, input_shape):
        found = self._input_channels(input_shape)
        self._add_kernel("kernel", self.kernel_size + (found, self.filters))
        self._add_bias()
        self._settle(input_shape)
        if at_least("1.4"):
            self.built = True

    def _settle(self, input_shape):
        """From 1.4 the convolution itself is set up while the layer builds."""
        if at_least("1.4") and self._strides_and_rates():
            raise ValueError("strides > 1 not supported in conjunction with dilation_rate > 1")
        if at_least("1.4") and not at_least("2.15"):
            tf.constant(list(self.dilation_rate), name="dilation_rate")

    def _add_kernel(self, name, shape):
        variable = self.add_variable(
            name, shape=shape, initializer=self.kernel_initializer, regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint, trainable=True, dtype=self.dtype
        )
        setattr(self, name, variable)

    def _add_bias(self):
        self.bias = None
        if self.use_bias:
            self.bias = self.add_variable(
                "bias", shape=(self.filters,), initializer=self.bias_initializer, regularizer=self.bias_regularizer,
                constraint=self.bias_constraint, trainable=True, dtype=self.dtype
            )

    def call(self, inputs):
        outputs = convolve(inputs, self.kernel, self)
        return self._finish(outputs)

    def _finish(self, outputs):
        if self.use_bias:
            outputs = self._biased(outputs)
        if self.activation is not None:
            return self.activation(outputs)
        return outputs

    def _biased(self, outputs):
        if self.data_format == "channels_first":
            if self.rank == 1:
                return outputs + tf.reshape(self.bias, (1, self.filters, 1))
            if self.rank == 2:
                return tf.nn.bias_add(outputs, self.bias, data_format="NCHW")
            known = outputs.get_shape().as_list()
            if None not in known[1:]:
                flat = tf.reshape(outputs, [-1, known[1], known[2] * known[3], known[4]])
                added = tf.nn.bias_add(flat, self.bias, data_format="NCHW")
                return tf.reshape(added, [-1] + known[1:])
        return tf.nn.bias_add(outputs, self.bias, data_format="NHWC")

    def compute_output_shape(self, input_shape):
        known = tf.TensorShape(input_shape).as_list()
        return tf.TensorShape(output_sizes(known, self, self.filters))


class Conv1D(Conv):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", dilation_rate=1,
                 *args, **kwargs):
        super(Conv1D, self).__init__(
            1, filters, kernel_size, strides, padding, data_format, dilation_rate, *args, **kwargs
        )


class Conv2D(Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                 dilation_rate=(1, 1), *args, **kwargs):
        super(Conv2D, self).__init__(
            2, filters, kernel_size, strides, padding, data_format, dilation_rate, *args, **kwargs
        )


class Conv3D(Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format="channels_last",
                 dilation_rate=(1, 1, 1), *args, **kwargs):
        super(Conv3D, self).__init__(
            3, filters, kernel_size, strides, padding, data_format, dilation_rate, *args, **kwargs
        )


class SeparableConv(Conv):
    """A depthwise convolution and a pointwise one."""

    def __init__(
        self, rank, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", dilation_rate=1,
        depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None, pointwise_initializer=None,
        bias_initializer=ZEROS, depthwise_regularizer=None, pointwise_regularizer=None,
        bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None,
        bias_constraint=None, trainable=True, name=None, **kwargs
    ):
        super(SeparableConv, self).__init__(
            rank, filters, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias,
            bias_initializer=bias_initializer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, bias_constraint=bias_constraint, trainable=trainable, name=name,
            **kwargs
        )
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer = depthwise_initializer
        self.pointwise_initializer = pointwise_initializer
        self.depthwise_regularizer = depthwise_regularizer
        self.pointwise_regularizer = pointwise_regularizer
        self.depthwise_constraint = depthwise_constraint
        self.pointwise_constraint = pointwise_constraint

    def build(self, input_shape):
        found = self._input_channels(input_shape)
        self.depthwise_kernel = self.add_variable(
            "depthwise_kernel", shape=self.kernel_size + (found, self.depth_multiplier), trainable=True,
            initializer=self.depthwise_initializer, regularizer=self.depthwise_regularizer,
            constraint=self.depthwise_constraint, dtype=self.dtype
        )
        self.pointwise_kernel = self.add_variable(
            "pointwise_kernel", shape=(1,) * self.rank + (self.depth_multiplier * found, self.filters), trainable=True,
            initializer=self.pointwise_initializer, regularizer=self.pointwise_regularizer,
            constraint=self.pointwise_constraint, dtype=self.dtype
        )
        self._add_bias()
        if at_least("1.4"):
            self.built = True

    def call(self, inputs):
        first = self.data_format == "channels_first"
        form = short_format(self.data_format, 2)
        depthwise, pointwise = self.depthwise_kernel, self.pointwise_kernel
        strides, rates = self.strides, self.dilation_rate
        if self.rank == 1:
            axis = 2 if first else 1
            strides, rates = strides * 2, (1,) + tuple(rates)
            inputs = tf.expand_dims(inputs, axis)
            depthwise = tf.expand_dims(depthwise, 0)
            pointwise = tf.expand_dims(pointwise, 0)
        stretched = (1, 1) + tuple(strides) if first else (1,) + tuple(strides) + (1,)
        more = {"data_format": form} if at_least("1.4") else {}
        if at_least("1.0"):
            more["rate"] = rates
        outputs = tf.nn.separable_conv2d(inputs, depthwise, pointwise, stretched, self.padding.upper(), **more)
        if self.rank == 2:
            return self._finish(outputs)
        if self.use_bias:
            outputs = self._biased(outputs)
        outputs = tf.squeeze(outputs, [axis])
        return outputs if self.activation is None else self.activation(outputs)


class SeparableConv1D(SeparableConv):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", dilation_rate=1,
                 *args, **kwargs):
        super(SeparableConv1D, self).__init__(1, filters, kernel_size, strides, padding, data_format, dilation_rate,
                                              *args, **kwargs)


class SeparableConv2D(SeparableConv):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                 dilation_rate=(1, 1), *args, **kwargs):
        super(SeparableConv2D, self).__init__(2, filters, kernel_size, strides, padding, data_format, dilation_rate,
                                              *args, **kwargs)


class TransposedConv(Conv):
    """A convolution run backwards: the output's size is computed while the graph is built."""

    def build(self, input_shape):
        found = self._input_channels(input_shape)
        self._add_kernel("kernel", self.kernel_size + (self.filters, found))
        self._add_bias()
        if at_least("1.4"):
            self.built = True

    def compute_output_shape(self, input_shape):
        known = tf.TensorShape(input_shape).as_list()
        first = 2 if self.data_format == "channels_first" else 1
        for i in range(self.rank):
            known[first + i] = spread_size(known[first + i], self.kernel_size[i], self.strides[i], self.padding)
        known[self.channel_axis] = self.filters
        return tf.TensorShape(known)

    def call(self, inputs):
        shape = tf.shape(inputs)
        known = inputs.get_shape().as_list()
        batch = shape[0]
        first = 2 if self.data_format == "channels_first" else 1
        if at_least("2.15"):
            lengths = [known[first + i] if known[first + i] is not None else shape[first + i] for i in range(self.rank)]
        else:
            lengths = [shape[first + i] for i in range(self.rank)]
        spread = [self._spread(lengths[i], i) for i in range(self.rank)]
        wanted = [batch, self.filters] + spread if first == 2 else [batch] + spread + [self.filters]
        wanted = tf.stack(wanted)
        strides = (1, 1) + self.strides if first == 2 else (1,) + self.strides + (1,)
        form = short_format(self.data_format, self.rank)
        if self.rank == 2:
            outputs = tf.nn.conv2d_transpose(
                inputs, self.kernel, wanted, strides, padding=self.padding.upper(), data_format=form
            )
        else:
            outputs = tf.nn.conv3d_transpose(
                inputs, self.kernel, wanted, strides, padding=self.padding.upper(), data_format=form
            )
        outputs.set_shape(self.compute_output_shape(inputs.get_shape()))
        if self.rank == 3 and self.use_bias and at_least("1.4") and not at_least("1.15"):
            return self._flat_bias(outputs)
        return self._finish(outputs)

    def _flat_bias(self, outputs):
        """Until 1.13 a bias is added with the first two dimensions made one."""
        known = outputs.get_shape().as_list()
        first = self.data_format == "channels_first"
        joined = [known[2] * known[3]] if None not in known[1:] else [-1]
        flat = [-1, known[1]] + joined + [known[4]] if first else [-1] + joined + known[3:]
        outputs = tf.nn.bias_add(
            tf.reshape(outputs, flat), self.bias, data_format="NCHW" if first else "NHWC"
        )
        outputs = tf.reshape(outputs, [-1 if known[0] is None else known[0]] + known[1:])
        return outputs if self.activation is None else self.activation(outputs)

    def _spread(self, length, i):
        length = length * self.strides[i]
        if self.padding == "valid":
            length += max(self.kernel_size[i] - self.strides[i], 0)
        return length


class Conv2DTranspose(TransposedConv):
    def __init__(
        self, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last", *args, **kwargs
    ):
        super(Conv2DTranspose, self).__init__(
            2, filters, kernel_size, strides, padding, data_format, (1, 1), *args, **kwargs
        )


class Conv3DTranspose(TransposedConv):
    def __init__(
        self, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format="channels_last", *args, **kwargs
    ):
        super(Conv3DTranspose, self).__init__(3, filters, kernel_size, strides, padding, data_format, (1, 1, 1), *args,
                                              **kwargs)
