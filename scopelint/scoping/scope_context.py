"""Opening and closing variable scopes (§4.1, §4.3, §5, §6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scopelint.scoping.errors import ScopingError
from scopelint.scoping.graph import Graph
from scopelint.scoping.name_scope import NameScopeContext
from scopelint.scoping.scope_counts import Kept
from scopelint.scoping.state import Stateful
from scopelint.scoping.thread import ThreadScopes
from scopelint.scoping.variable_scope import (
    AUTO_REUSE,
    Reuse,
    ScopeSettings,
    VariableScope,
    inherited,
)

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class PureScope(Stateful):
    """The variable scope without its name scope: what settles name, reuse, settings and counters.

    Templates open one by itself with ``create_scope_now_`` from 1.4.
    """

    __slots__ = (
        "_cached",
        "_certain",
        "_constraint",
        "_counts",
        "_given",
        "_last",
        "_old",
        "_original_name_scope",
        "_reuse",
        "_scopes",
        "_settings",
        "engine",
        "name",
    )
    FIELDS = ("_cached", "_counts", "_last", "_old", "_reuse", "_scopes", "name")

    def __init__(
        self,
        engine: Engine,
        given: str | VariableScope,
        settings: ScopeSettings,
        reuse: Reuse = None,
        original_name_scope: str | None = None,
        constraint: Any = None,
        certain: bool = True,
    ) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self._given = given
        self._settings = settings
        self._reuse = reuse
        self._original_name_scope = original_name_scope
        self._constraint = constraint
        self._certain = certain
        self._cached: VariableScope | None = None
        self._counts: Kept | None = None
        self._last: VariableScope | None = None
        self._old: VariableScope | None = None
        self._scopes: ThreadScopes | None = None
        self.name = ""

    def enter(self) -> VariableScope:
        """Open the scope in the default graph and make its object the current one."""
        self._touch()
        scopes = self._scopes = self.engine.default_graph().scopes
        self._old = scopes.current
        if isinstance(self._given, VariableScope):
            self.name = self._given.name
            scopes.counts.opened(self.name)
            self._counts = scopes.counts.kept()
            scope = self._cached or self._from_object(self._given)
            if self.engine.rules.cached_contexts:
                # variable_scope/context_object_from_captured_twice: the same object comes back.
                self._cached = scope
        else:
            old = self._old
            self.name = f"{old.name}/{self._given}" if old.name else self._given
            scope = self._from_string(self._given, old)
            scopes.counts.opened(self.name)
        self._last = scope
        scopes.set_current(scope)
        return scope

    def _from_object(self, captured: VariableScope) -> VariableScope:
        reuse = self._reuse
        if not reuse and (reuse is None or self.engine.rules.reuse_checked):
            # 0.12 and 1.0: an explicit False turns an object's reuse off (…/captured_reusing_scope_keeps_flag).
            reuse = captured.reuse
        return VariableScope(
            self.engine,
            reuse,
            captured.name,
            captured.original_name_scope,
            inherited(captured.settings, self._settings, self.engine.rules.getters_nest),
            self._constraint,
            captured.certain,
        )

    def _from_string(self, given: str, parent: VariableScope) -> VariableScope:
        # The argument is overwritten, as in TensorFlow: a context entered again keeps a reuse it once inherited.
        self._reuse = self._reuse or parent.reuse
        original = self._original_name_scope
        if original is None or (not original and not self.engine.rules.empty_original_name_scope):
            original = given
        return VariableScope(
            self.engine,
            self._reuse,
            self.name,
            original,
            inherited(parent.settings, self._settings, self.engine.rules.getters_nest),
            self._constraint,
            self._certain and parent.certain,
        )

    def exit(self) -> None:
        """Close the scope: counters of default names go back as §6 says, the old scope is current again.

        Raises:
          ScopingError: RuntimeError when another scope is current (from 1.15).
        """
        scopes, old = self._scopes, self._old
        assert scopes is not None
        assert old is not None
        rules = self.engine.rules
        if rules.nesting_checked and scopes.current is not self._last:
            raise ScopingError("RuntimeError", "Improper nesting of variable_scope.", "TFS107")
        if isinstance(self._given, VariableScope) and rules.object_restores_counts:
            assert self._counts is not None
            scopes.counts.restore(self._counts)
        elif not self.name and rules.root_closing_resets:
            scopes.counts.close_all()
        else:
            scopes.counts.close_below(self.name)
        scopes.set_current(old)


class VariableScopeContext(Stateful):
    """What ``tf.variable_scope(...)`` gives: enter it and leave it. Make one with ``Engine.variable_scope``.

    Attributes:
      scope: the object given by the last entry, or None.
      name_scope: the name scope the last entry opened, or None.
      opened_by: ``"string"``, ``"object"`` or ``"default"``.
      usable_as_decorator: whether the version lets it decorate a function; each call then enters ``again()``.
    """

    __slots__ = (
        "_auxiliary",
        "_eager",
        "_entered",
        "_graph",
        "_pure",
        "arguments",
        "constraint",
        "engine",
        "name_scope",
        "reuse",
        "scope",
        "settings",
    )
    FIELDS = ("_entered", "_graph", "_pure", "name_scope", "reuse", "scope")

    def __init__(
        self,
        engine: Engine,
        name_or_scope: Any,
        default_name: Any,
        values: Sequence[object] | None,
        settings: ScopeSettings,
        reuse: Any,
        constraint: Any,
        auxiliary_name_scope: Any,
    ) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self.arguments = (name_or_scope, default_name, values)
        self.settings = settings
        self.reuse = reuse
        self.constraint = constraint
        self.scope: VariableScope | None = None
        self.name_scope: NameScopeContext | None = None
        self._auxiliary = auxiliary_name_scope
        self._eager = engine.executing_eagerly()
        self._entered = False
        self._graph: Graph | None = None
        self._pure: PureScope | None = None
        if engine.rules.class_scopes:
            self._check()

    @property
    def usable_as_decorator(self) -> bool:
        """Only 1.0's scopes (on Python 3) decorate (variable_scope/as_decorator)."""
        return self.engine.rules.decorator_scopes

    @property
    def opened_by(self) -> str:
        """By what the scope is opened: ``"string"``, ``"object"`` or ``"default"``."""
        given = self.arguments[0]
        return "default" if given is None else "object" if isinstance(given, VariableScope) else "string"

    def again(self) -> VariableScopeContext:
        """A fresh context of the same arguments: what a decorated function enters at each call."""
        return VariableScopeContext(
            self.engine, *self.arguments, self.settings, self.reuse, self.constraint, self._auxiliary
        )

    def _check(self) -> None:
        """The checks made when the object is built (from 1.4) or entered (§4)."""
        name_or_scope, default_name, values = self.arguments
        if name_or_scope is None and default_name is None:
            raise ScopingError("TypeError", "If default_name is None then name_or_scope is required", "TFS107")
        if self.engine.rules.reuse_checked:
            if self.reuse is False:
                self.reuse = None
            if self.reuse is not True and self.reuse is not None and self.reuse is not AUTO_REUSE:
                raise ScopingError("ValueError", "The reuse parameter must be True or False or None.", "TFS107")
        if not self._eager:
            self._graph = self.engine.graph_from_inputs(values)
        if not isinstance(self._auxiliary, bool):
            raise ScopingError(
                "TypeError",
                f"The auxiliary_name_scope must be `True` or `False`, while get {self._auxiliary}",
                "TFS107",
            )

    def enter(self) -> VariableScope:
        """Enter the scope and give its object.

        Raises:
          ScopingError: see ``Engine.variable_scope``; in 0.12 and 1.0 also at a second entry. All stacks are then as
            they were (variable_scope/failed_enter_keeps_stack).
        """
        self._touch()
        if not self.engine.rules.class_scopes:
            if self._entered:
                raise ScopingError("RuntimeError", "generator didn't yield", "TFS113")
            self._entered = True
            self._check()
        self._entered = True
        if self._graph is not None:
            self.engine.push_graph(self._graph)
        try:
            scope = self._enter_scope()
        except ScopingError:
            if self._graph is not None:
                self.engine.pop_graph(self._graph)
            raise
        self.scope = scope
        self.engine.observer.scope_entered(self, scope)
        return scope

    def _enter_scope(self) -> VariableScope:
        if self._pure is not None and self.engine.rules.cached_contexts:
            if self.name_scope is not None:
                self.name_scope.enter()
            return self._pure.enter()
        given, default_name, _ = self.arguments
        if given is None:
            if self.reuse:
                raise ScopingError("ValueError", "reuse=True cannot be used without a name_or_scope", "TFS107")
            path = self._enter_name_scope(default_name)
            # The name scope is entered first, and kept even when a later step fails (§24.4).
            name, certain = self.engine.unique_scope_name(default_name)
            return self._enter_pure(name, None, path, certain)
        if not isinstance(given, str | VariableScope):
            raise ScopingError("TypeError", "VariableScope: name_or_scope must be a string or VariableScope.", "TFS107")
        last_part = given if isinstance(given, str) else given.name.split("/")[-1]
        if not last_part and self._auxiliary:
            self.name_scope = None
            return self._enter_pure(given, self.reuse, None)
        path = self._enter_name_scope(last_part)
        return self._enter_pure(given, self.reuse, path if isinstance(given, str) else given.original_name_scope)

    def _enter_name_scope(self, name: object) -> str:
        """Enter the scope's name scope; ``auxiliary_name_scope=False`` enters the current one again."""
        if not self._auxiliary:
            current = self.engine.get_name_scope()
            name = current + "/" if current else ""
        context = NameScopeContext(self.engine, name)
        path = context.enter()
        self.name_scope = context
        return path

    def _enter_pure(
        self, given: str | VariableScope, reuse: Reuse, original: str | None, certain: bool = True
    ) -> VariableScope:
        pure = PureScope(self.engine, given, self.settings, reuse, original, self.constraint, certain)
        scope = pure.enter()
        self._pure = pure
        return scope

    def exit(self) -> None:
        """Leave the scope; scope, name stack and default graph of the entry are put back.

        Raises:
          ScopingError: improper nesting (from 1.15), a default graph taken away in between, or never entered.
        """
        if self._pure is None:
            raise ScopingError("AttributeError", "'NoneType' object has no attribute '__exit__'", "TFS113")
        try:
            self._pure.exit()
        finally:
            try:
                if self.name_scope is not None:
                    self.name_scope.exit()
            finally:
                if self._graph is not None:
                    self.engine.pop_graph(self._graph)
        assert self.scope is not None
        self.engine.observer.scope_exited(self, self.scope)

    def __enter__(self) -> VariableScope:
        return self.enter()

    def __exit__(self, *exc_info: object) -> None:
        self.exit()
