"""The special methods of builtin types, for code that names them: ``super().__getitem__(key)``, ``list.__len__(x)``.

The interpreter itself never calls them: its own operations act on the builtin value that an object stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scopelint.interp import iteration, operators, strings, subscripts, truth
from scopelint.library.builtins.natives import NotKnown, Table, integer, make, plain
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.unknown import Text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

Special = Callable[..., Anything]


def length(vm: Machine, self: Anything) -> Anything:
    found = iteration.length(vm, plain(self))
    if found is None:
        raise NotKnown
    return found


def iterator(vm: Machine, self: Anything) -> Anything:
    from scopelint.library.builtins.iterators import iterator_of

    return iterator_of(vm, plain(self))


def contains(vm: Machine, self: Anything, item: Anything) -> Anything:
    return answer(truth.contains(vm, item, plain(self)))


def get_item(vm: Machine, self: Anything, key: Anything) -> Anything:
    return subscripts.get_item(vm, plain(self), key)


def set_item(vm: Machine, self: Anything, key: Anything, value: Anything) -> None:
    subscripts.set_item(vm, plain(self), key, value)


def delete_item(vm: Machine, self: Anything, key: Anything) -> None:
    subscripts.delete_item(vm, plain(self), key)


def answer(found: bool | None) -> bool:
    """A known answer; NotKnown for None."""
    if found is None:
        raise NotKnown
    return found


def equals(vm: Machine, self: Anything, other: Anything) -> Anything:
    a, b = plain(self), plain(other)
    if kind_of(a) is not kind_of(b):
        return vm.builtins["NotImplemented"]
    return answer(truth.equal(vm, a, b))


def differs(vm: Machine, self: Anything, other: Anything) -> Anything:
    found = equals(vm, self, other)
    return found if found is vm.builtins["NotImplemented"] else not found


def kind_of(value: Anything) -> type:
    """The kind of a value as far as comparing goes: all numbers are alike."""
    kind = type(value)
    if kind in operators.NUMBERS:
        return int
    return str if kind is Text else kind


def hash_of(vm: Machine, self: Anything) -> Anything:
    value = plain(self)
    if type(value) in (List, Dict) or (type(value) is Set and not value.frozen):
        truth.hashable(vm, value)
    if type(value) in (int, bool, float):
        return hash(value)
    raise NotKnown


def represent(vm: Machine, self: Anything) -> Anything:
    return strings.to_repr(vm, plain(self))


def as_text(vm: Machine, self: Anything) -> Anything:
    return strings.to_text(vm, plain(self))


def formatted(vm: Machine, self: Anything, spec: Anything) -> Anything:
    return strings.format_value(vm, plain(self), spec)


def truthful(vm: Machine, self: Anything) -> Anything:
    return answer(truth.truth(vm, plain(self)))


def index(vm: Machine, self: Anything) -> Anything:
    return integer(vm, self)


def same(vm: Machine, self: Anything) -> Anything:
    return self


def operator_method(op: str, *, swapped: bool = False) -> Special:
    """The method behind a binary operator."""

    def run(vm: Machine, self: Anything, other: Anything) -> Anything:
        a, b = plain(self), plain(other)
        if kind_of(a) is not kind_of(b) and op not in ("*", "%"):
            return vm.builtins["NotImplemented"]
        return operators.binary(vm, op, b, a) if swapped else operators.binary(vm, op, a, b)

    return run


def in_place_method(op: str) -> Special:
    """The method behind an in-place operator of a mutable type."""

    def run(vm: Machine, self: Anything, other: Anything) -> Anything:
        operators.in_place(vm, op, plain(self), plain(other) if op != "+" else other)
        return self

    return run


def unary_method(op: str) -> Special:
    def run(vm: Machine, self: Anything) -> Anything:
        return operators.unary(vm, op, plain(self))

    return run


EVERY: dict[str, Special] = {
    "__eq__": equals,
    "__ne__": differs,
    "__hash__": hash_of,
    "__repr__": represent,
    "__str__": as_text,
    "__format__": formatted,
}
SIZED: dict[str, Special] = {"__len__": length, "__iter__": iterator, "__contains__": contains}
SEQUENCE: dict[str, Special] = {
    **SIZED,
    "__getitem__": get_item,
    "__add__": operator_method("+"),
    "__mul__": operator_method("*"),
    "__rmul__": operator_method("*", swapped=True),
}
ORDERED: dict[str, Special] = {
    f"__{name}__": operator_method(op) for name, op in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">="))
}
MUTABLE: dict[str, Special] = {"__setitem__": set_item, "__delitem__": delete_item}
NUMBER: dict[str, Special] = {
    **ORDERED,
    **{f"__{name}__": operator_method(op) for op, name in operators.METHODS.items()},
    **{f"__r{name}__": operator_method(op, swapped=True) for op, name in operators.METHODS.items()},
    "__neg__": unary_method("-"),
    "__pos__": unary_method("+"),
    "__bool__": truthful,
}


def add(table: Table, *groups: dict[str, Special], without: tuple[str, ...] = ()) -> None:
    """Put groups of special methods into a class's table."""
    for group in groups:
        for name, fn in group.items():
            if name not in without and name not in table:
                table[name] = make(f"{table.owner}.{name}", fn, binds=True)
