"""The intermediate representation: what lowering makes of a module and the interpreter compiles to closures.

Small immutable trees of named tuples: no whitespace, no LibCST, picklable. Every statement knows the first line of
its logical line (lines count from 1); a call knows its ordinal among the calls of its statement in source order, from
which its exact span is found when a diagnostic needs one (``syntax.locate``).

The one invariant: a node never refers to source text; only ``LazyBody`` does, by line range, and it is replaced by the
statements it stands for when its function is first called.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

# --- expressions ---------------------------------------------------------------------------------------------------


class Const(NamedTuple):
    """A literal: None, True, False, Ellipsis, int, float, complex, str or bytes."""

    value: object


class Name(NamedTuple):
    """A name that is read."""

    id: str


class Attribute(NamedTuple):
    value: Expr
    attr: str


class Subscript(NamedTuple):
    value: Expr
    index: Expr  # type: ignore[assignment]  # hides tuple.index


class Slice(NamedTuple):
    lower: Expr | None
    upper: Expr | None
    step: Expr | None


class Keyword(NamedTuple):
    """``name=value`` in a call or class header; ``name`` is None for ``**value``."""

    name: str | None
    value: Expr


class Call(NamedTuple):
    """A call. ``args`` may hold ``Starred``; ``index`` counts the calls of one statement from 0 in source order."""

    func: Expr
    args: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    index: int  # type: ignore[assignment]  # hides tuple.index


class BinaryOp(NamedTuple):
    """``op`` is the operator's text: ``+ - * / // % ** @ << >> & | ^``."""

    op: str
    left: Expr
    right: Expr


class UnaryOp(NamedTuple):
    """``op`` is one of ``- + ~ not``."""

    op: str
    operand: Expr


class BoolOp(NamedTuple):
    """``op`` is ``and`` or ``or``; two values or more, left to right."""

    op: str
    values: tuple[Expr, ...]


class Compare(NamedTuple):
    """A comparison chain; ``ops`` are ``== != < <= > >= is``, ``is not``, ``in``, ``not in``."""

    left: Expr
    ops: tuple[str, ...]
    comparators: tuple[Expr, ...]


class IfExp(NamedTuple):
    test: Expr
    body: Expr
    orelse: Expr


class Lambda(NamedTuple):
    params: Parameters
    body: Expr
    line: int


class ListExpr(NamedTuple):
    items: tuple[Expr, ...]


class TupleExpr(NamedTuple):
    items: tuple[Expr, ...]


class SetExpr(NamedTuple):
    items: tuple[Expr, ...]


class DictExpr(NamedTuple):
    """Pairs of key and value; the key is None for ``**value``."""

    items: tuple[tuple[Expr | None, Expr], ...]


class Clause(NamedTuple):
    """``for target in iterable if condition if condition``."""

    target: Expr
    iterable: Expr
    conditions: tuple[Expr, ...]
    is_async: bool


class Comprehension(NamedTuple):
    """``kind`` is ``list``, ``set``, ``dict`` or ``generator``; ``value`` is the value of a dict's pair, else None."""

    kind: str
    element: Expr
    value: Expr | None
    clauses: tuple[Clause, ...]


class FormattedValue(NamedTuple):
    """One ``{...}`` of an f-string. ``conversion`` is ``r``, ``s``, ``a`` or None; ``spec`` the format after the colon.

    ``{x=}`` is lowered as the text ``x=`` followed by this with conversion ``r`` (when it has no spec or conversion).
    """

    value: Expr
    conversion: str | None
    spec: JoinedStr | None


class JoinedStr(NamedTuple):
    """An f-string, concatenated with its literal neighbours."""

    parts: tuple[Const | FormattedValue, ...]


class Starred(NamedTuple):
    value: Expr


class NamedExpr(NamedTuple):
    """``target := value``."""

    target: str
    value: Expr


class Yield(NamedTuple):
    """``yield value``, only as the whole of an ``ExprStmt`` or the value of an ``Assign`` to plain names.

    Lowering hoists every other yield out of its expression into an assignment to a name such as ``.yield1`` just
    before the statement (the order of evaluation inside that one statement is given up).
    """

    value: Expr | None


class YieldFrom(NamedTuple):
    """``yield from value``; placed like ``Yield``."""

    value: Expr


class Await(NamedTuple):
    value: Expr


class RefusedExpr(NamedTuple):
    """An expression kind that is not modelled; ``what`` names it for the reader (``template string``)."""

    what: str


# --- functions -----------------------------------------------------------------------------------------------------


class Param(NamedTuple):
    name: str
    default: Expr | None
    annotation: Expr | None


class Parameters(NamedTuple):
    posonly: tuple[Param, ...]
    args: tuple[Param, ...]
    vararg: str | None
    kwonly: tuple[Param, ...]
    kwarg: str | None


class LazyBody(NamedTuple):
    """The body of a top-level function or of a method, not parsed yet: lines ``first`` to ``last`` of the file.

    ``has_yield`` may err only towards True before the body is lowered (it is a search for the word).
    """

    first: int
    last: int
    is_async: bool


class FunctionDef(NamedTuple):
    """``line`` is that of the first decorator, else of ``def``; ``def_line`` that of ``def``.

    ``decorator_lines`` is parallel to ``decorators``: a decorator's call happens on its own line.
    """

    line: int
    name: str
    params: Parameters
    body: Block | LazyBody
    decorators: tuple[Expr, ...]
    returns: Expr | None
    is_async: bool
    def_line: int
    doc: str | None
    decorator_lines: tuple[int, ...] = ()


class ClassDef(NamedTuple):
    line: int
    name: str
    bases: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    body: Block
    decorators: tuple[Expr, ...]
    def_line: int
    doc: str | None
    decorator_lines: tuple[int, ...] = ()


# --- statements ----------------------------------------------------------------------------------------------------


class ExprStmt(NamedTuple):
    line: int
    value: Expr


class Assign(NamedTuple):
    """Targets are ``Name``, ``Attribute``, ``Subscript``, ``TupleExpr``, ``ListExpr`` or ``Starred`` in those."""

    line: int
    targets: tuple[Expr, ...]
    value: Expr


class AugAssign(NamedTuple):
    line: int
    target: Expr
    op: str
    value: Expr


class AnnAssign(NamedTuple):
    line: int
    target: Expr
    annotation: Expr
    value: Expr | None


class Return(NamedTuple):
    line: int
    value: Expr | None


class Raise(NamedTuple):
    line: int
    exc: Expr | None
    cause: Expr | None


class Assert(NamedTuple):
    line: int
    test: Expr
    msg: Expr | None


class Delete(NamedTuple):
    line: int
    targets: tuple[Expr, ...]


class Pass(NamedTuple):
    line: int


class Break(NamedTuple):
    line: int


class Continue(NamedTuple):
    line: int


class Global(NamedTuple):
    line: int
    names: tuple[str, ...]


class Nonlocal(NamedTuple):
    line: int
    names: tuple[str, ...]


class Import(NamedTuple):
    """``import a.b as c``: pairs of dotted name and ``as`` name or None."""

    line: int
    names: tuple[tuple[str, str | None], ...]


class ImportFrom(NamedTuple):
    """``from ..module import a as b``; ``names`` is ``(("*", None),)`` for a star import, ``level`` counts dots."""

    line: int
    module: str
    names: tuple[tuple[str, str | None], ...]
    level: int


class If(NamedTuple):
    """``orelse`` of an ``elif`` is one ``If`` whose line is that of the ``elif``."""

    line: int
    test: Expr
    body: Block
    orelse: Block


class For(NamedTuple):
    line: int
    target: Expr
    iterable: Expr
    body: Block
    orelse: Block
    is_async: bool


class While(NamedTuple):
    line: int
    test: Expr
    body: Block
    orelse: Block


class Handler(NamedTuple):
    """``except type as name:``; ``type`` None catches all."""

    line: int
    type: Expr | None
    name: str | None
    body: Block


class Try(NamedTuple):
    line: int
    body: Block
    handlers: tuple[Handler, ...]
    orelse: Block
    finalbody: Block
    is_star: bool


class With(NamedTuple):
    """Pairs of context expression and target or None, entered left to right."""

    line: int
    items: tuple[tuple[Expr, Expr | None], ...]
    body: Block
    is_async: bool


class Case(NamedTuple):
    line: int
    pattern: Pattern
    guard: Expr | None
    body: Block


class Match(NamedTuple):
    line: int
    subject: Expr
    cases: tuple[Case, ...]


class TypeStmt(NamedTuple):
    """``type name = value``; the value is not evaluated."""

    line: int
    name: str


class Refused(NamedTuple):
    """A statement that is not modelled; ``what`` names it for the reader."""

    line: int
    what: str


# --- patterns of match ---------------------------------------------------------------------------------------------


class MatchValue(NamedTuple):
    """Compares by ``==`` (by ``is`` for None, True, False)."""

    value: Expr


class MatchAs(NamedTuple):
    """``pattern as name``; both None is ``_``, pattern None captures all."""

    pattern: Pattern | None
    name: str | None


class MatchOr(NamedTuple):
    patterns: tuple[Pattern, ...]


class MatchSequence(NamedTuple):
    """Items may hold one ``MatchStar``."""

    patterns: tuple[Pattern, ...]


class MatchStar(NamedTuple):
    name: str | None


class MatchMapping(NamedTuple):
    items: tuple[tuple[Expr, Pattern], ...]
    rest: str | None


class MatchClass(NamedTuple):
    cls: Expr
    patterns: tuple[Pattern, ...]
    keywords: tuple[tuple[str, Pattern], ...]


Expr: TypeAlias = (
    Const
    | Name
    | Attribute
    | Subscript
    | Slice
    | Call
    | BinaryOp
    | UnaryOp
    | BoolOp
    | Compare
    | IfExp
    | Lambda
    | ListExpr
    | TupleExpr
    | SetExpr
    | DictExpr
    | Comprehension
    | JoinedStr
    | Starred
    | NamedExpr
    | Yield
    | YieldFrom
    | Await
    | RefusedExpr
)

Stmt: TypeAlias = (
    ExprStmt
    | Assign
    | AugAssign
    | AnnAssign
    | Return
    | Raise
    | Assert
    | Delete
    | Pass
    | Break
    | Continue
    | Global
    | Nonlocal
    | Import
    | ImportFrom
    | If
    | For
    | While
    | Try
    | With
    | Match
    | TypeStmt
    | FunctionDef
    | ClassDef
    | Refused
)

Pattern: TypeAlias = MatchValue | MatchAs | MatchOr | MatchSequence | MatchStar | MatchMapping | MatchClass

Block: TypeAlias = tuple[Stmt, ...]


class Module(NamedTuple):
    """A lowered module. ``doc`` is its docstring."""

    body: Block
    doc: str | None
