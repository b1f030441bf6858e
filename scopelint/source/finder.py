"""Which file a module is, which module a file is, where a project begins, and the files below a folder.

The one invariant: folders are listed at most once for each `Finder`, so resolving costs a few dictionary look-ups, and
names match with their exact case on every file system. Nothing is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

DEFAULT_EXCLUDES = frozenset(
    [
        ".bzr",
        ".direnv",
        ".eggs",
        ".git",
        ".hg",
        ".idea",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".nox",
        ".pytest_cache",
        ".pytype",
        ".ruff_cache",
        ".svn",
        ".tox",
        ".venv",
        ".vscode",
        "__pycache__",
        "__pypackages__",
        "build",
        "buck-out",
        "dist",
        "env.bak",
        "node_modules",
        "site-packages",
        "venv",
        "venv.bak",
    ]
)
"""Folders that are never walked into unless they are named."""

SUFFIXES = (".py", ".ipynb")

_PROJECT_FILES = frozenset({"pyproject.toml", "setup.cfg", "setup.py", "scopelint.toml"})
_PROJECT_FOLDERS = frozenset({".git", ".hg"})


class Found(NamedTuple):
    """A module that was found. ``path`` is None for a namespace package, whose ``folders`` its parts lie in."""

    name: str
    path: str | None
    is_package: bool
    folders: tuple[str, ...] = ()


class _Listing(NamedTuple):
    files: frozenset[str]
    folders: frozenset[str]


_EMPTY = _Listing(frozenset(), frozenset())


class Finder:
    """Resolves dotted names below ``roots``, the first of which that has the name wins (as on ``sys.path``)."""

    def __init__(self, roots: Iterable[str | os.PathLike[str]]) -> None:
        self.roots: tuple[str, ...] = tuple(dict.fromkeys(os.path.abspath(root) for root in roots))
        self._listings: dict[str, _Listing] = {}
        self._found: dict[str, Found | None] = {}

    def find(self, name: str) -> Found | None:
        """The module of a dotted name, or None when no root has it."""
        if name in self._found:
            return self._found[name]
        parent, _, last = name.rpartition(".")
        result: Found | None = None
        if not parent:
            result = self._find_top(name)
        else:
            package = self.find(parent)
            if package is not None and package.is_package:
                result = self._find_in(package.folders, name, last)
        self._found[name] = result
        return result

    def _find_top(self, name: str) -> Found | None:
        return self._find_in(self.roots, name, name)

    def module_name(self, path: str | os.PathLike[str]) -> str | None:
        """The dotted name of a file below a root (the innermost such root); None when it is below none."""
        full = os.path.abspath(path)
        stem, suffix = os.path.splitext(full)
        if suffix not in SUFFIXES:
            return None
        for root in sorted(self.roots, key=len, reverse=True):
            if full.startswith(root.rstrip(os.sep) + os.sep):
                parts = os.path.relpath(stem, root).split(os.sep)
                if parts[-1] == "__init__" and len(parts) > 1:
                    parts.pop()
                return ".".join(parts) if all(part.isidentifier() for part in parts) else None
        return None

    def modules_in(self, folder: str) -> list[tuple[str, bool]] | None:
        """The names of the modules that lie in a folder, and whether each is a package, as ``pkgutil`` lists them:
        in order of name. None for a folder that is below no root."""
        full = os.path.abspath(folder)
        if not any(full == root or full.startswith(root.rstrip(os.sep) + os.sep) for root in self.roots):
            return None
        listing = self._list(full)
        found = {name[:-3]: False for name in listing.files if name.endswith(".py") and name != "__init__.py"}
        for name in listing.folders:
            if name.isidentifier() and "__init__.py" in self._list(os.path.join(full, name)).files:
                found[name] = True
        return sorted(found.items())

    def _find_in(self, folders: Sequence[str], name: str, last: str) -> Found | None:
        spaces: list[str] = []
        for folder in folders:
            listing = self._list(folder)
            if last in listing.folders:
                inner = os.path.join(folder, last)
                if "__init__.py" in self._list(inner).files:
                    return Found(name, os.path.join(inner, "__init__.py"), True, (inner,))
                if f"{last}.py" not in listing.files:
                    spaces.append(inner)
            if f"{last}.py" in listing.files:
                return Found(name, os.path.join(folder, f"{last}.py"), False)
        return Found(name, None, True, tuple(spaces)) if spaces else None

    def _list(self, folder: str) -> _Listing:
        listing = self._listings.get(folder)
        if listing is None:
            listing = self._listings[folder] = _read_listing(folder)
        return listing


def _read_listing(folder: str) -> _Listing:
    files: set[str] = set()
    folders: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    (folders if entry.is_dir() else files).add(entry.name)
                except OSError:  # a link that goes in a circle
                    continue
    except OSError:
        return _EMPTY
    return _Listing(frozenset(files), frozenset(folders))


def project_root(path: str | os.PathLike[str]) -> str:
    """The folder of the nearest ``pyproject.toml``, ``setup.cfg`` or repository above a path, else its own folder."""
    full = os.path.abspath(path)
    start = full if os.path.isdir(full) else os.path.dirname(full)
    folder = start
    while True:
        listing = _read_listing(folder)
        if listing.files & _PROJECT_FILES or (listing.folders | listing.files) & _PROJECT_FOLDERS:
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return start
        folder = parent


def source_roots(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Where the imports of a file resolve: its project's root, the root's ``src``, and the file's own folder."""
    full = os.path.abspath(path)
    root = project_root(full)
    own = full if os.path.isdir(full) else os.path.dirname(full)
    candidates = [root, os.path.join(root, "src"), own]
    if os.path.exists(os.path.join(own, "__init__.py")):  # a module inside a package is not run from its folder
        candidates.pop()
    return tuple(dict.fromkeys(folder for folder in candidates if os.path.isdir(folder)))


def walk(
    paths: Iterable[str | os.PathLike[str]],
    *,
    excludes: frozenset[str] = DEFAULT_EXCLUDES,
    suffixes: tuple[str, ...] = SUFFIXES,
) -> Iterator[str]:
    """The files to analyse: each named file as it is, and those below each named folder, sorted, each once.

    ``excludes`` are names of folders and files that are passed over below a folder. A path that does not exist is
    given out as it is: reading it makes the error.
    """
    seen: set[str] = set()
    for path in paths:
        given = os.fspath(path)
        found = _walk_folder(given, excludes, suffixes, frozenset()) if os.path.isdir(given) else iter((given,))
        for file in found:
            key = os.path.realpath(file)
            if key not in seen:
                seen.add(key)
                yield file


def _walk_folder(
    folder: str, excludes: frozenset[str], suffixes: tuple[str, ...], above: frozenset[str]
) -> Iterator[str]:
    real = os.path.realpath(folder)
    if real in above:  # a link to a folder that it lies in
        return
    above |= {real}
    listing = _read_listing(folder)
    for name in sorted(listing.files | listing.folders):
        if name in excludes:
            continue
        path = os.path.join(folder, name) if folder != "." else name
        if name in listing.folders:
            # Links to folders are not followed: they lead outside or in circles. A folder with this file is a virtual
            # environment of any name.
            if not os.path.islink(path) and not os.path.exists(os.path.join(path, "pyvenv.cfg")):
                yield from _walk_folder(path, excludes, suffixes, above)
        elif name.endswith(suffixes):
            yield path
