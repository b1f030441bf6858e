"""Everything that forks: the marks, the undo log of each, and how two states become one.

An unknown condition opens a mark; every stateful object saves its state into the mark's log before its first change
under it. The first arm's changes are then set aside (``switch``), the second arm runs from the same state, and
``join`` makes one state of the two. Marks nest like the forks that opened them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from scopelint.values.base import Anything, Value

Delta = dict[Any, Any]
"""States that one arm left behind, by object."""


class World:
    """The journal of one run. ``mark`` is 0 while no fork is open; an object whose ``stamp`` equals it is logged.

    ``merge_value`` is handed in by the machine: merging values needs to know what values are.
    """

    __slots__ = ("_last", "_logs", "_marks", "differed", "mark", "merge_value")

    def __init__(self, merge_value: Callable[[Anything, Anything, str], Anything]) -> None:
        self.mark = 0
        self._last = 0
        self._marks: list[int] = [0]
        self._logs: list[dict[Any, Any]] = []
        self.merge_value = merge_value
        self.differed: Callable[[Any], None] = lambda obj: None
        """Called with an engine object whose two states could give later names different numbers."""

    @property
    def depth(self) -> int:
        """How many forks are open."""
        return len(self._logs)

    def touch(self, obj: Any) -> None:
        """Save the object's state before its first change under the innermost mark."""
        if self._logs:
            log = self._logs[-1]
            if obj not in log:
                log[obj] = obj.save()
        obj.stamp = self.mark

    def open(self) -> None:
        """Begin a fork."""
        self._last += 1
        self._marks.append(self._last)
        self._logs.append({})
        self.mark = self._last

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Run something that belongs to no arm of an open fork, such as loading a part of the library."""
        saved = self.mark, self._marks, self._logs
        self.mark, self._marks, self._logs = 0, [0], []
        try:
            yield
        finally:
            self.mark, self._marks, self._logs = saved

    def switch(self) -> Delta:
        """Set the changes since the mark aside and go back to it."""
        delta = {}
        for obj, base in self._logs[-1].items():
            delta[obj] = obj.save()
            obj.load(base)
        return delta

    def resume(self, delta: Delta) -> None:
        """Put changes that were set aside back in force; the log must be at its base for objects not in them."""
        for obj, state in delta.items():
            obj.load(state)

    def join(self, delta: Delta) -> None:
        """Merge changes that were set aside with those in force, and close the mark."""
        log = self._logs[-1]
        for obj, base in log.items():
            mine = delta.get(obj)
            theirs = obj.save()
            if mine is None:
                mine = base
            if isinstance(obj, Value):
                obj.load(obj.merge(mine, theirs, self.merge_value))  # type: ignore[attr-defined]
            else:
                state, differed = obj.merge(mine, theirs)
                obj.load(state)
                if differed:
                    self.differed(obj)
        self.close()

    def close(self) -> None:
        """End the fork, keeping what is in force. The enclosing fork's log learns the older states."""
        log = self._logs.pop()
        self._marks.pop()
        self.mark = self._marks[-1]
        if self._logs:
            outer = self._logs[-1]
            for obj, base in log.items():
                outer.setdefault(obj, base)
