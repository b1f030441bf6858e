"""What CPython prints for the programs under ``fixtures/python``; run by Python 3.11 it records that.

python3.11 tests/differential/cpython.py
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures" / "python"
PROGRAMS = sorted(FIXTURES.rglob("*.py"))
RECORDING = FIXTURES / "recorded-3.11.json"

ADDRESS = re.compile(r"0x[0-9a-f]{8,}")


def key(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


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


if __name__ == "__main__":
    if sys.version_info[:2] != (3, 11):
        sys.exit("record with Python 3.11: the target of TensorFlow 2.15")
    recorded = {key(path): by_host(path) for path in PROGRAMS}
    RECORDING.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")
