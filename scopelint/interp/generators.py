"""Generators: functions whose statements run as host generators, suspended at each yield."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Generator as HostGenerator
from typing import TYPE_CHECKING, Any

from scopelint.interp.assignments import target
from scopelint.interp.compiler import Compiler
from scopelint.interp.contexts import enter, leave, leave_raising
from scopelint.interp.exceptions import Clause, catches
from scopelint.interp.forking import merge_left
from scopelint.interp.frame import BREAK, RETURN, Frame, Signal
from scopelint.interp.iteration import UnknownLength, item_of, iterate
from scopelint.interp.raising import Raised, new_exception, raise_value
from scopelint.interp.truth import truth
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything, MergeValues, Stateful
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

Steps = Callable[[Frame], HostGenerator[Anything, Anything, Signal | None]]
"""A statement that may yield, as a host generator function."""


class Generator(Stateful):
    """A generator object. One that a fork advanced gives unknown items after the fork: it cannot be rewound."""

    __slots__ = ("frame", "lost", "name", "result", "started", "steps")
    type_name = "generator"

    def __init__(self, vm: Machine, frame: Frame, steps: HostGenerator[Anything, Anything, Any]) -> None:
        self.frame = frame
        self.steps = steps
        self.started = False
        self.lost = False
        self.result: Anything = None
        self.name = frame.code.name
        self.stamp = vm.world.mark

    def save(self) -> Any:
        return self.lost

    def load(self, state: Any) -> None:
        self.lost = state

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        return True

    def resume(self, vm: Machine, value: Anything = None, raised: Raised | None = None) -> Anything:
        """Run to the next yield: its value, or MISSING when the generator ended (``result`` then holds its return)."""
        if self.lost:
            raise UnknownLength(Unknown(Kind.LOOP, self.name), self.name)
        if self.stamp != vm.world.mark:
            vm.world.touch(self)
        frames = vm.frames
        if len(frames) >= vm.limits.depth:
            from scopelint.interp.raising import fail

            fail(vm, "RecursionError", "maximum recursion depth exceeded")
        vm.budget.charge(1)
        depth = len(frames)
        frames.append(self.frame)
        try:
            if raised is not None:
                return self.steps.throw(raised)
            if not self.started:
                self.started = True
                return next(self.steps)
            return self.steps.send(value)
        except StopIteration:
            self.result, self.frame.result = self.frame.result, None
            return MISSING
        finally:
            del frames[depth:]

    def iterate(self, vm: Machine) -> Iterator[Anything]:
        while True:
            item = self.resume(vm)
            if item is MISSING:
                return
            yield item


def new_generator(vm: Machine, frame: Frame) -> Generator:
    return Generator(vm, frame, frame.code.run(frame))


def compile_generator(c: Compiler, body: ir.Block) -> Any:
    steps = block(c, body)

    def run(f: Frame) -> Iterator[Anything]:
        signal = yield from steps(f)
        if signal is not RETURN:
            f.result = None

    return run


def yields(node: Any) -> bool:
    """Whether the statement has a yield of this function."""
    if isinstance(node, (ir.Yield, ir.YieldFrom)):
        return True
    if isinstance(node, (ir.FunctionDef, ir.Lambda, ir.ClassDef)):
        return False
    return isinstance(node, tuple) and any(yields(part) for part in node if isinstance(part, tuple))


def block(c: Compiler, statements: ir.Block) -> Steps:
    compiled: list[tuple[int, bool, Any]] = []
    for node in statements:
        suspends = yields(node)
        compiled.append((node.line, suspends, suspending(c, node) if suspends else c.stmt(node)))

    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        for line, suspends, step in compiled:
            f.line = line
            f.vm.budget.charge(1)
            signal = (yield from step(f)) if suspends else step(f)
            if f.pending:
                # An arm that left cannot wait while the generator is suspended: it counts as having gone on.
                merge_left(f, 0)
            if signal is not None:
                return signal  # type: ignore[no-any-return]
        return None

    return run


def suspending(c: Compiler, node: Any) -> Steps:
    """The steps of a statement that has a yield."""
    c.line = node.line
    kind = type(node)
    if kind is ir.ExprStmt:
        return yield_statement(c, node.value, None)
    if kind is ir.Assign:
        store = target(c, node.targets[0])
        return yield_statement(c, node.value, store)
    return COMPOUND[kind](c, node)


def yield_statement(c: Compiler, node: ir.Yield | ir.YieldFrom, store: Any) -> Steps:
    value = c.optional(node.value)
    if isinstance(node, ir.Yield):

        def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
            sent = yield (None if value is None else value(f))
            if store is not None:
                store(f, sent)
            return None

        return run
    assert value is not None

    def run_from(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        inner = value(f)
        if isinstance(inner, Generator):
            yield from delegated(f, inner)
        else:
            yield from iterate(f.vm, inner)
        if store is not None:
            store(f, inner.result if isinstance(inner, Generator) else None)
        return None

    return run_from


def delegated(f: Frame, inner: Generator) -> HostGenerator[Anything, Anything, None]:
    """``yield from`` a generator: what is sent or thrown goes to it."""
    sent: Anything = None
    raised: Raised | None = None
    while True:
        item = inner.resume(f.vm, sent, raised)
        if item is MISSING:
            return
        sent, raised = None, None
        try:
            sent = yield item
        except Raised as thrown:
            raised = thrown
        except GeneratorExit:
            inner.steps.close()
            raise


def if_steps(c: Compiler, node: ir.If) -> Steps:
    test, body = c.expr(node.test), block(c, node.body)
    orelse = block(c, node.orelse)

    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        answer = truth(f.vm, test(f))
        if answer is None:
            f.vm.doubt("a generator yields under an unknown condition")
        return (yield from (orelse(f) if answer is False else body(f)))

    return run


def for_steps(c: Compiler, node: ir.For) -> Steps:
    iterable, put, body = c.expr(node.iterable), target(c, node.target), block(c, node.body)
    orelse = block(c, node.orelse)

    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        source = iterable(f)
        unknown: UnknownLength | None = None
        items = iterate_safely(f, source)
        for item in items:
            if isinstance(item, UnknownLength):
                unknown = item
                break
            put(f, item)
            f.vm.budget.charge(1)
            signal = yield from body(f)
            if signal is BREAK:
                return None
            if signal is RETURN:
                return signal
        if unknown is not None:
            put(f, item_of(f.vm, unknown, 0))
            signal = yield from body(f)
            if signal is RETURN:
                return signal
            raise UnknownLength(Unknown(Kind.LOOP, "item"), "item")
        return (yield from orelse(f))

    return run


def iterate_safely(f: Frame, source: Anything) -> Iterator[Any]:
    try:
        yield from iterate(f.vm, source)
    except UnknownLength as unknown:
        yield unknown


def while_steps(c: Compiler, node: ir.While) -> Steps:
    test, body, orelse = c.expr(node.test), block(c, node.body), block(c, node.orelse)

    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        while True:
            answer = truth(f.vm, test(f))
            if answer is False:
                return (yield from orelse(f))
            f.vm.budget.charge(1)
            signal = yield from body(f)
            if signal is BREAK:
                return None
            if signal is RETURN:
                return signal
            if answer is None:
                raise UnknownLength(Unknown(Kind.LOOP, "item"), "item")

    return run


def with_steps(c: Compiler, node: ir.With) -> Steps:
    run = block(c, node.body)
    for expression, name in reversed(node.items):
        run = one_with(c.expr(expression), None if name is None else target(c, name), run)
    return run


def one_with(manager: Any, put: Any, body: Steps) -> Steps:
    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        context = manager(f)
        line = f.line
        value = enter(f, context)
        try:
            if put is not None:
                put(f, value)
            signal = yield from body(f)
        except Raised as raised:
            f.line = line
            return leave_raising(f, context, raised)
        except (GeneratorExit, UnknownLength):
            leave(f, context)
            raise
        result = f.result
        f.line = line
        leave(f, context)
        f.result = result
        return signal

    return run


def try_steps(c: Compiler, node: ir.Try) -> Steps:
    run = block(c, node.body)
    if node.handlers:
        clauses = [(Clause(c, h, suspends=True), block(c, h.body)) for h in node.handlers]
        run = handled(run, clauses, block(c, node.orelse))
    if node.finalbody:
        run = finally_steps(run, block(c, node.finalbody))
    return run


def handled(body: Steps, clauses: list[tuple[Clause, Steps]], orelse: Steps) -> Steps:
    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        try:
            signal = yield from body(f)
        except Raised as raised:
            for clause, steps in clauses:
                f.line = clause.line
                if clause.type is not None and catches(f.vm, clause.type(f), raised.value.cls) is False:
                    continue
                if clause.store is not None:
                    clause.store(f, raised.value)
                before, f.exception = f.exception, raised.value
                try:
                    return (yield from steps(f))
                finally:
                    f.exception = before
            raise
        return signal if signal is not None else (yield from orelse(f))

    return run


def finally_steps(body: Steps, final: Steps) -> Steps:
    def run(f: Frame) -> HostGenerator[Anything, Anything, Signal | None]:
        try:
            signal = yield from body(f)
        except Raised:
            ended = yield from final(f)
            if ended is not None:
                return ended
            raise
        except GeneratorExit:
            yield from final(f)
            raise
        result = f.result
        ended = yield from final(f)
        if ended is not None:
            return ended
        f.result = result
        return signal

    return run


COMPOUND: dict[type, Callable[[Compiler, Any], Steps]] = {
    ir.If: if_steps,
    ir.For: for_steps,
    ir.While: while_steps,
    ir.With: with_steps,
    ir.Try: try_steps,
}


def stop_iteration(vm: Machine, result: Anything) -> None:
    """Raise the StopIteration that ends a generator driven by ``next``."""
    raise_value(vm, new_exception(vm, vm.types["StopIteration"], () if result is None else (result,)))
