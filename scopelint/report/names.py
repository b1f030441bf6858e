"""Predicted variables: each with its place, who shares it, and totals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from scopelint.diagnostic import Place
from scopelint.report.run import Run
from scopelint.trace import Context, VariableGot, VariableMade


@dataclass(slots=True)
class NamedVariable:
    """A variable as a reader sees it. ``shared`` tells what got it without making it: for each such call the place
    that tells it from the call that made it, so the caller when one statement did both."""

    name: str
    shape: tuple[int | None, ...] | None
    dtype: str | None
    place: Place
    graph: int
    exact: bool
    certain: bool
    trainable: bool
    maker: str
    context: Context
    shared: list[Place] = field(default_factory=list)

    @property
    def size(self) -> int | None:
        """How many numbers it holds; None when a dimension is unknown."""
        if self.shape is None or None in self.shape:
            return None
        return math.prod(d for d in self.shape if d is not None)

    @property
    def shape_text(self) -> str:
        if self.shape is None:
            return "?"
        return "[" + ", ".join("?" if d is None else str(d) for d in self.shape) + "]"

    @property
    def doubt(self) -> str:
        """Why the name is not a promise, if it is none: a word for the reader."""
        if not self.certain:
            return "maybe"
        return "" if self.exact else "partial"


def named_variables(run: Run) -> list[NamedVariable]:
    """The variables of a run, in the order made per graph."""
    variables = []
    by_name: dict[tuple[int, str], NamedVariable] = {}
    for event in run.trace.events:
        if isinstance(event, VariableMade):
            variable = NamedVariable(
                run.show(event.name),
                event.shape,
                event.dtype,
                event.context.place,
                event.graph,
                event.exact,
                event.certain,
                event.trainable,
                event.maker,
                event.context,
            )
            variables.append(variable)
            by_name[event.graph, variable.name] = variable
        elif isinstance(event, VariableGot) and not event.new:
            found = by_name.get((event.graph, run.show(event.got).rpartition(":")[0]))
            if found is not None:
                found.shared.append(_parting(found.context, event.context))
    return variables


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over variables; ``unknown`` counts those whose size is not known."""

    variables: int
    numbers: int
    trainable: int
    unknown: int

    def __str__(self) -> str:
        word = "variable" if self.variables == 1 else "variables"
        parts = [f"{self.variables} {word}", f"{self.numbers:,} numbers ({self.trainable:,} trainable)"]
        if self.unknown:
            parts.append(f"{self.unknown} of unknown size")
        return ", ".join(parts)


def totals(variables: Iterable[NamedVariable]) -> Totals:
    count = numbers = trainable = unknown = 0
    for variable in variables:
        count += 1
        if variable.size is None:
            unknown += 1
        else:
            numbers += variable.size
            trainable += variable.size if variable.trainable else 0
    return Totals(count, numbers, trainable, unknown)


def _parting(made: Context, got: Context) -> Place:
    """The outermost place where the way to an event parts from the way to the making."""
    ways = zip((*made.calls, made.place), (*got.calls, got.place), strict=False)
    return next((now for before, now in ways if before != now), got.place)
