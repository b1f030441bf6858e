"""Where the packages lie that are installed beside a project, and which of them are worth reading.

Nothing is imported: an environment is found by its folders, as Python lays them out.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator

from scopelint.source.finder import Finder, Found

AUTO, NONE = "auto", "none"

_VIRTUAL = (".venv", "venv", "env")
"""What the virtual environment in a project's folder is commonly called."""

_LIBRARY = re.compile(r"(python|pypy)\d[\d.]*\Z").match
_COMPILED = (".so", ".pyd", ".dylib")

SMALL = 40
"""Modules of a package without TensorFlow that is read all the same: what configures a model is seldom larger."""

MOST = 2_000
"""Files of a package that are searched for TensorFlow."""


class Installed(Finder):
    """Resolves the names of installed packages: of those that are worth reading."""

    def _find_top(self, name: str) -> Found | None:
        found = super()._find_top(name)
        places = found.folders or (found.path,) if found is not None else ()
        return found if any(place and worth_reading(place) for place in places) else None


def site_folders(where: Iterable[str], root: str) -> tuple[str, ...]:
    """The folders of installed packages that these words name for a project in the folder ``root``.

    ``auto`` is the project's own virtual environment, else the active one, else that of this Python; ``none`` is no
    folder; any other word is the folder of an environment, or one that packages lie in.
    """
    found: dict[str, None] = {}
    for word in where:
        if word == NONE:
            continue
        folders = _automatic(root) if word == AUTO else _of_environment(word) or [os.path.abspath(word)]
        for folder in folders:
            found[folder] = None
            found.update(dict.fromkeys(_linked(folder)))
    return tuple(found)


def _automatic(root: str) -> list[str]:
    for folder in [os.path.join(root, name) for name in _VIRTUAL]:
        if os.path.isfile(os.path.join(folder, "pyvenv.cfg")) or os.path.isdir(os.path.join(folder, "conda-meta")):
            return _of_environment(folder)
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        named = os.environ.get(variable)
        found = _of_environment(named) if named else []
        if found:
            return found
    return [path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")]


def _of_environment(folder: str) -> list[str]:
    """The package folders of an environment: ``lib/python3.7/site-packages``, on Windows ``Lib/site-packages``."""
    full = os.path.abspath(folder)
    found = [os.path.join(full, "Lib", "site-packages")]
    try:
        inner = sorted(name for name in os.listdir(os.path.join(full, "lib")) if _LIBRARY(name))
    except OSError:
        inner = []
    found += [os.path.join(full, "lib", name, kind) for name in inner for kind in ("site-packages", "dist-packages")]
    return [path for path in found if os.path.isdir(path)]


def _linked(folder: str) -> Iterator[str]:
    """The folders that ``.pth`` files add: those of packages installed for editing."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".pth"))
    except OSError:
        return
    for name in names:
        try:
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                lines = file.read(100_000).splitlines()
        except OSError:
            continue
        for line in map(str.strip, lines):
            if line and not line.startswith(("#", "import ", "import\t")):
                path = os.path.join(folder, line)
                if os.path.isdir(path):
                    yield os.path.abspath(path)


def worth_reading(path: str) -> bool:
    """Whether an installed package, or module, may decide a name: it uses TensorFlow, or is small and all Python."""
    if os.path.isfile(path):
        return True
    modules, compiled = 0, False
    for file in _files(path):
        if file.endswith(_COMPILED):
            compiled = True
        elif file.endswith(".py"):
            modules += 1
            if modules > MOST:
                return False
            if _mentions(file):
                return True
    return modules <= SMALL and not compiled


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(parent, name)


def _mentions(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"tensorflow" in file.read(1_000_000)
    except OSError:
        return False
