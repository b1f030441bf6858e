"""Graphs, default graphs, collections, devices and control dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.interp.truth import hashable
from scopelint.library.tensorflow import callbacks
from scopelint.library.tensorflow.native import getter, method, native_class, primitive
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.scopes import NameContext, name_argument
from scopelint.library.tensorflow.tensors import operation_of
from scopelint.scoping import Graph
from scopelint.values.base import Anything
from scopelint.values.containers import LOOSE, Dict, List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Text, Unknown, is_hole, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

GRAPH = native_class("Graph", "tf.Graph")
GRAPH_CONTEXT = native_class("_GeneratorContextManager", module="contextlib")
SILENT_CONTEXT = native_class("_GeneratorContextManager", module="contextlib")


class GraphHandle(Instance):
    """A graph of the program."""

    __slots__ = ("engine_object",)

    def __init__(self, graph: Graph) -> None:
        super().__init__(GRAPH)
        self.engine_object = graph


def graph_handle(vm: Machine, graph: Graph) -> GraphHandle:
    """The one object that stands for an engine's graph."""
    if graph.payload is None:
        graph.payload = GraphHandle(graph)
    return graph.payload  # type: ignore[no-any-return]


class GraphContext(Instance):
    """``graph.as_default()``."""

    __slots__ = ("graph",)

    def __init__(self, graph: Graph) -> None:
        super().__init__(GRAPH_CONTEXT)
        self.graph = graph


def silent_context(value: Anything = None) -> Instance:
    """A context that names nothing: a container, colocation. ``value`` is what ``as`` binds."""
    context = Instance(SILENT_CONTEXT)
    context.attrs[".value"] = value
    return context


@method(SILENT_CONTEXT, "__enter__")
def enter_silent(vm: Machine, self: Instance) -> Anything:
    return self.attrs[".value"]


@method(SILENT_CONTEXT, "__exit__")
def exit_silent(vm: Machine, self: Instance, *error: Anything) -> Anything:
    return False


@method(GRAPH_CONTEXT, "__enter__")
def enter_graph(vm: Machine, self: GraphContext) -> Anything:
    tf_of(vm).engine.push_graph(self.graph)
    return graph_handle(vm, self.graph)


@method(GRAPH_CONTEXT, "__exit__")
def exit_graph(vm: Machine, self: GraphContext, *error: Anything) -> Anything:
    attempt(vm, lambda: tf_of(vm).engine.pop_graph(self.graph))
    return False


def new_graph(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.Graph()``."""
    return graph_handle(vm, tf_of(vm).engine.new_graph())


GRAPH.new = new_graph


@primitive("tf.get_default_graph")
def get_default_graph(vm: Machine) -> Anything:
    return graph_handle(vm, tf_of(vm).engine.default_graph())


@primitive("tf.reset_default_graph")
def reset_default_graph(vm: Machine) -> Anything:
    attempt(vm, tf_of(vm).engine.reset_default_graph)
    return None


@method(GRAPH, "as_default")
def as_default(vm: Machine, self: GraphHandle) -> Anything:
    return GraphContext(self.engine_object)


@method(GRAPH, "name_scope")
def graph_name_scope(vm: Machine, self: GraphHandle, name: Anything) -> Anything:
    engine = tf_of(vm).engine
    given = name_argument(vm, name, "name")
    return NameContext(attempt(vm, lambda: engine.name_scope(given, graph=self.engine_object)), name)


@method(GRAPH, "unique_name")
def unique_name(vm: Machine, self: GraphHandle, name: Anything, mark_as_used: Anything = True) -> Anything:
    given = name_argument(vm, name, "name")
    return text(attempt(vm, lambda: self.engine_object.unique_name(given, mark_as_used is not False)))


@method(GRAPH, "get_name_scope")
def get_name_scope(vm: Machine, self: GraphHandle) -> Anything:
    if vm.version in ("0.12", "1.0"):
        fail(vm, "AttributeError", "'Graph' object has no attribute 'get_name_scope'")
    return text(self.engine_object.get_name_scope())


@method(GRAPH, "finalize")
def finalize(vm: Machine, self: GraphHandle) -> Anything:
    self.engine_object.finalize()
    return None


@method(GRAPH, "_unsafe_unfinalize")
def unfinalize(vm: Machine, self: GraphHandle) -> Anything:
    self.engine_object.finalize(False)
    return None


@getter(GRAPH, "finalized")
def finalized(vm: Machine, self: GraphHandle) -> Anything:
    return self.engine_object.finalized


@getter(GRAPH, "_version", "version", "graph_def_versions", "seed")
def graph_version(vm: Machine, self: GraphHandle) -> Anything:
    return Unknown(Kind.TENSORFLOW, "version", pure=True)


@method(GRAPH, "get_operations")
def get_operations(vm: Machine, self: GraphHandle) -> Anything:
    if self.engine_object in vm.state.get("disordered", ()):
        return List([], vm.world.mark, open=True)
    unlisted = self.engine_object in vm.state.get("unlisted", ())
    return List([operation_of(vm, op) for op in self.engine_object.ops], vm.world.mark, open=unlisted)


@method(GRAPH, "get_operation_by_name")
def get_operation_by_name(vm: Machine, self: GraphHandle, name: Anything) -> Anything:
    if isinstance(name, (Unknown, Choice, Text)):
        return Unknown(Kind.CALL, "operation", pure=True)
    return operation_of(vm, attempt(vm, lambda: self.engine_object.get_operation_by_name(name)))


@method(GRAPH, "get_tensor_by_name")
def get_tensor_by_name(vm: Machine, self: GraphHandle, name: Anything) -> Anything:
    if isinstance(name, (Unknown, Choice, Text)):
        return Unknown(Kind.CALL, "tensor", pure=True)
    return attempt(vm, lambda: self.engine_object.get_tensor_by_name(name))


@method(GRAPH, "as_graph_element")
def as_graph_element(
    vm: Machine, self: GraphHandle, obj: Anything, allow_tensor: Anything = True, allow_operation: Anything = True
) -> Anything:
    if type(obj) is str:
        return get_tensor_by_name(vm, self, obj) if ":" in obj else get_operation_by_name(vm, self, obj)
    return obj


@method(GRAPH, "colocate_with", "gradient_override_map", "container",
        "_attr_scope", "_kernel_label_map", "_original_op")  # fmt: skip
def graph_silent(vm: Machine, self: GraphHandle, *args: Anything, **kwargs: Anything) -> Anything:
    return silent_context()


@method(GRAPH, "device")
def graph_device(vm: Machine, self: GraphHandle, device_name_or_function: Anything = None) -> Anything:
    from scopelint.library.tensorflow.devices import device

    return device(vm, device_name_or_function)


# Collections


@method(GRAPH, "add_to_collection")
def graph_add(vm: Machine, self: GraphHandle, name: Anything, value: Anything) -> Anything:
    attempt(vm, lambda: self.engine_object.add_to_collection(key_of(vm, name), callbacks.to_engine(vm, value)))
    return None


@method(GRAPH, "add_to_collections")
def graph_add_all(vm: Machine, self: GraphHandle, names: Anything, value: Anything) -> Anything:
    items = [names] if isinstance(names, (str, Text)) else known_items(vm, names) or []
    for name in items:
        graph_add(vm, self, name, value)
    return None


def key_of(vm: Machine, name: Anything) -> Any:
    """A collection's key: a str, or an object of the program."""
    if isinstance(name, Text):
        return name.raw
    if isinstance(name, Unknown):
        return vm.holes.of(name)
    return hashable(vm, name)


@method(GRAPH, "get_collection")
def graph_collection(vm: Machine, self: GraphHandle, name: Anything, scope: Anything = None) -> Anything:
    return collected(vm, self.engine_object, name, scope)


def collected(vm: Machine, graph: Graph, name: Anything, scope: Anything) -> Anything:
    """The items of a collection; with a scope that is not known, an open list."""
    key = key_of(vm, name)
    if key == ("__variable_store",):
        return List([store_handle(vm, graph)], vm.world.mark)
    if isinstance(name, (Unknown, Choice, Text)):
        return List([], vm.world.mark, open=True)
    if isinstance(scope, (Unknown, Choice)):
        return List([callbacks.to_program(vm, v) for v in graph.get_collection(key)], vm.world.mark, open=True)
    if isinstance(scope, Text):
        import re

        try:
            items = graph.get_collection(key, re.escape(scope.raw))
        except re.error:
            items = []
        return List([callbacks.to_program(vm, v) for v in items], vm.world.mark, open=True)
    if scope is not None and type(scope) is not str:
        from scopelint.interp.operators import payload

        scope = payload(scope)
        if type(scope) is not str:
            fail(vm, "TypeError", "first argument must be string or compiled pattern")
    found = matching(vm, graph, key, scope)
    # What was not followed may have added to the collection.
    still: int = False if vm.trace.complete or vm.frames[-1].module.is_modelled else LOOSE
    if scope is not None and any(nameless(v) for v in graph.get_collection(key)):
        still = True
    return List([callbacks.to_program(vm, v) for v in found], vm.world.mark, open=still)


def nameless(value: Any) -> bool:
    """Whether a scope can only guess at this item: nothing, or not all, of its name is known."""
    op = getattr(value, "op", value)
    name = getattr(op, "name", None)
    return isinstance(value, (Unknown, Choice)) or (isinstance(name, str) and any(map(is_hole, name)))


STORE = native_class("_VariableStore", module="tensorflow.python.ops.variable_scope")


class StoreHandle(Instance):
    """The variable store of a graph, as code that reaches for TensorFlow's private parts sees it."""

    __slots__ = ("graph",)

    def __init__(self, graph: Graph) -> None:
        super().__init__(STORE)
        self.graph = graph


def store_handle(vm: Machine, graph: Graph) -> StoreHandle:
    table = vm.state.setdefault("stores", {})
    return table.setdefault(graph, StoreHandle(graph))  # type: ignore[no-any-return]


@getter(STORE, "_vars")
def store_variables(vm: Machine, self: StoreHandle) -> Anything:
    from scopelint.library.tensorflow.variables import handle_of

    found = self.graph.store.variables.flat()
    return Dict({text(k) if isinstance(k, str) else k: handle_of(vm, v) for k, v in found.items()}, vm.world.mark)


def matching(vm: Machine, graph: Graph, key: Any, scope: str | None) -> list[Any]:
    import re

    if scope is not None and len(scope) > 1_000:
        return []
    try:
        return graph.get_collection(key, scope)
    except re.error as error:
        fail(vm, "ValueError", str(error))


@method(GRAPH, "get_collection_ref")
def graph_collection_ref(vm: Machine, self: GraphHandle, name: Anything) -> Anything:
    """The live list. Ours is a copy unless the collection is one the program keeps itself."""
    graph = self.engine_object
    key = key_of(vm, name)
    table = vm.state.setdefault("collection_refs", {})
    ref = graph.get_collection_ref(key)
    found = table.get(id(ref))
    if found is None:
        found = LiveList(vm, ref)
        table[id(ref)] = found
    found.refresh()
    return found.list


class LiveList:
    """A list of the program that stands for a collection: changes by the program are written back when next read."""

    def __init__(self, vm: Machine, ref: Any) -> None:
        self.vm = vm
        self.ref = ref
        self.list = List([], vm.world.mark)
        self.seen: list[Any] = []

    def refresh(self) -> None:
        current = list(self.ref.items)
        mine = [callbacks.to_engine(self.vm, v) for v in self.list.items]
        if mine != self.seen:
            self.ref.replace(mine)
            current = mine
        self.vm.world.touch(self.list)
        self.list.items = [callbacks.to_program(self.vm, v) for v in current]
        self.seen = [callbacks.to_engine(self.vm, v) for v in self.list.items]


@method(GRAPH, "clear_collection")
def clear_collection(vm: Machine, self: GraphHandle, name: Anything) -> Anything:
    self.engine_object.collections.clear(key_of(vm, name))
    return None


@method(GRAPH, "get_all_collection_keys")
@getter(GRAPH, "collections_")
def all_collection_keys(vm: Machine, self: GraphHandle) -> Anything:
    return List(list(self.engine_object.collections.keys()), vm.world.mark)


@primitive("tf.get_collection")
def get_collection(vm: Machine, key: Anything, scope: Anything = None) -> Anything:
    return collected(vm, tf_of(vm).engine.default_graph(), key, scope)


@primitive("tf.get_collection_ref")
def get_collection_ref(vm: Machine, key: Anything) -> Anything:
    return graph_collection_ref(vm, graph_handle(vm, tf_of(vm).engine.default_graph()), key)


@primitive("tf.add_to_collection")
def add_to_collection(vm: Machine, name: Anything, value: Anything) -> Anything:
    return graph_add(vm, graph_handle(vm, tf_of(vm).engine.default_graph()), name, value)


@primitive("tf.add_to_collections")
def add_to_collections(vm: Machine, names: Anything, value: Anything) -> Anything:
    return graph_add_all(vm, graph_handle(vm, tf_of(vm).engine.default_graph()), names, value)


def _listing(canonical: str, key: str) -> None:
    def run(vm: Machine, scope: Anything = None) -> Anything:
        return collected(vm, tf_of(vm).engine.default_graph(), key, scope)

    primitive(canonical)(run)


for _canonical, _key in (
    ("tf.global_variables", "variables"),
    ("tf.all_variables", "variables"),
    ("tf.trainable_variables", "trainable_variables"),
    ("tf.local_variables", "local_variables"),
    ("tf.model_variables", "model_variables"),
    ("tf.moving_average_variables", "moving_average_variables"),
):
    _listing(_canonical, _key)


@primitive("tf.colocate_with", "tf.container")
def no_names(vm: Machine, **given: Anything) -> Anything:
    """Colocation names nothing (§19)."""
    return silent_context()


# Switches


@primitive("tf.enable_eager_execution", "tf.contrib.eager.enable_eager_execution")
def enable_eager_execution(vm: Machine, **given: Anything) -> Anything:
    attempt(vm, tf_of(vm).engine.enable_eager_execution)
    return None


@primitive("tf.executing_eagerly", "tf.contrib.eager.executing_eagerly", "tf.contrib.eager.in_eager_mode")
def executing_eagerly(vm: Machine) -> Anything:
    return tf_of(vm).engine.executing_eagerly()


@primitive("tf.enable_resource_variables")
def enable_resource_variables(vm: Machine) -> Anything:
    tf_of(vm).engine.enable_resource_variables()
    return None


@primitive("tf.disable_resource_variables")
def disable_resource_variables(vm: Machine) -> Anything:
    tf_of(vm).engine.enable_resource_variables(False)
    return None


@primitive(
    "tf.disable_v2_behavior",
    "tf.disable_eager_execution",
    "tf.disable_v2_tensorshape",
    "tf.disable_control_flow_v2",
    "tf.logging.set_verbosity",
    "tf.set_random_seed",
    "tf.random.set_random_seed",
)
def no_effect(vm: Machine, **given: Anything) -> Anything:
    """Calls that change no name."""
    return None
