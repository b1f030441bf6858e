"""A small fake ``tensorflow`` on top of the engine, to run recorded programs under CPython. Test code only.

It knows just what those programs use. What a version lacks raises the AttributeError it raised there.
"""

from __future__ import annotations

import builtins
import sys
import threading
from collections.abc import Callable
from typing import Any

from fake_initializers import Called, FakeClass, FakeInitializer, FakeRandom
from fake_values import FACES, Fake, FakeDType, FakeTensor, dtype_argument, shape_and_dtype, shape_argument

from scopelint.scoping import (
    AUTO_REUSE,
    Constant,
    Convertible,
    Deferred,
    EagerStore,
    Engine,
    Initializer,
    Observer,
    PartitionedVariable,
    ScopeSettings,
    ScopingError,
    Tensor,
    Variable,
    VariableScope,
    VariableSpec,
)

ORDER = ["0.12", "1.0", "1.4", "1.8", "1.13", "1.15", "2.15"]

DTYPES = ("float16", "float32", "float64", "int32", "int64", "string", "bool")


class ThreadedEngine(Engine):
    """An engine that knows the thread by itself."""

    thread = property(lambda self: threading.current_thread())


def raised(error: ScopingError) -> BaseException:
    """The Python exception of TensorFlow's type."""
    cls = getattr(builtins, error.type, None)
    if cls is None:
        cls = type(error.type, (Exception,), {})
    if cls is KeyError:
        return KeyError(error.message.strip('"'))
    made: BaseException = cls(error.message)
    return made


def speaks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Turn the engine's errors into Python's."""

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except ScopingError as error:
            raise raised(error) from None
        except TypeError as error:
            # Messages of Python name the fake's method.
            raise TypeError(str(error).removeprefix("Scoping.")) from None

    call.__name__ = function.__name__
    return call


class Context:
    """A scope as a program sees it: a context manager with nothing else on it (a decorator in 1.0)."""

    def __init__(self, tf: Any, raw: Any) -> None:
        self._tf, self._raw = tf, raw

    @speaks
    def __enter__(self) -> Any:
        return self._tf.face(self._raw.enter())

    @speaks
    def __exit__(self, *exc: Any) -> None:
        self._raw.exit()


class NameContext(Context):
    pass


class Decorator(Context):
    def __call__(self, function: Any) -> Any:
        def inner(*args: Any, **kwargs: Any) -> Any:
            with type(self)(self._tf, self._raw.again()):
                return function(*args, **kwargs)

        return inner


class GraphContext:
    def __init__(self, tf: Any, graph: Any) -> None:
        self._tf, self._graph = tf, graph

    @speaks
    def __enter__(self) -> Any:
        self._tf.engine.push_graph(self._graph)
        return self._tf.face(self._graph)

    @speaks
    def __exit__(self, *exc: Any) -> None:
        self._tf.engine.pop_graph(self._graph)


class Nothing:
    """A context that names nothing: device, control_dependencies."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *exc: Any) -> None:
        return None


class Session:
    """Knows only constants and variables with constant initial values."""

    def __init__(self, tf: Any, graph: Any = None) -> None:
        self._tf = tf
        self.graph = graph or tf.face(tf.engine.default_graph())

    def __enter__(self) -> Session:
        self._tf.engine.push_graph(self.graph.raw)
        return self

    def __exit__(self, *exc: Any) -> None:
        self._tf.engine.pop_graph(self.graph.raw)

    def run(self, fetch: Any, feed_dict: Any = None) -> Any:
        return self._tf.evaluate(fetch)


class Values(list[Any]):
    """A one-element array: equal to a number when its items are."""

    def __eq__(self, other: object) -> bool:
        return list(self) == other if isinstance(other, list) else all(item == other for item in self)

    __hash__ = None


class Namespace:
    """A module: what it lacks raises what it raised there."""

    def __init__(self, version: str, name: str, members: dict[str, Any]) -> None:
        self.__dict__.update(members)
        self.__dict__["__name__"] = name
        self.__dict__["_version"] = version

    def __getattr__(self, name: str) -> Any:
        text = "'module' object" if self.__dict__["_version"] == "0.12" else f"module '{self.__dict__['__name__']}'"
        raise AttributeError(f"{text} has no attribute '{name}'")


class FakeTF:
    """The functions behind the fake module."""

    NameContext = NameContext
    GraphContext = GraphContext

    def __init__(self, version: str, observer: Observer) -> None:
        self.version = version
        self.engine = ThreadedEngine(version, observer)
        self.faces_of: dict[int, Any] = {}
        self.initializers: dict[int, Any] = {}
        self.control_inputs: dict[Any, list[Any]] = {}
        self.controls: list[Any] = []
        self.devices: list[str] = []

    def at_most(self, version: str) -> bool:
        return ORDER.index(self.version) <= ORDER.index(version)

    # Faces and raw objects

    def face(self, raw: Any) -> Any:
        face = FACES.get(type(raw))
        if face is None:
            return raw
        known = self.faces_of.get(id(raw))
        if known is None:
            known = self.faces_of[id(raw)] = face(self, raw)
        return known

    def faces(self, raws: Any) -> list[Any]:
        return [self.face(raw) for raw in raws]

    def given_back(self, value: Any) -> Any:
        """An engine's setting as the program gave it."""
        if isinstance(value, Called):
            return value.function
        return self.face(getattr(value, "program", value))

    def raw(self, value: Any) -> Any:
        return value.raw if isinstance(value, Fake) else value

    def value(self, value: Any) -> Any:
        """A value as the engine takes it: tensors, or Python values that become constants."""
        if isinstance(value, FakeTensor):
            return value.raw
        if isinstance(value, Fake):
            value = value.raw
        if isinstance(value, Variable):
            return value.value
        if isinstance(value, PartitionedVariable):
            return value.as_tensor()
        if isinstance(value, Tensor):
            return value
        if isinstance(value, Convertible):
            return value
        shape, dtype = shape_and_dtype(value)
        return Plain(value, shape, dtype)

    def tensor(self, value: Any, name: str) -> Any:
        made = self.value(value)
        return made.convert(self.engine, name, None) if isinstance(made, Convertible) else made

    def made(self, type_: str, name: Any, dtype: str, shape: Any) -> Any:
        op = self.engine.default_graph().create_op(type_, name, [(dtype, shape)])
        return self.face(op.outputs[0])

    def initializer(self, value: Any) -> Any:
        if value is None or isinstance(value, Initializer):
            return value
        if isinstance(value, Fake):
            return self.value(value)
        if isinstance(value, type):
            return FakeClass(value)
        if getattr(value, "makes", None) is not None:
            return FakeClass(value) if not self.at_most("0.12") else value.makes
        if callable(value):
            return self.initializers.setdefault(id(value), Called(self, value))
        return self.value(value)

    def getter(self, value: Any) -> Any:
        """A program's custom getter, called with faces and giving raw objects back."""
        if value is None or not callable(value):
            return value
        return Getter(self, value)

    # Evaluation of constants

    def evaluate(self, fetch: Any) -> Any:
        if isinstance(fetch, list | tuple):
            return [self.evaluate(item) for item in fetch]
        raw = self.raw(fetch)
        tensor = getattr(raw, "initial_value", raw)
        tensor = getattr(tensor, "raw", tensor)
        kind_value = getattr(tensor, "payload", None)
        if not isinstance(kind_value, tuple):
            return None
        shape = tensor.shape or ()
        return Values([kind_value[1]] * (shape[0] or 0)) if shape else kind_value[1]

    def operator(self, name: str, x: Any, y: Any) -> Any:
        with self.engine.name_scope(name) as scope:
            left, right = self.tensor(x, "x"), self.tensor(y, "y")
            shape = left.shape if left.shape else right.shape
            made = self.made({"add": "Add", "mul": "Mul"}[name], scope, right.dtype, shape)
        numbers = self.evaluate(self.face(left)), self.evaluate(self.face(right))
        if all(isinstance(number, int | float) for number in numbers):
            made.raw.payload = ("value", numbers[0] + numbers[1] if name == "add" else numbers[0] * numbers[1])
        return made

    def get(self, name: Any, arguments: dict[str, Any], scope: VariableScope | None = None) -> Any:
        """get_variable with a program's arguments."""
        given = {key: value for key, value in arguments.items() if value is not None}
        given["shape"] = shape_argument(given.get("shape"))
        given["dtype"] = dtype_argument(given.get("dtype"))
        given["initializer"] = self.initializer(given.get("initializer"))
        if given.get("regularizer") is not None:
            given["regularizer"] = self.regularizer(given["regularizer"])
        given["custom_getter"] = self.getter(given.get("custom_getter"))
        given["partitioner"] = self.partitioner(given.get("partitioner"))
        return self.face(self.engine.get_variable(name, scope, **given))

    def regularizer(self, function: Any) -> Any:
        if not callable(function):
            return function

        def regularize(variable: Any) -> Any:
            return self.raw(function(self.face(variable)))

        regularize.program = function  # type: ignore[attr-defined]
        return regularize

    def partitioner(self, function: Any) -> Any:
        if function is None or not callable(function):
            return function

        def partition(shape: Any, dtype: Any) -> Any:
            return function(shape=shape, dtype=FakeDType(dtype))

        partition.program = function  # type: ignore[attr-defined]
        return partition


class Plain(Constant):
    """A Python value whose constant remembers it."""

    def convert(self, engine: Engine, name: str, dtype: str | None) -> Any:
        made = super().convert(engine, name, dtype)
        if not isinstance(made, Constant):
            made.payload = ("value", self.value)
        return made


class Getter:
    """A program's custom getter."""

    def __init__(self, tf: FakeTF, function: Any) -> None:
        self.tf = tf
        self.program = function
        self.__wrapped__ = function  # what inspect.signature looks at

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        tf = self.tf
        by_name = "getter" in kwargs
        getter = kwargs.pop("getter") if by_name else args[0]
        shown = {name: self.shown(name, value) for name, value in kwargs.items()}

        def inner(*given: Any, **named: Any) -> Any:
            back = {name: self.hidden(name, value) for name, value in named.items()}
            try:
                return tf.face(getter(*given, **back))
            except ScopingError as error:
                raise raised(error) from None

        if by_name:
            return tf.raw(self.program(*args, getter=inner, **shown))
        return tf.raw(self.program(inner, *args[1:], **shown))

    def shown(self, name: str, value: Any) -> Any:
        if name == "dtype" and isinstance(value, str):
            return FakeDType(value)
        return self.tf.given_back(value)

    def hidden(self, name: str, value: Any) -> Any:
        if name == "dtype":
            return dtype_argument(value)
        if name == "initializer":
            return self.tf.initializer(value)
        if name == "partitioner":
            return self.tf.partitioner(value) if not hasattr(value, "program") else value
        if name == "shape":
            return shape_argument(value)
        if name == "regularizer" and value is not None:
            return self.tf.regularizer(value)
        return value


__all__ = [
    "AUTO_REUSE", "DTYPES", "ORDER", "Context", "Decorator", "Deferred", "EagerStore", "FakeInitializer", "FakeRandom",
    "FakeTF", "Namespace", "Nothing", "ScopeSettings", "Session", "VariableSpec", "raised", "speaks", "sys",
]  # fmt: skip
