"""What a session computes, where that is plain: constants, initialized and assigned variables, arithmetic on them.

Each session has the values of its variables; an op that is not followed (a train step) makes all of them unknown.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import new_exception, raise_value
from scopelint.library.tensorflow import constants
from scopelint.library.tensorflow.errors import tensorflow_error
from scopelint.library.tensorflow.tensors import Tensor
from scopelint.scoping import Variable
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

LIMIT = 200
"""Ops followed for one value."""

PASSED = frozenset({"Identity", "StopGradient", "Print", "CheckNumerics"})
VARIABLE_OPS = frozenset({"Variable", "VariableV2", "VarHandleOp"})


class NotKnown(Exception):
    """The value cannot be told."""


class Values:
    """The variables' values in one session; ``spoiled`` once something ran that may have changed any of them."""

    def __init__(self) -> None:
        self.held: dict[Variable, Any] = {}
        self.spoiled = False


def by_op(vm: Machine) -> dict[Any, Variable]:
    """The variable that each variable op and read op belongs to."""
    table: dict[Any, Variable] = vm.state.setdefault("variables by op", {})
    return table


def find_variable(vm: Machine, op: Any) -> Variable | None:
    """The variable of an op, by its name in its graph's collections."""
    table = by_op(vm)
    if op not in table:
        for key in ("variables", "local_variables"):
            for variable in op.graph.get_collection(key):
                if isinstance(variable, Variable):
                    table.setdefault(variable.op, variable)
                    read = getattr(variable.value, "op", None)
                    if read is not None:
                        table.setdefault(read, variable)
    return table.get(op)


def run_operation(vm: Machine, values: Values, op: Any) -> None:
    """An op that is fetched for what it does."""
    if vm.world.depth or vm.state.get("loop_turn"):
        values.spoiled = True
        return
    if op.type == "NoOp" and op.name.rpartition("/")[2].startswith("init"):
        initialize(vm, values, [v for key in ("variables", "local_variables") for v in op.graph.get_collection(key)])
        return
    variable = next((v for v in all_variables(op.graph) if v.initializer is op), None)
    if variable is not None:
        initialize(vm, values, [variable])
        return
    change = getattr(op, "payload", None)
    if type(change) is tuple and len(change) == 3:
        apply_change(vm, values, change)
        return
    if op.type != "NoOp" or op.name.rpartition("/")[2] not in ("NoOp",):
        values.spoiled = True


def all_variables(graph: Any) -> list[Variable]:
    return [v for key in ("variables", "local_variables") for v in graph.get_collection(key) if isinstance(v, Variable)]


def initialize(vm: Machine, values: Values, variables: list[Any]) -> None:
    for variable in variables:
        if isinstance(variable, Variable):
            initial = variable.initial_value
            try:
                values.held[variable] = value_of(vm, values, initial, set())
            except NotKnown:
                values.held[variable] = None


def apply_change(vm: Machine, values: Values, change: tuple[str, Any, Any]) -> Any:
    """An assignment; gives the new value."""
    kind, handle, tensor = change
    variable = handle.engine_object
    old = values.held.get(variable)
    try:
        given = value_of(vm, values, tensor, set())
        if kind == "Assign":
            new = given
        elif old is None:
            raise NotKnown
        else:
            new = constants.spread(constants.ARITHMETIC["Add" if kind == "AssignAdd" else "Sub"], old, given)
    except (NotKnown, TypeError, ValueError):
        new = None
    values.held[variable] = new
    return new


def value_of(vm: Machine, values: Values, tensor: Any, seen: set[Any]) -> Any:
    """The number or nested list a tensor is. Raises NotKnown, or the program's error for an uninitialized variable."""
    held = getattr(tensor, "value", None)
    if held is not None and isinstance(tensor, Tensor) and tensor.op.type not in VARIABLE_OPS:
        return rounded(held, tensor.dtype)
    if not isinstance(tensor, Tensor):
        convert = getattr(tensor, "found", None)
        if convert is not None:
            return convert.data
        raise NotKnown
    op = tensor.op
    seen.add(op)
    if len(seen) > LIMIT:
        raise NotKnown
    variable = find_variable(vm, op) if op.type in VARIABLE_OPS or op.type == "Identity" else None
    if variable is not None:
        return variable_value(vm, values, variable)
    change = op.payload
    if type(change) is tuple and len(change) == 3:
        made = apply_change(vm, values, change)
        if made is None:
            raise NotKnown
        return made
    if op.inputs is None or vm.state.get("ordered"):
        raise NotKnown
    if op.type in PASSED or op.type == "ReadVariableOp":
        return value_of(vm, values, op.inputs[0], seen)
    if op.type in constants.ARITHMETIC or op.type in constants.UNARY:
        parts = [value_of(vm, values, t, seen) for t in op.inputs]
        return computed(op.type, parts, tensor.dtype)
    raise NotKnown


def computed(type: str, parts: list[Any], kind: str) -> Any:
    try:
        if type in constants.ARITHMETIC:
            result = constants.spread(constants.ARITHMETIC[type], *parts)
        else:
            result = constants.each(constants.UNARY[type], parts[0])
    except (TypeError, ValueError, ArithmeticError):
        raise NotKnown from None
    return rounded(result, kind)


def rounded(value: Any, kind: str) -> Any:
    """Floats as exact as the dtype keeps them."""
    if type(value) is list:
        return [rounded(v, kind) for v in value]
    if type(value) is float and kind == "float32":
        try:
            return float(struct.unpack("f", struct.pack("f", value))[0])
        except OverflowError:
            raise NotKnown from None
    return value


def variable_value(vm: Machine, values: Values, variable: Variable) -> Any:
    if values.spoiled:
        raise NotKnown
    if variable not in values.held:
        if vm.world.depth == 0 and not vm.state.get("loop_turn"):
            uninitialized(vm, variable)
        raise NotKnown
    held = values.held[variable]
    if held is None:
        raise NotKnown
    return held


def uninitialized(vm: Machine, variable: Variable) -> None:
    """Nothing ran the variable's initializer before (seeds/howto_initializer_not_run)."""
    text = f"Attempting to use uninitialized value {variable.op.name}"
    if variable.kind != "ref":
        text = f"Error while reading resource variable {variable.op.name} from Container: localhost."
    raise_value(vm, new_exception(vm, tensorflow_error(vm, "FailedPreconditionError"), (text,)))


def shown(vm: Machine, value: Any, tensor: Any) -> Anything:
    """A computed value as the program gets it: numpy's arrays and scalars."""
    if type(value) in (bool, str):
        return value
    kind = getattr(tensor, "dtype", "?")
    if type(value) in (int, float) and type(kind) is str:
        return value if type(value) is int else float_scalar(vm, value, kind)
    flat: list[Any] = []
    shape: list[int] = []
    part = value
    while type(part) is list:
        shape.append(len(part))
        part = part[0] if part else None
    flatten(value, flat)
    from scopelint.library.builtins.modules.numpy_array import NdArray

    return NdArray(vm, tuple(shape), kind, [float_scalar(vm, v, kind) if type(v) is float else v for v in flat])


def float_scalar(vm: Machine, value: float, kind: str) -> Anything:
    """A float as numpy shows it: of a float32 no more digits than tell it apart."""
    if kind != "float32":
        return value
    for digits in range(6, 10):
        short = float(f"{value:.{digits}g}")
        if struct.pack("f", short) == struct.pack("f", value):
            return short
    return value


def flatten(value: Any, into: list[Any]) -> None:
    if type(value) is list:
        for item in value:
            flatten(item, into)
    else:
        into.append(value)


def unknown() -> Unknown:
    return Unknown(Kind.RUNTIME, "value", pure=True)
