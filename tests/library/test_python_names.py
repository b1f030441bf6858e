"""The models of the standard library show no public name that the target's Python lacks, and load in each version."""

from __future__ import annotations

import pytest
from programs import imported

from scopelint.library.resolve import SKETCHES
from scopelint.library.tables import VERSIONS, library_names
from scopelint.values.objects import Module

USED_WITHIN = {
    ("argparse", "BooleanOptionalAction"),
    ("collections", "ChainMap"),
    ("collections", "UserList"),
    ("dataclasses", "KW_ONLY"),
    ("functools", "cache"),
    *(("inspect", name) for name in "ArgSpec BoundArguments FullArgSpec Parameter Signature signature".split()),
    ("inspect", "getfullargspec"),
}
"""Names that a model keeps in every version because the rest of it uses them."""

LIBRARY = (
    "argparse collections contextlib dataclasses enum functools inspect itertools json math operator os re".split()
)
LIBRARY += "string sys textwrap threading types".split()


def sketched() -> list[str]:
    """The dotted names of all sketches but TensorFlow's."""
    found = []
    for path in sorted(SKETCHES.rglob("*.py")):
        parts = path.relative_to(SKETCHES).with_suffix("").parts
        if parts[0] != "tensorflow" and not parts[-1].startswith("_" if parts[-1] != "__init__" else "."):
            found.append(".".join(parts).removesuffix(".__init__"))
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_no_other_names(version: str) -> None:
    extra = set()
    for name in LIBRARY:
        known = library_names(version, name)
        module = imported(name, version)
        if not known or not isinstance(module, Module):
            continue
        assert len(module.attrs) > 3
        own = [attr for attr, value in module.attrs.items() if attr[:1] not in "._" and not isinstance(value, Module)]
        extra |= {(name, attr) for attr in own if attr not in known}
    assert extra <= USED_WITHIN


@pytest.mark.parametrize("version", VERSIONS)
def test_every_sketch_loads(version: str) -> None:
    for name in sketched():
        imported(name, version)
