"""Literals from text: ``ast.literal_eval``, and ``eval`` where the text is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.library.builtins.natives import NotKnown, from_host
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

LONGEST = 20_000
NESTED = 60


def literal(vm: Machine, code: str, *, strict: bool = False) -> Anything:
    """The value of a literal. Raises NotKnown, or with ``strict`` the program's ValueError or SyntaxError, when the
    text is none."""
    import ast

    if len(code) > LONGEST or max(code.count(c) for c in "([{-+") > NESTED:
        raise NotKnown
    try:
        return from_host(vm, ast.literal_eval(code))
    except (ValueError, TypeError):
        if strict:
            fail(vm, "ValueError", f"malformed node or string: {code!r}")
    except (SyntaxError, MemoryError, RecursionError) as error:
        if strict:
            fail(vm, "SyntaxError", str(error))
    raise NotKnown
