"""From values of the program to tensors, and what is known of constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scopelint.interp.iteration import known_items
from scopelint.interp.operators import payload
from scopelint.interp.raising import fail, type_name
from scopelint.library.tensorflow.static_shapes import Dimension, Shape, TensorShape
from scopelint.library.tensorflow.tensors import Tensor, make_op, tensor_like
from scopelint.scoping import Constant
from scopelint.scoping.initializers import Convertible
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Instance, Range
from scopelint.values.unknown import Choice, Text, Unknown, raw_of

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SCALAR_DTYPES = {bool: "bool", int: "int32", float: "float32", complex: "complex128", str: "string", bytes: "string"}
KEPT = 4096
"""Items of a constant whose values are remembered."""


class Literal(NamedTuple):
    """A Python value as TensorFlow would convert it: shape, dtype, and the data where small and known."""

    shape: Shape
    dtype: str
    data: Any


class NotLiteral(Exception):
    """The value holds tensors (``tensors`` True) or unknown parts."""

    def __init__(self, *, tensors: bool) -> None:
        super().__init__()
        self.tensors = tensors


def literal(vm: Machine, value: Anything) -> Literal:
    """The constant that a Python value is. Raises NotLiteral, or the program's errors for what cannot be one."""
    value = payload(value)
    kind = SCALAR_DTYPES.get(type(value))
    if kind is not None:
        if type(value) is int and not -(2**31) <= value < 2**31:
            kind = "int64"
        return Literal((), kind, value)
    if isinstance(value, Dimension):
        return Literal((), "int32", value.value)
    if isinstance(value, TensorShape):
        if value.dims is None or None in value.dims:
            fail(vm, "ValueError", f"Cannot convert a partially known TensorShape to a Tensor: {value.dims}")
        return Literal((len(value.dims),), "int32", list(value.dims))
    array = getattr(value, "as_literal", None)
    if array is not None:
        shape, kind, data = array(vm)
        return Literal(shape, kind, data)
    if type(value) is Text:
        return Literal((), "string", None)
    if type(value) in (Unknown, Choice):
        raise NotLiteral(tensors=False)
    if tensor_like(value):
        raise NotLiteral(tensors=True)
    if type(value) in (tuple, List, Range):
        return sequence_literal(vm, value)
    if value is None:
        fail(vm, "ValueError", "None values not supported.")
    if isinstance(value, Instance) and value.cls.open:
        raise NotLiteral(tensors=False)
    fail(
        vm,
        "TypeError",
        f"Expected float32, got {{0!r}} of type '{type_name(vm, value)}' instead.".replace("{0!r}", "value"),
    )


def sequence_literal(vm: Machine, value: Anything) -> Literal:
    items = known_items(vm, value)
    if items is None:
        raise NotLiteral(tensors=False)
    parts = []
    tensors = unknown = False
    for item in items:
        try:
            parts.append(literal(vm, item))
        except NotLiteral as problem:
            tensors = tensors or problem.tensors
            unknown = unknown or not problem.tensors
    if tensors or unknown:
        raise NotLiteral(tensors=tensors)
    if not parts:
        return Literal((0,), "float32", [])
    inner = parts[0].shape
    if any(p.shape != inner for p in parts):
        fail(vm, "ValueError", "setting an array element with a sequence.")
    kinds = {p.dtype for p in parts}
    kind = kinds.pop() if len(kinds) == 1 else widest(kinds)
    count = len(parts)
    for size in inner or ():
        count *= size or 1
    data = [p.data for p in parts] if count <= KEPT else None
    return Literal((len(parts), *(inner or ())), kind, data)


def widest(kinds: set[str]) -> str:
    """The dtype of a list with several kinds of number."""
    for kind in ("string", "complex128", "float64", "float32", "int64", "int32"):
        if kind in kinds:
            return kind
    return "int32"


def converted_dtype(vm: Machine, found: Literal, wanted: str | None) -> str:
    """The dtype of the constant when ``wanted`` is asked for. Raises the program's TypeError where it does not fit."""
    if wanted is None or wanted == found.dtype or wanted == "?":
        return wanted if wanted == "?" else found.dtype
    numeric = ("float", "int", "uint", "bfloat", "complex", "qint", "quint")
    if wanted.startswith(numeric) and found.dtype.startswith(("int", "uint", "bool")):
        return wanted
    if wanted.startswith(("float", "bfloat", "complex")) and found.dtype.startswith(("float", "complex")):
        return wanted
    if found.shape is not None and 0 in found.shape:
        return wanted
    refuse_dtype(vm, found, wanted)
    return wanted


def refuse_dtype(vm: Machine, found: Literal, wanted: str) -> None:
    first = found.data
    while type(first) is list and first:
        first = first[0]
    kinds = {"float32": "float", "int32": "int", "string": "str", "bool": "bool", "float64": "float", "int64": "int"}
    kind = kinds.get(found.dtype, found.dtype)
    if vm.version == "2.15":
        if type(found.data) is list:
            fail(vm, "TypeError", f"Cannot convert {found.data!r} to EagerTensor of dtype {wanted}")
        fail(vm, "TypeError", f"Expected {wanted}, but got {first!r} of type '{kind}'.")
    fail(vm, "TypeError", f"Expected {wanted}, got {first!r} of type '{kind}' instead.")


def to_tensor(vm: Machine, value: Anything, kind: str | None = None, name: str | Text | None = None) -> Anything:
    """``convert_to_tensor``: a Tensor, or Unknown where nothing can be said.

    A Python value becomes a ``Const`` op of this name; a list with tensors in it is packed.
    """
    if isinstance(value, Tensor):
        if kind is not None and value.dtype not in (kind, "?") and kind != "?":
            fail(vm, "ValueError", conversion_text(vm, value, kind))
        return value
    as_tensor = getattr(value, "as_tensor", None)
    if as_tensor is not None:
        return as_tensor(vm, kind)
    if type(value) in (Unknown, Choice):
        return value
    try:
        found = literal(vm, value)
    except NotLiteral as problem:
        if problem.tensors:
            return packed(vm, value, kind, name)
        return unknown_constant(vm, value, kind, name)
    return constant_tensor(vm, found, kind, name)


def conversion_text(vm: Machine, value: Tensor, kind: str) -> str:
    from scopelint.library.tensorflow.tensors import tensor_repr, tensor_str

    new = vm.version in ("1.15", "2.15")
    shown = raw_of(tensor_repr(vm, value)) if new else repr(raw_of(tensor_str(vm, value)))
    return f"Tensor conversion requested dtype {kind} for Tensor with dtype {value.dtype}: {shown}"


def constant_tensor(
    vm: Machine, found: Literal, kind: str | None, name: str | Text | None, shape: Shape = None
) -> Tensor:
    """A ``Const`` op (in eager mode a tensor without one)."""
    dtype = converted_dtype(vm, found, kind)
    static = found.shape if shape is None else shape
    op = make_op(vm, "Const", "Const" if name is None else name, [(dtype, static)])
    tensor: Tensor = op.outputs[0]
    data = found.data
    if dtype.startswith("float") and type(data) is int:
        data = float(data)
    tensor.value = data if shape is None or shape == found.shape else filled(data, shape)
    return tensor


def filled(data: Any, shape: Shape) -> Any:
    """A scalar spread over a small shape; None when large or unknown."""
    if type(data) is list or shape is None or None in shape:
        return None
    count = 1
    for size in shape:
        count *= size or 0
    if count > KEPT:
        return None
    result = data
    for size in reversed(shape):
        result = [result] * (size or 0)
    return result


def unknown_constant(vm: Machine, value: Anything, kind: str | None, name: str | Text | None) -> Anything:
    """A Python value of which parts are unknown: surely one ``Const``, its shape from what can be seen of it."""
    dtype = kind or "?"
    op = make_op(vm, "Const", "Const" if name is None else name, [(dtype, None)])
    tensor: Tensor = op.outputs[0]
    items = known_items(vm, payload(value))
    kinds = {type(i) for i in items or ()}
    if items is not None and (kinds <= {Unknown} or not kinds & {List, tuple, Unknown, Choice}):
        tensor.shape = (len(items),)
    else:
        tensor.known_shape = False
    return tensor


def packed(vm: Machine, value: Anything, kind: str | None, name: str | Text | None) -> Anything:
    """A list that holds tensors: each other item becomes a constant, and one ``Pack`` op joins them."""
    from scopelint.library.tensorflow.packing import pack

    return pack(vm, value, kind, name if name is not None else "packed")


def as_constant(vm: Machine, value: Anything, kind: str | None = None) -> Any:
    """An initial value for the engine: a tensor as it is, a Python value as a Constant that becomes an op later."""
    if isinstance(value, Tensor):
        return value
    as_tensor = getattr(value, "as_tensor", None)
    if as_tensor is not None:
        return as_tensor(vm, kind)
    try:
        found = literal(vm, value)
    except NotLiteral as problem:
        if problem.tensors:
            return packed(vm, value, kind, None)
        return UnknownConstant(vm, value, kind)
    return KnownConstant(vm, found)


class KnownConstant(Constant):
    """A Python value of known shape, converted when the engine asks for it."""

    __slots__ = ("found", "vm")

    def __init__(self, vm: Machine, found: Literal) -> None:
        super().__init__(found.data, found.shape, found.dtype)
        self.vm = vm
        self.found = found

    def convert(self, engine: Any, name: str, dtype: str | None) -> Any:
        if engine.executing_eagerly():
            return self
        return constant_tensor(self.vm, self.found, dtype, name)


class Mistyped(Convertible):
    """A tensor of another dtype than asked for. That is found where the engine asks for it: names are taken by then."""

    __slots__ = ("kind", "tensor", "vm")

    def __init__(self, vm: Machine, tensor: Tensor, kind: str) -> None:
        self.vm = vm
        self.tensor = tensor
        self.kind = kind

    @property
    def graph(self) -> Any:
        return self.tensor.op.graph

    def convert(self, engine: Any, name: str, dtype: str | None) -> Any:
        prefix = f"{name}: " if self.vm.version == "2.15" else ""
        fail(self.vm, "ValueError", prefix + conversion_text(self.vm, self.tensor, self.kind))


class UnknownConstant(Constant):
    """A Python value that is not known: a constant of unknown shape and, unless asked for, dtype."""

    __slots__ = ("given", "vm")

    def __init__(self, vm: Machine, value: Anything, kind: str | None) -> None:
        super().__init__(None, None, kind or "?")
        self.given = value
        self.vm = vm

    def convert(self, engine: Any, name: str, dtype: str | None) -> Any:
        if engine.executing_eagerly():
            return self
        return unknown_constant(self.vm, self.given, dtype or self.dtype, name)
