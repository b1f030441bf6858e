"""Where and how graphs are built: registering, decorating, sessions."""

import tensorflow as tf
from _scopelint import at_least, convert, executing_eagerly, is_unknown, lifted, nest_flatten, nest_pack, op


def init_scope():
    return lifted()


def custom_gradient(f=None):
    if f is None:
        return custom_gradient

    def decorated(*args, **kwargs):
        if executing_eagerly():
            made = f(*args, **kwargs)
            return made[0] if isinstance(made, (list, structure())) and len(made) == 2 else made
        inputs = [convert(value) for value in args]
        made = f(*inputs, **kwargs)
        if is_unknown(made):
            return made
        result = made[0]
        flat = [convert(value) for value in nest_flatten(result)]
        if at_least("1.15"):
            inputs = [tf.identity(value) for value in inputs]
        return nest_pack(result, op("IdentityN", input=flat + inputs)[:len(flat)])

    return decorated


def structure():
    return type(())


class RegisterGradient(object):
    def __init__(self, op_type):
        self._op_type = op_type

    def __call__(self, f):
        return f


class RegisterShape(RegisterGradient):
    """Shapes of Python's have no effect from 1.0."""


class NoGradient(object):
    def __init__(self, op_type):
        self._op_type = op_type


NotDifferentiable = NoGradient


def no_gradient(op_type):
    return None


def register_tensor_conversion_function(base_type, conversion_func, priority=100):
    return None


def get_seed(op_seed):
    return op_seed, op_seed


class TensorSpec(object):
    def __init__(self, shape, dtype=None, name=None):
        self.shape = shape
        self.dtype = dtype
        self.name = name
