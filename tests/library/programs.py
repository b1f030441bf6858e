"""Tracing small programs in tests: what variables they make, what they print, how they end."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from scopelint.api import trace_program
from scopelint.config import Config
from scopelint.report.as_json import run_object


def traced(folder: Path, version: str, text: str) -> dict[str, Any]:
    """The trace of a program as the command line gives it."""
    path = folder / "program.py"
    path.write_text("import tensorflow as tf\n" + dedent(text), encoding="utf-8")
    outcome = trace_program(str(path), Config(tf=version))
    found: dict[str, Any] = run_object(outcome.run, outcome.files)
    assert found["error"] is None, found["error"]
    return found


def names(folder: Path, version: str, text: str) -> list[str]:
    """The variables a program makes, all of it vouched for."""
    found = traced(folder, version, text)
    assert found["complete"]
    return [variable["name"] for variable in found["variables"]]
