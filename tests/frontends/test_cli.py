"""The command line: commands, exit codes, configuration, what happens with bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scopelint.config import Config, ConfigError, load
from scopelint.frontends.cli import main

TWICE = """\
import tensorflow as tf
v = tf.get_variable("v", [1])
w = tf.get_variable("v", [1])
"""
ONCE = "import tensorflow as tf\nv = tf.get_variable('v', [1])\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPELINT_CACHE_DIR", str(tmp_path / ".cache"))
    for name in ("FORCE_COLOR", "NO_COLOR", "SCOPELINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "twice.py").write_text(TWICE)
    (tmp_path / "once.py").write_text(ONCE)
    return tmp_path


Output = pytest.CaptureFixture[str]


def test_findings_go_to_stdout_and_give_1(here: Path, capsys: Output) -> None:
    assert main(["check", "twice.py"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("error[TFS101] variable-already-exists: Variable v already exists, disallowed.")
    assert " --> twice.py:3:5\n" in out
    assert "note: first created here\n --> twice.py:2:5\n" in out
    assert err == "Found 1 error in 1 file.\n"


def test_clean_gives_0(here: Path, capsys: Output) -> None:
    assert main(["once.py"]) == 0
    assert capsys.readouterr() == ("", "No problems found in 1 file.\n")


def test_check_is_the_default_and_the_folder_its_default(here: Path, capsys: Output) -> None:
    assert main([]) == 1
    assert "in 2 files" in capsys.readouterr().err
    assert main(["--select", "TFS2"]) == 0


PLAIN = [b"print(1)\n", b"", b"x = 1\0\n", b"\xff\n", b"# coding: latin-1\n'\xe9'\n", b"def f(:\n"]


@pytest.mark.parametrize("text", PLAIN)
def test_the_short_way_says_what_the_long_way_says(here: Path, capsys: Output, text: bytes) -> None:
    (here / "plain.py").write_bytes(text)
    short = main(["plain.py"]), capsys.readouterr()
    assert short == (main(["check", "--exclude", "nothing", "plain.py"]), capsys.readouterr())


def test_the_short_way_sees_a_wrong_configuration(here: Path, capsys: Output) -> None:
    (here / "plain.py").write_text("print(1)\n")
    (here / "scopelint.toml").write_text("nonsense = 1\n")
    assert main(["plain.py"]) == 2


def test_exit_zero_and_statistics(here: Path, capsys: Output) -> None:
    assert main(["check", "--exit-zero", "--statistics", "."]) == 0
    assert capsys.readouterr().out == "     1  TFS101  variable-already-exists\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["check", "gone.py"], "no such file or folder: gone.py"),
        (["trace", "gone.py"], "no such file: gone.py"),
        (["names", "gone.py"], "no such file or module: gone.py"),
        (["names", "once.py::build"], "defines no 'build'"),
        (["trace", "."], "is a folder"),
        (["trace", "once.py", "twice.py"], "--format jsonl"),
        (["check", "--tf", "two", "once.py"], "no version"),
        (["check", "--select", "E501", "once.py"], "no code"),
        (["explain", "TFS100"], "did you mean"),
        (["explain", "variable-already-exist"], "did you mean 'variable-already-exists'?"),
        (["check", "-", "once.py"], "cannot be combined"),
    ],
)
def test_wrong_usage_gives_2_and_one_line(here: Path, capsys: Output, arguments: list[str], word: str) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("scopelint: ")
    assert word in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["check", "--nonsense"], ["names"], ["trace", "--format", "xml", "a.py"]])
def test_unknown_options_give_2(arguments: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err


def test_json_and_lines(here: Path, capsys: Output) -> None:
    assert main(["check", "--format", "json", "twice.py"]) == 1
    [finding] = json.loads(capsys.readouterr().out)
    assert (finding["code"], finding["line"], finding["column"], finding["end_column"]) == ("TFS101", 3, 5, 30)
    assert main(["check", "--format", "jsonl", "twice.py"]) == 1
    assert json.loads(capsys.readouterr().out) == finding
    assert main(["trace", "twice.py"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == [finding]


def test_trace_of_several_programs(here: Path, capsys: Output) -> None:
    (here / "broken.py").write_text("def f(:\n")
    (here / "nothing.py").write_bytes(b"\xff\xfe\x00")
    programs = ["twice.py", "broken.py", "nothing.py", "once.py"]
    assert main(["trace", "--format", "jsonl", "--ops", *programs]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["program"] for record in records] == programs
    assert [[v["name"] for v in record["variables"]] for record in records] == [["v"], [], [], ["v"]]
    assert records[0]["error"]["code"] == "TFS101"
    assert records[0]["error"]["line"] == 3
    assert records[1]["error"]["type"] == "SyntaxError"
    assert [d["code"] for d in records[2]["diagnostics"]] == ["TFS901"]
    assert records[3]["error"] is None
    assert records[3]["complete"] is True
    assert [0, "v", "VariableV2"] in records[3]["ops"]


def test_trace_ends_at_the_error_unless_it_recovers(here: Path, capsys: Output) -> None:
    (here / "more.py").write_text(TWICE + "x = tf.get_variable('x', [1])\n")
    for options, names in ([], ["v"]), (["--recover"], ["v", "x"]):
        assert main(["trace", *options, "more.py"]) == 0
        assert [v["name"] for v in json.loads(capsys.readouterr().out)["variables"]] == names


def test_roots_and_argv(here: Path, capsys: Output) -> None:
    (here / "lib").mkdir()
    (here / "lib" / "model.py").write_text("import tensorflow as tf\ndef build():\n    tf.get_variable('m', [1])\n")
    (here / "bin").mkdir()
    (here / "bin" / "run.py").write_text("import sys\nimport model\nmodel.build()\nprint(sys.argv[1:])\n")
    assert main(["trace", "--root", "lib", "--argv=--size 3", "bin/run.py"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(v["name"], v["file"], v["line"]) for v in record["variables"]] == [("m", "model.py", 3)]
    assert record["prints"] == ["['--size', '3']"]


def test_names(here: Path, capsys: Output) -> None:
    assert main(["names", "--format", "plain", "twice.py"]) == 0
    out, err = capsys.readouterr()
    assert out == "v\n"
    assert "1 problem" in err
    (here / "model.py").write_text(
        "import tensorflow as tf\n"
        "def build(units=2):\n    tf.get_variable('b', [units])\n"
        "class Net:\n    def call(self):\n        tf.get_variable('c', [1])\n"
    )
    for target, name in ("model.py::build", "b"), ("model::build", "b"), ("model.py::Net.call", "c"), ("model.py", ""):
        assert main(["names", "--format", "plain", target]) == 0
        assert capsys.readouterr().out == (f"{name}\n" if name else "")


def test_functions_nothing_reached_are_entries(here: Path, capsys: Output) -> None:
    (here / "model.py").write_text(TWICE.replace("v = ", "def build():\n    v = ").replace("w = ", "    w = "))
    assert main(["check", "--format", "json", "model.py"]) == 1
    [finding] = json.loads(capsys.readouterr().out)
    assert (finding["entry"], finding["line"]) == ("model.py::build", 4)


def test_bad_input_is_a_finding(here: Path, capsys: Output) -> None:
    (here / "syntax.py").write_text("import tensorflow as tf\nwith tf.variable_scope('a'\n")
    (here / "null.py").write_bytes(b"import tensorflow\n\0\n" + b"# some words\n" * 20)
    (here / "encoding.py").write_bytes(b"# coding: nonsense\nimport tensorflow\n")
    assert main(["check", "--format", "json", "syntax.py", "null.py", "encoding.py"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(f["file"], f["line"], f["code"]) for f in found] == [
        ("encoding.py", 1, "TFS901"),
        ("null.py", 2, "TFS901"),
        ("syntax.py", 2, "TFS901"),
    ]


def test_an_error_of_ours_costs_no_other_file_its_result(
    here: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scopelint.interp import entry

    real = entry.run_program

    def fails_for_once(vm: object, source: object) -> object:
        if getattr(source, "path", "").endswith("once.py"):
            raise RuntimeError("out of order\nmore")
        return real(vm, source)  # type: ignore[arg-type]

    monkeypatch.setattr(entry, "run_program", fails_for_once)
    assert main(["check", "once.py", "twice.py"]) == 2
    out, err = capsys.readouterr()
    assert "TFS101" in out
    assert "internal error in " in err
    assert "RuntimeError: out of order at test_cli.py:" in err
    assert "Traceback" not in err
    assert main(["trace", "--format", "jsonl", "once.py", "twice.py"]) == 2
    assert [json.loads(line)["complete"] for line in capsys.readouterr().out.splitlines()] == [False, True]


def test_comments_silence(here: Path, capsys: Output) -> None:
    (here / "quiet.py").write_text(TWICE.rstrip() + "  # noqa: TFS101\n")
    assert main(["check", "quiet.py"]) == 0


def test_explain_and_rules(capsys: Output) -> None:
    assert main(["explain", "tfs101"]) == 0
    by_code = capsys.readouterr().out
    assert by_code.startswith("# variable-already-exists (TFS101)\n")
    assert main(["explain", "variable-already-exists"]) == 0
    assert capsys.readouterr().out == by_code
    assert main(["rules"]) == 0
    assert capsys.readouterr().out.startswith("TFS101  variable-already-exists ")
    assert main(["rules", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["code"] == "TFS101"


# Configuration


def test_nearest_configuration_decides(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.scopelint]\ntf = '1.4'\nroots = ['lib']\n")
    (here / "inner").mkdir()
    config, path = load(here / "inner")
    assert (config.tf, config.roots, path) == ("1.4", (str(here / "lib"),), here / "pyproject.toml")
    (here / "inner" / "scopelint.toml").write_text("extend-select = ['TFS903']\n")
    config, _ = load(here / "inner")
    assert (config.tf, config.extend_select) == ("1.15", ("TFS903",))


def test_a_project_file_without_settings_is_passed_over(here: Path) -> None:
    (here / "pyproject.toml").write_text("[project]\nname = 'scopelint-user'\n")
    config, path = load(here)
    assert (config, path is None or path.parent != here) == (Config(), True)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("slect = ['TFS1']", "unknown key 'slect'; did you mean 'select'?"),
        ("tf = 1.15", "tf must be a string"),
        ("select = [1]", "select must be a list of strings"),
        ("certainty = 'sure'", "certainty must be one of certain, likely, possible"),
        ("cache = 'no'", "cache must be a bool"),
        ("select = ['E5']", "which is no code"),
        ("= 3", "not valid TOML"),
    ],
)
def test_mistakes_in_the_configuration_are_one_line(here: Path, capsys: Output, text: str, word: str) -> None:
    (here / "scopelint.toml").write_text(text + "\n")
    with pytest.raises(ConfigError):
        load(here)
    assert main(["check", "once.py"]) == 2
    err = capsys.readouterr().err
    assert "scopelint.toml: " in err
    assert word in err
    assert err.count("\n") == 1


# As a process


def run(here: Path, *arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scopelint", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent), **environment},
    )


def test_standard_input(here: Path) -> None:
    done = run(here, "check", "-", "--stdin-filename", "pkg/edited.py", text=TWICE)
    assert (done.returncode, " --> pkg/edited.py:3:5\n" in done.stdout) == (1, True)
    assert "error[TFS101]" in run(here, "-", text=TWICE).stdout


def test_colours(here: Path) -> None:
    assert "\033[" not in run(here, "twice.py").stdout
    assert "\033[1;31m" in run(here, "twice.py", FORCE_COLOR="1").stdout


@pytest.mark.parametrize("arguments", [["--version"], ["check", "plain.py"]])
def test_starting_is_cheap(here: Path, arguments: list[str]) -> None:
    (here / "plain.py").write_text("print(1)\n")
    code = (
        "import sys; from scopelint.frontends.cli import main; main(sys.argv[1:]); "
        "late = ('libcst', 'scopelint.interp.machine', 'scopelint.library', 'tomllib'); "
        "print(*[m for m in late if m in sys.modules])"
    )
    root = str(Path(__file__).parent.parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=here,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert done.stdout.splitlines()[-1] == ""
