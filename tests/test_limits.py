"""Every run ends: programs that build without end stop at a limit, say where, and keep little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from scopelint import budget
from scopelint.api import check_files
from scopelint.config import Config
from scopelint.interp.machine import Machine

SMALL = budget.Limits(variables=200, ops=5_000)

ENDLESS = {
    "variables": "for i in range(10**12):\n    tf.get_variable('w%d' % i, [1])\n",
    "variables of a function": "def f():\n    for i in range(10**12):\n        tf.get_variable('w%d' % i, [1])\nf()\n",
    "ops": "for i in range(10**12):\n    with tf.name_scope('s'):\n        tf.constant(1)\n",
}


@pytest.mark.parametrize("what", ENDLESS)
def test_building_without_end_is_stopped_and_told(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = Machine.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "limits", SMALL)
    program = tmp_path / "endless.py"
    program.write_text("import tensorflow as tf\n" + ENDLESS[what])
    outcome = check_files([str(program)], Config(cache=False))
    (found,) = outcome.report.findings
    assert found.diagnostic.code == "TFS902"
    word, number = ("ops", "5,000") if what == "ops" else ("variables", "200")
    assert f"more than {number} {word} were made" in found.diagnostic.message
    lines = program.read_text().split("\n")
    assert "tf." in lines[found.span.line - 1]


def test_what_was_open_when_the_analysis_stopped_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template closes its scope on the way out, while the one inside of it is still open."""
    defaults = Machine.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "limits", SMALL)
    program = tmp_path / "template.py"
    program.write_text(
        "import tensorflow as tf\n"
        "def network():\n"
        "    with tf.variable_scope('inner'):\n"
        "        for i in range(10**12):\n"
        "            tf.get_variable('w%d' % i, [1])\n"
        "tf.make_template('outer', network)()\n"
    )
    outcome = check_files([str(program)], Config(cache=False))
    assert [found.diagnostic.code for found in outcome.report.findings] == ["TFS902"]


def test_the_counts_of_the_limits() -> None:
    """Large enough for any real program, small enough to end in seconds."""
    assert budget.LIMITS.variables == 20_000
    assert budget.LIMITS.ops == 300_000
    counter = budget.Budget(budget.Limits(ops=1, variables=1))
    counter.op()
    counter.variable()
    with pytest.raises(budget.Exhausted, match="more than 1 ops were made"):
        counter.op()
    with pytest.raises(budget.Exhausted, match="more than 1 variables were made"):
        counter.variable()
