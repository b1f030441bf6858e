"""Mutable state that can be put back: what an interpreter needs to run two arms from one state.

Every mutable class of the engine is ``Stateful``: it tells a journal before each mutation, and can ``save`` its state,
``load`` an earlier one and ``merge`` the states two arms have left. The journal belongs to the caller; the engine only
knows the two members of ``Journal``.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, TypeVar

from scopelint.scoping.layered import Layered

State = tuple[Any, ...]

_PLAIN = (str, int, float, bytes, bool, type(None))


class Journal(Protocol):
    """What the engine needs of the caller's undo journal.

    ``mark`` names the arm being run; it should be a number never used before. An object with ``born`` equal to the mark
    of an arm was made in it: nothing outside can reach it, so its state needs neither putting back nor merging.
    """

    mark: int

    def touch(self, obj: Stateful) -> None:
        """Remember ``obj.save()`` for the current mark and set ``obj.stamp`` to that mark."""


class Stateful:
    """An object whose state can be saved, put back and merged.

    A subclass names its mutable attributes in ``FIELDS``; dicts, lists and sets among them are copied one level deep.
    ``born`` is the journal's mark when the object was made, ``stamp`` the mark at which the journal last saved it.
    """

    __slots__ = ("born", "journal", "stamp")
    FIELDS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, journal: Journal | None) -> None:
        self.journal = journal
        self.born = self.stamp = 0 if journal is None else journal.mark

    def born_at(self, mark: int) -> None:
        """Count the object as made at an earlier mark: what is made on first use must be the same in both arms."""
        self.born = self.stamp = mark

    def _touch(self) -> None:
        """Tell the journal that this object is about to change."""
        journal = self.journal
        if journal is not None and journal.mark != self.stamp:
            journal.touch(self)

    def save(self) -> State:
        """A shallow copy of the state, independent of later mutations."""
        return tuple(_frozen(getattr(self, field)) for field in self.FIELDS)

    def load(self, state: State) -> None:
        """Put back a state given by ``save`` or ``merge``; the same state may be loaded again."""
        for field, value in zip(self.FIELDS, state, strict=True):
            setattr(self, field, _thawed(value))

    def merge(self, a: State, b: State) -> tuple[State, bool]:
        """Merge the states two arms left; True when they differed in a way that can change later names."""
        merged: list[Any] = []
        differ = False
        for field, x, y in zip(self.FIELDS, a, b, strict=True):
            if same(x, y):
                merged.append(x)
            else:
                value, matters = self._merge_field(field, x, y)
                merged.append(value)
                differ = differ or matters
        return tuple(merged), differ

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        """Merge one field that differs. Without a better rule the first arm's value stays and the doubt is told."""
        return x, True


S = TypeVar("S", bound=Stateful)


def same(x: Any, y: Any) -> bool:
    """Whether two saved values are certainly equal; never asks a host object for its truth."""
    if x is y:
        return True
    if type(x) is not type(y):
        return False
    if isinstance(x, _PLAIN):
        return bool(x == y)
    if isinstance(x, list | tuple):
        return len(x) == len(y) and all(map(same, x, y))
    if isinstance(x, dict):
        return x.keys() == y.keys() and all(same(v, y[k]) for k, v in x.items())
    if isinstance(x, set | frozenset):
        return bool(x == y)
    return False


def union(x: list[Any], y: list[Any]) -> list[Any]:
    """The first list's items, then the second's that are missing (by identity, as host objects may not compare)."""
    seen = {id(item) for item in x}
    return [*x, *(item for item in y if id(item) not in seen)]


def _frozen(value: Any) -> Any:
    if isinstance(value, Layered):
        return value.freeze()
    if isinstance(value, dict | list | set):
        return value.copy()
    return value


def _thawed(value: Any) -> Any:
    if isinstance(value, Layered | dict | list | set):
        return value.copy()
    return value
