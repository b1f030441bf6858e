"""Compile functions of simple statements and ``if``."""

from __future__ import annotations

from scopelint.interp.compiler import Compiler, Statement, nothing, statement
from scopelint.interp.forking import fork, too_deep
from scopelint.interp.frame import BREAK, CONTINUE, RETURN, Frame, Signal
from scopelint.interp.raising import new_exception, raise_value
from scopelint.interp.skipping import skip
from scopelint.interp.strings import to_text
from scopelint.interp.truth import truth
from scopelint.syntax import ir
from scopelint.trace import Asserted, GaveUp
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown, raw_of


@statement(ir.ExprStmt)
def compile_expression(c: Compiler, node: ir.ExprStmt) -> Statement:
    value = c.expr(node.value)

    def run(f: Frame) -> Signal | None:
        value(f)
        return None

    return run


@statement(ir.Pass)
def compile_pass(c: Compiler, node: ir.Pass) -> Statement:
    return nothing


@statement(ir.Global)
@statement(ir.Nonlocal)
def compile_declaration(c: Compiler, node: ir.Global | ir.Nonlocal) -> Statement:
    return nothing


@statement(ir.Break)
def compile_break(c: Compiler, node: ir.Break) -> Statement:
    return lambda f: BREAK


@statement(ir.Continue)
def compile_continue(c: Compiler, node: ir.Continue) -> Statement:
    return lambda f: CONTINUE


@statement(ir.Return)
def compile_return(c: Compiler, node: ir.Return) -> Statement:
    value = c.optional(node.value)

    def run(f: Frame) -> Signal | None:
        f.result = None if value is None else value(f)
        return RETURN

    return run


@statement(ir.If)
def compile_if(c: Compiler, node: ir.If) -> Statement:
    test = c.expr(node.test)
    body = c.block(node.body)
    orelse = c.block(node.orelse) if node.orelse else nothing
    both = (*node.body, *node.orelse)

    def run(f: Frame) -> Signal | None:
        condition = test(f)
        answer = condition if condition is True or condition is False else truth(f.vm, condition)
        if answer is True:
            return body(f)
        if answer is False:
            return orelse(f)
        if too_deep(f.vm):
            skip(f, c, both, "too many unknown conditions lie within each other")
            return None
        return fork(f, condition, body, orelse)

    return run


@statement(ir.Assert)
def compile_assert(c: Compiler, node: ir.Assert) -> Statement:
    test, message = c.expr(node.test), c.optional(node.msg)
    names = mentions_names(node.test)

    def run(f: Frame) -> Signal | None:
        vm = f.vm
        answer = truth(vm, test(f))
        verdict = "unknown" if answer is None else "holds" if answer else "fails"
        shown: Anything = ""
        if answer is False and message is not None:
            shown = message(f)
        if f.module.is_user:
            said = raw_of(to_text(vm, shown)) if answer is False else ""
            vm.tell(Asserted(vm.context(), verdict, said, about_names=names))
        if answer is False:
            raise_value(vm, new_exception(vm, vm.types["AssertionError"], () if message is None else (shown,)))
        return None

    return run


NAME_WORDS = {"name", "op", "reuse", "original_name_scope", "get_variable_scope", "scope"}


def mentions_names(node: object) -> bool:
    """Whether an asserted expression speaks of a name, a scope or a reuse flag."""
    if isinstance(node, ir.Attribute) and node.attr in NAME_WORDS:
        return True
    return isinstance(node, tuple) and any(mentions_names(part) for part in node)


@statement(ir.TypeStmt)
def compile_type(c: Compiler, node: ir.TypeStmt) -> Statement:
    from scopelint.interp.names import store_name

    store, name = store_name(c, node.name), node.name

    def run(f: Frame) -> Signal | None:
        store(f, Unknown(Kind.SYNTAX, name, pure=True))
        return None

    return run


@statement(ir.Refused)
def compile_refused(c: Compiler, node: ir.Refused) -> Statement:
    what = node.what

    def run(f: Frame) -> Signal | None:
        f.vm.tell(GaveUp(f.vm.context(), f"{what} is not modelled"))
        f.vm.doubt(f"{what} is not modelled")
        return None

    return run
