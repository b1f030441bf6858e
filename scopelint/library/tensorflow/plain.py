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
from scopelint.library.tables.signatures import Default, Parameter, Signature
from scopelint.library.tensorflow import constants, shapes
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import ENUM, dtype_name
from scopelint.library.tensorflow.native import matched
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
        text = mismatch_text(vm, op, inputs, str(problem), path.rstrip("/") or op.name)
    error = ScopingError("ValueError", text, "TFS113")
    error.recovery = lambda: None
    attempt(vm, lambda: raise_error(error))
    return output_specs(vm, op, dict.fromkeys(inputs), types, given)


def raise_error(error: ScopingError) -> None:
    raise error


def mismatch_text(vm: Machine, op: OpDef, inputs: dict[str, Any], problem: str, name: str) -> str:
    """A shape function's complaint with the op and the shapes of its inputs."""
    tensors = [t for value in inputs.values() for t in (value if type(value) is list else [value])]
    shown = ", ".join(shapes.listed(getattr(t, "shape", None)) for t in tensors)
    problem = problem.rstrip(".") + (". " if problem.endswith(".") and "Shapes are" in problem else "")
    if vm.version == "2.15":
        sources = ", ".join(t.op.name if t.index == 0 else t.name for t in tensors if isinstance(t, Tensor))
        return f"{problem} for '{{{{node {name}}}}} = {op.name}[]({sources})' with input shapes: {shown}."
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
            inputs[argument.name] = convert_list(vm, op, argument, value, types)
            continue
        kind = argument.dtype or types.get(argument.type_attr or "")
        check_type(vm, op, argument, value, kind)
        tensor = to_reference(vm, value) if argument.is_ref else to_tensor(vm, value, kind, argument.name)
        if kind is None and argument.type_attr is not None:
            # Of an input that is not known the type is not known either: later inputs do not set it.
            types[argument.type_attr] = tensor.dtype if isinstance(tensor, Tensor) else "?"
        inputs[argument.name] = tensor
    return inputs, types


def check_type(vm: Machine, op: OpDef, argument: Argument, value: Anything, kind: str | None) -> None:
    """A tensor of another type than an earlier input set, or than the op takes, is refused."""
    found = getattr(value, "dtype", None)
    if (
        type(found) is not str
        or found == "?"
        or not (isinstance(value, Tensor) or getattr(value, "is_tensor_like", False))
    ):
        return
    if kind is not None and kind != "?" and kind != found:
        if argument.dtype is not None:
            fail(
                vm,
                "TypeError",
                f"Input '{argument.name}' of '{op.name}' Op has type {found} that does not match expected type of "
                f"{kind}.",
            )
        source = next((a.name for a in op.inputs if a.type_attr == argument.type_attr and a.name != argument.name), "")
        fail(
            vm,
            "TypeError",
            f"Input '{argument.name}' of '{op.name}' Op has type {found} that does not match type {kind} of argument "
            f"'{source}'.",
        )
    attr = op.attr(argument.type_attr or "")
    if attr is not None and attr.allowed and found not in attr.allowed:
        allowed = ", ".join(sorted(attr.allowed, key=ENUM.__getitem__)) if all(a in ENUM for a in attr.allowed) else ""
        fail(
            vm,
            "TypeError",
            f"Value passed to parameter '{argument.name}' has DataType {found} not in list of allowed values: "
            f"{allowed}",
        )


def to_reference(vm: Machine, value: Anything) -> Anything:
    """A variable as an op that changes it takes it: the variable op's own output."""
    variable = getattr(value, "engine_object", None)
    op = getattr(variable, "op", None)
    if op is not None and op.outputs:
        return op.outputs[0]
    return to_tensor(vm, value)


def convert_list(
    vm: Machine, op: OpDef, argument: Argument, value: Anything, types: dict[str, str]
) -> list[Anything] | None:
    """A list input; None when its items are not known. Python items are called ``<name>_<i>``."""
    if isinstance(value, (Tensor, Unknown, Choice)) or value is None or getattr(value, "is_tensor_like", False):
        items = [value] if isinstance(value, Tensor) or getattr(value, "is_tensor_like", False) else None
    else:
        items = known_items(vm, value)
    if items is None:
        return None
    kind = argument.dtype or types.get(argument.type_attr or "")
    if kind is None and argument.type_attr is not None:
        kind = next((t.dtype for t in items if isinstance(t, Tensor)), None)
        if kind is None:
            kind = next((v.dtype for v in items if getattr(v, "is_tensor_like", False) and hasattr(v, "dtype")), None)
        check_same(vm, op, argument, items)
    tensors = []
    for i, item in enumerate(items):
        tensor = to_tensor(vm, item, kind, f"{argument.name}_{i}")
        if kind is None and argument.type_attr is not None and isinstance(tensor, Tensor):
            kind = tensor.dtype
        tensors.append(tensor)
    if argument.type_attr is not None:
        types.setdefault(argument.type_attr, kind if kind is not None else "?")
    return tensors


def check_same(vm: Machine, op: OpDef, argument: Argument, items: list[Anything]) -> None:
    """A list with a variable among its tensors has one type."""
    kinds = [getattr(item, "dtype", None) for item in items]
    if all(isinstance(item, Tensor) for item in items) or not all(type(k) is str and k != "?" for k in kinds):
        return
    if len(set(kinds)) > 1:
        shown = f"'{argument.name}' of '{op.name}' Op have types [{', '.join(map(str, kinds))}]"
        fail(vm, "TypeError", f"Tensors in list passed to {shown} that don't all match.")


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


def attr_default(op: OpDef, name: str | None) -> str | None:
    for attr in op.attrs:
        if attr.name == name and attr.default and attr.default != "?":
            text = attr.default.strip('"').lower()
            return {"dt_float": "float32", "dt_int32": "int32", "dt_int64": "int64"}.get(text, text.lstrip("@"))
    return None


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
