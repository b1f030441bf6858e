"""Static shapes of op outputs: one function for each op type that is known, ``UNSEEN`` for the rest.

A shape function gets a ``Call`` and gives the shape of each output: a tuple, or None for an unknown rank. What it read
that is unknown to us only makes the call hazy, and then its unknown dimensions are unknown to us only. It raises
``Mismatch`` where TensorFlow surely refuses the inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scopelint.library.tensorflow.static_shapes import Shape
from scopelint.values.base import Anything
from scopelint.values.unknown import Choice, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class Unseen:
    """A shape that TensorFlow knows more or less of, and we do not."""

    def __repr__(self) -> str:
        return "UNSEEN"


UNSEEN = Unseen()


class Hazy(NamedTuple):
    """A shape whose unknown dimensions are unknown to us, not to TensorFlow."""

    dims: Shape


class Mismatch(Exception):
    """The inputs' shapes do not fit; the message is TensorFlow's, without the op and the list of shapes."""


NEVER_KNOWN = frozenset(
    "Placeholder PlaceholderV2 PlaceholderWithDefault Variable VariableV2 ReadVariableOp RandomUniform "
    "RandomUniformInt RandomStandardNormal TruncatedNormal QueueDequeue QueueDequeueV2 IteratorGetNext".split()
)
"""Ops whose outputs TensorFlow never knows while it builds a graph."""


class Call:
    """One op being made, as its shape function sees it."""

    __slots__ = ("attrs", "hazy", "inputs", "type", "vm")

    def __init__(self, vm: Machine, type: str, inputs: dict[str, Any], attrs: dict[str, Anything]) -> None:
        self.vm = vm
        self.type = type
        self.inputs = inputs
        self.attrs = attrs
        self.hazy = False

    def first(self) -> Any:
        """The first input."""
        return next(iter(self.inputs.values()), None)

    def dims(self, name: str) -> Shape:
        """The shape of an input."""
        return self.dims_of(self.inputs.get(name))

    def dims_of(self, tensor: Any) -> Shape:
        """The shape of a tensor; None when its rank is not known."""
        if not hasattr(tensor, "known_shape"):
            self.hazy = True
            return None
        if not tensor.known_shape and (tensor.shape is None or None in tensor.shape):
            self.hazy = True
        shape: Shape = tensor.shape
        return shape

    def list_dims(self, name: str) -> list[Shape] | None:
        """The shapes of a list input; None when its length is not known."""
        tensors = self.inputs.get(name)
        if type(tensors) is not list:
            self.hazy = True
            return None
        return [self.dims_of(t) for t in tensors]

    def values(self, name: str) -> list[int | None] | None:
        """The items of a vector of ints, None for each that is not known; None when not even its length is."""
        return self.values_of(self.inputs.get(name))

    def values_of(self, tensor: Any) -> list[int | None] | None:
        held = getattr(tensor, "value", None)
        if type(held) is list and all(type(v) is int for v in held):
            return list(held)
        if type(held) is int:
            return [held]
        partial = getattr(tensor, "partial", None)
        if partial is not None:
            if any(v is UNSEEN for v in partial):
                self.hazy = True
            return [None if v is UNSEEN else v for v in partial]
        if not surely_unknown(tensor):
            self.hazy = True
        shape = getattr(tensor, "shape", None)
        if shape is not None and len(shape) == 1 and shape[0] is not None:
            return [None] * shape[0]
        return None

    def scalar(self, name: str) -> int | None:
        """An int; None when it is not known."""
        tensor = self.inputs.get(name)
        held = getattr(tensor, "value", None)
        while type(held) is list and len(held) == 1:
            held = held[0]
        if type(held) is int:
            return held
        if not surely_unknown(tensor):
            self.hazy = True
        return None

    def attr(self, name: str, default: Any = None) -> Any:
        """An attr as a host value: a scalar, or a list of them."""
        value = self.attrs.get(name)
        if value is None:
            return default
        found = host(self.vm, value)
        if found is None:
            self.hazy = True
            return default
        return found


def host(vm: Machine, value: Anything) -> Any:
    """A scalar or list of scalars as the host's; None when any of it is not known."""
    from scopelint.interp.iteration import known_items
    from scopelint.interp.operators import payload

    value = payload(value)
    if type(value) in (int, float, bool, str):
        return value
    if type(value) in (Unknown, Choice, Text) or value is None:
        return None
    number = getattr(value, "scalar_value", None)
    if number is not None:
        return number(vm)
    if hasattr(value, "known_shape"):
        return None
    size = getattr(value, "value", None)
    if type(size) is int:
        return size
    array = getattr(value, "as_literal", None)
    if array is not None:
        return array(vm)[2]
    items = known_items(vm, value) if not hasattr(value, "attrs") else None
    if items is None:
        return None
    found = [host(vm, v) for v in items]
    return None if None in found else found


def surely_unknown(tensor: Any) -> bool:
    """Whether TensorFlow does not know the tensor's value either."""
    op = getattr(tensor, "op", None)
    if op is None:
        return False
    return op.type in NEVER_KNOWN or op.payload == "dynamic" or (op.type == "Identity" and op.name.endswith("/read"))


ShapeFunction = Callable[[Call], "Sequence[Any] | None"]
"""Gives the shapes of all outputs, or None when it cannot say."""

FUNCTIONS: dict[str, ShapeFunction] = {}

F = TypeVar("F", bound=ShapeFunction)


def shape_of_op(*types: str) -> Callable[[F], F]:
    """Register the shape function of these op types (names may be several words)."""

    def register(fn: F) -> F:
        for names in types:
            for name in names.split():
                FUNCTIONS[name] = fn
        return fn

    return register


def infer(vm: Machine, type: str, inputs: dict[str, Any], attrs: dict[str, Anything], count: int) -> list[Any]:
    """The shape of each output of an op: a tuple, None, Hazy or UNSEEN. Raises Mismatch."""
    load()
    function = FUNCTIONS.get(type)
    if function is None:
        return [UNSEEN] * count
    call = Call(vm, type, inputs, attrs)
    found = function(call)
    if found is None or len(found) != count:
        return [UNSEEN] * count
    if not call.hazy:
        return list(found)
    return [UNSEEN if s is None else Hazy(s) if s is not UNSEEN and None in s else s for s in found]


_loaded: list[bool] = []


def load() -> None:
    """Import the modules of shape functions; once a process."""
    if not _loaded:
        _loaded.append(True)
        from scopelint.library.tensorflow import (  # noqa: F401
            shapes_array,
            shapes_data,
            shapes_linalg,
            shapes_math,
            shapes_nn,
            shapes_rare,
            shapes_signal,
        )


def seen(tensor: Any) -> Any:
    """The shape of an input: a tuple, None (TensorFlow does not know it), or UNSEEN."""
    if not hasattr(tensor, "known_shape") or (not tensor.known_shape and tensor.shape is None):
        return UNSEEN
    return tensor.shape


def listed(shape: Shape) -> str:
    """A shape as the messages of shape functions write it: ``[2,?]``, ``<unknown>``."""
    return "<unknown>" if shape is None else f"[{','.join('?' if d is None else str(d) for d in shape)}]"


def broadcast(a: Shape, b: Shape) -> Shape:
    """The shape of an elementwise op. Raises Mismatch."""
    if a is None or b is None:
        return None
    rank = max(len(a), len(b))
    x, y = (1,) * (rank - len(a)) + tuple(a), (1,) * (rank - len(b)) + tuple(b)
    result: list[int | None] = []
    for p, q in zip(x, y, strict=True):
        if p == q:
            result.append(p)
        elif p == 1:
            result.append(q)
        elif q == 1:
            result.append(p)
        elif p is None or q is None:
            result.append(q if p is None else p)
        else:
            raise Mismatch(f"Dimensions must be equal, but are {p} and {q}")
    return tuple(result)


def merge(a: Shape, b: Shape) -> Shape:
    """What two shapes that must be the same know together. Raises Mismatch."""
    if a is None or b is None:
        return b if a is None else a
    if len(a) != len(b):
        raise Mismatch(f"Shapes must be equal rank, but are {len(a)} and {len(b)}")
    for at, (p, q) in enumerate(zip(a, b, strict=True)):
        if p is not None and q is not None and p != q:
            raise Mismatch(
                f"Dimension {at} in both shapes must be equal, but are {p} and {q}. "
                f"Shapes are {listed(a)} and {listed(b)}."
            )
    return tuple(q if p is None else p for p, q in zip(a, b, strict=True))


def with_rank(shape: Shape, rank: int) -> Shape:
    """The shape, which must have this rank. Raises Mismatch."""
    if shape is None:
        return (None,) * rank
    if len(shape) != rank:
        raise Mismatch(f"Shape must be rank {rank} but is rank {len(shape)}")
    return shape


def equal(p: int | None, q: int | None) -> int | None:
    """A dimension that is both. Raises Mismatch."""
    if p is not None and q is not None and p != q:
        raise Mismatch(f"Dimensions must be equal, but are {p} and {q}")
    return q if p is None else p
