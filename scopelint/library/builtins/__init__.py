"""Native models of Python's builtins and of the standard library's pure modules."""

from scopelint.library.builtins.names import make_builtins
from scopelint.library.builtins.standard import INERT_MODULES, NATIVE_MODULES
from scopelint.library.builtins.types import make_types

__all__ = ["INERT_MODULES", "NATIVE_MODULES", "make_builtins", "make_types"]
