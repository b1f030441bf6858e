"""Functions that become a part of the graph: what `Dataset.map` calls once, in a graph of its own.

Up to 1.13 variables that the function gets are asked of the scope that was current outside; from 1.15 the function's
graph shares the variable store and the scope, and lifts what makes a variable out of it (data/map_get_variable).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.iteration import known_items
from scopelint.interp.raising import Raised, new_exception
from scopelint.library.tables import op_def
from scopelint.library.tensorflow import dataset_objects
from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.session_values import find_variable
from scopelint.library.tensorflow.static_shapes import NoShape, shape_of
from scopelint.library.tensorflow.tensors import Tensor, make_op
from scopelint.scoping import (
    GLOBAL_VARIABLES,
    LOCAL_VARIABLES,
    TRAINABLE_VARIABLES,
    Deferred,
    Graph,
    ScopeSettings,
    ScopingError,
    ThreadScopes,
    VariableStore,
)
from scopelint.scoping.name_scope import inside
from scopelint.trace import Failed
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Choice, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

OLD = ("1.4", "1.8", "1.13")
"""Versions whose datasets call functions as ``Defun`` does, without AutoGraph."""

SHARED = (GLOBAL_VARIABLES, LOCAL_VARIABLES, TRAINABLE_VARIABLES)
"""The collections a function's graph shares with the graph around it, from 1.15."""


class FunctionGraph(Graph):
    """The graph a function is traced into: ops made there stay there, whatever graph their inputs are of."""

    __slots__ = ("made", "outer", "retraced")
    is_function = True

    def __init__(self, vm: Machine, outer: Graph) -> None:
        engine = tf_of(vm).engine
        shares = vm.version not in OLD
        super().__init__(engine, outer.store if shares else VariableStore(engine))
        self.outer = outer
        self.made = 0
        """Variables that were lifted out of it."""
        self.retraced = False
        if shares:
            around = outer.scopes
            mine = ThreadScopes(around.current, engine.journal)
            mine.counts = around.counts
            self._threads[engine.thread if engine.rules.per_thread else None] = mine
            for key in SHARED:
                self.collections.by_name[key] = outer.get_collection_ref(key)
        if vm.version != "1.4":
            self.creators = [Lifting(vm, self)]


class Lifting:
    """The variable creator of a function's graph: variables are made outside of it, where their value allows it."""

    def __init__(self, vm: Machine, graph: FunctionGraph) -> None:
        self.vm = vm
        self.graph = graph

    def __call__(self, next_creator: Any, **given: Any) -> Any:
        vm, graph = self.vm, self.graph
        initial = given["initial_value"]
        if isinstance(initial, Tensor) and initial.graph is graph:
            if vm.version in OLD:
                # Its ops stay with the tensor; the collections are those around.
                return self._kept(next_creator, given)
            if vm.version == "1.15":
                raise ScopingError("ValueError", LIFTED, "TFS113")
            given["initial_value"] = Deferred(lambda engine: initial)
            given["dtype"] = given["dtype"] or initial.dtype
        if graph.retraced:
            raise ScopingError("ValueError", SINGLETON, "TFS113")
        graph.made += 1
        if vm.version not in OLD:
            given["use_resource"] = True
        if vm.version == "2.15":
            # The ops of the initial value are copied out under other names.
            vm.state.setdefault("unlisted", set()).add(graph.outer)
        names = graph.get_name_scope()
        engine = tf_of(vm).engine
        engine.push_graph(graph.outer)
        try:
            with inside(graph.outer, f"{names}/" if names else None):
                return next_creator(**given)
        finally:
            engine.pop_graph(graph.outer)

    def _kept(self, next_creator: Any, given: dict[str, Any]) -> Any:
        variable = next_creator(**given)
        for key in getattr(variable, "collections", ()):
            self.graph.outer.add_to_collection(key, variable)
        return variable


LIFTED = (
    "Tensor-typed variable initializers must either be wrapped in an init_scope or callable (e.g., "
    "`tf.Variable(lambda : tf.truncated_normal([10, 40]))`) when building functions. Please file a feature request if "
    "this restriction inconveniences you."
)
SINGLETON = (
    "tf.function only supports singleton tf.Variables created on the first call. Make sure the tf.Variable is only "
    "created once or created outside tf.function. See https://www.tensorflow.org/guide/function#creating_tfvariables "
    "for more information."
)


class OuterGetter:
    """The custom getter of a function's graph up to 1.13: the variable is got outside, in the scope current there."""

    names_constraint = False
    accepts_constraint = True
    PASSED = ("shape", "dtype", "initializer", "reuse", "trainable", "collections", "use_resource")

    def __init__(self, vm: Machine, outer: Graph) -> None:
        self.vm = vm
        self.outer = outer
        self.scope = outer.scopes.current

    def __call__(self, getter: Any, name: Any, *more: Any, **given: Any) -> Any:
        given.update(zip(("shape", "dtype", "initializer", "regularizer", "reuse"), more, strict=False))
        engine = tf_of(self.vm).engine
        engine.push_graph(self.outer)
        try:
            passed = {key: given[key] for key in self.PASSED if key in given}
            return engine.get_variable(name, self.scope, **passed)
        finally:
            engine.pop_graph(self.outer)


def traced(vm: Machine, fn: Anything, specs: Anything) -> Anything:
    """Call ``fn`` with a list of placeholders in a function's graph: one for each ``(dtype, shape)``, and each unknown
    as it is. ``fn`` gives its result and the outer tensors that it knows of.

    Gives the result, and the tensors of graphs around that the function uses.
    """
    given = known_items(vm, specs) or []
    outer = tf_of(vm).engine.default_graph()
    graph = FunctionGraph(vm, outer)
    result, captured = attempt_trace(vm, graph, fn, given)
    if graph.made and vm.version == "2.15":
        # A function that made variables is traced again, and must not make any then.
        again = FunctionGraph(vm, outer)
        again.retraced = True
        result, captured = attempt_trace(vm, again, fn, given)
    return (result, List(captured, vm.world.mark))


def attempt_trace(vm: Machine, graph: FunctionGraph, fn: Anything, given: list[Anything]) -> tuple[Anything, list[Any]]:
    engine = tf_of(vm).engine
    engine.push_graph(graph)
    try:
        holders = [holder(vm, at, spec) for at, spec in enumerate(given)]
        with outer_variables(vm, graph):
            answer = call(vm, fn, [List(holders, vm.world.mark)], {})
    except Raised as raised:
        if vm.version in OLD:
            raise
        raise converted(vm, raised) from None
    finally:
        attempt(vm, lambda: engine.pop_graph(graph))
    if type(answer) is not tuple:
        return answer, []
    result, known = answer
    used = [t for op in graph.ops for t in op.inputs or ()]
    return result, outside(graph, [*(known_items(vm, known) or []), *used])


def outside(graph: Graph, tensors: list[Any]) -> list[Any]:
    """Those tensors that are not of this graph, each once."""
    found: dict[int, Any] = {}
    for tensor in tensors:
        if isinstance(tensor, Tensor) and tensor.graph is not graph:
            found.setdefault(id(tensor), tensor)
    return list(found.values())


@contextmanager
def outer_variables(vm: Machine, graph: FunctionGraph) -> Iterator[None]:
    if vm.version not in OLD:
        yield
        return
    engine = tf_of(vm).engine
    scope = engine.variable_scope("", settings=ScopeSettings(custom_getter=OuterGetter(vm, graph.outer)))
    attempt(vm, scope.enter)
    try:
        yield
    finally:
        attempt(vm, scope.exit)


def holder(vm: Machine, at: int, spec: Anything) -> Anything:
    """The placeholder that stands for an argument."""
    if type(spec) in (Unknown, Choice):
        return spec
    kind, shape = known_items(vm, spec) or [None, None]
    name = f"arg{at}" if vm.version in OLD else f"args_{at}"
    seen = True
    try:
        dims = shape_of(vm, shape)
    except NoShape:
        dims, seen = None, False
    made = make_op(vm, "Placeholder", name, [(dtype_name(vm, kind) or "?", dims)])
    tensor: Tensor = made.outputs[0]
    tensor.known_shape = seen
    return tensor


REMADE = ("ValueError", "TypeError", "AttributeError", "NameError", "NotImplementedError", "RuntimeError",
          "AssertionError")  # fmt: skip


def converted(vm: Machine, raised: Raised) -> Raised:
    """The exception as AutoGraph raises it anew: of the same type, where the function was handed over."""
    value = raised.value
    if value.cls.name not in REMADE:
        return raised
    title = "in user code:" if vm.version == "2.15" else "in converted code:"
    made = new_exception(vm, value.cls, (text(f"{title}\n{vm.holes.new('lines')}"),))
    context = vm.context()
    made.attrs[".context"] = context
    failed = value.attrs.get(".failed")
    if isinstance(failed, Failed):
        made.attrs[".failed"] = replace(failed, context=context)
    return Raised(made, context)


def in_converted_code(vm: Machine, fn: Anything) -> Anything:
    """What the function gives. In 1.15 AutoGraph, which has rewritten it, raises its exceptions anew."""
    try:
        return call(vm, fn, [], {})
    except Raised as raised:
        if vm.version != "1.15":
            raise
        raise converted(vm, raised) from None


def not_by_value(vm: Machine, tensors: Anything) -> Anything:
    """What a one-shot iterator says of the first of these tensors that it cannot copy; None when it copies all."""
    seen: set[Any] = set()
    for tensor in known_items(vm, tensors) or []:
        found = refused(vm, tensor, seen)
        if found is not None:
            return text(found)
    return None


def refused(vm: Machine, tensor: Any, seen: set[Any]) -> str | None:
    op = getattr(tensor, "op", None)
    if op is None or op in seen or op.graph is None:
        return None
    seen.add(op)
    variable = find_variable(vm, op) if op.type == "Identity" and op.inputs is None else None
    if variable is not None:
        return refused(vm, variable.op.outputs[0], seen)
    known = op_def(vm.version, op.type)
    if known is not None and known.is_stateful:
        return f"Cannot capture a stateful node (name:{op.name}, type:{op.type}) by value."
    if op.type in ("Placeholder", "PlaceholderV2"):
        return f"Cannot capture a placeholder (name:{op.name}, type:{op.type}) by value."
    for source in op.inputs or ():
        found = refused(vm, source, seen)
        if found is not None:
            return found
    return None


def is_captured_reference(vm: Machine, tensors: Anything) -> Anything:
    """Whether a tensor comes from a variable that is no resource: then iterators are not optimized (1.13, 1.15)."""
    return any(reaches_reference(vm, t, set()) for t in known_items(vm, tensors) or [])


def reaches_reference(vm: Machine, tensor: Any, seen: set[Any]) -> bool:
    op = getattr(tensor, "op", None)
    if op is None or op in seen:
        return False
    seen.add(op)
    if op.type in ("Variable", "VariableV2"):
        return True
    if op.type == "Identity" and op.inputs is None:
        variable = find_variable(vm, op)
        return variable is not None and variable.kind == "ref"
    return any(reaches_reference(vm, t, seen) for t in op.inputs or ())


FUNCTIONS = (traced, in_converted_code, not_by_value, is_captured_reference, *dataset_objects.FUNCTIONS)
