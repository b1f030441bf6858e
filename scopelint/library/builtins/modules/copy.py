"""copy: shallow and deep copies of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call_method
from scopelint.library.builtins.natives import Table, function
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import ABSENT, Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="copy")

DEEPEST = 200


@function(NAMES, "copy", pure=False)
def copy(vm: Machine, x: Anything) -> Anything:
    if type(x) is Instance and x.cls.lookup("__copy__") is not ABSENT:
        return call_method(vm, x, "__copy__", [])
    return shallow(vm, x)


def shallow(vm: Machine, value: Anything) -> Anything:
    mark = vm.world.mark
    kind = type(value)
    if kind is List:
        return List(value.items.copy(), mark, open=value.open)
    if kind is Dict:
        return Dict(value.items.copy(), mark, open=value.open)
    if kind is Set:
        made = Set(value.items.copy(), mark, frozen=value.frozen)
        made.open = value.open
        return made
    if kind is Instance:
        twin = Instance(value.cls, mark)
        twin.attrs = value.attrs.copy()
        twin.payload = shallow(vm, value.payload)
        return twin
    return value


@function(NAMES, "deepcopy", pure=False)
def deepcopy(vm: Machine, x: Anything, memo: Anything = None) -> Anything:
    return Deep(vm, memo).copy(x, 0)


class Deep:
    """One deep copy: what was copied already is used again. Functions, classes and unknown values are shared."""

    def __init__(self, vm: Machine, memo: Anything) -> None:
        self.vm = vm
        key = "deepcopy_memos"
        memos: dict[int, tuple[Anything, dict[int, tuple[Anything, Anything]]]] = vm.state.setdefault(key, {})
        if type(memo) is Dict and id(memo) in memos:
            self.memo = memo
            self.done = memos[id(memo)][1]
        else:
            self.memo = memo if type(memo) is Dict else Dict({}, vm.world.mark)
            self.done = {}
            memos[id(self.memo)] = (self.memo, self.done)

    def copy(self, value: Anything, depth: int) -> Anything:
        kind = type(value)
        if kind is tuple:
            copied = tuple([self.copy(v, depth + 1) for v in value])
            return value if all(a is b for a, b in zip(copied, value, strict=True)) else copied
        if kind not in (List, Dict, Set, Instance) or depth > DEEPEST:
            return value
        found = self.done.get(id(value))
        if found is not None:
            return found[1]
        self.vm.budget.charge(1)
        return self._object(value, depth) if kind is Instance else self._container(value, depth)

    def _container(self, value: Anything, depth: int) -> Anything:
        twin = shallow(self.vm, value)
        self.done[id(value)] = (value, twin)
        if type(value) is List:
            twin.items = [self.copy(v, depth + 1) for v in value.items]
        elif type(value) is Dict:
            twin.items = {self.copy(k, depth + 1): self.copy(v, depth + 1) for k, v in value.items.items()}
        return twin

    def _object(self, value: Instance, depth: int) -> Anything:
        if value.cls.lookup("__deepcopy__") is not ABSENT:
            copied = call_method(self.vm, value, "__deepcopy__", [self.memo])
            self.done[id(value)] = (value, copied)
            return copied
        twin = Instance(value.cls, self.vm.world.mark)
        self.done[id(value)] = (value, twin)
        twin.attrs = {k: v if k[:1] == "." else self.copy(v, depth + 1) for k, v in value.attrs.items()}
        twin.payload = self.copy(value.payload, depth + 1)
        return twin


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    found["Error"] = found["error"] = vm.types["Exception"]
    return found
