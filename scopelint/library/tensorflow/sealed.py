"""Functions that are known only by what recorded calls made: one name scope, and outputs of known names in it.

They take their name and nothing else in the scope of the call. The shapes of what they give are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tables import SealedOutput, sealed
from scopelint.library.tables.signatures import signature
from scopelint.library.tensorflow.native import matched
from scopelint.library.tensorflow.plain import graph_values, op_name
from scopelint.library.tensorflow.run import name_scope, tf_of
from scopelint.library.tensorflow.structures import flatten
from scopelint.library.tensorflow.tensors import Tensor, make_op, operation_of
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

TYPED = ("dtype", "out_type", "output_type", "output_dtype", "Tout")
"""Arguments that may choose the type of an output."""


def sealed_native(version: str, canonical: str) -> Native | None:
    """The function as a value of the program; None where nothing is recorded of it."""
    found, known = sealed(version, canonical), signature(version, canonical)
    if found is None or known is None:
        return None
    last = canonical.rpartition(".")[2]

    def run(vm: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
        given = matched(vm, known, last, None, args, kwargs)
        if tf_of(vm).engine.executing_eagerly():
            return Unknown(Kind.TENSORFLOW, canonical, pure=True)
        name = given.get("name", given.get("scope"))
        leaves = [leaf for value in given.values() for leaf in flatten(value)]
        tensors = graph_values(vm, leaves)
        sure = not any(given.get(typed) is not None for typed in TYPED) and all(
            getattr(t, "dtype", "float32") == "float32" for t in leaves if isinstance(t, Tensor)
        )
        with name_scope(vm, None if name is None else op_name(vm, name, found.title), found.title, tensors) as path:
            made = [output(vm, one, path, sure=sure) for one in found.outputs]
        vm.state.setdefault("unlisted", set()).add(tf_of(vm).engine.default_graph())
        return assembled(vm, found.structure, made)

    return Native(last, run, binds=False, module="tensorflow")


def output(vm: Machine, one: SealedOutput, path: str, *, sure: bool) -> Anything:
    """One output. Its type is known where a recorded one of another kind than the inputs was the same each time."""
    graph = tf_of(vm).engine.default_graph()
    name = path + one.name + "/" if one.name else path
    op = graph.ops_by_name.by_name.get(name.rstrip("/"))
    if op is None:
        kind = one.dtype or "?"
        op = make_op(vm, "Sealed", name, [(kind if sure else "?", None)] * (one.number + 1))
        for tensor in op.outputs:
            tensor.known_shape = False
    if one.dtype is None:
        return operation_of(vm, op)
    while len(op.outputs) <= one.number:
        op.outputs = [*op.outputs, Tensor(op, len(op.outputs), None, one.dtype if sure else "?")]
        op.outputs[-1].known_shape = False
    return op.outputs[one.number]


def assembled(vm: Machine, structure: str, made: list[Anything]) -> Anything:
    """The outputs in the structure that was seen."""
    stack: list[tuple[str, list[Anything]]] = [("", [])]
    for letter in structure:
        if letter in "[(":
            stack.append((letter, []))
        elif letter in "])":
            kind, items = stack.pop()
            stack[-1][1].append(List(items, vm.world.mark) if kind == "[" else tuple(items))
        elif letter != ",":
            stack[-1][1].append(made.pop(0))
    return stack[0][1][0]
