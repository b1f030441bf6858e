"""A plain undo journal, and the running of two arms with it: what an interpreter does, in small."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scopelint.scoping import State, Stateful


class UndoJournal:
    """Remembers the state of each object before its first change in the current arm."""

    def __init__(self) -> None:
        self.mark = 0
        self._marks = 0
        self.saved: dict[int, tuple[Stateful, State]] = {}

    def touch(self, obj: Stateful) -> None:
        obj.stamp = self.mark
        if id(obj) not in self.saved:
            self.saved[id(obj)] = (obj, obj.save())

    def begin(self) -> None:
        """Start an arm."""
        self._marks += 1
        self.mark = self._marks
        self.saved = {}

    def undo(self) -> dict[int, tuple[Stateful, State]]:
        """End an arm: give the state it left of what it changed, and put the old state back."""
        left = {key: (obj, obj.save()) for key, (obj, _) in self.saved.items()}
        for obj, state in self.saved.values():
            obj.load(state)
        self.saved = {}
        return left


def fork(journal: UndoJournal, first: Callable[[], Any], second: Callable[[], Any]) -> bool:
    """Run two arms from one state and merge what they leave; True when they differed in a way that matters."""
    journal.begin()
    first()
    a = journal.undo()
    journal.begin()
    second()
    b = journal.undo()
    journal.begin()
    differ = False
    for key, (obj, _) in {**a, **b}.items():
        base = obj.save()
        merged, matters = obj.merge(a.get(key, (obj, base))[1], b.get(key, (obj, base))[1])
        obj.load(merged)
        differ = differ or matters
    return differ
