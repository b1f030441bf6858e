"""Dense, Dropout, Flatten (SPEC 12)."""

import tensorflow as tf
from _scopelint import at_least, rank

from .base import Layer
from .inputs import InputSpec
from .parts import ZEROS, activation_of, smart_cond


class Dense(Layer):
    def __init__(
        self, units, activation=None, use_bias=True, kernel_initializer=None,
        bias_initializer=ZEROS, kernel_regularizer=None, bias_regularizer=None,
        activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None, **kwargs
    ):
        if at_least("1.4"):
            kwargs["activity_regularizer"] = activity_regularizer
        super(Dense, self).__init__(trainable=trainable, name=name, **kwargs)
        if not at_least("1.4"):
            self.activity_regularizer = activity_regularizer
        self.units = units if not at_least("1.13") else int(units)
        self.activation = activation_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        if at_least("1.4"):
            self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape):
        kind = tf.as_dtype(self.dtype or tf.float32)
        if at_least("1.15") and not (kind.is_floating or kind.is_complex):
            raise TypeError(
                "A Dense layer can only be built with a floating-point dtype. Received: dtype=%s" % kind
                if at_least("2.15") else "Unable to build `Dense` layer with non-floating point dtype %s" % kind
            )
        shape = tf.TensorShape(input_shape)
        if at_least("1.15") and self.dtype and not tf.as_dtype(self.dtype).is_floating:
            said = "Unable to build `Dense` layer with non-floating point dtype %s"
            if at_least("2.15"):
                said = "A Dense layer can only be built with a floating-point dtype. Received: dtype=%s"
            raise TypeError(said % (tf.as_dtype(self.dtype),))
        if shape.ndims is None and not at_least("1.4"):
            raise ValueError("Inputs to `Dense` should have known rank.")
        last = shape.as_list()[-1]
        if last is None and at_least("2.15"):
            raise ValueError("The last dimension of the inputs to a Dense layer should be defined. Found None. "
                             "Full input shape received: %s" % (shape,))
        if last is None:
            raise ValueError("The last dimension of the inputs to `Dense` should be defined. Found `None`.")
        if at_least("1.4"):
            self.input_spec = InputSpec(min_ndim=2, axes={-1: last})
        self.kernel = self.add_variable(
            "kernel", shape=[last, self.units], initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer, constraint=self.kernel_constraint, dtype=self.dtype, trainable=True
        )
        if self.use_bias:
            self.bias = self.add_variable(
                "bias", shape=[self.units], initializer=self.bias_initializer, regularizer=self.bias_regularizer,
                constraint=self.bias_constraint, dtype=self.dtype, trainable=True
            )
        else:
            self.bias = None
        if at_least("1.4"):
            self.built = True

    def call(self, inputs):
        old = at_least("1.4") and not at_least("1.13")
        inputs = tf.convert_to_tensor(inputs, dtype=self.dtype if old else None)
        wide = rank(inputs) > 2
        if at_least("1.15") and not wide and self.dtype is not None:
            inputs = tf.cast(inputs, self.dtype)
        if not wide:
            outputs = tf.matmul(inputs, self.kernel)
        elif at_least("1.4"):
            outputs = tf.tensordot(inputs, self.kernel, [[rank(inputs) - 1], [0]])
            outputs.set_shape(inputs.get_shape().as_list()[:-1] + [self.units])
        else:
            # layers/dense_three_dimensions: 1.0 flattens, and shapes the result at the end.
            parts = tf.unstack(tf.shape(inputs))
            parts[-1] = self.units
            full = tf.stack(parts)
            outputs = tf.matmul(tf.reshape(inputs, [-1, inputs.get_shape().as_list()[-1]]), self.kernel)
        if self.use_bias:
            outputs = tf.nn.bias_add(outputs, self.bias)
        if wide and not at_least("1.4"):
            outputs = tf.reshape(outputs, full)
            outputs.set_shape(inputs.get_shape().as_list()[:-1] + [self.units])
        if self.activation is not None:
            return self.activation(outputs)
        return outputs

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(tf.TensorShape(input_shape).as_list()[:-1] + [self.units])


class Dropout(Layer):
    def __init__(self, rate=0.5, noise_shape=None, seed=None, name=None, **kwargs):
        super(Dropout, self).__init__(name=name, **kwargs)
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed

    def _get_noise_shape(self, inputs):
        return self.noise_shape

    def call(self, inputs, training=False):
        def dropped():
            if at_least("1.13"):
                return tf.nn.dropout(inputs, rate=self.rate, noise_shape=self.noise_shape, seed=self.seed)
            return tf.nn.dropout(inputs, 1 - self.rate, noise_shape=self.noise_shape, seed=self.seed)

        return smart_cond(training, dropped, lambda: tf.identity(inputs))

    def compute_output_shape(self, input_shape):
        return input_shape


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        if data_format is not None and not at_least("1.13"):
            raise TypeError("Keyword argument not understood:", "data_format")
        super(Flatten, self).__init__(**kwargs)
        self.input_spec = InputSpec(min_ndim=2) if not at_least("1.13") else InputSpec(min_ndim=1)

    def call(self, inputs):
        known = inputs.get_shape().as_list()
        total = 1
        for size in known[1:]:
            total = None if total is None or size is None else total * size
        if at_least("2.15") and total is not None:
            outputs = tf.reshape(inputs, tf.constant([-1, total]))
        else:
            outputs = tf.reshape(inputs, (known[0] if known[0] is not None else tf.shape(inputs)[0], -1))
        outputs.set_shape([known[0], total])
        return outputs


def dense(
    inputs, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer=ZEROS,
    kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
    bias_constraint=None, trainable=True, name=None, reuse=None
):
    layer = Dense(
        units, activation=activation, use_bias=use_bias, kernel_initializer=kernel_initializer,
        bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
        activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
        bias_constraint=bias_constraint, trainable=trainable, name=name, _scope=name, _reuse=reuse,
        **typed(inputs)
    )
    return layer.apply(inputs)


def typed(inputs):
    """The functions of 1.0 to 1.8 give the layer the dtype of their input; later ones leave it to the call."""
    return {} if at_least("1.13") else {"dtype": inputs.dtype.base_dtype}


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    layer = Dropout(rate, noise_shape=noise_shape, seed=seed, name=name)
    return layer.apply(inputs, training=training)


def flatten(inputs, name=None, data_format="channels_last"):
    return Flatten(name=name).apply(inputs)
