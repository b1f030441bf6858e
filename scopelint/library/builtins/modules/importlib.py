"""importlib: modules by name, as import statements load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.library.builtins.natives import Table, function, known
from scopelint.library.builtins.program import import_named, known_name
from scopelint.values.base import Anything
from scopelint.values.objects import Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="importlib")


@function(NAMES, pure=False)
def import_module(vm: Machine, name: Anything, package: Anything = None) -> Anything:
    dotted = known_name(vm, name)
    if dotted is None:
        label = name.label if isinstance(name, Unknown) else "import_module()"
        return Unknown(Kind.IMPORT, label)
    if dotted.startswith("."):
        if package is None:
            fail(vm, "TypeError", f"the 'package' argument is required to perform a relative import for {dotted!r}")
        level = len(dotted) - len(dotted.lstrip("."))
        parent = known(package)
        for _ in range(level - 1):
            parent = parent.rpartition(".")[0]
        dotted = f"{parent}.{dotted[level:]}" if dotted[level:] else parent
    return import_named(vm, dotted)


@function(NAMES, pure=False)
def reload(vm: Machine, module: Anything, /) -> Anything:
    return module


@function(NAMES)
def invalidate_caches(vm: Machine) -> None:
    return None


def module(vm: Machine) -> Module:
    made = Module("importlib", stamp=vm.world.mark)
    made.attrs.update(NAMES)
    return made
