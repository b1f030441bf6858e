"""Python files at hand in any installation, sampled with a fixed seed: the standard library, LibCST, our fixtures."""

from __future__ import annotations

import random
import sysconfig
from functools import cache
from pathlib import Path

import libcst

from scopelint.source.text import Source, SourceError, read_bytes

FIXTURES = Path(__file__).parents[2] / "fixtures"
MAX_CHARACTERS = 60_000


@cache
def _files() -> tuple[Path, ...]:
    library = Path(sysconfig.get_path("stdlib"))
    folders = (library, Path(libcst.__file__).parent, FIXTURES / "semantics")
    found = {file for folder in folders for file in folder.rglob("*.py")}
    return tuple(sorted(file for file in found if "site-packages" not in file.parts or "libcst" in file.parts))


def sample(count: int, seed: int) -> list[Source]:
    """Sources that Python can read; too large ones are left out for the sake of time."""
    files = list(_files())
    random.Random(seed).shuffle(files)
    sources: list[Source] = []
    for file in files:
        try:
            source = Source.from_bytes(str(file), read_bytes(file))
        except SourceError:
            continue
        if len(source.text) <= MAX_CHARACTERS and _compiles(source.text):
            sources.append(source)
        if len(sources) == count:
            break
    return sources


def _compiles(text: str) -> bool:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "sample", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True
