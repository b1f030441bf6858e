"""The scan of logical lines: the same as Python's tokenizer sees, and what it refuses."""

from __future__ import annotations

import io
import tokenize

import pytest
from corpus import sample

from scopelint.source.logical import code_end, line_end
from scopelint.syntax.problem import SyntaxProblem
from scopelint.syntax.scan import MAX_BRACKETS, MAX_INDENTS, scan


def logical_lines(text: str) -> list[tuple[int, int]]:
    """First and last line of each logical line, by Python's tokenizer."""
    result: list[tuple[int, int]] = []
    first = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NEWLINE:
            result.append((first, token.start[0]))
            first = 0
        elif not first and token.type not in (
            tokenize.COMMENT,
            tokenize.NL,
            tokenize.INDENT,
            tokenize.DEDENT,
            tokenize.ENDMARKER,
        ):
            first = token.start[0]
    return result


def test_equal_to_the_tokenizer() -> None:
    count = 0
    for source in sample(120, 7):
        lines = scan(source.text)
        assert list(zip(lines.first, lines.last, strict=True)) == logical_lines(source.text), source.path
        count += len(lines)
    assert count > 3000


def test_words_and_indents() -> None:
    lines = scan("@a\nclass B:\n\tx = 1\n        if y: pass\n  \n# c\n\xe9 = 2\n(a)\n")
    assert lines.word == ["@", "class", "x", "if", "\xe9", ""]
    assert lines.indent == [0, 0, 8, 8, 0, 0]
    assert lines.first == [1, 2, 3, 4, 7, 8]
    assert lines.block_end(1) == 4
    assert lines.at(5) == 3


def test_end_of_an_open_bracket() -> None:
    assert not scan("x = 1\ny = (1,\n").complete
    assert line_end("y = (1,\n", 0) is None
    assert not scan("x = '''\n").complete


def test_code_end() -> None:
    text = "x = '#'  # comment\n"
    assert text[: code_end(text, 0, len(text))] == "x = '#'"


@pytest.mark.parametrize("opening", ["(", "[", "{", "f("])
def test_deep_brackets(opening: str) -> None:
    closing = {"(": ")", "[": "]", "{": "}"}[opening[-1]]
    count = MAX_BRACKETS + 1
    with pytest.raises(SyntaxProblem, match="nesting too deep") as caught:
        scan("a\n\nx = " + opening * count + "1" + closing * count + "\n")
    assert caught.value.line == 3
    with pytest.raises(SyntaxProblem, match="nesting too deep"):
        scan("x = " + opening * 100_000)


def test_deep_indents() -> None:
    text = "".join(" " * level + "if a:\n" for level in range(MAX_INDENTS + 5))
    with pytest.raises(SyntaxProblem, match="nesting too deep") as caught:
        scan(text)
    assert caught.value.line in (MAX_INDENTS, MAX_INDENTS + 1)


def test_long_lists_are_not_deep() -> None:
    assert not scan("x = [" + "-1.5e-3, a.b(c), 'x' + 'y', " * 5000 + "]\n").long
    assert scan("x = " + "a + " * 1500 + "a\n").long
