"""``tf.fixed_size_partitioner`` and its kin: how many parts each axis of a variable is cut into."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import fail
from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.static_shapes import NoShape, shape_of
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

BYTES = {"float16": 2, "bfloat16": 2, "float64": 8, "int64": 8, "complex64": 8, "complex128": 16, "int8": 1, "uint8": 1,
         "bool": 1, "int16": 2, "uint16": 2}  # fmt: skip


def partitioner(name: str, parts: Any) -> Native:
    """The function of shape and dtype that a partitioner's maker gives; ``parts`` is ``(vm, dims, dtype) -> list``."""

    def run(vm: Machine, shape: Anything, dtype: Anything = None, **rest: Anything) -> Anything:
        try:
            dims = shape_of(vm, shape)
        except NoShape:
            return Unknown(Kind.CALL, "partitions", pure=True)
        if dims is None or None in dims:
            return Unknown(Kind.CALL, "partitions", pure=True)
        return List(parts(vm, dims, dtype_name(vm, dtype) or "float32"), vm.world.mark)

    return Native(name, run, binds=False, module="tensorflow.python.ops.partitioned_variables")


@primitive("tf.fixed_size_partitioner")
def fixed_size_partitioner(vm: Machine, num_shards: Anything, axis: Anything = 0) -> Anything:
    """As many parts as asked for, but no more than the axis has room for."""
    if type(num_shards) is not int or type(axis) is not int:
        return Unknown(Kind.CALL, "partitioner")

    def parts(vm_: Machine, dims: tuple[int, ...], dtype: str) -> list[int]:
        result = [1] * len(dims)
        if -len(dims) <= axis < len(dims):
            result[axis] = min(num_shards, dims[axis])
        return result

    return partitioner("_partitioner", parts)


@primitive("tf.variable_axis_size_partitioner")
def variable_axis_size_partitioner(
    vm: Machine,
    max_shard_bytes: Anything,
    axis: Anything = 0,
    bytes_per_string_element: Anything = 16,
    max_shards: Anything = None,
) -> Anything:
    """As few parts as keep each below a size."""
    if type(max_shard_bytes) is not int or type(axis) is not int or type(max_shards) not in (int, type(None)):
        return Unknown(Kind.CALL, "partitioner")
    if max_shard_bytes < 1:
        fail(vm, "ValueError", f"max_shard_bytes must be positive, but is: {max_shard_bytes}")
    if max_shards is not None and max_shards < 1:
        fail(vm, "ValueError", f"max_shards must be positive, but is: {max_shards}")

    def parts(vm_: Machine, dims: tuple[int, ...], dtype: str) -> list[int]:
        each = bytes_per_string_element if dtype == "string" else BYTES.get(dtype, 4)
        result = [1] * len(dims)
        if dims and 0 in dims:
            fail(vm_, "ZeroDivisionError", "division by zero" if not dims[axis] else "float division by zero")
        slice_bytes = math.prod(dims) // dims[axis] * each if dims else each
        per_shard = max(1, max_shard_bytes // max(slice_bytes, 1))
        shards = math.ceil(dims[axis] / per_shard) if dims else 1
        if max_shards:
            shards = min(max_shards, shards)
        result[axis] = shards
        return result

    return partitioner("_partitioner", parts)


@primitive("tf.min_max_variable_partitioner")
def min_max_variable_partitioner(
    vm: Machine,
    max_partitions: Anything = 1,
    axis: Anything = 0,
    min_slice_size: Anything = 256 << 10,
    bytes_per_string_element: Anything = 16,
) -> Anything:
    """As many parts as allowed while each is at least a size."""
    if any(type(v) is not int for v in (max_partitions, axis, min_slice_size)):
        return Unknown(Kind.CALL, "partitioner")

    def parts(vm_: Machine, dims: tuple[int, ...], dtype: str) -> list[int]:
        each = bytes_per_string_element if dtype == "string" else BYTES.get(dtype, 4)
        result = [1] * len(dims)
        if dims:
            total = math.prod(dims) * each
            most = min(dims[axis], max_partitions)
            result[axis] = max(1, min(most, math.ceil(total / min_slice_size)))
        return result

    return partitioner("_partitioner", parts)
