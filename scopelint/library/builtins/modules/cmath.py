"""cmath: the host's functions on known numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.modules.math import names_like
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def names(vm: Machine) -> dict[str, Anything]:
    import cmath

    return names_like(vm, cmath)
