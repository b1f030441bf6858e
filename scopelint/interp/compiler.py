"""From IR to closures: ``expression(node)`` and ``block(statements)`` give host functions of a frame.

A closure never captures globals or the machine; both come from the frame, so that compiled code serves every run.
Each kind of node has one compile function, registered beside the others of its topic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from scopelint.interp.frame import RETURN, Frame, Signal
from scopelint.interp.symbols import Scope
from scopelint.syntax import ir
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.code import Code

Expression = Callable[[Frame], Anything]
Statement = Callable[[Frame], Signal | None]

EXPRESSIONS: dict[type, Callable[[Compiler, Any], Expression]] = {}
STATEMENTS: dict[type, Callable[[Compiler, Any], Statement]] = {}

F = TypeVar("F", bound=Callable[..., Any])


def expression(kind: type) -> Callable[[F], F]:
    """Register the compile function of an expression node."""

    def register(fn: F) -> F:
        EXPRESSIONS[kind] = fn
        return fn

    return register


def statement(kind: type) -> Callable[[F], F]:
    """Register the compile function of a statement node."""

    def register(fn: F) -> F:
        STATEMENTS[kind] = fn
        return fn

    return register


class Compiler:
    """Compiles one function, class body or module. ``slots`` and ``cells`` give the index of each local name."""

    def __init__(self, scope: Scope, slot_names: list[str], cell_names: list[str], source: Any, qualname: str) -> None:
        self.scope = scope
        self.slot_names = slot_names
        self.slots = {n: i for i, n in enumerate(slot_names)}
        self.cells = {n: i for i, n in enumerate(cell_names)}
        self.source = source
        self.qualname = qualname
        self.line = 0
        self.loops = 0
        """How many loops of this function lie around the statement being compiled."""

    def expr(self, node: Any) -> Expression:
        return EXPRESSIONS[type(node)](self, node)

    def optional(self, node: Any) -> Expression | None:
        return None if node is None else self.expr(node)

    def stmt(self, node: Any) -> Statement:
        self.line = node.line
        return STATEMENTS[type(node)](self, node)

    def block(self, statements: ir.Block) -> Statement:
        """Run statements in order; each says where the frame is, and all charge the budget together."""
        compiled = [(node.line, self.stmt(node)) for node in statements]
        count = len(compiled)
        if count == 1:
            line, only = compiled[0]

            def run_one(f: Frame) -> Signal | None:
                f.line = line
                budget = f.budget
                budget.steps -= 1
                if budget.steps < 0:
                    budget.spent()
                return only(f)

            return run_one

        def run(f: Frame) -> Signal | None:
            budget = f.budget
            budget.steps -= count
            if budget.steps < 0:
                budget.spent()
            for line, step in compiled:
                f.line = line
                signal = step(f)
                if signal is not None:
                    return signal
            return None

        return run


def compile_body(code: Code) -> None:
    """Fill in ``code.run``."""
    import scopelint.interp.compile_all  # noqa: F401  registers the compile functions

    assert code.scope is not None
    compiler = Compiler(code.scope, code.slot_names, code.cell_names, code.source, f"{code.qualname}.<locals>.")
    if code.is_generator:
        from scopelint.interp.generators import compile_generator

        code.run = compile_generator(compiler, code.body)
    elif isinstance(code.body, ir.Comprehension) and code.positional == [".0"]:
        from scopelint.interp.comprehensions import compile_comprehension

        code.run = compile_comprehension(compiler, code)
    elif type(code.body) is tuple:
        code.run = compiler.block(code.body)
    else:
        value = compiler.expr(code.body)

        def run(f: Frame) -> Signal:
            f.result = value(f)
            return RETURN

        code.run = run


def nothing(f: Frame) -> Signal | None:
    """The empty block."""
    return None
