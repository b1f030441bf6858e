"""Text to LibCST tree: the scan, the limits on nesting, the parse, and one kind of error for all that can fail.

The one invariant: LibCST's parser never sees text that the scan has not measured, because deep text overflows its stack
and kills the process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import libcst as cst

from scopelint.syntax.deep import is_deep, run_deep
from scopelint.syntax.problem import SyntaxProblem
from scopelint.syntax.scan import BLOCK_WORDS, MAX_CHAIN, Lines, scan

Result = TypeVar("Result")

SHALLOW = 50
"""Nesting that a thread of usual stack (0.5 MB on some systems) and the usual recursion limit can take."""


class Prepared(NamedTuple):
    """Text that is safe to parse, its logical lines, and the statements taken out of it, by line."""

    text: str
    lines: Lines
    refused: dict[int, str]


def prepare(text: str, first_line: int = 1) -> Prepared:
    """Scans the text; a simple statement whose expression nests too deep is replaced by ``pass``.

    Raises SyntaxProblem for text that nests too deep otherwise.
    """
    lines = scan(text, first_line)
    prepared = Prepared(text, lines, {})
    if not lines.long:
        return prepared
    for index in lines.long:
        if not is_simple(lines, index):
            raise SyntaxProblem(
                f"nesting too deep: an expression of more than {MAX_CHAIN} operations", lines.first[index]
            )
    return take_out(prepared, sorted(lines.long), f"expression of more than {MAX_CHAIN} nested operations")


def is_simple(lines: Lines, index: int) -> bool:
    """Whether a logical line holds simple statements only, so that ``pass`` can stand for it."""
    if lines.word[index] in BLOCK_WORDS:
        return False
    return index + 1 >= len(lines) or lines.indent[index + 1] <= lines.indent[index]


def take_out(prepared: Prepared, indexes: Sequence[int], reason: str) -> Prepared:
    """The text with some simple statements replaced by ``pass``, to be lowered as refused for ``reason``."""
    lines = prepared.lines
    refused = dict(prepared.refused)
    pieces: list[str] = []
    position = 0
    for index in indexes:
        refused[lines.first[index]] = reason
        start, stop = lines.start[index], lines.stop[index]
        statement = prepared.text[start:stop]
        indent = statement[: len(statement) - len(statement.lstrip(" \t\f"))]
        pieces.append(prepared.text[position:start] + indent + "pass" + "\n" * statement.count("\n"))
        position = stop
    text = "".join(pieces) + prepared.text[position:]
    first_line = lines.first[0] - prepared.text.count("\n", 0, lines.start[0])
    return Prepared(text, scan(text, first_line), refused)


def with_room(depth: int, function: Callable[[], Result]) -> Result:
    """``function()``, in a thread with a large stack when the text nests deeper than a usual stack can take."""
    if depth <= SHALLOW or is_deep():
        return function()
    return run_deep(function)


def parse(text: str, first_line: int = 1) -> cst.Module:
    """The tree of text that `prepare` has passed. Raises SyntaxProblem."""
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise _problem(error, first_line) from None
    except (RecursionError, MemoryError):
        raise SyntaxProblem("nesting too deep", first_line) from None
    except Exception as error:  # LibCST's own validation of nodes; its text may be the whole tree
        raise SyntaxProblem(f"cannot be parsed ({type(error).__name__})", first_line) from None


def _problem(error: cst.ParserSyntaxError, first_line: int) -> SyntaxProblem:
    line, column = max(error.raw_line, 1), max(error.raw_column, 0) + 1
    message = error.message.removeprefix("parser error: ").removeprefix("tokenizer error: ")
    if message.startswith("error at ") and ": " in message:  # "error at 3:7: expected one of (, *, ..."
        place, _, message = message.removeprefix("error at ").partition(": ")
        parts = place.split(":")
        if len(parts) == 2 and all(part.isdigit() for part in parts):
            line, column = int(parts[0]), int(parts[1]) + 1
    if message.startswith("expected") or not message:
        message = "invalid syntax"
    return SyntaxProblem(message.partition("\n")[0][:200], line + first_line - 1, column)
