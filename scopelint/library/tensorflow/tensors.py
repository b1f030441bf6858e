"""Tensors and operations as objects of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import fail
from scopelint.library.tensorflow.dtypes import dtype
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.static_shapes import NoShape, Shape, TensorShape, partial_shape, shape_of, show_shape
from scopelint.scoping import Op
from scopelint.scoping.shapes import merged
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Instance
from scopelint.values.unknown import Kind, Text, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

TENSOR = native_class("Tensor", "tf.Tensor")
OPERATION = native_class("Operation", "tf.Operation")


class Tensor(Instance):
    """One output of an op.

    ``shape`` is the static shape (None: unknown to TensorFlow), ``known_shape`` False where it is unknown to us only.
    ``value`` is the constant it holds as nested host lists of scalars, where known, else None; ``partial`` is, for a
    vector such as a dynamic shape, the list of what is known of each item.
    """

    __slots__ = ("dtype", "index", "known_shape", "op", "partial", "shape", "value")

    def __init__(self, op: Op, index: int, shape: Shape, dtype: str) -> None:
        super().__init__(TENSOR)
        self.op = op
        self.index = index
        self.shape = shape
        self.dtype = dtype
        self.known_shape = True
        self.value: Any = None
        self.partial: list[int | None] | None = None

    @property
    def name(self) -> str:
        """Op name, colon, output index; holes as characters."""
        return f"{self.op.name}:{self.index}"

    @property
    def graph(self) -> Any:
        return self.op.graph

    def __str__(self) -> str:
        from scopelint.scoping.shapes import show

        kind = self.dtype + "_ref" if is_reference(self) else self.dtype
        return f'Tensor("{self.name}", shape={show(self.shape)}, dtype={kind})'

    def static_shape_value(self, vm: Machine) -> Shape:
        """The shape that this tensor, used as a shape argument, stands for; None when not known."""
        if self.partial is not None:
            return tuple(self.partial)
        if type(self.value) is list and all(type(v) is int for v in self.value):
            return tuple(self.value)
        if self.shape is not None and len(self.shape) == 1 and self.shape[0] is not None:
            return (None,) * self.shape[0]
        return None

    def scalar_value(self, vm: Machine) -> Any:
        return self.value if type(self.value) in (int, float, bool, str) else None

    def join(self, vm: Machine, other: Anything, label: str) -> Anything:
        """After an unknown condition: a tensor that is one or the other, of the shape both have."""
        twin = getattr(other, "as_joined", None)
        theirs = twin(vm) if twin is not None else other
        if not isinstance(theirs, Tensor) or theirs.dtype != self.dtype or theirs.graph is not self.graph:
            return None
        op = Op(vm.holes.new(label), "Either", self.graph, certain=False)
        either = Tensor(op, 0, common_shape(self.shape, theirs.shape), self.dtype)
        either.known_shape = self.known_shape and theirs.known_shape
        if self.value == theirs.value:
            either.value = self.value
        op.outputs = [either]
        return either


def common_shape(a: Shape, b: Shape) -> Shape:
    """What two shapes agree on."""
    if a is None or b is None or len(a) != len(b):
        return None
    return tuple(x if x == y else None for x, y in zip(a, b, strict=True))


class Operation(Instance):
    """An op as the program sees it; one object for each."""

    __slots__ = ("op",)

    def __init__(self, op: Op) -> None:
        super().__init__(OPERATION)
        self.op = op

    @property
    def graph(self) -> Any:
        return self.op.graph

    @property
    def name(self) -> str:
        return self.op.name


def new_tensor(vm: Machine, op: Op, index: int, shape: Shape, dtype: str) -> Tensor:
    """What the engine makes the outputs of its ops with."""
    return Tensor(op, index, shape, dtype)


def operation_of(vm: Machine, op: Op) -> Operation:
    """The one object that stands for an op."""
    table = vm.state.setdefault("operations", {})
    found = table.get(op)
    if found is None:
        found = table[op] = Operation(op)
    return found  # type: ignore[no-any-return]


def eager_op(type: str) -> Op:
    """Stands for what ran at once: it is in no graph and has no name."""
    return Op("", type, None)  # type: ignore[arg-type]


def make_op(vm: Machine, type: str, name: str | Text | None, outputs: list[tuple[str, Shape]], graph: Any = None) -> Op:
    """Make an op in the graph (the default one when None): its name is unique under the current name scope."""
    from scopelint.library.tensorflow.run import attempt

    engine = tf_of(vm).engine
    if graph is None and engine.executing_eagerly():
        made = eager_op(type)
        made.outputs = [Tensor(made, i, shape, kind) for i, (kind, shape) in enumerate(outputs)]
        return made
    target = graph if graph is not None else engine.default_graph()
    raw = name.raw if isinstance(name, Text) else name
    return attempt(vm, lambda: target.create_op(type, raw, outputs))  # type: ignore[no-any-return]


# What programs read of a tensor


@getter(TENSOR, "name")
def tensor_name(vm: Machine, self: Tensor) -> Anything:
    if tf_of(vm).engine.executing_eagerly():
        fail(vm, "AttributeError", "Tensor.name is meaningless when eager execution is enabled.")
    return text(self.name)


@getter(TENSOR, "op")
def tensor_op(vm: Machine, self: Tensor) -> Anything:
    return operation_of(vm, self.op)


@getter(TENSOR, "graph")
def tensor_graph(vm: Machine, self: Tensor) -> Anything:
    from scopelint.library.tensorflow.graphs import graph_handle

    return graph_handle(vm, self.graph)


@getter(TENSOR, "device")
def tensor_device(vm: Machine, self: Tensor) -> Anything:
    from scopelint.library.tensorflow.devices import device_of

    return device_of(vm, self.op)


@getter(TENSOR, "dtype")
def tensor_dtype(vm: Machine, self: Tensor) -> Anything:
    if self.dtype == "?":
        return Unknown(Kind.TENSORFLOW, "dtype", pure=True)
    return dtype(self.dtype, is_ref=is_reference(self))


REFERENCES = frozenset(
    "Variable VariableV2 TemporaryVariable Assign AssignAdd AssignSub StridedSliceAssign RefIdentity RefSwitch "
    "RefMerge RefEnter RefExit RefNextIteration RefSelect ScatterAdd ScatterDiv ScatterMax ScatterMin "
    "ScatterMul ScatterSub ScatterUpdate ScatterNdAdd ScatterNdSub ScatterNdUpdate".split()
)
"""Ops whose outputs are references to what a variable holds."""


def tensor_like(value: object) -> bool:
    """Whether a value of the program is a tensor or a variable."""
    return isinstance(value, Tensor) or getattr(value, "is_tensor_like", False)


def typed(value: object) -> str | None:
    """The dtype of a tensor or variable; None for other values, and where it is not known."""
    found = getattr(value, "dtype", None)
    return found if tensor_like(value) and type(found) is str and found != "?" else None


def is_reference(tensor: Tensor) -> bool:
    return tensor.op.type in REFERENCES


@getter(TENSOR, "value_index")
def tensor_value_index(vm: Machine, self: Tensor) -> Anything:
    return self.index


@getter(TENSOR, "shape")
def tensor_shape(vm: Machine, self: Tensor) -> Anything:
    if not self.known_shape and self.shape is None:
        return Unknown(Kind.TENSORFLOW, "shape", pure=True)
    return TensorShape(self.shape, hazy=not self.known_shape)


@method(TENSOR, "get_shape")
def get_shape(vm: Machine, self: Tensor) -> Anything:
    return tensor_shape(vm, self)


@method(TENSOR, "set_shape")
def set_shape(vm: Machine, self: Tensor, shape: Anything) -> Anything:
    try:
        given, surely = shape_of(vm, shape), True
    except NoShape:
        given, surely = partial_shape(vm, shape), False
        if given is None:
            return None
    known = self.shape
    if known is not None and given is not None and len(known) != len(given):
        fail(
            vm,
            "ValueError",
            f"Shapes {show_shape(vm.version, known)} and {show_shape(vm.version, given)} must have the same rank",
        )
    if (
        known is not None
        and given is not None
        and any(a is not None and b is not None and a != b for a, b in zip(known, given, strict=True))
    ):
        raise_shapes(vm, known, given)
    if vm.world.depth == 0:
        self.shape = merged(known, given)
        self.known_shape = self.known_shape and (surely or None not in (self.shape or ()))
    return None


def raise_shapes(vm: Machine, known: Shape, given: Shape) -> None:
    """A tensor's shape set to one that it cannot have."""
    if vm.version in ("0.12", "1.0"):
        fail(
            vm,
            "ValueError",
            f"Shapes {show_shape(vm.version, known)} and {show_shape(vm.version, given)} are not compatible",
        )
    at, a, b = next(
        (i, x, y)
        for i, (x, y) in enumerate(zip(known or (), given or (), strict=True))
        if x is not None and y is not None and x != y
    )
    shown = [f"[{','.join('?' if d is None else str(d) for d in dims or ())}]" for dims in (known, given)]
    fail(
        vm,
        "ValueError",
        f"Dimension {at} in both shapes must be equal, but are {a} and {b}. Shapes are {shown[0]} and {shown[1]}.",
    )


@method(TENSOR, "consumers")
def consumers(vm: Machine, self: Tensor) -> Anything:
    return List([], vm.world.mark, open=True)


@method(TENSOR, "__str__")
def tensor_str(vm: Machine, self: Tensor) -> Anything:
    shape = "" if self.shape is None else f", shape={show_shape(vm.version, self.shape)}"
    if not self.known_shape:
        shape = f", shape={vm.holes.new('shape')}"
    return text(f'Tensor("{self.name}"{shape}, dtype={self.dtype}{"_ref" if is_reference(self) else ""})')


@method(TENSOR, "__repr__")
def tensor_repr(vm: Machine, self: Tensor) -> Anything:
    shape = show_shape(vm.version, self.shape) if self.known_shape else vm.holes.new("shape")
    return text(f"<tf.Tensor '{self.name}' shape={shape} dtype={self.dtype}{'_ref' if is_reference(self) else ''}>")


@method(TENSOR, "__hash__")
def tensor_hash(vm: Machine, self: Tensor) -> Anything:
    return id(self)


@method(TENSOR, "__bool__", "__nonzero__")
def tensor_bool(vm: Machine, self: Tensor) -> Anything:
    if tf_of(vm).engine.executing_eagerly():
        return bool(self.value) if self.value is not None else Unknown(Kind.RUNTIME, "tensor", pure=True)
    fail(vm, "TypeError", BOOL_TEXT)


BOOL_TEXT = (
    "Using a `tf.Tensor` as a Python `bool` is not allowed. Use `if t is not None:` instead of `if t:` to test if a "
    "tensor is defined, and use TensorFlow ops such as tf.cond to execute subgraphs conditioned on the value of a "
    "tensor."
)


@method(TENSOR, "__len__")
def tensor_len(vm: Machine, self: Tensor) -> Anything:
    if tf_of(vm).engine.executing_eagerly() and self.shape:
        return self.shape[0]
    if vm.version != "1.15":
        fail(vm, "TypeError", "object of type 'Tensor' has no len()")
    advice = "Please call `x.shape` rather than `len(x)` for shape information."
    fail(vm, "TypeError", f"len is not well defined for symbolic Tensors. ({self.name}) {advice}")


@method(TENSOR, "__iter__")
def tensor_iter(vm: Machine, self: Tensor) -> Anything:
    if vm.version in ("0.12", "1.0", "1.4"):
        fail(vm, "TypeError", "'Tensor' object is not iterable.")
    why = "Tensor objects are only iterable when eager execution is enabled."
    fail(vm, "TypeError", f"{why} To iterate over this tensor use tf.map_fn.")


@method(TENSOR, "eval", "numpy")
def tensor_eval(vm: Machine, self: Tensor, feed_dict: Anything = None, session: Anything = None) -> Anything:
    from scopelint.library.tensorflow.sessions import evaluate

    return evaluate(vm, self, session, feed_dict is not None)


# Operations


@getter(OPERATION, "name")
def operation_name(vm: Machine, self: Operation) -> Anything:
    return text(self.op.name)


@getter(OPERATION, "type")
def operation_type(vm: Machine, self: Operation) -> Anything:
    return self.op.type


@getter(OPERATION, "graph")
def operation_graph(vm: Machine, self: Operation) -> Anything:
    from scopelint.library.tensorflow.graphs import graph_handle

    return graph_handle(vm, self.op.graph)


@getter(OPERATION, "outputs", "values")
def operation_outputs(vm: Machine, self: Operation) -> Anything:
    return List(list(self.op.outputs), vm.world.mark)


@getter(OPERATION, "inputs")
def operation_inputs(vm: Machine, self: Operation) -> Anything:
    return List([], vm.world.mark, open=True)


@getter(OPERATION, "device")
def operation_device(vm: Machine, self: Operation) -> Anything:
    from scopelint.library.tensorflow.devices import device_of

    return device_of(vm, self.op)


@method(OPERATION, "run", "get_attr", "colocation_groups")
def operation_run(vm: Machine, self: Operation, *args: Anything, **kwargs: Anything) -> Anything:
    return None


@method(OPERATION, "__repr__")
def operation_repr(vm: Machine, self: Operation) -> Anything:
    return text(f"<tf.Operation '{self.op.name}' type={self.op.type}>")


@method(OPERATION, "__str__")
def operation_str(vm: Machine, self: Operation) -> Anything:
    return Text(vm.holes.new("node"))
