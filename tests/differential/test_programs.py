"""Each program under ``fixtures/python`` prints the same under CPython and under the interpreter, or holes."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest
from running import run

FIXTURES = Path(__file__).parents[2] / "fixtures" / "python"
PROGRAMS = sorted(FIXTURES.rglob("*.py"))

ADDRESS = re.compile(r"0x[0-9a-f]{8,}")


def by_host(path: Path) -> list[str]:
    """What CPython prints; an exception that ends the program is its last line."""
    out = io.StringIO()
    space = {"__name__": "__main__", "__file__": "program.py"}
    before = {n: m for n, m in sys.modules.items() if n == "__main__"}
    module = type(sys)("__main__")
    module.__dict__.update(space)
    sys.modules["__main__"] = module
    try:
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(path.read_text(), "program.py", "exec"), module.__dict__)
            except SystemExit:
                pass
            except Exception as error:
                out.write(f"raised {type(error).__name__}: {error}\n")
    finally:
        sys.modules.update(before)
    return ADDRESS.sub("0x", out.getvalue()).splitlines()


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


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_program(path: Path) -> None:
    theirs, ours = by_host(path), by_us(path)
    for at, (a, b) in enumerate(zip(ours, theirs, strict=False)):
        assert agrees(a, b), f"line {at + 1}: {a!r}, and CPython {b!r}"
    assert len(ours) == len(theirs), f"{ours[len(theirs) :]} against {theirs[len(ours) :]}"
