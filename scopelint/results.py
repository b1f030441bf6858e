"""Kept findings: what a check of a file found, together with all that the check read.

The one invariant: findings are given again only while everything they came from is the same: the file's text, the
settings, every module that was looked up (what it resolved to, and its text), Python, LibCST and this package's own
code. What cannot be read back, for whatever reason, was not kept. Nothing here imports LibCST or the interpreter.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from importlib.machinery import PathFinder
from typing import Any

from scopelint.cache import Cache
from scopelint.diagnostic import Certainty, Diagnostic, Note, Place
from scopelint.source.span import Span

Answer = list[Any] | None
"""What looking a module up gave, in a form that JSON keeps: None, or its place and the digest of its text."""

Call = tuple[int, int | None]
"""A place within one file: the statement's line, and which call of it."""


class Results:
    """The kept findings, and the spans of places, of one version of the program. ``cache`` holds their bytes."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._spans: dict[tuple[str, str], dict[Call, Span | None]] = {}
        self._grown: set[tuple[str, str]] = set()

    def read(self, key: str, digest: str) -> tuple[list[Diagnostic], dict[str, Answer]] | None:
        """The findings kept under a key for a text of this digest, and the look-ups they depend on."""
        kept = self._read(key, digest)
        try:
            found, asked = kept
            return [_finding(item) for item in found], dict(asked)
        except (TypeError, ValueError, KeyError):
            return None

    def write(self, key: str, digest: str, found: Iterable[Diagnostic], asked: Mapping[str, Answer]) -> None:
        """Keep findings: one record a key, so that a file that is edited all day leaves one."""
        self._write(key, digest, [[_plain(item) for item in found], dict(asked)])

    def spans(self, path: str, digest: str) -> dict[Call, Span | None]:
        """The spans of places that are known in a text; `learn` adds to them."""
        known = self._spans.get((path, digest))
        if known is None:
            kept = self._read(key_of("spans", path), digest)
            try:
                known = {(line, call): span and Span(*span) for line, call, span in kept or ()}
            except (TypeError, ValueError):
                known = {}
            self._spans[path, digest] = known
        return known

    def learn(self, path: str, digest: str, call: Call, span: Span | None) -> None:
        """Keep the span of a place, from the next `flush` on."""
        self.spans(path, digest)[call] = span
        self._grown.add((path, digest))

    def flush(self) -> None:
        """Write the spans that were learnt since the last time."""
        for path, digest in sorted(self._grown):
            known = self._spans[path, digest]
            self._write(key_of("spans", path), digest, [[*call, span] for call, span in known.items()])
        self._grown.clear()

    def _read(self, key: str, digest: str) -> Any:
        import json

        data = self._cache.read(key)
        if data is None or data[:16] != _checksum(data[16:]):
            return None
        try:
            written, content = json.loads(data[16:])
        except (ValueError, TypeError, RecursionError):
            return None
        return content if written == digest else None

    def _write(self, key: str, digest: str, content: Any) -> None:
        import json

        data = json.dumps([digest, content], separators=(",", ":")).encode()
        self._cache.write(key, _checksum(data) + data)


def key_of(*parts: object) -> str:
    """The key of a record: a digest of what it is for."""
    return hashlib.blake2b(repr(parts).encode(errors="surrogatepass"), digest_size=20).hexdigest()


def _checksum(data: bytes) -> bytes:
    """So that a damaged record is never taken for findings."""
    return hashlib.blake2b(data, digest_size=16).digest()


_fields = tuple(item.name for item in fields(Diagnostic))


def _plain(finding: Diagnostic) -> list[Any]:
    """A finding as lists, texts and numbers."""
    values = {name: getattr(finding, name) for name in _fields}
    values["certainty"] = int(finding.certainty)
    values["place"] = _plain_place(finding.place)
    values["notes"] = [[note.message, _plain_place(note.place)] for note in finding.notes]
    return list(values.values())


def _plain_place(place: Place) -> list[Any]:
    return [place.file, place.line, place.call]


def _finding(plain: list[Any]) -> Diagnostic:
    values = dict(zip(_fields, plain, strict=True))
    values["certainty"] = Certainty(values["certainty"])
    values["place"] = Place(*values["place"])
    values["notes"] = tuple(Note(message, Place(*place)) for message, place in values["notes"])
    values["key"] = tuple(values["key"])
    return Diagnostic(**values)


@cache
def build() -> str:
    """A short hash of all code that decides what is found: this package, and what parses for it.

    Our files enter by size and time, so that editing one never gives findings of before.
    """
    hashed = hashlib.blake2b(sys.version.encode(), digest_size=8)
    _add_folder(hashed, os.path.dirname(os.path.abspath(__file__)))
    for name in ("libcst", "fissix"):
        spec = PathFinder.find_spec(name)
        if spec is not None and spec.origin is not None:
            _add_package(hashed, spec.origin)
    return hashed.hexdigest()


def _add_folder(hashed: hashlib.blake2b, folder: str) -> None:
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                _add_folder(hashed, entry.path)
        else:
            status = entry.stat()
            hashed.update(f"{entry.name}:{status.st_size}:{status.st_mtime_ns};".encode(errors="surrogatepass"))


def _add_package(hashed: hashlib.blake2b, origin: str) -> None:
    """A foreign package by its version, or where it does not tell it by the time of its first file."""
    try:
        with open(os.path.join(os.path.dirname(origin), "_version.py"), "rb") as file:
            hashed.update(file.read())
    except OSError:
        hashed.update(f"{origin}:{os.stat(origin).st_mtime_ns}".encode(errors="surrogatepass"))
