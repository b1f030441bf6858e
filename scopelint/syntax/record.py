"""What is known of one file, in the form the cache keeps: its lowered module and the bodies lowered so far.

Pickle, by measurement: reading it back takes 0.028 of the parse (each body on its own, when it is called); marshal
cannot write named tuples, and packing them for it makes 0.057. A pickle can run code when it is hostile, so reading
resolves nothing but the IR's own classes, and the cache never lies in the analysed tree.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from typing import Any

from scopelint.syntax import ir
from scopelint.syntax.collector import collector_paused
from scopelint.syntax.problem import SyntaxProblem

_NODES: dict[str, type] = {
    name: item
    for name, item in vars(ir).items()
    if isinstance(item, type) and issubclass(item, tuple) and hasattr(item, "_fields")
}
_ALLOWED: dict[tuple[str, str], Any] = {
    ("builtins", "Ellipsis"): ...,
    ("builtins", "complex"): complex,
    (SyntaxProblem.__module__, "SyntaxProblem"): SyntaxProblem,
    **{(ir.__name__, name): item for name, item in _NODES.items()},
}


class Record:
    """One file. ``problem`` is set instead of ``module`` when it cannot be parsed.

    ``python2`` tells that the module was lowered from the text that the Python 2 door made of it.
    """

    def __init__(
        self,
        module: ir.Module | None,
        problem: SyntaxProblem | None = None,
        python2: bool = False,
        stored: dict[int, bytes] | None = None,
    ) -> None:
        self.module = module
        self.problem = problem
        self.python2 = python2
        self._bodies: dict[int, ir.Block] = {}
        self._stored: dict[int, bytes] = stored or {}  # bodies by first line, as they came from the cache

    def body(self, first: int) -> ir.Block | None:
        """The body that begins at line ``first``, if it is known."""
        block = self._bodies.get(first)
        if block is None and first in self._stored:
            block = _read_block(self._stored[first])
            if block is None:
                del self._stored[first]
            else:
                self._bodies[first] = block
        return block

    def add(self, first: int, block: ir.Block) -> None:
        """Adds a body that was lowered."""
        self._bodies[first] = block

    def merge(self, other: Record) -> None:
        """Adds the stored bodies of another record of the same file."""
        for first, data in other._stored.items():
            self._stored.setdefault(first, data)

    def dump(self) -> bytes:
        """The record as bytes. Raises RecursionError for code nested deeper than the calling thread can walk."""
        for first, block in self._bodies.items():
            if first not in self._stored:
                self._stored[first] = pickle.dumps(block, protocol=5)
        return pickle.dumps((self.module, self.problem, self.python2, self._stored), protocol=5)


def load(data: bytes) -> Record | None:
    """The record that `Record.dump` wrote, or None for anything else."""
    try:
        module, problem, python2, stored = _read(data)
    except Exception:  # corrupt bytes make pickle raise almost any type
        return None
    sound = isinstance(module, ir.Module) or (module is None and isinstance(problem, SyntaxProblem))
    if not sound or not isinstance(stored, dict):
        return None
    return Record(module, problem, bool(python2), stored)


def _read_block(data: bytes) -> ir.Block | None:
    try:
        block = _read(data)
    except Exception:  # as in `load`
        return None
    return block if isinstance(block, tuple) else None


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of the IR") from None


def _read(data: bytes) -> Any:
    with collector_paused():
        return _Reader(io.BytesIO(data)).load()


def schema() -> str:
    """A short hash that changes with the IR's classes and with the code that lowers to it.

    The code enters by size and time of its files, so that editing it never reads what an older one wrote.
    """
    hashed = hashlib.blake2b(digest_size=8)
    for name, node in sorted(_NODES.items()):
        hashed.update(f"{name}:{','.join(getattr(node, '_fields', ()))};".encode())
    here = os.path.dirname(os.path.abspath(__file__))
    for folder in (here, os.path.join(os.path.dirname(here), "source")):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".py"):
                status = os.stat(os.path.join(folder, name))
                hashed.update(f"{name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return hashed.hexdigest()
