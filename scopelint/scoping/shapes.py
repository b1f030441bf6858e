"""Static shapes: ``tuple[int | None, ...] | None``, and how TensorFlow writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scopelint.scoping.errors import ScopingError

Shape = tuple[int | None, ...] | None
"""A shape; None for an unknown rank, and None for an unknown dimension."""

UNKNOWN_DTYPE = "?"
"""A dtype that the caller does not know; it agrees with any."""


def same_dtype(a: str, b: str) -> bool:
    """Whether two dtypes can be the same."""
    return a == b or UNKNOWN_DTYPE in (a, b)


def as_shape(value: object) -> Shape:
    """What TensorFlow's ``as_shape`` makes of a shape argument.

    A number is a shape of one dimension; each element may be an int, None or something with ``__index__``.

    Raises:
      ScopingError: a negative dimension (errors/get_variable_shape_negative).
      TypeError: an element is no dimension at all.
    """
    if value is None:
        return None
    if hasattr(value, "__index__"):
        return (_dimension(value),)
    if isinstance(value, Iterable):
        return tuple(_dimension(item) for item in value)
    raise TypeError(f"not a shape: {type(value).__name__}")


def _dimension(value: object) -> int | None:
    if value is None:
        return None
    size: int = value.__index__()  # type: ignore[attr-defined]
    if size < 0:
        raise ScopingError("ValueError", f"Dimension {size} must be >= 0", "TFS113")
    return size


def is_fully_defined(shape: Shape) -> bool:
    """Whether rank and all dimensions are known."""
    return shape is not None and None not in shape


def compatible(a: Shape, b: Shape) -> bool:
    """Whether two shapes can be the same: None is compatible with anything."""
    if a is None or b is None:
        return True
    return len(a) == len(b) and all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))


def merged(a: Shape, b: Shape) -> Shape:
    """What two compatible shapes know together."""
    if a is None or b is None:
        return b if a is None else a
    return tuple(y if x is None else x for x, y in zip(a, b, strict=True))


def show(shape: Shape) -> str:
    """TensorFlow's ``str(TensorShape)``: ``(2, ?)``, ``(3,)``, ``()``, ``<unknown>``."""
    if shape is None:
        return "<unknown>"
    sizes = ["?" if size is None else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def known(shape: Shape) -> list[int]:
    """The dimensions of a fully defined shape."""
    assert shape is not None
    sizes = [size for size in shape if size is not None]
    assert len(sizes) == len(shape)
    return sizes


def is_empty_sequence(value: object) -> bool:
    """Whether a shape argument is an empty list or tuple, which is how TensorFlow knows a scalar (§7.6)."""
    return isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 0
