"""Which name of a file is shown: relative to the first folder that holds it, else absolute."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

Files = Callable[[str], str]
"""Gives the shown name of a file."""


class Folders:
    """The folders that shown paths are relative to, first match first."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._folders = [(os.path.abspath(folder)).rstrip(os.sep) + os.sep for folder in folders]
        self._known: dict[str, str] = {}

    def show(self, path: str) -> str:
        """The shown name of a path, with ``/`` between its parts."""
        shown = self._known.get(path)
        if shown is None:
            shown = self._known[path] = self._find(path)
        return shown

    def _find(self, path: str) -> str:
        if path.startswith("<"):  # text that came from no file
            return path
        absolute = os.path.abspath(path)
        for folder in self._folders:
            if absolute.startswith(folder):
                return absolute[len(folder) :].replace(os.sep, "/")
        return absolute.replace(os.sep, "/")
