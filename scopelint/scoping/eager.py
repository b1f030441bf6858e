"""Eager execution (§20): variables that are made anew each time, under names that are never made unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.scoping.collection import GLOBAL_STEP
from scopelint.scoping.graph import Op
from scopelint.scoping.initializers import Deferred, converted
from scopelint.scoping.variable import Variable, VariableSpec

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


def create_eager_variable(engine: Engine, spec: VariableSpec) -> Variable:
    """Make an eager variable: a resource, in no collection but that of the global step.

    Up to 1.15 a hidden helper graph of its own gets its handle op, and a number (eager/get_variable_twice).
    """
    outer = engine.eager_name_scope
    name = "Variable" if spec.name is None else spec.name
    path = name if name.endswith("/") else f"{outer}{name}/"
    engine.set_eager_name_scope(path)
    try:
        engine.set_eager_name_scope(path + "Initializer/")
        value = spec.initial_value
        made = value.build(engine) if isinstance(value, Deferred) else value
        initial = converted(engine, made, "initial_value", spec.dtype)
    finally:
        engine.set_eager_name_scope(outer)
    if engine.rules.eager_hidden_graphs:
        hidden = engine.new_graph(hidden=True)
        op = hidden.create_op("VarHandleOp", path, [("resource", ())])
        engine.observer.variable_op_made(op, spec.key)
    else:
        op = Op(path.rstrip("/"), "VarHandleOp", engine.default_graph())
    variable = Variable(op, spec, initial.shape, initial.dtype, "resource")
    variable.eager = True
    variable.initial_value = initial
    variable.value = initial
    if GLOBAL_STEP in variable.collections:
        engine.default_graph().add_to_collection(GLOBAL_STEP, variable)
    engine.observer.variable_made(variable)
    return variable
