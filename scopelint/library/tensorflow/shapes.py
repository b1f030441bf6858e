"""Static shapes of op outputs: one function for each op type that is known, ``UNSEEN`` for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


class Unseen:
    """A shape that TensorFlow knows more or less of, and we do not."""

    def __repr__(self) -> str:
        return "UNSEEN"


UNSEEN = Unseen()

ShapeFunction = Callable[["Machine", dict[str, Any], dict[str, Anything]], "list[Any] | None"]
"""Gives the shapes of all outputs from inputs (tensors by name) and attrs, or None when it cannot say."""

FUNCTIONS: dict[str, ShapeFunction] = {}

F = TypeVar("F", bound=ShapeFunction)


def shape_of_op(*types: str) -> Callable[[F], F]:
    """Register the shape function of these op types."""

    def register(fn: F) -> F:
        for name in types:
            FUNCTIONS[name] = fn
        return fn

    return register


def infer(vm: Machine, type: str, inputs: dict[str, Any], attrs: dict[str, Anything], count: int) -> list[Any]:
    """The shape of each output of an op."""
    function = FUNCTIONS.get(type)
    if function is not None:
        found = function(vm, inputs, attrs)
        if found is not None and len(found) == count:
            return found
    return [UNSEEN] * count


def seen(tensor: Any) -> Any:
    """The shape of an input: a tuple, None (TensorFlow does not know it), or UNSEEN."""
    if not hasattr(tensor, "known_shape") or (not tensor.known_shape and tensor.shape is None):
        return UNSEEN
    return tensor.shape
