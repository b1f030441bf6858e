"""What get_variable asks the variable store for (§7)."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scopelint.scoping.initializers import Initializer, Partition

if TYPE_CHECKING:
    from scopelint.scoping.variable_scope import Reuse, VariableScope


@dataclass(frozen=True)
class Request:
    """What get_variable asks the store for, with what the scope has filled in. ``name`` is the full name."""

    scope: VariableScope
    name: str | None
    shape: Any = None
    dtype: str = "float32"
    initializer: Any = None
    regularizer: Any = None
    reuse: Reuse = None
    trainable: bool | None = None
    collections: Any = None
    caching_device: Any = None
    partitioner: Any = None
    validate_shape: bool = True
    use_resource: bool | None = None
    constraint: Any = None
    synchronization: Any = None
    aggregation: Any = None
    partition: Partition | None = None


GETTER_ARGUMENTS = (
    "name", "shape", "dtype", "initializer", "regularizer", "reuse", "trainable", "collections", "caching_device",
    "partitioner", "validate_shape", "use_resource", "constraint", "synchronization", "aggregation",
)  # fmt: skip
"""The parameters of the getter handed to a custom getter, in order."""


def is_value(initializer: Any) -> bool:
    """Whether an initializer is a value (a Python value or a tensor) rather than something to be called (§7.8)."""
    return initializer is not None and not isinstance(initializer, Initializer)


def accepts_constraint(getter: Any, by_kwargs: bool) -> bool:
    """Whether a custom getter is passed the constraint: it names it, or (from 1.13) takes ``**kwargs``.

    A host callable answers by its attributes ``names_constraint`` and ``accepts_constraint``; others are inspected.
    """
    named = getattr(getter, "names_constraint", None)
    if named is not None:
        return bool(named) or (by_kwargs and bool(getattr(getter, "accepts_constraint", False)))
    try:
        parameters = inspect.signature(getter).parameters
    except (TypeError, ValueError):
        return False
    return "constraint" in parameters or (
        by_kwargs and any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
    )
