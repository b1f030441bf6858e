"""Imports every module that registers primitives and native classes."""

from scopelint.library.tensorflow import (
    basics,
    graphs,
    matrices,
    operators,
    partitioners,
    scopes,
    sessions,
    templates,
    variables,
)

__all__ = [
    "basics",
    "graphs",
    "matrices",
    "operators",
    "partitioners",
    "scopes",
    "sessions",
    "templates",
    "variables",
]
