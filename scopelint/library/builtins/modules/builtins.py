"""builtins, and the shims of the ``future`` package for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.iterators import filtered, mapped, new_range, zipped
from scopelint.library.builtins.natives import make
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(vm.builtins)
    if "xrange" in found:
        # The future package brings Python 3's iterators to Python 2.
        found["range"] = make("range", new_range)
        found["zip"] = make("zip", zipped)
        found["map"] = make("map", mapped, pure=False)
        found["filter"] = make("filter", filtered, pure=False)
    else:
        found.setdefault("xrange", found["range"])
        found.setdefault("basestring", found["str"])
        found.setdefault("unicode", found["str"])
        found.setdefault("long", found["int"])
    return found
