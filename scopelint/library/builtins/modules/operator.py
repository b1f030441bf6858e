"""operator: functions for the operators, and getters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scopelint.interp import operators, subscripts
from scopelint.interp.attributes import get_attribute
from scopelint.interp.calls import call
from scopelint.interp.truth import contains, identical, truth
from scopelint.library.builtins.natives import Table, function, integer, items_of, known, make
from scopelint.library.builtins.special_methods import answer
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="operator")

BINARY = {
    "add": "+",
    "concat": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "floordiv": "//",
    "mod": "%",
    "pow": "**",
    "matmul": "@",
    "lshift": "<<",
    "rshift": ">>",
    "and_": "&",
    "or_": "|",
    "xor": "^",
    "div": "/",
}
COMPARED = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
UNARY = {"neg": "-", "pos": "+", "invert": "~", "inv": "~"}


def binary(op: str) -> Callable[..., Anything]:
    return lambda vm, a, b, /: operators.binary(vm, op, a, b)


def in_place(op: str) -> Callable[..., Anything]:
    return lambda vm, a, b, /: operators.in_place(vm, op, a, b)


def compared(op: str) -> Callable[..., Anything]:
    return lambda vm, a, b, /: operators.compare(vm, op, a, b)


def unary(op: str) -> Callable[..., Anything]:
    return lambda vm, a, /: operators.unary(vm, op, a)


def put(name: str, fn: Callable[..., Anything]) -> None:
    for spelled in (name, f"__{name.rstrip('_')}__"):
        NAMES[spelled] = make(name, fn, pure=False, module="operator")


for _name, _op in BINARY.items():
    put(_name, binary(_op))
    put("i" + _name.rstrip("_"), in_place(_op))
for _name, _op in COMPARED.items():
    put(_name, compared(_op))
for _name, _op in UNARY.items():
    put(_name, unary(_op))


@function(NAMES, "not_", "__not__", pure=False)
def not_(vm: Machine, value: Anything, /) -> Anything:
    return not answer(truth(vm, value))


@function(NAMES, "truth", pure=False)
def truth_(vm: Machine, value: Anything, /) -> Anything:
    return answer(truth(vm, value))


@function(NAMES)
def is_(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    return answer(identical(vm, a, b))


NAMES["is_"] = NAMES["is"]


@function(NAMES)
def is_not(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    return not answer(identical(vm, a, b))


@function(NAMES, "contains", "__contains__", pure=False)
def contains_(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    return answer(contains(vm, b, a))


@function(NAMES, "getitem", "__getitem__", pure=False)
def getitem(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    return subscripts.get_item(vm, a, b)


@function(NAMES, "setitem", "__setitem__", pure=False)
def setitem(vm: Machine, a: Anything, b: Anything, value: Anything, /) -> None:
    subscripts.set_item(vm, a, b, value)


@function(NAMES, "delitem", "__delitem__", pure=False)
def delitem(vm: Machine, a: Anything, b: Anything, /) -> None:
    subscripts.delete_item(vm, a, b)


@function(NAMES, "abs", pure=False)
def abs_(vm: Machine, value: Anything, /) -> Anything:
    return call(vm, vm.builtins["abs"], [value], {})


@function(NAMES, "index")
def index(vm: Machine, value: Anything, /) -> Anything:
    return integer(vm, value)


@function(NAMES, "itemgetter", pure=False)
def itemgetter(vm: Machine, /, *keys: Anything) -> Anything:
    def get(m: Machine, obj: Anything) -> Anything:
        found = tuple([subscripts.get_item(m, obj, k) for k in keys])
        return found[0] if len(keys) == 1 else found

    return make("itemgetter", get, pure=False, module="operator")


@function(NAMES, "attrgetter", pure=False)
def attrgetter(vm: Machine, /, *paths: Anything) -> Anything:
    def one(m: Machine, obj: Anything, path: Anything) -> Anything:
        for name in known(path).split("."):
            obj = get_attribute(m, obj, name)
        return obj

    def get(m: Machine, obj: Anything) -> Anything:
        found = tuple([one(m, obj, p) for p in paths])
        return found[0] if len(paths) == 1 else found

    return make("attrgetter", get, pure=False, module="operator")


@function(NAMES, "methodcaller", pure=False)
def methodcaller(vm: Machine, name: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    def run(m: Machine, obj: Anything) -> Anything:
        return call(m, get_attribute(m, obj, known(name)), list(args), dict(kwargs))

    return make("methodcaller", run, pure=False, module="operator")


@function(NAMES, "countOf", pure=False)
def count_of(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    from scopelint.library.builtins.list_methods import count_in

    return count_in(vm, items_of(vm, a), b)


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
