"""Replacements inside lines of a text, and the way back from a place in the result to the place in the original.

The one invariant: no replacement adds or removes a line, so lines are the same on both sides and only columns move.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Edit(NamedTuple):
    """``length`` characters at ``line`` (from 1) and ``column`` (from 0) become ``text``."""

    line: int
    column: int
    length: int
    text: str


class EditedText:
    """A text with edits made. Of two that overlap, the later is left out; insertions at one place keep their order."""

    def __init__(self, text: str, edits: list[Edit]) -> None:
        self._moves: dict[int, tuple[list[int], list[tuple[int, int, int]]]] = {}
        by_line: dict[int, list[Edit]] = {}
        for edit in edits:
            by_line.setdefault(edit.line, []).append(edit)
        lines = text.split("\n")
        for line, group in by_line.items():
            group.sort(key=lambda edit: (edit.column, edit.length > 0))
            lines[line - 1] = self._edit_line(line, lines[line - 1], group)
        self.text = "\n".join(lines)

    def _edit_line(self, line: int, text: str, edits: list[Edit]) -> str:
        pieces: list[str] = []
        starts: list[int] = []
        moves: list[tuple[int, int, int]] = []
        position = width = 0
        for edit in edits:
            if edit.column < position:
                continue
            pieces.append(text[position : edit.column])
            width += edit.column - position
            starts.append(width)
            moves.append((edit.column, edit.length, len(edit.text)))
            pieces.append(edit.text)
            width += len(edit.text)
            position = edit.column + edit.length
        self._moves[line] = starts, moves
        return "".join(pieces) + text[position:]

    def original_column(self, line: int, column: int) -> int:
        """The column (from 1) in the original of a column (from 1) of the edited text."""
        if line not in self._moves:
            return column
        starts, moves = self._moves[line]
        index = bisect_right(starts, column - 1) - 1
        if index < 0:
            return column
        original, length, new_length = moves[index]
        into = column - 1 - starts[index]
        if into >= new_length:
            return original + length + into - new_length + 1
        return original + min(into, length) + 1
