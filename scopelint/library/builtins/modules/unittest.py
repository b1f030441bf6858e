"""unittest: telling what was asserted. The classes are a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.truth import truth
from scopelint.library.builtins.natives import Table, function
from scopelint.trace import Asserted
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="unittest")


@function(NAMES, "_asserted", pure=False)
def asserted(vm: Machine, answer: Anything, message: Anything = "", /) -> Anything:
    """Tell what an assertion came to; gives whether it certainly fails."""
    known = truth(vm, answer)
    verdict = "unknown" if known is None else "holds" if known else "fails"
    vm.tell(Asserted(vm.context(), verdict, message if type(message) is str else ""))
    return known is False


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
