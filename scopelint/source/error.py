"""What reading a file raises."""

from __future__ import annotations


class SourceError(Exception):
    """The file cannot be read as text. ``message`` is one line for a reader, ``line`` counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
