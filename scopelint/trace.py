"""The record of a symbolic run: events in order, each with its place, chain of call sites and open scopes.

Events are immutable; a fork that makes one uncertain replaces it. Rules read a Trace and nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from scopelint.diagnostic import Place
from scopelint.values.base import MergeValues, Stateful


@dataclass(frozen=True, slots=True)
class OpenScope:
    """A scope that was open: how it was opened (``variable_scope`` or ``name_scope``), its full name, and where."""

    kind: str
    name: str
    reuse: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Context:
    """Where an event happened: the innermost frame outside TensorFlow, and the call sites that led there (innermost
    last), and the scopes open then (outermost first)."""

    place: Place
    calls: tuple[Place, ...] = ()
    scopes: tuple[OpenScope, ...] = ()
    function: str = "<module>"


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. ``certain`` is False when only some runs that get here have it."""

    context: Context
    certain: bool = field(default=True, kw_only=True)

    def key(self) -> object:
        """What must agree for the same event of two arms to be one."""
        return (type(self), self.context.place)


@dataclass(frozen=True, slots=True)
class VariableMade(Event):
    """A variable op was made. ``name`` is its name in the graph, ``stored`` its key in the store or None.

    ``exact`` is False when a part of the name is unknown. Holes are written ``{label}`` in ``name``.
    """

    name: str
    stored: str | None
    shape: tuple[int | None, ...] | None
    dtype: str | None
    graph: int
    exact: bool = True
    kind: str = "ref"
    trainable: bool = True
    maker: str = ""
    """The API that made it: ``get_variable``, ``Variable``, ``tf.layers.dense``, ``AdamOptimizer``…"""
    taken_by: str | None = None
    """What had the plain name when this one was uniquified: ``variable``, ``op`` or ``scope``."""

    def key(self) -> object:
        return (type(self), self.name, self.stored, self.graph)


@dataclass(frozen=True, slots=True)
class VariableGot(Event):
    """A call came through the variable store and returned."""

    asked: str
    got: str
    new: bool
    graph: int = 0
    made_at: Place | None = None
    under_reuse: str = "False"

    def key(self) -> object:
        return (type(self), self.asked, self.got, self.new)


@dataclass(frozen=True, slots=True)
class ScopeOpened(Event):
    """A variable scope or name scope was entered."""

    kind: str
    name: str
    op_scope: str
    reuse: str
    how: str
    """``name``, ``object`` or ``default``."""

    def key(self) -> object:
        return (type(self), self.kind, self.name, self.op_scope)


@dataclass(frozen=True, slots=True)
class Printed(Event):
    """A piece of standard output, line breaks included; holes as private characters."""

    text: str

    def key(self) -> object:
        return (type(self), self.text)


@dataclass(frozen=True, slots=True)
class Asserted(Event):
    """An assert was reached; ``verdict`` is ``holds``, ``fails`` or ``unknown``. ``about_names``: it compares names."""

    verdict: str
    message: str = ""
    about_names: bool = False

    def key(self) -> object:
        return (type(self), self.context.place, self.verdict)


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """TensorFlow would raise here (and the analysis went on, or ended)."""

    type: str
    message: str
    code: str | None
    variable: str | None
    made: Context | None = None
    """Where the variable it collides with was made."""
    assumption: str | None = None
    """The plain assumption under which it happens; None when certain or merely possible."""
    caught: bool = False


@dataclass(frozen=True, slots=True)
class ApiUsed(Event):
    """An API that a rule asks about was called: ``name`` is its canonical path."""

    name: str


@dataclass(frozen=True, slots=True)
class GaveUp(Event):
    """The analysis stopped following something here; ``what`` says what and why."""

    what: str
    code: str | None = None


class Trace(Stateful):
    """The events of one entry, and whether they are all there is to tell.

    ``reasons`` says, once each, what may have added, removed or renamed a variable unseen.
    """

    __slots__ = ("events", "findings", "reasons")

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.reasons: dict[str, Place | None] = {}
        self.findings: list[Failed] = []
        """Failures seen in arms that were then discarded: they survive the fork, as merely possible."""
        self.stamp = 0

    @property
    def complete(self) -> bool:
        return not self.reasons

    def doubt(self, reason: str, place: Place | None = None) -> None:
        """Something unknown could have added, removed or renamed a variable. Survives forks."""
        self.reasons.setdefault(reason, place)

    def save(self) -> Any:
        return self.events.copy()

    def load(self, state: Any) -> None:
        self.events = state.copy()

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        common = 0
        shortest = min(len(a), len(b))
        while common < shortest and a[common] is b[common]:
            common += 1
        tail_a, tail_b = a[common:], b[common:]
        if [e.key() for e in tail_a] == [e.key() for e in tail_b]:
            return a
        left = Counter(e.key() for e in tail_b)
        merged = a[:common]
        for event in tail_a:
            if left[event.key()] > 0:
                left[event.key()] -= 1
                merged.append(event)
            else:
                merged.append(self._maybe(event))
        right = Counter(e.key() for e in tail_a)
        for event in tail_b:
            if right[event.key()] > 0:
                right[event.key()] -= 1
            else:
                merged.append(self._maybe(event))
        return merged

    def _maybe(self, event: Event) -> Event:
        if isinstance(event, VariableMade):
            self.doubt(f"variable {event.name} is made only under an unknown condition", event.context.place)
        return replace(event, certain=False)
