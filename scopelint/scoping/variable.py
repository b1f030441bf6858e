"""Variables: what one is asked for, and what it is (§7.13, §9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scopelint.scoping.graph import Graph, Op
from scopelint.scoping.shapes import Shape, show

if TYPE_CHECKING:
    from scopelint.scoping.variable_scope import VariableScope


@dataclass(frozen=True)
class VariableSpec:
    """What ``tf.Variable`` is asked for.

    ``initial_value`` is a tensor, a Convertible or a Deferred (see ``initializers``). ``shape`` is the shape expected
    of it (0.12) or stated (2.15). ``key`` and ``scope`` say where get_variable asks from.
    """

    initial_value: Any = None
    trainable: bool | None = None
    collections: Any = None
    validate_shape: bool = True
    caching_device: Any = None
    name: str | None = None
    dtype: str | None = None
    constraint: Any = None
    use_resource: bool | None = None
    synchronization: Any = None
    aggregation: Any = None
    shape: Shape = None
    key: str | None = None
    scope: VariableScope | None = None


class Variable:
    """A single variable. It never changes; ``payload`` is free for the caller.

    Attributes:
      graph: where it is; for an eager one of 1.8 to 1.15 a hidden helper graph.
      op: the variable op; ``op.name`` is the name in the graph.
      shown: what ``v.name`` prints before ``:0``: the op's name, but for a resource of empty name (2.15).
      key: the name it was asked for through get_variable, or None for tf.Variable.
      shape, dtype: the op's.
      shape_known: False where the shape comes from an initial value whose shape the caller does not know.
      kind: ``"ref"`` or ``"resource"``.
      trainable, collections: as told to the graph.
      scope: the variable scope get_variable was asked in.
      taken_by: what had the name it wanted: an op, a name scope's path, or None.
      certain: False when a part of the name depended on a state merged arms left open.
      initial_value, initializer, value: the initial tensor, the op that assigns it, the tensor that reads it.
      partition: the PartitionedVariable it is part of, set when that is complete.
    """

    __slots__ = (
        "caching_device",
        "certain",
        "collections",
        "constraint",
        "dtype",
        "eager",
        "graph",
        "initial_value",
        "initializer",
        "key",
        "kind",
        "op",
        "partition",
        "payload",
        "scope",
        "shape",
        "shape_known",
        "shown",
        "synchronization",
        "taken_by",
        "trainable",
        "value",
    )

    def __init__(self, op: Op, spec: VariableSpec, shape: Shape, dtype: str, kind: str) -> None:
        self.op = op
        self.shown = op.name
        self.graph: Graph = op.graph
        self.key = spec.key
        self.shape = shape
        self.shape_known = True
        self.dtype = dtype
        self.kind = kind
        self.trainable = bool(spec.trainable)
        self.collections: tuple[Any, ...] = tuple(spec.collections)
        self.scope = spec.scope
        self.caching_device = spec.caching_device
        self.constraint = spec.constraint
        self.synchronization = spec.synchronization
        self.certain = op.certain and (spec.scope is None or spec.scope.certain)
        self.eager = False
        self.taken_by: Op | str | None = None
        self.initial_value: Any = None
        self.initializer: Op | None = None
        self.value: Any = None
        self.partition: object = None
        self.payload: Any = None

    @property
    def name(self) -> str:
        """The name in the graph with ``:0``, which is what ``v.name`` prints."""
        return self.shown + ":0"

    @property
    def graph_element(self) -> Any:
        """What stands for the variable among a graph's tensors: its own output, or a resource's first read."""
        if self.kind != "ref":
            return self if self.value is None else self.value
        return self.op.outputs[0] if self.op.outputs else self

    @property
    def renamed(self) -> bool:
        """Whether the name in the graph differs from the one it is stored under (§7.13)."""
        return self.key is not None and self.key != self.op.name

    @property
    def dtype_name(self) -> str:
        """The dtype as messages tell it: with ``_ref`` unless it is a resource."""
        return self.dtype + "_ref" if self.kind == "ref" else self.dtype

    def __str__(self) -> str:
        if not self.graph.engine.rules.variables_show:
            return str(self.value)
        return repr(self)

    def __repr__(self) -> str:
        if not self.graph.engine.rules.variables_show:
            return "<tensorflow.python.ops.variables.Variable object at 0x>"
        return f"<tf.Variable '{self.name}' shape={show(self.shape)} dtype={self.dtype_name}>"
