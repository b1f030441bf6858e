"""textwrap: on known text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.natives import NotKnown, host, known, make, to_host
from scopelint.values.base import Anything
from scopelint.values.containers import List

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

LONGEST = 100_000


def asked(name: str) -> Anything:
    def ask(vm: Machine, text: Anything, *args: Anything, **kwargs: Anything) -> Anything:
        import textwrap

        source = known(text)
        if type(source) is str and len(source) > LONGEST:
            raise NotKnown
        found = host(
            vm,
            getattr(textwrap, name),
            source,
            *[to_host(vm, a) for a in args],
            **{k: to_host(vm, v) for k, v in kwargs.items()},
        )
        return List(list(found), vm.world.mark) if isinstance(found, list) else found

    return make(name, ask, module="textwrap")


def names(vm: Machine) -> dict[str, Anything]:
    return {n: asked(n) for n in ("dedent", "indent", "fill", "wrap", "shorten")}
