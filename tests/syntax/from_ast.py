"""Python's own ``ast`` converted to the IR: an independent second opinion on what lowering should make of a text.

Lines of statements are those of ``ast`` (of the first decorator where there is one); calls are numbered by the place of
their opening parenthesis within their logical line, so this file also proves that lowering walks in source order.
"""

from __future__ import annotations

import ast
import io
import tokenize
from bisect import bisect_right
from collections.abc import Sequence

from scopelint.syntax import ir

_BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
}
_UNARY = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}
_COMPARE = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


def module_from_ast(text: str) -> ir.Module:
    """What `lower_module(text, eager=True)` should give. Yields must stand where the IR has them (see `Yield`)."""
    tree = ast.parse(text)
    converter = _Converter(_call_indexes(text, tree))
    body = converter.block(tree.body)
    return ir.Module(body, _doc(body))


def _call_indexes(text: str, tree: ast.Module) -> dict[ast.Call, int]:
    """Each call's number in its logical line, by the place of its opening parenthesis."""
    logical: list[tuple[int, int]] = []
    begun = decorated = False
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = token.type
        if kind in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
            continue
        if not begun:
            if not decorated:
                logical.append(token.start)
            decorated = token.string == "@"
        begun = kind != tokenize.NEWLINE
    lines = text.split("\n")
    groups: dict[int, list[tuple[tuple[int, int], ast.Call]]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            place = _parenthesis(lines, node)
            groups.setdefault(bisect_right(logical, place), []).append((place, node))
    indexes: dict[ast.Call, int] = {}
    for group in groups.values():
        group.sort(key=lambda item: item[0])
        indexes.update({node: index for index, (_, node) in enumerate(group)})
    return indexes


def _parenthesis(lines: list[str], node: ast.Call) -> tuple[int, int]:
    """Something that sorts as the call's opening parenthesis does: the end of the called expression."""
    line = node.func.end_lineno or 0
    return line, len(lines[line - 1].encode()[: node.func.end_col_offset].decode())


def _doc(body: ir.Block) -> str | None:
    match body:
        case (ir.ExprStmt(_, ir.Const(str() as text)), *_):
            return text
    return None


class _Converter:
    def __init__(self, indexes: dict[ast.Call, int]) -> None:
        self.indexes = indexes
        self.line = 0

    def block(self, nodes: Sequence[ast.stmt]) -> ir.Block:
        return tuple(self.stmt(node) for node in nodes)

    # --- expressions ---

    def exprs(self, nodes: Sequence[ast.expr]) -> tuple[ir.Expr, ...]:
        return tuple(self.expr(node) for node in nodes)

    def optional(self, node: ast.expr | None) -> ir.Expr | None:
        return None if node is None else self.expr(node)

    def expr(self, node: ast.expr) -> ir.Expr:
        match node:
            case ast.Constant(value):
                return ir.Const(value)
            case ast.Name(name):
                return ir.Name(name)
            case ast.Attribute(value, attr):
                return ir.Attribute(self.expr(value), attr)
            case ast.Subscript(value, index):
                return ir.Subscript(self.expr(value), self.expr(index))
            case ast.Slice(lower, upper, step):
                return ir.Slice(self.optional(lower), self.optional(upper), self.optional(step))
            case ast.Call(func, args, keywords):
                return ir.Call(self.expr(func), self.exprs(args), self.keywords(keywords), self.indexes[node])
            case ast.BinOp(left, op, right):
                return ir.BinaryOp(_BINARY[type(op)], self.expr(left), self.expr(right))
            case ast.UnaryOp(op, operand):
                return ir.UnaryOp(_UNARY[type(op)], self.expr(operand))
            case ast.BoolOp(op, values):
                return ir.BoolOp("and" if isinstance(op, ast.And) else "or", self.exprs(values))
            case ast.Compare(left, ops, comparators):
                return ir.Compare(self.expr(left), tuple(_COMPARE[type(op)] for op in ops), self.exprs(comparators))
            case ast.IfExp(test, body, orelse):
                return ir.IfExp(self.expr(test), self.expr(body), self.expr(orelse))
            case ast.NamedExpr(ast.Name(name), value):
                return ir.NamedExpr(name, self.expr(value))
            case ast.Await(value):
                return ir.Await(self.expr(value))
            case ast.Starred(value):
                return ir.Starred(self.expr(value))
            case ast.Yield(value):
                return ir.Yield(self.optional(value))
            case ast.YieldFrom(value):
                return ir.YieldFrom(self.expr(value))
            case ast.Lambda(args, body):
                return ir.Lambda(self.parameters(args), self.expr(body), self.line)
            case ast.JoinedStr(values):
                parts = (self.part(value) for value in values)
                # Python 3.12 puts an empty constant into some format specs, which no other version does.
                return ir.JoinedStr(tuple(part for part in parts if part != ir.Const("")))
            case _:
                return self.display(node)

    def display(self, node: ast.expr) -> ir.Expr:
        match node:
            case ast.List(items):
                return ir.ListExpr(self.exprs(items))
            case ast.Tuple(items):
                return ir.TupleExpr(self.exprs(items))
            case ast.Set(items):
                return ir.SetExpr(self.exprs(items))
            case ast.Dict(keys, values):
                pairs = zip(keys, values, strict=True)
                return ir.DictExpr(tuple((self.optional(key), self.expr(value)) for key, value in pairs))
            case ast.ListComp(element, generators):
                return ir.Comprehension("list", self.expr(element), None, self.clauses(generators))
            case ast.SetComp(element, generators):
                return ir.Comprehension("set", self.expr(element), None, self.clauses(generators))
            case ast.GeneratorExp(element, generators):
                return ir.Comprehension("generator", self.expr(element), None, self.clauses(generators))
            case ast.DictComp(key, value, generators):
                return ir.Comprehension("dict", self.expr(key), self.expr(value), self.clauses(generators))
        raise NotImplementedError(type(node).__name__)

    def part(self, node: ast.expr) -> ir.Const | ir.FormattedValue:
        match node:
            case ast.Constant(value):
                return ir.Const(value)
            case ast.FormattedValue(value, conversion, spec):
                lowered = self.optional(spec)
                assert lowered is None or isinstance(lowered, ir.JoinedStr)
                return ir.FormattedValue(self.expr(value), None if conversion < 0 else chr(conversion), lowered)
        raise NotImplementedError(type(node).__name__)

    def keywords(self, nodes: Sequence[ast.keyword]) -> tuple[ir.Keyword, ...]:
        return tuple(ir.Keyword(node.arg, self.expr(node.value)) for node in nodes)

    def clauses(self, nodes: Sequence[ast.comprehension]) -> tuple[ir.Clause, ...]:
        return tuple(
            ir.Clause(self.expr(node.target), self.expr(node.iter), self.exprs(node.ifs), bool(node.is_async))
            for node in nodes
        )

    def parameters(self, node: ast.arguments) -> ir.Parameters:
        positional = node.posonlyargs + node.args
        defaults: list[ast.expr | None] = [None] * (len(positional) - len(node.defaults))
        defaults.extend(node.defaults)
        params = tuple(self.param(arg, default) for arg, default in zip(positional, defaults, strict=True))
        count = len(node.posonlyargs)
        kwonly = tuple(self.param(arg, value) for arg, value in zip(node.kwonlyargs, node.kw_defaults, strict=True))
        return ir.Parameters(
            params[:count],
            params[count:],
            None if node.vararg is None else node.vararg.arg,
            kwonly,
            None if node.kwarg is None else node.kwarg.arg,
        )

    def param(self, node: ast.arg, default: ast.expr | None) -> ir.Param:
        return ir.Param(node.arg, self.optional(default), self.optional(node.annotation))

    # --- statements ---

    def stmt(self, node: ast.stmt) -> ir.Stmt:
        line = self.line = node.lineno
        match node:
            case ast.Expr(value):
                return ir.ExprStmt(line, self.expr(value))
            case ast.Assign(targets, value):
                return ir.Assign(line, self.exprs(targets), self.expr(value))
            case ast.AugAssign(target, op, value):
                return ir.AugAssign(line, self.expr(target), _BINARY[type(op)], self.expr(value))
            case ast.AnnAssign(target, annotation, value):
                return ir.AnnAssign(line, self.expr(target), self.expr(annotation), self.optional(value))
            case ast.Return(value):
                return ir.Return(line, self.optional(value))
            case ast.Raise(exc, cause):
                return ir.Raise(line, self.optional(exc), self.optional(cause))
            case ast.Assert(test, msg):
                return ir.Assert(line, self.expr(test), self.optional(msg))
            case ast.Delete(targets):
                return ir.Delete(line, self.exprs(targets))
            case ast.Pass():
                return ir.Pass(line)
            case ast.Break():
                return ir.Break(line)
            case ast.Continue():
                return ir.Continue(line)
            case ast.Global(names):
                return ir.Global(line, tuple(names))
            case ast.Nonlocal(names):
                return ir.Nonlocal(line, tuple(names))
            case ast.Import(names):
                return ir.Import(line, tuple((alias.name, alias.asname) for alias in names))
            case ast.ImportFrom(module, names, level):
                pairs = tuple((alias.name, alias.asname) for alias in names)
                return ir.ImportFrom(line, module or "", pairs, level)
            case _:
                return self.compound(node, line)

    def compound(self, node: ast.stmt, line: int) -> ir.Stmt:
        match node:
            case ast.If(test, body, orelse):
                return ir.If(line, self.expr(test), self.block(body), self.block(orelse))
            case ast.While(test, body, orelse):
                return ir.While(line, self.expr(test), self.block(body), self.block(orelse))
            case ast.For(target, iterable, body, orelse) | ast.AsyncFor(target, iterable, body, orelse):
                head = self.expr(target), self.expr(iterable)
                is_async = isinstance(node, ast.AsyncFor)
                return ir.For(line, *head, self.block(body), self.block(orelse), is_async)
            case ast.With(items, body) | ast.AsyncWith(items, body):
                pairs = tuple((self.expr(item.context_expr), self.optional(item.optional_vars)) for item in items)
                return ir.With(line, pairs, self.block(body), isinstance(node, ast.AsyncWith))
            case ast.Try(body, handlers, orelse, final) | ast.TryStar(body, handlers, orelse, final):
                blocks = self.block(body), tuple(self.handler(handler) for handler in handlers)
                is_star = isinstance(node, ast.TryStar)
                return ir.Try(line, *blocks, self.block(orelse), self.block(final), is_star)
            case ast.Match(subject, cases):
                return ir.Match(line, self.expr(subject), tuple(self.case(case) for case in cases))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return self.function(node)
            case ast.ClassDef():
                return self.class_(node)
        raise NotImplementedError(type(node).__name__)

    def handler(self, node: ast.ExceptHandler) -> ir.Handler:
        self.line = node.lineno
        return ir.Handler(node.lineno, self.optional(node.type), node.name, self.block(node.body))

    def decorators(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> tuple[ir.Expr, ...]:
        result = []
        for decorator in node.decorator_list:
            self.line = decorator.lineno
            result.append(self.expr(decorator))
        self.line = node.lineno
        return tuple(result)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ir.FunctionDef:
        decorators = self.decorators(node)
        lines = tuple(decorator.lineno for decorator in node.decorator_list)
        params = self.parameters(node.args)
        returns = self.optional(node.returns)
        body = self.block(node.body)
        is_async = isinstance(node, ast.AsyncFunctionDef)
        first = lines[0] if lines else node.lineno
        return ir.FunctionDef(
            first, node.name, params, body, decorators, returns, is_async, node.lineno, _doc(body), lines
        )

    def class_(self, node: ast.ClassDef) -> ir.ClassDef:
        decorators = self.decorators(node)
        lines = tuple(decorator.lineno for decorator in node.decorator_list)
        bases, keywords = self.exprs(node.bases), self.keywords(node.keywords)
        body = self.block(node.body)
        first = lines[0] if lines else node.lineno
        return ir.ClassDef(first, node.name, bases, keywords, body, decorators, node.lineno, _doc(body), lines)

    # --- patterns ---

    def case(self, node: ast.match_case) -> ir.Case:
        self.line = node.pattern.lineno
        pattern = self.pattern(node.pattern)
        return ir.Case(node.pattern.lineno, pattern, self.optional(node.guard), self.block(node.body))

    def pattern(self, node: ast.pattern) -> ir.Pattern:
        match node:
            case ast.MatchValue(value):
                return ir.MatchValue(self.expr(value))
            case ast.MatchSingleton(value):
                return ir.MatchValue(ir.Const(value))
            case ast.MatchAs(pattern, name):
                return ir.MatchAs(None if pattern is None else self.pattern(pattern), name)
            case ast.MatchOr(patterns):
                return ir.MatchOr(tuple(self.pattern(item) for item in patterns))
            case ast.MatchSequence(patterns):
                return ir.MatchSequence(tuple(self.pattern(item) for item in patterns))
            case ast.MatchStar(name):
                return ir.MatchStar(name)
            case ast.MatchMapping(keys, patterns, rest):
                items = zip(keys, patterns, strict=True)
                return ir.MatchMapping(tuple((self.expr(key), self.pattern(item)) for key, item in items), rest)
            case ast.MatchClass(cls, patterns, names, values):
                keywords = zip(names, values, strict=True)
                return ir.MatchClass(
                    self.expr(cls),
                    tuple(self.pattern(item) for item in patterns),
                    tuple((name, self.pattern(item)) for name, item in keywords),
                )
        raise NotImplementedError(type(node).__name__)
