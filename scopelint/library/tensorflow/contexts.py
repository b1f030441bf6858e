"""The control flow contexts that programs ask graphs and ops for: the loop or branch that is being built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.library.tensorflow.control_flow import Construct
from scopelint.library.tensorflow.graphs import GRAPH, GraphHandle
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.library.tensorflow.tensors import OPERATION, Operation
from scopelint.values.base import Anything
from scopelint.values.objects import Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

CONTEXT = native_class("ControlFlowContext", "tensorflow.python.ops.control_flow_ops.ControlFlowContext")


class ContextHandle(Instance):
    """A context as the program sees it."""

    __slots__ = ("construct",)

    def __init__(self, construct: Construct) -> None:
        super().__init__(CONTEXT)
        self.construct = construct


def context(vm: Machine, construct: Any) -> Anything:
    """One handle for each context; None outside of all."""
    if not isinstance(construct, Construct):
        return None
    made: dict[int, ContextHandle] = vm.state.setdefault("control flow contexts", {})
    found = made.get(id(construct))
    if found is None:
        # The handle keeps the construct, so its id is not given away.
        found = made[id(construct)] = ContextHandle(construct)
    return found


def innermost(construct: Any, kind: str) -> Any:
    while isinstance(construct, Construct) and construct.kind != kind:
        construct = construct.outer
    return construct


@method(GRAPH, "_get_control_flow_context")
def of_graph(vm: Machine, self: GraphHandle) -> Anything:
    return context(vm, self.engine_object.scopes.control_flow)


@method(OPERATION, "_get_control_flow_context")
def of_op(vm: Machine, self: Operation) -> Anything:
    return context(vm, self.op.control_flow)


@getter(CONTEXT, "outer_context")
def outer_context(vm: Machine, self: ContextHandle) -> Anything:
    return context(vm, self.construct.outer)


@method(CONTEXT, "GetWhileContext")
def while_context(vm: Machine, self: ContextHandle) -> Anything:
    return context(vm, innermost(self.construct, "while"))


@method(CONTEXT, "IsWhileContext")
def is_while(vm: Machine, self: ContextHandle) -> Anything:
    return self.construct.kind == "while"


@method(CONTEXT, "IsCondContext")
def is_cond(vm: Machine, self: ContextHandle) -> Anything:
    return self.construct.kind == "cond"


@method(CONTEXT, "IsXLAContext")
def is_compiled(vm: Machine, self: ContextHandle) -> Anything:
    return False
