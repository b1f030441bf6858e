"""A dict of layers, cheap to copy: large tables (names in use, ops, variables) are saved at every fork.

A copy shares the frozen layers and starts an empty top one. Layers are merged as they pile up, so that each key is
moved a logarithmic number of times and a lookup passes few layers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Layered(Generic[K, V]):
    """A mapping without deletion. Keys keep the order in which they were first set."""

    __slots__ = ("_layers", "_top")

    def __init__(self) -> None:
        self._layers: tuple[dict[K, V], ...] = ()
        self._top: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value of a key, or None."""
        value = self._top.get(key)
        if value is None:
            for layer in reversed(self._layers):
                value = layer.get(key)
                if value is not None:
                    break
        return value

    def __contains__(self, key: K) -> bool:
        if key in self._top:
            return True
        # A generator would cost more than the search.
        for layer in self._layers:  # noqa: SIM110
            if key in layer:
                return True
        return False

    def set(self, key: K, value: V) -> None:
        """Give a key a value."""
        self._top[key] = value

    def flat(self) -> dict[K, V]:
        """A plain dict of the whole, in the order of first setting."""
        whole: dict[K, V] = {}
        for layer in (*self._layers, self._top):
            whole.update(layer)
        return whole

    def __iter__(self) -> Iterator[K]:
        return iter(self.flat())

    def __len__(self) -> int:
        return len(self.flat()) if self._layers else len(self._top)

    def freeze(self) -> Layered[K, V]:
        """A copy for keeping; the frozen layers are shared."""
        if self._top:
            layers = [*self._layers, self._top]
            while len(layers) > 1 and 2 * len(layers[-1]) >= len(layers[-2]):
                last = layers.pop()
                layers[-1] = {**layers[-1], **last}
            self._layers = tuple(layers)
            self._top = {}
        return self.copy()

    def copy(self) -> Layered[K, V]:
        """A copy of a frozen one (or of one whose top is still open, which is then copied)."""
        twin: Layered[K, V] = Layered()
        twin._layers = self._layers
        twin._top = dict(self._top)
        return twin

    def differing(self, other: Layered[K, V]) -> tuple[dict[K, V], dict[K, V]]:
        """What each holds beyond the layers they share: the only keys that can differ."""
        shared = 0
        for mine, theirs in zip(self._layers, other._layers, strict=False):
            if mine is not theirs:
                break
            shared += 1
        return self._beyond(shared), other._beyond(shared)

    def _beyond(self, shared: int) -> dict[K, V]:
        whole: dict[K, V] = {}
        for layer in (*self._layers[shared:], self._top):
            whole.update(layer)
        return whole
