"""The kinds of value the interpreter carries, and the protocol of everything that forks.

None, bool, int, float, complex, str, bytes, Ellipsis and tuple stand for themselves: a Python object of exactly these
types is that known value (a tuple holds values). Everything else is a ``Value``. A string with unknown parts is a
``Text``, never a str, so that no host operation on it goes unnoticed.

Invariant: a Value is never tested for truth, compared or iterated by the host; ``bool()`` of one raises.
"""

from __future__ import annotations

from typing import Any, NoReturn, Protocol

Anything = Any
"""A value: a Value or one of the host types above. (The host's union would be no narrower than Any in practice.)"""

SCALARS = frozenset({type(None), bool, int, float, complex, str, bytes, type(Ellipsis)})


class Value:
    """Base of all modelled objects. Equality and hash are identity, unless a subclass is immutable text."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a symbolic value has no truth of its own; ask interp.truth")


class Journal(Protocol):
    """What stateful objects tell before they change (``interp.world.World``)."""

    mark: int

    def touch(self, obj: Stateful) -> None: ...


class Stateful(Value):
    """A value that changes. Whoever changes it calls ``world.touch(self)`` first when ``self.stamp != world.mark``.

    ``save`` gives a shallow copy of the state, ``load`` puts one back, ``merge`` makes one state of the two that the
    arms of an unknown condition left behind. ``merge_value`` merges two values that differ.
    """

    __slots__ = ("stamp",)
    stamp: int

    def save(self) -> Any:
        raise NotImplementedError

    def load(self, state: Any) -> None:
        raise NotImplementedError

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        raise NotImplementedError


class MergeValues(Protocol):
    """Merges the values one place had after each arm; ``label`` names the place for the reader."""

    def __call__(self, a: Anything, b: Anything, label: str) -> Anything: ...


class Missing(Value):
    """The value of a place that holds nothing (an unbound local, an absent key)."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()


def merge_dicts(a: dict[Any, Any], b: dict[Any, Any], merge_value: MergeValues) -> dict[Any, Any]:
    """Merge name-to-value tables; a name only one arm has is kept, as if the other arm had it too."""
    if a.keys() == b.keys() and all(a[k] is b[k] for k in a):
        return a
    merged = {}
    for key, value in a.items():
        other = b.get(key, MISSING)
        merged[key] = value if other is value or other is MISSING else merge_value(value, other, str(key))
    for key, value in b.items():
        if key not in merged:
            merged[key] = value
    return merged
