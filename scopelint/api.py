"""Analyses, from files to reports: what front ends call.

``trace_program`` runs one program as ``__main__``, ``check_files`` and ``check_text`` lint, ``names_of`` predicts the
variables of a target. Nothing here raises for what a file holds: a file that cannot be read or parsed is a finding, and
an error of our own is one line in the outcome that costs no other file its result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from scopelint.config import Config, ConfigError, did_you_mean
from scopelint.diagnostic import Certainty, Diagnostic, Place
from scopelint.project import Project, broken, error_of, findings, internal_error
from scopelint.report.located import Located
from scopelint.report.paths import Files, Folders
from scopelint.report.report import Choice, Report, choose
from scopelint.report.run import Op, Run, RunError
from scopelint.source.gate import mentions_tensorflow
from scopelint.source.text import SourceError
from scopelint.syntax.collector import collector_slowed
from scopelint.syntax.deep import run_deep
from scopelint.trace import Trace

if TYPE_CHECKING:
    from scopelint.interp.entry import Ending
    from scopelint.interp.machine import Machine

EVERYTHING = Choice(certainty=Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writers need beside a run or report: how files are shown, and their lines. ``errors`` are internal ones."""

    files: Files
    lines: Callable[[str], Sequence[str]]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced(Outcome):
    run: Run = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Checked(Outcome):
    report: Report = field(kw_only=True)


def trace_program(path: str, config: Config, *, recover: bool = False, ops: bool = False) -> Traced:
    """Run one program as ``__main__``; it ends at its first certain exception, unless ``recover``.

    Its findings are those of `check_files`, the possible ones included. Raises ConfigError when there is no such file.
    """
    require_file(path)
    project = Project(config)
    with collector_slowed():
        return run_deep(lambda: _trace(project, path, recover=recover, ops=ops))


def names_of(target: str, config: Config) -> Traced:
    """The variables that ``file.py``, ``file.py::function``, ``file.py::Class.method`` or ``package.module::function``
    makes. The analysis goes on after errors. Raises ConfigError when there is no such target."""
    project = Project(config)
    with collector_slowed():
        return run_deep(lambda: _names(project, target))


def check_files(paths: Sequence[str], config: Config) -> Checked:
    """Lint files and folders. Raises ConfigError for a path that does not exist."""
    return _check(Project(config), collect_files(paths, config.exclude))


def check_text(text: str, path: str, config: Config) -> Checked:
    """Lint a text that stands for a file: an editor's unsaved one."""
    project = Project(config)
    try:
        project.overlay(path, text)
    except SourceError as error:
        files = Folders([os.getcwd()]).show
        located, _ = project.located(broken(os.path.abspath(path), error.line, error.message, files(path)), files)
        return Checked(files, project.lines, report=Report(tuple(located), 1))
    return _check(project, [path])


def collect_files(paths: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """Files as they are, and the Python files of folders, in order. Raises ConfigError for a path that is not there."""
    from scopelint.source.finder import DEFAULT_EXCLUDES, walk

    for path in paths:
        if not os.path.lexists(path):
            raise ConfigError(f"no such file or folder: {path}")
    return list(walk(paths, excludes=DEFAULT_EXCLUDES.union(exclude), suffixes=(".py",)))


def require_file(path: str) -> None:
    """Raises ConfigError when there is no such file."""
    if not os.path.lexists(path):
        raise ConfigError(f"no such file: {path}")
    if os.path.isdir(path):
        raise ConfigError(f"{path} is a folder, not a program")


def _check(project: Project, paths: Sequence[str]) -> Checked:
    files = Folders([os.getcwd()]).show
    found: list[Diagnostic] = []
    sources = []
    for path in paths:
        try:
            source = project.source(path)
        except SourceError as error:
            found += broken(os.path.abspath(path), error.line, error.message, files(path))
        else:
            if mentions_tensorflow(source.text.encode(errors="replace")):
                sources.append(source)

    kept = {
        source.path: project.guarded(source.path, partial(project.kept, source, files(source.path)))
        for source in sources
    }

    def analyse() -> tuple[list[Located], int]:
        for source in sources:
            known = kept[source.path]
            if known is None:
                anew = partial(project.check_anew, source, files(source.path))
                known = project.guarded(source.path, anew) or []
            found.extend(known)
        ours = {os.path.abspath(path) for path in paths}
        chosen = [d for d in choose(found, choice) if ours & {d.place.file, *(n.place.file for n in d.notes)}]
        located = project.located(chosen, files)
        project.flush()
        return located

    choice = choice_of(project.config)
    with collector_slowed():
        located, silenced = run_deep(analyse) if None in kept.values() else analyse()
    report = Report(tuple(located), len(paths), len(paths) - len(sources), silenced)
    return Checked(files, project.lines, tuple(project.errors), report=report)


def choice_of(config: Config) -> Choice:
    """Which findings a configuration asks for."""
    return Choice(config.select, config.extend_select, config.ignore, Certainty[config.certainty.upper()])


def _trace(project: Project, path: str, *, recover: bool, ops: bool) -> Traced:
    files = Folders([*project.config.roots, os.path.dirname(os.path.abspath(path))]).show
    run = Run(path, project.config.tf, Trace(), stopped=True, ops=() if ops else None)
    found: list[Diagnostic] = []
    try:
        source = project.source(path)
        problem = project.lowerer.problem(source)
    except SourceError as error:
        found = broken(os.path.abspath(path), error.line, error.message, files(path))
    except Exception as error:
        project.errors.append(internal_error(path, error))
    else:
        if problem is not None:
            found = project.check(source, files(path))
            place = Place(source.path, problem.line)
            run = replace(run, error=RunError("SyntaxError", problem.message, place), stopped=False)
        else:
            made: list[Op] | None = [] if ops else None
            vm, ending = project.run(source, recover=recover, ops=made)
            run = run_of(run, vm, ending, made)
            found = findings(vm, files(path))
            if ending is None:
                pass
            elif recover or run.error is None:
                found += project.guarded(path, lambda: project.check_functions(vm, source, files(path))) or []
            else:
                found += project.guarded(path, lambda: project.check(source, files(path))) or []
    located, _ = project.located(choose(found, EVERYTHING), files)
    project.flush()
    return Traced(files, project.lines, tuple(project.errors), run=replace(run, diagnostics=tuple(located)))


def run_of(blank: Run, vm: Machine, ending: Ending | None, ops: list[Op] | None) -> Run:
    """A run as writers take it."""
    return replace(
        blank,
        trace=vm.trace,
        error=error_of(vm, ending),
        ops=None if ops is None else tuple(ops),
        show=vm.holes.show,
        blank=partial(vm.holes.show, anonymous=True),
        stopped=ending is None or ending.stopped is not None,
    )


def _names(project: Project, target: str) -> Traced:
    from scopelint.entries import functions_of

    where, _, wanted = target.partition("::")
    path = where if os.path.lexists(where) else project.module_path(where)
    require_file(path)
    files = Folders([*project.config.roots, os.getcwd()]).show
    try:
        source = project.source(path)
    except SourceError as error:
        raise ConfigError(f"{path}: {error.message}") from None
    problem = project.lowerer.problem(source)
    if problem is not None:
        raise ConfigError(f"{path}:{problem.line}: syntax error: {problem.message}")
    vm, ending = project.run(source, recover=True)
    if wanted:
        module = vm.modules.get("__main__")
        known = {} if module is None else dict(functions_of(module, source))
        if wanted not in known:
            raise ConfigError(f"{path} defines no {wanted!r}{did_you_mean(wanted, known)}")
        ending = project.run_function(vm, source.path, wanted, known[wanted])
    located, _ = project.located(choose(findings(vm, target), choice_of(project.config)), files)
    run = run_of(Run(target, project.config.tf, Trace(), diagnostics=tuple(located)), vm, ending, None)
    project.flush()
    return Traced(files, project.lines, tuple(project.errors), run=run)
