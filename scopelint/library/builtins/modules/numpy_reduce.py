"""Reductions and changes of shape of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.operators import binary
from scopelint.interp.raising import fail
from scopelint.interp.truth import truth
from scopelint.library.builtins.modules.numpy_array import (
    KEPT,
    NdArray,
    Shape,
    count,
    made,
    operate,
    shape_argument,
    shown,
)
from scopelint.library.builtins.natives import NotKnown
from scopelint.library.builtins.ordering import extreme, less
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

FLOATS = ("mean", "std", "var")


def result_kind(name: str, dtype: str) -> str:
    if name in FLOATS:
        return dtype if dtype.startswith("float") else "float64"
    if name in ("any", "all"):
        return "bool"
    if name.startswith("arg"):
        return "int64"
    if name in ("sum", "prod") and dtype in ("bool", "int32", "int16", "int8"):
        return "int64"
    return dtype


def reduced(vm: Machine, name: str, array: NdArray, axis: Anything, keepdims: Anything = False) -> Anything:
    """``sum``, ``prod``, ``mean``… over all items or along one axis."""
    kind = result_kind(name, array.dtype)
    keep = truth(vm, keepdims) is True
    if axis is None:
        value = combined(vm, name, array.data) if array.data is not None else Unknown(Kind.CALL, f"{name}()", pure=True)
        if keep and array.shape is not None:
            return NdArray(vm, (1,) * len(array.shape), kind, [value])
        if isinstance(value, Unknown) or kind in ("int64", "float64", "bool", "object"):
            return value
        return NdArray(vm, (), kind, [value])
    if array.shape is None:
        return NdArray(vm, None, kind, None)
    axes = shape_argument(vm, axis)
    if axes is None or None in axes:
        return NdArray(vm, None, kind, None)
    gone = {a % len(array.shape) for a in axes if a is not None and array.shape}
    if len(gone) == 1 and array.data is not None and None not in array.shape:
        return along(vm, name, array, gone.pop(), kind, keep)
    shape = tuple([1 if i in gone else s for i, s in enumerate(array.shape) if keep or i not in gone])
    return made(vm, shape, kind, None)


def along(vm: Machine, name: str, array: NdArray, axis: int, kind: str, keep: bool) -> Anything:
    assert array.shape is not None
    assert array.data is not None
    sizes = [s or 0 for s in array.shape]
    inner = 1
    for size in sizes[axis + 1 :]:
        inner *= size
    outer = 1
    for size in sizes[:axis]:
        outer *= size
    step = sizes[axis]
    data = []
    for o in range(outer):
        for i in range(inner):
            line = [array.data[(o * step + k) * inner + i] for k in range(step)]
            data.append(combined(vm, name, line))
    shape = tuple([1 if i == axis else s for i, s in enumerate(array.shape) if keep or i != axis])
    return made(vm, shape, kind, data)


def combined(vm: Machine, name: str, items: list[Anything]) -> Anything:
    """One number of many."""
    try:
        return combine(vm, name, items)
    except NotKnown:
        return Unknown(Kind.CALL, f"{name}()", pure=True)


def combine(vm: Machine, name: str, items: list[Anything]) -> Anything:
    if name in ("any", "all"):
        answers = [truth(vm, v) for v in items]
        decisive = name == "any"
        if decisive in answers:
            return decisive
        if None in answers:
            raise NotKnown
        return not decisive
    if name in ("max", "min", "argmax", "argmin"):
        if not items:
            fail(vm, "ValueError", "zero-size array to reduction operation which has no identity")
        best = extreme(vm, items, None, largest=name.endswith("max"))
        if not name.startswith("arg"):
            return best
        return next(i for i, v in enumerate(items) if not less(vm, v, best) and not less(vm, best, v))
    if name == "prod":
        total: Anything = 1 if items else 1.0
        for item in items:
            total = binary(vm, "*", total, item)
        return total
    total = 0 if items else 0.0
    for item in items:
        total = binary(vm, "+", total, item)
    if name == "sum":
        return total
    if not items:
        return float("nan")
    mean = operate(vm, "/", total, len(items))
    if name == "mean":
        return mean
    squares: Anything = 0
    for item in items:
        difference = binary(vm, "-", item, mean)
        squares = binary(vm, "+", squares, binary(vm, "*", difference, difference))
    variance = operate(vm, "/", squares, len(items))
    return variance if name == "var" else operate(vm, "**", variance, 0.5)


def reshaped(vm: Machine, array: NdArray, wanted: Shape | None) -> Anything:
    if wanted is None:
        return NdArray(vm, None, array.dtype, None)
    total = count(array.shape)
    sizes = list(wanted)
    if -1 in sizes and None not in sizes and total is not None:
        rest = 1
        for size in sizes:
            rest *= 1 if size == -1 else size or 0
        if rest == 0 or total % rest:
            fail(vm, "ValueError", f"cannot reshape array of size {total} into shape {shown(tuple(sizes))}")
        sizes[sizes.index(-1)] = total // rest
    shape = tuple([None if s == -1 else s for s in sizes])
    if total is not None and count(shape) is not None and count(shape) != total:
        fail(vm, "ValueError", f"cannot reshape array of size {total} into shape {shown(tuple(wanted))}")
    return NdArray(vm, shape, array.dtype, array.data)


def transposed(vm: Machine, array: NdArray, order: Shape | None) -> Anything:
    if array.shape is None:
        return array
    axes = list(range(len(array.shape)))[::-1] if order is None else [a for a in order if a is not None]
    if len(axes) != len(array.shape):
        fail(vm, "ValueError", "axes don't match array")
    shape = tuple([array.shape[a] for a in axes])
    if array.data is None or None in shape or len(array.data) > KEPT:
        return NdArray(vm, shape, array.dtype, None)
    steps = [0] * len(axes)
    step = 1
    for axis in range(len(axes) - 1, -1, -1):
        steps[axis] = step
        step *= array.shape[axis] or 0
    positions = [0]
    for axis in axes:
        positions = [p + i * steps[axis] for p in positions for i in range(array.shape[axis] or 0)]
    return NdArray(vm, shape, array.dtype, [array.data[p] for p in positions])


def squeezed(vm: Machine, array: NdArray, axis: Anything = None) -> Anything:
    if array.shape is None:
        return array
    if axis is None:
        shape = tuple([s for s in array.shape if s != 1])
    else:
        gone = shape_argument(vm, axis) or ()
        places = {a % len(array.shape) for a in gone if a is not None}
        shape = tuple([s for i, s in enumerate(array.shape) if i not in places])
    return NdArray(vm, shape, array.dtype, array.data)


def dot(vm: Machine, a: NdArray, b: NdArray) -> Anything:
    """A matrix product: its shape, and its numbers for vectors and matrices."""
    if a.shape is None or b.shape is None or len(a.shape) > 2 or len(b.shape) > 2 or not a.shape or not b.shape:
        return NdArray(vm, None, a.dtype, None)
    left = a.shape if len(a.shape) == 2 else (1, *a.shape)
    right = b.shape if len(b.shape) == 2 else (*b.shape, 1)
    if left[1] is not None and right[0] is not None and left[1] != right[0]:
        fail(vm, "ValueError", f"shapes {shown(a.shape)} and {shown(b.shape)} not aligned")
    shape = (*(left[:1] if len(a.shape) == 2 else ()), *(right[1:] if len(b.shape) == 2 else ()))
    work = count((*left, right[1]))
    if a.data is None or b.data is None or work is None or work > KEPT:
        return made(vm, shape, a.dtype, None)
    data = []
    for i in range(left[0] or 0):
        for j in range(right[1] or 0):
            total: Anything = 0
            for k in range(left[1] or 0):
                product = binary(vm, "*", a.data[i * (left[1] or 0) + k], b.data[k * (right[1] or 0) + j])
                total = binary(vm, "+", total, product)
            data.append(total)
    return made(vm, shape, a.dtype, data)
