"""Threads of the program: each runs at once when started, under the engine's rules for threads (§18)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scopelint.interp.raising import Raised

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def in_thread(vm: Machine, run: Callable[[], None]) -> None:
    """Run the body of a thread as a new thread of the engine. What ends it is told; its caller ends only the thread."""
    from scopelint.library.tensorflow.run import failed_event, tf_of

    engine = tf_of(vm).engine
    before = engine.thread
    number = vm.state["thread count"] = vm.state.get("thread count", 0) + 1
    engine.thread = number
    try:
        run()
    except Raised as raised:
        vm.tell(failed_event(vm, raised))
        raise
    finally:
        engine.thread = before
