"""The recorded tables: they load, they say what TensorFlow is known to do, and regenerating gives the same."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from op_calls import OBSERVED, observed

from scopelint.library.tables import (
    VERSIONS,
    Default,
    Reference,
    attribute,
    class_info,
    lacks_attribute,
    nearest,
    op_def,
    plain_op,
    signature,
    symbols,
)

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "scopelint" / "library" / "tables"
SINCE_10 = VERSIONS[1:]
WITH_CONTRIB = VERSIONS[:-1]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_recorded(version: str) -> None:
    table = symbols(version)
    assert table.full_version.startswith(version)
    assert len(table.members("tensorflow")) > 400
    assert table.members("tensorflow.python.ops.variable_scope")["get_variable"].canonical == "tf.get_variable"


@pytest.mark.parametrize(
    ("asked", "taken"),
    [("1.15", "1.15"), ("1.14.0", "1.13"), ("1.1", "1.0"), ("0.11", "0.12"), ("2.16.1", "2.15"), ("1.7", "1.4")],
)
def test_another_version_is_taken_as_the_newest_not_newer(asked: str, taken: str) -> None:
    assert nearest(asked) == taken
    assert symbols(asked) is symbols(taken)


@pytest.mark.parametrize(
    ("path", "canonical", "versions"),
    [
        ("tensorflow.python.ops.variable_scope.get_variable", "tf.get_variable", VERSIONS),
        ("tf.compat.v1.get_variable", "tf.get_variable", ("1.13", "1.15", "2.15")),
        ("tf.contrib.slim.conv2d", "tf.contrib.layers.conv2d", WITH_CONTRIB),
        ("tf_slim.conv2d", "tf.contrib.layers.conv2d", VERSIONS),
        ("tf.contrib.rnn.BasicLSTMCell", "tf.nn.rnn_cell.BasicLSTMCell", WITH_CONTRIB[1:]),
        ("tf.initializers.zeros", "tf.zeros_initializer", VERSIONS[2:]),
        ("tf.nn.sigmoid", "tf.sigmoid", VERSIONS),
        ("tensorflow.contrib.slim.arg_scope", "tf.contrib.framework.arg_scope", WITH_CONTRIB),
        ("tf.mul", "tf.multiply", ("0.12",)),
        ("tf.half", "tf.float16", VERSIONS),
    ],
)
def test_one_object_has_one_name(path: str, canonical: str, versions: tuple[str, ...]) -> None:
    assert [version for version in versions if symbols(version).canonical(path) != canonical] == []


def test_functions_that_only_look_alike_keep_their_names() -> None:
    table = symbols("1.15")
    assert table.canonical("tf.compat.v2.nn.conv2d") != table.canonical("tf.nn.conv2d")
    assert table.canonical("tf.layers.dense") != table.canonical("tf.layers.Dense")
    assert table.canonical("tf.contrib.layers.convolution") != table.canonical("tf.contrib.layers.conv2d")


@pytest.mark.parametrize(
    ("path", "having"),
    [
        ("tf.mul", ("0.12",)),
        ("tf.pack", ("0.12",)),
        ("tf.layers.dense", SINCE_10),
        ("tf.layers.Dense", VERSIONS[2:]),
        ("tf.AUTO_REUSE", VERSIONS[2:]),
        ("tf.get_local_variable", SINCE_10),
        ("tf.train.get_or_create_global_step", VERSIONS[2:]),
        ("tf.contrib", WITH_CONTRIB),
        ("tf.variable_op_scope", VERSIONS),
        ("tf.keras", VERSIONS[2:]),
    ],
)
def test_a_version_lacks_what_came_later(path: str, having: tuple[str, ...]) -> None:
    assert tuple(version for version in VERSIONS if symbols(version).exists(path)) == having
    assert tuple(version for version in VERSIONS if not symbols(version).lacks(path)) == having


def test_a_missing_module_takes_its_names_along() -> None:
    assert symbols("2.15").lacks("tf.contrib.layers.conv2d")
    assert not symbols("1.15").lacks("numpy.zeros")
    assert not symbols("1.15").lacks("tf.train.AdamOptimizer.minimize")


def test_values_of_constants() -> None:
    table = symbols("1.15")
    version = table.entry("tf.__version__")
    dtype = table.entry("tf.float32")
    assert version is not None
    assert version.value == "1.15.5"
    assert dtype is not None
    assert (dtype.kind, dtype.value) == ("dtype", "float32")
    member = attribute("1.15", "tf.GraphKeys", "TRAINABLE_VARIABLES")
    assert member is not None
    assert member.value == "trainable_variables"


def test_imports_are_told_from_attributes() -> None:
    assert symbols("1.4").importable("tensorflow.nn") is False
    assert symbols("1.13").importable("tensorflow.nn") is True
    assert symbols("1.0").importable("tensorflow.contrib.slim") is True
    assert symbols("1.15").importable("tensorflow.python.ops.no_such_module") is False
    assert symbols("2.15").importable("tensorflow.contrib") is not True
    target = symbols("2.15").import_target("tensorflow")
    assert "get_variable" not in symbols("2.15").members(target)
    assert "get_variable" in symbols("2.15").members("tensorflow")


def test_classes_know_their_bases_and_members() -> None:
    info = class_info("1.15", "tf.train.AdamOptimizer")
    assert info is not None
    assert info.bases == ("tf.train.Optimizer",)
    minimize = attribute("1.15", "tf.train.AdamOptimizer", "minimize")
    assert minimize is not None
    assert (minimize.kind, minimize.owner) == ("method", "tf.train.Optimizer")
    assert lacks_attribute("1.15", "tf.train.AdamOptimizer", "get_weights")
    assert not lacks_attribute("1.15", "tf.train.AdamOptimizer", "_lr")
    assert lacks_attribute("1.0", "tf.Graph", "get_name_scope")
    assert not lacks_attribute("1.4", "tf.Graph", "get_name_scope")


def test_signatures_see_through_decorators() -> None:
    for version in WITH_CONTRIB:
        found = signature(version, "tf.contrib.layers.fully_connected")
        assert found is not None
        assert found.names[:3] == ("inputs", "num_outputs", "activation_fn")
        activation = found.parameter("activation_fn")
        assert activation is not None
        assert activation.default == Reference("tf.nn.relu")


def test_signatures_follow_the_version() -> None:
    custom_getter = [version for version in VERSIONS if _accepts(version, "tf.get_variable", "constraint")]
    assert tuple(custom_getter) == VERSIONS[2:]
    old, new = signature("0.12", "tf.concat"), signature("1.0", "tf.concat")
    assert old is not None
    assert new is not None
    assert old.names[:2] == ("concat_dim", "values")
    assert new.names[:2] == ("values", "axis")
    adam = signature("1.15", "tf.train.AdamOptimizer")
    assert adam is not None
    assert adam.parameters[0][2] == 0.001
    dense = signature("1.15", "tf.layers.dense")
    assert dense is not None
    assert dense.parameters[0].default is Default.REQUIRED


def _accepts(version: str, function: str, keyword: str) -> bool:
    found = signature(version, function)
    return found is not None and found.accepts_keyword(keyword)


def test_registry() -> None:
    matmul = op_def("1.15", "MatMul")
    assert matmul is not None
    assert [one.name for one in matmul.inputs] == ["a", "b"]
    assert matmul.outputs[0].type_attr == "T"
    concat = op_def("1.15", "ConcatV2")
    assert concat is not None
    assert concat.inputs[0].number_attr == "N"
    assert concat.inputs[0].is_list
    shape = op_def("0.12", "Shape")
    assert shape is not None
    variable = op_def("1.15", "VariableV2")
    assert variable is not None
    assert variable.outputs[0].is_ref
    assert variable.is_stateful
    assert op_def("1.0", "AddV2") is None
    split = op_def("1.15", "Split")
    assert split is not None
    assert split.output_count is None


@pytest.mark.parametrize(
    ("function", "op_type"),
    [
        ("tf.nn.relu", "Relu"),
        ("tf.maximum", "Maximum"),
        ("tf.invert_permutation", "InvertPermutation"),
    ],
)
def test_plain_ops_are_named_after_their_type(function: str, op_type: str) -> None:
    for version in VERSIONS:
        found = plain_op(version, function)
        assert found is not None
        assert found.op.name == op_type
        assert found.parameters[-1] == ("name", "name")
        assert found.input_of(found.parameters[0][0]) == found.op.inputs[0]


def test_wrappers_are_not_plain_ops() -> None:
    assert plain_op("1.15", "tf.matmul") is None
    assert plain_op("1.15", "tf.nn.dropout") is None


def _result(version: str, call: str) -> str:
    outcome = next(one for one in observed()[call] if version in one["versions"])
    return str(outcome["outputs"][0][0]).removesuffix(":0")


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("tf.add(f32(2, 3), f32(2, 3))", dict.fromkeys(VERSIONS, "Add")),
        ("tf.zeros([2, 3])", dict.fromkeys(VERSIONS, "zeros")),
        ("tf.nn.dropout(f32(2, 3), 0.5)", {"1.4": "dropout/mul", "1.15": "dropout/mul_1", "2.15": "dropout/SelectV2"}),
        ("tf.linspace(0.0, 1.0, 3)", {"1.15": "LinSpace", "2.15": "linspace/Slice"}),
        ("tf.eye(3)", {"1.0": "eye/MatrixDiag", "1.13": "eye/MatrixDiag", "1.15": "eye/diag"}),
        ("tf.gather(f32(4, 3), i32(2))", {"1.4": "Gather", "1.13": "GatherV2"}),
        ("tf.divide(f32(2, 3), 2.0)", {"0.12": "Divide/truediv", "1.0": "truediv"}),
        ("tf.reduce_logsumexp(f32(2, 3))", {"1.15": "ReduceLogSumExp/Add", "2.15": "ReduceLogSumExp"}),
    ],
)
def test_observed_names_are_those_of_the_specification(call: str, names: dict[str, str]) -> None:
    assert {version: _result(version, call) for version in names} == names


def test_observations_cover_the_recipes() -> None:
    calls = [line.strip() for line in (ROOT / "fixtures" / "generate" / "recipes.txt").read_text().splitlines()]
    wanted = {call for call in calls if call and not call.startswith("#")}
    assert set(observed()) == wanted
    for call, outcomes in observed().items():
        seen = sorted((version for outcome in outcomes for version in outcome["versions"]), key=VERSIONS.index)
        assert tuple(seen) == VERSIONS, call


def test_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in TABLES.iterdir() if ".json" in path.name) < 6_000_000


def test_tables_do_not_tell_where_they_were_made() -> None:
    for path in [*TABLES.glob("*.json*"), OBSERVED]:
        data = path.read_bytes()
        text = zlib.decompress(data, 31) if path.suffix == ".gz" else data
        assert b"site-packages" not in text, path.name


def test_regenerating_gives_the_same(tmp_path: Path) -> None:
    named = [pair.partition("=")[0] for pair in os.environ.get("SCOPELINT_TF_PYTHONS", "").split(",")]
    missing = [version for version in VERSIONS if version not in named]
    if missing:
        pytest.skip(f"SCOPELINT_TF_PYTHONS names no Python with TensorFlow {', '.join(missing)}")
    script = ROOT / "fixtures" / "generate" / "generate.py"
    tables, ops = tmp_path / "tables", tmp_path / "ops"
    subprocess.run([sys.executable, str(script), str(tmp_path / "raw"), str(tables), str(ops)], check=True)
    for made in [*tables.iterdir(), *ops.iterdir()]:
        committed = (TABLES if made.parent == tables else OBSERVED.parent) / made.name
        assert committed.read_bytes() == made.read_bytes(), made.name
