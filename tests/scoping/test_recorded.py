"""The engine against recorded TensorFlow: programs run on a fake ``tensorflow`` built on it.

Compared are printed lines, variables (name, shape, dtype, kind, store, collections, graph, line) and the error (type,
first line, line of the program), for all seven versions.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from recorded import FIXTURES, VERSIONS, difference, expected, run

AREAS = (
    "seeds", "variable_scope", "name_scope", "get_variable", "variable", "legacy", "graph", "templates", "threads",
    "eager",
)  # fmt: skip

ALL = tuple(VERSIONS)
OLD = ("0.12.1", "1.0.1")
SINCE_15 = ("1.15.5", "2.15.1")

BEYOND: dict[str, tuple[tuple[str, ...], str]] = {
    "seeds/howto_initializer_not_run": (ALL, "needs a session that knows which variables are initialized"),
    "seeds/qa_scoping_function": (ALL, "evaluates placeholders and arithmetic in a session"),
    "variable_scope/custom_getter_first_argument_by_keyword": (("0.12.1",), "Python 2's words for a missing argument"),
    "get_variable/name_missing": (("0.12.1",), "Python 2's words for a missing argument"),
    "templates/custom_getter": (("0.12.1",), "Python 2's words for an unknown keyword"),
    "get_variable/import_meta_graph_not_in_store": (ALL, "imports a graph, which is the library's work"),
    "graph/import_graph_def": (ALL, "imports a graph, which is the library's work"),
    "graph/import_names": (ALL, "imports a graph, which is the library's work"),
    "graph/import_meta_variables": (ALL, "imports a graph, which is the library's work"),
    "graph/control_inputs": (ALL, "control dependencies name nothing and are the library's work"),
    "get_variable/numpy_initializer": (ALL, "imports NumPy"),
    "graph/reset_default_graph_layer_counters": (ALL[1:], "tf.layers is a sketch of the library"),
    "graph/reset_inside_graph_context": (OLD, "older Pythons put an error on leaving a block at its last line"),
    "graph/reset_inside_scope": (OLD, "older Pythons put an error on leaving a block at its last line"),
    "eager/defun_creates_variables_once": (("1.8.0", "1.13.1", "1.15.5"), "functions are the library's work"),
    "eager/function_creates_variable_each_call": (SINCE_15, "functions are the library's work"),
    "eager/function_eager_variable": (SINCE_15, "functions are the library's work"),
    "eager/function_in_graph_mode": (SINCE_15, "functions are the library's work"),
    "eager/keras_dense_names": (("1.8.0", *ALL[4:]), "Keras is a sketch of the library"),
    "eager/layers_dense": (("1.8.0", *ALL[4:]), "tf.layers is a sketch of the library"),
}
"""Runs the fake cannot attempt: program -> versions and the reason."""

# Threads that end with an exception, pools and files left open are the programs' own ways.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module", autouse=True)
def _collected() -> Iterator[None]:
    """What the programs left open is collected here, and not in a test that forbids the warnings of that."""
    yield
    gc.collect()


PROGRAMS = [f"{area}/{path.stem}" for area in AREAS for path in sorted((FIXTURES / area).glob("*.py"))]


def test_programs_are_there() -> None:
    assert len(PROGRAMS) > 200
    assert set(BEYOND) <= set(PROGRAMS)


@pytest.mark.parametrize("program", PROGRAMS)
def test_program_does_what_tensorflow_did(program: str) -> None:
    path = FIXTURES / f"{program}.py"
    skipped, _ = BEYOND.get(program, ((), ""))
    differing = {
        version: found
        for version, outcome in expected(path).items()
        if version not in skipped and (found := difference(run(path, VERSIONS[version]), outcome)) is not None
    }
    assert not differing


def test_at_least_ninety_five_of_a_hundred_runs_are_attempted() -> None:
    runs = Counter(program in BEYOND and version in BEYOND[program][0] for program in PROGRAMS for version in ALL)
    assert runs[False] >= 0.95 * runs.total()


OPS = Path(__file__).parent / "variable_ops" / "variable_ops.txt"


@pytest.mark.parametrize("version", VERSIONS)
def test_variables_make_the_ops_tensorflow_makes(version: str) -> None:
    wanted = expected(OPS)[version]
    got = run(OPS, VERSIONS[version])
    assert got.error is None
    assert got.stdout == wanted.stdout
