"""Saving, putting back and merging state: what following both arms of an unknown condition rests on."""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal import UndoJournal, fork

import scopelint.scoping as scoping
from scopelint.scoping import (
    AUTO_REUSE,
    Constant,
    Engine,
    Get,
    Observer,
    ScopingError,
    Stateful,
    VariableSpec,
)
from scopelint.scoping.layered import Layered

IMMUTABLE = {
    "Constant": "a value given by the caller",
    "Convertible": "holds nothing",
    "Initializer": "holds nothing",
    "InitializerClass": "holds nothing",
    "Filled": "set at creation only",
    "Random": "set at creation only",
    "UnitScaling": "set at creation only",
    "NestedGetter": "set at creation only",
    "Layered": "saved and put back by the object that holds it",
    "Observer": "the caller's",
    "Op": "made whole; payload and outputs are the caller's",
    "Tensor": "made whole; payload is the caller's",
    "PartitionedVariable": "made whole; payload is the caller's",
    "Variable": "made whole; payload is the caller's",
    "TemplateCall": "set at creation only",
}


def classes() -> Iterator[type]:
    for module in pkgutil.iter_modules(scoping.__path__):
        for _, member in inspect.getmembers(
            importlib.import_module(f"scopelint.scoping.{module.name}"), inspect.isclass
        ):
            if member.__module__ == f"scopelint.scoping.{module.name}":
                yield member


def test_every_mutable_class_is_stateful() -> None:
    plain = {
        cls.__name__
        for cls in classes()
        if not issubclass(cls, Stateful | enum.Enum | Exception | tuple)
        and not getattr(cls, "_is_protocol", False)
        and not (hasattr(cls, "__dataclass_params__") and cls.__dataclass_params__.frozen)
    }
    assert plain == set(IMMUTABLE)


def test_every_stateful_class_names_fields_it_has() -> None:
    for cls in classes():
        if issubclass(cls, Stateful) and cls is not Stateful:
            slots = {name for base in cls.__mro__ for name in getattr(base, "__slots__", ())}
            assert cls.FIELDS, cls
            assert set(cls.FIELDS) <= slots, cls


class World:
    """An engine with things to do to it, each named by a letter and a number."""

    def __init__(self, version: str, journal: UndoJournal | None = None) -> None:
        self.engine = Engine(version, journal=journal)
        self.scopes: list[Any] = []
        self.template = self.engine.make_template("t")
        self.contexts = [self.engine.variable_scope(name) for name in ("a", "b")]
        self.graph = self.engine.new_graph()

    def do(self, command: tuple[str, int]) -> str:
        """Run a command and tell what came of it."""
        kind, number = command
        try:
            return str(getattr(self, kind)(number))
        except ScopingError as error:
            return f"{error.type}: {error.message}"

    def op(self, number: int) -> str:
        return self.engine.default_graph().create_op("Add", f"op{number % 3}").name

    def variable(self, number: int) -> str:
        return self.engine.variable(VariableSpec(Constant(1.0, (), "float32"), name="vab"[: number % 4] or None)).name

    def get(self, number: int) -> str:
        return str(self.engine.get_variable(f"w{number % 3}", shape=[number % 2 + 1]).name)

    def get_parts(self, number: int) -> str:
        made = self.engine.get_variable("p", shape=[4], partitioner=lambda shape, dtype: [number % 3 + 1])
        return f"{made.name} {len(made.parts)}"

    def string_scope(self, number: int) -> str:
        with self.engine.variable_scope("abc"[number % 3], reuse=(None, True, AUTO_REUSE)[number % 3]) as scope:
            self.scopes = [*self.scopes[-2:], scope]
            with self.engine.variable_scope(None, "d") as inner:
                return f"{inner.name} {inner.original_name_scope} {self.get(number)}"

    def root_scope(self, number: int) -> str:
        with self.engine.variable_scope(("", self.engine.new_variable_scope(False))[number % 2]) as scope:
            return f"{scope.name} {scope.reuse}"

    def default_scope(self, number: int) -> str:
        with self.engine.variable_scope(None, "d") as scope:
            return f"{scope.name} {self.op(number)}"

    def again(self, number: int) -> str:
        if not self.scopes:
            return ""
        with self.engine.variable_scope(self.scopes[number % len(self.scopes)]) as scope:
            return f"{scope.name} {scope.reuse} {self.get(number)}"

    def context(self, number: int) -> str:
        context = self.contexts[number % 2]
        with context as scope:
            return f"{scope.name} {context.name_scope and context.name_scope.path} {self.op(number)}"

    def reuse(self, number: int) -> str:
        scope = self.scopes[-1] if self.scopes else self.engine.get_variable_scope()
        scope.reuse_variables()
        scope.set(dtype=("float32", "float64")[number % 2])
        return str(scope.reuse)

    def name_scope(self, number: int) -> str:
        with self.engine.name_scope(("n", "m/", None)[number % 3]) as path:
            return f"{path} {self.op(number)}"

    def call(self, number: int) -> str:
        call = self.template.enter()
        made = self.engine.get_variable("x", shape=[1]).name
        call.exit(failed=number % 2 == 1)
        return f"{made} {self.template.variables_created}"

    def thread(self, number: int) -> str:
        self.engine.thread = number % 2
        return str(number % 2)

    def in_graph(self, number: int) -> str:
        self.engine.push_graph(self.graph)
        try:
            return f"{self.get(number)} {self.graph.layer_uid('dense')} {self.op(number)}"
        finally:
            self.engine.pop_graph(self.graph)

    def reset(self, number: int) -> str:
        self.engine.reset_default_graph()
        return ""


KINDS = [name for name in vars(World) if not name.startswith("_") and name != "do"]
COMMANDS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=12)
VERSIONS = st.sampled_from(["0.12", "1.4", "1.15"])


def plain(value: Any) -> Any:
    """A saved state as plain data that can be compared; engine objects by identity."""
    if isinstance(value, Layered):
        return plain(value.flat())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | set | frozenset | type(None)) else id(value)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Stateful]:
    """All stateful objects made since."""
    objects: list[Stateful] = []
    original = Stateful.__init__

    def init(self: Stateful, journal: Any) -> None:
        original(self, journal)
        objects.append(self)

    monkeypatch.setattr(Stateful, "__init__", init)
    return objects


class TestJournal:
    @given(version=VERSIONS, commands=COMMANDS)
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_no_attribute_is_set_without_a_touch(
        self, monkeypatch: pytest.MonkeyPatch, version: str, commands: Any
    ) -> None:
        def checked(self: Stateful, name: str, value: object) -> None:
            if name in self.FIELDS and self.journal is not None:
                assert self.stamp == self.journal.mark, (type(self), name)
            object.__setattr__(self, name, value)

        journal = UndoJournal()
        world = World(version, journal)
        with monkeypatch.context() as patched:
            patched.setattr(Stateful, "__setattr__", checked)
            for command in commands:
                journal.begin()
                world.do(command)

    @given(version=VERSIONS, commands=COMMANDS)
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_touch_comes_before_every_mutation(self, made: list[Stateful], version: str, commands: Any) -> None:
        del made[:]
        journal = UndoJournal()
        world = World(version, journal)
        for command in commands:
            before = {id(obj): (obj, plain(obj.save())) for obj in made}
            journal.begin()
            world.do(command)
            for key, (obj, state) in before.items():
                touched = journal.saved.get(key)
                seen = plain(obj.save()) if touched is None else plain(touched[1])
                assert seen == state, (type(obj), command)

    @given(version=VERSIONS, before=COMMANDS, arm=COMMANDS, other=COMMANDS)
    @settings(max_examples=60, deadline=None)
    def test_a_rolled_back_arm_leaves_no_trace(self, version: str, before: Any, arm: Any, other: Any) -> None:
        journal = UndoJournal()
        world, fresh = World(version, journal), World(version)
        for command in before:
            assert world.do(command) == fresh.do(command)
        scopes = list(world.scopes)
        journal.begin()
        for command in other:
            world.do(command)
        journal.undo()
        world.scopes = scopes
        journal.begin()
        assert [world.do(command) for command in arm] == [fresh.do(command) for command in arm]

    @given(version=VERSIONS, before=COMMANDS, arm=COMMANDS, after=COMMANDS)
    @settings(max_examples=60, deadline=None)
    def test_two_equal_arms_are_as_one(self, version: str, before: Any, arm: Any, after: Any) -> None:
        without = ("thread",)  # an arm that ends in another thread is no arm
        arm = [command for command in arm if command[0] not in without]
        journal = UndoJournal()
        world, fresh = World(version, journal), World(version)
        for command in before:
            world.do(command), fresh.do(command)
        scopes = list(world.scopes)

        def run() -> None:
            world.scopes = list(scopes)
            for command in arm:
                world.do(command)

        fork(journal, run, run)
        for command in arm:
            fresh.do(command)
        assert [world.do(command) for command in after] == [fresh.do(command) for command in after]


def nothing() -> None:
    """The other arm."""


@pytest.fixture
def journal() -> UndoJournal:
    return UndoJournal()


@pytest.fixture
def tf(journal: UndoJournal) -> Engine:
    return Engine("1.15", journal=journal)


def make_op(tf: Engine, name: str) -> Callable[[], object]:
    return lambda: tf.default_graph().create_op("Add", name)


class TestMerge:
    def test_a_counter_the_arms_disagree_on_makes_names_uncertain(self, tf: Engine, journal: UndoJournal) -> None:
        assert fork(journal, make_op(tf, "x"), nothing)
        graph = tf.default_graph()
        op = graph.create_op("Add", "x")
        assert (op.name, op.certain) == ("x_1", False)
        assert graph.create_op("Add", "y").certain

    def test_equal_counters_stay_certain(self, tf: Engine, journal: UndoJournal) -> None:
        assert not fork(journal, make_op(tf, "x"), make_op(tf, "x"))
        op = tf.default_graph().create_op("Add", "x")
        assert (op.name, op.certain) == ("x_1", True)
        assert [found.name for found in tf.default_graph().ops] == ["x", "x_1"]

    def test_an_uncertain_name_scope_makes_what_is_in_it_uncertain(self, tf: Engine, journal: UndoJournal) -> None:
        fork(journal, make_op(tf, "s"), nothing)
        with tf.name_scope("s") as path:
            assert path == "s_1/"
            assert not tf.default_graph().create_op("Add").certain
        with tf.name_scope(path):
            assert not tf.default_graph().create_op("Add").certain
        assert tf.default_graph().create_op("Add").certain

    def test_a_variable_of_one_arm_is_maybe(self, tf: Engine, journal: UndoJournal) -> None:
        assert fork(journal, lambda: tf.get_variable("w", shape=[1]), nothing)
        with pytest.raises(ScopingError) as caught:
            tf.get_variable("w", shape=[1])
        assert (caught.value.code, caught.value.certain) == ("TFS101", False)
        found = caught.value.recover()
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            assert tf.get_variable("w", shape=[1]) is found

    def test_a_variable_of_both_arms_is_not(self, tf: Engine, journal: UndoJournal) -> None:
        fork(journal, lambda: tf.get_variable("w", shape=[1]), lambda: tf.get_variable("w", shape=[1]))
        with pytest.raises(ScopingError) as caught:
            tf.get_variable("w", shape=[1])
        assert caught.value.certain

    def test_getting_a_maybe_variable_is_told(self, journal: UndoJournal) -> None:
        gets: list[Get] = []

        class Listener(Observer):
            def variable_got(self, get: Get) -> None:
                gets.append(get)

        tf = Engine("1.15", Listener(), journal)
        fork(journal, lambda: tf.get_variable("w", shape=[1]), nothing)
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            tf.get_variable("w", shape=[1])
        assert [get.certain for get in gets] == [True, False]

    def test_reuse_that_differs_becomes_auto_reuse(self, tf: Engine, journal: UndoJournal) -> None:
        with tf.variable_scope("s") as scope:
            assert fork(journal, scope.reuse_variables, nothing)
            assert scope.reuse is AUTO_REUSE
            assert tf.get_variable("w", shape=[1]).name == "s/w:0"

    def test_default_names_after_one_arm_opened_a_scope(self, tf: Engine, journal: UndoJournal) -> None:
        def open_scope() -> None:
            with tf.variable_scope(None, "d"):
                pass

        assert fork(journal, open_scope, nothing)
        with tf.variable_scope(None, "d") as scope:
            assert (scope.name, scope.certain) == ("d_1", False)
            assert not tf.get_variable("w", shape=[1]).certain
        with tf.variable_scope(None, "e") as scope:
            assert scope.certain

    def test_a_doubt_ends_with_the_scope_above(self, tf: Engine, journal: UndoJournal) -> None:
        def open_scope() -> None:
            with tf.variable_scope(None, "d"):
                pass

        with tf.variable_scope("s"):
            fork(journal, open_scope, nothing)
        with tf.variable_scope("s"), tf.variable_scope(None, "d") as scope:
            assert (scope.name, scope.certain) == ("s/d", True)

    def test_collections_keep_both_arms(self, tf: Engine, journal: UndoJournal) -> None:
        graph = tf.default_graph()
        graph.add_to_collection("k", "both")
        fork(journal, lambda: graph.add_to_collection("k", "a"), lambda: graph.add_to_collection("k", "b"))
        assert graph.get_collection("k") == ["both", "a", "b"]
        fork(journal, lambda: graph.add_to_collection("n", "a"), lambda: graph.add_to_collection("n", "b"))
        assert graph.get_collection("n") == ["a", "b"]

    def test_a_graph_made_in_an_arm_is_certain(self, tf: Engine, journal: UndoJournal) -> None:
        graphs = []

        def make() -> None:
            graphs.append(tf.new_graph())
            graphs[-1].create_op("Add")

        fork(journal, make, nothing)
        op = graphs[0].create_op("Add")
        assert (op.name, op.certain) == ("Add_1", True)

    def test_the_first_use_of_tensorflow_in_two_arms(self, tf: Engine, journal: UndoJournal) -> None:
        fork(journal, lambda: tf.get_variable("a", shape=[1]), lambda: tf.get_variable("b", shape=[1]))
        assert {"a", "b"} <= {op.name for op in tf.default_graph().ops}
        with ExitStack() as stack:
            stack.enter_context(tf.variable_scope("s"))
            assert tf.get_variable("w", shape=[1]).certain
