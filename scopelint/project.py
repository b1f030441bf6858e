"""One project under analysis: its texts, its lowered code, and runs of its files on fresh machines.

With ``entries`` this is the wiring of the rooms that ``api`` offers to front ends; nothing else imports it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from scopelint import __version__
from scopelint.config import Config, ConfigError, deciding
from scopelint.diagnostic import Certainty, Diagnostic, Place
from scopelint.modules import Modules
from scopelint.report.located import Located, Sights, with_text
from scopelint.report.paths import Files
from scopelint.report.report import locate
from scopelint.report.run import Op, RunError
from scopelint.results import Results, build, key_of
from scopelint.source.finder import Finder, project_root, source_roots
from scopelint.source.installed import Installed, site_folders
from scopelint.source.text import Source, SourceError, read_bytes
from scopelint.trace import Context, GaveUp, Trace

if TYPE_CHECKING:
    from scopelint.interp.entry import Ending
    from scopelint.interp.machine import Machine
    from scopelint.source.span import Span
    from scopelint.syntax.loader import Lowerer
    from scopelint.values.objects import Function

Result = TypeVar("Result")

_relative_import = re.compile(r"^[ \t]*from[ \t]+\.", re.MULTILINE).search


@cache
def lowerer(remembers: bool) -> Lowerer:
    """The lowered code of this process, by content: the same for every project, whatever ran before."""
    from scopelint.cache import Beside, Cache
    from scopelint.library.resolve import SKETCHES
    from scopelint.syntax.loader import Lowerer
    from scopelint.syntax.record import schema

    users = Cache(__version__, schema()) if remembers else None
    return Lowerer(users, Beside(__version__, schema(), str(SKETCHES), users))


@cache
def results() -> Results:
    """The kept findings of this version of the program."""
    from scopelint.cache import Cache

    return Results(Cache(__version__, f"findings-{build()}"))


class Project:
    """What the analyses of one call share: the texts read, the lowered code, the folders imports resolve in."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.errors: list[str] = []
        """Internal errors, one line each."""
        self._read: dict[str, Source] = {}
        self._sites = cache(lambda root: Installed(site_folders(config.site_packages, root)))

    # -- texts

    def overlay(self, path: str, text: str) -> None:
        """From now on this text stands for the file. Raises SourceError."""
        absolute = os.path.abspath(path)
        self._read[absolute] = Source.from_text(absolute, text)

    def source(self, path: str) -> Source:
        """The source of a file. Raises SourceError."""
        absolute = os.path.abspath(path)
        found = self._read.get(absolute)
        if found is None:
            found = self._read[absolute] = Source.from_bytes(absolute, read_bytes(absolute))
        return found

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a file, for excerpts; none when it cannot be read."""
        try:
            return self.source(path).lines
        except SourceError:
            return ()

    def span(self, place: Place) -> Span | None:
        """The exact span of a place; None in a file that cannot be parsed."""
        try:
            source = self.source(place.file)
        except SourceError:
            return None
        if not self.config.cache:
            return self._locate(source, place)
        call = place.line, place.call
        known = results().spans(source.path, source.digest)
        if call not in known:
            results().learn(source.path, source.digest, call, self._locate(source, place))
        return known[call]

    def _locate(self, source: Source, place: Place) -> Span | None:
        try:
            if self.lowerer.problem(source) is not None:
                return None
            return self.lowerer.locate(source, place.line, place.call)
        except (LookupError, ValueError):
            return None

    @property
    def lowerer(self) -> Lowerer:
        return lowerer(self.config.cache)

    def flush(self) -> None:
        """Keep what was lowered and located for the next time."""
        if lowerer.cache_info().currsize:  # else nothing was
            self.guarded("the cache", self.lowerer.flush)
        if self.config.cache:
            self.guarded("the cache", results().flush)

    # -- runs

    def modules(self, path: str) -> Modules:
        """The modules that the program at this path can import: its own folder's first, as Python has it."""
        own = os.path.dirname(os.path.abspath(path))
        finder = Finder([own, *(self.config.roots or source_roots(path))])
        return Modules(finder, lambda: self._sites(project_root(path)), self.source)

    def machine(self, path: str, *, recover: bool) -> Machine:
        """A fresh machine for a run of the program at this path."""
        from scopelint.interp.machine import Machine
        from scopelint.library.resolve import library
        from scopelint.scoping.versions import rules_for

        version = rules_for(self.config.tf).version
        argv = self.config.argv  # the library puts the program itself before them
        modules = self.modules(path)
        return Machine(library(version), self.lowerer, modules, version=version, recover=recover, argv=argv)

    def run(self, source: Source, *, recover: bool, ops: list[Op] | None = None) -> tuple[Machine, Ending | None]:
        """Run a source as ``__main__``; no ending when an error of our own cut it short. Fills ``ops``."""
        vm = self.machine(source.path, recover=recover)
        graphs = watch_graphs(vm) if ops is not None else []
        ending = self.guarded(source.path, lambda: run_source(vm, source, as_module=recover))
        self.keep_failures(vm, source.path)
        tell_ending(vm, ending)
        if ops is not None:
            ordered = sorted(graphs, key=lambda graph: graph.number or 0)
            ops.extend(Op(graph.number or 0, op.name, op.type) for graph in ordered for op in graph.ops)
        return vm, ending

    def keep_failures(self, vm: Machine, path: str) -> None:
        """Failures of ours that a run went on after."""
        self.errors += [internal_error(f"{path} ({name})", error) for name, error in vm.failures]
        vm.failures.clear()

    def module_path(self, dotted: str) -> str:
        """The file of a module of the project. Raises ConfigError."""
        found = self.modules(os.path.join(os.getcwd(), "x.py")).finder.find(dotted) if "/" not in dotted else None
        if found is None or found.path is None:
            raise ConfigError(f"no such file or module: {dotted}")
        return found.path

    def run_function(self, vm: Machine, path: str, name: str, function: Function) -> Ending | None:
        """Run one function of a module that was run, with a default graph of its own, into a fresh trace."""
        from scopelint.interp.entry import run_function

        while vm.world.depth:  # what the budget's end left open
            vm.world.close()
        vm.frames.clear()
        vm.guards.clear()
        vm.assumed.clear()
        vm.trace = Trace()
        tensorflow = vm.state.get("tensorflow")
        if tensorflow is not None:  # a thread starts with no scope open and a default graph of its own
            tensorflow.engine.thread = f"entry {name}"
        ending = self.guarded(path, lambda: run_function(vm, function))
        self.keep_failures(vm, path)
        tell_ending(vm, ending)
        return ending

    def guarded(self, what: str, body: Callable[[], Result]) -> Result | None:
        """The result, or None after an error of our own, which is told in one line."""
        try:
            return body()
        except Exception as error:
            self.errors.append(internal_error(what, error))
            return None

    # -- findings

    def kept(self, source: Source, shown: str) -> list[Diagnostic] | None:
        """What an earlier check of this text found, if all it read is still the same; else None."""
        if not self.config.cache:
            return None
        modules = self.modules(source.path)
        kept = results().read(self._key(source, shown, modules), source.digest)
        if kept is None:
            return None
        found, asked = kept
        return found if all(modules.answer(name) == answer for name, answer in asked.items()) else None

    def check_anew(self, source: Source, shown: str) -> list[Diagnostic]:
        """`check`, kept for the next time unless something of ours failed on the way."""
        failures = len(self.errors)
        found, modules = self._check(source, shown)
        if self.config.cache and len(self.errors) == failures:
            key = self._key(source, shown, modules)
            self.guarded("the cache", lambda: results().write(key, source.digest, found, modules.asked))
        return found

    def _key(self, source: Source, shown: str, modules: Modules) -> str:
        return key_of(source.path, shown, modules.finder.roots, deciding(self.config))

    def check(self, source: Source, shown: str) -> list[Diagnostic]:
        """What the rules find in all entries of a file."""
        return self._check(source, shown)[0]

    def _check(self, source: Source, shown: str) -> tuple[list[Diagnostic], Modules]:
        """What the rules find, and the modules that were looked up for it."""
        problem = self.lowerer.problem(source)
        if problem is not None:
            found = broken(source.path, problem.line, f"syntax error: {problem.message}", shown)
            return found, self.modules(source.path)
        vm, ending = self.run(source, recover=True)
        found = findings(vm, shown)
        if ending is not None:
            found += self.check_functions(vm, source, shown)
        assert isinstance(vm.finder, Modules)
        return found, vm.finder

    def check_functions(self, vm: Machine, source: Source, shown: str) -> list[Diagnostic]:
        """What the rules find in the functions that a run of the module did not reach."""
        from scopelint.budget import ALONE, LIMITS, Budget
        from scopelint.entries import unreached

        found: list[Diagnostic] = []
        vm.recover = True
        left = LIMITS.steps
        for name, function in unreached(vm, source):
            vm.budget = Budget(ALONE)
            self.run_function(vm, source.path, name, function)
            found += map(alone, findings(vm, f"{shown}::{name}"))
            left -= ALONE.steps - vm.budget.steps
            if left < 0:  # so that a file of many functions ends in time too
                break
        return found

    def located(self, found: Sequence[Diagnostic], files: Files) -> tuple[list[Located], int]:
        """The findings with their spans, in order, and how many comments silenced."""
        if not found:
            return [], 0
        return self.guarded("places", lambda: locate(found, Sights(self.span, self.lines, files))) or ([], 0)


def run_source(vm: Machine, source: Source, *, as_module: bool) -> Ending:
    """Run a source as ``__main__``; a module of a package under its own name if it could not run as a program,
    because of its relative imports, and is not meant to (``as_module``)."""
    from scopelint.interp.entry import forget, guarded, run_program
    from scopelint.interp.imports import import_module

    forget(source)
    modules: Any = vm.finder
    if as_module and _relative_import(source.text):
        name = modules.finder.module_name(source.path)
        if name is not None and "." in name:
            ending = guarded(vm, lambda: import_module(vm, name))
            module = vm.modules.get(name)
            if module is not None:
                vm.modules["__main__"] = module
            return ending
    return run_program(vm, source)


def watch_graphs(vm: Machine) -> list[Any]:
    """A list that gets every graph of a run as it gets its first op."""
    from scopelint.library.tensorflow.run import tf_of

    observer = tf_of(vm)
    graphs: dict[Any, None] = {}
    tell = observer.op_made
    ordered: list[Any] = []

    def op_made(op: Any) -> None:
        if op.graph not in graphs:
            graphs[op.graph] = None
            ordered.append(op.graph)
        tell(op)

    setattr(observer, "op_made", op_made)  # noqa: B010  a method of this one object is replaced
    return ordered


def tell_ending(vm: Machine, ending: Ending | None) -> None:
    """Add the exception that ended a run to its trace."""
    if ending is None or ending.raised is None:
        return
    from scopelint.library.tensorflow.run import failed_event

    event = failed_event(vm, ending.raised)
    if not any(known is event for known in vm.trace.events):
        vm.trace.events.append(event)


def error_of(vm: Machine, ending: Ending | None) -> RunError | None:
    """The exception that ended a program, as the trace has it. Leaving with ``sys.exit(0)`` is none."""
    if ending is None or ending.raised is None:
        return None
    from scopelint.library.tensorflow.run import failed_event
    from scopelint.rules import rules

    raised = ending.raised
    event = failed_event(vm, raised)
    if event.type == "SystemExit":
        args = raised.value.attrs.get("args", ())
        if not args or args[0] is None or args[0] == 0:
            return None
    return RunError(event.type, event.message, raised.context.place, event.code if event.code in rules() else None)


def findings(vm: Machine, entry: str) -> list[Diagnostic]:
    """What the rules find in the machine's trace, in words a reader can read."""
    from scopelint.rules import check

    return [replace(with_text(found, vm.holes.show), entry=entry) for found in check(vm.trace)]


def alone(found: Diagnostic) -> Diagnostic:
    """A finding in a function that was run on its own. Its callers may open a scope around it: what it asserts about
    scopes may hold there, and a name that is refused at the root may be allowed below another. And with parameters
    that are known it may need no more steps than it is given."""
    weak = found.code in ("TFS105", "TFS111", "TFS902")
    return replace(found, certainty=Certainty.POSSIBLE) if weak else found


def broken(path: str, line: int, message: str, entry: str) -> list[Diagnostic]:
    """The finding for a file that cannot be read or parsed."""
    from scopelint.rules import check

    trace = Trace()
    trace.events.append(GaveUp(Context(Place(path, line)), message, "TFS901"))
    return [replace(found, entry=entry) for found in check(trace)]


def internal_error(path: str, error: Exception) -> str:
    """One line about an error of our own; with SCOPELINT_DEBUG=1 its traceback goes to stderr first."""
    import traceback

    if os.environ.get("SCOPELINT_DEBUG") == "1":
        traceback.print_exception(error, file=sys.stderr)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    text = str(error).partition("\n")[0][:200]
    return f"internal error in {path}: {type(error).__name__}: {text}{where}; please report it"
