"""`Run`: one symbolic run of a program, as the writers of traces and names take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scopelint.diagnostic import Place
from scopelint.report.located import Located
from scopelint.trace import Trace


@dataclass(frozen=True, slots=True)
class RunError:
    """The exception that ended the program: the class name, the text, and the innermost frame outside TensorFlow."""

    type: str
    message: str
    place: Place
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Op:
    """One op of a graph, as far as modelled."""

    graph: int
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did. ``show`` writes the holes of a text as ``{label}``, ``blank`` as ``{?}``."""

    program: str
    tf: str
    trace: Trace
    error: RunError | None = None
    diagnostics: tuple[Located, ...] = ()
    ops: tuple[Op, ...] | None = None
    show: Callable[[str], str] = field(default=str)
    blank: Callable[[str], str] = field(default=str)
    stopped: bool = False
    """The run was not followed to its end: the budget was spent, or an error of our own."""

    @property
    def complete(self) -> bool:
        return not self.stopped and self.trace.complete
