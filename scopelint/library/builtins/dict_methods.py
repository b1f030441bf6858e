"""dict, its views, and their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call, call_method
from scopelint.interp.iteration import View, iterate, known_items
from scopelint.interp.merging import choose
from scopelint.interp.raising import Raised, fail, type_name
from scopelint.interp.subscripts import fail_key, get_item, set_item
from scopelint.interp.truth import hashable
from scopelint.library.builtins.natives import NotKnown, Table, change, items_of, make, method, opaque, plain
from scopelint.library.builtins.python import python
from scopelint.library.builtins.special_methods import EVERY, MUTABLE, SIZED, add
from scopelint.library.builtins.special_methods import get_item as get_item_method
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import ABSENT, ClassMethod, Instance
from scopelint.values.unknown import Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

DICT = Table("dict")


def own(vm: Machine, self: Anything) -> Dict:
    """The receiver as a dictionary."""
    value = self if type(self) is Dict else plain(self)
    if type(value) is not Dict:
        fail(vm, "TypeError", f"descriptor requires a 'dict' object but received a '{type_name(vm, value)}'")
    return value


def to_dict(vm: Machine, source: Anything = MISSING, /, **kwargs: Anything) -> Dict:
    """``dict(mapping)``, ``dict(pairs)``, ``dict(name=value)``."""
    made = Dict({}, vm.world.mark)
    fill(vm, made, made, source, kwargs)
    return made


def fill(vm: Machine, self: Anything, target: Dict, source: Anything, kwargs: dict[str, Anything]) -> None:
    """``update``: from a mapping or pairs, then keywords."""
    change(vm, target)
    if source is not MISSING:
        fill_from(vm, target, source)
    target.items.update(kwargs)


def fill_from(vm: Machine, target: Dict, source: Anything) -> None:
    value = source.payload if isinstance(source, Instance) and type(source.payload) is Dict else source
    if type(value) is Dict:
        target.items.update({k: v for k, v in value.items.items() if type(k) is not str or not k.startswith(".")})
        target.open = target.open or value.open
    elif opaque(value):
        target.open = True
    elif isinstance(value, Instance) and value.cls.lookup("keys") is not ABSENT:
        keys = known_items(vm, call_method(vm, value, "keys", []))
        if keys is None:
            target.open = True
            return
        for key in keys:
            set_item(vm, target, key, get_item(vm, value, key))
    else:
        fill_from_pairs(vm, target, value)


def fill_from_pairs(vm: Machine, target: Dict, source: Anything) -> None:
    pairs = known_items(vm, source)
    if pairs is None:
        target.open = True
        return
    for at, pair in enumerate(pairs):
        if opaque(pair):
            target.open = True
            continue
        try:
            both = known_items(vm, pair)
        except Raised as raised:
            if raised.value.cls.name == "TypeError":
                words = f"cannot convert dictionary update sequence element #{at} to a sequence"
                fail(vm, "TypeError", words)
            raise
        if both is None:
            target.open = True
            continue
        if len(both) != 2:
            words = f"dictionary update sequence element #{at} has length {len(both)}; 2 is required"
            fail(vm, "ValueError", words)
        set_item(vm, target, both[0], both[1])


@method(DICT, "__init__", pure=False)
def init(vm: Machine, self: Anything, source: Anything = MISSING, /, **kwargs: Anything) -> None:
    target = own(vm, self)
    if isinstance(self, Instance) and self.cls.lookup("__setitem__") is not vm.types["dict"].attrs["__setitem__"]:
        fill(vm, self, target, source, kwargs)
        return
    fill(vm, self, target, source, kwargs)


def lookup(vm: Machine, target: Dict, key: Anything) -> Anything:
    """The value under the key, MISSING when there surely is none. Raises NotKnown."""
    if opaque(key):
        raise NotKnown
    at = hashable(vm, key)
    found = target.items.get(at, MISSING)
    if found is not MISSING:
        return found
    if target.open or type(key) is Text or (vm.holes.any and any(type(k) is Text for k in target.items)):
        raise NotKnown
    return MISSING


@method(DICT)
def get(vm: Machine, self: Anything, key: Anything, default: Anything = None, /) -> Anything:
    if type(key) is str and type(self) is Dict:
        found = self.items.get(key, MISSING)
        if found is not MISSING:
            return found
    target = own(vm, self)
    if opaque(key) and not target.open:
        if not target.items:
            return default
        raise NotKnown(choose(vm, (*target.items.values(), default), f"[{key.label}]"))
    if not opaque(key) and target.open and hashable(vm, key) not in target.items:
        raise NotKnown(Unknown(Kind.FORK, f"[{key}]" if type(key) in (str, int) else "item"))
    found = lookup(vm, target, key)
    return default if found is MISSING else found


@method(DICT, pure=False)
def setdefault(vm: Machine, self: Anything, key: Anything, default: Anything = None, /) -> Anything:
    target = own(vm, self)
    try:
        found = lookup(vm, target, key)
    except NotKnown:
        set_item(vm, target, key, default)
        return Unknown(Kind.FORK, "item")
    if found is MISSING:
        set_item(vm, target, key, default)
        return default
    return found


@method(DICT, pure=False)
def pop(vm: Machine, self: Anything, key: Anything, default: Anything = MISSING, /) -> Anything:
    target = own(vm, self)
    try:
        found = lookup(vm, target, key)
    except NotKnown:
        change(vm, target)
        target.open = True
        return Unknown(Kind.FORK, "item")
    if found is MISSING:
        if default is MISSING:
            fail_key(vm, key)
        return default
    change(vm, target)
    del target.items[hashable(vm, key)]
    return found


@method(DICT, pure=False)
def popitem(vm: Machine, self: Anything, /) -> Anything:
    target = own(vm, self)
    change(vm, target)
    if target.open or python(vm) < (3, 6):
        target.open = True
        return Unknown(Kind.FORK, "item")
    if not target.items:
        fail(vm, "KeyError", "popitem(): dictionary is empty")
    return target.items.popitem()


@method(DICT, pure=False)
def update(vm: Machine, self: Anything, source: Anything = MISSING, /, **kwargs: Anything) -> None:
    fill(vm, self, own(vm, self), source, kwargs)


@method(DICT, "__ior__", pure=False)
def in_place_or(vm: Machine, self: Anything, source: Anything, /) -> Anything:
    fill(vm, self, own(vm, self), source, {})
    return self


@method(DICT, pure=False)
def clear(vm: Machine, self: Anything, /) -> None:
    target = own(vm, self)
    change(vm, target)
    target.items.clear()
    target.open = False


@method(DICT)
def copy(vm: Machine, self: Anything, /) -> Dict:
    target = own(vm, self)
    return Dict(
        {k: v for k, v in target.items.items() if type(k) is not str or k[:1] != "."}, vm.world.mark, open=target.open
    )


def view_of(kind: str) -> None:
    """``keys``, ``values`` and ``items``: views, lists in Python 2; and Python 2's ``iterkeys``, ``viewkeys``…"""

    def view(vm: Machine, self: Anything, /) -> Anything:
        made = View(own(vm, self), kind)
        if python(vm) >= (3,):
            return made
        items = known_items(vm, made)
        return List(items or [], vm.world.mark, open=items is None)

    def live(vm: Machine, self: Anything, /) -> Anything:
        return View(own(vm, self), kind)

    DICT[kind] = make(f"dict.{kind}", view, binds=True)
    for prefix in ("iter", "view"):
        DICT[prefix + kind] = make(f"dict.{prefix}{kind}", live, binds=True)


for _kind in ("keys", "values", "items"):
    view_of(_kind)


@method(DICT)
def has_key(vm: Machine, self: Anything, key: Anything, /) -> Anything:
    """Python 2 only."""
    return lookup(vm, own(vm, self), key) is not MISSING


def from_keys(vm: Machine, cls: Anything, iterable: Anything, value: Anything = None, /) -> Anything:
    made = Dict({}, vm.world.mark) if cls is vm.types["dict"] else call(vm, cls, [], {})
    keys = known_items(vm, iterable)
    if keys is None:
        target = plain(made)
        if type(target) is Dict:
            target.open = True
        return made
    for key in keys:
        set_item(vm, made, key, value)
    return made


DICT["fromkeys"] = ClassMethod(make("dict.fromkeys", from_keys, pure=False))


@method(DICT, "__reversed__")
def reversed_(vm: Machine, self: Anything, /) -> Anything:
    from scopelint.library.builtins.iterators import reverse_iterator

    return reverse_iterator(vm, List(items_of(vm, own(vm, self)), vm.world.mark))


add(DICT, EVERY, SIZED, MUTABLE, {"__getitem__": get_item_method})

PYTHON_2 = ("has_key", "iterkeys", "itervalues", "iteritems", "viewkeys", "viewvalues", "viewitems")

VIEW = Table("dict_keys")


@method(VIEW)
def isdisjoint(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    mine = {hashable(vm, v) for v in items_of(vm, self)}
    return not any(hashable(vm, v) in mine for v in items_of(vm, other))


@method(VIEW, "__len__")
def view_length(vm: Machine, self: Anything, /) -> Anything:
    if self.dict.open:
        raise NotKnown
    return len(self.dict.items)


@method(VIEW, "__iter__")
def view_iterator(vm: Machine, self: Anything, /) -> Anything:
    from scopelint.library.builtins.iterators import iterator_of

    return iterator_of(vm, self)


def as_set(vm: Machine, value: Anything) -> Set:
    """A view or iterable as a set, for the views' operators."""
    return Set({hashable(vm, v): None for v in iterate(vm, value)}, vm.world.mark)
