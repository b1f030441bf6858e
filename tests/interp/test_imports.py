"""The full names of relative imports."""

from __future__ import annotations

import pytest

from scopelint.interp.imports import absolute_name


@pytest.mark.parametrize(
    ("importer", "is_package", "module", "level", "expected"),
    [
        ("a.b", False, "x.y", 0, "x.y"),
        ("a.b", False, "c", 1, "a.c"),
        ("a.b", False, "", 1, "a"),
        ("a.b", True, "c", 1, "a.b.c"),
        ("a.b.c", False, "d", 2, "a.d"),
        ("a.b", True, "d", 2, "a.d"),
        ("a", False, "b", 1, None),
        ("a.b", False, "c", 2, None),
        ("a", True, "c", 2, None),
    ],
)
def test_absolute_name(importer: str, is_package: bool, module: str, level: int, expected: str | None) -> None:
    assert absolute_name(importer, is_package, module, level) == expected
