"""Control dependencies: they name nothing, but ops tell theirs (graph/control_dependencies, graph/control_inputs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.library.tensorflow.graphs import GRAPH
from scopelint.library.tensorflow.native import getter, method, native_class, primitive
from scopelint.library.tensorflow.run import VARIABLE_OPS, tf_of
from scopelint.library.tensorflow.tensors import OPERATION, Operation, Tensor, operation_of
from scopelint.scoping import Op
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

CONTROL = native_class("_ControlDependenciesController", module="tensorflow.python.framework.ops")


WITHOUT_INPUTS = VARIABLE_OPS | {"Const", "NoOp", "Placeholder", "PlaceholderV2"}


class Controller(Instance):
    """``tf.control_dependencies(...)``. ``ops`` is None where they are not all known; without any it clears, and leads
    out of the loop or conditional that is being built."""

    __slots__ = ("before", "clears", "construct", "ops")

    def __init__(self, ops: list[Op] | None, *, clears: bool = False) -> None:
        super().__init__(CONTROL)
        self.ops = ops
        self.clears = clears
        self.before: tuple[Controller, ...] = ()
        self.construct: object = None


@method(GRAPH, "control_dependencies")
def graph_control(vm: Machine, self: Anything, control_inputs: Anything) -> Anything:
    return control_dependencies(vm, control_inputs)


@primitive("tf.control_dependencies")
def control_dependencies(vm: Machine, control_inputs: Anything = None) -> Anything:
    """Ops made inside wait for these; None forgets those around."""
    if control_inputs is None:
        return Controller([], clears=True)
    items = known_items(vm, control_inputs)
    found = None if items is None else [op_of(vm, item) for item in items]
    if found is None or None in found:
        return Controller(None)
    around = {op for controller in tf_of(vm).controls for op in controller.ops or ()}
    return Controller([op for op in dict.fromkeys(found) if op is not None and op not in around])


def op_of(vm: Machine, value: Any) -> Op | None:
    """The op that a control input stands for; None where that is not known."""
    value = getattr(value, "values", value) if not isinstance(value, (Tensor, Operation)) else value
    if isinstance(value, Operation):
        return value.op
    if isinstance(value, Tensor):
        return value.op
    variable = getattr(value, "engine_object", None)
    if getattr(variable, "kind", "") == "ref":
        found: Op = variable.op  # type: ignore[union-attr]
        return found
    return None


@method(CONTROL, "__enter__")
def enter(vm: Machine, self: Controller) -> Anything:
    run = tf_of(vm)
    self.before = run.controls
    run.controls = (self,) if self.clears else (*run.controls, self)
    if self.clears:
        scopes = run.engine.default_graph().scopes
        self.construct = scopes.control_flow
        scopes.set_control_flow(None)
    return self


@method(CONTROL, "__exit__")
def leave(vm: Machine, self: Controller, *error: Anything) -> Anything:
    run = tf_of(vm)
    run.controls = self.before
    if self.clears:
        run.engine.default_graph().scopes.set_control_flow(self.construct)
    return False


def control_inputs_of(vm: Machine, op: Op) -> list[Op] | None:
    """What an op waits for; None where that is not known.

    An input that was made under the same dependencies waits for them already, so the op does not.
    """
    made_under: dict[Op, tuple[Controller, ...]] = tf_of(vm).op_controls
    controllers = made_under.get(op, ())
    if not controllers:
        return []
    if op.inputs is None and op.type not in WITHOUT_INPUTS:
        return None
    sources = [getattr(tensor, "op", None) for tensor in op.inputs or ()]
    found: list[Op] = []
    for controller in controllers:
        if any(controller in made_under.get(source, ()) for source in sources if source is not None):
            continue
        if controller.ops is None:
            return None
        found += [c for c in controller.ops if c not in sources]
    return found


@getter(OPERATION, "control_inputs")
def operation_control_inputs(vm: Machine, self: Operation) -> Anything:
    found = control_inputs_of(vm, self.op)
    if found is None:
        return List([], vm.world.mark, open=True)
    return List([operation_of(vm, op) for op in found], vm.world.mark)
