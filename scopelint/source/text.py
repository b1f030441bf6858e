"""A file's text: `Source`, made from the bytes on disk or from an editor's unsaved text.

The one invariant: ``Source.text`` has ``\\n`` as its only line break and ends with one (unless it is empty), so lines
and columns mean the same everywhere; ``Source.newline`` remembers what the file used.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from functools import cached_property

from scopelint.source.error import SourceError
from scopelint.source.notebook import NotebookCells, read_notebook

__all__ = ["MAX_BYTES", "Source", "SourceError", "read_bytes"]

MAX_BYTES = 16 * 1024 * 1024
"""Larger files are data, not programs: the largest module of TensorFlow 1.15 has 0.4 MB."""

_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  # PEP 263
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_NUL_SHARE = 0.01


class Source:
    """One file's text and its place.

    ``path`` is as given by the caller (also the name of unsaved text); a name in ``.ipynb`` makes it a notebook.
    ``digest`` is a blake2b over what was read: two sources with equal digests lower to equal code.
    """

    cells: NotebookCells | None = None
    """For a notebook: which cell each line of the text is from."""

    is_shipped = False
    """Whether it comes with this program: a sketch."""

    def __init__(self, path: str, text: str, digest: str, *, encoding: str = "utf-8", newline: str = "\n") -> None:
        self.path = path
        self.text = text
        self.digest = digest
        self.encoding = encoding
        self.newline = newline

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @classmethod
    def from_text(cls, path: str, text: str) -> Source:
        """A source from text that is already decoded. Raises SourceError for null characters."""
        return cls._from_decoded(path, text, text.encode("utf-8", "surrogatepass"), "utf-8")

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """A source from a file's bytes, decoded by its mark or PEP 263 comment. Raises SourceError."""
        if len(data) > MAX_BYTES:
            raise SourceError(f"file is larger than {MAX_BYTES // 1024 // 1024} MB")
        text, encoding = _decode(data)
        return cls._from_decoded(path, text, data, encoding)

    @classmethod
    def _from_decoded(cls, path: str, text: str, data: bytes, encoding: str) -> Source:
        text = text.removeprefix("\ufeff")
        if path.endswith(".ipynb"):
            text, cells = read_notebook(text)
            source = cls(path, text, _digest(b"notebook\0" + data), encoding=encoding)
            source.cells = cells
            return source
        if "\0" in text:
            line = 1 + text.count("\n", 0, text.index("\0"))
            raise SourceError("source code contains a null byte", line)
        newline = "\n"
        if "\r" in text:
            newline = "\r\n" if "\r\n" in text else "\r"
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text and not text.endswith("\n"):
            text += "\n"
        return cls(path, text, _digest(data), encoding=encoding, newline=newline)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their breaks; ``lines[n - 1]`` is line n."""
        return self.text.split("\n")


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises SourceError when it is unreadable, vanished, too large or no regular file."""
    try:
        with open(path, "rb", opener=_open) as file:
            if not _is_regular(file.fileno()):
                raise SourceError("not a regular file")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or type(error).__name__}") from None
    if len(data) > MAX_BYTES:
        raise SourceError(f"file is larger than {MAX_BYTES // 1024 // 1024} MB")
    return data


def _open(path: str, flags: int) -> int:
    """Opens without waiting, as a pipe without a writer would have it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_regular(descriptor: int) -> bool:
    mode = os.fstat(descriptor).st_mode
    return (mode & 0o170000) == 0o100000


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError("file is UTF-16, not UTF-8: Python cannot read it")
    _refuse_binary(data)
    encoding = _declared_encoding(data) or "utf-8"
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise SourceError(f"unknown encoding: {encoding}") from None
    if not getattr(found, "_is_text_encoding", True):  # rot13, hex, zip: codecs that are no character sets
        raise SourceError(f"unknown encoding: {encoding}")
    name = "utf-8" if found.name == "utf-8" else encoding
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        raise SourceError(
            f"cannot be decoded as {name}: byte 0x{data[error.start]:02x}", _line_at(data, error.start)
        ) from None
    except Exception as error:  # codecs such as punycode or idna raise what they like
        raise SourceError(f"cannot be decoded as {name}: {type(error).__name__}") from None


def _declared_encoding(data: bytes) -> str | None:
    """The encoding of a PEP 263 comment in the first two lines."""
    for line in re.split(rb"\r\n|\r|\n", data[:1000], maxsplit=2)[:2]:
        match = _CODING.match(line.removeprefix(codecs.BOM_UTF8))
        if match:
            return match[1].decode("ascii", "replace")
        if not _BLANK.match(line.removeprefix(codecs.BOM_UTF8)):
            return None
    return None


def _refuse_binary(data: bytes) -> None:
    head = data[:8192]
    if head and head.count(0) / len(head) > _NUL_SHARE:
        raise SourceError("file is binary, not text")


def _line_at(data: bytes, offset: int) -> int:
    before = data[:offset]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
