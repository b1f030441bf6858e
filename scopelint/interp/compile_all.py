"""Imports every module that registers compile functions."""

from scopelint.interp import (
    assignments,
    call_expressions,
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
    "call_expressions",
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
