"""Functions that put all they make into one name scope of their own, as their recorded calls show."""

from functools import cache
from typing import NamedTuple

from scopelint.library.tables.store import load, pick


class SealedOutput(NamedTuple):
    """One output: its op's name relative to the scope (empty: the scope's own), its number, its dtype.

    `dtype` is None for an operation.
    """

    name: str
    number: int
    dtype: str | None


class Sealed(NamedTuple):
    """The scope that is opened, and what comes back: `t` a tensor, `o` an operation, in lists and tuples."""

    title: str
    structure: str
    outputs: tuple[SealedOutput, ...]


@cache
def sealed(version: str, canonical: str) -> Sealed | None:
    """What calls of a function were seen to do; None where they do not stay in one scope, or were not recorded."""
    line = pick(load("sealed")["sealed"].get(canonical), version)
    if line is None:
        return None
    title, structure, words = line.split("|")
    return Sealed(title, structure, tuple(_output(word) for word in words.split()))


def _output(word: str) -> SealedOutput:
    place, _, dtype = word.rpartition("=")
    name, _, index = place.rpartition(":")
    return SealedOutput(name, int(index), dtype.removesuffix("_ref") or None)
