"""Programs that use installed packages which no model stands for: their source is read, as Python would run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scopelint.api import check_files, trace_program
from scopelint.config import Config
from scopelint.report.as_json import run_object

# What TensorFlow 1.15.5 prints for MAIN with this package stands in the tests below.
PACKAGE = """
import tensorflow as tf
from .parts import width

class Block(object):
    def __init__(self, name):
        self._template = tf.make_template(name, self._build)

    def _build(self, x):
        with tf.op_scope([x], None, "inner"):
            w = tf.get_variable("w", [x.get_shape()[1], width])
        return tf.matmul(x, w)

    def __call__(self, x):
        return self._template(x)
"""
MAIN = """import tensorflow as tf
import blocks
x = tf.zeros([2, 3])
block = blocks.Block("enc")
with tf.variable_scope("net"):
    y = block(
        x)
block(x)
print(y.shape, [v.name for v in tf.global_variables()])
"""

BROKEN = """import tensorflow as tf
import broken
broken.build()
tf.get_variable("w", [1])
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "blocks").mkdir(parents=True)
    (site / "blocks" / "__init__.py").write_text(PACKAGE)
    (site / "blocks" / "parts.py").write_text("width = 4\n")
    (site / "broken").mkdir()
    (site / "broken" / "__init__.py").write_text("import tensorflow\nraise RuntimeError('no display')\n")
    own = tmp_path / "project"
    own.mkdir()
    (own / "main.py").write_text(MAIN)
    (own / "pyproject.toml").write_text('[tool.scopelint]\nsite-packages = ["../site"]\n')
    return own


def config(project: Path, *sites: str) -> Config:
    return Config(site_packages=sites or (str(project.parent / "site"),), certainty="possible", cache=False)


def traced(project: Path, *sites: str) -> dict[str, Any]:
    done = trace_program(str(project / "main.py"), config(project, *sites))
    assert done.errors == ()
    return run_object(done.run, done.files)


def codes(project: Path) -> list[str]:
    return [found.diagnostic.code for found in check_files([str(project / "main.py")], config(project)).report.findings]


def test_variables_of_an_installed_package_are_exact_and_stand_where_the_program_calls_it(project: Path) -> None:
    run = traced(project)
    assert [[v[key] for key in ("name", "shape", "exact", "certain", "file", "line")] for v in run["variables"]] == [
        ["net/enc/w", [3, 4], True, True, "main.py", 6]
    ]
    assert run["prints"] == ["(2, 4) ['net/enc/w:0']"]
    assert run["complete"]


def test_it_can_be_switched_off(project: Path) -> None:
    run = traced(project, "none")
    assert run["variables"] == []
    assert not run["complete"]


def test_what_a_package_does_with_old_functions_is_not_told_to_its_users(project: Path) -> None:
    assert codes(project) == []
    (project / "main.py").write_text(MAIN + 'with tf.op_scope([x], None, "own"):\n    pass\n')
    assert codes(project) == ["TFS301"]


def test_a_package_that_we_cannot_import_is_unknown_and_no_error(project: Path) -> None:
    (project / "main.py").write_text(
        "import tensorflow as tf\nimport broken\nbroken.build()\ntf.get_variable('w', [1])\n"
    )
    run = traced(project)
    assert run["error"] is None
    assert not run["complete"]
    assert [v["name"] for v in run["variables"]] == ["w"]


def test_the_projects_own_module_wins(project: Path) -> None:
    (project / "blocks.py").write_text("def Block(name):\n    return lambda x: x\n")
    run = traced(project)
    assert run["prints"] == ["(2, 3) []"]
