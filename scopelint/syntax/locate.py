"""The exact place of a call or statement, found when a diagnostic needs it by parsing only that statement again.

The one invariant: a call's index means the same here as in the IR, because the same lowering numbers it. The statement
is parsed at its own indent below a stand-in header, so columns need no correction; LibCST's PositionProvider, far too
slow for whole files, is cheap on one statement.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import libcst as cst
from libcst.metadata import CodeRange

from scopelint.source.logical import code_end
from scopelint.source.span import Span
from scopelint.syntax.collector import collector_paused
from scopelint.syntax.cursor import ExactLines
from scopelint.syntax.lower_stmt import StatementLowering
from scopelint.syntax.parse import Prepared, parse, prepare, with_room
from scopelint.syntax.problem import SyntaxProblem
from scopelint.syntax.scan import Lines

CallSpans: TypeAlias = dict[int, tuple[Span, ...]]
"""The spans of all calls by the first line of their logical line, in the order of their index."""

_BEFORE = {"elif": "if 1: pass\n", "else": "if 1: pass\n", "except": "try: pass\n", "finally": "try: pass\n"}
_DECORATED = ("def", "async", "class", "@")


def locate_call(text: str, line: int, call_index: int) -> Span:
    """The span of a call of the statement at ``line``; that of the statement when it has no such call.

    Raises SyntaxProblem only for text that `lower_module` refuses too.
    """
    prepared = _prepared(text)
    spans: tuple[Span, ...] = ()
    if prepared.lines.complete and len(prepared.lines):
        start, end = _statement_lines(prepared.lines, line)
        spans = _spans_of_statement(text, start, end)
    if call_index >= len(spans):
        spans = _spans_anyhow(text, line)
    return spans[call_index] if call_index < len(spans) else locate_statement(text, line)


def locate_statement(text: str, line: int) -> Span:
    """The span of the statement at ``line`` without its comment; for a block that of its header, up to the colon."""
    prepared = _prepared(text)
    lines = prepared.lines
    if not len(lines):
        return Span(line, 1, line, 1)
    index = lines.at(line)
    stop = code_end(prepared.text, lines.start[index], lines.stop[index])
    start = lines.start[index]
    if _is_header(lines, index) and prepared.text[stop - 1] == ":":
        stop -= 1
    code = prepared.text[start:stop]
    column = 1 + len(code) - len(code.lstrip(" \t\f"))
    return Span(lines.first[index], column, lines.first[index] + code.count("\n"), len(code) - code.rfind("\n"))


@lru_cache(maxsize=8)
def _prepared(text: str) -> Prepared:
    return prepare(text)


def _statement_lines(lines: Lines, line: int) -> tuple[int, int]:
    """The logical lines of the statement at ``line``: several only where decorators stand before a definition."""
    start = lines.at(line)
    end = start
    if lines.word[start] in _DECORATED:
        while start > 0 and lines.word[start - 1] == "@":
            start -= 1
        while lines.word[end] == "@" and end + 1 < len(lines):
            end += 1
    return start, end


def _is_header(lines: Lines, index: int) -> bool:
    """Whether a block follows on lines of its own."""
    return index + 1 < len(lines) and lines.indent[index + 1] > lines.indent[index]


@lru_cache(maxsize=256)
def _spans_of_statement(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The spans of the calls of one statement, parsed alone; empty when it cannot be."""
    prepared = _prepared(text)
    lines = prepared.lines
    chunk = prepared.text[lines.start[start] : lines.stop[end]]
    indent = chunk[: len(chunk) - len(chunk.lstrip(" \t\f"))]
    word = lines.word[end]
    before = ""
    if word == "case":
        before = "match 0:\n"
    else:
        if indent:
            before = "async def f():\n"
        if word in _BEFORE:
            before += indent + _BEFORE[word]
    if _is_header(lines, end):
        chunk += f"{indent} case _: pass\n" if word == "match" else f"{indent} pass\n"
        if word == "try":
            chunk += f"{indent}finally: pass\n"
    offset = lines.first[start] - 1 - before.count("\n")
    try:
        spans = with_room(lines.depth, lambda: _call_spans(before + chunk, offset))
    except SyntaxProblem:
        return ()
    return spans.get(lines.first[start], ())


def _spans_anyhow(text: str, line: int) -> tuple[Span, ...]:
    """The spans of the calls of the statement at ``line``, from all of the text: slow, and right for any text."""
    spans = _all_spans(text)
    first = max((known for known in spans if known <= line), default=0)
    return spans.get(first, ())


@lru_cache(maxsize=4)
def _all_spans(text: str) -> CallSpans:
    prepared = _prepared(text)
    return with_room(prepared.lines.depth, lambda: _call_spans(prepared.text, 0))


def _call_spans(text: str, offset: int) -> CallSpans:
    with collector_paused():
        tree = parse(text)
        cursor = ExactLines(tree, offset)
        recorder = _CallRecorder(cursor)
        recorder.statements(tree.body)
    return {line: tuple([_span(cursor.range(call), offset) for call in calls]) for line, calls in recorder.found}


class _CallRecorder(StatementLowering):
    """Lowers for the sake of the calls' numbers; keeps the calls of every logical line."""

    def __init__(self, cursor: ExactLines) -> None:
        super().__init__(cursor, {}, {})
        self.found: list[tuple[int, list[cst.Call]]] = []

    def count_anew(self) -> None:
        super().count_anew()
        self.found.append((self.line, self.calls))


def _span(place: CodeRange, offset: int) -> Span:
    start, end = place.start, place.end
    return Span(start.line + offset, start.column + 1, end.line + offset, end.column + 1)
