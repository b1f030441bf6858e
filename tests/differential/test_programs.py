"""Each program under ``fixtures/python`` prints the same under CPython and under the interpreter, or holes."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from cpython import PROGRAMS, RECORDING, by_host, key
from running import run

RECORDED: dict[str, list[str]] = json.loads(RECORDING.read_text())


def by_us(path: Path) -> list[str]:
    lines, ending, vm = run(path.read_text(), "2.15")
    if ending.raised is not None:
        from scopelint.interp.strings import to_text
        from scopelint.values.unknown import raw_of

        value = ending.raised.value
        if value.cls.name != "SystemExit":
            shown = vm.holes.show(raw_of(to_text(vm, value)), anonymous=True)
            lines.extend(f"raised {value.cls.name}: {shown}".splitlines())
    if ending.stopped is not None:
        lines.append(f"stopped: {ending.stopped}")
    return lines


def agrees(ours: str, theirs: str) -> bool:
    """Whether a line is the same where it is known."""
    pattern = ".*".join(re.escape(part) for part in ours.removeprefix("{maybe}").split("{?}"))
    return re.fullmatch(pattern, theirs, re.S) is not None


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the recording is of Python 3.11, the target of 2.15")
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_recording_is_what_python_prints(path: Path) -> None:
    assert by_host(path) == RECORDED[key(path)]


def test_every_program_is_recorded() -> None:
    assert sorted(RECORDED) == sorted(key(path) for path in PROGRAMS)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_program(path: Path) -> None:
    theirs, ours = RECORDED[key(path)], by_us(path)
    for at, (a, b) in enumerate(zip(ours, theirs, strict=False)):
        assert agrees(a, b), f"line {at + 1}: {a!r}, and CPython {b!r}"
    assert len(ours) == len(theirs), f"{ours[len(theirs) :]} against {theirs[len(ours) :]}"
