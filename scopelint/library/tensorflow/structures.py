"""Nested structures of tensors: taken apart and put together again, as ``nest`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def is_nested(value: Anything) -> bool:
    return type(value) in (tuple, List, Dict) or (
        isinstance(value, Instance) and type(value.payload) in (tuple, List, Dict)
    )


def ordered_keys(items: dict[Anything, Anything]) -> list[Anything]:
    keys = list(items)
    return sorted(keys) if all(type(k) is str for k in keys) else keys


def flatten(value: Anything) -> list[Anything]:
    """The leaves in order; dictionaries by sorted keys."""
    if type(value) is tuple:
        return [leaf for item in value for leaf in flatten(item)]
    if type(value) is List:
        return [leaf for item in value.items for leaf in flatten(item)]
    if type(value) is Dict:
        return [leaf for key in ordered_keys(value.items) for leaf in flatten(value.items[key])]
    if isinstance(value, Instance) and type(value.payload) in (tuple, List, Dict):
        return flatten(value.payload)
    return [value]


def pack(vm: Machine, structure: Anything, leaves: list[Anything]) -> Anything:
    """The structure with these leaves in place of its own."""
    rest = list(leaves)
    return _pack(vm, structure, rest)


def _pack(vm: Machine, structure: Anything, rest: list[Anything]) -> Anything:
    if type(structure) is tuple:
        return tuple([_pack(vm, item, rest) for item in structure])
    if type(structure) is List:
        return List([_pack(vm, item, rest) for item in structure.items], vm.world.mark, open=structure.open)
    if type(structure) is Dict:
        made = {key: _pack(vm, structure.items[key], rest) for key in ordered_keys(structure.items)}
        return Dict({key: made[key] for key in structure.items}, vm.world.mark, open=structure.open)
    if isinstance(structure, Instance) and type(structure.payload) in (tuple, List, Dict):
        made_instance = Instance(structure.cls, vm.world.mark)
        made_instance.attrs = dict(structure.attrs)
        made_instance.payload = _pack(vm, structure.payload, rest)
        return made_instance
    return rest.pop(0) if rest else structure
