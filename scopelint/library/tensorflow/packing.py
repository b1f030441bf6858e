"""Lists that hold tensors, where a tensor is wanted: ``packed`` (SPEC §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.interp.strings import to_repr
from scopelint.library.tables import op_def
from scopelint.library.tensorflow.run import name_scope
from scopelint.library.tensorflow.tensors import Tensor, make_op, tensor_like, typed
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Kind, Text, Unknown, raw_of

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def pack(vm: Machine, value: Anything, kind: str | None, name: str | Text) -> Anything:
    """``_autopacking_helper``: a name scope, a constant ``<i>`` for each plain item, and one op of the scope's name."""
    from scopelint.library.tensorflow.conversion import to_tensor

    raw = name.raw if isinstance(name, Text) else name
    items = known_items(vm, value)
    if items is not None and kind is not None and vm.version in ("1.13", "1.15", "2.15"):
        items = [cast_item(vm, item, kind) for item in items]
    with name_scope(vm, raw) as path:
        if items is None:
            return Unknown(Kind.LOOP, "packed")
        kind = kind or dtype_among(vm, items)
        tensors = []
        for i, item in enumerate(items):
            if type(item) in (List, tuple):
                make = pack if has_tensor(vm, item) else to_tensor
                tensors.append(make(vm, item, kind, str(i)))
            else:
                check_item(vm, item, kind)
                tensors.append(to_tensor(vm, item, kind, str(i)))
        check_ranks(vm, tensors, path)
        op = make_op(vm, "Pack", path, [(kind or "?", packed_shape(tensors))])
    op.inputs = tensors
    result: Tensor = op.outputs[0]
    if result.shape is not None and len(result.shape) == 1:
        from scopelint.library.tensorflow.constants import absent, set_items

        set_items(result, [t.value if type(getattr(t, "value", None)) is int else absent(t) for t in tensors])
    return result


def check_ranks(vm: Machine, tensors: list[Any], path: str) -> None:
    """Tensors of several ranks cannot be packed."""
    ranks = {len(t.shape) for t in tensors if isinstance(t, Tensor) and t.shape is not None}
    kernel = op_def(vm.version, "Pack")
    if len(ranks) > 1 and kernel is not None:
        from scopelint.library.tensorflow.plain import specified

        specified(vm, kernel, {"values": tensors}, {}, {}, path)


def cast_item(vm: Machine, item: Anything, kind: str) -> Anything:
    """From 1.13 a tensor of another type is cast before the list is packed."""
    if kind == "?" or typed(item) in (None, kind):
        return item
    from scopelint.library.tensorflow.casts import cast_to

    return cast_to(vm, item, kind, None, "Cast")


def check_item(vm: Machine, item: Anything, kind: str | None) -> None:
    """A tensor among the items must have the type that is wanted."""
    found = typed(item)
    if isinstance(item, Tensor) and kind not in (None, "?") and found not in (None, kind):
        shown = raw_of(to_repr(vm, item))
        text = f"Cannot convert a list containing a tensor of dtype <dtype: '{found}'> to <dtype: '{kind}'>"
        fail(vm, "TypeError", f"{text} (Tensor is: {shown})")


def has_tensor(vm: Machine, value: Anything) -> bool:
    items = known_items(vm, value) or []
    return any(tensor_like(i) or (type(i) in (List, tuple) and has_tensor(vm, i)) for i in items)


def dtype_among(vm: Machine, items: list[Anything]) -> str | None:
    for item in items:
        kind = getattr(item, "dtype", None)
        if type(kind) is str and tensor_like(item):
            return kind
        if type(item) in (List, tuple):
            found = dtype_among(vm, known_items(vm, item) or [])
            if found is not None:
                return found
    return None


def packed_shape(tensors: list[Any]) -> Any:
    shapes = [t.shape for t in tensors if isinstance(t, Tensor) and t.shape is not None]
    if len(shapes) != len(tensors) or not shapes:
        return None
    first = shapes[0]
    return (len(tensors), *first) if all(len(s) == len(first) for s in shapes) else None
