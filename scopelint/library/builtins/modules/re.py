"""re: the host's engine on known text, where pattern and text are small and simple enough to always end soon."""

from __future__ import annotations

import re as host_re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.raising import fail, new_exception, raise_value
from scopelint.library.builtins.iterators import made
from scopelint.library.builtins.natives import NotKnown, Table, from_host, function, integer, known, make, method
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Function, Getter, Instance
from scopelint.values.unknown import raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="re")
PATTERN = Table("Pattern", module="re")
MATCH = Table("Match", module="re")

WORK = 2_000_000
"""Steps that one search may need at worst, by the count below."""
NESTED_TEXT = 20
"""Length of text up to which a pattern with nested repeats is still tried."""
LONGEST_PATTERN = 2_000


class HostObject(Instance):
    """An object that stands for one of the host's: a compiled pattern or a match."""

    __slots__ = ("host",)

    def __init__(self, cls: Class, host: Any, stamp: int) -> None:
        super().__init__(cls, stamp)
        self.host = host


def difficulty(parsed: Any, inside: bool = False) -> tuple[int, bool]:
    """How many unbounded repeats follow each other, and whether one holds another or a choice."""
    repeats, nested = 0, False
    for op, argument in parsed:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = argument
            many = high - low > 3
            inner, deep = difficulty(body, inside or many)
            repeats += inner + many
            nested = nested or deep or (inside and many)
        elif name == "SUBPATTERN":
            inner, deep = difficulty(argument[-1], inside)
            repeats, nested = repeats + inner, nested or deep
        elif name == "BRANCH":
            nested = nested or inside
            for branch in argument[1]:
                inner, deep = difficulty(branch, inside)
                repeats, nested = repeats + inner, nested or deep
        elif name in ("ASSERT", "ASSERT_NOT"):
            inner, deep = difficulty(argument[1], inside)
            repeats, nested = repeats + inner, nested or deep
        elif name in ("GROUPREF", "GROUPREF_EXISTS", "ATOMIC_GROUP"):
            nested = True
    return repeats, nested


def bounded(vm: Machine, pattern: host_re.Pattern[Any], subject: Any) -> None:
    """Refuse a search that might take long. Raises NotKnown."""
    known_cost: dict[Any, tuple[int, bool]] = vm.state.setdefault("pattern_costs", {})
    cost = known_cost.get(pattern)
    if cost is None:
        from re import _parser  # type: ignore[attr-defined]

        cost = known_cost[pattern] = difficulty(_parser.parse(pattern.pattern, pattern.flags & ~host_re.DEBUG))
    repeats, nested = cost
    size = len(subject)
    if (nested and size > NESTED_TEXT) or (size + 1) ** (repeats + 1) > WORK * 100 or size > WORK:
        raise NotKnown
    vm.budget.charge(1 + min((size + 1) ** min(repeats + 1, 2) // 500, 10_000))


def compiled(vm: Machine, pattern: Anything, flags: Anything = 0) -> host_re.Pattern[Any]:
    """The host's pattern. Raises the program's re.error."""
    if isinstance(pattern, HostObject):
        return pattern.host  # type: ignore[no-any-return]
    source = known(pattern)
    if type(source) not in (str, bytes):
        fail(vm, "TypeError", "first argument must be string or compiled pattern")
    if len(source) > LONGEST_PATTERN:
        raise NotKnown
    try:
        return host_re.compile(source, integer(vm, flags) & ~host_re.DEBUG)
    except host_re.error as error:
        raise_value(vm, new_exception(vm, error_class(vm), (str(error),)))
    except (RecursionError, OverflowError, ValueError):
        raise NotKnown from None


def error_class(vm: Machine) -> Class:
    found = vm.state.get("re.error")
    if not isinstance(found, Class):
        found = vm.state["re.error"] = Class("error", (vm.types["Exception"],), {}, "re")
    return found


def classes(vm: Machine) -> dict[str, Class]:
    """The pattern and match classes of this run."""
    found: dict[str, Class] = vm.state.setdefault("re.classes", {})
    if not found:
        base = (vm.types["object"],)
        found["Pattern"] = Class("Pattern", base, dict(PATTERN), "re")
        found["Match"] = Class("Match", base, dict(MATCH), "re")
    return found


def matched(vm: Machine, found: Any) -> Anything:
    return None if found is None else HostObject(classes(vm)["Match"], found, vm.world.mark)


def host_match(self: Anything) -> Any:
    if not isinstance(self, HostObject):
        raise NotKnown
    return self.host


def subject_of(vm: Machine, pattern: host_re.Pattern[Any], string: Anything) -> Any:
    subject = known(string)
    if type(subject) is not type(pattern.pattern):
        fail(vm, "TypeError", "expected string or bytes-like object")
    bounded(vm, pattern, subject)
    return subject


def searching(name: str) -> None:
    """``match``, ``search``, ``fullmatch``: as a function and as a pattern's method."""

    def run(vm: Machine, pattern: Anything, string: Anything, flags: Anything = 0) -> Anything:
        compiled_pattern = compiled(vm, pattern, flags)
        return matched(vm, getattr(compiled_pattern, name)(subject_of(vm, compiled_pattern, string)))

    def bound(vm: Machine, self: Anything, string: Anything, *bounds: Anything) -> Anything:
        pattern = host_match(self)
        return matched(vm, getattr(pattern, name)(subject_of(vm, pattern, string), *[integer(vm, b) for b in bounds]))

    NAMES[name] = make(name, run, module="re")
    PATTERN[name] = make(f"Pattern.{name}", bound, binds=True, module="re")


for _name in ("match", "search", "fullmatch"):
    searching(_name)


@function(NAMES, "compile")
def compile_(vm: Machine, pattern: Anything, flags: Anything = 0) -> Anything:
    if isinstance(pattern, HostObject):
        return pattern
    return HostObject(classes(vm)["Pattern"], compiled(vm, pattern, flags), vm.world.mark)


@function(NAMES)
@method(PATTERN)
def findall(vm: Machine, pattern: Anything, string: Anything, flags: Anything = 0) -> Anything:
    found = compiled(vm, pattern, flags)
    return from_host(vm, found.findall(subject_of(vm, found, string)))


@function(NAMES)
@method(PATTERN)
def finditer(vm: Machine, pattern: Anything, string: Anything, flags: Anything = 0) -> Anything:
    found = compiled(vm, pattern, flags)
    subject = subject_of(vm, found, string)

    def matches() -> Iterator[Anything]:
        for match in found.finditer(subject):
            yield matched(vm, match)

    return made(vm, matches(), "callable_iterator")


@function(NAMES, pure=False)
def split(vm: Machine, pattern: Anything, string: Anything, maxsplit: Anything = 0, flags: Anything = 0) -> Anything:
    found = compiled(vm, pattern, flags)
    return List(list(found.split(subject_of(vm, found, string), integer(vm, maxsplit))), vm.world.mark)


PATTERN["split"] = make(
    "Pattern.split", lambda vm, self, string, maxsplit=0: split(vm, self, string, maxsplit), binds=True, module="re"
)


def substituted(
    vm: Machine, pattern: Anything, repl: Anything, string: Anything, count: Anything, flags: Anything
) -> tuple[Anything, int]:
    """``subn``. A replacement function of the program's is called for each match."""
    found = compiled(vm, pattern, flags)
    subject = subject_of(vm, found, string)
    template: Anything = repl if isinstance(repl, Function) else MISSING
    limit = integer(vm, count)
    if template is MISSING and type(repl) not in (str, bytes):
        from scopelint.values.objects import BoundMethod, Native

        if not isinstance(repl, (BoundMethod, Native, Instance)):
            raise NotKnown
        template = repl
    if template is MISSING:
        try:
            result, times = found.subn(repl, subject, limit)
        except (host_re.error, IndexError) as error:
            raise_value(vm, new_exception(vm, error_class(vm), (str(error),)))
        return result, times
    out: list[str] = []
    at = times = 0
    for match in found.finditer(subject):
        if limit and times >= limit:
            break
        replacement = call(vm, template, [matched(vm, match)], {})
        out.append(subject[at : match.start()])
        out.append(raw_of(replacement) if type(replacement) is str else raw_text(vm, replacement))
        at = match.end()
        times += 1
    out.append(subject[at:])
    return text("".join(out)), times


def raw_text(vm: Machine, value: Anything) -> str:
    from scopelint.interp.strings import to_text

    return raw_of(to_text(vm, value))


@function(NAMES, pure=False)
def sub(
    vm: Machine, pattern: Anything, repl: Anything, string: Anything, count: Anything = 0, flags: Anything = 0
) -> Anything:
    return substituted(vm, pattern, repl, string, count, flags)[0]


@function(NAMES, pure=False)
def subn(
    vm: Machine, pattern: Anything, repl: Anything, string: Anything, count: Anything = 0, flags: Anything = 0
) -> Anything:
    return substituted(vm, pattern, repl, string, count, flags)


@method(PATTERN, "sub", pure=False)
def pattern_sub(vm: Machine, self: Anything, repl: Anything, string: Anything, count: Anything = 0) -> Anything:
    return substituted(vm, self, repl, string, count, 0)[0]


@method(PATTERN, "subn", pure=False)
def pattern_subn(vm: Machine, self: Anything, repl: Anything, string: Anything, count: Anything = 0) -> Anything:
    return substituted(vm, self, repl, string, count, 0)


for _name in ("pattern", "flags", "groups", "groupindex"):
    PATTERN[_name] = Getter(
        _name,
        lambda vm, self, name=_name: from_host(vm, getattr(self.host, name)),  # type: ignore[misc]
    )


@function(NAMES)
def escape(vm: Machine, pattern: Anything, /) -> Anything:
    source = known(pattern)
    if python(vm) >= (3, 7):
        return host_re.escape(source)
    kept = "_" if python(vm) >= (3, 3) else ""
    return "".join(c if (c.isalnum() and c.isascii()) or c in kept else "\\" + c for c in source)


@function(NAMES)
def purge(vm: Machine) -> None:
    return None


def asking(name: str) -> None:
    """A method of matches that the host's match answers."""

    def ask(vm: Machine, self: Anything, *args: Anything) -> Anything:
        try:
            return from_host(vm, getattr(host_match(self), name)(*[known(a) for a in args]))
        except IndexError:
            fail(vm, "IndexError", "no such group")

    MATCH[name] = make(f"Match.{name}", ask, binds=True, module="re")


for _name in ("group", "groups", "groupdict", "start", "end", "span", "expand", "__getitem__"):
    asking(_name)
for _name in ("string", "pos", "endpos", "lastindex", "lastgroup"):
    MATCH[_name] = Getter(
        _name,
        lambda vm, self, name=_name: from_host(vm, getattr(self.host, name)),  # type: ignore[misc]
    )

FLAGS = "A ASCII I IGNORECASE L LOCALE M MULTILINE S DOTALL U UNICODE X VERBOSE".split()


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    found["error"] = error_class(vm)
    found["Pattern"], found["Match"] = classes(vm)["Pattern"], classes(vm)["Match"]
    for name in FLAGS:
        found[name] = int(getattr(host_re, name))
    return found
