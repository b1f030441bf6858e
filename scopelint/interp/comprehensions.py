"""Comprehensions and generator expressions: functions of their own, called at once with the first iterable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scopelint.interp.assignments import target
from scopelint.interp.calls import run_frame
from scopelint.interp.code import Code
from scopelint.interp.compiler import Compiler, Expression, expression
from scopelint.interp.frame import RETURN, Frame, Signal
from scopelint.interp.iteration import UnknownLength, item_of, iterate
from scopelint.interp.names import Store
from scopelint.interp.truth import hashable, truth
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import LOOSE, Dict, List, Set
from scopelint.values.objects import Cell
from scopelint.values.unknown import Kind, Unknown

FIRST = ir.Parameters((), (ir.Param(".0", None, None),), None, (), None)


@expression(ir.Comprehension)
def compile_outer(c: Compiler, node: ir.Comprehension) -> Expression:
    scope = c.scope.children[id(node)]
    words = {"list": "<listcomp>", "set": "<setcomp>", "dict": "<dictcomp>", "generator": "<genexpr>"}
    code = Code(words[node.kind], FIRST, node, c.source, c.line, scope)
    code.qualname = c.qualname.removesuffix("<locals>.").rstrip(".") or "<module>"
    iterable = c.expr(node.clauses[0].iterable)
    cells = [c.cells[name] for name in code.free if name in c.cells]
    lazy = node.kind == "generator"

    def run(f: Frame) -> Anything:
        source = iterable(f)
        vm = f.vm
        if code.run is None:
            code.prepare(vm)
        slots = code.template.copy()
        slots[0] = source
        own = [Cell(MISSING, n, vm.world.mark) for n, _ in code.cell_slots]
        frame = Frame(vm, f.module, slots, [*own, *[f.cells[i] for i in cells]])
        frame.code = code
        frame.owner = f.owner
        frame.function = f.function
        frame.line, frame.call, frame.call_line = f.line, f.call, f.call_line
        if lazy:
            from scopelint.interp.generators import Generator

            return Generator(vm, frame, code.run(frame))
        return run_frame(vm, frame)

    return run


class Turns:
    """The nested loops of a comprehension. ``unsure`` is set when some turns may or may not happen."""

    def __init__(self, c: Compiler, node: ir.Comprehension) -> None:
        self.puts: list[Store] = [target(c, clause.target) for clause in node.clauses]
        self.iterables = [None if not i else c.expr(clause.iterable) for i, clause in enumerate(node.clauses)]
        self.conditions = [[c.expr(x) for x in clause.conditions] for clause in node.clauses]
        names = [clause.target.id if type(clause.target) is ir.Name else "item" for clause in node.clauses]
        self.labels = names

    def run(self, f: Frame, unsure: list[int], at: int = 0) -> Iterator[None]:
        """Bind the targets turn by turn; yields once for each element to be made."""
        vm = f.vm
        iterable = self.iterables[at]
        source = f.slots[0] if iterable is None else iterable(f)
        put, conditions = self.puts[at], self.conditions[at]
        last = at + 1 == len(self.puts)
        for item in self.items(f, source, unsure, self.labels[at]):
            put(f, item)
            vm.budget.charge(1)
            wanted = True
            for condition in conditions:
                answer = truth(vm, condition(f))
                if answer is False:
                    wanted = False
                    break
                if answer is None:
                    unsure[0] = True
            if not wanted:
                continue
            if last:
                yield
            else:
                yield from self.run(f, unsure, at + 1)

    def items(self, f: Frame, source: Anything, unsure: list[int], label: str) -> Iterator[Anything]:
        found = False
        try:
            for item in iterate(f.vm, source):
                found = True
                yield item
            if type(source) is List and source.open:
                unsure[0] = unsure[0] or LOOSE
        except UnknownLength as unknown:
            unsure[0] = True
            if found:
                return
            if type(unknown.source) is not Unknown:
                unknown.label = label
            yield item_of(f.vm, unknown, 0)


def compile_comprehension(c: Compiler, code: Code) -> Any:
    """The body of a list, set or dict comprehension; of a generator expression a host generator."""
    node: ir.Comprehension = code.body
    turns = Turns(c, node)
    element, value = c.expr(node.element), c.optional(node.value)
    if node.kind == "generator":
        return generator_body(turns, element)

    def run(f: Frame) -> Signal:
        vm = f.vm
        unsure: list[int] = [False]
        limit = vm.limits.text
        if value is not None:
            pairs: dict[Anything, Anything] = {}
            for _ in turns.run(f, unsure):
                key = element(f)
                item = value(f)
                if type(key) is Unknown:
                    unsure[0] = True
                else:
                    pairs[hashable(vm, key)] = item
            f.result = Dict(pairs, vm.world.mark, open=bool(unsure[0]))
            return RETURN
        items: list[Anything] = []
        for _ in turns.run(f, unsure):
            items.append(element(f))
            if len(items) > limit:
                vm.budget.charge(vm.limits.steps)
        if node.kind == "list":
            f.result = List(items, vm.world.mark, open=unsure[0])
        else:
            result = Set({}, vm.world.mark)
            for item in items:
                if type(item) is Unknown:
                    unsure[0] = True
                else:
                    result.items[hashable(vm, item)] = None
            result.open = bool(unsure[0])
            f.result = result
        return RETURN

    return run


def generator_body(turns: Turns, element: Expression) -> Any:
    def run(f: Frame) -> Iterator[Anything]:
        unsure: list[int] = [False]
        for _ in turns.run(f, unsure):
            yield element(f)
            if unsure[0]:
                raise UnknownLength(Unknown(Kind.LOOP, turns.labels[0]), turns.labels[0])
        if unsure[0]:
            raise UnknownLength(Unknown(Kind.LOOP, turns.labels[0]), turns.labels[0])

    return run
