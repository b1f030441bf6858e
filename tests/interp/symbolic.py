"""Running a piece of source text symbolically, for the tests of this room."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from scopelint.budget import LIMITS, Limits
from scopelint.interp.entry import Ending, run_program
from scopelint.interp.machine import Machine
from scopelint.library.resolve import library
from scopelint.source.text import Source
from scopelint.syntax.deep import run_deep
from scopelint.syntax.loader import Lowerer
from scopelint.trace import Printed, VariableMade


class NoModules:
    """A finder of a project that has no modules but the one being run."""

    def find(self, name: str) -> None:
        return None

    def installed(self, name: str) -> None:
        return None

    def modules_in(self, folder: str) -> None:
        return None


@dataclass(frozen=True)
class Result:
    vm: Machine
    ending: Ending

    @property
    def prints(self) -> list[str]:
        text = "".join(e.text for e in self.vm.trace.events if isinstance(e, Printed))
        return self.vm.holes.show(text).splitlines()

    @property
    def variables(self) -> list[tuple[str, bool]]:
        """Name and certainty of each variable, in order."""
        events = [e for e in self.vm.trace.events if isinstance(e, VariableMade)]
        return [(self.vm.holes.show(e.name), e.certain) for e in events]

    @property
    def complete(self) -> bool:
        return self.vm.trace.complete

    @property
    def error(self) -> str | None:
        return None if self.ending.raised is None else self.ending.raised.value.cls.name


def run(text: str, version: str = "1.15", *, recover: bool = False, limits: Limits = LIMITS) -> Result:
    """Run the text as a program."""
    source = Source.from_text("program.py", textwrap.dedent(text))
    vm = Machine(library(version), Lowerer(), NoModules(), version=version, recover=recover, limits=limits)
    ending = run_deep(lambda: run_program(vm, source))
    assert not vm.failures, vm.failures
    return Result(vm, ending)
