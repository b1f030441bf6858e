"""What is known of one file, in the form the cache keeps: its lowered module and the bodies lowered so far.

Pickle, because it is measured the fastest to read back: 0.008 of the parse, where marshal (which cannot write named
tuples, so they must be packed and unpacked) takes 0.011 and JSON 0.065. A pickle can run code when it is hostile, so
reading resolves nothing but the IR's own classes, and the cache never lies in the analysed tree.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scopelint.syntax import ir
from scopelint.syntax.problem import SyntaxProblem


@dataclass(slots=True)
class Record:
    """One file. ``problem`` is set instead of ``module`` when it cannot be parsed; ``bodies`` are by first line.

    ``python2`` tells that the module was lowered from the text that the Python 2 door made of it.
    """

    module: ir.Module | None
    problem: SyntaxProblem | None = None
    python2: bool = False
    bodies: dict[int, ir.Block] = field(default_factory=dict)


_ALLOWED: dict[tuple[str, str], Any] = {
    ("builtins", "Ellipsis"): ...,
    ("builtins", "complex"): complex,
    (SyntaxProblem.__module__, "SyntaxProblem"): SyntaxProblem,
}
_NODES: dict[str, type] = {
    name: item
    for name, item in vars(ir).items()
    if isinstance(item, type) and issubclass(item, tuple) and hasattr(item, "_fields")
}
_ALLOWED.update({(ir.__name__, name): item for name, item in _NODES.items()})


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of the IR") from None


def dump(record: Record) -> bytes:
    """The record as bytes. Raises RecursionError for code nested deeper than the calling thread can walk."""
    parts = (record.module, record.problem, record.python2, record.bodies)
    return pickle.dumps(parts, protocol=5)


def load(data: bytes) -> Record | None:
    """The record that `dump` wrote, or None for anything else."""
    try:
        module, problem, python2, bodies = _Reader(io.BytesIO(data)).load()
    except Exception:  # corrupt bytes make pickle raise almost any type
        return None
    if not isinstance(bodies, dict) or (not isinstance(module, ir.Module) and not isinstance(problem, SyntaxProblem)):
        return None
    return Record(module, problem, bool(python2), bodies)


def schema() -> str:
    """A short hash that changes with the IR's classes and with the code that lowers to it.

    The code enters by size and time of its files, so that editing it never reads what an older one wrote.
    """
    hashed = hashlib.blake2b(digest_size=8)
    for name, node in sorted(_NODES.items()):
        hashed.update(f"{name}:{','.join(getattr(node, '_fields', ()))};".encode())
    here = Path(__file__).parent
    for folder in (here, here.parent / "source"):
        for file in sorted(folder.glob("*.py")):
            status = file.stat()
            hashed.update(f"{file.name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return hashed.hexdigest()
