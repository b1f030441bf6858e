"""Making a variable: the checks of tf.Variable, and the ops it makes (§7.13, §9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from scopelint.scoping.collection import GLOBAL_VARIABLES, TRAINABLE_VARIABLES
from scopelint.scoping.eager import create_eager_variable
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.graph import Graph, Op
from scopelint.scoping.initializers import Deferred, converted
from scopelint.scoping.name_scope import Place, inside
from scopelint.scoping.shapes import Shape, compatible, is_fully_defined, show
from scopelint.scoping.variable import Variable, VariableSpec

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


def make_variable(engine: Engine, spec: VariableSpec) -> Any:
    """Make a variable through the variable creators in force (from 1.13), the innermost ``with`` first.

    A creator is a host callable ``creator(next_creator, **arguments)``; ``initial_value``, ``name``, ``trainable`` and
    the rest are passed by keyword, as TensorFlow does (get_variable/variable_creator_scope).
    """
    graph = engine.default_graph()
    creators = graph.creators if engine.rules.variable_creators or graph.is_function else []
    if not creators:
        return create_variable(engine, spec)
    known = {field.name for field in fields(VariableSpec)} - {"key", "scope"}
    arguments = {name: getattr(spec, name) for name in sorted(known)}
    arguments.update(variable_def=None, expected_shape=None, import_scope=None)

    def default_creator(**given: Any) -> Any:
        return create_variable(engine, replace(spec, **{name: given[name] for name in known & given.keys()}))

    def around(creator: Callable[..., Any], inner: Callable[..., Any]) -> Callable[..., Any]:
        return lambda **given: creator(inner, **given)

    step: Callable[..., Any] = default_creator
    for creator in creators:
        step = around(creator, step)
    return step(**arguments)


def create_variable(engine: Engine, spec: VariableSpec) -> Variable:
    """Make a variable in the current name scope.

    Raises:
      ScopingError: ValueError for a missing value or shape, wrong collections, an invalid name...
    """
    resource = _is_resource(engine, spec)
    spec = _checked(engine, spec, resource)
    if engine.executing_eagerly():
        return create_eager_variable(engine, spec)
    deferred = isinstance(spec.initial_value, Deferred)
    graph = engine.graph_from_inputs(() if deferred else [spec.initial_value])
    elsewhere = graph is not engine.default_graph()
    if elsewhere:
        engine.push_graph(graph)
    scopes = graph.scopes
    control_flow = scopes.control_flow
    if control_flow is not None:
        # The ops of a variable are lifted out of loops and conditionals (ops/while_loop_get_variable).
        scopes.set_control_flow(None)
    try:
        with inside(graph, "Variable" if spec.name is None else spec.name) as place:
            maker = _make_resource if resource else _make_ref
            variable = maker(engine, graph, spec, place)
    finally:
        if control_flow is not None:
            scopes.set_control_flow(control_flow)
        if elsewhere:
            engine.pop_graph(graph)
    if place.taken is not None:
        variable.taken_by = graph.taker(place.taken)
    for name in spec.collections:
        graph.add_to_collection(name, variable)
    engine.observer.variable_made(variable)
    return variable


def _is_resource(engine: Engine, spec: VariableSpec) -> bool:
    """The argument, else from 1.13 the scope's setting and the switch (variable_scope/use_resource_inherited)."""
    use_resource = spec.use_resource
    if use_resource is None and engine.rules.variable_follows_scope_resource:
        use_resource = engine.get_variable_scope().use_resource
        if use_resource is None:
            use_resource = engine.resource_variables_enabled
    if engine.executing_eagerly() and engine.rules.eager_variable_refused and not use_resource:
        text = "tf.Variable not supported when eager execution is enabled. Please use tf.contrib.eager.Variable instead"
        raise ScopingError("RuntimeError", text, "TFS113")
    return bool(use_resource) or engine.executing_eagerly()


def _checked(engine: Engine, spec: VariableSpec, resource: bool) -> VariableSpec:
    rules = engine.rules
    if spec.initial_value is None:
        text = "initial_value must be specified."
        if resource and rules.missing_initializer_text:
            text = (
                "The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a "
                "`variable_def`. You provided neither."
            )
        raise ScopingError("ValueError", text, "TFS113", variable=spec.key)
    if rules.callable_needs_dtype and isinstance(spec.initial_value, Deferred) and spec.dtype is None:
        raise ScopingError("ValueError", "dtype must also be specified when initial_value is callable.", "TFS113")
    collections = [GLOBAL_VARIABLES] if spec.collections is None else spec.collections
    if not isinstance(collections, list | tuple | set):
        raise ScopingError(
            "ValueError",
            "collections argument to Variable constructor must be a list, tuple, or set. "
            f"Got {collections} of type {type(collections)}",
            "TFS113",
        )
    if spec.constraint is not None and not callable(spec.constraint):
        raise ScopingError("ValueError", "The `constraint` argument must be a callable.", "TFS113")
    trainable = is_trainable(engine, spec.trainable, spec.synchronization)
    if trainable and TRAINABLE_VARIABLES not in collections:
        collections = [*collections, TRAINABLE_VARIABLES]
    return replace(spec, collections=collections, trainable=trainable)


def is_trainable(engine: Engine, trainable: bool | None, synchronization: Any) -> bool:
    """Whether a variable is trainable: True by default, unless it is synchronized on read (from 1.13).

    Raises:
      ScopingError: trainable and ON_READ (1.13, get_variable/synchronization_on_read).
    """
    on_read = synchronization is not None and str(synchronization).endswith("ON_READ")
    if on_read and trainable and engine.rules.on_read_trainable_refused:
        raise ScopingError(
            "ValueError",
            "Synchronization value can be set to VariableSynchronization.ON_READ only for non-trainable variables. You "
            "have specified trainable=True and synchronization=VariableSynchronization.ON_READ.",
            "TFS113",
        )
    return not on_read if trainable is None else bool(trainable)


def _make_ref(engine: Engine, graph: Graph, spec: VariableSpec, place: Place) -> Variable:
    rules = engine.rules
    deferred = spec.initial_value if isinstance(spec.initial_value, Deferred) else None
    op: Op | None = None
    if deferred is not None and not rules.initializer_first:
        # 0.12 makes the variable first, with the shape it expects (get_variable/failed_initializer_takes_names).
        assert spec.dtype is not None
        op = _variable_op(graph, spec, place, spec.shape if spec.shape is not None else (), spec.dtype)
    if deferred is not None:
        if rules.empty_variable_name_fails and not place.path:
            raise ScopingError("IndexError", "string index out of range", "TFS105", variable=spec.key)
        with inside(graph, "Initializer"):
            initial = converted(engine, deferred.build(engine), "initial_value", spec.dtype)
    else:
        initial = converted(engine, spec.initial_value, "initial_value", spec.dtype)
        _check_control_flow(engine, initial, place)
    if not rules.initializer_first and not compatible(spec.shape, initial.shape):
        text = f"Shapes {show(spec.shape)} and {show(initial.shape)} are incompatible"
        raise ScopingError("ValueError", text, "TFS113", variable=spec.key)
    explicit = rules.explicit_shape_checked and spec.shape is not None
    shape: Shape = spec.shape if explicit else initial.shape if spec.validate_shape else None
    dtype: str = initial.dtype
    if op is None:
        op = _variable_op(graph, spec, place, shape, dtype)
    elif is_fully_defined(shape):
        op.outputs = [engine.new_tensor(op, 0, shape, dtype)]
    if spec.validate_shape and _shape_known(initial) and not is_fully_defined(initial.shape):
        text = f"initial_value must have a shape specified: {initial}"
        raise ScopingError("ValueError", text, "TFS106", variable=spec.key)
    _check_assigned(engine, spec, op, shape, initial)
    variable = Variable(op, spec, shape, dtype, "ref")
    variable.shape_known = explicit or not spec.validate_shape or _shape_known(initial)
    variable.initial_value = initial
    variable.initializer = graph.create_op("Assign", "Assign", [(dtype, shape)])
    variable.value = graph.create_op("Identity", "read", [(dtype, shape)]).outputs[0]
    return variable


def _shape_known(initial: Any) -> bool:
    """Whether the caller vouches for the shape of this tensor: its own class says with ``known_shape``."""
    return getattr(initial, "known_shape", True) or is_fully_defined(initial.shape)


def _variable_op(graph: Graph, spec: VariableSpec, place: Place, shape: Shape, dtype: str) -> Op:
    op = graph.create_op(graph.engine.rules.variable_op_type, place.path, [(dtype, shape)])
    graph.engine.observer.variable_op_made(op, spec.key)
    return op


def _make_resource(engine: Engine, graph: Graph, spec: VariableSpec, place: Place) -> Variable:
    rules = engine.rules
    value = spec.initial_value
    with inside(graph, "Initializer"):
        made = value.build(engine) if isinstance(value, Deferred) else value
        initial = converted(engine, made, "initial_value", spec.dtype)
    if rules.explicit_shape_checked and not compatible(spec.shape, initial.shape):
        text = (
            f"In this `tf.Variable` creation, the initial value's shape ({show(initial.shape)}) is not compatible with "
            f"the explicitly supplied `shape` argument ({show(spec.shape)})."
        )
        raise ScopingError("ValueError", text, "TFS113", variable=spec.key)
    shape: Shape = initial.shape
    dtype: str = initial.dtype
    op = graph.create_op("VarHandleOp", place.path, [("resource", ())])
    engine.observer.variable_op_made(op, spec.key)
    _check_control_flow(engine, initial, place)
    variable = Variable(op, spec, shape, dtype, "resource")
    variable.shape_known = _shape_known(initial)
    variable.shown = place.path.removesuffix("/")
    variable.initial_value = initial
    with inside(graph, "IsInitialized"):
        graph.create_op("VarIsInitializedOp", None, [("bool", ())])
    with inside(graph, "Assign") as assign:
        variable.initializer = graph.create_op("AssignVariableOp", assign.path, [])
    with inside(graph, "Read"):
        variable.value = graph.create_op("ReadVariableOp", None, [(dtype, shape)]).outputs[0]
        if spec.caching_device is not None:
            graph.create_op("Identity", None, [(dtype, shape)])
    return variable


def _check_control_flow(engine: Engine, initial: Any, place: Place) -> None:
    """An initial tensor from inside a loop or conditional is refused from 1.4."""
    op = getattr(initial, "op", None)
    if not engine.rules.loop_initializer_refused or getattr(op, "control_flow", None) is None:
        return
    name = place.path
    text = (
        f"Initializer for variable {name} is from inside a control-flow construct, such as a loop or conditional. When "
        "creating a variable inside a loop or conditional, use a lambda as the initializer."
    )
    raise ScopingError("ValueError", text, "TFS113")


_PROTO_TYPES = {"float16": "HALF", "float32": "FLOAT", "float64": "DOUBLE"}


def _check_assigned(engine: Engine, spec: VariableSpec, op: Op, shape: Shape, initial: Any) -> None:
    """2.15 gives the op the shape asked for, and the assignment fails when the initial value has another."""
    found: Shape = initial.shape
    if not engine.rules.explicit_shape_checked or shape is None or found is None or compatible(shape, found):
        return
    stated, given = (f"[{','.join('?' if x is None else str(x) for x in sizes)}]" for sizes in (shape, found))
    if len(shape) != len(found):
        text = f"Shapes must be equal rank, but are {len(shape)} and {len(found)}"
    else:
        at, (x, y) = next((i, xy) for i, xy in enumerate(zip(shape, found, strict=True)) if xy[0] != xy[1])
        text = f"Dimension {at} in both shapes must be equal, but are {x} and {y}. Shapes are {stated} and {given}."
    kind = _PROTO_TYPES.get(initial.dtype, str(initial.dtype).upper())
    source = initial.op.name if hasattr(initial, "op") else "?"
    text += (
        f" for '{{{{node {op.name}/Assign}}}} = Assign[T=DT_{kind}, use_locking=true, validate_shape=true]"
        f"({op.name}, {source})' with input shapes: {stated}, {given}."
    )
    raise ScopingError("ValueError", text, "TFS113", variable=spec.key)
