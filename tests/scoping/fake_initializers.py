"""Initializers as the fake ``tensorflow`` gives them to the engine. Test code only."""

from __future__ import annotations

from typing import Any

from fake_values import FakeDType, dtype_argument

from scopelint.scoping import Constant, Engine, Filled, Initializer, InitializerClass, Random


class Called(Initializer):
    """A program's own function as initializer."""

    def __init__(self, tf: Any, function: Any) -> None:
        self.tf = tf
        self.function = function
        code = getattr(function, "__code__", None)
        self.needs_shape = code is None or code.co_argcount > len(function.__defaults__ or ())

    def build(self, engine: Engine, shape: Any, dtype: Any, partition: Any) -> Any:
        if shape is None:
            return self.tf.value(self.function())
        given = {"dtype": FakeDType(dtype)}
        code = getattr(self.function, "__code__", None)
        if self.tf.version != "2.15" or (code is not None and "partition_info" in code.co_varnames):
            given["partition_info"] = partition
        return self.tf.value(self.function(shape, **given))


class FakeInitializer(Filled):
    """zeros, ones, constant: the engine's own, with the value for a session."""

    def __init__(self, kind: str, value: Any = 0.0, dtype: Any = None) -> None:
        super().__init__(kind, dtype_argument(dtype))
        self.number = {"zeros": 0.0, "ones": 1.0}.get(kind, value)

    def build(self, engine: Engine, shape: Any, dtype: Any, partition: Any) -> Any:
        made = super().build(engine, shape, dtype, partition)
        if not isinstance(made, Constant):
            made.payload = ("value", self.number)
        return made


class FakeRandom(Random):
    """A random initializer."""

    def __init__(self, kind: str, *_: Any, dtype: Any = None, **__: Any) -> None:
        super().__init__(kind, dtype_argument(dtype))


class FakeClass(InitializerClass):
    """An initializer class given uncalled."""

    def __init__(self, make: Any) -> None:
        self.make = make

    def instantiate(self, engine: Engine, dtype: str) -> Initializer:
        made: Initializer = self.make()
        return made
