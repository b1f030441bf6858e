"""Lowering of expressions: one method for each kind of LibCST node, found by the node's type.

LibCST's own visitors rebuild every node they visit and cost as much as the parse; this walk reads only the fields that
carry meaning. The one invariant: methods run in source order, because that is what numbers the calls of a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import libcst as cst

from scopelint.syntax import ir
from scopelint.syntax.identifiers import identifier
from scopelint.syntax.literals import float_value, imaginary_value, integer_value, string_value, unescape

_CONSTANTS = {"True": ir.Const(True), "False": ir.Const(False), "None": ir.Const(None)}

_BINARY: dict[type[cst.CSTNode], str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.Divide: "/",
    cst.FloorDivide: "//",
    cst.Modulo: "%",
    cst.Power: "**",
    cst.MatrixMultiply: "@",
    cst.LeftShift: "<<",
    cst.RightShift: ">>",
    cst.BitAnd: "&",
    cst.BitOr: "|",
    cst.BitXor: "^",
}
_UNARY: dict[type[cst.CSTNode], str] = {cst.Minus: "-", cst.Plus: "+", cst.BitInvert: "~", cst.Not: "not"}
_BOOLEAN: dict[type[cst.CSTNode], str] = {cst.And: "and", cst.Or: "or"}
_COMPARE: dict[type[cst.CSTNode], str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.Is: "is",
    cst.IsNot: "is not",
    cst.In: "in",
    cst.NotIn: "not in",
}


class ExpressionLowering:
    """Lowers expressions; the statements' half (`StatementLowering`) builds on it.

    ``calls`` holds the LibCST node of each call of the current logical line, at its index. ``line`` is the line of the
    current statement. ``hoisted`` collects the assignments that yields inside expressions were taken out to.
    """

    def __init__(self) -> None:
        self.line = 0
        self.calls: list[cst.Call] = []
        self.hoisted: list[ir.Stmt] = []
        self.yields = 0
        self.in_lambda = False

    def expr(self, node: cst.CSTNode) -> ir.Expr:
        """The lowered expression; `RefusedExpr` for a kind that is not modelled."""
        method = _METHODS.get(type(node))
        if method is None:
            return ir.RefusedExpr(refused_kind(node))
        return method(self, node)

    def optional(self, node: cst.CSTNode | None) -> ir.Expr | None:
        return None if node is None else self.expr(node)

    # --- names and literals ---

    def name(self, node: cst.Name) -> ir.Expr:
        value = node.value
        return _CONSTANTS.get(value) or ir.Name(identifier(value))

    def integer_number(self, node: cst.Integer) -> ir.Expr:
        value = integer_value(node.value)
        return ir.RefusedExpr("integer of thousands of digits") if value is None else ir.Const(value)

    def float_number(self, node: cst.Float) -> ir.Expr:
        return ir.Const(float_value(node.value))

    def imaginary_number(self, node: cst.Imaginary) -> ir.Expr:
        return ir.Const(imaginary_value(node.value))

    def ellipsis(self, _node: cst.Ellipsis) -> ir.Expr:
        return ir.Const(...)

    def simple_string(self, node: cst.SimpleString) -> ir.Expr:
        return ir.Const(string_value(node.value))

    def concatenated_string(self, node: cst.ConcatenatedString) -> ir.Expr:
        pieces: list[cst.BaseExpression] = []
        rest: cst.BaseExpression = node
        while isinstance(rest, cst.ConcatenatedString):
            pieces.append(rest.left)
            rest = rest.right
        pieces.append(rest)
        if all(type(piece) is cst.SimpleString for piece in pieces):
            values = [string_value(piece.value) for piece in pieces if isinstance(piece, cst.SimpleString)]
            if isinstance(values[0], bytes):
                return ir.Const(b"".join(value for value in values if isinstance(value, bytes)))
            return ir.Const("".join(value for value in values if isinstance(value, str)))
        parts = _Parts()
        for piece in pieces:
            if isinstance(piece, cst.SimpleString):
                parts.text(str(string_value(piece.value)))
            elif isinstance(piece, cst.FormattedString):
                self._format_parts(piece.parts, parts, raw="r" in piece.start.lower())
            else:
                return ir.RefusedExpr(refused_kind(piece))
        return parts.joined()

    def formatted_string(self, node: cst.FormattedString) -> ir.Expr:
        parts = _Parts()
        self._format_parts(node.parts, parts, raw="r" in node.start.lower())
        return parts.joined()

    def _format_parts(self, nodes: Sequence[cst.BaseFormattedStringContent], parts: _Parts, raw: bool) -> None:
        for node in nodes:
            if isinstance(node, cst.FormattedStringText):
                text = node.value.replace("{{", "{").replace("}}", "}")
                parts.text(text if raw else unescape(text))
            elif isinstance(node, cst.FormattedStringExpression):
                conversion = node.conversion
                if node.equal is not None:
                    parts.text(_source_of(node))
                    if conversion is None and node.format_spec is None:
                        conversion = "r"
                value = self.expr(node.expression)
                spec = None
                if node.format_spec is not None:
                    inner = _Parts()
                    self._format_parts(node.format_spec, inner, raw)
                    spec = inner.joined()
                parts.value(ir.FormattedValue(value, conversion, spec))

    # --- operators ---

    def attribute(self, node: cst.Attribute) -> ir.Expr:
        return ir.Attribute(self.expr(node.value), identifier(node.attr.value))

    def binary_operation(self, node: cst.BinaryOperation) -> ir.Expr:
        return ir.BinaryOp(_BINARY[type(node.operator)], self.expr(node.left), self.expr(node.right))

    def unary_operation(self, node: cst.UnaryOperation) -> ir.Expr:
        return ir.UnaryOp(_UNARY[type(node.operator)], self.expr(node.expression))

    def boolean_operation(self, node: cst.BooleanOperation) -> ir.Expr:
        kind = type(node.operator)
        reverse = [node.right]
        left = node.left
        while isinstance(left, cst.BooleanOperation) and type(left.operator) is kind and not left.lpar:
            reverse.append(left.right)
            left = left.left
        values = [self.expr(left)]
        values.extend(self.expr(value) for value in reversed(reverse))
        return ir.BoolOp(_BOOLEAN[kind], tuple(values))

    def comparison(self, node: cst.Comparison) -> ir.Expr:
        left = self.expr(node.left)
        targets = node.comparisons
        comparators = tuple([self.expr(target.comparator) for target in targets])
        return ir.Compare(left, tuple([_COMPARE[type(target.operator)] for target in targets]), comparators)

    def if_exp(self, node: cst.IfExp) -> ir.Expr:
        body = self.expr(node.body)
        test = self.expr(node.test)
        return ir.IfExp(test, body, self.expr(node.orelse))

    def named_expr(self, node: cst.NamedExpr) -> ir.Expr:
        if not isinstance(node.target, cst.Name):
            return ir.RefusedExpr("assignment expression to other than a name")
        return ir.NamedExpr(identifier(node.target.value), self.expr(node.value))

    def await_(self, node: cst.Await) -> ir.Expr:
        return ir.Await(self.expr(node.expression))

    # --- calls and subscripts ---

    def call(self, node: cst.Call) -> ir.Expr:
        func = self.expr(node.func)
        index = len(self.calls)
        self.calls.append(node)
        args, keywords = self.arguments(node.args)
        return ir.Call(func, args, keywords, index)

    def arguments(self, nodes: Sequence[cst.Arg]) -> tuple[tuple[ir.Expr, ...], tuple[ir.Keyword, ...]]:
        """The positional and the keyword arguments of a call or class header."""
        args: list[ir.Expr] = []
        keywords: list[ir.Keyword] = []
        for node in nodes:
            value = self.expr(node.value)
            if node.keyword is not None:
                keywords.append(ir.Keyword(identifier(node.keyword.value), value))
            elif not node.star:
                args.append(value)
            elif node.star == "*":
                args.append(ir.Starred(value))
            else:
                keywords.append(ir.Keyword(None, value))
        return tuple(args), tuple(keywords)

    def subscript(self, node: cst.Subscript) -> ir.Expr:
        value = self.expr(node.value)
        elements = node.slice
        items = tuple([self._element_slice(element.slice) for element in elements])
        last = elements[-1]
        if len(items) == 1 and not isinstance(last.comma, cst.Comma) and not isinstance(items[0], ir.Starred):
            return ir.Subscript(value, items[0])
        return ir.Subscript(value, ir.TupleExpr(items))

    def _element_slice(self, node: cst.BaseSlice) -> ir.Expr:
        if isinstance(node, cst.Index):
            value = self.expr(node.value)
            return ir.Starred(value) if node.star else value
        if isinstance(node, cst.Slice):
            return ir.Slice(self.optional(node.lower), self.optional(node.upper), self.optional(node.step))
        return ir.RefusedExpr(refused_kind(node))

    # --- displays and comprehensions ---

    def elements(self, nodes: Sequence[cst.BaseElement]) -> tuple[ir.Expr, ...]:
        return tuple([self.expr(node.value) if type(node) is cst.Element else self.expr(node) for node in nodes])

    def starred(self, node: cst.StarredElement) -> ir.Expr:
        return ir.Starred(self.expr(node.value))

    def tuple_display(self, node: cst.Tuple) -> ir.Expr:
        return ir.TupleExpr(self.elements(node.elements))

    def list_display(self, node: cst.List) -> ir.Expr:
        return ir.ListExpr(self.elements(node.elements))

    def set_display(self, node: cst.Set) -> ir.Expr:
        return ir.SetExpr(self.elements(node.elements))

    def dict_display(self, node: cst.Dict) -> ir.Expr:
        return ir.DictExpr(tuple([self._pair(element) for element in node.elements]))

    def _pair(self, node: cst.BaseDictElement) -> tuple[ir.Expr | None, ir.Expr]:
        key = self.expr(node.key) if isinstance(node, cst.DictElement) else None
        return key, self.expr(node.value)

    def comprehension(self, node: cst.BaseSimpleComp) -> ir.Expr:
        element = self.expr(node.elt)
        return ir.Comprehension(_COMPREHENSIONS[type(node)], element, None, self.clauses(node.for_in))

    def dict_comprehension(self, node: cst.DictComp) -> ir.Expr:
        key, value = self.expr(node.key), self.expr(node.value)
        return ir.Comprehension("dict", key, value, self.clauses(node.for_in))

    def clauses(self, node: cst.CompFor) -> tuple[ir.Clause, ...]:
        clauses: list[ir.Clause] = []
        rest: cst.CompFor | None = node
        while rest is not None:
            target, iterable = self.expr(rest.target), self.expr(rest.iter)
            conditions = tuple([self.expr(condition.test) for condition in rest.ifs])
            clauses.append(ir.Clause(target, iterable, conditions, rest.asynchronous is not None))
            rest = rest.inner_for_in
        return tuple(clauses)

    # --- functions ---

    def lambda_(self, node: cst.Lambda) -> ir.Expr:
        params = self.parameters(node.params)
        outer, self.in_lambda = self.in_lambda, True
        body = self.expr(node.body)
        self.in_lambda = outer
        return ir.Lambda(params, body, self.line)

    def parameters(self, node: cst.Parameters) -> ir.Parameters:
        posonly = tuple([self._param(param) for param in node.posonly_params])
        args = tuple([self._param(param) for param in node.params])
        star = node.star_arg
        vararg = identifier(star.name.value) if isinstance(star, cst.Param) else None
        kwonly = tuple([self._param(param) for param in node.kwonly_params])
        kwarg = None if node.star_kwarg is None else identifier(node.star_kwarg.name.value)
        return ir.Parameters(posonly, args, vararg, kwonly, kwarg)

    def _param(self, node: cst.Param) -> ir.Param:
        annotation = None if node.annotation is None else self.expr(node.annotation.annotation)
        return ir.Param(identifier(node.name.value), self.optional(node.default), annotation)

    def yield_(self, node: cst.Yield) -> ir.Expr:
        """A yield inside an expression: taken out to an assignment before the statement."""
        if self.in_lambda:
            return ir.RefusedExpr("yield in a lambda")
        value = self.yield_value(node)
        self.yields += 1
        name = ir.Name(f".yield{self.yields}")
        self.hoisted.append(ir.Assign(self.line, (name,), value))
        return name

    def yield_value(self, node: cst.Yield) -> ir.Yield | ir.YieldFrom:
        if isinstance(node.value, cst.From):
            return ir.YieldFrom(self.expr(node.value.item))
        return ir.Yield(self.optional(node.value))


class _Parts:
    """The parts of an f-string as they are gathered: neighbouring texts become one, empty ones none."""

    def __init__(self) -> None:
        self._parts: list[ir.Const | ir.FormattedValue] = []
        self._texts: list[str] = []

    def text(self, text: str) -> None:
        self._texts.append(text)

    def value(self, value: ir.FormattedValue) -> None:
        self._close_text()
        self._parts.append(value)

    def joined(self) -> ir.JoinedStr:
        self._close_text()
        return ir.JoinedStr(tuple(self._parts))

    def _close_text(self) -> None:
        text = "".join(self._texts)
        self._texts.clear()
        if text:
            self._parts.append(ir.Const(text))


def _source_of(node: cst.FormattedStringExpression) -> str:
    """The text of ``x=`` in ``{x=}``, blanks included."""
    code = cst.Module([]).code_for_node
    equal = "" if node.equal is None else code(node.equal)
    return code(node.whitespace_before_expression) + code(node.expression) + equal


def refused_kind(node: cst.CSTNode) -> str:
    """The words by which a reader is told of a node kind that is not modelled."""
    name = type(node).__name__
    return REFUSED_EXPRESSIONS.get(name, name)


REFUSED_EXPRESSIONS = {
    "TemplatedString": "template string",
    "StarredDictComp": "unpacking in a dict comprehension",
    "From": "from clause",
}
"""Expression kinds that are refused, by the name of LibCST's class (older releases lack some)."""

_COMPREHENSIONS: dict[type[cst.CSTNode], str] = {
    cst.ListComp: "list",
    cst.SetComp: "set",
    cst.GeneratorExp: "generator",
}

Method: TypeAlias = Callable[[ExpressionLowering, Any], ir.Expr]

_METHODS: dict[type[cst.CSTNode], Method] = {
    cst.Name: ExpressionLowering.name,
    cst.Integer: ExpressionLowering.integer_number,
    cst.Float: ExpressionLowering.float_number,
    cst.Imaginary: ExpressionLowering.imaginary_number,
    cst.Ellipsis: ExpressionLowering.ellipsis,
    cst.SimpleString: ExpressionLowering.simple_string,
    cst.ConcatenatedString: ExpressionLowering.concatenated_string,
    cst.FormattedString: ExpressionLowering.formatted_string,
    cst.Attribute: ExpressionLowering.attribute,
    cst.BinaryOperation: ExpressionLowering.binary_operation,
    cst.UnaryOperation: ExpressionLowering.unary_operation,
    cst.BooleanOperation: ExpressionLowering.boolean_operation,
    cst.Comparison: ExpressionLowering.comparison,
    cst.IfExp: ExpressionLowering.if_exp,
    cst.NamedExpr: ExpressionLowering.named_expr,
    cst.Await: ExpressionLowering.await_,
    cst.Call: ExpressionLowering.call,
    cst.Subscript: ExpressionLowering.subscript,
    cst.StarredElement: ExpressionLowering.starred,
    cst.Tuple: ExpressionLowering.tuple_display,
    cst.List: ExpressionLowering.list_display,
    cst.Set: ExpressionLowering.set_display,
    cst.Dict: ExpressionLowering.dict_display,
    cst.ListComp: ExpressionLowering.comprehension,
    cst.SetComp: ExpressionLowering.comprehension,
    cst.GeneratorExp: ExpressionLowering.comprehension,
    cst.DictComp: ExpressionLowering.dict_comprehension,
    cst.Lambda: ExpressionLowering.lambda_,
    cst.Yield: ExpressionLowering.yield_,
}

LOWERED_EXPRESSIONS = frozenset(_METHODS)
