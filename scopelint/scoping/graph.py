"""A graph: its ops, names, name scopes, collections and counters (§1, §2, §10, §19).

Devices, colocation and control dependencies never name anything (graph/device_does_not_name), so the graph knows none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scopelint.scoping.collection import Collection, Collections
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.layered import Layered
from scopelint.scoping.names import NameTable, Unique
from scopelint.scoping.shapes import Shape, show
from scopelint.scoping.state import Stateful, union

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine
    from scopelint.scoping.store import VariableStore
    from scopelint.scoping.thread import ThreadScopes


class Op:
    """An op. What it computes is the caller's business: ``inputs``, ``outputs`` and ``payload`` are free for it.

    ``certain`` is False when the name depended on a counter that two merged arms left different.
    """

    __slots__ = ("certain", "control_flow", "graph", "inputs", "name", "outputs", "payload", "type")

    def __init__(self, name: str, type: str, graph: Graph, certain: bool = True) -> None:
        self.name = name
        self.type = type
        self.graph = graph
        self.certain = certain
        self.outputs: Sequence[Any] = ()
        self.payload: Any = None
        self.control_flow: object = None
        self.inputs: Sequence[Any] | None = None

    def __repr__(self) -> str:
        return f"<Op {self.name} type={self.type}>"


class Tensor:
    """One output of an op, as the engine makes them when the caller brings no class of its own."""

    __slots__ = ("dtype", "index", "op", "payload", "shape")

    def __init__(self, op: Op, index: int, shape: Shape, dtype: str) -> None:
        self.op = op
        self.index = index
        self.shape = shape
        self.dtype = dtype
        self.payload: Any = None

    @property
    def name(self) -> str:
        """Op name, colon, output index (ops/multi_output_names)."""
        return f"{self.op.name}:{self.index}"

    @property
    def graph(self) -> Graph:
        """The graph the op is in."""
        return self.op.graph

    def __str__(self) -> str:
        sizes = "" if self.shape is None else f", shape={show(self.shape)}"
        return f'Tensor("{self.name}"{sizes}, dtype={self.dtype})'


class OpTable(Stateful):
    """The ops of a graph by name, in the order they were made."""

    __slots__ = ("by_name",)
    FIELDS = ("by_name",)

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine.journal)
        self.by_name: Layered[str, Op] = Layered()

    def add(self, op: Op) -> None:
        """Add an op whose name is free."""
        self._touch()
        self.by_name.set(op.name, op)

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        mine, theirs = x.differing(y)
        whole = x.copy()
        for name, op in theirs.items():
            if name not in mine:
                whole.set(name, op)
        return whole.freeze(), False


class Graph(Stateful):
    """A TensorFlow graph. Make one with ``Engine.new_graph``.

    Attributes:
      number: the place in the order in which graphs got their first op of any kind, or None while there is none.
      hidden: True for the helper graph of an eager variable.
    """

    __slots__ = (
        "_threads",
        "collections",
        "creators",
        "engine",
        "finalized",
        "hidden",
        "layer_uids",
        "names",
        "number",
        "ops_by_name",
        "payload",
        "store",
    )
    FIELDS = ("number", "finalized", "layer_uids", "creators", "store")
    is_function = False
    """Whether it is the graph of a function, which its ops are made in whatever graph their inputs are of."""

    def __init__(self, engine: Engine, store: VariableStore, hidden: bool = False) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self.hidden = hidden
        self.names = NameTable(engine.rules, engine.journal)
        self.ops_by_name = OpTable(engine)
        self.collections = Collections(engine.journal)
        self.store = store
        self.number: int | None = None
        self.finalized = False
        self.layer_uids: dict[str, int] = {}
        self.creators: list[Any] = []
        self.payload: Any = None
        self._threads: dict[object, ThreadScopes] = {}

    def __repr__(self) -> str:
        return "<tensorflow.python.framework.ops.Graph object at 0x>"

    # Names

    @property
    def scopes(self) -> ThreadScopes:
        """Name stack, variable scope and counters: the thread's own from 1.8, the graph's before (§18)."""
        key = self.engine.thread if self.engine.rules.per_thread else None
        scopes = self._threads.get(key)
        if scopes is None:
            # Not journaled: both arms of a fork must find the same object, as old as the graph.
            scopes = self._threads[key] = self.engine.new_thread_scopes()
            scopes.born_at(self.born)
        return scopes

    def born_at(self, mark: int) -> None:
        """Count the graph and its tables as made at an earlier mark."""
        super().born_at(mark)
        for part in (self.names, self.ops_by_name, self.collections, self.store):
            part.born_at(mark)

    def get_name_scope(self) -> str:
        """The current name-scope path without trailing slash, ``""`` at root (name_scope/get_name_scope)."""
        return self.scopes.name_stack

    def unique_name(self, name: str, mark_as_used: bool = True) -> str:
        """A name not in use under the current name scope; taken unless ``mark_as_used`` is False (§2)."""
        return self.take_name(name, mark_as_used).name

    def take_name(self, name: str, mark_as_used: bool = True) -> Unique:
        """``unique_name`` with what the caller may want to know of how the name came about."""
        scopes = self.scopes
        full = f"{scopes.name_stack}/{name}" if scopes.name_stack else name
        unique = self.names.unique(full, mark_as_used)
        if not scopes.name_certain:
            unique = unique._replace(certain=False)
        if unique.taken is not None and mark_as_used:
            self.engine.observer.name_uniquified(self, full, unique.name, self.taker(unique.taken))
        return unique

    def taker(self, full: str) -> Op | str:
        """What has taken a full name: the op of that name, else the name itself (a name scope or a bare name)."""
        return self.ops_by_name.by_name.get(full) or full

    # Ops

    def create_op(self, type: str, name: str | None = None, outputs: Sequence[tuple[str, Shape]] | None = None) -> Op:
        """Make an op.

        Args:
          type: the op type, such as ``"MatMul"``, which is also the default name.
          name: the name asked for. With a trailing slash it is exact: neither prefixed nor made unique nor entered in
            names_in_use (name_scope/op_name_with_trailing_slash).
          outputs: dtype and shape of each output; tensors are then made for them.

        Raises:
          ScopingError: RuntimeError on a finalized graph; ValueError for an invalid name (TFS105) or an exact name
            that an op has already (TFS113).
        """
        rules = self.engine.rules
        self.check_not_finalized()
        if name is None or (not name and rules.empty_op_name_is_type):
            name = type
        certain = True
        if name.endswith("/"):
            full = name[:-1]
            certain = self.names.is_certain(full) and self.scopes.name_certain
        else:
            full, certain, _ = self.take_name(name)
        if not rules.op_name_is_valid(full):
            raise invalid_op_name(self, full)
        if full in self.ops_by_name.by_name:
            raise ScopingError("ValueError", rules.duplicate_op_text.format(full), "TFS113", certain=certain)
        op = Op(full, type, self, certain)
        op.control_flow = self.scopes.control_flow
        if outputs is not None:
            op.outputs = [self.engine.new_tensor(op, i, shape, dtype) for i, (dtype, shape) in enumerate(outputs)]
        if self.number is None:
            self._touch()
            self.number = self.engine.next_graph_number()
        self.ops_by_name.add(op)
        self.engine.observer.op_made(op)
        return op

    @property
    def ops(self) -> list[Op]:
        """All ops in the order they were made."""
        return list(self.ops_by_name.by_name.flat().values())

    def get_operation_by_name(self, name: str) -> Op:
        """The op of an exact name.

        Raises:
          ScopingError: KeyError, in TensorFlow's words.
        """
        op = self.ops_by_name.by_name.get(name)
        if op is None:
            raise ScopingError("KeyError", f"\"The name '{name}' refers to an Operation not in the graph.\"", "TFS113")
        return op

    def get_tensor_by_name(self, name: str) -> Any:
        """The output that a name such as ``"w:0"`` stands for.

        Raises:
          ScopingError: ValueError for a name without output index, KeyError for a missing op or output.
        """
        op_name, colon, index = name.rpartition(":")
        if not colon or not index.isdigit():
            raise ScopingError(
                "ValueError",
                f"The name '{name}' refers to an Operation, not a Tensor. Tensor names must be of the form "
                '"<op_name>:<output_index>".'
                if name in self.ops_by_name.by_name
                else f"The name '{name}' looks like an (invalid) Operation name, not a Tensor. Tensor names must be of "
                'the form "<op_name>:<output_index>".',
                "TFS113",
            )
        op = self.ops_by_name.by_name.get(op_name)
        if op is None or int(index) >= len(op.outputs):
            why = (
                f"The operation, '{op_name}', does not exist in the graph."
                if op is None
                else f"The operation, '{op_name}', exists but only has {len(op.outputs)} outputs."
            )
            raise ScopingError(
                "KeyError", f"\"The name '{name}' refers to a Tensor which does not exist. {why}\"", "TFS113"
            )
        return op.outputs[int(index)]

    # Collections and the rest

    def get_collection_ref(self, name: object) -> Collection:
        """The live collection of that name."""
        return self.collections.ref(name)

    def get_collection(self, name: object, scope: str | None = None) -> list[Any]:
        """The collection's items; with ``scope``, those whose name matches it as a regular expression at the start."""
        return self.collections.get(name, scope)

    def add_to_collection(self, name: object, value: object) -> None:
        """Add to one collection."""
        self.check_not_finalized()
        self.collections.ref(name).add(value)

    def check_not_finalized(self) -> None:
        """Raise what TensorFlow raises on any creation in a finalized graph (graph/finalize_then_create)."""
        if self.finalized:
            raise ScopingError("RuntimeError", "Graph is finalized and cannot be modified.", "TFS113")

    def finalize(self, finalized: bool = True) -> None:
        """Make the graph read-only; with False the reverse, as a monitored session does at its end."""
        self._touch()
        self.finalized = finalized

    def layer_uid(self, key: str) -> int:
        """Count one more layer of that class name; the first is 1 (§12)."""
        self._touch()
        uid = self.layer_uids[key] = self.layer_uids.get(key, 0) + 1
        return uid

    def push_creator(self, creator: object) -> None:
        """Enter ``variable_creator_scope``."""
        self._touch()
        self.creators.append(creator)

    def pop_creator(self) -> None:
        """Leave ``variable_creator_scope``."""
        self._touch()
        self.creators.pop()

    def set_store(self, store: VariableStore) -> None:
        """Put another variable store in place (what ``EagerVariableStore.as_default`` does)."""
        self._touch()
        self.store = store

    def reset_layer_uids(self) -> None:
        """Forget the layer counters (``keras.backend.clear_session``)."""
        self._touch()
        self.layer_uids = {}

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        if field == "number":
            known = [number for number in (x, y) if number is not None]
            return min(known), False
        if field == "layer_uids":
            return {key: max(x.get(key, 0), y.get(key, 0)) for key in [*x, *y]}, True
        if field == "creators":
            return union(x, y), True
        return (x or y, False) if field == "finalized" else (x, True)


def invalid_op_name(graph: Graph, name: str) -> ScopingError:
    """What TensorFlow raises for an op name it refuses (name_scope/op_name_invalid)."""
    rules = graph.engine.rules
    if not rules.long_name_errors:
        return ScopingError("ValueError", f"'{name}' is not a valid node name", "TFS105")
    text = f"`{name}` is not a valid node name. Accepted names conform to Regex /re.compile({rules.op_pattern!r})/"
    return ScopingError("ValueError", text, "TFS105")
