"""threading: running a thread's target. The classes are a sketch.

``vm.state["threads"]``, where the TensorFlow model sets it, is a callable ``(vm, run)``: it switches to a new thread of
the engine, calls ``run()``, and switches back, whatever ``run`` raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call
from scopelint.interp.raising import Raised
from scopelint.library.builtins.natives import Table, change, function, items_of, plain
from scopelint.values.base import Anything
from scopelint.values.objects import Instance

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="threading")


@function(NAMES, "_run_thread", pure=False)
def run_thread(vm: Machine, target: Anything, args: Anything = (), kwargs: Anything = None, /) -> Anything:
    """Run a thread at once, to its end: ``(True, result)``, or ``(False, exception)``, which ends only the thread."""
    result: list[Anything] = []
    named = {} if kwargs is None else dict(plain(kwargs).items)

    def run() -> None:
        result.append(call(vm, target, items_of(vm, args), named))

    guards, vm.guards = vm.guards, []
    depth, logs = len(vm.frames), vm.world.depth
    local = set_local_aside(vm)
    hook = vm.state.get("threads")
    try:
        if hook is None:
            run()
        else:
            hook(vm, run)
    except Raised as raised:
        del vm.frames[depth:]
        while vm.world.depth > logs:
            vm.world.close()
        return False, raised.value
    finally:
        vm.guards = guards
        put_local_back(vm, local)
    return True, result[0] if result else None


@function(NAMES, "_register_local", pure=False)
def register_local(vm: Machine, obj: Anything, /) -> None:
    """An object whose attributes each thread has of its own."""
    vm.state.setdefault("thread_locals", []).append(obj)


def set_local_aside(vm: Machine) -> list[tuple[Instance, dict[str, Anything]]]:
    aside = []
    for obj in vm.state.get("thread_locals", ()):
        change(vm, obj)
        aside.append((obj, obj.attrs.copy()))
        obj.attrs.clear()
    return aside


def put_local_back(vm: Machine, aside: list[tuple[Instance, dict[str, Anything]]]) -> None:
    for obj, attrs in aside:
        change(vm, obj)
        obj.attrs.clear()
        obj.attrs.update(attrs)


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
