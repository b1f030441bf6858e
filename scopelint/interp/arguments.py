"""Matching arguments to parameters, with Python's own complaints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import fail
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict
from scopelint.values.objects import Function, Native
from scopelint.values.unknown import Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


MORE_POSITIONAL = "*"
MORE_KEYWORDS = "**"
"""Among the keywords of a call: it has more arguments, not known which, read from the Unknown that is held there."""


UNLIKELY = frozenset(
    "aggregation auxiliary_name_scope caching_device collections constraint custom_getter partitioner rename "
    "synchronization use_resource validate_shape variables_collections outputs_collections".split()
)
"""Parameters of the library's functions that are taken to have their defaults where a call's keywords are not known."""


def read_from(rest: Any, name: str) -> Unknown:
    """The argument for this parameter out of arguments that are not known."""
    unknown: Unknown = rest.derived(("item", str, name), name)
    return unknown


def bind_arguments(
    vm: Machine, fn: Function, args: list[Anything], kwargs: dict[str, Anything], slots: list[Anything]
) -> None:
    """Fill the parameter slots: positional ones first, then ``*args``, keyword-only ones, ``**kwargs``.

    Raises the program's TypeError for a call that does not fit.
    """
    if MORE_POSITIONAL in kwargs or MORE_KEYWORDS in kwargs:
        bind_unsure(vm, fn, args, kwargs, slots)
        return
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


def bind_unsure(
    vm: Machine, fn: Function, args: list[Anything], kwargs: dict[str, Anything], slots: list[Anything]
) -> None:
    """Fill the parameter slots from a call that has more arguments than are known: each parameter that is not given
    is unknown then, whether it has a default or not."""
    code = fn.code
    passed_over = UNLIKELY if fn.module.is_modelled else frozenset()
    named = {k: v for k, v in kwargs.items() if k not in (MORE_POSITIONAL, MORE_KEYWORDS)}
    given = set(code.positional[: len(args)]) | named.keys()
    positional, keywords = kwargs.get(MORE_POSITIONAL), kwargs.get(MORE_KEYWORDS)
    for name in code.positional:
        if name not in given and name not in passed_over and name[:1] != "_":
            named[name] = read_from(keywords if keywords is not None else positional, name)
    if keywords is not None:
        named.update({name: read_from(keywords, name) for name, _ in code.kwonly if name not in given | passed_over})
    bind_arguments(vm, fn, args, named, slots)
    if positional is not None and code.vararg_slot is not None:
        slots[code.vararg_slot] = read_from(positional, "*")
    if keywords is not None and code.kwarg_slot is not None:
        slots[code.kwarg_slot].open = True


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
