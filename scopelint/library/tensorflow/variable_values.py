"""``variable.initialized_value()``: the ops by which a variable may be read before it was initialized."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tensorflow.native import method
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.tensors import make_op
from scopelint.library.tensorflow.variables import VARIABLE, VariableHandle
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@method(VARIABLE, "initialized_value")
def initialized_value(vm: Machine, self: VariableHandle) -> Anything:
    """Up to 1.0 an identity under a control dependency, from 1.4 a conditional (optimizers/ema)."""
    variable = self.engine_object
    output = [(variable.dtype, variable.shape)]
    if vm.version in ("0.12", "1.0"):
        return make_op(vm, "Identity", "Identity", output).outputs[0]
    engine = tf_of(vm).engine
    if engine.executing_eagerly():
        return self.as_tensor(vm)
    if variable.kind == "ref":
        make_op(vm, "IsVariableInitialized", "IsVariableInitialized", [("bool", ())])
    else:
        make_op(vm, "VarIsInitializedOp", "VarIsInitializedOp", [("bool", ())])
    context = attempt(vm, lambda: engine.name_scope("cond"))
    attempt(vm, context.enter)
    try:
        for type_, name, kind in (
            ("Switch", "Switch", "bool"),
            ("Identity", "switch_t", "bool"),
            ("Identity", "switch_f", "bool"),
            ("Identity", "pred_id", "bool"),
        ):
            make_op(vm, type_, name, [(kind, ())])
        make_op(vm, "RefSwitch" if variable.kind == "ref" else "Switch", "read/Switch", output)
        make_op(vm, "Identity", "read", output)
        make_op(vm, "Switch", "Switch_1", output)
        return make_op(vm, "Merge", "Merge", output).outputs[0]
    finally:
        attempt(vm, context.exit)
