"""How primitives and native classes of the TensorFlow model are declared.

A primitive is a host function ``fn(vm, **arguments)`` under the canonical path of the API it stands for. Arguments are
matched to parameters by the signature recorded from the target version, so that positional order, unknown keywords and
missing arguments are each version's own; parameters that the host function does not name are let pass.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from scopelint.interp.arguments import MORE_KEYWORDS, MORE_POSITIONAL, UNLIKELY, read_from
from scopelint.interp.raising import fail
from scopelint.library.tables import symbols
from scopelint.library.tables.classes import attribute, lacks_attribute
from scopelint.library.tables.signatures import Signature, signature
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import EPOCH, Class, Getter, Native, linearize
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

F = TypeVar("F", bound=Callable[..., Any])

PRIMITIVES: dict[str, Callable[..., Anything]] = {}
"""Host functions by canonical path."""

CLASSES: dict[str, Class] = {}
"""Native classes by canonical path."""

MADE: list[Class] = []
"""All native classes, to be given ``object`` as base."""


def primitive(*canonicals: str) -> Callable[[F], F]:
    """Register a host function for these APIs."""

    def register(fn: F) -> F:
        for canonical in canonicals:
            PRIMITIVES[canonical] = fn
        return fn

    return register


def native_class(
    name: str, canonical: str = "", *, module: str = "tensorflow.python.framework.ops", bases: tuple[Class, ...] = ()
) -> Class:
    """Declare a native class; ``new`` is set where instances can be made by calling it."""
    cls = Class(name, bases, {}, module)
    if canonical:
        CLASSES[canonical] = cls
    know_members(cls, canonical)
    MADE.append(cls)
    return cls


def know_members(cls: Class, canonical: str) -> None:
    """Let attributes that we do not model be Unknown, unless the tables of the target say there is none."""

    def missing(vm: Machine, name: str) -> Anything:
        if not canonical or lacks_attribute(vm.version, canonical, name):
            return MISSING
        if name.startswith("__") and attribute(vm.version, canonical, name) is None:
            return MISSING
        return Unknown(Kind.TENSORFLOW, f"{canonical}.{name}")

    cls.attrs[".missing"] = missing


def method(cls: Class, *names: str) -> Callable[[F], F]:
    """Register a host function ``fn(vm, self, ...)`` as a method."""

    def register(fn: F) -> F:
        for name in names:
            cls.attrs[name] = Native(name, fn, module=cls.module)
        return fn

    return register


def getter(cls: Class, *names: str) -> Callable[[F], F]:
    """Register a host function ``fn(vm, self)`` as a read-only attribute."""

    def register(fn: F) -> F:
        for name in names:
            cls.attrs[name] = Getter(name, fn)
        return fn

    return register


def finish(object_class: Class) -> None:
    """Give native classes without a base of their own the ``object`` of the target's Python.

    Native classes serve all versions; a run of another version moves them below its own ``object``.
    """
    if MADE and MADE[0].mro[-1] is object_class:
        return
    for cls in MADE:
        if not cls.bases or cls.bases[0].name == "object":
            cls.bases = (object_class,)
    for cls in MADE:
        cls.mro = linearize(cls, cls.bases)
    EPOCH.now += 1


@cache
def recorded(version: str, canonical: str) -> Native:
    """The primitive of this path as a value, its arguments matched by the signature of that version."""
    fn = PRIMITIVES[canonical]
    known = signature(version, canonical)
    shown = shown_name(version, canonical)
    accepted = parameters(fn)

    def call(vm: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
        if known is None:
            return fn(vm, *args, **kwargs)
        return fn(vm, **matched(vm, known, shown, accepted, args, kwargs))

    return Native(canonical, call, binds=False, takes_more=known is not None, module="tensorflow")


def shown_name(version: str, canonical: str) -> str:
    """How Python's messages call it: a class by its ``__init__``, with the class's name from 3.10."""
    entry = symbols(version).entry(canonical)
    last = canonical.rpartition(".")[2]
    if entry is not None and entry.kind == "class":
        return f"{last}.__init__" if version == "2.15" else "__init__"
    return last


def parameters(fn: Callable[..., Any]) -> frozenset[str] | None:
    """The keywords a host function takes; None when it takes any."""
    code = fn.__code__
    if code.co_flags & 0x08:
        return None
    return frozenset(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])


def matched(
    vm: Machine,
    known: Signature,
    shown: str,
    accepted: frozenset[str] | None,
    args: tuple[Anything, ...],
    kwargs: dict[str, Anything],
) -> dict[str, Anything]:
    """Arguments by parameter name. Raises the program's TypeError where they do not fit."""
    names = known.names
    if MORE_POSITIONAL in kwargs or MORE_KEYWORDS in kwargs:
        kwargs = filled_in(known, args, kwargs)
    if len(args) > len(names):
        rest = next((p for p in known.parameters if p.kind == "args"), None)
        if rest is None:
            fail(vm, "TypeError", too_many(known, shown, len(args)))
    named = dict(zip(names, args, strict=False))
    for name, value in kwargs.items():
        if name in named:
            fail(vm, "TypeError", f"{shown}() got multiple values for argument '{name}'")
        if not known.accepts_keyword(name):
            fail(vm, "TypeError", f"{shown}() got an unexpected keyword argument '{name}'")
        named[name] = value
    missing = [p.name for p in known.parameters if p.required and p.name not in named]
    if missing:
        fail(vm, "TypeError", missing_text(shown, missing))
    if accepted is None:
        return named
    return {name: value for name, value in named.items() if name in accepted}


def filled_in(known: Signature, args: tuple[Anything, ...], kwargs: dict[str, Anything]) -> dict[str, Anything]:
    """The keywords of a call that has more arguments than are known: each parameter not given is unknown then."""
    positional, keywords = kwargs.get(MORE_POSITIONAL), kwargs.get(MORE_KEYWORDS)
    rest = keywords if keywords is not None else positional
    named = {k: v for k, v in kwargs.items() if k not in (MORE_POSITIONAL, MORE_KEYWORDS)}
    for at, name in enumerate(known.names):
        if at >= len(args) and name not in named and name not in UNLIKELY:
            named[name] = read_from(rest, name)
    return named


def missing_text(shown: str, names: list[str]) -> str:
    quoted = [f"'{n}'" for n in names]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])}{',' * (len(quoted) > 2)} and {quoted[-1]}"
    return f"{shown}() missing {len(names)} required positional argument{'s' * (len(names) > 1)}: {listed}"


def too_many(known: Signature, shown: str, given: int) -> str:
    method_like = shown.endswith("__init__")
    most = len(known.names) + method_like
    least = sum(p.required for p in known.parameters if p.kind == "plain") + method_like
    takes = str(most) if least == most else f"from {least} to {most}"
    plural = "" if most == 1 else "s"
    were = "was" if given + method_like == 1 else "were"
    return f"{shown}() takes {takes} positional argument{plural} but {given + method_like} {were} given"
