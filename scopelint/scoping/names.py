"""names_in_use: how a graph makes names unique (§2).

Scopes and ops share one table. Names are never given back. From 1.13 keys are folded to lower case while the case
written is kept in the result (name_scope/case_insensitive_ops).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from scopelint.scoping.layered import Layered
from scopelint.scoping.state import Journal, Stateful
from scopelint.scoping.versions import Rules


class Unique(NamedTuple):
    """A name made unique.

    ``certain`` is False when the counter it depended on was left open by a merge; ``taken`` is the full name, as
    written, that stood in the way, or None when the name was free.
    """

    name: str
    certain: bool
    taken: str | None


class NameTable(Stateful):
    """The counters of one graph's names."""

    __slots__ = ("_fold", "uncertain", "used", "written")
    FIELDS = ("used", "written", "uncertain")

    def __init__(self, rules: Rules, journal: Journal | None) -> None:
        super().__init__(journal)
        self._fold = rules.fold_case
        self.used: Layered[str, int] = Layered()
        self.written: Layered[str, str] = Layered()
        self.uncertain: set[str] = set()

    def key(self, full: str) -> str:
        """The key under which a full name is counted."""
        return full.lower() if self._fold else full

    def is_certain(self, full: str) -> bool:
        """Whether both arms of every merge agreed about this name."""
        return not self.uncertain or self.key(full) not in self.uncertain

    def unique(self, full: str, mark_as_used: bool = True) -> Unique:
        """TensorFlow's ``unique_name`` on a full name; ``mark_as_used=False`` only looks."""
        key = self.key(full)
        count = self.used.get(key) or 0
        certain = key not in self.uncertain
        if mark_as_used:
            self._touch()
            self.used.set(key, count + 1)
            if key != full and not count:
                self.written.set(key, full)
        if not count:
            return Unique(full, certain, None)
        candidate = key
        number = count
        while candidate in self.used:
            candidate = f"{key}_{number}"
            number += 1
            certain = certain and candidate not in self.uncertain
        name = f"{full}_{number - 1}"
        if mark_as_used:
            self.used.set(candidate, 1)
            if candidate != name:
                self.written.set(candidate, name)
            if not certain:
                self.uncertain.add(candidate)
        return Unique(name, certain, self.written.get(key) or key)

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        if field == "uncertain":
            return x | y, bool(x ^ y)
        mine, theirs = x.differing(y)
        whole = x.copy()
        doubtful = False
        for key, value in theirs.items():
            other = mine.get(key)
            if other is None or (field == "used" and other < value):
                whole.set(key, value)
            doubtful = doubtful or other != value
        return whole.freeze(), doubtful or any(key not in theirs for key in mine)

    def merge(self, a: tuple[Any, ...], b: tuple[Any, ...]) -> tuple[tuple[Any, ...], bool]:
        """Counts merge to the larger one; the keys whose counts differ become uncertain."""
        (used, written, uncertain), differ = super().merge(a, b)
        mine, theirs = a[0].differing(b[0])
        open_keys = {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}
        return (used, written, uncertain | open_keys), differ or bool(open_keys)
