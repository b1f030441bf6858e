"""Which findings are reported: choice, one of many, comments, order."""

from __future__ import annotations

import pytest

from scopelint.diagnostic import Certainty, Diagnostic, Note, Place
from scopelint.report.comments import Comments
from scopelint.report.located import Sights
from scopelint.report.paths import Folders
from scopelint.report.report import Choice, choose, locate
from scopelint.source.span import Span


def finding(
    code: str = "TFS101",
    line: int = 1,
    *,
    sure: Certainty = Certainty.CERTAIN,
    variable: str | None = "w",
    file: str = "a.py",
    entry: str = "a.py",
) -> Diagnostic:
    return Diagnostic(code, "some-name", sure, "text", Place(file, line, 0), variable=variable, entry=entry)


@pytest.mark.parametrize(
    ("choice", "taken"),
    [
        (Choice(), True),
        (Choice(select=("TFS2",)), False),
        (Choice(select=("TFS2",), extend_select=("TFS101",)), True),
        (Choice(ignore=("TFS1",)), False),
        (Choice(select=("TFS101",), ignore=("TFS1",)), True),
        (Choice(select=("TFS1",), ignore=("TFS101",)), False),
        (Choice(ignore=("TFS101",), extend_select=("TFS1",)), True),
    ],
)
def test_codes_are_chosen_by_the_longest_beginning(choice: Choice, taken: bool) -> None:
    assert choice.takes(finding()) is taken


def test_off_by_default_needs_its_full_code() -> None:
    assert not Choice().takes_code("TFS903")
    assert not Choice(select=("TFS",)).takes_code("TFS903")
    assert Choice(extend_select=("TFS903",)).takes_code("TFS903")
    assert Choice(select=("TFS903",)).takes_code("TFS903")


def test_only_sure_enough_findings() -> None:
    findings = [finding(line=n, sure=sure) for n, sure in enumerate(Certainty, 1)]
    assert [len(choose(findings, Choice(certainty=sure))) for sure in Certainty] == [3, 2, 1]


def test_one_fault_found_from_several_entries_is_one_finding() -> None:
    first = finding(sure=Certainty.LIKELY, entry="a.py::f")
    surer = finding(entry="a.py")
    other = finding(variable="v")
    assert choose([first, surer, other, surer], Choice()) == [surer, other]


def sights(lines: list[str], spans: dict[tuple[int, int | None], Span] | None = None) -> Sights:
    known = spans or {}
    return Sights(lambda place: known.get((place.line, place.call)), lambda path: lines, Folders(["/"]).show)


def test_findings_are_in_order_of_place() -> None:
    findings = [finding(line=3), finding(line=1, code="TFS201"), finding(line=1)]
    located, silenced = locate(findings, sights(["x"] * 3))
    assert [(f.span.line, f.diagnostic.code) for f in located] == [(1, "TFS101"), (1, "TFS201"), (3, "TFS101")]
    assert silenced == 0


def test_a_comment_on_any_line_of_the_statement_silences() -> None:
    lines = ["w = get(", "    1,  # noqa: TFS101", ")"]
    spans = {(1, 0): Span(1, 5, 3, 2), (1, None): Span(1, 1, 3, 2)}
    assert locate([finding()], sights(lines, spans)) == ([], 1)
    located, _ = locate([finding("TFS201")], sights(lines, spans))
    assert len(located) == 1


def test_a_place_that_cannot_be_found_is_its_whole_line() -> None:
    [found] = locate([finding()], sights(["    w = 1  "]))[0]
    assert found.span == Span(1, 5, 1, 10)


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("x  # noqa", True),
        ("x  # noqa: TFS101", True),
        ("x  # noqa:TFS1,E501 why", True),
        ("x  # NOQA : no", True),
        ("x  # noqa: E501", False),
        ("x  # noqa TFS999", True),  # as in flake8: without the colon all is silenced
        ("x  # scopelint: ignore[TFS101] shared on purpose", True),
        ("x  # scopelint: ignore", True),
        ("x  # scopelint: ignore[TFS201]", False),
        ("x  # scopelint: ignored", False),
        ("x  # nothing", False),
    ],
)
def test_comments(text: str, silent: bool) -> None:
    assert Comments([text]).silence("TFS101", 1, 1) is silent


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("# scopelint: file-ignore", True),
        ("# scopelint: file-ignore[TFS1]", True),
        ("# scopelint: file-ignore[TFS2]", False),
        ("# flake8: noqa", True),
        ("x = 1  # scopelint: file-ignore", False),
    ],
)
def test_comments_for_the_whole_file(text: str, silent: bool) -> None:
    assert Comments(["x", text]).silence("TFS101", 1, 1) is silent


def test_notes_are_located_too() -> None:
    noted = Diagnostic(
        "TFS101", "n", Certainty.CERTAIN, "m", Place("/p/a.py", 1, 0), notes=(Note("first", Place("/p/b.py", 2)),)
    )
    seen = Sights(lambda place: Span(place.line, 3, place.line, 9), lambda path: [], Folders(["/p"]).show)
    [found] = locate([noted], seen)[0]
    assert [(n.file, n.span.line) for n in found.notes] == [("b.py", 2)]
    assert found.file == "a.py"
