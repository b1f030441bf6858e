"""The inputs of ops of the registry: converted in order, their types found and checked as TensorFlow does.

Which errors there are, and how they read, is recorded in ops/inputs_refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import Raised, fail, type_name
from scopelint.interp.strings import to_repr, to_text
from scopelint.library.tables import Argument, OpDef
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.tensors import Tensor, is_reference, tensor_like, typed
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Choice, Unknown, raw_of

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class Types:
    """What is known of an op's type attrs, and which input said so."""

    def __init__(self, vm: Machine, op: OpDef, given: dict[str, Anything]) -> None:
        self.known: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        for attr in op.attrs:
            if attr.type == "type" and given.get(attr.name) is not None:
                kind = dtype_name(vm, given[attr.name])
                if kind is not None:
                    self.known[attr.name] = kind

    def of(self, argument: Argument) -> str | None:
        """The type that an input must have; None where it sets it."""
        return argument.dtype or self.known.get(argument.type_attr or "")

    def learn(self, argument: Argument, tensor: Anything) -> None:
        """An input has set a type. That of an unknown one stays unknown: later inputs do not set it."""
        if argument.type_attr is not None and argument.type_attr not in self.known:
            self.known[argument.type_attr] = tensor.dtype if isinstance(tensor, Tensor) else "?"
            self.sources[argument.type_attr] = argument.name


def convert_inputs(vm: Machine, op: OpDef, given: dict[str, Anything]) -> tuple[dict[str, Any], dict[str, str]]:
    """Inputs as tensors, in order, and what they say of the type attrs."""
    types = Types(vm, op, given)
    inputs: dict[str, Any] = {}
    for argument in op.inputs:
        convert = convert_list if argument.is_list else convert_one
        inputs[argument.name] = convert(vm, op, argument, given.get(argument.name), types)
    return inputs, types.known


def convert_one(vm: Machine, op: OpDef, argument: Argument, value: Anything, types: Types) -> Anything:
    kind, found = types.of(argument), typed(value)
    if found is not None and kind not in (None, "?", found):
        refuse(vm, op, argument, found, types)
    tensor = to_reference(vm, op, argument, value) if argument.is_ref else converted(vm, op, argument, value, types)
    if kind is None:
        check_allowed(vm, op, argument, tensor)
        types.learn(argument, tensor)
    return tensor


def converted(vm: Machine, op: OpDef, argument: Argument, value: Anything, types: Types) -> Anything:
    """A value as the tensor that an input takes."""
    kind = types.of(argument)
    preferred = attr_default(op, argument.type_attr) if kind is None and typed(value) is None else None
    if preferred is not None:
        try:
            return to_tensor(vm, value, preferred, argument.name)
        except Raised:
            pass
    try:
        return to_tensor(vm, value, kind, argument.name)
    except Raised as problem:
        name = problem.value.cls.name
        if name == "TypeError" and kind is not None:
            refuse_value(vm, op, argument, value, kind, problem)
        if name == "ValueError":
            refuse_conversion(vm, op, argument, value, types, problem)
        raise


def message_of(vm: Machine, problem: Raised) -> str:
    return str(raw_of(to_text(vm, problem.value)))


def refuse_value(vm: Machine, op: OpDef, argument: Argument, value: Anything, kind: str, problem: Raised) -> NoReturn:
    """A Python value that cannot have the type."""
    text = (
        f"Expected {kind} passed to parameter '{argument.name}' of op '{op.name}', got {raw_of(to_repr(vm, value))} of "
        f"type '{type_name(vm, value)}' instead."
    )
    fail(vm, "TypeError", text + (f" Error: {message_of(vm, problem)}" if vm.version in ("1.15", "2.15") else ""))


def refuse_conversion(
    vm: Machine, op: OpDef, argument: Argument, value: Anything, types: Types, problem: Raised
) -> NoReturn:
    """A value of another type, or none that a tensor can be made of."""
    try:
        tensor = to_tensor(vm, value)
    except Raised as again:
        if vm.version in ("0.12", "1.0") or again.value.cls.name != "ValueError":
            raise
        text = f"Tried to convert '{argument.name}' to a tensor and failed. Error: {message_of(vm, again)}"
        fail(vm, "ValueError", text)
    if types.of(argument) is None or typed(tensor) is None:
        raise problem
    refuse(vm, op, argument, tensor.dtype, types)


def refuse(vm: Machine, op: OpDef, argument: Argument, found: str, types: Types) -> NoReturn:
    """A tensor of another type than an earlier input set, or than the op takes."""
    if argument.dtype is not None:
        wanted = f"expected type of {argument.dtype}."
    else:
        attr = argument.type_attr or ""
        source = types.sources.get(attr) or next((a.name for a in op.inputs if a.type_attr == attr), "")
        wanted = f"type {types.of(argument)} of argument '{source}'."
    fail(vm, "TypeError", f"Input '{argument.name}' of '{op.name}' Op has type {found} that does not match {wanted}")


def check_allowed(vm: Machine, op: OpDef, argument: Argument, value: Anything) -> None:
    """A type that the op does not take is refused."""
    attr, found = op.attr(argument.type_attr or ""), typed(value)
    if attr is None or found is None or not attr.allowed or found in attr.allowed:
        return
    listed = f"not in list of allowed values: {', '.join(attr.allowed)}"
    if vm.version == "0.12":
        fail(vm, "TypeError", f"DataType {found} for attr '{attr.name}' {listed}")
    fail(vm, "TypeError", f"Value passed to parameter '{argument.name}' has DataType {found} {listed}")


def to_reference(vm: Machine, op: OpDef, argument: Argument, value: Anything) -> Anything:
    """A variable as an op that changes it takes it: the variable op's own output."""
    variable = getattr(value, "engine_object", None)
    own = getattr(variable, "op", None)
    if own is not None and own.outputs:
        return own.outputs[0]
    tensor = value if isinstance(value, Tensor) else to_tensor(vm, value)
    if isinstance(tensor, Tensor) and not is_reference(tensor):
        if vm.version in ("0.12", "1.0"):
            fail(vm, "TypeError", f"Input '{argument.name}' of '{op.name}' Op requires l-value input")
        text = f"'{op.name}' Op requires that input '{argument.name}' be a mutable tensor (e.g.: a tf.Variable)"
        fail(vm, "TypeError", text)
    return tensor


def convert_list(vm: Machine, op: OpDef, argument: Argument, value: Anything, types: Types) -> list[Anything] | None:
    """A list input; None when its items are not known. Python items are called ``<name>_<i>``."""
    if isinstance(value, (Tensor, Unknown, Choice)) or value is None or getattr(value, "is_tensor_like", False):
        items = [value] if tensor_like(value) else None
    else:
        items = known_items(vm, value)
    if items is None:
        return None
    kind = types.of(argument)
    if kind is None and argument.type_attr is not None:
        kind = next((t.dtype for t in items if isinstance(t, Tensor)), None)
    tensors: list[Anything] = []
    try:
        for i, item in enumerate(items):
            tensors.append(to_tensor(vm, item, kind, f"{argument.name}_{i}"))
    except Raised as problem:
        refuse_list(vm, op, argument, items, types, problem)
    if argument.number_attr is not None and len({typed(t) for t in tensors if typed(t) is not None}) > 1:
        refuse_list(vm, op, argument, items, types, None)
    if argument.type_attr is not None and argument.type_attr not in types.known:
        known = next((t for t in tensors if typed(t) is not None), None)
        if known is not None:
            check_allowed(vm, op, argument, known)
        types.learn(argument, known)
    return tensors


def refuse_list(
    vm: Machine, op: OpDef, argument: Argument, items: list[Anything], types: Types, problem: Raised | None
) -> NoReturn:
    """Items of several types, or of which no tensor can be made."""
    if problem is not None and problem.value.cls.name not in ("TypeError", "ValueError"):
        raise problem
    observed = []
    for item in items:
        try:
            observed.append(typed(to_tensor(vm, item)) or "?")
        except Raised:
            observed.append("<NOT CONVERTIBLE TO TENSOR>")
    text = f"Tensors in list passed to '{argument.name}' of '{op.name}' Op have types [{', '.join(observed)}]"
    if argument.number_attr is None:
        shown = raw_of(to_repr(vm, List(list(items), vm.world.mark)))
        fail(vm, "TypeError", f"{text} that are invalid. Tensors: {shown}")
    if argument.dtype is not None:
        fail(vm, "TypeError", f"{text} that do not match expected type {argument.dtype}.")
    if argument.type_attr in types.known:
        kind = types.of(argument)
        fail(vm, "TypeError", f"{text} that do not match type {kind} inferred from earlier arguments.")
    fail(vm, "TypeError", f"{text} that don't all match.")


def attr_default(op: OpDef, name: str | None) -> str | None:
    """The type that an attr has where nothing says another; None where it must be said."""
    attr = op.attr(name or "")
    return attr.default if attr is not None and attr.default not in ("", "?") else None
