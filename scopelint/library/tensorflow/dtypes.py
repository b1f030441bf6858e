"""dtypes as objects of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

DTYPE = native_class("DType", "tf.DType", module="tensorflow.python.framework.dtypes")

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


LARGEST = {"float16": 65504.0, "float32": 3.4028234663852886e38, "float64": 1.7976931348623157e308}


def limits(kind: str) -> tuple[float, float] | None:
    """The least and the greatest number of a dtype (the floats NumPy has of it); None where it has none."""
    if kind in LARGEST:
        return -LARGEST[kind], LARGEST[kind]
    bits = kind.lstrip("uint")
    if kind not in INTEGER or not bits.isdigit():
        return None
    if kind.startswith("u"):
        return 0, 2 ** int(bits) - 1
    return -(2 ** (int(bits) - 1)), 2 ** (int(bits) - 1) - 1


@getter(DTYPE, "min")
def dtype_min(vm: Machine, self: DType) -> Anything:
    return limit(vm, self, 0, "minimum")


@getter(DTYPE, "max")
def dtype_max(vm: Machine, self: DType) -> Anything:
    return limit(vm, self, 1, "maximum")


def limit(vm: Machine, kind: DType, at: int, which: str) -> Anything:
    found = limits(kind.type)
    if found is not None:
        return found[at]
    if kind.type == "bfloat16":
        return Unknown(Kind.CALL, f"bfloat16.{which}", pure=True)
    fail(vm, "TypeError", f"Cannot find {which} value of <dtype: '{kind.type}'>.")


@getter(DTYPE, "is_unsigned")
def is_unsigned(vm: Machine, self: DType) -> Anything:
    found = limits(self.type)
    return found is not None and found[0] == 0


@getter(DTYPE, "is_numpy_compatible")
def is_numpy_compatible(vm: Machine, self: DType) -> Anything:
    return self.type not in ("resource", "variant")


@getter(DTYPE, "is_quantized")
def is_quantized(vm: Machine, self: DType) -> Anything:
    return self.type.startswith(("qint", "quint"))


@getter(DTYPE, "limits")
def intensities(vm: Machine, self: DType) -> Anything:
    """The range of an image's values, of which none is negative; floats go from 0 to 1."""
    return (0, 1) if self.type in FLOATING else (0, limit(vm, self, 1, "maximum"))


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
    return f"tf.{self.type}{'_ref' if self.is_ref else ''}"


@method(DTYPE, "__str__")
def dtype_str(vm: Machine, self: DType) -> Anything:
    return f"<dtype: '{self.type}{'_ref' if self.is_ref else ''}'>"


@method(DTYPE, "__hash__")
def dtype_hash(vm: Machine, self: DType) -> Anything:
    return ENUM[self.type]


@method(DTYPE, "__int__")
def dtype_int(vm: Machine, self: DType) -> Anything:
    return ENUM[self.type]
