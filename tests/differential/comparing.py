"""What TensorFlow and scopelint did with a program, and whether they agree."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

sys.path.insert(0, str(Path(__file__).parent.parent))

from conformance import fits

from scopelint.api import run_of
from scopelint.config import Config
from scopelint.project import Project, error_of
from scopelint.report.as_json import run_object
from scopelint.report.run import Op, Run
from scopelint.source.text import Source
from scopelint.syntax.deep import run_deep
from scopelint.trace import Trace

REAL = Path(__file__).with_name("real.py")
PATH = "program.py"
VERSIONS = ("0.12", "1.0", "1.4", "1.8", "1.13", "1.15", "2.15")


class Outcome(TypedDict):
    """What a program did, as ``real.py`` writes it."""

    printed: list[str]
    variables: list[list[Any]]
    ops: list[list[str]]
    error: list[Any] | None


class Ours(NamedTuple):
    outcome: Outcome
    complete: bool
    unlisted: frozenset[int]
    """The graphs that have inner ops which are not modelled."""
    failures: tuple[str, ...]
    """Errors of our own."""


class Difference(NamedTuple):
    what: str
    """Which part of the outcomes differs, or ``inexact``: ours says, in places, that it does not know."""
    theirs: str
    ours: str


def interpreters() -> dict[str, str]:
    """By version: the Pythons with TensorFlow that SCOPELINT_TF_PYTHONS names."""
    pairs = [pair.partition("=") for pair in os.environ.get("SCOPELINT_TF_PYTHONS", "").split(",") if pair]
    return {version: path for version, _, path in pairs}


class TensorFlow:
    """One long-living process of real TensorFlow."""

    def __init__(self, python: str) -> None:
        settings = {"PYTHONHASHSEED": "0", "CUDA_VISIBLE_DEVICES": "", "TF_ENABLE_ONEDNN_OPTS": "0"}
        self._process = subprocess.Popen(
            [python, str(REAL)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**{k: v for k, v in os.environ.items() if k != "PYTHONPATH"}, **settings},
        )

    def ask(self, programs: Sequence[str]) -> None:
        """Start on some programs."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(programs) + "\n")
        self._process.stdin.flush()

    def answer(self) -> list[Outcome | None]:
        """What the programs of the first unanswered question did; None for one that its process did not come to."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process of TensorFlow ended"
        outcomes: list[Outcome | None] = json.loads(line)
        return outcomes

    def run(self, program: str) -> Outcome | None:
        """What one program does, from the state right after the import; None when that ends the process."""
        self.ask([program])
        return self.answer()[0]

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def run(text: str, version: str) -> Ours:
    """What scopelint says of a program."""
    project = Project(Config(tf=version, cache=False))
    ops: list[Op] = []
    source = Source.from_text(PATH, text)
    vm, ending = run_deep(lambda: project.run(source, recover=False, ops=ops))
    made = run_of(Run(PATH, version, Trace(), error=error_of(vm, ending)), vm, ending, ops)
    record = run_object(made, str)
    graphs: dict[int, list[str]] = {}
    for number, name, _ in record["ops"]:
        graphs.setdefault(number, []).append(name)
    error = record["error"]
    variables = [
        [v["graph"], v["name"], v["shape"] and [-1 if n is None else n for n in v["shape"]], v["dtype"], v["line"]]
        for v in record["variables"]
    ]
    outcome = Outcome(
        printed=record["prints"],
        variables=variables,
        ops=list(graphs.values()),
        error=error and [error["type"], error["message"], error["line"]],
    )
    unlisted = [graph.number for mark in ("unlisted", "disordered") for graph in vm.state.get(mark, ())]
    return Ours(outcome, record["complete"], frozenset(unlisted), tuple(project.errors))


def difference(theirs: Outcome | None, ours: Ours, *, ops: bool = False) -> Difference | None:
    """The first thing in which the two disagree; none when all is the same. ``ops`` asks for the lists of ops too."""
    if ours.failures:
        return Difference("failure", "", "; ".join(ours.failures))
    if theirs is None:
        return Difference("crash", "the process ended", "")
    mine = ours.outcome
    found = (
        between("printed", theirs["printed"], mine["printed"])
        or between("variable", theirs["variables"], mine["variables"])
        or between("error", [theirs["error"]], [mine["error"]])
        or (in_ops(theirs["ops"], ours) if ops else None)
        or None
    )
    if found is None:
        return None if ours.complete else Difference("inexact", "", "agrees, but not vouched for")
    holes = "{?}" in "".join(mine["printed"])
    if (
        holes
        and found.what == "printed"
        and fits("\n".join(mine["printed"]).split("{?}"), "\n".join(theirs["printed"]))
    ):
        return found._replace(what="inexact")
    return found if ours.complete else found._replace(what="incomplete " + found.what)


def in_ops(theirs: list[list[str]], ours: Ours) -> Difference | None:
    """In a graph whose inner ops are not all modelled, ours must at least exist."""
    empty: list[str] = []
    for number, (graph, names) in enumerate(itertools.zip_longest(theirs, ours.outcome["ops"], fillvalue=empty)):
        for name in Counter(names) - Counter(graph):
            return Difference("invented op", "", name)
        found = None if number in ours.unlisted else between("op", graph, names)
        if found is not None:
            return found
    return None


def between(what: str, theirs: Sequence[Any], ours: Sequence[Any]) -> Difference | None:
    for one, other in itertools.zip_longest(theirs, ours):
        if one != other:
            return Difference(what, show(one), show(other))
    return None


def show(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
