"""Imports every module that registers primitives and native classes."""

from scopelint.library.tensorflow import (
    arrays,
    basics,
    tensor_arrays,
    sparse,
    control_flow,
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
    "arrays",
    "basics",
    "tensor_arrays",
    "sparse",
    "control_flow",
    "graphs",
    "matrices",
    "operators",
    "partitioners",
    "scopes",
    "sessions",
    "templates",
    "variables",
]
