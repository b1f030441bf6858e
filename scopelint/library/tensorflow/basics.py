"""The ops that every program uses: constants and placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tensorflow.conversion import NotLiteral, constant_tensor, literal, to_tensor, unknown_constant
from scopelint.library.tensorflow.dtypes import DType, dtype_name
from scopelint.library.tensorflow.dtypes import dtype as dtype_object
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.plain import op_name
from scopelint.library.tensorflow.static_shapes import NoShape, shape_of
from scopelint.library.tensorflow.tensors import Tensor, make_op
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@primitive("tf.constant")
def constant(
    vm: Machine,
    value: Anything,
    dtype: Anything = None,
    shape: Anything = None,
    name: Anything = "Const",
    verify_shape: Anything = False,
) -> Anything:
    """``tf.constant``."""
    kind = dtype_name(vm, dtype)
    title = op_name(vm, name, "Const")
    try:
        wanted = None if shape is None else shape_of(vm, shape)
    except NoShape:
        wanted = None
    try:
        found = literal(vm, value)
    except NotLiteral as problem:
        if problem.tensors:
            return to_tensor(vm, value, kind, title)
        return unknown_constant(vm, value, kind, title)
    return constant_tensor(vm, found, kind, title, wanted)


@primitive("tf.placeholder")
def placeholder(vm: Machine, dtype: Anything, shape: Anything = None, name: Anything = None) -> Anything:
    """``tf.placeholder``."""
    kind = dtype_name(vm, dtype) or "?"
    known = True
    try:
        static = shape_of(vm, shape)
    except NoShape:
        static, known = None, False
    op = make_op(vm, "Placeholder", op_name(vm, name, "Placeholder"), [(kind, static)])
    tensor: Tensor = op.outputs[0]
    tensor.known_shape = known
    return tensor


@primitive("tf.convert_to_tensor")
def convert_to_tensor(
    vm: Machine,
    value: Anything,
    dtype: Anything = None,
    name: Anything = None,
    preferred_dtype: Anything = None,
    dtype_hint: Anything = None,
) -> Anything:
    """``tf.convert_to_tensor``."""
    title = None if name is None else op_name(vm, name, "Const")
    return to_tensor(vm, value, dtype_name(vm, dtype), title)


@primitive("tf.as_dtype")
def as_dtype(vm: Machine, type_value: Anything) -> Anything:
    """``tf.as_dtype``."""
    if isinstance(type_value, DType):
        return type_value
    kind = dtype_name(vm, type_value)
    return Unknown(Kind.TENSORFLOW, "dtype", pure=True) if kind is None else dtype_object(kind)
