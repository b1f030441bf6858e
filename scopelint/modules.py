"""The modules that one program can import, as the interpreter asks for them, with a note of all that was asked."""

from __future__ import annotations

import os
from collections.abc import Callable

from scopelint.results import Answer
from scopelint.source.finder import Finder, Found
from scopelint.source.text import Source, SourceError

INSTALLED = "installed "
"""Stands before the names that were looked up among the installed packages; no module's name has a blank."""


class ModuleSource(Source):
    """A source that was found as a module: what the interpreter asks of one."""

    is_package = False
    is_namespace = False
    is_installed = False

    @classmethod
    def of(cls, source: Source, *, is_package: bool = False) -> ModuleSource:
        module = cls(source.path, source.text, source.digest, encoding=source.encoding, newline=source.newline)
        module.cells = source.cells
        module.is_package = is_package
        return module


class Modules:
    """Modules by dotted name: the project's, and those of installed packages.

    ``sites`` gives what finds the installed ones; most programs never ask for it.
    """

    def __init__(self, finder: Finder, sites: Callable[[], Finder], read: Callable[[str], Source]) -> None:
        self.finder = finder
        self._sites = sites
        self._read = read
        self.asked: dict[str, Answer] = {}
        """What was looked up, and what that gave."""

    def answer(self, question: str) -> Answer:
        """What a question gives now. For a module's name: where it is, and the digest of its text. For a folder, which
        ends in a separator, the modules in it."""
        if question.endswith(os.sep):
            return [list(pair) for pair in self._modules_in(question) or ()]
        found = self._found(question)
        if found is None:
            return None
        return [found.path, found.is_package, list(found.folders), found.path and self._digest(found.path)]

    def _found(self, question: str) -> Found | None:
        if question.startswith(INSTALLED):
            return self._sites().find(question.removeprefix(INSTALLED))
        return self.finder.find(question)

    def _digest(self, path: str) -> str | None:
        try:
            return self._read(path).digest
        except SourceError:
            return None

    def modules_in(self, folder: str) -> list[tuple[str, bool]] | None:
        """The modules in a folder of the project or of an installed package; None outside of them."""
        found = self._modules_in(folder)
        if found is not None:
            self.asked[os.path.join(os.path.abspath(folder), "")] = [list(pair) for pair in found]
        return found

    def _modules_in(self, folder: str) -> list[tuple[str, bool]] | None:
        own = self.finder.modules_in(folder)
        return own if own is not None else self._sites().modules_in(folder)

    def find(self, name: str) -> ModuleSource | None:
        """The source of a module of the project; None when there is none or it cannot be read."""
        return self._source(name)

    def installed(self, name: str) -> ModuleSource | None:
        """The source of a module of an installed package; None when there is none, or it cannot or need not be read."""
        source = self._source(INSTALLED + name)
        if source is not None:
            source.is_installed = True
        return source

    def _source(self, question: str) -> ModuleSource | None:
        if question not in self.asked:
            self.asked[question] = self.answer(question)
        found = self._found(question)
        if found is None:
            return None
        if found.path is None:
            space = ModuleSource(found.folders[0], "", "")
            space.is_package = space.is_namespace = True
            return space
        try:
            return ModuleSource.of(self._read(found.path), is_package=found.is_package)
        except SourceError:
            return None
