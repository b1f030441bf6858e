"""Statements a second of the interpreter against CPython, on plain code that touches no graph."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

from measuring import cpu_of, median

from scopelint.api import trace_program
from scopelint.config import Config

PROGRAMS = {
    "loops and arithmetic": (
        "def work(n):\n    total = 0\n    for i in range(n):\n        total += i % 7\n"
        "        if total > 1000:\n            total -= 1000\n    return total\nwork(20000)\n",
        20000 * 3,
    ),
    "calls and attributes": (
        "class Box:\n    def __init__(self, v):\n        self.v = v\n    def add(self, n):\n"
        "        self.v = self.v + n\n        return self\n"
        "def work(n):\n    box = Box(0)\n    for i in range(n):\n        box.add(i).add(1)\n    return box.v\n"
        "work(10000)\n",
        10000 * 6,
    ),
    "text and containers": (
        "def work(n):\n    seen = {}\n    for i in range(n):\n        name = 'layer_%d/w' % (i % 50)\n"
        "        seen[name] = seen.get(name, 0) + 1\n    return sorted(seen)\nwork(10000)\n",
        10000 * 3,
    ),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        empty = Path(place) / "empty.py"
        empty.write_text("")
        start = median(lambda: cpu_of(lambda: trace_program(str(empty), Config(cache=False))))
        for what, (text, statements) in PROGRAMS.items():
            path = Path(place) / "program.py"
            path.write_text(text)
            code = compile(text, "program", "exec")

            def host(code: object = code) -> None:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(code, {})  # type: ignore[arg-type]

            def ours(program: Path = path) -> None:
                trace_program(str(program), Config(cache=False))

            ours()
            theirs = median(lambda host=host: cpu_of(host))  # type: ignore[misc]
            mine = median(lambda ours=ours: cpu_of(ours)) - start  # type: ignore[misc]
            rate = statements / mine / 1e6
            print(f"{what:<24} {rate:6.3f} million statements a second, {theirs / mine:6.3f} of CPython")  # noqa: T201


if __name__ == "__main__":
    main()
