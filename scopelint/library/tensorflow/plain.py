"""Functions that make exactly one op, by the op registry: inputs converted, dtypes inferred, a name taken.

As in TensorFlow, the op's own name is opened as a name scope while its inputs are converted: a Python value given for
input ``y`` of ``Add`` becomes the constant ``Add/y`` (SPEC §10 a).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.library.tables import Argument, OpDef, PlainOp, plain_op
from scopelint.library.tensorflow import shapes
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.native import matched
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.tensors import Tensor, operation_of
from scopelint.library.tables.signatures import Default, Parameter, Signature
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Native
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@cache
def plain_native(version: str, canonical: str) -> Native:
    """The function as a value of the program."""
    plain = plain_op(version, canonical)
    assert plain is not None
    known = Signature(
        tuple(
            Parameter(name, "plain", Default.OTHER if name in plain.optional else Default.REQUIRED)
            for name, _ in plain.parameters
        )
    )
    last = canonical.rpartition(".")[2]

    def run(vm: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
        given = matched(vm, known, last, None, args, kwargs)
        return make_plain(vm, plain, given)

    return Native(canonical, run, binds=False, module="tensorflow")


def make_plain(vm: Machine, plain: PlainOp, given: dict[str, Anything]) -> Anything:
    """Make the op from arguments by parameter name."""
    by_target = {target: given[name] for name, target in plain.parameters if name in given and name != "name"}
    return apply_op(vm, plain.op, by_target, given.get("name"))


def apply_op(vm: Machine, op: OpDef, given: dict[str, Anything], name: Anything = None) -> Anything:
    """Make an op of the registry from inputs and attrs by name. Gives its output, outputs, or the operation."""
    engine = tf_of(vm).engine
    tensors = [given.get(a.name) for a in op.inputs]
    context = attempt(vm, lambda: engine.name_scope(op_name(vm, name, op.name), values=graph_values(vm, tensors)))
    path = attempt(vm, context.enter)
    try:
        inputs, types = convert_inputs(vm, op, given)
        outputs = output_specs(vm, op, inputs, types, given)
        made = attempt(vm, lambda: engine.default_graph().create_op(op.name, path or op.name, []))
        made.outputs = [new_output(made, i, kind, shape) for i, (kind, shape) in enumerate(outputs)]
    finally:
        attempt(vm, context.exit)
    return result_of(vm, op, made)


def op_name(vm: Machine, name: Anything, default: str) -> Any:
    if name is None:
        return default
    if isinstance(name, Text):
        return name.raw
    if isinstance(name, Unknown):
        return vm.holes.of(name)
    if isinstance(name, Choice):
        return vm.holes.new(name.label)
    return name


def graph_values(vm: Machine, values: Sequence[Anything]) -> list[object]:
    """The tensors and variables among the inputs: they pick the graph."""
    found: list[object] = []
    for value in values:
        if type(value) in (List, tuple):
            found.extend(graph_values(vm, value.items if type(value) is List else value))
        elif getattr(value, "graph", None) is not None and not isinstance(value, Unknown):
            found.append(value)
    return found


def convert_inputs(vm: Machine, op: OpDef, given: dict[str, Anything]) -> tuple[dict[str, Any], dict[str, str]]:
    """Inputs as tensors, in order, and what they say of the type attrs."""
    types: dict[str, str] = {}
    for attr in op.attrs:
        if attr.type == "type" and given.get(attr.name) is not None:
            kind = dtype_name(vm, given[attr.name])
            if kind is not None:
                types[attr.name] = kind
    inputs: dict[str, Any] = {}
    for argument in op.inputs:
        value = given.get(argument.name)
        if argument.is_list:
            inputs[argument.name] = convert_list(vm, argument, value, types)
            continue
        kind = argument.dtype or types.get(argument.type_attr or "")
        tensor = to_reference(vm, value) if argument.is_ref else to_tensor(vm, value, kind, argument.name)
        if kind is None and argument.type_attr is not None and isinstance(tensor, Tensor):
            types[argument.type_attr] = tensor.dtype
        inputs[argument.name] = tensor
    return inputs, types


def to_reference(vm: Machine, value: Anything) -> Anything:
    """A variable as an op that changes it takes it: the variable op's own output."""
    variable = getattr(value, "engine_object", None)
    op = getattr(variable, "op", None)
    if op is not None and op.outputs:
        return op.outputs[0]
    return to_tensor(vm, value)


def convert_list(vm: Machine, argument: Argument, value: Anything, types: dict[str, str]) -> list[Anything] | None:
    """A list input; None when its items are not known. Python items are called ``<name>_<i>``."""
    items = known_items(vm, value) if not isinstance(value, Tensor) else [value]
    if items is None:
        return None
    kind = argument.dtype or types.get(argument.type_attr or "")
    if kind is None and argument.type_attr is not None:
        kind = next((t.dtype for t in items if isinstance(t, Tensor)), None)
        if kind is None:
            kind = next((v.dtype for v in items if getattr(v, "is_tensor_like", False) and hasattr(v, "dtype")), None)
    tensors = []
    for i, item in enumerate(items):
        tensor = to_tensor(vm, item, kind, f"{argument.name}_{i}")
        if kind is None and argument.type_attr is not None and isinstance(tensor, Tensor):
            kind = tensor.dtype
        tensors.append(tensor)
    if kind is not None and argument.type_attr is not None:
        types.setdefault(argument.type_attr, kind)
    return tensors


def output_specs(
    vm: Machine, op: OpDef, inputs: dict[str, Any], types: dict[str, str], given: dict[str, Anything]
) -> list[tuple[str, Any]]:
    """dtype and shape of each output; the shape is ``shapes.UNSEEN`` where we do not know it."""
    kinds: list[str] = []
    for output in op.outputs:
        kind = output.dtype or types.get(output.type_attr or "") or attr_default(op, output.type_attr) or "?"
        if output.number_attr is not None:
            count = given.get(output.number_attr)
            kinds.extend([kind] * (count if type(count) is int and 0 <= count <= 10_000 else 1))
        elif output.type_list_attr is not None:
            listed = known_items(vm, given[output.type_list_attr]) if output.type_list_attr in given else None
            kinds.extend(dtype_name(vm, k) or "?" for k in listed or ())
        else:
            kinds.append(kind)
    return list(zip(kinds, shapes.infer(vm, op.name, inputs, given, len(kinds)), strict=True))


def attr_default(op: OpDef, name: str | None) -> str | None:
    for attr in op.attrs:
        if attr.name == name and attr.default and attr.default != "?":
            text = attr.default.strip('"').lower()
            return {"dt_float": "float32", "dt_int32": "int32", "dt_int64": "int64"}.get(text, text.lstrip("@"))
    return None


def new_output(op: Any, index: int, kind: str, shape: Any) -> Tensor:
    tensor = Tensor(op, index, None if shape is shapes.UNSEEN else shape, kind)
    tensor.known_shape = shape is not shapes.UNSEEN
    return tensor


def result_of(vm: Machine, op: OpDef, made: Any) -> Anything:
    if not op.outputs:
        return operation_of(vm, made)
    if len(op.outputs) == 1:
        if op.outputs[0].is_list:
            return List(list(made.outputs), vm.world.mark)
        return made.outputs[0]
    return tuple(made.outputs)


def require_tensor(vm: Machine, value: Anything, what: str) -> None:
    if value is None:
        fail(vm, "ValueError", f"{what}: None values not supported.")


__all__ = ["Kind", "apply_op", "make_plain", "plain_native"]
