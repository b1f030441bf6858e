"""Compile functions of expressions."""

from __future__ import annotations

from typing import Any

from scopelint.interp.attributes import get_attribute
from scopelint.interp.call_expressions import spread_keywords
from scopelint.interp.compiler import Compiler, Expression, expression
from scopelint.interp.forking import fork, too_deep
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.iteration import known_items
from scopelint.interp.merging import merge_values
from scopelint.interp.operators import HOST, HOST_COMPARISONS, binary, compare, negation, unary
from scopelint.interp.strings import convert, format_value
from scopelint.interp.subscripts import get_item
from scopelint.interp.truth import hashable, truth
from scopelint.syntax import ir
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import ABSENT, Instance, Slice
from scopelint.values.unknown import Kind, Unknown, raw_of, text, without_private


@expression(ir.Const)
def compile_const(c: Compiler, node: ir.Const) -> Expression:
    value = without_private(node.value) if type(node.value) is str else node.value
    return lambda f: value


@expression(ir.Attribute)
def compile_attribute(c: Compiler, node: ir.Attribute) -> Expression:
    value, name = c.expr(node.value), node.attr

    def run(f: Frame) -> Anything:
        obj = value(f)
        if type(obj) is Instance:
            found = obj.cls.own(obj.attrs, name)
            if found is not ABSENT:
                return found
        return get_attribute(f.vm, obj, name)

    return run


@expression(ir.Subscript)
def compile_subscript(c: Compiler, node: ir.Subscript) -> Expression:
    value, index = c.expr(node.value), c.expr(node.index)

    def run(f: Frame) -> Anything:
        return get_item(f.vm, value(f), index(f))

    return run


@expression(ir.Slice)
def compile_slice(c: Compiler, node: ir.Slice) -> Expression:
    parts = [c.optional(p) for p in (node.lower, node.upper, node.step)]

    def run(f: Frame) -> Anything:
        start, stop, step = [None if p is None else p(f) for p in parts]
        return Slice(start, stop, step)

    return run


@expression(ir.BinaryOp)
def compile_binary(c: Compiler, node: ir.BinaryOp) -> Expression:
    left, right, op = c.expr(node.left), c.expr(node.right), node.op
    if op in ("%", "//") and type(node.right) is ir.Const and type(node.right.value) is int and node.right.value:
        return by_constant(left, op, node.right.value)
    if op not in ("+", "-"):

        def run(f: Frame) -> Anything:
            a = left(f)
            return binary(f.vm, op, a, right(f))

        return run
    host = HOST[op]
    if type(node.right) is ir.Const and type(node.right.value) is int:
        constant = node.right.value

        def run_constant(f: Frame) -> Anything:
            a = left(f)
            if type(a) is int:
                return host(a, constant)
            return binary(f.vm, op, a, constant)

        return run_constant

    def run_sum(f: Frame) -> Anything:
        a, b = left(f), right(f)
        if type(a) is int and type(b) is int:
            return host(a, b)
        return binary(f.vm, op, a, b)

    return run_sum


def by_constant(left: Expression, op: str, constant: int) -> Expression:
    """``left op constant`` where no integer on the left can fail or grow."""
    host = HOST[op]

    def run(f: Frame) -> Anything:
        a = left(f)
        return host(a, constant) if type(a) is int else binary(f.vm, op, a, constant)

    return run


@expression(ir.UnaryOp)
def compile_unary(c: Compiler, node: ir.UnaryOp) -> Expression:
    operand, op = c.expr(node.operand), node.op
    if op == "not":

        def run_not(f: Frame) -> Anything:
            value = operand(f)
            answer = truth(f.vm, value)
            if answer is None:
                if type(value) is Unknown:
                    return negation(value)
                return Unknown(Kind.FORK, "condition", pure=True)
            return not answer

        return run_not
    if op == "-" and type(node.operand) is ir.Const and type(node.operand.value) in (int, float):
        constant = -node.operand.value  # type: ignore[operator]
        return lambda f: constant
    return lambda f: unary(f.vm, op, operand(f))


@expression(ir.BoolOp)
def compile_bool(c: Compiler, node: ir.BoolOp) -> Expression:
    values = [c.expr(v) for v in node.values]
    stop = node.op == "or"

    def run_from(f: Frame, at: int) -> Anything:
        last = len(values) - 1
        while True:
            value = values[at](f)
            if at == last:
                return value
            answer = truth(f.vm, value)
            if answer is stop:
                return value
            at += 1
            if answer is None:
                return either(f, value, lambda g, at=at: run_from(g, at))

    def either(f: Frame, value: Anything, rest: Any) -> Anything:
        # ``a or rest``: a when it is true, else the rest, evaluated as an arm of its own.
        return branch(f, value, (lambda g: value, rest) if stop else (rest, lambda g: value), "value")

    return lambda f: run_from(f, 0)


def branch(f: Frame, condition: Anything, arms: tuple[Expression, Expression], label: str) -> Anything:
    """An expression with two arms under an unknown condition: both are evaluated and merged."""
    vm = f.vm
    if too_deep(vm):
        vm.doubt(f"too many unknown conditions lie within each other around {label}")
        return Unknown(Kind.LIMIT, label)
    results: list[Anything] = []

    def arm(value: Expression) -> Any:
        def run(g: Frame) -> Signal | None:
            results.append(value(g))
            return None

        return run

    fork(f, condition, arm(arms[0]), arm(arms[1]))
    if len(results) == 1:
        return results[0]
    return merge_values(vm, results[0], results[1], label)


@expression(ir.IfExp)
def compile_if_expression(c: Compiler, node: ir.IfExp) -> Expression:
    test, body, orelse = c.expr(node.test), c.expr(node.body), c.expr(node.orelse)

    def run(f: Frame) -> Anything:
        condition = test(f)
        answer = truth(f.vm, condition)
        if answer is None:
            return branch(f, condition, (body, orelse), "value")
        return body(f) if answer else orelse(f)

    return run


@expression(ir.Compare)
def compile_compare(c: Compiler, node: ir.Compare) -> Expression:
    left = c.expr(node.left)
    if len(node.ops) == 1:
        op, right = node.ops[0], c.expr(node.comparators[0])
        host = HOST_COMPARISONS.get(op)
        if host is None:

            def run_any(f: Frame) -> Anything:
                a = left(f)
                return compare(f.vm, op, a, right(f))

            return run_any

        def run_one(f: Frame) -> Anything:
            a, b = left(f), right(f)
            kind = type(a)
            if kind is type(b) and (kind is int or kind is str):
                return host(a, b)
            return compare(f.vm, op, a, b)

        return run_one
    rest = [(op, c.expr(n)) for op, n in zip(node.ops, node.comparators, strict=True)]

    def run(f: Frame) -> Anything:
        vm = f.vm
        a = left(f)
        result: Anything = True
        for op, right in rest:
            b = right(f)
            step = compare(vm, op, a, b)
            answer = truth(vm, step)
            if answer is False:
                return step
            if answer is None or result is True:
                result = step
            a = b
        return result

    return run


@expression(ir.TupleExpr)
def compile_tuple(c: Compiler, node: ir.TupleExpr) -> Expression:
    if any(type(i) is ir.Starred for i in node.items):
        build = compile_items(c, node.items)

        def run_spread(f: Frame) -> Anything:
            items, unsure = build(f)
            return Unknown(Kind.LOOP, "items") if unsure else tuple(items)

        return run_spread
    values = [c.expr(i) for i in node.items]
    return lambda f: tuple([v(f) for v in values])


@expression(ir.ListExpr)
def compile_list(c: Compiler, node: ir.ListExpr) -> Expression:
    if any(type(i) is ir.Starred for i in node.items):
        build = compile_items(c, node.items)

        def run_spread(f: Frame) -> Anything:
            items, unsure = build(f)
            return List(items, f.vm.world.mark, open=unsure)

        return run_spread
    values = [c.expr(i) for i in node.items]
    return lambda f: List([v(f) for v in values], f.vm.world.mark)


def compile_items(c: Compiler, nodes: tuple[Any, ...]) -> Any:
    parts = [(type(n) is ir.Starred, c.expr(n.value if type(n) is ir.Starred else n)) for n in nodes]

    def build(f: Frame) -> tuple[list[Anything], bool]:
        items: list[Anything] = []
        unsure = False
        for starred, part in parts:
            value = part(f)
            if not starred:
                items.append(value)
                continue
            found = known_items(f.vm, value)
            if found is None:
                unsure = True
            else:
                items.extend(found)
        return items, unsure

    return build


@expression(ir.SetExpr)
def compile_set(c: Compiler, node: ir.SetExpr) -> Expression:
    build = compile_items(c, node.items)

    def run(f: Frame) -> Anything:
        items, unsure = build(f)
        result = Set({}, f.vm.world.mark)
        for item in items:
            if type(item) is Unknown:
                unsure = True
            else:
                result.items[hashable(f.vm, item)] = None
        result.open = unsure
        return result

    return run


@expression(ir.DictExpr)
def compile_dict(c: Compiler, node: ir.DictExpr) -> Expression:
    pairs = [(c.optional(k), c.expr(v)) for k, v in node.items]

    def run(f: Frame) -> Anything:
        vm = f.vm
        result = Dict({}, vm.world.mark)
        for key, value in pairs:
            if key is None:
                spread_dict(f, result, value(f))
                continue
            name = key(f)
            item = value(f)
            if type(name) is str:
                result.items[name] = item
            elif type(name) is Unknown:
                result.open = True
            else:
                result.items[hashable(vm, name)] = item
        return result

    return run


def spread_dict(f: Frame, result: Dict, value: Anything) -> None:
    if isinstance(value, Instance) and type(value.payload) is Dict:
        value = value.payload
    if type(value) is Dict:
        result.items.update(value.items)
        result.open = result.open or value.open
    else:
        named: dict[str, Anything] = {}
        if not spread_keywords(f, value, named, None):
            result.open = True
        result.items.update(named)


@expression(ir.JoinedStr)
def compile_joined(c: Compiler, node: ir.JoinedStr) -> Expression:
    parts = [formatted(c, p) if type(p) is ir.FormattedValue else c.expr(p) for p in node.parts]

    def run(f: Frame) -> Anything:
        return text("".join([raw_of(p(f)) for p in parts]))

    return run


def formatted(c: Compiler, node: ir.FormattedValue) -> Expression:
    value, conversion = c.expr(node.value), node.conversion
    spec = None if node.spec is None else c.expr(node.spec)

    def run(f: Frame) -> Anything:
        vm = f.vm
        return format_value(vm, convert(vm, value(f), conversion), "" if spec is None else spec(f))

    return run


@expression(ir.Starred)
def compile_starred(c: Compiler, node: ir.Starred) -> Expression:
    return c.expr(node.value)


@expression(ir.Await)
def compile_await(c: Compiler, node: ir.Await) -> Expression:
    value = c.expr(node.value)

    def run(f: Frame) -> Anything:
        value(f)
        return Unknown(Kind.SYNTAX, "await")

    return run


@expression(ir.RefusedExpr)
def compile_refused(c: Compiler, node: ir.RefusedExpr) -> Expression:
    what = node.what
    return lambda f: Unknown(Kind.SYNTAX, what)
