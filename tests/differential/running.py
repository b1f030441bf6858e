"""Runs a closed Python program under the interpreter, with the builtins and standard library only."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from scopelint.interp.entry import Ending, execute_module, run_program
from scopelint.interp.machine import Machine
from scopelint.library.builtins import make_builtins, make_types
from scopelint.library.builtins.standard import INERT_MODULES, NATIVE_MODULES
from scopelint.source.text import Source
from scopelint.syntax.deep import run_deep
from scopelint.syntax.loader import Lowerer
from scopelint.trace import Printed
from scopelint.values.objects import Module
from scopelint.values.unknown import Kind, Unknown

SKETCHES = Path(__file__).parents[2] / "scopelint" / "library" / "sketches"


@functools.cache
def tables(version: str) -> tuple[dict[str, Any], dict[str, Any]]:
    types = make_types(version)
    return types, make_builtins(types, version)


class StandardLibrary:
    """The library without TensorFlow."""

    def __init__(self, version: str) -> None:
        self.types, self.builtins = tables(version)

    def start(self, vm: Machine) -> None:
        """Nothing to set up."""

    def module(self, vm: Machine, name: str) -> Module | None:
        native = NATIVE_MODULES.get(name)
        path = SKETCHES.joinpath(*name.split("."))
        file = next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.exists()), None)
        if native is None and file is None:
            return None
        module = Module(name, None if file is None else str(file)) if native is None else native(vm)
        vm.modules[name] = module
        if file is not None:
            module.path = str(file)
            execute_module(vm, module, Source.from_bytes(str(file), file.read_bytes()))
        return module

    def absent(self, vm: Machine, name: str) -> Unknown:
        return Unknown(Kind.IMPORT, name, pure=name.partition(".")[0] in INERT_MODULES)

    def shadows(self, vm: Machine, name: str) -> bool:
        return False

    def public_names(self, vm: Machine, module: Module) -> list[str]:
        return list(module.attrs)


class NoModules:
    def find(self, name: str) -> None:
        return None


LOADER = Lowerer()


def run(text: str, version: str = "1.15", argv: tuple[str, ...] = ()) -> tuple[list[str], Ending, Machine]:
    """The printed lines, holes written ``{?}``; how the run ended; and the machine."""
    library: Any = StandardLibrary(version)
    loader: Any = LOADER
    finder: Any = NoModules()
    vm = Machine(library, loader, finder, version=version, argv=argv)
    ending = run_deep(lambda: run_program(vm, Source.from_text("program.py", text)))
    printed = "".join(e.text if e.certain else "{maybe}" + e.text for e in vm.trace.events if isinstance(e, Printed))
    return vm.holes.show(printed, anonymous=True).splitlines(), ending, vm
