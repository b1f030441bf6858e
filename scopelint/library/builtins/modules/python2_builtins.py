"""Python 2's ``__builtin__``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def names(vm: Machine) -> dict[str, Anything]:
    return dict(vm.builtins)
