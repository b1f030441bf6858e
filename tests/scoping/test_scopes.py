"""Name scopes, variable scopes, counters of default names, threads and graphs; values from the recorded cases."""

from __future__ import annotations

import pytest

from scopelint.scoping import AUTO_REUSE, Engine, Graph, ScopingError, VariableScope
from scopelint.scoping.versions import V1_15

BAD_REUSE = "The reuse parameter must be True or False or None."
BAD_NAME = "VariableScope: name_or_scope must be a string or VariableScope."
HOLE = "\U000f0001"


@pytest.fixture
def tf() -> Engine:
    return Engine("1.15")


def names(graph: Graph) -> list[str]:
    return [op.name for op in graph.ops]


def refused(error: pytest.ExceptionInfo[ScopingError]) -> tuple[str, str, str | None]:
    return error.value.type, error.value.message, error.value.code


class TestUniqueName:
    def test_numbering_skips_taken_suffixes(self, tf: Engine) -> None:
        graph = tf.default_graph()
        assert [graph.unique_name(name) for name in ("x_1", "x", "x", "x_1")] == ["x_1", "x", "x_2", "x_1_1"]

    def test_looking_takes_nothing(self, tf: Engine) -> None:
        graph = tf.default_graph()
        assert [graph.unique_name("x", mark_as_used=False) for _ in range(2)] == ["x", "x"]

    @pytest.mark.parametrize(("version", "second"), [("1.8", "add"), ("1.13", "add_1")])
    def test_case(self, version: str, second: str) -> None:
        graph = Engine(version).default_graph()
        assert [graph.unique_name(name) for name in ("Add", "add")] == ["Add", second]

    def test_holes_are_letters_like_others(self, tf: Engine) -> None:
        with tf.variable_scope(f"tower_{HOLE}"), tf.name_scope(HOLE) as path:
            assert path == f"tower_{HOLE}/{HOLE}/"
        assert tf.default_graph().create_op("Add", HOLE).name == HOLE
        assert V1_15.op_name_is_valid(HOLE)

    def test_exact_names(self, tf: Engine) -> None:
        graph = tf.default_graph()
        with tf.name_scope("s") as path:
            assert graph.create_op("Add", path).name == "s"
            with pytest.raises(ScopingError) as error:
                graph.create_op("Add", path)
        assert refused(error) == ("ValueError", "Duplicate node name in graph: 's'", "TFS113")

    @pytest.mark.parametrize("name", ["a b", "_a", "-a", "/a", "a:0", ""])
    def test_invalid_at_root(self, tf: Engine, name: str) -> None:
        with pytest.raises(ScopingError) as error:
            tf.default_graph().create_op("Add", name)
        assert refused(error) == ("ValueError", f"'{name}' is not a valid node name", "TFS105")


class TestNameScope:
    def test_paths(self, tf: Engine) -> None:
        with tf.name_scope("a") as a, tf.name_scope("b") as b, tf.name_scope(None) as root, tf.name_scope(a) as again:
            assert (a, b, root, again) == ("a/", "a/b/", "", "a/")
        with tf.name_scope("a") as a, tf.name_scope("_c") as inner:
            assert (a, inner) == ("a_1/", "a_1/_c/")
        assert tf.get_name_scope() == ""

    def test_no_name(self, tf: Engine) -> None:
        with pytest.raises(ScopingError) as error:
            tf.name_scope(None, None, []).enter()
        assert error.value.message == "At least one of name (None) and default_name (None) must be provided."

    @pytest.mark.parametrize("version", ["0.12", "1.0"])
    def test_one_shot(self, version: str) -> None:
        context = Engine(version).name_scope("a")
        with context:
            pass
        with pytest.raises(ScopingError, match="generator didn't yield"):
            context.enter()

    def test_entered_again(self, tf: Engine) -> None:
        context = tf.name_scope("a")
        assert [context.__enter__() for _ in range(1)] == ["a/"]
        context.exit()
        assert context.enter() == "a_1/"

    def test_default_name_that_is_a_list(self) -> None:
        with pytest.raises(ScopingError, match="is not a string type"):
            Engine("1.15").name_scope("x", [1])
        Engine("1.13").name_scope("x", [1])


class TestVariableScope:
    def test_scope_name_and_name_scope_part(self, tf: Engine) -> None:
        for path in ("conv/", "conv_1/"):
            with tf.variable_scope("conv") as scope:
                assert (scope.name, scope.original_name_scope) == ("conv", path)

    def test_jumping_out(self, tf: Engine) -> None:
        with tf.variable_scope("net"), tf.variable_scope("encoder") as encoder:
            pass
        with tf.variable_scope("decoder"), tf.variable_scope(encoder) as scope:
            assert scope is not encoder
            assert (scope.name, scope.original_name_scope) == ("net/encoder", "net/encoder/")
            assert tf.get_name_scope() == "decoder/encoder"

    @pytest.mark.parametrize(("parent", "argument", "wanted"), [
        (True, False, True), (True, None, True), (False, True, True), (AUTO_REUSE, True, True),
        (True, AUTO_REUSE, AUTO_REUSE), (False, None, False),
    ])  # fmt: skip
    def test_reuse_by_string(self, tf: Engine, parent: object, argument: object, wanted: object) -> None:
        with tf.variable_scope("a", reuse=parent), tf.variable_scope("b", reuse=argument) as scope:
            assert scope.reuse is wanted

    @pytest.mark.parametrize(("version", "wanted"), [("1.0", False), ("1.4", True)])
    def test_reuse_false_on_an_object(self, version: str, wanted: bool) -> None:
        tf = Engine(version)
        with tf.variable_scope("a", reuse=True) as captured:
            pass
        with tf.variable_scope(captured, reuse=False) as scope:
            assert scope.reuse is wanted

    def test_reuse_variables_lasts_for_the_object(self, tf: Engine) -> None:
        with tf.variable_scope("a") as captured:
            captured.reuse_variables()
        with tf.variable_scope("a") as by_string, tf.variable_scope(captured) as by_object:
            assert (by_string.reuse, by_object.reuse) == (False, True)

    def test_settings(self, tf: Engine) -> None:
        made = tf.new_variable_scope(None, "hand", "hand/")
        assert (made.reuse, made.dtype, made.use_resource) == (None, "float32", None)
        with tf.variable_scope("a", constraint=len) as scope:
            scope.set(dtype="float64", initializer="i")
            with tf.variable_scope("b") as inner:
                assert (inner.dtype, inner.initializer, inner.constraint) == ("float64", "i", None)
        with tf.variable_scope(scope) as again:
            assert (again.dtype, again.constraint) == ("float64", None)

    @pytest.mark.parametrize(("version", "arguments", "wanted"), [
        ("1.15", {"name_or_scope": None}, ("TypeError", "If default_name is None then name_or_scope is required")),
        ("1.15", {"name_or_scope": "a", "reuse": 1}, ("ValueError", BAD_REUSE)),
        ("1.15", {"name_or_scope": 3}, ("TypeError", BAD_NAME)),
        ("1.0", {"name_or_scope": None, "default_name": "a", "reuse": True},
         ("ValueError", "reuse=True cannot be used without a name_or_scope")),
        ("1.15", {"name_or_scope": "a b"}, ("ValueError", "'a b' is not a valid scope name")),
    ])  # fmt: skip
    def test_refused(self, version: str, arguments: dict[str, object], wanted: tuple[str, str]) -> None:
        tf = Engine(version)
        with pytest.raises(ScopingError) as error:
            tf.variable_scope(**arguments).enter()  # type: ignore[arg-type]
        assert refused(error)[:2] == wanted
        assert tf.get_name_scope() == ""
        tf.reset_default_graph()

    def test_improper_nesting(self) -> None:
        for version, raises in (("1.13", False), ("1.15", True)):
            tf = Engine(version)
            first, second = tf.variable_scope("a"), tf.variable_scope("b")
            first.enter(), second.enter()
            if raises:
                with pytest.raises(ScopingError, match="Improper nesting of variable_scope"):
                    first.exit()

    def test_auxiliary_name_scope(self, tf: Engine) -> None:
        with tf.variable_scope("a"), tf.variable_scope("b", auxiliary_name_scope=False) as scope:
            assert (scope.name, tf.get_name_scope()) == ("a/b", "a")

    def test_context_from_a_captured_scope_keeps_its_object(self, tf: Engine) -> None:
        with tf.variable_scope("a") as captured:
            pass
        context = tf.variable_scope(captured)
        seen: list[VariableScope] = []
        for _ in range(2):
            with context as scope:
                seen.append(scope)
        assert seen[0] is seen[1]


class TestDefaultNames:
    def open(self, tf: Engine, name: str = "d") -> str:
        with tf.variable_scope(None, name) as scope:
            return scope.name

    def test_count_up_and_start_again(self, tf: Engine) -> None:
        assert [self.open(tf) for _ in range(3)] == ["d", "d_1", "d_2"]
        for _ in range(2):
            with tf.variable_scope("s"):
                assert [self.open(tf) for _ in range(2)] == ["s/d", "s/d_1"]

    @pytest.mark.parametrize(("version", "third"), [("0.12", "s/d"), ("1.0", "s/d_1")])
    def test_entering_by_object_inside_itself(self, version: str, third: str) -> None:
        tf = Engine(version)
        with tf.variable_scope("s") as scope:
            assert self.open(tf) == "s/d"
            with tf.variable_scope(scope):
                assert self.open(tf) == "s/d_1"
            assert self.open(tf) == third

    @pytest.mark.parametrize(("version", "again"), [("1.4", "d"), ("1.13", "d_1")])
    def test_closing_a_root_opened_by_string(self, version: str, again: str) -> None:
        tf = Engine(version)
        self.open(tf)
        with tf.variable_scope(""):
            pass
        assert self.open(tf) == again

    def test_many_siblings(self, tf: Engine) -> None:
        assert [self.open(tf, f"n{i}") for i in range(300)] == [f"n{i}" for i in range(300)]
        assert self.open(tf, "n7") == "n7_1"

    def test_the_context_keeps_its_name(self) -> None:
        for version, wanted in (("1.4", ["d", "d_1"]), ("1.13", ["d", "d"])):
            tf = Engine(version)
            context = tf.variable_scope(None, "d")
            seen = []
            for _ in range(2):
                with context as scope:
                    seen.append(scope.name)
            assert seen == wanted


class TestThreadsAndGraphs:
    @pytest.mark.parametrize(("version", "seen"), [("1.4", "a"), ("1.8", "")])
    def test_scope_in_another_thread(self, version: str, seen: str) -> None:
        tf = Engine(version)
        graph = tf.default_graph()
        with tf.variable_scope("a"):
            tf.thread = "other"
            assert tf.default_graph() is not graph
            tf.push_graph(graph)
            assert tf.get_variable_scope().name == seen
            tf.pop_graph(graph)
            tf.thread = "main"

    def test_graphs_are_numbered_by_their_first_op(self, tf: Engine) -> None:
        first, second = tf.new_graph(), tf.new_graph()
        second.create_op("Add"), first.create_op("Add"), second.create_op("Add")
        assert (second.number, first.number, tf.default_graph().number) == (0, 1, None)
        assert names(second) == ["Add", "Add_1"]

    def test_values_pick_the_graph(self, tf: Engine) -> None:
        tensors = [g.create_op("Const", n, [("int32", ())]).outputs[0] for g, n in
                   ((tf.new_graph(), "a"), (tf.new_graph(), "b"))]  # fmt: skip
        with tf.name_scope("s", values=tensors[:1]):
            assert tf.default_graph() is tensors[0].graph
        with pytest.raises(ScopingError) as error:
            tf.variable_scope("s", values=tensors)
        text = (
            'Tensor("b:0", shape=(), dtype=int32) must be from the same graph as Tensor("a:0", shape=(), dtype=int32).'
        )
        assert refused(error) == ("ValueError", text, "TFS109")

    def test_reset_inside_a_scope(self) -> None:
        tf = Engine("1.4")
        with tf.variable_scope("a"), pytest.raises(ScopingError, match=r"Do not use tf\.reset_default_graph"):
            tf.reset_default_graph()
        old = Engine("1.0")
        context = old.variable_scope("a")
        context.enter()
        old.reset_default_graph()
        with pytest.raises(ScopingError, match="list index out of range"):
            context.exit()

    def test_finalized(self, tf: Engine) -> None:
        graph = tf.default_graph()
        graph.finalize()
        with pytest.raises(ScopingError, match="Graph is finalized and cannot be modified"):
            graph.create_op("Add")
