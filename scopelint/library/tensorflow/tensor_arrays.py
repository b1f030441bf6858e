"""``tf.TensorArray``: a list of tensors that a loop writes; each change gives a new object with another flow."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype, dtype_name
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.library.tensorflow.operators import scope
from scopelint.library.tensorflow.static_shapes import NoShape, Shape, shape_of
from scopelint.library.tensorflow.tensors import Tensor, make_op
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

ARRAY = native_class("TensorArray", "tf.TensorArray", module="tensorflow.python.ops.tensor_array_ops")


class TensorArrayHandle(Instance):
    """An array: ``element`` is the shape of its items, ``known`` whether that is what TensorFlow knows."""

    __slots__ = ("count", "element", "flow", "handle", "kind", "shared")

    def __init__(self, kind: str, flow: Any, handle: Any, count: int | None) -> None:
        super().__init__(ARRAY)
        self.kind = kind
        self.flow = flow
        self.handle = handle
        self.count = count
        self.shared: dict[str, Shape] = {}

    def with_flow(self, flow: Any) -> TensorArrayHandle:
        made = TensorArrayHandle(self.kind, flow, self.handle, self.count)
        made.shared = self.shared
        return made

    @property
    def graph(self) -> object:
        return getattr(self.handle, "graph", None)


def suffix(vm: Machine) -> str:
    return "V2" if vm.version == "0.12" else "V3"


def new_array(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.TensorArray(dtype, size, ...)``."""
    names = ("dtype", "size", "dynamic_size", "clear_after_read", "tensor_array_name", "handle", "flow",
             "infer_shape", "element_shape")  # fmt: skip
    given = dict(zip(names, args, strict=False)) | kwargs
    kind = dtype_name(vm, given.get("dtype")) or "?"
    size = given.get("size")
    with scope(vm, given.get("name"), "TensorArray", [size]) as path:
        count = to_tensor(vm, 0 if size is None else size, "int32", "size")
        made = make_op(vm, "TensorArray" + suffix(vm), path or "TensorArray", [("resource", (2,)), ("float32", ())])
        made.inputs = []
        flow = made.outputs[1]
        if vm.version == "0.12":
            flow = make_op(vm, "Const", "Const", [("float32", ())]).outputs[0]
    held = getattr(count, "value", None)
    array = TensorArrayHandle(kind, flow, made.outputs[0], held if type(held) is int and held else None)
    if given.get("element_shape") is not None:
        with suppress(NoShape):
            array.shared["element"] = shape_of(vm, given["element_shape"])
    return array


ARRAY.new = new_array


def changed(vm: Machine, self: TensorArrayHandle, name: str, type: str) -> TensorArrayHandle:
    with scope(vm, name, name, []):
        flow = make_op(vm, type + suffix(vm), type + suffix(vm), [("float32", ())]).outputs[0]
    return self.with_flow(flow)


@method(ARRAY, "write")
def write(vm: Machine, self: TensorArrayHandle, index: Anything, value: Anything, name: Anything = None) -> Anything:
    with scope(vm, name, "TensorArrayWrite", [value]):
        tensor = to_tensor(vm, value, None, "value")
        to_tensor_name(vm, index, "TensorArrayWrite" + suffix(vm) + "/index")
        flow = make_op(vm, "TensorArrayWrite" + suffix(vm), None, [("float32", ())]).outputs[0]
        flow.op.inputs = [self.flow, tensor]
    if isinstance(tensor, Tensor) and tensor.known_shape:
        self.shared.setdefault("element", tensor.shape)
    return self.with_flow(flow)


def to_tensor_name(vm: Machine, value: Anything, name: str) -> None:
    """A constant with a name of several parts, for a Python number."""
    if type(value) is int:
        make_op(vm, "Const", name, [("int32", ())])


@method(ARRAY, "read")
def read(vm: Machine, self: TensorArrayHandle, index: Anything, name: Anything = None) -> Anything:
    type_ = "TensorArrayRead" + suffix(vm)
    with scope(vm, name, type_, [index]) as path:
        if type(index) is int:
            make_op(vm, "Const", "index", [("int32", ())])
        made = make_op(vm, type_, path or type_, [(self.kind, self.shared.get("element"))])
        made.inputs = [self.flow]
    return tell_shape(made.outputs[0], self)


def tell_shape(tensor: Any, array: TensorArrayHandle) -> Any:
    tensor.known_shape = "element" in array.shared
    tensor.op.payload = "dynamic"
    return tensor


@method(ARRAY, "stack", "pack")
def stack(vm: Machine, self: TensorArrayHandle, name: Anything = None) -> Anything:
    title = "TensorArrayPack" if vm.version == "0.12" else "TensorArrayStack"
    with scope(vm, name, title, []):
        make_op(vm, "TensorArraySize" + suffix(vm), None, [("int32", ())])
        for part in ("range/start", "range/delta"):
            make_op(vm, "Const", part, [("int32", ())])
        make_op(vm, "Range", "range", [("int32", (None,))])
        element = self.shared.get("element")
        shape = None if element is None else (self.count, *element)
        made = make_op(vm, "TensorArrayGather" + suffix(vm), None, [(self.kind, shape)])
        made.inputs = [self.flow]
    tensor = tell_shape(made.outputs[0], self)
    if tensor.shape is not None and self.count is None:
        tensor.known_shape = True
    return tensor


@method(ARRAY, "unstack", "unpack")
def unstack(vm: Machine, self: TensorArrayHandle, value: Anything, name: Anything = None) -> Anything:
    title = "TensorArrayPack" if vm.version == "0.12" else "TensorArrayUnstack"
    with scope(vm, name, title, [value]):
        tensor = to_tensor(vm, value, None, "value")
        dims = getattr(tensor, "shape", None)
        if dims:
            self.shared["element"] = dims[1:]
        made = make_op(
            vm,
            "TensorArrayScatter" + suffix(vm),
            "TensorArrayScatter/TensorArrayScatter" + suffix(vm),
            [("float32", ())],
        )
        made.inputs = [tensor]
    result = self.with_flow(made.outputs[0])
    if dims and dims[0] is not None:
        result.count = dims[0]
    return result


@method(ARRAY, "gather")
def gather(vm: Machine, self: TensorArrayHandle, indices: Anything, name: Anything = None) -> Anything:
    element = self.shared.get("element")
    with scope(vm, name, "TensorArrayGather", [indices]) as path:
        made = make_op(
            vm,
            "TensorArrayGather" + suffix(vm),
            path or None,
            [(self.kind, None if element is None else (None, *element))],
        )
    tensor = tell_shape(made.outputs[0], self)
    tensor.known_shape = False
    return tensor


@method(ARRAY, "concat")
def concat(vm: Machine, self: TensorArrayHandle, name: Anything = None) -> Anything:
    element = self.shared.get("element")
    made = make_op(
        vm, "TensorArrayConcat" + suffix(vm), None, [(self.kind, None if not element else (None, *element[1:]))]
    )
    return tell_shape(made.outputs[0], self)


@method(ARRAY, "scatter", "split", "grad", "identity")
def other_change(vm: Machine, self: TensorArrayHandle, *args: Anything, **kwargs: Anything) -> Anything:
    return changed(vm, self, "TensorArrayScatter", "TensorArrayScatter")


@method(ARRAY, "size")
def size(vm: Machine, self: TensorArrayHandle, name: Anything = None) -> Anything:
    return make_op(vm, "TensorArraySize" + suffix(vm), None, [("int32", ())]).outputs[0]


@method(ARRAY, "close")
def close(vm: Machine, self: TensorArrayHandle, name: Anything = None) -> Anything:
    from scopelint.library.tensorflow.tensors import operation_of

    return operation_of(vm, make_op(vm, "TensorArrayClose" + suffix(vm), None, []))


getter(ARRAY, "flow")(lambda vm, self: self.flow)
getter(ARRAY, "handle")(lambda vm, self: self.handle)


@getter(ARRAY, "dtype")
def array_dtype(vm: Machine, self: TensorArrayHandle) -> Anything:
    return dtype(self.kind) if self.kind != "?" else Unknown(Kind.TENSORFLOW, "dtype", pure=True)
