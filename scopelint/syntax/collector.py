"""Python's garbage collector, paused for work that makes no cycles and slowed for work that makes few."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile. Trees hold no cycles; collecting among them takes a third of a parse."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


OFTEN = (50_000, 20, 100)
"""How many new objects start a collection while programs are run. Closures and values live as long as their run, so the
usual 700 finds nothing and takes a seventh of the time; this costs about 10 MB."""


@contextmanager
def collector_slowed() -> Iterator[None]:
    """Few garbage collections meanwhile."""
    usual = gc.get_threshold()
    if 0 < usual[0] < OFTEN[0]:  # 0: whoever called us has turned it off
        gc.set_threshold(*OFTEN)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
