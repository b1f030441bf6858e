"""Datasets as values: after an unknown condition two of the same structure are one dataset again.

``if training: dataset = dataset.repeat()`` is in every second program; what differs is no name and no shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.library.tensorflow.native import native_class
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.static_shapes import TensorShape
from scopelint.library.tensorflow.structures import ordered_keys
from scopelint.library.tensorflow.tensors import Tensor, common_shape
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Class, Instance, Native
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

DATASET = native_class("DatasetV2", module="tensorflow.python.data.ops.dataset_ops")


class DatasetInstance(Instance):
    """A dataset; its structure and ops are in attributes that the sketch sets."""

    __slots__ = ()

    def join(self, vm: Machine, other: Anything, label: str) -> Anything:
        """The dataset that is one or the other, where both have elements of one structure; else None."""
        if not isinstance(other, DatasetInstance):
            return None
        try:
            element = joined(vm, self.attrs.get("_element"), other.attrs.get("_element"), label)
        except Unlike:
            return None
        cls = next(c for c in self.cls.mro if other.cls.is_subclass(c))
        made = DatasetInstance(cls, vm.world.mark)
        mine, theirs = self.attrs.get("_captured"), other.attrs.get("_captured")
        captured = [*items(mine), *(t for t in items(theirs) if not any(t is seen for seen in items(mine)))]
        made.attrs = {
            "_element": element,
            "_captured": List(captured, vm.world.mark),
            "_emit": Native("_emit", lambda vm_: either(vm_, label), binds=False),
            "_variant": either_variant(vm, self.attrs.get("_variant"), other.attrs.get("_variant"), label),
            "_unoptimized": self.attrs.get("_unoptimized", False),
        }
        return made


def new_dataset(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    return DatasetInstance(cls, vm.world.mark)


DATASET.new = new_dataset


def items(value: Anything) -> list[Anything]:
    return value.items if type(value) is List else []


def either(vm: Machine, label: str) -> Anything:
    """The ops of one dataset or the other: which ones is not known."""
    vm.state.setdefault("unlisted", set()).add(tf_of(vm).engine.default_graph())
    return Unknown(Kind.FORK, label, pure=True)


def either_variant(vm: Machine, mine: Anything, theirs: Anything, label: str) -> Anything:
    if isinstance(mine, Tensor) and isinstance(theirs, Tensor):
        return mine.join(vm, theirs, label)
    return None


class Unlike(Exception):
    """Two structures that cannot be one."""


def joined(vm: Machine, mine: Anything, theirs: Anything, label: str) -> Anything:
    """One structure of elements for two. Raises Unlike where they are built otherwise."""
    if mine is theirs:
        return mine
    if type(mine) in (Unknown, Choice) or type(theirs) in (Unknown, Choice):
        return Unknown(Kind.FORK, label, pure=True)
    if type(mine) is not type(theirs):
        raise Unlike
    if type(mine) is tuple and len(mine) == len(theirs):
        return tuple([joined(vm, a, b, label) for a, b in zip(mine, theirs, strict=True)])
    if type(mine) is Dict and not mine.open and not theirs.open:
        keys = ordered_keys(mine.items)
        if keys != ordered_keys(theirs.items):
            raise Unlike
        found = {key: joined(vm, mine.items[key], theirs.items[key], label) for key in mine.items}
        return Dict(found, vm.world.mark)
    if isinstance(mine, Instance) and mine.cls is theirs.cls and "dtype" in mine.attrs:
        return joined_leaf(vm, mine, theirs, label)
    raise Unlike


def joined_leaf(vm: Machine, mine: Instance, theirs: Instance, label: str) -> Anything:
    """One component for two of a dtype: a dimension that differs is not known."""
    a, b = mine.attrs, theirs.attrs
    if type(a["dtype"]) is not type(b["dtype"]) or not same(a["dtype"], b["dtype"]) or a["kind"] is not b["kind"]:
        return Unknown(Kind.FORK, label, pure=True)
    made = Instance(mine.cls, vm.world.mark)
    made.attrs = {**a, "shape": joined_shape(a["shape"], b["shape"])}
    if a.get("element") is not None:
        made.attrs["element"] = joined(vm, a["element"], b["element"], label)
    return made


def same(a: Any, b: Any) -> bool:
    return a is b or (getattr(a, "type", 0) == getattr(b, "type", 1))


def joined_shape(a: Anything, b: Anything) -> Anything:
    if not isinstance(a, TensorShape) or not isinstance(b, TensorShape):
        return Unknown(Kind.TENSORFLOW, "shape", pure=True)
    if a.dims == b.dims and a.hazy == b.hazy:
        return a
    dims = common_shape(a.dims, b.dims)
    return Unknown(Kind.TENSORFLOW, "shape", pure=True) if dims is None else TensorShape(dims, hazy=True)


def dataset_base(vm: Machine) -> Anything:
    """The class that datasets derive from."""
    return DATASET


FUNCTIONS = (dataset_base,)
