"""The logical lines of a module: first and last line, indent and first word of each, at a fiftieth of the parse's cost.

Lowering consumes them in order, which gives every statement its line without any position pass. The scan also measures
how deep the text nests *before* LibCST sees it: LibCST's parser overflows the C stack on deep text and takes quadratic
time on long chains (a sum of 5,000 terms: 18 s).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from scopelint.source.logical import match_line, skip_blank, walk_line
from scopelint.syntax.problem import SyntaxProblem

MAX_BRACKETS = 200
"""Python's own tokenizer refuses more (MAXLEVEL)."""

MAX_INDENTS = 100
"""Python's own tokenizer refuses more (MAXINDENT)."""

MAX_CHAIN = 1000
"""Operators, calls and attributes that nest in one expression. LibCST parses 1,000 in 0.2 to 1 s."""

MAX_ELIFS = 1000
"""Python's compiler gives up somewhere between 1,000 and 5,000."""

BLOCK_WORDS = frozenset(
    {"if", "elif", "else", "while", "for", "try", "except", "finally", "with", "def", "class", "async", "@"}
)

_LONG = 200  # characters: a shorter logical line nests at most so deep that a usual stack takes it

_head = re.compile(r"((?:[ \t\f]*+(?:\#[^\n]*+)?\n)*+)([ \t\f]*+)((?:\\\n[ \t\f]*+)*+)(@|[^\W\d]\w*+)?+").match

_link = re.compile(
    r"""(?>'''(?>[^'\\]+|\\.|'(?!''))*+'''|\"{3}(?>[^"\\]+|\\.|"(?!""))*+\"{3}"""
    r"""|'(?>[^'\\\n]+|\\.)*+'|"(?>[^"\\\n]+|\\.)*+")"""
    r"""|\#[^\n]*+|\d[\w.]*+|[(\[{]|[)\]}]|[,;]|[-+*/%@&|^~<>=.]++|\b(?:not|lambda|if|and|or|await|for)\b""",
    re.DOTALL,
).finditer


class Lines:
    """Parallel lists, one entry for each logical line; ``depth`` is a bound on how deep parsing may recurse.

    ``start`` and ``stop`` are offsets in the text (from the indent up to and with the line break), ``first`` and
    ``last`` physical lines counted from 1, ``indent`` columns as Python counts them (tabs to 8), ``word`` the first
    word, ``@``, or an empty string.
    """

    __slots__ = ("complete", "depth", "first", "indent", "last", "long", "start", "stop", "word")

    def __init__(self) -> None:
        self.first: list[int] = []
        self.last: list[int] = []
        self.indent: list[int] = []
        self.word: list[str] = []
        self.start: list[int] = []
        self.stop: list[int] = []
        self.depth = 0
        self.long: dict[int, int] = {}  # index of a logical line with a chain longer than MAX_CHAIN: the chain's length
        self.complete = True  # False when the text ended inside a bracket or string

    def __len__(self) -> int:
        return len(self.first)

    def at(self, line: int) -> int:
        """The index of the logical line that covers a physical line, or of the one before it."""
        return max(bisect_right(self.first, line) - 1, 0)

    def block_end(self, index: int) -> int:
        """The index after the last logical line that is indented deeper than the one at ``index``."""
        indent = self.indent[index]
        end = index + 1
        indents = self.indent
        while end < len(indents) and indents[end] > indent:
            end += 1
        return end


def scan(text: str, first_line: int = 1) -> Lines:
    """The logical lines of ``text``, whose first line has the number ``first_line``.

    Raises SyntaxProblem when it nests deeper than Python or LibCST can take.
    """
    lines = Lines()
    position, line, length = 0, first_line, len(text)
    count = text.count
    while position < length:
        found = match_line(text, position)
        if found is not None:
            start, stop = found.start(2), found.end()
            indent, joined, word = found.group(2, 3, 4)
        else:
            walked = _slow_line(text, position, lines)
            if walked is None:
                break
            start, stop, indent, joined, word = walked
        line += count("\n", position, start)
        lines.first.append(line + joined.count("\n") if joined else line)
        line += count("\n", start, stop)
        lines.last.append(line - 1)
        lines.start.append(start)
        lines.stop.append(stop)
        lines.indent.append(_width(indent) if indent and indent.strip(" ") else len(indent))
        lines.word.append(word or "")
        if stop - start > _LONG:
            _measure_chain(text[start:stop], lines)
        position = stop
    _measure_blocks(lines)
    return lines


def _slow_line(text: str, position: int, lines: Lines) -> tuple[int, int, str, str, str | None] | None:
    """Start, stop, indent, backslash lines and first word of a logical line that the fast expression refuses.

    None at the text's end.
    """
    head = _head(text, position)
    start = position if head is None else head.start(2)
    rest = skip_blank(text, start)
    if rest is not None and rest.end() == len(text):
        return None
    walked = walk_line(text, start)
    if walked is None:
        lines.complete = False
        if text.count("(", start) + text.count("[", start) + text.count("{", start) > MAX_BRACKETS:
            _refuse_open_brackets(text, start)
        return None
    stop, depth = walked
    lines.depth = max(lines.depth, depth)
    if depth > MAX_BRACKETS:
        raise SyntaxProblem(f"nesting too deep: more than {MAX_BRACKETS} brackets", 1 + text.count("\n", 0, start))
    return (start, stop, "", "", None) if head is None else (start, stop, head[2], head[3], head[4])


def _refuse_open_brackets(text: str, start: int) -> None:
    """Raises SyntaxProblem when brackets that are never closed nest too deep for a parser."""
    depth = 0
    for found in re.finditer(r"[(\[{]|[)\]}]", text[start:]):
        depth += 1 if found[0] in "([{" else -1
        if depth > MAX_BRACKETS:
            line = 1 + text.count("\n", 0, start)
            raise SyntaxProblem(f"nesting too deep: more than {MAX_BRACKETS} brackets", line)


def _width(indent: str) -> int:
    return len(indent.rpartition("\f")[2].expandtabs(8))


def _measure_chain(text: str, lines: Lines) -> None:
    """Records how deep the expressions of one long logical line nest, by counting what links them between commas."""
    levels = [0]
    total = deepest = 0
    for found in _link(text):
        token = found[0]
        first = token[0]
        if first in "([{":
            levels[-1] += 1
            levels.append(0)
            total += 1
        elif first in ")]}":
            if len(levels) > 1:
                total -= levels.pop()
        elif first in ",;":
            total -= levels[-1]
            levels[-1] = 0
        elif first in "#0123456789":
            continue
        else:
            levels[-1] += len(token) if first in "-+~" else 1
            total += len(token) if first in "-+~" else 1
        deepest = max(deepest, total)
    lines.depth = max(lines.depth, min(deepest, MAX_CHAIN))
    if deepest > MAX_CHAIN:
        lines.long[len(lines.first) - 1] = deepest


def _measure_blocks(lines: Lines) -> None:
    """Adds the deepest indentation and the longest run of ``elif`` to the depth; raises SyntaxProblem over a limit."""
    deepest = 0
    if max(lines.indent, default=0) > 30:
        open_indents = [0]
        for index, indent in enumerate(lines.indent):
            while open_indents[-1] > indent:
                open_indents.pop()
            if open_indents[-1] < indent:
                open_indents.append(indent)
            if len(open_indents) > MAX_INDENTS:
                raise SyntaxProblem(f"nesting too deep: more than {MAX_INDENTS} indentations", lines.first[index])
            deepest = max(deepest, len(open_indents))
    if lines.word.count("elif") > 20:
        runs: dict[int, int] = {}
        for index, (word, indent) in enumerate(zip(lines.word, lines.indent, strict=True)):
            if word == "if":
                runs[indent] = 0
            elif word == "elif":
                runs[indent] = runs.get(indent, 0) + 1
                deepest = max(deepest, runs[indent])
                if runs[indent] > MAX_ELIFS:
                    raise SyntaxProblem(f"nesting too deep: more than {MAX_ELIFS} elif in a row", lines.first[index])
    lines.depth += deepest
