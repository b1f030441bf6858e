"""Defun: a function with a graph of its own, which its first call builds. Calls make one op.

The variables that the body gets belong to the caller's graph and follow the variable scope of the first call. Its ops do
not: here they stand under a name scope that nothing can collide with.
"""

import tensorflow as tf
from _scopelint import at_least, convert, hidden_scope, raw_op, unknown


class Call(object):
    """The op of a call, as a shape function asks for it."""

    def __init__(self, op, inputs):
        self._op = op
        self.inputs = inputs

    def __getattr__(self, name):
        return getattr(self._op, name)


class Defun(object):
    def __init__(self, *input_types, **kwargs):
        self._input_types = input_types
        self._func_name = kwargs.get("func_name")
        self._shape_func = kwargs.get("shape_func")

    def __call__(self, func):
        return Defined(func, self._input_types, self._func_name, self._shape_func)


class Defined(object):
    """A function with one body for each graph and each types of arguments."""

    def __init__(self, func, input_types, func_name, shape_func):
        self._func = func
        self._input_types = input_types
        # The name of one whose types are told by its arguments ends in them, others' in a hash of their bodies.
        self._func_name = func_name if input_types else None
        self._shape_func = shape_func
        self._built = {}
        self.__name__ = func.__name__

    def __call__(self, *args, **kwargs):
        if self._shape_func is not None and not at_least("1.4"):
            keys = "['shape_func']" if not at_least("1.0") else "dict_keys(['shape_func'])"
            raise ValueError("Unknown keyword arguments: " + keys)
        name = kwargs.pop("name", None)
        types = self._input_types or [None] * len(args)
        inputs = [convert(value, dtype=kind) for value, kind in zip(args, types)]
        results = self._results([value.dtype for value in inputs])
        title = self._func_name or unknown(self.__name__)
        outputs = [] if results is None else list(results) if isinstance(results, (list, tuple)) else [results]
        made = raw_op(self.__name__, name or title, [(convert(one).dtype, None) for one in outputs], inputs)
        if outputs and self._shape_func is not None:
            for tensor, shape in zip(made, self._shape_func(Call(made[0].op, inputs))):
                tensor.set_shape(shape)
        return made[0] if len(outputs) == 1 else tuple(made) if outputs else made

    def _results(self, types):
        key = (tf.get_default_graph(), tuple(kind.name for kind in types))
        if key not in self._built:
            with hidden_scope("function"):
                self._built[key] = self._func(*[tf.placeholder(kind) for kind in types])
        return self._built[key]
