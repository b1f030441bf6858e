"""Syntax checking: the host's compiler first, LibCST where the text is newer than the host."""

from __future__ import annotations

import sys
import warnings

import pytest

from scopelint.syntax.check import check_syntax


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = \n", 1),
        ("a\nb c\n", 2),
        ("def f():\nreturn 1\n", 2),
        ("f(a=1, 2)\n", 1),
        ("\n\nf() = 1\n", 3),
        ("def f(a, a): pass\n", 1),
        ("\nreturn 1\n", 2),
        ("print 'x'\n", 1),
        ("try: pass\nexcept E, e: pass\n", 2),
        ("if a:\n\tx\n        y\n", 3),
        ("x = (\n", 1),
        ("x = '\n", 1),
        ("await x\n", 1),
    ],
)
def test_problems(text: str, line: int) -> None:
    problem = check_syntax(text)
    assert problem is not None
    assert problem.line == line
    assert "\n" not in problem.message


def test_none() -> None:
    assert check_syntax("") is None
    assert check_syntax("x = '\\d'\nassert (x, 'y')\n") is None
    assert check_syntax("await x\n", notebook=True) is None


def test_warnings_as_errors_do_not_matter() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check_syntax("x = '\\d'\nx is 1\n") is None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the host knows this syntax")
def test_syntax_newer_than_the_host() -> None:
    for text in ("type X = int\n", "def f[T](x): pass\n", 'x = f"{y[\'a\']}{z["b"]}"\n', "class A[T]: pass\n"):
        assert check_syntax(text) is None, text
    assert check_syntax("f(a=1, 2)\n") is not None
