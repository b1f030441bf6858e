"""Threads of the program: each runs at once when started, under the engine's rules for threads (§18)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scopelint.interp.raising import Raised
from scopelint.library.tensorflow.run import failed_event, tf_of

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def run_thread(vm: Machine, key: object, body: Callable[[], object]) -> Raised | None:
    """Run a thread's target to its end; an exception ends only that thread and is told as a finding."""
    engine = tf_of(vm).engine
    before = engine.thread
    engine.thread = key
    guards, vm.guards = vm.guards, []
    try:
        body()
    except Raised as raised:
        vm.tell(failed_event(vm, raised))
        return raised
    finally:
        vm.guards = guards
        engine.thread = before
    return None
