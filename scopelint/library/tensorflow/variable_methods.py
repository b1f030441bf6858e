"""What changes variables or reads them anew: ``v.assign``, ``v.read_value``, ``v.initialized_value``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.modules import by_canonical
from scopelint.library.tensorflow.native import method
from scopelint.library.tensorflow.operators import make, scope
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.tensors import Tensor, make_op, operation_of
from scopelint.library.tensorflow.variables import PARTITIONED, VARIABLE, PartitionedHandle, VariableHandle, handle_of
from scopelint.values.base import Anything
from scopelint.values.objects import BoundMethod, Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def is_resource(variable: VariableHandle) -> bool:
    return bool(variable.engine_object.kind != "ref")


def eager_change(vm: Machine, self: VariableHandle, change: str, value: Anything) -> Anything:
    """In eager mode the value changes at once."""
    held = getattr(value, "value", value) if not isinstance(value, VariableHandle) else value.value
    old = self.value
    if change == "Assign":
        self.value = held if type(held) in (int, float, bool, list) else None
    elif type(old) in (int, float) and type(held) in (int, float):
        self.value = old + held if change == "AssignAdd" else old - held
    else:
        self.value = None
    return self


def changed(
    vm: Machine, self: VariableHandle, change: str, value: Anything, name: Anything, read: Anything
) -> Anything:
    """An op that changes the variable; from a resource the variable read again later."""
    if tf_of(vm).engine.executing_eagerly():
        return eager_change(vm, self, change, value)
    if not is_resource(self):
        result = make(vm, change, name, ref=self, value=value)
        if isinstance(result, Tensor):
            result.op.payload = (change, self, result.op.inputs[1] if result.op.inputs else None)
        return result
    tensor = to_tensor(vm, value, self.engine_object.dtype)
    attempt(vm, lambda: tf_of(vm).engine.graph_from_inputs([self.engine_object.op.outputs[0], tensor]))
    type_ = f"{change}VariableOp"
    made = make_op(vm, type_, name, [])
    made.inputs = [self.engine_object.op.outputs[0], tensor]
    made.payload = (change, self, tensor)
    if read is False:
        return operation_of(vm, made)
    return self


@method(VARIABLE, "assign")
def assign(
    vm: Machine,
    self: VariableHandle,
    value: Anything,
    use_locking: Anything = False,
    name: Anything = None,
    read_value: Anything = True,
) -> Anything:
    return changed(vm, self, "Assign", value, name, read_value)


@method(VARIABLE, "assign_add")
def assign_add(
    vm: Machine,
    self: VariableHandle,
    delta: Anything,
    use_locking: Anything = False,
    name: Anything = None,
    read_value: Anything = True,
) -> Anything:
    return changed(vm, self, "AssignAdd", delta, name, read_value)


@method(VARIABLE, "assign_sub")
def assign_sub(
    vm: Machine,
    self: VariableHandle,
    delta: Anything,
    use_locking: Anything = False,
    name: Anything = None,
    read_value: Anything = True,
) -> Anything:
    return changed(vm, self, "AssignSub", delta, name, read_value)


@method(VARIABLE, "count_up_to")
def count_up_to(vm: Machine, self: VariableHandle, limit: Anything) -> Anything:
    return make(vm, "CountUpTo", None, ref=self, limit=limit)


def _scatter(kind: str, name: str) -> None:
    def run(
        vm: Machine, self: VariableHandle, sparse_delta: Anything, use_locking: Anything = False, name: Anything = None
    ) -> Anything:
        if is_resource(self):
            make_op(vm, f"Resource{kind}", name, [])
            return self
        return make(vm, kind, name, ref=self, indices=sparse_delta.indices, updates=sparse_delta.values)

    method(VARIABLE, name)(run)


for _kind, _name in (("ScatterAdd", "scatter_add"), ("ScatterSub", "scatter_sub"), ("ScatterUpdate", "scatter_update")):
    _scatter(_kind, _name)


@method(VARIABLE, "read_value")
def read_value(vm: Machine, self: VariableHandle) -> Anything:
    """``read``, an identity; of a resource a read in a scope of its own."""
    if tf_of(vm).engine.executing_eagerly():
        return self.as_tensor(vm)
    if not is_resource(self):
        return make(vm, "Identity", "read", input=self.engine_object.op.outputs[0])
    with scope(vm, None, "Read", []):
        made = self.as_tensor(vm)
    return make(vm, "Identity", None, input=made)


@method(VARIABLE, "is_initialized")
def is_initialized(vm: Machine, self: VariableHandle, name: Anything = None) -> Anything:
    return make_op(vm, "VarIsInitializedOp", name, [("bool", ())]).outputs[0]


@method(VARIABLE, "initialized_value")
def initialized_value(vm: Machine, self: VariableHandle) -> Anything:
    """Up to 1.0 an identity; later a conditional (ops/assign_ops)."""
    if tf_of(vm).engine.executing_eagerly():
        return self.as_tensor(vm)
    if vm.version in ("0.12", "1.0"):
        return make(vm, "Identity", None, input=self.engine_object.op.outputs[0])
    ready = call(vm, by_canonical(vm, "tf.is_variable_initialized"), [self], {})
    initial = self.engine_object.initial_value
    read = BoundMethod(VARIABLE.attrs["read_value"], self)
    other = Native("initial_value", lambda vm_: initial if initial is not None else unknown())
    result = call(vm, by_canonical(vm, "tf.cond"), [ready, read, other], {})
    if isinstance(result, Tensor):
        result.value = getattr(initial, "value", None)
        result.shape, result.known_shape = self.engine_object.shape, True
    return result


def unknown() -> Unknown:
    return Unknown(Kind.TENSORFLOW, "value", pure=True)


@method(PARTITIONED, "assign")
def assign_parts(
    vm: Machine,
    self: PartitionedHandle,
    value: Anything,
    use_locking: Anything = False,
    name: Anything = None,
    read_value: Anything = True,
) -> Anything:
    for part in self.engine_object.parts:
        changed(vm, handle_of(vm, part), "Assign", part.value, name, read_value)
    return unknown()
