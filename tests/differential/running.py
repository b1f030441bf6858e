"""Runs a closed Python program under the interpreter."""

from __future__ import annotations

from typing import Any

from scopelint.interp.entry import Ending, run_program
from scopelint.interp.machine import Machine
from scopelint.library.resolve import library
from scopelint.source.text import Source
from scopelint.syntax.deep import run_deep
from scopelint.syntax.loader import Lowerer
from scopelint.trace import Printed


class NoModules:
    """A project of one file."""

    def find(self, name: str) -> None:
        return None

    def installed(self, name: str) -> None:
        return None

    def modules_in(self, folder: str) -> None:
        return None


LOADER = Lowerer()


def run(text: str, version: str = "1.15", argv: tuple[str, ...] = ()) -> tuple[list[str], Ending, Machine]:
    """The printed lines, holes written ``{?}``; how the run ended; and the machine."""
    loader: Any = LOADER
    finder: Any = NoModules()
    vm = Machine(library(version), loader, finder, version=version, argv=argv)
    ending = run_deep(lambda: run_program(vm, Source.from_text("program.py", text)))
    printed = "".join(e.text if e.certain else "{maybe}" + e.text for e in vm.trace.events if isinstance(e, Printed))
    return vm.holes.show(printed, anonymous=True).splitlines(), ending, vm
