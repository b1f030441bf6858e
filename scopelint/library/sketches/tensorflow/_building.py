"""Where and how graphs are built: registering, decorating, sessions."""

from _scopelint import lifted


def init_scope():
    return lifted()


def custom_gradient(f=None):
    if f is None:
        return custom_gradient

    def decorated(*args, **kwargs):
        made = f(*args, **kwargs)
        return made[0] if isinstance(made, tuple) and len(made) == 2 else made

    return decorated


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
