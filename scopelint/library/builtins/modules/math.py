"""math and cmath: the host's functions on known numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call_method
from scopelint.library.builtins.natives import NotKnown, from_host, host, items_of, known, make
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.objects import ABSENT, Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SINCE = {
    "prod": (3, 8),
    "isqrt": (3, 8),
    "comb": (3, 8),
    "perm": (3, 8),
    "dist": (3, 8),
    "lcm": (3, 9),
    "cbrt": (3, 11),
    "exp2": (3, 11),
    "nextafter": (3, 9),
    "ulp": (3, 9),
    "remainder": (3, 7),
    "tau": (3, 6),
    "inf": (3, 5),
    "nan": (3, 5),
    "gcd": (3, 5),
    "isclose": (3, 5),
    "log2": (3, 3),
    "sumprod": (3, 12),
    "fma": (3, 13),
}
"""What came with a Python version; the rest has always been there."""

SPECIAL = {"ceil": "__ceil__", "floor": "__floor__", "trunc": "__trunc__"}
ON_ITEMS = frozenset({"fsum", "prod", "dist"})
LARGEST = 5_000
"""Arguments of factorial and the like whose result is still computed."""


def number(vm: Machine, value: Anything) -> Any:
    """A known number, by ``__float__`` where needed."""
    if isinstance(value, Instance) and value.payload is None:
        for name in ("__float__", "__index__"):
            if value.cls.lookup(name) is not ABSENT:
                return known(call_method(vm, value, name, []))
    return known(value)


def asked(name: str, fn: Any, module: str) -> Anything:
    """A native that asks the host's function of this name."""

    def run(vm: Machine, *args: Anything, **kwargs: Anything) -> Anything:
        if (
            name in SPECIAL
            and args
            and isinstance(args[0], Instance)
            and args[0].payload is None
            and (args[0].cls.lookup(SPECIAL[name]) is not ABSENT)
        ):
            return call_method(vm, args[0], SPECIAL[name], [])
        if name in ON_ITEMS and args:
            given: list[Any] = [[number(vm, v) for v in items_of(vm, a)] for a in args]
        else:
            given = [number(vm, a) for a in args]
        if name in ("factorial", "comb", "perm") and any(type(g) is int and g > LARGEST for g in given):
            raise NotKnown
        found = host(vm, fn, *given, **{k: number(vm, v) for k, v in kwargs.items()})
        if python(vm) < (3,) and name in ("ceil", "floor"):
            return float(found)
        return from_host(vm, found)

    return make(name, run, module=module)


def names_like(vm: Machine, model: Any) -> dict[str, Anything]:
    found: dict[str, Anything] = {}
    now = python(vm)
    for name, value in vars(model).items():
        if name.startswith("_") or SINCE.get(name, (2, 0)) > now:
            continue
        found[name] = asked(name, value, model.__name__) if callable(value) else value
    return found


def names(vm: Machine) -> dict[str, Anything]:
    import math

    return names_like(vm, math)
