"""What the sketches of layers, cells and optimizers ask of the model: counters, parameters of functions, kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scopelint.library.tensorflow.run import tf_of
from scopelint.scoping import PartitionedVariable, Variable
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import ABSENT, BoundMethod, Class, Function, Instance
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def layer_uid(vm: Machine, key: str) -> int:
    """Count one more layer of that base name in the default graph; the first is 1."""
    return tf_of(vm).engine.default_graph().layer_uid(key)


def reset_layer_uids(vm: Machine) -> None:
    """Forget the layer counters of the default graph."""
    tf_of(vm).engine.default_graph().reset_layer_uids()


def snake_case(vm: Machine, name: Anything) -> Anything:
    """``MyDenseLayer`` as ``my_dense_layer``, the way layers and cells are named after their class."""
    if type(name) is not str:
        return Unknown(Kind.TENSORFLOW, "layer name", pure=True)
    return to_snake_case(name)


def to_snake_case(name: str) -> str:
    words = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    lowered = re.sub("([a-z])([A-Z])", r"\1_\2", words).lower()
    return "private" + lowered if lowered.startswith("_") else lowered


def parameter_names(vm: Machine, fn: Anything) -> Anything:
    """The names of a callable's parameters without ``self``; empty for what is not a function of the program."""
    if isinstance(fn, Instance):
        fn = fn.cls.lookup("__call__")
        if fn is ABSENT:
            return List([], vm.world.mark)
        fn = BoundMethod(fn, None)
    if isinstance(fn, Class):
        fn = BoundMethod(fn.lookup("__init__"), None)
    bound = isinstance(fn, BoundMethod)
    target = fn.func if isinstance(fn, BoundMethod) else fn
    if not isinstance(target, Function):
        return List([], vm.world.mark)
    names = [*target.code.positional[bound:], *(name for name, _ in target.code.kwonly)]
    return List(names, vm.world.mark)


def is_unknown(vm: Machine, value: Anything) -> bool:
    """Whether nothing is known of the value itself."""
    return isinstance(value, (Unknown, Choice))


def is_variable(vm: Machine, value: Anything) -> Anything:
    """``"ref"`` or ``"resource"`` for a variable, else None."""
    variable = getattr(value, "engine_object", None)
    return variable.kind if isinstance(variable, Variable) else None


def is_partitioned(vm: Machine, value: Anything) -> bool:
    """Whether this is a variable in several parts."""
    return isinstance(getattr(value, "engine_object", None), PartitionedVariable)


def own_attribute(vm: Machine, value: Anything, name: Anything) -> Anything:
    """An attribute that was set on the object itself, else None; its class is not asked."""
    found = getattr(value, "attrs", {}).get(name, ABSENT) if type(name) is str else ABSENT
    return None if found is ABSENT else found


FUNCTIONS = (
    own_attribute,
    layer_uid,
    reset_layer_uids,
    snake_case,
    parameter_names,
    is_unknown,
    is_variable,
    is_partitioned,
)
