"""Arrays of numpy: shape and dtype always, the numbers where they are few and known."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scopelint.interp.operators import binary
from scopelint.interp.raising import Raised, fail
from scopelint.library.builtins.natives import NotKnown, items_of, opaque, plain
from scopelint.values.base import SCALARS, Anything, MergeValues
from scopelint.values.containers import List
from scopelint.values.objects import ABSENT, Class, Instance, Range
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

KEPT = 4096
"""Items of an array whose values are kept."""

Size = int | None
Shape = tuple[Size, ...]

ORDER = ("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32",
         "float64", "complex64", "complex128", "str", "object")  # fmt: skip
"""dtypes, each wider than those before it, as far as mixing them goes."""


class NdArray(Instance):
    """An array. ``shape`` is None where not even the rank is known, and a size in it None where that is not; ``data``
    are its items in a row, or None. A scalar of numpy has the shape ``()``."""

    __slots__ = ("data", "dtype", "shape")

    def __init__(self, vm: Machine, shape: Shape | None, dtype: str, data: list[Anything] | None) -> None:
        super().__init__(array_class(vm), vm.world.mark)
        self.shape = shape
        self.dtype = dtype
        self.data = [narrowed(v, dtype) for v in data] if data and dtype.startswith("float") else data

    def save(self) -> Any:
        return self.attrs.copy(), None if self.data is None else self.data.copy()

    def load(self, state: Any) -> None:
        self.attrs.clear()
        self.attrs.update(state[0])
        self.data = None if state[1] is None else state[1].copy()

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        if a[1] is None or b[1] is None:
            return a[0], None
        return a[0], [x if x is y else merge_value(x, y, "item") for x, y in zip(a[1], b[1], strict=True)]

    def as_literal(self, vm: Machine) -> tuple[Shape | None, str, Any]:
        """What TensorFlow makes a constant of: shape, dtype, and nested lists where all items are known."""
        kind = {"str": "string", "object": "string"}.get(self.dtype, self.dtype)
        if self.data is None or self.shape is None or not all(type(v) in SCALARS for v in self.data):
            return self.shape, kind, None
        return self.shape, kind, nested(self.data, self.shape)


def narrowed(value: Anything, dtype: str) -> Anything:
    """A number as an item of this floating dtype holds it."""
    if type(value) not in (int, float, bool):
        return value
    if dtype == "float64":
        return float(value) if type(value) is not int or abs(value) < 1 << 1000 else value
    try:
        code = "f" if dtype == "float32" else "e"
        return struct.unpack(code, struct.pack(code, value))[0]
    except (OverflowError, struct.error):
        return float("inf") if value > 0 else float("-inf")


def shortest(value: float, dtype: str) -> str:
    """How numpy writes a number of this floating dtype: with as few digits as tell it from its neighbours."""
    if dtype in ("float32", "float16") and value == value and abs(value) != float("inf"):
        for digits in range(1, 10):
            short = float(f"{value:.{digits}g}")
            if narrowed(short, dtype) == value:
                return repr(short)
    return repr(value)


def array_class(vm: Machine) -> Class:
    """numpy.ndarray: one class for the run."""
    found = vm.state.get("ndarray")
    if not isinstance(found, Class):
        from scopelint.library.builtins.modules.numpy_methods import METHODS

        found = vm.state["ndarray"] = Class("ndarray", (vm.types["object"],), dict(METHODS), "numpy")
    return found


def nested(data: list[Anything], shape: Shape) -> Any:
    """The items as nested host lists."""
    if not shape:
        return data[0]
    if len(shape) == 1:
        return list(data)
    size = shape[0] or 0
    step = len(data) // size if size else 0
    return [nested(data[i * step : (i + 1) * step], shape[1:]) for i in range(size)]


def count(shape: Shape | None) -> int | None:
    """How many items an array of this shape has."""
    if shape is None:
        return None
    total = 1
    for size in shape:
        if size is None:
            return None
        total *= size
    return total


def kind_of(value: Anything) -> str:
    """The dtype that numpy gives a Python scalar."""
    return {bool: "bool", int: "int64", float: "float64", complex: "complex128", str: "str"}.get(type(value), "object")


def wider(a: str, b: str) -> str:
    """The dtype of two mixed."""
    if a == b:
        return a
    if {a, b} & {"float16", "float32"} and {a, b} & {"int32", "int64", "uint32", "uint64"}:
        return "float64"
    known = [k for k in (a, b) if k in ORDER]
    return max(known, key=ORDER.index) if known else a


def flatten(vm: Machine, value: Anything) -> tuple[Shape | None, str, list[Anything] | None]:
    """Shape, dtype and items of what ``np.array`` is given."""
    if isinstance(value, NdArray):
        return value.shape, value.dtype, None if value.data is None else list(value.data)
    value = value.payload if isinstance(value, Instance) and value.payload is not None else value
    if type(value) in (List, tuple, Range):
        try:
            items = items_of(vm, value)
        except NotKnown:
            return None, "float64", None
        if len(items) > KEPT:
            return (len(items),), "float64", None
        return stack(vm, [flatten(vm, item) for item in items])
    if opaque(value):
        return ((), "float64", [value]) if type(value) is Unknown else (None, "float64", None)
    if isinstance(value, Instance) and (parts := parts_of(vm, value)) is not value:
        return (None, "float64", None) if parts is None else stack(vm, [flatten(vm, item) for item in parts])
    return (), kind_of(value), [value]


def parts_of(vm: Machine, value: Instance) -> Any:
    """What an object that is a sequence has in it: a list, None where that is not known; the value itself if it is one
    item to numpy."""
    items = getattr(value, "sequence_items", None)
    if items is not None:
        return items(vm)
    lookup = value.cls.lookup
    is_sequence = lookup("__len__") is not ABSENT and lookup("__getitem__") is not ABSENT
    return None if is_sequence or lookup("__array__") is not ABSENT or value.cls.open else value


def stack(
    vm: Machine, parts: list[tuple[Shape | None, str, list[Anything] | None]]
) -> tuple[Shape | None, str, list[Anything] | None]:
    if not parts:
        return (0,), "float64", []
    shape, kind = parts[0][0], parts[0][1]
    for other, other_kind, _ in parts[1:]:
        kind = wider(kind, other_kind)
        if other is None or shape is None:
            shape = None
        elif other != shape:
            if len(other) != len(shape):
                return (len(parts),), "object", None
            shape = tuple([a if a == b else None for a, b in zip(shape, other, strict=True)])
    if shape is None:
        return None, kind, None
    data: list[Anything] = []
    for _, _, items in parts:
        if items is None or len(data) > KEPT:
            return (len(parts), *shape), kind, None
        data.extend(items)
    return (len(parts), *shape), kind, data


def array_of(vm: Machine, value: Anything, dtype: str | None = None) -> NdArray:
    """The array that a value becomes."""
    shape, kind, data = flatten(vm, value)
    if dtype is None or dtype == kind:
        return NdArray(vm, shape, kind, data)
    return NdArray(vm, shape, dtype, None if data is None else [cast(v, dtype) for v in data])


def cast(value: Anything, dtype: str) -> Anything:
    """One item as another dtype."""
    if type(value) not in (int, float, bool):
        return value
    if dtype == "bool":
        return bool(value)
    if dtype.startswith(("int", "uint")):
        return int(value) if value == value and abs(value) < 1e300 else Unknown(Kind.CALL, "item", pure=True)
    if dtype.startswith("float"):
        return float(value) if abs(value) < 1e300 else value
    return value


def scalar(array: NdArray) -> Anything:
    """An array of one item that was computed is that item where Python has numbers of its kind; else stays."""
    if array.shape == () and array.data is not None and array.dtype in ("int64", "float64", "bool", "str", "object"):
        return array.data[0]
    return array


def made(vm: Machine, shape: Shape | None, dtype: str, data: list[Anything] | None) -> Anything:
    """A computed array, or the number where it has no dimensions."""
    if shape == () and data is None:
        return Unknown(Kind.CALL, "number", pure=True)
    return scalar(NdArray(vm, shape, dtype, data))


def broadcast(vm: Machine, a: Shape | None, b: Shape | None) -> Shape | None:
    """The shape of two arrays together."""
    if a is None or b is None:
        return None
    size = max(len(a), len(b))
    left, right = (1,) * (size - len(a)) + a, (1,) * (size - len(b)) + b
    result: list[Size] = []
    for x, y in zip(left, right, strict=True):
        if x is None or y is None:
            result.append(y if x in (None, 1) and y != 1 else x)
        elif x == y or y == 1:
            result.append(x)
        elif x == 1:
            result.append(y)
        else:
            words = f"operands could not be broadcast together with shapes {shown(a)} {shown(b)} "
            fail(vm, "ValueError", words)
    return tuple(result)


def shown(shape: Shape) -> str:
    inner = ",".join(map(str, shape))
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def spread(data: list[Anything], shape: Shape, target: Shape) -> list[Anything]:
    """The items repeated to fill the target shape."""
    if shape == target:
        return data
    padded = (1,) * (len(target) - len(shape)) + shape
    steps: list[int] = []
    step = 1
    for size in reversed(padded):
        steps.append(step if size != 1 else 0)
        step *= size or 0
    steps.reverse()
    found: list[Anything] = []

    def walk(axis: int, at: int) -> None:
        if axis == len(target):
            found.append(data[at])
            return
        for i in range(target[axis] or 0):
            walk(axis + 1, at + i * steps[axis])

    walk(0, 0)
    return found


def elementwise(
    vm: Machine, a: Anything, b: Anything, fn: Callable[[Anything, Anything], Anything], dtype: str | None = None
) -> Anything:
    """Apply a function of two items to two arrays or numbers."""
    x, y = array_of(vm, a), array_of(vm, b)
    shape = broadcast(vm, x.shape, y.shape)
    kind = dtype or wider(*weak(x, y, a, b))
    total = count(shape)
    if x.data is None or y.data is None or shape is None or total is None or total > KEPT:
        return made(vm, shape, kind, None)
    assert x.shape is not None
    assert y.shape is not None
    vm.budget.charge(total // 4)
    left, right = spread(x.data, x.shape, shape), spread(y.data, y.shape, shape)
    data = [fn(v, w) for v, w in zip(left, right, strict=True)]
    if dtype is None and any(type(v) is float for v in data) and not kind.startswith(("float", "complex")):
        kind = "float64"
    return made(vm, shape, kind, data)


def weak(x: NdArray, y: NdArray, a: Anything, b: Anything) -> tuple[str, str]:
    """The two dtypes; a plain Python number takes on the array's where it fits."""
    for array, mine, number in ((a, x, b), (b, y, a)):
        if (
            isinstance(array, NdArray)
            and type(number) in (int, float, bool)
            and (mine.dtype.startswith("float") or type(number) is not float)
        ):
            return mine.dtype, mine.dtype
    return x.dtype, y.dtype


def operate(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    """An arithmetic operator on two items; what numpy only warns about is unknown."""
    try:
        return binary(vm, op, a, b)
    except Raised as raised:
        if raised.value.cls.name in ("ZeroDivisionError", "OverflowError"):
            return Unknown(Kind.CALL, "number", pure=True)
        raise


def shape_argument(vm: Machine, value: Anything) -> Shape | None:
    """A shape as an argument: an int or a sequence of them; None sizes are unknown ones."""
    value = value.payload if isinstance(value, Instance) and value.payload is not None else value
    if isinstance(value, NdArray):
        if value.data is None:
            return None
        return tuple([v if type(v) is int else None for v in value.data])
    if type(value) is int:
        return (value,)
    if type(value) is Unknown:
        return None
    try:
        items = items_of(vm, plain(value))
    except NotKnown:
        return None
    return tuple([size_of(vm, item) for item in items])


def size_of(vm: Machine, item: Anything) -> Size:
    if type(item) in (int, bool):
        return int(item)
    if isinstance(item, NdArray) and item.shape == () and item.data is not None and type(item.data[0]) is int:
        return item.data[0]
    if type(item) is float:
        fail(vm, "TypeError", "'float' object cannot be interpreted as an integer")
    size = getattr(item, "value", None)
    return size if type(size) is int else None
