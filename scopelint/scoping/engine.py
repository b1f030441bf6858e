"""The engine: one TensorFlow process, with its default graphs, threads and switches (§1, §18-§20)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from scopelint.scoping.creation import make_variable
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.graph import Graph, Op, Tensor
from scopelint.scoping.name_scope import NameScopeContext
from scopelint.scoping.observer import Observer
from scopelint.scoping.scope_context import VariableScopeContext
from scopelint.scoping.shapes import Shape
from scopelint.scoping.state import Journal, Stateful
from scopelint.scoping.store import VariableStore
from scopelint.scoping.template import Template
from scopelint.scoping.thread import ThreadScopes
from scopelint.scoping.variable import Variable, VariableSpec
from scopelint.scoping.variable_scope import NO_SETTINGS, Reuse, ScopeSettings, VariableScope
from scopelint.scoping.versions import Rules, rules_for


class Engine(Stateful):
    """All naming state of one TensorFlow process.

    Args:
      version: the TensorFlow version whose rules hold, such as ``"1.15"`` (see ``rules_for``).
      observer: told of everything made.
      journal: told before every mutation (see ``Stateful``).

    Attributes:
      thread: the thread that runs now, as any hashable key; set it to switch threads.
      rules: the version's rules.
      new_tensor: makes an output, ``(op, index, shape, dtype)``; replace it to have tensors of your own class.
    """

    __slots__ = (
        "_bottom",
        "_bottoms",
        "_eager",
        "_eager_scopes",
        "_numbered",
        "_resources",
        "_stacks",
        "_thread",
        "new_tensor",
        "observer",
        "rules",
    )
    FIELDS = ("_bottom", "_eager", "_eager_scopes", "_numbered", "_resources", "_stacks", "_thread")

    def __init__(self, version: str = "1.15", observer: Observer | None = None, journal: Journal | None = None) -> None:
        super().__init__(journal)
        self.rules: Rules = rules_for(version)
        self.observer = observer or Observer()
        self.new_tensor: Callable[[Op, int, Shape, str], Any] = Tensor
        self._thread: Hashable = "main"
        self._bottom: dict[Hashable, tuple[int, bool]] = {}  # how often it was reset, whether it is in use
        self._bottoms: dict[tuple[Hashable, int], Graph] = {}  # not journaled: the same object in both arms of a fork
        self._stacks: dict[Hashable, tuple[Graph, ...]] = {}
        self._numbered = 0
        self._eager = False
        self._eager_scopes: dict[Hashable, str] = {}
        self._resources = False

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        if field == "_numbered":
            return max(x, y), False
        if field in ("_bottom", "_eager_scopes"):
            whole = {key: max(x.get(key, y.get(key)), y.get(key, x.get(key))) for key in [*x, *y]}
            resets = field == "_bottom" and any(x[key][0] != y[key][0] for key in x.keys() & y.keys())
            return whole, resets or field == "_eager_scopes"
        return x, True

    # Threads and graphs

    @property
    def thread(self) -> Hashable:
        """The thread that runs now."""
        return self._thread

    @thread.setter
    def thread(self, key: Hashable) -> None:
        self._touch()
        self._thread = key

    def new_graph(self, hidden: bool = False) -> Graph:
        """``tf.Graph()``: with empty names, store, scopes and counters of its own (§19)."""
        return Graph(self, VariableStore(self), hidden)

    def new_thread_scopes(self) -> ThreadScopes:
        """Root scope, empty name stack and counters for a thread that comes to a graph."""
        return ThreadScopes(VariableScope(self, False), self.journal)

    def default_graph(self) -> Graph:
        """``tf.get_default_graph()``; each thread has a bottom graph of its own, made on first use (§18)."""
        stack = self._stacks.get(self.thread)
        if stack:
            return stack[-1]
        resets, used = self._bottom.get(self.thread, (0, False))
        if not used:
            self._touch()
            self._bottom[self.thread] = (resets, True)
        key = (self.thread, resets)
        bottom = self._bottoms.get(key)
        if bottom is None:
            bottom = self._bottoms[key] = self.new_graph()
            bottom.born_at(0)
        return bottom

    def push_graph(self, graph: Graph) -> None:
        """Enter ``graph.as_default()``."""
        self._touch()
        self._stacks[self.thread] = (*self._stacks.get(self.thread, ()), graph)

    def pop_graph(self, graph: Graph) -> None:
        """Leave ``graph.as_default()``.

        Raises:
          ScopingError: IndexError when the stack was reset meanwhile (up to 1.0, graph/reset_inside_scope);
            AssertionError when another graph is on top.
        """
        stack = self._stacks.get(self.thread, ())
        if not stack:
            raise ScopingError("IndexError", "list index out of range", "TFS113")
        if stack[-1] is not graph:
            raise ScopingError("AssertionError", f"Nesting violated for default stack of {Graph} objects", "TFS113")
        self._touch()
        self._stacks[self.thread] = stack[:-1]

    def reset_default_graph(self) -> None:
        """``tf.reset_default_graph()``: forgets everything in the default graph, layer counters included.

        Raises:
          ScopingError: AssertionError inside a graph context or variable scope (from 1.4).
        """
        if self.rules.reset_refused and self._stacks.get(self.thread):
            raise ScopingError(
                "AssertionError",
                "Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared graph, exit the "
                "nesting and create a new graph.",
                "TFS113",
            )
        self._touch()
        self._stacks[self.thread] = ()
        resets, _ = self._bottom.get(self.thread, (0, False))
        self._bottom[self.thread] = (resets + 1, False)

    def next_graph_number(self) -> int:
        """Number one more graph, as it gets its first op."""
        self._touch()
        self._numbered += 1
        return self._numbered - 1

    def graph_from_inputs(self, values: Sequence[object] | None) -> Graph:
        """The graph that values pick: the one of those with a ``graph``, else the default graph (§3.2, §19).

        Raises:
          ScopingError: values of different graphs (TFS109).
        """
        stack = self._stacks.get(self.thread)
        if stack and stack[-1].is_function:
            return stack[-1]
        first: Any = None
        for value in values or ():
            graph = getattr(value, "graph", None)
            if not isinstance(graph, Graph):
                continue
            if first is None:
                first = value
            elif graph is not first.graph:
                text = f"{shown(value)} must be from the same graph as {shown(first)}"
                if self.rules.mismatch_names_graphs:
                    text += f" (graphs are {graph} and {first.graph})"
                raise ScopingError("ValueError", text + ".", "TFS109")
        if first is not None:
            found: Graph = first.graph
            return found
        return self.default_graph()

    # Eager execution and switches

    def enable_eager_execution(self) -> None:
        """``tf.enable_eager_execution()``.

        Raises:
          ScopingError: ValueError when a graph was touched before (eager/enable_after_graph_ops).
        """
        if any(used for _, used in self._bottom.values()) and not self._eager:
            raise ScopingError("ValueError", "tf.enable_eager_execution must be called at program startup.", "TFS113")
        self._touch()
        self._eager = True

    def executing_eagerly(self) -> bool:
        """Whether eager execution is on and no graph was entered (eager/graph_inside_eager)."""
        return self._eager and not self._stacks.get(self.thread)

    @property
    def eager_name_scope(self) -> str:
        """The eager name-scope path of the thread, with trailing slash, or ``""``."""
        return self._eager_scopes.get(self.thread, "")

    def set_eager_name_scope(self, path: str) -> None:
        """Change the eager name-scope path."""
        self._touch()
        self._eager_scopes[self.thread] = path

    @property
    def resource_variables_enabled(self) -> bool:
        """The switch of ``enable_resource_variables`` (from 1.13)."""
        return self._resources

    def enable_resource_variables(self, enabled: bool = True) -> None:
        """``tf.enable_resource_variables()``, or with False the reverse."""
        self._touch()
        self._resources = enabled

    # Scopes

    def get_name_scope(self) -> str:
        """The current name-scope path without trailing slash."""
        if self.executing_eagerly():
            return self.eager_name_scope.rstrip("/")
        return self.default_graph().get_name_scope()

    def get_variable_scope(self) -> VariableScope:
        """``tf.get_variable_scope()``: the scope object in force."""
        return self.default_graph().scopes.current

    def new_variable_scope(
        self,
        reuse: Reuse,
        name: str = "",
        original_name_scope: str = "",
        settings: ScopeSettings = NO_SETTINGS,
        constraint: Any = None,
    ) -> VariableScope:
        """``tf.VariableScope(...)`` by hand (variable_scope/variablescope_made_by_hand)."""
        return VariableScope(self, reuse, name, original_name_scope, settings, constraint)

    def unique_scope_name(self, default_name: str) -> tuple[str, bool]:
        """The name variable_scope gives a default name here (§6), and whether the counters it used are certain."""
        scopes = self.default_graph().scopes
        parent = scopes.current
        suffix, certain = scopes.counts.unique(f"{parent.name}/{default_name}" if parent.name else default_name)
        return default_name + suffix, certain

    def name_scope(
        self,
        name: object,
        default_name: object = None,
        values: Sequence[object] | None = None,
        graph: Graph | None = None,
    ) -> NameScopeContext:
        """``tf.name_scope``: a context to enter and leave (§3). With ``graph`` it is ``graph.name_scope(name)``.

        Raises:
          ScopingError: a default_name that is no string (from 1.15).
        """
        return NameScopeContext(self, name, default_name, values, graph)

    def variable_scope(
        self,
        name_or_scope: Any,
        default_name: Any = None,
        values: Sequence[object] | None = None,
        *,
        settings: ScopeSettings = NO_SETTINGS,
        reuse: Any = None,
        constraint: Any = None,
        auxiliary_name_scope: Any = True,
    ) -> VariableScopeContext:
        """``tf.variable_scope``: a context to enter and leave (§4).

        Args:
          name_or_scope: a string, a VariableScope, or None together with a default_name.
          default_name: made unique by the counters of opened scopes.
          values: objects whose ``graph`` picks the default graph; others are passed over.
          settings: initializer, regularizer, caching_device, partitioner, custom_getter, dtype, use_resource.
          reuse: True, False, None or AUTO_REUSE (up to 1.0 anything true or false).
          constraint: for variables made directly in the scope.
          auxiliary_name_scope: False keeps the current name scope (from 1.8).

        Raises:
          ScopingError: from 1.4 already here, before at ``enter``: neither name nor default_name, a reuse of wrong
            type, values of two graphs, auxiliary_name_scope no bool. At ``enter``: a name of wrong type or invalid,
            reuse without a name.
        """
        return VariableScopeContext(
            self, name_or_scope, default_name, values, settings, reuse, constraint, auxiliary_name_scope
        )

    # Variables

    def get_variable(self, name: str | None, scope: VariableScope | None = None, **arguments: Any) -> Any:
        """``tf.get_variable`` (§7), or with ``scope`` that scope's own method.

        Args:
          name: the name under the scope.
          scope: whose ``get_variable`` is called; the current one by default.
          **arguments: shape, dtype, initializer, regularizer, reuse, trainable, collections, caching_device,
            partitioner, validate_shape, use_resource, custom_getter, constraint, synchronization, aggregation.

        Returns:
          A Variable, a PartitionedVariable, or what a custom getter gave.

        Raises:
          ScopingError: see §22; ``recover()`` goes on as the author meant. TypeError for a name that is no string
            under a named scope.
        """
        graph = self.default_graph()
        return graph.store.get(scope or graph.scopes.current, name, **arguments)

    def get_local_variable(self, name: str | None, **arguments: Any) -> Any:
        """``tf.get_local_variable`` (from 1.0): not trainable, in LOCAL_VARIABLES; same store and names."""
        collections = arguments.pop("collections", None)
        arguments["collections"] = [*(collections or ()), "local_variables"]
        arguments["trainable"] = False
        return self.get_variable(name, **arguments)

    def variable(self, spec: VariableSpec) -> Variable:
        """``tf.Variable`` (§9): named in the current name scope, in no store.

        Raises:
          ScopingError: no initial value, an unknown shape, an invalid name...
        """
        made: Variable = make_variable(self, spec)
        return made

    def make_template(
        self, name: str | None, create_scope_now: bool = False, unique_name: str | None = None, getter: Any = None
    ) -> Template:
        """``tf.make_template`` (§11); the caller runs the function's body between ``enter`` and ``exit``.

        Raises:
          ScopingError: name is None.
        """
        return Template(self, name, create_scope_now, unique_name, getter)


def shown(value: object) -> object:
    """A value in a message about graphs: of a variable the tensor that stands for it (ops/inputs_of_two_graphs)."""
    return getattr(value, "graph_element", value)
