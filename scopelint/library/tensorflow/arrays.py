"""Functions on whole tensors that every program uses: filling, casting, joining, splitting, turning, reducing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype, dtype_name
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.operators import make, scope
from scopelint.library.tensorflow.plain import op_name
from scopelint.library.tensorflow.static_shapes import Dimension, NoShape, TensorShape, shape_of
from scopelint.library.tensorflow.tensors import Tensor, make_op, tensor_like
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Choice, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

BEFORE_SMALL = ("0.12", "1.0", "1.4")
"""Versions that fill any known shape with one constant; later ones only a small one."""


def is_known(value: Anything) -> bool:
    return type(value) not in (Unknown, Choice)


def ints(vm: Machine, values: list[int], name: str) -> Tensor:
    """A constant vector of int32."""
    tensor: Tensor = make_op(vm, "Const", name, [("int32", (len(values),))]).outputs[0]
    tensor.value = list(values)
    return tensor


def number(vm: Machine, value: Any, kind: str, name: str = "Const") -> Tensor:
    """A constant scalar."""
    tensor: Tensor = make_op(vm, "Const", name, [(kind, ())]).outputs[0]
    tensor.value = float(value) if kind.startswith("float") and type(value) in (int, float) else value
    return tensor


def filled(vm: Machine, shape: Anything, kind: str, name: Anything, default: str, value: Any) -> Anything:
    """``tf.zeros`` and ``tf.ones``: one constant where the shape is known (and, from 1.8, small), else a Fill."""
    held: Any = {"string": "", "bool": bool(value)}.get(kind, value)
    with scope(vm, name, default, [shape]) as path:
        dims = static_dims(vm, shape)
        if dims is not None and (vm.version in BEFORE_SMALL or math.prod(dims) < 1000):
            tensor: Tensor = make_op(vm, "Const", path or default, [(kind, dims)]).outputs[0]
            tensor.value = spread(held, dims)
            return tensor
        if tensor_like(shape):
            sizes = to_tensor(vm, shape, None, "shape")
        elif dims is not None:
            sizes = ints(vm, list(dims), "shape_as_tensor")
        elif is_known(shape) and vm.version not in BEFORE_SMALL:
            sizes = size_guessed(vm, shape)
        else:
            sizes = to_tensor(vm, shape, "int32", "shape")
        return make(vm, "Fill", path, dims=sizes, value=number(vm, held, kind))


def size_guessed(vm: Machine, shape: Anything) -> Anything:
    """From 1.8 the size is worked out to see if it is small: ops where a dimension is a tensor."""
    items = known_items(vm, shape)
    if items is not None and vm.version != "2.15" and any(isinstance(i, Tensor) for i in items):
        from scopelint.interp.operators import binary

        total: Anything = 1 if not items else items[0]
        for item in items[1:]:
            total = binary(vm, "*", total, item)
        binary(vm, "<", total, 1000)
    return to_tensor(vm, shape, "int32", None)


def static_dims(vm: Machine, shape: Anything) -> tuple[int, ...] | None:
    """The dimensions of a shape argument that is no tensor and fully known."""
    if tensor_like(shape):
        return None
    if type(shape) in (List, tuple):
        items = known_items(vm, shape)
        if items is None or any(tensor_like(i) for i in items):
            return None
    try:
        dims = shape_of(vm, shape)
    except NoShape:
        return None
    if dims is None or any(type(d) is not int for d in dims):
        return None
    return tuple(d for d in dims if d is not None)


def spread(value: Any, dims: tuple[int, ...]) -> Any:
    if math.prod(dims) > 4096:
        return None
    for size in reversed(dims):
        value = [value] * size
    return value


def kind_of(vm: Machine, value: Anything, default: str) -> str:
    return default if value is None else dtype_name(vm, value) or "?"


@primitive("tf.zeros")
def zeros(vm: Machine, shape: Anything, dtype: Anything = None, name: Anything = None) -> Anything:
    return filled(vm, shape, kind_of(vm, dtype, "float32"), name, "zeros", 0)


@primitive("tf.ones")
def ones(vm: Machine, shape: Anything, dtype: Anything = None, name: Anything = None) -> Anything:
    return filled(vm, shape, kind_of(vm, dtype, "float32"), name, "ones", 1)


@primitive("tf.zeros_like")
def zeros_like(
    vm: Machine, tensor: Anything = None, dtype: Anything = None, name: Anything = None, optimize: Anything = True
) -> Anything:
    """From 1.4 a constant where the shape is known."""
    with scope(vm, name, "zeros_like", [tensor]) as path:
        tensor = to_tensor(vm, tensor, None, "tensor")
        if not isinstance(tensor, Tensor):
            return tensor
        kind = tensor.dtype if dtype is None else dtype_name(vm, dtype) or "?"
        if tensor.shape is not None and None not in tensor.shape and vm.version not in ("0.12", "1.0"):
            return filled(vm, TensorShape(tensor.shape), kind, path, "zeros_like", 0)
        if kind != tensor.dtype and kind != "?":
            return filled(vm, shape_internal(vm, tensor), kind, path, "zeros_like", 0)
        return make(vm, "ZerosLike", path, x=tensor)


@primitive("tf.ones_like")
def ones_like(
    vm: Machine, tensor: Anything = None, dtype: Anything = None, name: Anything = None, optimize: Anything = True
) -> Anything:
    with scope(vm, name, "ones_like", [tensor]) as path:
        tensor = to_tensor(vm, tensor, None, "tensor")
        if not isinstance(tensor, Tensor):
            return tensor
        kind = tensor.dtype if dtype is None else dtype_name(vm, dtype) or "?"
        sizes = shape_internal(vm, tensor, kind=None if vm.version == "2.15" else "int32")
        result = filled(vm, sizes, kind, path, "ones_like", 1)
        if isinstance(result, Tensor) and tensor.shape is not None:
            result.shape, result.known_shape = tensor.shape, tensor.known_shape
        return result


def shape_internal(vm: Machine, tensor: Tensor, name: Anything = None, kind: str | None = "int32") -> Anything:
    """``tf.shape``: a constant where the shape is known; one level deeper where no ``kind`` is asked for (2.15)."""
    with scope(vm, name, "Shape", [tensor]) as path:
        if tensor.shape is not None and None not in tensor.shape:
            title = "shape_as_tensor" if kind is None else path or "Shape"
            made: Tensor = make_op(vm, "Const", title, [(kind or "int32", (len(tensor.shape),))]).outputs[0]
            made.value = list(tensor.shape)
            return made
        return make(vm, "Shape", path, input=tensor, out_type=dtype(kind or "int32"))


@primitive("tf.shape")
def shape(
    vm: Machine, input: Anything, name: Anything = None, out_type: Anything = None, optimize: Anything = True
) -> Anything:
    if isinstance(input, Tensor):
        return shape_internal(vm, input, name, kind_of(vm, out_type, "int32"))
    with scope(vm, name, "Shape", [input]) as path:
        tensor = to_tensor(vm, input)
        inner = text(path) if path else name
        if not isinstance(tensor, Tensor):
            return make(vm, "Shape", inner, input=tensor)
        return shape_internal(vm, tensor, inner, kind_of(vm, out_type, "int32"))


@primitive("tf.size")
def size(vm: Machine, input: Anything, name: Anything = None, out_type: Anything = None) -> Anything:
    """A constant where the shape is known."""
    with scope(vm, name, "Size", [input]) as path:
        tensor = to_tensor(vm, input)
        dims = getattr(tensor, "shape", None)
        if dims is not None and None not in dims:
            return number(vm, math.prod(dims), kind_of(vm, out_type, "int32"), path or "Size")
        return make(vm, "Size", path, input=tensor, out_type=out_type)


@primitive("tf.rank")
def rank(vm: Machine, input: Anything, name: Anything = None) -> Anything:
    """A constant where the rank is known."""
    with scope(vm, name, "Rank", [input]) as path:
        tensor = to_tensor(vm, input)
        dims = getattr(tensor, "shape", None)
        if dims is not None:
            return number(vm, len(dims), "int32", path or "Rank")
        return make(vm, "Rank", path, input=tensor)


# Joining and splitting


@primitive("tf.concat")
def concat(
    vm: Machine, values: Anything, axis: Anything = None, name: Anything = None, concat_dim: Anything = None
) -> Anything:
    """0.12 takes the axis first; one tensor alone is only passed on."""
    if vm.version == "0.12":
        return concat_old(vm, values, concat_dim, name)
    title = "concat" if name is None else name
    alone = single(vm, values)
    if alone is not MISSING:
        return passed_on(vm, alone, axis, title)
    return make(vm, "ConcatV2", title, values=values, axis=axis)


def concat_old(vm: Machine, values: Anything, axis: Anything, name: Anything) -> Anything:
    title = "concat" if name is None else name
    if type(axis) in (List, tuple) and (has_tensor(vm, axis)):
        fail(vm, "TypeError", "Expected int32, got list containing Tensors of type '_Message' instead.")
    alone = single(vm, values)
    if alone is not MISSING:
        return passed_on(vm, alone, axis, title)
    return make(vm, "Concat", title, concat_dim=axis, values=values)


def passed_on(vm: Machine, alone: Anything, axis: Anything, title: Anything) -> Anything:
    """What joining one tensor makes."""
    with scope(vm, title, None, []) as path:
        to_tensor(vm, axis, "int32", "concat_dim")
        last = title if vm.version in ("1.15", "2.15") else path
        return make(vm, "Identity", last, input=alone)


def single(vm: Machine, values: Anything) -> Anything:
    """The only item of a list, or a tensor that is in no list; MISSING where there are several."""
    if type(values) in (List, tuple):
        items = known_items(vm, values)
        return items[0] if items is not None and len(items) == 1 else MISSING
    return values if isinstance(values, Tensor) else MISSING


def has_tensor(vm: Machine, values: Anything) -> bool:
    from scopelint.library.tensorflow.packing import has_tensor as holds

    return holds(vm, values)


@primitive("tf.stack", "tf.pack")
def stack(vm: Machine, values: Anything, axis: Anything = 0, name: Anything = None) -> Anything:
    """Numbers alone make a constant."""
    title = name if name is not None else "stack"
    if axis == 0 and is_known(values) and type(values) in (List, tuple):
        items = known_items(vm, values)
        if items is not None and not all(tensor_like(i) for i in items):
            return to_tensor(vm, values, None, op_name(vm, title, "stack"))
        kinds = {getattr(i, "shape", None) for i in items or []}
        if (
            items
            and None not in kinds
            and len(kinds) == 1
            and kinds == {()}
            and any(not isinstance(i, Tensor) for i in items)
        ):
            return to_tensor(vm, values, None, op_name(vm, title, "stack"))
    return make(vm, "Pack", title, values=values, axis=axis)


def pack_old(vm: Machine, values: Anything, axis: Anything = 0, name: Anything = None) -> Anything:
    return stack(vm, values, axis, "pack" if name is None else name)


primitive("tf.pack")(pack_old)


@primitive("tf.unstack")
def unstack(vm: Machine, value: Anything, num: Anything = None, axis: Anything = 0, name: Anything = None) -> Anything:
    return unstacked(vm, value, num, axis, "unstack" if name is None else name)


@primitive("tf.unpack")
def unpack(vm: Machine, value: Anything, num: Anything = None, axis: Anything = 0, name: Anything = None) -> Anything:
    return unstacked(vm, value, num, axis, "unpack" if name is None else name)


def unstacked(vm: Machine, value: Anything, num: Anything, axis: Anything, name: Anything) -> Anything:
    """A list of as many tensors as the axis is long."""
    if num is None:
        value = to_tensor(vm, value)
        dims = getattr(value, "shape", None)
        if dims is not None and type(axis) is int and -len(dims) <= axis < len(dims):
            num = dims[axis]
            if num is None and value.known_shape:
                fail(vm, "ValueError", f"Cannot infer num from shape {show(vm, value)}")
        elif dims is not None and type(axis) is int:
            fail(vm, "ValueError", f"axis = {axis} not in [{-len(dims)}, {len(dims)})")
        elif dims is None and getattr(value, "known_shape", False):
            fail(vm, "ValueError", "Cannot infer num from shape <unknown>")
    made = make(vm, "Unpack", name, value=value, axis=axis, num=num)
    if type(num) is not int and type(made) is List:
        made.open = True
    return made


def show(vm: Machine, tensor: Tensor) -> str:
    from scopelint.library.tensorflow.static_shapes import show_shape

    return show_shape(vm.version, tensor.shape)


@primitive("tf.split")
def split(
    vm: Machine, value: Anything = None, num_or_size_splits: Anything = None, axis: Anything = 0, num: Anything = None,
    name: Anything = "split", split_dim: Anything = None, num_split: Anything = None,
) -> Anything:  # fmt: skip
    """0.12 takes the axis first."""
    title = "split" if name is None else name
    if vm.version == "0.12":
        return make(vm, "Split", title, split_dim=split_dim, value=value, num_split=num_split)
    count = num_or_size_splits
    number_ = count if type(count) is int else count.value if isinstance(count, Dimension) else None
    if type(number_) is int:
        if vm.version in ("1.4", "1.8", "1.13", "1.15"):
            to_tensor(vm, number_)
        return make(vm, "Split", title, split_dim=axis, value=value, num_split=number_)
    if not is_known(count):
        made = make(vm, "Split", title, split_dim=axis, value=value, num_split=1)
        return List(list(made.items) if type(made) is List else [made], vm.world.mark, open=True)
    sizes = to_tensor(vm, count)
    dims = getattr(sizes, "shape", None)
    many = num if num is not None else (dims[0] if dims else None)
    made = make(vm, "SplitV", title, value=value, size_splits=sizes, split_dim=axis, num_split=many)
    if type(many) is not int and type(made) is List:
        made.open = True
    return made


# Turning


@primitive("tf.transpose")
def transpose(
    vm: Machine, a: Anything, perm: Anything = None, name: Anything = "transpose", conjugate: Anything = False
) -> Anything:
    """Without an order, from 1.13 a constant where the rank is known; before, a chain of ops."""
    with scope(vm, name, "transpose", [a]) as path:
        if perm is None or conjugate is True:
            a = to_tensor(vm, a, None, "a")
        complex_one = conjugate is True and str(getattr(a, "dtype", "")).startswith("complex")
        type_ = "ConjugateTranspose" if complex_one else "Transpose"
        if perm is not None:
            return make(vm, type_, path, x=a, perm=perm)
        dims = getattr(a, "shape", None)
        if dims is not None and vm.version not in ("0.12", "1.0", "1.4", "1.8"):
            return make(vm, type_, path, x=a, perm=ints(vm, list(range(len(dims)))[::-1], "perm"))
        return make(vm, type_, path, x=a, perm=reversed_order(vm, a))


def reversed_order(vm: Machine, a: Anything) -> Anything:
    """``(rank - 1) - range(rank)`` (up to 1.15), ``range(rank - 1, -1, -1)`` (2.15)."""
    from scopelint.interp.operators import binary

    dims = getattr(a, "shape", None)
    if dims is not None and vm.version in ("0.12", "1.0", "1.4", "1.8"):
        # An op even where the rank is known.
        count = make(vm, "Rank", None, input=a)
        if isinstance(count, Tensor):
            count.value = len(dims)
    else:
        count = rank(vm, a)
    top = binary(vm, "-", count, 1)
    if vm.version == "2.15":
        order = make(vm, "Range", None, start=top, limit=-1, delta=-1)
    else:
        order = binary(vm, "-", top, make(vm, "Range", None, start=0, limit=count, delta=1))
    if dims is not None and isinstance(order, Tensor):
        order.shape, order.known_shape = (len(dims),), True
        order.value = list(range(len(dims)))[::-1]
    return order
