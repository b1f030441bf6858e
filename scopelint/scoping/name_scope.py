"""Name scopes (§3): the path that ops and tf.Variable get as a prefix, and get_variable does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from scopelint.scoping.errors import ScopingError
from scopelint.scoping.graph import Graph
from scopelint.scoping.state import Stateful

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class NameScopeContext(Stateful):
    """What ``tf.name_scope(...)`` gives: enter it and leave it. Make one with ``Engine.name_scope``.

    Attributes:
      path: the value bound by ``as`` at the last entry: the path with a trailing slash, ``""`` at root.
      usable_as_decorator: whether the version lets it decorate a function; each call then enters ``again()``.
    """

    __slots__ = ("_eager", "_entered", "_given_graph", "_old", "_old_certain", "_pushed", "arguments", "engine", "path")
    FIELDS = ("_entered", "_old", "_old_certain", "_pushed", "path")

    def __init__(
        self,
        engine: Engine,
        name: object,
        default_name: object = None,
        values: Sequence[object] | None = None,
        graph: Graph | None = None,
    ) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self.arguments = (name, default_name, values)
        self._given_graph = graph
        self._eager = graph is None and engine.executing_eagerly()
        self._entered = False
        self._old = ""
        self._old_certain = True
        self._pushed: Graph | None = None
        self.path = ""
        text = (str, bytes) if engine.rules.version == "0.12" else str
        if engine.rules.default_name_checked and not (default_name is None or isinstance(default_name, text)):
            raise ScopingError(
                "TypeError",
                f"`default_name` type ({type(default_name)}) is not a string type. You likely meant to pass this into "
                "the `values` kwarg.",
                "TFS303",
            )

    @property
    def usable_as_decorator(self) -> bool:
        """Only 1.0's scopes (on Python 3) decorate (name_scope/as_decorator)."""
        return self.engine.rules.decorator_scopes

    def again(self) -> NameScopeContext:
        """A fresh context of the same arguments: what a decorated function enters at each call."""
        name, default_name, values = self.arguments
        return NameScopeContext(self.engine, name, default_name, values, self._given_graph)

    def enter(self) -> str:
        """Enter the scope and give its path with a trailing slash, or ``""``.

        Raises:
          ScopingError: no name at all, an invalid or non-string name, values of two graphs, or a second entry of a
            graph's own scope or (0.12, 1.0) of any.
        """
        rules = self.engine.rules
        if self._entered and (self._given_graph is not None or not rules.class_scopes):
            if rules.version == "2.15":  # Python 3.10 and later
                text = "'_GeneratorContextManager' object has no attribute 'args'"
                raise ScopingError("AttributeError", text, "TFS113")
            if rules.version == "1.15":  # Python 3.7 and later
                raise ScopingError("AttributeError", "args", "TFS113")
            raise ScopingError("RuntimeError", "generator didn't yield", "TFS113")
        self._touch()
        self._entered = True
        name, default_name, values = self.arguments
        if self._eager:
            return self._enter_eager(default_name if name is None else name)
        if name is None and default_name is None and values is not None:
            raise ScopingError(
                "ValueError",
                "At least one of name (None) and default_name (None) must be provided.",
                "TFS107",
            )
        graph = self._given_graph
        if graph is None:
            graph = self.engine.graph_from_inputs(values)
            self.engine.push_graph(graph)
        try:
            self._enter_graph(graph, default_name if name is None else name)
        except ScopingError:
            if self._given_graph is None:
                self.engine.pop_graph(graph)
            raise
        self._pushed = graph
        self.engine.observer.name_scope_entered(self, self.path)
        return self.path

    def _enter_graph(self, graph: Graph, name: object) -> None:
        scopes = graph.scopes
        place = find_place(graph, name)
        self._old = scopes.name_stack
        self._old_certain = scopes.name_certain
        scopes.set_names(place.stack, place.certain)
        self.path = place.path

    def _enter_eager(self, name: Any) -> str:
        """Eager name scopes are joined, never made unique (eager/variable_and_name_scope)."""
        self._old = self.engine.eager_name_scope
        if not name:
            self.path = ""
        elif name.endswith("/"):
            self.path = name
        else:
            self.path = f"{self._old}{name}/"
        self.engine.set_eager_name_scope(self.path)
        return self.path

    def exit(self) -> None:
        """Leave the scope: the name stack of the entry is put back, names taken stay taken."""
        if not self._entered:
            raise ScopingError("AttributeError", "'name_scope' object has no attribute '_name_scope'", "TFS113")
        if self._eager:
            self.engine.set_eager_name_scope(self._old)
            return
        graph = self._pushed
        if graph is None:
            return
        graph.scopes.set_names(self._old, self._old_certain)
        self.engine.observer.name_scope_exited(self, self.path)
        if self._given_graph is None:
            self.engine.pop_graph(graph)

    def __enter__(self) -> str:
        return self.enter()

    def __exit__(self, *exc_info: object) -> None:
        self.exit()


class Place(NamedTuple):
    """Where entering a name scope leads: the new name stack, whether it is certain, the path that ``as`` binds, and
    the name that stood in the way if the scope's name got a suffix."""

    stack: str
    certain: bool
    path: str
    taken: str | None


_ROOT = Place("", True, "", None)


def find_place(graph: Graph, name: object) -> Place:
    """Settle where a name scope leads; this takes the name (§3.3-3.6).

    Raises:
      ScopingError: a name that is no string (TypeError) or is invalid (ValueError).
    """
    if name is None or name == "":
        return _ROOT
    if not isinstance(name, str):
        raise ScopingError("TypeError", not_a_string(graph.engine.rules.version, name), "TFS105")
    _check(graph, name)
    if name.endswith("/"):
        return Place(name[:-1], graph.names.is_certain(name[:-1]), name, None)
    unique = graph.take_name(name)
    return Place(unique.name, unique.certain, unique.name + "/", unique.taken)


@contextmanager
def inside(graph: Graph, name: object) -> Iterator[Place]:
    """A name scope the engine itself opens around the ops of a variable."""
    scopes = graph.scopes
    place = find_place(graph, name)
    old = scopes.name_stack, scopes.name_certain
    scopes.set_names(place.stack, place.certain)
    try:
        yield place
    finally:
        scopes.set_names(*old)


def _check(graph: Graph, name: str) -> None:
    """At root a scope's name must be an op's name; inside a scope it may start with anything (§3.4)."""
    rules = graph.engine.rules
    within = bool(graph.scopes.name_stack)
    if rules.scope_name_is_valid(name) if within else rules.op_name_is_valid(name):
        return
    text = f"'{name}' is not a valid scope name"
    if rules.long_name_errors and within:
        text += f". A scope name has to match the following pattern: {rules.scope_pattern}"
    elif rules.long_name_errors:
        text = (
            f"'{name}' is not a valid root scope name. A root scope name has to match the following pattern: "
            f"{rules.op_pattern}"
        )
    raise ScopingError("ValueError", text, "TFS105")


def not_a_string(version: str, value: object) -> str:
    """What the regular expression match says of a name that is no string, by the Python of the recorded version."""
    if version == "0.12":
        return "expected string or buffer"
    if version == "2.15":
        return f"expected string or bytes-like object, got '{type(value).__name__}'"
    return "expected string or bytes-like object"
