"""Findings as text for people: message, place, the source with carets, then each note likewise, and what to do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from scopelint.report.located import Located
from scopelint.report.report import Report
from scopelint.report.style import PLAIN, Style
from scopelint.source.span import Span

Lines = Callable[[str], Sequence[str]]

WIDEST = 200
"""Columns of a source line that are shown; longer lines are data."""
MOST_LINES = 3
"""Lines of a statement that are shown; the rest is told by dots."""


def write_finding(found: Located, lines: Lines, style: Style = PLAIN) -> str:
    """One finding with its excerpts, ending in an empty line."""
    finding = found.diagnostic
    head = style.paint(found.severity, f"{found.severity}[{finding.code}]")
    parts = [f"{head} {style.paint('bold', finding.name)}: {finding.message}\n"]
    parts.append(excerpt(found.file, found.span, lines(finding.place.file), "^", found.severity, style))
    for note in found.notes:
        parts.append(f"{style.paint('note', 'note')}: {note.message}\n")
        parts.append(excerpt(note.file, note.span, lines(note.path), "-", "note", style))
    if finding.help:
        parts.append(f"{style.paint('help', 'help')}: {finding.help}\n")
    return "".join(parts) + "\n"


def excerpt(file: str, span: Span, lines: Sequence[str], mark: str, role: str, style: Style) -> str:
    """The place, and the source lines of the span with ``mark`` under what is meant."""
    last = min(span.end_line, span.line + MOST_LINES - 1)
    width = len(str(last))
    edge = style.paint("frame", " " * width + " |")
    arrow = style.paint("frame", " " * width + "-->")
    out = [f"{arrow} {file}:{span.line}:{span.column}"]
    shown = [n for n in range(span.line, last + 1) if n <= len(lines)]
    if shown:
        out.append(edge)
    for number in shown:
        text = lines[number - 1]
        start = span.column if number == span.line else len(text) - len(text.lstrip()) + 1
        end = span.end_column if number == span.end_line else len(text.rstrip()) + 1
        source, before, under = _underlined(text, start, end, mark)
        out.append(f"{style.paint('frame', str(number).rjust(width) + ' |')} {source}")
        out.append(f"{edge} {before}{style.paint(role, under)}")
    if shown and span.end_line > last:
        out.append(f"{edge} ...")
    return "\n".join(line.rstrip() for line in out) + "\n"


def _underlined(text: str, start: int, end: int, mark: str) -> tuple[str, str, str]:
    """The line as shown, the blanks before the marks, and the marks."""
    shown = text[:WIDEST].expandtabs(4)
    before = text[: min(start - 1, WIDEST)].expandtabs(4)
    upto = text[: min(max(end - 1, start), WIDEST)].expandtabs(4)
    return printable(shown), " " * _columns(before), mark * max(_columns(upto) - _columns(before), 1)


def printable(text: str) -> str:
    """Text without characters that would move or recolour a terminal."""
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def write_text(report: Report, lines: Lines, style: Style = PLAIN) -> str:
    """All findings."""
    return "".join(write_finding(found, lines, style) for found in report.findings)


def summary(report: Report) -> str:
    """One line: how many findings of each kind, in how many files."""
    if not report.findings:
        return f"No problems found in {_count(report.checked, 'file')}." if report.checked else "No files to check."
    kinds = Counter(found.severity for found in report.findings)
    words = [_count(kinds[k], k) for k in ("error", "warning") if kinds[k]]
    if kinds["info"]:
        words.append(f"{kinds['info']} possible")
    return f"Found {', '.join(words)} in {_count(report.checked, 'file')}."


def statistics(findings: Iterable[Located]) -> str:
    """How often each rule fired, commonest first."""
    counts = Counter((found.diagnostic.code, found.diagnostic.name) for found in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:>6}  {code}  {name}\n" for (code, name), count in ordered)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
