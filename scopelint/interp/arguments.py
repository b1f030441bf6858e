"""Matching arguments to parameters, with Python's own complaints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict
from scopelint.values.objects import Function, Native

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def bind_arguments(
    vm: Machine, fn: Function, args: list[Anything], kwargs: dict[str, Anything], slots: list[Anything]
) -> None:
    """Fill the parameter slots: positional ones first, then ``*args``, keyword-only ones, ``**kwargs``.

    Raises the program's TypeError for a call that does not fit.
    """
    code = fn.code
    names = code.positional
    count = len(names)
    given = len(args)
    if given > count:
        if code.vararg_slot is None:
            too_many(vm, fn, given)
        slots[:count] = args[:count]
        slots[code.vararg_slot] = tuple(args[count:])
    else:
        slots[:given] = args
        if code.vararg_slot is not None:
            slots[code.vararg_slot] = ()
    extra: dict[Anything, Anything] | None = {} if code.kwarg_slot is not None else None
    index = code.keyword_index
    for name, value in kwargs.items():
        at = index.get(name)
        if at is None:
            if extra is None:
                fail(vm, "TypeError", f"{shown(vm, fn)}() got an unexpected keyword argument '{name}'")
            extra[name] = value
        elif slots[at] is not MISSING:
            fail(vm, "TypeError", f"{shown(vm, fn)}() got multiple values for argument '{name}'")
        else:
            slots[at] = value
    if extra is not None:
        slots[code.kwarg_slot] = Dict(extra, vm.world.mark)
    fill_defaults(vm, fn, slots)


def fill_defaults(vm: Machine, fn: Function, slots: list[Anything]) -> None:
    code = fn.code
    missing = []
    for at, name in enumerate(code.positional):
        if slots[at] is MISSING:
            slots[at] = fn.defaults.get(name, MISSING)
            if slots[at] is MISSING:
                missing.append(name)
    if missing:
        complain_missing(vm, fn, missing, "positional")
    for name, at in code.kwonly:
        if slots[at] is MISSING:
            slots[at] = fn.defaults.get(name, MISSING)
            if slots[at] is MISSING:
                missing.append(name)
    if missing:
        complain_missing(vm, fn, missing, "keyword-only")


def shown(vm: Machine, fn: Function) -> str:
    """The function as Python's messages call it: by qualified name from 3.10."""
    return fn.qualname if vm.version == "2.15" else fn.name


def complain_missing(vm: Machine, fn: Function, names: list[str], kind: str) -> None:
    quoted = [f"'{n}'" for n in names]
    if len(quoted) == 1:
        words = quoted[0]
    elif len(quoted) == 2:
        words = " and ".join(quoted)
    else:
        words = ", ".join(quoted[:-1]) + ", and " + quoted[-1]
    plural = "" if len(names) == 1 else "s"
    fail(vm, "TypeError", f"{shown(vm, fn)}() missing {len(names)} required {kind} argument{plural}: {words}")


def too_many(vm: Machine, fn: Function, given: int) -> None:
    count = len(fn.code.positional)
    required = count - sum(name in fn.defaults for name in fn.code.positional)
    takes = f"from {required} to {count}" if required != count else str(count)
    plural = "" if count == 1 and required == count else "s"
    were = "was" if given == 1 else "were"
    fail(vm, "TypeError", f"{shown(vm, fn)}() takes {takes} positional argument{plural} but {given} {were} given")


def signature_error(fn: Native, message: str) -> str:
    """The host's complaint about a native call, in the words of the modelled function."""
    name = fn.name.rpartition(".")[2]
    message = re.sub(r"^[\w.<>]+\(\)", f"{name}()", message)

    def less_one(match: re.Match[str]) -> str:
        return str(int(match[0]) - 1)

    # The machine is the first host parameter and counts in the host's numbers.
    return re.sub(r"(?<=takes )\d+|(?<=to )\d+(?= positional)|(?<=from )\d+|(?<=but )\d+(?= w)", less_one, message)
