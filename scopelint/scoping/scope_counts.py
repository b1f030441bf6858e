"""scope_counts: how often each variable scope was opened, which decides default names (§6).

The counts are a tree along the parts of the scope names, so that closing a scope forgets what is below it by dropping
one subtree. The tree is persistent: a change copies the path to it, and keeping an old state (for a scope opened by
object, or for a fork) costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from scopelint.scoping.state import Journal, Stateful

_WIDE = 48
"""Children of one node before they are spread over buckets, so that a wide level is not copied whole at each change."""


class Node(NamedTuple):
    """The count of one scope and the scopes below it. ``children`` is a dict, or 32 of them by hash."""

    opened: int
    children: Any


_EMPTY = Node(0, {})

Kept = tuple[Node, frozenset[str]]
"""Counts kept for later."""


class ScopeCounts(Stateful):
    """The counts of one graph, from 1.8 of one thread of it."""

    __slots__ = ("tree", "uncertain")
    FIELDS = ("tree", "uncertain")

    def __init__(self, journal: Journal | None) -> None:
        super().__init__(journal)
        self.tree = _EMPTY
        self.uncertain: frozenset[str] = frozenset()

    def count(self, scope: str) -> int:
        """How often a scope was opened since the scope above it was last closed."""
        node = self.tree
        for part in scope.split("/"):
            child = _child(node.children, part)
            if child is None:
                return 0
            node = child
        return node.opened

    def opened(self, scope: str) -> None:
        """Count one more opening."""
        self._touch()
        self.tree = _changed(self.tree, scope.split("/"), 0, +1)

    def close_below(self, scope: str) -> None:
        """Forget the counts of all scopes below one; a doubt about them is over with that."""
        self._touch()
        if self.uncertain:
            self.uncertain = frozenset(name for name in self.uncertain if not name.startswith(scope + "/"))
        self.tree = _changed(self.tree, scope.split("/"), 0, 0)

    def close_all(self) -> None:
        """Forget all counts (a root re-opened by string and closed, up to 1.8)."""
        self._touch()
        self.uncertain = frozenset()
        self.tree = _EMPTY

    def kept(self) -> Kept:
        """The counts of this moment, for ``restore``."""
        return self.tree, self.uncertain

    def restore(self, kept: Kept) -> None:
        """Put back counts kept at an entry."""
        self._touch()
        self.tree, self.uncertain = kept

    def unique(self, full: str) -> tuple[str, bool]:
        """The suffix that makes a default name new (``""`` or ``"_1"``...), and whether the counts are certain."""
        certain = full not in self.uncertain
        if not self.count(full):
            return "", certain
        number = 1
        while self.count(f"{full}_{number}"):
            certain = certain and f"{full}_{number}" not in self.uncertain
            number += 1
        return f"_{number}", certain and f"{full}_{number}" not in self.uncertain

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        return (x | y, True) if field == "uncertain" else (_larger(x, y), True)

    def merge(self, a: tuple[Any, ...], b: tuple[Any, ...]) -> tuple[tuple[Any, ...], bool]:
        """Counts merge to the larger one; the scopes whose counts differ become uncertain."""
        (tree, uncertain), differ = super().merge(a, b)
        return (tree, uncertain | frozenset(_differing(a[0], b[0], ""))), differ


def _child(children: Any, part: str) -> Node | None:
    depth = 0
    while not isinstance(children, dict):
        children = children[(hash(part) >> depth) & 31]
        depth += 5
    node: Node | None = children.get(part)
    return node


def _with_child(children: Any, part: str, node: Node, depth: int = 0) -> Any:
    if not isinstance(children, dict):
        bucket = (hash(part) >> depth) & 31
        changed = _with_child(children[bucket], part, node, depth + 5)
        return (*children[:bucket], changed, *children[bucket + 1 :])
    if len(children) < _WIDE or part in children or depth > 50:
        return {**children, part: node}
    buckets: list[dict[str, Node]] = [{} for _ in range(32)]
    for key, value in children.items():
        buckets[(hash(key) >> depth) & 31][key] = value
    return _with_child(tuple(buckets), part, node, depth)


def _changed(node: Node, parts: list[str], at: int, by: int) -> Node:
    """The tree with one opening counted (``by`` 1), or with all below the scope forgotten (``by`` 0)."""
    if at == len(parts):
        return Node(node.opened + by, node.children if by else {})
    child = _child(node.children, parts[at])
    if child is None:
        if not by:
            return node
        child = _EMPTY
    changed = _changed(child, parts, at + 1, by)
    return node if changed is child else Node(node.opened, _with_child(node.children, parts[at], changed))


def _items(children: Any) -> Iterator[tuple[str, Node]]:
    if isinstance(children, dict):
        yield from children.items()
    else:
        for bucket in children:
            yield from _items(bucket)


def _larger(a: Node, b: Node) -> Node:
    if a is b:
        return a
    children = a.children
    for part, theirs in _items(b.children):
        mine = _child(children, part)
        node = theirs if mine is None else _larger(mine, theirs)
        if node is not mine:
            children = _with_child(children, part, node)
    return Node(max(a.opened, b.opened), children)


def _differing(a: Node, b: Node, path: str) -> Iterator[str]:
    if a is b:
        return
    if a.opened != b.opened:
        yield path
    prefix = path + "/" if path else ""
    ours, theirs = dict(_items(a.children)), dict(_items(b.children))
    for part in ours.keys() | theirs.keys():
        yield from _differing(ours.get(part, _EMPTY), theirs.get(part, _EMPTY), prefix + part)
