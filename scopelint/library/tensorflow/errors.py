"""``tf.errors``: the exception classes that graph building can raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tensorflow.modules import by_canonical
from scopelint.values.objects import Class

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def tensorflow_error(vm: Machine, name: str) -> Class:
    """The class of this name under tf.errors; an unknown name gives OpError's."""
    found = by_canonical(vm, f"tf.errors.{name}")
    return found if isinstance(found, Class) else by_canonical(vm, "tf.errors.OpError")
