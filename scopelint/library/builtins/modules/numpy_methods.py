"""Methods and operators of arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scopelint.interp.operators import compare, unary
from scopelint.interp.raising import fail
from scopelint.interp.strings import to_repr, to_text
from scopelint.interp.subscripts import as_index
from scopelint.library.builtins.iterators import made as iterator_made
from scopelint.library.builtins.modules import numpy_reduce
from scopelint.library.builtins.modules.numpy_array import (
    NdArray,
    Shape,
    array_of,
    cast,
    count,
    elementwise,
    made,
    nested,
    operate,
    shape_argument,
    shortest,
)
from scopelint.library.builtins.natives import NotKnown, Table, change, method, opaque
from scopelint.values.base import SCALARS, Anything
from scopelint.values.containers import List
from scopelint.values.objects import Getter
from scopelint.values.unknown import Kind, Text, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

METHODS = Table("ndarray", module="numpy")

ARITHMETIC = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
              "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "div": "/"}  # fmt: skip
COMPARED = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}


def foreign(other: Anything) -> bool:
    """Whether the other operand knows better what to do: a tensor."""
    return bool(getattr(other, "is_tensor_like", False)) or type(other).__name__ in ("Tensor", "Variable")


def arithmetic(name: str, op: str) -> None:
    @method(METHODS, f"__{name}__")
    def forwards(vm: Machine, self: Anything, other: Anything, /) -> Anything:
        if foreign(other):
            return vm.builtins["NotImplemented"]
        return elementwise(
            vm,
            self,
            other,
            lambda a, b: operate(vm, op, a, b),
            "float64" if op == "/" and (not self.dtype.startswith("float")) else None,
        )

    @method(METHODS, f"__r{name}__")
    def backwards(vm: Machine, self: Anything, other: Anything, /) -> Anything:
        if foreign(other):
            return vm.builtins["NotImplemented"]
        return elementwise(vm, other, self, lambda a, b: operate(vm, op, a, b))


for _name, _op in ARITHMETIC.items():
    arithmetic(_name, _op)


def comparing(name: str, op: str) -> None:
    @method(METHODS, f"__{name}__")
    def run(vm: Machine, self: Anything, other: Anything, /) -> Anything:
        if other is None or foreign(other):
            return vm.builtins["NotImplemented"]
        return elementwise(vm, self, other, lambda a, b: compare(vm, op, a, b), "bool")


for _name, _op in COMPARED.items():
    comparing(_name, _op)


def on_each(vm: Machine, array: NdArray, fn: Callable[[Anything], Anything], dtype: str | None = None) -> Anything:
    data = None if array.data is None else [fn(v) for v in array.data]
    return made(vm, array.shape, dtype or array.dtype, data)


@method(METHODS, "__neg__")
def negative(vm: Machine, self: Anything, /) -> Anything:
    return on_each(vm, self, lambda v: unary(vm, "-", v))


@method(METHODS, "__abs__")
def absolute(vm: Machine, self: Anything, /) -> Anything:
    return on_each(vm, self, lambda v: abs(v) if type(v) in (int, float) else Unknown(Kind.CALL, "abs()", pure=True))


@method(METHODS, "__invert__")
def invert(vm: Machine, self: Anything, /) -> Anything:
    return on_each(vm, self, lambda v: not v if type(v) is bool else unary(vm, "~", v))


@method(METHODS, "__matmul__", "dot")
def matmul(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    return numpy_reduce.dot(vm, self, array_of(vm, other))


@method(METHODS, "__len__")
def length(vm: Machine, self: Anything, /) -> Anything:
    if self.shape == ():
        fail(vm, "TypeError", "len() of unsized object")
    if self.shape is None or self.shape[0] is None:
        raise NotKnown
    return self.shape[0]


@method(METHODS, "__bool__", "__nonzero__")
def truthful(vm: Machine, self: Anything, /) -> Anything:
    if self.data is None or len(self.data) != 1:
        if self.data is not None or (count(self.shape) or 0) > 1:
            words = "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
            fail(vm, "ValueError", words)
        raise NotKnown
    from scopelint.interp.truth import truth

    answer = truth(vm, self.data[0])
    if answer is None:
        raise NotKnown
    return answer


def one(vm: Machine, self: Anything) -> Anything:
    """The only item of an array."""
    if self.data is None:
        raise NotKnown
    if len(self.data) != 1:
        fail(vm, "TypeError", "only size-1 arrays can be converted to Python scalars")
    if type(self.data[0]) not in SCALARS:
        raise NotKnown
    return self.data[0]


@method(METHODS, "__int__", "__index__")
def as_int(vm: Machine, self: Anything, /) -> Anything:
    return int(one(vm, self))


@method(METHODS, "__float__")
def as_float(vm: Machine, self: Anything, /) -> Anything:
    return float(one(vm, self))


@method(METHODS, "item")
def item(vm: Machine, self: Anything, /, *at: Anything) -> Anything:
    return get_item(vm, self, at if len(at) > 1 else at[0]) if at else one(vm, self)


@method(METHODS, "__iter__")
def iterate(vm: Machine, self: Anything, /) -> Anything:
    size = length(vm, self)
    return iterator_made(vm, (get_item(vm, self, i) for i in range(size)), "iterator")


@method(METHODS, "__getitem__")
def get_item(vm: Machine, self: Anything, key: Anything, /) -> Anything:
    keys = list(key) if type(key) is tuple else [key]
    if self.shape is None or any(opaque(k) or isinstance(k, (NdArray, List)) for k in keys):
        return NdArray(vm, None, self.dtype, None)
    given = sum(1 for k in keys if k is not None and k is not ...)
    if given > len(self.shape):
        fail(vm, "IndexError", "too many indices for array")
    if ... in [k for k in keys if k is ...]:
        at = next(i for i, k in enumerate(keys) if k is ...)
        keys[at : at + 1] = [slice(None)] * (len(self.shape) - given)
    else:
        keys += [slice(None)] * (len(self.shape) - given)
    found = [k if k is None or isinstance(k, slice) else as_index(vm, k) for k in keys]
    if any(k is NotImplemented for k in found):
        raise NotKnown
    shape = indexed_shape(vm, self.shape, found)
    if self.data is None:
        return made(vm, shape, self.dtype, None)
    return made(vm, shape, self.dtype, flat(indexed(nested(self.data, self.shape), found), len(shape)))


def indexed_shape(vm: Machine, shape: Shape, keys: list[Any]) -> Shape:
    result: list[int | None] = []
    at = 0
    for key in keys:
        if key is None:
            result.append(1)
            continue
        size = shape[at]
        at += 1
        if isinstance(key, slice):
            result.append(None if size is None else len(range(size)[key]))
        elif size is not None and not -size <= key < size:
            fail(vm, "IndexError", f"index {key} is out of bounds for axis {at - 1} with size {size}")
    return tuple(result)


def indexed(items: Any, keys: list[Any]) -> Any:
    if not keys:
        return items
    key, rest = keys[0], keys[1:]
    if key is None:
        return [indexed(items, rest)]
    if isinstance(key, slice):
        return [indexed(v, rest) for v in items[key]]
    return indexed(items[key], rest)


def flat(items: Any, depth: int) -> list[Anything]:
    """Nested host lists of this depth as one list."""
    if depth == 0:
        return [items]
    return [v for part in items for v in flat(part, depth - 1)]


@method(METHODS, "__setitem__", pure=False)
def set_item(vm: Machine, self: Anything, key: Anything, value: Anything, /) -> None:
    change(vm, self)
    if (
        self.shape is not None
        and len(self.shape) == 1
        and self.data is not None
        and type(key) is int
        and (-len(self.data) <= key < len(self.data) and type(value) in (int, float, bool))
    ):
        self.data[key] = cast(value, self.dtype)
    else:
        self.data = None


@method(METHODS, "__contains__")
def contains(vm: Machine, self: Anything, value: Anything, /) -> Anything:
    from scopelint.library.builtins.list_methods import place_of

    if self.data is None:
        raise NotKnown
    return place_of(vm, self.data, value) is not None


@method(METHODS)
def astype(vm: Machine, self: Anything, dtype: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    from scopelint.library.builtins.modules.numpy_dtypes import dtype_name

    kind = dtype_name(vm, dtype) or "float64"
    return NdArray(vm, self.shape, kind, None if self.data is None else [cast(v, kind) for v in self.data])


@method(METHODS, "copy", "__copy__", "view", "squeeze_")
def copy(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    return NdArray(vm, self.shape, self.dtype, None if self.data is None else list(self.data))


@method(METHODS, "__deepcopy__")
def deepcopy(vm: Machine, self: Anything, memo: Anything, /) -> Anything:
    return copy(vm, self)


@method(METHODS)
def reshape(vm: Machine, self: Anything, /, *sizes: Anything, order: Anything = "C") -> Anything:
    wanted = shape_argument(vm, sizes[0] if len(sizes) == 1 else tuple(sizes))
    return numpy_reduce.reshaped(vm, self, wanted)


@method(METHODS, "flatten", "ravel")
def flatten(vm: Machine, self: Anything, /, *args: Anything) -> Anything:
    return NdArray(vm, (count(self.shape),), self.dtype, self.data)


@method(METHODS)
def transpose(vm: Machine, self: Anything, /, *axes: Anything) -> Anything:
    order = shape_argument(vm, axes[0] if len(axes) == 1 else tuple(axes)) if axes and axes[0] is not None else None
    return numpy_reduce.transposed(vm, self, order)


@method(METHODS)
def squeeze(vm: Machine, self: Anything, axis: Anything = None) -> Anything:
    return numpy_reduce.squeezed(vm, self, axis)


@method(METHODS)
def tolist(vm: Machine, self: Anything, /) -> Anything:
    if self.data is None or self.shape is None:
        return List([], vm.world.mark, open=True)
    return listed(vm, nested(self.data, self.shape))


def listed(vm: Machine, items: Any) -> Anything:
    return List([listed(vm, v) for v in items], vm.world.mark) if isinstance(items, list) else items


def reducing(name: str) -> None:
    @method(METHODS, name)
    def run(
        vm: Machine,
        self: Anything,
        axis: Anything = None,
        dtype: Anything = None,
        out: Anything = None,
        keepdims: Anything = False,
    ) -> Anything:
        return numpy_reduce.reduced(vm, name, self, axis, keepdims)


for _name in ("sum", "prod", "mean", "max", "min", "std", "var", "any", "all", "argmax", "argmin"):
    reducing(_name)


@method(METHODS, "fill", "sort", pure=False)
def fill(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> None:
    change(vm, self)
    self.data = None


def shape_value(vm: Machine, self: Anything) -> Anything:
    if self.shape is None:
        return Unknown(Kind.CALL, "shape", pure=True)
    return tuple([Unknown(Kind.CALL, "size", pure=True) if s is None else s for s in self.shape])


def dtype_value(vm: Machine, self: Anything) -> Anything:
    from scopelint.library.builtins.modules.numpy_dtypes import dtype_object

    return dtype_object(vm, self.dtype)


def size_value(vm: Machine, self: Anything) -> Anything:
    found = count(self.shape)
    return Unknown(Kind.CALL, "size", pure=True) if found is None else found


METHODS["shape"] = Getter("shape", shape_value)
METHODS["dtype"] = Getter("dtype", dtype_value)
METHODS["size"] = Getter("size", size_value)
METHODS["ndim"] = Getter(
    "ndim", lambda vm, self: Unknown(Kind.CALL, "ndim", pure=True) if self.shape is None else len(self.shape)
)
METHODS["T"] = Getter("T", lambda vm, self: numpy_reduce.transposed(vm, self, None))
METHODS["flat"] = Getter("flat", lambda vm, self: flatten(vm, self))


def rows(vm: Machine, self: Anything, glue: str) -> str | None:
    """An array of integers, flags or nothing as numpy writes it; None for what it formats otherwise."""
    if self.data is None or self.shape is None or len(self.shape) != 1 or len(self.data) > 20:
        return None
    if not all(type(v) in (int, bool) for v in self.data):
        return None
    written = [str(v) for v in self.data]
    width = max(map(len, written), default=0)
    return "[" + glue.join(w.rjust(width) for w in written) + "]"


@method(METHODS, "__str__")
def as_text(vm: Machine, self: Anything, /) -> Anything:
    if self.shape == () and self.data is not None:
        return shortest(self.data[0], self.dtype) if type(self.data[0]) is float else to_text(vm, self.data[0])
    found = rows(vm, self, " ")
    return Text(vm.holes.new("array")) if found is None else found


@method(METHODS, "__repr__")
def as_repr(vm: Machine, self: Anything, /) -> Anything:
    if self.shape == () and self.data is not None:
        return shortest(self.data[0], self.dtype) if type(self.data[0]) is float else to_repr(vm, self.data[0])
    found = rows(vm, self, ", ")
    if found is None or self.dtype not in ("int64", "bool"):
        return Text(vm.holes.new("array"))
    return text(f"array({found})")


@method(METHODS, "__format__")
def formatted(vm: Machine, self: Anything, spec: Anything, /) -> Anything:
    from scopelint.interp.strings import format_value

    if self.shape == () and self.data is not None:
        return format_value(vm, self.data[0], spec)
    return as_text(vm, self)
