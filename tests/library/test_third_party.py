"""Programs that use third-party libraries do under the models of these what they do with the real ones.

What the programs of ``fixtures/third_party`` print was recorded with the releases that the recording names, under
Python 3.11; that of ``tf.flags`` with TensorFlow itself, in each version.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from programs import names, traced

from scopelint.api import trace_program
from scopelint.config import Config
from scopelint.library.tables import VERSIONS
from scopelint.report.as_json import run_object

PROGRAMS = Path(__file__).parents[2] / "fixtures" / "third_party"
RECORDED: dict[str, Any] = json.loads((PROGRAMS / "recorded.json").read_text(encoding="utf-8"))


def cases() -> list[Any]:
    found = []
    for name, record in RECORDED.items():
        printed = record["prints"]
        by_version = printed if type(printed) is dict else {"1.15": printed}
        found += [pytest.param(name, version, lines, id=f"{name}-{version}") for version, lines in by_version.items()]
    return found


def agrees(ours: str, theirs: str) -> bool:
    """Whether a line is the same where it is known."""
    return re.fullmatch(".*".join(map(re.escape, ours.split("{?}"))), theirs) is not None


def test_every_program_is_recorded() -> None:
    assert sorted(RECORDED) == sorted(path.stem for path in PROGRAMS.glob("*.py"))


@pytest.mark.parametrize(("name", "version", "expected"), cases())
def test_program(name: str, version: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text((PROGRAMS / f"{name}.py").read_text(encoding="utf-8"), encoding="utf-8")
    outcome = trace_program(str(path), Config(tf=version, argv=tuple(RECORDED[name]["argv"])))
    assert not outcome.errors, outcome.errors
    found: dict[str, Any] = run_object(outcome.run, outcome.files)
    lines = "\n".join(found["prints"]).replace(str(path), "program.py").splitlines()
    for at, (ours, theirs) in enumerate(zip(lines, expected, strict=False)):
        assert agrees(ours, theirs), f"line {at + 1}: {ours!r}, and really {theirs!r}"
    assert len(lines) == len(expected), f"{lines[len(expected) :]} against {expected[len(lines) :]}"
    assert found["complete"]


BUILD = """
def main(name):
    with tf.variable_scope(name):
        tf.get_variable("v", [1])
"""


@pytest.mark.parametrize(
    "start",
    [
        "from absl import app, flags\nflags.DEFINE_string('n', None, 'n', required=True)\n"
        "app.run(lambda _: main(flags.FLAGS.n))",
        "from absl import app, flags\nflags.DEFINE_string('n', None, 'n')\nflags.mark_flag_as_required('n')\n"
        "app.run(lambda _: main(flags.FLAGS.n))",
        "from absl import flags\nflags.DEFINE_string('n', 'a', 'n')\nmain(flags.FLAGS.n)",
        "tf.flags.DEFINE_string('log_dir', 'a', 'n')\nmain(tf.flags.FLAGS.log_dir)",
        "import click\nclick.command()(click.option('--name', required=True)(main))()",
        "import fire\nfire.Fire(main)",
    ],
    ids=["absl required", "absl marked", "absl not parsed", "tf.flags twice", "click", "fire"],
)
def test_what_whoever_runs_the_program_gives(start: str, tmp_path: Path) -> None:
    """A check goes on where the program would end because it was started without what it asks for."""
    path = tmp_path / "program.py"
    path.write_text("import tensorflow as tf\n" + BUILD + start + "\n", encoding="utf-8")
    plain, going_on = (trace_program(str(path), Config(), recover=recover) for recover in (False, True))
    assert run_object(plain.run, plain.files)["variables"] == []
    assert len(run_object(going_on.run, going_on.files)["variables"]) == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_required_flag_that_is_not_given(version: str, tmp_path: Path) -> None:
    """Run without it, the program ends."""
    text = """
        from absl import app, flags
        flags.DEFINE_string("name", None, "n")
        flags.mark_flag_as_required("name")
        app.run(lambda _: tf.get_variable("v", [1]))
    """
    path = tmp_path / "program.py"
    path.write_text("import tensorflow as tf\n" + dedent(text), encoding="utf-8")
    outcome = trace_program(str(path), Config(tf=version))
    found: dict[str, Any] = run_object(outcome.run, outcome.files)
    assert found["variables"] == []
    assert (found["error"]["type"], found["error"]["message"]) == ("SystemExit", "1")


def test_flags_are_shared_with_tensorflow(tmp_path: Path) -> None:
    text = """
        from absl import flags
        flags.DEFINE_integer("units", 3, "n")
        tf.flags.DEFINE_string("scope", "s", "n")
        with tf.variable_scope(tf.flags.FLAGS.scope):
            tf.get_variable("v%d" % tf.flags.FLAGS.units, [flags.FLAGS.units])
        assert tf.flags.FLAGS is not flags.FLAGS and isinstance(tf.flags.FLAGS, flags.FlagValues)
    """
    for version in ("1.8", "1.13", "1.15", "2.15"):
        program = text if version < "2" else "tf = tf.compat.v1\n" + dedent(text)
        assert names(tmp_path, version, program) == ["s/v3"]


@pytest.mark.parametrize("around", ["", "tqdm.tqdm", "progressbar.ProgressBar()", "progressbar.progressbar"])
def test_a_bar_around_what_is_not_known(around: str, tmp_path: Path) -> None:
    """It is gone through as without the bar."""
    text = f"""
        import os
        import progressbar
        import tqdm
        for name in {around}(os.listdir(".")):
            tf.get_variable(name, [1])
        tf.get_variable("last", [1])
    """
    found = traced(tmp_path, "1.15", text)
    assert not found["complete"]
    made = [(v["line"], v["exact"], v["certain"]) for v in found["variables"]]
    assert made == [(7, False, False), (7, False, False), (8, True, True)]


GIN = """
    import gin
    @gin.configurable
    def net(scope="net", units=4):
        with tf.variable_scope(scope):
            tf.get_variable("v", [units])
    gin.parse_config_files_and_bindings({files}, {bindings})
    net(scope="given")
    net()
"""


def test_gin_without_a_file(tmp_path: Path) -> None:
    assert names(tmp_path, "1.15", GIN.format(files="[]", bindings="None")) == ["given/v", "net/v"]
    assert names(tmp_path, "1.15", GIN.format(files="[]", bindings="['net.scope = \"b\"']")) == ["given/v", "b/v"]


def test_gin_with_a_file_that_is_not_known(tmp_path: Path) -> None:
    """What is not passed is not known then."""
    found = traced(tmp_path, "1.15", GIN.format(files="['a.gin']", bindings="[]"))
    assert not found["complete"]
    assert [(v["name"] if v["exact"] else None, v["shape"]) for v in found["variables"]] == [
        ("given/v", None),
        (None, None),
    ]


def test_gin_marks_functions_of_tensorflow(tmp_path: Path) -> None:
    text = """
        import gin
        dense = gin.external_configurable(tf.layers.dense)
        Adam = gin.external_configurable(tf.train.GradientDescentOptimizer, module="tf.train")
        y = dense(tf.zeros([2, 3]), 4, name="d")
        Adam(0.1).minimize(tf.reduce_sum(y))
        assert issubclass(Adam, tf.train.GradientDescentOptimizer)
    """
    assert names(tmp_path, "1.15", text) == ["d/kernel", "d/bias"]


def test_wrapped_functions_build(tmp_path: Path) -> None:
    text = """
        import wrapt
        from decorator import decorator

        @wrapt.decorator
        def scoped(wrapped, instance, args, kwargs):
            with tf.variable_scope(instance.name if instance is not None else wrapped.__name__):
                return wrapped(*args, **kwargs)

        @decorator
        def again(fn, *args, **kwargs):
            with tf.variable_scope("outer"):
                return fn(*args, **kwargs)

        class Net(object):
            name = "net"

            @scoped
            def build(self, units=2):
                return tf.get_variable("v", [units])

        @again
        @scoped
        def alone(units):
            return tf.get_variable("v", [units])

        Net().build()
        alone(3)
    """
    assert names(tmp_path, "1.15", text) == ["net/v", "outer/alone/v"]


def test_attributes_configure_a_model(tmp_path: Path) -> None:
    text = """
        import attr
        from easydict import EasyDict

        @attr.s
        class Layer(object):
            name = attr.ib()
            units = attr.ib(default=4, converter=int)

            def __attrs_post_init__(self):
                self.v = tf.get_variable(self.name, [self.units])

        cfg = EasyDict({"layers": [{"name": "a"}, {"name": "b", "units": "5"}]})
        made = [Layer(**layer) for layer in cfg.layers]
        assert made[1].v.shape == [5]
    """
    assert names(tmp_path, "1.15", text) == ["a", "b"]


def test_other_names_read_as_unknown_and_build_nothing(tmp_path: Path) -> None:
    text = """
        from absl.testing import absltest, parameterized
        from tqdm.keras import TqdmCallback
        import click.testing
        import akro
        import optparse
        print(absltest.main, parameterized.parameters(1), TqdmCallback(), click.testing.CliRunner(), akro.Box(0, 1))
        parser = optparse.OptionParser()
        parser.add_option("-n")
        tf.get_variable("v", [1])
    """
    assert names(tmp_path, "1.15", text) == ["v"]


def test_keywords_from_one_of_two_dicts(tmp_path: Path) -> None:
    """Which of them is not known, and no error."""
    text = """
        import os
        def make(**options):
            return tf.get_variable("v", [1])
        options = {"a": 1} if os.environ.get("A") else {"b": 2}
        make(**options)
    """
    found = traced(tmp_path, "1.15", text)
    assert [v["name"] for v in found["variables"]] == ["v"]
