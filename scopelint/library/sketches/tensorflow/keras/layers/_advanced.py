"""Activations with parameters, noise, and regularization of what a layer gives."""

import tensorflow as tf
from _scopelint import at_least

from ...layers.parts import smart_cond
from ..regularizers import get as get_regularizer
from .base import Layer as BaseLayer


class ELU(BaseLayer):
    def __init__(self, alpha=1.0, **kwargs):
        super(ELU, self).__init__(**kwargs)
        self.alpha = alpha

    def call(self, inputs):
        outputs = tf.nn.elu(inputs)
        return outputs if self.alpha == 1 else tf.where(inputs > 0, outputs, self.alpha * outputs)


class ThresholdedReLU(BaseLayer):
    def __init__(self, theta=1.0, **kwargs):
        super(ThresholdedReLU, self).__init__(**kwargs)
        self.theta = theta

    def call(self, inputs):
        return inputs * tf.cast(tf.greater(inputs, self.theta), inputs.dtype)


class PReLU(BaseLayer):
    _built_in = True

    def __init__(
        self, alpha_initializer="zeros", alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs
    ):
        super(PReLU, self).__init__(**kwargs)
        self.alpha_initializer = tf.keras.initializers.get(alpha_initializer)
        self.alpha_regularizer = get_regularizer(alpha_regularizer)
        if shared_axes is not None and not isinstance(shared_axes, (list, tuple)):
            shared_axes = [shared_axes]
        self.shared_axes = shared_axes

    def build(self, input_shape):
        shape = tf.TensorShape(input_shape).as_list()[1:]
        for axis in self.shared_axes or ():
            shape[axis - 1] = 1
        self.alpha = self.add_weight(
            name="alpha", shape=tuple(shape), initializer=self.alpha_initializer, regularizer=self.alpha_regularizer
        )
        self.built = True

    def call(self, inputs, mask=None):
        positive = tf.nn.relu(inputs)
        return positive + -self.alpha * tf.nn.relu(-inputs)


class Noise(BaseLayer):
    """Something random while training, the input itself otherwise."""

    def call(self, inputs, training=None):
        return smart_cond(self._phase(training), lambda: self._noised(inputs), lambda: inputs)


class GaussianNoise(Noise):
    def __init__(self, stddev, **kwargs):
        super(GaussianNoise, self).__init__(**kwargs)
        self.stddev = stddev

    def _noised(self, inputs):
        return inputs + tf.random_normal(shape=tf.shape(inputs), mean=0.0, stddev=self.stddev)


class GaussianDropout(Noise):
    def __init__(self, rate, **kwargs):
        super(GaussianDropout, self).__init__(**kwargs)
        self.rate = rate

    def _noised(self, inputs):
        return inputs * tf.random_normal(shape=tf.shape(inputs), mean=1.0, stddev=0.5)


class AlphaDropout(Noise):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super(AlphaDropout, self).__init__(**kwargs)
        self.rate = rate

    def _noised(self, inputs):
        kept = tf.cast(tf.greater_equal(tf.random_uniform(tf.shape(inputs)), self.rate), inputs.dtype)
        return (inputs * kept + -1.7 * (1 - kept)) * 1.0 + 0.0


class SpatialDropout(BaseLayer):
    """Whole feature maps are dropped."""

    def __init__(self, rate, data_format=None, **kwargs):
        super(SpatialDropout, self).__init__(**kwargs)
        self.rate = rate
        self.data_format = data_format or "channels_last"

    def _kept_shape(self, inputs):
        shape, count = tf.shape(inputs), inputs.get_shape().ndims
        if self.data_format == "channels_first":
            return (shape[0], shape[1]) + (1,) * (count - 2)
        return (shape[0],) + (1,) * (count - 2) + (shape[count - 1],)

    def call(self, inputs, training=None):
        def dropped():
            return tf.nn.dropout(inputs, 1 - self.rate, noise_shape=self._kept_shape(inputs))

        return smart_cond(self._phase(training), dropped, lambda: tf.identity(inputs))


class SpatialDropout1D(SpatialDropout):
    pass


class SpatialDropout2D(SpatialDropout):
    pass


class SpatialDropout3D(SpatialDropout):
    pass


class Masking(BaseLayer):
    def __init__(self, mask_value=0.0, **kwargs):
        super(Masking, self).__init__(**kwargs)
        self.mask_value = mask_value

    def call(self, inputs):
        kept = tf.reduce_any(tf.not_equal(inputs, self.mask_value), axis=-1, keep_dims=True)
        return inputs * tf.cast(kept, inputs.dtype)


class ActivityRegularization(BaseLayer):
    def __init__(self, l1=0.0, l2=0.0, **kwargs):
        regularizer = tf.keras.regularizers.l1_l2(l1=l1, l2=l2)
        super(ActivityRegularization, self).__init__(activity_regularizer=regularizer, **kwargs)

    def call(self, inputs):
        return inputs if at_least("1.13") else tf.identity(inputs)
