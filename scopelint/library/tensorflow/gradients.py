"""``tf.gradients``: which variables a loss depends on; the ops of the gradients themselves are not listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.operators import scope
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.sparse import SLICES, SlicesValue, SparseValue
from scopelint.library.tensorflow.tensors import Tensor
from scopelint.scoping import Op
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Choice, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SOURCES = frozenset({"Const", "Placeholder", "PlaceholderV2", "Variable", "VariableV2", "VarHandleOp", "NoOp"})
"""Ops without inputs."""

CUT = frozenset(
    "StopGradient Shape ShapeN Size Rank ArgMax ArgMin Equal NotEqual Less LessEqual Greater GreaterEqual LogicalAnd "
    "LogicalOr LogicalNot OneHot ZerosLike OnesLike Round Where Range LinSpace RandomUniform RandomStandardNormal "
    "TruncatedNormal Floor Ceil Rint IsNan IsInf IsFinite InTopK InTopKV2 Unique InvertPermutation Multinomial Assign "
    "AssignAdd AssignSub NonMaxSuppression FloorDiv FloorMod TruncateDiv Any All Bincount HistogramSummary".split()
)
"""Ops no gradient passes through."""

GATHERS = frozenset({"Gather", "GatherV2", "ResourceGather"})
FLOATING = ("float", "bfloat", "complex", "?", "resource")


def source_ops(x: Any) -> list[Any]:
    """The ops whose output a variable or tensor is."""
    variable = getattr(x, "engine_object", None)
    if variable is None:
        return [x.op] if isinstance(x, Tensor) else []
    parts = getattr(variable, "parts", None)
    if parts is not None:
        return [op for part in parts for op in source_ops_of(part)]
    return source_ops_of(variable)


def source_ops_of(variable: Any) -> list[Any]:
    read = getattr(variable.value, "op", None)
    return [variable.op, *([read] if read is not None else [])]


class Reach:
    """Everything some tensors depend on, going backward."""

    def __init__(self, ys: list[Any], stops: set[Any]) -> None:
        self.seen: set[Any] = set()
        self.opaque = False
        self.users: dict[Any, set[str]] = {}
        todo = [y.op for y in ys if isinstance(y, Tensor)]
        while todo:
            op = todo.pop()
            if op is None or op in self.seen:
                continue
            self.seen.add(op)
            if op in stops or op.type in CUT:
                continue
            if op.inputs is None:
                if op.type not in SOURCES and not op.name.endswith("/read"):
                    self.opaque = True
                continue
            for tensor in op.inputs:
                self.follow(op, tensor, todo)

    def follow(self, op: Any, tensor: Any, todo: list[Any]) -> None:
        if not isinstance(tensor, Tensor):
            self.opaque = self.opaque or isinstance(tensor, (Unknown, Choice))
        elif tensor.dtype.startswith(FLOATING):
            self.users.setdefault(tensor.op, set()).add(op.type)
            todo.append(tensor.op)


@primitive("tf.gradients")
def gradients(
    vm: Machine,
    ys: Anything,
    xs: Anything,
    name: Anything = "gradients",
    stop_gradients: Anything = None,
    **given: Anything,
) -> Anything:
    """One gradient for each x, None for those that no y depends on."""
    targets = known_items(vm, xs) if type(xs) in (List, tuple) else [xs]
    losses = known_items(vm, ys) if type(ys) in (List, tuple) else [ys]
    if targets is None or losses is None:
        vm.doubt("the variables of tf.gradients are not known")
        return List([], vm.world.mark, open=True)
    stops = {
        op
        for t in (known_items(vm, stop_gradients) or [] if stop_gradients is not None else [])
        for op in source_ops(t)
    }
    reach = Reach([as_tensor(vm, y) for y in losses], stops)
    opaque = reach.opaque or any(type(y) in (Unknown, Choice) for y in losses)
    with scope(vm, name, "gradients", []):
        vm.state.setdefault("unlisted", set()).add(tf_of(vm).engine.default_graph())
    return List([gradient(vm, x, reach, opaque) for x in targets], vm.world.mark)


def as_tensor(vm: Machine, value: Any) -> Any:
    convert = getattr(value, "as_tensor", None)
    if isinstance(value, SparseValue):
        return value.values
    return convert(vm) if convert is not None else value


def gradient(vm: Machine, x: Any, reach: Reach, opaque: bool) -> Any:
    """The gradient of one x."""
    if type(x) in (Unknown, Choice):
        return Unknown(x.kind, "gradient", pure=True) if type(x) is Unknown else x
    sources = source_ops(x)
    reached = [op for op in sources if op in reach.seen]
    if not reached and not opaque:
        return None
    graph: Any = getattr(x, "graph", None)
    op = Op(vm.holes.new("gradient"), "Gradient", graph, certain=False)
    op.inputs = []
    shape = getattr(x, "shape", None)
    tensor = Tensor(op, 0, shape, getattr(x, "dtype", "?"))
    tensor.known_shape = getattr(x, "known_shape", shape is not None)
    op.outputs = [tensor]
    users = {t for s in sources for t in reach.users.get(s, ())} - {"Identity", "ReadVariableOp"}
    if users and users <= GATHERS:
        tensor.shape = None if shape is None else (None, *shape[1:])
        sizes = None
        if shape is not None:
            sizes = hidden(vm, graph, (len(shape),), "int32")
            sizes.partial = list(shape)
        return SlicesValue(SLICES, hidden(vm, graph, (None,), "int32"), tensor, sizes)
    return tensor


def hidden(vm: Machine, graph: Any, shape: Any, kind: str) -> Tensor:
    op = Op(vm.holes.new("gradient"), "Gradient", graph, certain=False)
    tensor = Tensor(op, 0, shape, kind)
    op.outputs = [tensor]
    return tensor
