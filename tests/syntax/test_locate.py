"""Exact spans of calls and statements: those of LibCST's PositionProvider over the whole file."""

from __future__ import annotations

import pytest
from corpus import sample

from scopelint.source.span import Span
from scopelint.syntax import locate
from scopelint.syntax.locate import locate_call, locate_statement


def text_at(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def test_every_call_equals_position_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = 0
    whole_way = locate._spans_anyhow

    def counted(text: str, line: int) -> tuple[Span, ...]:
        nonlocal slow
        slow += 1
        return whole_way(text, line)

    monkeypatch.setattr(locate, "_spans_anyhow", counted)
    count = 0
    for source in sample(60, 11):
        if count > 2000:
            break
        for line, calls in locate._all_spans(source.text).items():
            for index, span in enumerate(calls):
                assert locate_call(source.text, line, index) == span, (source.path, line, index)
                count += 1
    assert count > 300
    # Some statements need the whole file, such as those with newer syntax; they are rare.
    assert slow <= count / 100


TEXT = """\
@first(1)

@second(f(2), x=g())
class A(b(1), metaclass=c(2)):  # d(3)
    async def m(self, x=f(1)):
        async with a(b()) as c, d: await e()
        if (a(1)
            and b(2)): c(3); d(4)
        elif f(5):
            pass
        else: g(6)
        try: h(7)
        except i(8): pass
        finally: j(9)
        x = k(10)(11).l(12); y = n(
            13)  # comment
        match o(14):
            case 1 if p(15): pass
        for q in r(16):
            return s(17)

last(f'{x(18)}', 'é', y(19))
"""


@pytest.mark.parametrize(
    ("line", "index", "code"),
    [
        (1, 0, "first(1)"),
        (1, 1, "second(f(2), x=g())"),
        (3, 2, "f(2)"),
        (4, 3, "g()"),
        (1, 4, "b(1)"),
        (4, 5, "c(2)"),
        (5, 0, "f(1)"),
        (6, 0, "a(b())"),
        (6, 1, "b()"),
        (6, 2, "e()"),
        (7, 1, "b(2)"),
        (8, 2, "c(3)"),
        (8, 3, "d(4)"),
        (9, 0, "f(5)"),
        (11, 0, "g(6)"),
        (12, 0, "h(7)"),
        (13, 0, "i(8)"),
        (14, 0, "j(9)"),
        (15, 0, "k(10)"),
        (15, 1, "k(10)(11)"),
        (15, 2, "k(10)(11).l(12)"),
        (15, 3, "n(\n            13)"),
        (17, 0, "o(14)"),
        (18, 0, "p(15)"),
        (19, 0, "r(16)"),
        (20, 0, "s(17)"),
        (22, 0, "last(f'{x(18)}', '\xe9', y(19))"),
        (22, 1, "x(18)"),
        (22, 2, "y(19)"),
        (20, 7, "return s(17)"),
    ],
)
def test_calls(line: int, index: int, code: str) -> None:
    assert text_at(TEXT, locate_call(TEXT, line, index)) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (1, "@first(1)"),
        (4, "class A(b(1), metaclass=c(2))"),
        (7, "if (a(1)\n            and b(2)): c(3); d(4)"),
        (9, "elif f(5)"),
        (15, "x = k(10)(11).l(12); y = n(\n            13)"),
        (18, "case 1 if p(15): pass"),
        (20, "return s(17)"),
    ],
)
def test_statements(line: int, code: str) -> None:
    assert text_at(TEXT, locate_statement(TEXT, line)) == code


def test_strings_that_only_python_3_12_nests() -> None:
    text = 'a = f"{x["("]}"\nif b:\n    c = f(g(f"{x[")"]}"))\n'
    assert text_at(text, locate_call(text, 3, 1)) == 'g(f"{x[")"]}")'


def test_nothing_there() -> None:
    assert locate_call("", 3, 0) == Span(3, 1, 3, 1)
