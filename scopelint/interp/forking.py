"""Unknown conditions: both arms are followed from one state and merged.

- Both arms go on, or leave the same way: their states merge at once.
- One arm only raises: taken as not happening.
- One arm leaves (return, break, continue) and the other goes on: the leaving one waits, set aside, and is merged
  where the paths meet again: at the end of the loop, of the ``with`` or ``try`` block, or of the function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scopelint.interp.frame import CONTINUE, RETURN, Frame, Pending, Signal
from scopelint.interp.iteration import UnknownLength
from scopelint.interp.merging import merge_values
from scopelint.interp.raising import Raised
from scopelint.interp.world import Delta
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

Arm = Callable[[Frame], Signal | None]


def too_deep(vm: Machine) -> bool:
    """Whether another fork would exceed the fork depth; the caller then skips both arms."""
    vm.budget.fork()
    return vm.world.depth >= vm.limits.fork_depth


def assume(vm: Machine, condition: Anything, answer: bool) -> list[Unknown]:
    """While an arm is followed its condition has this answer, and its opposite the other. Gives what to forget."""
    if type(condition) is not Unknown:
        return []
    assumed = []
    pairs = [(condition, answer), (condition.negates, not answer), (condition.read_before(("not",)), not answer)]
    for unknown, value in pairs:
        if unknown is not None and unknown not in vm.assumed:
            vm.assumed[unknown] = value
            assumed.append(unknown)
    return assumed


def forget(vm: Machine, assumed: list[Unknown]) -> None:
    for unknown in assumed:
        vm.assumed.pop(unknown, None)


class Outcome(NamedTuple):
    """How an arm ended: its signal and result, or the exception it raised; and the ways parts of it left earlier."""

    signal: Signal | None
    result: Anything
    raised: Raised | None
    left: list[tuple[Signal, Anything]]


def run_arm(f: Frame, arm: Arm, condition: Anything, answer: bool) -> Outcome:
    """Follow one arm. Marks it opened are closed again: what had left inside it is merged into its end state."""
    vm = f.vm
    depth, waiting, logs = len(vm.frames), len(f.pending), vm.world.depth
    guards = len(vm.guards)
    assumed = assume(vm, condition, answer)
    try:
        signal = arm(f)
        return Outcome(signal, f.result, None, merge_left(f, waiting))
    except Raised as raised:
        del vm.frames[depth:]
        del vm.guards[guards:]
        instead = rescue(f, waiting)
        if instead is not None:
            return Outcome(instead, f.result, None, merge_left(f, waiting))
        while vm.world.depth > logs:
            vm.world.close()
        return Outcome(None, None, raised, [])
    except UnknownLength as unknown:
        del vm.frames[depth:]
        del vm.guards[guards:]
        vm.doubt(f"the length of {unknown.label} is not known, so the rest of a block was not followed")
        left = merge_left(f, waiting)
        while vm.world.depth > logs:
            vm.world.close()
        return Outcome(None, None, None, left)
    finally:
        forget(vm, assumed)


def rescue(f: Frame, waiting: int) -> Signal | None:
    """The code raised after an arm had been set aside: that arm is what happens. Gives its signal, or None."""
    if len(f.pending) <= waiting:
        return None
    pending = f.take_back()
    world = f.vm.world
    world.switch()
    world.resume(pending.delta)
    world.close()
    f.result = pending.result
    return pending.signal


def merge_left(f: Frame, waiting: int) -> list[tuple[Signal, Anything]]:
    """Merge the arms set aside above this count into the state in force; gives how they had left, oldest first."""
    left = []
    while len(f.pending) > waiting:
        pending = f.take_back()
        f.vm.world.join(pending.delta)
        left.append((pending.signal, pending.result))
    left.reverse()
    return left


def fork(f: Frame, condition: Anything, first: Arm, second: Arm) -> Signal | None:
    """Follow both arms of an unknown condition. Raises only when both do."""
    vm = f.vm
    world = vm.world
    world.open()
    world.touch(f)
    before = f.result
    a = run_arm(f, first, condition, True)
    delta = world.switch()
    f.result = before
    b = run_arm(f, second, condition, False)
    if a.raised is not None or b.raised is not None:
        return only_one(f, a, b, delta)
    signal = b.signal
    if a.signal is b.signal:
        world.join(delta)
        f.result = merge_values(vm, a.result, b.result, result_label(f)) if signal is RETURN else before
    elif b.signal is None or (a.signal is not None and b.signal is not RETURN):
        f.set_aside(Pending(a.signal or CONTINUE, a.result, delta))
        f.result = b.result
    else:
        # The second arm leaves: set it aside and go on with the first.
        second_delta = world.switch()
        world.resume(delta)
        f.set_aside(Pending(b.signal, b.result, second_delta))
        signal, f.result = a.signal, a.result
    for how, result in (*a.left, *b.left):
        keep_aside(f, how, result)
    return signal


def only_one(f: Frame, a: Outcome, b: Outcome, delta: Delta) -> Signal | None:
    """At least one arm raised: the other is what happens."""
    world = f.vm.world
    if a.raised is not None:
        world.close()
        if b.raised is not None:
            raise b.raised
        kept = b
    else:
        world.switch()
        world.resume(delta)
        world.close()
        kept = a
    f.result = kept.result
    for how, result in kept.left:
        keep_aside(f, how, result)
    return kept.signal


def result_label(f: Frame) -> str:
    code = f.code
    return f"{code.name}()" if code is not None and code.name else "value"


def keep_aside(f: Frame, signal: Signal, result: Anything) -> None:
    """Remember that from here on another path has left, with the state as it is now."""
    f.vm.world.open()
    f.vm.world.touch(f)
    f.set_aside(Pending(signal, result, {}))


def end_block(f: Frame, waiting: int, leave: Callable[[], Anything]) -> Anything:
    """End a ``with`` or ``try`` block: arms that left from inside it leave through the same exit."""
    if len(f.pending) == waiting:
        return leave()
    left = merge_left(f, waiting)
    result = leave()
    for signal, value in left:
        keep_aside(f, signal, value)
    return result


def settle_loop(f: Frame, waiting: int, signals: tuple[Signal, ...]) -> bool:
    """At the end of a turn (CONTINUE) or of a loop (BREAK too): merge the arms that left for there.

    Only from the top of the pile: one that waits for a later point keeps those below it waiting. Gives whether any
    was merged.
    """
    merged = False
    while len(f.pending) > waiting and f.pending[-1].signal in signals:
        f.vm.world.join(f.take_back().delta)
        merged = True
    return merged


def demote_loop(f: Frame, waiting: int) -> None:
    """After a loop: arms that wait for its end below ones that returned count as having gone on."""
    if any(p.signal is not RETURN for p in f.pending[waiting:]):
        for signal, result in merge_left(f, waiting):
            if signal is RETURN:
                keep_aside(f, signal, result)


def settle(f: Frame, signal: Signal | None) -> Anything:
    """At the end of a function: merge all arms that returned earlier. Gives the merged result."""
    result = f.result if signal is RETURN else None
    while f.pending:
        pending = f.take_back()
        f.vm.world.join(pending.delta)
        earlier = pending.result if pending.signal is RETURN else None
        result = merge_values(f.vm, earlier, result, result_label(f))
    return result


def settle_raised(f: Frame) -> Anything:
    """The rest of a function raised, after an arm had returned: that arm is what happens."""
    return settle(f, rescue(f, 0))


def fork_values(vm: Machine, options: Sequence[Callable[[], Anything]], label: str) -> Anything:
    """Evaluate each option from the same state; merge states and values. An option that raises does not happen."""
    if len(options) == 1:
        return options[0]()
    if too_deep(vm):
        vm.doubt(f"too many unknown conditions lie within each other around {label}")
        return Unknown(Kind.LIMIT, label)
    world = vm.world
    world.open()
    touch_frame(vm)
    first, raised_first = attempt(vm, options[0])
    delta = world.switch()
    rest, raised_rest = attempt(vm, lambda: fork_values(vm, options[1:], label))
    if raised_first is None and raised_rest is None:
        world.join(delta)
        return merge_values(vm, first, rest, label)
    if raised_first is None:
        world.switch()
        world.resume(delta)
        world.close()
        return first
    world.close()
    if raised_rest is not None:
        raise raised_rest
    return rest


def touch_frame(vm: Machine) -> None:
    if vm.frames:
        vm.world.touch(vm.frames[-1])


def attempt(vm: Machine, option: Callable[[], Anything]) -> tuple[Anything, Raised | None]:
    depth, logs = len(vm.frames), vm.world.depth
    try:
        return option(), None
    except Raised as raised:
        del vm.frames[depth:]
        while vm.world.depth > logs:
            vm.world.close()
        return None, raised
    except UnknownLength as unknown:
        del vm.frames[depth:]
        vm.doubt(f"the length of {unknown.label} is not known, so an expression was not followed")
        while vm.world.depth > logs:
            vm.world.close()
        return Unknown(Kind.LOOP, unknown.label), None
