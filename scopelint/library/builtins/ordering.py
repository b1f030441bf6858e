"""Sorting and comparing: exact where every comparison is known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.merging import choose
from scopelint.interp.operators import compare
from scopelint.interp.truth import truth
from scopelint.library.builtins.natives import NotKnown, integer
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NUMBERS = frozenset({int, float, bool})


def less(vm: Machine, a: Anything, b: Anything, op: str = "<") -> bool:
    """Whether ``a < b``. Raises NotKnown."""
    if type(a) is type(b) and type(a) in (int, str, float):
        return bool(a < b if op == "<" else a > b)
    answer = truth(vm, compare(vm, op, a, b))
    if answer is None:
        raise NotKnown
    return answer


class Key:
    """A sort key that the host's sort compares by the program's ``<``."""

    __slots__ = ("value", "vm")

    def __init__(self, vm: Machine, value: Anything) -> None:
        self.vm = vm
        self.value = value

    def __lt__(self, other: Key) -> bool:
        return less(self.vm, self.value, other.value)


def host_comparable(keys: list[Anything]) -> bool:
    """Whether the host may compare these keys itself: all numbers, or all strings, or tuples of such."""
    kinds = set(map(type, keys))
    if kinds == {str} or kinds <= NUMBERS:
        return True
    if kinds == {tuple} and len({len(k) for k in keys}) == 1:
        return all(host_comparable(list(column)) for column in zip(*keys, strict=True))
    return False


def sort_items(
    vm: Machine, items: list[Anything], key: Anything = None, reverse: Anything = False, cmp: Anything = None
) -> list[Anything]:
    """The items in order; the sort is stable. Raises NotKnown."""
    backwards = truth(vm, reverse)
    if backwards is None:
        raise NotKnown
    vm.budget.charge(len(items) // 4)
    keys = items if key is None else [call(vm, key, [item], {}) for item in items]
    order: list[int]
    if cmp is not None:

        def by_cmp(x: int, y: int) -> int:
            return integer(vm, call(vm, cmp, [keys[x], keys[y]], {}))

        order = sorted(range(len(items)), key=cmp_to_key(by_cmp), reverse=backwards)
    elif host_comparable(keys):
        order = sorted(range(len(items)), key=keys.__getitem__, reverse=backwards)
    else:
        wrapped: list[Any] = [Key(vm, k) for k in keys]
        order = sorted(range(len(items)), key=wrapped.__getitem__, reverse=backwards)
    return [items[i] for i in order]


def unknown_order(vm: Machine, items: list[Anything]) -> list[Anything]:
    """The items in an order that is not known."""
    one = choose(vm, tuple(items), "item") if items else None
    return [one] * len(items)


def extreme(vm: Machine, items: Iterable[Anything], key: Anything, largest: bool) -> Anything:
    """The first of the largest or smallest items."""
    best: Anything = None
    best_key: Anything = None
    first = True
    for item in items:
        rank = item if key is None else call(vm, key, [item], {})
        if first or less(vm, rank, best_key, ">" if largest else "<"):
            best, best_key, first = item, rank, False
    return best
