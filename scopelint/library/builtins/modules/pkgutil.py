"""pkgutil: the modules in the project's own folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.iteration import known_items
from scopelint.library.builtins.natives import NotKnown, Table, function, known
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="pkgutil")


@function(NAMES)
def iter_modules(vm: Machine, path: Anything = None, prefix: Anything = "") -> Anything:
    """The modules in folders: finder, name, whether it is a package. Of all that can be imported nothing is known."""
    folders = None if path is None else known_items(vm, path)
    before = known(prefix)
    if folders is None or type(before) is not str:
        raise NotKnown
    found: list[Anything] = []
    for folder in folders:
        where = known(folder)
        listed = vm.finder.modules_in(where) if type(where) is str else None
        if listed is None:
            raise NotKnown
        finder = Unknown(Kind.OUTSIDE, f"FileFinder({where!r})", pure=True)
        found += [(finder, before + name, is_package) for name, is_package in listed]
    return List(found, vm.world.mark)


def module(vm: Machine) -> Module:
    made = Module("pkgutil", stamp=vm.world.mark)
    made.attrs.update(NAMES)
    return made
