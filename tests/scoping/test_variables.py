"""get_variable, tf.Variable, templates, eager variables and the observer; values from the recorded cases."""

from __future__ import annotations

from typing import Any

import pytest

import scopelint.scoping as package
from scopelint.scoping import (
    AUTO_REUSE,
    RECORDED,
    Constant,
    Deferred,
    EagerStore,
    Engine,
    Get,
    Graph,
    Observer,
    Op,
    PartitionedVariable,
    ScopeSettings,
    ScopingError,
    Variable,
    VariableSpec,
    rules_for,
)
from scopelint.scoping.shapes import as_shape, show


@pytest.fixture
def tf() -> Engine:
    return Engine("1.15")


def refused(tf: Engine, name: str, **arguments: Any) -> ScopingError:
    with pytest.raises(ScopingError) as error:
        tf.get_variable(name, **arguments)
    return error.value


def variable(tf: Engine, name: str | None = None, **arguments: Any) -> Variable:
    return tf.variable(VariableSpec(Constant(1.0, (), "float32"), name=name, **arguments))


class TestVersions:
    @pytest.mark.parametrize(("version", "rules"), [
        ("1.15", "1.15"), ("1.15.5", "1.15"), ("1.12", "1.8"), ("1.14.0", "1.13"), ("2.4", "1.15"), ("0.12.1", "0.12"),
    ])  # fmt: skip
    def test_the_newest_not_newer(self, version: str, rules: str) -> None:
        assert rules_for(version).version == rules

    @pytest.mark.parametrize("version", ["", "one", "1", "0.11", "1.x", "v1.15"])
    def test_nonsense(self, version: str) -> None:
        with pytest.raises(ValueError, match="TensorFlow"):
            rules_for(version)

    def test_each_recorded_version_has_its_own(self) -> None:
        assert [rules_for(rules.version) for rules in RECORDED] == list(RECORDED)


class TestSharing:
    def test_made_twice(self, tf: Engine) -> None:
        made = tf.get_variable("w", shape=[1])
        error = refused(tf, "w", shape=[1])
        text = (
            "Variable w already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope? "
            "Originally defined at:"
        )
        assert (error.type, error.first_line, error.code, error.variable) == ("ValueError", text, "TFS101", "w")
        assert error.existing is made
        assert error.recover() is made

    def test_missing(self, tf: Engine) -> None:
        with tf.variable_scope("s", reuse=True):
            error = refused(tf, "w", shape=[1])
        assert error.code == "TFS102"
        assert error.message == (
            "Variable s/w does not exist, or was not created with tf.get_variable(). Did you mean to set "
            "reuse=tf.AUTO_REUSE in VarScope?"
        )
        made = error.recover()
        assert isinstance(made, Variable)
        assert made.name == "s/w:0"
        with tf.variable_scope("s", reuse=True):
            assert tf.get_variable("w") is made

    def test_shape_before_dtype(self, tf: Engine) -> None:
        made = tf.get_variable("w", shape=[2, 3], dtype="int32")
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            shape = refused(tf, "w", shape=[3, 2])
            dtype = refused(tf, "w", shape=[2, None])
        assert shape.message == "Trying to share variable w, but specified shape (3, 2) and found shape (2, 3)."
        assert dtype.message == "Trying to share variable w, but specified dtype float32 and found dtype int32_ref."
        assert (shape.code, dtype.code) == ("TFS103", "TFS104")
        assert shape.recover() is made

    def test_hand_made_scope_checks_nothing(self, tf: Engine) -> None:
        scope = tf.new_variable_scope(None, "s")
        assert tf.get_variable("w", scope, shape=[1]) is tf.get_variable("w", scope, shape=[1])

    def test_the_store_key_is_not_the_graph_name(self, tf: Engine) -> None:
        tf.default_graph().create_op("Add", "W")
        made = tf.get_variable("w", shape=[1])
        assert (made.name, made.key, made.renamed) == ("w_1:0", "w", True)
        assert isinstance(made.taken_by, Op)
        assert made.taken_by.name == "W"

    @pytest.mark.parametrize(("version", "text"), [
        ("1.8", "Shape of a new variable (w) must be fully defined, but instead was <unknown>."),
        ("2.15", "Variable w did not get an initializer, so its `shape` argument must be specified."),
    ])  # fmt: skip
    def test_shape_missing(self, version: str, text: str) -> None:
        error = refused(Engine(version), "w")
        assert (error.message, error.code) == (text, "TFS106")

    def test_value_and_shape(self, tf: Engine) -> None:
        error = refused(tf, "w", shape=[1], initializer=Constant(1.0, (), "float32"))
        assert error.message == "If initializer is a constant, do not specify shape."

    def test_name_that_is_no_string(self, tf: Engine) -> None:
        assert tf.get_variable(None, shape=[1]).name == "Variable:0"
        with tf.variable_scope("s"):
            error = refused(tf, None, shape=[1])  # type: ignore[arg-type]
        assert (error.type, error.message) == ("TypeError", 'can only concatenate str (not "NoneType") to str')


class TestHostCallables:
    def test_custom_getters_nest(self, tf: Engine) -> None:
        calls = []

        def getter(label: str) -> Any:
            def get(getter: Any, name: str, *args: Any, **kwargs: Any) -> Any:
                calls.append(label)
                return getter(name + "_" + label, *args, **kwargs)

            return get

        outer, inner = (ScopeSettings(custom_getter=getter(label)) for label in ("outer", "inner"))
        with tf.variable_scope("a", settings=outer), tf.variable_scope("b", settings=inner):
            assert tf.get_variable("w", shape=[1]).name == "a/b/w_inner_outer:0"
        assert calls == ["inner", "outer"]

    def test_what_a_custom_getter_is_given(self, tf: Engine) -> None:
        given: dict[str, Any] = {}

        def get(getter: Any, **kwargs: Any) -> Any:
            given.update(kwargs)
            return getter(**kwargs)

        with tf.variable_scope("s"):
            tf.get_variable("w", shape=[1], custom_getter=get)
        assert (given["name"], given["shape"], given["reuse"], given["trainable"]) == ("s/w", [1], False, True)
        assert {"use_resource", "synchronization", "aggregation", "constraint"} <= given.keys()

    def test_regularizer(self, tf: Engine) -> None:
        def regularizer(_: Variable) -> Any:
            return tf.default_graph().create_op("L2Loss", None, [("float32", ())]).outputs[0]

        with tf.variable_scope("s", reuse=AUTO_REUSE, settings=ScopeSettings(regularizer=regularizer)):
            for _ in range(2):
                tf.get_variable("w", shape=[1])
        losses = tf.default_graph().get_collection("regularization_losses")
        assert [loss.name for loss in losses] == ["s/w/Regularizer/L2Loss:0"]

    def test_creators(self, tf: Engine) -> None:
        def creator(next_creator: Any, **kwargs: Any) -> Any:
            return next_creator(**{**kwargs, "name": kwargs["name"] + "_made"})

        tf.default_graph().push_creator(creator)
        assert tf.get_variable("w", shape=[1]).name == "w_made:0"
        tf.default_graph().pop_creator()
        assert variable(tf, "v").name == "v:0"

    def test_partitioner(self, tf: Engine) -> None:
        made = tf.get_variable("w", shape=[10, 3], partitioner=lambda shape, dtype: [3, 1])
        assert isinstance(made, PartitionedVariable)
        assert [(part.name, part.shape) for part in made.parts] == [
            ("w/part_0:0", (4, 3)), ("w/part_1:0", (3, 3)), ("w/part_2:0", (3, 3)),
        ]  # fmt: skip
        assert refused(tf, "w", shape=[10, 3]).code == "TFS108"
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            assert tf.get_variable("w") is made


class TestVariable:
    def test_names_follow_the_name_scope(self, tf: Engine) -> None:
        for wanted in ("net/v:0", "net_1/v:0"):
            with tf.variable_scope("net", reuse=True):
                assert variable(tf, "v").name == wanted
        assert [variable(tf).name for _ in range(2)] == ["Variable:0", "Variable_1:0"]

    def test_collections(self, tf: Engine) -> None:
        made = variable(tf, collections=["c"])
        graph = tf.default_graph()
        assert graph.collections.containing(made) == ["c", "trainable_variables"]
        assert tf.get_local_variable("l", shape=[1]).collections == ("local_variables",)

    def test_resources(self, tf: Engine) -> None:
        tf.enable_resource_variables()
        assert variable(tf).kind == tf.get_variable("w", shape=[1]).kind == "resource"

    def test_ops_of_a_callable(self) -> None:
        for version, wanted in (
            ("0.12", ["v", "v/Initializer/initial_value", "v/Assign", "v/read"]),
            ("1.15", ["v/Initializer/initial_value", "v", "v/Assign", "v/read"]),
        ):
            tf = Engine(version)
            spec = VariableSpec(Deferred(lambda _: Constant(1.0, (), "float32")), name="v", dtype="float32")
            tf.variable(spec)
            assert [op.name for op in tf.default_graph().ops] == wanted

    def test_initializer_from_a_loop(self, tf: Engine) -> None:
        graph = tf.default_graph()
        graph.scopes.set_control_flow("loop")
        tensor = graph.create_op("Const", None, [("float32", ())]).outputs[0]
        with pytest.raises(ScopingError, match="is from inside a control-flow construct"):
            tf.variable(VariableSpec(tensor))
        assert tf.get_variable("w", shape=[1]).op.control_flow is None


class TestTemplates:
    def call(self, tf: Engine, template: Any, name: str = "w", fail: bool = False) -> str:
        call = template.enter()
        made = tf.get_variable(name, shape=[1])
        call.exit(failed=fail)
        return str(made.name)

    def test_share(self, tf: Engine) -> None:
        first, second = tf.make_template("t"), tf.make_template("t")
        assert [self.call(tf, template) for template in (first, second, first)] == ["t/w:0", "t_1/w:0", "t/w:0"]

    def test_new_variable_later(self, tf: Engine) -> None:
        template = tf.make_template("t")
        self.call(tf, template)
        template.enter()
        assert refused(tf, "other", shape=[1]).code == "TFS102"

    def test_trainable_variable_later(self, tf: Engine) -> None:
        template = tf.make_template("t")
        self.call(tf, template)
        call = template.enter()
        variable(tf, "v")
        with pytest.raises(ScopingError, match="Trainable variable created when calling a template") as error:
            call.exit()
        assert error.value.code == "TFS110"

    @pytest.mark.parametrize(("version", "code"), [("1.0", None), ("1.4", "TFS101")])
    def test_after_a_failed_first_call(self, version: str, code: str | None) -> None:
        tf = Engine(version)
        template = tf.make_template("t")
        self.call(tf, template, fail=True)
        if code is None:
            assert self.call(tf, template) == "t/w:0"
        else:
            template.enter()
            assert refused(tf, "w", shape=[1]).code == code


class TestEager:
    def test_always_new_and_never_uniquified(self) -> None:
        tf = Engine("1.15")
        tf.enable_eager_execution()
        with tf.variable_scope("net", reuse=True) as scope:
            made = [tf.get_variable("w", shape=[1]) for _ in range(2)]
        assert scope.reuse is AUTO_REUSE
        assert [v.name for v in made] == ["net/w:0", "net/w:0"]
        assert [(v.graph.hidden, v.graph.number) for v in made] == [(True, 0), (True, 1)]

    def test_store(self) -> None:
        tf = Engine("2.15")
        tf.enable_eager_execution()
        store = EagerStore(tf)
        store.enter()
        assert tf.get_variable("w", shape=[1]) is tf.get_variable("w", shape=[1])
        store.exit()
        assert [v.name for v in store.variables()] == ["w:0"]

    def test_after_a_graph_was_used(self, tf: Engine) -> None:
        tf.default_graph()
        with pytest.raises(ScopingError, match="must be called at program startup"):
            tf.enable_eager_execution()


class Listener(Observer):
    def __init__(self) -> None:
        self.told: list[str] = []

    def variable_made(self, variable: Variable) -> None:
        self.told.append(f"made {variable.name}")

    def variable_got(self, get: Get) -> None:
        self.told.append(f"got {get.asked} {get.new} {get.scope.name} {get.reuse}")

    def name_uniquified(self, graph: Graph, wanted: str, given: str, taken_by: Op | str) -> None:
        self.told.append(f"{wanted} -> {given} for {getattr(taken_by, 'type', taken_by)}")


def test_observer() -> None:
    listener = Listener()
    tf = Engine("1.15", listener)
    for reuse in (None, True):
        with tf.variable_scope("s", reuse=reuse):
            tf.get_variable("w", shape=[1])
    variable(tf, "s/w")
    assert listener.told == [
        "made s/w:0", "got s/w True s False", "s -> s_1 for s", "got s/w False s True",
        "s/w -> s/w_1 for VariableV2", "made s/w_1:0",
    ]  # fmt: skip


def test_shapes() -> None:
    given: list[object] = [None, 3, [], (2, None)]
    assert [as_shape(value) for value in given] == [None, (3,), (), (2, None)]
    assert [show(shape) for shape in (None, (), (3,), (2, None))] == ["<unknown>", "()", "(3,)", "(2, ?)"]
    with pytest.raises(ScopingError, match="Dimension -1 must be >= 0"):
        as_shape([-1])


def test_the_example_of_the_package() -> None:
    assert package.__doc__ is not None
    example = package.__doc__.split("A first example::\n\n")[1].split("\n\nThe parts:")[0]
    exec("\n".join(line[4:] for line in example.splitlines()), {})
