"""``tf.name_scope``, ``tf.variable_scope`` and their older kin; VariableScope objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail, type_name
from scopelint.library.tensorflow import callbacks
from scopelint.library.tensorflow.dtypes import dtype, dtype_name
from scopelint.library.tensorflow.native import getter, method, native_class, primitive
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.scoping import NameScopeContext, ScopeSettings, VariableScope, VariableScopeContext
from scopelint.trace import ApiUsed
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Function, Instance, Native
from scopelint.values.unknown import Choice, Text, Unknown, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

MODULE = "tensorflow.python.ops.variable_scope"
VARIABLE_SCOPE = native_class("VariableScope", "tf.VariableScope", module=MODULE)
CONTEXT = native_class("variable_scope", module=MODULE)
NAME_CONTEXT = native_class("name_scope")


class ScopeHandle(Instance):
    """A VariableScope object of the program."""

    __slots__ = ("engine_object",)

    def __init__(self, scope: VariableScope) -> None:
        super().__init__(VARIABLE_SCOPE)
        self.engine_object = scope

    def __str__(self) -> str:
        return "<tensorflow.python.ops.variable_scope.VariableScope object at 0x>"

    __repr__ = __str__


def scope_handle(vm: Machine, scope: VariableScope) -> ScopeHandle:
    """The one object that stands for an engine's scope."""
    if scope.payload is None:
        scope.payload = ScopeHandle(scope)
    return scope.payload  # type: ignore[no-any-return]


class ScopeContext(Instance):
    """What ``tf.variable_scope(...)`` gives: entered and left by ``with``."""

    __slots__ = ("context",)

    def __init__(self, context: VariableScopeContext) -> None:
        super().__init__(CONTEXT)
        self.context = context


class NameContext(Instance):
    """What ``tf.name_scope(...)`` gives."""

    __slots__ = ("context", "given")

    def __init__(self, context: NameScopeContext, given: Anything) -> None:
        super().__init__(NAME_CONTEXT)
        self.context = context
        self.given = given


def name_argument(vm: Machine, value: Anything, what: str) -> Any:
    """A scope's name for the engine: str (holes as characters), None, or whatever it will refuse."""
    if type(value) is str or value is None:
        return value
    if isinstance(value, Text):
        return value.raw
    if isinstance(value, Unknown):
        vm.doubt(f"the name of a scope is not known ({value.label})")
        return vm.holes.of(value)
    if isinstance(value, Choice):
        vm.doubt(f"the name of a scope is not known ({value.label})")
        if any(isinstance(v, ScopeHandle) for v in value.values):
            return next(v for v in value.values if isinstance(v, ScopeHandle)).engine_object
        if any(v is None for v in value.values) and len(value.values) == 2:
            return name_argument(vm, next(v for v in value.values if v is not None), what)
        return vm.holes.new(value.label)
    if isinstance(value, Instance) and type(value.payload) is str:
        return value.payload
    return callbacks.to_engine(vm, value)


def values_argument(vm: Machine, value: Anything) -> list[object] | None:
    """Objects whose graph picks the default graph."""
    if value is None:
        return None
    if isinstance(value, (str, Text)):
        return []
    if isinstance(value, Unknown):
        return []
    items = known_items(vm, value)
    return [callbacks.to_engine(vm, v) for v in items or []]


@primitive("tf.name_scope")
def name_scope(vm: Machine, name: Anything = None, default_name: Anything = None, values: Anything = None) -> Anything:
    """A name scope (§3)."""
    engine = tf_of(vm).engine
    default = (
        default_name if isinstance(default_name, (List, tuple)) else name_argument(vm, default_name, "default_name")
    )
    if isinstance(default, (List, tuple)):
        default = [callbacks.to_engine(vm, v) for v in known_items(vm, default) or []]
    given = values_argument(vm, values)
    context = attempt(vm, lambda: engine.name_scope(name_argument(vm, name, "name"), default, given))
    return NameContext(context, name)


@method(NAME_CONTEXT, "__enter__")
def enter_name_scope(vm: Machine, self: NameContext) -> Anything:
    return text(attempt(vm, self.context.enter))


@method(NAME_CONTEXT, "__exit__")
def exit_name_scope(vm: Machine, self: NameContext, *error: Anything) -> Anything:
    attempt(vm, self.context.exit)
    return False


@getter(NAME_CONTEXT, "name")
def name_of_context(vm: Machine, self: NameContext) -> Anything:
    if vm.version in ("0.12", "1.0"):
        fail(vm, "AttributeError", "'_GeneratorContextManager' object has no attribute 'name'")
    return self.given if self.given is not None else self.context.arguments[1]


def decorate(vm: Machine, self: Any, fn: Anything) -> Anything:
    """A scope used as decorator: only where the version's scopes can (§4.3)."""
    if not self.context.usable_as_decorator:
        name = "GeneratorContextManager" if vm.version in ("0.12",) else type_name(vm, self)
        fail(vm, "TypeError", f"'{name}' object is not callable")

    def run(vm_: Machine, *args: Anything, **kwargs: Anything) -> Anything:
        context = self.context.again()
        attempt(vm_, context.enter)
        try:
            return call(vm_, fn, list(args), kwargs)
        finally:
            attempt(vm_, context.exit)

    name = fn.name if isinstance(fn, Function) else "inner"
    return Native(name, run)


method(NAME_CONTEXT, "__call__")(decorate)
method(CONTEXT, "__call__")(decorate)


def settings(vm: Machine, given: dict[str, Anything]) -> ScopeSettings:
    """The settings among a scope's arguments, for the engine."""
    use = given.get("use_resource")
    return ScopeSettings(
        initializer=callbacks.initializer(vm, given.get("initializer")),
        regularizer=callbacks.regularizer(vm, given.get("regularizer")),
        caching_device=given.get("caching_device"),
        partitioner=callbacks.partitioner(vm, given.get("partitioner")),
        custom_getter=callbacks.getter(vm, given.get("custom_getter")),
        dtype=dtype_name(vm, given.get("dtype")),
        use_resource=use if type(use) is bool else None,
    )


@primitive("tf.variable_scope")
def variable_scope(vm: Machine, **given: Anything) -> Anything:
    """A variable scope (§4)."""
    engine = tf_of(vm).engine
    name = name_argument(vm, given.get("name_or_scope"), "name_or_scope")
    default = name_argument(vm, given.get("default_name"), "default_name")
    values = values_argument(vm, given.get("values"))
    context = attempt(
        vm,
        lambda: engine.variable_scope(
            name,
            default,
            values,
            settings=settings(vm, given),
            reuse=callbacks.reuse_argument(vm, given.get("reuse")),
            constraint=callbacks.constraint(vm, given.get("constraint")),
            auxiliary_name_scope=given.get("auxiliary_name_scope", True),
        ),
    )
    return ScopeContext(context)


@method(CONTEXT, "__enter__")
def enter_variable_scope(vm: Machine, self: ScopeContext) -> Anything:
    return scope_handle(vm, attempt(vm, self.context.enter))


@method(CONTEXT, "__exit__")
def exit_variable_scope(vm: Machine, self: ScopeContext, *error: Anything) -> Anything:
    attempt(vm, self.context.exit)
    return False


def deprecated(vm: Machine, api: str) -> None:
    """Tell of a call that the program's author can do otherwise."""
    if vm.called_by_user():
        vm.tell(ApiUsed(vm.context(), api))


@primitive("tf.op_scope")
def op_scope(vm: Machine, values: Anything = None, name: Anything = None, default_name: Anything = None) -> Anything:
    """The oldest name scope: ``name_scope`` with its arguments moved (§21)."""
    deprecated(vm, "tf.op_scope")
    return name_scope(vm, name, default_name, values)


@primitive("tf.variable_op_scope")
def variable_op_scope(vm: Machine, **given: Anything) -> Anything:
    """The oldest variable scope: ``variable_scope`` with its arguments moved (§21)."""
    deprecated(vm, "tf.variable_op_scope")
    return variable_scope(vm, **given)


@primitive("tf.get_variable_scope")
def get_variable_scope(vm: Machine) -> Anything:
    return scope_handle(vm, tf_of(vm).engine.get_variable_scope())


# VariableScope objects


def new_variable_scope(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.VariableScope(reuse, name, ...)`` by hand."""
    names = ("reuse", "name", "initializer", "regularizer", "caching_device", "partitioner", "custom_getter")
    given = dict(zip(names, args, strict=False)) | kwargs
    path = given.get("name_scope", "")
    scope = tf_of(vm).engine.new_variable_scope(
        callbacks.reuse_argument(vm, given.get("reuse")),
        raw_of(given.get("name", "")) if isinstance(given.get("name", ""), (str, Text)) else "",
        raw_of(path) if isinstance(path, (str, Text)) else "",
        settings(vm, given),
    )
    return scope_handle(vm, scope)


VARIABLE_SCOPE.new = new_variable_scope


class CreatorContext(Instance):
    """``tf.variable_creator_scope(creator)``."""

    __slots__ = ("creator", "graph")

    def __init__(self, creator: Any, graph: Any) -> None:
        super().__init__(CREATOR_CONTEXT)
        self.creator = creator
        self.graph = graph


CREATOR_CONTEXT = native_class("_GeneratorContextManager", module="contextlib")


@primitive("tf.variable_creator_scope")
def variable_creator_scope(vm: Machine, variable_creator: Anything) -> Anything:
    """Variables are made through the program's function (get_variable/variable_creator_scope)."""

    def create(next_creator: Any, **kwargs: Any) -> Any:
        following = Native("next_creator", lambda vm_, **k: call_creator(vm_, next_creator, k), binds=False)
        named = {name: callbacks.to_program(vm, value) for name, value in kwargs.items()}
        return callbacks.to_engine(vm, call(vm, variable_creator, [following], named))

    return CreatorContext(create, tf_of(vm).engine.default_graph())


def call_creator(vm: Machine, creator: Any, kwargs: dict[str, Anything]) -> Anything:
    given = {name: callbacks.to_engine(vm, value) for name, value in kwargs.items()}
    return callbacks.to_program(vm, attempt(vm, lambda: creator(**given)))


@method(CREATOR_CONTEXT, "__enter__")
def enter_creator(vm: Machine, self: CreatorContext) -> Anything:
    self.graph.push_creator(self.creator)
    return None


@method(CREATOR_CONTEXT, "__exit__")
def exit_creator(vm: Machine, self: CreatorContext, *error: Anything) -> Anything:
    self.graph.pop_creator()
    return False


@getter(VARIABLE_SCOPE, "name")
def scope_name(vm: Machine, self: ScopeHandle) -> Anything:
    return text(self.engine_object.name)


@getter(VARIABLE_SCOPE, "original_name_scope")
def original_name_scope(vm: Machine, self: ScopeHandle) -> Anything:
    return text(self.engine_object.original_name_scope)


@getter(VARIABLE_SCOPE, "_name_scope")
def private_name_scope(vm: Machine, self: ScopeHandle) -> Anything:
    return text(self.engine_object.original_name_scope)


@getter(VARIABLE_SCOPE, "reuse")
def scope_reuse(vm: Machine, self: ScopeHandle) -> Anything:
    return callbacks.to_program(vm, self.engine_object.reuse)


@getter(VARIABLE_SCOPE, "dtype")
def scope_dtype(vm: Machine, self: ScopeHandle) -> Anything:
    return dtype(self.engine_object.dtype)


def _setting(name: str) -> None:
    def read(vm: Machine, self: ScopeHandle) -> Anything:
        return callbacks.to_program(vm, getattr(self.engine_object, name))

    getter(VARIABLE_SCOPE, name)(read)


for _name in (
    "initializer", "regularizer", "caching_device", "partitioner", "custom_getter", "use_resource", "constraint",
):  # fmt: skip
    _setting(_name)


@method(VARIABLE_SCOPE, "reuse_variables")
def reuse_variables(vm: Machine, self: ScopeHandle) -> Anything:
    vm.tell(ApiUsed(vm.context(), "reuse_variables"))
    self.engine_object.reuse_variables()
    return None


def _setter(name: str, convert: Any) -> None:
    def write(vm: Machine, self: ScopeHandle, value: Anything) -> Anything:
        self.engine_object.set(**{name: convert(vm, value)})
        return None

    method(VARIABLE_SCOPE, f"set_{name}")(write)


for _name, _convert in (
    ("initializer", callbacks.initializer),
    ("regularizer", callbacks.regularizer),
    ("partitioner", callbacks.partitioner),
    ("custom_getter", callbacks.getter),
    ("dtype", dtype_name),
    ("caching_device", lambda vm, value: value),
    ("use_resource", lambda vm, value: value),
):
    _setter(_name, _convert)


@method(VARIABLE_SCOPE, "get_collection")
def scope_collection(vm: Machine, self: ScopeHandle, name: Anything) -> Anything:
    found = self.engine_object.get_collection(name)
    return List([callbacks.to_program(vm, v) for v in found], vm.world.mark)


@method(VARIABLE_SCOPE, "trainable_variables")
def scope_trainables(vm: Machine, self: ScopeHandle) -> Anything:
    found = self.engine_object.trainable_variables()
    return List([callbacks.to_program(vm, v) for v in found], vm.world.mark)


@method(VARIABLE_SCOPE, "global_variables")
def scope_globals(vm: Machine, self: ScopeHandle) -> Anything:
    found = self.engine_object.global_variables()
    return List([callbacks.to_program(vm, v) for v in found], vm.world.mark)


@method(VARIABLE_SCOPE, "local_variables")
def scope_locals(vm: Machine, self: ScopeHandle) -> Anything:
    found = self.engine_object.local_variables()
    return List([callbacks.to_program(vm, v) for v in found], vm.world.mark)


@method(VARIABLE_SCOPE, "get_variable")
def scope_get_variable(
    vm: Machine,
    self: ScopeHandle,
    var_store: Anything = None,
    name: Anything = MISSING,
    *args: Anything,
    **kwargs: Anything,
) -> Anything:
    """``scope.get_variable(store, name, ...)``: the private way that ``tf.get_variable`` itself goes."""
    from scopelint.library.tensorflow.variables import get_from_scope

    if name is MISSING:
        fail(vm, "TypeError", "get_variable() missing 1 required positional argument: 'name'")
    return get_from_scope(vm, self.engine_object, name, args, kwargs)
