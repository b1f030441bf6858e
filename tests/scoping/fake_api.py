"""The members of the fake ``tensorflow`` module, by version. Test code only."""

from __future__ import annotations

from typing import Any

from fake_ops import Ops
from fake_tensorflow import (
    AUTO_REUSE,
    DTYPES,
    ORDER,
    Context,
    Decorator,
    Deferred,
    EagerStore,
    FakeInitializer,
    FakeRandom,
    FakeTF,
    Namespace,
    Nothing,
    ScopeSettings,
    Session,
    VariableSpec,
    speaks,
)
from fake_values import FakeDType, dtype_argument


def initializer_maker(kind: str) -> Any:
    def make(*args: Any, **kwargs: Any) -> Any:
        if kind in ("zeros", "ones"):
            return FakeInitializer(kind, dtype=kwargs.get("dtype") or (args[0] if args else None))
        if kind == "constant":
            return FakeInitializer(kind, *args, **kwargs)
        return FakeRandom(kind, dtype=kwargs.get("dtype"))

    make.makes = FakeInitializer(kind) if kind in ("zeros", "ones") else None  # type: ignore[attr-defined]
    make.__name__ = f"{kind}_initializer"
    return make


class Scoping:
    """variable_scope, name_scope, get_variable and their kin."""

    def __init__(self, tf: FakeTF) -> None:
        self.tf = tf
        self.engine = tf.engine
        self.context = Decorator if tf.version == "1.0" else Context
        if tf.at_most("1.0"):
            kind = "GeneratorContextManager" if tf.version == "0.12" else "_GeneratorContextManager"
        else:
            kind = "variable_scope"
        self.scope_class = type(kind, (self.context,), {})
        kind = kind if tf.at_most("1.0") else "name_scope"
        self.name_class = type(kind, (self.context,), {})

    @speaks
    def variable_scope(
        self, name_or_scope: Any, default_name: Any = None, values: Any = None, initializer: Any = None,
        regularizer: Any = None, caching_device: Any = None, partitioner: Any = None, custom_getter: Any = None,
        reuse: Any = None, dtype: Any = None, use_resource: Any = None, constraint: Any = None,
        auxiliary_name_scope: Any = True,
    ) -> Any:  # fmt: skip
        tf = self.tf
        self.refuse("variable_scope", use_resource=use_resource, constraint=constraint)
        if not isinstance(auxiliary_name_scope, bool) or not auxiliary_name_scope:
            self.refuse("variable_scope", auxiliary_name_scope=0)
        if values is not None and not isinstance(values, str | list | tuple):
            kind = "function" if tf.version == "0.12" else "Constant"
            raise TypeError(f"'{kind}' object is not iterable")
        settings = ScopeSettings(
            tf.initializer(initializer),
            tf.regularizer(regularizer),
            caching_device,
            tf.partitioner(partitioner),
            tf.getter(custom_getter),
            dtype_argument(dtype),
            use_resource,
        )
        context = self.engine.variable_scope(
            tf.raw(name_or_scope),
            default_name,
            self.values(values),
            settings=settings,
            reuse=reuse,
            constraint=constraint,
            auxiliary_name_scope=auxiliary_name_scope,
        )
        return self.scope_class(tf, context)

    def refuse(self, function: str, **given: Any) -> None:
        """What Python says of a keyword that the version does not have."""
        since = {"auxiliary_name_scope": "1.4", "use_resource": "1.0", "constraint": "1.0", "synchronization": "1.8"}
        for name, value in given.items():
            if value is not None and self.tf.at_most(since[name]):
                inside = function != "get_variable" and not self.tf.at_most("1.0")
                raise TypeError(f"{'__init__' if inside else function}() got an unexpected keyword argument '{name}'")

    def values(self, values: Any) -> Any:
        if values is None:
            return None
        return [tf_raw.value if hasattr(tf_raw, "value") and hasattr(tf_raw, "op") else tf_raw
                for tf_raw in map(self.tf.raw, values)]  # fmt: skip

    def variable_op_scope(
        self, values: Any, name_or_scope: Any, default_name: Any = None, *rest: Any, **kw: Any
    ) -> Any:
        made = self.variable_scope(name_or_scope, default_name, values, *rest, **kw)
        return type("_GeneratorContextManager", (Context,), {})(self.tf, made._raw)

    @speaks
    def name_scope(self, name: Any, default_name: Any = None, values: Any = None) -> Any:
        return self.name_class(self.tf, self.engine.name_scope(self.tf.raw(name), default_name, self.values(values)))

    def op_scope(self, values: Any, name: Any, default_name: Any = None) -> Any:
        return self.name_scope(name, default_name, values)

    @speaks
    def get_variable(
        self, name: Any, shape: Any = None, dtype: Any = None, initializer: Any = None, regularizer: Any = None,
        trainable: Any = None, collections: Any = None, caching_device: Any = None, partitioner: Any = None,
        validate_shape: Any = True, use_resource: Any = None, custom_getter: Any = None, constraint: Any = None,
        synchronization: Any = None, aggregation: Any = None,
    ) -> Any:  # fmt: skip
        given = {key: value for key, value in locals().items() if key not in ("self", "name")}
        self.refuse("get_variable", use_resource=use_resource, constraint=constraint, synchronization=synchronization)
        return self.tf.get(name, given)

    def get_local_variable(self, name: Any, *args: Any, **kw: Any) -> Any:
        kw["collections"] = [*(kw.get("collections") or ()), "local_variables"]
        kw["trainable"] = False
        return self.get_variable(name, *args, **kw)

    @speaks
    def Variable(  # noqa: N802
        self, initial_value: Any = None, trainable: Any = None, collections: Any = None, validate_shape: Any = True,
        caching_device: Any = None, name: Any = None, variable_def: Any = None, dtype: Any = None,
        expected_shape: Any = None, import_scope: Any = None, constraint: Any = None, use_resource: Any = None,
        synchronization: Any = None, aggregation: Any = None, shape: Any = None,
    ) -> Any:  # fmt: skip
        tf = self.tf
        value = None
        if callable(initial_value) and not hasattr(initial_value, "raw"):
            value = Deferred(lambda _: tf.value(initial_value()))
        elif initial_value is not None:
            value = tf.value(initial_value)
        spec = VariableSpec(
            value, trainable, collections, validate_shape, caching_device, name, dtype_argument(dtype), constraint,
            use_resource, synchronization, aggregation,
        )  # fmt: skip
        return tf.face(self.engine.variable(spec))

    @speaks
    def variable_creator_scope(self, creator: Any) -> Any:
        graph = self.engine.default_graph()
        tf = self.tf

        def raw_creator(next_creator: Any, **kw: Any) -> Any:
            return tf.raw(creator(lambda **given: tf.face(next_creator(**given)), **kw))

        class CreatorContext(Nothing):
            def __enter__(self) -> None:
                graph.push_creator(raw_creator)

            def __exit__(self, *exc: Any) -> None:
                graph.pop_creator()

        return CreatorContext()

    @speaks
    def make_template(
        self, name_: Any, func_: Any, create_scope_now_: Any = False, unique_name_: Any = None,
        custom_getter_: Any = None, **kw: Any,
    ) -> Any:  # fmt: skip
        if self.tf.version == "0.12" and custom_getter_ is not None:
            kw["custom_getter_"] = custom_getter_
            custom_getter_ = None
        raw = self.engine.make_template(name_, create_scope_now_, unique_name_, self.tf.getter(custom_getter_))
        return FakeTemplate(self.tf, raw, func_, kw)


class FakeTemplate:
    """A template."""

    def __init__(self, tf: FakeTF, raw: Any, function: Any, kw: dict[str, Any]) -> None:
        self._tf, self._raw, self._function, self._kw = tf, raw, function, kw

    @speaks
    def __call__(self, *args: Any, **kw: Any) -> Any:
        call = self._raw.enter()
        try:
            result = self._function(*args, **{**self._kw, **kw})
        except BaseException:
            call.exit(failed=True)
            raise
        call.exit()
        return result

    def __getattr__(self, name: str) -> Any:
        since = {"name": "1.8", "trainable_variables": "1.4", "global_variables": "1.4", "variable_scope_name": "1.4"}
        known = name in since and ORDER.index(self._tf.version) >= ORDER.index(since[name])
        always = ("var_scope",) if self._tf.version == "0.12" else ("var_scope", "variable_scope")
        if not known and name not in always:
            raise AttributeError(f"'Template' object has no attribute '{name}'")
        if name == "name":
            return self._raw.name
        scope = self._tf.face(self._raw.scope)
        if name == "variable_scope_name":
            return scope.name + "/" if scope is not None else None
        if name.endswith("variables"):
            if not self._raw.variables_created:
                return []
            key = {"trainable_variables": "trainable_variables", "global_variables": "variables"}[name]
            found = self._tf.engine.default_graph().get_collection(key, scope.name + "/")
            return self._tf.faces(found)
        return scope


def members(tf: FakeTF) -> dict[str, Any]:
    """All members of the module for a version."""
    scoping, ops, version, engine = Scoping(tf), Ops(tf), tf.version, tf.engine
    graph = engine.default_graph
    since_10 = not tf.at_most("0.12")
    found: dict[str, Any] = {name: FakeDType(name) for name in DTYPES}
    for name in ("variable_scope", "variable_op_scope", "name_scope", "op_scope", "get_variable", "Variable",
                 "make_template"):  # fmt: skip
        found[name] = getattr(scoping, name)
    for name in ("constant", "zeros", "ones", "placeholder", "matmul"):
        found[name] = getattr(ops, name)
    same = {"identity": "Identity", "add": "Add", "clip_by_value": "clip_by_value", "multiply": "Mul"}
    if since_10:
        same |= {"subtract": "Sub", "negative": "Neg"}
        found["get_local_variable"] = scoping.get_local_variable
    else:
        same |= {"mul": "Mul", "sub": "Sub", "neg": "Neg"}
    found |= {name: ops.same(type_) for name, type_ in same.items()}
    for kind in ("zeros", "ones", "constant", "random_uniform", "random_normal", "truncated_normal"):
        found[f"{kind}_initializer"] = initializer_maker(kind)
    if not since_10:
        found["zeros_initializer"], found["ones_initializer"] = FakeInitializer("zeros"), FakeInitializer("ones")
    found |= {
        "__version__": version + ".1",
        "Graph": lambda: tf.face(engine.new_graph()),
        "Session": lambda target="", graph=None: Session(tf, graph),
        "get_default_graph": lambda: tf.face(graph()),
        "reset_default_graph": speaks(engine.reset_default_graph),
        "get_variable_scope": lambda: tf.face(engine.get_variable_scope()),
        "VariableScope": hand_made(tf),
        "get_collection": lambda key, scope=None: collected(tf, key, scope),
        "global_variables_initializer": lambda: ops_init(tf),
        "initialize_all_variables": lambda: ops_init(tf),
        "variables_initializer": lambda _, name="init": ops_init(tf, name),
        "device": lambda name: Stacked(tf.devices, name),
        "control_dependencies": lambda inputs: Stacked(tf.controls, inputs),
        "fixed_size_partitioner": fixed_size_partitioner,
        "GraphKeys": Namespace(version, "GraphKeys", {
            "REGULARIZATION_LOSSES": "regularization_losses", "LOCAL_VARIABLES": "local_variables",
            "GLOBAL_VARIABLES": "variables", "TRAINABLE_VARIABLES": "trainable_variables",
        }),
        "nn": Namespace(version, "tensorflow.nn", {
            "relu": ops.same("Relu"), "l2_loss": ops.same("L2Loss"), "bias_add": ops.same("BiasAdd"),
        }),
    }  # fmt: skip
    found |= variable_lists(tf)
    found |= newer(tf, scoping)
    return found


def variable_lists(tf: FakeTF) -> dict[str, Any]:
    def of(key: str) -> Any:
        def listed(*scope_given: Any, **named: Any) -> list[Any]:
            scope = scope_given[0] if scope_given else named.get("scope")
            if scope_given and tf.at_most("1.0"):
                many = (
                    f"takes no arguments ({len(scope_given)} given)"
                    if tf.version == "0.12"
                    else (f"takes 0 positional arguments but {len(scope_given)} was given")
                )
                raise TypeError(f"{key}() {many}")
            return tf.faces(tf.engine.default_graph().get_collection(key, scope))

        return listed

    return {
        "global_variables": of("variables"),
        "all_variables": of("variables"),
        "trainable_variables": of("trainable_variables"),
        "local_variables": of("local_variables"),
    }


def newer(tf: FakeTF, scoping: Scoping) -> dict[str, Any]:
    """What later versions added."""
    found: dict[str, Any] = {}
    if not tf.at_most("1.0"):
        found["AUTO_REUSE"] = AUTO_REUSE
    if not tf.at_most("1.4"):
        found["enable_eager_execution"] = speaks(tf.engine.enable_eager_execution)
    if not tf.at_most("1.8"):
        found["VariableSynchronization"] = Namespace(
            tf.version, "VariableSynchronization", {"ON_READ": "VariableSynchronization.ON_READ"}
        )
        found["variable_creator_scope"] = scoping.variable_creator_scope
    if tf.version in ("1.8", "1.13", "1.15"):
        eager = Namespace(tf.version, "tensorflow.contrib.eager", {"EagerVariableStore": lambda: FakeStore(tf)})
        found["contrib"] = Namespace(tf.version, "tensorflow.contrib", {"eager": eager})
    return found


class FakeStore:
    def __init__(self, tf: FakeTF) -> None:
        self._tf, self._raw = tf, EagerStore(tf.engine)

    def as_default(self) -> Any:
        return Context(self._tf, self._raw)

    def variables(self) -> list[Any]:
        return self._tf.faces(self._raw.variables())


def hand_made(tf: FakeTF) -> Any:
    def make(reuse: Any, name: str = "", initializer: Any = None, **more: Any) -> Any:
        settings = ScopeSettings(initializer=tf.initializer(initializer))
        return tf.face(tf.engine.new_variable_scope(reuse, name, more.get("name_scope", ""), settings))

    return make


class Stacked:
    """A context that puts something on a stack: devices, control inputs."""

    def __init__(self, stack: list[Any], item: Any) -> None:
        self._stack, self._item = stack, item

    def __enter__(self) -> None:
        self._stack.append(self._item)

    def __exit__(self, *exc: Any) -> None:
        self._stack.pop()


def collected(tf: FakeTF, key: Any, scope: Any) -> list[Any]:
    graph = tf.engine.default_graph()
    if key == ("__variable_store",):
        stored = graph.store.variables.flat()
        return [Namespace(tf.version, "store", {"_vars": {name: tf.face(v) for name, v in stored.items()}})]
    return tf.faces(graph.get_collection(key, scope))


def ops_init(tf: FakeTF, name: str = "init") -> Any:
    return tf.face(tf.engine.default_graph().create_op("NoOp", name, []))


def fixed_size_partitioner(num_shards: int, axis: int = 0) -> Any:
    def partition(shape: Any, **_: Any) -> list[int]:
        counts = [1] * len(shape)
        counts[axis] = min(num_shards, shape[axis])
        return counts

    return partition
