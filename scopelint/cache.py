"""The cache on disk: bytes by key in the user's own cache directory, shared by all processes and projects.

A cache is code to whoever reads it, so it is never looked for in the analysed tree. The one invariant: nothing that
goes wrong here is seen outside: a record that cannot be read is a miss, a directory that cannot be written is no cache.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

ENVIRONMENT = "SCOPELINT_CACHE_DIR"


def cache_directory() -> Path | None:
    """The user's cache directory for scopelint, which need not exist; None when the user has no home."""
    chosen = os.environ.get(ENVIRONMENT)
    if chosen:
        return Path(chosen).absolute()
    try:
        return _user_cache() / "scopelint"
    except RuntimeError:  # no home directory
        return None


def _user_cache() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    chosen = os.environ.get("XDG_CACHE_HOME")
    return Path(chosen) if chosen and os.path.isabs(chosen) else Path.home() / ".cache"


class Cache:
    """Records of one version of the program. Keys are hexadecimal digests.

    ``version`` and ``schema`` name all that decides what is written (the program's version and its IR); Python's minor
    version is added. ``directory`` defaults to the user's; ``enabled=False`` reads and writes nothing.
    """

    def __init__(
        self, version: str, schema: str, *, directory: str | os.PathLike[str] | None = None, enabled: bool = True
    ) -> None:
        base = Path(directory) if directory is not None else cache_directory()
        name = f"{version}-{schema}-py{sys.version_info[0]}{sys.version_info[1]}"
        self._folder = base / name if enabled and base is not None else None

    @property
    def folder(self) -> Path | None:
        """Where the records lie; None when the cache is off."""
        return self._folder

    def read(self, key: str) -> bytes | None:
        """The record's bytes, None for a miss."""
        if self._folder is None:
            return None
        try:
            with open(self._path(self._folder, key), "rb") as file:
                return file.read()
        except OSError:
            return None

    def write(self, key: str, data: bytes) -> None:
        """Writes a record, whole or not at all. The first failure turns writing and reading off."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        try:
            self._write(path, data)
        except OSError:
            self._folder = None

    @staticmethod
    def _path(folder: Path, key: str) -> str:
        return f"{folder}{os.sep}{key[:2]}{os.sep}{key[2:]}.ir"

    @staticmethod
    def _write(path: str, data: bytes) -> None:
        parent = os.path.dirname(path)
        os.makedirs(parent, mode=0o700, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=parent, prefix=".", suffix=".new")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
