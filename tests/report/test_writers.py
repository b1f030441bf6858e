"""What readers and programs are given: text with carets, JSON, the record of a run, trees of names."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scopelint.diagnostic import Certainty, Diagnostic, Place
from scopelint.report.as_json import finding_object, run_object, write_finding_lines, write_findings, write_run
from scopelint.report.located import Located, LocatedNote, with_text
from scopelint.report.names import named_variables, totals
from scopelint.report.names_writers import WRITERS
from scopelint.report.paths import Folders
from scopelint.report.report import Report
from scopelint.report.run import Op, Run, RunError
from scopelint.report.style import PLAIN, Style, wants_colour
from scopelint.report.text import excerpt, statistics, summary, write_finding
from scopelint.source.span import Span
from scopelint.trace import Asserted, Context, Event, Printed, Trace, VariableGot, VariableMade
from scopelint.values.unknown import HoleTable

SOURCE = ["import tensorflow as tf", 'v = tf.get_variable("v", [1])', 'w = tf.get_variable("v", [1])']


def located() -> Located:
    finding = Diagnostic(
        "TFS101",
        "variable-already-exists",
        Certainty.CERTAIN,
        "Variable v already exists, disallowed.",
        Place("/p/a.py", 3, 0),
        variable="v",
        entry="a.py",
        help="choose another name",
    )
    note = LocatedNote("first created here", "a.py", Span(2, 5, 2, 30), "/p/a.py")
    return Located(finding, "a.py", Span(3, 5, 3, 30), (note,), (3, 3))


def lines_of(path: str) -> Sequence[str]:
    return SOURCE


def test_text_with_excerpts() -> None:
    assert write_finding(located(), lines_of) == (
        "error[TFS101] variable-already-exists: Variable v already exists, disallowed.\n"
        " --> a.py:3:5\n"
        "  |\n"
        '3 | w = tf.get_variable("v", [1])\n'
        "  |     ^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "note: first created here\n"
        " --> a.py:2:5\n"
        "  |\n"
        '2 | v = tf.get_variable("v", [1])\n'
        "  |     -------------------------\n"
        "help: choose another name\n"
        "\n"
    )


def marks(text: str, start: int, end: int) -> list[str]:
    written = excerpt("a.py", Span(1, start, 1, end), [text], "^", "error", PLAIN)
    return [line[4:] for line in written.splitlines()[2:]]


def test_marks_stand_under_what_is_meant() -> None:
    assert marks("\tx = f()", 6, 9) == ["    x = f()", "        ^^^"]
    assert marks("é = f()", 5, 8) == ["é = f()", "    ^^^"]
    assert marks("日本 = f()", 6, 9) == ["日本 = f()", "       ^^^"]
    assert marks("", 1, 1) == ["", "^"]


def test_excerpt_of_many_lines_and_of_none() -> None:
    lines = ["f(", "  1,", "  2,", "  3,", ")"]
    written = excerpt("a.py", Span(1, 1, 5, 2), lines, "^", "error", PLAIN)
    assert written.splitlines()[-1] == "  | ..."
    assert written.count("^") == 2 + 2 + 2
    assert excerpt("gone.py", Span(7, 1, 7, 2), [], "^", "error", PLAIN) == " --> gone.py:7:1\n"


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in excerpt("a.py", Span(1, 1, 1, 2), ["x = '\x1b[31m'"], "^", "error", PLAIN)


def test_colours_only_where_wanted() -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    assert wants_colour(terminal, {})  # type: ignore[arg-type]
    assert not wants_colour(terminal, {"NO_COLOR": "1"})  # type: ignore[arg-type]
    assert wants_colour(terminal, {"NO_COLOR": "1", "FORCE_COLOR": "1"})  # type: ignore[arg-type]
    assert not wants_colour(terminal, {"TERM": "dumb"})  # type: ignore[arg-type]
    assert "\033[1;31m" in write_finding(located(), lines_of, Style(colour=True))


def test_summary_and_statistics() -> None:
    assert summary(Report((located(),), checked=2)) == "Found 1 error in 2 files."
    assert summary(Report(checked=1)) == "No problems found in 1 file."
    assert statistics([located(), located()]) == "     2  TFS101  variable-already-exists\n"


def test_json_of_findings() -> None:
    written = finding_object(located())
    assert written == {
        "code": "TFS101",
        "name": "variable-already-exists",
        "certainty": "certain",
        "message": "Variable v already exists, disallowed.",
        "variable": "v",
        "file": "a.py",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 30,
        "entry": "a.py",
        "notes": [{"message": "first created here", "file": "a.py", "line": 2, "column": 5}],
        "help": "choose another name",
        "fix": None,
    }
    assert json.loads(write_findings([located()])) == [written]
    assert json.loads(write_findings([])) == []
    assert [json.loads(line) for line in write_finding_lines([located()] * 2).splitlines()] == [written] * 2


HOLES = HoleTable()
HOLE = HOLES.new("i")
FILES = Folders(["/root", "/elsewhere"]).show


def at(line: int, file: str = "/root/pkg/a.py") -> Context:
    return Context(Place(file, line, 0))


def run_of(*events: Event, **more: object) -> Run:
    trace = Trace()
    trace.events.extend(events)
    show = HOLES.show
    run = Run("/root/pkg/a.py", "1.15", trace, show=show, blank=lambda text: show(text, anonymous=True))
    for name, value in more.items():
        object.__setattr__(run, name, value)
    return run


def variable(name: str, line: int = 1, **more: object) -> VariableMade:
    made = VariableMade(at(line), name, name, (3, None), "float32", 0)
    for key, value in more.items():
        object.__setattr__(made, key, value)
    return made


def test_record_of_a_run() -> None:
    run = run_of(
        variable("a/w", 2),
        VariableGot(at(2), "a/w", "a/w:0", True),
        Printed(at(3), "a/w:0\nstep "),
        Printed(at(4), f"{HOLE}\n"),
        Asserted(at(5), "holds"),
        error=RunError("ValueError", "first line\nsecond", Place("/else/b.py", 7), "TFS101"),
        diagnostics=(located(),),
    )
    record = run_object(run, FILES)
    assert record == {
        "program": "/root/pkg/a.py",
        "tf": "1.15",
        "variables": [
            {
                "graph": 0,
                "name": "a/w",
                "shape": [3, None],
                "dtype": "float32",
                "file": "pkg/a.py",
                "line": 2,
                "exact": True,
                "certain": True,
            }
        ],
        "gets": [{"asked": "a/w", "got": "a/w:0", "new": True, "file": "pkg/a.py", "line": 2}],
        "prints": ["a/w:0", "step {?}"],
        "asserts": [{"file": "pkg/a.py", "line": 5, "verdict": "holds"}],
        "error": {"type": "ValueError", "message": "first line", "file": "/else/b.py", "line": 7, "code": "TFS101"},
        "diagnostics": [finding_object(located())],
        "complete": True,
    }
    assert json.loads(write_run(run, FILES)) == record
    assert write_run(run, FILES).count("\n") == 1


def test_ops_only_when_asked() -> None:
    assert "ops" not in run_object(run_of(), FILES)
    assert run_object(run_of(ops=(Op(0, "w", "VariableV2"),)), FILES)["ops"] == [[0, "w", "VariableV2"]]


def test_what_is_unknown_is_not_vouched_for() -> None:
    record = run_object(run_of(variable(f"tower_{HOLE}/w", exact=False, shape=None, dtype=None)), FILES)
    assert record["variables"][0]["name"] == "tower_{i}/w"
    assert record["variables"][0]["shape"] is None
    assert not record["complete"]
    assert not run_object(run_of(variable("w", certain=False)), FILES)["complete"]
    assert not run_object(run_of(stopped=True), FILES)["complete"]


def test_what_only_some_runs_print_is_unknown_text() -> None:
    maybe = Printed(at(2), "perhaps\n", certain=False)
    assert run_object(run_of(maybe, Printed(at(3), "always\n")), FILES)["prints"] == ["{?}always"]
    assert run_object(run_of(Printed(at(3), "\n\n")), FILES)["prints"] == ["", ""]


def names_run() -> Run:
    return run_of(
        variable("net/a/w", 2, shape=(2, 3)),
        variable("net/b", 3, trainable=False, shape=(4,)),
        variable("top", 4, shape=None),
        VariableGot(at(9), "net/a/w", "net/a/w:0", False),
    )


def test_names_know_sharing_and_totals() -> None:
    variables = named_variables(names_run())
    assert [(v.name, [p.line for p in v.shared]) for v in variables] == [("net/a/w", [9]), ("net/b", []), ("top", [])]
    assert str(totals(variables)) == "3 variables, 10 numbers (6 trainable), 1 of unknown size"


def test_names_as_tree() -> None:
    assert WRITERS["tree"](names_run(), FILES, PLAIN) == (
        "net/\n"
        "├─ a/\n"
        "│  └─ w  [2, 3]  float32  pkg/a.py:2  shared at pkg/a.py:9\n"
        "└─ b     [4]     float32  pkg/a.py:3  not trainable\n"
        "top      ?       float32  pkg/a.py:4\n"
        "\n"
        "3 variables, 10 numbers (6 trainable), 1 of unknown size\n"
    )


def test_names_in_other_forms() -> None:
    run = names_run()
    assert WRITERS["plain"](run, FILES, PLAIN) == "net/a/w\nnet/b\ntop\n"
    table = WRITERS["table"](run, FILES, PLAIN).splitlines()
    assert table[0].split() == ["net/a/w", "[2,", "3]", "float32", "pkg/a.py:2", "shared", "at", "pkg/a.py:9"]
    record = json.loads(WRITERS["json"](run, FILES, PLAIN))
    assert record["complete"] is True
    assert record["variables"][0]["shared"] == [{"file": "pkg/a.py", "line": 9}]
    assert record["variables"][2]["shape"] is None


def test_names_tell_what_is_not_known() -> None:
    run = run_of(variable("w", certain=False))
    run.trace.doubt("an unknown function was called", Place("/root/pkg/a.py", 8))
    written = WRITERS["tree"](run, FILES, PLAIN)
    assert "maybe" in written
    assert "because an unknown function was called (line 8)" in written


def test_deep_names_do_not_recurse() -> None:
    name = "/".join("s" for _ in range(5000)) + "/w"
    assert WRITERS["tree"](run_of(variable(name)), FILES, PLAIN).count("\n") == 5003


def test_holes_in_findings_are_written_for_the_reader() -> None:
    finding = Diagnostic("TFS101", "n", Certainty.LIKELY, f"Variable t_{HOLE}/w", Place("a", 1), variable=f"t_{HOLE}/w")
    shown = with_text(finding, HOLES.show)
    assert (shown.message, shown.variable) == ("Variable t_{i}/w", "t_{i}/w")
