"""What the benchmarks share: CPU time of a call or a command, as a median."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def cpu_of(function: Callable[[], object]) -> float:
    """CPU seconds of one call, all threads included."""
    gc.collect()
    start = time.process_time()
    function()
    return time.process_time() - start


def median(measure: Callable[[], float], times: int = 5) -> float:
    return statistics.median(measure() for _ in range(times))


def cpu_of_command(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, **(environment or {})}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def python_files(folder: str) -> list[Path]:
    """The Python files below a folder that mention TensorFlow."""
    from scopelint.source.finder import walk
    from scopelint.source.gate import mentions_tensorflow

    files = [Path(path) for path in walk([folder], suffixes=(".py",))]
    return [path for path in files if mentions_tensorflow(path.read_bytes())]


def show(what: str, seconds: float, against: float, than: str) -> None:
    print(f"{what:<40} {seconds:8.3f} s   {seconds / against:7.3f} of {than}")  # noqa: T201
