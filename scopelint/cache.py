"""The cache on disk: bytes by key in the user's own cache directory, shared by all processes and projects.

A cache is code to whoever reads it, so it is never looked for in the analysed tree. The one invariant: nothing that
goes wrong here is seen outside: a record that cannot be read is a miss, a directory that cannot be written is no cache.
"""

from __future__ import annotations

import contextlib
import os
import sys

ENVIRONMENT = "SCOPELINT_CACHE_DIR"


def cache_directory() -> str | None:
    """The user's cache directory for scopelint, which need not exist; None when the user has no home."""
    chosen = os.environ.get(ENVIRONMENT)
    if chosen:
        return os.path.abspath(chosen)
    user = _user_cache()
    return os.path.join(user, "scopelint") if os.path.isabs(user) else None


def _user_cache() -> str:
    """The user's cache directory; a relative path (an unexpanded ``~``) when there is no home."""
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    chosen = os.environ.get("XDG_CACHE_HOME")
    return chosen if chosen and os.path.isabs(chosen) else os.path.expanduser("~/.cache")


class Cache:
    """Records of one version of the program. Keys are hexadecimal digests.

    ``version`` and ``schema`` name all that decides what is written (the program's version and its IR); Python's minor
    version is added. ``directory`` defaults to the user's; ``enabled=False`` reads and writes nothing.
    """

    def __init__(
        self, version: str, schema: str, *, directory: str | os.PathLike[str] | None = None, enabled: bool = True
    ) -> None:
        base = cache_directory() if directory is None else os.fspath(directory)
        name = f"{version}-{schema}-py{sys.version_info[0]}{sys.version_info[1]}"
        self._folder = os.path.join(base, name) if enabled and base is not None else None

    @property
    def folder(self) -> str | None:
        """Where the records lie; None when the cache is off."""
        return self._folder

    def read(self, key: str) -> bytes | None:
        """The record's bytes, None for a miss."""
        if self._folder is None:
            return None
        try:
            with open(_path(self._folder, key), "rb") as file:
                return file.read()
        except OSError:
            return None

    def write(self, key: str, data: bytes) -> None:
        """Writes a record, whole or not at all. The first failure turns the cache off."""
        if self._folder is None:
            return
        try:
            _write(_path(self._folder, key), data)
        except OSError:
            self._folder = None


class Beside(Cache):
    """Records kept beside the code they belong to, in its ``__pycache__``, as Python keeps bytecode; in ``other`` where
    that folder cannot be written or Python is told to write none."""

    def __init__(self, version: str, schema: str, folder: str, other: Cache | None) -> None:
        super().__init__(version, schema, directory=os.path.join(folder, "__pycache__"))
        self._other = other

    def read(self, key: str) -> bytes | None:
        data = super().read(key)
        return self._other.read(key) if data is None and self._other is not None else data

    def write(self, key: str, data: bytes) -> None:
        if not sys.dont_write_bytecode:
            super().write(key, data)
        if self._other is not None and (sys.dont_write_bytecode or self.folder is None):
            self._other.write(key, data)


def _path(folder: str, key: str) -> str:
    return os.path.join(folder, key[:2], f"{key[2:]}.ir")


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}-{os.urandom(4).hex()}.new"  # tempfile is slow to import
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
