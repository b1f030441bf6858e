"""Compares the calls recorded in ``fixtures/ops/observed.json.gz`` with what the model makes of them.

``python tests/library/op_calls.py [PATTERN] [--tf VERSIONS] [--verdict PATTERN]`` prints the calls that are not exact
and what differs; ``--write`` notes all verdicts in ``fixtures/ops/known_gaps.json``; ``--coverage VERSION`` lists, for
each public module, the functions and classes by what models them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scopelint.config import Config
from scopelint.library.resolve import sketch_path
from scopelint.library.tables import plain_op, sealed, symbols
from scopelint.library.tensorflow.modules import load_primitives, sketch_index
from scopelint.library.tensorflow.native import CLASSES, PRIMITIVES
from scopelint.library.tensorflow.sparse import SparseValue
from scopelint.library.tensorflow.structures import flatten
from scopelint.library.tensorflow.tensors import Operation, Tensor
from scopelint.project import Project, error_of
from scopelint.syntax.deep import run_deep
from scopelint.values.unknown import Choice, Unknown, has_hole

OPS = Path(__file__).parents[2] / "fixtures" / "ops"
OBSERVED = OPS / "observed.json.gz"
GAPS = OPS / "known_gaps.json"
VERSIONS = ("0.12", "1.0", "1.4", "1.8", "1.13", "1.15", "2.15")
FOLDED = ("1.13", "1.15", "2.15")
"""Names are used regardless of case from here on."""
GOOD = ("exact", "unlisted")
"""All is as it was; or all but the list of inner ops, which the model does not vouch for."""

SCOPE = "scope/"
PROGRAM = """
import numpy
import tensorflow as tf
made = [0]
def outside(make):
    made[0] += 1
    with tf.name_scope(None), tf.control_dependencies(None):
        return make("argument_%d" % made[0])
def placeholder(dtype):
    return lambda *shape: outside(lambda name: tf.placeholder(dtype, list(shape), name=name))
def variable(dtype):
    return lambda *shape: outside(
        lambda name: tf.Variable(tf.zeros(list(shape), dtype, name=name + "_zeros"), name=name))
def sparse(dtype):
    return lambda *shape: outside(lambda name: tf.SparseTensor(
        tf.placeholder(tf.int64, [None, len(shape)], name=name + "_indices"),
        tf.placeholder(dtype, [None], name=name + "_values"),
        tf.constant(shape, tf.int64, name=name + "_shape")))
f32, f64, i32, i64 = placeholder(tf.float32), placeholder(tf.float64), placeholder(tf.int32), placeholder(tf.int64)
u8, boolean = placeholder(tf.uint8), placeholder(tf.bool)
string, c64 = placeholder(tf.string), placeholder(tf.complex64)
any32 = lambda: outside(lambda name: tf.placeholder(tf.float32, name=name))
var, ivar, lvar = variable(tf.float32), variable(tf.int32), variable(tf.int64)
f32sparse, i32sparse, i64sparse = sparse(tf.float32), sparse(tf.int32), sparse(tf.int64)
with tf.name_scope("scope"):
    value = (
CALL
    )
"""


class Case(NamedTuple):
    """One call, and what one version did with it."""

    call: str
    version: str
    truth: dict[str, Any]


@cache
def observed() -> dict[str, list[dict[str, Any]]]:
    """By call: what was recorded, each outcome with the versions that had it."""
    found: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress(OBSERVED.read_bytes()))
    return found


def cases(pattern: str = "", versions: tuple[str, ...] = VERSIONS) -> Iterator[Case]:
    for call, outcomes in observed().items():
        for outcome in outcomes if re.search(pattern, call) else ():
            for version in outcome["versions"]:
                if version in versions:
                    yield Case(call, version, outcome)


class Findings(NamedTuple):
    """What contradicts the truth, and what is only not known."""

    wrong: list[str]
    unsure: list[str]


class Made:
    """What the model makes of a call."""

    def __init__(self, case: Case, path: Path) -> None:
        path.write_text(PROGRAM.replace("CALL", case.call), encoding="utf-8")
        project = Project(Config(tf=case.version, cache=False))
        self.version = case.version
        self.vm, ending = project.run(project.source(str(path)), recover=False)
        found = error_of(self.vm, ending)
        self.error = "" if found is None else f"{found.type}: {found.message}"
        self.broken = project.errors
        self.value = self.vm.modules["__main__"].attrs.get("value")
        tensorflow = self.vm.state.get("tensorflow")
        self.graph: Any = tensorflow.engine.default_graph() if tensorflow is not None else None
        self.unlisted = self.graph in self.vm.state.get("unlisted", ())
        self.complete = self.vm.trace.complete

    def ops(self) -> list[str]:
        """The ops in order, but for those of the arguments."""
        ops = self.graph.ops if self.graph is not None else []
        return [f"{relative(op.name)}:{op.type}" for op in ops if not op.name.startswith("argument_")]

    def taken(self) -> set[str]:
        """The names used directly in the scope of the call."""
        keys = self.graph.names.used.flat() if self.graph is not None else {}
        return {key[len(SCOPE) :] for key in keys if key.startswith(SCOPE) and "/" not in key[len(SCOPE) :]}


def relative(name: str) -> str:
    return name[len(SCOPE) :] if name.startswith(SCOPE) else "/" + name


def tops(ops: list[str], version: str) -> set[str]:
    """The first parts of ops' names, as they are counted."""
    names = {op.rpartition(":")[0].split("/")[0] for op in ops if not op.startswith("/")}
    return {name.lower() for name in names} if version in FOLDED else names


def compare(case: Case, folder: Path) -> tuple[str, str]:
    """The verdict on a call, and what differs."""
    made = run_deep(lambda: Made(case, folder / "call.py"))
    if made.broken:
        return "crash", made.broken[0][-300:]
    error = case.truth.get("error")
    if error is not None:
        return compare_errors(error, made.error)
    if made.error:
        return "false-alarm", made.error
    if isinstance(made.value, (Unknown, Choice)):
        return "unknown", ""
    found = Findings([], [])
    compare_outputs(made, case.truth["outputs"], found)
    compare_names(made, case.truth, found)
    if found.wrong:
        return "wrong", "; ".join([*found.wrong, *found.unsure])
    listed = case.truth["ops"]
    if not made.unlisted and made.ops() != [op for op in listed if not op.startswith("/argument_")]:
        return "ops-wrong", first_difference(made.ops(), listed)
    if found.unsure:
        return "partial", "; ".join(found.unsure)
    return ("unlisted" if made.unlisted else "exact"), ""


def compare_errors(want: str, got: str) -> tuple[str, str]:
    if not got:
        return "missed", want
    same = want.partition(":")[0] == got.partition(":")[0]
    return ("exact", "") if same else ("wrong-error", f"{want} / {got}")


def first_difference(got: list[str], want: list[str]) -> str:
    at = next((i for i, (a, b) in enumerate(zip(got, want, strict=False)) if a != b), min(len(got), len(want)))
    return f"at {at} of {len(want)} want {want[at : at + 3]} got {got[at : at + 3]}"


def compare_names(made: Made, truth: dict[str, Any], found: Findings) -> None:
    """A name such as `a/b` given to an op takes that one, and `a` may or may not be used too."""
    more = {name.lower() if made.version in FOLDED else name for name in truth.get("taken", ())}
    shown = tops(truth["ops"], made.version)
    got = made.taken()
    missing = (shown | more) - got - tops(made.ops(), made.version)
    extra = got - shown - more
    if missing or extra:
        sure = made.complete and not any(has_hole(name) for name in got)
        (found.wrong if sure else found.unsure).append(f"names: want {sorted(missing)} got {sorted(extra)}")


def compare_outputs(made: Made, want: list[list[Any]], found: Findings) -> None:
    parts = [part for leaf in flatten(made.value) for part in parts_of(leaf)]
    outputs = [part for part in parts if is_output(part) or isinstance(part, (Unknown, Choice))]
    if len(outputs) != len(want):
        sure = all(is_output(part) for part in parts)
        (found.wrong if sure else found.unsure).append(f"{len(outputs)} outputs for {len(want)}")
        return
    for output, (name, dtype, shape) in zip(outputs, want, strict=True):
        if isinstance(output, (Unknown, Choice)):
            found.unsure.append("an output")
        else:
            compare_output(output, name, dtype, shape, found)


def parts_of(leaf: Any) -> list[Any]:
    return [leaf.indices, leaf.values, leaf.sizes] if isinstance(leaf, SparseValue) else [leaf]


def is_output(part: Any) -> bool:
    return isinstance(part, (Tensor, Operation)) or hasattr(getattr(part, "engine_object", None), "shape")


def compare_output(output: Any, name: str, dtype: str | None, shape: list[int] | None, found: Findings) -> None:
    if isinstance(output, Operation):
        compare_name(output.op.name, name, found)
        return
    known = getattr(output, "known_shape", False)
    held = output if isinstance(output, Tensor) else output.engine_object
    if hasattr(held, "name"):
        compare_name(held.name, name, found)
    if held.dtype == "?":
        found.unsure.append(f"dtype of {name}")
    elif dtype is not None and held.dtype != dtype.removesuffix("_ref"):
        found.wrong.append(f"dtype of {name}: want {dtype} got {held.dtype}")
    compare_shape(name, shape, held.shape, found, known=known)


def compare_name(got: str, want: str, found: Findings) -> None:
    if relative(got) != want:
        (found.unsure if has_hole(got) else found.wrong).append(f"output: want {want} got {relative(got)}")


def compare_shape(name: str, want: list[int] | None, got: Any, found: Findings, *, known: bool) -> None:
    text = f"shape of {name}: want {want} got {got}"
    if want is None or got is None:
        if got is not None:
            found.wrong.append(text)
        elif want is not None or not known:
            (found.wrong if known else found.unsure).append(text)
    elif len(want) != len(got) or any(b is not None and b != a for a, b in zip(want, got, strict=True)):
        found.wrong.append(text)
    elif any(b is None and (a != -1 or not known) for a, b in zip(want, got, strict=True)):
        (found.wrong if known else found.unsure).append(text)


# What models what

DEPTH = 2
"""How far modules lie in each other."""


def modelled_by(version: str, canonical: str) -> str:
    """What the library has for an API."""
    if canonical in PRIMITIVES or canonical in CLASSES:
        return "primitive"
    module, _, name = canonical.replace("tf.", "tensorflow.", 1).rpartition(".")
    path = sketch_path(module)
    if name in sketch_index(module) or (path is not None and re.search(rf"\b{name}\b", path.read_text("utf-8"))):
        return "sketch"
    if plain_op(version, canonical) is not None:
        return "plain op"
    return "recorded scope" if sealed(version, canonical) is not None else "nothing"


def coverage(version: str) -> Iterator[str]:
    """A line for each public module and kind of model."""
    load_primitives()
    table = symbols(version)
    modules = ["tensorflow"]
    for path in modules:
        inner = [name for name in table.members(path) if not name.startswith("_") and name not in ("compat", "python")]
        modules += [f"{path}.{name}" for name in inner if path.count(".") < DEPTH and table.is_module(f"{path}.{name}")]
        found: dict[str, list[str]] = {}
        for name in table.members(path):
            entry = table.entry(f"{path}.{name}")
            if entry is not None and entry.kind in ("function", "class") and not name.startswith("_"):
                found.setdefault(modelled_by(version, entry.canonical), []).append(name)
        for kind, names in sorted(found.items()):
            yield f"{path}: {kind}: {len(names)}: {' '.join(names)}"


def known_gaps() -> dict[str, dict[str, str]]:
    """By call and version: the verdicts that are not good."""
    found: dict[str, dict[str, str]] = json.loads(GAPS.read_text(encoding="utf-8")) if GAPS.is_file() else {}
    return found


def report(options: argparse.Namespace) -> Iterator[str]:
    counts: Counter[tuple[str, str]] = Counter()
    gaps = known_gaps()
    shown: dict[tuple[str, str, str], list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(options.pattern, tuple(options.tf.split(","))):
            verdict, detail = compare(case, Path(folder))
            counts[verdict, case.version] += 1
            gaps.get(case.call, {}).pop(case.version, None)
            if verdict not in GOOD:
                gaps.setdefault(case.call, {})[case.version] = verdict
                shown.setdefault((verdict, case.call, detail), []).append(case.version)
    for (verdict, call, detail), versions in shown.items():
        if re.search(options.verdict, verdict):
            yield f"{verdict:12} {call}  [{','.join(versions)}]  {detail}"
    for verdict in sorted({verdict for verdict, _ in counts}):
        yield f"{verdict} { ({v: counts[verdict, v] for v in VERSIONS if counts[verdict, v]}) }"
    if options.write:
        lines = (f"{json.dumps(call)}: {json.dumps(found)}" for call, found in sorted(gaps.items()) if found)
        GAPS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pattern", nargs="?", default="")
    parser.add_argument("--tf", default=",".join(VERSIONS))
    parser.add_argument("--verdict", default="")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--coverage", metavar="VERSION")
    options = parser.parse_args()
    for line in coverage(options.coverage) if options.coverage else report(options):
        print(line)  # noqa: T201


if __name__ == "__main__":
    main()
