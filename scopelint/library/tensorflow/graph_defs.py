"""Graphs as data: ``as_graph_def``, ``import_graph_def``, and meta graphs with their collections.

Ops of a graph definition are made anew, name by name, below the import's name scope; variables of a meta graph come
back as variables that no variable store knows (graph/import_graph_def, get_variable/import_meta_graph_not_in_store).
What comes from a file is unknown, and so is whether variables are in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.library.tensorflow.graphs import GRAPH, GraphHandle
from scopelint.library.tensorflow.modules import by_canonical
from scopelint.library.tensorflow.native import method, native_class, primitive
from scopelint.library.tensorflow.run import VARIABLE_OPS, name_scope, tf_of
from scopelint.library.tensorflow.tensors import Operation, Tensor, operation_of
from scopelint.scoping import Graph, Op, Variable
from scopelint.scoping.variable import VariableSpec
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

GRAPH_DEF = native_class("GraphDef", "tf.GraphDef", module="tensorflow.core.framework.graph_pb2")
META_GRAPH_DEF = native_class("MetaGraphDef", "tf.MetaGraphDef", module="tensorflow.core.protobuf.meta_graph_pb2")

VARIABLE_KEYS = ("variables", "trainable_variables", "local_variables", "model_variables", "moving_average_variables")


class GraphDef(Instance):
    """A graph definition: the ops of a graph at one moment. ``ops`` is None for one that is read from a file;
    ``collections`` belong to a meta graph."""

    __slots__ = ("collections", "ops")

    def __init__(self, cls: Class, ops: list[Op] | None, collections: dict[object, list[Any]] | None = None) -> None:
        super().__init__(cls)
        self.ops = ops
        self.collections = collections or {}


def new(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    return GraphDef(cls, [])


GRAPH_DEF.new = META_GRAPH_DEF.new = new


@method(GRAPH_DEF, "ParseFromString", "MergeFromString", "CopyFrom", "MergeFrom")
def read(vm: Machine, self: GraphDef, source: Anything) -> None:
    self.ops = source.ops if isinstance(source, GraphDef) else None


@method(META_GRAPH_DEF, "ParseFromString", "MergeFromString")
def read_meta(vm: Machine, self: GraphDef, source: Anything) -> None:
    self.ops = None


@method(GRAPH, "as_graph_def")
def as_graph_def(
    vm: Machine, self: GraphHandle, from_version: Anything = None, add_shapes: Anything = False
) -> Anything:
    graph = self.engine_object
    return GraphDef(GRAPH_DEF, None if graph in vm.state.get("unlisted", ()) else list(graph.ops))


@primitive("tf.import_graph_def")
def import_graph_def(
    vm: Machine,
    graph_def: Anything = None,
    input_map: Anything = None,
    return_elements: Anything = None,
    name: Anything = None,
    **given: Anything,
) -> Anything:
    """The ops under ``name/``, by default ``import/``; gives what ``return_elements`` asks for."""
    wanted = None if return_elements is None else known_items(vm, return_elements)
    label = name if name is None or type(name) is str else vm.holes.new("name")
    with name_scope(vm, label, "import", []) as path:
        made = remake(vm, graph_def, path)
    if wanted is None:
        return None if return_elements is None else List([], vm.world.mark, open=True)
    return List([element(vm, made, asked) for asked in wanted], vm.world.mark)


def remake(vm: Machine, graph_def: Anything, path: str) -> dict[str, Op] | None:
    """Make the ops of a definition in the default graph; by their names in it. None where they are not known."""
    graph = tf_of(vm).engine.default_graph()
    if not isinstance(graph_def, GraphDef) or graph_def.ops is None:
        vm.doubt("what an imported graph holds is not known")
        vm.state.setdefault("unlisted", set()).add(graph)
        return None
    if vm.version == "1.8":
        # Ops come in an order of their own there, the last that is ready first (graph/import_names).
        vm.state.setdefault("disordered", set()).add(graph)
        if sum(op.type in VARIABLE_OPS for op in graph_def.ops) > 1:
            vm.doubt("the order of imported variables is not known")
    made: dict[str, Op] = {}
    tensors: dict[Any, Any] = {}
    for old in graph_def.ops:
        if not path and old.name in graph.ops_by_name.by_name and vm.version not in ("0.12", "1.0", "1.4"):
            fail(vm, "ValueError", f"Node name '{old.name}' already exists in the Graph")
        specs = [(tensor.dtype, tensor.shape) for tensor in old.outputs]
        op = made[old.name] = graph.create_op(old.type, old.name, specs)
        for before, after in zip(old.outputs, op.outputs, strict=True):
            after.known_shape, after.value, after.partial = before.known_shape, before.value, before.partial
            tensors[before] = after
        op.inputs = None if old.inputs is None else [tensors.get(tensor, tensor) for tensor in old.inputs]
    return made


def element(vm: Machine, made: dict[str, Op] | None, asked: Anything) -> Anything:
    """What a name among the imported ops stands for."""
    if made is None or isinstance(asked, (Unknown, Choice, Text)):
        return Unknown(Kind.TENSORFLOW, "imported", pure=True)
    name, colon, index = str(asked).partition(":")
    op = made.get(name)
    if op is None or (colon and not (index.isdigit() and int(index) < len(op.outputs))):
        fail(vm, "ValueError", f"Requested return_element {str(asked)!r} not found in graph_def.")
    return op.outputs[int(index)] if colon else operation_of(vm, op)


# Meta graphs


@primitive("tf.train.export_meta_graph")
def export_meta_graph(
    vm: Machine, graph_def: Anything = None, graph: Anything = None, export_scope: Anything = None, **given: Anything
) -> Anything:
    """The graph and its collections; a part of it (``export_scope``) is not followed."""
    source = graph.engine_object if isinstance(graph, GraphHandle) else tf_of(vm).engine.default_graph()
    if export_scope is not None or graph_def is not None or source in vm.state.get("unlisted", ()):
        return GraphDef(META_GRAPH_DEF, None)
    held = {key: list(source.get_collection(key)) for key in source.collections.keys()}  # noqa: SIM118
    return GraphDef(META_GRAPH_DEF, list(source.ops), held)


@primitive("tf.train.import_meta_graph")
def import_meta_graph(
    vm: Machine, meta_graph_or_file: Anything = None, import_scope: Anything = None, **given: Anything
) -> Anything:
    """The ops and variables of a meta graph, and a saver where there are variables."""
    graph = tf_of(vm).engine.default_graph()
    scope = import_scope if type(import_scope) is str else ""
    meta = meta_graph_or_file
    if import_scope is not None and type(import_scope) is not str:
        meta = None
    with name_scope(vm, scope, "", []) as path:
        made = remake(vm, meta, path)
    if made is None:
        return Unknown(Kind.TENSORFLOW, "import_meta_graph()", pure=True)
    restore(vm, graph, meta, made)
    if not graph.get_collection("variables"):
        return None
    return call(vm, by_canonical(vm, "tf.train.Saver"), [], {})


def restore(vm: Machine, graph: Graph, meta: GraphDef, made: dict[str, Op]) -> None:
    """Fill the collections again; a variable in several of them is one for each, as it is read from each."""
    variables: dict[Any, Variable] = {}
    for key, items in meta.collections.items():
        for item in items:
            found: Any = item
            if isinstance(item, Variable):
                found = variables.get(item)
                if found is None:
                    found = variables[item] = remade(item, made)
            elif isinstance(item, Tensor):
                found = made[item.op.name].outputs[item.index]
            elif isinstance(item, Operation):
                found = operation_of(vm, made[item.op.name])
            graph.add_to_collection(key, found)


def remade(old: Variable, made: dict[str, Op]) -> Variable:
    """The variable of an imported op."""
    spec = VariableSpec(trainable=old.trainable, collections=old.collections, caching_device=old.caching_device)
    variable = Variable(made[old.op.name], spec, old.shape, old.dtype, old.kind)
    variable.shape_known = old.shape_known
    if old.initializer is not None:
        variable.initializer = made.get(old.initializer.name)
    if isinstance(old.value, Tensor) and old.value.op.name in made:
        variable.value = made[old.value.op.name].outputs[old.value.index]
    if isinstance(old.initial_value, Tensor) and old.initial_value.op.name in made:
        variable.initial_value = made[old.initial_value.op.name].outputs[old.initial_value.index]
    return variable
