"""Lowering of statements: one method for each kind of LibCST node, found by the node's type.

Lines come from a `Cursor`, which must be asked once for each logical line, in source order: that is the one invariant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import libcst as cst

from scopelint.syntax import ir
from scopelint.syntax.cursor import Cursor
from scopelint.syntax.identifiers import identifier
from scopelint.syntax.lower_expr import ExpressionLowering, refused_kind
from scopelint.syntax.patterns import lower_pattern
from scopelint.syntax.problem import SyntaxProblem


class StatementLowering(ExpressionLowering):
    """Lowers statements to blocks. ``docs`` gives the docstring of a function whose body is left out, by its first
    line; ``refused`` names statements that were left out of the text because they nest too deep, by line."""

    def __init__(self, cursor: Cursor, docs: dict[int, str | None], refused: dict[int, str]) -> None:
        super().__init__()
        self.cursor = cursor
        self.docs = docs
        self.refused = refused

    def statements(self, nodes: Iterable[cst.CSTNode]) -> ir.Block:
        """The block of the statements of a module or an indented body."""
        block: list[ir.Stmt] = []
        for node in nodes:
            if type(node) is cst.SimpleStatementLine:
                self.take(node, "")
                self._small_statements(node.body, block)
            else:
                self._compound(node, block)
        return tuple(block)

    def suite(self, node: cst.BaseSuite) -> ir.Block:
        if isinstance(node, cst.IndentedBlock):
            return self.statements(node.body)
        block: list[ir.Stmt] = []
        if isinstance(node, cst.SimpleStatementSuite):
            self._small_statements(node.body, block, in_suite=True)
        return tuple(block)

    def take(self, node: cst.CSTNode, word: str) -> int:
        """Begins a logical line: its line, with the calls counted anew."""
        self.line = self.cursor.take(node, word)
        self.count_anew()
        return self.line

    def count_anew(self) -> None:
        """Begins to count calls from 0: once for each logical line, decorators and their definition as one."""
        self.calls = []

    def emit(self, block: list[ir.Stmt], statement: ir.Stmt) -> None:
        """Adds a statement behind the assignments that its yields were taken out to."""
        if self.hoisted:
            block.extend(self.hoisted)
            self.hoisted.clear()
        block.append(statement)

    def _compound(self, node: cst.CSTNode, block: list[ir.Stmt]) -> None:
        method = _COMPOUND.get(type(node))
        if method is None:
            self.take(node, "")
            block.append(ir.Refused(self.line, refused_kind(node)))
        else:
            method(self, node, block)

    def _small_statements(
        self, nodes: Sequence[cst.BaseSmallStatement], block: list[ir.Stmt], *, in_suite: bool = False
    ) -> None:
        lines = self.cursor.small_lines(list(nodes)) if in_suite or len(nodes) > 1 else (self.line,)
        for node, line in zip(nodes, lines, strict=True):
            self.line = line
            method = _SMALL.get(type(node))
            if method is None:
                block.append(ir.Refused(line, REFUSED_STATEMENTS.get(type(node).__name__, type(node).__name__)))
            elif line in self.refused and type(node) is cst.Pass:
                block.append(ir.Refused(line, self.refused[line]))
            else:
                self.emit(block, method(self, node))

    # --- small statements ---

    def expression_statement(self, node: cst.Expr) -> ir.Stmt:
        if isinstance(node.value, cst.Yield):
            return ir.ExprStmt(self.line, self.yield_value(node.value))
        return ir.ExprStmt(self.line, self.expr(node.value))

    def assign(self, node: cst.Assign) -> ir.Stmt:
        targets = tuple([self.expr(target.target) for target in node.targets])
        if isinstance(node.value, cst.Yield) and all(type(target) is ir.Name for target in targets):
            return ir.Assign(self.line, targets, self.yield_value(node.value))
        return ir.Assign(self.line, targets, self.expr(node.value))

    def augmented_assign(self, node: cst.AugAssign) -> ir.Stmt:
        target = self.expr(node.target)
        return ir.AugAssign(self.line, target, _AUGMENTED[type(node.operator)], self.expr(node.value))

    def annotated_assign(self, node: cst.AnnAssign) -> ir.Stmt:
        target = self.expr(node.target)
        annotation = self.expr(node.annotation.annotation)
        return ir.AnnAssign(self.line, target, annotation, self.optional(node.value))

    def return_(self, node: cst.Return) -> ir.Stmt:
        return ir.Return(self.line, self.optional(node.value))

    def raise_(self, node: cst.Raise) -> ir.Stmt:
        exception = self.optional(node.exc)
        return ir.Raise(self.line, exception, None if node.cause is None else self.expr(node.cause.item))

    def assert_(self, node: cst.Assert) -> ir.Stmt:
        test = self.expr(node.test)
        return ir.Assert(self.line, test, self.optional(node.msg))

    def delete(self, node: cst.Del) -> ir.Stmt:
        target = node.target
        if isinstance(target, cst.Tuple) and not target.lpar:
            return ir.Delete(self.line, self.elements(target.elements))
        return ir.Delete(self.line, (self.expr(target),))

    def pass_(self, _node: cst.Pass) -> ir.Stmt:
        return ir.Pass(self.line)

    def break_(self, _node: cst.Break) -> ir.Stmt:
        return ir.Break(self.line)

    def continue_(self, _node: cst.Continue) -> ir.Stmt:
        return ir.Continue(self.line)

    def global_(self, node: cst.Global) -> ir.Stmt:
        return ir.Global(self.line, tuple([identifier(item.name.value) for item in node.names]))

    def nonlocal_(self, node: cst.Nonlocal) -> ir.Stmt:
        return ir.Nonlocal(self.line, tuple([identifier(item.name.value) for item in node.names]))

    def import_(self, node: cst.Import) -> ir.Stmt:
        return ir.Import(self.line, tuple([_alias(alias) for alias in node.names]))

    def import_from(self, node: cst.ImportFrom) -> ir.Stmt:
        module = "" if node.module is None else _dotted(node.module)
        if isinstance(node.names, cst.ImportStar):
            names: tuple[tuple[str, str | None], ...] = (("*", None),)
        else:
            names = tuple([_alias(alias) for alias in node.names])
        return ir.ImportFrom(self.line, module, names, len(node.relative))

    def type_alias(self, node: cst.TypeAlias) -> ir.Stmt:
        return ir.TypeStmt(self.line, identifier(node.name.value))

    # --- blocks ---

    def if_(self, node: cst.If, block: list[ir.Stmt], word: str = "if") -> None:
        line = self.take(node, word)
        test = self.expr(node.test)
        hoisted, self.hoisted = self.hoisted, []
        body = self.suite(node.body)
        orelse: list[ir.Stmt] = []
        if isinstance(node.orelse, cst.If):
            self.if_(node.orelse, orelse, "elif")
        else:
            orelse.extend(self._else(node.orelse))
        block.extend(hoisted)
        block.append(ir.If(line, test, body, tuple(orelse)))

    def _else(self, node: cst.Else | None) -> ir.Block:
        if node is None:
            return ()
        self.take(node, "else")
        return self.suite(node.body)

    def while_(self, node: cst.While, block: list[ir.Stmt]) -> None:
        line = self.take(node, "while")
        test = self.expr(node.test)
        hoisted, self.hoisted = self.hoisted, []
        body = self.suite(node.body)
        orelse = self._else(node.orelse)
        if not hoisted:
            block.append(ir.While(line, test, body, orelse))
        elif orelse:
            block.append(ir.Refused(line, "yield in the condition of a while with else"))
        else:  # evaluated on each turn: the test moves into the body
            leave = ir.If(line, ir.UnaryOp("not", test), (ir.Break(line),), ())
            block.append(ir.While(line, ir.Const(True), (*hoisted, leave, *body), ()))

    def for_(self, node: cst.For, block: list[ir.Stmt]) -> None:
        line = self.take(node, "for")
        target, iterable = self.expr(node.target), self.expr(node.iter)
        hoisted, self.hoisted = self.hoisted, []
        body = self.suite(node.body)
        block.extend(hoisted)
        orelse = self._else(node.orelse)
        block.append(ir.For(line, target, iterable, body, orelse, node.asynchronous is not None))

    def with_(self, node: cst.With, block: list[ir.Stmt]) -> None:
        line = self.take(node, "with")
        items: list[tuple[ir.Expr, ir.Expr | None]] = []
        for item in node.items:
            context = self.expr(item.item)
            items.append((context, None if item.asname is None else self.expr(item.asname.name)))
        hoisted, self.hoisted = self.hoisted, []
        body = self.suite(node.body)
        block.extend(hoisted)
        block.append(ir.With(line, tuple(items), body, node.asynchronous is not None))

    def try_(self, node: cst.Try | cst.TryStar, block: list[ir.Stmt]) -> None:
        line = self.take(node, "try")
        body = self.suite(node.body)
        handlers = tuple([self._handler(handler, block) for handler in node.handlers])
        orelse = self._else(node.orelse)
        finalbody: ir.Block = ()
        if node.finalbody is not None:
            self.take(node.finalbody, "finally")
            finalbody = self.suite(node.finalbody.body)
        block.append(ir.Try(line, body, handlers, orelse, finalbody, type(node) is cst.TryStar))

    def _handler(self, node: cst.ExceptHandler | cst.ExceptStarHandler, block: list[ir.Stmt]) -> ir.Handler:
        line = self.take(node, "except")
        if isinstance(node.type, cst.Tuple) and not node.type.lpar:  # Python 2's ``except Error, name``
            raise SyntaxProblem("multiple exception types must be parenthesized", line)
        kind = self.optional(node.type)
        block.extend(self.hoisted)
        self.hoisted.clear()
        name = node.name.name if node.name is not None else None
        body = self.suite(node.body)
        return ir.Handler(line, kind, identifier(name.value) if isinstance(name, cst.Name) else None, body)

    def match_(self, node: cst.Match, block: list[ir.Stmt]) -> None:
        line = self.take(node, "match")
        subject = self.expr(node.subject)
        cases: list[ir.Case] = []
        for case in node.cases:
            case_line = self.take(case, "case")
            pattern = lower_pattern(self, case.pattern)
            guard = self.optional(case.guard)
            block.extend(self.hoisted)
            self.hoisted.clear()
            cases.append(ir.Case(case_line, pattern, guard, self.suite(case.body)))
        block.append(ir.Match(line, subject, tuple(cases)))

    # --- definitions ---

    def _decorated(self, node: cst.FunctionDef | cst.ClassDef, word: str) -> tuple[tuple[ir.Expr, ...], list[int]]:
        """The decorators, and the lines of each and of the header; one count of calls goes through all of them."""
        lines: list[int] = []
        decorators: list[ir.Expr] = []
        for decorator in node.decorators:
            self.line = self.cursor.take(decorator, "@")
            if not lines:
                self.count_anew()
            lines.append(self.line)
            decorators.append(self.expr(decorator.decorator))
        self.line = self.cursor.take(node, word)
        if not lines:
            self.count_anew()
        lines.append(self.line)
        return tuple(decorators), lines

    def function(self, node: cst.FunctionDef, block: list[ir.Stmt]) -> None:
        decorators, lines = self._decorated(node, "def")
        self._type_parameters(node.type_parameters, block)
        params = self.parameters(node.params)
        returns = None if node.returns is None else self.expr(node.returns.annotation)
        block.extend(self.hoisted)
        is_async = node.asynchronous is not None
        outer = self.hoisted, self.yields, self.in_lambda
        self.hoisted, self.yields, self.in_lambda = [], 0, False
        left_out = self.cursor.skip_body()
        body: ir.Block | ir.LazyBody
        if left_out is None:
            body = self.suite(node.body)
            doc = docstring(body)
        else:
            body = ir.LazyBody(left_out[0], left_out[1], is_async)
            doc = self.docs.get(left_out[0])
        self.hoisted, self.yields, self.in_lambda = outer
        self.hoisted.clear()
        name = identifier(node.name.value)
        where = tuple(lines[:-1])
        block.append(ir.FunctionDef(lines[0], name, params, body, decorators, returns, is_async, lines[-1], doc, where))

    def class_(self, node: cst.ClassDef, block: list[ir.Stmt]) -> None:
        decorators, lines = self._decorated(node, "class")
        self._type_parameters(node.type_parameters, block)
        bases, _ = self.arguments(node.bases)
        starred, keywords = self.arguments(node.keywords)
        block.extend(self.hoisted)
        self.hoisted.clear()
        body = self.suite(node.body)
        name = identifier(node.name.value)
        doc = docstring(body)
        where = tuple(lines[:-1])
        block.append(ir.ClassDef(lines[0], name, bases + starred, keywords, body, decorators, lines[-1], doc, where))

    def _type_parameters(self, node: cst.TypeParameters | None, block: list[ir.Stmt]) -> None:
        """``def f[T]``: T is bound before the definition, as by a type statement; nothing else can tell."""
        if node is not None:
            block.extend(ir.TypeStmt(self.line, identifier(item.param.name.value)) for item in node.params)


def docstring(body: ir.Block) -> str | None:
    """The docstring of a block as it stands, not cleaned."""
    if body and isinstance(body[0], ir.ExprStmt) and isinstance(body[0].value, ir.Const):
        value = body[0].value.value
        return value if isinstance(value, str) else None
    return None


def _alias(node: cst.ImportAlias) -> tuple[str, str | None]:
    name = node.asname.name if node.asname is not None else None
    return _dotted(node.name), identifier(name.value) if isinstance(name, cst.Name) else None


def _dotted(node: cst.BaseExpression) -> str:
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if isinstance(node, cst.Name):
        parts.append(node.value)
    return identifier(".".join(reversed(parts)))


REFUSED_STATEMENTS = {"LazyImport": "lazy import", "LazyImportFrom": "lazy import"}
"""Statement kinds that are refused, by the name of LibCST's class (older releases lack them)."""

_AUGMENTED: dict[type[cst.CSTNode], str] = {
    cst.AddAssign: "+",
    cst.SubtractAssign: "-",
    cst.MultiplyAssign: "*",
    cst.MatrixMultiplyAssign: "@",
    cst.DivideAssign: "/",
    cst.ModuloAssign: "%",
    cst.BitAndAssign: "&",
    cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
    cst.LeftShiftAssign: "<<",
    cst.RightShiftAssign: ">>",
    cst.PowerAssign: "**",
    cst.FloorDivideAssign: "//",
}

Small: TypeAlias = Callable[[StatementLowering, Any], ir.Stmt]
Compound: TypeAlias = Callable[[StatementLowering, Any, list[ir.Stmt]], None]

_SMALL: dict[type[cst.CSTNode], Small] = {
    cst.Expr: StatementLowering.expression_statement,
    cst.Assign: StatementLowering.assign,
    cst.AugAssign: StatementLowering.augmented_assign,
    cst.AnnAssign: StatementLowering.annotated_assign,
    cst.Return: StatementLowering.return_,
    cst.Raise: StatementLowering.raise_,
    cst.Assert: StatementLowering.assert_,
    cst.Del: StatementLowering.delete,
    cst.Pass: StatementLowering.pass_,
    cst.Break: StatementLowering.break_,
    cst.Continue: StatementLowering.continue_,
    cst.Global: StatementLowering.global_,
    cst.Nonlocal: StatementLowering.nonlocal_,
    cst.Import: StatementLowering.import_,
    cst.ImportFrom: StatementLowering.import_from,
    cst.TypeAlias: StatementLowering.type_alias,
}

_COMPOUND: dict[type[cst.CSTNode], Compound] = {
    cst.If: StatementLowering.if_,
    cst.While: StatementLowering.while_,
    cst.For: StatementLowering.for_,
    cst.With: StatementLowering.with_,
    cst.Try: StatementLowering.try_,
    cst.TryStar: StatementLowering.try_,
    cst.Match: StatementLowering.match_,
    cst.FunctionDef: StatementLowering.function,
    cst.ClassDef: StatementLowering.class_,
}

LOWERED_STATEMENTS = frozenset(_SMALL) | frozenset(_COMPOUND)
