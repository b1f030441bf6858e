"""Running a callable with room for deep recursion, so that deeply nested code cannot kill the process.

LibCST's native parser and Python's pickle recurse on the C stack, which only a thread of our own can have large enough.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

STACK_BYTES = 512 * 1024 * 1024
"""Address space, not memory: pages are only used when touched. LibCST takes at most about 8 KiB a level."""

RECURSION_LIMIT = 100_000

_inside = threading.local()
_lock = threading.Lock()
_active = 0
_usual_limit = 0


def is_deep() -> bool:
    """Whether the calling thread was made by `run_deep`."""
    return getattr(_inside, "deep", False)


def run_deep(function: Callable[[], Result]) -> Result:
    """What ``function()`` returns or raises, run in a thread with a large stack and a raised recursion limit.

    Inside such a thread it is a plain call.
    """
    if is_deep():
        return function()
    results: list[Result] = []
    errors: list[BaseException] = []

    def work() -> None:
        _inside.deep = True
        try:
            results.append(function())
        except BaseException as error:  # handed to the caller as it is, KeyboardInterrupt and SystemExit too
            errors.append(error)

    _raise_limit()
    try:
        _start(work).join()
    finally:
        _restore_limit()
    if errors:
        raise errors[0]
    return results[0]


def _start(work: Callable[[], None]) -> threading.Thread:
    with _lock:  # the stack size is a setting of the process: no other thread may start meanwhile with it
        before = threading.stack_size()
        stack = STACK_BYTES
        while True:
            try:
                threading.stack_size(stack)
                thread = threading.Thread(target=work, name="scopelint-deep", daemon=True)
                thread.start()
            except (RuntimeError, ValueError, MemoryError):  # an address space limit (ulimit -v, a small container)
                if stack <= 16 * 1024 * 1024:
                    raise
                stack //= 2
            else:
                return thread
            finally:
                threading.stack_size(before)


def _raise_limit() -> None:
    global _active, _usual_limit
    with _lock:
        if _active == 0:
            _usual_limit = sys.getrecursionlimit()
            sys.setrecursionlimit(max(_usual_limit, RECURSION_LIMIT))
        _active += 1


def _restore_limit() -> None:
    global _active
    with _lock:
        _active -= 1
        if _active == 0:
            sys.setrecursionlimit(_usual_limit)
