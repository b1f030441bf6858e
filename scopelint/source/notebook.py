"""Notebooks: the code cells of an ``.ipynb`` file in order, as the text of one module.

Lines that only IPython knows (``%magic``, ``!shell``, ``name?``) are blanked or replaced in place. The one invariant:
every line of the text comes from one line of one cell, so a place in the text is a place in a cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

from scopelint.source.error import SourceError
from scopelint.source.logical import line_end

PYTHON_CELL_MAGICS = frozenset({"time", "timeit", "capture", "prun", "pypy", "python", "python3", "snakeviz", "memit"})
"""Cell magics below which the cell is Python; below any other it is not."""

_magic_line = re.compile(r"([ \t]*)(?:[%!?,;/](?![ \t]*[=)\]])|[^#'\"\n=(]*\?{1,2}[ \t]*$)").match
_magic_value = re.compile(r"([ \t]*[\w.\[\], \t]+=[ \t]*)[!%](?=[^=\s])").match
_VALUE = '__import__("IPython").get_ipython()'  # what a shell line or magic gives is not known from the text


class CellPlace(NamedTuple):
    """A line of a cell: ``cell`` counts all cells of the notebook from 1, markdown ones too; ``line`` from 1."""

    cell: int
    line: int
    cell_id: str | None


class NotebookCells:
    """Which cell each line of a notebook's text is from."""

    def __init__(self) -> None:
        self._first: list[int] = []
        self._cells: list[tuple[int, str | None]] = []

    def begin(self, first_line: int, number: int, cell_id: str | None) -> None:
        """Says that cell ``number`` begins at a line of the text, the last so far."""
        self._first.append(first_line)
        self._cells.append((number, cell_id))

    def place(self, line: int) -> CellPlace:
        """The place in the notebook of a line of the text. Raises ValueError when the notebook has no code."""
        if not self._first:
            raise ValueError("a notebook without code has no lines")
        index = max(bisect_right(self._first, line) - 1, 0)
        number, cell_id = self._cells[index]
        return CellPlace(number, line - self._first[index] + 1, cell_id)

    def starts(self) -> list[int]:
        """The first line of each code cell in the text."""
        return list(self._first)


def read_notebook(text: str) -> tuple[str, NotebookCells]:
    """The module text of a notebook's code cells, and the way back. Raises SourceError when it is no notebook."""
    cells = NotebookCells()
    pieces: list[str] = []
    line = 1
    for number, cell in enumerate(_cells_of(text), start=1):
        if cell.get("cell_type") != "code":
            continue
        code = _blank_magics(_source_of(cell))
        cell_id = cell.get("id")
        cells.begin(line, number, cell_id if isinstance(cell_id, str) else None)
        pieces.append(code)
        line += code.count("\n")
    return "".join(pieces), cells


def _cells_of(text: str) -> list[dict[str, Any]]:
    import json  # here, because few runs meet a notebook and all would pay

    try:
        content = json.loads(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise SourceError("notebook is not valid JSON", line) from None
    except RecursionError:
        raise SourceError("notebook is nested too deep") from None
    if not isinstance(content, dict):
        raise SourceError("notebook has no cells")
    _refuse_other_languages(content)
    found = content.get("cells")
    if found is None and isinstance(content.get("worksheets"), list):  # nbformat 3
        found = [cell for sheet in content["worksheets"] if isinstance(sheet, dict) for cell in sheet.get("cells", ())]
    if not isinstance(found, list):
        raise SourceError("notebook has no cells")
    return [cell if isinstance(cell, dict) else {} for cell in found]


def _refuse_other_languages(content: dict[str, Any]) -> None:
    metadata = content.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = spec.get("language") if isinstance(spec, dict) else None
    if isinstance(language, str) and language.lower() not in ("python", "python2", "python3", ""):
        raise SourceError(f"notebook is in {language}, not Python")


def _source_of(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return ""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source if not source or source.endswith("\n") else source + "\n"


def _blank_magics(code: str) -> str:
    """The code of a cell with all that is IPython's blanked, line for line."""
    if not any(mark in code for mark in "%!?"):
        return code
    stripped = code.lstrip()
    if stripped.startswith("%%"):
        name = re.split(r"\s", stripped[2:], maxsplit=1)[0]
        if name not in PYTHON_CELL_MAGICS:
            return "\n" * code.count("\n")
    pieces: list[str] = []
    position = 0
    while position < len(code):
        end = code.index("\n", position) + 1
        line = code[position : end - 1]
        magic = _magic_line(line)
        value = _magic_value(line)
        if magic or value:
            while line.endswith("\\") and end < len(code):  # a shell line goes on
                following = code.index("\n", end) + 1
                line += "\n" + code[end : following - 1]
                end = following
            breaks = "\n" * (line.count("\n") + 1)
            if value:
                pieces.append(value[1] + _VALUE + breaks)
            elif magic is not None:
                pieces.append((magic[1] + "pass" if magic[1] else "") + breaks)
        else:
            stop = line_end(code, position)
            end = len(code) if stop is None else stop
            pieces.append(code[position:end])
        position = end
    return "".join(pieces)
