"""set, frozenset and their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.iteration import known_items
from scopelint.interp.operators import set_operation
from scopelint.interp.raising import fail, type_name
from scopelint.interp.subscripts import fail_key
from scopelint.interp.truth import hashable, key_in, text_equal
from scopelint.library.builtins.natives import NotKnown, Table, change, make, method, opaque, plain
from scopelint.library.builtins.special_methods import EVERY, SIZED, Special, add, in_place_method
from scopelint.values.base import Anything
from scopelint.values.containers import List, Set
from scopelint.values.unknown import Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SET = Table("set")
FROZEN = Table("frozenset")

COMPARED = 200
"""Members up to which texts with holes are compared with each other, to see whether they might be one."""


def own(vm: Machine, self: Anything) -> Set:
    """The receiver as a set."""
    value = self if type(self) is Set else plain(self)
    if type(value) is not Set:
        fail(vm, "TypeError", f"descriptor requires a 'set' object but received a '{type_name(vm, value)}'")
    return value


def put(vm: Machine, target: Set, item: Anything) -> None:
    """Add one item, whose change has been told."""
    if opaque(item):
        target.open = True
        return
    key = hashable(vm, item)
    if key not in target.items and not target.open:
        target.open = may_be_there(target, key)
    target.items[key] = None


def may_be_there(target: Set, key: Anything) -> bool:
    """Whether a text with holes, or one that meets such texts, might equal a member."""
    if type(key) is Text:
        others = [k for k in target.items if type(k) in (str, Text)]
    elif type(key) is str:
        others = [k for k in target.items if type(k) is Text]
    else:
        return False
    return len(others) > COMPARED or any(text_equal(key, k) is not False for k in others)


def set_of(vm: Machine, iterable: Anything, *, frozen: bool = False) -> Set:
    """A set of the items of an iterable."""
    made = Set({}, vm.world.mark, frozen=frozen)
    items = known_items(vm, iterable)
    if items is None:
        made.open = True
        return made
    for item in items:
        put(vm, made, item)
    if type(iterable) is List and iterable.open:
        made.open = made.open or iterable.open
    return made


def to_set(vm: Machine, iterable: Anything = (), /) -> Set:
    return set_of(vm, iterable)


def to_frozenset(vm: Machine, iterable: Anything = (), /) -> Set:
    return set_of(vm, iterable, frozen=True)


@method(SET, "__init__", pure=False)
def init(vm: Machine, self: Anything, iterable: Anything = (), /) -> None:
    target = own(vm, self)
    change(vm, target)
    target.items.clear()
    take(target, set_of(vm, iterable))


def take(target: Set, source: Set) -> None:
    target.items.update(source.items)
    target.open = target.open or source.open


@method(SET, "add", pure=False)
def add_(vm: Machine, self: Anything, item: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    put(vm, target, item)


def drop(vm: Machine, target: Set, item: Anything) -> bool | None:
    """Take one item out; whether it was there."""
    change(vm, target)
    answer = key_in(vm, item, target)
    if answer:
        del target.items[hashable(vm, item)]
    elif answer is None:
        target.open = True
    return answer


@method(SET, pure=False)
def discard(vm: Machine, self: Anything, item: Anything, /) -> None:
    drop(vm, own(vm, self), item)


@method(SET, pure=False)
def remove(vm: Machine, self: Anything, item: Anything, /) -> None:
    if drop(vm, own(vm, self), item) is False:
        fail_key(vm, item)


@method(SET, pure=False)
def pop(vm: Machine, self: Anything, /) -> Anything:
    target = own(vm, self)
    change(vm, target)
    if not target.items and not target.open:
        fail(vm, "KeyError", "pop from an empty set")
    if len(target.items) == 1 and not target.open:
        return target.items.popitem()[0]
    target.open = True
    return Unknown(Kind.OUTSIDE, "set item")


@method(SET, pure=False)
def clear(vm: Machine, self: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    target.items.clear()
    target.open = False


@method(SET, pure=False)
def update(vm: Machine, self: Anything, /, *others: Anything) -> None:
    target = own(vm, self)
    change(vm, target)
    for other in others:
        take(target, set_of(vm, other))


def changed_by(op: str) -> Special:
    def run(vm: Machine, self: Anything, /, *others: Anything) -> None:
        target = own(vm, self)
        change(vm, target)
        for other in others:
            result = set_operation(vm, op, target, set_of(vm, other))
            target.items, target.open = result.items, result.open

    return run


def copy(vm: Machine, self: Anything, /) -> Set:
    source = own(vm, self)
    made = Set(source.items.copy(), vm.world.mark, frozen=source.frozen)
    made.open = source.open
    return made


def combined(op: str) -> Special:
    """``union``, ``intersection``… with any iterables."""

    def run(vm: Machine, self: Anything, /, *others: Anything) -> Set:
        result = copy(vm, self)
        for other in others:
            result = set_operation(vm, op, result, set_of(vm, other))
        return result

    return run


def compared(name: str) -> Special:
    """``issubset``, ``issuperset``, ``isdisjoint``."""

    def run(vm: Machine, self: Anything, other: Anything, /) -> Anything:
        a, b = own(vm, self), set_of(vm, other)
        if a.open or b.open or any(type(k) is Text for k in (*a.items, *b.items)):
            raise NotKnown
        return bool(getattr(set(a.items), name)(b.items))

    return run


def operated(op: str, *, swapped: bool = False) -> Special:
    """The methods behind the operators: both sides must be sets."""

    def run(vm: Machine, self: Anything, other: Anything, /) -> Anything:
        a, b = plain(self), plain(other)
        if type(a) is not Set or type(b) is not Set:
            return vm.builtins["NotImplemented"]
        return set_operation(vm, op, b, a) if swapped else set_operation(vm, op, a, b)

    return run


OPERATORS = {"or": "|", "and": "&", "sub": "-", "xor": "^"}

for _table in (SET, FROZEN):
    for _name, _op in (("union", "|"), ("intersection", "&"), ("difference", "-"), ("symmetric_difference", "^")):
        _table[_name] = make(f"{_table.owner}.{_name}", combined(_op), binds=True)
    for _name in ("issubset", "issuperset", "isdisjoint"):
        _table[_name] = make(f"{_table.owner}.{_name}", compared(_name), binds=True)
    _table["copy"] = make(f"{_table.owner}.copy", copy, binds=True)
    add(_table, {f"__{n}__": operated(op) for n, op in OPERATORS.items()})
    add(_table, {f"__r{n}__": operated(op, swapped=True) for n, op in OPERATORS.items()})
    add(_table, EVERY, SIZED)
for _name, _op in (("intersection_update", "&"), ("difference_update", "-"), ("symmetric_difference_update", "^")):
    SET[_name] = make(f"set.{_name}", changed_by(_op), pure=False, binds=True)
add(SET, {f"__i{n}__": in_place_method(op) for n, op in OPERATORS.items()})
