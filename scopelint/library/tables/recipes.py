"""Ops that calls of public functions were seen to make: what to replay for a function that has no model.

Each recipe is one call, run in a fresh graph inside a name scope: `tf.nn.moments(f32(2, 3), [0])`, where `f32(2, 3)`
is a float32 placeholder (see `fixtures/generate/recipes.txt`).  Op names are relative to the scope of the call; one
that starts with `/` was made outside of it and follows the variable scope (a variable) or another op (a slot).
"""

import json
from functools import cache
from typing import NamedTuple

from scopelint.library.tables.store import load, nearest, rows


class Output(NamedTuple):
    """A tensor of the result.  `dtype` is None for an operation, `shape` None for an unknown rank, -1 a dimension's."""

    name: str
    dtype: str | None
    shape: tuple[int, ...] | None


class Recipe(NamedTuple):
    """One call and what it made: (name, type) of each op in order."""

    call: str
    ops: tuple[tuple[str, str], ...]
    outputs: tuple[Output, ...]


@cache
def recipes(version: str, canonical: str) -> tuple[Recipe, ...]:
    """The observed calls of a function in a version, in alphabetical order; empty when there are none."""
    return tuple(_recipe(text) for text in rows(load("recipes")["recipes"].get(canonical), nearest(version)))


def _recipe(text: str) -> Recipe:
    call, ops, outputs = text.split("\t")
    pairs = [op.rpartition(":") for op in ops.split()]
    return Recipe(
        call, tuple((name, kind) for name, _, kind in pairs), tuple(_output(word) for word in outputs.split())
    )


def _output(word: str) -> Output:
    name, dtype, shape = word.split("|")
    dims = json.loads(shape)
    return Output(name, dtype or None, tuple(dims) if dims is not None else None)
