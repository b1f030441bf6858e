"""Writers of predicted variables: tree, table, plain, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from scopelint.report.names import NamedVariable, named_variables, totals
from scopelint.report.paths import Files
from scopelint.report.run import Run
from scopelint.report.style import PLAIN, Style

Writer = Callable[[Run, Files, Style], str]


def write_plain(run: Run, files: Files, style: Style = PLAIN) -> str:
    """One name a line, nothing else."""
    return "".join(variable.name + "\n" for variable in named_variables(run))


def write_json(run: Run, files: Files, style: Style = PLAIN) -> str:
    """One JSON object: the variables, and whether they are all there is."""
    variables = named_variables(run)
    record = {
        "target": run.program,
        "tf": run.tf,
        "variables": [_object(v, files) for v in variables],
        "complete": run.complete and all(v.exact and v.certain for v in variables),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _object(variable: NamedVariable, files: Files) -> dict[str, Any]:
    return {
        "graph": variable.graph,
        "name": variable.name,
        "shape": None if variable.shape is None else list(variable.shape),
        "dtype": variable.dtype,
        "trainable": variable.trainable,
        "file": files(variable.place.file),
        "line": variable.place.line,
        "shared": [{"file": files(p.file), "line": p.line} for p in variable.shared],
        "exact": variable.exact,
        "certain": variable.certain,
    }


def write_table(run: Run, files: Files, style: Style = PLAIN) -> str:
    """One variable a line, in columns: name, shape, dtype, place, sharing."""
    variables = named_variables(run)
    rows = [[v.name, *_facts(v, files)] for v in variables]
    return _columns(rows, style) + _footer(run, variables, style)


def write_tree(run: Run, files: Files, style: Style = PLAIN) -> str:
    """Scopes as a tree, variables as its leaves, each graph on its own."""
    variables = named_variables(run)
    by_graph = [list(group) for _, group in groupby(sorted(variables, key=lambda v: v.graph), lambda v: v.graph)]
    out = []
    for number, members in enumerate(by_graph):
        if len(by_graph) > 1:
            out.append(style.paint("dim", f"graph {number}") + "\n")
        rows: list[list[str]] = []
        _grow(_nest(members), "", rows, files, top=True)
        out.append(_columns(rows, style))
    return "".join(out) + _footer(run, variables, style)


class _Branch:
    """A scope: inner scopes by name and variables, in the order they came."""

    def __init__(self) -> None:
        self.scopes: dict[str, _Branch] = {}
        self.order: list[tuple[str, _Branch | NamedVariable]] = []


def _nest(variables: Sequence[NamedVariable]) -> _Branch:
    root = _Branch()
    for variable in variables:
        *scopes, leaf = variable.name.split("/")
        branch = root
        for scope in scopes:
            inner = branch.scopes.get(scope)
            if inner is None:
                inner = branch.scopes[scope] = _Branch()
                branch.order.append((scope + "/", inner))
            branch = inner
        branch.order.append((leaf, variable))
    return root


def _grow(branch: _Branch, indent: str, rows: list[list[str]], files: Files, *, top: bool = False) -> None:
    # A stack of our own: names can nest deeper than a recursion may.
    stack = [(indent, top, item, i == len(branch.order) - 1) for i, item in enumerate(branch.order)][::-1]
    while stack:
        indent, top, (word, item), last = stack.pop()
        joint = "" if top else "└─ " if last else "├─ "
        if isinstance(item, NamedVariable):
            rows.append([indent + joint + word, *_facts(item, files)])
            continue
        rows.append([indent + joint + word])
        deeper = indent + ("" if top else "   " if last else "│  ")
        stack.extend([(deeper, False, below, i == len(item.order) - 1) for i, below in enumerate(item.order)][::-1])


def _facts(variable: NamedVariable, files: Files) -> list[str]:
    place = f"{files(variable.place.file)}:{variable.place.line}"
    shared = ""
    if variable.shared:
        lines = sorted({f"{files(p.file)}:{p.line}" for p in variable.shared})
        shared = "shared at " + ", ".join(lines[:2]) + (f" and {len(lines) - 2} more" if len(lines) > 2 else "")
    words = [w for w in (shared, variable.doubt, "" if variable.trainable else "not trainable") if w]
    return [variable.shape_text, variable.dtype or "?", place, "; ".join(words)]


def _columns(rows: Sequence[Sequence[str]], style: Style) -> str:
    full = [row for row in rows if len(row) > 1]
    widths = [max((len(row[0]) for row in rows), default=0)]
    widths += [max((len(row[i]) for row in full), default=0) for i in range(1, 4)]
    out = []
    for row in rows:
        if len(row) == 1:
            out.append(style.paint("bold", row[0]))
            continue
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        line = "  ".join([*cells[:3], style.paint("dim", cells[3]), row[4]]) if len(row) > 4 else "  ".join(cells)
        out.append(line.rstrip())
    return "".join(line + "\n" for line in out)


def _footer(run: Run, variables: Sequence[NamedVariable], style: Style) -> str:
    out = ("\n" if variables else "") + str(totals(variables)) + "\n"
    if not run.complete or any(v.doubt for v in variables):
        out += style.paint("warning", "Not all is known") + ": other variables may be made, or these named otherwise.\n"
        for reason, place in list(run.trace.reasons.items())[:5]:
            where = f" (line {place.line})" if place is not None else ""
            out += f"  because {run.show(reason)}{where}\n"
    return out


WRITERS: dict[str, Writer] = {"tree": write_tree, "table": write_table, "plain": write_plain, "json": write_json}
