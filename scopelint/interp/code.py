"""Code: a function's body, lowered and compiled to closures when it is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.symbols import Scope, function_scope
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NO_PARAMS = ir.Parameters((), (), None, (), None)


class Code:
    """What all functions made from one ``def`` share.

    ``template`` is a fresh frame's slots; parameters come first, in order. ``cell_slots`` pairs the name of each
    shared local with the slot of the parameter it starts from (-1: none). ``run`` is None until ``prepare``.
    """

    __slots__ = (
        "body",
        "cell_names",
        "cell_slots",
        "doc",
        "free",
        "is_async",
        "is_generator",
        "keyword_index",
        "kwarg_slot",
        "kwonly",
        "line",
        "name",
        "params",
        "plain_count",
        "positional",
        "qualname",
        "run",
        "scope",
        "slot_names",
        "source",
        "template",
        "vararg_slot",
    )

    def __init__(
        self,
        name: str,
        params: ir.Parameters,
        body: Any,
        source: Any,
        line: int,
        scope: Scope | None,
        doc: str | None = None,
        is_async: bool = False,
    ) -> None:
        self.name = name
        self.qualname = name
        self.params = params
        self.body = body
        self.source = source
        self.line = line
        self.scope = scope
        self.doc = doc
        self.is_async = is_async
        self.is_generator = False
        self.run: Any = None
        self.template: list[Anything] = []
        self.cell_slots: list[tuple[str, int]] = []
        self.cell_names: list[str] = []
        self.free: list[str] = scope.free if scope is not None else []
        names = [p.name for p in (*params.posonly, *params.args)]
        self.positional = names
        at = len(names)
        self.vararg_slot = at if params.vararg is not None else None
        at += params.vararg is not None
        self.kwonly = [(p.name, at + i) for i, p in enumerate(params.kwonly)]
        at += len(params.kwonly)
        self.kwarg_slot = at if params.kwarg is not None else None
        self.keyword_index = {n: i for i, n in enumerate(names) if i >= len(params.posonly)}
        self.keyword_index.update(self.kwonly)
        plain = params.vararg is None and not params.kwonly and params.kwarg is None
        self.plain_count = len(names) if plain else -1
        self.slot_names = list(names)
        if params.vararg is not None:
            self.slot_names.append(params.vararg)
        self.slot_names.extend(p.name for p in params.kwonly)
        if params.kwarg is not None:
            self.slot_names.append(params.kwarg)

    def prepare(self, vm: Machine) -> None:
        """Lower the body if it was left unparsed, and compile it."""
        from scopelint.interp.compiler import compile_body

        if isinstance(self.body, ir.LazyBody):
            self.body = vm.loader.body(self.source, self.body)
        if self.scope is None:
            self.scope = function_scope(self.params, self.body, None)
            self.scope.close()
            self.free = self.scope.free
        scope = self.scope
        self.is_generator = scope.has_yield
        parameters = {n: i for i, n in enumerate(self.slot_names)}
        cells = list(scope.cells)
        self.cell_slots = [(n, parameters.get(n, -1)) for n in cells]
        self.cell_names = cells + list(self.free)
        self.slot_names.extend(n for n in scope.bound if n not in parameters and n not in cells)
        self.template = [MISSING] * len(self.slot_names)
        compile_body(self)
        self.template = [MISSING] * len(self.slot_names)
