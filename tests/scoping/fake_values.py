"""What the fake ``tensorflow`` hands to a program: thin faces of the engine's objects. Test code only."""

from __future__ import annotations

from typing import Any

from scopelint.scoping import (
    Graph,
    Op,
    PartitionedVariable,
    Tensor,
    Variable,
    VariableScope,
)
from scopelint.scoping.shapes import Shape, show


class FakeDType:
    """A dtype; prints as TensorFlow's."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def base_dtype(self) -> FakeDType:
        return FakeDType(self.name.removesuffix("_ref"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FakeDType) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"<dtype: '{self.name}'>"

    def __str__(self) -> str:
        return repr(self)


class FakeDimension:
    """``Dimension`` of TF 1."""

    def __init__(self, value: int | None) -> None:
        self.value = value

    def __str__(self) -> str:
        return "?" if self.value is None else str(self.value)

    def __repr__(self) -> str:
        return f"Dimension({self.value})"

    def __eq__(self, other: object) -> bool:
        return (other.value if isinstance(other, FakeDimension) else other) == self.value

    def __hash__(self) -> int:
        return hash(self.value)


class FakeShape:
    """``TensorShape``."""

    def __init__(self, shape: Shape, version: str) -> None:
        self.sizes = shape
        self.version = version

    def as_list(self) -> list[int | None]:
        assert self.sizes is not None
        return list(self.sizes)

    def __getitem__(self, at: Any) -> Any:
        assert self.sizes is not None
        if isinstance(at, slice):
            return FakeShape(self.sizes[at], self.version)
        return FakeDimension(self.sizes[at])

    def __len__(self) -> int:
        assert self.sizes is not None
        return len(self.sizes)

    def __str__(self) -> str:
        return show(self.sizes)

    __repr__ = __str__


def shape_argument(value: Any) -> Any:
    """A shape as the engine takes it; lists stay lists, so that custom getters see what was given."""
    if isinstance(value, FakeShape):
        return value.sizes
    if isinstance(value, list | tuple):
        return type(value)(item.value if isinstance(item, FakeDimension) else item for item in value)
    return value


def dtype_argument(value: Any) -> str | None:
    """A dtype as the engine takes it."""
    if value is None:
        return None
    if isinstance(value, FakeDType):
        return value.name.removesuffix("_ref")
    return {float: "float32", int: "int32"}.get(value) or str(value)


def shape_and_dtype(value: Any) -> tuple[Shape, str]:
    """Shape and dtype of a Python or NumPy value, as ``convert_to_tensor`` sees them."""
    if type(value).__module__ == "numpy":
        return tuple(value.shape), str(value.dtype)
    if isinstance(value, list | tuple):
        inner, dtype = shape_and_dtype(value[0]) if value else ((), "float32")
        assert inner is not None
        return (len(value), *inner), dtype
    if isinstance(value, bool):
        return (), "bool"
    if isinstance(value, int):
        return (), "int32"
    if isinstance(value, str | bytes):
        return (), "string"
    if isinstance(value, float):
        return (), "float32"
    raise TypeError(f"not a value: {value!r}")


class Fake:
    """A face of an engine object, one a pair."""

    def __init__(self, tf: Any, raw: Any) -> None:
        self.tf = tf
        self.raw = raw


class FakeTensor(Fake):
    """A tensor."""

    raw: Tensor

    @property
    def name(self) -> str:
        if self.tf.engine.executing_eagerly():
            raise AttributeError("Tensor.name is meaningless when eager execution is enabled.")
        return self.raw.name

    @property
    def op(self) -> Any:
        return self.tf.face(self.raw.op)

    @property
    def graph(self) -> Any:
        return self.tf.face(self.raw.graph)

    @property
    def dtype(self) -> FakeDType:
        return FakeDType(self.raw.dtype)

    def get_shape(self) -> FakeShape:
        return FakeShape(self.raw.shape, self.tf.version)

    shape = property(get_shape)

    def __add__(self, other: Any) -> Any:
        return self.tf.operator("add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self.tf.operator("add", other, self)

    def __mul__(self, other: Any) -> Any:
        return self.tf.operator("mul", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self.tf.operator("mul", other, self)

    def __str__(self) -> str:
        return str(self.raw)

    def eval(self, session: Any = None, feed_dict: Any = None) -> Any:
        return self.tf.evaluate(self)


class FakeOp(Fake):
    """An operation."""

    raw: Op

    @property
    def name(self) -> str:
        return self.raw.name

    @property
    def type(self) -> str:
        return self.raw.type

    @property
    def graph(self) -> Any:
        return self.tf.face(self.raw.graph)

    @property
    def outputs(self) -> list[Any]:
        return [self.tf.face(output) for output in self.raw.outputs]

    @property
    def device(self) -> str:
        return self.raw.payload or ""

    @property
    def control_inputs(self) -> Any:
        return self.tf.control_inputs.get(self.raw, [])


class FakeVariable(Fake):
    """A variable."""

    raw: Variable

    @property
    def name(self) -> str:
        return self.raw.name

    @property
    def op(self) -> Any:
        return self.tf.face(self.raw.op)

    @property
    def graph(self) -> Any:
        return self.tf.face(self.raw.graph)

    @property
    def dtype(self) -> FakeDType:
        return FakeDType(self.raw.dtype_name)

    @property
    def initializer(self) -> Any:
        return self.tf.face(self.raw.initializer)

    @property
    def initial_value(self) -> Any:
        return self.tf.face(self.raw.initial_value)

    @property
    def trainable(self) -> bool:
        return self.raw.trainable

    @property
    def constraint(self) -> Any:
        return self.raw.constraint

    @property
    def device(self) -> str:
        return self.op.device  # type: ignore[no-any-return]

    def initialized_value(self) -> Any:
        """≤1.0 an identity, later a cond: only the result's name matters here."""
        if self.tf.at_most("1.0"):
            return self.tf.made("Identity", None, self.raw.dtype, self.raw.shape)
        with self.tf.engine.name_scope(None, "cond"):
            return self.tf.made("Merge", None, self.raw.dtype, self.raw.shape)

    def get_shape(self) -> FakeShape:
        return FakeShape(self.raw.shape, self.tf.version)

    shape = property(get_shape)

    def value(self) -> Any:
        return self.tf.face(self.raw.value)

    def eval(self, session: Any = None) -> Any:
        return self.tf.evaluate(self)

    def assign(self, value: Any) -> Any:
        self.tf.tensor(value, "Assign/value")
        return self.tf.made("Assign", None, self.raw.dtype, self.raw.shape)

    def __add__(self, other: Any) -> Any:
        return self.tf.operator("add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self.tf.operator("add", other, self)

    def __mul__(self, other: Any) -> Any:
        return self.tf.operator("mul", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self.tf.operator("mul", other, self)

    def __str__(self) -> str:
        return str(self.raw)


class FakePartitioned(Fake):
    """A PartitionedVariable."""

    raw: PartitionedVariable

    @property
    def name(self) -> Any:
        return self.raw.name

    @property
    def dtype(self) -> FakeDType:
        return FakeDType(self.raw.dtype)

    def get_shape(self) -> FakeShape:
        return FakeShape(self.raw.shape, self.tf.version)

    shape = property(get_shape)

    def as_tensor(self) -> Any:
        return self.tf.face(self.raw.as_tensor())

    def __iter__(self) -> Any:
        return iter([self.tf.face(part) for part in self.raw.parts])

    def __len__(self) -> int:
        return len(self.raw.parts)

    def _get_variable_list(self) -> list[Any]:
        return list(self)


class FakeScope(Fake):
    """A VariableScope."""

    raw: VariableScope

    def __getattr__(self, name: str) -> Any:
        missing = name in ("use_resource", "constraint", "trainable_variables", "global_variables", "get_collection")
        if name.startswith("_") or (missing and self.tf.at_most("1.0")):
            raise AttributeError(f"'VariableScope' object has no attribute '{name}'")
        if name.startswith("set_"):
            return lambda value: self._set(name[4:], value)
        value = getattr(self.raw, name)
        if name == "dtype":
            return FakeDType(value)
        if name in ("trainable_variables", "global_variables", "local_variables", "get_collection"):
            return lambda *given: self.tf.faces(value(*given))
        return self.tf.given_back(value)

    def _set(self, name: str, value: Any) -> None:
        if name == "dtype":
            value = dtype_argument(value)
        elif name == "initializer":
            value = self.tf.initializer(value)
        elif name == "custom_getter":
            value = self.tf.getter(value)
        self.raw.set(**{name: value})

    def get_variable(self, store: Any, name: str, shape: Any = None, **arguments: Any) -> Any:
        arguments["shape"] = shape
        return self.tf.get(name, arguments, self.raw)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("tf", "raw"):
            object.__setattr__(self, name, value)
        elif hasattr(type(self.raw), name):
            text = f"can't set attribute '{name}'"
            raise AttributeError(
                f"property '{name}' of 'VariableScope' object has no setter" if self.tf.version == "2.15" else text
            )
        else:
            object.__setattr__(self, name, value)


class FakeGraph(Fake):
    """A Graph."""

    raw: Graph

    def as_default(self) -> Any:
        return self.tf.GraphContext(self.tf, self.raw)

    def name_scope(self, name: Any) -> Any:
        return self.tf.NameContext(self.tf, self.tf.engine.name_scope(name, graph=self.raw))

    def unique_name(self, name: str, mark_as_used: bool = True) -> str:
        return self.raw.unique_name(name, mark_as_used)

    def get_operations(self) -> list[Any]:
        return self.tf.faces(self.raw.ops)  # type: ignore[no-any-return]

    def get_operation_by_name(self, name: str) -> Any:
        return self.tf.face(self.raw.get_operation_by_name(name))

    def get_tensor_by_name(self, name: str) -> Any:
        return self.tf.face(self.raw.get_tensor_by_name(name))

    def get_collection(self, name: str, scope: Any = None) -> list[Any]:
        return self.tf.faces(self.raw.get_collection(name, scope))  # type: ignore[no-any-return]

    def finalize(self) -> None:
        self.raw.finalize()

    def get_all_collection_keys(self) -> list[object]:
        return self.raw.collections.keys()

    def __getattr__(self, name: str) -> Any:
        if name == "get_name_scope" and not self.tf.at_most("1.0"):
            return self.raw.get_name_scope
        raise AttributeError(f"'Graph' object has no attribute '{name}'")


FACES: dict[type, type[Fake]] = {
    Tensor: FakeTensor,
    Op: FakeOp,
    Variable: FakeVariable,
    PartitionedVariable: FakePartitioned,
    VariableScope: FakeScope,
    Graph: FakeGraph,
}
