"""Logical lines of Python text, found with regular expressions and without parsing.

`match_line` is the fast road: one match takes a whole logical line whose brackets nest at most four deep. What it
refuses goes to `walk_line`, token by token. Neither ever backtracks (possessive and atomic groups), so both are linear.

The one invariant: a line that either of them returns ends exactly where Python's tokenizer would put NEWLINE, provided
the text is Python of before 3.12 (there, a quote inside ``f"{x["a"]}"`` ends the string; the user of the scan notices
that lines and statements disagree).
"""

from __future__ import annotations

import re

_STRING = (
    r"(?>'''(?>[^'\\]+|\\.|'(?!''))*+'''"
    r'|"""(?>[^"\\]+|\\.|"(?!""))*+"""'
    r"|'(?>[^'\\\n]+|\\.)*+'"
    r'|"(?>[^"\\\n]+|\\.)*+")'
)
_COMMENT = r"\#[^\n]*+"


def _group(inner: str) -> str:
    """A bracketed group whose content may hold what ``inner`` matches; line breaks are free inside."""
    return rf"[(\[{{](?>[^'\"\#()\[\]{{}}\\]+|{_STRING}|{_COMMENT}|\\.{inner})*+[)\]}}]"


_GROUP = _group("|" + _group("|" + _group("|" + _group(""))))

match_line = re.compile(
    r"((?:[ \t\f]*+(?:\#[^\n]*+)?\n)*+)"  # 1: blank lines and comments before it
    r"([ \t\f]*+)"  # 2: the indent
    r"((?:\\\n[ \t\f]*+)*+)"  # 3: lines that hold nothing but a backslash
    r"(@|[^\W\d]\w*+)?+"  # 4: the first word
    rf"(?>[^\n\\\#'\"()\[\]{{}}]+|{_STRING}|{_GROUP}|\\.)*+"
    rf"(?:{_COMMENT})?+\n",
    re.DOTALL,
).match

skip_blank = re.compile(r"(?:[ \t\f]*+(?:\#[^\n]*+)?\n)*+[ \t\f]*+(?:\#[^\n]*+)?+").match

_token = re.compile(
    rf"[^\n\\\#'\"()\[\]{{}}]*+(?:({_STRING})|([(\[{{])|([)\]}}])|\\.|{_COMMENT}|(\n))", re.DOTALL
).match


def walk_line(text: str, position: int) -> tuple[int, int] | None:
    """The end of the logical line that begins at ``position``, and how deep its brackets nest.

    None when the text ends before the line does (an open bracket or string).
    """
    depth = deepest = 0
    while True:
        found = _token(text, position)
        if found is None:
            return None
        position = found.end()
        kind = found.lastindex
        if kind == 2:
            depth += 1
            deepest = max(deepest, depth)
        elif kind == 3:
            depth = max(depth - 1, 0)
        elif kind == 4 and depth == 0:
            return position, deepest


def line_end(text: str, position: int) -> int | None:
    """The end (after its line break) of the logical line that begins at ``position``; None when it has none."""
    found = match_line(text, position)
    if found is not None:
        return found.end()
    walked = walk_line(text, position)
    return None if walked is None else walked[0]


_piece = re.compile(rf"{_STRING}|({_COMMENT})|\\.|[^\s]", re.DOTALL).finditer


def code_end(text: str, start: int, stop: int) -> int:
    """The offset after the last character of a logical line that is neither blank nor comment."""
    end = start
    for found in _piece(text, start, stop):
        if found.lastindex is None and not found[0].startswith("\\"):
            end = found.end()
    return end
