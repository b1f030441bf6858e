"""Imports every module that registers primitives and native classes."""

from scopelint.library.tensorflow import (
    arrays,
    basics,
    tensor_arrays,
    sparse,
    control_flow,
    gradients,
    graphs,
    matrices,
    operators,
    partitioners,
    scopes,
    sessions,
    templates,
    variable_values,
    variable_methods,
    variables,
)

__all__ = [
    "arrays",
    "basics",
    "tensor_arrays",
    "sparse",
    "control_flow",
    "gradients",
    "graphs",
    "matrices",
    "operators",
    "partitioners",
    "scopes",
    "sessions",
    "templates",
    "variable_values",
    "variable_methods",
    "variables",
]
