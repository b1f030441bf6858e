"""How natives are written: tables of them, what they answer when something is not known, and calls of host functions.

A native raises ``NotKnown`` where its answer would be a guess; the wrapper that ``function`` and ``method`` put around
it then gives an unknown value: one for each alternative where an argument is a Choice, the same one each time where
the same question is asked of the same unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from scopelint.interp.arguments import signature_error
from scopelint.interp.raising import Raised, fail
from scopelint.values.base import SCALARS, Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import Class, Instance, Native
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

F = TypeVar("F", bound=Callable[..., Any])

COMBINATIONS = 16
"""Alternatives of several Choice arguments that are tried one by one."""

HOST_ERRORS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, MemoryError, RecursionError)


class NotKnown(Exception):
    """The native has no exact answer. ``value`` is what to give instead of a plain unknown, when not None."""

    def __init__(self, value: Anything = None) -> None:
        super().__init__()
        self.value = value


class Table(dict[str, Anything]):
    """The attributes of one native class, or the functions of one module; ``owner`` is its name."""

    def __init__(self, owner: str = "", module: str = "builtins") -> None:
        super().__init__()
        self.owner = owner
        self.module = module


def method(table: Table, *names: str, pure: bool = True) -> Callable[[F], F]:
    """Put a native into a class's table, under its own name or those given. It binds as a method."""

    def register(fn: F) -> F:
        for name in names or (fn.__name__.rstrip("_"),):
            table[name] = make(f"{table.owner}.{name}", fn, pure=pure, binds=True, module=table.module)
        return fn

    return register


def function(table: Table, *names: str, pure: bool = True) -> Callable[[F], F]:
    """Put a native into a module's table, under its own name or those given. It does not bind."""

    def register(fn: F) -> F:
        for name in names or (fn.__name__.rstrip("_"),):
            table[name] = make(name, fn, pure=pure, binds=False, module=table.module)
        return fn

    return register


def make(
    name: str, fn: Callable[..., Any], *, pure: bool = True, binds: bool = False, module: str = "builtins"
) -> Native:
    """A native around a host function that may raise NotKnown. ``pure`` ones neither change state nor call back."""

    def run(vm: Machine, *args: Anything, **kwargs: Anything) -> Anything:
        try:
            return fn(vm, *args, **kwargs)
        except NotKnown as unknown:
            if unknown.value is not None:
                return unknown.value
            return unknown_result(vm, name, fn if pure else None, args, kwargs)
        except TypeError as error:
            # Only a failure of the call itself: the traceback then ends in this frame.
            traceback = error.__traceback__
            if traceback is not None and traceback.tb_next is None:
                fail(vm, "TypeError", signature_error(native, str(error)))
            raise

    native = Native(name, run, pure=pure, binds=binds, module=module)
    return native


def unknown_result(
    vm: Machine, name: str, fn: Callable[..., Any] | None, args: tuple[Anything, ...], kwargs: dict[str, Anything]
) -> Anything:
    """What a native gives that has no exact answer."""
    if fn is not None and any(type(a) is Choice for a in args):
        found = over_choices(vm, name, fn, args, kwargs)
        if found is not None:
            return found
    label = call_label(name, args)
    if kwargs:
        return Unknown(Kind.CALL, label, pure=True)
    unknowns = [a for a in args if type(a) is Unknown]
    if fn is None or not all(type(a) in SCALARS or type(a) in (Unknown, Text, Class) for a in args):
        return Unknown(Kind.CALL, label, pure=True)
    key = (name, *((type(a), a) for a in args))
    if len(unknowns) == 1:
        return unknowns[0].derived(key, label)
    asked: dict[Any, Unknown] = vm.state.setdefault("asked", {})
    found = asked.get(key)
    if found is None:
        found = asked[key] = Unknown(Kind.CALL, label, pure=True)
    return found


def call_label(name: str, args: tuple[Anything, ...]) -> str:
    """How a reader would write the call: ``len(x)``, ``x.split()``."""
    first = args[0] if args else None
    inner = first.label if isinstance(first, (Unknown, Choice)) else ""
    short = name.rpartition(".")[2]
    if "." in name:
        return f"{inner}.{short}()" if inner else f"{short}()"
    return f"{short}({inner})"


def over_choices(
    vm: Machine, name: str, fn: Callable[..., Any], args: tuple[Anything, ...], kwargs: dict[str, Anything]
) -> Anything:
    """The native's answers for each alternative of its arguments; None when there are too many. One that raises is
    taken as not happening."""
    from scopelint.interp.merging import choose

    options = [a.values if type(a) is Choice else (a,) for a in args]
    count = 1
    for option in options:
        count *= len(option)
    if count > COMBINATIONS:
        return None
    found = []
    raised = None
    for combination in product(*options):
        try:
            found.append(fn(vm, *combination, **kwargs))
        except Raised as error:
            raised = error
        except NotKnown as unknown:
            if unknown.value is not None:
                found.append(unknown.value)
            else:
                found.append(unknown_result(vm, name, fn, tuple(combination), kwargs))
    if not found and raised is not None:
        raise raised
    return choose(vm, tuple(found), call_label(name, args))


def host(vm: Machine, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a host function with host values; its exceptions are the program's."""
    try:
        return fn(*args, **kwargs)
    except HOST_ERRORS as error:
        fail_host(vm, error)


def fail_host(vm: Machine, error: Exception) -> NoReturn:
    """Raise the program's exception of the same type and arguments."""
    from scopelint.interp.raising import new_exception, raise_value

    cls = next(vm.types[c.__name__] for c in type(error).__mro__ if c.__name__ in vm.types)
    # The text of a Unicode error is made of its arguments in a way of its own.
    args = (str(error),) if isinstance(error, UnicodeError) else error.args
    raise_value(vm, new_exception(vm, cls, tuple(a if type(a) in SCALARS else str(a) for a in args)))


def opaque(value: Anything) -> bool:
    """Whether nothing, or not one thing, is known of the value."""
    return type(value) in (Unknown, Choice)


def plain(value: Anything) -> Anything:
    """The builtin value that this is or stands for. Raises NotKnown for unknown ones and objects of unknown classes."""
    if isinstance(value, Instance):
        if value.payload is not None:
            return value.payload
        if value.cls.open:
            raise NotKnown
    elif type(value) in (Unknown, Choice):
        raise NotKnown
    return value


def known(value: Anything) -> Anything:
    """Like ``plain``, but text with holes is not known either."""
    value = plain(value)
    if type(value) is Text:
        raise NotKnown
    return value


def integer(vm: Machine, value: Anything, default: int | None = None) -> int:
    """A known int, by ``__index__`` where needed. None gives the default."""
    if type(value) is int:
        return value
    value = known(value)
    if type(value) in (int, bool):
        return int(value)
    if value is None and default is not None:
        return default
    if isinstance(value, Instance):
        from scopelint.interp.subscripts import index_of_instance

        found = index_of_instance(vm, value)
        if found is None:
            raise NotKnown
        if found is not NotImplemented:
            return int(found)
    from scopelint.interp.raising import type_name

    fail(vm, "TypeError", f"'{type_name(vm, value)}' object cannot be interpreted as an integer")


def sized(vm: Machine, count: int) -> int:
    """A size that an operation may make; beyond the budget's the result is not known."""
    if count > vm.limits.text:
        raise NotKnown(Unknown(Kind.LIMIT, "value", pure=True))
    if count > 2_000:
        vm.budget.charge(count // 200)
    return count


def items_of(vm: Machine, value: Anything) -> list[Anything]:
    """All items of an iterable. Raises NotKnown when their number is not known."""
    from scopelint.interp.iteration import known_items

    if type(value) is tuple:
        return list(value)
    found = known_items(vm, value)
    if found is None:
        raise NotKnown
    return found


def change(vm: Machine, value: Anything) -> None:
    """Call before changing a stateful value."""
    if value.stamp != vm.world.mark:
        vm.world.touch(value)


def to_host(vm: Machine, value: Anything, depth: int = 0) -> Any:
    """The host object that equals a known value, containers included. Raises NotKnown."""
    value = known(value)
    kind = type(value)
    if kind in SCALARS:
        return value
    if depth > 30:
        raise NotKnown
    if kind is tuple:
        return tuple(to_host(vm, v, depth + 1) for v in value)
    if kind in (List, Dict, Set) and value.open:
        raise NotKnown
    if kind is List:
        return [to_host(vm, v, depth + 1) for v in value.items]
    if kind is Dict:
        return {to_host(vm, k, depth + 1): to_host(vm, v, depth + 1) for k, v in value.items.items()}
    if kind is Set:
        made = [to_host(vm, v, depth + 1) for v in value.items]
        return frozenset(made) if value.frozen else set(made)
    raise NotKnown


def from_host(vm: Machine, value: Any) -> Anything:
    """The value of a host object."""
    kind = type(value)
    if kind in SCALARS:
        return value
    mark = vm.world.mark
    if kind is list:
        return List([from_host(vm, v) for v in value], mark)
    if kind is tuple:
        return tuple([from_host(vm, v) for v in value])
    if kind is dict:
        return Dict({from_host(vm, k): from_host(vm, v) for k, v in value.items()}, mark)
    if kind in (set, frozenset):
        return Set(dict.fromkeys(from_host(vm, v) for v in value), mark, frozen=kind is frozenset)
    if isinstance(value, Iterable):
        return List([from_host(vm, v) for v in value], mark)
    return Unknown(Kind.CALL, kind.__name__, pure=True)
