"""The base of the layer classes of 1.0: the scope is taken when the layer is made (SPEC 12)."""

import tensorflow as tf
from _scopelint import at_least, is_partitioned, snake_case

from .inputs import flatten


class OldLayer(object):
    """A layer of 1.0. Any ``tf.get_variable`` in ``build`` or ``call`` is a variable of the layer."""

    def __init__(self, trainable=True, name=None, dtype=tf.float32, **kwargs):
        for option in kwargs:
            if option not in ("_scope", "_reuse"):
                raise TypeError("Keyword argument not understood:", option)
        self._trainable = trainable
        self._built = False
        self._trainable_variables = []
        self._non_trainable_variables = []
        self._updates = []
        self._losses = []
        self._reuse = kwargs.get("_reuse")
        self.dtype = dtype
        base = name if name else snake_case(type(self).__name__)
        scope = kwargs.get("_scope")
        # The scope is only looked up, and left at once.
        if scope:
            with tf.variable_scope(scope) as captured:
                self._scope = captured
        else:
            with tf.variable_scope(None, default_name=base) as captured:
                self._scope = captured
        self.name = self._scope.name

    @property
    def trainable(self):
        return self._trainable

    @property
    def built(self):
        return self._built

    @property
    def trainable_variables(self):
        return self._trainable_variables if self.trainable else []

    @property
    def non_trainable_variables(self):
        return self._non_trainable_variables if self.trainable else self.variables

    @property
    def trainable_weights(self):
        return self.trainable_variables

    @property
    def non_trainable_weights(self):
        return self.non_trainable_variables

    @property
    def variables(self):
        return self._trainable_variables + self._non_trainable_variables

    @property
    def weights(self):
        return self.variables

    @property
    def updates(self):
        return self._updates

    @property
    def losses(self):
        return self._losses

    def build(self, input_shape):
        self._built = True

    def call(self, inputs, **kwargs):
        raise NotImplementedError

    def add_variable(
        self, name, shape, dtype=None, initializer=None, regularizer=None, trainable=True, constraint=None
    ):
        """The later versions' way to make a variable, for the classes that all versions share."""
        return tf.get_variable(
            name, shape=shape, dtype=dtype or self.dtype, initializer=initializer, regularizer=regularizer,
            trainable=trainable
        )

    def add_update(self, updates, inputs=None):
        self._updates += flatten(updates)

    def _keep(self, getter, name, shape, dtype=None, initializer=None, regularizer=None, trainable=True):
        """Get a variable and list it as the layer's own when it is new; regularize it then."""
        before = tf.global_variables()
        variable = getter(
            name, shape=shape, initializer=initializer, dtype=dtype or self.dtype,
            trainable=trainable and self.trainable
        )
        for known in before:
            if known is variable:
                return variable
        if regularizer:
            if not at_least("1.0"):
                name = variable.op.name
            for part in list(variable) if is_partitioned(variable) else [variable]:
                with tf.name_scope(name + "/Regularizer"):
                    loss = regularizer(part)
                if loss is not None:
                    self._losses.append(loss)
                    tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, loss)
        if trainable:
            self._trainable_variables.append(variable)
        else:
            self._non_trainable_variables.append(variable)
        return variable

    def __call__(self, inputs, **kwargs):
        outer = tf.get_variable_scope().custom_getter

        def layer_getter(
            getter, name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, **rest
        ):
            def make(name, **given):
                given.update(rest)
                return outer(getter, name, **given) if outer is not None else getter(name, **given)

            return self._keep(make, name, shape, dtype, initializer, regularizer, trainable)

        reuse = True if self._built else self._reuse
        with tf.variable_scope(self._scope, reuse=reuse, custom_getter=layer_getter) as scope:
            with tf.name_scope(scope.original_name_scope):
                if not self.built:
                    shapes = [x.get_shape() for x in flatten(inputs)]
                    self.build(shapes[0] if len(shapes) == 1 else shapes)
                    self._built = True
                outputs = self.call(inputs, **kwargs)
                regularizer = getattr(self, "activity_regularizer", None)
                if regularizer:
                    for output in flatten(outputs):
                        with tf.name_scope("ActivityRegularizer"):
                            loss = regularizer(output)
                        self._losses.append(loss)
                        tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, loss)
        known = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
        for update in self._updates:
            if not any(update is other for other in known):
                tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)
        return outputs

    def apply(self, inputs, **kwargs):
        return self.__call__(inputs, **kwargs)
