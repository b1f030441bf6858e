"""Static shapes and dimensions as objects of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.operators import payload
from scopelint.interp.raising import fail, type_name
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

Shape = tuple[int | None, ...] | None
"""A static shape; None for an unknown rank, and None for an unknown dimension."""

TENSOR_SHAPE = native_class("TensorShape", "tf.TensorShape", module="tensorflow.python.framework.tensor_shape")
DIMENSION = native_class("Dimension", "tf.Dimension", module="tensorflow.python.framework.tensor_shape")


class TensorShape(Instance):
    """``tf.TensorShape``. ``dims`` is None for an unknown rank, an item None for an unknown dimension.

    Where ``hazy``, an unknown dimension is unknown to us, not to TensorFlow: it reads as Unknown.
    """

    __slots__ = ("dims", "hazy")

    def __init__(self, dims: Shape, *, hazy: bool = False) -> None:
        super().__init__(TENSOR_SHAPE)
        self.dims = dims
        self.hazy = hazy and (dims is None or None in dims)

    def sequence_items(self, vm: Machine) -> list[Anything] | None:
        """What numpy makes an array of: the dimensions as objects."""
        return None if self.dims is None or self.hazy else [dimension_value(vm, d) for d in self.dims]


class Dimension(Instance):
    """``tf.Dimension``; ``value`` None is unknown to TensorFlow too."""

    __slots__ = ("value",)

    def __init__(self, value: int | None) -> None:
        super().__init__(DIMENSION)
        self.value = value


class NoShape(Exception):
    """What the program gave as a shape is not known to us (which is not an unknown shape of TensorFlow's)."""


def shape_of(vm: Machine, value: Anything) -> Shape:
    """The static shape an argument stands for. Raises NoShape, or the program's TypeError."""
    value = payload(value)
    if value is None:
        return None
    if isinstance(value, TensorShape):
        if value.hazy:
            raise NoShape
        return value.dims
    if type(value) in (Unknown, Choice):
        raise NoShape
    if type(value) in (int, float) or isinstance(value, Dimension):
        return (dimension_of(vm, value),)
    static = getattr(value, "static_shape_value", None)
    if static is not None:
        found = static(vm)
        if found is None:
            raise NoShape
        return found  # type: ignore[no-any-return]
    items = known_items(vm, value)
    if items is None:
        raise NoShape
    return tuple(dimension_of(vm, item) for item in items)


def partial_shape(vm: Machine, value: Anything) -> Shape:
    """What is known of a shape: None for each other dimension, or for all where not even the rank is."""
    value = payload(value)
    if isinstance(value, TensorShape):
        return value.dims
    items = known_items(vm, value) if type(value) not in (Unknown, Choice, type(None)) else None
    if items is None:
        return None
    found: list[int | None] = []
    for item in items:
        try:
            found.append(dimension_of(vm, item))
        except NoShape:
            found.append(None)
    return tuple(found)


def dimension_of(vm: Machine, value: Anything) -> int | None:
    """One dimension. Raises NoShape where it is not known."""
    value = payload(value)
    if value is None or type(value) is int:
        return value
    if type(value) is bool:
        return int(value)
    if isinstance(value, Dimension):
        return value.value
    if type(value) in (Unknown, Choice):
        raise NoShape
    if type(value) is float:
        if vm.version != "2.15":
            if value != value // 1:
                fail(vm, "ValueError", f"Ambiguous dimension: {value}")
            return int(value)
        message = "Dimension value must be integer or None or have an __index__ method, got value "
        fail(vm, "TypeError", f"{message}'{value}' with type '<class 'float'>'")
    number = getattr(value, "scalar_value", None)
    if number is not None:
        found = number(vm)
        if type(found) is int:
            return found
        raise NoShape
    if type(value) is str:
        fail(vm, "ValueError", f"invalid literal for int() with base 10: '{value}'")
    if isinstance(value, Instance):
        raise NoShape
    kind = type_name(vm, value)
    fail(vm, "TypeError", f"int() argument must be a string, a bytes-like object or a number, not '{kind}'")


def dimension_value(vm: Machine, size: int | None) -> Anything:
    """One dimension as the program gets it."""
    return Dimension(size)


def unseen(label: str = "shape") -> Unknown:
    return Unknown(Kind.TENSORFLOW, label, pure=True)


def item_of_shape(vm: Machine, shape: TensorShape, size: int | None) -> Anything:
    """One dimension as the program gets it, Unknown where only we do not know it."""
    return unseen("dimension") if size is None and shape.hazy else dimension_value(vm, size)


@method(TENSOR_SHAPE, "as_list")
def as_list(vm: Machine, self: TensorShape) -> Anything:
    if self.dims is None:
        if self.hazy:
            return unseen()
        fail(vm, "ValueError", "as_list() is not defined on an unknown TensorShape.")
    return List([unseen("dimension") if d is None and self.hazy else d for d in self.dims], vm.world.mark)


@getter(TENSOR_SHAPE, "ndims", "rank")
def ndims(vm: Machine, self: TensorShape) -> Anything:
    if self.dims is None:
        return unseen("rank") if self.hazy else None
    return len(self.dims)


@getter(TENSOR_SHAPE, "dims")
def dims(vm: Machine, self: TensorShape) -> Anything:
    if self.dims is None:
        return unseen() if self.hazy else None
    return List([unseen("dimension") if d is None and self.hazy else Dimension(d) for d in self.dims], vm.world.mark)


@method(TENSOR_SHAPE, "is_fully_defined")
def is_fully_defined(vm: Machine, self: TensorShape) -> Anything:
    return unseen() if self.hazy else self.dims is not None and None not in self.dims


@method(TENSOR_SHAPE, "num_elements")
def num_elements(vm: Machine, self: TensorShape) -> Anything:
    if self.dims is None or None in self.dims:
        return unseen("size") if self.hazy else None
    total = 1
    for size in self.dims:
        total *= size or 0
    return total


@method(TENSOR_SHAPE, "is_compatible_with")
def is_compatible_with(vm: Machine, self: TensorShape, other: Anything) -> Anything:
    from scopelint.scoping.shapes import compatible

    try:
        return unseen() if self.hazy else compatible(self.dims, shape_of(vm, other))
    except NoShape:
        return Unknown(Kind.CALL, "is_compatible", pure=True)


@method(TENSOR_SHAPE, "assert_is_compatible_with", "assert_has_rank", "assert_same_rank", "assert_is_fully_defined")
def assert_shape(vm: Machine, self: TensorShape, other: Anything = None) -> Anything:
    return None


@method(TENSOR_SHAPE, "merge_with")
def merge_with(vm: Machine, self: TensorShape, other: Anything) -> Anything:
    from scopelint.scoping.shapes import merged

    try:
        return TensorShape(merged(self.dims, shape_of(vm, other)), hazy=self.hazy)
    except NoShape:
        return self


@method(TENSOR_SHAPE, "with_rank")
def with_rank(vm: Machine, self: TensorShape, rank: Anything) -> Anything:
    return self if self.dims is not None or type(rank) is not int else TensorShape((None,) * rank)


@method(TENSOR_SHAPE, "with_rank_at_least", "with_rank_at_most")
def with_rank_bound(vm: Machine, self: TensorShape, rank: Anything) -> Anything:
    return self


@method(TENSOR_SHAPE, "concatenate", "__add__")
def concatenate(vm: Machine, self: TensorShape, other: Anything) -> Anything:
    try:
        more = shape_of(vm, other)
    except NoShape:
        return Unknown(Kind.CALL, "shape", pure=True)
    return TensorShape(None if self.dims is None or more is None else self.dims + more, hazy=self.hazy)


@method(TENSOR_SHAPE, "__len__")
def shape_len(vm: Machine, self: TensorShape) -> Anything:
    if self.dims is None:
        fail(
            vm,
            "ValueError",
            "Cannot take the length of Shape with unknown rank."
            if vm.version != "2.15"
            else ("Cannot take the length of shape with unknown rank."),
        )
    return len(self.dims)


@method(TENSOR_SHAPE, "__bool__")
def shape_bool(vm: Machine, self: TensorShape) -> Anything:
    return self.dims is not None


@method(TENSOR_SHAPE, "__iter__")
def shape_iter(vm: Machine, self: TensorShape) -> Anything:
    if self.dims is None:
        fail(vm, "ValueError", "Cannot iterate over a shape with unknown rank.")
    return tuple(item_of_shape(vm, self, d) for d in self.dims)


@method(TENSOR_SHAPE, "__getitem__")
def shape_item(vm: Machine, self: TensorShape, index: Anything) -> Anything:
    from scopelint.interp.subscripts import as_index

    at = None if type(index) in (Unknown, Choice) else as_index(vm, index)
    if self.dims is None and self.hazy:
        return unseen("dimension")
    if self.dims is None or at is None:
        if type(index) is int:
            return dimension_value(vm, None)
        return TensorShape(None) if self.dims is None else Unknown(Kind.CALL, "dimension", pure=True)
    if type(at) is slice:
        return TensorShape(self.dims[at], hazy=self.hazy)
    if not -len(self.dims) <= at < len(self.dims):
        fail(vm, "IndexError", "list index out of range")
    return item_of_shape(vm, self, self.dims[at])


@method(TENSOR_SHAPE, "__eq__")
def shape_equal(vm: Machine, self: TensorShape, other: Anything) -> Anything:
    if other is None or type(other) in (str, bool):
        return False
    if self.hazy:
        return unseen()
    try:
        return self.dims == shape_of(vm, other)
    except NoShape:
        return Unknown(Kind.CALL, "comparison", pure=True)


@method(TENSOR_SHAPE, "__ne__")
def shape_unequal(vm: Machine, self: TensorShape, other: Anything) -> Anything:
    answer = shape_equal(vm, self, other)
    return not answer if type(answer) is bool else answer


@method(TENSOR_SHAPE, "__str__")
def shape_str(vm: Machine, self: TensorShape) -> Anything:
    return text(vm.holes.new("shape")) if self.hazy else show_shape(vm.version, self.dims)


def show_shape(version: str, dims: Shape) -> str:
    """``str(TensorShape)``; compat.v1 of 2.15 still writes an unknown dimension as ``?``."""
    from scopelint.scoping.shapes import show

    return show(dims)


@method(TENSOR_SHAPE, "__repr__")
def shape_repr(vm: Machine, self: TensorShape) -> Anything:
    if self.hazy:
        return text(vm.holes.new("shape"))
    if self.dims is None:
        return "TensorShape(None)"
    return f"TensorShape([{', '.join(f'Dimension({d})' for d in self.dims)}])"


@getter(DIMENSION, "value")
def dimension_int(vm: Machine, self: Dimension) -> Anything:
    return self.value


@method(DIMENSION, "__int__", "__index__")
def dimension_as_int(vm: Machine, self: Dimension) -> Anything:
    if self.value is None:
        fail(vm, "TypeError", "__int__ returned non-int (type NoneType)")
    return self.value


@method(DIMENSION, "__str__")
def dimension_str(vm: Machine, self: Dimension) -> Anything:
    return "?" if self.value is None else str(self.value)


@method(DIMENSION, "__repr__")
def dimension_repr(vm: Machine, self: Dimension) -> Anything:
    return f"Dimension({self.value})"


@method(DIMENSION, "__eq__")
def dimension_equal(vm: Machine, self: Dimension, other: Anything) -> Anything:
    try:
        plain = type(other) in (int, bool, type(None)) or isinstance(other, Dimension)
        size = dimension_of(vm, other) if plain else other
    except NoShape:
        return Unknown(Kind.CALL, "comparison", pure=True)
    if type(size) is Unknown:
        return Unknown(Kind.CALL, "comparison", pure=True)
    if self.value is None or size is None:
        return None
    return bool(self.value == size) if type(size) is int else False


@method(DIMENSION, "__ne__")
def dimension_unequal(vm: Machine, self: Dimension, other: Anything) -> Anything:
    answer = dimension_equal(vm, self, other)
    return not answer if type(answer) is bool else answer


def _arithmetic(op: str, name: str) -> None:
    from scopelint.interp.operators import binary

    def forward(vm: Machine, self: Dimension, other: Anything) -> Anything:
        return combine(vm, op, self, other, binary)

    def backward(vm: Machine, self: Dimension, other: Anything) -> Anything:
        return combine(vm, op, other, self, binary)

    method(DIMENSION, f"__{name}__")(forward)
    method(DIMENSION, f"__r{name}__")(backward)


def combine(vm: Machine, op: str, a: Anything, b: Anything, binary: Any) -> Anything:
    """Arithmetic of dimensions: an unknown one gives an unknown one."""
    try:
        x, y = (dimension_of(vm, v) if type(v) is not float else v for v in (a, b))
    except NoShape:
        return Unknown(Kind.CALL, "dimension", pure=True)
    if x is None or y is None:
        return Dimension(None)
    result = binary(vm, op, x, y)
    return Dimension(result) if type(result) is int else result


for _op, _name in (
    ("+", "add"),
    ("-", "sub"),
    ("*", "mul"),
    ("//", "floordiv"),
    ("/", "truediv"),
    ("//", "div"),
    ("%", "mod"),
):
    _arithmetic(_op, _name)


def _ordering(op: str, name: str) -> None:
    from scopelint.interp.operators import binary

    def compare(vm: Machine, self: Dimension, other: Anything) -> Anything:
        try:
            size = dimension_of(vm, other)
        except NoShape:
            return Unknown(Kind.CALL, "comparison", pure=True)
        if self.value is None or size is None:
            return None
        return binary(vm, op, self.value, size)

    method(DIMENSION, f"__{name}__")(compare)


for _op, _name in (("<", "lt"), ("<=", "le"), (">", "gt"), (">=", "ge")):
    _ordering(_op, _name)


def new_shape(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.TensorShape(dims)``."""
    given = args[0] if args else kwargs.get("dims")
    try:
        return TensorShape(shape_of(vm, given))
    except NoShape:
        return Unknown(Kind.CALL, "shape", pure=True)


def new_dimension(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.Dimension(value)``."""
    given = args[0] if args else kwargs.get("value")
    try:
        return Dimension(dimension_of(vm, given))
    except NoShape:
        return Unknown(Kind.CALL, "dimension", pure=True)


TENSOR_SHAPE.new = new_shape
DIMENSION.new = new_dimension
