"""Functions that make exactly one op, by the op registry: inputs converted, dtypes inferred, a name taken.

As in TensorFlow, the op's own name is opened as a name scope while its inputs are converted: a Python value given for
input ``y`` of ``Add`` becomes the constant ``Add/y`` (SPEC §10 a).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.library.tables import OpDef, PlainOp, plain_op
from scopelint.library.tables.signatures import Default, Parameter, Signature
from scopelint.library.tensorflow import constants, shapes
from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.native import matched
from scopelint.library.tensorflow.op_inputs import attr_default, convert_inputs
from scopelint.library.tensorflow.run import attempt, name_scope, tf_of
from scopelint.library.tensorflow.tensors import Tensor, eager_op, operation_of
from scopelint.scoping import ScopingError
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Getter, Instance, Native
from scopelint.values.unknown import Choice, Text, Unknown

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
    if engine.executing_eagerly():
        inputs, types = convert_inputs(vm, op, given)
        return finish_op(vm, op, eager_op(op.name), inputs, specified(vm, op, inputs, types, given, ""), given)
    tensors = [given.get(a.name) for a in op.inputs]
    with name_scope(vm, op_name(vm, name, op.name), values=graph_values(vm, tensors)) as path:
        inputs, types = convert_inputs(vm, op, given)
        specs = specified(vm, op, inputs, types, given, path)
        made = attempt(vm, lambda: engine.default_graph().create_op(op.name, path or op.name, []))
        return finish_op(vm, op, made, inputs, specs, given)


def finish_op(
    vm: Machine, op: OpDef, made: Any, inputs: dict[str, Any], specs: list[tuple[str, Any]], given: dict[str, Anything]
) -> Anything:
    """Give the op its outputs, with what is known of their shapes and values."""
    made.outputs = [new_output(made, i, kind, shape) for i, (kind, shape) in enumerate(specs)]
    made.inputs = [t for value in inputs.values() for t in (value if type(value) is list else [value])]
    constants.remember(vm, op.name, inputs, given, made.outputs)
    return result_of(vm, op, made)


def specified(
    vm: Machine, op: OpDef, inputs: dict[str, Any], types: dict[str, str], given: dict[str, Anything], path: str
) -> list[tuple[str, Any]]:
    """The outputs; where their shapes cannot be had, TensorFlow's error."""
    try:
        return output_specs(vm, op, inputs, types, given)
    except shapes.Mismatch as problem:
        text = mismatch_text(vm, op, inputs, str(problem), path.rstrip("/") or op.name, summary(op, types, given))
    error = ScopingError("ValueError", text, "TFS113")
    error.recovery = lambda: None
    attempt(vm, lambda: raise_error(error))
    return output_specs(vm, op, dict.fromkeys(inputs), types, given)


def raise_error(error: ScopingError) -> None:
    raise error


NAMES = {"float32": "FLOAT", "float64": "DOUBLE", "float16": "HALF"}


def summary(op: OpDef, types: dict[str, str], given: dict[str, Anything]) -> str:
    """An op's attrs as messages of 2.15 list them; empty where one is not known."""
    parts = []
    for attr in sorted(op.attrs, key=lambda a: a.name):
        value = types.get(attr.name) if attr.type == "type" else given.get(attr.name, attr.default)
        if type(value) is List:
            value = value.items
        if value is None or value == "?" or isinstance(value, (Unknown, Choice, Text)):
            return ""
        if attr.type == "type":
            shown = "DT_" + NAMES.get(str(value), str(value).upper())
        elif attr.type == "string":
            shown = '"' + str(value).strip('"') + '"'
        else:
            shown = str(value).lower().replace(",", ", ").replace(",  ", ", ")
        parts.append(f"{attr.name}={shown}")
    return ", ".join(parts)


def mismatch_text(vm: Machine, op: OpDef, inputs: dict[str, Any], problem: str, name: str, attrs: str) -> str:
    """A shape function's complaint with the op and the shapes of its inputs."""
    tensors = [t for value in inputs.values() for t in (value if type(value) is list else [value])]
    shown = ", ".join(shapes.listed(getattr(t, "shape", None)) for t in tensors)
    problem = problem.rstrip(".") + (". " if problem.endswith(".") and "Shapes are" in problem else "")
    if vm.version == "2.15":
        sources = ", ".join(t.op.name if t.index == 0 else t.name for t in tensors if isinstance(t, Tensor))
        return f"{problem} for '{{{{node {name}}}}} = {op.name}[{attrs}]({sources})' with input shapes: {shown}."
    return f"{problem} for '{name}' (op: '{op.name}') with input shapes: {shown}."


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


def output_specs(
    vm: Machine, op: OpDef, inputs: dict[str, Any], types: dict[str, str], given: dict[str, Anything]
) -> list[tuple[str, Any]]:
    """dtype and shape of each output; the shape is ``shapes.UNSEEN`` where we do not know it."""
    kinds: list[str] = []
    for output in op.outputs:
        kind = output.dtype or types.get(output.type_attr or "") or attr_default(op, output.type_attr) or "?"
        if output.number_attr is not None:
            kinds.extend([kind] * counted(op, output.number_attr, inputs, given))
        elif output.type_list_attr is not None:
            kinds.extend(listed_types(vm, op, output.type_list_attr, inputs, given))
        else:
            kinds.append(kind)
    return list(zip(kinds, shapes.infer(vm, op.name, inputs, given, len(kinds)), strict=True))


def counted(op: OpDef, attr: str, inputs: dict[str, Any], given: dict[str, Anything]) -> int:
    """How many outputs: the attr, or as many as a list input of the same number has."""
    count = given.get(attr)
    if type(count) is int and 0 <= count <= 10_000:
        return count
    for argument in op.inputs:
        if argument.number_attr == attr and type(inputs.get(argument.name)) is list:
            return len(inputs[argument.name])
    return 1


def listed_types(vm: Machine, op: OpDef, attr: str, inputs: dict[str, Any], given: dict[str, Anything]) -> list[str]:
    """The dtypes of a list of outputs: the attr, or those of the list input that sets it."""
    if attr in given:
        value = given[attr]
        listed = known_items(vm, value) if type(value) in (List, tuple) else [value]
        return [dtype_name(vm, k) or "?" for k in listed or ()]
    for argument in op.inputs:
        if argument.type_list_attr == attr and type(inputs.get(argument.name)) is list:
            return [getattr(t, "dtype", "?") for t in inputs[argument.name]]
    return []


def new_output(op: Any, index: int, kind: str, shape: Any) -> Tensor:
    seen = shape is not shapes.UNSEEN
    hazy = isinstance(shape, shapes.Hazy)
    dims = shape.dims if isinstance(shape, shapes.Hazy) else shape if seen else None
    tensor = Tensor(op, index, dims, kind)
    tensor.known_shape = seen and (not hazy or (dims is not None and None not in dims))
    return tensor


def result_of(vm: Machine, op: OpDef, made: Any) -> Anything:
    if not op.outputs:
        return operation_of(vm, made)
    if len(op.outputs) == 1:
        if op.outputs[0].is_list:
            return List(list(made.outputs), vm.world.mark)
        return made.outputs[0]
    if any(o.is_list for o in op.outputs):
        return tuple(made.outputs)
    return named_outputs(vm, op, tuple(made.outputs))


def item_getter(name: str, at: int) -> Getter:
    return Getter(name, lambda vm, self: self.payload[at])


def named_outputs(vm: Machine, op: OpDef, outputs: tuple[Any, ...]) -> Anything:
    """Several outputs, which can be read by their registered names too (ops/multi_output_names)."""
    classes: dict[str, Class] = vm.state.setdefault("output classes", {})
    cls = classes.get(op.name)
    if cls is None:
        attrs: dict[str, Anything] = {o.name: item_getter(o.name, i) for i, o in enumerate(op.outputs)}
        cls = classes[op.name] = Class(op.name, (vm.types["tuple"],), attrs, "tensorflow")
    made = Instance(cls, vm.world.mark)
    made.payload = outputs
    return made
