"""Code that is not followed: what it would have assigned is unknown afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.frame import Frame
from scopelint.interp.names import store_name
from scopelint.interp.symbols import Scope, visit
from scopelint.syntax import ir
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.compiler import Compiler


def assigned_names(block: ir.Block) -> list[str]:
    """The plain names that these statements bind."""
    scope = Scope("function", None)
    visit(scope, block)
    return list(scope.bound)


def has_call(node: Any) -> bool:
    """Whether the code calls anything, and so might build a graph."""
    if isinstance(node, (ir.Call, ir.With, ir.Import, ir.ImportFrom)):
        return True
    if isinstance(node, (ir.FunctionDef, ir.Lambda)):
        return False
    return isinstance(node, tuple) and any(has_call(part) for part in node)


def skip(f: Frame, c: Compiler, block: ir.Block, why: str) -> None:
    """Leave these statements out: the names they assign are unknown, and so is what their calls may have built."""
    for name in assigned_names(block):
        store_name(c, name)(f, Unknown(Kind.LIMIT, name))
    if has_call(block):
        f.vm.doubt(why)
