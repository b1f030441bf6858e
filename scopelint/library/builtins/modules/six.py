"""six: metaclasses. The rest is a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.classes import build_class
from scopelint.library.builtins.natives import Table, function, make, plain
from scopelint.values.base import Anything, Value
from scopelint.values.objects import Class
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="six")


class WithMetaclass(Value):
    """What ``with_metaclass`` gives: a stand-in among the bases of a class, which is then made by the metaclass."""

    __slots__ = ("class_factory",)

    def __init__(self, class_factory: Anything) -> None:
        self.class_factory = class_factory


@function(NAMES, pure=False)
def with_metaclass(vm: Machine, meta: Anything, /, *bases: Anything) -> Anything:
    def build(m: Machine, name: Anything, given: Anything, namespace: Anything, **options: Anything) -> Anything:
        names = dict(plain(namespace).items)
        return build_class(m, name, bases, names, {**options, "metaclass": meta})

    return WithMetaclass(make("with_metaclass", build, pure=False, module="six"))


@function(NAMES, pure=False)
def add_metaclass(vm: Machine, meta: Anything, /) -> Anything:
    def decorate(m: Machine, cls: Anything) -> Anything:
        if type(cls) is not Class:
            return cls
        names = {k: v for k, v in cls.attrs.items() if k not in ("__dict__", "__weakref__")}
        return build_class(m, cls.name, cls.bases, names, {"metaclass": meta})

    return make("add_metaclass", decorate, pure=False, module="six")


@function(NAMES, "_unknown", pure=False)
def unknown(vm: Machine, label: Anything, /) -> Anything:
    """A module or function that is not modelled and cannot build a graph."""
    return Unknown(Kind.IMPORT, label if type(label) is str else "six", pure=True)


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
