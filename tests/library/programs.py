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


def imported(name: str, version: str) -> Any:
    """What importing a module of this name gives in a project without modules: a Module, an Unknown, or None where
    the target's Python has none."""
    from scopelint.interp.entry import guarded
    from scopelint.interp.imports import import_module
    from scopelint.project import Project
    from scopelint.syntax.deep import run_deep

    project = Project(Config(tf=version, site_packages=("none",)))
    vm = project.machine(str(Path(__file__).parent / "nothing" / "program.py"), recover=False)
    ending = run_deep(lambda: guarded(vm, lambda: import_module(vm, name)))
    assert ending.raised is None or ending.raised.value.cls.name in ("ImportError", "ModuleNotFoundError"), name
    return vm.modules.get(name)
