"""``_scopelint``: what sketches may ask of the model beside TensorFlow's public API.

``from _scopelint import at_least, op`` in a sketch; programs never see this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.interp.truth import truth
from scopelint.library.tables import op_def
from scopelint.library.tensorflow import dataset_functions, layer_hooks
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype, dtype_name
from scopelint.library.tensorflow.plain import apply_op, op_name
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.static_shapes import NoShape, shape_of
from scopelint.library.tensorflow.structures import flatten, pack
from scopelint.library.tensorflow.tensors import Tensor, make_op, operation_of, tensor_like
from scopelint.scoping.versions import rules_for
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Module, Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAME = "_scopelint"


def at_least(vm: Machine, version: str) -> bool:
    """Whether the target is this version or newer."""
    return numbers(rules_for(vm.version).version) >= numbers(version)


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])


def op(vm: Machine, type: str, /, name: Anything = None, **given: Anything) -> Anything:
    """One op of the registry from inputs and attrs by their registered names; an op the version lacks is its first
    output's guess-free stand-in."""
    known = op_def(vm.version, type)
    if known is None:
        return Unknown(Kind.TENSORFLOW, type)
    return apply_op(vm, known, given, name)


def raw_op(vm: Machine, type: str, name: Anything, outputs: Anything, inputs: Anything = None) -> Anything:
    """An op with outputs of these ``(dtype, shape)``, whatever the registry says; gives its outputs as a list."""
    specs: list[tuple[str, Any]] = []
    hidden = []
    for pair in known_items(vm, outputs) or []:
        kind, shape = known_items(vm, pair) or [None, None]
        try:
            specs.append((dtype_name(vm, kind) or "?", shape_of(vm, shape)))
            hidden.append(False)
        except NoShape:
            specs.append((dtype_name(vm, kind) or "?", None))
            hidden.append(True)
    made = make_op(vm, type, op_name(vm, name, type), specs)
    if inputs is not None:
        made.inputs = [to_tensor(vm, t) for t in known_items(vm, inputs) or []]
    for tensor, unseen in zip(made.outputs, hidden, strict=True):
        tensor.known_shape = not unseen
    return List(list(made.outputs), vm.world.mark) if specs else operation_of(vm, made)


def convert(vm: Machine, value: Anything, name: Anything = None, dtype: Anything = None) -> Anything:
    """``convert_to_tensor`` in the current name scope."""
    return to_tensor(vm, value, dtype_name(vm, dtype), None if name is None else op_name(vm, name, "Const"))


def constant_value(vm: Machine, tensor: Anything) -> Anything:
    """The number or nested list that a tensor surely holds, else None."""
    held = getattr(tensor, "value", None) if isinstance(tensor, Tensor) else None
    return to_list(vm, held)


def to_list(vm: Machine, value: Any) -> Anything:
    if type(value) is list:
        return List([to_list(vm, v) for v in value], vm.world.mark)
    return value


def rank(vm: Machine, tensor: Anything) -> Anything:
    """How many dimensions; None when TensorFlow does not know, Unknown when only we do not."""
    shape = getattr(tensor, "shape", None)
    if shape is not None:
        return len(shape)
    return None if getattr(tensor, "known_shape", False) else Unknown(Kind.TENSORFLOW, "rank", pure=True)


def is_tensor(vm: Machine, value: Anything) -> Anything:
    """Whether the value is a tensor or variable."""
    return tensor_like(value)


def is_known(vm: Machine, value: Anything) -> bool:
    """Whether a value's truth is known."""
    return truth(vm, value) is not None


def dtype_of(vm: Machine, value: Anything) -> Anything:
    """The base dtype of a tensor or variable."""
    kind = getattr(value, "dtype", "?")
    return dtype(kind) if type(kind) is str and kind != "?" else Unknown(Kind.TENSORFLOW, "dtype", pure=True)


def set_value(vm: Machine, tensor: Anything, value: Anything) -> Anything:
    """Remember what a tensor holds."""
    if isinstance(tensor, Tensor) and type(value) in (int, float, bool):
        tensor.value = value
    return tensor


def settle(vm: Machine, tensor: Anything, like: Anything) -> Anything:
    """TensorFlow knows no more of this tensor's shape than of the other's, from which it has been set."""
    if isinstance(tensor, Tensor) and vm.world.depth == 0:
        tensor.known_shape = bool(getattr(like, "known_shape", False))
    return tensor


def unknown(vm: Machine, label: str = "value") -> Anything:
    """A value of TensorFlow's that nothing is known of and that builds nothing."""
    return Unknown(Kind.TENSORFLOW, label, pure=True)


def runtime(vm: Machine, label: str = "value") -> Anything:
    """What only a session knows."""
    return Unknown(Kind.RUNTIME, label, pure=True)


def doubt(vm: Machine, reason: str) -> None:
    """Something that is not modelled may change names: the trace is not complete."""
    vm.doubt(reason)


def executing_eagerly(vm: Machine) -> Anything:
    return tf_of(vm).engine.executing_eagerly()


def current_name_scope(vm: Machine) -> Anything:
    from scopelint.values.unknown import text

    return text(tf_of(vm).engine.get_name_scope())


def argv(vm: Machine) -> Anything:
    """The arguments of the program, without its name."""
    return List(list(vm.argv), vm.world.mark)


def raise_error(vm: Machine, type: str, message: str) -> Anything:
    """Raise one of Python's exceptions."""
    fail(vm, type, message)


def nest_flatten(vm: Machine, value: Anything) -> Anything:
    """The leaves of a nested structure, as a list."""
    return List(flatten(value), vm.world.mark)


def nest_pack(vm: Machine, structure: Anything, leaves: Anything) -> Anything:
    """The structure with these leaves in place of its own."""
    return pack(vm, structure, known_items(vm, leaves) or [])


def is_op(vm: Machine, type: Anything) -> Anything:
    """Whether the version registers an op of this type."""
    return op_def(vm.version, type) is not None if isinstance(type, str) else unknown(vm, "is_op()")


def is_resource(vm: Machine, value: Anything) -> Anything:
    """Whether the value is a resource variable."""
    return getattr(getattr(value, "engine_object", None), "kind", "") == "resource"


def is_partitioned(vm: Machine, value: Anything) -> Anything:
    """Whether the value is a partitioned variable."""
    return hasattr(getattr(value, "engine_object", None), "parts")


def approximate(vm: Machine) -> None:
    """The ops made here are not listed one by one: a list of all ops may be another."""
    vm.state.setdefault("unlisted", set()).add(tf_of(vm).engine.default_graph())


def surely(vm: Machine, value: Anything) -> bool:
    """Whether the value is true, for sure."""
    return truth(vm, value) is True


def collect_summary(vm: Machine, tensor: Anything, collections: Anything) -> Anything:
    """Put a summary into the collections, by default that of summaries."""
    from scopelint.library.tensorflow.graphs import add_to_collection

    keys = ["summaries"] if collections is None else known_items(vm, collections) or []
    for key in keys:
        add_to_collection(vm, key, tensor)
    return tensor


def main_function(vm: Machine) -> Anything:
    """The ``main`` of the program."""
    module = vm.modules.get("__main__")
    if module is None or "main" not in module.attrs:
        fail(vm, "AttributeError", "module '__main__' has no attribute 'main'")
    return module.attrs["main"]


def silent(vm: Machine) -> Anything:
    """A context that does nothing."""
    from scopelint.library.tensorflow.graphs import silent_context

    return silent_context()


def hidden_scope(vm: Machine, label: str) -> Anything:
    """A name scope that nothing else can be in or collide with: of ops that have a graph of their own."""
    from scopelint.library.tensorflow.scopes import NameContext

    return NameContext(tf_of(vm).engine.name_scope(vm.holes.new(label)), label)


def lifted(vm: Machine) -> Anything:
    """``init_scope``: out of loops and conditionals, under the same names."""
    from scopelint.library.tensorflow.control_inputs import Controller

    return Controller([], clears=True)


def recorded_form(vm: Machine, function: Anything) -> Anything:
    """A sketch's function as the target version takes its arguments."""
    return vm.state.get("recorded forms", {}).get(function, function)


def part_of_name(vm: Machine, value: Anything) -> Anything:
    """The full name of the partitioned variable that this is a part of, else None."""
    from scopelint.values.unknown import text

    variable: Any = getattr(value, "engine_object", None)
    if getattr(variable, "partition", None) is None:
        return None
    return text(str(variable.op.name).rpartition("/part_")[0])


FUNCTIONS = (
    hidden_scope, recorded_form, part_of_name, main_function, silent, lifted, collect_summary, surely, approximate,
    is_partitioned, nest_flatten,
    nest_pack, is_resource, is_op,
    at_least, op, raw_op, convert, constant_value, rank, is_tensor, is_known, dtype_of, set_value, unknown, runtime,
    doubt, executing_eagerly, settle, current_name_scope, argv, raise_error,
)  # fmt: skip


def lowlevel_module(vm: Machine) -> Module:
    """The module, new for each run."""
    module = Module(NAME, stamp=vm.world.mark)
    for fn in (*FUNCTIONS, *layer_hooks.FUNCTIONS, *dataset_functions.FUNCTIONS):
        module.attrs[fn.__name__] = Native(fn.__name__, fn, binds=False, module=NAME)
    return module
