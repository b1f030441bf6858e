"""One value of two: what a place holds after an unknown condition whose arms left different values there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.values.base import SCALARS, Anything
from scopelint.values.objects import BoundMethod, Class, Instance
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

CHOICES = 4
"""Alternatives kept apart; more than these become Unknown."""

MANY = 20
"""Values, of a table that is read under an unknown key, that are first looked over at the host's speed."""


def merge_values(vm: Machine, a: Anything, b: Anything, label: str) -> Anything:
    """The value that is ``a`` or ``b``. The same value stays itself; different ones become a Choice or Unknown."""
    if a is b:
        return a
    ta, tb = type(a), type(b)
    if ta is tb:
        if ta in SCALARS and (a == b or (a != a and b != b)):
            return a
        if ta is Text and a == b:
            return a
        if ta is tuple and len(a) == len(b):
            return tuple(merge_values(vm, x, y, label) for x, y in zip(a, b, strict=True))
        if ta is BoundMethod and a.func is b.func and a.self_value is b.self_value:
            return a
    join = getattr(a, "join", None)
    if isinstance(a, Instance) and join is not None:
        joined = join(vm, b, label)
        if joined is not None:
            return joined
    return choose(vm, (a, b), label)


def choose(vm: Machine, values: tuple[Anything, ...], label: str) -> Anything:
    """A Choice of the values, flattened and without repeats; Unknown when one is or there are too many."""
    if len(values) > MANY and (unknown := choose_of_many(values, label)) is not None:
        return unknown
    flat: list[Anything] = []
    for value in values:
        for part in value.values if type(value) is Choice else (value,):
            if type(part) is Unknown:
                return Unknown(Kind.FORK, label, pure=part.pure)
            # Beyond so many all that counts is whether one is unknown or can be called: no look for repeats then.
            if len(flat) > CHOICES or not any(part is seen or same_scalar(part, seen) for seen in flat):
                flat.append(part)
    if len(flat) == 1:
        return flat[0]
    if len(flat) > CHOICES:
        return Unknown(Kind.FORK, label, pure=not any(callable_value(v) for v in flat))
    return Choice(tuple(flat), label)


PLAIN = SCALARS | {tuple}
"""Types of values that run no code of the program when they are called."""


def choose_of_many(values: tuple[Anything, ...], label: str) -> Unknown | None:
    """The Unknown that any of many values is, if it is one, found without looking at each for itself."""
    kinds = set(map(type, values))
    if Choice in kinds or Unknown in kinds:
        return None
    distinct = set(values) if kinds <= SCALARS else set(map(id, values))
    return Unknown(Kind.FORK, label, pure=kinds <= PLAIN) if len(distinct) > CHOICES else None


def same_scalar(a: Anything, b: Anything) -> bool:
    return type(a) is type(b) and type(a) in SCALARS and bool(a == b)


def callable_value(value: Anything) -> bool:
    """Whether calling it could run code of the program."""
    return not (type(value) in SCALARS or type(value) is tuple) or isinstance(value, Class)
