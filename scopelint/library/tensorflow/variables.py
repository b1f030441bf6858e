"""``tf.get_variable``, ``tf.Variable`` and what programs do with variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.attributes import find_attribute
from scopelint.interp.calls import call
from scopelint.interp.raising import fail
from scopelint.interp.truth import truth
from scopelint.library.tables.signatures import signature
from scopelint.library.tensorflow import callbacks
from scopelint.library.tensorflow.callbacks import is_callable
from scopelint.library.tensorflow.conversion import Mistyped, as_constant, to_tensor
from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.native import CLASSES, matched, native_class, primitive
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.static_shapes import NoShape
from scopelint.library.tensorflow.tensors import Tensor, make_op
from scopelint.scoping import Deferred, PartitionedVariable, Variable, VariableSpec
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

MODULE = "tensorflow.python.ops.variables"
RESOURCES = "tensorflow.python.ops.resource_variable_ops"
VARIABLE_V2 = native_class("Variable", "tf.compat.v2.Variable", module=MODULE)
VARIABLE = native_class("Variable", "tf.Variable", module=MODULE, bases=(VARIABLE_V2,))
CLASSES["tensorflow.python.ops.variables.Variable"] = VARIABLE_V2  # its one name in 1.13
REF = native_class("RefVariable", "tensorflow.python.ops.variables.RefVariable", module=MODULE, bases=(VARIABLE,))
del REF.attrs[".missing"]  # what tf.Variable is recorded to have decides
RESOURCE = native_class("ResourceVariable", f"{RESOURCES}.ResourceVariable", module=RESOURCES, bases=(VARIABLE,))
PARTITIONED = native_class("PartitionedVariable", module="tensorflow.python.ops.variables")


class VariableHandle(Instance):
    """A variable of the program."""

    __slots__ = ("engine_object", "value")
    is_tensor_like = True

    def __init__(self, variable: Variable, cls: Class) -> None:
        super().__init__(cls)
        self.engine_object = variable
        self.value: Any = None

    @property
    def name(self) -> str:
        return self.engine_object.name

    @property
    def graph(self) -> Any:
        return self.engine_object.graph

    @property
    def op(self) -> Any:
        return self.engine_object.op

    @property
    def shape(self) -> Any:
        return self.engine_object.shape

    @property
    def dtype(self) -> str:
        return self.engine_object.dtype

    @property
    def graph_element(self) -> Any:
        return self.engine_object.graph_element

    def __str__(self) -> str:
        return str(self.engine_object)

    def __repr__(self) -> str:
        return str(self.engine_object)

    def as_tensor(self, vm: Machine, kind: str | None = None) -> Tensor:
        """The variable used as a tensor: its read op's output; a resource is read anew at each use."""
        variable = self.engine_object
        if variable.kind == "ref":
            if kind is not None and "?" not in (kind, variable.dtype) and kind != variable.dtype:
                text = f"requested to type '{kind}' for variable of type '{variable.dtype}_ref'"
                fail(vm, "ValueError", f"Incompatible type conversion {text}")
            return variable.value  # type: ignore[no-any-return]
        op = make_op(vm, "ReadVariableOp", "ReadVariableOp", [(variable.dtype, variable.shape)])
        op.inputs = list(variable.op.outputs[:1])
        op.outputs[0].known_shape = variable.shape_known
        return op.outputs[0]  # type: ignore[no-any-return]

    def as_joined(self, vm: Machine) -> Tensor | None:
        return self.engine_object.value if self.engine_object.kind == "ref" else None


class PartitionedHandle(Instance):
    """A partitioned variable of the program."""

    __slots__ = ("engine_object",)
    is_tensor_like = True

    def __init__(self, variable: PartitionedVariable) -> None:
        super().__init__(PARTITIONED)
        self.engine_object = variable

    @property
    def name(self) -> str:
        return str(self.engine_object.name)

    def as_tensor(self, vm: Machine, kind: str | None = None) -> Anything:
        return attempt(vm, self.engine_object.as_tensor)


def class_of(version: str, variable: Variable) -> Class:
    """The class of a variable's object; from 1.13 ``tf.Variable`` itself has no instances (idioms/class_identity)."""
    if variable.kind == "resource":
        return RESOURCE
    return VARIABLE if version in ("0.12", "1.0", "1.4", "1.8") else REF


def handle_of(vm: Machine, variable: Any) -> Anything:
    """The one object that stands for an engine's variable; what a custom getter made stays what it is."""
    if isinstance(variable, Variable):
        if variable.payload is None:
            variable.payload = VariableHandle(variable, class_of(vm.version, variable))
            if not variable.shape_known:
                hide_shape(variable)
        return variable.payload
    if isinstance(variable, PartitionedVariable):
        table = vm.state.setdefault("partitioned", {})
        found = table.get(id(variable))
        if found is None:
            found = table[id(variable)] = PartitionedHandle(variable)
        return found
    return variable


# get_variable


@primitive("tf.get_variable")
def get_variable(vm: Machine, name: Anything = None, **given: Anything) -> Anything:
    """``tf.get_variable`` (§7)."""
    return get_from_scope(vm, None, name, (), given)


@primitive("tf.get_local_variable")
def get_local_variable(vm: Machine, name: Anything = None, **given: Anything) -> Anything:
    """``tf.get_local_variable``: not trainable, in the local collection."""
    given.pop("trainable", None)
    return get_from_scope(vm, None, name, (), given, local=True)


ORDER = ("shape", "dtype", "initializer", "regularizer", "reuse", "trainable", "collections", "caching_device",
         "partitioner", "validate_shape")  # fmt: skip


def get_from_scope(
    vm: Machine,
    scope: Any,
    name: Anything,
    args: tuple[Anything, ...],
    given: dict[str, Anything],
    *,
    local: bool = False,
) -> Anything:
    """Ask the engine for a variable of this scope (the current one when None)."""
    engine = tf_of(vm).engine
    arguments = dict(zip(ORDER, args, strict=False)) | given
    raw = variable_name(vm, name)
    prepared, unsure_shape = prepare(vm, arguments)

    def act() -> Any:
        if local:
            return engine.get_local_variable(raw, **prepared)
        return engine.get_variable(raw, scope, **prepared)

    before = vm.state.get("maker", "")
    vm.state["maker"] = before or "get_variable"
    try:
        result = attempt(vm, act)
    except TypeError as error:
        if str(error) != "name is no string":
            raise
        refuse_name(vm, name)
    finally:
        vm.state["maker"] = before
    if unsure_shape and isinstance(result, Variable) and result.shape is None:
        hide_shape(result)
    return (
        handle_of(vm, callbacks.to_engine(vm, result))
        if isinstance(result, (Variable, PartitionedVariable))
        else (callbacks.to_program(vm, result))
    )


def refuse_name(vm: Machine, name: Anything) -> None:
    from scopelint.interp.raising import type_name

    kind = type_name(vm, name)
    if vm.version == "0.12":
        fail(vm, "TypeError", f"cannot concatenate 'str' and '{kind}' objects")
    if vm.version in ("1.15", "2.15"):
        fail(vm, "TypeError", f'can only concatenate str (not "{kind}") to str')
    fail(vm, "TypeError", f"must be str, not {kind}")


def variable_name(vm: Machine, name: Anything) -> Any:
    """The name for the engine: a str with holes as characters, or what it will refuse."""
    if isinstance(name, Text):
        return name.raw
    if isinstance(name, (Unknown, Choice)):
        vm.doubt(f"the name of a variable is not known ({name.label})")
        return vm.holes.of(name) if isinstance(name, Unknown) else vm.holes.new(name.label)
    if isinstance(name, Instance) and type(name.payload) is str:
        return name.payload
    return name


def prepare(vm: Machine, arguments: dict[str, Anything]) -> tuple[dict[str, Any], bool]:
    """Arguments of get_variable for the engine; and whether the shape is one we do not know."""
    unsure = False
    ready: dict[str, Any] = {}
    for name, value in arguments.items():
        if value is None and name not in ("name",):
            continue
        if name == "shape":
            try:
                ready[name] = callbacks.shape_argument(vm, value)
            except NoShape:
                unsure = True
        elif name == "dtype":
            ready[name] = dtype_name(vm, value)
        elif name == "initializer":
            ready[name] = callbacks.initializer(vm, value)
        elif name == "regularizer":
            ready[name] = callbacks.regularizer(vm, value)
        elif name == "partitioner":
            ready[name] = callbacks.partitioner(vm, value)
        elif name == "custom_getter":
            ready[name] = callbacks.getter(vm, value)
        elif name == "constraint":
            ready[name] = callbacks.constraint(vm, value)
        elif name == "reuse":
            ready[name] = callbacks.reuse_argument(vm, value)
        elif name in ("trainable", "validate_shape", "use_resource"):
            answer = truth(vm, value)
            ready[name] = True if answer is None and name == "trainable" else answer
        elif name == "collections":
            ready[name] = collections_argument(vm, value)
        elif name in ("synchronization", "aggregation"):
            ready[name] = enum_name(vm, value)
        else:
            ready[name] = value
    if unsure:
        # The engine gets an initializer that needs no shape, so that its absence is no error of the program's.
        wrapped = ready.get("initializer")
        ready["initializer"] = AnyShape(vm, wrapped)
    return ready, unsure


class AnyShape(callbacks.UnknownInitializer):
    """Stands in for any initializer where the shape asked for is not known to us."""

    def __init__(self, vm: Machine, inner: Any) -> None:
        super().__init__(vm, Unknown(Kind.CALL, "shape", pure=True))
        self.inner = inner


def hide_shape(variable: Variable) -> None:
    """What the variable's shape leaves open is unknown to us only."""
    variable.shape_known = False
    for tensor in (variable.value, *variable.op.outputs):
        if isinstance(tensor, Tensor):
            tensor.known_shape = False


def collections_argument(vm: Machine, value: Anything) -> Any:
    from scopelint.interp.iteration import known_items

    if isinstance(value, (str, Text)):
        return value
    items = known_items(vm, value) if not isinstance(value, (int, float)) else None
    return value if items is None else [callbacks.to_engine(vm, v) for v in items]


def enum_name(vm: Machine, value: Anything) -> Any:
    """``tf.VariableSynchronization.ON_READ`` and its kin by name."""
    if isinstance(value, Instance):
        name = find_attribute(vm, value, "name")
        return f"{value.cls.name}.{name}" if type(name) is str else value
    return value


# tf.Variable


def new_variable(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.Variable(...)`` (§9)."""
    known = signature(vm.version, "tf.Variable")
    given: dict[str, Anything] = dict(kwargs)
    if known is not None:
        shown = "__init__" if vm.version != "2.15" else "Variable.__init__"
        if vm.version == "2.15":
            # From 2.x the metaclass takes any keyword and drops the ones it does not know.
            kwargs = {k: v for k, v in kwargs.items() if known.accepts_keyword(k)}
        given = matched(vm, known, shown, None, tuple(args), kwargs)
    before = vm.state.get("maker", "")
    vm.state["maker"] = before or "Variable"
    try:
        return make_variable(vm, given)
    finally:
        vm.state["maker"] = before


def new_resource_variable(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.compat.v2.Variable(...)``: a resource variable; all but the initial value go by name."""
    known = signature(vm.version, "tf.compat.v2.Variable")
    given = dict(kwargs) if known is None else matched(vm, known, "__init__", None, tuple(args), kwargs)
    return new_variable(vm, cls, [], {**given, "use_resource": True})


VARIABLE.new = new_variable
VARIABLE_V2.new = new_resource_variable


def make_variable(vm: Machine, given: dict[str, Anything]) -> Anything:
    engine = tf_of(vm).engine
    kind = dtype_name(vm, given.get("dtype"))
    initial = initial_value(vm, given.get("initial_value"), kind)
    trainable = given.get("trainable")
    answer = (
        True
        if trainable is None and vm.version not in ("2.15", "1.15", "1.13")
        else (None if trainable is None else truth(vm, trainable))
    )
    name = given.get("name")
    use = given.get("use_resource")
    validate = truth(vm, given.get("validate_shape", True))
    spec = VariableSpec(
        initial_value=initial,
        trainable=answer,
        collections=None if given.get("collections") is None else collections_argument(vm, given["collections"]),
        validate_shape=validate is not False,
        caching_device=given.get("caching_device"),
        name=None if name is None else variable_name(vm, name),
        dtype=kind,
        constraint=callbacks.constraint(vm, given.get("constraint")),
        use_resource=use if type(use) is bool else None,
        synchronization=enum_name(vm, given.get("synchronization")),
        aggregation=enum_name(vm, given.get("aggregation")),
    )
    return callbacks.to_program(vm, attempt(vm, lambda: engine.variable(spec)))


def initial_value(vm: Machine, value: Anything, kind: str | None) -> Any:
    """An initial value for the engine: None, a tensor, a Constant, or a Deferred for a callable."""
    if value is None:
        return None
    if isinstance(value, (Unknown, Choice)):
        if isinstance(value, Choice) and any(isinstance(v, (Tensor, VariableHandle)) for v in value.values):
            return to_tensor(vm, next(v for v in value.values if isinstance(v, (Tensor, VariableHandle))))
        return unknown_initial(vm, value, kind)
    if is_callable(value):
        return Deferred(lambda engine: typed(vm, as_constant(vm, call(vm, value, [], {}), kind), kind))
    return typed(vm, as_constant(vm, value, kind), kind)


def typed(vm: Machine, value: Any, kind: str | None) -> Any:
    """The value, or one that is refused when it is used: a tensor of another dtype than the one asked for."""
    mistyped = isinstance(value, Tensor) and kind not in (None, "?", value.dtype) and value.dtype != "?"
    return Mistyped(vm, value, str(kind)) if mistyped and not tf_of(vm).engine.executing_eagerly() else value


def unknown_initial(vm: Machine, value: Anything, kind: str | None) -> Any:
    """A value nobody knows, Python's (one more op ``initial_value``) or a tensor: the variable is the same."""
    return callbacks.unknown_value(vm, None, kind or "?")
