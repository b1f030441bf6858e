"""Unary, binary and comparison operators."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scopelint.interp import truth as answers
from scopelint.interp.raising import fail, type_name
from scopelint.values.base import Anything
from scopelint.values.containers import LOOSE, Dict, List, Set
from scopelint.values.objects import ABSENT, Instance, Native
from scopelint.values.unknown import Choice, Kind, Text, Unknown, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NUMBERS = frozenset({int, float, bool, complex})
SEQUENCES = frozenset({str, Text, tuple, List, bytes})

HOST: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

HOST_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    **{op: HOST[op] for op in ("<", "<=", ">", ">=")},
}

METHODS = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "truediv",
    "//": "floordiv",
    "%": "mod",
    "**": "pow",
    "@": "matmul",
    "<<": "lshift",
    ">>": "rshift",
    "&": "and",
    "|": "or",
    "^": "xor",
}
COMPARISONS = {
    "<": ("__lt__", "__gt__"),
    "<=": ("__le__", "__ge__"),
    ">": ("__gt__", "__lt__"),
    ">=": ("__ge__", "__le__"),
}


def binary(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    """``a op b``."""
    ta, tb = type(a), type(b)
    if ta in NUMBERS and tb in NUMBERS and op != "@":
        return arithmetic(vm, op, a, b)
    if ta is str or ta is Text:
        if op == "%":
            from scopelint.interp.strings import percent

            return percent(vm, a, b)
        if op == "+" and (tb is str or tb is Text):
            return text(bounded(vm, raw_of(a) + raw_of(b)))
    if isinstance(a, Instance) or isinstance(b, Instance):
        result = by_method(vm, op, a, b)
        if result is not NotImplemented:
            return result
        a, b = payload(a), payload(b)
        if not (isinstance(a, Instance) or isinstance(b, Instance)):
            return binary(vm, op, a, b)
    if ta is Unknown or tb is Unknown:
        return unknown_binary(vm, op, a, b)
    if ta is Choice or tb is Choice:
        return Unknown(Kind.FORK, a.label if ta is Choice else b.label)
    result = on_containers(vm, op, a, b)
    if result is not NotImplemented:
        return result
    unsupported(vm, op, a, b)


def payload(value: Anything) -> Anything:
    """The builtin object that an instance of a subclass of a builtin stands for; else the value itself."""
    return value.payload if isinstance(value, Instance) and value.payload is not None else value


def unsupported(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    if any(isinstance(x, Instance) and x.cls.open for x in (a, b)):
        return Unknown(Kind.IMPORT, "value")
    if op == "+" and type(a) in (str, Text):
        fail(vm, "TypeError", concat_message(vm, b))
    if op == "+" and type(a) in (List, tuple):
        name = type_name(vm, a)
        fail(vm, "TypeError", f'can only concatenate {name} (not "{type_name(vm, b)}") to {name}')
    if op == "*" and (type(a) in SEQUENCES or type(b) in SEQUENCES):
        other = b if type(a) in SEQUENCES else a
        fail(vm, "TypeError", f"can't multiply sequence by non-int of type '{type_name(vm, other)}'")
    shown = "** or pow()" if op == "**" else op
    fail(vm, "TypeError", f"unsupported operand type(s) for {shown}: '{type_name(vm, a)}' and '{type_name(vm, b)}'")


def concat_message(vm: Machine, b: Anything) -> str:
    name = type_name(vm, b)
    if vm.version in ("1.15", "2.15"):
        return f'can only concatenate str (not "{name}") to str'
    if vm.version == "0.12":
        return f"cannot concatenate 'str' and '{name}' objects"
    return f"must be str, not {name}"


def bounded(vm: Machine, value: str) -> str:
    """The string, charged to the budget."""
    if len(value) > 2_000:
        vm.budget.charge(len(value) // 200)
    return value


def arithmetic(vm: Machine, op: str, a: Any, b: Any) -> Anything:
    try:
        if (op in ("**", "<<") or op == "*") and too_large(vm, op, a, b):
            return Unknown(Kind.LIMIT, "number")
        return HOST[op](a, b)
    except ZeroDivisionError as error:
        fail(vm, "ZeroDivisionError", str(error))
    except OverflowError as error:
        fail(vm, "OverflowError", str(error))
    except (TypeError, ValueError) as error:
        fail(vm, type(error).__name__, str(error))


def too_large(vm: Machine, op: str, a: Any, b: Any) -> bool:
    """Whether the result would have more bits than the budget allows."""
    if type(a) is not int or type(b) is not int:
        return False
    if op == "**":
        return b > 0 and a.bit_length() * b > vm.limits.text
    if op == "<<":
        return b > vm.limits.text
    return a.bit_length() + b.bit_length() > vm.limits.text


def unknown_binary(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    unknown, other = (a, b) if type(a) is Unknown else (b, a)
    if op == "+" and type(other) in (str, Text):
        hole = vm.holes.of(unknown)
        return text(raw_of(other) + hole if other is a else hole + raw_of(other))
    simple = type(other) in NUMBERS or type(other) is str
    key = (op, other is a, type(other), other if simple else id(other))
    return unknown.derived(key, unknown.label if type(other) is not Unknown else f"{unknown.label}{op}{other.label}")


def by_method(vm: Machine, op: str, a: Anything, b: Anything) -> Any:
    """The result of ``__op__`` or ``__rop__`` of instances, or NotImplemented."""
    from scopelint.interp.calls import call_method

    base = METHODS.get(op)
    names = (f"__{base}__", f"__r{base}__") if base else COMPARISONS[op]
    pairs = [(a, b, names[0]), (b, a, names[1])]
    if isinstance(a, Instance) and isinstance(b, Instance) and a.cls is not b.cls and b.cls.is_subclass(a.cls):
        pairs.reverse()
    not_implemented = vm.builtins["NotImplemented"]
    for x, y, name in pairs:
        if not isinstance(x, Instance):
            continue
        method = x.cls.lookup(name)
        if method is ABSENT and op == "/" and vm.version == "0.12":
            name = name.replace("true", "")
            method = x.cls.lookup(name)
        if method is ABSENT or (isinstance(method, Native) and x.payload is not None):
            if x.cls.open and method is ABSENT:
                return Unknown(Kind.IMPORT, "value")
            continue
        result = call_method(vm, x, name, [y])
        if result is not not_implemented:
            return result
    return NotImplemented


def on_containers(vm: Machine, op: str, a: Anything, b: Anything) -> Any:
    a, b = answers.as_set(vm, a), answers.as_set(vm, b)
    ta, tb = type(a), type(b)
    if op == "+" and ta is tb and ta in (tuple, List, bytes):
        if ta is List:
            return List(a.items + b.items, vm.world.mark, open=a.open or b.open)
        return a + b
    if op == "*":
        if tb in (str, Text, tuple, List, bytes) and ta in (int, bool):
            a, b, ta, tb = b, a, tb, ta
        if ta in (str, Text, tuple, List, bytes) and tb in (int, bool):
            return repeat(vm, a, b)
    if op in ("|", "&", "-", "^") and ta is Set and tb is Set:
        return set_operation(vm, op, a, b)
    if op == "|" and ta is Dict and tb is Dict and vm.version == "2.15":
        return Dict({**a.items, **b.items}, vm.world.mark, open=a.open or b.open)
    if op in COMPARISONS:
        return ordering(vm, op, a, b)
    if op == "%" and ta is bytes:
        return Unknown(Kind.CALL, "bytes", pure=True)
    return NotImplemented


def repeat(vm: Machine, sequence: Anything, count: int) -> Anything:
    size = len(sequence.items if type(sequence) is List else raw_of(sequence) if type(sequence) is Text else sequence)
    if size * max(count, 0) > vm.limits.text:
        return Unknown(Kind.LIMIT, "sequence")
    vm.budget.charge(size * max(count, 0) // 200)
    if type(sequence) is List:
        return List(sequence.items * count, vm.world.mark, open=sequence.open)
    if type(sequence) is Text:
        return text(sequence.raw * count)
    return sequence * count


def set_operation(vm: Machine, op: str, a: Set, b: Set) -> Set:
    x, y = a.items, b.items
    if op == "|":
        items = {**x, **y}
    elif op == "&":
        items = {k: None for k in x if k in y}
    elif op == "-":
        items = {k: None for k in x if k not in y}
    else:
        items = {k: None for k in (*x, *y) if (k in x) != (k in y)}
    if op in ("-", "^") and b.open not in (False, LOOSE):
        # Any of them may be in the other.
        items = {}
    result = Set(items, vm.world.mark, frozen=a.frozen)
    result.open = a.open or b.open
    return result


def ordering(vm: Machine, op: str, a: Anything, b: Anything) -> Any:
    ta, tb = type(a), type(b)
    if {ta, tb} <= {str, Text}:
        return HOST[op](a, b) if ta is tb is str else Unknown(Kind.CALL, "comparison", pure=True)
    if ta is tb is bytes:
        return HOST[op](a, b)
    if ta is Set and tb is Set:
        return HOST[op](a.items.keys(), b.items.keys())
    if ta is tb and ta in (tuple, List):
        x, y = (a, b) if ta is tuple else (a.items, b.items)
        for left, right in zip(x, y, strict=False):
            same = answers.equal(vm, left, right)
            if same is None:
                return Unknown(Kind.CALL, "comparison", pure=True)
            if not same:
                return binary(vm, op, left, right)
        return HOST[op](len(x), len(y))
    if vm.version == "0.12":
        return Unknown(Kind.CALL, "comparison", pure=True)
    fail(vm, "TypeError", f"'{op}' not supported between instances of '{type_name(vm, a)}' and '{type_name(vm, b)}'")


def in_place(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    """``a op= b``: lists and sets change in place."""
    from scopelint.interp.calls import call_method
    from scopelint.interp.iteration import known_items

    if type(a) is List and op == "+":
        items = known_items(vm, b)
        if a.stamp != vm.world.mark:
            vm.world.touch(a)
        if items is None:
            a.open = True
        else:
            a.items.extend(items)
        return a
    if type(a) is Dict and type(b) is Dict and op == "|" and vm.version == "2.15":
        if a.stamp != vm.world.mark:
            vm.world.touch(a)
        a.items.update(b.items)
        a.open = a.open or b.open
        return a
    if type(a) is Set and type(b) is Set and not a.frozen:
        if a.stamp != vm.world.mark:
            vm.world.touch(a)
        a.items = set_operation(vm, op, a, b).items
        return a
    if isinstance(a, Instance) and METHODS.get(op) and a.cls.lookup(f"__i{METHODS[op]}__") is not ABSENT:
        return call_method(vm, a, f"__i{METHODS[op]}__", [b])
    return binary(vm, op, a, b)


def unary(vm: Machine, op: str, a: Anything) -> Anything:
    """``-a``, ``+a``, ``~a``."""
    from scopelint.interp.calls import call_method

    if type(a) in NUMBERS:
        if op == "-":
            return -a
        if op == "+":
            return +a
        if type(a) in (int, bool):
            return ~int(a)
    if type(a) is Unknown:
        return a.derived((op,), a.label)
    if type(a) is Choice:
        return Unknown(Kind.FORK, a.label)
    name = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}[op]
    if isinstance(a, Instance):
        if a.cls.lookup(name) is not ABSENT:
            return call_method(vm, a, name, [])
        if a.payload is not None:
            return unary(vm, op, a.payload)
        if a.cls.open:
            return Unknown(Kind.IMPORT, "value")
    fail(vm, "TypeError", f"bad operand type for unary {op}: '{type_name(vm, a)}'")


def compare(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    """One comparison; a value, since ``<`` of a tensor is a tensor."""
    if op in COMPARISONS:
        return binary(vm, op, a, b)
    if op == "is" or op == "is not":
        answer = answers.identical(vm, a, b)
    elif op == "in" or op == "not in":
        answer = answers.contains(vm, a, b)
    else:
        special = rich_equality(vm, op, a, b)
        if special is not NotImplemented:
            return special
        answer = answers.equal(vm, a, b)
    if answer is None:
        return unsure(vm, op, a, b)
    return answer if op in ("is", "in", "==") else not answer


def rich_equality(vm: Machine, op: str, a: Anything, b: Anything) -> Any:
    """``==`` and ``!=`` where a method of the program answers, with something other than a bool perhaps."""
    from scopelint.interp.calls import call_method

    name = "__eq__" if op == "==" else "__ne__"
    for x, y in ((a, b), (b, a)):
        if isinstance(x, Instance) and x.payload is None:
            method = x.cls.lookup(name)
            if method is not ABSENT and method is not None:
                result = call_method(vm, x, name, [y])
                if result is not vm.builtins["NotImplemented"]:
                    return result
    return NotImplemented


NEGATED = {"is not": "is", "not in": "in", "!=": "=="}


def unsure(vm: Machine, op: str, a: Anything, b: Anything) -> Anything:
    """The unknown answer of a comparison: one for each question, so that a condition once assumed stays so."""
    base = NEGATED.get(op, op)
    if type(a) is Unknown or type(b) is Unknown:
        if base == "in" and type(b) is Unknown:
            known = answers.comparison(b, a, base)
        else:
            known = answers.comparison(a, b, base)
    else:
        known = Unknown(Kind.FORK, "comparison", pure=True)
    if base == op:
        return known
    assumed = vm.assumed.get(known)
    return negation(known) if assumed is None else not assumed


def negation(unknown: Unknown) -> Unknown:
    """The unknown that is the opposite of another; while one is assumed, so is the other."""
    opposite = unknown.derived(("not",), unknown.label)
    opposite.negates = unknown
    return opposite
