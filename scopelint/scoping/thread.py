"""Where a thread stands in a graph: name stack, variable scope, counters of default names (§18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.scoping.scope_counts import ScopeCounts
from scopelint.scoping.state import Journal, Stateful

if TYPE_CHECKING:
    from scopelint.scoping.variable_scope import VariableScope


class ThreadScopes(Stateful):
    """From 1.8 one a thread and graph; before, one a graph, seen by all its threads.

    Attributes:
      name_stack: the current name-scope path without trailing slash.
      name_certain: False when that path depended on a counter that merged arms left different.
      current: the variable scope in force.
      counts: the counters of default names.
      control_flow: the loop or conditional being built, which the caller sets and ops remember.
    """

    __slots__ = ("control_flow", "counts", "current", "name_certain", "name_stack")
    FIELDS = ("name_stack", "name_certain", "current", "control_flow")

    def __init__(self, root: VariableScope, journal: Journal | None) -> None:
        super().__init__(journal)
        self.name_stack = ""
        self.name_certain = True
        self.current = root
        self.counts = ScopeCounts(journal)
        self.control_flow: object = None

    def born_at(self, mark: int) -> None:
        """Count the whole as made at an earlier mark."""
        super().born_at(mark)
        self.counts.born_at(mark)
        self.current.born_at(mark)

    def set_names(self, stack: str, certain: bool) -> None:
        """Change the name-scope path."""
        self._touch()
        self.name_stack = stack
        self.name_certain = certain

    def set_current(self, scope: VariableScope) -> None:
        """Change the variable scope in force."""
        self._touch()
        self.current = scope

    def set_control_flow(self, context: object) -> None:
        """Enter or leave a loop or conditional."""
        self._touch()
        self.control_flow = context

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        return (x and y, False) if field == "name_certain" else (x, True)
