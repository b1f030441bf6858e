"""The ops that functions make, against recorded TensorFlow: names, types, order; outputs' dtypes and shapes.

`fixtures/ops/observed.json.gz` holds what each version made of the calls of
`fixtures/generate/recipes.txt`. The share of modelled functions may only rise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from op_calls import OBSERVED, modelled_by, observed

from scopelint.library.tables import symbols
from scopelint.library.tensorflow import structures
from scopelint.library.tensorflow.modules import load_primitives
from scopelint.values.containers import Dict, List

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "fixtures" / "semantics" / "ops"


def recorded_functions() -> Iterator[str]:
    if not OBSERVED.is_file():
        pytest.skip("no recorded ops")
    for expression in observed():
        match = re.match(r"tf((?:\.\w+)+)\(", expression)
        if match:
            yield match[1]


def test_nested_structures_come_back() -> None:
    nested = List([1, (2, Dict({"b": 4, "a": 3}))])
    assert structures.flatten(nested) == [1, 2, 3, 4]


def test_most_recorded_functions_are_modelled() -> None:
    load_primitives()
    table = symbols("1.15")
    counts: Counter[bool] = Counter()
    for name in set(recorded_functions()):
        entry = table.entry("tensorflow" + name)
        if entry is None or entry.kind in ("module", "dtype", "constant"):
            continue
        counts[modelled_by("1.15", entry.canonical) not in ("recorded scope", "nothing")] += 1
    assert counts[True] / counts.total() > 0.75
