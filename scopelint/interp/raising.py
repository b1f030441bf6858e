"""Exceptions of the analysed program, as host exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine
    from scopelint.trace import Context


class Raised(Exception):
    """An exception of the program is on its way. ``value`` is the exception object.

    ``context`` is the innermost frame outside TensorFlow when it was first raised. ``code``, ``variable`` and ``made``
    are set for those the scoping engine raises.
    """

    def __init__(self, value: Instance, context: Context) -> None:
        super().__init__(value)
        self.value = value
        self.context = context


def fail(vm: Machine, type_name: str, message: str) -> NoReturn:
    """Raise the builtin exception of this name with this message, as the program would see it."""
    raise_value(vm, new_exception(vm, vm.types[type_name], (message,)))


def new_exception(vm: Machine, cls: Class, args: tuple[Anything, ...]) -> Instance:
    """An exception object, made without running an ``__init__``."""
    value = Instance(cls, vm.world.mark)
    value.attrs["args"] = args
    return value


def raise_value(vm: Machine, value: Instance) -> NoReturn:
    """Raise an exception object; its place is where it was first raised."""
    context = value.attrs.get(".context")
    if context is None:
        context = value.attrs[".context"] = vm.context()
    raise Raised(value, context)


def type_name(vm: Machine, value: Anything) -> str:
    """The name of the class of a value, for messages."""
    cls = vm.class_of(value)
    return cls.name if cls is not None else "object"
