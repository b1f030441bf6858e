"""Source to IR: whole modules with the bodies of their functions left out, and one such body when it is needed.

The one invariant: lowering a module eagerly, or lazily and then each body, gives the same statements and lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

import libcst as cst

from scopelint.syntax import ir
from scopelint.syntax.collector import collector_paused
from scopelint.syntax.cursor import Cursor, ExactLines, ScanCursor, ScanDisagreementError
from scopelint.syntax.lower_stmt import StatementLowering, docstring
from scopelint.syntax.parse import Prepared, is_simple, parse, prepare, take_out, with_room
from scopelint.syntax.problem import SyntaxProblem
from scopelint.syntax.skeleton import skeleton_of

Result = TypeVar("Result")

MAX_UNPARSED = 10
"""Statements of one file that LibCST may fail on (known: ``(name): int = 0``); each costs one more parse."""


def lower_module(text: str, *, eager: bool = False, checked: bool = False) -> ir.Module:
    """The module's statements. Unless ``eager``, the bodies of top-level functions and of methods of top-level classes
    are `ir.LazyBody`, to be given to `lower_body`.

    The text has ``\\n`` line breaks (as `Source.text` has). Raises SyntaxProblem; with laziness only for what is not
    left out, so `check_syntax` goes before it. ``checked`` says that it did and found nothing: then a simple statement
    that LibCST cannot parse is refused alone.
    """
    prepared = prepare(text)
    return with_room(prepared.lines.depth, lambda: _lower_module(prepared, eager, checked))


def lower_body(text: str, lazy: ir.LazyBody) -> ir.Block:
    """The statements of a body that `lower_module` left out. Raises SyntaxProblem."""
    body = "\n".join(_lines(text)[lazy.first - 1 : lazy.last]) + "\n"
    prepared = prepare(body, lazy.first)
    return with_room(prepared.lines.depth, lambda: _lower_body(prepared, lazy))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """The lines of a text, split once for all the bodies of one module (its bodies come in a row)."""
    return text.split("\n")


def _lower_module(prepared: Prepared, eager: bool, checked: bool) -> ir.Module:
    with collector_paused():
        if not eager and prepared.lines.complete:
            skeleton = skeleton_of(prepared)
            try:
                # Each tree is dropped before the next is made.
                trees = (node for part in skeleton.parts for node in parse(part).body)
                return _statements(trees, ScanCursor(skeleton.lines, skeleton.bodies), prepared, skeleton.docs)
            except (ScanDisagreementError, SyntaxProblem):
                pass  # the text is not what the scan took it for: read it whole
        tree, parsed = _parse_all_but_few(prepared) if checked else (parse(prepared.text), prepared)
        return _in_order(tree, parsed, 0, lambda cursor: _statements(tree.body, cursor, parsed, {}))


def _parse_all_but_few(prepared: Prepared) -> tuple[cst.Module, Prepared]:
    """The tree of text that is valid Python, less the simple statements that LibCST cannot parse."""
    for _ in range(MAX_UNPARSED):
        try:
            return parse(prepared.text), prepared
        except SyntaxProblem as problem:
            lines = prepared.lines
            index = lines.at(problem.line)
            if not lines.complete or lines.first[index] in prepared.refused or not is_simple(lines, index):
                raise
            prepared = take_out(prepared, [index], "statement that LibCST cannot parse")
    return parse(prepared.text), prepared


def _lower_body(prepared: Prepared, lazy: ir.LazyBody) -> ir.Block:
    header = "async def f():\n" if lazy.is_async else "def f():\n"
    with collector_paused():
        tree = parse(header + prepared.text, lazy.first - 1)
        function = tree.body[0]
        if not isinstance(function, cst.FunctionDef) or len(tree.body) != 1:
            raise SyntaxProblem("cannot be read as a function's body", lazy.first)
        statements = function.body.body
        return _in_order(
            tree, prepared, lazy.first - 2, lambda cursor: _statements(statements, cursor, prepared, {}).body
        )


def _in_order(tree: cst.Module, prepared: Prepared, offset: int, lower: Callable[[Cursor], Result]) -> Result:
    """What ``lower`` makes with scanned lines, or with LibCST's own positions when they disagree with the tree."""
    if prepared.lines.complete:
        try:
            return lower(ScanCursor(prepared.lines))
        except ScanDisagreementError:
            pass
    return lower(ExactLines(tree, offset))


def _statements(
    nodes: Iterable[cst.CSTNode], cursor: Cursor, prepared: Prepared, docs: dict[int, str | None]
) -> ir.Module:
    lowering = StatementLowering(cursor, docs, prepared.refused)
    block = lowering.statements(nodes)
    cursor.finish()
    return ir.Module(block, docstring(block))
