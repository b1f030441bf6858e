"""The base of tf.layers' classes: whose variables live in a variable scope taken once (SPEC 12)."""

import functools

import tensorflow as tf
from _scopelint import (
    at_least,
    executing_eagerly,
    is_partitioned,
    is_tensor,
    layer_uid,
    parameter_names,
    raise_error,
    snake_case,
)

from .inputs import check_inputs, flatten, input_shapes
from .old_base import OldLayer

CALL_OPTIONS = ("input_shape", "batch_input_shape", "batch_size", "weights", "activity_regularizer",
                "autocast", "dynamic", "input_dim", "implementation", "experimental_autocast")


class Layer(object):
    """A layer from 1.4 on. Its scope is settled by ``_scope``, the first ``add_variable`` or the first call."""

    def __init__(self, trainable=True, name=None, dtype=None, activity_regularizer=None, _scope=None, _reuse=None,
                 **kwargs):
        for option in kwargs:
            if option not in CALL_OPTIONS:
                raise TypeError("Keyword argument not understood:", option)
        self.trainable = trainable
        self.built = False
        self.input_spec = None
        self._activity_regularizer = activity_regularizer
        self._trainable_weights = []
        self._non_trainable_weights = []
        self._updates = []
        self._losses = []
        self._callable_losses = []
        self._reuse = _reuse
        self._dtype = None if dtype is None else tf.as_dtype(dtype).base_dtype.name
        if "batch_input_shape" in kwargs:
            self._batch_input_shape = tuple(kwargs["batch_input_shape"])
        elif "input_shape" in kwargs:
            self._batch_input_shape = (kwargs.get("batch_size"),) + tuple(kwargs["input_shape"])
        elif "input_dim" in kwargs:
            self._batch_input_shape = (kwargs.get("batch_size"), kwargs["input_dim"])
        self._graph = None if executing_eagerly() else tf.get_default_graph()
        self._kept_context = None
        self._set_name(name)
        self._scope = None
        if _scope:
            with tf.variable_scope(_scope) as captured:
                self._scope = captured

    def _set_name(self, name):
        # The name counts layer objects of the graph; the scope has counters of its own (layers/object_default_name).
        if isinstance(name, tf.VariableScope):
            base = name.name
            self._name = base
            if at_least("1.8"):
                self._name = self._unique_name(snake_case(type(self).__name__))
        else:
            base = self._name = name
        if not name:
            base = snake_case(type(self).__name__)
            self._name = self._unique_name(base)
        self._base_name = base

    def _unique_name(self, base):
        return base + "_" + str(layer_uid(base))

    # What it is called

    @property
    def name(self):
        return self._name

    @property
    def dtype(self):
        return self._dtype

    @property
    def graph(self):
        if executing_eagerly():
            raise RuntimeError("Layer.graph not supported in Eager mode.")
        return None if at_least("1.15") else self._graph

    @property
    def scope_name(self):
        if not self._scope:
            raise ValueError(
                'No name available for layer scope because the layer "' + self._name + '" has not been used yet. '
                "The scope name  is determined the first time the layer instance is called. You must therefore call "
                "the layer before querying `scope_name`."
            )
        return self._scope.name

    # What it holds

    @property
    def trainable_weights(self):
        return self._trainable_weights if self.trainable else []

    @property
    def non_trainable_weights(self):
        return self._non_trainable_weights if self.trainable else self._trainable_weights + self._non_trainable_weights

    @property
    def weights(self):
        return self.trainable_weights + self.non_trainable_weights

    @property
    def variables(self):
        return self.weights

    @property
    def trainable_variables(self):
        return self.trainable_weights

    @property
    def non_trainable_variables(self):
        return self.non_trainable_weights

    @property
    def updates(self):
        return [] if at_least("1.8") and not self.trainable else self._updates

    @property
    def losses(self):
        # From 1.13 regularizers are asked anew each time, in the name scope that is open then.
        made = [loss() for loss in self._callable_losses]
        return self._losses + [loss for loss in made if loss is not None]

    @property
    def activity_regularizer(self):
        return self._activity_regularizer

    def get_updates_for(self, inputs):
        return list(self._updates)

    def get_losses_for(self, inputs):
        return list(self._losses)

    def count_params(self):
        total = 0
        for weight in self.weights:
            size = 1
            for dimension in weight.get_shape().as_list():
                size *= dimension
            total += size
        return total

    def add_loss(self, losses, inputs=None):
        for loss in flatten(losses):
            if at_least("1.13") and callable(loss):
                self._callable_losses.append(loss)
                loss = loss()
            else:
                self._losses.append(loss)
            if loss is not None:
                add_new([loss], tf.GraphKeys.REGULARIZATION_LOSSES)

    def add_update(self, updates, inputs=None):
        if not executing_eagerly():
            # From 1.13 the ops themselves are kept, whatever of theirs was given (layers/update_ops).
            self._updates += [u.op if at_least("1.13") and hasattr(u, "op") else u for u in flatten(updates)]

    # What subclasses define

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, **kwargs):
        return inputs

    def compute_output_shape(self, input_shape):
        raise NotImplementedError

    def _compute_output_shape(self, input_shape):
        return self.compute_output_shape(input_shape)

    # Scope, variables, calls

    def _set_scope(self, scope=None):
        if self._scope is not None:
            return
        if self._reuse:
            # layers/dense_reuse_without_name: reuse takes the base name itself.
            with tf.variable_scope(scope if scope is not None else self._base_name) as captured:
                self._scope = captured
        else:
            with tf.variable_scope(scope, default_name=self._base_name) as captured:
                self._scope = captured

    def _open_scope(self, reuse):
        if at_least("1.8"):
            return tf.variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False)
        return tf.variable_scope(self._scope, reuse=reuse)

    def add_variable(
        self, name, shape, dtype=None, initializer=None, regularizer=None, trainable=True, constraint=None,
        use_resource=None, partitioner=None, **options
    ):
        """A variable of the layer's scope, made or got."""
        if trainable is None:
            trainable = True
        before = [] if executing_eagerly() else tf.global_variables() + tf.local_variables()
        if dtype is None:
            dtype = self.dtype or tf.float32
        self._set_scope(None)
        with self._open_scope(self.built or self._reuse) as scope:
            with tf.name_scope(scope.original_name_scope):
                more = {}
                if at_least("1.8"):
                    more["use_resource"] = use_resource or self._use_resource or scope.use_resource
                    more["partitioner"] = partitioner
                    if initializer is None:
                        initializer = scope.initializer
                    initializer = keras_initializer(initializer)
                variable = tf.get_variable(
                    name, shape=shape, initializer=initializer, dtype=tf.as_dtype(dtype), constraint=constraint,
                    trainable=trainable and self.trainable, **more
                )
                old = is_among(variable, before)
                if old and not at_least("1.13"):
                    # layers/object_built_under_reuse: it lists only what it made itself.
                    return variable
                if regularizer and not old:
                    self._regularize(name, variable, regularizer)
        listed = list(variable) if at_least("2.15") and is_partitioned(variable) else [variable]
        if self._counts_as_trainable(variable, trainable):
            self._trainable_weights += listed
        else:
            self._non_trainable_weights += listed
        return variable

    def _counts_as_trainable(self, variable, trainable):
        """What a getter made not trainable is not; a partitioned one is in no collection itself (layers/weights_kinds)."""
        if not trainable or (at_least("1.13") and not self.trainable):
            return False
        if not at_least("1.8") or not self.trainable or executing_eagerly():
            return True
        for known in tf.trainable_variables():
            if known is variable:
                return True
        return False

    _use_resource = False

    def _add_weight(self, name, shape, dtype=None, initializer=None, regularizer=None, trainable=None, constraint=None,
                   use_resource=None, partitioner=None, **options):
        return self.add_variable(
            name, shape, dtype, initializer, regularizer, trainable, constraint, use_resource, partitioner
        )

    def _regularize(self, name, variable, regularizer):
        parts = list(variable) if is_partitioned(variable) else [variable]
        for part in parts:
            if at_least("1.13"):
                self.add_loss(functools.partial(regularization, name, part, regularizer))
            else:
                loss = regularization(name, part, regularizer)
                if loss is not None:
                    self.add_loss(loss)

    def __call__(self, inputs, *args, **kwargs):
        self._set_scope(kwargs.pop("scope", None))
        if self.built and at_least("1.8"):
            # One context for all later calls: the scope object it gives stays the same.
            if self._kept_context is None:
                self._kept_context = self._open_scope(True)
            context = self._kept_context
        else:
            context = self._open_scope(self.built or self._reuse)
        if not executing_eagerly() and not at_least("1.8"):
            self._check_graph(inputs)
        with context as scope:
            if "scope" in parameter_names(self.call):
                kwargs["scope"] = scope
            with tf.name_scope(scope.original_name_scope):
                outputs = self._run(inputs, args, kwargs)
        if not executing_eagerly():
            add_new(self.updates, tf.GraphKeys.UPDATE_OPS)
        self.built = True
        return outputs

    def _check_graph(self, inputs):
        for tensor in flatten(inputs):
            graph = getattr(tensor, "graph", None)
            if graph is not None and self._graph is not None and graph is not self._graph:
                raise_error("ValueError", "Input graph and Layer graph are not the same: %s is not from the passed-in "
                            "graph." % (tensor,))

    def _run(self, inputs, args, kwargs):
        if not self.built:
            check_inputs(self, inputs)
            listed = flatten(inputs)
            if listed and self._dtype is None and hasattr(listed[0], "dtype"):
                self._dtype = listed[0].dtype.base_dtype.name
            self.build(input_shapes(inputs))
            if at_least("1.8"):
                self.built = True
        check_inputs(self, inputs)
        outputs = self.call(inputs, *args, **kwargs)
        if outputs is None and not at_least("1.13"):
            raise ValueError("A layer's `call` method should return a Tensor or a list of Tensors, not None.")
        if self._activity_regularizer and not executing_eagerly():
            for output in flatten(outputs):
                with tf.name_scope("ActivityRegularizer"):
                    loss = self._activity_regularizer(output)
                    if at_least("1.13"):
                        loss = loss / tf.cast(tf.shape(output)[0], loss.dtype)
                self.add_loss(loss)
        return outputs

    def apply(self, inputs, *args, **kwargs):
        return self.__call__(inputs, *args, **kwargs)


def regularization(name, variable, regularizer):
    with tf.name_scope(name + "/Regularizer"):
        return regularizer(variable)


def keras_initializer(initializer):
    """From 1.13 an initializer may be called by its Keras name (layers/by_keras_names)."""
    if isinstance(initializer, str) and at_least("1.13"):
        return tf.keras.initializers.get(initializer)
    return initializer


def is_among(variable, variables):
    parts = list(variable) if is_partitioned(variable) else [variable]
    for known in variables:
        for part in parts:
            if known is part:
                return True
    return False


def add_new(elements, key):
    """Add what the collection has not yet."""
    if not executing_eagerly():
        known = tf.get_collection(key)
        for element in elements:
            if not is_among(element, known):
                tf.add_to_collection(key, element)


if at_least("1.8"):
    Layer.add_weight = Layer._add_weight
if not at_least("1.4"):
    Layer = OldLayer
