"""One place in a file. Everything else in the project refers to code by `Span`, never by offsets or nodes."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """From ``line, column`` up to but excluding ``end_line, end_column``; all count from 1, columns in code points."""

    line: int
    column: int
    end_line: int
    end_column: int
