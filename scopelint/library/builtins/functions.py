"""Builtin functions on numbers, text and collections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scopelint.interp import iteration, operators, strings
from scopelint.interp.calls import call_method
from scopelint.interp.iteration import UnknownLength, iterate
from scopelint.interp.raising import fail, type_name
from scopelint.interp.truth import truth
from scopelint.library.builtins.natives import (
    NotKnown,
    Table,
    function,
    host,
    integer,
    items_of,
    known,
    opaque,
    plain,
)
from scopelint.library.builtins.ordering import extreme, sort_items, unknown_order
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import List
from scopelint.values.objects import ABSENT, Instance
from scopelint.values.unknown import Text, Unknown, is_hole, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

FUNCTIONS = Table()


@function(FUNCTIONS, "len")
def len_(vm: Machine, value: Anything, /) -> Anything:
    found = iteration.length(vm, value)
    if found is None:
        raise NotKnown
    return found


def special(vm: Machine, value: Anything, name: str, *args: Anything) -> Anything:
    """What a special method of an object gives; NotImplemented where it has none."""
    if isinstance(value, Instance) and value.payload is None and value.cls.lookup(name) is not ABSENT:
        return call_method(vm, value, name, list(args))
    return NotImplemented


@function(FUNCTIONS, "abs", pure=False)
def abs_(vm: Machine, value: Anything, /) -> Anything:
    found = special(vm, value, "__abs__")
    if found is not NotImplemented:
        return found
    number = known(value)
    if type(number) in operators.NUMBERS:
        return abs(number)
    fail(vm, "TypeError", f"bad operand type for abs(): '{type_name(vm, value)}'")


@function(FUNCTIONS, "round", pure=False)
def round_(vm: Machine, number: Anything, ndigits: Anything = None) -> Anything:
    found = special(vm, number, "__round__", *([] if ndigits is None else [ndigits]))
    if found is not NotImplemented:
        return found
    value = known(number)
    if type(value) not in (int, bool, float):
        fail(vm, "TypeError", f"type {type_name(vm, value)} doesn't define __round__ method")
    if python(vm) < (3,):
        return round_away(float(value), 0 if ndigits is None else integer(vm, ndigits))
    return host(vm, round, value) if ndigits is None else host(vm, round, value, integer(vm, ndigits))


def round_away(value: float, digits: int) -> float:
    """Python 2 rounds halves away from zero, to a float."""
    if value != value or value in (float("inf"), float("-inf")) or abs(digits) > 300:
        return value
    from decimal import ROUND_HALF_UP, Decimal

    return (
        float(Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
        if (abs(value) < 1e15)
        else value
    )


@function(FUNCTIONS, "divmod", pure=False)
def divmod_(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    if opaque(a) or opaque(b):
        raise NotKnown
    return operators.binary(vm, "//", a, b), operators.binary(vm, "%", a, b)


@function(FUNCTIONS, "pow", pure=False)
def pow_(vm: Machine, base: Anything, exp: Anything, mod: Anything = None) -> Anything:
    if mod is None:
        return operators.binary(vm, "**", base, exp)
    return host(vm, pow, integer(vm, base), integer(vm, exp), integer(vm, mod))


@function(FUNCTIONS, "sum", pure=False)
def sum_(vm: Machine, iterable: Anything, /, start: Anything = 0) -> Anything:
    total = start
    if type(start) in (str, Text):
        fail(vm, "TypeError", "sum() can't sum strings [use ''.join(seq) instead]")
    for item in items_of(vm, iterable):
        total = operators.binary(vm, "+", total, item)
    return total


def candidates(vm: Machine, name: str, args: tuple[Anything, ...], default: Anything) -> list[Anything]:
    if not args:
        fail(vm, "TypeError", f"{name} expected at least 1 argument, got 0")
    if len(args) > 1:
        return list(args)
    items = items_of(vm, args[0])
    if not items and default is MISSING:
        words = "iterable argument is empty" if python(vm) >= (3, 12) else "arg is an empty sequence"
        fail(vm, "ValueError", f"{name}() {words}")
    return items


@function(FUNCTIONS, "max")
def max_(vm: Machine, /, *args: Anything, key: Anything = None, default: Anything = MISSING) -> Anything:
    items = candidates(vm, "max", args, default)
    return extreme(vm, items, key, largest=True) if items else default


@function(FUNCTIONS, "min")
def min_(vm: Machine, /, *args: Anything, key: Anything = None, default: Anything = MISSING) -> Anything:
    items = candidates(vm, "min", args, default)
    return extreme(vm, items, key, largest=False) if items else default


def quantified(vm: Machine, iterable: Anything, decisive: bool) -> bool:
    """``any`` and ``all``: the first decisive item ends the search."""
    unsure = False
    try:
        items: Iterator[Anything] = iterate(vm, iterable)
        for item in items:
            answer = truth(vm, item)
            if answer is decisive and not unsure:
                return decisive
            unsure = unsure or answer is not (not decisive)
            if answer is decisive:
                return decisive
    except UnknownLength:
        raise NotKnown from None
    if unsure:
        raise NotKnown
    return not decisive


@function(FUNCTIONS, "any", pure=False)
def any_(vm: Machine, iterable: Anything, /) -> Anything:
    return quantified(vm, iterable, True)


@function(FUNCTIONS, "all", pure=False)
def all_(vm: Machine, iterable: Anything, /) -> Anything:
    return quantified(vm, iterable, False)


@function(FUNCTIONS, "sorted", pure=False)
def sorted_(
    vm: Machine, iterable: Anything, /, cmp: Anything = None, *, key: Anything = None, reverse: Anything = False
) -> Anything:
    if cmp is not None and python(vm) >= (3,):
        fail(vm, "TypeError", "sorted expected 1 argument, got 2")
    try:
        items = items_of(vm, iterable)
    except NotKnown:
        if isinstance(iterable, Unknown):
            raise NotKnown(iterable.derived(("sorted",), f"sorted({iterable.label})")) from None
        return List([], vm.world.mark, open=True)
    try:
        still = iterable.open if type(iterable) is List else False
        return List(sort_items(vm, items, key, reverse, cmp), vm.world.mark, open=still)
    except NotKnown:
        return List(unknown_order(vm, items), vm.world.mark)


@function(FUNCTIONS, "repr", pure=False)
def repr_(vm: Machine, value: Anything, /) -> Anything:
    return strings.to_repr(vm, value)


@function(FUNCTIONS, "ascii", pure=False)
def ascii_(vm: Machine, value: Anything, /) -> Anything:
    raw = raw_of(strings.to_repr(vm, value))
    return text("".join(c if is_hole(c) or c.isascii() else ascii(c)[1:-1] for c in raw))


@function(FUNCTIONS, "format", pure=False)
def format_(vm: Machine, value: Anything, spec: Anything = "", /) -> Anything:
    return strings.format_value(vm, value, plain(spec))


@function(FUNCTIONS, "chr")
def chr_(vm: Machine, code: Anything, /) -> Anything:
    char = host(vm, chr, integer(vm, code))
    return "\ufffd" if is_hole(char) else char


@function(FUNCTIONS, "ord")
def ord_(vm: Machine, char: Anything, /) -> Anything:
    value = known(char)
    if type(value) not in (str, bytes):
        fail(vm, "TypeError", f"ord() expected string of length 1, but {type_name(vm, value)} found")
    return host(vm, ord, value)


@function(FUNCTIONS, "hex")
def hex_(vm: Machine, number: Anything, /) -> Anything:
    return hex(integer(vm, number))


@function(FUNCTIONS, "bin")
def bin_(vm: Machine, number: Anything, /) -> Anything:
    return bin(integer(vm, number))


@function(FUNCTIONS, "oct")
def oct_(vm: Machine, number: Anything, /) -> Anything:
    value = integer(vm, number)
    if python(vm) < (3,):
        digits = oct(abs(value))[2:]
        return ("-" if value < 0 else "") + ("0" + digits if value else "0")
    return oct(value)
