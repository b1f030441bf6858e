"""Recorded calls against the model: one in twenty-five, each version's share by turns.

All of them take some minutes: ``python tests/library/op_calls.py``, which also writes the gaps (``--write``).
"""

from __future__ import annotations

from pathlib import Path

import op_calls
import pytest

SHARE = 25
WORSE = (
    "exact",
    "unlisted",
    "partial",
    "ops-wrong",
    "unknown",
    "missed",
    "wrong-error",
    "wrong",
    "false-alarm",
    "crash",
)
"""From best to worst."""


def some() -> list[op_calls.Case]:
    if not op_calls.OBSERVED.is_file():
        return []
    return [case for i, case in enumerate(op_calls.cases()) if i % SHARE == 0]


def test_no_call_is_worse_than_noted(tmp_path: Path) -> None:
    chosen, gaps = some(), op_calls.known_gaps()
    if not chosen:
        pytest.skip("no recorded calls")
    worse = []
    for case in chosen:
        verdict, detail = op_calls.compare(case, tmp_path)
        noted = gaps.get(case.call, {}).get(case.version, "unlisted")
        if WORSE.index(verdict) > WORSE.index(noted):
            worse.append(f"{case.version} {case.call}: {noted} -> {verdict} {detail}")
    assert not worse, "\n".join(worse)


def test_every_gap_is_a_recorded_call() -> None:
    recorded = {(case.call, case.version) for case in op_calls.cases()}
    noted = {(call, version) for call, found in op_calls.known_gaps().items() for version in found}
    assert noted <= recorded
