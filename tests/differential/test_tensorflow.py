"""Random programs do under scopelint what they do under real TensorFlow.

Where SCOPELINT_TF_PYTHONS names an interpreter, new programs are compared with it. What the recorded ones did, those of
``fixtures/differential``, is compared everywhere.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from comparing import VERSIONS, Difference, TensorFlow, difference, interpreters, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_programs import programs

RECORDED = Path(__file__).parent.parent.parent / "fixtures" / "differential"
KNOWN = RECORDED / "known_gaps.json"
FRESH = 200
"""New programs for each version that an interpreter is named for."""


def read(version: str) -> list[dict[str, object]]:
    with gzip.open(RECORDED / f"{version}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def found(program: str, theirs: object, version: str) -> Difference | None:
    outcome: object = theirs
    return difference(outcome, run(program, version))  # type: ignore[arg-type]


@pytest.mark.parametrize("version", VERSIONS)
def test_recorded(version: str) -> None:
    """The known gaps are strict: what is better now must be noted there."""
    different = {}
    for number, recorded in enumerate(read(version)):
        unlike = found(str(recorded["program"]), recorded, version)
        if unlike is not None:
            different[str(number)] = unlike
    known = json.loads(KNOWN.read_text(encoding="utf-8")).get(version, {})
    assert {number: unlike.what for number, unlike in different.items()} == known, different


@pytest.mark.parametrize("version", VERSIONS)
def test_new(version: str) -> None:
    python = interpreters().get(version)
    if python is None:
        pytest.skip(f"SCOPELINT_TF_PYTHONS names no Python with TensorFlow {version}")
    tf = TensorFlow(python)

    @settings(
        max_examples=FRESH, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.deferred(lambda: programs(version)))
    def agrees(program: str) -> None:
        unlike = found(program, tf.run(program), version)
        assert unlike is None or unlike.what == "inexact", f"{program}\n{unlike}"

    try:
        agrees()
    finally:
        tf.close()
