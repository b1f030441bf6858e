"""``def`` and ``lambda``."""

from __future__ import annotations

from typing import Any

from scopelint.interp.calls import call
from scopelint.interp.code import Code
from scopelint.interp.compiler import Compiler, Expression, Statement, expression, statement
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.names import store_name
from scopelint.syntax import ir
from scopelint.values.base import Anything
from scopelint.values.objects import Cell, Function
from scopelint.values.unknown import Kind, Unknown


@statement(ir.FunctionDef)
def compile_function(c: Compiler, node: ir.FunctionDef) -> Statement:
    scope = c.scope.children.get(id(node))
    code = Code(node.name, node.params, node.body, c.source, node.def_line, scope, node.doc, node.is_async)
    code.qualname = c.qualname + node.name
    make = maker(c, code, node.params)
    decorators = [(c.expr(d), call_index(d)) for d in node.decorators]
    store = store_name(c, node.name)

    def run(f: Frame) -> Signal | None:
        wrappers = [(d(f), index) for d, index in decorators]
        value: Anything = make(f)
        for wrapper, index in reversed(wrappers):
            f.call = index
            f.call_line = f.line
            value = call(f.vm, wrapper, [value], {})
        store(f, value)
        return None

    return run


def call_index(node: Any) -> int | None:
    return node.index if type(node) is ir.Call else None


def maker(c: Compiler, code: Code, params: ir.Parameters) -> Expression:
    """A closure that makes the function, its defaults evaluated now and its closure taken from the frame."""
    defaults = [
        (p.name, c.expr(p.default)) for p in (*params.posonly, *params.args, *params.kwonly) if p.default is not None
    ]
    cells = [c.cells[name] for name in code.free if name in c.cells]
    name = code.name
    is_async = code.is_async

    def make(f: Frame) -> Anything:
        values = {n: d(f) for n, d in defaults}
        closure: tuple[Cell, ...] = tuple([f.cells[i] for i in cells])
        fn = Function(name, code, f.module, values, closure, f.vm.world.mark)
        fn.qualname = code.qualname
        fn.owner = f.owner
        if is_async:
            return Unknown(Kind.SYNTAX, f"async {name}")
        return fn

    return make


@expression(ir.Lambda)
def compile_lambda(c: Compiler, node: ir.Lambda) -> Expression:
    scope = c.scope.children.get(id(node))
    code = Code("<lambda>", node.params, node.body, c.source, node.line, scope)
    code.qualname = c.qualname + "<lambda>"
    return maker(c, code, node.params)
