"""Runs a recorded program on the fake ``tensorflow`` and holds the outcome against the record."""

from __future__ import annotations

import ast
import builtins
import json
import sys
import traceback
from dataclasses import dataclass, field
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any

from fake_api import members
from fake_tensorflow import FakeTF, Namespace

from scopelint.scoping import Graph, Observer, Op, Variable

FIXTURES = Path(__file__).parents[2] / "fixtures" / "semantics"

VERSIONS = {
    "0.12.1": "0.12", "1.0.1": "1.0", "1.4.1": "1.4", "1.8.0": "1.8", "1.13.1": "1.13", "1.15.5": "1.15",
    "2.15.1": "2.15",
}  # fmt: skip


@dataclass
class Outcome:
    """What a run did, in the shape of the records."""

    stdout: list[str] = field(default_factory=list)
    variables: list[dict[str, Any]] = field(default_factory=list)
    error: dict[str, Any] | None = None


def expected(program: Path) -> dict[str, Outcome]:
    """The recorded outcome by version."""
    record = json.loads(program.with_suffix(".expected.json").read_text("utf-8"))
    return {
        version: Outcome(outcome["stdout"], outcome["variables"], outcome["error"])
        for outcome in record["outcomes"]
        for version in outcome["versions"]
    }


def device(name: str) -> str:
    """``/cpu:0`` as newer versions print it."""
    return "/device:" + name.lstrip("/").upper()


class Watcher(Observer):
    """Notes each variable op with the line that made it."""

    def __init__(self, filename: str, lines: dict[int, int]) -> None:
        self.filename = filename
        self.lines = lines
        self.made: list[tuple[Op, int | None]] = []
        self.variables: dict[Op, Variable] = {}
        self.tf: FakeTF | None = None

    def op_made(self, op: Op) -> None:
        tf = self.tf
        if tf is not None and tf.devices and op.type != "NoOp":
            op.payload = tf.devices[-1] if tf.devices[-1].startswith("/device") else device(tf.devices[-1])
        if tf is not None and tf.controls and "/" not in op.name.removeprefix("net/"):
            tf.control_inputs[op] = tf.controls[-1]

    def variable_op_made(self, op: Op, key: str | None) -> None:
        frame: Any = sys._getframe()
        while frame is not None and frame.f_code.co_filename != self.filename:
            frame = frame.f_back
        self.made.append((op, self.lines.get(frame.f_lineno) if frame is not None else None))

    def variable_made(self, variable: Variable) -> None:
        self.variables[variable.op] = variable


def statement_lines(tree: ast.Module) -> dict[int, int]:
    """For each line the first line of the innermost statement on it."""
    first: dict[int, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            start = node.lineno
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.decorator_list:
                start = node.decorator_list[0].lineno
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or start
            for line in range(start, max(end, start) + 1):
                first[line] = max(start, first.get(line, 0))
    return first


def run(program: Path, version: str) -> Outcome:
    """Run a program under one version's rules."""
    source = program.read_text("utf-8")
    filename = f"<recorded {program.stem}>"
    tree = ast.parse(source)
    lines = statement_lines(tree)
    watcher = Watcher(filename, lines)
    tf = watcher.tf = FakeTF(version, watcher)
    name = "tensorflow.compat.v1" if version == "2.15" else "tensorflow"
    module = Namespace(version, name, members(tf))
    outcome = Outcome()

    def fake_import(wanted: str, *rest: Any) -> Any:
        return module if wanted.split(".")[0] == "tensorflow" else builtins.__import__(wanted, *rest)

    def fake_print(*values: Any, sep: str = " ", end: str = "\n", **_: Any) -> None:
        written.append(sep.join(map(str, values)) + end)

    written: list[str] = []
    scope: dict[str, Any] = {
        "__name__": "__main__",
        "__builtins__": {**vars(builtins), "__import__": fake_import, "print": fake_print},
    }
    try:
        exec(compile(tree, filename, "exec"), scope)
    except BaseException as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == filename]
        text = str(error).split("\n")[0]
        at = frames[-1].lineno if frames else None
        outcome.error = {"line": lines.get(at or 0), "message": text, "type": type(error).__name__}
    for value in list(scope.values()):
        if isinstance(value, ThreadPool):
            value.terminate()
            value.join()
    scope.clear()  # so that files left open are closed here, not in another test
    outcome.stdout = "".join(written).splitlines()
    outcome.variables = described(watcher)
    return outcome


def described(watcher: Watcher) -> list[dict[str, Any]]:
    """The variables in the order the recorder gives them: per graph, graphs as they got their first op."""
    graphs: list[Graph] = []
    found = []
    for op, line in watcher.made:
        if op.graph not in graphs:
            graphs.append(op.graph)
        variable = watcher.variables.get(op)
        graph = op.graph
        store = variable is not None and any(v is variable for v in graph.store.variables.flat().values())
        shape = variable.shape if variable is not None else op.outputs[0].shape
        entry = {
            "collections": sorted(str(key) for key in graph.collections.containing(variable)) if variable else [],
            "dtype": variable.dtype if variable is not None else op.outputs[0].dtype,
            "kind": "resource" if op.type == "VarHandleOp" else "ref",
            "line": line,
            "name": op.name,
            "shape": None if shape is None else [-1 if size is None else size for size in shape],
            "store": store,
        }
        found.append((graph.number or 0, entry))
    order = sorted({number for number, _ in found})
    for number, entry in found:
        if order.index(number):
            entry["graph"] = order.index(number)
    return [entry for _, entry in sorted(found, key=lambda item: item[0])]


def difference(got: Outcome, wanted: Outcome) -> str | None:
    """The first thing that differs, in words, or None."""
    if got.stdout != wanted.stdout:
        return f"printed {got.stdout}, recorded {wanted.stdout}; error {got.error}"
    if got.error != wanted.error:
        return f"error {got.error}, recorded {wanted.error}"
    if got.variables != wanted.variables:
        for mine, theirs in zip(got.variables, wanted.variables, strict=False):
            if mine != theirs:
                return f"variable {mine}, recorded {theirs}"
        return f"{len(got.variables)} variables, recorded {len(wanted.variables)}: {got.variables}"
    return None
