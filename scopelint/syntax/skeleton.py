"""The text of a module without the bodies of its functions, which is what lazy lowering parses.

The one invariant: what is left out is whole logical lines, and each line that stays is the same line as before, so the
lines of the full text serve for the skeleton.
"""

from __future__ import annotations

import ast
import warnings

from scopelint.syntax.parse import Prepared
from scopelint.syntax.scan import Lines

PART = 40_000
"""Characters of a part. LibCST's tree takes 4 KB a line, twice that while it is made, so a large file goes in parts."""

_CONTINUING = frozenset({"elif", "else", "except", "finally"})


class Skeleton:
    """A module's text with function bodies replaced by ``pass``, one logical line each; in parts of whole statements.

    ``lines`` are its logical lines (places only: no offsets), ``bodies`` the first and last line of each body by the
    index of its stand-in among them, ``docs`` the docstrings of the bodies by their first line.
    """

    def __init__(self, prepared: Prepared) -> None:
        self._source = prepared.text
        self._scanned = prepared.lines
        self._pieces: list[str] = []
        self._position = 0
        self._begun = 0  # where the last part begins
        self._decorated = False
        self._parts: list[str] = []
        self.lines = Lines()
        self.bodies: dict[int, tuple[int, int]] = {}
        self.docs: dict[int, str | None] = {}

    @property
    def parts(self) -> list[str]:
        """The text, cut between top-level statements."""
        return [*self._parts, "".join(self._pieces) + self._source[self._position :]]

    def cut(self, index: int) -> None:
        """Begins a new part at a top-level logical line when there is enough for one and a statement begins there."""
        start, word = self._scanned.start[index], self._scanned.word[index]
        if start - self._begun > PART and word not in _CONTINUING and not self._decorated:
            self._parts.append("".join(self._pieces) + self._source[self._position : start])
            self._pieces.clear()
            self._position = self._begun = start
        self._decorated = word == "@"

    def keep(self, index: int) -> None:
        """Adds one logical line of the text as it is."""
        self.lines.first.append(self._scanned.first[index])
        self.lines.last.append(self._scanned.last[index])
        self.lines.word.append(self._scanned.word[index])

    def leave_out(self, index: int, end: int) -> None:
        """Replaces the logical lines from ``index`` to before ``end``, a body, by ``pass``."""
        scanned = self._scanned
        start, stop = scanned.start[index], scanned.stop[end - 1]
        first_statement = self._source[start : scanned.stop[index]]
        indent = first_statement[: len(first_statement) - len(first_statement.lstrip(" \t\f"))]
        self._pieces.append(self._source[self._position : start] + indent + "pass\n")
        self._position = stop
        first, last = scanned.first[index], scanned.last[end - 1]
        self.bodies[len(self.lines.first)] = (first, last)
        self.docs[first] = _doc_of(first_statement)
        self.keep(index)


def skeleton_of(prepared: Prepared) -> Skeleton:
    """The text with the bodies of top-level functions and of methods of top-level classes left out."""
    scanned = prepared.lines
    skeleton = Skeleton(prepared)
    words, indents = scanned.word, scanned.indent
    count = len(scanned)
    class_end = -1
    method_indent = -1
    index = 0
    while index < count:
        indent = indents[index]
        word = words[index]
        if indent == 0:
            skeleton.cut(index)
        skeleton.keep(index)
        if index >= class_end:
            method_indent = -1
        if word == "class" and indent == 0:
            class_end = scanned.block_end(index)
            method_indent = indents[index + 1] if index + 1 < class_end else -1
        index += 1
        if word in ("def", "async") and indent in (0, method_indent) and index < count and indents[index] > indent:
            if word == "async" and not _is_function(prepared.text, scanned.start[index - 1]):
                continue
            end = scanned.block_end(index - 1)
            skeleton.leave_out(index, end)
            index = end
    return skeleton


def _is_function(text: str, start: int) -> bool:
    """Whether the logical line at ``start`` is ``async def``."""
    return text[start : start + 200].split(maxsplit=2)[1:2] == ["def"]


def _doc_of(statement: str) -> str | None:
    """The docstring, when a body's first logical line is one."""
    text = statement.strip()
    if text[:1] not in "\"'rRuU(":
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # escapes that Python does not know
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value.value
    return None
