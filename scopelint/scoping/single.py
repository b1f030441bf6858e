"""Single variables of the store: giving the one that exists, or making it (§7.8 to §7.14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scopelint.scoping.collection import REGULARIZATION_LOSSES
from scopelint.scoping.creation import make_variable
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.initializers import Deferred, InitializerClass, default_initializer
from scopelint.scoping.name_scope import inside
from scopelint.scoping.request import Request, is_value
from scopelint.scoping.shapes import Shape, as_shape, compatible, is_fully_defined, known, same_dtype, show
from scopelint.scoping.variable import Variable, VariableSpec
from scopelint.scoping.variable_scope import AUTO_REUSE

if TYPE_CHECKING:
    from scopelint.scoping.store import VariableStore


def get_single(store: VariableStore, request: Request) -> Variable:
    """§7.8 to §7.14: give the variable of that name, or make it."""
    from_value = is_value(request.initializer)
    if request.shape is not None and from_value:
        text = "If initializer is a constant, do not specify shape."
        raise ScopingError("ValueError", text, "TFS113", variable=request.name)
    shape = as_shape(request.shape)
    found = store.variables.get(request.name)
    if found is not None:
        return _existing(store, request, shape, found)
    if request.reuse and request.reuse is not AUTO_REUSE:
        text = (
            f"Variable {request.name} does not exist, or was not created with tf.get_variable(). Did you mean to "
            f"set {store.engine.rules.missing_text} in VarScope?"
        )
        error = store.error("ValueError", text, "TFS102", request)
        error.recovery = lambda: store.recovered(replace(request, reuse=AUTO_REUSE))
        raise error
    return _make(store, request, shape, from_value)


def _existing(store: VariableStore, request: Request, shape: Shape, found: Variable) -> Variable:
    """§7.9: the checks of sharing, shape before dtype."""
    rules = store.engine.rules
    name = request.name
    if request.reuse is not None and not request.reuse:
        text = f"Variable {name} already exists, disallowed. Did you mean to set {rules.exists_text} in VarScope?"
        if found.kind == "ref" or not rules.resource_exists_is_short:
            text += " Originally defined at:"
        raise store.error("ValueError", text, "TFS101", request, found)
    if not compatible(shape, found.shape):
        text = (
            f"Trying to share variable {name}, but specified shape {show(shape)} and found shape {show(found.shape)}."
        )
        raise store.error("ValueError", text, "TFS103", request, found)
    if not same_dtype(request.dtype, found.dtype):
        text = (
            f"Trying to share variable {name}, but specified dtype {request.dtype} and found dtype {found.dtype_name}."
        )
        raise store.error("ValueError", text, "TFS104", request, found)
    return found


def _make(store: VariableStore, request: Request, shape: Shape, from_value: bool) -> Variable:
    rules = store.engine.rules
    if not rules.shape_may_be_left_out and not from_value and not is_fully_defined(shape):
        text = f"Shape of a new variable ({request.name}) must be fully defined, but instead was {show(shape)}."
        raise ScopingError("ValueError", text, "TFS106", variable=request.name)
    initializer = request.initializer
    if initializer is None:
        initializer = default_initializer(store.engine, request.name, shape, request.dtype)
        from_value = is_value(initializer)
        if rules.missing_initializer_text and request.shape is None:
            text = f"Variable {request.name} did not get an initializer, so its `shape` argument must be specified."
            raise ScopingError("ValueError", text, "TFS106", variable=request.name)
    initial, dtype = (initializer, None) if from_value else _deferred(store, request, shape, initializer)
    use_resource = request.use_resource
    if use_resource is None:
        use_resource = store.engine.resource_variables_enabled
    variable = make_variable(
        store.engine,
        VariableSpec(
            initial_value=initial,
            trainable=request.trainable,
            collections=request.collections,
            validate_shape=request.validate_shape,
            caching_device=request.caching_device,
            name=request.name,
            dtype=dtype,
            constraint=request.constraint,
            use_resource=use_resource,
            synchronization=request.synchronization,
            aggregation=request.aggregation,
            shape=shape if not rules.initializer_first or rules.explicit_shape_checked else None,
            key=request.name,
            scope=request.scope,
        ),
    )
    store.keep(request, variable)
    if request.regularizer is not None:
        _regularize(store, request, variable)
    made: Variable = variable
    return made


def _deferred(store: VariableStore, request: Request, shape: Shape, initializer: Any) -> tuple[Deferred, str | None]:
    """The call of a callable initializer, and the dtype it must give (§7.11)."""
    rules = store.engine.rules
    if isinstance(initializer, InitializerClass) and rules.initializer_classes:
        initializer = initializer.instantiate(store.engine, request.dtype)
    if is_fully_defined(shape):
        sizes = known(shape)
        partition = request.partition
        return Deferred(lambda engine: initializer.build(engine, sizes, request.dtype, partition)), request.dtype
    if not initializer.needs_shape:
        return Deferred(lambda engine: initializer.build(engine, None, None, None)), None
    text = (
        "The initializer passed is not valid. It should be a callable with no arguments and the shape should not "
        "be provided or an instance of `tf.keras.initializers.*' and `shape` should be fully defined."
    )
    raise ScopingError("ValueError", text, "TFS106", variable=request.name)


def _regularize(store: VariableStore, request: Request, variable: Variable) -> None:
    """§7.14: the regularizer is a host callable that makes its ops under ``F/Regularizer/``, or gives None."""
    graph = store.engine.default_graph()
    if store.engine.rules.regularizer_twice and request.regularizer(variable) is None:
        return
    with inside(graph, f"{request.name}/Regularizer/"):
        loss = request.regularizer(variable)
    if loss is not None:
        graph.add_to_collection(REGULARIZATION_LOSSES, loss)
