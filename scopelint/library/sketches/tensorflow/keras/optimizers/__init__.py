"""tf.keras.optimizers: hyperparameters are variables, made with the object until 1.13, with the first update later."""

import tensorflow as tf
from _scopelint import at_least, executing_eagerly, is_unknown

from ..backend import variable
from ..initializers import get as get_initializer


class Optimizer(object):
    """Until 1.13 slots have no names of their own."""

    hypers = ()
    slots = 0

    def __init__(self, **kwargs):
        self.weights = []
        self._kept = kwargs
        self._set = {}
        with tf.name_scope(type(self).__name__):
            for name, value in self.hypers:
                if value is None:
                    value = kwargs.get(name, 0.0)
                kind = "int64" if name == "iterations" else None
                made = variable(value, dtype=kind, name=name)
                setattr(self, name, made)

    def get_config(self):
        return dict(self._kept)

    def get_gradients(self, loss, params):
        return tf.gradients(loss, params)

    def get_updates(self, loss=None, params=None):
        self.get_gradients(loss, params)
        for shape in self._slot_shapes(params):
            self.weights.append(variable(tf.zeros(shape), None, None))
        return []

    def _slot_shapes(self, params):
        return [weight.get_shape().as_list() for _ in range(self.slots) for weight in params]


class NamedOptimizer(object):
    """From 1.15."""

    def __init__(self, name, hypers, **kwargs):
        self._name = kwargs.pop("name", name) or name
        for word in ("lr", "learning_rate"):
            if word in kwargs:
                hypers["learning_rate"] = kwargs[word]
        hypers["decay"] = kwargs.get("decay", 0.0)
        self._hypers = hypers
        self._made = False
        self._slots = {}
        self._weights = []
        self._iterations = None

    @property
    def weights(self):
        return self._weights

    def variables(self):
        return self._weights

    def get_config(self):
        return dict(self._hypers, name=self._name)

    @property
    def iterations(self):
        if self._iterations is None:
            self._iterations = self.add_weight("iter", shape=[], dtype=tf.int64, initializer="zeros")
            self._weights.append(self._iterations)
        return self._iterations

    def add_weight(self, name, shape, dtype=None, initializer="zeros", trainable=None, **kwargs):
        kind = tf.as_dtype(dtype or tf.float32)
        if isinstance(initializer, str) or callable(initializer):
            chosen = get_initializer(initializer)
            value = lambda: chosen(shape, dtype=kind)  # noqa: E731
        else:
            value = initializer
        return tf.Variable(value, name=name, dtype=kind, trainable=bool(trainable), use_resource=True)

    def _create_hypers(self):
        if not self._made:
            self._made = True
            for name in sorted(self._hypers):
                value = self._hypers[name]
                if not callable(value) and not isinstance(value, (tf.Tensor, tf.Variable)):
                    self._hypers[name] = self.add_weight(name, shape=[], initializer=value)

    def __getattr__(self, name):
        if name == "lr":
            name = "learning_rate"
        hypers = self.__dict__.get("_hypers", {})
        if name in hypers:
            self._create_hypers()
            return hypers[name]
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))

    def add_slot(self, var, slot_name, initializer="zeros"):
        key = (var.op.name, slot_name) if not executing_eagerly() else (var.name, slot_name)
        if key not in self._slots:
            chosen, shape, kind = get_initializer(initializer), var.get_shape(), var.dtype.base_dtype
            full = var.op.name if not executing_eagerly() else var.name.split(":")[0]
            self._slots[key] = tf.Variable(
                lambda: chosen(shape.as_list(), dtype=kind), name=full + "/" + slot_name, dtype=kind, trainable=False,
                use_resource=True
            )
            self._weights.append(self._slots[key])
        return self._slots[key]

    def get_slot(self, var, slot_name):
        return self._slots[(var.op.name, slot_name)]

    def _create_slots(self, var_list):
        pass

    def get_gradients(self, loss, params):
        return tf.gradients(loss, params)

    def get_updates(self, loss, params):
        gradients = self.get_gradients(loss, params)
        if is_unknown(gradients):
            gradients = params
        return [self.apply_gradients(list(zip(gradients, params)))]

    def minimize(self, loss, var_list, grad_loss=None, name=None, **kwargs):
        if callable(loss):
            loss = loss()
        variables = var_list() if callable(var_list) else var_list
        gradients = variables if executing_eagerly() else tf.gradients(loss, variables, grad_loss)
        return self.apply_gradients(list(zip(gradients, variables)), name=name)

    def apply_gradients(self, grads_and_vars, name=None, **kwargs):
        variables = [var for gradient, var in grads_and_vars if is_unknown(gradient) or gradient is not None]
        if not variables:
            raise ValueError("No gradients provided for any variable: %s." % ([v.name for g, v in grads_and_vars],))
        with tf.name_scope(self._name):
            self.iterations
            self._create_hypers()
            self._create_slots(variables)
        with tf.name_scope(name or self._name):
            for var in variables:
                with tf.name_scope("update" if executing_eagerly() else "update_" + var.op.name):
                    pass
            done = self._iterations.assign_add(1)
            return done if executing_eagerly() else done.op


BASE = NamedOptimizer if at_least("1.15") else Optimizer
ITERATIONS = ("iterations", 0)


class SGD(BASE):
    if at_least("1.15"):
        def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, name="SGD", **kwargs):
            super(SGD, self).__init__(name, {"learning_rate": learning_rate, "momentum": momentum}, **kwargs)
            self._momentum = callable(momentum) or momentum > 0

        def _create_slots(self, var_list):
            if self._momentum:
                for var in var_list:
                    self.add_slot(var, "momentum")
    else:
        hypers = (ITERATIONS, ("lr", 0.01), ("momentum", 0.0), ("decay", 0.0))
        slots = 1

        def __init__(self, lr=0.01, momentum=0.0, decay=0.0, nesterov=False, **kwargs):
            super(SGD, self).__init__(**kwargs)


class RMSprop(BASE):
    if at_least("1.15"):
        def __init__(
            self, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False, name="RMSprop", **kwargs
        ):
            hypers = {"learning_rate": learning_rate, "rho": rho, "momentum": momentum}
            super(RMSprop, self).__init__(name, hypers, **kwargs)
            self._momentum = callable(momentum) or momentum > 0
            self._centered = centered

        def _create_slots(self, var_list):
            wanted = ["rms"] + (["momentum"] if self._momentum else []) + (["mg"] if self._centered else [])
            for slot in wanted:
                for var in var_list:
                    self.add_slot(var, slot)
    else:
        hypers = (("lr", 0.001), ("rho", 0.9), ("decay", 0.0), ITERATIONS)
        slots = 1

        def __init__(self, lr=0.001, rho=0.9, epsilon=None, decay=0.0, **kwargs):
            super(RMSprop, self).__init__(**kwargs)


class Adagrad(BASE):
    if at_least("1.15"):
        def __init__(
            self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, name="Adagrad", **kwargs
        ):
            super(Adagrad, self).__init__(name, {"learning_rate": learning_rate}, **kwargs)

        def _create_slots(self, var_list):
            for var in var_list:
                self.add_slot(var, "accumulator", "ones")
    else:
        hypers = (("lr", 0.01), ("decay", 0.0), ITERATIONS)
        slots = 1

        def __init__(self, lr=0.01, epsilon=None, decay=0.0, **kwargs):
            super(Adagrad, self).__init__(**kwargs)


class Adadelta(BASE):
    if at_least("1.15"):
        def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, name="Adadelta", **kwargs):
            super(Adadelta, self).__init__(name, {"learning_rate": learning_rate, "rho": rho}, **kwargs)

        def _create_slots(self, var_list):
            for slot in ("accum_grad", "accum_var"):
                for var in var_list:
                    self.add_slot(var, slot)
    else:
        hypers = (("lr", 1.0), ("decay", 0.0), ITERATIONS)
        slots = 2

        def __init__(self, lr=1.0, rho=0.95, epsilon=None, decay=0.0, **kwargs):
            super(Adadelta, self).__init__(**kwargs)


class Adam(BASE):
    if at_least("1.15"):
        def __init__(
            self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, name="Adam", **kwargs
        ):
            hypers = {"learning_rate": learning_rate, "beta_1": beta_1, "beta_2": beta_2}
            super(Adam, self).__init__(name, hypers, **kwargs)
            self.amsgrad = amsgrad

        def _create_slots(self, var_list):
            for slot in ("m", "v", "vhat") if self.amsgrad else ("m", "v"):
                for var in var_list:
                    self.add_slot(var, slot)
    else:
        hypers = (ITERATIONS, ("lr", 0.001), ("beta_1", 0.9), ("beta_2", 0.999), ("decay", 0.0))
        slots = 2

        def __init__(self, lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=None, decay=0.0, amsgrad=False, **kwargs):
            super(Adam, self).__init__(**kwargs)
            self.amsgrad = amsgrad

        def _slot_shapes(self, params):
            shapes = super(Adam, self)._slot_shapes(params)
            if not at_least("1.8"):
                return shapes
            return shapes + [weight.get_shape().as_list() if self.amsgrad else [1] for weight in params]


class Adamax(BASE):
    if at_least("1.15"):
        def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name="Adamax", **kwargs):
            hypers = {"learning_rate": learning_rate, "beta_1": beta_1, "beta_2": beta_2}
            super(Adamax, self).__init__(name, hypers, **kwargs)

        def _create_slots(self, var_list):
            for slot in ("m", "v"):
                for var in var_list:
                    self.add_slot(var, slot)
    else:
        hypers = (ITERATIONS, ("lr", 0.002), ("beta_1", 0.9), ("beta_2", 0.999), ("decay", 0.0))
        slots = 2

        def __init__(self, lr=0.002, beta_1=0.9, beta_2=0.999, epsilon=None, decay=0.0, **kwargs):
            super(Adamax, self).__init__(**kwargs)


class Nadam(BASE):
    if at_least("1.15"):
        def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name="Nadam", **kwargs):
            hypers = {"learning_rate": learning_rate, "beta_1": beta_1, "beta_2": beta_2}
            super(Nadam, self).__init__(name, hypers, **kwargs)
            self._cache = None

        def _create_slots(self, var_list):
            if self._cache is None:
                self._cache = self.add_weight("momentum_cache", shape=[], initializer="ones")
                self._weights.append(self._cache)
            for slot in ("m", "v"):
                for var in var_list:
                    self.add_slot(var, slot)
    else:
        hypers = (ITERATIONS, ("m_schedule", 1.0), ("lr", 0.002), ("beta_1", 0.9), ("beta_2", 0.999))
        slots = 2

        def __init__(self, lr=0.002, beta_1=0.9, beta_2=0.999, epsilon=None, schedule_decay=0.004, **kwargs):
            super(Nadam, self).__init__(**kwargs)


class Ftrl(NamedOptimizer):
    def __init__(
        self, learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1,
        l1_regularization_strength=0.0, l2_regularization_strength=0.0, name="Ftrl", **kwargs
    ):
        hypers = {
            "learning_rate": learning_rate, "learning_rate_power": learning_rate_power,
            "l1_regularization_strength": l1_regularization_strength,
            "l2_regularization_strength": l2_regularization_strength,
        }
        if at_least("2.15"):
            hypers["beta"] = kwargs.pop("beta", 0.0)
        super(Ftrl, self).__init__(name, hypers, **kwargs)

    def _create_slots(self, var_list):
        for var in var_list:
            self.add_slot(var, "accumulator", "ones")
            self.add_slot(var, "linear")


class TFOptimizer(object):
    """An optimizer of ``tf.train`` in a model of Keras."""

    def __init__(self, optimizer):
        self.optimizer = optimizer
        with tf.name_scope("TFOptimizer"):
            self.iterations = variable(0, dtype="int64", name="iterations")

    def get_updates(self, loss=None, params=None):
        pairs = self.optimizer.compute_gradients(loss, params)
        return [self.optimizer.apply_gradients(pairs, global_step=self.iterations)]


NAMES = {
    "sgd": SGD, "rmsprop": RMSprop, "adagrad": Adagrad, "adadelta": Adadelta, "adam": Adam, "adamax": Adamax,
    "nadam": Nadam,
}
if at_least("1.15"):
    NAMES["ftrl"] = Ftrl


def get(identifier):
    if isinstance(identifier, str):
        if identifier.lower() not in NAMES:
            raise ValueError("Unknown optimizer: " + identifier)
        return NAMES[identifier.lower()]()
    if isinstance(identifier, dict):
        return NAMES[identifier["class_name"].lower()](**identifier.get("config", {}))
    return identifier
