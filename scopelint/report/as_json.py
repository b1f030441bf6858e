"""JSON: findings, and the record of a run in the shape the recorder of real TensorFlow writes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from scopelint.report.located import Located
from scopelint.report.paths import Files
from scopelint.report.run import Run
from scopelint.trace import Asserted, Printed, VariableGot, VariableMade


def finding_object(found: Located) -> dict[str, Any]:
    """One finding, as in ``check --format json`` and in a trace."""
    finding = found.diagnostic
    return {
        "code": finding.code,
        "name": finding.name,
        "certainty": finding.certainty.word,
        "message": finding.message,
        "variable": finding.variable,
        "file": found.file,
        "line": found.span.line,
        "column": found.span.column,
        "end_line": found.span.end_line,
        "end_column": found.span.end_column,
        "entry": finding.entry,
        "notes": [
            {"message": n.message, "file": n.file, "line": n.span.line, "column": n.span.column} for n in found.notes
        ],
        "help": finding.help,
        "fix": None,
    }


def write_findings(findings: Iterable[Located]) -> str:
    """A JSON list of all findings."""
    objects = [finding_object(f) for f in findings]
    if not objects:
        return "[]\n"
    return "[\n" + ",\n".join(" " + json.dumps(o, ensure_ascii=False) for o in objects) + "\n]\n"


def write_finding_lines(findings: Iterable[Located]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(finding_object(f), ensure_ascii=False) + "\n" for f in findings)


def run_object(run: Run, files: Files) -> dict[str, Any]:
    """The record of a run."""
    events = run.trace.events
    made = [e for e in events if isinstance(e, VariableMade)]
    variables = [_variable(e, run, files) for e in made]
    record: dict[str, Any] = {
        "program": run.program,
        "tf": run.tf,
        "variables": variables,
        "gets": [
            {
                "asked": run.show(e.asked),
                "got": run.show(e.got),
                "new": e.new,
                "file": files(e.context.place.file),
                "line": e.context.place.line,
            }
            for e in events
            if isinstance(e, VariableGot)
        ],
        "prints": print_lines(run),
        "asserts": [
            {"file": files(e.context.place.file), "line": e.context.place.line, "verdict": e.verdict}
            for e in events
            if isinstance(e, Asserted)
        ],
    }
    if run.ops is not None:
        record["ops"] = [[op.graph, run.show(op.name), op.type] for op in run.ops]
    record["error"] = _error(run, files)
    record["diagnostics"] = [finding_object(found) for found in run.diagnostics]
    record["complete"] = run.complete and all(v["exact"] and v["certain"] for v in variables)
    return record


def _variable(event: VariableMade, run: Run, files: Files) -> dict[str, Any]:
    place = event.context.place
    return {
        "graph": event.graph,
        "name": run.show(event.name),
        "shape": None if event.shape is None else list(event.shape),
        "dtype": event.dtype,
        "file": files(place.file),
        "line": place.line,
        "exact": event.exact,
        "certain": event.certain,
    }


def print_lines(run: Run) -> list[str]:
    """Standard output, cut into lines. What only some runs print is unknown text: all of it, or nothing."""
    printed = (e for e in run.trace.events if isinstance(e, Printed))
    lines = "".join(run.blank(e.text) if e.certain else "{?}" for e in printed).split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


def _error(run: Run, files: Files) -> dict[str, Any] | None:
    error = run.error
    if error is None:
        return None
    return {
        "type": error.type,
        "message": run.blank(error.message.split("\n", 1)[0]),
        "file": files(error.place.file),
        "line": error.place.line,
        "code": error.code,
    }


def write_run(run: Run, files: Files) -> str:
    """The record as one line."""
    return json.dumps(run_object(run, files), ensure_ascii=False) + "\n"
