"""The flake8 plugin: by itself, and in real flake8 runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from scopelint.frontends.flake8 import Finding, Plugin

ROOT = Path(__file__).parent.parent.parent
TWICE = 'import tensorflow as tf\nv = tf.get_variable("v", [1])\ns = "é😀"; w = tf.get_variable("v", [1])\n'


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SCOPELINT_CACHE_DIR", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    yield
    Plugin.options = {}


def found(text: str, filename: str = "model.py") -> list[Finding]:
    return list(Plugin(None, text.splitlines(keepends=True), filename).run())


def test_text_comes_from_lines_and_columns_are_code_points() -> None:
    [(line, column, text, kind)] = found(TWICE, "not/on/disk.py")
    assert (line, column, kind) == (3, 14, Plugin)
    assert text.startswith("TFS101 Variable v already exists, disallowed.")
    assert text.endswith("(first created at line 2)")


def test_a_text_without_tensorflow_imports_nothing() -> None:
    code = (
        "import sys; from scopelint.frontends.flake8 import Plugin; "
        "print(list(Plugin(None, ['x = 1\\n'], 'a.py').run()), 'libcst' in sys.modules, 'scopelint.api' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "[] False False\n"


def test_nothing_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise RuntimeError("broken\nbadly")

    monkeypatch.setattr("scopelint.api.check_text", fails)
    assert found(TWICE) == [(1, 0, "TFS902 internal error: RuntimeError: broken", Plugin)]


def test_wrong_configuration_is_told(tmp_path: Path) -> None:
    (tmp_path / "scopelint.toml").write_text("slect = 1\n")
    [(_, _, text, _)] = found(TWICE)
    assert text.startswith("TFS902 wrong configuration: ")
    assert "did you mean 'select'?" in text


def test_options_win_over_the_project_file(tmp_path: Path) -> None:
    (tmp_path / "scopelint.toml").write_text("tf = '1.15'\n")
    assert "tf.AUTO_REUSE" in found(TWICE)[0][2]
    Plugin.parse_options(SimpleNamespace(scopelint_tf="1.0", scopelint_roots=[], scopelint_certainty=None))
    assert "tf.AUTO_REUSE" not in found(TWICE)[0][2]


def test_a_finding_in_another_file_is_told_at_this_files_end(tmp_path: Path) -> None:
    (tmp_path / "layers.py").write_text("import tensorflow as tf\ndef layer():\n    return tf.get_variable('w', [1])\n")
    driver = "import tensorflow as tf\nimport layers\nlayers.layer()\nx = layers.layer()\n"
    [(line, column, text, _)] = found(driver)
    assert (line, column) == (4, 4)
    assert "(at layers.py:3)" in text


def test_the_answer_does_not_depend_on_other_files(tmp_path: Path) -> None:
    other = "import tensorflow as tf\ntf.get_variable('v', [1])\ntf.reset_default_graph()\n"
    alone = found(TWICE)
    assert found(other) == []
    assert found(TWICE) == alone
    inside = TWICE.replace("v = ", "def build():\n    v = ").replace("s = ", "    s = ")
    assert len(found(inside, "inside.py")) == 1
    assert found(inside, "inside.py") == found(inside, "inside.py")


# Real runs of flake8 (which must be installed beside us)

METADATA = """\
[flake8:local-plugins]
extension =
    TFS = scopelint.frontends.flake8:Plugin
[flake8]
select = TFS
"""


def installed() -> bool:
    from importlib.metadata import entry_points

    return any(point.value.startswith("scopelint.") for point in entry_points(group="flake8.extension"))


def flake8(folder: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    (folder / ".flake8").write_text("[flake8]\nselect = TFS\n" if installed() else METADATA)
    return subprocess.run(
        [sys.executable, "-m", "flake8", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCOPELINT_CACHE_DIR": str(folder / ".cache")},
    )


def test_by_path_and_by_stdin(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(TWICE)
    by_path = flake8(tmp_path, "model.py")
    assert by_path.stdout.startswith("model.py:3:15: TFS101 Variable v already exists")
    assert by_path.returncode == 1
    by_stdin = flake8(tmp_path, "--stdin-display-name=model.py", "-", text=TWICE)
    assert by_stdin.stdout == by_path.stdout


def test_noqa_and_select_are_flake8s(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(TWICE.rstrip() + "  # noqa: TFS101\n")
    assert flake8(tmp_path, "model.py").stdout == ""
    (tmp_path / "model.py").write_text(TWICE)
    assert flake8(tmp_path, "--extend-ignore=TFS101", "model.py").stdout == ""


def test_options_on_flake8s_command_line(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(TWICE)
    done = flake8(tmp_path, "--scopelint-tf=1.0", "model.py")
    assert "AUTO_REUSE" not in done.stdout
    assert "TFS101" in done.stdout


def test_any_number_of_jobs_gives_the_same(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"m{number}.py").write_text(TWICE if number % 2 else TWICE.replace('"v", [1])\ns', '"u", [1])\ns'))
    one, four = flake8(tmp_path, "-j1", "."), flake8(tmp_path, "-j4", ".")
    assert sorted(one.stdout.splitlines()) == sorted(four.stdout.splitlines())
    assert one.stdout.count("TFS101") == 3
