"""What a variable's object tells of itself: its name, its ops, shape and dtype, and the parts of a partitioned one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.library.tensorflow import callbacks
from scopelint.library.tensorflow.dtypes import dtype
from scopelint.library.tensorflow.native import getter, method
from scopelint.library.tensorflow.static_shapes import TensorShape, show_shape
from scopelint.library.tensorflow.tensors import operation_of
from scopelint.library.tensorflow.variables import PARTITIONED, VARIABLE, PartitionedHandle, VariableHandle, handle_of
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Kind, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@getter(VARIABLE, "name")
def variable_full_name(vm: Machine, self: VariableHandle) -> Anything:
    return text(self.engine_object.name)


@getter(PARTITIONED, "name")
def partitioned_name(vm: Machine, self: PartitionedHandle) -> Anything:
    return text(str(self.engine_object.name))


@getter(VARIABLE, "op")
def variable_op(vm: Machine, self: VariableHandle) -> Anything:
    return operation_of(vm, self.engine_object.op)


@getter(VARIABLE, "graph")
def variable_graph(vm: Machine, self: VariableHandle) -> Anything:
    from scopelint.library.tensorflow.graphs import graph_handle

    return graph_handle(vm, self.engine_object.graph)


@getter(VARIABLE, "device")
def variable_device(vm: Machine, self: VariableHandle) -> Anything:
    from scopelint.library.tensorflow.devices import device_of

    return device_of(vm, self.engine_object.op)


@getter(VARIABLE, "dtype")
def variable_dtype(vm: Machine, self: VariableHandle) -> Anything:
    kind = self.engine_object.dtype
    if kind == "?":
        return Unknown(Kind.TENSORFLOW, "dtype", pure=True)
    return dtype(kind, is_ref=self.engine_object.kind == "ref")


@getter(PARTITIONED, "dtype")
def partitioned_dtype(vm: Machine, self: PartitionedHandle) -> Anything:
    return dtype(self.engine_object.dtype, is_ref=True)


@getter(VARIABLE, "shape")
def variable_shape(vm: Machine, self: VariableHandle) -> Anything:
    variable = self.engine_object
    if variable.shape is None and not variable.shape_known:
        return Unknown(Kind.TENSORFLOW, "shape", pure=True)
    return TensorShape(variable.shape, hazy=not variable.shape_known)


@method(VARIABLE, "get_shape")
def variable_get_shape(vm: Machine, self: VariableHandle) -> Anything:
    return variable_shape(vm, self)


@method(PARTITIONED, "get_shape")
def partitioned_get_shape(vm: Machine, self: PartitionedHandle) -> Anything:
    return TensorShape(self.engine_object.shape)


getter(PARTITIONED, "shape")(lambda vm, self: TensorShape(self.engine_object.shape))


@method(PARTITIONED, "__iter__")
def partitioned_iter(vm: Machine, self: PartitionedHandle) -> Anything:
    return tuple(handle_of(vm, p) for p in self.engine_object.parts)


@method(PARTITIONED, "__len__")
def partitioned_len(vm: Machine, self: PartitionedHandle) -> Anything:
    return len(self.engine_object.parts)


@method(PARTITIONED, "_get_variable_list")
def partitioned_list(vm: Machine, self: PartitionedHandle) -> Anything:
    return List([handle_of(vm, p) for p in self.engine_object.parts], vm.world.mark)


@method(PARTITIONED, "as_tensor")
def partitioned_as_tensor(vm: Machine, self: PartitionedHandle) -> Anything:
    return self.as_tensor(vm)


@getter(VARIABLE, "initializer")
def variable_initializer(vm: Machine, self: VariableHandle) -> Anything:
    op = self.engine_object.initializer
    return None if op is None else operation_of(vm, op)


@getter(VARIABLE, "initial_value", "_initial_value")
def variable_initial(vm: Machine, self: VariableHandle) -> Anything:
    return self.engine_object.initial_value


@getter(VARIABLE, "trainable")
def variable_trainable(vm: Machine, self: VariableHandle) -> Anything:
    return self.engine_object.trainable


@getter(VARIABLE, "constraint")
def variable_constraint(vm: Machine, self: VariableHandle) -> Anything:
    return callbacks.to_program(vm, self.engine_object.constraint)


@getter(VARIABLE, "_shared_name")
def variable_shared_name(vm: Machine, self: VariableHandle) -> Anything:
    return text(self.engine_object.op.name)


@getter(VARIABLE, "handle", "_variable", "_ref", "_snapshot")
def variable_handle_tensor(vm: Machine, self: VariableHandle) -> Anything:
    return self.engine_object.op.outputs[0]


@method(VARIABLE, "value", "_AsTensor", "read_value_")
def variable_value(vm: Machine, self: VariableHandle) -> Anything:
    return self.as_tensor(vm)


@method(VARIABLE, "experimental_ref", "ref")
def variable_ref(vm: Machine, self: VariableHandle) -> Anything:
    return self


@method(VARIABLE, "_get_save_slice_info", "_set_save_slice_info")
def no_slice_info(vm: Machine, self: VariableHandle, *args: Anything) -> Anything:
    return None


@getter(VARIABLE, "_save_slice_info")
def save_slice_info(vm: Machine, self: VariableHandle) -> Anything:
    if self.engine_object.partition is None:
        return None
    return Unknown(Kind.TENSORFLOW, "save_slice_info", pure=True)


@method(VARIABLE, "set_shape")
def variable_set_shape(vm: Machine, self: VariableHandle, shape: Anything) -> Anything:
    return None


@method(VARIABLE, "load", "eval_", "count_up_to_")
def variable_load(vm: Machine, self: VariableHandle, *args: Anything, **kwargs: Anything) -> Anything:
    return None


@method(VARIABLE, "eval", "numpy")
def variable_eval(vm: Machine, self: VariableHandle, session: Anything = None) -> Anything:
    from scopelint.library.tensorflow.sessions import evaluate

    return evaluate(vm, self, session)


@method(VARIABLE, "__iter__")
def variable_iter(vm: Machine, self: VariableHandle) -> Anything:
    fail(vm, "TypeError", "'Variable' object is not iterable.")


@method(VARIABLE, "__repr__", "__str__")
def variable_repr(vm: Machine, self: VariableHandle) -> Anything:
    variable = self.engine_object
    if vm.version == "0.12":
        return "<tensorflow.python.ops.variables.Variable object at 0x>"
    shape = show_shape(vm.version, variable.shape)
    return text(f"<tf.Variable '{variable.name}' shape={shape} dtype={variable.dtype_name}>")


@method(PARTITIONED, "__repr__", "__str__")
def partitioned_repr(vm: Machine, self: PartitionedHandle) -> Anything:
    return text("<tensorflow.python.ops.variables.PartitionedVariable object at 0x>")
