"""``tf.SparseTensor`` and ``tf.IndexedSlices``: three tensors that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.library.tensorflow.operators import scope
from scopelint.library.tensorflow.static_shapes import TensorShape
from scopelint.library.tensorflow.tensors import Tensor, make_op, operation_of
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SPARSE = native_class("SparseTensor", "tf.SparseTensor", module="tensorflow.python.framework.sparse_tensor")
SLICES = native_class("IndexedSlices", "tf.IndexedSlices")


class SparseValue(Instance):
    """A sparse tensor, or the slices of a gradient."""

    __slots__ = ("indices", "sizes", "values")

    def __init__(self, cls: Class, indices: Anything, values: Anything, sizes: Anything) -> None:
        super().__init__(cls)
        self.indices = indices
        self.values = values
        self.sizes = sizes

    @property
    def graph(self) -> object:
        return getattr(self.values, "graph", None)


class SlicesValue(SparseValue):
    """The slices of a gradient: used as a tensor, they are summed into a dense one."""

    __slots__ = ()

    def as_tensor(self, vm: Machine, kind: str | None = None) -> Anything:
        if not isinstance(self.values, Tensor):
            return self.values
        held = self.sizes.static_shape_value(vm) if isinstance(self.sizes, Tensor) else None
        made = make_op(vm, "UnsortedSegmentSum", "UnsortedSegmentSum", [(self.values.dtype, held)])
        result: Tensor = made.outputs[0]
        result.known_shape = held is not None and None not in held
        return result


def new_sparse(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.SparseTensor(indices, values, dense_shape)``: each part becomes a tensor."""
    names = ("indices", "values", "dense_shape")
    given = dict(zip(names, args, strict=False)) | kwargs
    if "shape" in given:
        given["dense_shape"] = given.pop("shape")
    last = "shape" if vm.version == "0.12" else "dense_shape"
    with scope(vm, None, "SparseTensor", [v for v in given.values() if isinstance(v, Tensor)]):
        indices = to_tensor(vm, given.get("indices"), "int64", "indices")
        values = to_tensor(vm, given.get("values"), None, "values")
        sizes = to_tensor(vm, given.get("dense_shape"), "int64", last)
    return SparseValue(cls, indices, values, sizes)


SPARSE.new = new_sparse


def new_slices(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.IndexedSlices(values, indices, dense_shape)``."""
    given = dict(zip(("values", "indices", "dense_shape"), args, strict=False)) | kwargs
    return SlicesValue(cls, given.get("indices"), given.get("values"), given.get("dense_shape"))


SLICES.new = new_slices


def _parts(cls: Class) -> None:
    getter(cls, "indices")(lambda vm, self: self.indices)
    getter(cls, "values")(lambda vm, self: self.values)
    getter(cls, "dense_shape")(dense_shape)
    getter(cls, "graph")(graph_of)
    getter(cls, "dtype")(dtype_of)
    getter(cls, "op")(lambda vm, self: operation_of(vm, self.values.op) if isinstance(self.values, Tensor) else None)
    getter(cls, "name")(lambda vm, self: text(self.values.name) if isinstance(self.values, Tensor) else unseen())
    method(cls, "get_shape")(static_shape)


def dense_shape(vm: Machine, self: SparseValue) -> Anything:
    if vm.version == "0.12" and self.cls is SPARSE:
        fail(vm, "AttributeError", "'SparseTensor' object has no attribute 'dense_shape'")
    return self.sizes


def unseen() -> Unknown:
    return Unknown(Kind.TENSORFLOW, "sparse", pure=True)


def graph_of(vm: Machine, self: SparseValue) -> Anything:
    from scopelint.library.tensorflow.graphs import graph_handle

    return graph_handle(vm, self.values.graph) if isinstance(self.values, Tensor) else unseen()


def dtype_of(vm: Machine, self: SparseValue) -> Anything:
    return dtype(self.values.dtype) if isinstance(self.values, Tensor) and self.values.dtype != "?" else unseen()


def static_shape(vm: Machine, self: SparseValue) -> Anything:
    """What the constant shape says."""
    held = self.sizes.static_shape_value(vm) if isinstance(self.sizes, Tensor) else None
    return TensorShape(held, hazy=held is None or None in held)


_parts(SPARSE)
_parts(SLICES)


@getter(SPARSE, "shape")
def sparse_shape(vm: Machine, self: SparseValue) -> Anything:
    return self.sizes if vm.version == "0.12" else static_shape(vm, self)
