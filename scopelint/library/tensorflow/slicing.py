"""``tensor[...]``: one StridedSlice, its bounds packed into constants, its static shape exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scopelint.interp.operators import payload
from scopelint.interp.raising import fail
from scopelint.library.tables import op_def
from scopelint.library.tensorflow import constants
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype
from scopelint.library.tensorflow.plain import apply_op, graph_values
from scopelint.library.tensorflow.run import name_scope
from scopelint.library.tensorflow.shapes import UNSEEN, Call, shape_of_op
from scopelint.library.tensorflow.static_shapes import Dimension
from scopelint.library.tensorflow.tensors import Tensor
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Instance, Slice
from scopelint.values.unknown import Choice, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class Part(NamedTuple):
    """One item of the index: ``kind`` is slice, ellipsis, new or index; bounds are ints, tensors, None or unknown."""

    kind: str
    begin: Anything = 0
    end: Anything = 0
    step: Anything = 1
    no_begin: bool = False
    no_end: bool = False


def slice_helper(vm: Machine, tensor: Tensor, index: Anything) -> Anything:
    """What ``tensor[index]`` makes (ops/indexing, ops/indexing_in_scope)."""
    specs = list(index) if type(index) is tuple else index.items if type(index) is List else [index]
    if len(specs) == 1 and is_mask(vm, specs[0]) and vm.version not in ("0.12", "1.0", "1.4"):
        from scopelint.interp.calls import call
        from scopelint.library.tensorflow.modules import by_canonical

        return call(vm, by_canonical(vm, "tf.boolean_mask"), [tensor, specs[0]], {})
    parts = [part_of(vm, s) for s in specs]
    begin, end, step = ([getattr(p, field) for p in parts] for field in ("begin", "end", "step"))
    with name_scope(vm, None, "strided_slice", graph_values(vm, [tensor, *begin, *end, *step])) as path:
        return strided(vm, tensor, parts, (begin, end, step), path)


def is_mask(vm: Machine, spec: Anything) -> bool:
    return getattr(spec, "dtype", None) == "bool" or type(spec) is bool


def strided(vm: Machine, tensor: Tensor, parts: list[Part], bounds: tuple[list[Anything], ...], path: str) -> Anything:
    packed = [stacked(vm, values) for values in bounds]
    found = op_def(vm.version, "StridedSlice")
    assert found is not None
    given = dict(zip(("begin", "end", "strides"), packed, strict=True))
    result = apply_op(
        vm,
        found,
        {"input": tensor, **given, "Index": dtype("int32")} if not any_int64(packed) else {"input": tensor, **given},
        path or None,
    )
    if isinstance(result, Tensor):
        set_result(vm, tensor, parts, result)
    return result


def any_int64(packed: list[Any]) -> bool:
    return any(getattr(t, "dtype", "") == "int64" for t in packed)


def stacked(vm: Machine, values: list[Anything]) -> Anything:
    """``stack(values)``, which is a constant where no tensor is among them."""
    if not values:
        return to_tensor(vm, List([], vm.world.mark), "int32", "Const")
    return to_tensor(vm, List(list(values), vm.world.mark), None, "stack")


def part_of(vm: Machine, spec: Anything) -> Part:
    """One item of the index. ``end`` of a tensor index is an op made beforehand, ``add``."""
    spec = payload(spec)
    if type(spec) is Slice:
        start, stop, step = (plain(payload(v)) for v in (spec.start, spec.stop, spec.step))
        return Part("slice", 0 if start is None else start, 0 if stop is None else stop, 1 if step is None else step,
                    start is None, stop is None)  # fmt: skip
    if spec is Ellipsis:
        return Part("ellipsis")
    if spec is None:
        return Part("new")
    if type(spec) in (Unknown, Choice):
        return Part("index", spec, spec)
    spec = plain(spec)
    if type(spec) in (int, bool):
        return Part("index", spec, spec + 1)
    if isinstance(spec, Instance):
        from scopelint.interp.operators import binary

        return Part("index", spec, binary(vm, "+", spec, 1))
    refuse(vm, spec)
    raise AssertionError


def plain(value: Anything) -> Anything:
    return value.value if isinstance(value, Dimension) else value


def refuse(vm: Machine, spec: Anything) -> None:
    from scopelint.interp.strings import to_repr
    from scopelint.values.unknown import raw_of

    text = raw_of(to_repr(vm, spec))
    allowed = (
        "Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are "
        "valid indices"
    )
    if vm.version in ("0.12", "1.0", "1.4", "1.8"):
        kind = type(spec).__name__
        fail(vm, "TypeError", f"Bad slice index {text} of type <class '{kind}'>")
    fail(vm, "TypeError", f"{allowed}, got {text}")


# The result's shape and value


def number(value: Anything) -> Any:
    """A bound as an int; None when TensorFlow does not know it, UNSEEN when only we do not."""
    if type(value) in (int, bool):
        return int(value)
    if value is None or value is UNSEEN:
        return value
    held = getattr(value, "value", None)
    if type(held) is int:
        return held
    return constants.absent(value) if isinstance(value, Tensor) else UNSEEN


def set_result(vm: Machine, tensor: Tensor, parts: list[Part], result: Tensor) -> None:
    """The static shape, and the items where a vector of known ones was cut."""
    dims = sliced(tensor, parts)
    result.known_shape = True
    if dims is None:
        result.shape, result.known_shape = None, tensor.known_shape or tensor.shape is not None
        if tensor.shape is None and not tensor.known_shape:
            result.known_shape = False
        return
    result.known_shape = not any(d is UNSEEN for d in dims)
    result.shape = tuple(None if d is UNSEEN else d for d in dims)
    if len(parts) == 1 and tensor.shape is not None and len(tensor.shape) == 1:
        take_items(vm, tensor, parts[0], result)


def sliced(tensor: Tensor, parts: list[Part]) -> list[Any] | None:
    """The dimensions, UNSEEN where only we do not know one; None for an unknown rank."""
    shape = tensor.shape
    if shape is None:
        return None
    absent = None if tensor.known_shape else UNSEEN
    parts = together(parts)
    used = sum(p.kind in ("slice", "index") for p in parts)
    fill = len(shape) - used
    result: list[Any] = []
    at = 0
    for part in parts:
        if part.kind == "new":
            result.append(1)
        elif part.kind == "ellipsis":
            result.extend(absent if d is None else d for d in shape[at : at + max(fill, 0)])
            at += max(fill, 0)
        elif at < len(shape):
            if part.kind == "slice":
                result.append(cut(shape[at], absent, part))
            at += 1
    result.extend(absent if d is None else d for d in shape[at:])
    return result


@shape_of_op("StridedSlice")
def shape_of_strided_slice(c: Call) -> list[Any]:
    """The shape where the bounds are vectors and the kinds of its items are in masks."""
    tensor = c.first()
    bounds = [c.values(name) for name in ("begin", "end", "strides")]
    masks = {name: c.attr(f"{name}_mask", 0) for name in ("begin", "end", "ellipsis", "new_axis", "shrink_axis")}
    count = next((len(found) for found in bounds if found is not None), None)
    if count is None or not isinstance(tensor, Tensor):
        return [None]
    begin, end, step = (found or [None] * count for found in bounds)
    parts = []
    for at in range(min(count, len(begin), len(end), len(step))):
        on = {name for name, mask in masks.items() if mask >> at & 1}
        kind = "ellipsis" if "ellipsis" in on else "new" if "new_axis" in on else "slice"
        kind = "index" if "shrink_axis" in on and kind == "slice" else kind
        parts.append(Part(kind, begin[at], end[at], step[at], "begin" in on, "end" in on))
    dims = sliced(tensor, parts)
    c.dims_of(tensor)
    c.hazy = c.hazy or any(d is UNSEEN for d in dims or ())
    return [None if dims is None else tuple(None if d is UNSEEN else d for d in dims)]


def together(parts: list[Part]) -> list[Part]:
    """The parts as TensorFlow sees them: it knows the begins, and the ends, only all at once."""
    begins, ends = [number(p.begin) for p in parts], [number(p.end) for p in parts]
    for bounds in (begins, ends):
        hidden: list[Any] = [b for b in bounds if type(b) is not int]
        if hidden:
            bounds[:] = [None if None in hidden else UNSEEN] * len(bounds)
    return [p._replace(begin=b, end=e) for p, b, e in zip(parts, begins, ends, strict=True)]


def cut(size: int | None, absent: Any, part: Part) -> Any:
    """The length of one sliced dimension."""
    begin = None if part.no_begin else number(part.begin)
    end = None if part.no_end else number(part.end)
    step = number(part.step)
    if size is None:
        return absent
    # A masked bound counts as known only with the others of its kind, or where both are masked.
    bounds = (0, 0) if part.no_begin and part.no_end else (number(part.begin), number(part.end))
    if any(v is UNSEEN for v in (*bounds, step)):
        return UNSEEN
    if None in bounds or step is None or step == 0:
        return None
    return len(range(*slice(begin, end, step).indices(size)))


def take_items(vm: Machine, tensor: Tensor, part: Part, result: Tensor) -> None:
    items = constants.item_values(tensor)
    if items is None:
        if constants.absent(tensor) is None and result.op.payload is None:
            result.op.payload = "dynamic"
        return
    if not constants.sees_slices(vm, tensor, one=part.kind == "index"):
        # A vector that only we do not know whole may be a constant, of which every item is seen.
        if vm.version in constants.BEFORE_FOLDING or not any(item is UNSEEN for item in items):
            result.op.payload = "dynamic"
    elif part.kind == "index":
        at = number(part.begin)
        if type(at) is int and -len(items) <= at < len(items):
            held = items[at]
            if held is None and result.op.payload is None:
                result.op.payload = "dynamic"
            result.value = held if type(held) in (int, float, bool) else None
    elif part.kind == "slice":
        begin = None if part.no_begin else number(part.begin)
        end = None if part.no_end else number(part.end)
        step = number(part.step)
        if all(v is None or type(v) is int for v in (begin, end)) and type(step) is int and step:
            constants.set_items(result, items[slice(begin, end, step)])
