"""list and its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail, type_name
from scopelint.interp.truth import equal
from scopelint.library.builtins.natives import NotKnown, Table, change, integer, known, method, opaque, plain
from scopelint.library.builtins.ordering import sort_items, unknown_order
from scopelint.library.builtins.python import python
from scopelint.library.builtins.special_methods import EVERY, MUTABLE, ORDERED, SEQUENCE, add, in_place_method
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

LIST = Table("list")


def own(vm: Machine, self: Anything) -> List:
    """The receiver as a list."""
    value = self if type(self) is List else plain(self)
    if type(value) is not List:
        fail(vm, "TypeError", f"descriptor requires a 'list' object but received a '{type_name(vm, value)}'")
    return value


def to_list(vm: Machine, iterable: Anything = (), /) -> List:
    """``list(x)``; a list of unknown length where that of the source is not known."""
    found = List([], vm.world.mark)
    extend(vm, found, iterable)
    return found


@method(LIST, "__init__", pure=False)
def init(vm: Machine, self: Anything, iterable: Anything = (), /) -> None:
    target = own(vm, self)
    change(vm, target)
    target.items.clear()
    target.open = False
    extend(vm, target, iterable)


@method(LIST, pure=False)
def append(vm: Machine, self: Anything, item: Anything, /) -> None:
    target = own(vm, self)
    if target.stamp != vm.world.mark:
        vm.world.touch(target)
    target.items.append(item)
    if len(target.items) > vm.limits.text:
        vm.budget.charge(vm.limits.steps)


def extend(vm: Machine, target: List, iterable: Anything) -> None:
    change(vm, target)
    source = plain(iterable) if type(iterable) is Instance and type(iterable.payload) is List else iterable
    items = known_items(vm, iterable)
    if items is not None:
        target.items.extend(items)
        if type(source) is List and source.open:
            target.open = target.open or source.open
        return
    if type(source) is List and not target.open:
        target.items.extend(source.items)
    target.open = True


@method(LIST, "extend", pure=False)
def extend_(vm: Machine, self: Anything, iterable: Anything, /) -> None:
    extend(vm, own(vm, self), iterable)


@method(LIST, pure=False)
def insert(vm: Machine, self: Anything, index: Anything, item: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    if opaque(index):
        target.open = True
        target.items.append(item)
        return
    target.items.insert(integer(vm, index), item)


@method(LIST, pure=False)
def pop(vm: Machine, self: Anything, index: Anything = -1, /) -> Anything:
    target = own(vm, self)
    change(vm, target)
    if opaque(index):
        target.open = True
        return Unknown(Kind.FORK, "popped")
    at = integer(vm, index)
    if target.open:
        if 0 <= at < len(target.items):
            return target.items.pop(at)
        return Unknown(Kind.LOOP, "popped")
    if not target.items:
        fail(vm, "IndexError", "pop from empty list")
    if not -len(target.items) <= at < len(target.items):
        fail(vm, "IndexError", "pop index out of range")
    return target.items.pop(at)


def place_of(vm: Machine, items: list[Anything], item: Anything, start: int = 0) -> int | None:
    """The index of the first equal item; None when absent. Raises NotKnown."""
    for at in range(start, len(items)):
        other = items[at]
        answer = True if other is item else equal(vm, other, item)
        if answer is True:
            return at
        if answer is None:
            raise NotKnown
    return None


@method(LIST, pure=False)
def remove(vm: Machine, self: Anything, item: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    try:
        at = place_of(vm, target.items, item)
    except NotKnown:
        target.open = True
        return
    if at is not None:
        del target.items[at]
    elif not target.open:
        fail(vm, "ValueError", "list.remove(x): x not in list")


@method(LIST)
def index(vm: Machine, self: Anything, item: Anything, start: Anything = 0, stop: Anything = None, /) -> Anything:
    target = own(vm, self)
    items = target.items if stop is None else target.items[: integer(vm, stop)]
    first = integer(vm, start)
    at = place_of(vm, items, item, first if first >= 0 else max(0, len(items) + first))
    if at is None:
        if target.open:
            raise NotKnown
        from scopelint.interp.strings import to_repr
        from scopelint.values.unknown import raw_of, text

        message = f"{raw_of(to_repr(vm, item))} is not in list"
        fail(vm, "ValueError", text(message))  # type: ignore[arg-type]
    return at


@method(LIST)
def count(vm: Machine, self: Anything, item: Anything, /) -> Anything:
    target = own(vm, self)
    if target.open:
        raise NotKnown
    return count_in(vm, target.items, item)


def count_in(vm: Machine, items: list[Anything] | tuple[Anything, ...], item: Anything) -> int:
    answers = [True if other is item else equal(vm, other, item) for other in items]
    if None in answers:
        raise NotKnown
    return answers.count(True)


@method(LIST, pure=False)
def reverse(vm: Machine, self: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    if target.open:
        target.items.clear()
    target.items.reverse()


@method(LIST, pure=False)
def sort(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> None:
    target = own(vm, self)
    cmp = kwargs.pop("cmp", None)
    if args and python(vm) < (3,):
        cmp, args = args[0], args[1:]
    if args or kwargs.keys() - {"key", "reverse"}:
        fail(vm, "TypeError", "sort() takes no positional arguments" if args else "invalid keyword argument for sort()")
    items = list(target.items)
    if target.open:
        change(vm, target)
        target.items.clear()
        return
    try:
        items = sort_items(vm, items, kwargs.get("key"), kwargs.get("reverse", False), cmp)
    except NotKnown:
        items = unknown_order(vm, items)
    change(vm, target)
    target.items[:] = items


@method(LIST, pure=False)
def clear(vm: Machine, self: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    target.items.clear()
    target.open = False


@method(LIST)
def copy(vm: Machine, self: Anything, /) -> List:
    target = own(vm, self)
    return List(target.items.copy(), vm.world.mark, open=target.open)


@method(LIST, "__reversed__")
def reversed_(vm: Machine, self: Anything, /) -> Anything:
    from scopelint.library.builtins.iterators import reverse_iterator

    return reverse_iterator(vm, own(vm, self))


add(LIST, EVERY, SEQUENCE, ORDERED, MUTABLE, {"__iadd__": in_place_method("+")})

TUPLE = Table("tuple")


def to_tuple(vm: Machine, iterable: Anything = (), /) -> Anything:
    """``tuple(x)``."""
    if type(iterable) is tuple:
        return iterable
    items = known_items(vm, iterable)
    if items is None:
        raise NotKnown
    return tuple(items)


@method(TUPLE, "index")
def tuple_index(vm: Machine, self: Anything, item: Anything, start: Anything = 0, stop: Anything = None, /) -> Anything:
    items = list(known(self))
    if stop is not None:
        items = items[: integer(vm, stop)]
    at = place_of(vm, items, item, integer(vm, start))
    if at is None:
        fail(vm, "ValueError", "tuple.index(x): x not in tuple")
    return at


@method(TUPLE, "count")
def tuple_count(vm: Machine, self: Anything, item: Anything, /) -> Anything:
    return count_in(vm, known(self), item)


add(TUPLE, EVERY, SEQUENCE, ORDERED)
