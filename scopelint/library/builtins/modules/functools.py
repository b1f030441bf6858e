"""functools: what needs no code of the program's own. The rest is a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call
from scopelint.interp.iteration import UnknownLength, iterate
from scopelint.interp.raising import fail
from scopelint.library.builtins.natives import NotKnown, Table, change, function, known, make
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict
from scopelint.values.objects import Class, Function, Instance, Native

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="functools")


@function(NAMES, "reduce", pure=False)
def reduce(vm: Machine, fn: Anything, iterable: Anything, initial: Anything = MISSING, /) -> Anything:
    total = initial
    try:
        for item in iterate(vm, iterable):
            total = item if total is MISSING else call(vm, fn, [total, item], {})
            vm.budget.charge(1)
    except UnknownLength:
        raise NotKnown from None
    if total is MISSING:
        fail(vm, "TypeError", "reduce() of empty iterable with no initial value")
    return total


COPIED = ("__module__", "__name__", "__qualname__", "__doc__")


@function(NAMES, "update_wrapper", pure=False)
def update_wrapper(
    vm: Machine, wrapper: Anything, wrapped: Anything, assigned: Anything = COPIED, updated: Anything = ("__dict__",)
) -> Anything:
    """Copy name, module and documentation; the wrapped function stays reachable as ``__wrapped__``."""
    from scopelint.interp.attributes import find_attribute, set_attribute

    if type(wrapper) is Native:
        return wrapper
    for name in known(assigned):
        value = find_attribute(vm, wrapped, name)
        if value is not MISSING:
            set_attribute(vm, wrapper, name, value)
    if isinstance(wrapped, (Function, Instance)) and isinstance(wrapper, (Function, Instance)) and updated:
        change(vm, wrapper)
        wrapper.attrs.update({k: v for k, v in wrapped.attrs.items() if k[:1] != "."})
    set_attribute(vm, wrapper, "__wrapped__", wrapped)
    return wrapper


@function(NAMES, "wraps", pure=False)
def wraps(vm: Machine, wrapped: Anything, assigned: Anything = COPIED, updated: Anything = ("__dict__",)) -> Anything:
    return make("wraps", lambda m, wrapper: update_wrapper(m, wrapper, wrapped, assigned, updated), pure=False)


def new_partial(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    if not args:
        fail(vm, "TypeError", "type 'partial' takes at least one argument")
    made = Instance(cls, vm.world.mark)
    fn, rest, named = args[0], tuple(args[1:]), dict(kwargs)
    if isinstance(fn, Instance) and fn.cls.name == "partial" and type(fn.attrs.get("args")) is tuple:
        rest = (*fn.attrs["args"], *rest)
        named = {**fn.attrs["keywords"].items, **named}
        fn = fn.attrs["func"]
    made.attrs.update(func=fn, args=rest, keywords=Dict(named, vm.world.mark))
    return made


def call_partial(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    return call(vm, self.attrs["func"], [*self.attrs["args"], *args], {**self.attrs["keywords"].items, **kwargs})


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    table = {"__call__": make("partial.__call__", call_partial, pure=False, binds=True)}
    found["partial"] = Class("partial", (vm.types["object"],), dict(table), "functools", new=new_partial)
    return found
