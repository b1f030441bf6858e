"""Rules on traces made by hand: which events are findings, how sure, and what the notes tell."""

from __future__ import annotations

from dataclasses import replace

from scopelint.diagnostic import Certainty, Diagnostic, Place
from scopelint.rules import check, rules
from scopelint.trace import ApiUsed, Asserted, Context, Event, Failed, GaveUp, OpenScope, Trace, VariableMade
from scopelint.values.unknown import HoleTable

EXISTS = (
    "Variable net/w already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope? "
    "Originally defined at:\n\n  File"
)


def at(line: int, *calls: int, scopes: tuple[OpenScope, ...] = (), file: str = "m.py") -> Context:
    return Context(Place(file, line, 0), tuple(Place(file, call, 0) for call in calls), scopes)


def trace_of(*events: Event) -> Trace:
    trace = Trace()
    trace.events.extend(events)
    return trace


def found_in(*events: Event) -> list[Diagnostic]:
    return list(check(trace_of(*events)))


def notes_of(finding: Diagnostic) -> list[tuple[str, int]]:
    return [(note.message, note.place.line) for note in finding.notes]


def scope(name: str, line: int, reuse: str = "False") -> OpenScope:
    return OpenScope("variable_scope", name, reuse, Place("m.py", line, 0))


def made(
    name: str, line: int, *, maker: str = "get_variable", reuse: str = "False", inside: str = "net"
) -> VariableMade:
    stored = name if maker == "get_variable" else None
    return VariableMade(at(line, scopes=(scope(inside, 1, reuse),)), name, stored, (1,), "float32", 0, maker=maker)


def exists(line: int, *calls: int, first: Context | None = None) -> Failed:
    return Failed(at(line, *calls, scopes=(scope("net", 2),)), "ValueError", EXISTS, "TFS101", "net/w", first)


def test_a_clean_trace_has_no_findings() -> None:
    assert found_in(made("net/w", 3)) == []


def test_all_rules_of_the_issue_are_there() -> None:
    codes = [101, 102, 103, 104, 105, 106, 107, 111, 201, 301, 302, 901, 902]
    assert list(rules()) == [f"TFS{code}" for code in codes]


def test_message_is_tensorflows_without_its_stack_trace() -> None:
    [finding] = found_in(exists(5, first=at(3)))
    assert finding.message == (
        "Variable net/w already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?"
    )
    assert (finding.code, finding.variable, finding.certainty) == ("TFS101", "net/w", Certainty.CERTAIN)
    assert notes_of(finding) == [("first created here", 3), ("scope 'net' opened here (reuse=False)", 2)]


def test_one_call_run_twice_tells_the_two_callers() -> None:
    [finding] = found_in(exists(3, 11, first=at(3, 10)))
    assert notes_of(finding) == [
        ("first created by the call here", 10),
        ("created again by the call here", 11),
        ("scope 'net' opened here (reuse=False)", 2),
    ]
    assert finding.help is not None
    assert finding.help.startswith("this call runs more than once")


def test_an_assumption_makes_it_likely_and_is_told() -> None:
    [finding] = found_in(replace(exists(3), assumption="the loop runs more than once", certain=False))
    assert finding.certainty is Certainty.LIKELY
    assert finding.message.endswith("(if the loop runs more than once)")


def test_uncertain_and_discarded_failures_are_possible() -> None:
    assert [f.certainty for f in found_in(replace(exists(3), certain=False))] == [Certainty.POSSIBLE]
    trace = trace_of()
    trace.findings.append(exists(3))
    assert [f.certainty for f in check(trace)] == [Certainty.POSSIBLE]


def test_an_unknown_value_in_the_message_is_no_proof() -> None:
    hole = HoleTable().new("units")
    shape = Failed(at(3), "ValueError", f"Shape of a new variable (w) must be fully defined: {hole}", "TFS106", "w")
    assert [f.certainty for f in found_in(shape)] == [Certainty.POSSIBLE]
    again = replace(exists(3), message=EXISTS.replace("net/w", f"t_{hole}/w"), variable=f"t_{hole}/w")
    assert [f.certainty for f in found_in(again)] == [Certainty.CERTAIN]


def test_a_failure_the_program_catches_is_its_control_flow() -> None:
    assert found_in(replace(exists(3), caught=True)) == []


def test_one_mistake_is_one_finding() -> None:
    kernel = exists(3, 11, first=at(3, 10))
    bias = replace(kernel, context=at(4, 11), variable="net/b", made=at(4, 10))
    other = replace(kernel, context=at(3, 12))
    findings = found_in(kernel, bias, other)
    assert [(f.variable, f.place.line) for f in findings] == [("net/w", 3), ("net/w", 3)]
    assert notes_of(findings[0])[-1] == ("the same for 'net/b'", 4)
    assert ("created again by the call here", 12) in notes_of(findings[1])


def missing(name: str) -> Failed:
    text = f"Variable {name} does not exist, or was not created with tf.get_variable()."
    return Failed(at(9, scopes=(scope("net", 8, "True"),)), "ValueError", text, "TFS102", name)


def test_missing_variable_names_the_one_that_was_meant() -> None:
    [finding] = found_in(made("outer/net/w", 3), missing("net/w"))
    assert finding.help is not None
    assert "outside scope 'outer'" in finding.help
    assert notes_of(finding)[0] == ("'outer/net/w' was created here", 3)
    [finding] = found_in(made("net/kernel", 3), missing("net/kernal"))
    assert finding.help == "did you mean 'net/kernel'?"


def test_missing_variable_made_with_tf_variable() -> None:
    [finding] = found_in(made("net/w", 3, maker="Variable"), missing("net/w"))
    assert finding.help is not None
    assert "made with tf.Variable" in finding.help


def test_missing_variable_without_anything_near() -> None:
    [finding] = found_in(missing("net/w"))
    assert finding.help is not None
    assert "scope 'net' has reuse on" in finding.help


def test_failing_assertions_about_names_only() -> None:
    about = Asserted(at(4), "fails", "v.name is 'net/v:0'", about_names=True)
    [finding] = found_in(about, Asserted(at(5), "fails"), Asserted(at(6), "holds", about_names=True))
    assert (finding.code, finding.place.line) == ("TFS111", 4)
    assert finding.message == "this assertion about a name cannot hold: v.name is 'net/v:0'"


def test_variable_made_again_by_the_same_call_under_reuse() -> None:
    first = made("net/b", 3, maker="Variable", reuse="AUTO_REUSE")
    again = made("net_1/b", 3, maker="Variable", reuse="AUTO_REUSE")
    findings = found_in(first, again)
    assert [(f.variable, f.certainty) for f in findings] == [
        ("net/b", Certainty.POSSIBLE),
        ("net_1/b", Certainty.CERTAIN),
    ]


def test_variable_under_reuse_beside_another_call() -> None:
    [finding] = found_in(made("net/b", 3), made("net/b_1", 7, maker="Variable", reuse="True"))
    assert (finding.code, finding.certainty) == ("TFS201", Certainty.LIKELY)
    assert notes_of(finding)[0] == ("'net/b' was created here", 3)


def test_variable_outside_reuse_is_fine() -> None:
    assert found_in(made("net/b", 3), made("net/b_1", 7, maker="Variable")) == []
    assert found_in(made("net/b", 3), made("other/b", 7, maker="Dense", reuse="True", inside="other")) == []


def test_deprecated_apis() -> None:
    findings = found_in(ApiUsed(at(3), "tf.op_scope"), ApiUsed(at(4), "tensorflow.variable_op_scope"))
    assert [(f.code, f.place.line) for f in findings] == [("TFS301", 3), ("TFS302", 4)]


def test_where_the_analysis_ended() -> None:
    findings = found_in(
        GaveUp(at(3), "'(' was never closed", "TFS901"),
        GaveUp(at(4), "more than 30 steps were needed", "TFS902"),
        GaveUp(at(5), "tf.something is not modelled"),
    )
    assert [(f.code, f.place.line) for f in findings] == [("TFS901", 3), ("TFS902", 4)]
