"""Bytes to text: encodings, line breaks, and one clear error for each thing that is no text."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from scopelint.source.text import MAX_BYTES, Source, SourceError, read_bytes

CYRILLIC = "#!/bin/sh\n# vim: set fileencoding=cp1251 :\n\u0416\n"


@pytest.mark.parametrize(
    ("data", "text", "newline"),
    [
        (b"", "", "\n"),
        (b"a", "a\n", "\n"),
        (b"a\r\nb\r\n", "a\nb\n", "\r\n"),
        (b"a\rb", "a\nb\n", "\r"),
        (codecs.BOM_UTF8 + "\xe9 = 1\n".encode(), "\xe9 = 1\n", "\n"),
        ("# -*- coding: latin-1 -*-\nx = '\xe9'\n".encode("latin-1"), "# -*- coding: latin-1 -*-\nx = '\xe9'\n", "\n"),
        (CYRILLIC.encode("cp1251"), CYRILLIC, "\n"),
        (b"# coding=utf8\nx\n", "# coding=utf8\nx\n", "\n"),
        (b"x = 1\n\n# coding: nonsense\n", "x = 1\n\n# coding: nonsense\n", "\n"),
        (b"\x0cdef f():\n\tpass\x0c\n", "\x0cdef f():\n\tpass\x0c\n", "\n"),
    ],
)
def test_text(data: bytes, text: str, newline: str) -> None:
    source = Source.from_bytes("a.py", data)
    assert (source.text, source.newline) == (text, newline)


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"a = 1\nb = '\xff'\n", "cannot be decoded as utf-8: byte 0xff", 2),
        (b"a\rb\r\nc = '\xff'\n", "cannot be decoded as utf-8: byte 0xff", 3),
        (b"# coding: nonsense\n", "unknown encoding: nonsense", 1),
        (b"# coding: rot13\n", "unknown encoding: rot13", 1),
        (b"# coding: zip\n", "unknown encoding: zip", 1),
        (b"\n" * 500 + b"x = '\0'\n", "source code contains a null byte", 501),
        (bytes(range(256)) * 20 + bytes(500), "file is binary, not text", 1),
        ("a\n".encode("utf-16"), "file is UTF-16, not UTF-8: Python cannot read it", 1),
    ],
)
def test_errors(data: bytes, message: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        Source.from_bytes("a.py", data)
    assert (caught.value.message, caught.value.line) == (message, line)


def test_digest() -> None:
    one = Source.from_bytes("a.py", b"x = 1\n")
    assert one.digest == Source.from_text("b.py", "x = 1\n").digest
    assert one.digest != Source.from_text("b.py", "x = 2\n").digest
    cells = b'{"cells": []}'
    assert Source.from_bytes("a.ipynb", cells).digest != Source.from_bytes("a.py", cells).digest


def test_lines() -> None:
    assert Source.from_text("a.py", "a\x0c\x1c\u2028b\nc").lines[:2] == ["a\x0c\x1c\u2028b", "c"]


def test_read_bytes(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        read_bytes(tmp_path / "gone.py")
    with pytest.raises(SourceError, match="cannot be read: Is a directory"):
        read_bytes(tmp_path)
    big = tmp_path / "big.py"
    with big.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="larger than 16 MB"):
        read_bytes(big)
    with pytest.raises(SourceError, match="larger than 16 MB"):
        Source.from_bytes("a.py", bytes(MAX_BYTES + 1))
    (tmp_path / "a.py").write_bytes(b"x\n")
    assert read_bytes(str(tmp_path / "a.py")) == b"x\n"


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no device files here")
def test_devices_are_refused() -> None:
    with pytest.raises(SourceError, match="not a regular file"):
        read_bytes("/dev/null")
