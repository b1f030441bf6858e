"""The Python 2 door: the text of a Python 2 file, edited in place until it is Python 3.

fissix's Python 2 grammar finds what only Python 2 has; each of these is rewritten on its own lines, so that lines stay
and columns can be mapped back. fissix is imported only when a file has failed to parse as Python 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from scopelint.source.edits import Edit, EditedText
from scopelint.source.logical import line_end

_indent = re.compile(r"[ \t\f]*").match
_octal = re.compile(r"0[0-7]*[1-7][0-7]*[lL]?").fullmatch


class _UnsupportedError(Exception):
    """Python 2 that cannot be said on the same lines in Python 3."""


def read_python2(text: str) -> EditedText | None:
    """The text as Python 3, or None when it is no Python 2 either (or such that cannot be rewritten in place)."""
    tree = _parse(text)
    if tree is None:
        return None
    writer = _Rewriter(text)
    try:
        writer.visit(tree)
    except (_UnsupportedError, RecursionError):
        return None
    if "\t" in text:
        writer.edits.extend(_tab_edits(text))
    return EditedText(text, writer.edits) if writer.edits else None


def _parse(text: str) -> Any:
    """fissix's tree, None when it cannot parse the text or cannot be imported."""
    try:
        import fissix  # type: ignore[import-untyped]
    except ImportError:
        return None
    try:
        return _parse_with(text)
    except OSError:  # it keeps its grammar in the user's cache directory, and cannot
        import tempfile  # both here, because hardly a run needs them
        from pathlib import Path

        with tempfile.TemporaryDirectory() as folder:
            fissix.CACHE_DIR = Path(folder)
            try:
                return _parse_with(text)
            except OSError:
                return None


def _parse_with(text: str) -> Any:
    from fissix import pygram, pytree
    from fissix.pgen2 import driver, parse, tokenize  # type: ignore[import-untyped]

    grammar = pygram.python_grammar
    if "print_function" in text:
        grammar = pygram.python_grammar_no_print_statement
    try:
        return driver.Driver(grammar, convert=pytree.convert).parse_string(text)
    except (parse.ParseError, tokenize.TokenError, SyntaxError, ValueError, RecursionError, AttributeError):
        return None


def _tab_edits(text: str) -> Iterator[Edit]:
    """Indents of logical lines, with tabs counted to columns of eight as Python 2 does."""
    position, line = 0, 1
    while position < len(text):
        end = line_end(text, position)
        stop = len(text) if end is None else end
        found = _indent(text, position)
        indent = "" if found is None else found[0]
        blank = text[position:stop]
        while blank.lstrip(" \t\f").startswith(("#", "\n")) and "\n" in blank:  # comments before the statement
            position += blank.index("\n") + 1
            line += 1
            blank = text[position:stop]
            found = _indent(text, position)
            indent = "" if found is None else found[0]
        if "\t" in indent:
            yield Edit(line, 0, len(indent), indent.expandtabs(8))
        line += text.count("\n", position, stop)
        position = stop


class _Rewriter:
    """Walks a fissix tree, children before parents (so that inner insertions at one place come first)."""

    def __init__(self, text: str) -> None:
        self.edits: list[Edit] = []
        self._lines = text.split("\n")

    def visit(self, node: Any) -> None:
        for child in node.children:
            self.visit(child)
        name = _kind(node)
        method = _REWRITES.get(name)
        if method is not None:
            method(self, node)

    # --- edits ---

    def replace(self, leaf: Any, text: str) -> None:
        self.edits.append(Edit(leaf.lineno, leaf.column, len(leaf.value), text))

    def insert_before(self, node: Any, text: str) -> None:
        leaf = next(node.leaves()) if node.children else node
        self.edits.append(Edit(leaf.lineno, leaf.column, 0, text))

    def insert_after(self, node: Any, text: str) -> None:
        line, column = _end(node)
        self.edits.append(Edit(line, column, 0, text))

    def blank(self, *nodes: Any) -> None:
        for node in nodes:
            for leaf in node.leaves():
                if "\n" in leaf.value:
                    raise _UnsupportedError
                self.replace(leaf, " " * len(leaf.value))

    def drop_edits_in(self, node: Any) -> None:
        """Forgets the edits inside a node that is blanked or copied as a whole."""
        leaf = next(node.leaves())
        start, end = (leaf.lineno, leaf.column), _end(node)
        self.edits = [edit for edit in self.edits if not start <= (edit.line, edit.column) < end]

    # --- statements ---

    def print_statement(self, node: Any) -> None:
        keyword, *rest = node.children
        if len(rest) == 1 and _is_parenthesized(rest[0]):
            return
        tail = ")"
        if rest[-1].value == "," if not rest[-1].children else False:
            tail = ' end=" ")'
        if not rest[0].children and rest[0].value == ">>":
            target = str(rest[1]).strip()
            if "\n" in target or (len(rest) > 2 and rest[2].children):
                raise _UnsupportedError
            self.drop_edits_in(rest[1])
            self.blank(*rest[:3])
            separator = ", " if len(rest) > 3 and tail == ")" else ""
            tail = tail[:-1] + (", " if tail != ")" else separator) + f"file={target})"
        self._open_after(keyword)
        self.insert_after(node, tail)

    def exec_statement(self, node: Any) -> None:
        keyword, *rest = node.children
        if (len(rest) == 1 and not rest[0].children) or len(rest) > 1 or not _is_parenthesized(rest[0], tuples=True):
            self._open_after(keyword)
            if len(rest) > 1:
                self.replace(rest[1], ", ")
            self.insert_after(node, ")")

    def _open_after(self, keyword: Any) -> None:
        """An opening parenthesis behind a keyword, in place of the blank there."""
        line, column = _end(keyword)
        blank = self._lines[line - 1][column : column + 1] == " "
        self.edits.append(Edit(line, column, int(blank), "("))

    def bare_print(self, node: Any) -> None:
        for child in node.children:
            if not child.children and child.value == "print":
                self.insert_after(child, "()")

    def raise_statement(self, node: Any) -> None:
        children = node.children
        if len(children) < 4 or children[2].value != ",":
            return
        value = children[3]
        if len(children) > 4:
            self.drop_edits_in(children[5])
            self.blank(children[4], children[5])
        if str(value).strip() == "None":
            self.blank(children[2], value)
        else:
            self.replace(children[2], "(")
            self.insert_after(value, ")")

    def except_clause(self, node: Any) -> None:
        children = node.children
        if len(children) == 4 and not children[2].children and children[2].value == ",":
            if children[3].children:  # ``except E, (number, text)``
                self.drop_edits_in(children[3])
                self.blank(children[2], children[3])
            else:
                self.replace(children[2], " as")

    # --- expressions ---

    def comparison(self, node: Any) -> None:
        for child in node.children:
            if not child.children and child.value == "<>":
                self.replace(child, "!=")

    def backquotes(self, node: Any) -> None:
        first, last = node.children[0], node.children[-1]
        if not first.children and first.value == "`":
            self.replace(first, "repr(")
            self.replace(last, ")")

    def number(self, leaf: Any) -> None:
        value = leaf.value
        if _octal(value):
            self.replace(leaf, "0o" + value[1:].rstrip("lL"))
        elif value[-1] in "lL":
            self.replace(leaf, value[:-1])

    def string(self, leaf: Any) -> None:
        if leaf.value[:2].lower() == "ur":
            self.edits.append(Edit(leaf.lineno, leaf.column, 2, " r"))

    def word(self, leaf: Any) -> None:
        """``async`` and ``await`` were ordinary names."""
        if leaf.value in ("async", "await"):
            self.replace(leaf, leaf.value + "_")

    # --- tuples as parameters ---

    def parameters(self, node: Any) -> None:
        found = [part for part in _inner(node) if _kind(part) == "tfpdef"]
        if not found:
            return
        suite = node.parent.children[-1]
        first = suite.children[2] if _kind(suite) == "suite" else suite
        if _kind(first) != "simple_stmt":
            raise _UnsupportedError
        for part in found:
            name = self._name_tuple(part)
            self.insert_before(first, f"{_flat(part)} = {name}; ")

    def lambda_definition(self, node: Any) -> None:
        found = [part for part in _inner(node) if _kind(part) == "vfpdef"]
        body = node.children[-1]
        for part in found:
            names = _flat(part)
            if names.count("(") > 1:
                raise _UnsupportedError
            name = self._name_tuple(part)
            self.insert_before(body, f"(lambda {names[1:-1]}: ")
            self.insert_after(body, f")(*{name})")

    def _name_tuple(self, part: Any) -> str:
        """Puts one name in place of a tuple parameter."""
        leaves = list(part.leaves())
        if any(leaf.lineno != leaves[0].lineno for leaf in leaves):
            raise _UnsupportedError
        name = "_" + "_".join(leaf.value for leaf in leaves if leaf.value.isidentifier())
        start = leaves[0].column
        self.edits.append(Edit(leaves[0].lineno, start, _end(part)[1] - start, name))
        return name


def _inner(node: Any) -> list[Any]:
    """The parameters themselves: a list of several is a node of its own."""
    parts: list[Any] = []
    for child in node.children:
        parts.extend(child.children if _kind(child) in ("typedargslist", "varargslist") else [child])
    return parts


def _flat(part: Any) -> str:
    return re.sub(r"\s+", " ", str(part)).strip()


def _end(node: Any) -> tuple[int, int]:
    """Line (from 1) and column (from 0) behind a node."""
    leaf = node
    while leaf.children:
        leaf = leaf.children[-1]
    lines = leaf.value.split("\n")
    column = len(lines[-1]) + (leaf.column if len(lines) == 1 else 0)
    return leaf.lineno + len(lines) - 1, column


def _is_parenthesized(node: Any, tuples: bool = False) -> bool:
    """Whether an expression is in parentheses that Python 3 reads as a call's: so no tuple, unless allowed."""
    if _kind(node) != "atom" or node.children[0].value != "(" or len(node.children) != 3:
        return False
    inner = node.children[1]
    if _kind(inner) != "testlist_gexp" or tuples:
        return True
    return any(_kind(child) == "old_comp_for" or _kind(child) == "comp_for" for child in inner.children)


_TOKENS = {1: "NAME", 2: "NUMBER", 3: "STRING"}  # the token module's numbers, the same in every Python
_names: dict[int, str] = {}


def _kind(node: Any) -> str:
    """The grammar's name for a node, the token's for a leaf."""
    number: int = node.type
    if number < 256:
        return _TOKENS.get(number, "")
    name = _names.get(number)
    if name is None:
        from fissix import pytree

        name = _names[number] = pytree.type_repr(number)
    return name


_REWRITES: dict[str, Callable[[_Rewriter, Any], None]] = {
    "print_stmt": _Rewriter.print_statement,
    "exec_stmt": _Rewriter.exec_statement,
    "simple_stmt": _Rewriter.bare_print,
    "raise_stmt": _Rewriter.raise_statement,
    "except_clause": _Rewriter.except_clause,
    "comparison": _Rewriter.comparison,
    "atom": _Rewriter.backquotes,
    "NUMBER": _Rewriter.number,
    "STRING": _Rewriter.string,
    "NAME": _Rewriter.word,
    "parameters": _Rewriter.parameters,
    "lambdef": _Rewriter.lambda_definition,
    "old_lambdef": _Rewriter.lambda_definition,
}
