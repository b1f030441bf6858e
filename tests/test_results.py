"""Kept findings: given again while nothing they came from has changed, and never after."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scopelint import project
from scopelint.api import check_files, check_text
from scopelint.cache import Cache
from scopelint.config import Config
from scopelint.diagnostic import Certainty, Diagnostic, Note, Place
from scopelint.results import Results
from scopelint.source.span import Span

MAIN = """import tensorflow as tf
import names
from pack.inner import scope
try:
    import extra
except ImportError:
    extra = names
with tf.variable_scope(scope):
    tf.get_variable(names.first, [1])
    tf.get_variable(names.second, [1])
    tf.get_variable(extra.first, [2])
    tf.get_variable("b", [1])
"""
FILES = {
    "main.py": MAIN,
    "names.py": "first = 'a'\nsecond = 'b'\n",
    "pack/__init__.py": "",
    "pack/inner.py": "scope = 'net'\n",
}


def findings(path: Path, config: Config) -> list[tuple[str, str, Span]]:
    outcome = check_files([str(path)], config)
    assert outcome.errors == ()
    return [(f.diagnostic.code, f.diagnostic.message, f.span) for f in outcome.report.findings]


def lay_out(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "pyproject.toml").write_text("")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOPELINT_CACHE_DIR", str(tmp_path / "cache"))
    project.results.cache_clear()
    project.lowerer.cache_clear()


EDITS = {
    "a module's text": lambda d: (d / "names.py").write_text("first = 'a'\nsecond = 'a'\n"),
    "a module in a package": lambda d: (d / "pack" / "inner.py").write_text("scope = 'other'\n"),
    "a package's own text": lambda d: (d / "pack" / "__init__.py").write_text("import names\nnames.second = 'a'\n"),
    "a module that was missing": lambda d: (d / "extra.py").write_text("first = 'c'\n"),
    "a package that was missing": lambda d: (
        (d / "extra").mkdir(exist_ok=True),
        (d / "extra" / "__init__.py").write_text("first = 'b'\n"),
    ),
    "a module that hides a package": lambda d: (d / "pack.py").write_text("inner = None\n"),
    "a module gone": lambda d: (d / "names.py").unlink(missing_ok=True),
    "a module that cannot be read": lambda d: (d / "names.py").write_bytes(b"\xff\0\0\0"),
    "the file itself": lambda d: (d / "main.py").write_text("\n" + MAIN),
    "a second root": lambda d: ((d / "src").mkdir(exist_ok=True), (d / "src" / "extra.py").write_text("first = 'b'\n")),
    "nothing": lambda d: None,
    "what it was": lay_out,
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4))
def test_whatever_changes_the_findings_are_those_of_a_fresh_run(tmp_path: Path, edits: list[str]) -> None:
    folder = Path(os.path.join(tmp_path, f"run{len(list(tmp_path.iterdir()))}"))
    folder.mkdir()
    lay_out(folder)
    for name in ["nothing", *edits]:
        EDITS[name](folder)
        kept = findings(folder / "main.py", Config())
        assert kept == findings(folder / "main.py", Config(cache=False)), name
        assert kept == findings(folder / "main.py", Config()), name


@pytest.mark.parametrize(
    "changed", [{"tf": "0.12"}, {"argv": ("--x",)}, {"certainty": "possible"}, {"ignore": ("TFS1",)}]
)
def test_other_settings_are_another_question(tmp_path: Path, changed: dict[str, object]) -> None:
    lay_out(tmp_path)
    for config in (Config(), Config(**changed)):  # type: ignore[arg-type]
        fresh = Config(**{**changed, "cache": False}) if config != Config() else Config(cache=False)  # type: ignore[arg-type]
        assert findings(tmp_path / "main.py", config) == findings(tmp_path / "main.py", fresh)


def test_a_damaged_record_was_not_kept(tmp_path: Path) -> None:
    lay_out(tmp_path)
    before = findings(tmp_path / "main.py", Config())
    for record in (tmp_path / "cache").rglob("*.ir"):
        data = record.read_bytes()
        record.write_bytes(data[: len(data) // 2] + b"]" + data[len(data) // 2 :])
    project.results.cache_clear()
    assert before
    assert findings(tmp_path / "main.py", Config()) == before


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    lay_out(tmp_path)
    check_files([str(tmp_path / "main.py")], Config(cache=False))
    assert not (tmp_path / "cache").exists()


def test_unsaved_text_is_not_taken_for_the_file(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert findings(tmp_path / "main.py", Config())
    harmless = check_text("import tensorflow as tf\n", str(tmp_path / "main.py"), Config())
    assert not harmless.report.findings
    assert findings(tmp_path / "main.py", Config())


def test_a_hit_imports_neither_parser_nor_interpreter(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert findings(tmp_path / "main.py", Config())
    heavy = "{m for m in sys.modules if m.startswith(('libcst', 'scopelint.interp', 'scopelint.library'))}"
    code = f"import sys; from scopelint.frontends.cli import main; main(sys.argv[1:]); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "main.py")], capture_output=True, check=True)
    assert done.stdout.endswith(b"set()\n"), done


def test_a_finding_comes_back_whole(tmp_path: Path) -> None:
    whole = Diagnostic(
        "TFS101",
        "variable-already-exists",
        Certainty.LIKELY,
        "Variable w\ud800 already exists\U000f0001",
        Place("/a.py", 3, 0),
        "w",
        "a.py",
        (Note("first created here", Place("/b.py", 1)),),
        "help",
        ("a", "b"),
    )
    results = Results(Cache("1", "x", directory=tmp_path))
    results.write("00ff", "digest", [whole], {"m": None, "n": ["/n.py", False, [], "1"]})
    assert results.read("00ff", "digest") == ([whole], {"m": None, "n": ["/n.py", False, [], "1"]})
    assert results.read("00ff", "digest")[0][0].key == ("a", "b")  # type: ignore[index]
    assert results.read("00ff", "other") is None
    assert results.read("0000", "digest") is None
