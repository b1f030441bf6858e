"""``_scopelint_run``: what sketches of third-party libraries may ask of the run; programs never see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.imports import source_of
from scopelint.interp.truth import truth
from scopelint.library.builtins.natives import Table, function
from scopelint.values.base import Anything
from scopelint.values.objects import Class
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="_scopelint_run")


@function(NAMES, pure=False)
def goes_on(vm: Machine, error: Anything, /) -> Anything:
    """Whether the run goes on as the author meant where this exception would end it: when recovering, and no ``try``
    would catch it."""
    return vm.recover and isinstance(error, Class) and not vm.would_catch(error)


@function(NAMES, pure=False)
def is_unknown(vm: Machine, value: Anything, /) -> Anything:
    """Whether nothing is known of the value itself."""
    return isinstance(value, (Unknown, Choice))


@function(NAMES, pure=False)
def surely(vm: Machine, value: Anything, /) -> Anything:
    """The truth of a value, False where it is not known; asking makes no fork."""
    return truth(vm, value) is True


@function(NAMES, pure=False)
def surely_not(vm: Machine, value: Anything, /) -> Anything:
    """Whether a value is false for sure; asking makes no fork."""
    return truth(vm, value) is False


@function(NAMES, pure=False)
def outside(vm: Machine, label: Anything, /) -> Anything:
    """A value from outside the program, such as an argument that it is to be started with: nothing is known of it, and
    it builds no graph."""
    return Unknown(Kind.OUTSIDE, label if type(label) is str else "value", pure=True)


@function(NAMES, pure=False)
def anything(vm: Machine, label: Anything, /) -> Anything:
    """A value of which nothing is known, nor what it may build when it is called."""
    return Unknown(Kind.OUTSIDE, label if type(label) is str else "value")


@function(NAMES, pure=False)
def doubt(vm: Machine, reason: Anything, /) -> None:
    """Something that is not modelled may change names: the trace is not complete."""
    vm.doubt(reason if type(reason) is str else "not modelled")


@function(NAMES, pure=False)
def is_module(vm: Machine, name: Anything, /) -> Anything:
    """Whether a module of this name is known: the project's, an installed one, or a library that we know of."""
    return type(name) is str and (source_of(vm, name) is not None or vm.library.stands_for(vm, name))


@function(NAMES, pure=False)
def calling_module(vm: Machine) -> Anything:
    """The name of the module of the program that is running; None where there is none."""
    for frame in reversed(vm.frames):
        if frame.module.is_user:
            return frame.module.name
    return None


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
