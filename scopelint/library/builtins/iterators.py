"""Iterators: ``iter``, ``next``, ``zip``, ``map``, ``filter``, ``enumerate``, ``reversed``, and what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from scopelint.interp.attributes import find_attribute
from scopelint.interp.calls import call, call_method
from scopelint.interp.generators import Generator, stop_iteration
from scopelint.interp.iteration import HostIterator, UnknownLength, View, item_of, iterate, known_items
from scopelint.interp.raising import Raised, fail, new_exception, raise_value, type_name
from scopelint.interp.truth import equal, truth
from scopelint.library.builtins.natives import (
    NotKnown,
    Table,
    function,
    integer,
    items_of,
    known,
    method,
    opaque,
)
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything, Value
from scopelint.values.containers import Dict, List
from scopelint.values.objects import ABSENT, Instance, Range
from scopelint.values.unknown import Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

FUNCTIONS = Table()
ITERATOR = Table("iterator")
GENERATOR = Table("generator")

SEQUENCES: dict[type, str] = {
    List: "list_iterator",
    tuple: "tuple_iterator",
    str: "str_iterator",
    Range: "range_iterator",
    Dict: "dict_keyiterator",
}


class Unseen(Value):
    """An iterator whose length is not known: ``make`` gives the item of one turn."""

    __slots__ = ("label", "make", "type_name")

    def __init__(self, label: str, make: Callable[[int], Anything], type_name: str = "iterator") -> None:
        self.label = label
        self.make = make
        self.type_name = type_name

    def iterate(self, vm: Machine) -> Iterator[Anything]:
        raise UnknownLength(self, self.label)

    def item(self, vm: Machine, turn: int) -> Anything:
        return self.make(turn)


def iterator_of(vm: Machine, value: Anything) -> Anything:
    """``iter(value)``."""
    if isinstance(value, (HostIterator, Generator, Unseen)):
        return value
    if opaque(value):
        raise NotKnown
    if isinstance(value, Instance):
        raw = value.cls.lookup("__iter__")
        if raw is not ABSENT and raw is not None and value.payload is None:
            return call_method(vm, value, "__iter__", [])
        if python(vm) < (3,) and raw is ABSENT and value.cls.lookup("next") is not ABSENT:
            return value
    try:
        return HostIterator(iterate(vm, value), SEQUENCES.get(type(value), "iterator"), vm.world.mark)
    except UnknownLength as unknown:
        source = unknown
        return Unseen(unknown.label, lambda turn: item_of(vm, source, turn))


def advance(vm: Machine, value: Anything) -> Anything:
    """The next item, MISSING at the end. Raises NotKnown."""
    try:
        if isinstance(value, HostIterator):
            return advance_host(vm, value)
        if isinstance(value, Generator):
            return value.resume(vm)
    except UnknownLength as unknown:
        raise NotKnown(Unknown(Kind.LOOP, unknown.label)) from None
    if opaque(value):
        raise NotKnown
    if isinstance(value, Unseen):
        raise NotKnown(value.make(0))
    name = "next" if python(vm) < (3,) else "__next__"
    if isinstance(value, Instance):
        if value.cls.lookup(name) is ABSENT and value.cls.lookup("__next__") is not ABSENT:
            name = "__next__"
        if value.cls.lookup(name) is not ABSENT:
            try:
                return call_method(vm, value, name, [])
            except Raised as raised:
                if raised.value.cls.is_subclass(vm.types["StopIteration"]):
                    return MISSING
                raise
        if value.cls.open:
            raise NotKnown
    fail(vm, "TypeError", f"'{type_name(vm, value)}' object is not an iterator")


def advance_host(vm: Machine, value: HostIterator) -> Anything:
    if value.lost:
        raise NotKnown(Unknown(Kind.LOOP, "item"))
    if value.stamp != vm.world.mark:
        vm.world.touch(value)
    value.taken += 1
    return next(value.items, MISSING)


@function(FUNCTIONS, "iter", pure=False)
def iter_(vm: Machine, source: Anything, sentinel: Anything = MISSING, /) -> Anything:
    if sentinel is MISSING:
        return iterator_of(vm, source)

    def until() -> Iterator[Anything]:
        while True:
            item = call(vm, source, [], {})
            answer = equal(vm, item, sentinel)
            if answer is None:
                raise UnknownLength(Unknown(Kind.LOOP, "item"), "item")
            if answer:
                return
            vm.budget.charge(1)
            yield item

    return HostIterator(until(), "callable_iterator", vm.world.mark)


@function(FUNCTIONS, "next", pure=False)
def next_(vm: Machine, iterator: Anything, default: Anything = MISSING, /) -> Anything:
    item = advance(vm, iterator)
    if item is not MISSING:
        return item
    if default is not MISSING:
        return default
    if isinstance(iterator, Generator):
        stop_iteration(vm, iterator.result)
    raise_value(vm, new_exception(vm, vm.types["StopIteration"], ()))


def made(vm: Machine, items: Iterator[Anything], name: str) -> HostIterator:
    return HostIterator(items, name, vm.world.mark)


def sources_of(vm: Machine, iterables: tuple[Anything, ...]) -> list[Iterator[Anything] | UnknownLength]:
    """A host iterator for each, or the reason why its length is not known."""
    found: list[Iterator[Anything] | UnknownLength] = []
    for value in iterables:
        try:
            found.append(iterate(vm, value))
        except UnknownLength as unknown:
            found.append(unknown)
    return found


def turn_maker(vm: Machine, sources: list[Iterator[Anything] | UnknownLength]) -> Callable[[int], list[Anything]]:
    """The items of one turn, where one source at least has an unknown length."""
    seen: list[list[Anything]] = [[] for _ in sources]

    def turn(number: int) -> list[Anything]:
        row = []
        for source, items in zip(sources, seen, strict=True):
            if isinstance(source, UnknownLength):
                row.append(item_of(vm, source, number))
                continue
            while len(items) <= number:
                items.append(next(source, Unknown(Kind.LOOP, "item")))
            row.append(items[number])
        return row

    return turn


def listed(vm: Machine, value: Anything) -> Anything:
    """Python 2's ``zip``, ``map`` and ``filter`` give lists."""
    if python(vm) >= (3,):
        return value
    items = known_items(vm, value)
    return List(items or [], vm.world.mark, open=items is None)


def zipped(vm: Machine, *iterables: Anything, strict: Anything = False) -> Anything:
    """``zip``, always as an iterator."""
    sources = sources_of(vm, iterables)
    if any(isinstance(s, UnknownLength) for s in sources):
        turn = turn_maker(vm, sources)
        return Unseen("item", lambda number: tuple(turn(number)), "zip")
    iterators = [s for s in sources if not isinstance(s, UnknownLength)]

    def rows() -> Iterator[Anything]:
        if not iterators:
            return
        while True:
            row = []
            for at, source in enumerate(iterators):
                item = next(source, MISSING)
                if item is MISSING:
                    if strict is True and (at or any(next(s, MISSING) is not MISSING for s in iterators[1:])):
                        words = f"zip() argument {at + 1} is shorter than argument 1"
                        fail(vm, "ValueError", words if at else "zip() argument 2 is longer than argument 1")
                    return
                row.append(item)
            yield tuple(row)

    return made(vm, rows(), "zip")


@function(FUNCTIONS, "zip")
def zip_(vm: Machine, /, *iterables: Anything, **options: Anything) -> Anything:
    return listed(vm, zipped(vm, *iterables, **options))


def mapped(vm: Machine, fn: Anything, /, *iterables: Anything) -> Anything:
    """``map``, always as an iterator."""
    sources = sources_of(vm, iterables)
    if any(isinstance(s, UnknownLength) for s in sources):
        turn = turn_maker(vm, sources)
        return Unseen("item", lambda number: call(vm, fn, turn(number), {}), "map")
    rows = zip(*sources, strict=False)
    return made(vm, (call(vm, fn, list(row), {}) for row in rows), "map")


@function(FUNCTIONS, "map", pure=False)
def map_(vm: Machine, fn: Anything, /, *iterables: Anything) -> Anything:
    if not iterables:
        fail(vm, "TypeError", "map() must have at least two arguments.")
    if fn is None and python(vm) < (3,):
        return listed(vm, iterables[0] if len(iterables) == 1 else zipped(vm, *iterables))
    return listed(vm, mapped(vm, fn, *iterables))


def passes(vm: Machine, fn: Anything, item: Anything) -> bool | None:
    return truth(vm, item if fn is None else call(vm, fn, [item], {}))


def filtered(vm: Machine, fn: Anything, iterable: Anything, wanted: bool = True, name: str = "filter") -> Anything:
    """``filter``, always as an iterator."""
    try:
        source = iterate(vm, iterable)
    except UnknownLength as unknown:
        reason = unknown
        return Unseen(unknown.label, lambda turn: item_of(vm, reason, turn), name)

    def kept() -> Iterator[Anything]:
        for item in source:
            answer = passes(vm, fn, item)
            if answer is None:
                raise UnknownLength(Unknown(Kind.LOOP, "item"), "item")
            if answer is wanted:
                yield item

    return made(vm, kept(), name)


@function(FUNCTIONS, "filter", pure=False)
def filter_(vm: Machine, fn: Anything, iterable: Anything, /) -> Anything:
    found = filtered(vm, fn, iterable)
    if python(vm) >= (3,):
        return found
    items = known_items(vm, found)
    if items is not None and type(iterable) in (tuple, str):
        return tuple(items) if type(iterable) is tuple else "".join(items)
    return List(items or [], vm.world.mark, open=items is None)


@function(FUNCTIONS)
def enumerate_(vm: Machine, iterable: Anything, start: Anything = 0) -> Anything:
    try:
        source = iterate(vm, iterable)
    except UnknownLength as unknown:
        reason = unknown
        return Unseen(unknown.label, lambda turn: (Unknown(Kind.LOOP, "i"), item_of(vm, reason, turn)), "enumerate")
    if opaque(start):
        label = start.label
        return made(vm, ((Unknown(Kind.LOOP, label), item) for item in source), "enumerate")
    return made(vm, enumerate(source, integer(vm, start)), "enumerate")


def reverse_iterator(vm: Machine, value: Anything) -> Anything:
    """``reversed`` of a builtin sequence."""
    if type(value) is List:
        if value.open:
            raise NotKnown
        return made(vm, backwards(value), "list_reverseiterator")
    return made(vm, iter(items_of(vm, value)[::-1]), "reversed")


def backwards(value: List) -> Iterator[Anything]:
    """Live iteration from the end."""
    at = len(value.items) - 1
    while at >= 0:
        if at < len(value.items):
            yield value.items[at]
        at -= 1


@function(FUNCTIONS, "reversed", pure=False)
def reversed_(vm: Machine, sequence: Anything, /) -> Anything:
    value = sequence
    if isinstance(value, Instance):
        if value.cls.lookup("__reversed__") is not ABSENT:
            return call_method(vm, value, "__reversed__", [])
        if value.payload is not None:
            return reverse_iterator(vm, value.payload)
        if value.cls.lookup("__getitem__") is ABSENT:
            if value.cls.open:
                raise NotKnown
            fail(vm, "TypeError", f"'{value.cls.name}' object is not reversible")
        count = known(call_method(vm, value, "__len__", []))
        return made(vm, (call_method(vm, value, "__getitem__", [at]) for at in range(count - 1, -1, -1)), "reversed")
    if opaque(value) or type(value) is Text:
        raise NotKnown
    if type(value) in (List, tuple, str, bytes, Range) or (type(value) in (Dict, View) and python(vm) >= (3, 8)):
        return reverse_iterator(vm, value)
    found = find_attribute(vm, value, "__reversed__")
    if found is not MISSING and type(value) is not Dict:
        return call(vm, found, [], {})
    fail(vm, "TypeError", f"'{type_name(vm, value)}' object is not reversible")


@function(FUNCTIONS, "range")
def range_(vm: Machine, /, *bounds: Anything) -> Anything:
    found = new_range(vm, *bounds)
    return List(list(items_of(vm, found)), vm.world.mark) if python(vm) < (3,) else found


def new_range(vm: Machine, /, *bounds: Anything) -> Anything:
    """``range`` as an object; Python 2's ``xrange``."""
    if not 1 <= len(bounds) <= 3:
        words = "range expected 1 argument, got 0" if python(vm) >= (3, 8) else "range expected 1 arguments, got 0"
        fail(vm, "TypeError", words if not bounds else f"range expected at most 3 arguments, got {len(bounds)}")
    for bound in bounds:
        if type(bound) is float:
            fail(vm, "TypeError", "'float' object cannot be interpreted as an integer")
    numbers = [integer(vm, b) for b in bounds]
    if len(numbers) == 3 and numbers[2] == 0:
        fail(vm, "ValueError", "range() arg 3 must not be zero")
    return Range(range(*numbers))


@method(ITERATOR, "__next__", "next", pure=False)
def iterator_next(vm: Machine, self: Anything, /) -> Anything:
    return next_(vm, self)


@method(ITERATOR, "__iter__")
def iterator_iter(vm: Machine, self: Anything, /) -> Anything:
    return self


for _name in ("__next__", "next", "__iter__"):
    GENERATOR[_name] = ITERATOR[_name]


def generator_of(vm: Machine, self: Anything) -> Generator:
    if not isinstance(self, Generator):
        raise NotKnown
    return self


@method(GENERATOR, pure=False)
def send(vm: Machine, self: Anything, value: Anything, /) -> Anything:
    generator = generator_of(vm, self)
    if not generator.started and value is not None:
        fail(vm, "TypeError", "can't send non-None value to a just-started generator")
    item = generator.resume(vm, value)
    if item is MISSING:
        stop_iteration(vm, generator.result)
    return item


@method(GENERATOR, pure=False)
def throw(vm: Machine, self: Anything, kind: Anything, value: Anything = None, trace: Anything = None, /) -> Anything:
    from scopelint.interp.exceptions import exception_of

    raised = exception_of(vm, value if isinstance(value, Instance) else kind)
    generator = generator_of(vm, self)
    item = generator.resume(vm, None, Raised(raised, raised.attrs.get(".context") or vm.context()))
    if item is MISSING:
        stop_iteration(vm, generator.result)
    return item


@method(GENERATOR, pure=False)
def close(vm: Machine, self: Anything, /) -> None:
    generator = generator_of(vm, self)
    if not generator.started:
        generator.steps.close()
        return
    leaving = new_exception(vm, vm.types["GeneratorExit"], ())
    try:
        item = generator.resume(vm, None, Raised(leaving, vm.context()))
    except Raised as raised:
        if raised.value.cls.name not in ("GeneratorExit", "StopIteration"):
            raise
        return
    if item is not MISSING:
        fail(vm, "RuntimeError", "generator ignored GeneratorExit")
