"""Collections of a graph: a name and a list each (§7)."""

from __future__ import annotations

import re
from typing import Any

from scopelint.scoping.state import Journal, Stateful, union

GLOBAL_VARIABLES = "variables"
LOCAL_VARIABLES = "local_variables"
TRAINABLE_VARIABLES = "trainable_variables"
REGULARIZATION_LOSSES = "regularization_losses"
GLOBAL_STEP = "global_step"


class Collection(Stateful):
    """One collection: a list of items, which ``get_collection_ref`` hands out to be changed."""

    __slots__ = ("items",)
    FIELDS = ("items",)

    def __init__(self, journal: Journal | None) -> None:
        super().__init__(journal)
        self.items: list[Any] = []

    def add(self, value: object) -> None:
        """Append an item."""
        self._touch()
        self.items.append(value)

    def replace(self, items: list[Any]) -> None:
        """Put another list of items in place."""
        self._touch()
        self.items = list(items)

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        return union(x, y), False


class Collections(Stateful):
    """All collections of a graph by name. A name may be anything hashable."""

    __slots__ = ("by_name",)
    FIELDS = ("by_name",)

    def __init__(self, journal: Journal | None) -> None:
        super().__init__(journal)
        self.by_name: dict[object, Collection] = {}

    def ref(self, name: object) -> Collection:
        """The collection of a name, made when missing."""
        found = self.by_name.get(name)
        if found is None:
            self._touch()
            found = self.by_name[name] = Collection(self.journal)
        return found

    def get(self, name: object, scope: str | None = None) -> list[Any]:
        """A copy of the items.

        With ``scope``, only items with a ``name`` that matches it as a regular expression at the start: "gen" takes
        "generator" too (variable_scope/get_collection_is_prefix_match).
        """
        found = self.by_name.get(name)
        if found is None:
            return []
        if not scope:
            return list(found.items)
        pattern = re.compile(scope)
        return [item for item in found.items if isinstance(n := getattr(item, "name", None), str) and pattern.match(n)]

    def clear(self, name: object) -> None:
        """Forget a collection."""
        if name in self.by_name:
            self._touch()
            del self.by_name[name]

    def keys(self) -> list[object]:
        """The string names of collections that hold something, as ``get_all_collection_keys`` tells them."""
        return [name for name, found in self.by_name.items() if found.items and isinstance(name, str)]

    def containing(self, value: object) -> list[object]:
        """The names of the collections that hold a value."""
        return [name for name, found in self.by_name.items() if any(item is value for item in found.items)]

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        whole = dict(x)
        for name, theirs in y.items():
            mine = whole.get(name)
            if mine is None:
                whole[name] = theirs
            elif mine is not theirs:
                # Each arm made its own list: a third one keeps both, so neither arm's state is changed.
                both = Collection(self.journal)
                both.items = union(mine.items, theirs.items)
                whole[name] = both
        return whole, False
