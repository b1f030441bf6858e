"""Lists, dictionaries and sets. A tuple of values is a host tuple.

``open`` containers may hold more or other items than the ones listed: an unknown loop or condition changed them, or a
function that is not modelled had them in hand. Whoever needs their length, order or absence of a key gets Unknown.
"""

from __future__ import annotations

from typing import Any

from scopelint.values.base import Anything, MergeValues, Stateful
from scopelint.values.unknown import Kind, Unknown

LOOSE = 2
"""How a list or set is open that lacks at most what was not followed, which makes the trace incomplete as it is. It is
gone through as if that were all, but its length, and what it does not hold, are not known."""


class List(Stateful):
    __slots__ = ("items", "open")

    def __init__(self, items: list[Anything], stamp: int = 0, *, open: int = False) -> None:
        self.items = items
        self.open = open
        self.stamp = stamp

    def save(self) -> Any:
        return self.items.copy(), self.open

    def load(self, state: Any) -> None:
        self.items, self.open = state[0].copy(), state[1]

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        if len(a[0]) != len(b[0]):
            longer = a[0] if len(a[0]) > len(b[0]) else b[0]
            return longer, True
        return [x if x is y else merge_value(x, y, "item") for x, y in zip(a[0], b[0], strict=True)], a[1] or b[1]


OPEN = ".open"
"""In the attributes of an object: more names may be bound, not known which; holds the Unknown they are read from."""


class Dict(Stateful):
    """A dictionary.

    ``owner`` is set where it is the namespace of an object (``obj.__dict__``, ``globals()``): its items then are the
    owner's attributes, and it has no state of its own.
    """

    __slots__ = ("_open", "items", "owner")

    def __init__(self, items: dict[Anything, Anything], stamp: int = 0, *, open: bool = False) -> None:
        self.items = items
        self._open = open
        self.owner: Stateful | None = None
        self.stamp = stamp

    @property
    def open(self) -> bool:
        """Whether it may hold more than ``items``."""
        return self._open or (self.owner is not None and OPEN in self.items)

    @open.setter
    def open(self, value: bool) -> None:
        if self.owner is None:
            self._open = value
        elif value:
            self.items.setdefault(OPEN, Unknown(Kind.KEY, "name"))

    def save(self) -> Any:
        return self.items.copy(), self.open

    def load(self, state: Any) -> None:
        if self.owner is not None:
            # The owner's frames hold the same host dictionary as their globals.
            self.items.clear()
            self.items.update(state[0])
        else:
            self.items = state[0].copy()
        self.open = state[1]

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        items = a[0].copy()
        # A name that only one arm bound in an object is taken to be bound, as where it is bound by assignment.
        differ = self.owner is None and a[0].keys() != b[0].keys()
        for key, value in b[0].items():
            mine = items.get(key, value)
            items[key] = value if mine is value else merge_value(mine, value, str(key))
        return items, a[1] or b[1] or differ


class Set(Stateful):
    """A set or frozenset, kept in order of insertion: the keys of ``items``."""

    __slots__ = ("frozen", "items", "open")

    def __init__(self, items: dict[Anything, None], stamp: int = 0, *, frozen: bool = False) -> None:
        self.items = items
        self.open: int = False
        self.frozen = frozen
        self.stamp = stamp

    def save(self) -> Any:
        return self.items.copy(), self.open

    def load(self, state: Any) -> None:
        self.items, self.open = state[0].copy(), state[1]

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        return a[0] | b[0], a[1] or b[1] or a[0].keys() != b[0].keys()
