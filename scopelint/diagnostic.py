"""One finding: what is wrong, where, how sure, and the places that explain it. Rules make them, report writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Certainty(IntEnum):
    """How sure a finding is. certain: in every run that gets here; likely: needs one plain assumption, told in the
    message; possible: anything weaker."""

    POSSIBLE = 0
    LIKELY = 1
    CERTAIN = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: the statement's first line, from 1, and which call of that statement (None: all of it).

    ``file`` is the path as the run knows it; report makes it relative. The exact span is found when it is shown.
    """

    file: str
    line: int
    call: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that explains a finding: "first created here"."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding. ``variable`` is the full name it speaks of, ``entry`` the code that was run to find it."""

    code: str
    name: str
    certainty: Certainty
    message: str
    place: Place
    variable: str | None = None
    entry: str = ""
    notes: tuple[Note, ...] = ()
    help: str | None = None
    key: tuple[str, ...] = field(default=(), compare=False)
