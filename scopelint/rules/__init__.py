"""The rules: one file each, named for the fault. A rule's docstring is its page; the folder is walked, no list is kept.

A rule module has ``CODE``, ``NAME`` and ``check(trace) -> Iterator[Diagnostic]``. ``evidence`` is what they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from scopelint.diagnostic import Diagnostic
from scopelint.trace import Trace

SHARED = frozenset({"evidence"})
"""Modules of this folder that are no rules."""


class Rule(NamedTuple):
    """A rule as its module declares it; ``page`` is Markdown with the headings every rule has."""

    code: str
    name: str
    page: str
    check: Callable[[Trace], Iterator[Diagnostic]]

    @property
    def summary(self) -> str:
        """The first paragraph of "What it does", on one line."""
        body = self.page.split("## What it does\n", 1)[1].strip()
        return " ".join(body.split("\n\n", 1)[0].split())


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in order of codes."""
    found = []
    for info in iter_modules(__path__):
        if info.name not in SHARED:
            module = import_module(f"{__name__}.{info.name}")
            found.append(Rule(module.CODE, module.NAME, (module.__doc__ or "").strip() + "\n", module.check))
    return {rule.code: rule for rule in sorted(found)}


def check(trace: Trace) -> Iterator[Diagnostic]:
    """What all rules find in a trace."""
    for rule in rules().values():
        yield from rule.check(trace)
