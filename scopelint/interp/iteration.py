"""Iterating over values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import Raised, fail, type_name
from scopelint.values.base import Anything, MergeValues, Stateful, Value
from scopelint.values.containers import LOOSE, Dict, List, Set
from scopelint.values.objects import ABSENT, Class, Function, Instance, Native, Range
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class HostIterator(Stateful):
    """An iterator object backed by a host iterator of values: what ``iter``, ``zip``, ``map`` give.

    It cannot be rewound: one that a fork advanced and that outlives the fork gives unknown items afterwards
    (``lost``). ``name`` is that of its class.
    """

    __slots__ = ("items", "lost", "name", "taken")

    def __init__(self, items: Iterator[Anything], name: str, stamp: int = 0) -> None:
        self.items = items
        self.name = name
        self.taken = 0
        self.lost = False
        self.stamp = stamp

    @property
    def type_name(self) -> str:
        return self.name

    def save(self) -> Any:
        return self.taken

    def load(self, state: Any) -> None:
        self.lost = self.lost or state != self.taken
        self.taken = state

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        return a if a == b else -1


class View(Value):
    """``keys()``, ``values()`` or ``items()`` of a dictionary: live, sized, iterable."""

    __slots__ = ("dict", "kind")

    def __init__(self, source: Dict, kind: str) -> None:
        self.dict = source
        self.kind = kind

    @property
    def type_name(self) -> str:
        return f"dict_{self.kind}"


class UnknownLength(Exception):
    """The value can be iterated, but how often is not known. ``item`` makes the element of one turn."""

    def __init__(self, source: Anything, label: str) -> None:
        super().__init__(label)
        self.source = source
        self.label = label


def iterate(vm: Machine, value: Anything) -> Iterator[Anything]:
    """A host iterator over the values. Raises UnknownLength, or the program's TypeError at once."""
    kind = type(value)
    if kind is tuple:
        return iter(value)
    if kind is List:
        return list_items(value)
    if kind is Range:
        return iter(value.range)
    if kind is str:
        return iter(value)
    if kind is bytes:
        return iter(value)
    if kind is Dict:
        if value.open:
            raise UnknownLength(value, "key")
        return dict_keys(vm, value)
    if kind is Set:
        if value.open and value.open != LOOSE:
            raise UnknownLength(value, "item")
        return iter(list(value.items))
    if kind is View:
        return view_items(vm, value)
    if kind is HostIterator:
        return advance(vm, value)
    if kind is Unknown:
        raise UnknownLength(value, value.label)
    if kind is Choice:
        raise UnknownLength(value, value.label)
    if kind is Text:
        raise UnknownLength(value, "character")
    return iterate_object(vm, value)


def iterate_object(vm: Machine, value: Anything) -> Iterator[Anything]:
    from scopelint.interp.calls import call_method
    from scopelint.interp.generators import Generator

    if isinstance(value, Generator):
        return value.iterate(vm)
    if isinstance(value, Instance):
        method = value.cls.lookup("__iter__")
        if value.payload is not None and (method is ABSENT or isinstance(method, Native)):
            return iterate(vm, value.payload)
        if method is not ABSENT and method is not None:
            made = call_method(vm, value, "__iter__", [])
            if made is value or (isinstance(made, Instance) and made.cls.lookup("__next__") is not ABSENT):
                return by_next(vm, made)
            return iterate(vm, made)
        if value.cls.lookup("__next__") is not ABSENT or value.cls.lookup("next") is not ABSENT:
            return by_next(vm, value)
        if value.cls.lookup("__getitem__") is not ABSENT:
            return by_index(vm, value)
        if value.cls.open:
            raise UnknownLength(value, value.cls.name)
    if isinstance(value, Class) and value.metaclass is not None:
        method = value.metaclass.lookup("__iter__")
        if isinstance(method, (Function, Native)):
            from scopelint.interp.calls import call

            return iterate(vm, call(vm, method, [value], {}))
    items = getattr(value, "iterate", None)
    if items is not None:
        return items(vm)  # type: ignore[no-any-return]
    fail(vm, "TypeError", f"'{type_name(vm, value)}' object is not iterable")


def list_items(value: List) -> Iterator[Anything]:
    """Live iteration: items appended on the way are met, as in Python. An open list may go on after them, but for what
    a loose one may have."""
    at = 0
    while at < len(value.items):
        yield value.items[at]
        at += 1
    if value.open and value.open != LOOSE:
        raise UnknownLength(value, "item")


def dict_keys(vm: Machine, value: Dict) -> Iterator[Anything]:
    count = len(value.items)
    for key in list(value.items):
        if len(value.items) != count:
            fail(vm, "RuntimeError", "dictionary changed size during iteration")
        if type(key) is not str or not key.startswith("."):
            yield key
    if len(value.items) != count:
        fail(vm, "RuntimeError", "dictionary changed size during iteration")


def view_items(vm: Machine, view: View) -> Iterator[Anything]:
    if view.dict.open:
        raise UnknownLength(view, "key" if view.kind == "keys" else "item")
    if view.kind == "keys":
        return dict_keys(vm, view.dict)
    if view.kind == "values":
        return (view.dict.items[k] for k in dict_keys(vm, view.dict))
    return ((k, view.dict.items[k]) for k in dict_keys(vm, view.dict))


def advance(vm: Machine, value: HostIterator) -> Iterator[Anything]:
    while True:
        if value.lost:
            raise UnknownLength(value, "item")
        if value.stamp != vm.world.mark:
            vm.world.touch(value)
        value.taken += 1
        try:
            item = next(value.items)
        except StopIteration:
            return
        yield item


def by_next(vm: Machine, value: Anything) -> Iterator[Anything]:
    from scopelint.interp.calls import call_method

    name = "__next__" if value.cls.lookup("__next__") is not ABSENT else "next"
    while True:
        try:
            item = call_method(vm, value, name, [])
        except Raised as raised:
            if raised.value.cls.is_subclass(vm.types["StopIteration"]):
                return
            raise
        vm.budget.charge(1)
        yield item


def by_index(vm: Machine, value: Anything) -> Iterator[Anything]:
    from scopelint.interp.calls import call_method

    at = 0
    while True:
        try:
            item = call_method(vm, value, "__getitem__", [at])
        except Raised as raised:
            if raised.value.cls.is_subclass(vm.types["IndexError"]):
                return
            raise
        vm.budget.charge(1)
        yield item
        at += 1


def known_items(vm: Machine, value: Anything) -> list[Anything] | None:
    """All items, or None when their number is not known. Bounded by the budget."""
    try:
        items = []
        limit = vm.limits.text
        for item in iterate(vm, value):
            items.append(item)
            if len(items) > limit:
                return None
        vm.budget.charge(len(items) // 8)
        return items
    except UnknownLength:
        return None


def item_of(vm: Machine, unknown: UnknownLength, turn: int) -> Anything:
    """The element that an iteration of unknown length gives on this turn (0 or 1): distinct unknowns."""
    source = unknown.source
    if type(source) in (Dict, Set) and turn < len(source.items):
        return list(source.items)[turn]
    if type(source) is Unknown:
        return source.derived(("item", turn), unknown.label, Kind.LOOP if not source.pure else None)
    make = getattr(source, "item", None)
    if make is not None:
        return make(vm, turn)
    return Unknown(Kind.LOOP, unknown.label)


def length(vm: Machine, value: Anything) -> int | None:
    """``len(value)`` where known; None where not. Raises the program's TypeError for what has none."""
    from scopelint.interp.calls import call_method

    kind = type(value)
    if kind in (str, bytes, tuple):
        return len(value)
    if kind in (List, Dict, Set):
        if value.open:
            return None
        return (
            sum(1 for k in value.items if type(k) is not str or not k.startswith("."))
            if kind is Dict and (value.owner is not None)
            else len(value.items)
        )
    if kind is Range:
        return len(value.range)
    if kind is View:
        return length(vm, value.dict)
    if kind in (Unknown, Choice, Text):
        return None
    if isinstance(value, Instance):
        method = value.cls.lookup("__len__")
        if value.payload is not None and (method is ABSENT or isinstance(method, Native)):
            return length(vm, value.payload)
        if method is not ABSENT:
            result = call_method(vm, value, "__len__", [])
            return result if type(result) is int else None
        if value.cls.open:
            return None
    if kind is Class and value.metaclass is not None and value.metaclass.lookup("__len__") is not ABSENT:
        from scopelint.interp.calls import call

        result = call(vm, value.metaclass.lookup("__len__"), [value], {})
        return result if type(result) is int else None
    fail(vm, "TypeError", f"object of type '{type_name(vm, value)}' has no len()")
