"""A store that eager variables are kept in and shared from (§20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.scoping.state import Stateful
from scopelint.scoping.store import VariableStore
from scopelint.scoping.variable import Variable

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class EagerStore(Stateful):
    """``contrib.eager.EagerVariableStore`` and the store of an eager template: while one is the default,
    get_variable shares (eager/eager_variable_store)."""

    __slots__ = ("_old", "engine", "store")
    FIELDS = ("_old",)

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self.store = VariableStore(engine, keeps_eager=True)
        self._old: tuple[VariableStore, ...] = ()

    def enter(self) -> None:
        """Make the store the default graph's."""
        self._touch()
        graph = self.engine.default_graph()
        self._old = (*self._old, graph.store)
        graph.set_store(self.store)

    def exit(self) -> None:
        """Put the former store back."""
        self._touch()
        self.engine.default_graph().set_store(self._old[-1])
        self._old = self._old[:-1]

    def variables(self) -> list[Variable]:
        """The stored variables by name."""
        return sorted(self.store.variables.flat().values(), key=lambda v: v.name)
