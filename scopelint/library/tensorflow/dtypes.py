"""dtypes and static shapes as objects of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.operators import payload
from scopelint.interp.raising import fail, type_name
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

Shape = tuple[int | None, ...] | None

DTYPE = native_class("DType", "tf.DType", module="tensorflow.python.framework.dtypes")
TENSOR_SHAPE = native_class("TensorShape", "tf.TensorShape", module="tensorflow.python.framework.tensor_shape")
DIMENSION = native_class("Dimension", "tf.Dimension", module="tensorflow.python.framework.tensor_shape")

FLOATING = ("float16", "float32", "float64", "bfloat16")
INTEGER = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
NAMES = (
    *FLOATING, *INTEGER, "bool", "string", "complex64", "complex128", "qint8", "quint8", "qint16", "quint16", "qint32",
    "resource", "variant",
)  # fmt: skip
ENUM = {
    "float32": 1, "float64": 2, "int32": 3, "uint8": 4, "int16": 5, "int8": 6, "string": 7, "complex64": 8, "int64": 9,
    "bool": 10, "qint8": 11, "quint8": 12, "qint32": 13, "bfloat16": 14, "qint16": 15, "quint16": 16, "uint16": 17,
    "complex128": 18, "float16": 19, "resource": 20, "variant": 21, "uint32": 22, "uint64": 23,
}  # fmt: skip
ALIASES = {"half": "float16", "float": "float32", "double": "float64", "int": "int32", "str": "string"}
SIZES = {"float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16, "bool": 1}


class DType(Instance):
    """``tf.float32`` and its kin: one object each, for all runs; they never change."""

    __slots__ = ("is_ref", "type")

    def __init__(self, type: str, *, is_ref: bool = False) -> None:
        super().__init__(DTYPE)
        self.type = type
        self.is_ref = is_ref


_DTYPES: dict[tuple[str, bool], DType] = {}


def dtype(name: str, *, is_ref: bool = False) -> DType:
    """The dtype of this name."""
    key = (name, is_ref)
    found = _DTYPES.get(key)
    if found is None:
        found = _DTYPES[key] = DType(name, is_ref=is_ref)
    return found


def dtype_name(vm: Machine, value: Anything) -> str | None:
    """The name of what a dtype argument stands for; None when not known. Raises the program's TypeError."""
    if value is None or type(value) in (Unknown, Choice, Text):
        return None
    if isinstance(value, DType):
        return value.type
    if type(value) is str:
        name = ALIASES.get(value, value)
        base = name.removesuffix("_ref")
        if base in NAMES:
            return base
    elif type(value) is int:
        for name, number in ENUM.items():
            if number == value % 100:
                return name
    elif isinstance(value, Class):
        name = {"float": "float32", "int": "int32", "bool": "bool", "str": "string", "object": "string"}.get(
            value.name, value.name
        )
        if value.module != "builtins" or name in NAMES:
            return name if name in NAMES else None
    else:
        given = getattr(value, "dtype_name", None) or attribute_text(value, "name")
        if given is None or given in NAMES:
            return given
    fail(vm, "TypeError", f"Cannot convert value {shown(vm, value)} to a TensorFlow DType.")


def attribute_text(value: Anything, name: str) -> str | None:
    found = value.attrs.get(name) if isinstance(value, Instance) else None
    return found if type(found) is str else None


def shown(vm: Machine, value: Anything) -> str:
    from scopelint.interp.strings import to_repr
    from scopelint.values.unknown import raw_of

    return raw_of(to_repr(vm, value))


@getter(DTYPE, "name")
def dtype_full_name(vm: Machine, self: DType) -> Anything:
    return self.type + ("_ref" if self.is_ref else "")


@getter(DTYPE, "base_dtype", "real_dtype")
def base_dtype(vm: Machine, self: DType) -> Anything:
    return dtype(self.type)


@getter(DTYPE, "_is_ref_dtype")
def is_ref_dtype(vm: Machine, self: DType) -> Anything:
    return self.is_ref


@getter(DTYPE, "as_numpy_dtype")
def as_numpy_dtype(vm: Machine, self: DType) -> Anything:
    found = vm.modules.get("numpy")
    module = found if found is not None else vm.library.module(vm, "numpy")
    found = module.attrs.get(self.type) if module is not None else None
    return found if found is not None else Unknown(Kind.CALL, self.type, pure=True)


@getter(DTYPE, "is_floating")
def is_floating(vm: Machine, self: DType) -> Anything:
    return self.type in FLOATING


@getter(DTYPE, "is_integer")
def is_integer(vm: Machine, self: DType) -> Anything:
    return self.type in INTEGER


@getter(DTYPE, "is_complex")
def is_complex(vm: Machine, self: DType) -> Anything:
    return self.type.startswith("complex")


@getter(DTYPE, "is_bool")
def is_bool(vm: Machine, self: DType) -> Anything:
    return self.type == "bool"


@getter(DTYPE, "size")
def dtype_size(vm: Machine, self: DType) -> Anything:
    return SIZES.get(self.type) or (int(self.type.strip("uint")) // 8 if self.type in INTEGER else 1)


@getter(DTYPE, "as_datatype_enum")
def as_enum(vm: Machine, self: DType) -> Anything:
    return ENUM[self.type] + (100 if self.is_ref else 0)


@getter(DTYPE, "min", "max", "limits")
def dtype_limit(vm: Machine, self: DType) -> Anything:
    return Unknown(Kind.CALL, f"{self.type}.limit", pure=True)


@method(DTYPE, "is_compatible_with")
def dtype_compatible(vm: Machine, self: DType, other: Anything) -> Anything:
    return self.type == dtype_name(vm, other)


@method(DTYPE, "__eq__")
def dtype_equal(vm: Machine, self: DType, other: Anything) -> Anything:
    if isinstance(other, DType):
        return self.type == other.type and self.is_ref == other.is_ref
    if other is None:
        return False
    if type(other) in (Unknown, Choice):
        return Unknown(Kind.FORK, "dtype", pure=True)
    if type(other) is str:
        return ALIASES.get(other, other) == self.type + ("_ref" if self.is_ref else "")
    if isinstance(other, (Class, Instance)):
        name = other.name if isinstance(other, Class) else attribute_text(other, "name")
        return {"float": "float32", "int": "int32", "str": "string"}.get(str(name), name) == self.type
    return False


@method(DTYPE, "__ne__")
def dtype_unequal(vm: Machine, self: DType, other: Anything) -> Anything:
    answer = dtype_equal(vm, self, other)
    return not answer if type(answer) is bool else answer


@method(DTYPE, "__repr__")
def dtype_repr(vm: Machine, self: DType) -> Anything:
    name = self.type + ("_ref" if self.is_ref else "")
    return f"tf.{name}" if vm.version != "2.15" or not self.is_ref else f"<dtype: '{name}'>"


@method(DTYPE, "__str__")
def dtype_str(vm: Machine, self: DType) -> Anything:
    return f"<dtype: '{self.type}{'_ref' if self.is_ref else ''}'>"


@method(DTYPE, "__hash__")
def dtype_hash(vm: Machine, self: DType) -> Anything:
    return ENUM[self.type]


@method(DTYPE, "__int__")
def dtype_int(vm: Machine, self: DType) -> Anything:
    return ENUM[self.type]


# Shapes


class TensorShape(Instance):
    """``tf.TensorShape``. ``dims`` is None for an unknown rank, an item None for an unknown dimension.

    Where ``hazy``, an unknown dimension is unknown to us, not to TensorFlow: it reads as Unknown.
    """

    __slots__ = ("dims", "hazy")

    def __init__(self, dims: Shape, *, hazy: bool = False) -> None:
        super().__init__(TENSOR_SHAPE)
        self.dims = dims
        self.hazy = hazy and (dims is None or None in dims)


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
    if type(value) is int or isinstance(value, Dimension):
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
        if value == int(value) and vm.version not in ("2.15",):
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
    return show_shape(vm.version, self.dims)


def show_shape(version: str, dims: Shape) -> str:
    """``str(TensorShape)``; compat.v1 of 2.15 still writes an unknown dimension as ``?``."""
    from scopelint.scoping.shapes import show

    return show(dims)


@method(TENSOR_SHAPE, "__repr__")
def shape_repr(vm: Machine, self: TensorShape) -> Anything:
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
