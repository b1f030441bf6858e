"""Which scope each name of a function belongs to: local, shared with inner functions, from outside, or global."""

from __future__ import annotations

from typing import Any

from scopelint.syntax import ir

FUNCTIONS = (ir.FunctionDef, ir.Lambda, ir.Comprehension)


class Scope:
    """The names of one function, class body or module.

    ``cells`` are its own locals that inner functions use; ``free`` those it takes from outside. ``children`` gives the
    scope of each nested function, lambda, comprehension and class, by the identity of its node.
    """

    def __init__(self, kind: str, parent: Scope | None) -> None:
        self.kind = kind
        self.parent = parent
        self.bound: dict[str, None] = {}
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.uses: set[str] = set()
        self.children: dict[int, Scope] = {}
        self.free: list[str] = []
        self.cells: list[str] = []
        self.has_yield = False

    def bind(self, name: str) -> None:
        if name not in self.globals and name not in self.nonlocals:
            self.bound[name] = None

    def close(self) -> None:
        """Decide cells and free names, children first."""
        wanted: dict[str, None] = {}
        for child in self.children.values():
            child.close()
            wanted.update(dict.fromkeys(child.free))
        if self.kind == "function":
            self.cells = [n for n in wanted if n in self.bound]
        free = {n: None for n in wanted if not (self.kind == "function" and n in self.bound)}
        own = self.uses | self.nonlocals if self.kind == "function" else self.uses
        for name in sorted(own):
            if name not in self.bound and name not in self.globals:
                free[name] = None
        self.free = [n for n in free if n not in self.globals and self._outside(n)]

    def _outside(self, name: str) -> bool:
        """Whether an enclosing function binds the name."""
        scope = self.parent
        while scope is not None:
            if scope.kind == "function":
                if name in scope.globals:
                    return False
                if name in scope.bound:
                    return True
            scope = scope.parent
        return False


def function_scope(params: ir.Parameters | None, body: Any, parent: Scope | None, method: bool = False) -> Scope:
    """The scope of a function with this body: a block, or an expression for a lambda."""
    scope = Scope("function", parent)
    if params is not None:
        for param in (*params.posonly, *params.args, *params.kwonly):
            scope.bound[param.name] = None
        for name in (params.vararg, params.kwarg):
            if name is not None:
                scope.bound[name] = None
    if method:
        scope.bound["__class__"] = None
    declare(scope, body)
    visit(scope, body)
    return scope


def comprehension_scope(node: ir.Comprehension, parent: Scope) -> Scope:
    """The scope of a comprehension; its first iterable is evaluated outside and comes in as ``.0``."""
    scope = Scope("function", parent)
    scope.bound[".0"] = None
    for i, clause in enumerate(node.clauses):
        bind_target(scope, clause.target)
        if i:
            visit(scope, clause.iterable)
        visit(scope, clause.conditions)
    visit(scope, node.element)
    visit(scope, node.value)
    return scope


def class_scope(node: ir.ClassDef, parent: Scope) -> Scope:
    scope = Scope("class", parent)
    declare(scope, node.body)
    visit(scope, node.body)
    return scope


def module_scope(body: ir.Block) -> Scope:
    scope = Scope("module", None)
    visit(scope, body)
    scope.close()
    return scope


def declare(scope: Scope, node: Any) -> None:
    """Collect ``global`` and ``nonlocal`` statements first: they decide what an assignment binds."""
    if isinstance(node, (ir.Global, ir.Nonlocal)):
        (scope.globals if isinstance(node, ir.Global) else scope.nonlocals).update(node.names)
    elif isinstance(node, (*FUNCTIONS, ir.ClassDef)):
        return
    elif isinstance(node, tuple):
        for part in node:
            if isinstance(part, tuple):
                declare(scope, part)


def bind_target(scope: Scope, target: Any) -> None:
    if isinstance(target, ir.Name):
        scope.bind(target.id)
        if scope.kind == "class":
            scope.uses.add(target.id)
    elif isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        for item in target.items:
            bind_target(scope, item)
    elif isinstance(target, ir.Starred):
        bind_target(scope, target.value)
    else:
        visit(scope, target)


def visit(scope: Scope, node: Any) -> None:
    """Record what a node binds and uses."""
    handler = VISITORS.get(type(node))
    if handler is not None:
        handler(scope, node)
    elif isinstance(node, tuple):
        for part in node:
            if isinstance(part, tuple):
                visit(scope, part)


def _name(scope: Scope, node: ir.Name) -> None:
    scope.uses.add(node.id)


def _named(scope: Scope, node: ir.NamedExpr) -> None:
    owner = scope
    while owner.kind == "function" and ".0" in owner.bound and owner.parent is not None:
        owner = owner.parent
    if owner is not scope:
        scope.nonlocals.add(node.target)
    owner.bind(node.target)
    visit(scope, node.value)


def _assign(scope: Scope, node: ir.Assign) -> None:
    visit(scope, node.value)
    for target in node.targets:
        bind_target(scope, target)


def _aug(scope: Scope, node: ir.AugAssign) -> None:
    visit(scope, node.target)
    bind_target(scope, node.target)
    visit(scope, node.value)


def _ann(scope: Scope, node: ir.AnnAssign) -> None:
    bind_target(scope, node.target)
    visit(scope, node.annotation)
    visit(scope, node.value)


def _delete(scope: Scope, node: ir.Delete) -> None:
    for target in node.targets:
        bind_target(scope, target)


def _import(scope: Scope, node: ir.Import) -> None:
    for dotted, alias in node.names:
        scope.bind(alias or dotted.partition(".")[0])


def _import_from(scope: Scope, node: ir.ImportFrom) -> None:
    for name, alias in node.names:
        if name != "*":
            scope.bind(alias or name)


def _for(scope: Scope, node: ir.For) -> None:
    visit(scope, node.iterable)
    bind_target(scope, node.target)
    visit(scope, node.body)
    visit(scope, node.orelse)


def _with(scope: Scope, node: ir.With) -> None:
    for expression, target in node.items:
        visit(scope, expression)
        if target is not None:
            bind_target(scope, target)
    visit(scope, node.body)


def _handler(scope: Scope, node: ir.Handler) -> None:
    visit(scope, node.type)
    if node.name is not None:
        scope.bind(node.name)
    visit(scope, node.body)


def _function(scope: Scope, node: ir.FunctionDef) -> None:
    scope.bind(node.name)
    visit(scope, node.decorators)
    visit_defaults(scope, node.params)
    if isinstance(node.body, ir.LazyBody):
        return
    child = function_scope(node.params, node.body, scope)
    scope.children[id(node)] = child


def visit_defaults(scope: Scope, params: ir.Parameters) -> None:
    for param in (*params.posonly, *params.args, *params.kwonly):
        visit(scope, param.default)


def _lambda(scope: Scope, node: ir.Lambda) -> None:
    visit_defaults(scope, node.params)
    scope.children[id(node)] = function_scope(node.params, node.body, scope)


def _class(scope: Scope, node: ir.ClassDef) -> None:
    scope.bind(node.name)
    visit(scope, node.decorators)
    visit(scope, node.bases)
    visit(scope, node.keywords)
    scope.children[id(node)] = class_scope(node, scope)


def _comprehension(scope: Scope, node: ir.Comprehension) -> None:
    visit(scope, node.clauses[0].iterable)
    scope.children[id(node)] = comprehension_scope(node, scope)


def _yield(scope: Scope, node: ir.Yield | ir.YieldFrom) -> None:
    scope.has_yield = True
    visit(scope, node.value)


def _match_as(scope: Scope, node: ir.MatchAs) -> None:
    visit(scope, node.pattern)
    if node.name is not None:
        scope.bind(node.name)


def _match_star(scope: Scope, node: ir.MatchStar) -> None:
    if node.name is not None:
        scope.bind(node.name)


def _match_mapping(scope: Scope, node: ir.MatchMapping) -> None:
    visit(scope, node.items)
    if node.rest is not None:
        scope.bind(node.rest)


def _type(scope: Scope, node: ir.TypeStmt) -> None:
    scope.bind(node.name)


VISITORS: dict[type, Any] = {
    ir.Name: _name,
    ir.NamedExpr: _named,
    ir.Assign: _assign,
    ir.AugAssign: _aug,
    ir.AnnAssign: _ann,
    ir.Delete: _delete,
    ir.Import: _import,
    ir.ImportFrom: _import_from,
    ir.For: _for,
    ir.With: _with,
    ir.Handler: _handler,
    ir.FunctionDef: _function,
    ir.Lambda: _lambda,
    ir.ClassDef: _class,
    ir.Comprehension: _comprehension,
    ir.Yield: _yield,
    ir.YieldFrom: _yield,
    ir.MatchAs: _match_as,
    ir.MatchStar: _match_star,
    ir.MatchMapping: _match_mapping,
    ir.TypeStmt: _type,
}
