"""Where public functions and classes say that they were written, by version: their ``__module__`` and ``__name__``."""

from functools import cache
from typing import NamedTuple

from scopelint.library.tables.store import load, pick


class Home(NamedTuple):
    """What a function or class tells of itself.

    ``name`` is None for a function that a decorator made: what it says depends on the decorator. ``wrapped``: a
    decorator that takes any arguments stands in for the function, or for the ``__init__`` of the class.
    """

    module: str
    name: str | None
    wrapped: bool


@cache
def home(version: str, canonical: str) -> Home | None:
    """Where a function or class was written; None where it is not recorded."""
    text = pick(load("homes")["homes"].get(canonical), version)
    if text is None:
        return None
    written = text.removesuffix("*")
    outer, inside, _ = written.partition(".<locals>")
    module, _, name = outer.rpartition(".")
    return Home(module, None if inside else name, text != written)
