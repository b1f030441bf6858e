"""Notebooks: cells to one text, places back to cells, IPython's lines blanked."""

from __future__ import annotations

import json

import pytest

from scopelint.source.notebook import CellPlace, read_notebook
from scopelint.source.text import Source, SourceError


def notebook(*cells: str | list[str], **metadata: object) -> str:
    listed: list[dict[str, object]] = [{"cell_type": "markdown", "source": ["# title\n"], "id": "m"}]
    listed += [{"cell_type": "code", "source": cell, "id": f"c{i}"} for i, cell in enumerate(cells)]
    return json.dumps({"cells": listed, "metadata": metadata, "nbformat": 4})


def code(cell: str) -> str:
    return read_notebook(notebook(cell))[0]


def test_cells_and_places() -> None:
    text, cells = read_notebook(notebook(["a = 1\n", "b = 2"], "", "c = 3\r\nd = 4\n"))
    assert text == "a = 1\nb = 2\nc = 3\nd = 4\n"
    assert [cells.place(line) for line in (1, 2, 3, 4)] == [
        CellPlace(2, 1, "c0"),
        CellPlace(2, 2, "c0"),
        CellPlace(4, 1, "c2"),
        CellPlace(4, 2, "c2"),
    ]
    source = Source.from_text("a.ipynb", notebook("x"))
    assert source.cells is not None
    assert source.text == "x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("%matplotlib inline\nx\n", "\nx\n"),
        ("!t2t \\\n  --a=b \\\n  --c\nx\n", "\n\n\nx\n"),
        ("if a:\n    !ls\n    %time f()\n", "if a:\n    pass\n    pass\n"),
        ("x = !ls\n", 'x = __import__("IPython").get_ipython()\n'),
        ("x, y = %magic a \\\n b\nz\n", 'x, y = __import__("IPython").get_ipython()\n\nz\n'),
        ("foo?\ntf.Variable??\n?bar\n", "\n\n\n"),
        ("%%time\nx = 1\n", "\nx = 1\n"),
        ("%%bash\nls\n", "\n\n"),
        ('s = """\n%d\n!a\n"""\nz = (a\n % b)\n', 's = """\n%d\n!a\n"""\nz = (a\n % b)\n'),
        ("x = a % b  # what?\nq = 'a?'\nif a != b: pass\n", "x = a % b  # what?\nq = 'a?'\nif a != b: pass\n"),
        ("'lr=%f' % x\nf('a=%d' % y)\n", "'lr=%f' % x\nf('a=%d' % y)\n"),
        ("x = (1,\n", "x = (1,\n"),
    ],
)
def test_magics(before: str, after: str) -> None:
    assert code(before) == after


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "notebook is not valid JSON"),
        ("[]", "notebook has no cells"),
        ("{}", "notebook has no cells"),
        ("[" * 100_000, "notebook is nested too deep"),
        (notebook("x", kernelspec={"language": "R"}), "notebook is in R, not Python"),
    ],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_notebook(text)
    assert caught.value.message == message


def test_old_format() -> None:
    text = json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}], "nbformat": 3})
    assert read_notebook(text)[0] == "x = 1\n"
