"""The façade of this room: lowered modules and bodies of sources, out of a cache where it has them.

The one invariant: with a warm cache LibCST is never imported, which is why it is imported inside functions here, at a
miss: importing it costs as much as parsing 3,000 lines. A file that is not Python 3 is read through the Python 2 door;
its lines stay, and the spans given out are those of the file as it is.
"""

from __future__ import annotations

from typing import Protocol

from scopelint.source.span import Span
from scopelint.source.text import Source
from scopelint.syntax import ir
from scopelint.syntax.deep import is_deep, run_deep
from scopelint.syntax.problem import SyntaxProblem
from scopelint.syntax.record import Record, load

MAX_RECORDS = 2000
"""Files kept in memory; a language server meets a new text at each keystroke. About 100 MB of usual files."""


class Store(Protocol):
    """What the loader needs of a cache: bytes by key, None for a miss. `scopelint.cache.Cache` is one."""

    def read(self, key: str) -> bytes | None: ...

    def write(self, key: str, data: bytes) -> None: ...


class Lowerer:
    """Lowers sources, each at most once, and remembers the result in ``store`` (None: only while this object lives).

    ``shipped`` is the store of the sources that come with the program (``Source.is_shipped``).
    """

    def __init__(self, store: Store | None = None, shipped: Store | None = None) -> None:
        self._store = store
        self._shipped = shipped if shipped is not None else store
        self._records: dict[str, Record] = {}
        self._grown: dict[str, Store | None] = {}  # digests of records with more than their store has, oldest first
        self._readings: dict[str, _Reading] = {}

    def module(self, source: Source) -> ir.Module:
        """The lowered module. Raises SyntaxProblem when the file is neither Python 3 nor Python 2."""
        record = self._record(source)
        if record.module is None:
            raise record.problem or SyntaxProblem("cannot be parsed", 1)
        return record.module

    def problem(self, source: Source) -> SyntaxProblem | None:
        """Why the file cannot be parsed, or None."""
        return self._record(source).problem

    def is_python2(self, source: Source) -> bool:
        """Whether the file was read as Python 2."""
        return self._record(source).python2

    def body(self, source: Source, lazy: ir.LazyBody) -> ir.Block:
        """The statements that a lazy body stands for."""
        record = self._record(source)
        block = record.body(lazy.first)
        if block is None:
            block = self._lower_body(source, lazy)
            record.add(lazy.first, block)
            self._grown[source.digest] = self._store_of(source)
        return block

    def locate(self, source: Source, line: int, call_index: int | None = None) -> Span:
        """The span of call ``call_index`` of the statement at ``line``, or of the statement (of its header)."""
        from scopelint.syntax.locate import locate_call, locate_statement

        reading = self._reading(source)
        if call_index is None:
            span = locate_statement(reading.text, line)
        else:
            span = locate_call(reading.text, line, call_index)
        return reading.original(span)

    def flush(self) -> None:
        """Writes what was lowered since the last time to the store. Never raises for the store's sake."""
        grown = [(digest, store) for digest, store in self._grown.items() if digest in self._records]
        self._grown.clear()
        for digest, store in grown:
            if store is None:
                continue
            record = self._records[digest]
            written = store.read(digest)
            older = load(written) if written is not None else None
            if older is not None:  # another process may have lowered other bodies meanwhile
                record.merge(older)
            try:
                data = record.dump() if is_deep() else _dump_anyhow(record)
            except (RecursionError, MemoryError):
                continue
            store.write(digest, data)

    def _record(self, source: Source) -> Record:
        record = self._records.get(source.digest)
        if record is None:
            if len(self._records) >= MAX_RECORDS:
                self._forget_oldest()
            store = self._store_of(source)
            data = None if store is None else store.read(source.digest)
            record = load(data) if data is not None else None
            if record is None:
                record = self._lower(source)
                self._grown[source.digest] = store
            self._records[source.digest] = record
        return record

    def _store_of(self, source: Source) -> Store | None:
        return self._shipped if source.is_shipped else self._store

    def _forget_oldest(self) -> None:
        self.flush()
        for digest in list(self._records)[: MAX_RECORDS // 2]:
            del self._records[digest]
            self._readings.pop(digest, None)

    def _lower(self, source: Source) -> Record:
        from scopelint.syntax.check import check_syntax
        from scopelint.syntax.lower import lower_module

        problem = check_syntax(source.text, notebook=source.cells is not None)
        if problem is None:
            try:
                return Record(lower_module(source.text, checked=True))
            except SyntaxProblem as raised:
                problem = raised
        return self._lower_as_python2(source, problem) or Record(None, problem)

    def _lower_as_python2(self, source: Source, problem: SyntaxProblem) -> Record | None:
        from scopelint.source.python2 import read_python2
        from scopelint.syntax.lower import lower_module

        if problem.message.startswith("nesting too deep"):
            return None
        masked = read_python2(source.text)
        if masked is None:
            return None
        try:
            module = lower_module(masked.text, eager=True)
        except SyntaxProblem:
            return None
        self._readings[source.digest] = _Reading(masked.text, masked)
        return Record(module, python2=True)

    def _lower_body(self, source: Source, lazy: ir.LazyBody) -> ir.Block:
        from scopelint.syntax.lower import lower_body

        try:
            return lower_body(self._reading(source).text, lazy)
        except SyntaxProblem as problem:  # the host's compiler took it, LibCST does not
            return (ir.Refused(problem.line, f"code that cannot be parsed: {problem.message}"),)

    def _reading(self, source: Source) -> _Reading:
        """The text that was lowered, and the way back from its places to the file's."""
        reading = self._readings.get(source.digest)
        if reading is None:
            reading = _Reading(source.text, None)
            if self._record(source).python2:
                from scopelint.source.python2 import read_python2

                masked = read_python2(source.text)
                if masked is not None:
                    reading = _Reading(masked.text, masked)
            self._readings[source.digest] = reading
        return reading


class _PositionMap(Protocol):
    def original_column(self, line: int, column: int) -> int: ...


class _Reading:
    def __init__(self, text: str, positions: _PositionMap | None) -> None:
        self.text = text
        self._positions = positions

    def original(self, span: Span) -> Span:
        if self._positions is None:
            return span
        column = self._positions.original_column
        return Span(span.line, column(span.line, span.column), span.end_line, column(span.end_line, span.end_column))


def _dump_anyhow(record: Record) -> bytes:
    try:
        return record.dump()
    except RecursionError:
        return run_deep(record.dump)
