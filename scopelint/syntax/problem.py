"""What lowering raises when a text is no Python: one exception, fit for a reader and free of LibCST."""

from __future__ import annotations


class SyntaxProblem(Exception):
    """The text cannot be parsed. ``message`` is one line without a place; lines and columns count from 1."""

    def __init__(self, message: str, line: int, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SyntaxProblem):
            return NotImplemented
        return (self.message, self.line, self.column) == (other.message, other.line, other.column)

    def __hash__(self) -> int:
        return hash((self.message, self.line, self.column))

    def __reduce__(self) -> tuple[type[SyntaxProblem], tuple[str, int, int]]:
        return SyntaxProblem, (self.message, self.line, self.column)
