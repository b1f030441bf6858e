"""The ops that functions make, against recorded TensorFlow: names, types, order; outputs' dtypes and shapes.

`fixtures/ops/observed.json.gz` holds what each version made of the calls of
`fixtures/generate/recipes.txt`. The share of modelled functions may only rise.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scopelint.library.tensorflow import structures
from scopelint.values.containers import Dict, List

ROOT = Path(__file__).parents[2]
OBSERVED = ROOT / "fixtures" / "ops" / "observed.json.gz"
PROGRAMS = ROOT / "fixtures" / "semantics" / "ops"


@cache
def observed() -> dict[str, list[dict[str, Any]]]:
    if not OBSERVED.is_file():
        pytest.skip("no recorded ops")
    found: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress(OBSERVED.read_bytes()))
    return found


def recorded_functions() -> Iterator[str]:
    for expression in observed():
        match = re.match(r"tf((?:\.\w+)+)\(", expression)
        if match:
            yield match[1]


def test_nested_structures_come_back() -> None:
    nested = List([1, (2, Dict({"b": 4, "a": 3}))])
    assert structures.flatten(nested) == [1, 2, 3, 4]


def test_most_recorded_functions_are_modelled() -> None:
    from scopelint.library.resolve import sketch_path
    from scopelint.library.tables import plain_op, symbols
    from scopelint.library.tensorflow.modules import load_primitives, sketch_index
    from scopelint.library.tensorflow.native import CLASSES, PRIMITIVES

    load_primitives()
    table = symbols("1.15")
    counts: Counter[bool] = Counter()
    for name in set(recorded_functions()):
        entry = table.entry("tensorflow" + name)
        if entry is None or entry.kind in ("module", "dtype", "constant"):
            continue
        canonical = entry.canonical
        module, _, last = ("tensorflow" + canonical[2:]).rpartition(".")
        path = sketch_path(module)
        counts[
            canonical in PRIMITIVES
            or canonical in CLASSES
            or plain_op("1.15", canonical) is not None
            or last in sketch_index(module)
            or (path is not None and re.search(rf"\b{last}\b", path.read_text(encoding="utf-8")) is not None)
        ] += 1
    assert counts[True] / counts.total() > 0.75
