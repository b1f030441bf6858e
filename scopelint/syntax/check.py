"""Whether a whole file is Python: a cheap check by the host's compiler, and LibCST's word where they differ.

The one invariant: nothing is executed; compiling only builds a code object, which is dropped.
"""

from __future__ import annotations

import ast
import dataclasses
import sys
import warnings
from collections.abc import Iterator

import libcst as cst

from scopelint.syntax.collector import collector_paused
from scopelint.syntax.parse import Prepared, parse, prepare, with_room
from scopelint.syntax.problem import SyntaxProblem


def check_syntax(text: str, *, notebook: bool = False) -> SyntaxProblem | None:
    """What is wrong with the text as a Python 3 file, or None.

    Syntax newer than the host's, which LibCST reads, is not wrong. In a notebook ``await`` may stand at the top.
    """
    try:
        prepared = prepare(text)
        return with_room(prepared.lines.depth, lambda: _check(prepared, notebook))
    except SyntaxProblem as problem:
        return problem


def _check(prepared: Prepared, notebook: bool) -> SyntaxProblem | None:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if notebook else 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(prepared.text, "<scopelint>", "exec", flags, dont_inherit=True)
        except SyntaxError as error:
            problem = SyntaxProblem(_message(error), error.lineno or 1, error.offset or 1)
        except (RecursionError, MemoryError):
            return SyntaxProblem("nesting too deep", 1)
        except ValueError as error:  # surrogates and the like
            return SyntaxProblem(str(error).partition("\n")[0], 1)
        else:
            return None
    return _second_opinion(prepared, problem)


def _message(error: SyntaxError) -> str:
    return (error.msg or "invalid syntax").partition("\n")[0]


def _second_opinion(prepared: Prepared, problem: SyntaxProblem) -> SyntaxProblem | None:
    """None when the host's complaint is of syntax newer than the host."""
    with collector_paused():
        try:
            tree = parse(prepared.text)
        except SyntaxProblem:
            return problem
    return None if any(_is_newer(node) for node in _nodes(tree)) else problem


def _nodes(tree: cst.CSTNode) -> Iterator[cst.CSTNode]:
    todo: list[object] = [tree]
    while todo:
        item = todo.pop()
        if isinstance(item, cst.CSTNode):
            yield item
            todo.extend(getattr(item, field.name) for field in dataclasses.fields(item))
        elif isinstance(item, (list, tuple)):
            todo.extend(item)


_NEWER_NODES = {
    "TypeAlias": (3, 12),
    "TypeParameters": (3, 12),
    "TemplatedString": (3, 14),
    "LazyImport": (3, 15),
    "LazyImportFrom": (3, 15),
    "StarredDictComp": (3, 15),
}


def _is_newer(node: cst.CSTNode) -> bool:
    """Whether the host's Python is too old for this node."""
    since = _NEWER_NODES.get(type(node).__name__)
    if since is not None:
        return sys.version_info < since
    if isinstance(node, cst.TypeParam):
        return node.default is not None and sys.version_info < (3, 13)
    return isinstance(node, cst.FormattedString) and sys.version_info < (3, 12) and _nests_freely(node)


def _nests_freely(node: cst.FormattedString) -> bool:
    """Whether an f-string holds in its braces what only Python 3.12 allows there."""
    code = cst.Module([]).code_for_node
    for part in node.parts:
        if isinstance(part, cst.FormattedStringExpression):
            text = code(part)
            if node.end in text or "\\" in text or "#" in text or "\n" in text:
                return True
    return False
