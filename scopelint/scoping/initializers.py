"""Initial values: what the engine needs to know of them, and TensorFlow's default initializers with their ops (§7).

An initializer or initial value is one of four kinds of host object:

- an ``Initializer``: a callable. ``needs_shape`` is False for one whose arguments all have defaults.
- an ``InitializerClass``: a class given instead of an instance (from 1.4).
- a ``Convertible``: a Python value, such as ``Constant``; it becomes a tensor when ``convert`` is called.
- anything else is a tensor: an object with ``shape``, ``dtype`` and (in graph mode) ``graph``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from scopelint.scoping.errors import ScopingError
from scopelint.scoping.name_scope import inside
from scopelint.scoping.shapes import Shape

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class Partition(NamedTuple):
    """Which part of a partitioned variable an initializer is called for (``partition_info``)."""

    full_shape: list[int]
    offset: list[int]


class Initializer:
    """A callable initializer. Subclass it; ``build`` makes its ops in the default graph and current name scope."""

    needs_shape = True

    def build(self, engine: Engine, shape: list[int] | None, dtype: str | None, partition: Partition | None) -> Any:
        """Make the initial value: a tensor, or a Convertible.

        ``shape`` is None when the initializer is called without arguments.
        """
        raise NotImplementedError


class InitializerClass(Initializer):
    """An initializer's class, given uncalled (get_variable/initializer_class_not_called)."""

    def instantiate(self, engine: Engine, dtype: str) -> Initializer:
        """The instance."""
        raise NotImplementedError


class Convertible:
    """A Python value that becomes a tensor when used."""

    def convert(self, engine: Engine, name: str, dtype: str | None) -> Any:
        """The tensor: an op called ``name`` in the current name scope, of ``dtype`` if given."""
        raise NotImplementedError


class Constant(Convertible):
    """A value of known shape and dtype; it becomes a ``Const`` op (in eager mode it stays what it is)."""

    __slots__ = ("dtype", "shape", "value")

    def __init__(self, value: object, shape: Shape, dtype: str) -> None:
        self.value = value
        self.shape = shape
        self.dtype = dtype

    def convert(self, engine: Engine, name: str, dtype: str | None) -> Any:
        """A ``Const`` op's output."""
        return made_constant(engine, name, self.shape, dtype or self.dtype, self.value)


class Deferred(NamedTuple):
    """An initial value made by calling something: ``tf.Variable(lambda: ...)``."""

    build: Callable[[Engine], Any]


def made_constant(engine: Engine, name: str, shape: Shape, dtype: str, value: object = None) -> Any:
    """The output of a new ``Const`` op, or in eager mode a ``Constant``."""
    if engine.executing_eagerly():
        return Constant(value, shape, dtype)
    return engine.default_graph().create_op("Const", name, [(dtype, shape)]).outputs[0]


def converted(engine: Engine, value: Any, name: str, dtype: str | None) -> Any:
    """What ``convert_to_tensor(value, name=name, dtype=dtype)`` gives."""
    if isinstance(value, Convertible):
        return value.convert(engine, name, dtype)
    return value


class Filled(Initializer):
    """zeros, ones and constant initializers: one ``Const``, named by version (get_variable/initializer_names)."""

    def __init__(self, kind: str = "zeros", dtype: str | None = None) -> None:
        self.kind = kind
        self.dtype = dtype

    def build(self, engine: Engine, shape: list[int] | None, dtype: str | None, partition: Partition | None) -> Any:
        """The constant."""
        rules = engine.rules
        name = {"zeros": rules.zeros_op, "ones": rules.ones_op}.get(self.kind, "Const")
        return made_constant(engine, name, tuple(shape or ()), dtype or self.dtype or "float32")


_RANDOM = {
    "random_uniform": ("min", "max", "RandomUniform", "RandomUniform"),
    "random_normal": ("mean", "stddev", "RandomStandardNormal", "RandomStandardNormal"),
    "truncated_normal": ("mean", "stddev", "TruncatedNormal", "TruncatedNormal"),
}


class Random(Initializer):
    """Random initializers: the ops of ``tf.random_uniform``, ``random_normal`` or ``truncated_normal``."""

    def __init__(self, kind: str = "random_uniform", dtype: str | None = None) -> None:
        self.kind = kind
        self.dtype = dtype

    def build(self, engine: Engine, shape: list[int] | None, dtype: str | None, partition: Partition | None) -> Any:
        """The random tensor."""
        return random_ops(engine, self.kind, tuple(shape or ()), dtype or self.dtype or "float32")


class UnitScaling(Random):
    """0.12's default for every dtype: it fails for ints, bools and strings (get_variable/int_and_bool_defaults)."""

    def build(self, engine: Engine, shape: list[int] | None, dtype: str | None, partition: Partition | None) -> Any:
        """The random tensor.

        Raises:
          ScopingError: TypeError for a dtype that is not floating.
        """
        if dtype is None or is_floating(dtype):
            return super().build(engine, shape, dtype, partition)
        full = partition.full_shape if partition is not None else shape or []
        size = max(float(math.prod(full[:-1])), 1.0)
        with inside(engine.default_graph(), "random_uniform"):
            made_constant(engine, "shape", (len(shape or ()),), "int32")
        low = -math.sqrt(3 / size)
        raise ScopingError("TypeError", f"Expected {dtype}, got {low!r} of type 'float' instead.", "TFS113")


def random_ops(engine: Engine, kind: str, shape: Shape, dtype: str) -> Any:
    """The ops of a random tensor: ``shape``, two parameters, the generator, and arithmetic that ends in the scope's
    own name (variable_scope/initializer_default_op_names)."""
    if engine.executing_eagerly():
        return Constant(None, shape, dtype)
    first, second, type_, name = _RANDOM[kind]
    graph = engine.default_graph()
    one = [(dtype, shape)]
    with inside(graph, kind) as place:
        made_constant(engine, "shape", (len(shape or ()),), "int32")
        made_constant(engine, first, (), dtype)
        made_constant(engine, second, (), dtype)
        graph.create_op(type_, name, one)
        if kind == "random_uniform":
            graph.create_op("Sub", "sub", [(dtype, ())])
        graph.create_op("Mul", "mul", one)
        return graph.create_op(engine.rules.add_op, place.path, one).outputs[0]


def is_floating(dtype: str) -> bool:
    """Whether a dtype is one of the floating ones."""
    return dtype in ("float16", "float32", "float64", "bfloat16")


def default_initializer(engine: Engine, name: str | None, shape: Shape, dtype: str) -> Any:
    """What get_variable uses where none is given (§7.12): an Initializer, or a tensor made at once (1.0 and 1.4, ints).

    Raises:
      ScopingError: no default for the dtype.
    """
    rules = engine.rules
    if rules.default_float == "unit_scaling":
        return UnitScaling()
    if is_floating(dtype):
        return Random("random_uniform")
    if dtype.startswith(("int", "uint", "qint", "quint")) or dtype == "bool":
        if rules.default_zeros == "value":
            return made_constant(engine, rules.zeros_op, shape, dtype)
        return Filled("zeros")
    if dtype == "string" and rules.default_string:
        return Filled("zeros")
    raise ScopingError(
        "ValueError", f"An initializer for variable {name} of <dtype: '{dtype}'> is required", "TFS106", variable=name
    )
