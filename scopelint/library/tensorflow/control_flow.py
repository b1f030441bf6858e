"""Conditionals and loops: each branch or body is called once, inside a scope of its own (SPEC 10, ops/cond)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.raising import fail
from scopelint.library.tensorflow.callbacks import is_callable
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.operators import scope
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.sparse import SparseValue
from scopelint.library.tensorflow.structures import flatten, is_nested, pack
from scopelint.library.tensorflow.tensor_arrays import TensorArrayHandle
from scopelint.library.tensorflow.tensors import Operation, Tensor, make_op, tensor_like
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class Construct:
    """The conditional branch or loop being built; ops remember theirs."""

    __slots__ = ("kind", "outer")

    def __init__(self, kind: str, outer: object) -> None:
        self.kind = kind
        self.outer = outer


@contextmanager
def inside(vm: Machine, kind: str) -> Iterator[Construct]:
    """Build a branch or a body."""
    scopes = tf_of(vm).engine.default_graph().scopes
    outer = scopes.control_flow
    made = Construct(kind, outer)
    scopes.set_control_flow(made)
    try:
        yield made
    finally:
        scopes.set_control_flow(outer)


def simple(vm: Machine, type: str, name: str, like: Any, count: int = 1) -> list[Any]:
    """An op whose outputs are like a tensor."""
    kind = getattr(like, "dtype", "?")
    made = make_op(vm, type, name, [(kind if isinstance(kind, str) else "?", getattr(like, "shape", None))] * count)
    made.inputs = [like] if isinstance(like, Tensor) else []
    for output in made.outputs:
        output.known_shape = getattr(like, "known_shape", False)
    return list(made.outputs)


@primitive("tf.cond")
def cond(
    vm: Machine, pred: Anything, true_fn: Anything = None, false_fn: Anything = None, strict: Anything = False,
    name: Anything = None, fn1: Anything = None, fn2: Anything = None,
) -> Anything:  # fmt: skip
    """Both branches are built; their results meet in Merge ops."""
    first, second = (true_fn if true_fn is not None else fn1), (false_fn if false_fn is not None else fn2)
    names = ("true_fn", "false_fn") if vm.version not in ("0.12", "1.0") else ("fn1", "fn2")
    for fn, title in zip((first, second), names, strict=True):
        if not is_callable(fn):
            fail(vm, "TypeError", f"{title} must be callable.")
    if tf_of(vm).engine.executing_eagerly():
        return eager_cond(vm, pred, first, second)
    with scope(vm, name, "cond", [pred]):
        if type(pred) is bool:
            fail(vm, "TypeError", "pred must not be a Python bool")
        condition = to_tensor(vm, pred, "bool", None) if type(pred) not in (Unknown, Choice) else pred
        switched = simple(vm, "Switch", "Switch", condition, 2)
        simple(vm, "Identity", "switch_t", switched[1])
        simple(vm, "Identity", "switch_f", switched[0])
        simple(vm, "Identity", "pred_id", condition)
        titles = names if vm.version != "2.15" else ("'true_fn'", "'false_fn'")
        yes, flat_yes = branch(vm, first, titles[0])
        _, flat_no = branch(vm, second, titles[1])
        if len(flat_yes) != len(flat_no):
            check_counts(vm, flat_yes, flat_no)
        check_kinds(vm, flat_yes, flat_no, titles)
        merged = [merge(vm, a, b) for a, b in zip(flat_no, flat_yes, strict=False)]
    if not merged:
        return None
    result = pack(vm, yes, merged) if is_nested(yes) else merged[0]
    if is_nested(result) and strict is not True and len(flatten(result)) == 1 and type(result) in (List, tuple):
        return flatten(result)[0]
    return result


def eager_cond(vm: Machine, pred: Anything, first: Anything, second: Anything) -> Anything:
    from scopelint.interp.truth import truth

    held = getattr(pred, "value", pred)
    answer = truth(vm, held) if held is not None else None
    if answer is None:
        vm.doubt("which branch of tf.cond runs is not known")
        return Unknown(Kind.RUNTIME, "cond")
    return call(vm, first if answer else second, [], {})


def check_counts(vm: Machine, yes: list[Any], no: list[Any]) -> None:
    if any(type(v) in (Unknown, Choice) for v in (*yes, *no)):
        return
    text = (
        "fn1 and fn2 must return the same number of results."
        if vm.version in ("0.12", "1.0")
        else ("true_fn and false_fn must return the same number of results.")
    )
    if vm.version == "1.0":
        text = "fn1 and fn2 must return the same number of results."
    if vm.version in ("1.13", "1.15", "2.15", "1.8"):
        text = (
            "Incompatible return types of true_fn and false_fn: "
            "The two structures don't have the same nested structure."
        )
    fail(vm, "ValueError" if "number" in text else "TypeError", text)


def check_kinds(vm: Machine, yes: list[Any], no: list[Any], titles: tuple[str, str]) -> None:
    """The branches give something, of the same dtypes (ops/cond_branch_without_result)."""
    first, second = titles
    if not yes and not no:
        fail(vm, "ValueError", f"{first} and {second} must return at least one result.")
    for a, b in zip(yes, no, strict=False):
        if not (isinstance(a, Tensor) and isinstance(b, Tensor)) or "?" in (a.dtype, b.dtype) or a.dtype == b.dtype:
            continue
        if vm.version == "2.15":
            both = f"must have the same type(s). Received {a.dtype} from {first} and {b.dtype} from {second}."
        elif vm.version in ("0.12", "1.0"):
            both = f"must have the same type: {b.dtype}, {a.dtype}"
        else:
            both = f"must have the same type: {a.dtype}, {b.dtype}"
        fail(vm, "ValueError", f"Outputs of {first} and {second} {both}")


def branch(vm: Machine, fn: Anything, title: str) -> tuple[Anything, list[Any]]:
    """Call a branch; its results as tensors that stand inside of it."""
    with inside(vm, "cond") as here:
        result = call(vm, fn, [], {})
        if result is None and vm.version not in ("0.12", "1.0"):
            fail(vm, "ValueError", f"{title} must have a return value.")
        leaves = [branch_value(vm, leaf, here) for leaf in flatten(result) if leaf is not None]
    return result, leaves


def branch_value(vm: Machine, value: Anything, here: Construct) -> Any:
    """A branch gives a tensor: of an op a control dependency, of a tensor from outside a Switch."""
    if isinstance(value, Operation):
        return simple(vm, "Identity", "control_dependency", BOOL)[0]
    if isinstance(value, (TensorArrayHandle, SparseValue)) or type(value) in (Unknown, Choice):
        return value
    tensor = to_tensor(vm, value, None, None)
    if isinstance(tensor, Tensor) and tensor.op.control_flow is not here and belongs_outside(tensor, here):
        return simple(vm, "Switch", "Switch", tensor, 2)[1]
    return tensor


def belongs_outside(tensor: Tensor, here: Construct) -> bool:
    found = tensor.op.control_flow
    while isinstance(found, Construct):
        if found is here:
            return False
        found = found.outer
    return True


class Like:
    """What a control dependency is like: a scalar bool."""

    dtype = "bool"
    shape: tuple[int, ...] = ()
    known_shape = True


BOOL = Like()


def merge(vm: Machine, a: Any, b: Any) -> Any:
    """One value of the two branches'."""
    from scopelint.library.tensorflow.tensors import common_shape

    for value in (b, a):
        if isinstance(value, (TensorArrayHandle, SparseValue)):
            return value
    known = [v for v in (a, b) if isinstance(v, Tensor)]
    made = make_op(vm, "Merge", "Merge", [(known[0].dtype if known else "?", None), ("int32", ())])
    out: Tensor = made.outputs[0]
    out.known_shape = len(known) == 2 and all(t.known_shape for t in known)
    if len(known) == 2:
        out.shape = common_shape(known[0].shape, known[1].shape)
    made.payload = "dynamic"
    made.inputs = known
    return out


@primitive("tf.while_loop")
def while_loop(
    vm: Machine, cond: Anything, body: Anything, loop_vars: Anything, shape_invariants: Anything = None,
    parallel_iterations: Anything = 10, back_prop: Anything = True, swap_memory: Anything = False,
    name: Anything = None, maximum_iterations: Anything = None, return_same_structure: Anything = False,
) -> Anything:  # fmt: skip
    """Condition and body are built once; the variables leave through Exit ops."""
    for fn, title in ((cond, "cond"), (body, "body")):
        if not is_callable(fn):
            fail(vm, "TypeError", f"{title} must be callable.")
    if not flatten(loop_vars) and is_nested(loop_vars):
        fail(
            vm, "ValueError", "No loop variables provided" if vm.version != "2.15" else "'loop_vars' must be provided."
        )
    if tf_of(vm).engine.executing_eagerly():
        vm.doubt("a loop of eager execution is not followed")
        return Unknown(Kind.RUNTIME, "while_loop")
    with scope(vm, name, "while", [v for v in flatten(loop_vars) if isinstance(v, Tensor)]):
        counted = maximum_iterations is not None and vm.version not in ("0.12", "1.0", "1.4")
        if counted:
            if not isinstance(maximum_iterations, Tensor):
                to_tensor(vm, maximum_iterations, None, "maximum_iterations")
            make_op(vm, "Const", "iteration_counter", [("int32", ())])
        structure = loop_vars if is_nested(loop_vars) else List([loop_vars], vm.world.mark)
        results = build_loop(vm, cond, body, structure, shape_invariants, counted)
    packed = pack(vm, structure, results)
    if return_same_structure is True:
        return packed
    return results[0] if len(results) == 1 and type(packed) in (List, tuple) else packed


def build_loop(
    vm: Machine, cond: Anything, body: Anything, structure: Anything, invariants: Anything, counted: bool
) -> list[Any]:
    leaves = flatten(structure)
    entered = [leaf if isinstance(leaf, TensorArrayHandle) else to_tensor(vm, leaf) for leaf in leaves]
    shapes = None if invariants is None else flatten_shapes(invariants, len(leaves))
    with inside(vm, "while"):
        extra = [Like()] if counted else []
        likes = [*extra, *(flow_of(e) for e in entered)]
        for like in likes:
            simple(vm, "Enter", "Enter", like)
        merged = [simple(vm, "Merge", "Merge", like)[0] for like in likes]
        if shapes is not None:
            for tensor, given in zip(merged[len(extra) :], shapes, strict=False):
                widen(vm, tensor, given)
        arguments = [wrap(e, m) for e, m in zip(entered, merged[len(extra) :], strict=True)]
        if counted:
            make_op(vm, "Less", "Less", [("bool", ())])
        test = call(vm, cond, spread(vm, pack(vm, structure, arguments)), {})
        if counted:
            make_op(vm, "LogicalAnd", "LogicalAnd", [("bool", ())])
        if type(test) not in (Unknown, Choice):
            to_tensor(vm, test, None, None)
        make_op(vm, "LoopCond", "LoopCond", [("bool", ())])
        switched = [simple(vm, "Switch", "Switch", m, 2) for m in merged]
        identities = [simple(vm, "Identity", "Identity", s[1])[0] for s in switched]
        if counted:
            make_op(vm, "Const", "add/y", [("int32", ())])
            make_op(vm, "Add", "add", [("int32", ())])
        inner = [wrap(e, i) for e, i in zip(entered, identities[len(extra) :], strict=True)]
        result = call(vm, body, spread(vm, pack(vm, structure, inner)), {})
        finish_body(vm, result, likes, entered)
        feed_back(merged[len(extra) :], result)
    exits = [simple(vm, "Exit", "Exit", s[0])[0] for s in switched]
    for tensor in exits:
        tensor.op.payload = "dynamic"
    return [wrap(e, x) for e, x in zip(entered, exits[len(extra) :], strict=True)]


def finish_body(vm: Machine, result: Anything, likes: list[Any], entered: list[Any]) -> None:
    """The body's results go on to the next turn."""
    if result is None and len(entered) == 1:
        fail(vm, "ValueError", "None values not supported.")
    outputs = flatten(result) if is_nested(result) else [result]
    if len(outputs) != len(entered) and not any(type(o) in (Unknown, Choice) for o in outputs) and is_plain(outputs):
        fail(
            vm,
            "ValueError",
            "The two structures don't have the same number of elements."
            if vm.version in ("0.12", "1.0", "1.4")
            else ("The two structures don't have the same nested structure."),
        )
    for value, before in zip(outputs, entered, strict=False):
        if not isinstance(value, TensorArrayHandle) and type(value) not in (Unknown, Choice) and value is not None:
            to_tensor(vm, value, getattr(before, "dtype", None) if not isinstance(value, Tensor) else None, None)
    for like in likes:
        simple(vm, "NextIteration", "NextIteration", like)


def feed_back(merged: list[Any], result: Anything) -> None:
    """What a Merge gets on later turns."""
    outputs = [flow_of(o) for o in (flatten(result) if is_nested(result) else [result])]
    for tensor, value in zip(merged, outputs, strict=False):
        if isinstance(value, Tensor):
            tensor.op.inputs = [*(tensor.op.inputs or []), value]


def is_plain(values: list[Any]) -> bool:
    return all(v is None or tensor_like(v) for v in values)


def spread(vm: Machine, packed: Anything) -> list[Anything]:
    """The arguments of condition and body: the structure's own items."""
    from scopelint.values.containers import Dict

    if type(packed) is tuple:
        return list(packed)
    if type(packed) is List:
        return list(packed.items)
    if type(packed) is Dict or not is_nested(packed):
        return [packed]
    return spread(vm, packed.payload)


def flow_of(value: Any) -> Any:
    return value.flow if isinstance(value, TensorArrayHandle) else value


def wrap(before: Any, tensor: Any) -> Any:
    """A loop variable inside the loop: a tensor, or a TensorArray with it as flow."""
    return before.with_flow(tensor) if isinstance(before, TensorArrayHandle) else tensor


def flatten_shapes(invariants: Anything, count: int) -> list[Any]:
    from scopelint.library.tensorflow.static_shapes import TensorShape

    found = [leaf for leaf in flatten(invariants) if isinstance(leaf, TensorShape) or type(leaf) in (Unknown, Choice)]
    return found if len(found) == count else []


def widen(vm: Machine, tensor: Tensor, given: Any) -> None:
    from scopelint.library.tensorflow.static_shapes import TensorShape

    if isinstance(given, TensorShape):
        tensor.shape, tensor.known_shape = given.dims, not given.hazy
    else:
        tensor.shape, tensor.known_shape = None, False
