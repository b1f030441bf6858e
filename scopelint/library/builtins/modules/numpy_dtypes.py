"""numpy's dtypes: classes that make scalars, and the dtype objects of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.modules.numpy_array import array_of, made
from scopelint.library.builtins.natives import make, opaque
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SIZES = {
    "float16": 2, "float32": 4, "float64": 8, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "uint8": 1, "uint16": 2,
    "uint32": 4, "uint64": 8, "complex64": 8, "complex128": 16, "bool": 1,
}  # fmt: skip
PARENTS = {"float": "floating", "int": "signedinteger", "uint": "unsignedinteger", "complex": "complexfloating"}
ALIASES = {
    "half": "float16", "single": "float32", "double": "float64", "float_": "float64", "int_": "int64", "intc": "int32",
    "byte": "int8", "ubyte": "uint8", "short": "int16", "longlong": "int64", "bool_": "bool", "bool8": "bool",
    "csingle": "complex64", "cdouble": "complex128", "complex_": "complex128", "str_": "str", "object_": "object",
    "string_": "str", "unicode_": "str", "intp": "int64", "uint": "uint64",
}  # fmt: skip
SHORT = {
    "f": "float32", "d": "float64", "i": "int32", "l": "int64", "b": "int8", "?": "bool", "f2": "float16",
    "f4": "float32", "f8": "float64", "i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64", "u1": "uint8",
    "u2": "uint16", "u4": "uint32", "u8": "uint64", "float": "float64", "int": "int64", "b1": "bool", "O": "object",
}  # fmt: skip


def dtype_name(vm: Machine, value: Anything) -> str | None:
    """The name of what a dtype argument stands for; None when it is None or not known."""
    if value is None or opaque(value) or type(value) is Text:
        return None
    if type(value) is str:
        name = value.lstrip("<>=|")
        return SHORT.get(name, ALIASES.get(name, name))
    if type(value) is Class:
        return {"float": "float64", "int": "int64", "bool_": "bool"}.get(value.name, value.name)
    if isinstance(value, Instance):
        for name in ("name", "as_numpy_dtype"):
            found = value.attrs.get(name)
            if type(found) is str:
                return found
    kind = getattr(value, "type", None)
    return kind if type(kind) is str else None


def dtype_object(vm: Machine, name: str) -> Anything:
    """The dtype object of this name: one for the run."""
    table: dict[str, Instance] = vm.state.setdefault("numpy_dtypes", {})
    found = table.get(name)
    if found is None:
        found = table[name] = Instance(dtype_class(vm))
        found.attrs.update(
            name=name,
            itemsize=SIZES.get(name, 8),
            kind={"bool": "b", "str": "U", "object": "O"}.get(name, name[0]),
            type=classes(vm).get(name, Unknown(Kind.CALL, name, pure=True)),
        )
        found.attrs["str"] = name
    return found


def dtype_class(vm: Machine) -> Class:
    found = vm.state.get("numpy.dtype")
    if not isinstance(found, Class):
        found = Class("dtype", (vm.types["object"],), dict(DTYPE), "numpy", new=new_dtype)
        vm.state["numpy.dtype"] = found
    return found


def new_dtype(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    name = dtype_name(vm, args[0]) if args else None
    return dtype_object(vm, name) if name is not None else Unknown(Kind.CALL, "dtype", pure=True)


def dtype_equals(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    """A dtype equals its name, its class and its object."""
    if opaque(other):
        return Unknown(Kind.CALL, "comparison", pure=True)
    if type(other).__name__ == "DType":
        return vm.builtins["NotImplemented"]
    return dtype_name(vm, other) == self.attrs["name"]


def dtype_differs(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    answer = dtype_equals(vm, self, other)
    return not answer if type(answer) is bool else answer


DTYPE = {
    "__eq__": make("dtype.__eq__", dtype_equals, binds=True, module="numpy"),
    "__ne__": make("dtype.__ne__", dtype_differs, binds=True, module="numpy"),
    "__str__": make("dtype.__str__", lambda vm, self: self.attrs["name"], binds=True, module="numpy"),
    "__repr__": make("dtype.__repr__", lambda vm, self: f"dtype('{self.attrs['name']}')", binds=True, module="numpy"),
}


def new_scalar(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``np.float32(x)``: a scalar of that kind, an array for a sequence."""
    value: Anything = args[0] if args else 0
    if opaque(value):
        return Unknown(Kind.CALL, value.label, pure=True)
    name = "bool" if cls.name == "bool_" else cls.name
    array = array_of(vm, value, name)
    return made(vm, array.shape, name, array.data) if name in ("bool", "int64", "float64") else array


def classes(vm: Machine) -> dict[str, Class]:
    """The scalar classes of this run by name, abstract ones included."""
    found: dict[str, Class] = vm.state.setdefault("numpy.scalars", {})
    if found:
        return found

    def add(name: str, *bases: str) -> None:
        parents = tuple(found[b] for b in bases) or (vm.types["object"],)
        found[name] = Class(name, parents, {}, "numpy", new=new_scalar)

    add("generic")
    add("number", "generic")
    add("integer", "number")
    add("signedinteger", "integer")
    add("unsignedinteger", "integer")
    add("inexact", "number")
    add("floating", "inexact")
    add("complexfloating", "inexact")
    for name in SIZES:
        if name == "bool":
            continue
        add(name, PARENTS[name.rstrip("0123456789")])
    for name in ("bool_", "str_", "object_", "character"):
        add(name, "generic")
    found["bool"] = found["bool_"]
    return found


def names(vm: Machine) -> dict[str, Anything]:
    found: dict[str, Anything] = {n: c for n, c in classes(vm).items() if n != "bool"}
    for alias, name in ALIASES.items():
        if alias not in found and name in found:
            found[alias] = found[name]
    found["dtype"] = dtype_class(vm)
    if python(vm) < (3, 11):
        found.update(float=vm.types["float"], int=vm.types["int"], bool=vm.types["bool"], str=vm.types["str"])
        found.update(object=vm.types["object"], complex=vm.types["complex"])
    return found
