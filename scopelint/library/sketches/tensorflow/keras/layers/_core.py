"""Dense, Dropout, Flatten, Activation and other small layers of Keras."""

import tensorflow as tf
from _scopelint import at_least

from ...layers import convolutional, core, normalization, pooling
from ..activations import get as get_activation
from .base import Layer as BaseLayer

Layer = BaseLayer


class Dense(BaseLayer, core.Dense):
    _built_in = True

    def __init__(
        self, units, activation=None, use_bias=True, kernel_initializer="glorot_uniform", bias_initializer="zeros",
        kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
        bias_constraint=None, **kwargs
    ):
        core.Dense.__init__(
            self, units, get_activation(activation) if activation is not None else None, use_bias, kernel_initializer,
            bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint,
            bias_constraint, **kwargs
        )


class Dropout(BaseLayer, core.Dropout):
    def call(self, inputs, training=None):
        return core.Dropout.call(self, inputs, self._phase(training))


class Flatten(BaseLayer, core.Flatten):
    pass


class Activation(BaseLayer):
    def __init__(self, activation, **kwargs):
        super(Activation, self).__init__(**kwargs)
        self.activation = get_activation(activation)

    def call(self, inputs):
        return self.activation(inputs)


class ReLU(BaseLayer):
    def __init__(self, max_value=None, negative_slope=0, threshold=0, **kwargs):
        super(ReLU, self).__init__(**kwargs)

    def call(self, inputs):
        return tf.nn.relu(inputs)


class LeakyReLU(BaseLayer):
    def __init__(self, alpha=0.3, **kwargs):
        super(LeakyReLU, self).__init__(**kwargs)
        self.alpha = alpha

    def call(self, inputs):
        if at_least("1.13"):
            return tf.nn.leaky_relu(inputs, alpha=self.alpha)
        below = tf.nn.relu(-inputs)
        return tf.nn.relu(inputs) - self.alpha * below


class Softmax(BaseLayer):
    def __init__(self, axis=-1, **kwargs):
        super(Softmax, self).__init__(**kwargs)

    def call(self, inputs):
        return tf.nn.softmax(inputs)


class Reshape(BaseLayer):
    def __init__(self, target_shape, **kwargs):
        super(Reshape, self).__init__(**kwargs)
        self.target_shape = tuple(target_shape)

    def call(self, inputs):
        return tf.reshape(inputs, (tf.shape(inputs)[0],) + self.target_shape)


class Lambda(BaseLayer):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super(Lambda, self).__init__(**kwargs)
        self.function = function
        self.arguments = arguments or {}

    def call(self, inputs, mask=None):
        return self.function(inputs, **self.arguments)


class Merge(BaseLayer):
    _built_in = True

    def call(self, inputs):
        output = inputs[0]
        for value in inputs[1:]:
            output = self._merge(output, value)
        return output


class Add(Merge):
    def _merge(self, a, b):
        return a + b


class Multiply(Merge):
    def _merge(self, a, b):
        return a * b


class Maximum(Merge):
    def _merge(self, a, b):
        return tf.maximum(a, b)


class Concatenate(BaseLayer):
    def __init__(self, axis=-1, **kwargs):
        super(Concatenate, self).__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        return tf.concat(inputs, axis=self.axis)


def add(inputs, **kwargs):
    return Add(**kwargs)(inputs)


def multiply(inputs, **kwargs):
    return Multiply(**kwargs)(inputs)


def concatenate(inputs, axis=-1, **kwargs):
    return Concatenate(axis=axis, **kwargs)(inputs)


class Embedding(BaseLayer):
    def __init__(
        self, input_dim, output_dim, embeddings_initializer="uniform", embeddings_regularizer=None,
        activity_regularizer=None, embeddings_constraint=None, mask_zero=False, input_length=None, **kwargs
    ):
        kwargs.setdefault("dtype", "float32")
        if "input_shape" not in kwargs and "batch_input_shape" not in kwargs:
            kwargs["input_shape"] = (input_length,)
        super(Embedding, self).__init__(**kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.embeddings_initializer = tf.keras.initializers.get(embeddings_initializer)
        self.embeddings_regularizer = tf.keras.regularizers.get(embeddings_regularizer)

    def build(self, input_shape):
        self.embeddings = self.add_weight(
            name="embeddings", shape=(self.input_dim, self.output_dim), initializer=self.embeddings_initializer,
            regularizer=self.embeddings_regularizer, dtype=self.dtype
        )
        self.built = True

    def call(self, inputs):
        if inputs.dtype.base_dtype not in (tf.int32, tf.int64):
            inputs = tf.cast(inputs, tf.int32)
        if at_least("1.13"):
            return tf.nn.embedding_lookup(self.embeddings, inputs)
        return tf.gather(self.embeddings, inputs)


class BatchNormalization(BaseLayer, normalization.BatchNormalization):
    _built_in = True
    _named = "BatchNormalizationV1"

    def call(self, inputs, training=None):
        return normalization.BatchNormalization.call(self, inputs, self._phase(training))


class GlobalPooling(BaseLayer):
    def __init__(self, data_format=None, **kwargs):
        super(GlobalPooling, self).__init__(**kwargs)
        self.data_format = data_format or "channels_last"

    def call(self, inputs):
        count = inputs.get_shape().ndims
        axes = list(range(1, count - 1)) if self.data_format == "channels_last" else list(range(2, count))
        return self._reduced(inputs, axes)


class GlobalAveragePooling1D(GlobalPooling):
    def _reduced(self, inputs, axes):
        return tf.reduce_mean(inputs, axes)


class GlobalAveragePooling2D(GlobalPooling):
    def _reduced(self, inputs, axes):
        return tf.reduce_mean(inputs, axes)


class GlobalMaxPooling1D(GlobalPooling):
    def _reduced(self, inputs, axes):
        return tf.reduce_max(inputs, axes)


class GlobalMaxPooling2D(GlobalPooling):
    def _reduced(self, inputs, axes):
        return tf.reduce_max(inputs, axes)


def pooling_init(layer, core_class, pool_size, strides, padding, data_format, kwargs):
    core_class.__init__(layer, pool_size, strides, padding, data_format or "channels_last", **kwargs)


class MaxPooling1D(BaseLayer, pooling.MaxPooling1D):
    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, **kwargs):
        pooling_init(self, pooling.MaxPooling1D, pool_size, strides, padding, data_format, kwargs)


class MaxPooling2D(BaseLayer, pooling.MaxPooling2D):
    def __init__(self, pool_size=(2, 2), strides=None, padding="valid", data_format=None, **kwargs):
        pooling_init(self, pooling.MaxPooling2D, pool_size, strides, padding, data_format, kwargs)


class MaxPooling3D(BaseLayer, pooling.MaxPooling3D):
    def __init__(self, pool_size=(2, 2, 2), strides=None, padding="valid", data_format=None, **kwargs):
        pooling_init(self, pooling.MaxPooling3D, pool_size, strides, padding, data_format, kwargs)


class AveragePooling1D(BaseLayer, pooling.AveragePooling1D):
    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, **kwargs):
        pooling_init(self, pooling.AveragePooling1D, pool_size, strides, padding, data_format, kwargs)


class AveragePooling2D(BaseLayer, pooling.AveragePooling2D):
    def __init__(self, pool_size=(2, 2), strides=None, padding="valid", data_format=None, **kwargs):
        pooling_init(self, pooling.AveragePooling2D, pool_size, strides, padding, data_format, kwargs)


def conv_options(kwargs):
    """Keras's defaults where they differ from those of tf.layers."""
    kwargs["data_format"] = kwargs.get("data_format") or "channels_last"
    kwargs.setdefault("kernel_initializer", "glorot_uniform")
    kwargs.setdefault("bias_initializer", "zeros")
    if kwargs.get("activation") is not None:
        kwargs["activation"] = get_activation(kwargs["activation"])
    return kwargs


class Conv1D(BaseLayer, convolutional.Conv1D):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=1, padding="valid", **kwargs):
        convolutional.Conv1D.__init__(self, filters, kernel_size, strides, padding, **conv_options(kwargs))


class Conv2D(BaseLayer, convolutional.Conv2D):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", **kwargs):
        convolutional.Conv2D.__init__(self, filters, kernel_size, strides, padding, **conv_options(kwargs))


class Conv3D(BaseLayer, convolutional.Conv3D):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", **kwargs):
        convolutional.Conv3D.__init__(self, filters, kernel_size, strides, padding, **conv_options(kwargs))


class Conv2DTranspose(BaseLayer, convolutional.Conv2DTranspose):
    _built_in = True

    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", **kwargs):
        convolutional.Conv2DTranspose.__init__(self, filters, kernel_size, strides, padding, **conv_options(kwargs))


