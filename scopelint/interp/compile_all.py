"""Imports every module that registers compile functions."""

from scopelint.interp import (
    assignments,
    classes,
    comprehensions,
    contexts,
    exceptions,
    expressions,
    functions,
    imports,
    loops,
    matching,
    names,
    statements,
)

__all__ = [
    "assignments",
    "classes",
    "comprehensions",
    "contexts",
    "exceptions",
    "expressions",
    "functions",
    "imports",
    "loops",
    "matching",
    "names",
    "statements",
]
