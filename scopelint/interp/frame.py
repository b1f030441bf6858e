"""A frame: the running of one function, class body or module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scopelint.values.base import MISSING, Anything, MergeValues, Stateful
from scopelint.values.objects import Cell, Class, Module

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class Signal(NamedTuple):
    """How a block ended, when not by running off its end."""

    word: str


BREAK = Signal("break")
CONTINUE = Signal("continue")
RETURN = Signal("return")


class Pending(NamedTuple):
    """An arm of an unknown condition that left its block while the other went on: merged where the two meet again."""

    signal: Signal
    result: Anything
    delta: dict[Any, Any]


class Frame(Stateful):
    """Locals in ``slots``; variables shared with inner functions in ``cells``; a class body's in ``names``.

    ``globals`` is the module's attribute dictionary. ``line`` and ``call`` tell where it is: the running statement's
    first line, and the ordinal of the last call begun in the statement of ``call_line``.
    """

    __slots__ = (
        "budget",
        "call",
        "call_line",
        "cells",
        "code",
        "exception",
        "function",
        "globals",
        "line",
        "module",
        "names",
        "owner",
        "pending",
        "result",
        "slots",
        "vm",
    )

    def __init__(
        self,
        vm: Machine,
        module: Module,
        slots: list[Anything],
        cells: Sequence[Cell],
        code: Any = None,
        function: Any = None,
        owner: Class | None = None,
        line: int = 0,
    ) -> None:
        self.vm = vm
        self.budget = vm.budget
        self.module = module
        self.globals = module.attrs
        self.slots = slots
        self.cells = cells
        self.names: dict[str, Anything] | None = None
        self.code = code
        self.function = function
        self.owner = owner
        self.line = line
        self.call: int | None = None
        self.call_line = 0
        self.result: Anything = None
        self.pending: Sequence[Pending] = ()
        self.exception: Any = None
        self.stamp = 0

    def set_aside(self, pending: Pending) -> None:
        """Let an arm that left its block wait for the point where it is merged."""
        self.pending = [*self.pending, pending]

    def take_back(self) -> Pending:
        """The arm that was set aside last."""
        *rest, last = self.pending
        self.pending = rest
        return last

    def save(self) -> Any:
        return self.slots.copy(), None if self.names is None else self.names.copy()

    def load(self, state: Any) -> None:
        self.slots[:] = state[0]
        if self.names is not None:
            self.names.clear()
            self.names.update(state[1])

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        slots = []
        labels = self.code.slot_names if self.code is not None else ()
        for i, (x, y) in enumerate(zip(a[0], b[0], strict=True)):
            if x is y or y is MISSING:
                slots.append(x)
            elif x is MISSING:
                slots.append(y)
            else:
                slots.append(merge_value(x, y, labels[i] if i < len(labels) else "value"))
        if a[1] is None:
            return slots, None
        names = dict(a[1])
        for name, y in b[1].items():
            x = names.get(name, y)
            names[name] = y if x is y else merge_value(x, y, name)
        return slots, names
