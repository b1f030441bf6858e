"""Batch normalization: gamma, beta, moving averages, and the ops that update them."""

import tensorflow as tf
from _scopelint import approximate, at_least, executing_eagerly, is_resource

from .base import Layer
from .inputs import InputSpec
from .parts import ONES, ZEROS, constant_flag, smart_cond


class BatchNormalization(Layer):
    def __init__(
        self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True,
        beta_initializer=ZEROS, gamma_initializer=ONES,
        moving_mean_initializer=ZEROS, moving_variance_initializer=ONES,
        beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, renorm=False,
        renorm_clipping=None, renorm_momentum=0.99, fused=None, trainable=True, virtual_batch_size=None,
        adjustment=None, name=None, **kwargs
    ):
        super(BatchNormalization, self).__init__(name=name, trainable=trainable, **kwargs)
        self.axis = list(axis) if isinstance(axis, (list, tuple)) else axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.beta_initializer = beta_initializer
        self.gamma_initializer = gamma_initializer
        self.moving_mean_initializer = moving_mean_initializer
        self.moving_variance_initializer = moving_variance_initializer
        self.beta_regularizer = beta_regularizer
        self.gamma_regularizer = gamma_regularizer
        self.beta_constraint = beta_constraint
        self.gamma_constraint = gamma_constraint
        self.renorm = renorm
        self.renorm_momentum = renorm_momentum
        self.fused = True if fused is None else fused
        self.virtual_batch_size = virtual_batch_size
        if virtual_batch_size is not None or adjustment is not None:
            self.fused = False

    def build(self, input_shape):
        shape = tf.TensorShape(input_shape)
        if not shape.ndims:
            raise ValueError("Input has undefined rank:", shape)
        count = shape.ndims
        axes = self.axis if isinstance(self.axis, list) else [self.axis]
        axes = [axis + count if axis < 0 else axis for axis in axes]
        for axis in axes:
            if axis < 0 or axis >= count:
                raise ValueError("Value of `axis` argument " + str(self.axis) + " is out of range for input with rank "
                                 + str(count))
        self._axes = axes
        regularized = self.beta_regularizer is not None or self.gamma_regularizer is not None
        self.fused = bool(
            at_least("1.4") and self.fused and not self.renorm and count == 4 and axes in ([1], [3])
            and (at_least("1.8") or not regularized)
        )
        known = shape.as_list()
        for axis in axes:
            if known[axis] is None:
                raise ValueError("Input has undefined `axis` dimension. Input shape: ", shape)
        if at_least("1.4"):
            self.input_spec = InputSpec(ndim=count, axes={axis: known[axis] for axis in axes})
        virtual = self.virtual_batch_size is not None and at_least("1.8")
        size = [known[axes[0]]]
        if len(axes) > 1 or virtual:
            size = [known[i] if i in axes else 1 for i in range(count)]
        if virtual:
            size.insert(1, 1)
        kind = tf.float32 if self.dtype in ("float16", tf.float16) and at_least("1.8") else self.dtype
        # 1.0 makes beta first (layers/batch_normalization).
        for name in ("gamma", "beta") if at_least("1.4") else ("beta", "gamma"):
            self._add_parameter(name, size, kind)
        self._build_averages(size, kind)
        if at_least("1.4"):
            self.built = True

    def _add_parameter(self, name, size, kind):
        wanted = self.scale if name == "gamma" else self.center
        if not wanted:
            setattr(self, name, None)
            if self.fused:
                value = tf.constant(1.0 if name == "gamma" else 0.0, dtype=kind, shape=size)
                setattr(self, "_" + name + "_const", value)
            return
        gamma = name == "gamma"
        variable = self.add_variable(
            name, shape=size, dtype=kind, initializer=self.gamma_initializer if gamma else self.beta_initializer,
            regularizer=self.gamma_regularizer if gamma else self.beta_regularizer,
            constraint=self.gamma_constraint if gamma else self.beta_constraint, trainable=True
        )
        setattr(self, name, variable)

    def _build_averages(self, size, kind):
        """Moving averages are never partitioned."""
        holder = self._scope if at_least("1.4") else tf.get_variable_scope()
        partitioner = holder.partitioner if holder else None
        if partitioner:
            holder.set_partitioner(None)
        self.moving_mean = self.add_variable(
            "moving_mean", shape=size, dtype=kind, initializer=self.moving_mean_initializer, trainable=False
        )
        self.moving_variance = self.add_variable(
            "moving_variance", shape=size, dtype=kind, initializer=self.moving_variance_initializer, trainable=False
        )
        if self.renorm:
            self._build_renorm(size, kind)
        if partitioner:
            holder.set_partitioner(partitioner)

    def _build_renorm(self, size, kind):
        zeros = ZEROS
        if at_least("1.15"):
            def deviation(*args, **kwargs):
                return tf.sqrt(self.moving_variance_initializer(*args, **kwargs))

            added = [("moving_stddev", size, deviation), ("renorm_mean", size, self.moving_mean_initializer),
                     ("renorm_stddev", size, deviation)]
        else:
            added = [("renorm_mean", size, zeros), ("renorm_mean_weight", (), zeros),
                     ("renorm_stddev", size, zeros), ("renorm_stddev_weight", (), zeros)]
        for name, shape, initializer in added:
            setattr(
                self, name, self.add_variable(name, shape=shape, dtype=kind, initializer=initializer, trainable=False)
            )

    def call(self, inputs, training=False):
        if training is None:
            training = False
        if self.fused:
            return self._fused(inputs, training)
        if self.virtual_batch_size is None or not at_least("1.8"):
            return self._normalized(inputs, training)
        # The rows are taken apart into batches of this size, and put together again.
        approximate()
        known = inputs.get_shape().as_list()
        apart = tf.reshape(inputs, [self.virtual_batch_size, -1] + known[1:])
        outputs = self._normalized(apart, training, [0] + list(range(2, len(known) + 1)))
        return tf.reshape(outputs, [-1] + known[1:])

    def _normalized(self, inputs, training, axes=None):
        count = inputs.get_shape().ndims
        at = [axis if axes is None else axis + 1 for axis in self._axes]
        reduced = [axis for axis in (axes or list(range(count))) if axis not in at]
        known = constant_flag(training)
        if known is False:
            mean, variance = self.moving_mean, self.moving_variance
        else:
            mean, variance = tf.nn.moments(inputs, reduced, keep_dims=axes is not None)
            batch_mean, batch_variance = mean, variance
            if at_least("1.4"):
                mean = smart_cond(training, lambda: batch_mean, lambda: tf.convert_to_tensor(self.moving_mean))
                variance = smart_cond(
                    training, lambda: batch_variance, lambda: tf.convert_to_tensor(self.moving_variance)
                )
            if axes is not None:
                batch_mean = tf.reduce_mean(mean, 1, True)
                self._update_averages(batch_mean, tf.reduce_mean(variance, 1, True), training)
            else:
                self._update_averages(mean, variance, training)
        if known is None and not at_least("1.4"):
            return tf.cond(
                training, lambda: self._scaled(inputs, mean, variance, reduced),
                lambda: self._scaled(inputs, self.moving_mean, self.moving_variance, reduced)
            )
        return self._scaled(inputs, mean, variance, reduced)

    def _scaled(self, inputs, mean, variance, reduced):
        outputs = tf.nn.batch_normalization(
            inputs, self._spread(mean, inputs, reduced), self._spread(variance, inputs, reduced),
            self._spread(self.beta, inputs, reduced), self._spread(self.gamma, inputs, reduced), self.epsilon
        )
        outputs.set_shape(inputs.get_shape())
        return outputs

    def _update_averages(self, mean, variance, training):
        """From 1.8 nothing is updated where a switch says so; renormalization has averages of its own before."""
        if executing_eagerly():
            return
        if self.renorm and at_least("1.4"):
            self._renormalize(mean, variance, training)
        for variable, value in ((self.moving_mean, mean), (self.moving_variance, variance)):
            last = self.renorm and at_least("1.15") and variable is self.moving_variance

            def changed():
                read = constant_flag(training) is None
                if not last:
                    return self._moved(variable, value, read)
                self._moved(self.moving_stddev, value)
                return self._replaced(variable, value, read)

            if at_least("1.8"):
                self.add_update(smart_cond(training, changed, lambda: variable), inputs=True)
            else:
                self.add_update(changed(), inputs=True)

    def _renormalize(self, mean, variance, training):
        approximate()
        deviation = tf.sqrt(variance + self.epsilon)
        smart_cond(training, lambda: deviation, lambda: tf.ones_like(deviation))
        smart_cond(training, lambda: mean, lambda: tf.zeros_like(mean))
        read = constant_flag(training) is None
        for name, value in (("renorm_mean", mean), ("renorm_stddev", deviation)):
            average = getattr(self, name)
            weight = None if at_least("1.15") else getattr(self, name + "_weight")

            def changed():
                made = self._moved(average, value, read)
                if weight is not None:
                    self._moved(weight, tf.constant(1.0, name="weight"))
                return made

            if at_least("1.8"):
                smart_cond(training, changed, lambda: tf.identity(average))
            else:
                changed()

    def _replaced(self, variable, value, read):
        with tf.name_scope("AssignNewValue") as scope:
            if is_resource(variable):
                return variable.assign(value, read_value=read)
            return tf.assign(variable, value, name=scope)

    def _spread(self, value, inputs, reduced):
        """Shaped to broadcast against the input where the axis is not the last."""
        count = inputs.get_shape().ndims
        if value is None or reduced == list(range(count - 1)) or value.get_shape().ndims == count:
            return value
        shape = [1] * count
        for axis in self._axes:
            shape[axis] = inputs.get_shape().as_list()[axis]
        return tf.reshape(value, shape)

    def _fused(self, inputs, training):
        gamma = self.gamma if self.scale else self._gamma_const
        beta = self.beta if self.center else self._beta_const
        form = "NCHW" if self._axes == [1] else "NHWC"

        def train():
            return tf.nn.fused_batch_norm(inputs, gamma, beta, epsilon=self.epsilon, data_format=form)

        def infer():
            return tf.nn.fused_batch_norm(
                inputs, gamma, beta, mean=self.moving_mean, variance=self.moving_variance, epsilon=self.epsilon,
                is_training=False, data_format=form
            )

        output, mean, variance = smart_cond(training, train, infer)
        known = constant_flag(training)
        if known is None:
            smart_cond(training, lambda: tf.constant(self.momentum), lambda: tf.constant(1.0))
        else:
            tf.convert_to_tensor(self.momentum if at_least("1.8") else 1.0 - self.momentum)
        if known is not False:
            self._update(self.moving_mean, mean)
            self._update(self.moving_variance, variance)
        return output

    def _update(self, variable, value):
        if not executing_eagerly():
            self.add_update(self._moved(variable, value), inputs=True)

    def _moved(self, variable, value, read=False):
        with tf.name_scope("AssignMovingAvg") as scope:
            decay = tf.convert_to_tensor(1.0 - self.momentum, name="decay")
            delta = (variable - value) * decay
            if is_resource(variable):
                read = read or (at_least("1.8") and not at_least("1.13"))
                return variable.assign_sub(delta, name=None if at_least("1.13") else scope, read_value=read)
            return tf.assign_sub(variable, delta, name=scope)

    def compute_output_shape(self, input_shape):
        return input_shape


def batch_normalization(
    inputs, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, beta_initializer=ZEROS,
    gamma_initializer=ONES, moving_mean_initializer=ZEROS,
    moving_variance_initializer=ONES, beta_regularizer=None, gamma_regularizer=None,
    beta_constraint=None, gamma_constraint=None, training=False, trainable=True, name=None, reuse=None, renorm=False,
    renorm_clipping=None, renorm_momentum=0.99, fused=None, virtual_batch_size=None, adjustment=None
):
    layer = BatchNormalization(
        axis=axis, momentum=momentum, epsilon=epsilon, center=center, scale=scale, beta_initializer=beta_initializer,
        gamma_initializer=gamma_initializer, moving_mean_initializer=moving_mean_initializer,
        moving_variance_initializer=moving_variance_initializer, beta_regularizer=beta_regularizer,
        gamma_regularizer=gamma_regularizer, beta_constraint=beta_constraint, gamma_constraint=gamma_constraint,
        renorm=renorm, renorm_clipping=renorm_clipping, renorm_momentum=renorm_momentum, fused=fused,
        trainable=trainable, virtual_batch_size=virtual_batch_size, adjustment=adjustment, name=name, _reuse=reuse,
        _scope=name, **({"dtype": inputs.dtype.base_dtype} if at_least("1.4") else {})
    )
    return layer.apply(inputs, training=training)
