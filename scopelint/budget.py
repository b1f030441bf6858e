"""Every limit of an analysis, its number and its reason; and the one counter that is charged.

Results depend on steps, never on the clock, so that two machines agree. ``Exhausted`` ends the analysis of the entry
that was running; it is no exception of the analysed program and no handler of that program sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Exhausted(BaseException):
    """A limit was reached. ``what`` says which in words that fit "the analysis stopped: ...".

    A BaseException, so that no handler for ordinary exceptions, ours or modelled ones, can swallow it.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.context: Any = None
        """Where the run was (a `trace.Context`): the innermost frame that sees this pass fills it in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers. Steps are executed statements, loop turns and calls."""

    steps: int = 30_000_000
    """About ten seconds; the largest real program recorded needs a thirtieth of it."""
    depth: int = 900
    """Nested calls: CPython's own default limit is 1,000 and a program near it fails there too."""
    quiet_steps: int = 300_000
    """Steps a loop may take without touching a graph before the rest of its turns is followed symbolically."""
    quiet_forks: int = 400
    """Unknown conditions that a loop may meet so: one that serves, trains or plays without end is full of them."""
    fork_depth: int = 10
    """Unknown conditions open at once; beyond it both arms are skipped and what they assign is unknown."""
    forks: int = 20_000
    """Forks in one entry: each follows two arms."""
    text: int = 1_000_000
    """Characters of a string, digits of an integer and items of a container that an operation may make."""
    prints: int = 100_000
    """Lines of standard output kept."""
    variables: int = 20_000
    """Variables in one entry, those of arms that are then discarded included. Real programs make a few thousand; a
    loop that makes one on each of its turns without end is stopped after ten seconds."""
    ops: int = 300_000
    """Ops in one entry, which bound the memory: a variable with its scope takes about 12."""


LIMITS = Limits()

ALONE = Limits(steps=1_000_000, forks=300, variables=5_000, ops=75_000)
"""For a function that is run on its own, with unknown parameters: what takes more forks than this has so many unknowns
that little can be said of it, and a file has many such functions."""


class Budget:
    """The counter of one entry.

    ``steps`` is counted down directly by the interpreter's innermost loop (a method call there would cost a tenth of
    its speed); whoever finds it below zero calls ``spent``.
    """

    __slots__ = ("forks", "limits", "ops", "steps", "variables")

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.steps = limits.steps
        self.forks = limits.forks
        self.ops = limits.ops
        self.variables = limits.variables

    def spent(self) -> None:
        """Raise Exhausted for the steps."""
        raise Exhausted(f"more than {self.limits.steps:,} steps were needed")

    def charge(self, steps: int) -> None:
        """Charge work done in bulk, such as a long string operation. Raises Exhausted."""
        self.steps -= steps
        if self.steps < 0:
            self.spent()

    def fork(self) -> None:
        """Charge one fork. Raises Exhausted."""
        self.forks -= 1
        if self.forks < 0:
            raise Exhausted(f"more than {self.limits.forks:,} conditions were unknown")

    def op(self) -> None:
        """Charge one op. Raises Exhausted."""
        self.ops -= 1
        if self.ops < 0:
            raise Exhausted(f"more than {self.limits.ops:,} ops were made")

    def variable(self) -> None:
        """Charge one variable. Raises Exhausted."""
        self.variables -= 1
        if self.variables < 0:
            raise Exhausted(f"more than {self.limits.variables:,} variables were made")
