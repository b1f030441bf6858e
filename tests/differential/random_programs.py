"""Random TensorFlow-1 programs: closed ones, all of whose values are known, that tell the names they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import op_statements
import scope_statements
from hypothesis import strategies as st
from writing import Choices, Drawn, Program, Seeded

STATEMENTS = [*scope_statements.STATEMENTS, *op_statements.STATEMENTS]
ENDINGS = [
    'print(" ".join(v.name for v in tf.global_variables()))',
    'print(" ".join(v.name for v in tf.trainable_variables()))',
    'print(" ".join(v.name for v in tf.local_variables()))',
    'print(" ".join(getattr(v, "name", "") for v in tf.get_collection("mine")))',
    'print(" ".join(t.name for t in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)))',
    'print(" ".join(t.name for t in tf.get_collection(tf.GraphKeys.UPDATE_OPS)))',
]
SIZES = [4, 8, 12, 18, 25, 35]


def write(choices: Choices, version: str) -> str:
    """One program's text."""
    program = Program(choices, version, STATEMENTS, choices.of(SIZES))
    while program.left > 0:
        program.statement()
    for line in ENDINGS:
        program.line(line)
    return program.text()


def seeded(version: str, seed: int, number: int) -> str:
    """The program of this number: the same wherever it is asked for."""
    return write(Seeded(f"{version} {seed} {number}"), version)


@st.composite
def programs(draw: Callable[[Any], Any], version: str) -> str:
    """Programs for one version of TensorFlow."""
    return write(Drawn(draw), version)
