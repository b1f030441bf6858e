"""Comments that silence findings, read from the lines they stand on.

``# noqa`` and ``# noqa: TFS101`` mean what they mean to flake8 (a comment on any line of a statement covers all its
lines; without the colon everything is silenced). ``# scopelint: ignore[TFS101]`` is the same for this tool alone, and
``# scopelint: file-ignore`` or ``# scopelint: file-ignore[TFS101]``, alone on its line, covers the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOQA = re.compile(r"# noqa(?::[\s]?(?P<codes>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*))?", re.IGNORECASE)
_FLAKE8_FILE = re.compile(r"^\s*#\s*flake8[:=]\s*noqa\s*$", re.IGNORECASE)
_IGNORE = re.compile(r"#\s*scopelint:\s*ignore(?:\[(?P<codes>[^\]]*)\])?(?![-\w])")
_FILE_IGNORE = re.compile(r"^\s*#\s*scopelint:\s*file-ignore(?:\[(?P<codes>[^\]]*)\])?(?![-\w])")

EVERYTHING = ("",)
"""The beginning of every code."""


def _codes(match: re.Match[str]) -> tuple[str, ...]:
    listed = match["codes"]
    if listed is None:
        return EVERYTHING
    return tuple(code.upper() for code in re.split(r"[,\s]+", listed) if code)


class Comments:
    """What the comments of one file silence."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines: dict[int, tuple[str, ...]] = {}
        self._file: tuple[str, ...] = ()
        for number, text in enumerate(lines, 1):
            if "#" not in text:
                continue
            if "scopelint" in text or "flake8" in text:
                self._read_file(text)
            found: tuple[str, ...] = ()
            for pattern in (_NOQA, _IGNORE):
                match = pattern.search(text)
                if match:
                    found += _codes(match)
            if found:
                self._lines[number] = found

    def _read_file(self, text: str) -> None:
        match = _FILE_IGNORE.match(text)
        if match:
            self._file += _codes(match)
        elif _FLAKE8_FILE.match(text):
            self._file += EVERYTHING

    def silence(self, code: str, first: int, last: int) -> bool:
        """Whether a finding with this code in a statement on these lines is silenced."""
        if code.startswith(self._file):
            return True
        if not self._lines:
            return False
        return any(code.startswith(self._lines.get(line, ())) for line in range(first, last + 1))
