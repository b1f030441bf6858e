"""ast: ``literal_eval`` on known text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.literals import literal
from scopelint.library.builtins.natives import NotKnown, Table, function, known
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="ast")


@function(NAMES)
def literal_eval(vm: Machine, source: Anything, /) -> Anything:
    code = known(source)
    if type(code) is not str:
        raise NotKnown
    return literal(vm, code.strip(), strict=True)


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
