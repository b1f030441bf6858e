"""Loops: known ones turn by turn, unknown ones twice with distinct items, endless ones within the budget."""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.budget import Budget
from scopelint.interp.assignments import target
from scopelint.interp.compiler import Compiler, Statement, nothing, statement
from scopelint.interp.forking import demote_loop, fork, merge_left, settle_loop, too_deep
from scopelint.interp.frame import BREAK, CONTINUE, RETURN, Frame, Signal
from scopelint.interp.iteration import UnknownLength, item_of, iterate
from scopelint.interp.names import Store
from scopelint.interp.skipping import assigned_names, skip
from scopelint.interp.truth import truth
from scopelint.syntax import ir
from scopelint.trace import Asserted, Event, Printed
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown


@statement(ir.For)
def compile_for(c: Compiler, node: ir.For) -> Statement:
    iterable, put = c.expr(node.iterable), target(c, node.target)
    body = c.block(node.body)
    orelse = c.block(node.orelse) if node.orelse else nothing
    names = [n.id for n in [node.target] if type(n) is ir.Name]
    label = names[0] if names else "item"
    loop = Loop(c, node.body, body, orelse)

    def run(f: Frame) -> Signal | None:
        source = iterable(f)
        try:
            items = iterate(f.vm, source)
        except UnknownLength as unknown:
            unknown.label = label
            return loop.unknown_length(f, put, unknown, 0)
        return loop.known(f, put, items, label)

    return run


class Loop:
    """The running of one loop statement, apart from where its items come from."""

    def __init__(self, c: Compiler, nodes: ir.Block, body: Statement, orelse: Statement) -> None:
        self.c = c
        self.nodes = nodes
        self.body = body
        self.orelse = orelse

    def known(self, f: Frame, put: Store, items: Iterator[Anything], label: str) -> Signal | None:
        vm = f.vm
        budget = vm.budget
        waiting = len(f.pending)
        allowance = Allowance(f)
        body = self.body
        try:
            for item in items:
                put(f, item)
                signal = body(f)
                budget.steps -= 1
                if len(f.pending) > waiting:
                    settle_loop(f, waiting, (CONTINUE,))
                if signal is not None and signal is not CONTINUE:
                    if signal is BREAK:
                        return self.end(f, waiting, broke=True)
                    return signal
                if allowance.used(budget) and not allowance.renew(f):
                    return self.unknown_length(f, put, UnknownLength(Unknown(Kind.LIMIT, label), label), waiting)
        except UnknownLength as unknown:
            return self.unknown_length(f, put, unknown, waiting)
        return self.end(f, waiting, broke=False)

    def end(self, f: Frame, waiting: int, *, broke: bool) -> Signal | None:
        """The loop is over: what left it earlier by break rejoins here; ``else`` runs unless it was broken."""
        signal = None
        if not broke:
            signal = self.orelse(f)
        if len(f.pending) > waiting:
            settle_loop(f, waiting, (BREAK, CONTINUE))
            demote_loop(f, waiting)
        return signal

    def unknown_length(self, f: Frame, put: Store, unknown: UnknownLength, waiting: int) -> Signal | None:
        """None, one or more turns: the body is followed for two, each under a condition of its own."""
        waiting = len(f.pending)
        if too_deep(f.vm):
            put(f, item_of(f.vm, unknown, 0))
            skip(f, self.c, self.nodes, "too many unknown conditions and loops lie within each other")
            return self.end(f, waiting, broke=False)

        def turn(g: Frame, number: int) -> Signal | None:
            put(g, item_of(g.vm, unknown, number))
            base = len(g.pending)
            g.vm.state["loop_turn"] = g.vm.state.get("loop_turn", 0) + (number > 0)
            try:
                signal = self.body(g)
            finally:
                g.vm.state["loop_turn"] -= number > 0
            settle_loop(g, base, (CONTINUE,))
            if signal is BREAK or signal is RETURN:
                return signal
            if number == 0 and not too_deep(g.vm):
                more = Unknown(Kind.LOOP, "another turn", pure=True)
                again = fork(g, more, lambda h: turn(h, 1), nothing)
                return again if again is not CONTINUE else None
            return None

        some = Unknown(Kind.LOOP, "a first turn", pure=True)
        signal = fork(f, some, lambda g: turn(g, 0), nothing)
        forget_turns(f, self.c, self.nodes)
        return self.finish_unknown(f, waiting, signal)

    def finish_unknown(self, f: Frame, waiting: int, signal: Signal | None) -> Signal | None:
        left = merge_left(f, waiting) if any(p.signal is not RETURN for p in f.pending[waiting:]) else []
        from scopelint.interp.forking import keep_aside

        for how, result in left:
            if how is RETURN:
                keep_aside(f, how, result)
        if signal is RETURN:
            return signal
        if signal is None:
            return self.orelse(f)
        return None


def forget_turns(f: Frame, c: Compiler, nodes: ir.Block) -> None:
    """Numbers a loop of unknown length counts up are not what two turns made them."""
    for name in assigned_names(nodes):
        at = c.slots.get(name) if c.scope.kind == "function" and name not in c.cells else None
        if at is not None and type(f.slots[at]) in (int, float):
            f.slots[at] = Unknown(Kind.LOOP, name)


MANY_PRINTS = 1_000


class Allowance:
    """How many steps and forks a loop may take while nothing is built. Each event grants the allowance anew."""

    __slots__ = ("events", "forks", "steps")

    def __init__(self, f: Frame) -> None:
        self.events = -1
        self.forks = self.steps = 0
        self.renew(f)

    def used(self, budget: Budget) -> bool:
        return budget.steps < self.steps or budget.forks < self.forks

    def only_prints(self, f: Frame, events: list[Event]) -> bool:
        """Whether all that happened since is output, as of a loop that serves without end: many lines of it, or what
        unknown conditions let through."""
        since = range(self.events, len(events))
        few = len(since) < MANY_PRINTS and f.vm.budget.forks >= self.forks
        if few or not all(type(events[at]) in (Printed, Asserted) for at in since):
            return False
        f.vm.doubt("a loop that prints was not followed to its end")
        return True

    def renew(self, f: Frame) -> bool:
        """Whether something was built since the last renewal; the next allowance starts then."""
        events = f.vm.trace.events
        count = len(events)
        if count == self.events or (self.events >= 0 and self.only_prints(f, events)):
            return False
        self.events = count
        self.steps = f.vm.budget.steps - f.vm.limits.quiet_steps
        self.forks = f.vm.budget.forks - f.vm.limits.quiet_forks
        return True


@statement(ir.While)
def compile_while(c: Compiler, node: ir.While) -> Statement:
    test = c.expr(node.test)
    body = c.block(node.body)
    orelse = c.block(node.orelse) if node.orelse else nothing
    loop = Loop(c, node.body, body, orelse)

    def run(f: Frame) -> Signal | None:
        vm = f.vm
        budget = vm.budget
        waiting = len(f.pending)
        allowance = Allowance(f)
        while True:
            condition = test(f)
            answer = condition if condition is True else truth(vm, condition)
            if answer is None:
                return loop.unknown_length(f, no_target, UnknownLength(None, "turn"), waiting)
            if not answer:
                return loop.end(f, waiting, broke=False)
            signal = body(f)
            budget.steps -= 1
            if len(f.pending) > waiting:
                settle_loop(f, waiting, (CONTINUE,))
            if signal is not None and signal is not CONTINUE:
                return loop.end(f, waiting, broke=True) if signal is BREAK else signal
            if len(f.pending) > waiting and any(p.signal is BREAK for p in f.pending[waiting:]):
                # Whether it went on depends on something unknown: that is a loop of unknown length.
                return loop.unknown_length(f, no_target, UnknownLength(None, "turn"), waiting)
            if allowance.used(budget) and not allowance.renew(f):
                forget_turns(f, c, node.body)
                return loop.end(f, waiting, broke=True)

    return run


def no_target(f: Frame, value: Anything) -> None:
    """A ``while`` loop assigns no item."""
