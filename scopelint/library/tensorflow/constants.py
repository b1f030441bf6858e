"""What is known of the values that ops compute: enough for shapes, ranks and plain arithmetic on constants."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scopelint.library.tensorflow.shapes import UNSEEN, Call
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

KEPT = 4096
"""Items of a computed constant that are remembered."""

OLD = ("0.12", "1.0", "1.4")
"""Versions whose shape functions see the values of few ops only: arithmetic on shapes is not folded."""

BEFORE_FOLDING = (*OLD, "1.8")
"""Versions whose shape functions do not fold constants: they do not see what is taken out of a vector."""

ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add, "AddV2": operator.add, "Sub": operator.sub, "Mul": operator.mul, "FloorDiv": operator.floordiv,
    "RealDiv": operator.truediv, "FloorMod": operator.mod, "Maximum": max, "Minimum": min, "Pow": operator.pow,
    "Equal": operator.eq, "NotEqual": operator.ne, "Less": operator.lt, "LessEqual": operator.le,
    "Greater": operator.gt, "GreaterEqual": operator.ge, "LogicalAnd": lambda a, b: bool(a and b),
    "LogicalOr": lambda a, b: bool(a or b), "Div": lambda a, b: a // b if type(a) is int else a / b,
}  # fmt: skip

UNARY: dict[str, Callable[[Any], Any]] = {
    "Neg": operator.neg, "Abs": abs, "Square": lambda a: a * a, "LogicalNot": operator.not_, "Floor": math.floor,
    "Ceil": math.ceil, "Sign": lambda a: (a > 0) - (a < 0),
}  # fmt: skip


def remember(vm: Machine, type: str, inputs: dict[str, Any], attrs: dict[str, Anything], outputs: list[Any]) -> None:
    """Set ``value`` or ``partial`` of an op's outputs where its inputs decide them."""
    if not outputs:
        return
    out = outputs[0]
    function = FUNCTIONS.get(type)
    if function is not None:
        function(Call(vm, type, inputs, attrs), out)
    elif type in ARITHMETIC or type in UNARY:
        fold(vm, type, list(inputs.values()), out)


def sees_slices(vm: Machine, tensor: Any, *, one: bool) -> bool:
    """Whether shape functions see what indexing takes out of a vector: one item, or several
    (internals/sizes_of_shape_vectors)."""
    if not one:
        return vm.version not in ("0.12", "1.0")
    return vm.version == "2.15" or (vm.version not in BEFORE_FOLDING and getattr(tensor, "value", None) is not None)


def item_values(tensor: Any) -> list[Any] | None:
    """The items of a vector, UNSEEN for each that only we do not know, None for each that TensorFlow does not."""
    held = getattr(tensor, "value", None)
    if type(held) is list:
        return list(held)
    partial = getattr(tensor, "partial", None)
    return None if partial is None else list(partial)


def set_items(out: Any, items: list[Any]) -> None:
    """What a vector holds, item by item."""
    if len(items) > KEPT:
        return
    if all(v is not None and v is not UNSEEN for v in items):
        out.value = items
    else:
        out.partial = items


def shape_items(c: Call, out: Any) -> None:
    """``Shape``: the dimensions."""
    tensor = c.first()
    dims = getattr(tensor, "shape", None)
    if dims is not None:
        absent = None if tensor.known_shape else UNSEEN
        set_items(out, [absent if d is None else d for d in dims])
    elif getattr(tensor, "known_shape", False):
        out.op.payload = "dynamic"


def rank_value(c: Call, out: Any) -> None:
    """``Rank``."""
    dims = getattr(c.first(), "shape", None)
    if dims is not None:
        out.value = len(dims)
    elif getattr(c.first(), "known_shape", False):
        out.op.payload = "dynamic"


def size_value(c: Call, out: Any) -> None:
    """``Size``."""
    dims = getattr(c.first(), "shape", None)
    if dims is not None and None not in dims:
        out.value = math.prod(dims)
    elif getattr(c.first(), "known_shape", False):
        out.op.payload = "dynamic"


def copied(c: Call, out: Any) -> None:
    """Ops that give what they get."""
    source = c.first()
    out.value, out.partial = getattr(source, "value", None), getattr(source, "partial", None)


def cast_value(c: Call, out: Any) -> None:
    """``Cast`` between numbers."""
    source = c.first()
    held = getattr(source, "value", None)
    if type(held) in (int, float, bool):
        out.value = converted(held, out.dtype)
    elif type(held) is list and all(type(v) in (int, float, bool) for v in held):
        out.value = [converted(v, out.dtype) for v in held]
    elif out.dtype.startswith("int"):
        out.partial = getattr(source, "partial", None)


def converted(value: Any, kind: str) -> Any:
    if kind.startswith(("int", "uint")):
        return int(value)
    if kind == "bool":
        return bool(value)
    return float(value) if kind.startswith("float") else None


def pack_items(c: Call, out: Any) -> None:
    """``Pack`` of scalars, or of vectors that are all known."""
    tensors = c.inputs.get("values")
    if type(tensors) is not list or c.attr("axis", 0) != 0:
        return
    if out.shape is not None and len(out.shape) == 1:
        items = []
        for tensor in tensors:
            held = getattr(tensor, "value", None)
            items.append(held if type(held) in (int, float, bool) else absent(tensor))
        set_items(out, items)
    else:
        held = [getattr(t, "value", None) for t in tensors]
        if all(type(h) is list for h in held):
            out.value = held


def absent(tensor: Any) -> Any:
    """None where TensorFlow does not know the value either, UNSEEN where only we do not."""
    from scopelint.library.tensorflow.shapes import surely_unknown

    op = getattr(tensor, "op", None)
    return None if surely_unknown(tensor) or (op is not None and op.payload == "dynamic") else UNSEEN


def concat_items(c: Call, out: Any) -> None:
    """``Concat`` of vectors."""
    tensors = c.inputs.get("values")
    if type(tensors) is not list or out.shape is None or len(out.shape) != 1:
        return
    items: list[Any] = []
    for tensor in tensors:
        part = item_values(tensor)
        if part is None:
            return
        items.extend(part)
    set_items(out, items)


def range_items(c: Call, out: Any) -> None:
    """``Range`` of known ends."""
    held = [getattr(c.inputs.get(n), "value", None) for n in ("start", "limit", "delta")]
    if all(type(v) is int for v in held) and held[2]:
        found = range(*held)  # type: ignore[arg-type]
        if len(found) <= KEPT:
            out.value = list(found)


def fill_items(c: Call, out: Any) -> None:
    """``Fill`` of a small known shape."""
    held = getattr(c.inputs.get("value"), "value", None)
    if type(held) not in (int, float, bool) or out.shape is None or None in out.shape:
        return
    if math.prod(out.shape) <= KEPT:
        result = held
        for size in reversed(out.shape):
            result = [result] * size
        out.value = result


def reshape_items(c: Call, out: Any) -> None:
    """``Reshape`` between scalar and vector."""
    source = c.first()
    held = getattr(source, "value", None)
    if out.shape is None:
        return
    if len(out.shape) == 1 and type(held) in (int, float, bool):
        out.value = [held]
    elif out.shape == () and type(held) is list and len(held) == 1:
        out.value = held[0]
    elif len(out.shape) == 1 and getattr(source, "shape", None) is not None and len(source.shape) == 1:
        copied(c, out)


def squeeze_items(c: Call, out: Any) -> None:
    held = getattr(c.first(), "value", None)
    if out.shape == () and type(held) is list and len(held) == 1:
        out.value = held[0]


def expand_items(c: Call, out: Any) -> None:
    held = getattr(c.first(), "value", None)
    if type(held) in (int, float, bool):
        out.value = [held]
    elif out.shape is not None and len(out.shape) == 1:
        set_items(out, [absent(c.first())])


def product_value(c: Call, out: Any) -> None:
    """``Prod``, ``Sum``, ``Max`` or ``Min`` of a known vector."""
    held = getattr(c.first(), "value", None)
    hidden = absent(c.first()) is None or None in (getattr(c.first(), "partial", None) or ())
    if hidden and held is None:
        out.op.payload = out.op.payload or "dynamic"
    if c.vm.version in OLD or type(held) is not list or not held or out.shape != ():
        return
    if all(type(v) in (int, float) for v in held):
        reducers: dict[str, Callable[[Any], Any]] = {"Prod": math.prod, "Sum": sum, "Max": max, "Min": min}
        out.value = reducers[c.type](held)


def slice_items(c: Call, out: Any) -> None:
    """``Slice`` of a vector."""
    if c.vm.version in BEFORE_FOLDING:
        out.op.payload = "dynamic"
        return
    items, begin, size = item_values(c.first()), c.values("begin"), c.values("size")
    if items is None or not begin or not size or begin[0] is None or size[0] is None:
        return
    stop = None if size[0] == -1 else begin[0] + size[0]
    set_items(out, items[begin[0] : stop])


def gather_item(c: Call, out: Any) -> None:
    """``Gather`` from a vector."""
    items, index = item_values(c.inputs.get("params")), getattr(c.inputs.get("indices"), "value", None)
    if items is None or c.vm.version in OLD:
        return
    if type(index) is int and -len(items) <= index < len(items):
        held = items[index]
        out.value = held if type(held) in (int, float, bool) else None
    elif type(index) is list and all(type(i) is int and -len(items) <= i < len(items) for i in index):
        set_items(out, [items[i] for i in index])


FUNCTIONS: dict[str, Callable[[Call, Any], None]] = {
    "Shape": shape_items, "Rank": rank_value, "Size": size_value, "Identity": copied, "StopGradient": copied,
    "Cast": cast_value, "Pack": pack_items, "Concat": concat_items, "ConcatV2": concat_items, "Range": range_items,
    "Fill": fill_items, "Reshape": reshape_items, "Squeeze": squeeze_items, "ExpandDims": expand_items,
    "Prod": product_value, "Sum": product_value, "Max": product_value, "Min": product_value, "Slice": slice_items,
    "Gather": gather_item, "GatherV2": gather_item, "PlaceholderWithDefault": lambda c, out: None,
}  # fmt: skip


def fold(vm: Machine, type: str, tensors: list[Any], out: Any) -> None:
    """Arithmetic on known constants."""
    held = [getattr(t, "value", None) for t in tensors]
    if vm.version in OLD or any(h is None for h in held):
        partial_fold(vm, type, tensors, out)
        return
    try:
        result = spread(ARITHMETIC[type], *held) if type in ARITHMETIC else each(UNARY[type], held[0])
    except (TypeError, ValueError, ArithmeticError):
        return
    out.value = result


def partial_fold(vm: Machine, type: str, tensors: list[Any], out: Any) -> None:
    """One item that TensorFlow does not know makes the result not known to it: told apart from unknown to us."""
    if any(getattr(t, "value", None) is None and absent(t) is None for t in tensors) and out.op.payload is None:
        out.op.payload = "dynamic"


def spread(fn: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    if type(a) is list and type(b) is list:
        if len(a) != len(b):
            raise ValueError
        return [spread(fn, x, y) for x, y in zip(a, b, strict=True)]
    if type(a) is list:
        return [spread(fn, x, b) for x in a]
    if type(b) is list:
        return [spread(fn, a, y) for y in b]
    result = fn(a, b)
    if type(result) is int and result.bit_length() > 64:
        raise ValueError
    return result


def each(fn: Callable[[Any], Any], a: Any) -> Any:
    return [each(fn, x) for x in a] if type(a) is list else fn(a)
