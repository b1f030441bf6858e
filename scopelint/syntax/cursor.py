"""Where statements stand: two ways to give lowering the line of each statement that it meets in source order.

`ScanCursor` hands out the scanned logical lines one by one and notices when they and the tree disagree; `ExactLines`
asks LibCST's PositionProvider, which costs more than the parse itself and is only the fallback.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from scopelint.syntax.scan import BLOCK_WORDS, Lines


class ScanDisagreementError(Exception):
    """The scanned logical lines are not those of the tree (a string that only Python 3.12 can nest)."""


class Cursor(Protocol):
    """What lowering needs to know of places."""

    def take(self, node: cst.CSTNode, word: str) -> int:
        """The line of the next logical line, which must begin with ``word`` (empty: no block word) and be ``node``."""

    def small_lines(self, nodes: list[cst.CSTNode]) -> list[int]:
        """The lines of several small statements that share the logical line last taken, or follow its header."""

    def skip_body(self) -> tuple[int, int] | None:
        """The lines of the function body left out of the text at this place, which is passed over; else None."""

    def finish(self) -> None:
        """Raises ScanDisagreementError when logical lines are left over."""


class ScanCursor:
    """Consumes scanned lines in order. ``bodies`` maps the index of a left-out body's stand-in to its lines."""

    def __init__(self, lines: Lines, bodies: Mapping[int, tuple[int, int]] | None = None) -> None:
        self._first = lines.first
        self._last = lines.last
        self._words = lines.word
        self._next = 0
        self._bodies = bodies or {}

    def take(self, node: cst.CSTNode, word: str) -> int:
        index = self._next
        if index >= len(self._words):
            raise ScanDisagreementError
        found = self._words[index]
        if found != word and (word or found in BLOCK_WORDS) and not (found == "async" and word in _ASYNC_WORDS):
            raise ScanDisagreementError
        self._next = index + 1
        return self._first[index]

    def small_lines(self, nodes: list[cst.CSTNode]) -> list[int]:
        first, last = self._first[self._next - 1], self._last[self._next - 1]
        if first == last:
            return [first] * len(nodes)
        code = cst.Module([]).code_for_node
        heights = [code(node).count("\n") for node in nodes]
        line = last - sum(heights)
        result = []
        for height in heights:
            result.append(line)
            line += height
        return result

    def skip_body(self) -> tuple[int, int] | None:
        body = self._bodies.get(self._next)
        if body is not None:
            self._next += 1
        return body

    def finish(self) -> None:
        if self._next != len(self._words):
            raise ScanDisagreementError


_ASYNC_WORDS = frozenset({"def", "for", "with"})


class ExactLines:
    """The lines of LibCST's PositionProvider, moved by ``offset``."""

    def __init__(self, module: cst.Module, offset: int = 0) -> None:
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        self._ranges: Mapping[cst.CSTNode, CodeRange] = wrapper.resolve(PositionProvider)
        self._offset = offset

    def take(self, node: cst.CSTNode, word: str) -> int:
        if isinstance(node, cst.SimpleStatementLine):
            node = node.body[0]
        return self._ranges[node].start.line + self._offset

    def range(self, node: cst.CSTNode) -> CodeRange:
        """The place of a node in the parsed text, not moved."""
        return self._ranges[node]

    def small_lines(self, nodes: list[cst.CSTNode]) -> list[int]:
        return [self._ranges[node].start.line + self._offset for node in nodes]

    def skip_body(self) -> tuple[int, int] | None:
        return None

    def finish(self) -> None:
        return None
