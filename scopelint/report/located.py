"""A finding with its exact span: what writers write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scopelint.diagnostic import Certainty, Diagnostic, Note, Place
from scopelint.source.span import Span

SEVERITY = {Certainty.CERTAIN: "error", Certainty.LIKELY: "warning", Certainty.POSSIBLE: "info"}


@dataclass(frozen=True, slots=True)
class LocatedNote:
    """A note, its shown file and span. ``path`` is the file as the run knew it."""

    message: str
    file: str
    span: Span
    path: str


@dataclass(frozen=True, slots=True)
class Located:
    """A diagnostic, its shown file and span. ``extent`` are the first and last line of its whole statement."""

    diagnostic: Diagnostic
    file: str
    span: Span
    notes: tuple[LocatedNote, ...]
    extent: tuple[int, int]

    @property
    def severity(self) -> str:
        return SEVERITY[self.diagnostic.certainty]

    def order(self) -> tuple[str, Span, str, str]:
        return self.file, self.span, self.diagnostic.code, self.diagnostic.message


@dataclass(frozen=True, slots=True)
class Sights:
    """How places are turned into what a reader sees. The api hands these in; report opens no file."""

    span: Callable[[Place], Span | None]
    """The exact span of a place; None when it cannot be found."""
    lines: Callable[[str], Sequence[str]]
    """The lines of a file, without their breaks; empty when it cannot be read."""
    file: Callable[[str], str]
    """The shown name of a file."""

    def locate(self, finding: Diagnostic) -> Located:
        span = self.span_of(finding.place)
        whole = self.span(replace(finding.place, call=None)) or span
        notes = tuple(
            LocatedNote(n.message, self.file(n.place.file), self.span_of(n.place), n.place.file) for n in finding.notes
        )
        extent = min(span.line, whole.line), max(span.end_line, whole.end_line)
        return Located(finding, self.file(finding.place.file), span, notes, extent)

    def span_of(self, place: Place) -> Span:
        """The exact span, or the line without its indent when the statement cannot be found."""
        found = self.span(place)
        if found is not None:
            return found
        line = max(place.line, 1)
        lines = self.lines(place.file)
        text = lines[line - 1] if line <= len(lines) else ""
        start = len(text) - len(text.lstrip()) + 1
        return Span(line, start, line, max(len(text.rstrip()), start) + 1)


def with_text(finding: Diagnostic, show: Callable[[str], str]) -> Diagnostic:
    """The finding with every hole in its texts written for the reader."""
    return replace(
        finding,
        message=show(finding.message),
        variable=None if finding.variable is None else show(finding.variable),
        help=None if finding.help is None else show(finding.help),
        notes=tuple(Note(show(n.message), n.place) for n in finding.notes),
    )
