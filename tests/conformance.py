"""Runs the recorded programs of ``fixtures/semantics`` and says how each compares with what TensorFlow did.

``python tests/conformance.py`` prints the verdicts that differ from the known gaps, ``--write`` notes those that are
better now; ``--accept`` also notes those that are worse or new. Expected results are never written here.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scopelint.api import trace_program
from scopelint.config import Config
from scopelint.report.as_json import run_object

FIXTURES = Path(__file__).parent.parent / "fixtures" / "semantics"
GAPS = FIXTURES / "known_gaps.json"

VERDICTS = ("exact", "partial", "missed", "false-alarm", "wrong", "crash")
"""From best to worst."""

_NAMED = re.compile(
    r"(?:(?:Partitioned v|PartitionedV|V)ariable(?: with name)?|Trying to (?:share|reuse partitioned) variable) "
    r"([^\s,]+)"
)


class Case(NamedTuple):
    """One program and what one version did with it."""

    area: str
    name: str
    version: str
    path: Path
    truth: dict[str, Any]


def cases() -> Iterator[Case]:
    """All programs in all recorded versions."""
    for path in sorted(FIXTURES.glob("*/*.expected.json")):
        recorded = json.loads(path.read_text(encoding="utf-8"))
        program = path.with_name(path.name.removesuffix(".expected.json") + ".py")
        for outcome in recorded["outcomes"]:
            for version in outcome["versions"]:
                yield Case(path.parent.name, program.stem, version, program, outcome)


def known_gaps() -> dict[str, dict[str, str]]:
    """By version: the programs that are not exact yet, with their verdicts."""
    return json.loads(GAPS.read_text(encoding="utf-8")) if GAPS.exists() else {}


def run(case: Case) -> dict[str, Any] | None:
    """The trace of a program; None when an error of our own cut it short."""
    traced = trace_program(str(case.path), Config(tf=case.version))
    return None if traced.errors else run_object(traced.run, traced.files)


@cache
def statement_starts(path: Path) -> dict[int, int]:
    """The first line of the innermost statement (of its header) at each line: Pythons differ on a call's line."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return {}
    starts: dict[int, int] = {}
    for node in ast.walk(tree):  # outer statements come first, inner ones overwrite
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if isinstance(body, list) else node.end_lineno or node.lineno
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
            starts.update(dict.fromkeys(range(first, max(last, node.lineno) + 1), node.lineno))
    return starts


def names(variables: list[dict[str, Any]]) -> list[list[str]]:
    """The names of each graph, in order; graphs by their first variable."""
    graphs: dict[int, list[str]] = {}
    for variable in variables:
        graphs.setdefault(variable.get("graph", 0), []).append(variable["name"])
    return list(graphs.values())


def verdict(case: Case) -> str:
    """How the trace of a program compares with the truth."""
    got = run(case)
    return "crash" if got is None else compare(case, got)


def compare(case: Case, got: dict[str, Any]) -> str:
    truth = case.truth
    error = compare_errors(case, truth["error"], got["error"])
    if error in ("missed", "false-alarm"):
        return error
    same_names = names(truth["variables"]) == names(got["variables"])
    same_prints = truth["stdout"] == got["prints"]
    complete = got["complete"]
    if (
        error == "other"
        or contradicts(truth["variables"], got["variables"], ordered=same_names)
        or (complete and not same_names)
        or (not same_prints and not prints_fit(truth["stdout"], got["prints"], complete=complete))
    ):
        return "wrong"
    return "exact" if same_names and same_prints and complete else "partial"


def compare_errors(case: Case, want: dict[str, Any] | None, got: dict[str, Any] | None) -> str:
    if want is None or got is None:
        return "same" if want is got else "missed" if got is None else "false-alarm"
    starts = statement_starts(case.path)
    elsewhere = want["line"] is not None and starts.get(want["line"], want["line"]) != starts.get(
        got["line"], got["line"]
    )
    variable = _NAMED.match(want["message"] or "")
    found = _NAMED.match(got["message"])
    other = variable is not None and (found is None or found[1] != variable[1])
    return "other" if elsewhere or other or want["type"] != got["type"] else "same"


def contradicts(want: list[dict[str, Any]], got: list[dict[str, Any]], *, ordered: bool) -> bool:
    """Whether TensorFlow contradicts anything vouched for: a name, and where the names agree a shape or dtype."""
    true = Counter(variable["name"] for variable in want)
    if Counter(v["name"] for v in got if v["exact"] and v["certain"]) - true:
        return True
    partial = [v["name"] for v in got if v["certain"] and "{" in v["name"]]
    if any(not any(fits(re.split(r"\{[^{}]*\}", name), one) for one in true) for name in partial):
        return True
    return ordered and any(not agrees(a, b) for a, b in zip(in_graphs(want), in_graphs(got), strict=True))


def in_graphs(variables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first = {v.get("graph", 0): i for i, v in reversed(list(enumerate(variables)))}
    return sorted(variables, key=lambda v: first[v.get("graph", 0)])


def agrees(want: dict[str, Any], got: dict[str, Any]) -> bool:
    if want["dtype"] is not None and got["dtype"] not in (None, want["dtype"]):
        return False
    if want["shape"] is None or got["shape"] is None:
        return True
    pairs = zip(want["shape"], got["shape"], strict=False)
    return len(want["shape"]) == len(got["shape"]) and all(g is None or w in (-1, g) for w, g in pairs)


def fits(parts: list[str], text: str) -> bool:
    """Whether a text is these parts in order, with anything between them."""
    first, *rest = parts
    if not rest:
        return first == text
    at, last = len(first), rest.pop()
    if not text.startswith(first) or len(text) < at + len(last):
        return False
    # The first place of each part leaves the most for the rest: no way back is needed.
    for part in rest:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return text.endswith(last) and len(text) - len(last) >= at


def prints_fit(want: list[str], got: list[str], *, complete: bool) -> bool:
    """Whether what is printed can be the truth, given its unknown parts; of an incomplete trace, each line."""
    if complete:
        return fits("\n".join(got).split("{?}"), "\n".join(want))
    return all(any(fits(line.split("{?}"), one) for one in want) for line in got)


def verdicts(chosen: list[Case]) -> dict[str, dict[str, str]]:
    """By version: each program that is not exact, with its verdict."""
    found: dict[str, dict[str, str]] = {}
    for case in chosen:
        word = verdict(case)
        if word != "exact":
            found.setdefault(case.version, {})[f"{case.area}/{case.name}"] = word
    return found


def changes(old: dict[str, str], new: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of two sets of gaps of one version: what got worse, and what got better."""
    rank = VERDICTS.index
    worse, better = {}, {}
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name, "exact"), new.get(name, "exact")
        if rank(after) > rank(before):
            worse[name] = f"{before} -> {after}"
        elif rank(after) < rank(before):
            better[name] = f"{before} -> {after}"
    return worse, better


def main(arguments: list[str]) -> int:
    old, new = known_gaps(), verdicts(list(cases()))
    kept: dict[str, dict[str, str]] = {}
    for version in sorted(old.keys() | new.keys(), key=lambda text: [int(part) for part in text.split(".")]):
        before, after = old.get(version, {}), new.get(version, {})
        worse, better = changes(before, after)
        for name, words in {**worse, **better}.items():
            print(version, name, words)  # noqa: T201
        if "--accept" not in arguments:
            after = {n: before[n] if n in worse and n in before else w for n, w in after.items() if n in before}
            after |= {n: before[n] for n in worse if n in before}
        if after:
            kept[version] = dict(sorted(after.items()))
    if {"--write", "--accept"} & set(arguments):
        GAPS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
