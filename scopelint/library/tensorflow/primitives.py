"""Imports every module that registers primitives and native classes."""

from scopelint.library.tensorflow import basics, graphs, partitioners, scopes, sessions, variables

__all__ = ["basics", "graphs", "partitioners", "scopes", "sessions", "variables"]
