"""Versions compare under the interpreter as the real modules compare them."""

from __future__ import annotations

import warnings

import pytest
from running import run

VERSIONS = (
    "1.0 1.0.0 1 1.15.5 1.4 1.14 2.0.0 2.0.0a0 2.0.0b1 2.0.0rc1 2.0.0-rc1 2.0rc0 1.12.0+nv 1.0.dev1 1.0.post1"
    " 1.0a1.dev2 v1.2 1.10.0 1!0.5"
).split()
OLD_STYLE = "1.0 1.0.0 1.15.5 1.4 1.14 2.0.0 1.10.0 0.4.0".split()


def compared(module: str, make: str, versions: list[str]) -> tuple[str, list[str]]:
    """A program that compares each with each, and what CPython prints."""
    text = f"from {module} import {make}\nversions = {versions!r}\nfor a in versions:\n    print(str({make}(a)))\n"
    text += f"    print([({make}(a) < {make}(b), {make}(a) == {make}(b), {make}(a) >= {make}(b)) for b in versions])\n"
    scope: dict[str, object] = {}
    printed: list[str] = []
    scope["print"] = lambda value: printed.append(str(value))
    exec(text, scope)
    return text, printed


def test_packaging() -> None:
    text, expected = compared("packaging.version", "Version", VERSIONS)
    assert run(text, "2.15")[0] == expected


@pytest.mark.parametrize(("make", "more"), [("LooseVersion", []), ("StrictVersion", ["2.0b1", "2.0a3"])])
def test_distutils(make: str, more: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("distutils.version", reason="Python 3.12 has no distutils")
        text, expected = compared("distutils.version", make, OLD_STYLE + more)
    assert run(text, "2.15")[0] == expected


def test_distutils_mixed() -> None:
    """Text and numbers in one place do not compare."""
    text = "from distutils.version import LooseVersion as V\nprint(V('1.0') < '1.1')\nV('1.0') < V('1.x')\n"
    lines, ending, _ = run(text, "2.15")
    assert lines == ["True"]
    assert ending.raised is not None
    assert ending.raised.value.cls.name == "TypeError"
