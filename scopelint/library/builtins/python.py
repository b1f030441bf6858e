"""Which Python the target version of TensorFlow stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

PYTHON: dict[str, tuple[int, int]] = {"0.12": (2, 7), "1.15": (3, 7), "2.15": (3, 11)}
OTHERWISE = (3, 6)


def python(vm: Machine) -> tuple[int, int]:
    """The Python version the program runs on: a pair of numbers."""
    return PYTHON.get(vm.version, OTHERWISE)


def python_of(version: str) -> tuple[int, int]:
    """The Python version that belongs to a TensorFlow version."""
    return PYTHON.get(version, OTHERWISE)
